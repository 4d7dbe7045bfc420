"""Ask every rule about every act: the heart of judging.

In: the ground. Out: rulings, each with the act it is about. Nothing is merged, waived or lowered
here but for one thing: what rests on a third party's step, or on a definition that may not hold,
is never more than for review.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from licensescan.documents.values import Kind
from licensescan.licenses.values import Alternative
from licensescan.plan.values import Act
from licensescan.policy.alike import Likeness
from licensescan.policy.ground import Ground, TermsIndex, acts_by_asset
from licensescan.policy.rules import ACT_RULES, REACHES_OUTPUTS, clause_rules
from licensescan.policy.ruling import Ruling
from licensescan.policy.situation import Situation
from licensescan.policy.values import OPEN, Verdict


class Ruled(NamedTuple):
    """A ruling and where it applies.

    Attributes:
        ruling: The ruling.
        subject: Asset id or machine name.
        source: Id of the asset whose terms are meant.
        path: Names from the source to the subject.
        line: Line in the manifest.
    """

    ruling: Ruling
    subject: str
    source: str
    path: tuple[str, ...]
    line: int


def rule_on(act: Act, terms: TermsIndex, ground: Ground) -> Iterator[Ruled]:
    """Yield what every rule says of one act under one asset's terms."""
    for ruling in _rulings(act, terms, ground):
        yield Ruled(ruling, act.subject, act.asset, act.path, act.line)


def _rulings(act: Act, terms: TermsIndex, ground: Ground) -> Iterator[Ruling]:
    situation = Situation.of(act, terms, ground)
    rules = clause_rules()
    for kind, clauses in terms.clauses.items():
        if rule := rules.get(kind):
            for ruling in rule(situation, clauses):
                yield _weakened(situation, ruling)
    for act_rule in ACT_RULES:
        for ruling in act_rule(situation):
            yield _weakened(situation, ruling)


def _weakened(situation: Situation, ruling: Ruling) -> Ruling:
    """Lower what is only for review here, and say which version of terms was taken."""
    if ruling.verdict not in OPEN:
        return ruling
    terms = situation.ground.terms.get(situation.act.asset)
    asset = situation.ground.asset(situation.act.asset)
    if terms and terms.notes and asset and asset.kind in (Kind.SOFTWARE, Kind.SERVICE):
        notes = " ".join(f"{note[:1].upper()}{note[1:].rstrip('.')}." for note in terms.notes)
        ruling = replace(ruling, reading=f"{ruling.reading} {notes}".strip())
    if said := _card_says(situation):
        ruling = replace(ruling, facts={**ruling.facts, "card": said})
    if ruling.verdict is Verdict.VIOLATION and (why := _lowered(situation, ruling.rule)):
        sentence = f"{ruling.explanation[:-1]} ({why})."
        return replace(ruling, verdict=Verdict.REVIEW, explanation=sentence)
    return ruling


def _card_says(situation: Situation) -> str:
    """Return the words of a card that say that outputs are the asset's; empty if none do."""
    if situation.act.outputs_ours and situation.act.ours:
        return ""
    arrows = situation.ground.children.get(situation.act.asset, ())
    quotes = (" ".join(one.quote.split()) for one in arrows if one.quote)
    return next(quotes, "")[:200]


def _lowered(situation: Situation, rule: str) -> str:
    """Return why a violation is only for review here; empty if it is not."""
    if not situation.act.ours:
        return "a third party did that, not this plan; a person decides what it means for it"
    if not situation.act.outputs_ours:
        return "a third party made those outputs and accepted the terms; a person decides"
    if situation.derived.unknown and rule not in REACHES_OUTPUTS:
        return situation.derived.doubt or "whether it is a derivative is open"
    return ""


def rule_all(ground: Ground, assets: Iterable[str] | None = None) -> Iterator[Ruled]:
    """Yield the rulings on all acts on the assets named, or on all.

    An asset under a contract of the organisation's own is not asked for its public licence.
    """
    acts = acts_by_asset(ground.plan)
    likeness = Likeness(ground)
    known: dict[Hashable, tuple[Ruling, ...]] = {}
    for asset in acts if assets is None else assets:
        terms = ground.index.get(asset)
        if terms is None or under_agreement(ground, asset):
            continue
        for act in acts.get(asset, ()):
            key = likeness.key(act, terms)
            rulings = known.get(key)
            if rulings is None:
                rulings = known[key] = tuple(_rulings(act, terms, ground))
            for ruling in rulings:
                yield Ruled(ruling, act.subject, act.asset, act.path, act.line)


def under_agreement(ground: Ground, asset: str) -> bool:
    """Whether a contract of one's own, in force today, takes the place of the public licence."""
    found = ground.asset(asset)
    agreement = found.component.agreement if found and found.component else None
    return agreement is not None and (
        agreement.expires is None or agreement.expires >= ground.today
    )


def choose_licences(ground: Ground) -> Ground:
    """Return the ground with the best alternative of each dual licence in place.

    Any alternative that passes will do; of those that do not, the one with the least trouble.
    """
    chosen: dict[str, TermsIndex] = {}
    for name, terms in ground.terms.items():
        if len(terms.alternatives) > 1:
            chosen[name] = min(
                (_cost(ground, name, one, rank) for rank, one in enumerate(terms.alternatives)),
                key=lambda cost: cost[:3],
            )[3]
    return replace(ground, index={**ground.index, **chosen}) if chosen else ground


def _cost(
    ground: Ground, asset: str, alternative: Alternative, rank: int
) -> tuple[int, int, int, TermsIndex]:
    index = TermsIndex.of(asset, alternative)
    tried = replace(ground, index={**ground.index, asset: index})
    verdicts = [one.ruling.verdict for one in rule_all(tried, [asset])]
    unread = len(alternative.unread) + (alternative.license is None)
    return (
        verdicts.count(Verdict.VIOLATION),
        verdicts.count(Verdict.REVIEW) + unread,
        rank,
        index,
    )
