"""Clauses as ODRL 2.2 policies in JSON-LD: one Set of rules for each document.

In: documents with their readings. Out: a JSON array; each rule has one action and one target, and
carries the words that it stands in. What became no rule (definitions, terms) and what was not
understood stand beside the rules: a policy never looks complete that is not. Which clause
type is which rule is data, in ``knowledge/odrl.yaml``.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from licensescan.clauses.values import Clause, Reading, Unread
from licensescan.documents.values import Document
from licensescan.reports.clauses import TextRead
from licensescan.reports.safe import dumps
from licensescan.resources import load_yaml

CONTEXT = "http://www.w3.org/ns/odrl.jsonld"
"""ODRL's own context, which the inline one adds to."""

Node = dict[str, Any]


def render_odrl(readings: Iterable[TextRead]) -> str:
    """Return the policies of documents as JSON-LD, in their order."""
    return dumps([policy(*one) for one in readings]) + "\n"


def policy(document: Document, license_id: str | None, reading: Reading) -> Node:
    """Return one document's policy; a document without rules is described, and is no policy."""
    source = address_of(document, license_id)
    rules: dict[str, list[Node]] = {}
    terms = []
    for clause in reading.clauses:
        said = _provision(clause, source)
        made = list(_rules(clause, said, source))
        for kind, rule in made:
            rules.setdefault(kind, []).append(rule)
        if not made:
            terms.append(said)
    unread = [_provision(one, source) for one in reading.unread if one.may_bind]
    profile = _table()["namespace"].rstrip("#")
    a_policy = {"@type": "Set", "profile": profile, "conflict": "prohibit"}
    return {
        "@context": _context(),
        **(a_policy if rules else {"@type": "ai:Document"}),
        "uid": f"{source}#policy",
        "dct:source": {"@id": source},
        "dct:title": document.path,
        "dct:language": reading.language,
        **({"ai:licenseId": license_id} if license_id else {}),
        **rules,
        **({"ai:term": terms} if terms else {}),
        **({"ai:unread": unread} if unread else {}),
    }


def address_of(document: Document, license_id: str | None) -> str:
    """Return an IRI that names a document by its content (RFC 6920).

    >>> address_of(Document.of("", "LICENSE"), None)
    'ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'
    """
    digest = document.sha256 or hashlib.sha256((license_id or document.path).encode()).hexdigest()
    return f"ni:///sha-256;{base64.urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip('=')}"


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = load_yaml("knowledge/odrl.yaml")
    return table


def _context() -> list[Any]:
    own: Node = {
        "ai": _table()["namespace"],
        "oa": "http://www.w3.org/ns/oa#",
        "dct": "http://purl.org/dc/terms/",
        "cc": "http://creativecommons.org/ns#",
        "ai:params": {"@id": "ai:params", "@type": "@json"},
    }
    return [CONTEXT, own]


def _provision(part: Clause | Unread, source: str) -> Node:
    """Return the words of a clause as a selection from its document (W3C Web Annotation)."""
    said: Node = {"ai:clauseType": part.type} if isinstance(part, Clause) else {}
    said |= {"dct:source": {"@id": source}, "ai:section": part.section}
    if part.quote:
        said["@type"] = ["oa:TextQuoteSelector", "oa:TextPositionSelector"]
        said |= {"oa:exact": part.quote, "oa:start": part.start, "oa:end": part.end}
    if isinstance(part, Clause) and part.params:
        said["ai:params"] = _listed(part.params)
    return said


def _listed(params: Mapping[str, Any]) -> Node:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in params.items()}


def _rules(clause: Clause, said: Node, source: str) -> Iterator[tuple[str, Node]]:
    """Yield the kind and the rule for each action and target of a clause."""
    for row in _table()["rules"].get(clause.type, ()):
        if not _holds(row, clause):
            continue
        actions = _chosen(row["actions"], clause)
        targets = _chosen(row.get("targets", ["materials"]), clause)
        constraints = [c for spec in row.get("constraints", ()) for c in _constraint(spec, clause)]
        for target, action in itertools.product(targets, actions):
            rule: Node = {"action": action, "target": f"{source}#{target}"}
            if constraints:
                rule["constraint"] = constraints
            if "remedy" in row:
                rule["remedy"] = [{"action": x, "target": rule["target"]} for x in row["remedy"]]
            yield row["kind"], {**rule, "ai:provision": said}


def _holds(spec: Node, clause: Clause) -> bool:
    return all(clause.params.get(name) in some for name, some in spec.get("when", {}).items())


def _values(clause: Clause, param: str) -> list[Any]:
    value = clause.params.get(param)
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _chosen(spec: list[str] | Node, clause: Clause) -> list[str]:
    """Return the names that a list gives, or that the values of a param stand for."""
    if isinstance(spec, list):
        return spec
    stems = spec["stems"].items()
    found = [
        name
        for value in _values(clause, spec["param"])
        for name in [next((n for stem, n in stems if str(value).startswith(stem)), None)]
        if name
    ]
    return list(dict.fromkeys(found or spec["else"]))


def _constraint(spec: Node, clause: Clause) -> Iterator[Node]:
    if "size" in spec:
        yield _size(clause)
        return
    if not _holds(spec, clause):
        return
    values = [spec["value"]] if "value" in spec else _values(clause, spec["param"])
    named = spec.get("named", "value" in spec)
    if not values:
        if spec.get("optional"):
            return
        # What the parser could not single out is left to the words themselves.
        values, named = (spec["else"], named) if "else" in spec else ([clause.quote], False)
    operands = [{"@id": f"ai:{v}"} if named else v for v in values]
    right = operands if len(operands) > 1 else operands[0]
    yield {"leftOperand": spec["left"], "operator": spec["operator"], "rightOperand": right}


def _size(clause: Clause) -> Node:
    """Return the constraint of a threshold: the size itself counts as above it unless it is known not to."""
    params = clause.params
    size: Node = {
        "leftOperand": f"ai:{params['metric']}",
        "operator": "gt" if params.get("comparison") == "more-than" else "gteq",
        "rightOperand": params["value"],
    }
    if params.get("currency"):
        size["unit"] = f"{_table()['currencies']}{params['currency']}"
    return size
