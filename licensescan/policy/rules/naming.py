"""Terms on names: naming-requirement, against the name of what the plan makes.

In: an act and the clauses. Out: rulings. The clause reaches models trained on outputs where its
``subject`` has outputs; where it has no subject that is for a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from licensescan.documents.values import Kind
from licensescan.licenses.values import SourcedClause
from licensescan.plan.manifest import Delivery
from licensescan.policy.rules.params import word, words
from licensescan.policy.ruling import SOURCE, SUBJECT, Ruling, weigh
from licensescan.policy.situation import Situation, Touch
from licensescan.policy.truth import NO, YES, Answer, all_of, unclear
from licensescan.policy.values import Verdict


def naming(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``naming-requirement``: does a model that is made available bear the name it must?"""
    subject = sit.subject
    if subject is None or subject.kind is not Kind.MODEL or not sit.making:
        return
    for sourced in clauses:
        reached = _reached(sit, sourced)
        named = bears(sit.act.subject, sourced)
        if reached.no or named is None:
            continue
        available = _available(sit)
        if available.no:
            continue
        if named:
            yield _kept(sit, sourced)
            continue
        ruling = weigh(
            "naming-requirement",
            all_of(reached, available),
            (sourced,),
            broken=f"The name {SUBJECT} does not {_rule(sourced)}, as the terms of "
            f"{SOURCE} ask of a model made with it that is made available.",
            open_=f"The terms of {SOURCE} ask that the name of a model made with it and made "
            f"available does {_rule(sourced)}; {SUBJECT} does not",
            reading="The clause binds the name of the model made.",
        )
        if ruling:
            yield ruling


def bears(asset: str, sourced: SourcedClause) -> bool | None:
    """Return whether an asset's name keeps to the clause; None where the clause names nothing.

    The name is the last part of the id; letter case does not matter.
    """
    text = word(sourced, "text").strip(" \"'“”").casefold()
    if not text:
        return None
    name = asset.rsplit("/", 1)[-1].casefold()
    match word(sourced, "position"):
        case "prefix":
            return name.startswith(text)
        case "forbidden":
            return text not in name
        case _:
            return text in name


def _reached(sit: Situation, sourced: SourcedClause) -> Answer:
    if sit.touch is Touch.DERIVED:
        return YES
    subject = words(sourced, "subject")
    if sit.touch is Touch.OUTPUTS and sit.act.trained:
        if not sit.act.direct:
            return unclear("the outputs are those of a model that was taught in its turn")
        if not subject:
            return unclear("whether this holds for models trained on outputs was not read")
        return YES if "outputs" in subject else sit.derived
    return NO


def _available(sit: Situation) -> Answer:
    """Return whether the model is made available; serving it alone may or may not be that."""
    if not sit.act.ours:
        return YES
    out = sit.distributed()
    if not out.no:
        return out
    hosted = Delivery.HOSTED_SERVICE in (sit.act.use.delivery or ())
    released_inside = sit.act.release is not None
    if hosted and not released_inside:
        return unclear("whether serving a model makes it available is for a person")
    return NO


def _rule(sourced: SourcedClause) -> str:
    text = word(sourced, "text")
    match word(sourced, "position"):
        case "prefix":
            return f"begin with “{text}”"
        case "forbidden":
            return f"go without “{text}”"
        case _:
            return f"include “{text}”"


def _kept(sit: Situation, sourced: SourcedClause) -> Ruling:
    return Ruling(
        "naming-requirement",
        Verdict.DUTY,
        (sourced,),
        f"Keep the name {SUBJECT}: by the terms of {SOURCE} it must {_rule(sourced)}.",
        "The name keeps to the clause.",
    )
