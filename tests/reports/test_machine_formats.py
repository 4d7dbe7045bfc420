"""Formats that other tools read: each is held against what that tool accepts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema  # type: ignore[import-untyped]
import pytest

from licensescan.policy.values import Finding, Verdict
from licensescan.reports import Setting, render
from licensescan.reports.sarif import LIMIT
from licensescan.result import Result

# The objects of SARIF 2.1.0 (OASIS) that a run of ours uses, each closed to other keys.
SCHEMA = json.loads(Path(__file__).with_name("sarif-2.1.0-part.schema.json").read_text())


def sarif(result: Result, text: str = "") -> dict[str, Any]:
    log = json.loads(render(result, "sarif", Setting(manifest_text=text)))
    jsonschema.Draft202012Validator(SCHEMA).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_json_is_the_result_itself(result: Result, odd: Result) -> None:
    for one in (result, odd):
        assert Result.model_validate_json(render(one, "json")) == one


def test_json_speaks_the_published_names(result: Result) -> None:
    shown = json.loads(render(result, "json"))
    assert {"version", "tool", "date", "policy", "manifest", "verdict", "findings"} <= set(shown)
    finding = shown["findings"][5]
    assert {"id", "line", "verdict", "rule", "subject", "from", "path", "clauses"} <= set(finding)
    assert {"explanation", "missing-facts", "remedies", "waived"} <= set(finding)
    assert {"type", "quote", "section", "document", "source"} <= set(finding["clauses"][0])
    assert shown["components"][0]["license"]["declared"] == "llama2"


def test_sarif_is_valid(result: Result, odd: Result, bare: Result) -> None:
    for one in (result, odd, bare):
        sarif(one)


def test_sarif_points_at_the_line_of_the_manifest(result: Result) -> None:
    text = "\n" * 13 + "  - activity: finetune   \n"
    first = sarif(result, text)["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "plans/licensescan.yaml"
    assert place["region"] == {"startLine": 14, "startColumn": 3, "endLine": 14, "endColumn": 23}
    related = first["relatedLocations"][0]
    assert related["physicalLocation"]["artifactLocation"]["uri"].startswith("https://ai.meta.com/")
    assert "1.b.v" in related["message"]["text"]


def test_sarif_levels_and_suppressions(result: Result) -> None:
    run = sarif(result)
    levels = {x["properties"]["verdict"]: x["level"] for x in run["results"]}
    assert levels == {"violation": "error", "review": "warning", "duty": "note", "note": "note"}
    suppressed = [x for x in run["results"] if "suppressions" in x]
    assert [x["ruleId"] for x in suppressed] == ["license-mismatch"]
    assert "Confirmed by mail" in suppressed[0]["suppressions"][0]["justification"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[x["ruleIndex"]] == x["ruleId"] for x in run["results"])


def test_sarif_fingerprints_do_not_move_with_lines(result: Result) -> None:
    moved = result.model_copy(
        update={"findings": tuple(x.model_copy(update={"line": 99}) for x in result.findings)}
    )
    before, after = (
        [x["partialFingerprints"] for x in sarif(one)["results"]] for one in (result, moved)
    )
    assert before == after
    assert len({str(x) for x in before}) == len(before)


def test_sarif_says_what_was_not_read(result: Result) -> None:
    call = sarif(result)["invocations"][0]
    assert call["executionSuccessful"] is False
    assert "gemma" in call["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_makes_no_links_of_strangers_words(result: Result) -> None:
    assert all("](" not in x["message"]["text"] for x in sarif(result)["results"])


def test_sarif_keeps_the_worst_within_the_limit(bare: Result) -> None:
    def made(number: int, verdict: Verdict) -> Finding:
        name = f"r:{number}"
        return Finding(id=name, rule="r", verdict=verdict, subject=name, from_=name)

    found = [made(number, Verdict.NOTE) for number in range(LIMIT)]
    found.append(made(LIMIT, Verdict.VIOLATION))
    run = json.loads(render(bare.model_copy(update={"findings": tuple(found)}), "sarif"))["runs"][0]
    assert len(run["results"]) == LIMIT
    assert run["results"][0]["level"] == "error"
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert "1 further" in notes[0]["message"]["text"]


def test_github_gives_no_commands_of_strangers(result: Result, odd: Result) -> None:
    for one in (result, odd):
        *lines, last = render(one, "github").splitlines()
        assert all(
            re.match(r"::(error|warning|notice) file=[^:,]*,line=\d+,title=[^:,]*::", x)
            for x in lines
        )
        assert last.startswith("licensescan: ")
    assert "%250A::error" in render(result, "github")


def test_github_annotates_each_kind(result: Result) -> None:
    lines = render(result, "github").splitlines()
    kinds = [line.split(" ")[0] for line in lines[:-1]]
    assert kinds == ["::error"] * 2 + ["::warning"] * 2 + ["::error"] + ["::notice"]


def test_gitlab_has_what_code_quality_asks(result: Result) -> None:
    entries = json.loads(render(result, "gitlab"))
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["lines"]["begin"] >= 1
        assert entry["location"]["path"] == "plans/licensescan.yaml"
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == 11
    assert not any("license-mismatch" in entry["check_name"] for entry in entries)


@pytest.mark.parametrize("name", ["tests", "failures", "errors", "skipped"])
def test_junit_counts_are_those_of_its_cases(name: str, result: Result) -> None:
    root = ElementTree.fromstring(render(result, "junit"))
    tag = {"tests": "testcase", "failures": "failure", "errors": "error"}.get(name, name)
    assert root[0].get(name) == str(len(list(root.iter(tag))))
    expected = {"tests": 15, "failures": 4, "errors": 1, "skipped": 1}
    assert int(root.get(name, "")) == expected[name]


def test_markdown_holds_no_markup_of_strangers(result: Result) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(render(result, "markdown"))
    flat = [x for token in tokens for x in (token, *(token.children or ()))]
    assert not [x for x in flat if x.type in {"html_block", "html_inline", "image"}]
    links = {x.attrs["href"] for x in flat if x.type == "link_open"}
    assert links == {"https://ai.meta.com/llama/license/"}
    assert not re.search(r"(?<!`)@\w", re.sub(r"`[^`]*`", "", render(result, "markdown")))
