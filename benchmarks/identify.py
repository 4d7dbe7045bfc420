"""Measure how well and how fast licence texts are recognised, beside scancode-toolkit-mini.

    python benchmarks/identify.py LICENSES [--sets FILE] [--scancode PYTHON] [--cards FOLDER]

LICENSES is the LicenseDB's folder (licensedcode/data/licenses). The program that builds and scores
the five sets is given by --sets. With --scancode (the Python of an environment that has
scancode-toolkit-mini 32.5.0 and pluggy 1.6) both tools run on the same files in one go. With
--cards, the sections of the model cards there that speak of no licence must all come out as none.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

SETS = "ABDCE"
ROOT = Path(__file__).resolve().parent.parent
COLD = """
import sys
from licensescan.licenses.identify import identify
identify(open(sys.argv[1]).read())
print(next(x.split()[1] for x in open("/proc/self/status") if x.startswith("VmHWM")))
"""
SCANCODE = """
import json, sys, time
start = time.perf_counter()
from licensedcode.cache import get_index
index = get_index()
index.match(query_string="MIT License")
cold = time.perf_counter() - start
answers, seconds = {}, {}
for name in json.load(sys.stdin):
    text = open(f"{sys.argv[1]}/{name}", encoding="utf-8").read()
    start = time.perf_counter()
    found = sorted(index.match(query_string=text), key=lambda x: -x.len())
    seconds[name[0]] = seconds.get(name[0], 0) + time.perf_counter() - start
    answers[name] = [key for match in found for key in match.rule.license_keys()]
json.dump({"answers": answers, "seconds": seconds, "cold": cold}, sys.stdout)
"""


def measure_ours(folder: Path, names: list[str]) -> tuple[dict[str, list[str]], dict[str, float]]:
    """Return the answers, and the seconds that each set took, warm and without shown changes."""
    from licensescan.licenses.identify import identify

    texts = {name: (folder / name).read_text(encoding="utf-8") for name in names}
    for text in list(texts.values())[:20]:
        identify(text)
    answers: dict[str, list[str]] = {}
    seconds = dict.fromkeys(SETS, 0.0)
    for name, text in texts.items():
        start = time.perf_counter()
        first = identify(text, show_changes=False)[0]
        seconds[name[0]] += time.perf_counter() - start
        answers[name] = [x for x in (first.license, *first.also) if x]
    return answers, seconds


def measure_held_out(folder: Path, truth: dict[str, list[str]]) -> Counter[str]:
    """Return what is said of the texts of sets C and E when the true licence is not known."""
    from licensescan.licenses.identify import identify
    from licensescan.licenses.index import index

    said: Counter[str] = Counter()
    for name in (x for x in truth if x[0] in "CE"):
        text = (folder / name).read_text(encoding="utf-8")
        ids = {x.lower() for x in truth[name]}
        gone = {x for x in index().ids if x.lower().removeprefix("licenseref-scancode-") in ids}
        exact = identify((folder / f"C/{name[2:]}").read_text(encoding="utf-8"))[0]
        rest = index().without(gone | {exact.license or "", *exact.also})
        match = identify(text, among=rest)[0]
        shown = " without changes" if match.match == "near" and not match.changes else ""
        said[match.match + shown] += 1
    return said


def measure_cards(folder: Path) -> Counter[str]:
    """Return what is said of sections of cards in which no licence is spoken of."""
    from licensescan.licenses.identify import identify

    said: Counter[str] = Counter()
    for card in sorted(folder.glob("*.md")):
        body = re.sub(r"\A---\n.*?\n---", "", card.read_text("utf-8", "replace"), flags=re.DOTALL)
        for section in re.split(r"(?m)^#+ ", body):
            if len(section.split()) > 20 and not re.search("licen[sc]|agreement", section, re.I):
                said[identify(section)[0].match] += 1
    return said


def cold_start(text: Path) -> tuple[float, int]:
    """Return the best of five whole processes in seconds, and the memory one takes in MB."""
    best, memory = 99.0, 0
    for _ in range(5):
        start = time.perf_counter()
        run = [sys.executable, "-c", COLD, str(text)]
        done = subprocess.run(run, capture_output=True, check=True, cwd=ROOT)
        memory = int(done.stdout) // 1024
        best = min(best, time.perf_counter() - start)
    return best, memory


def score(program: Path, folder: Path, tool: str, answers: dict[str, list[str]]) -> None:
    """Print the row of one tool as the sets' own program scores it."""
    path = folder / f"{tool}.json"
    path.write_text(json.dumps(answers))
    run = [sys.executable, str(program), "score", str(folder), str(path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    print(done.stdout.replace(f"{path}", tool).strip())


def rates(names: list[str], seconds: dict[str, float]) -> str:
    """Return documents a second for each set."""
    counts = Counter(name[0] for name in names)
    return "  ".join(f"{x} {counts[x] / seconds[x]:,.1f}" for x in SETS)


def main() -> None:
    """Build the sets, run the tools on them and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("licenses", type=Path)
    parser.add_argument("--sets", type=Path, default=ROOT.parent / "shared/identify/sets.py")
    parser.add_argument("--cards", type=Path, default=ROOT.parent / "shared/corpus/cards")
    parser.add_argument("--scancode", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        build = [sys.executable, str(given.sets), "build", str(given.licenses), scratch]
        subprocess.run(build, check=True)
        truth = json.loads((folder / "truth.json").read_text())
        names = list(truth)
        answers, seconds = measure_ours(folder, names)
        score(given.sets, folder, "licensescan", answers)
        print("documents a second:", rates(names, seconds))
        print("true licence taken out:", dict(measure_held_out(folder, truth)))
        if given.cards.is_dir():
            print("sections without a licence:", dict(measure_cards(given.cards)))
        best, memory = cold_start(folder / "B/003.txt")
        print(f"cold start {best:.2f} s, {memory} MB")
        if given.scancode:
            _run_scancode(given.scancode, given.sets, folder, names)
    size = (ROOT / "licensescan/knowledge/fingerprints.npz").stat().st_size
    print(f"index {size / 1e6:.1f} MB")


def _run_scancode(python: Path, program: Path, folder: Path, names: list[str]) -> None:
    run = [str(python), "-W", "ignore", "-c", SCANCODE, str(folder)]
    done = subprocess.run(run, input=json.dumps(names), capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout)
    score(program, folder, "scancode", theirs["answers"])
    print("documents a second:", rates(names, theirs["seconds"]))
    print(f"cold start {theirs['cold']:.2f} s")


if __name__ == "__main__":
    main()
