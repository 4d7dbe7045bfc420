"""Every command on the quickstart: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from licensescan.cli import main
from tests.conftest import ROOT

STORIES = {
    "no-training-other-models:acme/support-7b@meta-llama/Llama-2-13b-chat-hf",
    "no-datacenter:batch-farm@nvidia/geforce-driver",
    "non-commercial:someone/Chatty-7b@harborlight/Skiff-7B",
}
MINI = "use: {purpose: research, delivery: [internal]}\nsources: [{mirror: hub}]\n"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with an empty mirror, and work in it."""
    (tmp_path / "hub").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def result_of(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, dict[str, Any]]:
    """Run ``check --format json`` and return status and result."""
    status = main(["check", "--format", "json", *args])
    return status, json.loads(capsys.readouterr().out)


def card(folder: Path, name: str, front: str, **files: str) -> None:
    """Put a repo into the mirror."""
    repo = folder / "hub" / name
    repo.mkdir(parents=True)
    (repo / "README.md").write_text(f"---\n{front}\n---\n")
    for file, text in files.items():
        (repo / file).write_text(text)


def test_quickstart_tells_its_three_stories(
    quickstart: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, result = result_of(capsys, str(quickstart), "--date", "2027-01-31")
    violations = {x["id"] for x in result["findings"] if x["verdict"] == "violation"}
    assert status == 1
    assert (result["verdict"], result["date"]) == ("violation", "2027-01-31")
    assert violations == STORIES
    drift = [x for x in result["findings"] if x["rule"] == "license-drift"]
    assert [x["subject"] for x in drift] == ["someone/Chatty-7b"]
    assert result["incomplete"] == []


def test_result_is_the_same_twice(quickstart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert result_of(capsys, str(quickstart)) == result_of(capsys, str(quickstart))


def test_result_fits_its_published_schema(
    quickstart: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["schema", "result"])
    schema = json.loads(capsys.readouterr().out)
    _, result = result_of(capsys, str(quickstart))
    jsonschema.Draft202012Validator(schema).validate(result)


def test_a_circle_of_cards_is_a_note(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card(plan, "a/one", "license: mit\nbase_model: a/two")
    card(plan, "a/two", "license: mit\nbase_model: a/one")
    (plan / "licensescan.yaml").write_text(MINI + "components: [{model: a/one}]\n")
    status, result = result_of(capsys)
    assert (status, result["verdict"], result["incomplete"]) == (0, "compliant", [])
    (note,) = result["notes"]
    assert note.startswith("a/one: The cards name each other as base model in a circle: a/one → ")
    assert note.endswith("Ask the authors which came first; all are judged.")
    for form in ("text", "markdown"):
        main(["check", "--format", form])
        assert "in a circle" in capsys.readouterr().out


def test_manifests_fit_their_published_schema(
    quickstart: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["schema", "manifest"])
    schema = jsonschema.Draft202012Validator(json.loads(capsys.readouterr().out))
    main(["init", str(tmp_path / "first.yaml")])
    for path in (quickstart, tmp_path / "first.yaml"):
        schema.validate(YAML(typ="safe", pure=True).load(path))
    assert not schema.is_valid({"components": [{"modle": "a/b"}]})


def test_policies_fit_their_published_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "policy"]) == 0
    schema = jsonschema.Draft202012Validator(json.loads(capsys.readouterr().out))
    for path in (ROOT / "policies").glob("*.yaml"):
        schema.validate(YAML(typ="safe", pure=True).load(path))
    rule = {"id": "r", "verdict": "review", "says": "Ask.", "when": {"purpose": "commercial"}}
    schema.validate({"custom": [rule]})
    assert not schema.is_valid({"custom": [{**rule, "when": {"purpose": "profit"}}]})


def test_first_manifest_of_init_can_be_checked(plan: Path) -> None:
    card(plan, "mistralai/Mistral-7B-v0.1", "license: apache-2.0")
    assert main(["init"]) == 0
    text = (plan / "licensescan.yaml").read_text()
    assert main(["init", "other.yaml"]) == 0
    (plan / "licensescan.yaml").write_text(text + "sources: [{mirror: hub}]\n")
    assert main(["check"]) in {0, 1}


@pytest.mark.parametrize(("fail_on", "status"), [("violation", 1), ("review", 1), ("never", 0)])
def test_fail_on(
    fail_on: str, status: int, quickstart: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert result_of(capsys, str(quickstart), "--fail-on", fail_on)[0] == status


def test_what_could_not_be_read_is_status_3(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (plan / "m.yaml").write_text("components: [{model: acme/none}]\n" + MINI)
    status, result = result_of(capsys, "m.yaml")
    assert (status, result["verdict"]) == (3, "review")
    assert [(x["subject"], x["reason"]) for x in result["incomplete"]] == [("acme/none", "missing")]
    assert result_of(capsys, "m.yaml", "--fail-on", "never")[0] == 3
    assert main(["report", "m.yaml", "-o", "report.html"]) == 3
    assert (plan / "report.html").exists()
    assert main(["bom", "m.yaml", "-o", "bom.json"]) == 3


def test_waiver_takes_a_finding_out(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card(
        plan,
        "acme/m",
        "license: other\nlicense_link: LICENSE",
        LICENSE="You may use the Model only for non-commercial purposes.\n",
    )
    manifest = "components: [{model: acme/m}]\n" + MINI.replace("research", "commercial")
    (plan / "m.yaml").write_text(manifest)
    status, before = result_of(capsys, "m.yaml")
    assert status == 1
    waived = [x["id"] for x in before["findings"] if x["verdict"] in ("violation", "review")]
    waivers = "".join(
        f"  - {{finding: '{name}', reason: r, approved-by: me, expires: 2027-03-31}}\n"
        for name in waived
    )
    (plan / "m.yaml").write_text(f"{manifest}waivers:\n{waivers}")
    status, after = result_of(capsys, "m.yaml", "--date", "2027-03-01")
    assert (status, after["verdict"]) == (0, "compliant")
    assert {x["state"] for x in after["waivers"]} == {"in-force"}
    assert result_of(capsys, "m.yaml", "--date", "2027-04-01")[0] == 1


def test_waivers_may_stand_in_a_file_of_their_own(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card(plan, "acme/m", "license: mit")
    (plan / "m.yaml").write_text("components: [{model: acme/m}]\nwaivers: w.yaml\n" + MINI)
    (plan / "w.yaml").write_text(
        "- {finding: 'x:y', reason: r, approved-by: me, expires: 2027-03-31}\n"
    )
    _, result = result_of(capsys, "m.yaml", "--date", "2027-03-01")
    assert [(x["finding"], x["state"]) for x in result["waivers"]] == [("x:y", "unused")]


def test_what_the_plan_makes_is_not_fetched(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card(plan, "acme/base", "license: mit")
    (plan / "m.yaml").write_text(
        "components: [{model: acme/made, as: made}]\n"
        "lineage: [{activity: finetune, base: acme/base, produces: made}]\n" + MINI
    )
    _, result = result_of(capsys, "m.yaml")
    assert result["incomplete"] == []


def test_service_named_in_a_step_alone_is_not_looked_for_on_the_hub(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (plan / "m.yaml").write_text(
        "lineage: [{activity: generate, model: openai/gpt-4, produces: acme/data}]\n" + MINI
    )
    _, result = result_of(capsys, "m.yaml")
    kinds = {x["name"]: x["kind"] for x in result["components"]}
    assert kinds["openai/gpt-4"] == "service"
    assert result["incomplete"] == []


def test_source_date_epoch_sets_the_day(
    quickstart: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")
    assert result_of(capsys, str(quickstart))[1]["date"] == "2030-01-01"
    assert result_of(capsys, str(quickstart), "--date", "2031-05-06")[1]["date"] == "2031-05-06"


def test_policy_of_the_command_line_wins(
    quickstart: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = tmp_path / "ours.yaml"
    ours.write_text("name: ours\nlicenses: {deny: [Apache-2.0]}\n")
    _, result = result_of(capsys, str(quickstart), "--policy", str(ours))
    assert result["policy"] == "ours"
    assert "policy" in {x["rule"] for x in result["findings"]}


@pytest.mark.parametrize("form", ["text", "sarif", "junit", "markdown", "github", "gitlab"])
def test_check_in_every_form(
    form: str, quickstart: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out"
    assert main(["check", str(quickstart), "--format", form, "-o", str(target)]) == 1
    assert capsys.readouterr().out == ""
    assert "acme/support-7b" in target.read_text()


@pytest.mark.parametrize("ending", ["html", "md", "json", "sarif", "txt"])
def test_report_by_ending(ending: str, quickstart: Path, tmp_path: Path) -> None:
    target = tmp_path / f"report.{ending}"
    assert main(["report", str(quickstart), "-o", str(target)]) == 0
    assert "no legal advice" in " ".join(target.read_text().split())


def test_bom_names_what_the_plan_uses(quickstart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bom", str(quickstart), "--format", "spdx-json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["spdxVersion"].startswith("SPDX-2.")
    names = {package["name"] for package in document["packages"]}
    assert {"meta-llama/Llama-2-13b-chat-hf", "acme/support-7b"} <= names


def test_clauses_of_a_file(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "1. You may use the Model only for research and other non-commercial purposes.\n"
    (plan / "LICENSE").write_text(text)
    assert main(["clauses", "--format", "json", "LICENSE"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["document"]["path"] == "LICENSE"
    assert [x["type"] for x in answer["clauses"]] == ["non-commercial"]
    for clause in answer["clauses"]:
        assert text[clause["start"] : clause["end"]] == clause["quote"]
    assert main(["clauses", "LICENSE"]) == 0
    assert "non-commercial" in capsys.readouterr().out


def test_clauses_answers_in_the_order_of_its_arguments(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["c", "a", "b"]
    for name in names:
        (plan / name).write_text(f"You must not sell {name}.\n")
    assert main(["clauses", "--format", "json", *names]) == 0
    answers = json.loads(capsys.readouterr().out)
    assert [x["document"]["path"] for x in answers] == names


def test_file_wins_over_a_hub_id(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (plan / "acme").mkdir()
    (plan / "acme" / "model").write_text("You must not sell the Model.\n")
    assert main(["clauses", "--format", "json", "acme/model"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["document"]["path"] == "acme/model"


def test_repo_that_cannot_be_read_is_status_3(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clauses", "--offline", "acme/nowhere"]) == 3
    assert "acme/nowhere" in capsys.readouterr().err


def test_identify_a_text_that_is_no_licence(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (plan / "poem").write_text("The sea is deep and the night is long.\n")
    assert main(["identify", "--format", "json", "poem"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert (answer["path"], answer["license"], answer["match"]) == ("poem", None, "none")
    assert main(["identify", "poem"]) == 0
    assert "no licence that is known" in capsys.readouterr().out


def test_catalog_finds_by_tag_and_shows_clauses(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "llama2"]) == 0
    found = capsys.readouterr().out
    assert "LicenseRef-scancode-llama-2-license-2023" in found
    assert main(["catalog", "--format", "json", "LicenseRef-scancode-llama-2-license-2023"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert {"no-training-other-models", "scale-threshold"} <= {x["type"] for x in row["clauses"]}
    assert "quote" not in json.dumps(row)
