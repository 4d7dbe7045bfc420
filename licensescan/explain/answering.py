"""Answer one question by judging the plan that it describes.

In: a question as typed and an `Asking`. Out: an `Answer`. The plan of the question is read, fetched
and judged as any manifest is; nothing is concluded here but which findings the question is about.
"""

from __future__ import annotations

from lark import Token, Tree

from licensescan.errors import QuestionError
from licensescan.explain.draft import parts, values
from licensescan.explain.grammar import parse
from licensescan.explain.judged import judged_answer, owed_answer
from licensescan.explain.known import about_answer, why_answer
from licensescan.explain.place import Place, place_of
from licensescan.explain.planned import planned
from licensescan.explain.values import Answer, Asking
from licensescan.explain.words import QUESTION_LIMIT, words_of


def answer(question: str, asking: Asking) -> Answer:
    """Answer one question.

    Raises:
        QuestionError: It is not understood, or names what nothing goes by.
        InputError: The manifest, or a file that it names, cannot be used.
    """
    if len(question) > QUESTION_LIMIT:
        raise QuestionError(f"the question has more than {QUESTION_LIMIT} characters")
    place = place_of(asking)
    words = words_of(question, place.vocabulary)
    return _answer(parse(words), place)


def _answer(tree: Tree[Token], place: Place) -> Answer:
    match tree.data:
        case "may":
            return judged_answer(place, planned(next(parts(tree)), place.kind_of))
        case "must":
            return owed_answer(place, planned(next(parts(tree)), place.kind_of))
        case "must_with":
            return owed_answer(place, planned(tree, place.kind_of))
        case "why":
            return why_answer(place, values(tree, "FINDING")[0])
        case _:
            return about_answer(place, tree)
