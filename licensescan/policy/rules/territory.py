"""Terms on places: territory-exclusion, against place of business and territories of use.

In: an act and the clauses. Out: rulings. Names as written are resolved to ISO codes, groups to
their members; a class that is defined elsewhere (embargoed or supported countries) is a duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from licensescan.licenses.values import SourcedClause
from licensescan.plan.territories import closest_territory, members
from licensescan.policy.rules.params import word, words
from licensescan.policy.ruling import SOURCE, Ruling, listed, weigh
from licensescan.policy.situation import Situation
from licensescan.policy.truth import Answer, Truth, any_of, known, missing, unclear
from licensescan.policy.values import Verdict

_CLASS = re.compile(
    r"embargo|sanction|support|restricted|prohibited|export|listed|designated|countr|geograph"
    r"|territor|jurisdiction|region",
    re.IGNORECASE,
)
_MULTIMODAL = re.compile(r"image|video|audio|any-to-any|visual", re.IGNORECASE)


def territory_exclusion(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``territory-exclusion`` on who we are and where the result is used."""
    if not sit.uses:
        return
    for sourced in clauses:
        if _for_other_models(sit, sourced):
            continue
        names = words(sourced, "territories")
        codes = {name: closest_territory(_bare(name)) for name in names}
        unresolved = [name for name, code in codes.items() if code is None]
        named = [code for code in codes.values() if code]
        if unresolved and not named and all(_CLASS.search(name) for name in unresolved):
            yield _check_list(sit, sourced, unresolved)
            continue
        answer = _inside(sit, named, words(sourced, "concerns"))
        if (unresolved and not answer.yes) or not names:
            doubt = (
                f"{listed(unresolved)} is no territory that is known" if names else "none is named"
            )
            answer = any_of(answer, unclear(doubt))
        ruling = weigh(
            "territory-exclusion",
            answer,
            (sourced,),
            broken=f"The terms of {SOURCE} give no rights in {listed(names, 'or')}, where "
            "the plan is.",
            open_=f"The terms of {SOURCE} give no rights in {listed(names, 'or') or 'some places'}",
            reading="The exclusion holds for those who are established there and for use there.",
        )
        if ruling:
            yield ruling


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|in|within)\s+", "", name.strip().strip("."), flags=re.IGNORECASE)


def _for_other_models(sit: Situation, sourced: SourcedClause) -> bool:
    """Whether the clause speaks of multimodal models alone and this is known to be none."""
    if word(sourced, "models") != "multimodal":
        return False
    task = sit.ground.task(sit.act.asset)
    return task is not None and not _MULTIMODAL.search(task)


def _inside(sit: Situation, excluded: Iterable[str], concerns: tuple[str, ...]) -> Answer:
    """Return whether place of business or any territory of use is excluded.

    A clause that says whether it concerns persons or use turns on that fact alone.
    """
    out = frozenset(country for code in excluded for country in members(code))
    place = sit.ground.plan.organization.principal_place_of_business
    territories = sit.act.use.territories
    there = (
        missing("principal-place-of-business")
        if place is None
        else _overlap("principal-place-of-business", (place,), out)
    )
    used = (
        missing("territories") if territories is None else _overlap("territories", territories, out)
    )
    asked = concerns or ("persons", "use")
    facts = (("persons", there), ("use", used))
    return any_of(*(answer for name, answer in facts if name in asked))


def _overlap(fact: str, codes: tuple[str, ...], out: frozenset[str]) -> Answer:
    """Return whether places are excluded: wholly, in part (for a person), or not."""
    shown = {fact: ", ".join(codes)}
    inside = [bool(members(code) <= out) for code in codes]
    if any(inside):
        return Answer(Truth.YES, shown)
    if any(members(code) & out for code in codes):
        return unclear(f"part of {', '.join(codes)} is excluded", **shown)
    return Answer(known(False).truth, shown)


def _check_list(sit: Situation, sourced: SourcedClause, names: list[str]) -> Ruling:
    return Ruling(
        "territory-exclusion",
        Verdict.DUTY,
        (sourced,),
        f"Check that the places of use are none that the terms of {SOURCE} leave out: "
        f"{listed(names, 'or')}.",
        "The list stands outside the terms and changes with the law or the provider.",
    )
