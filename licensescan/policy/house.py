"""The organisation's own rules: lists of licences, facts that must be stated, custom rules.

In: the ground and its policy. Out: rulings of the rule ``policy``. What licences demand is judged
elsewhere; this only adds to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from licensescan.licenses.names import bare, resolve
from licensescan.plan.territories import members
from licensescan.plan.values import Act
from licensescan.policy.ground import NO_TERMS, Ground, TermsIndex
from licensescan.policy.offer import carries
from licensescan.policy.records import CustomRule, Policy, When
from licensescan.policy.rules.params import flag
from licensescan.policy.ruling import Ruling, listed
from licensescan.policy.rulings import Ruled, under_agreement
from licensescan.policy.values import Verdict

_OF = {
    "share-alike": ("share-alike",),
    "non-commercial": ("non-commercial", "commercial-license-required"),
    "no-derivatives": ("no-derivatives",),
    "use-restricted": (
        "use-restriction",
        "acceptable-use-policy",
        "no-training-other-models",
        "no-competing-use",
    ),
    "scale-limited": ("scale-threshold",),
    "evaluation-only": ("no-production-use",),
}
"""Category of a policy's lists → clause types, one of which is enough."""
_VERDICTS = {"allow": None, "review": Verdict.REVIEW, "deny": Verdict.VIOLATION}


def categories_of(terms: TermsIndex) -> frozenset[str]:
    """Return the categories that a licence comes under, by what its clauses do."""
    if terms.license is None and not terms.clauses:
        return frozenset({"unknown"})
    found = {name for name, types in _OF.items() if terms.has(*types)}
    copyleft = ("share-alike", "disclose-source")
    if any(flag(one, "network") for kind in copyleft for one in terms.clauses.get(kind, ())):
        found.add("network-copyleft")
    return frozenset(found or {"permissive"})


def matches(entry: str, terms: TermsIndex) -> bool:
    """Return whether an entry of a list means these terms."""
    if entry.startswith("category:"):
        return entry.removeprefix("category:").strip() in categories_of(terms)
    if terms.license is None:
        return False
    parts = terms.license.split(" AND ")
    if any(mark in entry for mark in "*?["):
        pattern = entry.casefold()
        return any(fnmatchcase(part.casefold(), pattern) for part in parts)
    if " " in entry.strip():
        return carries(entry, terms.license).yes and carries(terms.license, entry).yes
    wanted = bare(resolve(entry).id or entry).casefold()
    return any(bare(part).casefold() == wanted for part in parts)


def rule_on_house(ground: Ground) -> Iterator[Ruled]:
    """Yield what the organisation's own policy says."""
    yield from _lists(ground)
    yield from _facts(ground)
    for rule in ground.policy.custom:
        yield from _custom(ground, rule)


def _lists(ground: Ground) -> Iterator[Ruled]:
    lists = ground.policy.licenses
    if not (lists.allow or lists.review or lists.deny) and lists.otherwise == "allow":
        return
    touched = {act.asset for act in ground.plan.acts if act.ours}
    for name in sorted(touched):
        asset = ground.asset(name)
        if asset is None or under_agreement(ground, name):
            continue
        terms = ground.index.get(name, NO_TERMS)
        verdict, why = _listed_as(ground.policy, terms)
        if verdict is None:
            continue
        shown = terms.license or "an unknown licence"
        ruling = Ruling(
            "policy",
            verdict,
            explanation=f"{name} is under {shown}, which {why}.",
            reading=f"Policy {ground.policy.name}: lists of licences.",
            facts={"license": shown},
        )
        yield Ruled(ruling, name, name, (asset.alias,), asset.line)


def _listed_as(policy: Policy, terms: TermsIndex) -> tuple[Verdict | None, str]:
    lists = policy.licenses
    for entries, verdict, word in (
        (lists.deny, Verdict.VIOLATION, "denies"),
        (lists.review, Verdict.REVIEW, "puts up for review"),
        (lists.allow, None, "allows"),
    ):
        for entry in entries:
            if matches(entry, terms):
                return verdict, f"the policy {policy.name} {word} ({entry})"
    return _VERDICTS[lists.otherwise], f"is on no list of the policy {policy.name}"


def _facts(ground: Ground) -> Iterator[Ruled]:
    lacking = [fact for fact in ground.policy.required_facts if _lacks(ground, fact)]
    if lacking:
        ruling = Ruling(
            "policy",
            Verdict.REVIEW,
            explanation=f"The policy {ground.policy.name} asks that the manifest states "
            f"{listed(lacking)}.",
            reading=f"Policy {ground.policy.name}: required facts.",
            missing=tuple(lacking),
            category="required-facts",
        )
        yield Ruled(ruling, ground.plan.manifest, ground.plan.manifest, (), 1)


def _lacks(ground: Ground, fact: str) -> bool:
    name = fact.replace("-", "_")
    match fact:
        case "purpose" | "delivery" | "territories":
            return any(getattr(a.use, name) is None for a in ground.plan.acts if a.ours)
        case "site":
            return any(machine.site in (None, "unknown") for machine in ground.plan.machines)
        case "release":
            made = [asset for asset in ground.plan.assets.values() if asset.ours]
            return any(asset.release is None for asset in made)
        case _:
            return getattr(ground.plan.organization, name) is None


def _custom(ground: Ground, rule: CustomRule) -> Iterator[Ruled]:
    for act in ground.plan.acts:
        terms = ground.index.get(act.asset, NO_TERMS)
        if act.ours and _fits(rule.when, act, terms, ground):
            ruling = Ruling(
                "policy",
                rule.verdict,
                tuple(one for kind in rule.when.clause for one in terms.clauses.get(kind, ())),
                rule.says,
                f"Policy {ground.policy.name}: rule {rule.id}.",
                category=rule.id,
            )
            yield Ruled(ruling, act.subject, act.asset, act.path, act.line)


def _fits(when: When, act: Act, terms: TermsIndex, ground: Ground) -> bool:
    """Return whether every field that the rule gives fits the act."""
    asset = ground.asset(act.asset)
    use, machine, release = act.use, act.machine, act.release
    return all(
        (
            not when.kind or (asset is not None and asset.kind.value in when.kind),
            not when.activity or act.activity in when.activity,
            not when.asset or any(fnmatchcase(act.asset, one) for one in when.asset),
            not when.purpose or use.purpose in when.purpose,
            _meet(when.delivery, use.delivery),
            _meet(when.fields, use.fields),
            _meet(_countries(when.territories), _countries(use.territories or ())),
            not when.release_to or (release is not None and release.to in when.release_to),
            not when.site or (machine is not None and machine.site in when.site),
            not when.workload or (machine is not None and machine.workload in when.workload),
            not when.license or any(matches(one, terms) for one in when.license),
            not when.clause or terms.has(*when.clause),
            not when.no_clause or not terms.has(*when.no_clause),
        )
    )


def _meet(wanted: Iterable[str], given: Iterable[str] | None) -> bool:
    asked = set(wanted)
    return not asked or bool(asked & set(given or ()))


def _countries(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(country for code in codes for country in members(code))
