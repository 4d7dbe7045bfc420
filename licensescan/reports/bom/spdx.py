"""The bill of materials as SPDX 2.3 in JSON, made with spdx-tools.

In: a `Result`; its date is the document's. Out: a document that the library's own validator
accepts: one package for each component, declared and concluded licences, and the lineage as
relationships. The same result gives the same document, namespace included.
"""

from __future__ import annotations

import datetime as dt
import hashlib

from spdx_tools.spdx.document_utils import create_document_without_duplicates
from spdx_tools.spdx.jsonschema.document_converter import DocumentConverter
from spdx_tools.spdx.model.actor import Actor, ActorType
from spdx_tools.spdx.model.document import CreationInfo, Document

from licensescan.reports.bom.spdx_lineage import relationships
from licensescan.reports.bom.spdx_packages import Packages
from licensescan.reports.safe import dumps, one_line
from licensescan.reports.setting import Setting
from licensescan.result import Result


def render(result: Result, setting: Setting) -> str:
    """Return the SPDX document as JSON."""
    converter = DocumentConverter()  # type: ignore[no-untyped-call]
    return dumps(converter.convert(create_document_without_duplicates(document(result))))


def document(result: Result) -> Document:
    """Return the SPDX document."""
    packages = Packages.of(result)
    return Document(
        _creation(result),
        packages=list(packages.packages),
        relationships=relationships(result, packages),
        extracted_licensing_info=packages.extracted(),
    )


def _creation(result: Result) -> CreationInfo:
    digest = hashlib.sha256(dumps(result.model_dump(mode="json")).encode()).hexdigest()
    name, _, version = one_line(result.tool, 80).partition(" ")
    creators = [Actor(ActorType.TOOL, f"{name or 'licensescan'}-{version or '0'}")]
    if organization := one_line(result.organization or "", 120):
        creators.append(Actor(ActorType.ORGANIZATION, organization))
    remarks = [result.disclaimer, f"Policy: {result.policy}.", f"Verdict: {result.verdict}."]
    if result.catalog:
        remarks.append(f"Catalog of licences: {result.catalog}.")
    return CreationInfo(
        spdx_version="SPDX-2.3",
        spdx_id="SPDXRef-DOCUMENT",
        name=one_line(result.organization or result.manifest, 120) or "plan",
        document_namespace=f"https://spdx.org/spdxdocs/licensescan-{digest}",
        creators=creators,
        created=created(result.date),
        document_comment=one_line(" ".join(remarks)),
    )


def created(date: str) -> dt.datetime:
    """Return midnight (UTC) of an ISO date; the epoch's for what is none.

    >>> created("2026-11-23").isoformat()
    '2026-11-23T00:00:00'
    """
    try:
        day = dt.date.fromisoformat(date[:10])
    except ValueError:
        day = dt.date(1970, 1, 1)
    # The library writes its times with a Z and wants them without a zone.
    return dt.datetime.combine(day, dt.time())
