"""Settle what a run of concepts bans before its line is made: bans said twice, denied, or of others.

In: concepts as they stand in the text. Out: the same without what would ban once more, or what is
not banned: "you will not, and will not let others, sell it" is one ban on selling.
"""

from __future__ import annotations

from licensescan.clauses.concepts import DEEDS, JOINTS, NOMINALS, PARTIES, Concept

BANS = frozenset({"CANNOT", "NOT"})
_DENIED_WITH = {
    "not": JOINTS | {"ACT"},
    "none": JOINTS | {"ACT", "THING", "DEED"},
}
"""What may stand between a denial and the ban it denies: "nothing in these terms prohibits"."""

BREAKS = frozenset({";", ":"})
_BAN_OF_DEEDS = DEEDS | NOMINALS | {",", "CONJUNCTION"}
_WITH_COPULA = 12
"""Characters of the shortest "is forbidden": a bare "prohibited" may belong to what stands before."""

_PRONOUN = 6
"""Characters between a verb and the force behind it where only "it" or "them" may stand."""


def settled(raw: list[Concept]) -> list[Concept]:
    """Return a run of concepts in which each ban is said once, and none that is denied."""
    return _bans(_allowing(_without_others(_said_once(raw))))


def _said_once(raw: list[Concept]) -> list[Concept]:
    """Drop a denial that the next one says again: "you will not, and will not let others, sell it"."""
    if sum(token.type == "CANNOT" for token in raw) < 2:
        return raw
    out: list[Concept] = []
    for token in raw:
        if token.type == "CANNOT":
            last = next(
                (at for at in range(len(out) - 1, -1, -1) if out[at].type not in JOINTS), -1
            )
            if last >= 0 and out[last].type == "CANNOT":
                del out[last:]
        out.append(token)
    return out


def _without_others(raw: list[Concept]) -> list[Concept]:
    """Drop "nor allow third parties to" behind a ban: what they may not do is the same."""
    for at, token in enumerate(raw):
        if token.concept != "permit" or token.type != "PERMITTED":
            continue
        first = at
        while first and (raw[first - 1].type in JOINTS or raw[first - 1].type == "NOT"):
            first -= 1
        after = at + 1
        while after < len(raw) and raw[after].type in PARTIES | JOINTS:
            after += 1
        banned = first > 0 and raw[first - 1].type == "CANNOT"
        if banned and after < len(raw) and raw[after].type == "TO":
            return raw[:first] + raw[after + 1 :]
    return raw


def _allowing(raw: list[Concept]) -> list[Concept]:
    """Make a deed of "permit" among what is banned: "you may not copy it, or allow its transfer"."""
    if not any(token.concept == "permit" for token in raw):
        return raw
    out: list[Concept] = []
    banned = False
    for token in raw:
        banned = token.type == "CANNOT" or (banned and token.type != ";")
        listed = bool(out) and out[-1].type in JOINTS
        if banned and listed and token.type == "PERMITTED" and token.concept == "permit":
            token = Concept("ACT", "permit-others", token.start, token.end)
        out.append(token)
    return out


def _bans(raw: list[Concept]) -> list[Concept]:
    """Drop a ban that is denied before: "this does not limit or prohibit research"."""
    dropped = {
        at
        for start, denial in enumerate(raw)
        if denial.type == "NOT"
        for at in range(start + 1, min(start + 6, len(raw)))
        if raw[at].concept == "prohibit"
        and all(token.type in _DENIED_WITH[denial.concept] for token in raw[start + 1 : at])
    }
    if not dropped:
        return raw
    return [token for at, token in enumerate(raw) if at not in dropped]


def names_deed(line: list[Concept], at: int) -> bool:
    """Whether the verb before a force is its subject: "it is yours: sharing it is prohibited".

    Without the mark before it "you share" would be read of whom the words before it name.
    """
    if not 2 <= at < len(line) or line[at].type != "FORBIDDEN" or line[at - 1].type != "ACT":
        return False
    return line[at - 2].type in {*BREAKS, "NEXT"} and line[at].start - line[at - 1].end <= _PRONOUN


def forbids_deeds(line: list[Concept], at: int) -> bool:
    """Whether deeds stand here that are forbidden behind them: "…; passing it on is prohibited"."""
    deeds = False
    for token in line[at : at + 8]:
        if token.type == "FORBIDDEN":
            return deeds and token.end - token.start >= _WITH_COPULA
        if token.type not in _BAN_OF_DEEDS:
            return False
        deeds = deeds or token.type in DEEDS
    return False
