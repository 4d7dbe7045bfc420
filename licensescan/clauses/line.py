"""Make the token line of a sentence: the concepts that the grammar reads, and nothing else.

In: concepts as they stand in the text. Out: the line: subjects marked before their force, "to" kept
only for what it does, "not" where it denies something, doubled modals folded.
"""

from __future__ import annotations

from itertools import pairwise

from licensescan.clauses.bans import BANS, BREAKS, forbids_deeds, names_deed, settled
from licensescan.clauses.concepts import DEEDS, JOINTS, MARKS, NOMINALS, PARTIES, Concept
from licensescan.clauses.order import conditions_last, only_first

_ADVERB = 16
"""How far a deed may stand behind its "be", in characters: "may not be publicly disclosed"."""

FORCES = frozenset({"SHALL", "MAY", "CANNOT", "FORBIDDEN", "PERMITTED", "GRANT", "DECLARE"})
_CARRIES_TO = frozenset({"FORBIDDEN", "PERMITTED", "GRANT", "DECLARE"})
_EXPECTS = "expect"
_AVAILABLE = "made-available"
_LETS_OTHERS = frozenset({"attempt", "permit-others"})
"""Deeds that only lead to another one: "cause others to sell" is selling."""

_DECLARED = frozenset({"terminate", "claim-no-rights", "reserve", "own"})
"""Verbs that are a statement's force when a subject stands right before them."""

_DONE_WITH_OURS = frozenset({"use", "distribute", "reproduce", "modify", "deploy"})
_OUR_DEEDS = frozenset({"use", "monitor", "assign", "transfer"})
"""Verbs by which the licensor says what it does, where "we" opens a statement: "we use your data"."""

_JOINING = frozenset({"TO", "CONJUNCTION"})
_MODALS = frozenset({"SHALL", "MAY", "CANNOT"})
_REPEATED = DEEDS | PARTIES | {"THING"}
_DENIED_LATER = frozenset({"SHALL", "MAY", "GRANT", "PERMITTED"})
_BETWEEN = frozenset({"THING", "ACT", "DEED", "TO", "THEY", "WE", "FOR", "NOT"})
"""What may stand between a leading "no" and the force that it denies."""

_PAIR = 2
_PARTING = BREAKS | {"("}
_DENIABLE = DEEDS | {"FORBIDDEN", "PERMITTED", "GRANT"}


def tidy(raw: list[Concept]) -> list[Concept]:
    """Return the line that the grammar reads, made of what `concepts_of` found."""
    # What stands in a run of concepts is looked at once: most steps have nothing to do in most runs.
    said = {token.type for token in raw}
    line = raw if said.isdisjoint(BANS) else settled(raw)
    line = only_first(line) if "ONLY" in said else line
    line = _asides_last(_unparted(line)) if "," in said else line
    line = _fold(_declared(_made_available(line)))
    line = line if said.isdisjoint(_PARTING) else _with_breaks(line)
    if "NOT" not in said:
        return _once(_subjects(line))
    line = _subjects(_uninverted(line))
    return _once(_denials(line) if "NOT" in [token.type for token in line] else line)


def _once(line: list[Concept]) -> list[Concept]:
    """Keep one of equal neighbours: "copy, reproduce" says one thing twice; places are kept."""
    return line[:1] + [
        token
        for before, token in pairwise(line)
        if token.concept != before.concept
        or token.type != before.type
        or token.type not in _REPEATED
        or token.concept == "place"
    ]


def has_force(raw: list[Concept]) -> bool:
    """Whether anything in a run of concepts may oblige, permit, forbid or declare."""
    if not FORCES.isdisjoint([token.type for token in raw]):
        return True
    return any(
        token.concept in _DECLARED or (token.concept in _OUR_DEEDS and _we_do(raw, at))
        for at, token in enumerate(raw)
    )


def _unparted(raw: list[Concept]) -> list[Concept]:
    """Drop the commas of what says nothing between a subject and its force: "you, if any, must"."""
    kinds = [token.type for token in raw]
    if kinds.count(",") < _PAIR:
        return raw
    dropped: set[int] = set()
    for at in range(1, len(raw) - 2):
        if kinds[at] == "," == kinds[at + 1] and kinds[at + 2] in ("SHALL", "MAY"):
            dropped |= {at, at + 1} if kinds[at - 1] in NOMINALS else set()
    return [token for at, token in enumerate(raw) if at not in dropped] if dropped else raw


def _declared(raw: list[Concept]) -> list[Concept]:
    """Mark the verbs that declare: "this licence terminates", but not "may terminate"."""
    line = raw
    for at, token in enumerate(raw):
        concept = token.concept
        if (concept in _DECLARED and _declares(token, raw[at - 1] if at else None)) or (
            concept in _OUR_DEEDS and _we_do(raw, at)
        ):
            line = raw.copy() if line is raw else line
            line[at] = token.of_type("DECLARE")
    return line


def _declares(token: Concept, before: Concept | None) -> bool:
    if token.type != "ACT":
        return False
    if before is not None and before.type in NOMINALS:
        return before.concept != "automatic"  # in "shall immediately end" the verb has its force
    return token.concept == "reserve" and (before is None or before.type not in FORCES)


def _we_do(raw: list[Concept], at: int) -> bool:
    opens = at == 1 or (at > 1 and raw[at - 2].type in JOINTS)
    return opens and raw[at].type == "ACT" and raw[at - 1].type == "WE"


def _fold(raw: list[Concept]) -> list[Concept]:
    """Keep the last of modals in a row, conjunctions right before a force, and "to" by what it does.

    After "permits you", "grants you a licence" and the like "to" joins the verb; before the items
    of a list it opens the purpose of all of them; before another deed it opens a purpose.
    """
    line: list[Concept] = []
    carried = False
    for at, token in enumerate(raw):
        kind = token.type
        if kind in _JOINING:
            joining = _joining(raw, at, carried)
            if joining and kind == "CONJUNCTION" and line and line[-1].type == "NOT":
                del line[-1]  # "are not perfect and should be tested"
            line += joining
        elif kind not in _MODALS or not (_is_folded(token, raw, at) or _allows(token, line)):
            if carried or kind in FORCES or token.concept in _LETS_OTHERS:
                carried = _carries(token, carried)
            line.append(token)
    return line


def _joining(raw: list[Concept], at: int, carried: bool) -> list[Concept]:
    """Return what is kept of a "to" or a conjunction."""
    token = raw[at]
    if token.type == "TO":
        role = _role_of_to(raw, at, carried)
        return [token.of_type(role)] if role else []
    following = raw[at + 1] if at + 1 < len(raw) else None
    parts = following and following.type in FORCES and following.start - token.end <= 1
    return [token] if parts else []


def _role_of_to(raw: list[Concept], at: int, carried: bool) -> str:
    following = raw[at + 1].type if at + 1 < len(raw) else ""
    if carried:
        beyond = next((token.type for token in raw[at + 1 :] if token.type not in MARKS), "")
        return "JOIN" if beyond in DEEDS else ""
    if following == ":" or (not following and at):
        return "LIST"
    return "TO" if following in DEEDS else ""


def _allows(token: Concept, line: list[Concept]) -> bool:
    return token.type == "MAY" and _is_ensured(line)


def _is_ensured(line: list[Concept]) -> bool:
    """Whether what follows must be made sure: "ensure that users can get the source"."""
    before = next((t for t in reversed(line) if t.type not in NOMINALS), None)
    return before is not None and before.concept == "required"


def _is_folded(token: Concept, raw: list[Concept], at: int) -> bool:
    following = raw[at + 1] if at + 1 < len(raw) else None
    return bool(following and following.type in _MODALS) or _states_only(token, following)


def _carries(token: Concept, carried: bool) -> bool:
    """Whether a "to" behind this token would only join the next verb to it."""
    if token.type in FORCES:
        carries = token.type in _CARRIES_TO or token.concept == _EXPECTS
        return carries and token.concept not in _OUR_DEEDS
    if token.concept in _LETS_OTHERS:
        return True
    return carried and (token.type in NOMINALS or token.type in MARKS or token.type == "METRIC")


def _states_only(token: Concept, following: Concept | None) -> bool:
    """Whether "may not be" is followed by no deed: "may not be fully functional" forbids nothing."""
    if token.concept not in ("cannot-be", "may-be"):
        return False
    if following is None or following.type not in _DENIABLE:
        return True
    return following.start - token.end > _ADVERB


def _subjects(line: list[Concept]) -> list[Concept]:
    """Mark the nominals before a force as its subject, and drop the marks: they end a subject."""
    out = list(line)
    for at, token in enumerate(line):
        if token.type not in FORCES or (at and line[at - 1].type in _MODALS):
            continue
        last = at - 2 if at and line[at - 1].type == "NOT" else at - 1
        for index in range(_subject_from(line, last), last + 1):
            out[index] = _subject(line[index])
        if names_deed(line, at):
            out[at - 1] = _subject(line[at - 1].of_type("DEED"))
    return [token for token in out if token.type not in JOINTS]


def _subject(token: Concept) -> Concept:
    return Concept("SUBJECT", token.concept, token.start, token.end, token.type)


def _uninverted(line: list[Concept]) -> list[Concept]:
    """Put the subject before its modal again: "under no circumstances may you …"."""
    out = list(line)
    for at in range(1, len(out) - 1):
        if (
            out[at].concept in ("shall", "may")
            and out[at - 1].type == "NOT"
            and out[at + 1].type in PARTIES
        ):
            out[at - 1], out[at], out[at + 1] = out[at + 1], out[at - 1], out[at]
    return out


def _subject_from(line: list[Concept], last: int) -> int:
    """Return where the subject that ends at a token begins: at its last party, if it names one."""
    first = last + 1
    while first > 0 and line[first - 1].type in NOMINALS:
        first -= 1
    # In "your use of our services must …" the use is the subject.
    parties = (
        at
        for at in range(last, first - 1, -1)
        if line[at].type in PARTIES and not _is_whose(line, first, at)
    )
    first = next(parties, first)
    # In "terms made for you shall …" you are not the subject.
    return last + 1 if first and line[first - 1].type == "FOR" else first


def _is_whose(line: list[Concept], first: int, at: int) -> bool:
    before = line[at - 1]
    return (
        at > first
        and line[at].type == "WE"
        and before.type == "DEED"
        and before.concept in _DONE_WITH_OURS
    )


def _with_breaks(line: list[Concept]) -> list[Concept]:
    """Turn a semicolon before a new force or condition, or before forbidden deeds, into NEXT."""
    marks = {token.type for token in line} & _PARTING
    line = conditions_last(line) if "(" in marks else line
    if marks.isdisjoint(BREAKS):
        return line
    out: list[Concept] = []
    forced = False
    for at, token in enumerate(line):
        if token.type in BREAKS and _breaks(line, at, forced):
            out.append(token.of_type("NEXT"))
            forced = False
        else:
            forced = forced or token.type in FORCES
            out.append(token)
    return out


def _asides_last(raw: list[Concept]) -> list[Concept]:
    """Move what stands between commas behind a modal to the end: "you may, if asked, sell it"."""
    for at in range(len(raw) - 3):
        if raw[at].type not in _MODALS or raw[at + 1].type != ",":
            continue
        if raw[at].type == "CANNOT" and raw[at + 1].start > raw[at].end:
            continue  # in "do not move, alter or copy it" a verb stands between
        close = next((i for i in range(at + 2, len(raw) - 1) if raw[i].type == ","), 0)
        aside = raw[at + 2 : close]
        if close and raw[close + 1].type in DEEDS and not has_force(aside):
            modal = raw[at]._replace(end=raw[close].end) if raw[at].type == "MAY" else raw[at]
            end = next((i for i in range(close, len(raw)) if raw[i].type == ";"), len(raw))
            return [*raw[:at], modal, *raw[close + 1 : end], *aside, *raw[end:]]
    return raw


def _made_available(raw: list[Concept]) -> list[Concept]:
    """Take "make … available" for one verb: "you must make the source of your work available"."""
    concepts = [token.concept for token in raw]
    if _AVAILABLE not in concepts:
        return raw
    verb = "offer" if "host" in concepts else "distribute"  # "available as a hosted service"
    line: list[Concept] = []
    for token in raw:
        if token.concept != _AVAILABLE:
            line.append(token)
            continue
        for at in range(len(line) - 1, -1, -1):
            if line[at].type in FORCES or line[at].type == ";":
                break
            if line[at].concept == "develop" and line[at].type == "ACT":
                line[at] = line[at]._replace(concept=verb)
                break
    return line


def _breaks(line: list[Concept], at: int, forced: bool) -> bool:
    """Whether a mark ends its statement, which says what must or may be done or not yet."""
    if names_deed(line, at + 2):
        return True
    semicolon = forced and line[at].type == ";"
    return semicolon and (_starts_anew(line, at + 1) or forbids_deeds(line, at + 1))


def _starts_anew(line: list[Concept], at: int) -> bool:
    for token in line[at : at + 6]:
        if token.type in FORCES or token.type in ("IF", "UPON"):
            return True
        if token.type in DEEDS or token.type == ";":
            return False
    return False


def _denials(line: list[Concept]) -> list[Concept]:
    """Put "not" where the grammar expects it, and drop it where it denies nothing it knows."""
    out: list[Concept] = []
    denied_at: dict[int, Concept] = {}
    for at, token in enumerate(line):
        if at in denied_at:
            out.append(denied_at[at].of_type("NO"))
        if token.type != "NOT":
            out.append(token)
            continue
        following = line[at + 1].type if at + 1 < len(line) else ""
        before = out[-1].type if out else ""
        if token.concept == "none" and (place := _denied_place(line, at + 1)) > at + 1:
            denied_at[place] = token
            continue
        if before in ("SHALL", "MAY") or following in _DENIABLE:
            if before != "CANNOT":
                _begin_anew(out, token, following)
                out.append(token)
        elif following in ("SUBJECT", "SHALL", "MAY") and not any(p > at for p in denied_at):
            _deny(out, token)  # "neither it nor they may" is denied once
    return out


def _begin_anew(out: list[Concept], token: Concept, following: str) -> None:
    """Let a denied grant behind another statement be one of its own: "…, nor does it grant a right"."""
    if following != "GRANT" or not any(t.type in FORCES for t in out) or out[-1].type in _MODALS:
        return
    place = len(out)
    while place and out[place - 1].type == "SUBJECT":
        place -= 1
    out.insert(place, token.of_type("NEXT"))


def _deny(out: list[Concept], token: Concept) -> None:
    place = len(out)
    while place and out[place - 1].type == "SUBJECT":
        place -= 1
    if not place or out[place - 1].type != "NO":
        out.insert(place, token.of_type("NO"))


def _denied_place(line: list[Concept], at: int) -> int:
    """Return where the force, or its subject, stands that a leading "no" denies; 0 if there is none.

    "No right to use the marks is granted": the "no" stands far before the force.
    """
    subject = 0
    for index in range(at, len(line)):
        kind = line[index].type
        if kind in _DENIED_LATER:
            return subject or index
        if kind == "SUBJECT":
            subject = subject or index
        elif kind in _BETWEEN:
            subject = subject if kind == "NOT" else 0  # "neither … nor …"
        else:
            return 0
    return 0
