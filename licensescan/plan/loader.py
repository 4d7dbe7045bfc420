"""The manifest's text into records, with the line of every field.

In: the text of a manifest or waivers file, and its path as shown. Out: records. Raises one
`ManifestError` (file:line: field, what, what to do) for whatever is wrong; it opens no file.
"""

from __future__ import annotations

from dataclasses import dataclass

from licensescan.errors import ManifestError
from licensescan.plan.checks import check_manifest
from licensescan.plan.complaints import record_of
from licensescan.plan.files import named_files
from licensescan.plan.manifest import Manifest, Waiver
from licensescan.plan.marked import Marked, Path, read_marked
from licensescan.plan.names import NameTable, name_table
from licensescan.records import Record


@dataclass(frozen=True, slots=True)
class LoadedManifest:
    """A manifest that holds together.

    Attributes:
        manifest: Its records.
        path: As shown in messages and reports.
        text: What was read, as decoded.
        marked: Values and lines of the text.
        names: What every name means.
    """

    manifest: Manifest
    path: str
    text: str
    marked: Marked
    names: NameTable

    def line_of(self, path: Path) -> int:
        """Return the line (from 1) of a field, or of the nearest thing around it.

        Paths use outside names: ``("lineage", 1, "data")``.
        """
        return self.marked.line_of(path)

    def where(self, path: Path) -> str:
        """Return ``file:line: field`` for an error about a field."""
        return self.marked.where(path)


class _WaiversFile(Record):
    """A file of waivers that has owners of its own."""

    version: int = 1
    waivers: tuple[Waiver, ...] = ()


def parse_manifest(text: str, path: str) -> LoadedManifest:
    """Read a manifest.

    Args:
        text: Content of the file.
        path: Its name as shown to the user.

    Raises:
        ManifestError: Anything is wrong with it.
    """
    marked = read_marked(text, path)
    if marked.value is None:
        raise ManifestError(
            "the manifest is empty",
            where=path,
            remedy="`licensescan init` writes a first manifest.",
        )
    manifest = record_of(marked, Manifest, ManifestError)
    names = name_table(manifest, marked)
    check_manifest(manifest, marked, names)
    loaded = LoadedManifest(manifest, path, text, marked, names)
    named_files(loaded)
    return loaded


def parse_waivers(text: str, path: str) -> tuple[Waiver, ...]:
    """Read a waivers file: a list, or a mapping with ``waivers``; an empty file has none.

    Raises:
        ManifestError: Anything is wrong with it.
    """
    marked = read_marked(text, path)
    if marked.value is None:
        return ()
    if isinstance(marked.value, list):
        lines = {("waivers", *place): line for place, line in marked.lines.items()}
        marked = Marked({"waivers": marked.value}, {(): 1, **lines}, path)
    return record_of(marked, _WaiversFile, ManifestError).waivers
