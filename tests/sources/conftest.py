"""Fixtures of the sources' tests."""

from tests.hub_server.plugin import hub_client, hub_server

__all__ = ["hub_client", "hub_server"]
