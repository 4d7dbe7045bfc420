"""ISO codes of territories and currencies: which exist, what they are called, what groups hold.

In: a code or a name. Out: codes. All from ``knowledge/territories.yaml``; it judges nothing.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from licensescan.resources import load_yaml


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = load_yaml("knowledge/territories.yaml")
    return table


def countries() -> dict[str, str]:
    """Return the ISO 3166-1 alpha-2 codes with their English names."""
    names: dict[str, str] = _table()["countries"]
    return names


def currencies() -> frozenset[str]:
    """Return the ISO 4217 codes of money in circulation."""
    return frozenset(_table()["currencies"])


def members(code: str) -> frozenset[str]:
    """Return the countries a code stands for: itself, or the members of its group.

    >>> sorted(members("EEA") - members("EU"))
    ['IS', 'LI', 'NO']
    >>> members("NO")
    frozenset({'NO'})
    """
    return frozenset(_table()["groups"].get(code, (code,)))


def is_territory(code: str) -> bool:
    """Return whether a manifest may name this territory."""
    return code in countries() or code in _table()["groups"]


def closest_territory(written: str) -> str | None:
    """Return the code somebody meant who wrote a name, a lower-case or a customary code.

    >>> [closest_territory(x) for x in ("de", "UK", "germany", "european union", "Atlantis")]
    ['DE', 'GB', 'DE', 'EU', None]
    """
    wanted = written.strip().casefold()
    spelt: dict[str, str] = {
        **{name.casefold(): code for code, name in countries().items()},
        **{name.casefold(): code for name, code in _table()["spellings"].items()},
        **{code.casefold(): code for code in (*countries(), *_table()["groups"])},
    }
    return spelt.get(wanted)
