"""What the commands share that judge a manifest: their options, the scan, the exit status.

In: parsed options. Out: a `Result`, its `Setting` and a status. The one place that decides between the statuses
0, 1 and 3 of a judged plan.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from licensescan.cli.options import Job
from licensescan.cli.progress import progress_bar
from licensescan.cli.screen import screen

if TYPE_CHECKING:
    from licensescan.reports import Setting
    from licensescan.result import Result

PASSED = 0
FOUND = 1
INCOMPLETE = 3

FAIL_ON = {"violation": ("violation",), "review": ("violation", "review"), "never": ()}
"""Value of ``--fail-on`` → verdicts of findings that end the command with `FOUND`."""


def judged(job: Job, output: str | None) -> tuple[Result, Setting]:
    """Judge a manifest, with a progress bar where it can be seen.

    Args:
        job: Which manifest, and how.
        output: Where the result goes, as the user named it.

    Returns:
        The result, and where it will be shown, with the manifest that it points at.

    Raises:
        LicensescanError: The manifest, the policy or a file that they name cannot be used.
    """
    from licensescan.inputs import open_manifest
    from licensescan.scan import scan

    with progress_bar() as progress:
        loaded = open_manifest(job.manifest)
        result = scan(
            loaded,
            policy=job.policy,
            today=job.today,
            offline=job.offline,
            progress=progress,
        )
    return result, replace(screen(output), manifest_text=loaded.text)


def status(result: Result, fail_on: str) -> int:
    """Return the exit status: a finding that counts comes before an answer that is incomplete."""
    counted = FAIL_ON[fail_on]
    if any(x.verdict in counted and not x.waived for x in result.findings):
        return FOUND
    return INCOMPLETE if result.incomplete else PASSED
