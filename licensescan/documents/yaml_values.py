"""Top-level values of YAML that a stranger wrote, read from its events.

In: the source. Out: the wanted keys with plain values, and a word on why where it cannot be read.
Nothing is constructed and no alias is followed, so that anchors, aliases, merges and tags expand to
nothing; nesting is left at a fixed depth, before the parser's time grows with its square.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Value = str | bool | tuple[str, ...]

LIST_LIMIT = 500
"""Items of a list that are kept."""

DEPTH_LIMIT = 40
"""Levels of nesting; cards have up to six."""


class _UnreadableError(Exception):
    """The source is no mapping, or nested too deeply."""


def top_level_values(source: str, wanted: frozenset[str]) -> tuple[dict[str, Value], str]:
    """Return the wanted values of a mapping and a fault, empty where all was read.

    Values of other types than text, truth and list of texts are left out; a key that stands twice
    keeps all its values.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="safe", pure=True)
    try:
        return _Reader(yaml.parse(source), yaml.resolver, wanted).read()
    except _UnreadableError as error:
        return {}, str(error)
    except YAMLError as error:
        return {}, f"its front matter is no valid YAML{_line_of(error)}"
    # The parser meets strange input (odd directives, wrong escapes) with errors of any class.
    except Exception as error:
        return {}, f"its front matter is no valid YAML ({type(error).__name__})"


class _Reader:
    """Reads the events of one document."""

    def __init__(self, events: Iterator[Any], resolver: Any, wanted: frozenset[str]) -> None:
        from ruamel.yaml import events as kinds

        self._events = events
        self._resolver = resolver
        self._wanted = wanted
        self._kinds = kinds
        self._values: dict[str, Value] = {}
        self._fault = ""

    def read(self) -> tuple[dict[str, Value], str]:
        next(self._events)  # start of the stream
        if isinstance(next(self._events), self._kinds.StreamEndEvent):
            return {}, ""
        first = next(self._events)
        if isinstance(first, self._kinds.ScalarEvent) and not first.value:
            return {}, ""
        if not isinstance(first, self._kinds.MappingStartEvent):
            raise _UnreadableError("its front matter is no mapping")
        while not isinstance(event := next(self._events), self._kinds.MappingEndEvent):
            key = self._scalar(event)
            self._pass(event)
            self._take(key)
        return self._values, self._fault

    def _take(self, key: Value | None) -> None:
        """Read the value that comes next, and keep it where its key is wanted."""
        event = next(self._events)
        if not isinstance(key, str) or key not in self._wanted:
            self._pass(event)
            return
        value = self._value(event, key)
        if key in self._values:
            self._fault = f"its front matter has the key {key} twice"
            value = _texts(self._values[key]) + _texts(value)
        if value is not None:
            self._values[key] = value

    def _value(self, event: Any, key: str) -> Value | None:
        if isinstance(event, self._kinds.SequenceStartEvent):
            return tuple(self._items())
        if isinstance(event, self._kinds.AliasEvent):
            self._fault = f"its front matter has an alias for {key}, which is not followed"
        self._pass(event)
        return self._scalar(event)

    def _items(self) -> Iterator[str]:
        """Yield the texts of a sequence that has begun, and pass over all else in it."""
        left = LIST_LIMIT
        while not isinstance(event := next(self._events), self._kinds.SequenceEndEvent):
            self._pass(event)
            value = self._scalar(event)
            if isinstance(value, str) and value and left:
                left -= 1
                yield value

    def _scalar(self, event: Any) -> str | bool | None:
        """Return a scalar's text or truth; None for every other value."""
        if not isinstance(event, self._kinds.ScalarEvent):
            return None
        tag = event.tag
        if tag is None and event.implicit[0]:
            from ruamel.yaml.nodes import ScalarNode

            tag = self._resolver.resolve(ScalarNode, event.value, event.implicit)
        match str(tag or "str").rpartition(":")[2]:
            case "str":
                return str(event.value).strip()
            case "bool":
                return str(event.value).lower() == "true"
        return None

    def _pass(self, event: Any) -> None:
        """Pass over the rest of the value that an event begins."""
        start = (self._kinds.SequenceStartEvent, self._kinds.MappingStartEvent)
        end = (self._kinds.SequenceEndEvent, self._kinds.MappingEndEvent)
        depth = int(isinstance(event, start))
        while depth:
            event = next(self._events)
            depth += isinstance(event, start) - isinstance(event, end)
            if depth > DEPTH_LIMIT:
                raise _UnreadableError("its front matter is nested too deeply")


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
