"""Keep what was read of a stretch of words, for the next document that has the same words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Generic, TypeVar

_LONGEST = 4_000
"""Characters of the longest stretch that is kept: what is longer hardly comes twice."""

Answer = TypeVar("Answer")


class _Answers(dict[str, Answer], Generic[Answer]):
    """The answers of a function: a dict finds one in half the time that a call of Python takes."""

    def __init__(self, read: Callable[[str], Answer], most: int) -> None:
        super().__init__()
        self._read, self._most = read, most

    def __missing__(self, words: str) -> Answer:
        """Return the answer for words that none is kept for."""
        answer = self._read(words)
        if len(words) <= _LONGEST:
            if len(self) >= self._most:
                self._drop_older_half()
            self[words] = answer
        return answer

    def _drop_older_half(self) -> None:
        for words in list(islice(self, self._most // 2)):
            self.pop(words, None)


def kept(most: int) -> Callable[[Callable[[str], Answer]], Callable[[str], Answer]]:
    """Return a decorator that keeps the latest answers of a pure function of words.

    Args:
        most: How many answers are kept.
    """

    def decorate(read: Callable[[str], Answer]) -> Callable[[str], Answer]:
        return _Answers(read, most).__getitem__

    return decorate
