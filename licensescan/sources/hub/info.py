"""What the Hub's metadata say of a repo at one commit, kept on disk for offline runs.

In: the answer of ``model_info`` or ``dataset_info``. Out: `RepoInfo`, which goes into a file of the
program's own cache and comes back the same. Metadata are public also where the files are gated.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from huggingface_hub import DatasetInfo, ModelInfo, constants
from huggingface_hub.hf_api import ExpandDatasetProperty_T, ExpandModelProperty_T

from licensescan.documents.card import CARD_KEYS
from licensescan.documents.values import Role
from licensescan.resources import cache_folder, keep
from licensescan.sources.selection import TEXTS_LIMIT, linked_file, select
from licensescan.sources.values import Request
from licensescan.sources.weights import Header

MODEL_FIELDS: list[ExpandModelProperty_T] = [
    "sha", "cardData", "gated", "baseModels", "siblings", "pipeline_tag", "gguf", "safetensors",
    "lastModified",
]  # fmt: skip
DATASET_FIELDS: list[ExpandDatasetProperty_T] = [
    "sha",
    "cardData",
    "gated",
    "siblings",
    "lastModified",
]


@dataclass(frozen=True, slots=True)
class RepoInfo:
    """A repo at one commit, without its files.

    Attributes:
        sha: Commit.
        gated: Whether the Hub gates the files.
        card: The card's front matter as the Hub keeps it: wanted keys only.
        names: Files that are texts by their name, and the file that ``license_link`` names.
        missing_link: The file that ``license_link`` names and the repo has not; else None.
        more: Whether there are more texts than are read.
        relation: ``base_model_relation`` as the Hub infers it.
        pipeline_tag: As the Hub infers it.
        weights: Facts that the Hub read from weight headers.
        last_modified: ISO date and time.
    """

    sha: str
    gated: bool = False
    card: dict[str, Any] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    missing_link: str | None = None
    more: bool = False
    relation: str | None = None
    pipeline_tag: str | None = None
    weights: dict[str, str] = field(default_factory=dict)
    last_modified: str | None = None

    def texts(self) -> list[tuple[str, Role]]:
        """Return the files to read, the card first: it may name the licence."""
        roles = dict(select(self.names))
        pairs = [(name, roles.get(name, Role.LICENSE)) for name in self.names]
        return sorted(pairs, key=lambda pair: pair[1] is not Role.CARD)


def info_of(answer: ModelInfo | DatasetInfo, request: Request) -> RepoInfo:
    """Return what an answer of the Hub says.

    Raises:
        ValueError: It names no commit, so it is no answer of a Hub.
    """
    if not isinstance(answer.sha, str) or not answer.sha:
        raise ValueError("no commit")
    card = _card(answer.card_data)
    files = [x.rfilename for x in answer.siblings or ()]
    texts = [name for name, _ in select(x for x in files if "/" not in x)]
    link = linked_file(_text(card.get("license_link")), request.id)
    linked = [link] if link in files and link not in texts else []
    bases = getattr(answer, "base_models", None)
    return RepoInfo(
        sha=answer.sha,
        gated=bool(answer.gated),
        card=card,
        names=(*linked, *texts[:TEXTS_LIMIT]),
        missing_link=link if link not in files else None,
        more=len(texts) > TEXTS_LIMIT,
        relation=_text(bases.get("relation")) if isinstance(bases, dict) else None,
        pipeline_tag=_text(getattr(answer, "pipeline_tag", None)),
        weights=_weights(answer),
        last_modified=answer.last_modified.isoformat() if answer.last_modified else None,
    )


def keep_info(info: RepoInfo, request: Request) -> None:
    """Keep metadata for offline runs."""
    keep(_file(request), json.dumps(asdict(info), ensure_ascii=False).encode())


def kept_info(request: Request) -> RepoInfo | None:
    """Return metadata that an earlier run kept; None where there are none that can be read."""
    try:
        stored = json.loads(_file(request).read_bytes())
        return RepoInfo(**{**stored, "names": tuple(stored["names"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _file(request: Request) -> Path:
    revision = request.revision or constants.DEFAULT_REVISION
    name = "\n".join((constants.ENDPOINT, request.kind, request.id, revision))
    return cache_folder() / "hub" / f"{hashlib.sha256(name.encode()).hexdigest()}.json"


def _card(data: Any) -> dict[str, Any]:
    """Return the wanted keys of ``cardData``, which the client wraps or leaves as it is."""
    values = data if isinstance(data, dict) else getattr(data, "__dict__", {})
    return {key: values[key] for key in sorted(CARD_KEYS) if values.get(key) is not None}


def _weights(answer: ModelInfo | DatasetInfo) -> dict[str, str]:
    """Return the numbers and texts under ``gguf`` and ``safetensors``."""
    header = Header()
    for name in ("gguf", "safetensors"):
        value = getattr(answer, name, None)
        facts = value if isinstance(value, dict) else getattr(value, "__dict__", {})
        for key, fact in facts.items():
            if isinstance(fact, str | int | float):
                header.keep(f"{name}.{key}", str(fact))
    return header.facts


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
