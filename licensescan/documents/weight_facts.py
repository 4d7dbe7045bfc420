"""What the facts of a weight header say of lineage and licence.

In: the facts of a GGUF or safetensors header, key to text. Out: ids of base models and datasets;
the keys under which a licence stands, which `licenses` reads. Keys: github.com/ggml-org/ggml, docs/gguf.md, "General metadata" and "Source
metadata"; ``modelspec.license``: github.com/Stability-AI/ModelSpec.
"""

from __future__ import annotations

from collections.abc import Mapping

from licensescan.documents.hub_ids import hub_address, hub_id, is_hub_id

LICENSE_KEYS = ("general.license", "general.license.name", "modelspec.license", "license")
"""Keys that state a licence, in the order of trust: github.com/ggml-org/ggml, docs/gguf.md; and
github.com/Stability-AI/ModelSpec for safetensors."""

_SOURCES_LIMIT = 50


def base_models_of(facts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of the models that the header names as its bases."""
    return _sources(facts, "general.base_model")


def datasets_of(facts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of the data that the header names."""
    listed = (hub_id(line) for line in facts.get("general.datasets", "").splitlines())
    ids = (*(x for x in listed if is_hub_id(x)), *_sources(facts, "general.dataset"))
    return tuple(dict.fromkeys(ids))


def _sources(facts: Mapping[str, str], key: str) -> tuple[str, ...]:
    ids = (_source(facts, f"{key}.{i}") for i in range(_SOURCES_LIMIT))
    return tuple(dict.fromkeys(x for x in ids if x))


def _source(facts: Mapping[str, str], key: str) -> str | None:
    """Return the id of one source: by its address, else by organisation and name."""
    for part in ("repo_url", "url"):
        address = hub_address(facts.get(f"{key}.{part}", ""))
        if address:
            return address.repo
    owner = facts.get(f"{key}.organization", "").strip().replace(" ", "-")
    name = facts.get(f"{key}.name", "").strip().replace(" ", "-")
    return f"{owner}/{name}" if owner and is_hub_id(f"{owner}/{name}") else None
