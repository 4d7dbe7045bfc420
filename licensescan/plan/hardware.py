"""Machines: which product line a GPU is of, where an instance stands, which software terms come along.

In: the manifest's machines. Out: `Machine`s. Names are read by structural rules in
``knowledge/gpus.yaml`` and ``knowledge/instances.yaml``; what no rule reads has no product line,
and what a manifest does not say stays unknown. It judges nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from licensescan.plan.manifest import HardwareItem, Site
from licensescan.plan.values import Machine
from licensescan.resources import load_yaml

if TYPE_CHECKING:
    from licensescan.plan.loader import LoadedManifest

_MAX_NAME = 200
_SEPARATORS = re.compile(r"[\s_/,;:()\[\]™®-]+")
_COUNT = re.compile(
    r"(?<![a-z0-9])\d{1,3}(?:[x×*]\s*|\s+[x×*]\s+)(?=[a-z]|[1-5][0-9]{3}(?![0-9]))"
    r"|\s+[x×*]\s*\d{1,3}\s*$"
)
"""``8x``, ``8 x`` before a name, ``x8`` after it."""
_OWNED = (Site.OFFICE, Site.WORKSTATION)


@dataclass(frozen=True, slots=True)
class ProductLine:
    """Machines that share their terms.

    Attributes:
        id: geforce, nvidia-data-center, …
        software: Ids of drivers and libraries whose terms come with it; empty where none are known.
    """

    id: str
    software: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Instance:
    """What a cloud or marketplace instance type is.

    Attributes:
        gpu: Name of its GPU; ``none`` where it has none, None if unknown.
        site: cloud, marketplace or datacenter; None where the provider is unknown.
    """

    gpu: str | None
    site: str | None


@cache
def gpu_table() -> dict[str, Any]:
    """Return what is known of GPUs: product lines, and the rules that read their names."""
    table: dict[str, Any] = load_yaml("knowledge/gpus.yaml")
    return table


@cache
def _instances() -> dict[str, Any]:
    table: dict[str, Any] = load_yaml("knowledge/instances.yaml")
    return table


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rule["pattern"]), rule["line"]) for rule in gpu_table()["rules"])


def plain_gpu_name(written: str) -> str:
    """Return a GPU's name as the rules read it: lower case, one space between words.

    What labels and tools put around a name (a Kubernetes key, a bus id, a count) is dropped.

    >>> plain_gpu_name("nvidia.com/gpu.product: NVIDIA-GeForce-RTX-4090")
    'nvidia geforce rtx 4090'
    >>> plain_gpu_name("8 x NVIDIA A100-SXM4-80GB")
    'nvidia a100 sxm4 80gb'
    """
    text = written[:_MAX_NAME].lower()
    text = re.sub(r"^\s*[\w.-]{1,60}/gpu[\w.-]{0,30}\s*[:=]\s*", "", text)
    text = re.sub(r"^\s*gpu\s*\d*\s*:\s*", "", text)
    text = _COUNT.sub(" ", text)
    return _SEPARATORS.sub(" ", text).strip()


def product_line(gpu: str | None) -> ProductLine | None:
    """Return the product line of a GPU by its name; None when no rule reads it."""
    if not gpu:
        return None
    name = plain_gpu_name(gpu)
    for pattern, line in _rules():
        if pattern.search(name):
            return ProductLine(line, tuple(gpu_table()["lines"][line].get("software", ())))
    return None


def vendor_of(line: str) -> str:
    """Return the maker of a product line (nvidia, amd, …).

    Raises:
        KeyError: There is no such line.
    """
    return str(gpu_table()["lines"][line]["vendor"])


def instance(written: str) -> Instance:
    """Return what an instance type is; all unknown when neither provider nor type is known.

    >>> instance("aws:g5.xlarge")
    Instance(gpu='NVIDIA A10G', site='cloud')
    """
    named, colon, kind = written.strip().lower()[:_MAX_NAME].partition(":")
    providers = _instances()["providers"]
    if not colon:
        found = (_typed(row, named) for row in providers.values())
        return next((one for one in found if one), Instance(None, None))
    provider = providers.get(_instances()["also"].get(named.strip(), named.strip()))
    if provider is None:
        return Instance(None, None)
    kind = kind.strip()
    return _typed(provider, kind) or Instance(_gpu_in(kind), provider["site"])


def _typed(provider: dict[str, Any], kind: str) -> Instance | None:
    """Return what a provider's table says of a type; None when no row reads it."""
    for row in provider["types"]:
        if found := re.match(row["pattern"], kind):
            rest = row["gpu"] == "rest"
            gpu = _gpu_in(kind[found.end() :]) if rest else row["gpu"]
            return Instance(gpu, row.get("site", provider["site"]))
    return None


def _gpu_in(kind: str) -> str | None:
    """Return an instance type that is itself the name of a GPU, as marketplaces write it."""
    return kind.strip() if product_line(kind) else None


def machine_of(item: HardwareItem, index: int, loaded: LoadedManifest) -> Machine:
    """Return a machine with what its GPU and instance type tell filled in."""
    known = instance(item.instance) if item.instance else Instance(None, None)
    gpu = item.gpu or known.gpu
    line = product_line(gpu)
    site = None if item.site in (None, Site.UNKNOWN) else item.site
    where = site.value if site else known.site
    given = item.software
    software = given if given is not None else line.software if line else ()
    owned = item.owned
    if owned is None and site in _OWNED:
        owned = True
    return Machine(
        name=item.name,
        gpu=gpu or None,
        line_of_products=line.id if line else None,
        site=where,
        workload=item.workload.value if item.workload else None,
        software=tuple(dict.fromkeys(loaded.names.id_of(name) for name in software)),
        runs=tuple(dict.fromkeys(loaded.names.id_of(name) for name in item.runs)),
        owned=owned,
        line=loaded.line_of(("hardware", index)),
        item=item,
    )
