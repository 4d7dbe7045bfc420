"""The manifest's records (`licensescan.yaml`): what somebody means to do, as they wrote it.

Only shapes and units live here; reading the file with line-precise errors is ``loader``'s work.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from licensescan.records import ONE_OR_MORE, Record


class Purpose(StrEnum):
    """Why something is used."""

    COMMERCIAL = "commercial"
    INTERNAL_BUSINESS = "internal-business"
    RESEARCH = "research"
    PERSONAL = "personal"
    EDUCATION = "education"
    EVALUATION = "evaluation"


class Delivery(StrEnum):
    """How what is used reaches others."""

    INTERNAL = "internal"
    HOSTED_SERVICE = "hosted-service"
    EMBEDDED_PRODUCT = "embedded-product"
    WEIGHTS_RELEASED = "weights-released"
    OUTPUTS_PUBLISHED = "outputs-published"


class Activity(StrEnum):
    """What a step of the lineage does; the Hub's ``base_model_relation`` values where it has them."""

    TRAIN = "train"
    FINETUNE = "finetune"
    ADAPTER = "adapter"
    MERGE = "merge"
    QUANTIZED = "quantized"
    PRUNE = "prune"
    CONVERT = "convert"
    DISTILL = "distill"
    GENERATE = "generate"
    ANNOTATE = "annotate"
    EMBED = "embed"
    EVALUATE = "evaluate"
    COMBINE = "combine"


class Site(StrEnum):
    """Where a machine stands."""

    DATACENTER = "datacenter"
    COLOCATION = "colocation"
    CLOUD = "cloud"
    MARKETPLACE = "marketplace"
    OFFICE = "office"
    WORKSTATION = "workstation"
    EDGE = "edge"
    UNKNOWN = "unknown"


class Workload(StrEnum):
    """What a machine is used for."""

    INFERENCE = "inference"
    TRAINING = "training"
    BLOCKCHAIN = "blockchain"
    RENDERING = "rendering"
    DEVELOPMENT = "development"


class Money(Record):
    """A sum in one currency, written ``40_000_000 USD``."""

    amount: float = Field(ge=0, allow_inf_nan=False)
    """In units of the currency."""
    currency: str = Field(pattern="^[A-Z]{3}$")
    """ISO 4217 code."""


_MONEY = re.compile(r"\s*([0-9][0-9_,]*(?:\.[0-9]+)?)\s*([A-Z]{3})\s*")


def _money(value: Any) -> Any:
    if not isinstance(value, str):
        if isinstance(value, (int, float)):
            raise ValueError(  # noqa: TRY004
                "a sum needs its currency\nWrite it as 40_000_000 USD."
            )
        return value
    found = _MONEY.fullmatch(value)
    if not found:
        raise ValueError(
            f"{value[:60]!a} is no sum of money\n"
            "Write a number and an ISO 4217 code, such as 40_000_000 USD."
        )
    return {"amount": float(re.sub("[_,]", "", found[1])), "currency": found[2]}


def _count(value: Any) -> Any:
    if isinstance(value, (bool, str)):
        raise ValueError(  # noqa: TRY004
            f"must be a whole number, but is {str(value)[:60]!a}\n"
            "Write digits alone, such as 2_000_000, without a unit."
        )
    return value


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _date(value: Any) -> Any:
    if isinstance(value, dt.date) or (isinstance(value, str) and _DATE.fullmatch(value)):
        return value
    raise ValueError(f"must be a date, but is {str(value)[:60]!a}\nWrite the day as 2027-03-31.")


Count = Annotated[int, BeforeValidator(_count), Field(ge=0)]
"""A number of people; a bool or a text is none."""
Date = Annotated[dt.date, BeforeValidator(_date)]
"""A day, written ``2027-03-31``; a number is none."""
Sum = Annotated[Money, BeforeValidator(_money, json_schema_input_type=str | Money)]
Names = Annotated[tuple[str, ...], ONE_OR_MORE]
Name = Annotated[str, Field(min_length=1, max_length=300)]


class Organization(Record):
    """Who acts. Every fact may be left out; then clauses that turn on it are for review."""

    name: str | None = None
    principal_place_of_business: str | None = None
    """ISO 3166-1 alpha-2 code."""
    monthly_active_users: Count | None = None
    """Of the products and services concerned, affiliates included, as the clause counts them."""
    annual_revenue: Sum | None = None
    monthly_revenue: Sum | None = None
    employees: Count | None = None


class Use(Record):
    """What something is used for, and how it reaches others."""

    purpose: Purpose | None = None
    fields: tuple[str, ...] = ()
    """Fields of use: taxonomy categories or free words; what is not listed is not intended."""
    delivery: tuple[Delivery, ...] | None = None
    territories: tuple[str, ...] | None = None
    """ISO 3166-1 alpha-2 codes, EU or EEA."""


class Agreement(Record):
    """A contract of one's own that takes the place of the public licence."""

    reference: Name
    approved_by: Name
    expires: Date | None = None


class Component(Record):
    """One model, dataset, service or piece of software; exactly one of the four is named."""

    model: Name | None = None
    dataset: Name | None = None
    service: Name | None = None
    software: Name | None = None
    """May carry a version after ``@``."""
    revision: str | None = None
    as_: Name | None = None
    """The name that the rest of the manifest uses."""
    path: str | None = None
    """A folder with a card and licence files, or one .gguf or .safetensors file."""
    license: str | None = None
    """Overrides what is detected; it disagreeing with a text raises ``license-mismatch``."""
    license_file: str | None = None
    """A text to read."""
    use: Use | None = None
    task: str | None = None
    """Hub pipeline tag."""
    agreement: Agreement | None = None
    elect: str | None = None
    """Choice from a dual licence."""
    obtained: Date | None = None
    """When outputs or software were taken, where terms changed."""

    @model_validator(mode="after")
    def _names_one_thing(self) -> Component:
        named = [x for x in ("model", "dataset", "service", "software") if getattr(self, x)]
        if len(named) != 1:
            raise ValueError(
                f"a component names exactly one of model, dataset, service, software; "
                f"this one names {len(named) or 'none'}"
            )
        return self

    @property
    def kind(self) -> str:
        """Return which of the four this is."""
        return next(x for x in ("model", "dataset", "service", "software") if getattr(self, x))

    @property
    def id(self) -> str:
        """Return the id, version included where one is written."""
        return str(getattr(self, self.kind))


class Release(Record):
    """How the result of a step reaches others."""

    license: str | None = None
    to: Literal["internal", "customers", "public"]


class Step(Record):
    """What is made from what."""

    activity: Activity
    model: Names = ()
    """Generates, annotates, embeds or teaches; what is evaluated."""
    base: Names = ()
    """What is finetuned, merged, quantized … or, for distill, the student's base."""
    data: Names = ()
    produces: Name | None = None
    release: Release | None = None
    use: Use | None = None
    task: str | None = None


class HardwareItem(Record):
    """One pool of machines."""

    name: Name
    gpu: str | None = None
    instance: str | None = None
    """Cloud instance type, such as ``aws:g5.xlarge``; gives GPU and ``site: cloud``."""
    site: Site | None = None
    workload: Workload | None = None
    software: tuple[str, ...] | None = None
    """Drivers and libraries; defaults to what the GPU needs."""
    runs: tuple[str, ...] = ()
    owned: bool | None = None
    use: Use | None = None


class Waiver(Record):
    """A decision of a person that takes one finding out of the verdict until a date."""

    finding: Name
    reason: Name
    approved_by: Name
    expires: Date
    model: str | None = None
    revision: str | None = None
    sha256: str | None = None
    """Digest of the text that was read; the waiver is void when the text changes."""


class Mirror(Record):
    """A folder of repos laid out as on the Hub."""

    mirror: str


def _source(value: Any) -> Any:
    if isinstance(value, str) and value != "hub":
        raise ValueError(f"{value[:60]!a} is no source\nWrite hub, or mirror: FOLDER.")
    return value


Source = Annotated[Mirror | Literal["hub"], BeforeValidator(_source)]


class Manifest(Record):
    """What an organisation means to do with which models, data, software and machines."""

    version: Literal[1] = 1
    organization: Organization = Organization()
    use: Use = Use()
    components: tuple[Component, ...] = ()
    lineage: tuple[Step, ...] = ()
    hardware: tuple[HardwareItem, ...] = ()
    policy: str | None = None
    sources: tuple[Source, ...] = ("hub",)
    waivers: tuple[Waiver, ...] | str = ()
    """Waivers, or the name of a file that holds them."""
