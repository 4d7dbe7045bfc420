"""Tell whether statements of which licence holds disagree, in one sentence.

In: what is stated and the texts that were read. Out: a sentence, or nothing when all can be true
together: the same licence by another id, a family that the text is a member of, words that name no
licence at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from licensescan.licenses.declared import Statement
from licensescan.licenses.names import bare
from licensescan.licenses.texts import Text

_SAID_BY = {
    "card": "the card says",
    "weights": "the weights header says",
    "manifest": "the manifest says",
    "license-file": "the licence file names",
    "license-link": "license_link leads to",
}


def disagreement(statements: Sequence[Statement], texts: Sequence[Text]) -> str:
    """Return one sentence on the first disagreement; empty when there is none."""
    for statement in statements:
        if sentence := _with_texts(statement, texts):
            return sentence
    speaking = [x for x in statements if x.ids or any(n.family for n in x.names)]
    for number, first in enumerate(speaking):
        for second in speaking[number + 1 :]:
            if not _agree(first, second):
                return f"{_said(first)}, but {_said(second)}"
    return ""


def _with_texts(statement: Statement, texts: Sequence[Text]) -> str:
    """Compare a statement with the texts; one text that it names is enough to agree."""
    terms = [x for x in texts if x.is_terms]
    if not terms or not any(x.id or x.family for x in statement.names):
        return ""
    if any(_names(statement, text) for text in terms):
        return ""
    text = terms[0]
    return f"{_said(statement)}, but {text.document.path} is {describe(text)}"


def _names(statement: Statement, text: Text) -> bool:
    known = [i for x in text.found if x.same for i in (x.match.license, *x.match.also) if i]
    return any(name.may_be(i) for i in known for name in statement.names)


def describe(text: Text) -> str:
    """Return in words which licence a text is.

    Known words in a changed text are "close to" a licence, for its terms may differ.
    """
    parts = [
        (f"the text of {x.match.license}" if x.same else f"a changed text of {x.match.license}")
        for x in text.found
    ]
    return " and ".join(dict.fromkeys(parts)) or "a text of a licence that is not known"


def _agree(first: Statement, second: Statement) -> bool:
    def fits(one: Statement, other: Statement) -> bool:
        return any(name.may_be(i) for name in one.names for i in other.ids)

    if fits(first, second) or fits(second, first):
        return True
    families = [{f for n in x.names for f in n.family} for x in (first, second)]
    return bool(families[0] & families[1]) or bool(_bare(first) & _bare(second))


def _bare(statement: Statement) -> set[str]:
    return {bare(x) for x in statement.ids}


def _said(statement: Statement) -> str:
    return f"{_SAID_BY.get(statement.origin, statement.origin)} “{statement.stated}”"
