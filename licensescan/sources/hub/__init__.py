"""The Hugging Face Hub, through its own client; the one place that imports it, 0.5 s to load."""

from licensescan.sources.hub.connection import connect

__all__ = ["connect"]
