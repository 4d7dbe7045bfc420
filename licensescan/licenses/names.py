"""What a licence's name means: a Hub tag, an SPDX id, a full name or a common misspelling.

In: the words as somebody wrote them. Out: one `Name`, which holds an id of the catalog, or a
family of which no version is named, or nothing. It never guesses between versions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from licensescan.licenses.catalog import catalog
from licensescan.resources import load_yaml

SCANCODE = "LicenseRef-scancode-"
OURS = "LicenseRef-licensescan-"
_LONGEST = 200
_SPLIT = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)*|\+")
_DIGIT = re.compile(r"\d")
_DROPPED = {"the", "license", "licence", "licensed", "version", "ver", "v", "agreement"}


@dataclass(frozen=True, slots=True)
class Name:
    """What one name stands for.

    Attributes:
        stated: The words as written.
        id: Licence id; None where it is not known which.
        family: Beginnings of ids, where a family but no version is named.
        covers: Further ids that the same name is used for (older versions).
        silent: Whether the words name no licence at all (``other``, ``unknown``).
        note: What a reader should know of the choice; may be empty.
    """

    stated: str
    id: str | None = None
    family: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    silent: bool = False
    note: str = ""

    def may_be(self, license_id: str) -> bool:
        """Return whether a text of that licence agrees with this name."""
        if self.id is None:
            return license_id.startswith(self.family) if self.family else False
        return bare(license_id) in {bare(x) for x in (self.id, *self.covers)}


def bare(license_id: str) -> str:
    """Return an id without what its text does not tell (``-only`` or ``-or-later``).

    >>> bare("GPL-3.0-or-later")
    'GPL-3.0'
    """
    return re.sub(r"(-only|-or-later|\+)$", "", license_id)


def normal(name: str) -> str:
    """Return the form in which two ways of writing a name are the same.

    >>> normal("Apache License, Version 2.0") == normal("apache-2")
    True
    """
    parts = _SPLIT.findall(name.lower().replace("&", " and "))
    return " ".join(re.sub(r"(\.0)+$", "", x) for x in parts if x not in _DROPPED)


def resolve(name: str) -> Name:
    """Return what a name stands for; one that is not known has neither id nor family."""
    stated = name.strip()
    if not stated or len(stated) > _LONGEST:
        return Name(stated, silent=not stated)
    if tag := _hub().get(stated.lower()):
        return _of_tag(stated, tag)
    if found := catalog().find(stated):
        return Name(stated, found, note=_undated(stated, found))
    form = normal(stated)
    if form in _silent():
        return Name(stated, silent=True)
    if family := _families().get(form):
        return Name(stated, family=family)
    license_id = _by_form().get(form)
    return Name(stated, license_id, note=_undated(stated, license_id))


def _undated(stated: str, license_id: str | None) -> str:
    """Return a word on the version where a name gives none and the licence's own id has one."""
    row = catalog().row(license_id) if license_id and license_id.startswith("LicenseRef") else None
    if row is None or _DIGIT.search(stated) or not (row.date or _DIGIT.search(row.id)):
        return ""
    return f"“{stated}” names no version; {row.name} is taken, the only one known"


def _of_tag(stated: str, tag: dict[str, Any]) -> Name:
    return Name(
        stated,
        tag.get("id"),
        tuple(tag.get("family", ())),
        tuple(tag.get("covers", ())),
        silent="unknown" in tag or "other" in tag,
        note=tag.get("note", ""),
    )


@cache
def _hub() -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = load_yaml("knowledge/hub-licenses.yaml")["licenses"]
    return rows


@cache
def _known() -> dict[str, Any]:
    known: dict[str, Any] = load_yaml("knowledge/names.yaml")
    return known


@cache
def _silent() -> frozenset[str]:
    return frozenset(normal(x) for x in _known()["silent"])


@cache
def _families() -> dict[str, tuple[str, ...]]:
    rows = _known()["families"]
    return {normal(name): tuple(row["begins"]) for row in rows for name in row["names"]}


@cache
def _by_form() -> dict[str, str]:
    """Return normal forms of names; a form that fits two licences is left out."""
    forms: dict[str, set[str]] = {}
    for row in catalog().rows():
        for name in {row.id.removeprefix(SCANCODE), row.name, *row.aliases}:
            forms.setdefault(normal(name), set()).add(row.id)
    sure = {form: next(iter(ids)) for form, ids in forms.items() if form and len(ids) == 1}
    tags = {normal(tag["name"]): tag["id"] for tag in _hub().values() if "id" in tag}
    ours = {normal(x): key for key, names in _known()["aliases"].items() for x in names}
    return {**sure, **tags, **ours}
