"""Params of clauses: names and places as written, everything else of the taxonomy's closed sets."""

from __future__ import annotations

from typing import Any

import pytest

from licensescan.clauses import read_clauses
from licensescan.clauses.values import Clause

NO_TRAINING, GRANT, THRESHOLD = "no-training-other-models", "grant", "scale-threshold"


def clauses(text: str, kind: str) -> list[Clause]:
    return [clause for clause in read_clauses(text).clauses if clause.type == kind]


CASES: list[tuple[str, str, dict[str, Any]]] = [
    # purposes
    ("non-commercial", "You may use the Model solely for research and educational purposes.",
     {"purposes": ("research", "educational")}),
    ("non-commercial", "Licensee may use the Software only for personal, non-commercial purposes.",
     {"purposes": ("personal", "non-commercial")}),
    ("non-commercial", "You may not use the Model for any commercial purpose.",
     {"purposes": ("non-commercial",)}),
    # what trains, and what is trained
    (NO_TRAINING, "You may not use the outputs of the Model to train any other large language model.",
     {"subject": ("outputs",), "target": "other-llm", "own-family-exception": False}),
    (NO_TRAINING, "You may not use the Model or the outputs to train models that compete with us, except derivatives of the Model.",
     {"subject": ("materials", "outputs"), "target": "competing-model", "own-family-exception": True}),
    (NO_TRAINING, "You must not use the Materials to improve any other AI model.",
     {"subject": ("materials",), "target": "other-model", "own-family-exception": False}),
    (NO_TRAINING, "You may not use Acme Model output to train another AI model.\nYou may copy the Acme Model.",
     {"subject": ("outputs",)}),
    # exceptions and hardware
    ("no-datacenter", "The software is not licensed for datacenter deployment, except that rendering is permitted.",
     {"exceptions": ("rendering",)}),
    ("no-datacenter", "You may not deploy the driver in a data center.", {"exceptions": ()}),
    ("hardware-restriction", "You may run the software only on Acme Falcon GPUs.",
     {"hardware": ("Acme Falcon GPUs",)}),
    ("hardware-restriction", "The library is licensed for use with a computer that has Acme GPU hardware products.",
     {"hardware": ("Acme GPU hardware products",)}),
    # scope
    ("no-production-use", "You may use the software for test or development purposes only.",
     {"scope": ("evaluation", "development")}),
    ("no-production-use", "You may use the software solely for internal evaluation.",
     {"scope": ("evaluation", "internal")}),
    # credits and names
    ("display-attribution", "You must prominently display “Built with Acme” on a related website.",
     {"text": "Built with Acme"}),
    ("display-attribution", "You must acknowledge the use of Acme Materials in your publication.",
     {"text": "use of Acme Materials"}),
    ("naming-requirement", 'You must include "Acme" at the beginning of the name of the model.',
     {"text": "Acme", "position": "prefix"}),
    ("naming-requirement", 'You may not use "Acme" in the name of any derivative.',
     {"text": "Acme", "position": "forbidden"}),
    ("retain-notices", 'You must retain the following notice: "Acme Model is licensed under the Acme License."',
     {"text": "Acme Model is licensed under the Acme License."}),
    # places
    ("governing-law", "This Agreement is governed by the laws of the Republic of Freedonia, without regard to conflict of law rules.",
     {"jurisdiction": "Republic of Freedonia"}),
    ("governing-law", "The courts of Ruritania shall have exclusive jurisdiction.",
     {"jurisdiction": "Ruritania"}),
    ("governing-law", "RURITANIA LAW WILL GOVERN ALL DISPUTES ARISING OUT OF THIS AGREEMENT.",
     {"jurisdiction": "RURITANIA"}),
    ("territory-exclusion", "You agree not to use the Model in the European Union.",
     {"territories": ("European Union",)}),
    ("territory-exclusion", "You must not use the Model in Russia, the UK or the Czech Republic.",
     {"territories": ("Russia", "UK", "Czech Republic")}),
    # rights and actions
    (GRANT, "We hereby grant you a license to use, reproduce, modify, distribute and sublicense the Model.",
     {"rights": ("use", "reproduce", "modify", "distribute", "sublicense")}),
    (GRANT, "You may use the Model commercially and host it.", {"rights": ("use", "host", "commercial")}),
    (GRANT, "You may distribute copies of the Model.", {"rights": ("distribute",)}),
    (GRANT, "Redistribution and use of the software in any form are permitted.", {"rights": ("distribute", "use")}),
    ("no-redistribution", "You may not sell, rent, or sublicense the software.",
     {"actions": ("sell", "rent", "sublicense")}),
    # networks and addresses
    ("share-alike", "You must license the entire work under this License, also to users who interact with it over a network.",
     {"network": True}),
    ("share-alike", "You must license the entire work under this License.", {"network": False}),
    ("acceptable-use-policy", "Your use must comply with the Acceptable Use Policy (https://acme.example/policy).",
     {"url": "https://acme.example/policy"}),
    # thresholds
    (THRESHOLD, "If your monthly active users exceed 700 million, you must request a license from us.",
     {"metric": "monthly-active-users", "value": 700_000_000, "consequence": "license-required"}),
    (THRESHOLD, "If your annual revenue is more than US$ 20 million, you may not use the Model.",
     {"metric": "annual-revenue", "value": 20_000_000, "currency": "USD", "consequence": "prohibited"}),
    (THRESHOLD, "Companies with more than $10M in monthly revenue must notify us.",
     {"metric": "monthly-revenue", "value": 10_000_000, "currency": "USD", "consequence": "notify"}),
    (THRESHOLD, "You must obtain a license if your total funding is at least 5 million euros.",
     {"metric": "funding", "value": 5_000_000, "currency": "EUR", "comparison": "at-least"}),
    (THRESHOLD, 'If your products have more than 100 million monthly active users, you must display "Acme".',
     {"metric": "monthly-active-users", "value": 100_000_000, "consequence": "attribution"}),
    (THRESHOLD, "If you have more than 50 employees, you must obtain a commercial license.",
     {"metric": "employees", "value": 50}),
    ("territory-exclusion", "No rights are granted to persons domiciled in the European Union or the United Kingdom.",
     {"territories": ("European Union", "United Kingdom")}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "sentence", "params"), CASES)
def test_params(kind: str, sentence: str, params: dict[str, Any]) -> None:
    (clause,) = clauses(sentence, kind)
    assert {name: clause.params.get(name) for name in params} == params


def test_two_sizes_are_two_thresholds_with_their_own_words() -> None:
    text = "If you exceed one million monthly active users or your annual revenue exceeds 10 million dollars, you must request a license."
    users, revenue = clauses(text, THRESHOLD)
    assert (users.params["metric"], users.params["value"]) == ("monthly-active-users", 1_000_000)
    assert (revenue.params["metric"], revenue.params["currency"]) == ("annual-revenue", "USD")
    assert users.start != revenue.start
    assert all(text[c.start : c.end] == c.quote for c in (users, revenue))


@pytest.mark.parametrize(
    "sentence",
    [
        "You must notify us within 500 days.",
        "You must have more than 2 monthly active users.",
        "Our liability shall not exceed 100 dollars.",
        "More than 5000 people use the Model.",
    ],
)
def test_no_threshold(sentence: str) -> None:
    assert not clauses(sentence, THRESHOLD)


def test_rights_of_a_list_are_one_grant() -> None:
    text = "We grant you a license to:\n\n(a) use the Model;\n(b) modify the Model; and\n(c) distribute the Model.\n"
    (grant,) = clauses(text, GRANT)
    assert set(grant.params["rights"]) == {"use", "modify", "distribute"}


def test_params_survive_line_breaks() -> None:
    text = "This Agreement is governed by the laws of the\n    Republic of\n    Freedonia."
    (law,) = clauses(text, "governing-law")
    assert law.params["jurisdiction"] == "Republic of Freedonia"
