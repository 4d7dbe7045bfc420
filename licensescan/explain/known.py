"""Answers that look something up: a finding, a clause type or rule, what a repo's terms say.

In: a place and what is asked about. Out: an `Answer` that is neither yes nor no.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from lark import Token, Tree

from licensescan.documents.values import Artifact, Kind
from licensescan.errors import QuestionError
from licensescan.explain.place import Place
from licensescan.explain.values import Answer, Status
from licensescan.licenses.terms import conclude
from licensescan.licenses.values import SourcedClause, Terms
from licensescan.policy.values import Finding
from licensescan.reports.cited import sections
from licensescan.reports.rules import rule_text
from licensescan.sources import FetchOptions, HubPlace, Request, fetch, places_of
from licensescan.taxonomy import clause_types

_TELLING = ("prohibition", "limit", "duty")
"""Effects that are listed when somebody asks what terms say; permissions are counted."""


def why_answer(place: Place, asked: str) -> Answer:
    """Answer why a finding is one: its words, chain, facts and remedies.

    Raises:
        QuestionError: There is no manifest, or no finding goes by that id.
    """
    if place.loaded is None:
        raise QuestionError(
            f"{asked} is a finding, and there is no manifest to find it in",
            remedy="Name the manifest with --manifest, or ask in the folder of licensescan.yaml.",
        )
    result = place.judge()
    found = [x for x in result.findings if x.id == asked]
    found = found or [x for x in result.findings if x.id.startswith(asked)]
    if not found:
        raise _no_finding(asked, [x.id for x in result.findings])
    return Answer(Status.YES, tuple(_verdict(x) for x in found), tuple(found), (), result)


def about_answer(place: Place, tree: Tree[Token]) -> Answer:
    """Answer what a clause type or a rule means, or what the terms of a repo say."""
    for token in tree.children:
        if isinstance(token, Token) and token.type == "CLAUSE":
            return _about_type(place, str(token))
        if isinstance(token, Token) and token.type == "NAME":
            return _about_asset(place, str(token))
    raise AssertionError("the grammar gives one of the two")


def _verdict(finding: Finding) -> str:
    waived = f", waived: {finding.waiver}" if finding.waived else ""
    reading = f" {finding.reading}" if finding.reading else ""
    return f"{finding.id} is a {finding.verdict}{waived}.{reading}"


def _no_finding(asked: str, known: Sequence[str]) -> QuestionError:
    near = difflib.get_close_matches(asked, known, n=3, cutoff=0.4) or known[:3]
    listed = "".join(f"\n    {name}" for name in near)
    return QuestionError(
        f"no finding of the plan has the id {asked}",
        remedy=f"There are:{listed}" if near else "The plan has no findings.",
    )


def _about_type(place: Place, kind: str) -> Answer:
    row, words = clause_types().get(kind, {}), rule_text(kind)
    effect = row.get("effect", "rule")
    said = [f"{words.title} ({kind}), a {effect}: {row.get('summary') or words.why}"]
    said += [text for text in (words.why, words.remedy) if text and text not in said[0]]
    if place.loaded is None:
        return Answer(Status.YES, tuple(said))
    result = place.judge()
    found = tuple(x for x in result.findings if x.rule == kind)
    number = f"{len(found)} findings" if len(found) != 1 else "1 finding"
    said.append(f"In {result.manifest}: {number if found else 'no finding'}.")
    return Answer(Status.YES, tuple(said), found, (), result)


def _about_asset(place: Place, name: str) -> Answer:
    kind = Kind(place.kind_of(name))
    artifact = _artifact(place, name, kind)
    terms = conclude(artifact)
    said = [f"{name} is under {terms.concluded or 'no licence that is known'} ({_from(terms)})."]
    said += [f"{reason}." for reason in terms.unknown]
    said += [terms.mismatch] if terms.mismatch else []
    said += [f"{x.message} {x.remedy}".strip() for x in artifact.problems]
    for choice in terms.alternatives:
        if len(terms.alternatives) > 1:
            said.append(f"Under {choice.license}:")
        said += _listed(choice.clauses)
        if choice.unread:
            said.append(f"{len(choice.unread)} provisions were not understood.")
    return Answer(Status.YES, (*said, *(f"{x[:1].upper()}{x[1:]}." for x in terms.notes)))


def _artifact(place: Place, name: str, kind: Kind) -> Artifact:
    """Fetch one asset, as the manifest lists it where it does."""
    asking, loaded = place.asking, place.loaded
    options = FetchOptions(asking.root, offline=asking.offline, progress=asking.progress)
    if loaded is None:
        return fetch([Request(name, kind)], [HubPlace()], options)[name]
    places = places_of(loaded.manifest.sources, asking.root, loaded.where(("sources",)))
    index = loaded.names.components.get(name)
    stated = loaded.manifest.components[index] if index is not None else None
    request = (
        Request(name, kind, stated.revision, stated.path, stated.license_file)
        if stated
        else Request(name, kind)
    )
    return fetch([request], places, options)[name]


def _from(terms: Terms) -> str:
    declared = f"declared as {terms.declared!r}; " if terms.declared else ""
    read = {"text": "its own text was read", "catalog": "known from the catalog"}
    return declared + read.get(terms.source, "no text was read")


def _listed(clauses: Sequence[SourcedClause]) -> list[str]:
    """Return one line for each clause type and document, the prohibitions first."""
    groups: dict[tuple[str, str], list[SourcedClause]] = {}
    for effect in _TELLING:
        for one in (x for x in clauses if x.clause.effect == effect):
            groups.setdefault((one.clause.type, one.document), []).append(one)
    return [f"- {kind}: {_told(document, found)}" for (kind, document), found in groups.items()]


def _told(document: str, found: Sequence[SourcedClause]) -> str:
    named = dict.fromkeys(str(x.clause.params["category"]) for x in found if _category(x))
    quote = " ".join(found[0].clause.quote.split())
    where = sections(x.clause.section for x in found)
    place = ", ".join(x for x in (Path(document).name, where) if x)
    words = ", ".join(named) or (f"“{quote}”" if quote else "")
    return f"{words} ({place})" if words else place


def _category(sourced: SourcedClause) -> bool:
    return bool(sourced.clause.params.get("category"))
