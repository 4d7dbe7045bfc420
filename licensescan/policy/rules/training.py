"""Terms on what a model and its outputs may teach: no-training-other-models, no-competing-use.

In: an act and the clauses. Out: rulings. The own-family exception is read structurally: the model
made is of the family when anything that its materials come from is under the same licence as the
source, or shares an upstream with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from licensescan.documents.values import Kind
from licensescan.licenses.values import SourcedClause
from licensescan.policy.ground import NO_TERMS
from licensescan.policy.kinds import is_language_model, is_of_kind, same_kind
from licensescan.policy.rules.params import flag, word, words
from licensescan.policy.ruling import SOURCE, SUBJECT, Ruling, weigh
from licensescan.policy.situation import Situation, Touch
from licensescan.policy.truth import NO, YES, Answer, Truth, all_of, unclear
from licensescan.policy.values import Verdict


def no_training(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``no-training-other-models``: is a model made that these terms call another one?"""
    for sourced in clauses:
        answer = _trains_another(sit, sourced)
        ruling = weigh(
            "no-training-other-models",
            answer,
            (sourced,),
            broken=_broken(sit, sourced),
            open_=_open(sit, sourced),
            reading=_reading(sit, sourced),
        )
        if ruling:
            yield ruling


def _trains_another(sit: Situation, sourced: SourcedClause) -> Answer:
    if not sit.makes_model or _permitted(sit, sourced):
        return NO
    reached = _reached(sit, sourced)
    if reached.no:
        return NO
    family = _own_family(sit) if flag(sourced, "own-family-exception") else NO
    if family.yes:
        return NO
    target = _is_target(sit, word(sourced, "target"))
    if kind := word(sourced, "models"):
        meant = is_of_kind(sit.subject.task if sit.subject else None, kind)
        target = NO if meant.no else all_of(target, meant)
    if target.no:
        return NO
    not_family = unclear(family.doubt) if family.unknown else YES
    return all_of(reached, target, not_family)


def _reached(sit: Situation, sourced: SourcedClause) -> Answer:
    """Return whether what the act touches is what the clause speaks of."""
    subject = words(sourced, "subject")
    outputs = sit.act.aspect == "outputs"
    if subject and ("outputs" if outputs else "materials") not in subject:
        return _by_using(sit) if outputs else NO
    if not sit.act.direct:
        return unclear("the outputs are those of a model that was taught in its turn")
    if outputs or sit.touch is Touch.TRAINED:
        return YES
    if sit.touch is Touch.REMOTE:
        return NO
    return _derivative(sit, sourced)


def _by_using(sit: Situation) -> Answer:
    """Return whether training on outputs uses the asset itself for training.

    To teach with a model, or to have a service make the lessons, is to use it: a clause on the
    materials reaches that act. Where the outputs of a model were kept as data first, it is open.
    """
    if not sit.act.direct:
        return unclear("the outputs are those of a model that was taught in its turn")
    source = sit.ground.asset(sit.act.asset)
    service = source is not None and source.kind is Kind.SERVICE
    if service or sit.act.activity == "distill":
        return YES
    return unclear("whether training on what it made is using it to train is for a person")


def _derivative(sit: Situation, sourced: SourcedClause) -> Answer:
    """Return whether tuning the asset itself is meant: its derivative is not another model."""
    if word(sourced, "target") == "any-model":
        return unclear("the terms speak of any model; whether its own fine-tunes are meant is open")
    if sit.act.activity == "merge" and not flag(sourced, "own-family-exception"):
        return unclear("it is merged with other models")
    return NO


def _permitted(sit: Situation, sourced: SourcedClause) -> bool:
    """Whether a permission for outputs outweighs a prohibition that is wider."""
    return (
        sit.act.aspect == "outputs"
        and sit.terms.has("outputs-training-allowed")
        and "materials" in words(sourced, "subject")
    )


def _is_target(sit: Situation, target: str) -> Answer:
    task = sit.subject.task if sit.subject else None
    match target:
        case "other-llm":
            return is_language_model(task)
        case "competing-model":
            return _competes(sit)
        case _:
            return YES


def _competes(sit: Situation) -> Answer:
    """Return whether the model made competes (INTERFACES, "Competing"): never a plain no."""
    alike = same_kind(_source_task(sit), sit.subject.task if sit.subject else None)
    offered = sit.offered()
    facts = {**alike.facts, **offered.facts}
    if alike.yes and offered.yes:
        return Answer(Truth.YES, facts)
    return Answer(
        Truth.UNKNOWN,
        facts,
        tuple(dict.fromkeys((*alike.missing, *offered.missing))),
        "whether it competes is for a person to say",
    )


def _source_task(sit: Situation) -> str | None:
    """Return what the source does; a hosted model that says nothing else is a language model."""
    task = sit.ground.task(sit.act.asset)
    source = sit.ground.asset(sit.act.asset)
    if task is None and source is not None and source.kind is Kind.SERVICE:
        return "text-generation"
    return task


def _own_family(sit: Situation) -> Answer:
    """Return whether the model made is the source's own kin, from its lineage and licences."""
    ground = sit.ground
    bases = ground.made_of(sit.act.subject) - {sit.act.subject}
    if bases & ground.made_of(sit.act.asset):
        return YES
    for base in bases:
        terms = ground.index.get(base, NO_TERMS)
        same_id = terms.license is not None and terms.license == sit.terms.license
        if same_id or terms.texts & sit.terms.texts:
            return YES
    unknown = sorted(base for base in bases if _unknown_licence(sit, base))
    if unknown:
        return unclear(f"the licence of {unknown[0]} is not known, so its family is not either")
    return NO


def _unknown_licence(sit: Situation, base: str) -> bool:
    asset = sit.ground.asset(base)
    ours = asset is not None and asset.ours
    return not ours and sit.ground.index.get(base, NO_TERMS).license is None


_DEEDS = {
    "other-llm": "to improve another large language model",
    "other-model": "to train another model",
    "competing-model": "to make a competing model",
    "any-model": "to train any model",
}


def _broken(sit: Situation, sourced: SourcedClause) -> str:
    deed = _DEEDS.get(word(sourced, "target"), "to train another model")
    return (
        f"{SUBJECT} is trained on {_what(sit)} of {SOURCE}, whose terms forbid using them {deed}."
    )


def _open(sit: Situation, sourced: SourcedClause) -> str:
    who = "" if sit.act.ours else "somebody else's step: "
    return (
        f"{who}{SUBJECT} is trained on {_what(sit)} of {SOURCE}, and its terms "
        f"restrict which models that may improve"
    )


def _reading(sit: Situation, sourced: SourcedClause) -> str:
    subject = " and ".join(words(sourced, "subject")) or "materials and outputs"
    exception = (
        "; its exception for the source's own family does not cover the result"
        if flag(sourced, "own-family-exception")
        else ""
    )
    return (
        f"The clause binds {subject} and forbids their use to make or improve "
        f"{word(sourced, 'target') or 'other-model'}; {sit.act.activity} does that{exception}."
    )


def _what(sit: Situation) -> str:
    return "outputs" if sit.act.aspect == "outputs" else "materials"


def no_competing_use(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``no-competing-use``: a model made of it that competes, or the thing itself on offer.

    A service or software that a product merely rests on is not what the product offers: then it
    is a duty to keep to.
    """
    if not sit.uses:
        return
    others = sit.reaches_others()
    if sit.making and sit.derived.yes:
        answer = _competes(sit)
    elif others.no:
        return
    elif sit.of_tool:
        yield _keep_from_competing(clauses)
        return
    else:
        doubt = "whether what is offered competes with it is for a person to say"
        answer = Answer(Truth.UNKNOWN, others.facts, others.missing, doubt)
    ruling = weigh(
        "no-competing-use",
        answer,
        clauses,
        broken=f"{SUBJECT} is of the same kind as {SOURCE} and is offered to "
        "others; its terms forbid competing products.",
        open_=f"The terms of {SOURCE} forbid competing products or services",
        reading="A product competes when it is of the same kind and offered commercially or publicly.",
    )
    if ruling:
        yield ruling


def _keep_from_competing(clauses: tuple[SourcedClause, ...]) -> Ruling:
    return Ruling(
        "no-competing-use",
        Verdict.DUTY,
        clauses,
        f"Offer nothing that competes with {SOURCE}.",
        "A product that uses it for something of its own does not compete with it.",
    )
