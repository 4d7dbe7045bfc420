"""Turn a question into a line of concepts: the words of ``question.yaml``, names, numbers, GPUs.

In: the question as typed, and the names that it may use. Out: `Word`s in the order of the
question, each with the concept that the grammar knows. A word that is none of them is ``WORD``.
Never drops a word that could carry a meaning; what is dropped is listed in ``question.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from licensescan.plan.territories import closest_territory
from licensescan.policy.loader import rule_texts
from licensescan.resources import load_yaml
from licensescan.taxonomy import clause_types

QUESTION_LIMIT = 1000
"""Characters; a longer text is no question."""

_PIECE = re.compile(r"[$€£¥]|[\w][\w./:@#+'\u2019-]*")
_NUMBER = re.compile(r"(\d[\d,_]*(?:\.\d+)?)(k|m|bn|b)?", re.IGNORECASE)
_REPO = re.compile(r"[\w.-]+/[\w.-]+(@[\w.-]+)?")
_FINDING = re.compile(r"[a-z][a-z-]+:[^\s]+")
_INSTANCE = re.compile(r"(aws|gcp|azure|[a-z]+):[a-z]\w*[.\w-]*", re.IGNORECASE)
_SCALE = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "b": 1e9, "billion": 1e9}
_LONGEST_GPU = 6
"""Words: ``NVIDIA RTX 6000 Ada Generation 48GB``."""

_LONGEST_COUNTRY = 5
_LONGEST_PHRASE = 9
"""Words, dropped ones included."""


@dataclass(frozen=True, slots=True)
class Word:
    """One concept of the line.

    Attributes:
        concept: Name of a terminal of ``question.lark``.
        text: The words as typed.
        value: What the manifest has for it, or the name meant; equal to the text where neither.
    """

    concept: str
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a question may name.

    Attributes:
        names: Name as one may type it, in lower case → id of the asset or machine.
        is_gpu: Whether a text names a GPU.
    """

    names: dict[str, str]
    is_gpu: Callable[[str], bool]


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, str | None]]:
    """Return phrase → (concept, value), each phrase as its pieces without dropped words."""
    table = load_yaml("grammars/question.yaml")
    found: dict[tuple[str, ...], tuple[str, str | None]] = {}
    for concept, phrases in table["concepts"].items():
        found.update({_key(phrase): (concept, None) for phrase in phrases})
    for concept, values in table["values"].items():
        for value, phrases in values.items():
            found.update({_key(phrase): (concept, value) for phrase in phrases})
    return found


@cache
def _dropped() -> frozenset[str]:
    return frozenset(load_yaml("grammars/question.yaml")["dropped"])


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(piece for piece in phrase.split() if piece not in _dropped())


def words_of(question: str, vocabulary: Vocabulary) -> list[Word]:
    """Return the line of concepts that a question amounts to."""
    text = question.replace("\u2019", "'").replace("licence", "license")
    typed = [piece.rstrip(".,:?!'").removesuffix("'s") for piece in _PIECE.findall(text)]
    return list(_line([piece for piece in typed if piece], vocabulary))


def _line(typed: list[str], vocabulary: Vocabulary) -> Iterator[Word]:
    """Take the longest thing that each place begins with."""
    at = 0
    while at < len(typed):
        word, length = (
            _named(typed, at, vocabulary)
            or _territory(typed, at)
            or _phrase(typed, at)
            or _hardware(typed, at, vocabulary)
            or _number(typed, at)
            or (Word("WORD", typed[at], typed[at]), 1)
        )
        if word.concept != "WORD" or typed[at].lower() not in _dropped():
            yield word
        at += length


def _named(typed: list[str], at: int, vocabulary: Vocabulary) -> tuple[Word, int] | None:
    """Read a name of the manifest (it may have several words), an id, a finding or a clause type."""
    for length in range(min(6, len(typed) - at), 0, -1):
        text = " ".join(typed[at : at + length])
        if name := vocabulary.names.get(text.lower()):
            return Word("NAME", text, name), length
    text = typed[at]
    if _FINDING.fullmatch(text) and text.partition(":")[0] in _rules():
        return Word("FINDING", text, text), 1
    if _INSTANCE.fullmatch(text):
        return Word("INSTANCE", text, text), 1
    if _REPO.fullmatch(text):
        return Word("NAME", text, text), 1
    if text.lower() in _types():
        return Word("CLAUSE", text, text.lower()), 1
    return None


@cache
def _rules() -> frozenset[str]:
    """Return what the id of a finding may begin with."""
    return frozenset(rule_texts())


@cache
def _types() -> frozenset[str]:
    """Return clause types and the rules beside them; ``policy`` alone is a word like others."""
    return frozenset(clause_types()) | {rule for rule in _rules() if "-" in rule}


def _phrase(typed: list[str], at: int) -> tuple[Word, int] | None:
    """Read the longest phrase of the lexicon, dropped words inside it left out."""
    best: tuple[Word, int] | None = None
    key: list[str] = []
    for end in range(at, min(at + _LONGEST_PHRASE, len(typed))):
        pieces = [x for x in re.split("[-']", typed[end].lower()) if x not in _dropped()]
        if not pieces:
            if end == at:
                return None
            continue
        key += pieces
        if known := _phrases().get(tuple(key)):
            text = " ".join(typed[at : end + 1])
            best = Word(known[0], text, text if known[1] is None else known[1]), end + 1 - at
    return best


def _territory(typed: list[str], at: int) -> tuple[Word, int] | None:
    """Read a country's name or ISO 3166-1 code; ``in`` and ``us`` are codes in capitals only."""
    for length in range(min(_LONGEST_COUNTRY, len(typed) - at), 0, -1):
        text = " ".join(typed[at : at + length])
        code = closest_territory(text)
        if code and (text.isupper() or len(text) > len(code)):
            return Word("PLACE", text, code), length
    return None


def _hardware(typed: list[str], at: int, vocabulary: Vocabulary) -> tuple[Word, int] | None:
    """Read a GPU's name: from a word that means nothing else, up to the next that does."""
    end = at
    while end < min(at + _LONGEST_GPU, len(typed)) and not _means_something(typed[end]):
        end += 1
    text = " ".join(typed[at:end])
    return (Word("GPU", text, text), end - at) if text and vocabulary.is_gpu(text) else None


def _means_something(word: str) -> bool:
    low = word.lower()
    return low in _dropped() or (low,) in _phrases() or bool(_REPO.fullmatch(word))


def _number(typed: list[str], at: int) -> tuple[Word, int] | None:
    found = _NUMBER.fullmatch(typed[at])
    if not found:
        return None
    scale, length = (found[2] or "").lower(), 1
    if not scale and at + 1 < len(typed) and typed[at + 1].lower() in _SCALE:
        scale, length = typed[at + 1].lower(), 2
    value = float(re.sub("[,_]", "", found[1])) * _SCALE.get(scale, 1)
    return Word("NUMBER", " ".join(typed[at : at + length]), f"{value:.0f}"), length
