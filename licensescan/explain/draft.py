"""A manifest in the making, and how to look into the tree of a question.

In: parts of a tree of ``question.lark``. Out: names and values in them; a `Draft`, whose ``manifest``
has the outside form of ``licensescan.yaml``, so that it is read and judged like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lark import Token, Tree

from licensescan.errors import QuestionError

MODEL = "your-model"
DATA = "your-data"
MACHINE = "your-machine"
"""Names for what the asker would make or use; the question gives none."""

Part = Tree[Token]


@dataclass(slots=True)
class Draft:
    """A manifest in the making.

    Attributes:
        kind_of: Says which key a component goes by: model, dataset, service or software.
        facts: Of the organisation.
        use: As in a manifest.
        components: Id → kind, in the order of mention.
        lineage: Steps as in a manifest.
        machine: The machine the question speaks of; empty if none.
        subjects: Ids that the question is about; findings on others are beside the point.
    """

    kind_of: Callable[[str], str]
    facts: dict[str, Any] = field(default_factory=dict)
    use: dict[str, Any] = field(default_factory=dict)
    components: dict[str, str] = field(default_factory=dict)
    lineage: list[dict[str, Any]] = field(default_factory=list)
    machine: dict[str, Any] = field(default_factory=dict)
    subjects: list[str] = field(default_factory=list)

    @property
    def unnamed(self) -> frozenset[str]:
        """What is made, but not named by the question."""
        return frozenset({MODEL, DATA})

    def manifest(self) -> dict[str, Any]:
        """Return the manifest, in its outside form."""
        machines = [{"name": MACHINE, **self.machine, "runs": self._runs()}] if self.machine else []
        return {
            "version": 1,
            "organization": self.facts,
            "use": self.use,
            "components": [{kind: name} for name, kind in self.components.items()],
            "lineage": self.lineage,
            "hardware": machines,
        }

    def _runs(self) -> list[str]:
        made = [step["produces"] for step in self.lineage if "produces" in step]
        return [name for name, kind in self.components.items() if kind == "model"] or made


def names_in(part: Part) -> list[str]:
    """Return the names of a part, in order.

    Raises:
        QuestionError: There is a name that nothing goes by.
    """
    for words in part.find_data("unknown"):
        text = " ".join(map(str, words.children))
        raise QuestionError(
            f"nothing is known by the name {text!r}",
            remedy="Name a model or dataset by its Hub id, such as mistralai/Mistral-7B-v0.1, "
            "or by its name in the manifest.",
        )
    if part.data == "name":
        return [first(part)]
    return [name for child in parts(part) for name in names_in(child)]


def parts(part: Part) -> Iterator[Part]:
    """Return the parts of a part, without its words."""
    return (child for child in part.children if isinstance(child, Tree))


def values(part: Part, terminal: str) -> list[str]:
    """Return the values of a part's own words of one concept."""
    return [str(x) for x in part.children if isinstance(x, Token) and x.type == terminal]


def first(part: Part) -> str:
    """Return the value of a part's first word."""
    return next(str(x) for x in part.children if isinstance(x, Token))
