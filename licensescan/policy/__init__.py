"""Join the plan with the terms: may it, must it, and who says so?

The door loads the records only when they are asked for: pydantic takes time to start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from licensescan.policy.judgement import JudgedWaiver, Judgement, WaiverState
    from licensescan.policy.judging import judge
    from licensescan.policy.loader import builtin_policies, parse_policy
    from licensescan.policy.records import Policy
    from licensescan.policy.values import CitedClause, Finding, Verdict

__all__ = [
    "CitedClause",
    "Finding",
    "JudgedWaiver",
    "Judgement",
    "Policy",
    "Verdict",
    "WaiverState",
    "builtin_policies",
    "judge",
    "parse_policy",
]

_HOMES = {
    "judge": "judging",
    "JudgedWaiver": "judgement",
    "Judgement": "judgement",
    "WaiverState": "judgement",
    "builtin_policies": "loader",
    "parse_policy": "loader",
    "Policy": "records",
    "CitedClause": "values",
    "Finding": "values",
    "Verdict": "values",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"licensescan.policy.{_HOMES[name]}"), name)
