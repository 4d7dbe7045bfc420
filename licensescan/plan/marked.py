"""YAML 1.2 core text into plain values, with the line of every field.

In: text and the name it is shown under. Out: `Marked`: dicts, lists and scalars, and the line of
each path. It never builds objects from tags, never follows an alias into itself, never grows
beyond a bound (alias bombs, deep nesting, long texts), and raises one error of the caller's family
for whatever is wrong. The event stream is read iteratively, so no input exhausts the stack.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from licensescan.errors import InputError, ManifestError

Path = tuple[str | int, ...]

MAX_CHARACTERS = 4_000_000
_MAX_VALUES = 400_000
"""Scalars, lists and mappings, those that aliases repeat included."""
_MAX_DEPTH = 40

# YAML 1.2.2, section 10.3.2 (core schema); underscores between digits are ours, as the manifest's
# documentation writes 2_000_000. Longer numbers than 30 digits stay text: no field wants them.
_INT = re.compile(r"[-+]?[0-9](?:_?[0-9]){0,29}")
_OCTAL_OR_HEX = re.compile(r"0o[0-7]{1,20}|0x[0-9a-fA-F]{1,16}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,30}|[0-9]{1,30}(?:\.[0-9]{0,30})?)(?:[eE][-+]?[0-9]{1,4})?")
_CONSTANTS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
    **{sign + word: math.inf for sign in ("", "+") for word in (".inf", ".Inf", ".INF")},
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
}
_STRING_TAGS = {None, "!", "tag:yaml.org,2002:str"}
_CONTAINER_TAGS = {None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A parsed YAML text.

    Attributes:
        value: dicts with text keys, lists, str, int, float, bool, None; None for an empty text.
        lines: Line (from 1) of each path; of the key, for a field of a mapping.
        path: The name the text is shown under.
    """

    value: Any
    lines: dict[Path, int]
    path: str

    def line_of(self, path: Path) -> int:
        """Return the line of a path, or of the nearest thing around it that the text has."""
        for end in range(len(path), -1, -1):
            if line := self.lines.get(path[:end]):
                return line
        return 1

    def where(self, path: Path) -> str:
        """Return ``file:line: field`` for an error."""
        name = shown_path(path)
        return f"{self.path}:{self.line_of(path)}" + (f": {name}" if name else "")


def shown_path(path: Path) -> str:
    """Return a path as people write it.

    >>> shown_path(("lineage", 1, "data"))
    'lineage[1].data'
    """
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def read_marked(text: str, path: str, error: type[InputError] = ManifestError) -> Marked:
    """Parse one YAML document.

    Raises:
        InputError: The text is too long, no YAML, has several documents, duplicate keys, tags,
            merge keys, or aliases that grow out of bounds; the class is the caller's.
    """
    if len(text) > MAX_CHARACTERS:
        raise error(
            f"the file has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read",
            where=path,
            remedy="Split it, or leave out what the plan does not need.",
        )
    reader = _Reader(path, error)
    try:
        reader.read(YAML(typ="safe", pure=True).parse(text))
    except YAMLError as fault:
        raise _as_error(fault, text, path, error) from None
    return Marked(reader.root, reader.lines, path)


def _as_error(fault: YAMLError, text: str, path: str, error: type[InputError]) -> InputError:
    if isinstance(fault, MarkedYAMLError):
        mark = fault.problem_mark or fault.context_mark
        line = mark.line + 1 if mark else 1
        problem = str(fault.problem or fault.context or "it cannot be parsed")
    else:
        line = text.count("\n", 0, getattr(fault, "position", 0) or 0) + 1
        problem = str(getattr(fault, "reason", "") or "it cannot be parsed")
    if "'\\t'" in problem or "\t" in problem:
        remedy = "Indent with spaces; YAML does not allow tabs there."
    else:
        remedy = "Check the indentation, the quotes and the brackets on that line and above it."
    problem = " ".join(problem.split())
    return error(f"this is not valid YAML: {problem}", where=f"{path}:{line}", remedy=remedy)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    value: Any
    path: Path
    anchor: str | None
    before: int
    key: str | None = None
    keys: dict[str, int] = field(default_factory=dict)


class _Reader:
    """Builds values from parse events with a stack of its own."""

    def __init__(self, path: str, error: type[InputError]) -> None:
        self.path = path
        self.error = error
        self.root: Any = None
        self.lines: dict[Path, int] = {}
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._count = 0
        self._documents = 0

    def read(self, events: Iterator[Event]) -> None:
        """Take in all events of one text."""
        for event in events:
            match event:
                case ScalarEvent():
                    self._scalar(event)
                case MappingStartEvent() | SequenceStartEvent():
                    self._open(event)
                case MappingEndEvent() | SequenceEndEvent():
                    self._close()
                case AliasEvent():
                    self._alias(event)
                case DocumentStartEvent():
                    self._document(event)
                case _:
                    pass

    def _fail(self, event: Event, what: str, remedy: str) -> InputError:
        line = event.start_mark.line + 1
        name = shown_path(self._stack[-1].path) if self._stack else ""
        where = f"{self.path}:{line}" + (f": {name}" if name else "")
        return self.error(what, where=where, remedy=remedy)

    def _document(self, event: Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._fail(
                event,
                "the file holds several YAML documents",
                "Keep one; remove the line with --- and what follows, or move it to a file of its own.",
            )

    def _grow(self, event: Event, by: int = 1) -> None:
        self._count += by
        if self._count > _MAX_VALUES:
            raise self._fail(
                event,
                f"the file holds more than {_MAX_VALUES:,} values, those that aliases repeat included",
                "Split it, or repeat less through aliases.",
            )

    def _next_path(self, event: Event) -> Path:
        """Return the path of the value that is about to come, and note its line."""
        if not self._stack:
            path: Path = ()
        else:
            parent = self._stack[-1]
            last = parent.key if isinstance(parent.value, dict) else len(parent.value)
            path = (*parent.path, last)  # type: ignore[arg-type]
        self.lines.setdefault(path, event.start_mark.line + 1)
        return path

    def _put(self, value: Any) -> None:
        if not self._stack:
            self.root = value
            return
        parent = self._stack[-1]
        if isinstance(parent.value, dict):
            parent.value[parent.key] = value
            parent.key = None
        else:
            parent.value.append(value)

    def _awaits_key(self) -> bool:
        return (
            bool(self._stack)
            and isinstance(self._stack[-1].value, dict)
            and self._stack[-1].key is None
        )

    def _scalar(self, event: ScalarEvent) -> None:
        self._grow(event)
        value = self._resolve(event)
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        if self._awaits_key():
            self._key(event, value)
            return
        self._next_path(event)
        self._put(value)

    def _resolve(self, event: ScalarEvent) -> Any:
        tag = event.tag and str(event.tag)
        if tag not in _STRING_TAGS:
            raise self._fail(event, f"the tag {tag} is not understood", "Remove the tag.")
        return core_scalar(event.value) if event.implicit[0] and tag is None else event.value

    def _key(self, event: Event, key: Any) -> None:
        parent = self._stack[-1]
        if not isinstance(key, str):
            raise self._fail(event, "a key must be text", "Write the key as a plain word.")
        if key == "<<":
            raise self._fail(
                event, "merge keys (<<) are not part of YAML 1.2", "Write the fields out."
            )
        line = event.start_mark.line + 1
        if key in parent.keys:
            raise self._fail(
                event,
                f'the key "{visible(key)}" stands twice, first on line {parent.keys[key]}',
                "Keep one of the two.",
            )
        parent.keys[key] = line
        parent.key = key
        self.lines[(*parent.path, key)] = line

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        self._grow(event)
        if self._awaits_key():
            raise self._fail(event, "a key must be text", "Write the key as a plain word.")
        if len(self._stack) >= _MAX_DEPTH:
            raise self._fail(
                event, f"the file nests more than {_MAX_DEPTH} levels deep", "Flatten it."
            )
        tag = event.tag and str(event.tag)
        if tag not in _CONTAINER_TAGS:
            raise self._fail(event, f"the tag {tag} is not understood", "Remove the tag.")
        value: Any = {} if isinstance(event, MappingStartEvent) else []
        self._stack.append(_Open(value, self._next_path(event), event.anchor, self._count))

    def _close(self) -> None:
        done = self._stack.pop()
        if done.anchor:
            self._anchors[done.anchor] = (done.value, self._count - done.before + 1)
        self._put(done.value)

    def _alias(self, event: AliasEvent) -> None:
        if event.anchor not in self._anchors:
            raise self._fail(
                event,
                f'the alias "*{visible(str(event.anchor))}" names no anchor that stands above it',
                "Write the value out.",
            )
        value, size = self._anchors[event.anchor]
        self._grow(event, size)
        if self._awaits_key():
            self._key(event, value)
            return
        self._next_path(event)
        self._put(value)


def core_scalar(text: str) -> Any:
    """Return what an unquoted scalar means under YAML 1.2's core schema.

    >>> [core_scalar(x) for x in ("NO", "2_000_000", "0x1F", "1.5", "true", "2027-03-31", "")]
    ['NO', 2000000, 31, 1.5, True, '2027-03-31', None]
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _OCTAL_OR_HEX.fullmatch(text):
        return int(text, 0)
    return float(text) if _FLOAT.fullmatch(text) else text


def visible(text: str, limit: int = 80) -> str:
    """Return a stranger's text fit for an error message: one line, no control characters, short."""
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text[: limit + 1])
    return shown if len(shown) <= limit else shown[:limit] + "…"
