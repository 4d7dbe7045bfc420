"""Fixtures: a Hub on loopback, and the client of this process pointed at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub_server.server import HubServer


@pytest.fixture
def hub_server() -> Iterator[HubServer]:
    """Return a running Hub without repos."""
    with HubServer() as server:
        yield server


@pytest.fixture
def hub_client(
    hub_server: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[HubServer]:
    """Point the client of this process to the Hub, with empty caches and without a token."""
    from huggingface_hub import constants
    from huggingface_hub.utils._http import close_session

    from licensescan import resources

    home = tmp_path / "hf-home"
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setenv("LICENSESCAN_CACHE", str(tmp_path / "own-cache"))
    resources.cache_folder.cache_clear()
    for name, value in {
        "ENDPOINT": hub_server.url,
        "HUGGINGFACE_CO_URL_TEMPLATE": hub_server.url + "/{repo_id}/resolve/{revision}/{filename}",
        "HF_HUB_CACHE": str(home / "hub"),
        "HF_TOKEN_PATH": str(home / "token"),
        "HF_HUB_OFFLINE": False,
        "HF_HUB_DOWNLOAD_TIMEOUT": 2,
    }.items():
        monkeypatch.setattr(constants, name, value)
    close_session()
    yield hub_server
    close_session()
    resources.cache_folder.cache_clear()
