"""Read numbers and sums as people write them: 700 million, US$ 1,000,000, USD $20M, one million.

In: words. Out: the value, its currency and how many words it took.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from licensescan.clauses.words import Words

_NUMBER = re.compile(r"\d[\d,_]*(?:\.\d+)?")
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twenty": 20, "fifty": 50, "hundred": 100,
}  # fmt: skip
_TEN, _HUNDRED = _WORDS["ten"], _WORDS["hundred"]
_HALF = "half"
COUNTS = frozenset({*_WORDS, _HALF})
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
_AFTER_WORDS = _SCALES.keys() | _CURRENCIES.keys()
"""What a written number stands before where it is an amount: "one million", "two dollars"."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_SKIPPED = {"(", ")", "us", "u.s", "united", "states", "of", "equivalent", "american"}


class Quantity(NamedTuple):
    """A number as a clause gives it."""

    value: float
    currency: str | None
    length: int
    """How many words it took."""


def quantity_at(words: Words, at: int) -> Quantity | None:
    """Return the number that begins at a word, or None.

    >>> from licensescan.clauses.words import words_of
    >>> text = "US $20M or 700 million or one million dollars"
    >>> words = words_of(text, 0, len(text))
    >>> [q[:2] for i in range(len(words.forms)) if (q := quantity_at(words, i))]
    [(20000000.0, 'USD'), (700000000.0, None), (1000000.0, 'USD')]
    """
    forms = words.forms
    form = forms[at]
    if not (form[0].isdigit() or form in COUNTS) or _is_year_of_prices(forms, at):
        return None
    value, end = _written(forms, at)
    if value is None:
        return None
    while (
        end < len(forms) and forms[end] in _SCALES and (len(forms[end]) > 2 or _touches(words, end))
    ):
        value *= _SCALES[forms[end]]
        end += 1
    currency, end = _currency(forms, at, end)
    return Quantity(value, currency, end - at)


def _written(forms: list[str], at: int) -> tuple[float | None, int]:
    """Return the number at a place without its scale, and where its words end: "half a" million."""
    form, end = forms[at], at + 1
    if _NUMBER.fullmatch(form):
        return float(re.sub("[,_]", "", form)), end
    if form == _HALF:
        half = forms[end : end + 1] == ["a"] and end + 1 < len(forms) and forms[end + 1] in _SCALES
        return (0.5, end + 1) if half else (None, end)
    value = _WORDS.get(form, 0)  # "20%" is a share
    scaled = end < len(forms) and forms[end] in _AFTER_WORDS
    counts = scaled or _TEN <= value < _HUNDRED  # "the one that" counts nothing
    return (float(value) if value and counts else None), end


def _is_year_of_prices(forms: list[str], at: int) -> bool:
    """Whether a number is the year of "1,000,000 USD (2019)"."""
    around = forms[max(at - 1, 0) : at + 2]
    return len(around) == 3 and around[::2] == ["(", ")"] and bool(_YEAR.fullmatch(around[1]))


def _touches(words: Words, at: int) -> bool:
    return words.starts[at] == words.ends[at - 1]


def _currency(forms: list[str], at: int, end: int) -> tuple[str | None, int]:
    for before in range(at - 1, max(at - 3, -1), -1):
        if named := _CURRENCIES.get(forms[before]):
            return named, end
        if forms[before] not in _SKIPPED:
            break
    after = end
    while after < min(len(forms), end + 4):
        if named := _CURRENCIES.get(forms[after]):
            return named, after + 1
        if forms[after] not in _SKIPPED:
            break
        after += 1
    return None, end
