"""How clauses were read, as ``licensescan clauses --explain`` shows it to whoever teaches the parser.

In: documents with the steps of their sentences. Out: text: the words, the clauses, the token
line, the tree, the rows of the table. Never shortens a token line or a tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lark import Tree

from licensescan.clauses.concepts import Concept
from licensescan.clauses.passage_values import Found
from licensescan.clauses.reading_explained import LineTree, Steps
from licensescan.documents.values import Document
from licensescan.reports.safe import one_line

Explained = tuple[Document, Iterable[Steps]]
"""A document and how its sentences were read."""

_WORDS = 400
"""Characters of a sentence that are shown."""


def render_explained(documents: Iterable[Explained]) -> str:
    """Return how each sentence of each document was read, in their order."""
    return "\n".join(line for one in documents for line in _document(*one)) + "\n"


def _document(document: Document, steps: Iterable[Steps]) -> Iterator[str]:
    yield one_line(document.path)
    count = 0
    for one in steps:
        yield from _sentence(document.text, one)
        count += 1
    if not count:
        known = (
            "No clause was read in it." if document.text else "Known from the catalog, not read."
        )
        yield from ("", known)


def _sentence(text: str, steps: Steps) -> Iterator[str]:
    yield ""
    yield f"{one_line(steps.section) or '-'}  “{one_line(text[steps.start : steps.end], _WORDS)}”"
    for clause in steps.found:
        yield f"  clause  {_clause(clause)}"
    if steps.missed:
        yield "  clause  none: not understood"
    yield f"  line    {' '.join(map(_token, steps.line))}"
    if steps.skipped:
        yield f"  skipped {' '.join(map(_token, steps.skipped))}"
    yield "  tree"
    yield from _branches(steps.tree, 2)
    for row in dict.fromkeys(f"{r.type}: {r.reads}" for rows in steps.rows for r in rows):
        yield f"  row     {row}"


def _clause(clause: Found) -> str:
    return " ".join([clause.type, *(f"{k}={one_line(v)}" for k, v in clause.params.items())])


def _token(token: Concept) -> str:
    """Show a token as the grammar's terminal and the concept; a name with its words.

    >>> _token(Concept("ACT", "use", 0, 3))
    'ACT:use'
    """
    words = f"={one_line(token.value)}" if token.type == "NAME" else ""
    return f"{token.type}:{token.concept}{words}"


def _branches(tree: LineTree, depth: int) -> Iterator[str]:
    """Yield a rule with its tokens on one line, the rules below it on lines of their own."""
    tokens = [_token(c) for c in tree.children if isinstance(c, Concept)]
    yield "  " * depth + " ".join([str(tree.data), *tokens])
    for child in tree.children:
        if isinstance(child, Tree):
            yield from _branches(child, depth + 1)
