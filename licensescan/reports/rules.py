"""The words on each rule: its title, why it matters, what to do; one entry feeds every format.

From ``knowledge/rules.yaml``, where the policy's rules are described. A rule that has no entry
there (an organisation's own one) is called by its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from licensescan.policy.values import Finding, Verdict
from licensescan.reports.safe import one_line
from licensescan.resources import load_yaml


@dataclass(frozen=True, slots=True)
class RuleText:
    """What is said about one rule.

    Attributes:
        id: Clause type, or one of the rules over clauses.
        title: A few words.
        why: Why it matters; empty if nothing is said.
        remedy: What usually helps; empty if nothing is said.
        note: Its title as a note, where that says something of each asset; else empty.
    """

    id: str
    title: str
    why: str = ""
    remedy: str = ""
    note: str = ""


@cache
def _table() -> dict[str, Any]:
    try:
        table: Any = load_yaml("knowledge/rules.yaml")
    except FileNotFoundError:
        return {}
    return dict(table.get("rules", table))


def rule_text(rule: str) -> RuleText:
    """Return the words on a rule.

    >>> rule_text("no-such-rule").title
    'No such rule'
    """
    entry = _table().get(rule)
    entry = entry if isinstance(entry, dict) else {}
    title = entry.get("title") or one_line(rule).replace("-", " ").capitalize() or "Finding"
    why, remedy, note = (one_line(entry.get(x) or "") for x in ("why", "remedy", "note"))
    return RuleText(rule, title, why, remedy, note)


def title_of(finding: Finding) -> str:
    """Return what a finding is called: the title of its rule, or what that is called as a note."""
    words = rule_text(finding.rule)
    return (words.note if finding.verdict is Verdict.NOTE else "") or words.title
