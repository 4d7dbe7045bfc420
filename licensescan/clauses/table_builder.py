"""Compute the parse table of ``grammars/clauses.lark`` with Lark.

In: the grammar. Out: its LALR table as plain lists and dicts, which JSON can keep: reading a line
then needs neither the grammar nor Lark. It refuses what `line_parser` does not know how to build.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lark import Lark
from lark.grammar import Rule, Terminal
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from licensescan.resources import read_text

GRAMMAR = "grammars/clauses.lark"


class LineLexer(Lexer):
    """Hands Lark's own parser the tokens of a line as they are."""

    def __init__(self, conf: Any) -> None:
        """Take Lark's configuration, which a line of tokens does not need."""

    def lex(self, data: Any, *_: Any) -> Iterator[Any]:
        """Yield the concepts themselves: they are all the parser asks of a token."""
        return iter(data.text if hasattr(data, "text") else data)


def line_grammar() -> Lark:
    """Return the grammar with Lark's own parser, which makes trees."""
    lexer: Any = LineLexer
    return Lark(read_text(GRAMMAR), parser="lalr", lexer=lexer)


def parse_table() -> dict[str, Any]:
    """Return the table: ``start`` and ``end`` state, ``rules``, and ``states``.

    A rule is its symbol, the name it builds under (none if it is spliced into the rule above it),
    how many symbols it has, and which of them are spliced. A state is a dict from symbols to the
    next state, or to ``~rule`` where that rule is complete.

    Raises:
        NotImplementedError: The grammar has anonymous tokens or ``?rules``; our bug.
    """
    lark = line_grammar()
    table = lark.parser.parser._parse_table
    numbers = {rule: number for number, rule in enumerate(lark.rules)}
    places = {state: place for place, state in enumerate(table.states)}
    return {
        "start": places[table.start_states["start"]],
        "end": places[table.end_states["start"]],
        "rules": [_rule(rule) for rule in lark.rules],
        "states": [
            {
                str(symbol): places[target] if action is Shift else ~numbers[target]
                for symbol, (action, target) in actions.items()
            }
            for actions in table.states.values()
        ],
    }


def _rule(rule: Rule) -> list[Any]:
    if rule.options.expand1 or any(
        isinstance(s, Terminal) and s.filter_out for s in rule.expansion
    ):
        raise NotImplementedError(f"no tokens are left out and no rules folded: {rule}")
    origin = str(rule.origin.name)
    name = "" if origin.startswith("_") else str(rule.alias or origin)
    spliced = [
        place
        for place, symbol in enumerate(rule.expansion)
        if not symbol.is_term and symbol.name.startswith("_")
    ]
    return [origin, name, len(rule.expansion), spliced]
