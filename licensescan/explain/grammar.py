"""Parse a line of concepts with ``grammars/question.lark``.

In: `Word`s. Out: the tree of the question, its leaves tokens whose ``value`` is that of the word.
Never guesses: a line that no rule reads is a `QuestionError` with examples of what is understood.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

from licensescan.errors import QuestionError
from licensescan.explain.words import Word
from licensescan.resources import read_text

EXAMPLES = (
    "can I train mistralai/Mistral-7B-v0.1 on the outputs of meta-llama/Llama-2-7b-chat-hf",
    "may we host tiiuae/falcon-7b as a service",
    "can we run mistralai/Mistral-7B-v0.1 on an RTX 4090 in a datacenter",
    "can I use openai/gpt-4 commercially with 800 million users",
    "what must I do to release google/gemma-2b",
    "why no-datacenter:batch-farm",
    "what does meta-llama/Llama-2-7b-hf say",
    "no-training-other-models",
)
"""One question of each kind; each is parsed by the tests."""


class _Line(Lexer):
    """Hand the words of a line to Lark, which would else cut letters itself."""

    def __init__(self, lexer_conf: Any) -> None:
        """Take Lark's settings, none of which matter here."""

    def lex(self, words: Any) -> Iterator[Token]:  # type: ignore[override]
        """Yield one token for each word."""
        for place, word in enumerate(words):
            yield Token(word.concept, word.value, start_pos=place)


@cache
def parser() -> Lark:
    """Return the parser of questions."""
    return Lark(
        read_text("grammars/question.lark"),
        parser="earley",
        lexer=_Line,
        start="start",
        maybe_placeholders=False,
    )


def parse(words: list[Word]) -> Tree[Token]:
    """Return the tree of a question.

    Raises:
        QuestionError: No rule reads it.
    """
    try:
        return parser().parse(words)
    except UnexpectedInput as error:
        raise not_understood(words, error) from None


def not_understood(words: list[Word], error: UnexpectedInput) -> QuestionError:
    """Return the error for a line that no rule reads, with the first word that fits nowhere."""
    place = getattr(getattr(error, "token", None), "start_pos", None)
    near = f" from {words[place].text!r} on" if place is not None else ""
    known = "\n".join(f"    {example}" for example in EXAMPLES)
    return QuestionError(
        f"the question is not understood{near}",
        remedy=f"ask in one of these ways:\n{known}",
    )
