"""Open the files that a scan starts from: manifest, policy, waivers.

In: paths. Out: records, and what the sources are to fetch. Each file is opened once, within the
sources' limits of size; never outside the manifest's folder, but for a policy that the user names
on the command line.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from licensescan.documents.decode import decode
from licensescan.documents.values import Kind
from licensescan.errors import ManifestError, PolicyError, UnreadableTextError
from licensescan.plan import LoadedManifest, parse_manifest, parse_waivers
from licensescan.plan.files import names_policy_file
from licensescan.plan.manifest import Waiver
from licensescan.plan.marked import visible
from licensescan.plan.prose import generator
from licensescan.policy import Policy, builtin_policies, parse_policy
from licensescan.resources import read_text
from licensescan.sources import Request, inside
from licensescan.sources.files import read_bounded

DEFAULT_POLICY = "default"


def open_manifest(path: str) -> LoadedManifest:
    """Read a manifest from disk.

    Raises:
        InputError: It is missing, no text, or anything is wrong with it.
    """
    if not Path(path).exists():
        raise ManifestError(
            "there is no such file",
            where=path,
            remedy="Name the manifest, or write a first one with `licensescan init`.",
        )
    return parse_manifest(_text(Path(path), path), path)


def open_policy(name: str | None, loaded: LoadedManifest, root: Path) -> Policy:
    """Read the policy to judge by.

    Args:
        name: Built-in name or path as the user typed it; None for what the manifest says.
        loaded: The manifest.
        root: Its folder.

    Raises:
        InputError: There is no such policy, or anything is wrong with it.
    """
    if name is not None:
        return _policy(name, name if names_policy_file(name) else None, Path(name), "--policy")
    stated = loaded.manifest.policy or DEFAULT_POLICY
    where = loaded.where(("policy",))
    if names_policy_file(stated):
        return _policy(stated, stated, inside(root, stated, where), where)
    return _policy(stated, None, root, where)


def open_waivers(loaded: LoadedManifest, root: Path) -> tuple[Waiver, ...]:
    """Return the manifest's waivers, from the file that it names where they have one of their own.

    Raises:
        InputError: The file is not there, or anything is wrong with it.
    """
    waivers = loaded.manifest.waivers
    if not isinstance(waivers, str):
        return waivers
    path = inside(root, waivers, loaded.where(("waivers",)))
    return parse_waivers(_text(path, waivers), waivers)


def requests_of(loaded: LoadedManifest) -> list[Request]:
    """Return what is to be fetched: the components, then what steps and machines name besides."""
    return [*_listed(loaded), *_named(loaded)]


def _listed(loaded: LoadedManifest) -> Iterator[Request]:
    for index, one in enumerate(loaded.manifest.components):
        if one.id in loaded.names.makers and not (one.path or one.license_file):
            # What the plan makes need not exist yet.
            continue
        yield Request(
            one.id,
            Kind(one.kind),
            one.revision,
            one.path,
            one.license_file,
            where=f"{loaded.path}:{loaded.line_of(('components', index))}",
        )


def _named(loaded: LoadedManifest) -> Iterator[Request]:
    for name, kind in _references(loaded):
        asset = loaded.names.id_of(name)
        if asset not in loaded.names.kinds:
            known = generator(asset) if kind is Kind.MODEL else None
            yield Request(asset, Kind(known["kind"]) if known else kind)


def _references(loaded: LoadedManifest) -> Iterator[tuple[str, Kind]]:
    for step in loaded.manifest.lineage:
        yield from ((name, Kind.MODEL) for name in (*step.model, *step.base))
        yield from ((name, Kind.DATASET) for name in step.data)
    for machine in loaded.manifest.hardware:
        yield from ((name, Kind.MODEL) for name in machine.runs)
        yield from ((name, Kind.SOFTWARE) for name in machine.software or ())


def _policy(name: str, file: str | None, path: Path, where: str) -> Policy:
    if file is not None:
        return parse_policy(_text(path, file), file)
    if name not in builtin_policies():
        raise PolicyError(
            f'there is no built-in policy "{visible(name)}"',
            where=where,
            remedy=f"Write {', '.join(builtin_policies())}, or the path of a file.",
        )
    return parse_policy(read_text(f"policies/{name}.yaml"), name)


def _text(path: Path, shown: str) -> str:
    """Return the text of a file; a byte order mark is no part of YAML."""
    try:
        return decode(read_bounded(path, shown), shown).removeprefix("\ufeff")
    except UnreadableTextError as error:
        # What the error of a licence text advises does not help with a manifest.
        raise ManifestError(
            error.what, where=error.where, remedy="Save it as UTF-8 text."
        ) from None
