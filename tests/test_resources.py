"""Bundled files: found and parsed on any machine, with or without a place to keep what was parsed."""

from __future__ import annotations

from pathlib import Path

import pytest

from licensescan import resources


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("LICENSESCAN_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    resources.cache_folder.cache_clear()
    try:
        assert "rules" in resources.load_yaml("knowledge/rules.yaml")
        assert not resources.cache_folder().exists()
    finally:
        resources.cache_folder.cache_clear()
