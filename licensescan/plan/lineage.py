"""The steps of a manifest, and what cards state, as arrows from source to result.

In: a loaded manifest; artifacts. Out: `Derivation`s. What of a source goes into a result is
decided here once, by activity and field. It judges nothing and follows no terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from licensescan.documents.hub_ids import is_hub_id
from licensescan.documents.values import Artifact, Kind, Role
from licensescan.documents.weight_facts import base_models_of, datasets_of
from licensescan.plan.loader import LoadedManifest
from licensescan.plan.manifest import Activity, Step
from licensescan.plan.names import NameTable
from licensescan.plan.prose import Statement, statements_in
from licensescan.plan.values import Derivation, Link

_MAKES_DATA = frozenset({Activity.GENERATE, Activity.ANNOTATE, Activity.EMBED, Activity.COMBINE})
"""Data that goes into these is (in part, or in another form) in the result."""

_RELATIONS = {
    "adapter": Activity.ADAPTER,
    "merge": Activity.MERGE,
    "quantized": Activity.QUANTIZED,
    "finetune": Activity.FINETUNE,
}
"""Values of ``base_model_relation`` (huggingface.co/docs/hub/model-cards)."""


def link_of(activity: Activity, field: str) -> Link:
    """Return what of an input goes into the result of a step.

    The model that generates, annotates, embeds or teaches gives its outputs; what is tuned,
    merged or changed in form gives its materials; data that trains a model is trained on, data
    that becomes other data is contained. Evaluating carries nothing over.

    >>> link_of(Activity.DISTILL, "model").value, link_of(Activity.DISTILL, "base").value
    ('outputs', 'materials')
    """
    if activity is Activity.EVALUATE:
        return Link.NONE
    if field == "base":
        return Link.MATERIALS
    if field == "model":
        return Link.MATERIALS if activity is Activity.COMBINE else Link.OUTPUTS
    return Link.MATERIALS if activity in _MAKES_DATA else Link.DATA


def inputs_of(step: Step, names: NameTable) -> Iterator[tuple[str, str]]:
    """Yield field and asset id of every input of a step, each once."""
    pairs = [
        (field, names.id_of(name))
        for field, written in (("base", step.base), ("model", step.model), ("data", step.data))
        for name in written
    ]
    yield from dict.fromkeys(pairs)


def manifest_derivations(loaded: LoadedManifest) -> Iterator[Derivation]:
    """Yield one arrow for each input of each step that makes something."""
    for index, step in enumerate(loaded.manifest.lineage):
        if step.produces is None:
            continue
        result, line = loaded.names.id_of(step.produces), loaded.line_of(("lineage", index))
        for field, source in inputs_of(step, loaded.names):
            link = link_of(step.activity, field)
            yield Derivation(source, result, link, step.activity, ours=True, line=line)


def data_key(name: str, artifacts: Mapping[str, Artifact], models: frozenset[str]) -> str:
    """Return the asset id of a dataset that a card names.

    On the Hub a model and a dataset may share an id; then the dataset is called as in its
    address there, ``datasets/owner/name``.
    """
    known = artifacts.get(name)
    taken = name in models or (known is not None and known.kind is not Kind.DATASET)
    return f"datasets/{name}" if taken else name


def prose_of(artifacts: Mapping[str, Artifact]) -> dict[str, tuple[Statement, ...]]:
    """Return, by asset id, what the prose of each card says of the models at its making."""
    return {name: statements_in(one.card.body) for name, one in artifacts.items() if one.card}


def stated_derivations(
    artifact: Artifact,
    asset: str,
    artifacts: Mapping[str, Artifact],
    models: frozenset[str],
    prose: Iterable[Statement],
) -> Iterator[Derivation]:
    """Yield the arrows that an artifact states of itself: front matter, weights, prose.

    Args:
        artifact: What was read.
        asset: Its asset id.
        artifacts: All that were read.
        models: Ids that are models or services by the manifest or by another card.
        prose: What the prose of its card says.
    """
    bases, data = _stated_names(artifact)
    relation = (artifact.card.base_model_relation if artifact.card else None) or ""
    how = _RELATIONS.get(relation) or (Activity.MERGE if len(bases) > 1 else Activity.FINETUNE)
    for name, place in bases.items():
        if name != asset:
            yield Derivation(name, asset, Link.MATERIALS, how, ours=False, stated=place)
    trained = Activity.FINETUNE if bases else Activity.TRAIN
    contained = artifact.kind is Kind.DATASET
    link, how = (Link.MATERIALS, Activity.COMBINE) if contained else (Link.DATA, trained)
    for name, place in data.items():
        key = data_key(name, artifacts, models)
        if key != asset:
            yield Derivation(key, asset, link, how, ours=False, stated=place)
    for one in _said_derivations(artifact, asset, trained, prose):
        if one.source not in data and not _is_data(one.source, artifacts):
            yield one


def _stated_names(artifact: Artifact) -> tuple[dict[str, str], dict[str, str]]:
    """Return the bases and the data that an artifact names, each with where it does."""
    card, place = artifact.card, _card_path(artifact)
    bases = dict.fromkeys(base_models_of(artifact.weights), "weights")
    data = dict.fromkeys(datasets_of(artifact.weights), "weights")
    bases |= dict.fromkeys(card.base_models if card else (), place)
    data |= dict.fromkeys(card.datasets if card else (), place)
    return (
        {name: where for name, where in bases.items() if is_hub_id(name)},
        {name: where for name, where in data.items() if is_hub_id(name)},
    )


def _said_derivations(
    artifact: Artifact, asset: str, trained: Activity, prose: Iterable[Statement]
) -> Iterator[Derivation]:
    """Yield what prose says of the models whose outputs something was made of."""
    for said in prose:
        if said.source in ("", asset):
            continue
        direct = artifact.kind is Kind.DATASET or said.activity is Activity.DISTILL
        yield Derivation(
            said.source,
            asset,
            Link.OUTPUTS,
            said.activity if direct else trained,
            ours=False,
            stated=_card_path(artifact),
            quote=said.quote,
        )


def _is_data(name: str, artifacts: Mapping[str, Artifact]) -> bool:
    return name in artifacts and artifacts[name].kind is Kind.DATASET


def _card_path(artifact: Artifact) -> str:
    return next((d.path for d in artifact.documents if d.role is Role.CARD), "README.md")


def unnamed_sources(prose: Mapping[str, tuple[Statement, ...]]) -> dict[str, str]:
    """Return, by asset id, the words that speak of a model at the making without naming it."""
    return {
        name: said[0].quote
        for name, said in prose.items()
        if said and not any(one.source for one in said)
    }
