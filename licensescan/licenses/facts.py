"""Turn licence texts into the facts that the catalog holds.

In: rows of the ScanCode LicenseDB or of ``knowledge/own-licenses.yaml``, each with its text. Out:
one JSON line for each: names, address, digest, and clauses as type, section and params. No words
of a text get in but short names that a clause itself prescribes. Pure.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from licensescan.clauses import read_clauses
from licensescan.clauses.values import Clause, Reading
from licensescan.licenses.names import OURS, SCANCODE
from licensescan.licenses.versions import with_versions
from licensescan.resources import load_yaml
from licensescan.taxonomy import effect_of

LICENSEDB_VERSION = "32.5.0"
# A required name or credit ("Built with …") is shorter; a notice longer than this is a sentence.
LONGEST_WORDS = 60
_FRONT = re.compile(rb"\A---\n(.*?)\n---[ \t]*\n?(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """One licence with its text.

    Attributes:
        fields: What is known of it, by the names of `licensescan.licenses.catalog.Row`.
        text: The whole text; empty where the source has none.
        own: Whether it is a row of our own, not of the LicenseDB.
    """

    fields: Mapping[str, Any]
    text: str
    own: bool = False


def of_licensedb(content: bytes) -> Source:
    """Return the row that a ``.LICENSE`` file of the LicenseDB holds."""
    from ruamel.yaml import YAML

    found = _FRONT.match(content)
    if not found:
        raise ValueError(f"no front matter: {content[:60]!r}")
    meta = YAML(typ="safe", pure=True).load(io.BytesIO(found[1]))
    key = str(meta["key"])
    license_id = str(meta.get("spdx_license_key") or SCANCODE + key)
    former = [str(x) for x in meta.get("other_spdx_license_keys") or ()]
    named = [] if meta["short_name"] == meta["name"] else [str(meta["short_name"])]
    addresses = [*(meta.get("text_urls") or ()), *filter(None, [meta.get("homepage_url")])]
    more = [*addresses[1:], *filter(None, [meta.get("osi_url")])]
    fields = {
        "id": license_id,
        "name": str(meta["name"]),
        "key": key,
        "aliases": former + named,
        "category": str(meta["category"]),
        "kind": "exception" if meta.get("is_exception") else "license",
        "language": str(meta.get("language") or "en"),
        "address": addresses[0] if addresses else "",
        "addresses": sorted({x for x in more if x != addresses[0]}) if addresses else [],
        "replaced": " ".join(str(x) for x in meta.get("replaced_by") or ()),
        "deprecated": bool(meta.get("is_deprecated")),
        "generic": bool(meta.get("is_generic") or meta.get("is_unknown")),
    }
    return Source({**fields, **_added(license_id, fields)}, found[2].decode().strip("\n") + "\n")


def of_own(row: Mapping[str, Any], texts: Iterable[bytes]) -> Source:
    """Return the row of ``own-licenses.yaml`` with its text, its files joined by an empty line."""
    kept = {x: row[x] for x in ("name", "category", "kind", "date", "address") if x in row}
    license_id = OURS + row["id"]
    fields = {
        "id": license_id,
        **kept,
        "aliases": list(row.get("aliases", ())),
        "addresses": list(row.get("addresses", ())),
        "policies": list(row.get("policies", ())),
        "hub": _hub_tags(license_id),
    }
    return Source(fields, "\n".join(x.decode("utf-8", "replace") for x in texts), own=True)


def line_of(source: Source) -> bytes:
    """Return the catalog's line for one licence."""
    fields = dict(source.fields)
    if source.text.strip():
        fields["sha256"] = hashlib.sha256(source.text.encode()).hexdigest()
        reading, _ = with_versions(source.text, read_clauses(source.text))
        if source.own:
            fields["language"] = reading.language
        return _json(fields, reading)
    return _json(fields, None)


def catalog_of(lines: Iterable[bytes], kept: bytes) -> bytes:
    """Return the whole file: a head, then the lines in the order of ids.

    Args:
        lines: New lines.
        kept: The file as it was; lines of ours that are not among the new ones stay.
    """
    own = load_yaml("knowledge/own-licenses.yaml")
    wanted = {OURS + row["id"] for row in own["licenses"]}
    held = {_id_of(x): x for x in kept.splitlines()[1:]}
    rows = {key: line for key, line in held.items() if key in wanted}
    for row in own["names-only"]:
        named = {"id": OURS + row["id"], "name": row["name"], "category": row["category"]}
        rows[named["id"]] = _json({**named, "hub": _hub_tags(named["id"])}, None)
    rows.update({_id_of(line): line for line in lines})
    head = {"date": own["date"], "licensedb": LICENSEDB_VERSION, "rows": len(rows)}
    body = [json.dumps(head).encode(), *(rows[key] for key in sorted(rows))]
    return b"\n".join(body) + b"\n"


def _json(fields: Mapping[str, Any], reading: Reading | None) -> bytes:
    """Return one line; what is empty or as usual is left out, and the clauses stand last."""
    usual = {"kind": "license", "language": "en"}
    kept: dict[str, Any] = {x: y for x, y in fields.items() if y and usual.get(x) != y}
    if reading:
        kept["clauses"] = [_clause(x) for x in reading.clauses]
        kept["unread"] = [
            [_label(x.section), x.effect, x.party, list(x.actions)] for x in reading.unread
        ]
    return json.dumps(kept, ensure_ascii=False).encode()


def _clause(clause: Clause) -> list[Any]:
    params = {key: x for key, x in sorted(clause.params.items()) if _is_fact(x)}
    fact = [clause.type, _label(clause.section), params]
    return fact if clause.effect == effect_of(clause.type) else [*fact, clause.effect]


def _label(section: str) -> str:
    """Return a section's label; a heading that is a sentence is cut after its first words."""
    if len(section) <= LONGEST_WORDS:
        return section
    return section[:LONGEST_WORDS].rpartition(" ")[0] + "…"


def _is_fact(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_WORDS
    if isinstance(value, (list, tuple)):
        return all(_is_fact(x) for x in value)
    return isinstance(value, (bool, int, float))


def _id_of(line: bytes) -> str:
    return str(json.loads(line)["id"])


@cache
def _additions() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in load_yaml("knowledge/own-licenses.yaml")["additions"]}


@cache
def _tags() -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for tag, row in load_yaml("knowledge/hub-licenses.yaml")["licenses"].items():
        tags.setdefault(row.get("id", ""), []).append(tag)
    return tags


def _hub_tags(license_id: str) -> list[str]:
    return _tags().get(license_id, [])


def _added(license_id: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    row = _additions().get(license_id, {})
    return {
        "aliases": [*fields["aliases"], *row.get("aliases", ())],
        "addresses": sorted({*fields["addresses"], *row.get("addresses", ())}),
        "policies": list(row.get("policies", ())),
        "kind": row.get("kind", fields["kind"]),
        "translation": row.get("translation", ""),
        "hub": _hub_tags(license_id),
    }
