"""How fast the command line starts, against a Python that only imports click.

Run as ``python benchmarks/startup.py``; prints the least time of several runs, for the least is
what the program needs and the rest is what else the machine did. The goal is a ratio under 2.
"""

from __future__ import annotations

import subprocess
import sys
import time

RUNS = 15
COMMANDS = {
    "import click": [sys.executable, "-c", "import click"],
    "--version": [sys.executable, "-m", "licensescan", "--version"],
    "--help": [sys.executable, "-m", "licensescan", "--help"],
}


def least_seconds(command: list[str], runs: int = RUNS) -> float:
    """Return the least wall time of several runs of a command, in seconds."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return min(times)


def measure(runs: int = RUNS) -> dict[str, float]:
    """Return the least time of each command, in seconds."""
    return {name: least_seconds(command, runs) for name, command in COMMANDS.items()}


if __name__ == "__main__":
    seconds = measure()
    base = seconds["import click"]
    for name, taken in seconds.items():
        print(f"{name:14} {taken * 1000:6.1f} ms   {taken / base:.2f} x import click")
