"""Terms on machines: no-datacenter and hardware-restriction.

In: the act of running something on a machine. Out: rulings. Names of hardware are matched by the
words of the GPU's name and product line, never by a list in here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from licensescan.licenses.known import names_of
from licensescan.licenses.values import SourcedClause
from licensescan.plan.hardware import product_line, vendor_of
from licensescan.plan.manifest import Site
from licensescan.plan.values import Machine
from licensescan.policy.rules.params import flag, words
from licensescan.policy.ruling import SOURCE, SUBJECT, Ruling, listed, weigh
from licensescan.policy.situation import Situation
from licensescan.policy.truth import (
    NO,
    Answer,
    Truth,
    all_of,
    any_of,
    known,
    missing,
    negated,
    unclear,
)
from licensescan.resources import load_yaml

_RACKS = (Site.DATACENTER, Site.COLOCATION, Site.CLOUD)
"""Colocation and cloud count as datacenters (INTERFACES, section 1)."""
_WORD = re.compile(r"[a-z0-9]+")
_OTHERS = re.compile(r"\bnon[- ]", re.IGNORECASE)
_OWN = re.compile(r"\bowns?\b|\bowned\b", re.IGNORECASE)


@cache
def _generic() -> frozenset[str]:
    return frozenset(load_yaml("knowledge/hardware-words.yaml")["generic"])


def no_datacenter(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``no-datacenter`` on the machine that the act concerns."""
    machine = sit.machine
    if machine is None:
        return
    for sourced in clauses:
        meant = _meant(sit, sourced, machine)
        racked = _racked(machine, sourced)
        if meant.no or racked.no:
            continue
        ruling = weigh(
            "no-datacenter",
            all_of(meant, racked),
            (sourced,),
            broken=f"{machine.name} stands in a datacenter (site: {machine.site}), and "
            f"{SOURCE} is not licensed for deployment there.",
            open_=f"{SOURCE} is not licensed for datacenters, and {machine.name} may stand in one",
            reading="Deployment in a datacenter is outside the licence; colocation and cloud are "
            "datacenters.",
        )
        if ruling:
            yield ruling


def _racked(machine: Machine, sourced: SourcedClause) -> Answer:
    """Return whether the machine stands in a datacenter for a workload that is not excepted."""
    exceptions = words(sourced, "exceptions")
    if machine.workload is not None and _excepted(machine.workload, exceptions):
        return NO
    site = _site(machine)
    if site.no or not exceptions or machine.workload is not None or machine.runs:
        return site
    return all_of(site, missing("workload"))


def _site(machine: Machine) -> Answer:
    match machine.site:
        case None | Site.UNKNOWN:
            return missing("site")
        case Site.MARKETPLACE:
            doubt = "rented machines stand in homes and in datacenters"
            return Answer(Truth.UNKNOWN, {"site": "marketplace"}, ("site",), doubt)
        case site:
            return known(site in _RACKS, site=str(site))


def _excepted(workload: str, exceptions: Iterable[str]) -> bool:
    """Return whether an exception, as written, names the workload.

    >>> _excepted("blockchain", ["blockchain processing"])
    True
    """
    return any(workload in exception.casefold() for exception in exceptions)


def _meant(sit: Situation, sourced: SourcedClause, machine: Machine) -> Answer:
    """Return whether the clause means this machine's hardware.

    A clause that names none stands for the hardware that its own section names.
    """
    names = words(sourced, "hardware") or _same_section(sit, sourced)
    return _is_of(machine, names) if names else known(True)


def _same_section(sit: Situation, sourced: SourcedClause) -> tuple[str, ...]:
    section = sourced.clause.section
    return tuple(
        name
        for other in sit.terms.clauses.get("hardware-restriction", ())
        if section and other.clause.section == section and other.document == sourced.document
        for name in words(other, "hardware")
    )


def _is_of(machine: Machine, names: Iterable[str]) -> Answer:
    """Return whether the machine's hardware is one of these, as written."""
    own = _own_words(machine)
    wanted = {word for name in names for word in _WORD.findall(name.casefold())} - _generic()
    if not wanted:
        return unclear("the hardware that the terms mean is not named")
    if own & wanted:
        return known(True, gpu=machine.gpu or "")
    return known(False, gpu=machine.gpu or "") if machine.line_of_products else missing("gpu")


def _own_words(machine: Machine) -> frozenset[str]:
    """Return the words that a machine's GPU goes by: its name, product line and vendor."""
    line = machine.line_of_products
    text = f"{machine.gpu or ''} {line or ''} {vendor_of(line) if line else ''}"
    return frozenset(_WORD.findall(text.casefold()))


def _for_other_product(sit: Situation, sourced: SourcedClause) -> bool:
    """Whether the clause speaks of a sister product in terms that several products share.

    The driver that comes with one product line is not bound to the line that the clause names.
    """
    machine = sit.machine
    line = product_line(machine.gpu) if machine else None
    if line is None or names_of(sit.act.asset).isdisjoint(line.software):
        return False
    named = {found.id for name in words(sourced, "hardware") if (found := product_line(name))}
    vendor = vendor_of(line.id)
    return bool(named) and line.id not in named and all(vendor_of(x) == vendor for x in named)


def hardware_restriction(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``hardware-restriction``: only on, or not on, hardware as the clause names it."""
    machine = sit.machine
    if machine is not None and not sit.act.ours:
        return  # the driver on a rented machine is its host's act
    if machine is None and (not sit.uses or sit.act.subject in sit.ground.machines):
        return
    where = machine.name if machine else SUBJECT
    for sourced in clauses:
        if _for_other_product(sit, sourced):
            continue
        named = listed(words(sourced, "hardware"), "or") or "not named"
        answer = _off(sourced, machine) if machine else missing("hardware")
        if machine and answer.yes and (wider := _covered(sourced, clauses, machine)):
            answer = unclear(f"they also license it for {wider}", **answer.facts)
        ruling = weigh(
            "hardware-restriction",
            answer,
            (sourced,),
            broken=f"{SOURCE} is licensed for certain hardware ({named}); {where} is outside that.",
            open_=f"{SOURCE} is licensed for certain hardware ({named}), and whether "
            f"{where} is within that is open",
            reading="Use on other hardware, or on hardware that is not owned where that is asked, "
            "is outside the licence.",
        )
        if ruling:
            yield ruling


def _covered(narrow: SourcedClause, clauses: tuple[SourcedClause, ...], machine: Machine) -> str:
    """Return the hardware that another clause of the same text licenses it for, the machine included.

    Two such clauses cannot both hold for every use: the narrow one is about something special.
    """
    if flag(narrow, "forbidden"):
        return ""
    wider = (
        words(other, "hardware")
        for other in clauses
        if other is not narrow and other.document == narrow.document and _allows(other, machine)
    )
    return next((listed(names, "or") for names in wider), "")


def _allows(sourced: SourcedClause, machine: Machine) -> bool:
    """Whether a clause that names what it is licensed for names the machine's hardware."""
    names = words(sourced, "hardware")
    if flag(sourced, "forbidden") or any(_OTHERS.search(name) for name in names):
        return False
    return _is_of(machine, names).yes and _not_owned(sourced, machine).no


def _off(sourced: SourcedClause, machine: Machine) -> Answer:
    """Return whether the machine is outside what the clause allows."""
    names = words(sourced, "hardware")
    named = _is_of(machine, names)
    # To forbid what is not a maker's is to allow that maker's alone.
    forbidden = flag(sourced, "forbidden") and not any(_OTHERS.search(name) for name in names)
    outside = named if forbidden else negated(named)
    return any_of(outside, _not_owned(sourced, machine))


def _not_owned(sourced: SourcedClause, machine: Machine) -> Answer:
    asked = flag(sourced, "owned")
    if asked is None:
        asked = any(_OWN.search(name) for name in words(sourced, "hardware"))
    if not asked:
        return NO
    if machine.owned is None:
        return missing("owned")
    return known(not machine.owned, owned=str(machine.owned).lower())
