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

_END = Concept("$END", "", 0, 0)

Build = Callable[[list[Any]], Any]
"""Makes a rule's value of those of its symbols."""

_Rule = tuple[str, int, tuple[int, ...], Build | None]
"""The symbol that it builds, how many it is made of, where lists to splice are among them, the last
first, and what makes it."""

_GROWS = (0,)
"""Where a repetition takes one more, its list is nobody else's and grows."""


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
        self._states: list[dict[str, int]] = table["states"]
        self._states[table["end"]][_END.type] = self._start  # the end of a line is taken, too
        self._rules = [_rule(rule, builds) for rule in table["rules"]]

    def parse(self, line: Sequence[Concept]) -> Any:
        """Return the value of a line.

        Raises:
            Stumble: The line is none of the grammar.
        """
        states, rules = self._states, self._rules
        nowhere = len(states)
        stack = [self._start]
        values: list[Any] = []
        for place, token in enumerate((*line, _END)):
            kind = token.type
            action = states[stack[-1]].get(kind, nowhere)
            while action < 0:
                origin, size, spliced, build = rules[~action]
                if size == 1:  # most rules: what stands on the stacks is replaced in its place
                    children = values[-1] if spliced else [values[-1]]
                    values[-1] = build(children) if build else children
                    state = stack[-1] = states[stack[-2]][origin]
                elif spliced is _GROWS:
                    values[-2].append(values.pop())
                    del stack[-1]
                    state = stack[-1] = states[stack[-2]][origin]
                else:
                    first = len(values) - size
                    children = values[first:]
                    for at in spliced:
                        children[at : at + 1] = children[at]
                    del values[first:], stack[first + 1 :]
                    values.append(build(children) if build else children)
                    state = states[stack[-1]][origin]
                    stack.append(state)
                action = states[state].get(kind, nowhere)
            if action == nowhere:
                raise Stumble(place)
            stack.append(action)
            values.append(token)
        return values[0]


def _rule(written: list[Any], builds: Mapping[str, Build]) -> _Rule:
    """Return a rule of the table as `LineParser.parse` wants it."""
    origin, name, size, places = written
    if size == 2 and places == [0] and not name:
        return origin, size, _GROWS, None
    return origin, size, tuple(sorted(places, reverse=True)), builds[name] if name else None
