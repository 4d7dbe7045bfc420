"""From rulings to findings: one per rule, subject, source and category, with all its clauses.

In: rulings with their place. Out: findings, worst first, then by id. The worst ruling gives the
verdict, the sentence and the chain; those that weigh as much add their missing facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from licensescan.licenses.values import SourcedClause
from licensescan.policy.records import Policy
from licensescan.policy.ruling import SOURCE, SUBJECT, Ruling
from licensescan.policy.rulings import Ruled
from licensescan.policy.values import RANK, CitedClause, Finding, Verdict

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
    alone: dict[tuple[str, str, str, str], Ruled] = {}
    groups: dict[tuple[str, str, str, str], list[Ruled]] = {}
    for one in ruled:
        ruling = one.ruling
        key = (ruling.rule, one.subject, one.source, ruling.category)
        first = alone.setdefault(key, one)
        if first is not one:
            groups.setdefault(key, [first]).append(one)
    shared = _Shared(policy)
    found = [
        shared.merged(groups[key]) if key in groups else shared.finding(one)
        for key, one in alone.items()
    ]
    return sorted(found, key=lambda finding: (RANK[finding.verdict], finding.id))


class _Shared:
    """Makes findings; what rulings share is made once."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._forms: dict[int, Finding] = {}
        self._rulings: list[Ruling] = []
        self._citations: dict[int, CitedClause] = {}

    def finding(self, one: Ruled) -> Finding:
        """Make a finding of one ruling."""
        return _placed(self._of(one.ruling), one, one.line)

    def merged(self, group: Sequence[Ruled]) -> Finding:
        """Make a finding of several: the worst speaks, the others add clauses and facts."""
        best = min(RANK[one.ruling.verdict] for one in group)
        worst = sorted(
            (one for one in group if RANK[one.ruling.verdict] == best),
            key=lambda one: (len(one.path), one.path, one.ruling.explanation),
        )
        rulings = [one.ruling for one in worst]
        sentences = dict.fromkeys(ruling.explanation for ruling in rulings)
        clauses = {id(x): x for one in (*worst, *group) for x in one.ruling.clauses}
        ruling = replace(
            rulings[0],
            clauses=tuple(clauses.values()),
            explanation=" ".join(list(sentences)[:_SENTENCES]),
            facts={name: x for one in reversed(rulings) for name, x in one.facts.items()},
            missing=tuple(dict.fromkeys(name for one in rulings for name in one.missing)),
        )
        line = min((one.line for one in worst if one.line), default=0)
        return _placed(self._of(ruling), worst[0], line)

    def _of(self, ruling: Ruling) -> Finding:
        """Return a finding that lacks only where the ruling applies."""
        found = self._forms.get(id(ruling))
        if found is None:
            self._rulings.append(ruling)  # keeps it alive, so that its id stays its own
            lacking = tuple(sorted(set(ruling.missing)))
            found = self._forms[id(ruling)] = Finding.model_construct(
                id=ruling.category,
                rule=ruling.rule,
                verdict=_severity(ruling.verdict, ruling.rule, bool(lacking), self._policy),
                subject="",
                from_="",
                path=(),
                line=0,
                clauses=tuple(self._cited(x) for x in _in_order(ruling.clauses)),
                explanation=ruling.explanation,
                reading=ruling.reading,
                facts=dict(ruling.facts),
                missing_facts=lacking,
                remedies=(),
                waived=False,
                waiver="",
            )
        return found

    def _cited(self, sourced: SourcedClause) -> CitedClause:
        known = self._citations.get(id(sourced))
        if known is None:
            known = self._citations[id(sourced)] = _citation(sourced)
        return known


def _placed(form: Finding, one: Ruled, line: int) -> Finding:
    """Return a form filled in for one place.

    What `Finding.model_copy` does, but that the set of given fields is shared: a plan has a hundred
    thousand of these, and copies of that set alone would take a third of the time.
    """
    finding = Finding.__new__(Finding)
    sentence = form.explanation.replace(SOURCE, one.source).replace(SUBJECT, one.subject)
    fields = {
        **form.__dict__,
        "id": finding_id(form.rule, one.subject, one.source, form.id),
        "subject": one.subject,
        "from_": one.source,
        "path": one.path,
        "line": line,
        "explanation": sentence,
    }
    for name, value in (
        ("__dict__", fields),
        ("__pydantic_fields_set__", form.__pydantic_fields_set__),
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):
        object.__setattr__(finding, name, value)
    return finding


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


def _citation(sourced: SourcedClause) -> CitedClause:
    clause = sourced.clause
    return CitedClause.model_construct(
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
