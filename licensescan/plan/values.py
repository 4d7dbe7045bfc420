"""The plan as a graph: assets, the steps between them, machines, and the acts they amount to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from licensescan.documents.values import Kind
from licensescan.plan.manifest import Activity, Component, HardwareItem, Organization, Release, Use


@dataclass(frozen=True, slots=True)
class Asset:
    """One model, dataset, service or piece of software that the plan touches.

    Attributes:
        id: What findings name: a Hub id, or the manifest's own name for what is ours.
        kind: What it is.
        alias: The name the rest of the manifest uses (``as:``), else the id.
        ours: Whether a step of the manifest produces it.
        listed: Whether the manifest names it (else it was found upstream on the Hub).
        line: Line in the manifest; that of the asset that led to it when it is not listed.
        use: What is intended with it, defaults filled in; None for upstream assets, which are
            not used by themselves.
        component: The manifest's record, where there is one.
        task: Hub pipeline tag: the manifest's, else the card's, else its base's; None if unknown.
        version: For software: the part after ``@``.
        release: How a step of ours releases it; None when the step says nothing.
        unnamed_source: The card's words that say it was made with a model which they do not
            name; empty otherwise.
    """

    id: str
    kind: Kind
    alias: str
    ours: bool = False
    listed: bool = True
    line: int = 0
    use: Use | None = None
    component: Component | None = None
    task: str | None = None
    version: str | None = None
    release: Release | None = None
    unnamed_source: str = ""


class Link(StrEnum):
    """What of the source goes into the result."""

    MATERIALS = "materials"
    """The result is made from the weights, code or data themselves."""
    OUTPUTS = "outputs"
    """The result is (or contains) what the model generated."""
    DATA = "data"
    """The result was trained on the source."""
    NONE = "none"
    """The source was used on the way; nothing of it is in the result (evaluate)."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """One arrow of the lineage: from what, by which activity, to what.

    Attributes:
        source: Asset id.
        result: Asset id.
        link: What of the source goes into the result.
        activity: How.
        ours: Whether our plan does it; False when a card says a third party did.
        stated: Where it is stated: ``manifest`` or the document's path.
        quote: The card's words for a relation read from prose; empty otherwise.
        line: Line in the manifest, 0 if none.
    """

    source: str
    result: str
    link: Link
    activity: Activity
    ours: bool
    stated: str = "manifest"
    quote: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Machine:
    """One pool of machines.

    Attributes:
        name: As findings name it.
        gpu: As written, or what the cloud instance has; None if unknown.
        line_of_products: Product line of the GPU by the knowledge table
            (``geforce``, ``nvidia-data-center``, …); None if unknown.
        site: datacenter, colocation, cloud, marketplace, office, workstation, edge; None if unknown.
        workload: inference, training, blockchain, rendering, development; None if unknown.
        software: Asset ids of drivers and libraries whose terms bind.
        runs: Asset ids.
        owned: Whether the organisation owns it; None if unknown.
        line: Line in the manifest.
        item: The manifest's record.
    """

    name: str
    gpu: str | None
    line_of_products: str | None
    site: str | None
    workload: str | None
    software: tuple[str, ...]
    runs: tuple[str, ...]
    owned: bool | None
    line: int
    item: HardwareItem


@dataclass(frozen=True, slots=True)
class Act:
    """Something the plan (or a third party upstream) does with one asset's materials or outputs.

    Attributes:
        activity: What is done (``use`` for a component in use, ``run`` for software on a machine).
        asset: Id of the asset whose terms are asked.
        aspect: Whether its materials or its outputs are touched.
        subject: Id of the asset or name of the machine that a finding is about: the result of
            the act, or the asset itself for plain use.
        path: Aliases from the asset to the subject, both included.
        ours: Whether our plan does it.
        use: Purpose, fields, delivery, territories that hold for it.
        release: How the subject is released; None when unknown or not ours.
        machine: For ``run``.
        derived: Whether the subject contains or derives from the asset's materials.
        line: Line in the manifest to point at.
        trained: Whether the subject is a model that was trained on what the aspect names, or
            derives from such a model (a quantized student is ``trained`` though its own
            activity is no training).
        outputs_ours: For outputs: whether a step of ours made them, so that we accepted the
            terms; False when a third party made and published them. True for materials.
        direct: For outputs: False when the chain passes through a model that was trained on the
            asset's outputs and generated in its turn; what is left is then that model's output.
            True for materials.
    """

    activity: str
    asset: str
    aspect: str
    subject: str
    path: tuple[str, ...]
    ours: bool
    use: Use
    release: Release | None = None
    machine: Machine | None = None
    derived: bool = False
    line: int = 0
    trained: bool = False
    outputs_ours: bool = True
    direct: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the judge needs to know of what somebody means to do.

    Attributes:
        manifest: Path as shown.
        organization: Facts about who acts.
        assets: By id, in the order of the manifest, upstream ones after.
        derivations: The lineage, ours and what cards state.
        machines: In the order of the manifest.
        acts: All acts, ours first.
    """

    manifest: str
    organization: Organization
    assets: dict[str, Asset]
    derivations: tuple[Derivation, ...]
    machines: tuple[Machine, ...]
    acts: tuple[Act, ...]
