"""Read repos of the Hub: metadata at one commit, then the texts at that commit.

In: requests. Out: artifacts, always: what the Hub refuses is a problem of the artifact. Honours
HF_ENDPOINT, HF_TOKEN, HF_HOME and HF_HUB_OFFLINE, which the Hub's client reads when it is imported.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from huggingface_hub import HfApi, constants, hf_hub_download, try_to_load_from_cache
from huggingface_hub.utils.tqdm import disable_progress_bars

from licensescan import __version__
from licensescan.documents.card import Card, card_of_metadata
from licensescan.documents.values import Artifact, Kind, Role
from licensescan.errors import UnreadableTextError
from licensescan.sources.assemble import (
    File,
    Parts,
    add_card,
    add_files,
    no_linked_file,
    too_many,
    unreadable,
)
from licensescan.sources.files import read_bounded
from licensescan.sources.hub import info as hub_info
from licensescan.sources.hub.cache import cached_info
from licensescan.sources.hub.client import bounded, install
from licensescan.sources.hub.faults import (
    FAILURES,
    HubFaultError,
    cut_short,
    gated_problem,
    offline_problem,
    problem_of,
    repo_path,
)
from licensescan.sources.hub.info import RepoInfo, info_of, keep_info, kept_info
from licensescan.sources.values import Request

DOWNLOAD_TRIES = 2


def connect(*, until: float, each: float, offline: bool) -> Connection:
    """Return a connection to the Hub.

    Args:
        until: When to give up, on the clock of `time.monotonic`.
        each: Seconds that one asset may take, so that a slow one leaves time for the others.
        offline: Ask the caches on this machine only.
    """
    install()
    disable_progress_bars("huggingface_hub.http_get")
    if "HF_HUB_VERBOSITY" not in os.environ and not constants.HF_DEBUG:
        # Its warnings repeat what the servers wrote, straight to the terminal.
        logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    return Connection(until, each, offline or constants.is_offline_mode())


@dataclass(frozen=True, slots=True)
class Connection:
    """The Hub for the length of one fetch; used by several threads at once."""

    until: float
    each: float
    offline: bool
    api: HfApi = field(
        default_factory=lambda: HfApi(library_name="licensescan", library_version=__version__)
    )

    def find(self, request: Request) -> Artifact:
        """Return what the Hub, or its cache when offline, has of an asset."""
        nothing = Artifact(request.id, request.kind)
        with bounded(min(self.until, time.monotonic() + self.each)):
            try:
                info = self._info(request)
            except FAILURES as error:
                return replace(nothing, problems=(problem_of(error, request),))
            if info is None:
                return replace(nothing, problems=(offline_problem(request),))
            return self._read(request, info)

    def _info(self, request: Request) -> RepoInfo | None:
        if self.offline:
            return kept_info(request) or cached_info(request, self.api)
        if request.kind is Kind.DATASET:
            data = self.api.dataset_info(
                request.id, revision=request.revision, expand=hub_info.DATASET_FIELDS
            )
            info = info_of(data, request)
        else:
            model = self.api.model_info(
                request.id, revision=request.revision, expand=hub_info.MODEL_FIELDS
            )
            info = info_of(model, request)
        keep_info(info, request)
        return info

    def _read(self, request: Request, info: RepoInfo) -> Artifact:
        parts = Parts(weights=dict(info.weights))
        self._add_texts(parts, request, info)
        if parts.card is None and info.card:
            add_card(parts, card_of_metadata(info.card), request.id, info.sha)
        if info.missing_link:
            parts.problems.append(no_linked_file(request.id, info.missing_link))
        if info.more:
            parts.problems.append(too_many(request.id))
        return Artifact(
            id=request.id,
            kind=request.kind,
            revision=info.sha,
            documents=parts.ordered(),
            card=_completed(parts.card, info),
            gated=info.gated or any(x.reason == "gated" for x in parts.problems),
            source="hub",
            weights=parts.weights,
            problems=tuple(parts.problems),
            last_modified=info.last_modified,
        )

    def _add_texts(self, parts: Parts, request: Request, info: RepoInfo) -> None:
        files: list[File] = []
        for name, role in info.texts():
            try:
                files.append(self._file(request, info.sha, name, role))
            except UnreadableTextError as error:
                parts.problems.append(unreadable(request.id, name, error))
            except FAILURES as error:
                problem = problem_of(error, request, name)
                closed = problem.reason == "gated" or (self.offline and info.gated)
                parts.problems.append(gated_problem(request) if closed else problem)
                if closed:
                    break  # so are all others
        add_files(parts, files, request.id, info.sha)

    def _file(self, request: Request, sha: str, name: str, role: Role) -> File:
        """Return one file at a commit, from the Hub or its cache.

        Raises:
            UndecodableError: It is over the limit.
            HubFaultError: As `BoundedClient.send`, and the other errors in `FAILURES`.
        """
        kind = str(request.kind)
        path = try_to_load_from_cache(request.id, name, revision=sha, repo_type=kind)
        if not isinstance(path, str):
            path = self._download(request, sha, name)
        content = read_bounded(Path(path).resolve(), name)
        address = f"{constants.ENDPOINT}/{repo_path(request)}/blob/{sha}/{quote(name)}"
        return File(name, role, content, address)

    def _download(self, request: Request, sha: str, name: str) -> str:
        if self.offline:
            raise HubFaultError("offline", "it was not fetched before")
        for attempt in range(DOWNLOAD_TRIES):
            try:
                return hf_hub_download(
                    request.id,
                    name,
                    repo_type=str(request.kind),
                    revision=sha,
                    library_name="licensescan",
                    library_version=__version__,
                )
            except FAILURES as error:
                if not cut_short(error) or attempt + 1 == DOWNLOAD_TRIES:
                    raise
        raise AssertionError("the last try returns or raises")


def _completed(card: Card | None, info: RepoInfo) -> Card | None:
    """Return the card with what the Hub infers where the card says nothing."""
    if card is None:
        inferred = card_of_metadata({"pipeline_tag": info.pipeline_tag})
        return inferred if info.pipeline_tag else None
    hub = card_of_metadata(
        {"base_model_relation": info.relation, "pipeline_tag": info.pipeline_tag}
    )
    return replace(
        card,
        base_model_relation=card.base_model_relation or hub.base_model_relation,
        pipeline_tag=card.pipeline_tag or hub.pipeline_tag,
    )
