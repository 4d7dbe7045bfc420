"""What would clear a finding, found by judging the changed plan again.

In: the ground and its findings. Out: the findings with remedies. A change is tried on the acts it
touches alone; it is kept when the finding is gone and no other open one stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from licensescan.documents.values import Kind
from licensescan.plan.manifest import Release, Site
from licensescan.plan.values import Act, Asset, Machine
from licensescan.policy.ground import Ground
from licensescan.policy.other_gpus import on_other_gpus
from licensescan.policy.ruling import listed
from licensescan.policy.rulings import rule_on
from licensescan.policy.values import OPEN, Finding, Verdict

_MOST = 5


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done otherwise.

    Attributes:
        says: What to do, one sentence.
        acts: The acts under the change, in place of those that the finding is about.
        ground: The ground under the change.
    """

    says: str
    acts: tuple[Act, ...]
    ground: Ground


def with_remedies(ground: Ground, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with what would clear each open one."""
    acts: dict[tuple[str, str], list[Act]] = {}
    for act in ground.plan.acts:
        acts.setdefault((act.asset, act.subject), []).append(act)
    return [
        finding.model_copy(update={"remedies": _remedies(ground, finding, acts)})
        if finding.verdict in OPEN
        else finding
        for finding in findings
    ]


def _remedies(
    ground: Ground, finding: Finding, acts: dict[tuple[str, str], list[Act]]
) -> tuple[str, ...]:
    found: list[str] = []
    if finding.missing_facts:
        found.append(f"State {listed(finding.missing_facts)} in the manifest.")
    concerned = tuple(acts.get((finding.from_, finding.subject), ()))
    for change in _changes(ground, finding, concerned):
        if len(found) < _MOST and change.says not in found and _clears(change, finding):
            found.append(change.says)
    return (*found, *_by_people(finding))


def _clears(change: Change, finding: Finding) -> bool:
    """Whether the finding is gone, and nothing that is forbidden has come up in its place."""
    for act in change.acts:
        terms = change.ground.index.get(act.asset)
        if terms is None:
            return False
        for ruled in rule_on(act, terms, change.ground):
            ruling = ruled.ruling
            if ruling.verdict in OPEN and ruling.rule == finding.rule:
                return False
            if ruling.verdict is Verdict.VIOLATION and act.asset != finding.from_:
                return False
    return True


def _by_people(finding: Finding) -> Iterator[str]:
    match finding.rule:
        case "license-unknown":
            yield f"Have a person read the terms of {finding.from_}; name the text as `license-file`."
        case "license-mismatch":
            yield f"Ask the publisher of {finding.from_} which holds, and waive this with the answer."
        case "lineage-undisclosed":
            yield f"Ask the publisher of {finding.from_} what it was trained on."
        case "policy":
            yield "Ask the owner of the policy, and record the decision as a waiver."
        case _:
            yield (
                f"Get permission in writing from the licensor of {finding.from_} and record it as "
                "`agreement`."
            )


def _changes(ground: Ground, finding: Finding, acts: tuple[Act, ...]) -> Iterator[Change]:
    if not acts:
        return
    if any(act.machine for act in acts):
        yield from _machines(ground, acts)
    yield from _names(ground, finding, acts)
    yield from _releases(ground, finding, acts)
    yield from _bases(ground, acts)
    yield from _sources(ground, finding, acts)


def _machines(ground: Ground, acts: tuple[Act, ...]) -> Iterator[Change]:
    """Yield the same work on another machine of this plan, other GPUs, and at another site."""
    for act in acts:
        machine = act.machine
        if machine is None:
            continue
        for other in ground.plan.machines:
            if other.name != machine.name and act.asset not in other.software:
                there = tuple(x for x in ground.plan.acts if x.machine and x.subject == other.name)
                says = f"Run it on {other.name} ({other.gpu or 'its GPU'}) instead."
                yield Change(says, there, ground)
        for name, moved_act, terms in on_other_gpus(act):
            index = {**ground.index, moved_act.asset: terms}
            says = f"Use {name} GPUs instead; the terms of {moved_act.asset} allow it."
            yield Change(says, (moved_act,), replace(ground, index=index))
        for site in (Site.OFFICE, Site.WORKSTATION):
            moved: Machine = replace(machine, site=site.value, owned=True)
            yield Change(
                f"Run {machine.name} on machines of your own in an office or at a desk.",
                (replace(act, machine=moved),),
                ground,
            )


def _names(ground: Ground, finding: Finding, acts: tuple[Act, ...]) -> Iterator[Change]:
    if finding.rule != "naming-requirement":
        return
    owner, _, name = finding.subject.rpartition("/")
    for cited in finding.clauses:
        text = str(cited.params.get("text") or "").strip("“”\"' ")
        if not text:
            continue
        plain = (
            name.replace(text, "").strip("-_. ")
            if cited.params.get("position") == "forbidden"
            else f"{text}-{name}"
        )
        new = f"{owner}/{plain}" if owner else plain
        yield Change(
            f"Name it {new}.", _renamed(acts, new), _with_asset(ground, finding.subject, new)
        )


def _renamed(acts: tuple[Act, ...], new: str) -> tuple[Act, ...]:
    return tuple(replace(act, subject=new, path=(*act.path[:-1], new)) for act in acts)


def _with_asset(ground: Ground, old: str, new: str) -> Ground:
    asset: Asset | None = ground.asset(old)
    if asset is None:
        return ground
    assets = {**ground.plan.assets, new: replace(asset, id=new, alias=new)}
    return replace(ground, plan=replace(ground.plan, assets=assets))


def _releases(ground: Ground, finding: Finding, acts: tuple[Act, ...]) -> Iterator[Change]:
    subject = ground.asset(finding.subject)
    if subject is None or not subject.ours:
        return
    for act in acts:
        terms = ground.index.get(act.asset)
        to = act.release.to if act.release else "public"
        if terms and terms.license:
            release = Release(license=terms.license, to=to)
            yield Change(
                f"Release {finding.subject} under {terms.license}.",
                tuple(replace(one, release=release) for one in acts),
                ground,
            )
    inside = Release(to="internal")
    use = acts[0].use.model_copy(update={"delivery": ("internal",)})
    yield Change(
        f"Keep {finding.subject} inside the organisation.",
        tuple(replace(one, release=inside, use=use) for one in acts),
        ground,
    )


def _bases(ground: Ground, acts: tuple[Act, ...]) -> Iterator[Change]:
    """Yield the same training on another base of this plan."""
    for act in acts:
        if act.aspect != "outputs" or not act.trained:
            continue
        for name, asset in ground.plan.assets.items():
            if asset.kind is not Kind.MODEL or asset.ours or name not in ground.used:
                continue
            roots = {**ground._roots, act.subject: ground.made_of(name) | {act.subject}}
            yield Change(f"Use {name} as the base instead.", (act,), replace(ground, _roots=roots))


def _sources(ground: Ground, finding: Finding, acts: tuple[Act, ...]) -> Iterator[Change]:
    """Yield the same outputs from another model of this plan, under all terms that it carries."""
    if not any(act.aspect == "outputs" and act.trained for act in acts):
        return
    for name, asset in ground.plan.assets.items():
        usable = asset.kind in (Kind.MODEL, Kind.SERVICE) and not asset.ours
        if not usable or name == finding.from_ or finding.from_ in ground.made_of(name):
            continue
        if name in ground.index and ground.index[name].clauses:
            yield Change(
                f"Take the outputs from {name} instead of {finding.from_}.",
                tuple(
                    replace(act, asset=part)
                    for act in acts
                    for part in sorted(ground.made_of(name))
                ),
                ground,
            )
