"""Texts made of the project's own sentences, in any layout, for tests of what must always hold."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from ruamel.yaml import YAML

from licensescan.clauses import read_clauses
from licensescan.resources import load_yaml
from tests.conftest import ROOT

WORDINGS: dict[str, dict[str, list[str]]] = YAML(typ="safe", pure=True).load(
    ROOT / "tests" / "clauses" / "wordings.yaml"
)
SENTENCES: list[str] = [
    *(t for group in WORDINGS.values() for row in group.values() for t in row if "\n" not in t),
    *(row["reads"] for row in load_yaml("grammars/types.yaml")["rows"]),
]
MARKERS = ("{n}.", "{n})", "({n})", "{l}.", "{l})", "({l})", "({r})", "Section {n}.", "§ {n}")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
QUOTES = ('"%s"', "“%s”", "«%s»")

Said = list[tuple[str, str]]

provisions = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True)
markers = st.sampled_from(MARKERS)


def document(
    sentences: Iterable[str],
    marker: str = "{n}.",
    width: int = 0,
    indent: str = "",
    gap: str = "\n\n",
) -> str:
    """Lay out sentences as numbered provisions.

    Args:
        sentences: One provision each.
        marker: ``{n}`` counts in figures, ``{l}`` in letters, ``{r}`` in Roman figures.
        width: Where lines wrap; 0 for one line each.
        indent: What stands before each line.
        gap: What stands between provisions.
    """
    lines = []
    for at, sentence in enumerate(sentences):
        label = marker.format(n=at + 1, l="abcdefgh"[at], r=ROMAN[at])
        said = f"{label} {sentence}"
        if width:
            said = textwrap.fill(said, width, break_long_words=False, break_on_hyphens=False)
        lines.append(textwrap.indent(said, indent))
    return gap.join(lines) + "\n"


def said(text: str) -> Said:
    """Return the types and params of a text in order, without regard to white space."""
    return [(c.type, squeezed(c.params)) for c in read_clauses(text).clauses]


def squeezed(params: Any) -> str:
    """Return params as text, each run of white space as one blank."""
    return " ".join(repr(sorted(params.items())).replace("\\n", " ").split())
