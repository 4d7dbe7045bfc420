"""Whether a release's licence carries what an upstream licence demands.

In: licence expressions. Out: three-valued answers, and the clause types that a licence has by the
catalog. It reads no text; a licence that nobody knows may be anything but a known one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from licensescan.licenses.expressions import Group, read_expression
from licensescan.licenses.held import held_terms
from licensescan.licenses.names import bare, resolve
from licensescan.policy.truth import NO, Answer, known, unclear
from licensescan.resources import load_yaml


@cache
def _compatible() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    table = load_yaml("knowledge/compatible.yaml")
    return (
        {one: frozenset(others) for one, others in table["compatible"].items()},
        {one: frozenset(others) for one, others in table["later"].items()},
    )


@lru_cache(maxsize=4096)
def carries(released: str, demanded: str | None) -> Answer:
    """Return whether a release under one expression keeps to a demanded licence.

    Whoever receives ``A OR B`` may choose, so each choice must keep to it.

    Args:
        released: Expression or name of the release's licence, as written.
        demanded: Expression that the upstream is under; None where its text is no known licence.

    >>> carries("apache-2.0", "GPL-3.0-only").no, carries("agpl-3.0", "GPL-3.0-only").yes
    (True, True)
    >>> carries("LicenseRef-Proprietary", None).unknown
    True
    """
    choices = _choices(released)
    if demanded is None:
        if all(name.id for group in choices for name in group):
            return NO
        return unclear("whether the release's licence is the upstream's is not known")
    wanted = demanded.split(" AND ")
    return known(all(_keeps(group, one) for group in choices for one in wanted))


def _choices(released: str) -> tuple[Group, ...]:
    """Return the choices of an expression, names of licences that nobody knows included."""
    choices = read_expression(released)
    names = [name for group in choices for name in group]
    if len(names) > 1 or names[0].id or " " not in released.strip():
        return choices
    from license_expression import ExpressionError, Licensing

    licensing = Licensing()
    try:
        tree = licensing.dnf(licensing.parse(released))
    except (ExpressionError, ValueError, RecursionError):
        return choices
    groups = tree.args if getattr(tree, "operator", "") == " OR " else (tree,)
    return tuple(tuple(resolve(part.render()) for part in _parts(group)) for group in groups)


def _parts(tree: Any) -> tuple[Any, ...]:
    return tuple(tree.args) if getattr(tree, "operator", "") == " AND " else (tree,)


def _keeps(group: Group, demanded: str) -> bool:
    return any(_same(name.id or name.stated, demanded) for name in group)


def _same(one: str, demanded: str) -> bool:
    compatible, later = _compatible()
    plain, wanted = bare(one), bare(demanded)
    if plain.casefold() == wanted.casefold() or plain in compatible.get(wanted, ()):
        return True
    return demanded.endswith("-or-later") and plain in later.get(wanted, ())


@cache
def types_of(released: str) -> frozenset[str] | None:
    """Return the clause types that every choice of an expression has; None if one is not known."""
    choices: list[frozenset[str]] = []
    for group in _choices(released):
        found: set[str] = set()
        for name in group:
            held = held_terms(name.id) if name.id else None
            if held is None or held.unknown:
                return None
            found |= {sourced.clause.type for sourced in held.terms.clauses}
        choices.append(frozenset(found))
    return frozenset.intersection(*choices) if choices else None
