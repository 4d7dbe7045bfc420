"""The card of a Hub repo: YAML front matter and body of its README.md.

In: the text of README.md. Out: a `Card`. Never raises on what a stranger wrote: front matter
that is no mapping, or no YAML, is an empty card with a word on why.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """What a card states. Values of a wrong type are dropped, texts are stripped.

    Attributes:
        license: Values of ``license``, usually one.
        license_name: With ``license: other``.
        license_link: A file name or an address.
        base_models: Values of ``base_model``, in order.
        base_model_relation: adapter, merge, quantized, finetune, or None when not stated.
        datasets: Ids of training data.
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
