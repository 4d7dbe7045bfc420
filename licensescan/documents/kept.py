"""Keep what was read of a stretch of words, for the next document that has the same words."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_LONGEST = 4_000
"""Characters of the longest stretch that is kept: what is longer hardly comes twice."""

Answer = TypeVar("Answer")


def kept(most: int) -> Callable[[Callable[[str], Answer]], Callable[[str], Answer]]:
    """Return a decorator that keeps the latest answers of a pure function of words.

    Args:
        most: How many answers are kept.
    """

    def decorate(read: Callable[[str], Answer]) -> Callable[[str], Answer]:
        remembered = lru_cache(maxsize=most)(read)

        @wraps(read)
        def answer(words: str) -> Answer:
            return remembered(words) if len(words) <= _LONGEST else read(words)

        return answer

    return decorate
