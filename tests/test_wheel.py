"""The built wheel, installed in an empty environment, works from any folder."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

DATA = ("grammars", "policies", "knowledge", "templates")
INSTALL = ["-m", "pip", "install", "-q", "--disable-pip-version-check"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the sdist that it was built from."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the folder of programs of an environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    (wheel,) = built.glob("*.whl")
    install = subprocess.run(
        [programs / "python", *INSTALL, wheel], capture_output=True, text=True, check=False
    )
    if install.returncode and "Could not find a version" in install.stderr:
        pytest.skip("needs the package index to install what the wheel depends on")
    assert install.returncode == 0, install.stderr
    yield programs


def names_in_wheel(built: Path) -> set[str]:
    (wheel,) = built.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize("folder", DATA)
def test_wheel_carries_every_data_file(folder: str, built: Path) -> None:
    root = ROOT if folder in {"grammars", "policies"} else ROOT / "licensescan"
    files = [x for x in (root / folder).rglob("*") if x.is_file() and "__pycache__" not in x.parts]
    expected = {f"licensescan/{x.relative_to(root).as_posix()}" for x in files}
    assert expected
    assert expected <= names_in_wheel(built)


def test_wheel_carries_nothing_else(built: Path) -> None:
    assert {name.split("/")[0] for name in names_in_wheel(built)} == {
        "licensescan",
        "licensescan-0.1.0.dist-info",
    }


def test_sdist_carries_what_tests_need(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    named = {"licensescan", "grammars", "policies", "fixtures", "tests", "benchmarks", "docs"}
    assert named | {"README.md", "NOTICE", "pyproject.toml"} <= tops
    assert not {x for x in tops if x.startswith(".venv")}


def test_installed_program_judges_from_another_folder(
    installed: Path, quickstart: Path, tmp_path: Path
) -> None:
    run = subprocess.run(
        [installed / "licensescan", "check", quickstart],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert run.stderr == ""
    assert run.returncode == 1
    assert "acme/support-7b" in run.stdout


def test_installed_program_reads_clauses_and_writes_reports(
    installed: Path, quickstart: Path, tmp_path: Path
) -> None:
    (tmp_path / "LICENSE").write_text("You must not use the Model in a datacenter.\n")
    for args in (
        ["clauses", "LICENSE"],
        ["identify", "LICENSE"],
        ["report", quickstart, "-o", "report.html"],
        ["bom", quickstart, "-o", "bom.json"],
        ["explain", "no-datacenter"],
        ["init"],
    ):
        run = subprocess.run(
            [installed / "licensescan", *args], capture_output=True, text=True, cwd=tmp_path
        )
        assert run.returncode == 0, (args, run.stderr)
