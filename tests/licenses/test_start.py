"""To identify one file is quick: nothing heavy is imported, the index is small."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from licensescan.licenses.index import FILE
from licensescan.resources import resource_path
from tests.licenses.real_texts import text_of

HEAVY = ("lark", "pydantic", "huggingface_hub", "license_expression", "ruamel.yaml", "jinja2")
PROGRAM = f"""
import sys
from licensescan.cli.app import main
status = main(["identify", sys.argv[1], "--format", "json"])
loaded = [x for x in {HEAVY} if x in sys.modules]
with open("/proc/self/status") as memory:
    peak = next(int(x.split()[1]) for x in memory if x.startswith("VmHWM"))
print(status, loaded, peak // 1024, file=sys.stderr)
"""


def test_the_command_loads_nothing_heavy_and_stays_small(tmp_path: Path) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(text_of("mit").replace("free of charge", "at no charge"))
    run = [sys.executable, "-c", PROGRAM, str(path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    status, loaded, peak = done.stderr.strip().rsplit("\n")[-1].rsplit(" ", 2)
    assert (status, loaded) == ("0", "[]")
    assert int(peak) < 90
    assert '"near"' in done.stdout


def test_the_index_is_small() -> None:
    assert resource_path(FILE).stat().st_size < 15_000_000
