"""Terms on fields and manners of use: use-restriction by category, acceptable-use-policy.

In: an act and the clauses. Out: a ruling for each category that a field of the plan touches, and
one duty to keep to the rest. A field that is not listed is not intended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from licensescan.licenses.values import SourcedClause
from licensescan.policy.fieldwords import Field, field_of
from licensescan.policy.rules.params import word
from licensescan.policy.ruling import SOURCE, SUBJECT, Ruling, listed
from licensescan.policy.situation import Situation
from licensescan.policy.values import Verdict

_OPEN = "other"
"""The category of what fits no other: it has no fields of its own."""


def use_restriction(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``use-restriction``: each category against the plan's fields of use."""
    if not sit.uses:
        return
    by_category: defaultdict[str, list[SourcedClause]] = defaultdict(list)
    for sourced in clauses:
        by_category[word(sourced, "category") or _OPEN].append(sourced)
    fields = _fields(sit)
    untouched: list[SourcedClause] = []
    for category, found in by_category.items():
        ruling = _touched(sit, category, tuple(found), fields)
        if ruling:
            yield ruling
        else:
            untouched += found
    unknown = [one.written for one in fields if not one.known]
    if unknown and untouched:
        yield _unknown_field(sit, tuple(untouched), unknown)
    elif untouched:
        yield _keep_to(sit, tuple(untouched), [name for name in by_category if name != _OPEN])


def _fields(sit: Situation) -> list[Field]:
    own = sit.ground.policy.fields
    return [field_of(written, own) for written in sit.act.use.fields]


def _touched(
    sit: Situation, category: str, clauses: tuple[SourcedClause, ...], fields: list[Field]
) -> Ruling | None:
    certain = [one.written for one in fields if category in one.certain]
    possible = [one.written for one in fields if category in one.possible]
    if not certain and not possible:
        return None
    names = certain or possible
    verdict = Verdict.VIOLATION if certain else Verdict.REVIEW
    may = "is" if certain else "may be"
    return Ruling(
        "use-restriction",
        verdict,
        clauses,
        f"The terms of {SOURCE} forbid {_shown(category)} use, and the plan's field "
        f"{listed(names)} {may} that.",
        f"The field comes under the category {category} of forbidden uses.",
        {"fields": listed(names)},
        category=category,
    )


def _unknown_field(
    sit: Situation, clauses: tuple[SourcedClause, ...], unknown: list[str]
) -> Ruling:
    return Ruling(
        "use-restriction",
        Verdict.REVIEW,
        clauses,
        f"The terms of {SOURCE} forbid certain uses; whether {listed(unknown)} is one of "
        "them is not known (the policy's `fields` can say).",
        "A field of use that is in no table may come under any category.",
        {"fields": listed(unknown)},
    )


def _keep_to(sit: Situation, clauses: tuple[SourcedClause, ...], names: list[str]) -> Ruling:
    shown = ", ".join(_shown(name) for name in names[:6]) + (" …" if len(names) > 6 else "")
    return Ruling(
        "use-restriction",
        Verdict.DUTY,
        clauses,
        f"Keep {SUBJECT} out of the uses that the terms of {SOURCE} forbid"
        f"{f': {shown}' if shown else ''}.",
        "None of the plan's fields of use comes under them.",
        {"fields": listed(sit.act.use.fields) or "none listed"},
    )


def acceptable_use(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``acceptable-use-policy``: a duty; for a person where a sensitive field meets no text.

    A policy whose items were read is judged item by item as use restrictions.
    """
    if not sit.uses:
        return
    sensitive = [one.written for one in _fields(sit) if one.certain]
    if sensitive and not sit.terms.has("use-restriction"):
        yield Ruling(
            "acceptable-use-policy",
            Verdict.REVIEW,
            clauses,
            f"The terms of {SOURCE} bind its use to a policy that was not read, and the "
            f"plan's field {listed(sensitive)} is one that such policies restrict.",
            "The use policy is part of the terms.",
            {"fields": listed(sensitive)},
        )
        return
    addresses = list(dict.fromkeys(word(one, "url") for one in clauses if word(one, "url")))
    at = f" ({', '.join(addresses)})" if addresses else ""
    yield Ruling(
        "acceptable-use-policy",
        Verdict.DUTY,
        clauses,
        f"Keep to the use policy of {SOURCE}{at}.",
        "The use policy is part of the terms.",
    )


def _shown(category: str) -> str:
    return category.replace("-", " ")
