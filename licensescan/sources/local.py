"""What a manifest names by ``path`` or ``license-file``: a folder, a weight file, a text.

In: a request and the manifest's folder. Out: an artifact. What the user named and cannot be read
is bad input, an error; what a named folder holds and cannot be read is a problem of the artifact.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from licensescan.documents.decode import document_of
from licensescan.documents.values import Artifact, Document
from licensescan.errors import InputError, UnreadableTextError
from licensescan.sources.assemble import Parts
from licensescan.sources.files import inside, read_bounded
from licensescan.sources.folder import RepoFolder, add_header, read_folder
from licensescan.sources.values import Request
from licensescan.sources.weights import SUFFIXES, HeaderError


def read_path(request: Request, root: Path) -> Artifact:
    """Return the artifact of a request that has a path.

    Raises:
        InputError: The path leaves the manifest's folder, is not there, or is neither a folder
            nor a weight file.
        UnreadableTextError: The header of the weight file cannot be read.
    """
    where = _field(request, "path")
    path = inside(root, request.path or "", where)
    if path.is_dir():
        parts = read_folder(RepoFolder(path, root, request.id))
    elif path.name.lower().endswith(SUFFIXES) and path.is_file():
        parts = _weight_file(path, request, where)
    else:
        raise InputError(
            f"{request.path} is neither a folder nor a .gguf or .safetensors file",
            where=where,
            remedy="Name the folder of the model; a licence text goes under license-file.",
        )
    return Artifact(
        id=request.id,
        kind=request.kind,
        documents=parts.ordered(),
        card=parts.card,
        source="path",
        weights=parts.weights,
        problems=tuple(parts.problems),
    )


def with_license_file(artifact: Artifact, request: Request, root: Path) -> Artifact:
    """Return the artifact with the text that the manifest names as its licence, put first.

    Raises:
        InputError: The path leaves the manifest's folder or is not there.
        UnreadableTextError: The text is binary, too large, or no regular file.
    """
    if request.license_file is None:
        return artifact
    document = read_license_file(request, root)
    return replace(artifact, documents=(document, *artifact.documents))


def read_license_file(request: Request, root: Path) -> Document:
    """Return the text that the manifest names as a licence; raises as `with_license_file`."""
    where = _field(request, "license-file")
    name = request.license_file or ""
    path = inside(root, name, where)
    shown = f"{where}: {name}" if where else name
    return document_of(read_bounded(path, shown), name, origin=request.id, where=shown)


def _weight_file(path: Path, request: Request, where: str) -> Parts:
    parts = Parts()
    try:
        add_header(parts, path, request.id)
    except (HeaderError, OSError) as error:
        raise UnreadableTextError(
            f"{request.path} cannot be read: {error}",
            where=where,
            remedy="Get the file anew, or name the model by its Hub id.",
        ) from None
    return parts


def _field(request: Request, field: str) -> str:
    return f"{request.where}: {field}" if request.where else field
