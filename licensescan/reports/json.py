"""The result as JSON, in the form that ``check --format json`` promises.

In: a `Result`. Out: all of it, keys in the order of its schema, nothing shortened. The same
result gives the same bytes.
"""

from __future__ import annotations

from licensescan.reports.safe import dumps
from licensescan.reports.setting import Setting
from licensescan.result import Result


def render(result: Result, setting: Setting) -> str:
    """Return the result as JSON."""
    return dumps(result.model_dump(mode="json", by_alias=True))
