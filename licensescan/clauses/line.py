"""Make the token line of a sentence: concept tokens in order, and nothing else.

In: words and the lexicon, with the document's own defined terms. Out: tokens that the grammar
can read: subjects marked before their force, "to" kept only before a deed, "not" where it
denies something, doubled modals folded. A token keeps its place in the untouched text.
"""

from __future__ import annotations

from typing import NamedTuple

from licensescan.clauses.lexicon import Trie
from licensescan.clauses.quantities import quantity_at
from licensescan.clauses.words import Word

_LONGEST_NAME = 14
"""Words inside quotation marks that still count as one name."""

_COUNTED = 100
"""Numbers below it are sections, days and the like, unless they are sums of money."""

_ADVERB = 16
"""How far a deed may stand behind its "be", in characters: "may not be publicly disclosed"."""

_MARKS = frozenset(",;:()[]")
_OPENING = frozenset({'"', "‘"})
_DEFINING = frozenset({"means", "mean", "shall", "refers", "includes"})
_CONJUNCTIONS = frozenset({"and", "or", "but"})
_NOMINAL = frozenset({"THING", "YOU", "WE", "THEY", "DEED", "NAME", "QUANTITY"})
_PARTIES = frozenset({"YOU", "WE", "THEY"})
FORCES = frozenset({"SHALL", "MAY", "CANNOT", "FORBIDDEN", "PERMITTED", "GRANT", "DECLARE"})
_CARRIES_TO = frozenset({"FORBIDDEN", "PERMITTED", "GRANT", "DECLARE"})
_LETS_OTHERS = frozenset({"attempt", "permit-others"})
"""Deeds that only lead to another one: "cause others to sell" is selling."""

_DECLARED = frozenset({"terminate", "claim-no-rights", "reserve", "own"})
"""Verbs that are a statement's force when a subject stands right before them."""

_MODALS = frozenset({"SHALL", "MAY", "CANNOT"})
_DEEDS = frozenset({"ACT", "DEED"})
_REPEATED = frozenset({"THING", "ACT", "DEED", "WE", "YOU", "THEY"})
_LIMITS = frozenset({"EXCEPT", "UNLESS"})
_DENIABLE = _DEEDS | {"FORBIDDEN", "PERMITTED", "GRANT"}


class Concept(NamedTuple):
    """One token of the line: a terminal of the grammar, a concept, a place in the text.

    Lark's parser takes it as it is: ``type`` is the name it asks for, and the positions that it
    would borrow for the end of the line are not known.
    """

    type: str
    concept: str
    start: int
    end: int
    value: object = None
    """For a name its words, for a quantity its `Quantity`, for a subject its former terminal."""

    start_pos = end_pos = line = column = end_line = end_column = None


def concepts_of(words: list[Word], phrases: Trie, defined: Trie, text: str) -> list[Concept]:
    """Return the concepts of a run of words, marks included, in order.

    Args:
        words: As `words_of` gives them.
        phrases: The lexicon.
        defined: The document's own terms; they hold only where written with a capital.
        text: The text that the offsets point into.
    """
    line: list[Concept] = []
    at = 0
    count = len(words)
    while at < count:
        word = words[at]
        form = word.form
        if form in _MARKS:
            line.append(Concept(form, form, word.start, word.end))
            at += 1
        elif form in _CONJUNCTIONS:
            line.append(Concept("CONJUNCTION", form, word.start, word.end))
            at += 1
        elif form in _OPENING and (close := _closing(words, at)) and not _is_defined(words, close):
            quoted = _quoted(words[at : close + 1], phrases, defined, text)
            # ("Claims") only names what stands before it.
            if quoted.type != "NAME" or not _in_parentheses(words, at):
                line.append(quoted)
            at = close + 1
        else:
            found, length = _phrase(words, at, phrases, defined)
            if found:
                line.append(found)
            at += length
    return line


def _phrase(words: list[Word], at: int, phrases: Trie, defined: Trie) -> tuple[Concept | None, int]:
    word = words[at]
    found = phrases.longest(words, at)
    if defined.root and word.capital:
        own = defined.longest(words, at)
        if own and (found is None or own[1] >= found[1]):
            found = own
    if found is None:
        if (quantity := quantity_at(words, at)) and (
            quantity.value >= _COUNTED or quantity.currency
        ):
            last = words[at + quantity.length - 1]
            return Concept("QUANTITY", "quantity", word.start, last.end, quantity), quantity.length
        return None, 1
    (terminal, concept), length = found
    last = words[at + length - 1]
    if terminal == "IGNORE" or (terminal == "MAY" and word.capital and _is_month(words, at)):
        return None, length
    return Concept(terminal, concept, word.start, last.end), length


def _is_month(words: list[Word], at: int) -> bool:
    near = words[at + 1 : at + 2] + words[max(at - 1, 0) : at]
    return any(w.form[0].isdigit() for w in near)


def _closing(words: list[Word], at: int) -> int | None:
    closers = ('"',) if words[at].form == '"' else ("’",)
    for close in range(at + 1, min(len(words), at + _LONGEST_NAME + 2)):
        if words[close].form in closers:
            return close if close > at + 1 else None
    return None


def _quoted(words: list[Word], phrases: Trie, defined: Trie, text: str) -> Concept:
    """Read what stands between quotation marks, both marks included: a phrase, or else a name."""
    inner = words[1:-1]
    found, length = _phrase(inner, 0, phrases, defined)
    if found and length == len(inner):
        return found
    start, end = inner[0].start, words[-1].start
    return Concept("NAME", "name-text", start, end, text[start:end].strip())


def _is_defined(words: list[Word], close: int) -> bool:
    """Whether the quoted words are being defined: then they are read like any others."""
    return close + 1 < len(words) and words[close + 1].form in _DEFINING


def _in_parentheses(words: list[Word], at: int) -> bool:
    for word in reversed(words[max(at - _LONGEST_NAME, 0) : at]):
        if word.form in "()":
            return word.form == "("
    return False


def tidy(raw: list[Concept]) -> list[Concept]:
    """Return the line that the grammar reads, made of what `concepts_of` found."""
    return _once(_denials(_subjects(_without_marks(_fold(_declared(raw))))))


def _once(line: list[Concept]) -> list[Concept]:
    """Keep one of equal neighbours: "copy, reproduce" says one thing twice."""
    return [
        token
        for at, token in enumerate(line)
        if not at or token[:2] != line[at - 1][:2] or token.type not in _REPEATED
    ]


def has_force(raw: list[Concept]) -> bool:
    """Whether anything in a run of concepts may oblige, permit, forbid or declare."""
    return any(token.type in FORCES or token.concept in _DECLARED for token in raw)


def _declared(raw: list[Concept]) -> list[Concept]:
    """Mark the verbs that declare: "this licence terminates", but not "may terminate"."""
    return [
        token._replace(type="DECLARE") if _declares(token, raw[at - 1] if at else None) else token
        for at, token in enumerate(raw)
    ]


def _declares(token: Concept, before: Concept | None) -> bool:
    if token.type != "ACT" or token.concept not in _DECLARED:
        return False
    if before is not None and before.type in _NOMINAL:
        return True
    return token.concept == "reserve" and (before is None or before.type not in FORCES)


def _fold(raw: list[Concept]) -> list[Concept]:
    """Keep the last of modals in a row, conjunctions right before a force, and "to" by what it does.

    After "permits you", "grants you a licence" and the like "to" joins the verb; before the items
    of a list it opens the purpose of all of them; before another deed it opens a purpose.
    """
    line: list[Concept] = []
    carried = False
    for at, token in enumerate(raw):
        following = raw[at + 1] if at + 1 < len(raw) else None
        if token.type == "TO":
            if role := _role_of_to(raw, at, carried):
                line.append(token._replace(type=role))
        elif token.type == "CONJUNCTION":
            if following and following.type in FORCES and following.start - token.end <= 1:
                line.append(token._replace(type="BREAK"))
        elif not (token.type in _MODALS and _is_folded(token, following)):
            carried = _carries(token, carried)
            line.append(token)
    return line


def _role_of_to(raw: list[Concept], at: int, carried: bool) -> str:
    following = raw[at + 1].type if at + 1 < len(raw) else ""
    if carried:
        beyond = next((token.type for token in raw[at + 1 :] if token.type not in _MARKS), "")
        return "JOIN" if beyond in _DEEDS else ""
    if following == ":" or (not following and at):
        return "LIST"
    return "TO" if following in _DEEDS else ""


def _is_folded(token: Concept, following: Concept | None) -> bool:
    return bool(following and following.type in _MODALS) or _states_only(token, following)


def _carries(token: Concept, carried: bool) -> bool:
    """Whether a "to" behind this token would only join the next verb to it."""
    if token.type in FORCES:
        return token.type in _CARRIES_TO
    if token.concept in _LETS_OTHERS:
        return True
    return carried and (token.type in _NOMINAL or token.type in _MARKS)


def _states_only(token: Concept, following: Concept | None) -> bool:
    """Whether "may not be" is followed by no deed: "may not be fully functional" forbids nothing."""
    if token.concept not in ("cannot-be", "may-be"):
        return False
    if following is None or following.type not in _DENIABLE:
        return True
    return following.start - token.end > _ADVERB


def _subjects(line: list[Concept]) -> list[Concept]:
    """Mark the nominals before a force as its subject; break marks end a subject."""
    out = list(line)
    for at, token in enumerate(out):
        if token.type not in FORCES or (at and out[at - 1].type in _MODALS):
            continue
        last = at - 1
        if last >= 0 and out[last].type == "NOT":
            last -= 1
        first = last + 1
        while first > 0 and out[first - 1].type in _NOMINAL:
            first -= 1
        for index in range(last, first - 1, -1):
            if out[index].type in _PARTIES:
                first = index
                break
        if first and out[first - 1].type == "FOR":
            continue  # "terms made for you shall …": you are not their subject
        for index in range(first, last + 1):
            out[index] = out[index]._replace(type="SUBJECT", value=out[index].type)
    return [t for t in out if t.type != "BREAK"]


def _without_marks(line: list[Concept]) -> list[Concept]:
    """Turn a semicolon before a new force or condition into NEXT, other marks into breaks."""
    line = _conditions_last(line)
    out: list[Concept] = []
    forced = False
    for at, token in enumerate(line):
        if token.type == ";" and forced and _starts_anew(line, at + 1):
            out.append(token._replace(type="NEXT"))
            forced = False
        elif token.type in _MARKS:
            out.append(token._replace(type="BREAK"))
        else:
            forced = forced or token.type in FORCES
            out.append(token)
    return out


def _conditions_last(line: list[Concept]) -> list[Concept]:
    """Move "(except …)" to the end of its statement: what follows the bracket is not excepted."""
    out: list[Concept] = []
    moved: list[Concept] = []
    inside = False
    for at, token in enumerate(line):
        if token.type == "(" and at + 1 < len(line) and line[at + 1].type in _LIMITS:
            inside = True
        elif token.type == ")" and inside:
            inside = False
        elif inside:
            moved.append(token)
        else:
            if token.type == ";":
                out += moved
                moved = []
            out.append(token)
    return out + moved


def opening_last(raw: list[Concept]) -> list[Concept]:
    """Move an exception that opens a sentence to its end: "except as agreed, use …" is about using."""
    if not raw or raw[0].type not in _LIMITS:
        return raw
    close = next((at for at, token in enumerate(raw) if token.type == ","), 0)
    return raw[close + 1 :] + raw[:close] if 0 < close < len(raw) - 1 else raw


def _starts_anew(line: list[Concept], at: int) -> bool:
    for token in line[at : at + 6]:
        if token.type in FORCES or token.type in ("IF", "UPON"):
            return True
        if token.type in _DEEDS or token.type == ";":
            return False
    return False


def _denials(line: list[Concept]) -> list[Concept]:
    """Put "not" where the grammar expects it, and drop it where it denies nothing it knows."""
    out: list[Concept] = []
    for at, token in enumerate(line):
        if token.type != "NOT":
            out.append(token)
            continue
        following = line[at + 1].type if at + 1 < len(line) else ""
        before = out[-1].type if out else ""
        if before in ("SHALL", "MAY") or following in _DENIABLE:
            if before != "CANNOT":
                out.append(token)
        elif following in ("SUBJECT", "SHALL", "MAY"):
            _deny(out, token)
    return out


def _deny(out: list[Concept], token: Concept) -> None:
    place = len(out)
    while place and out[place - 1].type == "SUBJECT":
        place -= 1
    if not place or out[place - 1].type != "NO":
        out.insert(place, token._replace(type="NO"))
