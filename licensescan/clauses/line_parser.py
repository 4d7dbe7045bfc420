"""Parse a token line by the LALR table of the grammar.

In: tokens, and functions that build each rule's value. Out: the value of the whole line, or the
place of the token that no rule has a place for. Lark computes the table; walking it here costs a
third of what its own loop does, which is made for trees and lexers that a line does not need. The
table is kept in the user's cache folder, so that a start does not wait for Lark.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from licensescan.clauses.concepts import Concept
from licensescan.resources import derived, read_bytes, read_installed

_FIRST = [0]
_END = Concept("$END", "", 0, 0)

Build = Callable[[list[Any]], Any]
"""Makes a rule's value of those of its symbols."""


class Stumble(Exception):  # noqa: N818  # no error: a line is read without the token
    """The grammar has no place for a token; `place` is where it stands, the line's length at its end."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


def _table() -> dict[str, Any]:
    """Return the parse table; it is made again when the grammar, its maker or Lark's version changes."""
    made_from = [read_bytes(name) for name in ("grammars/clauses.lark", "clauses/table_builder.py")]
    made_from.append(read_installed("lark", "__init__.py") or b"")
    return cast(dict[str, Any], derived(made_from, _made))


def _made() -> dict[str, Any]:
    from licensescan.clauses.table_builder import parse_table

    return parse_table()


class LineParser:
    """The table of the grammar, and what to make of each rule."""

    def __init__(self, builds: Mapping[str, Build]) -> None:
        """Take the functions by the names of rules and aliases."""
        table = _table()
        self._start: int = table["start"]
        self._end: int = table["end"]
        self._states: list[dict[str, int]] = table["states"]
        self._rules = [
            (origin, size, spliced, builds[name] if name else None)
            for origin, name, size, spliced in table["rules"]
        ]

    def parse(self, line: Sequence[Concept]) -> Any:
        """Return the value of a line.

        Raises:
            Stumble: The line is none of the grammar.
        """
        states, rules = self._states, self._rules
        stack = [self._start]
        values: list[Any] = []
        for place, token in enumerate((*line, _END)):
            kind = token.type
            while True:
                action = states[stack[-1]].get(kind)
                if action is None:
                    raise Stumble(place)
                if action >= 0:
                    stack.append(action)
                    values.append(token)
                    break
                origin, size, spliced, build = rules[~action]
                children: list[Any] = []
                if size:
                    children = values[-size:]
                    del stack[-size:], values[-size:]
                if spliced:
                    children = _spliced(children, spliced)
                stack.append(states[stack[-1]][origin])
                values.append(build(children) if build else children)
                if stack[-1] == self._end:
                    break
        return values[-1]


def _spliced(children: list[Any], places: Sequence[int]) -> list[Any]:
    """Return a rule's children with the lists at some places put in as they are."""
    if places == _FIRST:  # a repetition: its list is nobody else's
        first: list[Any] = children[0]
        first += children[1:]
        return first
    flat: list[Any] = []
    for place, child in enumerate(children):
        if place in places:
            flat += child
        else:
            flat.append(child)
    return flat
