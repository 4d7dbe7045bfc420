"""From rulings to findings: one per rule, subject, source and category, with all its clauses.

In: rulings with their place. Out: findings, worst first, then by id. The worst ruling gives the
verdict, the sentence and the chain; those that weigh as much add their missing facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from licensescan.licenses.values import SourcedClause
from licensescan.policy.records import Policy
from licensescan.policy.rulings import Ruled
from licensescan.policy.values import CitedClause, Finding, Verdict

RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}
_SENTENCES = 3


def finding_id(rule: str, subject: str, source: str, category: str) -> str:
    """Return a finding's id (INTERFACES, section 3).

    >>> finding_id("use-restriction", "acme/m", "base/m", "military")
    'use-restriction:acme/m@base/m#military'
    """
    origin = f"@{source}" if source != subject else ""
    return f"{rule}:{subject}{origin}{f'#{category}' if category else ''}"


def findings_of(ruled: Iterable[Ruled], policy: Policy) -> list[Finding]:
    """Merge rulings into findings under a policy's severities."""
    groups: defaultdict[tuple[str, str, str, str], list[Ruled]] = defaultdict(list)
    for one in ruled:
        ruling = one.ruling
        groups[ruling.rule, one.subject, one.source, ruling.category].append(one)
    citations: dict[int, CitedClause] = {}
    found = [_merged(group, policy, citations) for group in groups.values()]
    return sorted(found, key=lambda finding: (RANK[finding.verdict], finding.id))


def _merged(group: Sequence[Ruled], policy: Policy, citations: dict[int, CitedClause]) -> Finding:
    best = min(RANK[one.ruling.verdict] for one in group)
    worst = sorted(
        (one for one in group if RANK[one.ruling.verdict] == best),
        key=lambda one: (len(one.path), one.path, one.ruling.explanation),
    )
    first = worst[0]
    rule, category = first.ruling.rule, first.ruling.category
    missing = dict.fromkeys(name for one in worst for name in one.ruling.missing)
    sentences = dict.fromkeys(one.ruling.explanation for one in worst)
    clauses = {id(x): x for one in (*worst, *group) for x in one.ruling.clauses}
    return Finding.model_construct(
        id=finding_id(rule, first.subject, first.source, category),
        rule=rule,
        verdict=_severity(first.ruling.verdict, rule, bool(missing), policy),
        subject=first.subject,
        from_=first.source,
        path=first.path,
        line=min((one.line for one in worst if one.line), default=0),
        clauses=tuple(_cited(x, citations) for x in _in_order(clauses.values())),
        explanation=" ".join(list(sentences)[:_SENTENCES]),
        reading=first.ruling.reading,
        facts={name: value for one in reversed(worst) for name, value in one.ruling.facts.items()},
        missing_facts=tuple(sorted(missing)),
        remedies=(),
        waived=False,
        waiver="",
    )


def _severity(verdict: Verdict, rule: str, lacks_facts: bool, policy: Policy) -> Verdict:
    if verdict is Verdict.VIOLATION:
        return verdict
    if verdict is Verdict.REVIEW and lacks_facts and policy.unknown_facts == "violation":
        return Verdict.VIOLATION
    return policy.rules.get(rule, verdict)


def _in_order(clauses: Iterable[SourcedClause]) -> list[SourcedClause]:
    return sorted(
        clauses, key=lambda x: (x.document, x.clause.start, x.clause.section, x.clause.type)
    )


def _cited(sourced: SourcedClause, citations: dict[int, CitedClause]) -> CitedClause:
    known = citations.get(id(sourced))
    if known is None:
        clause = sourced.clause
        known = citations[id(sourced)] = CitedClause.model_construct(
            type=clause.type,
            quote=clause.quote or None,
            section=clause.section,
            document=sourced.document,
            source="catalog" if sourced.source == "catalog" else "text",
            license=sourced.license,
            address=sourced.address,
            sha256=sourced.sha256 or None,
            params=dict(clause.params),
        )
    return known
