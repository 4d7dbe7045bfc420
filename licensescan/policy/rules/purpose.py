"""Terms on why something is used: non-commercial, no-production-use, commercial-license-required.

In: an act and the clauses. Out: rulings. The purposes that several clauses of one licence allow
are taken together; a purpose that they come near to without naming it is for a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from licensescan.licenses.values import SourcedClause
from licensescan.plan.manifest import Delivery, Purpose, Use, Workload
from licensescan.policy.rules.params import all_words, word, words
from licensescan.policy.ruling import SOURCE, SUBJECT, Ruling, listed, weigh
from licensescan.policy.situation import Situation, Touch
from licensescan.policy.truth import NO, Answer, Truth, any_of, known, missing, unclear
from licensescan.policy.values import Verdict

_NEAR: dict[Purpose, frozenset[str]] = {
    Purpose.RESEARCH: frozenset({"educational"}),
    Purpose.EDUCATION: frozenset({"research"}),
    Purpose.PERSONAL: frozenset({"educational"}),
    Purpose.EVALUATION: frozenset({"research", "non-commercial", "educational"}),
}
"""Purposes of a plan and the allowed ones they come near to."""
_NAMED = {
    Purpose.RESEARCH: "research",
    Purpose.EDUCATION: "educational",
    Purpose.PERSONAL: "personal",
}
_OF_MATERIALS = frozenset({"reproduce", "modify", "distribute"})
_NAMES_SIZE = "they also name a size above which a licence is needed"
"""Why a limit may not bind everybody: a size says nothing where commercial use is open to nobody."""
_AT_HOME = (Purpose.RESEARCH, Purpose.EDUCATION, Purpose.EVALUATION, Purpose.PERSONAL)
"""Internally, these are not production (INTERFACES, "Reading facts")."""


def non_commercial(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``non-commercial``: is the purpose one that these terms allow?"""
    allowed = all_words(clauses, "purposes") or frozenset({"non-commercial"})
    if sit.uses:
        answer = _outside(sit.act.use.purpose, allowed)
    elif sit.act.ours and sit.touch is Touch.OUTPUTS:
        answer = _outputs_outside(sit, clauses, allowed)
    elif not sit.act.ours and sit.touch in (Touch.TRAINED, Touch.REMOTE):
        answer = any_of(*(_outside(use.purpose, allowed) for use in _our_uses(sit)))
    else:
        return
    if not answer.no and (tier := _commercial_tier(sit)):
        if sit.terms.has("scale-threshold"):
            return
        answer = Answer(Truth.UNKNOWN, answer.facts, answer.missing, tier)
    elif answer.yes and _sizes(sit):
        answer = unclear(_NAMES_SIZE, **answer.facts)
    ruling = weigh(
        "non-commercial",
        answer,
        clauses,
        broken=f"{_thing(sit)} is allowed for {_shown(allowed)} purposes only, and the plan's "
        f"purpose is {answer.facts.get('purpose', 'another')}.",
        open_=f"{_thing(sit)} is allowed for {_shown(allowed)} purposes only",
        reading=f"The licence reaches as far as its purposes: {_shown(allowed)}.",
    )
    if ruling:
        yield ruling


def _commercial_tier(sit: Situation) -> str:
    """Return why a grant of commercial rights in the materials outweighs the limit, else nothing.

    Terms in tiers grant non-commercial use to all and commercial use below a size: then the size
    is what is judged. A grant for outputs alone names neither copies nor changes.
    """
    for sourced in sit.terms.clauses.get("grant", ()):
        rights = set(words(sourced, "rights"))
        materials = "outputs" not in words(sourced, "subject") and rights & _OF_MATERIALS
        if "commercial" in rights and materials:
            return "the terms also grant commercial rights, on conditions"
    return ""


def _our_uses(sit: Situation) -> frozenset[Use]:
    """Return what we use a model for that a third party trained."""
    return sit.ground.used.get(sit.act.subject, frozenset())


def _outside(purpose: Purpose | None, allowed: frozenset[str]) -> Answer:
    if purpose is None:
        return missing("purpose")
    fact = {"purpose": purpose.value}
    if purpose in (Purpose.COMMERCIAL, Purpose.INTERNAL_BUSINESS):
        return Answer(Truth.YES, fact)
    if _NAMED.get(purpose) in allowed:
        return Answer(Truth.NO, fact)
    if "non-commercial" in allowed and purpose is not Purpose.EVALUATION:
        narrower = allowed - {"non-commercial"}
        if not narrower or purpose is Purpose.RESEARCH:
            return Answer(Truth.NO, fact)
        return unclear(f"non-commercial is joined with {_shown(narrower)}", **fact)
    if allowed & _NEAR[purpose]:
        return unclear(f"{purpose.value} comes near to what is allowed", **fact)
    return Answer(Truth.YES, fact)


def _outputs_outside(
    sit: Situation, clauses: tuple[SourcedClause, ...], allowed: frozenset[str]
) -> Answer:
    """Return whether outputs alone may be used for the purpose: open unless the terms say so."""
    bound = any("outputs" in words(one, "subject") for one in clauses)
    freed = (
        sit.terms.has("outputs-free", "outputs-not-derivatives") or "commercial" in sit.terms.rights
    )
    if freed and not bound:
        return NO
    answer = _outside(sit.act.use.purpose, allowed)
    if answer.yes and not bound:
        return unclear("whether the limit reaches the model's outputs is not said", **answer.facts)
    return answer


def commercial_license(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``commercial-license-required``: a duty where registering is enough."""
    if not sit.uses:
        return
    for sourced in clauses:
        ruling = _commercial(sit, sourced)
        if ruling:
            yield ruling


def _commercial(sit: Situation, sourced: SourcedClause) -> Ruling | None:
    answer = sit.purpose()
    if answer.no:
        return None
    if word(sourced, "consequence") == "register":
        says = f"Register with the licensor of {SOURCE} before commercial use."
        return _owed(sourced, says, "Registering is enough for commercial use.", answer)
    sizes = _sizes(sit) if not word(sourced, "consequence") else ()
    if any(_together(sourced, one) for one in sizes):
        says = (
            f"Commercial use of {SOURCE} needs a licence above a size; register below it where "
            "the terms ask for it."
        )
        reading = "A licence that is asked for above a size leaves commercial use below it open."
        return _owed(sourced, says, reading, answer)
    if sizes and answer.yes:
        answer = unclear(_NAMES_SIZE, **answer.facts)
    return weigh(
        "commercial-license-required",
        answer,
        (sourced,),
        broken=f"Commercial use of {SOURCE} needs a licence of its own, and the manifest names no "
        "agreement.",
        open_=f"By its terms commercial use of {SOURCE} needs a licence of its own",
        reading="The public licence does not reach commercial use.",
    )


def _owed(sourced: SourcedClause, says: str, reading: str, answer: Answer) -> Ruling:
    return Ruling(
        "commercial-license-required", Verdict.DUTY, (sourced,), says, reading, answer.facts
    )


def _sizes(sit: Situation) -> tuple[SourcedClause, ...]:
    """Return the thresholds above which a licence is needed."""
    thresholds = sit.terms.clauses.get("scale-threshold", ())
    return tuple(x for x in thresholds if word(x, "consequence") in {"license-required", ""})


def _together(one: SourcedClause, other: SourcedClause) -> bool:
    """Whether two clauses stand in one section, so that the one is said of the other."""
    return (one.document, one.clause.section) == (other.document, other.clause.section)


def no_production(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``no-production-use``: evaluation, development or internal use only."""
    if not sit.uses:
        return
    scope = all_words(clauses, "scope")
    answer = _production(sit, scope)
    if answer.yes and all(_of_damages(sit, one) for one in clauses):
        answer = unclear("it stands in a provision on damages or warranties", **answer.facts)
    ruling = weigh(
        "no-production-use",
        answer,
        clauses,
        broken=f"{_thing(sit)} is for {_scope(scope)} only, and the plan uses it for "
        f"{_purpose(sit)}.",
        open_=f"{_thing(sit)} is for {_scope(scope)} only",
        reading="Internal use for research, education, evaluation or personal purposes is not "
        "production.",
    )
    if ruling:
        yield ruling


def _of_damages(sit: Situation, sourced: SourcedClause) -> bool:
    """Whether a clause that names no scope speaks of production in a provision on damages."""
    place = sourced.clause
    disclaimers = (
        other.clause
        for kind in ("liability-limit", "warranty-disclaimer")
        for other in sit.terms.clauses.get(kind, ())
        if other.document == sourced.document and other.clause.section == place.section
    )
    return not words(sourced, "scope") and any(
        max(place.start, other.start) <= min(place.end, other.end) for other in disclaimers
    )


def _production(sit: Situation, scope: frozenset[str]) -> Answer:
    """Return whether the use leaves the scope."""
    machine = sit.machine
    if machine is not None:
        # Running a tool on one's own machine is internal use, whatever is served from it.
        if "internal" in scope:
            return NO
        if "development" in scope and machine.workload == Workload.DEVELOPMENT:
            return known(False, workload=machine.workload)
    outside = sit.delivered(
        Delivery.HOSTED_SERVICE,
        Delivery.EMBEDDED_PRODUCT,
        Delivery.WEIGHTS_RELEASED,
        Delivery.OUTPUTS_PUBLISHED,
    )
    if "internal" in scope:
        return _beyond_internal(sit, outside)
    purpose = sit.act.use.purpose
    if purpose is None:
        return missing("purpose", *outside.missing)
    fact = {"purpose": purpose.value}
    if purpose not in _AT_HOME:
        return Answer(Truth.YES, fact)
    if outside.yes:
        return unclear("it reaches others, though not for business", **fact)
    return Answer(outside.truth, {**fact, **outside.facts}, outside.missing)


def _beyond_internal(sit: Situation, outside: Answer) -> Answer:
    """Return whether what reaches others leaves internal use; a product is not the tool it needs."""
    if not sit.of_tool or not outside.yes:
        return outside
    if sit.act.asset in sit.ground.machines:
        return NO  # judged where it runs
    doubt = "whether a product that rests on it leaves internal use is for a person"
    return unclear(doubt, **outside.facts)


def _thing(sit: Situation) -> str:
    if sit.act.subject == sit.act.asset:
        return SOURCE
    return f"{SOURCE}, which {SUBJECT} rests on,"


def _purpose(sit: Situation) -> str:
    purpose = sit.act.use.purpose
    return purpose.value if purpose else "unknown"


def _shown(purposes: frozenset[str]) -> str:
    return listed(sorted(purposes), "or")


def _scope(scope: frozenset[str]) -> str:
    return listed(sorted(scope), "or") if scope else "use outside production"
