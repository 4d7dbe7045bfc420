"""Three-valued logic: yes, no and unknown, each answer with the facts it rests on.

A condition goes in as answers to smaller questions; one answer comes out, with the facts that
were used and the facts that are missing. An unknown fact is never taken for a no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Truth(Enum):
    """Yes, no, or not known."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    def __bool__(self) -> bool:
        """Refuse: three values do not fit into two.

        Raises:
            TypeError: Always.
        """
        raise TypeError("compare a Truth with `is`")

    @classmethod
    def of(cls, value: bool | None) -> Truth:
        """Return the truth of a value that may be unknown.

        >>> Truth.of(None)
        <Truth.UNKNOWN: 1>
        """
        return cls.UNKNOWN if value is None else cls.YES if value else cls.NO


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes, no or unknown, with what it rests on.

    Attributes:
        truth: The answer.
        facts: Facts of the plan that were used, by name, as a reader would write them.
        missing: Names of the facts that would settle it; empty unless it is unknown. It may be
            empty even then: where the wording is not settled no fact helps.
        doubt: Why it is unknown when no fact of the manifest settles it, as a clause of a
            sentence; empty otherwise.
    """

    truth: Truth
    facts: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    doubt: str = ""

    @property
    def yes(self) -> bool:
        """Whether it is certainly so."""
        return self.truth is Truth.YES

    @property
    def no(self) -> bool:
        """Whether it is certainly not so."""
        return self.truth is Truth.NO

    @property
    def unknown(self) -> bool:
        """Whether it is neither."""
        return self.truth is Truth.UNKNOWN


YES = Answer(Truth.YES)
NO = Answer(Truth.NO)


def unclear(doubt: str, **facts: str) -> Answer:
    """Return an unknown that no fact of the manifest settles, with the reason."""
    return Answer(Truth.UNKNOWN, _named(facts), doubt=doubt)


def missing(*names: str) -> Answer:
    """Return an unknown for want of these facts."""
    return Answer(Truth.UNKNOWN, missing=names)


def known(truth: bool, **facts: str) -> Answer:
    """Return yes or no, resting on these facts.

    >>> known(True, annual_revenue="5 USD").facts
    {'annual-revenue': '5 USD'}
    """
    return Answer(Truth.YES if truth else Truth.NO, _named(facts))


def _named(facts: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in facts.items()}


def any_of(*answers: Answer) -> Answer:
    """Return yes if any is, unknown if any is, else no.

    >>> any_of(NO, missing("purpose")).missing
    ('purpose',)
    """
    for answer in answers:
        if answer.yes:
            return answer
    return _joined(answers, Truth.NO)


def all_of(*answers: Answer) -> Answer:
    """Return yes if all are, unknown as long as any is, else no.

    A no does not outweigh an unknown here: a conclusion for review stands until the last of its
    missing facts is given, so that stating facts one by one never makes a plan look clean early.

    >>> all_of(NO, missing("purpose")).truth
    <Truth.UNKNOWN: 1>
    """
    truth = Truth.YES if all(answer.yes for answer in answers) else Truth.NO
    return _joined(answers, truth)


def negated(answer: Answer) -> Answer:
    """Return no for yes and yes for no; unknown stays unknown."""
    turned = {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(answer.truth, Truth.UNKNOWN)
    return Answer(turned, answer.facts, answer.missing, answer.doubt)


def _joined(answers: tuple[Answer, ...], otherwise: Truth) -> Answer:
    facts = {name: value for answer in answers for name, value in answer.facts.items()}
    open_ones = [answer for answer in answers if answer.unknown]
    if not open_ones:
        return Answer(otherwise, facts)
    names = dict.fromkeys(name for answer in open_ones for name in answer.missing)
    doubts = dict.fromkeys(answer.doubt for answer in open_ones if answer.doubt)
    return Answer(Truth.UNKNOWN, facts, tuple(names), "; ".join(doubts))
