"""Read a policy: text in, `Policy` out, or one clear error with file, line and field.

Built-in policies stand in ``policies/``; nothing else is opened here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from licensescan.errors import PolicyError
from licensescan.plan.complaints import read_record, suggestion
from licensescan.plan.marked import Marked, Path, visible
from licensescan.policy.records import Policy
from licensescan.resources import load_yaml, resource_path
from licensescan.taxonomy import categories, clause_types

_CATEGORIES = (
    "permissive",
    "share-alike",
    "network-copyleft",
    "non-commercial",
    "no-derivatives",
    "use-restricted",
    "scale-limited",
    "evaluation-only",
    "unknown",
)
"""Categories of licences, as lists of a policy name them."""


def rule_texts() -> Mapping[str, Mapping[str, str]]:
    """Return every rule id with its title, why it matters and what helps."""
    texts: Mapping[str, Mapping[str, str]] = load_yaml("knowledge/rules.yaml")["rules"]
    return texts


def builtin_policies() -> tuple[str, ...]:
    """Return the names of the policies that ship with the package."""
    return tuple(sorted(path.stem for path in resource_path("policies").glob("*.yaml")))


def parse_policy(text: str, path: str) -> Policy:
    """Read a policy.

    Args:
        text: YAML.
        path: The name it is shown under.

    Raises:
        PolicyError: It is no YAML, a field does not fit, or a rule, clause type or category that
            it names does not exist.
    """
    policy, marked = read_record(text, path, Policy, PolicyError, "policy")
    _check_names(marked, "rule", policy.rules, rule_texts(), ("rules",))
    for kind in ("allow", "review", "deny"):
        _check_entries(marked, getattr(policy.licenses, kind), ("licenses", kind))
    for word, meant in policy.fields.items():
        _check_names(marked, "category", meant, categories(), ("fields", word))
    seen: set[str] = set()
    for index, rule in enumerate(policy.custom):
        here: Path = ("custom", index)
        if rule.id in seen:
            raise PolicyError(
                f'the rule "{rule.id}" stands twice',
                where=marked.where((*here, "id")),
                remedy="Give each rule an id of its own.",
            )
        seen.add(rule.id)
        _check_entries(marked, rule.when.license, (*here, "when", "license"))
        for field, kinds in (("clause", rule.when.clause), ("no-clause", rule.when.no_clause)):
            _check_names(marked, "clause type", kinds, clause_types(), (*here, "when", field))
    return policy


def _check_names(
    marked: Marked, what: str, names: Iterable[str], known: Iterable[str], place: Path
) -> None:
    choices = set(known)
    for index, name in enumerate(names):
        if name not in choices:
            line = (*place, name) if (*place, name) in marked.lines else (*place, index)
            raise PolicyError(
                f'there is no {what} "{visible(name)}"',
                where=marked.where(line),
                remedy=suggestion(name, choices) or f"See the list of every {what} in the README.",
            )


def _check_entries(marked: Marked, entries: Iterable[str], place: Path) -> None:
    for index, entry in enumerate(entries):
        if entry.startswith("category:"):
            name = entry.removeprefix("category:").strip()
            if name not in _CATEGORIES:
                raise PolicyError(
                    f'there is no category of licences "{visible(name)}"',
                    where=marked.where((*place, index)),
                    remedy=suggestion(name, _CATEGORIES)
                    or f"The categories are {', '.join(_CATEGORIES)}.",
                )
