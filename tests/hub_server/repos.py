"""Repos of the loopback Hub and the faults that can be ordered for them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

from ruamel.yaml import YAML


@dataclass
class Fault:
    """What goes wrong with requests for a repo.

    Attributes:
        sort: ``status`` answers with that status; ``hang`` waits for so many seconds before any
            byte; ``drop`` closes the connection unanswered; ``truncate`` announces the whole body
            and sends half; ``drip`` sends one byte each 0.1 s; ``lie`` announces another size in
            HEAD than in GET; ``html`` answers 200 with a page, as a captive portal does; ``bloat``
            sends a body of 50 MB without announcing its size.
        on: ``api`` for metadata, ``file`` for files, ``all`` for both.
        name: Only for this file.
        times: Only for so many requests, then all is well.
    """

    sort: Literal["status", "hang", "drop", "truncate", "drip", "lie", "html", "bloat"]
    on: Literal["api", "file", "all"] = "all"
    name: str = ""
    status: int = 503
    retry_after: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 30.0
    times: int | None = None


@dataclass
class Repo:
    """One repo at one commit.

    Attributes:
        files: Path → content.
        gated: As the Hub has it; files are then for tokens in ``allowed`` alone.
        cdn: Whether files are served by redirect to a store, as large ones are.
        moved_to: The id the repo has now; requests are redirected there.
        info: Further fields of the metadata (``gguf``, ``baseModels`` …).
        branches: Names that lead to the commit.
    """

    id: str
    files: dict[str, bytes]
    kind: str = "model"
    gated: Literal[False, "auto", "manual"] = False
    allowed: frozenset[str] = frozenset()
    cdn: bool = False
    moved_to: str = ""
    info: dict[str, Any] = field(default_factory=dict)
    branches: tuple[str, ...] = ("main",)
    faults: list[Fault] = field(default_factory=list)

    @property
    def sha(self) -> str:
        """Return the commit: it changes with the files."""
        content = b"".join(name.encode() + body for name, body in sorted(self.files.items()))
        return hashlib.sha1(self.id.encode() + content).hexdigest()

    def fault(self, on: str, name: str = "") -> Fault | None:
        """Return what goes wrong with the next request, and count it."""
        for fault in self.faults:
            if fault.on in {on, "all"} and fault.name in {"", name} and fault.times != 0:
                fault.times = None if fault.times is None else fault.times - 1
                return fault
        return None

    def metadata(self) -> dict[str, Any]:
        """Return what the API says."""
        return {
            "_id": self.sha[:24],
            "id": self.id,
            "sha": self.sha,
            "gated": self.gated,
            "lastModified": "2024-03-01T12:00:00.000Z",
            "cardData": self._card(),
            "siblings": [{"rfilename": name} for name in sorted(self.files)],
            **self.info,
        }

    def _card(self) -> Any:
        readme = self.files.get("README.md", b"").decode("utf-8", "replace")
        parts = readme.split("---\n")
        try:
            return YAML(typ="safe", pure=True).load(parts[1]) if len(parts) > 2 else None
        except Exception:
            return None
