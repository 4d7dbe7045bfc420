"""Answer questions about licences and plans, each with the words it rests on."""

from licensescan.explain.answer import answer
from licensescan.explain.render import render_answer
from licensescan.explain.values import Answer, Asking, Status

__all__ = ["Answer", "Asking", "Status", "answer", "render_answer"]
