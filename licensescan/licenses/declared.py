"""Collect who says which licence an asset is under: manifest, card and weights header.

In: what an artifact states of itself. Out: `Statement`s, each with the choices it leaves; the
words are kept as they were written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from licensescan.documents.card import Card
from licensescan.documents.values import Artifact
from licensescan.documents.weight_facts import LICENSE_KEYS
from licensescan.licenses.catalog import catalog
from licensescan.licenses.expressions import Choices, read_declared, written
from licensescan.licenses.names import Name
from licensescan.licenses.pointers import points_to
from licensescan.licenses.values import Evidence

_CARD = "README.md"
_LONGEST_BODY = 200_000
_SHOWN = 120
_IN_PROSE = "the card names its licence in its text only, not in its front matter"
_LONGEST_SECTION = 60
# Words on a part (the code, a subset) do not say under which licence the whole is.
_PARTLY = re.compile(
    r"\bsubsets?\b|\brespective|\bdepending\b|\beach\b|\b(?:source|this) code\b|\brepository\b",
    re.IGNORECASE,
)
# "## License" with what stands under it, or "* **License**: …".
_SECTION = re.compile(
    r"^#{1,6}[ ][^\n]{0,60}licen[sc][^\n]{0,60}\n((?:(?!#{1,6}[ ])[^\n]*\n?){1,40})"
    r"|^[ \t*+\-|>]{0,8}licen[sc]e\(?s?\)?(?:[ \t*_|]{0,6}:|\*\*)[ \t*_]{0,6}([^\n]{2,300})$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of which licence holds.

    Attributes:
        stated: The words as written.
        origin: card, weights, manifest, license-file or license-link.
        choices: What they leave to choose from.
        document: Path of the document; empty for the manifest.
        note: What a reader should know of where it was read; may be empty.
    """

    stated: str
    origin: str
    choices: Choices
    document: str = ""
    note: str = ""

    @property
    def names(self) -> tuple[Name, ...]:
        """Return every name in it."""
        return tuple(x for group in self.choices for x in group)

    @property
    def silent(self) -> bool:
        """Return whether it names no licence at all."""
        return all(x.silent for x in self.names)

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids it names."""
        return frozenset(x.id for x in self.names if x.id)

    @property
    def expression(self) -> str | None:
        """Return it as an SPDX expression; None where a name in it is not known."""
        groups = [[x.id for x in group if x.id] for group in self.choices]
        if not groups or any(len(a) != len(b) for a, b in zip(groups, self.choices, strict=True)):
            return None
        parts = [written(x) or "" for x in groups]
        return parts[0] if len(parts) == 1 else " OR ".join(_bracketed(x) for x in parts)

    def evidence(self) -> Evidence:
        """Return it as it is shown."""
        return Evidence(self.expression, self.stated, self.origin, self.document)


def _bracketed(expression: str) -> str:
    return f"({expression})" if " AND " in expression else expression


def statements(artifact: Artifact, override: str | None) -> tuple[Statement, ...]:
    """Return what is stated, the manifest first, then the card, then the weights."""
    found = [
        _of_manifest(override),
        _of_card(artifact.card) if artifact.card else None,
        _of_weights(artifact.weights),
    ]
    return tuple(x for x in found if x)


def _of_manifest(override: str | None) -> Statement | None:
    if not override:
        return None
    return Statement(override, "manifest", read_declared([override]))


def _of_card(card: Card) -> Statement | None:
    """Return what a card states: its tag, else `license_name`, else where `license_link` leads.

    Only where the front matter is silent do the words under a heading on the licence speak.
    """
    tag = _stated(", ".join(card.license), read_declared(card.license))
    if tag and not tag.silent:
        return tag
    if card.license_name:
        name = _stated(card.license_name, read_declared([card.license_name]))
        return name if name and name.ids else _of_link(card) or name
    return _of_link(card) or _of_section(card.body) or tag


def _stated(words: str, choices: Choices) -> Statement | None:
    return Statement(words, "card", choices, _CARD) if words.strip() else None


def _of_link(card: Card) -> Statement | None:
    row = catalog().at(card.license_link) if card.license_link else None
    if row is None or card.license_link is None:
        return None
    return Statement(
        card.license_link, "license-link", ((Name(card.license_link, row.id),),), _CARD
    )


def _of_section(body: str) -> Statement | None:
    """Return what the card says under a heading on its licence, or on a line that begins so."""
    for found in _SECTION.finditer(body[:_LONGEST_BODY]):
        words = found[1] or f"License: {found[2]}"
        plain = len(words.split()) <= _LONGEST_SECTION and not _PARTLY.search(words)
        if plain and (choices := points_to(words)):
            return Statement(" ".join(words.split())[:_SHOWN], "card", choices, _CARD, _IN_PROSE)
    return None


def _of_weights(facts: dict[str, str]) -> Statement | None:
    stated = [(x, read_declared([x])) for key in LICENSE_KEYS if (x := facts.get(key, "").strip())]
    if not stated:
        return None
    telling = [(x, y) for x, y in stated if not all(n.silent for group in y for n in group)]
    words, choices = (telling or stated)[0]
    return Statement(words, "weights", choices, "weights")
