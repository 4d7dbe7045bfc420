"""Read numbers and sums as people write them: 700 million, US$ 1,000,000, USD $20M, one million.

In: words. Out: the value, its currency and how many words it took.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from licensescan.clauses.words import Word

_NUMBER = re.compile(r"\d[\d,_]*(?:\.\d+)?")
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twenty": 20, "fifty": 50, "hundred": 100,
}  # fmt: skip
COUNTS = frozenset(_WORDS)
"""Words that may begin a quantity."""

_SCALES = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6, "mn": 1e6, "m": 1e6, "mm": 1e6,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "hundred": 1e2,
}  # fmt: skip
# ISO 4217, with the names and signs that licences write.
_CURRENCIES = {
    "$": "USD", "usd": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "€": "EUR", "eur": "EUR",
    "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pounds": "GBP", "rmb": "CNY",
    "cny": "CNY", "yuan": "CNY", "renminbi": "CNY", "¥": "CNY", "jpy": "JPY", "yen": "JPY",
    "krw": "KRW", "won": "KRW", "inr": "INR", "rupees": "INR", "chf": "CHF", "sgd": "SGD",
    "hkd": "HKD", "cad": "CAD", "aud": "AUD",
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
_SKIPPED = {"(", ")", "us", "u.s", "united", "states", "of", "equivalent", "american"}


class Quantity(NamedTuple):
    """A number as a clause gives it."""

    value: float
    currency: str | None
    length: int
    """How many words it took."""


def quantity_at(words: list[Word], at: int) -> Quantity | None:
    """Return the number that begins at a word, or None.

    >>> from licensescan.clauses.words import words_of
    >>> text = "US $20M or 700 million or one million dollars"
    >>> words = words_of(text, 0, len(text))
    >>> [q[:2] for i in range(len(words)) if (q := quantity_at(words, i))]
    [(20000000.0, 'USD'), (700000000.0, None), (1000000.0, 'USD')]
    """
    form = words[at].form
    if not (form[0].isdigit() or form in _WORDS) or _is_year_of_prices(words, at):
        return None
    value: float | None = None
    if _NUMBER.fullmatch(form):
        value = float(re.sub("[,_]", "", form))
    elif form in _WORDS and at + 1 < len(words) and words[at + 1].form in _SCALES:
        value = float(_WORDS[form])
    if value is None:
        return None
    end = at + 1
    while (
        end < len(words)
        and words[end].form in _SCALES
        and (len(words[end].form) > 2 or _touches(words, end))
    ):
        value *= _SCALES[words[end].form]
        end += 1
    currency, end = _currency(words, at, end)
    return Quantity(value, currency, end - at)


def _is_year_of_prices(words: list[Word], at: int) -> bool:
    """Whether a number is the year of "1,000,000 USD (2019)"."""
    around = [word.form for word in words[max(at - 1, 0) : at + 2]]
    return len(around) == 3 and around[::2] == ["(", ")"] and bool(_YEAR.fullmatch(around[1]))


def _touches(words: list[Word], at: int) -> bool:
    return words[at].start == words[at - 1].end


def _currency(words: list[Word], at: int, end: int) -> tuple[str | None, int]:
    for before in range(at - 1, max(at - 3, -1), -1):
        if named := _CURRENCIES.get(words[before].form):
            return named, end
        if words[before].form not in _SKIPPED:
            break
    after = end
    while after < min(len(words), end + 4):
        if named := _CURRENCIES.get(words[after].form):
            return named, after + 1
        if words[after].form not in _SKIPPED:
            break
        after += 1
    return None, end
