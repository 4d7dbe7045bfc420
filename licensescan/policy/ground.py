"""What stays the same while one plan is judged: the lineage, the indexed terms, the machines.

In: the plan and the terms of its assets. Out: look-ups that a rule needs, each made once, so that
judging grows with the number of acts alone. It concludes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from licensescan.licenses.catalog import catalog
from licensescan.licenses.values import Alternative, SourcedClause, SourcedUnread, Terms
from licensescan.plan.manifest import Use
from licensescan.plan.values import Act, Asset, Derivation, Link, Machine, Plan
from licensescan.policy.records import Policy

COPYLEFT = frozenset({"Copyleft", "Copyleft Limited"})
_FREE = COPYLEFT | {"Permissive", "Public Domain"}
"""Categories of the ScanCode LicenseDB whose licences are free."""
_FREE_RIGHTS = frozenset({"use", "reproduce", "modify", "distribute"})


def _sorts(expression: str | None) -> frozenset[str]:
    """Return the catalog's categories of all licences in an expression; empty if one is unknown."""
    rows = [catalog().get(part.split(" WITH ")[0]) for part in (expression or "").split(" AND ")]
    return frozenset(row.category if row else "" for row in rows) if all(rows) else frozenset()


@dataclass(frozen=True, slots=True)
class TermsIndex:
    """The clauses of one asset under one choice of licence, by type.

    Attributes:
        asset: Id of the asset they bind for.
        license: Expression of this choice; None if unknown.
        clauses: By clause type, in the order of documents and text.
        unread: Provisions that were not understood.
        rights: Every right that any of its grants names.
        texts: Digests of the texts that the clauses were read from.
        free: Whether the catalog sorts every licence in it as free (permissive, public domain,
            copyleft): such a licence grants use, copies, changes and distribution by what it is
            (Open Source Definition, 1 and 3; Free Cultural Works), however its grants are read.
        sorts: The catalog's categories of the licences in it; empty where one is not known.
    """

    asset: str
    license: str | None
    clauses: Mapping[str, tuple[SourcedClause, ...]]
    unread: tuple[SourcedUnread, ...] = ()
    rights: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    free: bool = False
    sorts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, asset: str, alternative: Alternative) -> TermsIndex:
        """Index the clauses of one alternative."""
        by_type: defaultdict[str, list[SourcedClause]] = defaultdict(list)
        for sourced in alternative.clauses:
            by_type[sourced.clause.type].append(sourced)
        grants = by_type.get("grant", ())
        rights = {r for one in grants for r in one.clause.params.get("rights") or ()}
        sorts = _sorts(alternative.license)
        free = bool(sorts) and sorts <= _FREE
        return cls(
            asset,
            alternative.license,
            {kind: tuple(found) for kind, found in by_type.items()},
            alternative.unread,
            frozenset(rights | _FREE_RIGHTS if free else rights),
            frozenset(one.sha256 for one in alternative.clauses if one.sha256),
            free,
            sorts,
        )

    def has(self, *types: str) -> bool:
        """Whether any clause of these types is among the terms."""
        return not self.clauses.keys().isdisjoint(types)


NO_TERMS = TermsIndex("", None, {})


@dataclass(frozen=True, slots=True)
class Ground:
    """One plan, ready to be judged.

    Attributes:
        plan: The plan.
        terms: As given, by asset id.
        index: The terms under the alternative that is looked at, by asset id.
        policy: What the organisation tolerates.
        today: The day that agreements and waivers are counted from.
        parents: Derivations by the id of their result.
        children: Derivations by the id of their source.
        machines: Machines by the id of an asset that runs on them, drivers and libraries included.
        used: What each asset is used for by us, as it is, by its id.
        near: Ids of assets that our plan uses, makes something of, or trains on.
    """

    plan: Plan
    terms: Mapping[str, Terms]
    index: Mapping[str, TermsIndex]
    policy: Policy
    today: dt.date
    parents: Mapping[str, tuple[Derivation, ...]]
    children: Mapping[str, tuple[Derivation, ...]]
    machines: Mapping[str, tuple[Machine, ...]]
    used: Mapping[str, frozenset[Use]]
    near: frozenset[str]
    _roots: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan, terms: Mapping[str, Terms], policy: Policy, today: dt.date) -> Ground:
        """Make the look-ups of a plan; every asset stands under its first alternative."""
        parents: defaultdict[str, list[Derivation]] = defaultdict(list)
        children: defaultdict[str, list[Derivation]] = defaultdict(list)
        for derivation in plan.derivations:
            parents[derivation.result].append(derivation)
            children[derivation.source].append(derivation)
        machines: defaultdict[str, list[Machine]] = defaultdict(list)
        for machine in plan.machines:
            for asset in (*machine.software, *machine.runs):
                machines[asset].append(machine)
        return cls(
            plan,
            terms,
            {name: TermsIndex.of(name, one.alternatives[0]) for name, one in terms.items()},
            policy,
            today,
            {name: tuple(found) for name, found in parents.items()},
            {name: tuple(found) for name, found in children.items()},
            {name: tuple(found) for name, found in machines.items()},
            _uses(plan),
            frozenset(act.asset for act in plan.acts if _is_near(act)),
        )

    def asset(self, name: str) -> Asset | None:
        """Return an asset by its id; None for a machine's name."""
        return self.plan.assets.get(name)

    def made_of(self, asset: str) -> frozenset[str]:
        """Return an asset and everything whose materials went into it, however far up.

        Cycles that cards state on the Hub are walked once.
        """
        if asset not in self._roots:
            seen: set[str] = set()
            waiting = [asset]
            while waiting:
                name = waiting.pop()
                if name not in seen:
                    seen.add(name)
                    waiting.extend(
                        one.source
                        for one in self.parents.get(name, ())
                        if one.link is Link.MATERIALS
                    )
            self._roots[asset] = frozenset(seen)
        return self._roots[asset]

    def task(self, asset: str) -> str | None:
        """Return the pipeline tag of an asset; None if it is unknown."""
        found = self.plan.assets.get(asset)
        return found.task if found else None


def acts_by_asset(plan: Plan) -> dict[str, list[Act]]:
    """Return the acts on each asset, in the order of the plan."""
    acts: defaultdict[str, list[Act]] = defaultdict(list)
    for act in plan.acts:
        acts[act.asset].append(act)
    return acts


def _is_near(act: Act) -> bool:
    """Whether our own plan does something with the asset, beyond what third parties did."""
    if not act.ours or not act.outputs_ours:
        return False
    return act.aspect == "outputs" or act.derived or not act.trained or act.activity == "train"


def _uses(plan: Plan) -> dict[str, frozenset[Use]]:
    uses: defaultdict[str, set[Use]] = defaultdict(set)
    for act in plan.acts:
        if act.ours and act.activity == "use" and act.asset == act.subject:
            uses[act.asset].add(act.use)
    return {asset: frozenset(found) for asset, found in uses.items()}
