"""The audit report for a legal team: one page that needs nothing but itself.

In: a `Result`. Out: HTML with its style inside, no script, nothing fetched: a content security
policy allows that one style and no more. jinja2 escapes every text; control and direction
characters are taken out before. It prints, fits a telephone, and follows light and dark.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from licensescan.reports import lineage, view
from licensescan.reports.cited import cited
from licensescan.reports.names import license_name, listed
from licensescan.reports.rules import rule_text, title_of
from licensescan.reports.safe import one_line, web_address
from licensescan.reports.setting import Setting
from licensescan.resources import read_text
from licensescan.result import Result

LONGEST_QUOTE = 6000
"""Characters of a quote that the page shows; the JSON result has all."""
ORIGIN = {
    "text": "terms read from its text",
    "catalog": "known terms of the licence named",
    "declared": "as declared, no text",
    "none": "terms not known",
}


def render(result: Result, setting: Setting) -> str:
    """Return the page."""
    style = read_text("templates/report.css")
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            result=result,
            style=style,
            style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            groups=_groups(result),
            chains=view.Chains(result),
            duties=view.duties(result),
            waived=view.waived(result),
            steps=lineage.steps(result),
            graph=lineage.graph(result),
            machines=[_machine(machine) for machine in result.hardware],
            waivers=[_row(waiver, _WAIVER) for waiver in result.waivers],
            tally=view.tally(result),
            missing=view.missing(result),
            unread=view.unread(result),
            overall=view.OVERALL[result.verdict],
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: read_text(f"templates/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(line=one_line, link=web_address, code=_code)
    environment.globals.update(
        cited=cited,
        rule_text=rule_text,
        title_of=title_of,
        license_name=license_name,
        origin=ORIGIN,
        longest=LONGEST_QUOTE,
    )
    return environment


def _code(text: str) -> Markup:
    """Return a sentence with what stands between backticks as code, all else escaped."""
    return Markup(re.sub(r"`([^`]{1,80})`", r'<code class="id">\1</code>', str(escape(text))))


def _groups(result: Result) -> list[dict[str, Any]]:
    """Return violations, reviews and notes with their titles; duties have a table of their own."""
    return [
        {
            "verdict": verdict.value,
            "title": title,
            "letter": verdict.value[0].upper(),
            "meaning": view.MEANING[verdict],
            "findings": view.of_verdict(result, verdict),
        }
        for verdict, title in view.TITLES.items()
    ]


_MACHINE = ("name", "gpu", "site", "workload")
_WAIVER = ("finding", "state", "expires", "approved-by", "reason")


def _row(record: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """Return fields of a free record as words; what is absent is empty."""
    return {name.replace("-", "_"): one_line(_words(record.get(name))) for name in names}


def _words(value: object) -> str:
    return "" if value is None else str(value)


def _machine(record: Mapping[str, Any]) -> dict[str, Any]:
    owned = record.get("owned")
    return {
        **_row(record, _MACHINE),
        "owned": "not stated" if owned is None else "yes" if owned is True else "no",
        "software": listed(record.get("software")),
        "runs": listed(record.get("runs")),
    }
