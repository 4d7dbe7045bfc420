"""Collect who says which licence an asset is under: manifest, card and weights header.

In: what an artifact states of itself. Out: `Statement`s, each with the choices it leaves; the
words are kept as they were written.
"""

from __future__ import annotations

from dataclasses import dataclass

from licensescan.documents.card import Card
from licensescan.documents.values import Artifact
from licensescan.licenses.expressions import Choices, read_declared, written
from licensescan.licenses.names import Name
from licensescan.licenses.values import Evidence

# Keys of a weights header, in the order of trust: github.com/ggml-org/ggml, docs/gguf.md; and
# github.com/Stability-AI/ModelSpec for safetensors.
_WEIGHT_KEYS = ("general.license", "general.license.name", "modelspec.license", "license")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of which licence holds.

    Attributes:
        stated: The words as written.
        origin: card, weights, manifest, license-file or license-link.
        choices: What they leave to choose from.
        document: Path of the document; empty for the manifest.
    """

    stated: str
    origin: str
    choices: Choices
    document: str = ""

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
    values = card.license or ()
    tags = read_declared(values)
    # `license_name` speaks only where the tag does not (`license: other`, or none at all).
    if card.license_name and all(x.silent for group in tags for x in group):
        return Statement(card.license_name, "card", read_declared([card.license_name]), "README.md")
    return Statement(", ".join(values), "card", tags, "README.md") if values else None


def _of_weights(facts: dict[str, str]) -> Statement | None:
    stated = [(x, read_declared([x])) for key in _WEIGHT_KEYS if (x := facts.get(key, "").strip())]
    if not stated:
        return None
    telling = [(x, y) for x, y in stated if not all(n.silent for group in y for n in group)]
    words, choices = (telling or stated)[0]
    return Statement(words, "weights", choices, "weights")
