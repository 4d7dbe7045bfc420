"""The terms of hosted services and of software, which come with no card and no licence file.

In: an asset's id (with a version after ``@``) and the day it was obtained. Out: the catalog ids of
its terms, from ``knowledge/services.yaml`` or ``software.yaml``, with what a reader should know.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from licensescan.documents.values import Kind
from licensescan.resources import load_yaml

_NUMBER = re.compile(r"\d+")
_FILES = {Kind.SERVICE: "services", Kind.SOFTWARE: "software"}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a service's or a piece of software's terms.

    Attributes:
        terms: Ids of the catalog, all of which bind; empty where none is known.
        notes: Sentences on the choice of version.
        unknown: Why the terms are not known; empty when they are.
    """

    terms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unknown: str = ""


def terms_of(asset: str, kind: Kind, obtained: dt.date | None = None) -> Known:
    """Return the terms of a service or of software.

    Args:
        asset: Its id, such as ``openai/gpt-4`` or ``nvidia/geforce-driver@535``.
        kind: Service or software; other kinds have none here.
        obtained: When it was taken or its outputs were made; None if the plan does not say.
    """
    if kind not in _FILES:
        return Known()
    name, _, version = asset.strip().lower().partition("@")
    table = _table(_FILES[kind])
    if found := _longest(table[_FILES[kind]], name):
        return _choose(found, version, obtained)
    if other := _longest(table["terms-not-held"], name):
        reason = (
            f"the terms of {other['name']} are not in the catalog; they stand at {other['address']}"
        )
        return Known(unknown=reason)
    return Known(unknown=f"no terms are known for {asset}")


def names_of(software: str) -> frozenset[str]:
    """Return the ids that a piece of software goes by, its version left out.

    >>> "nvidia/driver" in names_of("nvidia/datacenter-driver@535")
    True
    """
    name = software.strip().lower().partition("@")[0]
    row = _longest(_table("software")["software"], name)
    return frozenset((name, *row["ids"])) if row else frozenset((name,))


@cache
def _table(name: str) -> dict[str, list[dict[str, Any]]]:
    table: dict[str, list[dict[str, Any]]] = load_yaml(f"knowledge/{name}.yaml")
    return table


def _longest(rows: list[dict[str, Any]], name: str) -> dict[str, Any] | None:
    fits = [(x, row) for row in rows for x in row["ids"] if name == x or name.startswith(f"{x}/")]
    return max(fits, key=lambda pair: len(pair[0]))[1] if fits else None


def _choose(row: dict[str, Any], version: str, obtained: dt.date | None) -> Known:
    versions: list[dict[str, Any]] = row["versions"]
    if version:
        chosen = next((x for x in versions if _in_range(version, x)), None)
        missing = f"the terms of {row['name']} {version} are not known"
    elif obtained:
        day = obtained.isoformat()
        chosen = next((x for x in versions if x.get("since", "0") <= day), None)
        missing = f"the terms of {row['name']} of {day} are not known"
    else:
        chosen, missing = versions[0], ""
    if chosen is None:
        return Known(unknown=missing)
    said = [] if version or obtained else [_newest(row["name"], chosen)]
    return Known(tuple(chosen["terms"]), (*said, *_noted(chosen)))


def _newest(name: str, version: dict[str, Any]) -> str:
    since = f" (since {version['since']})" if "since" in version else ""
    return f"no version or date is given for {name}: the newest terms known{since} are taken"


def _noted(version: dict[str, Any]) -> list[str]:
    return [str(version["note"])] if "note" in version else []


def _in_range(version: str, row: dict[str, Any]) -> bool:
    number = _parts(version)
    if not number or "from" not in row:
        return False
    high = _parts(row["to"]) if "to" in row else None
    return _parts(row["from"]) <= number and (high is None or number[: len(high)] <= high)


def _parts(version: str) -> tuple[int, ...]:
    """Return the numbers of a version.

    >>> _parts("535.261.03")
    (535, 261, 3)
    """
    return tuple(int(x) for x in _NUMBER.findall(version)[:6])
