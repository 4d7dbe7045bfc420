"""Licence compliance for AI models: read clauses, judge plans, say why."""

__version__ = "0.1.0"
