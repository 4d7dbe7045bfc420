"""Show how a text was read: for each sentence its token line, its tree, its norms, the rows they fitted.

In: a text. Out: `Steps`, one for each sentence that has clauses or was not understood. Every stage
is the reader's own, called once more; nothing is read here that `read_clauses` does not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from lark import Lark, Tree
from lark.exceptions import UnexpectedInput

from licensescan.clauses.concepts import Concept
from licensescan.clauses.definitions import own_terms, trie_of
from licensescan.clauses.lexicon import Trie
from licensescan.clauses.norms import _STUMBLES, Norm, norms_of, split
from licensescan.clauses.passage import defines_term, line_of, read_passage
from licensescan.clauses.passage_values import Found, Missed
from licensescan.clauses.reader import Placed, passages
from licensescan.clauses.table_builder import line_grammar
from licensescan.clauses.typing_table import Row, facts_of, fitting
from licensescan.documents.language import language_of
from licensescan.documents.outline import outline

LineTree = Tree[Concept]
"""A tree of the grammar's rules over the tokens of a line."""


@dataclass(frozen=True, slots=True)
class Steps:
    """How one sentence was read.

    Attributes:
        start: First character of the sentence in the text.
        end: One past the last.
        section: Label as a lawyer would cite it.
        line: Its token line, with what its lead-ins give to it.
        tree: The tree of the line.
        skipped: Tokens that the grammar could not place; most often none.
        norms: What the tree says.
        rows: For each norm, the rows of the table that it fitted, with those of its predicates.
        found: The clauses, with spans within the sentence or its lead-in.
        missed: What was not understood; empty where there are clauses.
    """

    start: int
    end: int
    section: str
    line: tuple[Concept, ...]
    tree: LineTree
    skipped: tuple[Concept, ...]
    norms: tuple[Norm, ...]
    rows: tuple[tuple[Row, ...], ...]
    found: tuple[Found, ...]
    missed: tuple[Missed, ...]


def explain_reading(text: str) -> Iterator[Steps]:
    """Yield how each sentence with a clause, or with words that were not understood, was read.

    Args:
        text: As decoded. A text in another language than English yields nothing: none of it
            is read.
    """
    if language_of(text) not in ("en", "und"):
        return
    defined = trie_of(own_terms(text))
    for placed in passages(text, outline(text)):
        steps = _steps(placed, defined)
        if steps.found or steps.missed:
            yield steps


def _steps(placed: Placed, defined: Trie) -> Steps:
    passage = placed.passage
    reading = read_passage(passage, defined)
    line = line_of(passage, defined)
    tree, skipped = tree_of(line)
    norms = norms_of(line)
    defines = defines_term(placed.passage, line)
    return Steps(
        start=placed.start,
        end=placed.start + len(passage.words),
        section=placed.section,
        line=tuple(line),
        tree=tree,
        skipped=skipped,
        norms=tuple(norms),
        rows=tuple(_rows(norm, passage.start, defines) for norm in norms),
        found=reading.found,
        missed=() if placed.opens_list else reading.missed,
    )


def _rows(norm: Norm, start: int, defines: bool) -> tuple[Row, ...]:
    around = facts_of(norm, start, defines).whole
    found = (
        row
        for part in (norm, *split(norm))
        for row in fitting(facts_of(part, start, defines, around))
    )
    return tuple({id(row): row for row in found}.values())


def tree_of(line: list[Concept]) -> tuple[LineTree, tuple[Concept, ...]]:
    """Return the tree of a token line, and the tokens left out because no rule has a place for them."""
    rest = list(line)
    skipped: list[Concept] = []
    for _ in range(_STUMBLES):
        if not rest:
            break
        try:
            tree: Any = _parser().parse(rest)
            return tree, tuple(skipped)
        except UnexpectedInput as stumble:
            token = getattr(stumble, "token", None)
            lost = rest[-1] if token is None or token.type == "$END" else token
            rest = [t for t in rest if t is not lost]
            skipped.append(lost)
    return Tree("start", []), tuple(line)


@cache
def _parser() -> Lark:
    """Return the grammar's parser without the fold into norms, so that its trees can be seen."""
    return line_grammar()
