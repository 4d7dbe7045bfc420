"""Which acts are alike: what rules may ask about an act, as a key that like acts share.

In: the ground. Out: for each act, a key; acts with equal keys under equal terms get equal rulings,
but for the ids in their sentences. A plan of thousands of steps has few kinds of acts. A rule that
asks something new of an act must find it in the key.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from licensescan.documents.values import Kind
from licensescan.plan.manifest import Release, Use
from licensescan.plan.values import Act
from licensescan.policy.ground import Ground, TermsIndex
from licensescan.policy.rules.naming import bears
from licensescan.policy.situation import LESSONS


@dataclass(slots=True)
class Likeness:
    """Makes keys; whatever is costly to compare is numbered once.

    Attributes:
        ground: The ground.
    """

    ground: Ground
    _numbers: dict[Hashable, int] = field(default_factory=dict)
    _by_object: dict[int, int] = field(default_factory=dict)
    _sources: dict[str, int] = field(default_factory=dict)
    _subjects: dict[str, int] = field(default_factory=dict)
    _terms: dict[str, tuple[int, bool]] = field(default_factory=dict)

    def key(self, act: Act, terms: TermsIndex) -> Hashable:
        """Return the key of an act under its terms."""
        number, names = self._terms.get(act.asset) or self._of_terms(act.asset, terms)
        subject = act.subject
        told = act.activity in LESSONS or not (act.ours and act.outputs_ours)
        alone = act.machine is not None or told
        return (
            number,
            self._sources.get(act.asset) or self._of_source(act.asset),
            subject if alone else self._subjects.get(subject) or self._of_subject(subject),
            act.asset if alone else act.asset == subject,
            act.activity,
            act.aspect,
            act.derived,
            act.trained,
            act.direct,
            act.outputs_ours,
            act.ours,
            self._of_object(act.use),
            self._of_object(act.release),
            names and self._named(subject, terms),
        )

    def _number(self, value: Hashable) -> int:
        return self._numbers.setdefault(value, len(self._numbers) + 1)

    def _of_object(self, value: Use | Release | None) -> int:
        """Number a record by its content, looking at each object once."""
        known = self._by_object.get(id(value))
        if known is None:
            known = self._by_object[id(value)] = self._number(value)
        return known

    def _of_terms(self, asset: str, terms: TermsIndex) -> tuple[int, bool]:
        print_of = repr((terms.license, [*terms.clauses.items()]))
        found = (self._number(print_of), terms.has("naming-requirement"))
        self._terms[asset] = found
        return found

    def _of_source(self, name: str) -> int:
        asset = self.ground.asset(name)
        kind = asset.kind if asset else None
        terms = self.ground.terms.get(name)
        notes = terms.notes if terms else ()
        runs = name in self.ground.machines
        found = self._number(("source", kind, asset.task if asset else None, runs, notes))
        self._sources[name] = found
        return found

    def _of_subject(self, name: str) -> int:
        """Number what is asked of a subject: of somebody else's, its own terms too."""
        asset = self.ground.asset(name)
        runs = name in self.ground.machines
        if asset is None or not asset.ours:
            found = self._number(("subject", name))
        else:
            found = self._number(("ours", asset.kind, asset.task, runs))
        self._subjects[name] = found
        return found

    def _named(self, subject: str, terms: TermsIndex) -> tuple[bool | None, ...]:
        asset = self.ground.asset(subject)
        if asset is None or asset.kind is not Kind.MODEL:
            return ()
        return tuple(bears(subject, one) for one in terms.clauses["naming-requirement"])
