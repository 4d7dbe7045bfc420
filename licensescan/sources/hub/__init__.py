"""The Hugging Face Hub, through its own client; the one place that imports it, 0.5 s to load.

Importing raises ValueError where one of the client's HF_ variables is no number: its constants are
loaded first, for from any other door the client would tell of that on stdout.
"""

import huggingface_hub.constants  # noqa: F401

from licensescan.sources.hub.connection import connect

__all__ = ["connect"]
