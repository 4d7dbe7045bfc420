"""Which files a manifest names, all inside its own folder.

In: a loaded manifest. Out: `NamedFile`s with relative paths. It checks paths as text and touches
no disk: a link that leads out of the folder is for whoever opens the file to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from licensescan.errors import ManifestError
from licensescan.plan.manifest import Manifest, Mirror
from licensescan.plan.marked import Path, visible

if TYPE_CHECKING:
    from licensescan.plan.loader import LoadedManifest

_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class NamedFile:
    """One file or folder that the manifest names.

    Attributes:
        role: component, license, waivers, policy or mirror.
        path: Relative, with ``/``, without ``.`` and ``..``; "." for the manifest's own folder.
        asset: Id of the component it belongs to; empty for waivers, policy and mirrors.
        where: ``file:line: field`` for errors.
    """

    role: str
    path: str
    asset: str
    where: str


def named_files(loaded: LoadedManifest) -> tuple[NamedFile, ...]:
    """Return all files the manifest names, in its order.

    Raises:
        ManifestError: A path is absolute or leaves the manifest's folder.
    """
    return tuple(
        NamedFile(role, inside(path, loaded.where(place)), asset, loaded.where(place))
        for role, path, asset, place in _written(loaded.manifest)
    )


def _written(manifest: Manifest) -> Iterator[tuple[str, str, str, Path]]:
    for index, one in enumerate(manifest.components):
        if one.path is not None:
            yield "component", one.path, one.id, ("components", index, "path")
        if one.license_file is not None:
            yield "license", one.license_file, one.id, ("components", index, "license-file")
    if isinstance(manifest.waivers, str):
        yield "waivers", manifest.waivers, "", ("waivers",)
    if manifest.policy is not None and names_policy_file(manifest.policy):
        yield "policy", manifest.policy, "", ("policy",)
    for index, source in enumerate(manifest.sources):
        if isinstance(source, Mirror):
            yield "mirror", source.mirror, "", ("sources", index, "mirror")


def names_policy_file(policy: str) -> bool:
    """Return whether ``policy:`` names a file and not a built-in policy.

    >>> names_policy_file("strict"), names_policy_file("policies/strict.yaml")
    (False, True)
    """
    return "/" in policy or policy.lower().endswith((".yaml", ".yml"))


def inside(path: str, where: str) -> str:
    """Return a path in plain form.

    Raises:
        ManifestError: It is empty, absolute, or leaves its folder.

    >>> inside("./a/../b/c.txt", "m:1")
    'b/c.txt'
    """
    plain = path.replace("\\", "/")
    if not plain.strip() or not plain.isprintable():
        raise ManifestError(
            f'"{visible(path)}" is no path', where=where, remedy="Name a file or folder."
        )
    if plain.startswith(("/", "~")) or _DRIVE.match(plain):
        raise ManifestError(
            f'"{visible(path)}" is not relative to the manifest\'s folder',
            where=where,
            remedy="Put the file beside the manifest and name it from there.",
        )
    parts: list[str] = []
    for part in plain.split("/"):
        if part == ".." and not parts:
            raise ManifestError(
                f'"{visible(path)}" leaves the manifest\'s folder',
                where=where,
                remedy="Put the file inside that folder, or the manifest further up.",
            )
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts) or "."
