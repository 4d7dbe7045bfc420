"""A small Hub on loopback that the real client talks to, with faults to order.

How to use it in a test::

    from tests.hub_server.plugin import hub_server, hub_client  # or through tests/conftest.py

    def test_it(hub_server, hub_client):
        hub_server.add("acme/m", {"README.md": "---\\nlicense: mit\\n---\\n", "LICENSE": "…"})
        hub_server.add("acme/shut", {"README.md": "…"}, gated="manual")
        hub_server.add("acme/busy", {}, fault=Fault("status", status=429, retry_after="120"))

``hub_server`` is the server alone: a command run in a subprocess finds it through
``env=hub_server.environment(tmp_path)``. ``hub_client`` points the client of this very process to
it, with an empty cache: the client reads its HF_ variables when it is imported, so the fixture sets
the constants it made of them. What is not added does not exist. ``hub_server.log`` has every
request. Metadata are made from the card's front matter, as the Hub does.
"""

from tests.hub_server.repos import Fault, Repo
from tests.hub_server.server import HubServer

__all__ = ["Fault", "HubServer", "Repo"]
