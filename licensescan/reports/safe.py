"""Make texts of strangers harmless before they reach a terminal, a log or a page.

In: any text, from a card, a licence or a manifest. Out: the same words without anything that
steers a terminal, hides words or turns their direction. Never drops readable characters: a
sequence that does not end is shown without its first character, not swallowed.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote, urlsplit

# Control sequences (CSI) and escapes of ECMA-48, all runs bounded. The content of control strings
# (window titles, links) stays readable: a licence must not be able to hide words in one.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b[ -/]{1,4}[0-~]|\x1b[0-OQ-WYZ\\`-~]"
)
# Controls but tab and line feed, bidirectional marks and overrides, invisible operators, tags,
# lone surrogates and non-characters. Zero-width joiners stay: Persian and Indic words need them.
_HIDDEN = (
    "\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
)
_CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f{_HIDDEN}]")
_IN_JSON = re.compile(f"[{_HIDDEN}\u2028\u2029]")


def plain(text: object) -> str:
    r"""Return a text without terminal sequences, controls and direction marks.

    >>> plain("a\x1b[31mb\x1b[0m c\u202ed")
    'ab cd'
    >>> plain("never \x1b]0;swallowed\x07")
    'never ]0;swallowed'
    """
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", _SEQUENCE.sub("", lines))


def one_line(text: object, limit: int = 0) -> str:
    r"""Return a text on one line, its white space collapsed, clipped with a word on what is missing.

    Args:
        text: Any text.
        limit: Characters to keep; 0 keeps all.

    >>> one_line(" a\n  b ")
    'a b'
    >>> one_line("one two three", 8)
    'one two … (5 more characters)'
    """
    line = " ".join(plain(text).split())
    if not limit or len(line) <= limit:
        return line
    kept = line[:limit].rsplit(" ", 1)[0] if " " in line[:limit] else line[:limit]
    return f"{kept} … ({len(line) - len(kept) - 1:,} more characters)"


def dumps(value: Any) -> str:
    r"""Return JSON for people and tools: the same value, with hidden characters as ``\uXXXX``.

    >>> dumps({"a": "é\x9b\u202e"})
    '{\n  "a": "é\\u009b\\u202e"\n}'
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    return _IN_JSON.sub(lambda found: json.dumps(found[0])[1:-1], text)


def web_address(address: str | None) -> str:
    """Return an address if it may be linked to (http or https, with a host), else nothing.

    >>> web_address("javascript:alert(1)")
    ''
    """
    text = plain(address or "").strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in {"http", "https"} and parts.netloc else ""


def uri_path(path: str) -> str:
    r"""Return a path as a relative or ``file:`` URI reference.

    >>> uri_path("plans\\my plan.yaml")
    'plans/my%20plan.yaml'
    >>> uri_path("/srv/plan.yaml")
    'file:///srv/plan.yaml'
    """
    slashed = plain(path).replace("\\", "/").removeprefix("./")
    if re.match(r"[A-Za-z]:/", slashed):
        slashed = f"/{slashed}"
    encoded = quote(slashed, safe="/@+,=~")
    return f"file://{encoded}" if encoded.startswith("/") else encoded
