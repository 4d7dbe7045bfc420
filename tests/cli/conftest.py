"""Fixtures of the commands' tests."""

from tests.hub_server.plugin import hub_server

__all__ = ["hub_server"]
