"""Stand-in until the outline's owner writes it: paragraphs only."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provision:
    start: int
    end: int
    section: str
    heading: str
    headings: tuple[str, ...]
    kind: str
    lead_ins: tuple[tuple[int, int], ...]
    depth: int
    start_of_marker: int


def outline(text: str) -> tuple[Provision, ...]:
    out = []
    for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        out.append(Provision(m.start(), m.end(), "", "", (), "paragraph", (), 0, m.start()))
    return tuple(out)
