"""Read what is declared as a licence: a name, an expression, or several in a list.

In: the words of a card, a manifest or a weights header. Out: the choices they leave, each a group
of names that bind together. It never fails: what is no expression is one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from licensescan.licenses.names import Name, resolve

if TYPE_CHECKING:
    from license_expression import LicenseExpression

_LONGEST = 300
# Each OR may double the number of choices; no honest licence has more than a few.
_MOST_OPERATORS = 12
_MOST_CHOICES = 64
_OPERATOR = re.compile(r"\b(?:and|or|with)\b", re.IGNORECASE)

Group = tuple[Name, ...]
Choices = tuple[Group, ...]


def read_declared(values: Iterable[str]) -> Choices:
    """Return the choices that the values of a ``license`` field leave.

    Several values of one list all bind, for a list does not say that one may choose (CycloneDX
    reads it so too); alternatives must be written as an expression.
    """
    stated = [x for x in values if x.strip()]
    parts = [read_expression(x) for x in stated]
    if prod(map(len, parts)) > _MOST_CHOICES:
        return ((Name(", ".join(stated)),),)
    return tuple(tuple(_once(sum(groups, ()))) for groups in product(*parts)) if parts else ()


def read_expression(stated: str) -> Choices:
    """Return the choices of one value, such as ``MIT OR Apache-2.0``."""
    whole = resolve(stated)
    if whole.id or whole.family or whole.silent or len(stated) > _LONGEST:
        return ((whole,),)
    if 0 < len(_OPERATOR.findall(stated)) <= _MOST_OPERATORS:
        return _parse(stated) or ((whole,),)
    for mark, joined in (("/", False), (",", True), (";", True)):
        names = tuple(resolve(x) for x in stated.split(mark))
        if len(names) > 1 and all(x.id or x.family for x in names):
            return (names,) if joined else tuple((x,) for x in names)
    return ((whole,),)


def written(group: Iterable[str]) -> str | None:
    """Return the SPDX expression of licences that bind together; None if there is none.

    >>> written(["MIT", "CC-BY-4.0"])
    'MIT AND CC-BY-4.0'
    """
    return " AND ".join(dict.fromkeys(group)) or None


def _once(names: Iterable[Name]) -> list[Name]:
    return list({(x.id or x.stated.lower()): x for x in names}.values())


def _parse(stated: str) -> Choices:
    from license_expression import Licensing

    licensing = Licensing()
    try:
        tree = licensing.dnf(licensing.parse(stated))
    # On words that are no expression, such as "(OR 0" or "()0", the library raises whatever comes:
    # AssertionError, IndexError, its own errors. All of it means that.
    except Exception:
        return ()
    groups = tree.args if getattr(tree, "operator", "") == " OR " else (tree,)
    choices = tuple(_group(x) for x in groups)
    return choices if all(x.id or x.family for group in choices for x in group) else ()


def _group(tree: LicenseExpression) -> Group:
    parts = tree.args if getattr(tree, "operator", "") == " AND " else (tree,)
    return tuple(_name(x.render()) for x in parts)


def _name(stated: str) -> Name:
    main, mark, exception = stated.partition(" WITH ")
    name = resolve(main)
    if not mark or not name.id:
        return name
    relief = resolve(exception)
    return replace(name, stated=stated, id=f"{name.id} WITH {relief.id}" if relief.id else None)
