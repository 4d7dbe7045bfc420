"""Run jobs side by side and stop waiting at a deadline.

In: jobs and the seconds that are left. Out: results as they come. Threads are daemons: a name
look-up that hangs in the operating system must not keep the program from ending.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
_Ended = queue.SimpleQueue[tuple[int, Any, BaseException | None]]


def run_all(
    jobs: Sequence[Callable[[], T]], *, workers: int, until: float
) -> Iterator[tuple[int, T]]:
    """Yield the index and result of each job as it ends; what is late is not yielded.

    Args:
        jobs: What to run, begun in this order.
        workers: Threads at the most.
        until: When to stop waiting, on the clock of `time.monotonic`.

    Raises:
        BaseException: Whatever a job raises.
    """
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    ended: _Ended = queue.SimpleQueue()
    for index in range(len(jobs)):
        waiting.put(index)
    for _ in range(min(workers, len(jobs))):
        arguments = (jobs, waiting, ended, until)
        threading.Thread(target=_work, args=arguments, name="fetch", daemon=True).start()
    for _ in jobs:
        try:
            index, result, error = ended.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            return
        if error is not None:
            raise error
        yield index, result


def _work(
    jobs: Sequence[Callable[[], T]],
    waiting: queue.SimpleQueue[int],
    ended: _Ended,
    until: float,
) -> None:
    """Run jobs until none waits or time is up; errors go to the thread that waits for results."""
    while time.monotonic() < until:
        try:
            index = waiting.get_nowait()
        except queue.Empty:
            return
        try:
            ended.put((index, jobs[index](), None))
        except BaseException as error:
            ended.put((index, None, error))
