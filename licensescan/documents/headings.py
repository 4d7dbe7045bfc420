"""What looks like a heading: by its letters, not by where it stands.

In: the words of a paragraph. Out: whether they are a heading, and how long a heading is that runs
in before a text ("Restrictions. You may not …"). Never looks beyond the first 200 characters.
"""

from __future__ import annotations

import re
from functools import lru_cache

from licensescan.documents.kept import kept


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


LONGEST = 110
_MOST_WORDS = 14
_MOST_RUN_IN_WORDS = 10
_MOST_PLAIN_WORDS = 7
_LONGEST_RUN_IN = 120
_READ_OF_PARAGRAPH = 200
"""Characters of a paragraph that a run-in heading, and the word after it, must stand within."""

_WORD = re.compile(r"[^\W_][\w'’&/-]*+(?:\.\w[\w'’&/-]*+)*+")
# Words that a title leaves small.
_MINOR = _words(
    "a an and as at by for from in into is its of on or our per than that the to under upon via "
    "vs we with within without you your not are be what how when where which who do does their "
    "other e g i"
)
# Words that make a sentence of a line: no heading in plain letters has them.
_VERBS = _words(
    "am are be been can cannot could did does has have is may means mean might must ought shall "
    "should was were will would agree agrees grants hereby includes including provided "
    "subject applies apply"
)
# Words that join what stands before them to what comes after.
_DANGLING = _words("a an the of for to by with from as and or nor whose our your its their")
_QUESTION = _words("what how when where who why which")
# What opens a question, and hardly a condition ("When you share it"), however long it is.
_ASKS = _words("what how who why")
# Without one of these near its beginning, no heading runs in before a paragraph.
_STOP_NEAR = re.compile(r"[.:?\u2013\u2014*_-](?=\s)")
_RUN_IN = re.compile(
    r"(?P<bold>\*\*|__)?[ \t]*(?P<name>[^\W\d_][^.:\n\u2013\u2014?!]{0,100}?[\w)\"\u201d’*])"
    r"(?P<stop>[.:]?(?:\*\*|__)[.:]?|[.:]\s?[\u2013\u2014-]{0,2}|[ \t]*[\u2013\u2014]|[ \t]?-{1,2}|\?)"
    r"(?=\s+\S)"
)
# "August 5, 2025", "5th August 2025", "2025-08-05".
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"(?:{_MONTH} (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? )\d{{4}}\.?|"
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}",
    re.IGNORECASE,
)
_EMPHASIS = "*_ \t"
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,300}\)")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_]+(?=\w)|(?<=\w)[*_]+(?!\w)|\\(?=[.!#*_()-])")
# "By using it, you accept these terms.": a sentence, though it be short and in capitals.
_ADDRESSES = re.compile(r", (?:you|we|licensee|licensor)\b", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\b(?:Inc|Ltd|Corp|Co|LLC|No|U\.S|St|Dr|Mr|v)$")


@kept(most=4096)
def name_of(words: str) -> str:
    """Return a heading on one line, without emphasis, escapes, and the links that pages add."""
    if "](" in words:
        words = _LINK.sub(r"\1", words)
    if "*" in words or "_" in words or "\\" in words:
        words = _MARKS.sub("", words)
    return " ".join(words.split()).rstrip(".: ")


@kept(most=4096)
def is_titled(words: str) -> bool:
    """Whether every word that a title capitalises is capitalised; all capitals count."""
    found = _WORD.findall(words[: LONGEST * 2])
    if not found or found[0].islower():
        return False
    if any(word not in _MINOR for word in found if word.islower()):
        return False
    return any(word[0].isupper() or word.lower() not in _MINOR for word in found)


def is_all_caps(words: str) -> bool:
    """Whether a line has letters, three at least, and all of them are capitals."""
    return words.isupper() and sum(map(str.isalpha, words[:40])) > 2


def breaks_off(words: str) -> bool:
    """Whether a line ends in a word that no title ends in, such as an article."""
    return words[words.rfind(" ") + 1 :].rstrip(_EMPHASIS) in _DANGLING


@kept(most=4096)
def could_head(words: str) -> bool:
    """Whether a paragraph may be a heading, as far as its words go."""
    if len(words) > LONGEST or not words or "://" in words or "@" in words:
        return False
    body = words.strip(_EMPHASIS).lstrip("\"“'‘(")
    if not body or body[-1] in ";,…" or "|" in body or _DATE.fullmatch(body):
        return False
    first = _WORD.match(body)
    if not first or not (body[0].isdigit() or first[0] != first[0].lower()):
        return False
    found = _WORD.findall(body)
    if len(found) > _MOST_WORDS:
        return False
    stopped = body[-1] in ".!" and not body.endswith("...")
    if is_all_caps(body):
        short = len(found) <= _MOST_PLAIN_WORDS
        return short or not (stopped or body[-1] == ":" or _has_verb(found, 1))
    if is_titled(body):
        return not (stopped and len(found) > _MOST_PLAIN_WORDS) and not _has_verb(found[:-1], 2)
    return not stopped and body[-1] != ":" and _is_plain(found)


def _is_plain(found: list[str]) -> bool:
    """Whether a few words in plain letters name a thing, or put a question."""
    asks = found[0].lower() in _QUESTION
    if len(found) > _MOST_PLAIN_WORDS + 1 and not (asks and found[0].lower() in _ASKS):
        return False
    return asks or not _has_verb(found, 1)


def _has_verb(found: list[str], fewest: int) -> bool:
    return sum(word.lower() in _VERBS for word in found) >= fewest


def run_in(words: str, numbered: bool) -> tuple[int, int] | None:
    """Return where the name of a run-in heading begins and ends within a paragraph.

    Args:
        words: The paragraph, from its own first word.
        numbered: Whether a marker stands before it, which lets a heading in plain letters count.
    """
    if not _STOP_NEAR.search(words, 0, _LONGEST_RUN_IN + 1):
        return None
    return _run_in(words[:_READ_OF_PARAGRAPH], numbered)


@lru_cache(maxsize=4096)
def _run_in(words: str, numbered: bool) -> tuple[int, int] | None:
    match = _RUN_IN.match(words)
    if match is None:
        return None
    name = match["name"].strip(_EMPHASIS)
    stop = match["stop"]
    found = _WORD.findall(name)
    if not found or len(found) > _MOST_RUN_IN_WORDS or _ABBREVIATION.search(name):
        return None
    if not (match["bold"] and stop.strip(".:") in ("**", "__")) and not _names(
        words, match, found, numbered
    ):
        return None
    return match.start("name"), match.start("name") + len(match["name"].rstrip(_EMPHASIS))


def _names(words: str, match: re.Match[str], found: list[str], numbered: bool) -> bool:
    """Whether the words before a stop name what follows, rather than begin a sentence."""
    following = words[match.end() : match.end() + 8].lstrip("\"“‘'(* \t\n\r")[:1]
    stop = match["stop"].strip()
    if stop[:1] not in ".:*_" and is_all_caps(words[:120]):
        return False  # a dash within a passage in capitals
    if following.islower() or found[0].lower() in ("you", "we", "note", "if", "please"):
        return False
    if _ADDRESSES.search(match["name"]):
        return False
    if stop.startswith("-") and " " not in match["stop"] and not stop.endswith("--"):
        return numbered and is_titled(match["name"]) and not _has_verb(found, 1)
    if is_titled(match["name"]) or is_all_caps(match["name"]):
        return not _has_verb(found, 1)
    return (numbered or stop == ":") and len(found) <= _MOST_PLAIN_WORDS and not _has_verb(found, 1)
