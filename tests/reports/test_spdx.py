"""The SPDX document: valid by the library's own validator, complete, and honest on licences."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from license_expression import get_spdx_licensing
from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

from licensescan.reports import render
from licensescan.reports.bom.expression import expression
from licensescan.result import ComponentRecord, LicenseRecord, Result


def read(result: Result) -> dict[str, Any]:
    """Return the document, after the library has read and checked it."""
    content: dict[str, Any] = json.loads(render(result, "spdx-json"))
    parser = JsonLikeDictParser()  # type: ignore[no-untyped-call]
    parsed = parser.parse(content)
    assert [x.validation_message for x in validate_full_spdx_document(parsed)] == []
    return content


def test_documents_are_valid(result: Result, odd: Result, bare: Result) -> None:
    for one in (result, odd, bare):
        read(one)


def test_packages_have_their_licences(result: Result) -> None:
    packages = {x["name"]: x for x in read(result)["packages"]}
    llama = packages["meta-llama/Llama-2-13b-chat-hf"]
    assert llama["licenseConcluded"] == "LicenseRef-scancode-llama-2-license-2023"
    assert llama["licenseDeclared"] == "LicenseRef-scancode-llama-2-license-2023"
    assert llama["downloadLocation"].endswith(f"/meta-llama/Llama-2-13b-chat-hf@{'b' * 40}")
    assert llama["externalRefs"][0]["referenceLocator"].startswith("pkg:huggingface/meta-llama/")
    assert packages["mistralai/Mistral-7B-v0.1"]["licenseConcluded"] == "Apache-2.0"
    assert packages["openai/gpt-4"]["licenseConcluded"] == "NOASSERTION"
    assert "MSA-2026-17" in packages["openai/gpt-4"]["licenseComments"]
    assert packages["acme/support-7b"]["attributionTexts"] == ["Built with Example"]


def test_lineage_is_told(result: Result) -> None:
    content = read(result)
    names = {x["SPDXID"]: x["name"] for x in content["packages"]}
    told = {
        (names.get(x["spdxElementId"]), x["relationshipType"], names[x["relatedSpdxElement"]])
        for x in content["relationships"]
    }
    ours = "acme/support-7b"
    assert (ours, "DESCENDANT_OF", "mistralai/Mistral-7B-v0.1") in told
    assert (ours, "GENERATED_FROM", "acme/support-logs") in told
    assert ("acme/support-logs", "GENERATED_FROM", "meta-llama/Llama-2-13b-chat-hf") in told
    assert ("acme/support-7b-gguf", "DESCENDANT_OF", "never/listed") in told
    assert ("nvidia/geforce-driver", "RUNTIME_DEPENDENCY_OF", ours) in told


def test_each_own_licence_is_described(result: Result) -> None:
    held = {x["licenseId"]: x for x in read(result)["hasExtractedLicensingInfos"]}
    llama = held["LicenseRef-scancode-llama-2-license-2023"]
    assert llama["seeAlsos"]
    assert "LICENSE.txt" in llama["extractedText"]


def test_time_and_namespace_come_from_the_result(result: Result) -> None:
    content = read(result)
    assert content["creationInfo"]["created"] == "2026-11-23T00:00:00Z"
    other = read(result.model_copy(update={"date": "2026-11-24"}))
    assert other["documentNamespace"] != content["documentNamespace"]


def test_names_that_look_alike_keep_their_own_packages(bare: Result) -> None:
    names = ("a/b", "a-b", "a_b", "a/b")
    components = tuple(ComponentRecord(name=name, kind="model") for name in names)
    content = read(bare.model_copy(update={"components": components}))
    assert len({x["SPDXID"] for x in content["packages"]}) == 4


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("apache-2.0", "Apache-2.0"),
        ("Apache License 2.0", "Apache-2.0"),
        ("mit OR apache-2.0", "MIT OR Apache-2.0"),
        ("llama2", "LicenseRef-scancode-llama-2-license-2023"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("LicenseRef-Acme.1-x", "LicenseRef-Acme.1-x"),
    ],
)
def test_statements_with_a_known_meaning(stated: str, expected: str) -> None:
    made = expression(stated)
    assert made is not None
    assert made.text == expected


@pytest.mark.parametrize("stated", [None, "", "unknown", "other", "Other", " \x1b[0m "])
def test_statements_that_say_nothing(stated: str | None) -> None:
    assert expression(stated) is None


@pytest.mark.parametrize(
    "stated",
    ["cc", "gpl", "gpl OR mit", "()0", "(OR 0", "Ask us", "MIT AND", "MIT OR ours", "x" * 900],
)
def test_other_words_become_one_reference(stated: str) -> None:
    made = expression(stated)
    assert made is not None
    assert made.text == made.refs[0][0]
    assert made.text.startswith("LicenseRef-licensescan-stated-")


@settings(deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["MIT", "OR", "AND", "WITH", "(", ")", "x", "+"])).map(" ".join)
)
def test_every_expression_is_valid(stated: str) -> None:
    made = expression(stated)
    if made is not None:
        unknown = set(get_spdx_licensing().validate(made.text).invalid_symbols)
        assert unknown <= {ref for ref, _ in made.refs}


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=20), st.text(max_size=20))
def test_any_names_make_a_valid_document(names: list[str], stated: str, revision: str) -> None:
    components = tuple(
        ComponentRecord(
            name=name,
            kind=name[:2],
            revision=revision,
            license=LicenseRecord(declared=stated, concluded=revision),
            upstream=({"source": stated},),
        )
        for name in names
    )
    read(
        Result(
            tool=stated,
            date=stated,
            policy="",
            manifest=stated,
            organization=revision,
            verdict="review",
            components=components,
        )
    )
