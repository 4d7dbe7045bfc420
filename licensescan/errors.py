"""The family of errors a user may meet: what is wrong, where, and what to do about it.

Raised anywhere; turned into one line on stderr and an exit status in ``licensescan.cli`` alone.
A grammar or data file of ours that does not load is a bug and keeps its traceback.
"""

from __future__ import annotations


class LicensescanError(Exception):
    """What went wrong, where, and what to do.

    Attributes:
        what: One sentence, without a full stop at its end.
        where: ``file``, ``file:line`` or ``file:line: field``; empty where there is no place.
        remedy: What the user can do; empty where nothing sensible can be said.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(self.__str__())

    def __str__(self) -> str:
        """Return the one message that is shown: ``where: what`` and the remedy on its own line."""
        place = f"{self.where}: " if self.where else ""
        advice = f"\n  {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{advice}"


class InputError(LicensescanError):
    """Something the user gave cannot be used; the command ends with exit status 2."""


class ManifestError(InputError):
    """The manifest is not valid."""


class PolicyError(InputError):
    """A policy or waiver file is not valid."""


class UnreadableTextError(InputError):
    """A text the user named is binary, too large, missing or not decodable."""


class QuestionError(InputError):
    """A question to ``explain`` was not understood."""


class SourceError(LicensescanError):
    """A repo or file could not be fetched; ``scan`` lists it under ``incomplete``."""
