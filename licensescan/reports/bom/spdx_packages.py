"""Components as SPDX packages, with the LicenseRefs that their licences need.

In: the components of a `Result`. Out: packages with unique, stable ids. Never claims more than
the result knows: a licence that nobody stated is NOASSERTION.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from license_expression import LicenseExpression
from spdx_tools.common.spdx_licensing import spdx_licensing
from spdx_tools.spdx.model.actor import Actor, ActorType
from spdx_tools.spdx.model.extracted_licensing_info import ExtractedLicensingInfo
from spdx_tools.spdx.model.package import (
    ExternalPackageRef,
    ExternalPackageRefCategory,
    Package,
    PackagePurpose,
)
from spdx_tools.spdx.model.spdx_no_assertion import SpdxNoAssertion
from spdx_tools.spdx.validation.uri_validators import validate_url

from licensescan.licenses.catalog import catalog
from licensescan.reports.bom.expression import Expression, expression
from licensescan.reports.names import listed
from licensescan.reports.safe import one_line, web_address
from licensescan.reports.view import duties
from licensescan.result import ComponentRecord, Result

_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}")
_HUB = {"model": "https://huggingface.co/", "dataset": "https://huggingface.co/datasets/"}
_SUMMARY = {
    "model": "machine-learning model",
    "dataset": "dataset",
    "service": "hosted service",
    "software": "software",
}


@dataclass(slots=True)
class Packages:
    """Packages being gathered.

    Attributes:
        packages: In the order of the result's components, then what only lineage names.
        ids: Name of an asset → id of its package.
        refs: LicenseRef → its name, and the components whose licence it is.
    """

    packages: list[Package] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    refs: dict[str, tuple[str, list[ComponentRecord]]] = field(default_factory=dict)

    @classmethod
    def of(cls, result: Result) -> Packages:
        """Return the packages of a result; an asset that only the lineage names has one too."""
        made = cls()
        credits = _credits(result)
        for component in result.components:
            made._add(component, result.organization, credits.get(component.name, []))
        for component in result.components:
            for step in component.upstream:
                name = str(step.get("source") or "")
                if name and name not in made.ids:
                    made._add(ComponentRecord(name=name, kind="", listed=False), None, [])
        return made

    def _add(
        self, component: ComponentRecord, organization: str | None, credits: list[str]
    ) -> None:
        package = self._package(component, organization, credits)
        self.packages.append(package)
        self.ids.setdefault(component.name, package.spdx_id)

    def _package(
        self, component: ComponentRecord, organization: str | None, credits: list[str]
    ) -> Package:
        ours = one_line(organization or "", 120) if component.ours else ""
        address = _address(component)
        return Package(
            spdx_id=self._id(component),
            name=one_line(component.name, 300) or "unnamed",
            download_location=f"git+{address}@{component.revision}"
            if address
            else SpdxNoAssertion(),
            version=one_line(component.revision or "", 120) or None,
            supplier=Actor(ActorType.ORGANIZATION, ours) if ours else SpdxNoAssertion(),
            files_analyzed=False,
            homepage=address or None,
            license_concluded=self._license(component.license.concluded, component),
            license_declared=self._license(component.license.declared, component),
            license_comment=_license_comment(component),
            copyright_text=SpdxNoAssertion(),
            summary=_SUMMARY.get(component.kind) or one_line(component.kind, 60) or None,
            comment=one_line(" ".join(component.notes), 2000) or None,
            external_references=list(_references(component, address)),
            attribution_texts=credits,
            primary_package_purpose=(
                PackagePurpose.APPLICATION if component.kind == "software" else PackagePurpose.OTHER
            ),
        )

    def _id(self, component: ComponentRecord) -> str:
        slug = re.sub(r"[^0-9A-Za-z.]+", "-", f"{component.kind}-{component.name}").strip("-.")
        name = f"SPDXRef-{slug[:120] or 'asset'}"
        if any(package.spdx_id == name for package in self.packages):
            seed = f"{len(self.packages)} {component.name}".encode("utf-8", "replace")
            name = f"{name}-{hashlib.sha256(seed).hexdigest()[:8]}"
        return name

    def _license(
        self, stated: str | None, component: ComponentRecord
    ) -> LicenseExpression | SpdxNoAssertion:
        made: Expression | None = expression(stated)
        if made is None:
            return SpdxNoAssertion()
        for ref, name in made.refs:
            users = self.refs.setdefault(ref, (name, []))[1]
            if component not in users:
                users.append(component)
        return spdx_licensing.parse(made.text)

    def extracted(self) -> list[ExtractedLicensingInfo]:
        """Return what is known of each LicenseRef, in the order of their ids."""
        return [_extracted(ref, *self.refs[ref]) for ref in sorted(self.refs)]


def _credits(result: Result) -> dict[str, list[str]]:
    """Return the credits that terms spell out for each subject."""
    credits: dict[str, list[str]] = {}
    for duty in duties(result):
        if duty.rule.id == "display-attribution":
            for subject in duty.subjects:
                credits.setdefault(subject, []).extend(duty.texts)
    return credits


def _address(component: ComponentRecord) -> str:
    """Return the Hub's address of a repo whose commit is known, else nothing."""
    base = _HUB.get(component.kind, "")
    known = _COMMIT.fullmatch(component.revision or "") and _HUB_ID.fullmatch(component.name)
    return f"{base}{component.name}" if base and known and not component.ours else ""


def _references(component: ComponentRecord, address: str) -> Iterator[ExternalPackageRef]:
    # The package-url type `huggingface` is defined for models only.
    if address and component.kind == "model":
        purl = f"pkg:huggingface/{component.name}@{component.revision}"
        yield ExternalPackageRef(ExternalPackageRefCategory.PACKAGE_MANAGER, "purl", purl)


def _license_comment(component: ComponentRecord) -> str | None:
    record = component.license
    parts = []
    if record.declared:
        parts.append(f"Declared as: {one_line(record.declared, 300)}.")
    if record.source != "none":
        parts.append(f"Concluded from: {record.source}.")
    if component.agreement:
        reference = ", ".join(
            x for x in listed(component.agreement.get("reference")) if x != "None"
        )
        parts.append(f"Held under a contract of one's own: {one_line(reference, 200)}.")
    return " ".join(parts) or None


def _extracted(ref: str, name: str, users: list[ComponentRecord]) -> ExtractedLicensingInfo:
    """Return what is known of a licence; the text itself is not part of a result."""
    known = catalog().get(ref)
    read = [(x, document) for x in users for document in x.documents if document.license == ref]
    places = [f"{x.name}: {document.path} (sha256 {document.sha256})" for x, document in read]
    addresses = {web_address(document.address) for _, document in read}
    if known:
        addresses |= {web_address(known.address)}
    stated = f" Stated as: {name}." if name != ref else ""
    where = f" It was read from {'; '.join(places)}." if places else ""
    return ExtractedLicensingInfo(
        license_id=ref,
        extracted_text=one_line(f"The text is not reproduced here.{stated}{where}"),
        license_name=one_line(known.name if known else name, 200),
        cross_references=sorted(x for x in addresses if x and not validate_url(x)),
    )
