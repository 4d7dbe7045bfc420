"""One act under one asset's terms: what is touched, by whom, for what, and who gets the result.

In: an act, the ground it is judged on, the terms of its asset. Out: three-valued answers about
the act that rules are written in. It knows no clause type but the definitions that change what
an act is (distillation makes a derivative, hosting is distribution).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from licensescan.documents.values import Kind
from licensescan.plan.manifest import Delivery, Purpose
from licensescan.plan.values import Act, Asset, Machine
from licensescan.policy.ground import Ground, TermsIndex
from licensescan.policy.kinds import same_kind
from licensescan.policy.truth import NO, YES, Answer, Truth, any_of, known, missing, unclear

TRAINING = frozenset({"train", "finetune", "adapter", "distill", "merge"})
"""Activities that make or improve a model."""
LESSONS = frozenset({"train", "distill"})
"""Activities by which an act on outputs or data teaches a model."""
_NO_MAKING = frozenset({"use", "run", "evaluate"})
_COMMERCIAL = (Purpose.COMMERCIAL, Purpose.INTERNAL_BUSINESS)
_COPIES = (Delivery.WEIGHTS_RELEASED, Delivery.EMBEDDED_PRODUCT)


class Touch(Enum):
    """What of the asset the act touches."""

    USE = "use"
    """The asset itself is used."""
    DERIVED = "derived"
    """The subject contains or derives from the asset's materials."""
    TRAINED = "trained"
    """The subject is trained on the asset's materials in this very step."""
    REMOTE = "remote"
    """The subject comes from a model that was trained on the asset's materials."""
    OUTPUTS = "outputs"
    """The subject holds, or was trained on, the asset's outputs."""


@dataclass(frozen=True, slots=True)
class Situation:
    """An act, the terms that are asked, and the ground.

    Attributes:
        act: The act.
        terms: The terms of the act's asset.
        ground: What stays the same for the whole plan.
        touch: What of the asset is touched.
        derived: Whether the subject is a derivative of the asset, definitions included.
    """

    act: Act
    terms: TermsIndex
    ground: Ground
    touch: Touch
    derived: Answer

    @classmethod
    def of(cls, act: Act, terms: TermsIndex, ground: Ground) -> Situation:
        """Work out what an act touches under these terms."""
        if act.aspect == "outputs":
            derived = _distilled(act, terms, ground)
            return cls(act, terms, ground, Touch.DERIVED if derived.yes else Touch.OUTPUTS, derived)
        if act.subject == act.asset or act.machine is not None:
            return cls(act, terms, ground, Touch.USE, NO)
        if act.derived:
            return cls(act, terms, ground, Touch.DERIVED, YES)
        if act.trained:
            direct = act.activity == "train"
            return cls(act, terms, ground, Touch.TRAINED if direct else Touch.REMOTE, NO)
        return cls(act, terms, ground, Touch.USE, NO)

    @property
    def subject(self) -> Asset | None:
        """The asset a finding is about; None for a machine."""
        return self.ground.asset(self.act.subject)

    @property
    def of_tool(self) -> bool:
        """Whether the asset is a service or software: a product rests on it, and offers its own."""
        source = self.ground.asset(self.act.asset)
        return source is not None and source.kind in (Kind.SERVICE, Kind.SOFTWARE)

    @property
    def machine(self) -> Machine | None:
        """The machine that the software runs on, if the act is that."""
        return self.act.machine

    @property
    def makes_model(self) -> bool:
        """Whether the act's result is a model that learns from what is touched.

        On outputs this is so where they are the data of this very step, not where its base once
        learnt from them; of what third parties did that is not always known.
        """
        subject = self.subject
        if subject is None or subject.kind is not Kind.MODEL or self.act.subject == self.act.asset:
            return False
        if self.act.aspect == "outputs":
            return self.act.activity in LESSONS or (self.act.trained and not self.act.ours)
        return self.act.activity in TRAINING

    @property
    def making(self) -> bool:
        """Whether the act makes its subject, and does not only use it."""
        return self.act.activity not in _NO_MAKING and self.act.subject != self.act.asset

    @property
    def uses(self) -> bool:
        """Whether terms on use are asked: we use the asset, as it is or in what is made of it.

        A machine that runs a model is asked about here only when it is used for something that
        the model is not said to be used for elsewhere.
        """
        if not self.act.ours:
            return False
        if self.act.machine is not None:
            return self.act.use not in self.ground.used.get(self.act.asset, ())
        return self.touch not in (Touch.OUTPUTS, Touch.REMOTE) or self.derived.unknown

    def purpose(self) -> Answer:
        """Return whether the purpose is commercial, internal business included."""
        purpose = self.act.use.purpose
        if purpose is None:
            return missing("purpose")
        return known(purpose in _COMMERCIAL, purpose=purpose.value)

    def delivered(self, *ways: Delivery) -> Answer:
        """Return whether any of these ways of delivery is meant."""
        delivery = self.act.use.delivery
        if delivery is None:
            return missing("delivery")
        return known(any(way in delivery for way in ways), delivery=_shown(delivery))

    def hosted(self) -> Answer:
        """Return whether others use it as a service."""
        return self.delivered(Delivery.HOSTED_SERVICE)

    def distributed(self) -> Answer:
        """Return whether copies reach others (INTERFACES, "What a thing is").

        A release says it for what a step makes. Where the terms define hosting as distribution,
        a hosted service distributes.
        """
        answer = self._copies_given()
        if self.terms.has("hosting-is-distribution"):
            return any_of(answer, self.hosted())
        return answer

    def _copies_given(self) -> Answer:
        release = self.act.release
        if release is not None:
            return known(release.to != "internal", release=f"to {release.to}")
        if self._runs_alone:
            return self.delivered(Delivery.EMBEDDED_PRODUCT)
        subject = self.subject
        if subject is not None and subject.kind is Kind.DATASET:
            return self.delivered(*_COPIES, Delivery.OUTPUTS_PUBLISHED)
        return self.delivered(*_COPIES)

    @property
    def _runs_alone(self) -> bool:
        """Whether it is software of a machine: weights that are released hold nothing of it."""
        source = self.ground.asset(self.act.asset)
        software = source is not None and source.kind is Kind.SOFTWARE
        return software and self.act.asset in self.ground.machines

    def reaches_others(self) -> Answer:
        """Return whether anybody else gets it or what it does: copies, a service, its outputs."""
        delivery = self.delivered(*_COPIES, Delivery.HOSTED_SERVICE, Delivery.OUTPUTS_PUBLISHED)
        return any_of(self._copies_given(), delivery)

    def offered(self) -> Answer:
        """Return whether it is offered commercially or to the public (INTERFACES, "Competing")."""
        release = self.act.release
        if release is not None and release.to == "public":
            return known(True, release="to public")
        others = self.reaches_others()
        purpose = self.purpose()
        if others.yes and self.act.use.purpose is Purpose.COMMERCIAL:
            return Answer(Truth.YES, {**others.facts, **purpose.facts})
        names = (*others.missing, *purpose.missing)
        facts = {**others.facts, **purpose.facts}
        return Answer(Truth.UNKNOWN, facts, names) if names else Answer(Truth.NO, facts)


def _distilled(act: Act, terms: TermsIndex, ground: Ground) -> Answer:
    """Return whether being trained on outputs makes the subject a derivative under the terms."""
    subject = ground.asset(act.subject)
    if not terms.has("distillation-is-derivative") or subject is None:
        return NO
    if subject.kind is not Kind.MODEL:
        return NO
    if not act.direct:
        return unclear("the outputs are those of a model that was taught in its turn")
    if act.activity == "distill":
        return YES
    alike = same_kind(ground.task(act.asset), subject.task)
    if alike.no:
        return unclear("a model of another kind was trained on the outputs", **alike.facts)
    return YES


def _shown(delivery: tuple[Delivery, ...]) -> str:
    return ", ".join(delivery) or "none"
