"""How fast clauses are read: new texts, texts read before, texts that share provisions, a cold start.

Run as ``python benchmarks/clauses.py``. Takes real licence texts (those of ../shared where it is
there, else of the installed package ``licensedcode-data``), cut or joined to 12 kB each, so that
figures compare. Time is this process's own on one core, but for the cold start, which is the
least wall time of several whole processes. Prints figures and, where machines differ, ratios.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from licensescan.clauses import read_clauses

SIZE = 12_000
"""Characters of a text."""
COUNT = 120
RUNS = 9
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def sources() -> tuple[str, list[Path]]:
    """Return where the texts are from, and their files."""
    sealed = SHARED / "gold" / "dev" / "sealed.txt"
    kept_out = set(sealed.read_text(encoding="utf-8").split()) if sealed.exists() else set()
    folders = (SHARED / "gold" / "dev" / "texts", SHARED / "corpus" / "licenses")
    files = [x for folder in folders for x in sorted(folder.rglob("*")) if x.is_file()]
    files = [x for x in files if not kept_out & {x.stem, x.name, x.parent.name}]
    if files:
        return "../shared", files
    spec = find_spec("licensedcode")
    if not spec or not spec.submodule_search_locations:
        sys.exit("no texts: neither ../shared nor the package licensedcode-data is there")
    folder = Path(spec.submodule_search_locations[0]) / "data" / "licenses"
    return "licensedcode-data", sorted(folder.glob("*.LICENSE"))


def texts(files: Sequence[Path]) -> Iterator[str]:
    """Yield English texts of the size, each from files that no other one is from."""
    held = ""
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")
        if sum(map(str.isascii, text[:2000])) < 0.95 * len(text[:2000]):
            continue
        held = f"{held}\n\n{text}" if held else text
        if len(held) >= SIZE:
            cut = held.rfind("\n", 0, SIZE)
            yield held[: cut if cut > SIZE // 2 else SIZE]
            held = ""


def seconds(work: Callable[[], object]) -> float:
    """Return the time on the processor that some work takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def sharing(text: str) -> str:
    """Return a document with the same provisions, lead-ins and definitions that is another document."""
    return f"Licence of another work\n\n{text}"


def least_wall(command: list[str], runs: int = RUNS) -> float:
    """Return the least wall time of several runs of a command, in seconds."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return min(times)


def warm(found: Sequence[str]) -> dict[str, float]:
    """Return the seconds that all texts take: new, once more, and in documents that share them.

    A reading is kept for a few dozen documents, so they are read again one by one.
    """
    times = dict.fromkeys(("new", "again", "shared"), 0.0)
    for text in found:
        times["new"] += seconds(lambda text=text: read_clauses(text))  # type: ignore[misc]
        times["again"] += seconds(lambda text=text: read_clauses(text))  # type: ignore[misc]
        other = sharing(text)
        times["shared"] += seconds(lambda other=other: read_clauses(other))  # type: ignore[misc]
    return times


def cold(text: str) -> tuple[float, float]:
    """Return the wall times of ``licensescan clauses`` on a text, and of Python importing click."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "LICENSE"
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "licensescan", "clauses", str(path)]
        return least_wall(command), least_wall([sys.executable, "-c", "import click"])


def main() -> None:
    """Measure and print."""
    origin, files = sources()
    found = list(islice(texts(files), COUNT + 1))
    first, *rest = found
    read_clauses(first)  # the lexicon, the table and the grammar are built on the first text
    times = warm(rest)
    size = sum(map(len, rest))
    print(f"{len(rest)} texts of {SIZE / 1000:g} kB from {origin}, one core")
    print(f"new texts        {len(rest) / times['new']:7.1f} a second, {size / times['new'] / 1e6:.2f} MB/s")  # fmt: skip
    print(f"read again       {times['new'] / times['again']:7.1f} times faster")
    print(f"shared           {times['new'] / times['shared']:7.1f} times faster")
    whole, bare = cold(rest[0])
    print(f"cold start       {whole * 1000:7.0f} ms, {whole / bare:.1f} x import click")


if __name__ == "__main__":
    main()
