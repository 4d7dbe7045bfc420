"""What ``explain`` is asked with and what it answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from licensescan.policy.values import Finding
from licensescan.result import Result

if TYPE_CHECKING:
    from licensescan.sources import Progress


@dataclass(frozen=True, slots=True)
class Asking:
    """What every question of a sitting shares.

    Attributes:
        manifest: Path of the plan that names resolve to; None where there is none.
        policy: As for `scan`.
        today: As for `scan`.
        offline: As for `scan`.
        progress: As for `scan`.
    """

    manifest: Path | None
    policy: str | None
    today: dt.date
    offline: bool = False
    progress: Progress | None = None

    @property
    def root(self) -> Path:
        """The folder that a plan's paths are relative to."""
        return self.manifest.parent if self.manifest else Path()


class Status(IntEnum):
    """The exit status of an answer."""

    YES = 0
    NO = 1
    DEPENDS = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, with all it rests on.

    Attributes:
        status: Yes, no, it depends; yes where the question is none of yes or no.
        said: The answer in a sentence or a few, each a paragraph.
        findings: What it rests on, the worst first; each is shown with its words and chain.
        duties: What has to be done all the same.
        result: The scan that the findings are of; None where nothing was judged.
    """

    status: Status
    said: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    duties: tuple[Finding, ...] = ()
    result: Result | None = None
