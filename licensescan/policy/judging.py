"""Judge a plan: may it, must it, and who says so?

In: the plan, the terms of its assets, the organisation's policy and waivers, today's date. Out: a
`Judgement`. Same input, same output; nothing is read but bundled tables, nothing is guessed: what
is not known is for review.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence

from licensescan.licenses.values import Terms
from licensescan.plan.manifest import Waiver
from licensescan.plan.values import Plan
from licensescan.policy.assets import rule_on_assets
from licensescan.policy.conflicts import rule_on_conflicts
from licensescan.policy.findings import findings_of
from licensescan.policy.ground import Ground
from licensescan.policy.house import rule_on_house
from licensescan.policy.judgement import Judgement, Overall
from licensescan.policy.records import Policy
from licensescan.policy.remedies import with_remedies
from licensescan.policy.rulings import choose_licences, rule_all
from licensescan.policy.values import Finding, Verdict
from licensescan.policy.waivers import apply_waivers


def judge(  # noqa: PLR0913 - each is a value of its own
    plan: Plan,
    terms: Mapping[str, Terms],
    policy: Policy,
    waivers: Sequence[Waiver],
    today: dt.date,
    *,
    revisions: Mapping[str, str] | None = None,
    remedies: bool = True,
) -> Judgement:
    """Judge every act of a plan under the terms that reach it.

    Args:
        plan: What somebody means to do.
        terms: By asset id; an asset of somebody else's that is missing here has unknown terms.
        policy: What the organisation tolerates.
        waivers: Decisions of people, from the manifest or its waiver file.
        today: The day that agreements and waivers are counted from.
        revisions: Commit by asset id, where known, for waivers that name one.
        remedies: Whether to look for changes that clear the findings, by judging again.
    """
    ground = choose_licences(Ground.of(plan, terms, policy, today))
    ruled = itertools.chain(
        rule_all(ground),
        rule_on_assets(ground),
        rule_on_conflicts(ground),
        rule_on_house(ground),
    )
    findings = findings_of(ruled, policy)
    if remedies:
        findings = with_remedies(ground, findings)
    findings, judged = apply_waivers(findings, waivers, ground, revisions or {})
    return Judgement(overall(findings), tuple(findings), judged)


def overall(findings: Sequence[Finding]) -> Overall:
    """Return the worst of violation and review among findings that are not waived."""
    open_ones = {finding.verdict for finding in findings if not finding.waived}
    if Verdict.VIOLATION in open_ones:
        return "violation"
    return "review" if Verdict.REVIEW in open_ones else "compliant"
