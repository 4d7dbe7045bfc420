"""Where a report is going to be shown; decided by whoever writes it, never looked up here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """What a renderer may need to know besides the result.

    Attributes:
        width: Columns of the terminal; lines of ``text`` wrap there.
        colour: Whether the terminal shows colours.
        manifest_text: The manifest, so that positions can name columns; empty if not at hand.
    """

    width: int = 100
    colour: bool = False
    manifest_text: str = ""
