"""Find a repo in the cache of the Hub's client, filled by another program.

In: a request. Out: `RepoInfo` from what lies there, or None. Only asked when offline and when
the program's own notes (`kept_info`) have nothing.
"""

from __future__ import annotations

from huggingface_hub import HfApi, constants, scan_cache_dir
from huggingface_hub.errors import CacheNotFound, RevisionResolutionError

from licensescan.sources.hub.info import RepoInfo
from licensescan.sources.selection import TEXTS_LIMIT, select
from licensescan.sources.values import Request


def cached_info(request: Request, api: HfApi) -> RepoInfo | None:
    """Return commit and texts of a repo in the cache; None where it or the revision is not there."""
    try:
        commit = api.resolve_revision(
            request.id,
            repo_type=str(request.kind),
            revision=request.revision,
            local_files_only=True,
        ).resolved
        repos = scan_cache_dir(constants.HF_HUB_CACHE).repos
    except (RevisionResolutionError, CacheNotFound):
        return None
    names = [
        file.file_path.relative_to(revision.snapshot_path).as_posix()
        for repo in repos
        if repo.repo_id == request.id and repo.repo_type == request.kind
        for revision in repo.revisions
        if revision.commit_hash == commit
        for file in revision.files
    ]
    texts = [name for name, _ in select(x for x in names if "/" not in x)]
    return RepoInfo(sha=commit, names=tuple(texts[:TEXTS_LIMIT])) if names else None
