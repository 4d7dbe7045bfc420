"""What is read at once, a sentence with its lead-ins, and what is found in it.

No logic: `read_passage` makes the findings, the reader of documents puts them at their places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Span = tuple[int, int]


class Passage(NamedTuple):
    """One sentence as it is read.

    Attributes:
        words: The sentence, untouched.
        leads: Last sentences of its lead-ins, outermost first; empty but for the first sentence
            of a list item.
        context: All lead-ins, or the heading where there is none.
        tail: What follows the sentence, where it announces a text ("the following notice:").
    """

    words: str
    leads: tuple[str, ...] = ()
    context: str = ""
    tail: str = ""

    @property
    def text(self) -> str:
        """The lead-ins, the sentence and its tail, one after the other."""
        said = "\n".join([*self.leads, self.words]) if self.leads else self.words
        return said + self.tail

    @property
    def start(self) -> int:
        """Where the sentence begins in `text`."""
        return sum([len(lead) + 1 for lead in self.leads]) if self.leads else 0

    @property
    def span(self) -> Span:
        """Where the sentence stands in `text`."""
        start = self.start
        return start, start + len(self.words)


@dataclass(frozen=True, slots=True)
class Found:
    """A clause in a passage.

    Attributes:
        type: Clause type.
        start: Where its words begin, from the beginning of the sentence.
        end: One past their last character.
        params: As in `Clause`.
        lead: Which of the lead-ins it stands in; -1 for the sentence itself.
    """

    type: str
    start: int
    end: int
    params: Mapping[str, Any] = field(default_factory=dict)
    lead: int = -1


@dataclass(frozen=True, slots=True)
class Missed:
    """A norm that binds somebody and is no clause: effect, party and actions as in `Unread`."""

    effect: str
    party: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageReading:
    """What a passage says."""

    found: tuple[Found, ...] = ()
    missed: tuple[Missed, ...] = ()
