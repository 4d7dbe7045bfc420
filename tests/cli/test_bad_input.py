"""Bad input: one clear message with file, line and field, status 2, never a traceback."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from licensescan.cli import main

GOOD = """\
version: 1
components:
  - model: acme/model
sources:
  - mirror: ./hub
"""


@dataclass(frozen=True)
class Case:
    """A manifest (and files beside it) that cannot be used.

    Attributes:
        manifest: Its text or bytes.
        where: What the message begins with, behind the folder.
        what: Words that the message has.
        files: Path → content of files beside it.
        args: Further arguments of the command.
    """

    manifest: str | bytes
    where: str
    what: tuple[str, ...]
    files: dict[str, bytes] = field(default_factory=dict)
    args: tuple[str, ...] = ()


CASES = {
    "an empty manifest": Case("", "licensescan.yaml:", ("empty", "licensescan init")),
    "only a comment": Case("# nothing\n", "licensescan.yaml:", ("empty",)),
    "bad YAML": Case("components:\n  - model: [a\n", "licensescan.yaml:", ("not valid YAML",)),
    "a tab": Case("components:\n\t- model: a/b\n", "licensescan.yaml:2:", ("YAML", "spaces")),
    "an unknown key": Case(GOOD + "licence: mit\n", "licensescan.yaml:6: licence:", ("licence",)),
    "an unknown key in a component": Case(
        GOOD.replace("acme/model", "acme/model\n    licence: mit"),
        "licensescan.yaml:4: components[0].licence:",
        ("license",),
    ),
    "a sum without its currency": Case(
        "organization:\n  annual-revenue: 40_000_000\n" + GOOD.replace("version: 1\n", ""),
        "licensescan.yaml:2: organization.annual-revenue:",
        ("currency",),
    ),
    "users with a unit": Case(
        "organization:\n  monthly-active-users: 2 million\n" + GOOD.replace("version: 1\n", ""),
        "licensescan.yaml:2: organization.monthly-active-users:",
        ("whole number",),
    ),
    "a territory that is none": Case(
        "use:\n  territories: [Germany]\n" + GOOD.replace("version: 1\n", ""),
        "licensescan.yaml:2: use.territories[0]:",
        ("DE",),
    ),
    "a site that is none": Case(
        GOOD + "hardware:\n  - {name: m, gpu: A100, site: moon}\n",
        "licensescan.yaml:7: hardware[0].site:",
        ("datacenter",),
    ),
    "a duplicate name": Case(
        GOOD.replace("  - model: acme/model\n", "  - model: acme/model\n  - model: acme/model\n"),
        "licensescan.yaml:4: components[1].model:",
        ("twice", "line 3"),
    ),
    "a duplicate alias": Case(
        GOOD.replace(
            "  - model: acme/model\n",
            "  - {model: acme/model, as: x}\n  - {model: acme/other, as: x}\n",
        ),
        "licensescan.yaml:4: components[1].as:",
        ("already stands for acme/model",),
    ),
    "a duplicate key": Case(GOOD + "version: 1\n", "licensescan.yaml:6", ("twice", "line 1")),
    "a lineage cycle": Case(
        GOOD
        + "lineage:\n"
        + "  - {activity: finetune, base: acme/b, produces: acme/a}\n"
        + "  - {activity: finetune, base: acme/a, produces: acme/b}\n",
        "licensescan.yaml:",
        ("acme/a", "acme/b"),
    ),
    "a reference to nothing": Case(
        GOOD + "lineage:\n  - {activity: finetune, base: modle, produces: acme/a}\n",
        "licensescan.yaml:7: lineage[0].base",
        ("modle", "neither"),
    ),
    "a path that leaves the folder": Case(
        GOOD.replace("acme/model", "acme/model\n    license-file: ../secret"),
        "licensescan.yaml:4: components[0].license-file:",
        ("leaves",),
    ),
    "a licence file that is not there": Case(
        GOOD.replace("acme/model", "acme/model\n    license-file: LICENSE"),
        "licensescan.yaml:3",
        ("LICENSE", "does not exist"),
    ),
    "a binary licence file": Case(
        GOOD.replace("acme/model", "acme/model\n    license-file: LICENSE"),
        "licensescan.yaml:3",
        ("binary",),
        {"LICENSE": bytes(range(256)) * 40},
    ),
    "a licence file of 50 MB": Case(
        GOOD.replace("acme/model", "acme/model\n    license-file: LICENSE"),
        "licensescan.yaml:3",
        ("50.0 MB", "5 MB"),
        {"LICENSE": b"You may not. " * (50_000_000 // 13 + 1)},
    ),
    "a mirror that is not there": Case(
        GOOD.replace("./hub", "./hubb"), "licensescan.yaml:", ("hubb does not exist",)
    ),
    "a policy that is none": Case(
        GOOD + "policy: strickt\n", "licensescan.yaml:6: policy:", ("strickt", "default")
    ),
    "a policy file that is not there": Case(
        GOOD + "policy: policies/ours.yaml\n", "licensescan.yaml:6: policy:", ("does not exist",)
    ),
    "a policy file with an unknown rule": Case(
        GOOD + "policy: ours.yaml\n",
        "ours.yaml:1: rules",
        ("no-datacentre", "no-datacenter"),
        {"ours.yaml": b"rules: {no-datacentre: note}\n"},
    ),
    "a waiver without its end": Case(
        GOOD + "waivers:\n  - {finding: a:b, reason: r, approved-by: me}\n",
        "licensescan.yaml:7: waivers[0]",
        ("expires",),
    ),
    "a waivers file that is not there": Case(
        GOOD + "waivers: waivers.yaml\n", "licensescan.yaml:6: waivers:", ("does not exist",)
    ),
    "a binary manifest": Case(b"\x89PNG\r\n\x1a\n" + bytes(200), "licensescan.yaml:", ("image",)),
    "a manifest of 50 MB": Case(b"# " + b"x" * 50_000_000, "licensescan.yaml:", ("50.0 MB",)),
    "a date that is none": Case(GOOD, "--date:", ("2027-02-30",), args=("--date", "2027-02-30")),
}


@pytest.mark.parametrize("name", CASES)
def test_one_clear_message(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES[name]
    (tmp_path / "hub").mkdir()
    for path, content in case.files.items():
        (tmp_path / path).write_bytes(content)
    text = case.manifest.encode() if isinstance(case.manifest, str) else case.manifest
    (tmp_path / "licensescan.yaml").write_bytes(text)
    monkeypatch.chdir(tmp_path)
    assert main(["check", *case.args]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"Error: {case.where}"), shown.err
    for words in case.what:
        assert words in shown.err
    assert "Traceback" not in shown.err
    assert len(shown.err) < 1000


def test_manifest_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert capsys.readouterr().err == (
        "Error: licensescan.yaml: there is no such file\n"
        "  Name the manifest, or write a first one with `licensescan init`.\n"
    )


TEXTS = {
    "missing": (None, "does not exist"),
    "binary": (bytes(range(256)) * 40, "binary"),
    "a PDF": (b"%PDF-1.7\n", "a PDF"),
    "50 MB": (b"You may not. " * (50_000_000 // 13 + 1), "50.0 MB"),
}


@pytest.mark.parametrize("command", ["clauses", "identify"])
@pytest.mark.parametrize("name", TEXTS)
def test_text_that_cannot_be_read(
    command: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, said = TEXTS[name]
    path = tmp_path / "LICENSE"
    if content is not None:
        path.write_bytes(content)
    assert main([command, str(path)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"Error: {path}: ")
    assert said in shown.err


def test_folder_is_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clauses", str(tmp_path)]) == 2
    assert "no regular file" in capsys.readouterr().err


def test_report_in_a_form_that_is_none(
    quickstart: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(quickstart), "-o", str(tmp_path / "report.odt")]) == 2
    assert "no report format ends in '.odt'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_option_that_is_none_shows_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--fail-on", "maybe"]) == 2
    assert "violation" in capsys.readouterr().err


def test_source_date_epoch_that_is_none(
    quickstart: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert main(["check", str(quickstart)]) == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err
