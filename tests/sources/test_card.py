"""Cards: what front matter states, and what a stranger may put there."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensescan.documents.card import Card, card_of_metadata, read_card


def card(front: str, body: str = "# Model\n") -> Card:
    return read_card(f"---\n{front}\n---\n{body}")


def test_reads_what_a_card_states() -> None:
    text = (
        "---\nlicense: other\nlicense_name: acme-terms\nlicense_link: TERMS.md\n"
        "base_model:\n- acme/base\n- https://huggingface.co/acme/second\n"
        "base_model_relation: merge\ndatasets: acme/tickets\npipeline_tag: text-generation\n"
        "extra_gated_prompt: |\n  You accept.\n  Do you?\nextra_gated_eu_disallowed: true\n"
        "tags: [llama, chat]\n---\n# Model\n"
    )
    read = read_card(text)
    assert read == Card(
        license=("other",),
        license_name="acme-terms",
        license_link="TERMS.md",
        base_models=("acme/base", "acme/second"),
        base_model_relation="merge",
        datasets=("acme/tickets",),
        pipeline_tag="text-generation",
        gated_prompt="You accept.\nDo you?",
        eu_disallowed=True,
        tags=("llama", "chat"),
        body="# Model\n",
        body_start=text.index("# Model"),
    )
    assert text[read.body_start :] == read.body


def test_a_license_may_be_a_list() -> None:
    assert card("license: [mit, apache-2.0, mit]").license == ("mit", "apache-2.0")


def test_norway_is_no_truth_value() -> None:
    assert card("license: NO").license == ("NO",)


@pytest.mark.parametrize(
    "front",
    [
        "license: 2.0",
        "license: {name: mit}",
        "license: ~",
        "license: [[mit], {a: mit}, 3]",
        "license: !!python/object/apply:os.system [true]",
    ],
)
def test_values_of_a_wrong_type_are_dropped(front: str) -> None:
    assert card(front).license == ()


@pytest.mark.parametrize("text", ["", "# Model\n", "Text\n---\nlicense: mit\n---\n"])
def test_no_front_matter_is_an_empty_card(text: str) -> None:
    assert read_card(text) == Card(body=text)


def test_byte_order_mark_and_windows_line_ends_do_not_hide_the_card() -> None:
    read = read_card("\ufeff---\r\nlicense: mit\r\n---\r\nText\r\n")
    assert read.license == ("mit",)
    assert read.body == "Text\r\n"


@pytest.mark.parametrize(
    ("front", "fault"),
    [
        ("- license\n- mit", "its front matter is no mapping"),
        ("license: [mit", "its front matter is no valid YAML"),
        ("license: mit\nlicense: apache-2.0", "its front matter has the key license twice"),
        ("license: " + "[" * 30_000, "its front matter is nested too deeply"),
        ("license:\n " + "- " * 5000, "its front matter is nested too deeply"),
        (
            "x: &a mit\nlicense: *a",
            "its front matter has an alias for license, which is not follow",
        ),
    ],
)
def test_a_front_matter_that_cannot_be_read_says_why(front: str, fault: str) -> None:
    start = time.monotonic()
    assert card(front).fault.startswith(fault)
    assert time.monotonic() - start < 3


def test_what_a_card_holds_is_not_told_on_stderr(recwarn: pytest.WarningsRecorder) -> None:
    assert card("license: [&a mit, &a apache-2.0]").license == ("mit", "apache-2.0")
    assert not recwarn.list


def test_a_wrong_value_of_an_unwanted_key_hides_nothing() -> None:
    read = card("x: " + "[" * 5000 + "\nlicense: mit")
    assert (read.license, read.fault) == (("mit",), "")


def test_a_key_that_stands_twice_keeps_both_values() -> None:
    assert card("license: mit\nlicense: llama2").license == ("mit", "llama2")


def test_an_open_front_matter_says_so() -> None:
    assert "has no end" in read_card("---\nlicense: mit\n").fault


def test_too_long_a_front_matter_says_so() -> None:
    read = card("license: mit\ntags:\n" + "- a tag\n" * 30_000)
    assert read.fault.startswith("its front matter has ")
    assert read.license == ()


def bomb(depth: int, merge: bool) -> str:
    lines = ["a0: &a0 {k: v}" if merge else "a0: &a0 [x, x]"]
    for i in range(1, depth):
        refs = ", ".join(f"*a{i - 1}" for _ in range(9))
        lines.append(f"a{i}: &a{i} " + (f"{{<<: [{refs}]}}" if merge else f"[{refs}]"))
    return "\n".join(lines)


@pytest.mark.parametrize("merge", [False, True], ids=["aliases", "merges"])
@pytest.mark.parametrize("end", ["license: mit", "license: *a24\n", "? a\nlicense: mit"])
def test_alias_bombs_do_not_go_off(merge: bool, end: str) -> None:
    start = time.monotonic()
    read = card(f"{bomb(25, merge)}\n{end}")
    assert time.monotonic() - start < 1
    assert len(read.license) <= 500


def test_thousands_of_lines_of_scores_cost_little() -> None:
    scores = "model-index:\n- name: m\n  results:\n" + (
        "  - task: {type: x}\n    metrics:\n    - value: 1.5\n" * 8_000
    )
    start = time.monotonic()
    assert card(f"{scores}license: mit").license == ("mit",)
    assert time.monotonic() - start < 0.5


@given(st.text(max_size=300))
def test_never_raises_and_loses_no_text(text: str) -> None:
    for source in (text, f"---\n{text}\n---\n{text}"):
        read = read_card(source)
        assert source[read.body_start :] == read.body


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=10,
    )
)
def test_metadata_of_any_shape_make_a_card(value: object) -> None:
    read = card_of_metadata({"license": value, "base_model": value, "tags": value, "other": value})
    assert all(x and isinstance(x, str) for x in read.license)


def test_metadata_state_what_the_card_states() -> None:
    data = {"license": "llama2", "base_model": ["a/b"], "extra_gated_prompt": " Sign here. "}
    read = card_of_metadata(data)
    assert (read.license, read.base_models, read.gated_prompt) == (
        ("llama2",),
        ("a/b",),
        "Sign here.",
    )
