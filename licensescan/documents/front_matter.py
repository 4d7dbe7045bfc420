"""The YAML front matter of a card, read as far as a licence check needs it.

In: the text of README.md. Out: the wanted top-level keys with plain values, where the body
begins, and a word on why where the YAML cannot be read. Nothing is constructed: keys are picked
from the node graph, so that anchors, aliases, merges and tags of a stranger expand to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

FRONT_MATTER_LIMIT = 1_000_000
"""Characters between the two ``---`` lines; the largest known, full of test scores, have 0.5 MB."""

YAML_LIMIT = 200_000
"""Characters that are parsed, after unwanted keys are cut out; ruamel.yaml reads 10 lines a ms."""

LIST_LIMIT = 500
"""Items of a list that are kept."""

_OPENING = re.compile(r"\ufeff?\s{0,100}---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*\r?$\n?", re.MULTILINE)
_CONTINUES = frozenset({"", " ", "\t", "\r", "#"})
_KEY = re.compile(r"""["']?([A-Za-z_][\w-]*)["']?[ \t]*:(?:[ \t\r]|$)""")

Value = str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the two ``---`` lines.

    Attributes:
        values: Wanted key → text, yes/no, or texts; values of other types are left out.
        body_start: Where the body begins, in characters; 0 where there is no front matter.
        fault: Why the YAML could not be read in full; empty when it could.
    """

    values: dict[str, Value] = field(default_factory=dict)
    body_start: int = 0
    fault: str = ""


def read_front_matter(text: str, wanted: frozenset[str]) -> FrontMatter:
    """Return the wanted keys of the front matter; never raises."""
    opening = _OPENING.match(text)
    if not opening:
        return FrontMatter()
    closing = _CLOSING.search(text, opening.end(), opening.end() + FRONT_MATTER_LIMIT + 10)
    if not closing:
        return FrontMatter(fault="its front matter has no end (a line of three hyphens)")
    source = text[opening.end() : closing.start()]
    values, fault = _values(source, wanted)
    return FrontMatter(values, closing.end(), fault)


def _values(source: str, wanted: frozenset[str]) -> tuple[dict[str, Value], str]:
    """Return the wanted values and a fault, parsing the short form of the source where it can."""
    short = _without_other_keys(source, wanted)
    if short is not None and len(short) <= YAML_LIMIT:
        values, fault = _parse(short, wanted)
        if not fault:
            return values, fault
    if len(source) > YAML_LIMIT:
        return {}, f"its front matter has {len(source)} characters, more than {YAML_LIMIT}"
    return _parse(source, wanted)


def _without_other_keys(source: str, wanted: frozenset[str]) -> str | None:
    """Return the blocks of the wanted top-level keys alone; None if the source is not that plain.

    Test scores (``model-index``) can fill 20,000 lines and would cost seconds.
    """
    kept: list[str] = []
    keep: bool | None = None
    for line in source.split("\n"):
        if line[:1] not in _CONTINUES and (line[0] not in "-]}" or keep is None):
            found = _KEY.match(line)
            if not found:
                return None
            keep = found[1] in wanted
        if keep:
            kept.append(f"{line}\n")
    return "".join(kept)


def _parse(source: str, wanted: frozenset[str]) -> tuple[dict[str, Value], str]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        root = YAML(typ="safe", pure=True).compose(source)
    except YAMLError as error:
        return {}, f"its front matter is no valid YAML{_line_of(error)}"
    except RecursionError:
        return {}, "its front matter is nested too deeply"
    # The parser meets strange input (odd directives, wrong escapes) with errors of any class.
    except Exception as error:
        return {}, f"its front matter is no valid YAML ({type(error).__name__})"
    if root is None:
        return {}, ""
    if not isinstance(root.value, list) or not root.tag.endswith(":map"):
        return {}, "its front matter is no mapping"
    return _pick(root, wanted)


def _pick(root: Any, wanted: frozenset[str]) -> tuple[dict[str, Value], str]:
    """Return the wanted pairs of a mapping node; a key that stands twice keeps all its values."""
    values: dict[str, Value] = {}
    fault = ""
    for key, node in root.value:
        name = key.value
        if not isinstance(name, str) or name not in wanted:
            continue
        value = _plain(node)
        if name in values:
            fault = f"its front matter has the key {name} twice"
            value = _texts(values[name]) + _texts(value)
        if value is not None:
            values[name] = value
    return values, fault


def _plain(node: Any) -> Value | None:
    """Return a scalar's text or truth, a sequence's texts; None for every other node."""
    match node.tag.rpartition(":")[2]:
        case "str" if isinstance(node.value, str):
            return node.value.strip()
        case "bool":
            return str(node.value).lower() == "true"
        case "seq":
            return tuple(_items(node.value))
    return None


def _items(nodes: list[Any]) -> Iterator[str]:
    for node in nodes[:LIST_LIMIT]:
        value = _plain(node) if isinstance(node.value, str) else None
        if isinstance(value, str) and value:
            yield value


def _texts(value: Value | None) -> tuple[str, ...]:
    match value:
        case str():
            return (value,)
        case tuple():
            return value
    return ()


def _line_of(error: Any) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (line {mark.line + 1})" if mark is not None else ""
