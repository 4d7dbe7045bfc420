"""Tell which licence a text is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from licensescan.licenses.values import Match


@dataclass(frozen=True, slots=True)
class Found:
    """One licence found in a text, with its span in characters."""

    match: Match
    start: int
    end: int
    same: bool = True


def identify(text: str) -> tuple[Match, ...]:
    """Return the licences of a text."""
    return tuple(x.match for x in find(text))


def find(text: str) -> tuple[Found, ...]:
    """Return the licences whose words a text holds."""
    return ()


def offers_choice(text: str, found: tuple[Found, ...]) -> bool:
    """Return whether a text offers the licences in it as alternatives."""
    return False


def points_to(text: str) -> tuple[Any, ...]:
    """Return the licences that a text only names."""
    return ()
