"""An answer as text for a terminal.

In: an `Answer` and where it is shown. Out: text. Findings and duties look as they do in a report;
nothing that a stranger wrote is shown unescaped.
"""

from __future__ import annotations

from licensescan.explain.values import Answer
from licensescan.reports.console import terminal, written
from licensescan.reports.safe import one_line
from licensescan.reports.setting import Setting
from licensescan.reports.text import marked, print_duties, print_finding
from licensescan.reports.view import Chains, duties

_MOST = 5
"""Findings that are shown; the rest are counted."""


def render_answer(answer: Answer, setting: Setting) -> str:
    """Return an answer as text, ending with a line feed."""
    from rich.text import Text

    console = terminal(setting)
    first, *rest = answer.said
    console.print(Text(one_line(first), "bold"))
    for paragraph in rest:
        marked(console, "", "", Text(one_line(paragraph)))
    if answer.result is not None:
        chains = Chains(answer.result)
        for finding in answer.findings[:_MOST]:
            print_finding(console, finding, chains, answer.result.manifest)
        if (more := len(answer.findings) - _MOST) > 0:
            marked(console, "", "", Text(f"… and {more} more"))
        owed = answer.result.model_copy(update={"findings": answer.duties})
        print_duties(console, duties(owed))
        console.print()
        console.print(Text(one_line(answer.result.disclaimer), "dim"))
    return written(console)
