"""The policy's records: what an organisation tolerates, beside what the licences demand.

Shapes only; ``loader`` reads them from a file with line-precise errors. A policy may raise the
verdict of any rule and lower that of a review; a violation of somebody's terms is lowered by a
waiver alone, which names a person and a date.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from licensescan.plan.manifest import Activity, Delivery, Purpose, Site, Workload
from licensescan.policy.values import Verdict
from licensescan.records import ONE_OR_MORE, Record

Words = Annotated[tuple[str, ...], ONE_OR_MORE]
Activities = Annotated[tuple[Activity | Literal["use", "run"], ...], ONE_OR_MORE]


class LicensePolicy(Record):
    """Which licences may be used at all.

    An entry is an SPDX id or LicenseRef, a glob over one (``CC-BY-*``), an SPDX expression
    (``GPL-2.0-only WITH Classpath-exception-2.0``), or ``category:`` and one of permissive,
    share-alike, network-copyleft, non-commercial, no-derivatives, use-restricted,
    scale-limited, evaluation-only, unknown.
    """

    allow: Words = ()
    review: Words = ()
    deny: Words = ()
    otherwise: Literal["allow", "review", "deny"] = "allow"
    """What to do with a licence that is on no list."""


class When(Record):
    """What an act must be like for a custom rule to speak; every field given must fit."""

    kind: Annotated[
        tuple[Literal["model", "dataset", "service", "software"], ...],
        ONE_OR_MORE,
    ] = ()
    activity: Activities = ()
    asset: Words = ()
    """Globs over the id of the asset whose terms are asked."""
    purpose: Annotated[tuple[Purpose, ...], ONE_OR_MORE] = ()
    delivery: Annotated[tuple[Delivery, ...], ONE_OR_MORE] = ()
    fields: Words = ()
    territories: Words = ()
    release_to: Annotated[tuple[Literal["internal", "customers", "public"], ...], ONE_OR_MORE] = ()
    site: Annotated[tuple[Site, ...], ONE_OR_MORE] = ()
    workload: Annotated[tuple[Workload, ...], ONE_OR_MORE] = ()
    license: Words = ()
    """As in the lists of licences."""
    clause: Words = ()
    """Clause types: the terms have at least one of them."""
    no_clause: Words = ()
    """Clause types: the terms have none of them."""


class CustomRule(Record):
    """A rule of the organisation's own, over acts and clauses."""

    id: Annotated[str, Field(pattern="^[a-z0-9][a-z0-9-]*$", max_length=60)]
    verdict: Verdict
    says: Annotated[str, Field(min_length=1, max_length=500)]
    """One sentence for whoever meets it."""
    when: When


FactName = Literal[
    "monthly-active-users",
    "annual-revenue",
    "monthly-revenue",
    "employees",
    "principal-place-of-business",
    "territories",
    "purpose",
    "delivery",
    "site",
    "release",
]


class Policy(Record):
    """What an organisation tolerates."""

    version: Literal[1] = 1
    name: str = "default"
    title: str = ""
    rules: dict[str, Verdict] = Field(default_factory=dict)
    """Verdict per rule id. It raises lesser findings and lowers reviews, never a violation."""
    licenses: LicensePolicy = LicensePolicy()
    unknown_facts: Literal["review", "violation"] = "review"
    """What a finding becomes that only misses a fact."""
    catalog_terms: Literal["note", "review"] = "note"
    """What it means that terms were judged from the catalog, no text of the repo's being at hand."""
    required_facts: tuple[FactName, ...] = ()
    """Facts the manifest must state, whether a clause turns on them or not."""
    fields: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Words of the organisation's own for fields of use, with the categories they come under."""
    custom: tuple[CustomRule, ...] = ()
