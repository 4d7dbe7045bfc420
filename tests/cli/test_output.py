"""Where results go: files that are whole or not there, pipes that close, terminals that obey."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from licensescan.cli import app as app_module
from licensescan.cli import main
from licensescan.cli.output import emit
from licensescan.errors import InputError, SourceError


def test_result_goes_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    emit("text")
    emit("text\n", "-")
    assert capsys.readouterr().out == "text\ntext\n"


def test_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    target.chmod(0o640)
    emit("new", str(target))
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    target, plain = tmp_path / "report.txt", tmp_path / "plain.txt"
    emit("text", str(target))
    plain.write_text("")
    assert target.stat().st_mode == plain.stat().st_mode


def test_old_file_stays_when_the_new_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="No space left on device"):
        emit("new", str(target))
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("place", ["", "missing/report.txt"])
def test_place_that_cannot_be_written_is_one_message(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "manifest", "-o", str(tmp_path / place)]) == 2
    shown = capsys.readouterr().err
    assert shown.startswith(f"Error: {tmp_path / place}: cannot be written: ")
    assert "Traceback" not in shown


def test_init_writes_a_manifest_and_never_overwrites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    written = (tmp_path / "licensescan.yaml").read_text()
    assert "licensescan check licensescan.yaml" in capsys.readouterr().err
    (tmp_path / "licensescan.yaml").write_text(written + "# mine\n")
    assert main(["init"]) == 2
    assert "exists already" in capsys.readouterr().err
    assert (tmp_path / "licensescan.yaml").read_text().endswith("# mine\n")


def test_reader_that_leaves_is_no_error() -> None:
    script = f"{sys.executable} -m licensescan schema manifest | head -1; echo ${{PIPESTATUS[0]}}"
    # `head` may be too late to close the pipe; what matters is that nothing is said about it.
    run = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] in {"0", "141"}
    assert run.stderr == ""


def test_closed_pipe_ends_quietly() -> None:
    code = "import sys; from licensescan.cli import main; sys.exit(main(['schema', 'manifest']))"
    process = subprocess.Popen(
        [sys.executable, "-c", f"import time; time.sleep(0.3); {code}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141
    process.stderr.close()


def test_source_that_fails_is_status_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unreachable(*args: object, **options: object) -> None:
        raise SourceError("the Hub cannot be reached\x1b[2J", where="a/b", remedy="Try again.")

    monkeypatch.setattr(app_module.app, "main", unreachable)
    assert main(["check"]) == 3
    shown = capsys.readouterr().err
    assert shown == "Error: a/b: the Hub cannot be reached\n  Try again.\n"


def test_interrupt_is_status_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("licensescan.cli.output.create", interrupted)
    assert main(["init"]) == 130
    assert "Interrupted." in capsys.readouterr().err


def test_positions_are_those_of_the_manifest_as_it_was_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hub").mkdir()
    plan = "sources: [{mirror: hub}]\ncomponents:\n  - {model: a/b, license: cc-by-nc-4.0}\n"
    Path("licensescan.yaml").write_text(plan, encoding="utf-16")
    main(["check", "--format", "sarif"])
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    regions = [x["locations"][0]["physicalLocation"]["region"] for x in results]
    assert {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 40} in regions
