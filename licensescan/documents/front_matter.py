"""The YAML front matter of a card, read as far as a licence check needs it.

In: the text of README.md. Out: the wanted top-level keys with plain values, where the body
begins, and a word on why where the YAML cannot be read. Never raises, and bounded in time: long
front matter is cut to the wanted keys before it is parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from licensescan.documents.yaml_values import Value, top_level_values

FRONT_MATTER_LIMIT = 1_000_000
"""Characters between the two ``---`` lines; the largest known, full of test scores, have 0.5 MB."""

YAML_LIMIT = 100_000
"""Characters that are parsed, after unwanted keys are cut out: 1.5 s at the worst. A gated prompt
that holds a whole licence has 0.03 million."""

_OPENING = re.compile(r"\ufeff?\s{0,100}---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*\r?$\n?", re.MULTILINE)
_CONTINUES = frozenset({"", " ", "\t", "\r", "#"})
_KEY = re.compile(r"""["']?([A-Za-z_][\w-]*)["']?[ \t]*:(?:[ \t\r]|$)""")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the two ``---`` lines.

    Attributes:
        values: Wanted key → text, yes/no, or texts; values of other types are left out.
        body_start: Where the body begins, in characters; 0 where there is no front matter.
        fault: Why the YAML could not be read in full; empty when it could.
    """

    values: dict[str, Value] = field(default_factory=dict)
    body_start: int = 0
    fault: str = ""


def read_front_matter(text: str, wanted: frozenset[str]) -> FrontMatter:
    """Return the wanted keys of the front matter; never raises."""
    opening = _OPENING.match(text)
    if not opening:
        return FrontMatter()
    closing = _CLOSING.search(text, opening.end(), opening.end() + FRONT_MATTER_LIMIT + 10)
    if not closing:
        return FrontMatter(fault="its front matter has no end (a line of three hyphens)")
    source = text[opening.end() : closing.start()]
    values, fault = _values(source, wanted)
    return FrontMatter(values, closing.end(), fault)


def _values(source: str, wanted: frozenset[str]) -> tuple[dict[str, Value], str]:
    """Return the wanted values and a fault, parsing the short form of the source where it can."""
    short = _without_other_keys(source, wanted)
    if short is not None and len(short) <= YAML_LIMIT:
        values, fault = top_level_values(short, wanted)
        if not fault:
            return values, fault
    if len(source) > YAML_LIMIT:
        return {}, f"its front matter has {len(source)} characters, more than {YAML_LIMIT}"
    return top_level_values(source, wanted)


def _without_other_keys(source: str, wanted: frozenset[str]) -> str | None:
    """Return the blocks of the wanted top-level keys alone; None if the source is not that plain.

    Test scores (``model-index``) can fill 20,000 lines and would cost seconds.
    """
    kept: list[str] = []
    keep: bool | None = None
    for line in source.split("\n"):
        if line[:1] not in _CONTINUES and (line[0] not in "-]}" or keep is None):
            found = _KEY.match(line)
            if not found:
                return None
            keep = found[1] in wanted
        if keep:
            kept.append(f"{line}\n")
    return "".join(kept)
