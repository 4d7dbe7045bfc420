"""The card of a Hub repo: YAML front matter and body of its README.md.

In: the text of README.md, or the metadata the Hub keeps of it. Out: a `Card`. Never raises on what
a stranger wrote: front matter that is no mapping, or no YAML, is an empty card with a word on why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from licensescan.documents.front_matter import read_front_matter
from licensescan.documents.hub_ids import hub_id
from licensescan.documents.yaml_values import LIST_LIMIT, Value

_RELATIONS = frozenset({"adapter", "merge", "quantized", "finetune"})
CARD_KEYS = frozenset(
    {
        "license",
        "license_name",
        "license_link",
        "base_model",
        "base_model_relation",
        "datasets",
        "pipeline_tag",
        "extra_gated_prompt",
        "extra_gated_eu_disallowed",
        "tags",
    }
)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card states. Values of a wrong type are dropped, texts are stripped.

    Attributes:
        license: Values of ``license``, usually one.
        license_name: With ``license: other``.
        license_link: A file name or an address.
        base_models: Values of ``base_model``, in order; an address on the Hub as the id it names.
        base_model_relation: adapter, merge, quantized, finetune, or None when not stated.
        datasets: Ids of training data, as ``base_models``.
        pipeline_tag: Task.
        gated_prompt: ``extra_gated_prompt``; empty if none.
        eu_disallowed: ``extra_gated_eu_disallowed``.
        tags: The card's tags.
        body: The text below the front matter.
        body_start: Where the body begins in the text of README.md, in characters.
        fault: Why the front matter could not be read; empty when it could, or there is none.
    """

    license: tuple[str, ...] = ()
    license_name: str | None = None
    license_link: str | None = None
    base_models: tuple[str, ...] = ()
    base_model_relation: str | None = None
    datasets: tuple[str, ...] = ()
    pipeline_tag: str | None = None
    gated_prompt: str = ""
    eu_disallowed: bool = False
    tags: tuple[str, ...] = ()
    body: str = ""
    body_start: int = 0
    fault: str = ""


def read_card(text: str) -> Card:
    """Return what a README.md states; never raises."""
    front = read_front_matter(text, CARD_KEYS)
    return _card(front.values, text[front.body_start :], front.body_start, front.fault)


def card_of_metadata(data: Mapping[str, object]) -> Card:
    """Return the card that the Hub's own copy of the front matter (``cardData``) states.

    That copy is public for a gated repo, whose README.md is not; it has no body.
    """
    values: dict[str, Value] = {}
    for key in CARD_KEYS & data.keys():
        match data[key]:
            case bool() as value:
                values[key] = value
            case str() as value:
                values[key] = value.strip()
            case list() as value:
                items = (x.strip() for x in value[:LIST_LIMIT] if isinstance(x, str))
                values[key] = tuple(x for x in items if x)
    return _card(values, "", 0, "")


def _card(values: dict[str, Value], body: str, body_start: int, fault: str) -> Card:
    relation = (_text(values, "base_model_relation") or "").lower()
    return Card(
        license=_texts(values, "license"),
        license_name=_text(values, "license_name"),
        license_link=_text(values, "license_link"),
        base_models=_ids(values, "base_model"),
        base_model_relation=relation if relation in _RELATIONS else None,
        datasets=_ids(values, "datasets"),
        pipeline_tag=_text(values, "pipeline_tag"),
        gated_prompt=_text(values, "extra_gated_prompt") or "",
        eu_disallowed=values.get("extra_gated_eu_disallowed") is True,
        tags=_texts(values, "tags"),
        body=body,
        body_start=body_start,
        fault=fault,
    )


def _text(values: dict[str, Value], key: str) -> str | None:
    match values.get(key):
        case str() as value if value:
            return value
        case (str() as value, *_):
            return value
    return None


def _texts(values: dict[str, Value], key: str) -> tuple[str, ...]:
    """Return the texts of a key in order, each once."""
    match values.get(key):
        case str() as value if value:
            return (value,)
        case tuple() as value:
            return tuple(dict.fromkeys(value))
    return ()


def _ids(values: dict[str, Value], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hub_id(text) for text in _texts(values, key)))
