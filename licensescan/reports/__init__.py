"""How people and tools read a result: one file per format, and bills of materials in ``bom/``.

The door names what others may use; it loads no format before one is asked for.
"""

from __future__ import annotations

from licensescan.reports.registry import BOMS, ENDINGS, FORMATS, format_of, render
from licensescan.reports.setting import Setting

__all__ = ["BOMS", "ENDINGS", "FORMATS", "Setting", "format_of", "render"]
