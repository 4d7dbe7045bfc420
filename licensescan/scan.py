"""The whole of it: from a manifest on disk to a result, each stage one call.

In: the path of a manifest. Out: a `Result`. What a place does not have or refuses is listed in the
result as incomplete; only what the user gave can raise. Never asks the clock: today is an argument.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from licensescan.documents.values import Artifact
from licensescan.inputs import open_manifest, open_policy, open_waivers, requests_of
from licensescan.licenses.terms import conclude
from licensescan.licenses.values import Terms
from licensescan.plan import Asset, LoadedManifest, Plan, build_plan
from licensescan.policy import Policy, judge
from licensescan.recording import Stamp, record
from licensescan.result import Result
from licensescan.sources import FetchOptions, fetch, places_of

if TYPE_CHECKING:
    from licensescan.sources import Progress


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """How a scan is made.

    Attributes:
        root: Folder that the manifest's paths are relative to.
        today: Day that waivers are judged at.
        offline: Ask no server.
        progress: Told after each asset that was read.
    """

    root: Path
    today: dt.date
    offline: bool = False
    progress: Progress | None = None


def scan(
    manifest: str | Path | LoadedManifest,
    *,
    today: dt.date,
    policy: str | None = None,
    offline: bool = False,
    progress: Progress | None = None,
) -> Result:
    """Judge a manifest.

    Args:
        manifest: Path of the manifest, or what was read there; what it names is looked for in
            its folder.
        today: Day that waivers are judged at.
        policy: Built-in name or path of a policy that takes the place of the manifest's.
        offline: Ask no server.
        progress: Told after each asset that was read.

    Raises:
        InputError: The manifest, or a file that it names, cannot be used.
    """
    loaded = manifest if isinstance(manifest, LoadedManifest) else open_manifest(str(manifest))
    root = Path(loaded.path).parent
    rules = open_policy(policy, loaded, root)
    return scan_loaded(loaded, rules, ScanOptions(root, today, offline, progress))


def scan_loaded(loaded: LoadedManifest, policy: Policy, options: ScanOptions) -> Result:
    """Judge a manifest that is read already.

    Raises:
        InputError: A file that the manifest names cannot be used.
    """
    root = options.root
    waivers = open_waivers(loaded, root)
    places = places_of(loaded.manifest.sources, root, loaded.where(("sources",)))
    how = FetchOptions(
        root, tuple(loaded.names.makers), offline=options.offline, progress=options.progress
    )
    artifacts = fetch(requests_of(loaded), places, how)
    plan = build_plan(loaded, artifacts)
    terms = terms_of(plan, artifacts)
    revisions = {name: x.revision for name, x in artifacts.items() if x.revision}
    judgement = judge(plan, terms, policy, waivers, options.today, revisions=revisions)
    return record(plan, artifacts, terms, judgement, Stamp(policy.name, options.today))


def terms_of(plan: Plan, artifacts: Mapping[str, Artifact]) -> dict[str, Terms]:
    """Conclude the terms of every asset that is not made by the plan itself."""
    others = [asset for asset in plan.assets.values() if not asset.ours]
    return {
        asset.id: _terms(asset, artifacts.get(asset.id) or Artifact(asset.id, asset.kind))
        for asset in others
    }


def _terms(asset: Asset, artifact: Artifact) -> Terms:
    stated = asset.component
    if stated is None:
        terms = conclude(artifact)
    else:
        terms = conclude(
            artifact,
            declared=stated.license,
            license_documents=artifact.documents[:1] if stated.license_file else (),
            elect=stated.elect,
            obtained=stated.obtained,
        )
    if terms.source == "none" and any(x.blocks for x in artifact.problems):
        # Nothing was read, so nothing is known to be unknown: the result lists it as incomplete,
        # which is never compliant and has an exit status of its own.
        return replace(terms, unknown=())
    return terms
