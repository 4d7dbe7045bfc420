"""The value that judging yields: every finding, the verdict over all, the state of each waiver."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from licensescan.plan.manifest import Waiver
from licensescan.policy.values import Finding

Overall = Literal["violation", "review", "compliant"]


class WaiverState(StrEnum):
    """What became of one waiver."""

    IN_FORCE = "in-force"
    """It takes a finding out of the verdict."""
    EXPIRED = "expired"
    UNUSED = "unused"
    """No finding has its id, or its short id fits several."""
    VOID = "void"
    """The revision or the text it was given for has changed."""


@dataclass(frozen=True, slots=True)
class JudgedWaiver:
    """One waiver with its state, and a sentence on why it is in it."""

    waiver: Waiver
    state: WaiverState
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that was concluded about one plan.

    Attributes:
        verdict: The worst of violation and review among findings that are not waived, else
            compliant.
        findings: Worst verdict first, then by id; waived ones stay in their place.
        waivers: Every waiver with its state, in the order given.
    """

    verdict: Overall
    findings: tuple[Finding, ...]
    waivers: tuple[JudgedWaiver, ...] = ()
