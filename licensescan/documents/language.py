"""The language of a text, told by its script and its commonest words.

In: a text. Out: an ISO 639-1 code, or ``und``. Never more than a sample of a long text is read.
"""

from __future__ import annotations

import re
from collections import Counter

from licensescan.documents.kept import kept

_SAMPLE = 2_000
"""Characters read from the beginning, the middle and the end each."""

_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"),
    "zh": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"),
    "uk": re.compile(r"[іїєґІЇЄҐ]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
}
_WORD = re.compile(r"[^\W\d_]++")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\xa0\xa7\xa9\xab\xad\xae\xb7\xbb\u2010-\u2027\ufeff]")
"""What a text has that is not in ASCII but for typographic signs, none of which is in a word."""

_ASCII_LETTERS = {code: chr(code).lower() if chr(code).isalpha() else " " for code in range(128)}
"""Makes small letters of letters and gaps of all else: in ASCII, the fastest way to the words."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")

# Words that are frequent in legal prose of one language and rare in the others.
_STOP_WORDS = {
    "en": "the of and to in or for is this you that any not with by be are as from shall may",
    "de": "der die das und oder nicht sie ist für mit den dem des ein eine wird werden von zu",
    "fr": "le la les des et ou est une dans pour que vous ne pas par sur au aux du cette",
    "es": "el los las y o del que una por para con no se su esta como al es usted",
    "it": "il lo gli della di che non per con una sono è nel alla dei delle questo si",
    "pt": "o os as da do dos das e ou não que uma para com por você em ao são esta",
    "nl": "de het een en of niet van voor met zijn dat deze u op aan wordt bij door",
    "sv": "och att det som en på är för med av inte till den eller ska du har",
    "da": "og at det som en på er for med af ikke til den eller skal du har",
    "pl": "i w nie na się do że z jest lub oraz dla przez od jak są o",
    "cs": "a se na je v že nebo pro do jsou není s z který jako",
    "tr": "ve bir bu için ile veya olarak da de olan her değil tarafından",
    "vi": "và của các có không được cho là trong bạn với này người một hoặc",
    "id": "dan yang untuk dengan atau tidak ini dari anda dalam pada adalah oleh",
    "ro": "și de la în care nu este sau pentru cu din pe prin această să",
    "hu": "a az és nem hogy vagy egy is van ezt azt meg számára",
    "fi": "ja on ei se että tai joka ovat sekä voi tämän mukaan",
}
_SETS = {code: frozenset(words.split()) for code, words in _STOP_WORDS.items()}
_STOPS = frozenset().union(*_SETS.values())

_FEWEST_DISTINCT = 3
"""Fewer different stop words than this, which several languages may share, tell no other language."""

_FEWEST_STOP_WORDS = 0.08
"""Share of stop words below which running text is not taken for a language; English has 0.3."""


@kept(most=2048)
def language_of(text: str) -> str:
    """Return the language that most of a text is written in.

    Returns:
        An ISO 639-1 code; ``und`` for a text without words, or of no language known here.
    """
    sample = _sample(text)
    plain = sample.isascii()
    if plain or not _BEYOND_ASCII.search(sample):
        letters = sample if plain else sample.encode("ascii", "replace").decode("ascii")
        words = letters.translate(_ASCII_LETTERS).split()
        return _by_stop_words(words) if words else "und"
    words = _WORD.findall(sample)
    if not words:
        return "und"
    return _by_script(sample, words) or _by_stop_words([word.lower() for word in words])


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = (len(text) - _SAMPLE) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _by_script(sample: str, words: list[str]) -> str | None:
    """Return the language of a script other than Latin that outweighs the Latin words.

    A word of such a script is taken to have four letters, an ideograph or syllable half a word.
    """
    foreign = "".join(_NOT_ASCII.findall(sample))
    if 3 * len(foreign) <= 2 * len(words):
        return None  # even if each foreign letter stood in a word of its own
    latin_words = sum(map(str.isascii, words))
    counts = {code: len(pattern.findall(foreign)) for code, pattern in _SCRIPTS.items()}
    dense = counts["ja"] + counts["ko"] + counts["zh"]
    if dense > 2 * latin_words and dense > 1:
        if counts["ja"] * 12 > dense:
            return "ja"
        return max(("ko", "zh"), key=counts.__getitem__)
    spread = ("ru", "el", "he", "ar", "hi", "th")
    code = max(spread, key=counts.__getitem__)
    if counts[code] <= 4 * latin_words or not counts[code]:
        return None
    return "uk" if code == "ru" and counts["uk"] * 50 > counts["ru"] else code


def _by_stop_words(words: list[str]) -> str:
    """Return the language whose stop words are the most among words in small letters."""
    counts = Counter(words)
    met = _STOPS & counts.keys()
    spoken = {code: listed & met for code, listed in _SETS.items()}
    votes = {code: sum(map(counts.__getitem__, found)) for code, found in spoken.items()}
    code = max(votes, key=votes.__getitem__)
    if code != "en" and len(spoken[code]) < _FEWEST_DISTINCT:
        code = "en"
    return code if votes[code] >= max(1, _FEWEST_STOP_WORDS * len(words)) else "und"
