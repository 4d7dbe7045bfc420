"""Fill the params of a clause from the norm that it was read in and the words themselves.

In: the clause type, the norm, the text. Out: params as the taxonomy lists them, in kebab-case.
Names and places are verbatim; everything else is a closed set.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from licensescan.clauses.concepts import Concept
from licensescan.clauses.norms import Norm

Params = dict[str, Any]

_PURPOSES = {
    "research": "research",
    "personal": "personal",
    "education": "educational",
    "noncommercial": "non-commercial",
}
_SUBJECTS = {"materials": "materials", "derivative": "materials", "outputs": "outputs"}
_TARGETS = ("other-llm", "other-model", "competing-model")
_SCOPES = {"evaluation", "production"}
_TRIES = {"test"}
_SCOPE_WORDS = {
    "evaluation": re.compile("evaluat|test|trial|demonstrat"),
    "internal": re.compile("internal"),
    "development": re.compile("develop"),
}
_RIGHTS = {
    "use": ("use",),
    "reproduce": ("reproduce",),
    "modify": ("modify",),
    "distribute": ("distribute",),
    "sublicense": ("sublicense",),
    "sell": ("sell",),
    "host": ("host",),
    "host-remote": ("host",),
    "do-everything": ("use", "reproduce"),
    "deal-in": ("use", "reproduce", "modify", "distribute", "sublicense", "sell"),
}


def params_of(kind: str, norm: Norm, text: str, span: tuple[int, int]) -> Params:
    """Return the params of a clause of a type.

    Args:
        kind: Clause type.
        norm: The norm that made it.
        text: The document.
        span: The clause's sentence in it.
    """
    reader = _READERS.get(kind)
    params = reader(norm, text, span) if reader else {}
    if norm.force == "forbid" and any(t.concept == "as-licensed" for t in norm.tokens()):
        # "except as this licence permits": its grants come first.
        params = {**params, "except-as-licensed": True}
    return params


def _unique(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _non_commercial(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    named = _unique([_PURPOSES[t.concept] for t in norm.tokens() if t.concept in _PURPOSES])
    return {"purposes": named if named and norm.force != "forbid" else ("non-commercial",)}


_OUTPUT_OF = re.compile(
    r"\W*(?:(?:or|and) results )?(?:from|of|by|generated (?:by|with|from))\b", re.IGNORECASE
)


def _is_whose_output(
    before: Concept | None, token: Concept, after: Concept | None, text: str
) -> bool:
    """Whether a token only says whose output is meant: "output of the Services", "Acme Model output"."""
    if before and before.concept == "outputs":
        return _OUTPUT_OF.match(text, before.end, token.start) is not None
    if not after or after.concept != "outputs":
        return False
    between = text[token.end : after.start]
    return bool(between) and not between.strip(" *_")


def _training(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    main = [*norm.subject, *norm.objects]
    if not any(t.concept in _SUBJECTS for t in main):
        main = list(norm.tokens())
    named = [t for t in main if t.concept in _SUBJECTS]
    subject = [
        _SUBJECTS[token.concept]
        for before, token, after in zip([None, *named], named, [*named[1:], None], strict=False)
        if not _is_whose_output(before, token, after, text)
    ]
    seen = {t.concept for t in norm.tokens()}
    competing = "compete" in seen or "competing-product" in seen
    target = (
        "competing-model" if competing else next((x for x in _TARGETS if x in seen), "any-model")
    )
    family = any(
        t.concept in ("materials", "derivative")
        for c in norm.conditions
        if c.kind == "EXCEPT"
        for t in c.tokens
    )
    return {
        "subject": _unique(sorted(subject)) or ("materials",),
        "target": target,
        "own-family-exception": family,
    }


def _exceptions(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    spared = [
        text[t.start : t.end].split()[0].lower()
        for c in norm.conditions
        if c.kind == "EXCEPT"
        for t in c.tokens
        if t.concept == "workload"
    ]
    return {"exceptions": _unique(spared)}


_HARDWARE = re.compile(r"((?:(?:[A-Z][\w®™-]*|non-[A-Z]\w*|or|and|/|,)\s+){0,8})$")


_KIND = re.compile(r"(?:\s+(?:hardware|products?|processors?|cards?|devices?))+\b")
_CALLED = re.compile(r"\(\s*(?:each,?\s+)?(?:an?\s+|the\s+)?[\"“]([^\"“”()]{2,60})[\"”]\s*\)")
_MADE_BY = re.compile(
    r"(?:designed|made|manufactured|produced|sold|branded)\s+by\s+([A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*){0,3})"
)
_OWNED = re.compile(r"\b(?:you|licensee|customer)\s+owns?\b", re.IGNORECASE)


def _hardware(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    found = []
    for token in norm.tokens():
        if token.concept == "hardware":
            # What stands in a lead-in has its name before the sentence.
            begin = span[0] if token.start >= span[0] else 0
            before = _HARDWARE.search(text, begin, token.start)
            names = re.sub(r"^(?:(?:or|and|,)\s+)+", "", before[1]) if before else ""
            kind = _KIND.match(text, token.end, span[1])
            named = f"{names}{text[token.start : token.end]}{kind[0] if kind else ''}"
            named = " ".join(named.split())
            found.append(named if names else _described(text, token, span[1] + _TAIL) or named)
    params: Params = {"hardware": _unique(found[:1])}
    if norm.force == "forbid":
        params["forbidden"] = True
    if _OWNED.search(text[span[0] : span[1]]):
        params["owned"] = True
    return params


def _described(text: str, token: Concept, end: int) -> str:
    """Return the name that a sentence gives to the hardware it describes, or that of its maker."""
    called = _CALLED.search(text, token.end, end)
    maker = _MADE_BY.search(text, token.end, end)
    if called:
        return " ".join(called[1].split())
    return f"{maker[1]} {text[token.start : token.end]}" if maker else ""


def _scope(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    """Return what is still allowed; nothing is named where production alone is forbidden."""
    if norm.force == "forbid":
        return {"scope": ()}
    seen = {t.concept for t in norm.tokens()}
    tried = [t for t in norm.ends if t.concept in _TRIES]
    named = [*(t for t in norm.tokens() if t.concept in _SCOPES), *tried]
    tokens = [text[t.start : t.end] for t in named]
    words = (text[span[0] : span[1]] if "non-production" in seen else " ".join(tokens)).lower()
    return {"scope": tuple(scope for scope, named in _SCOPE_WORDS.items() if named.search(words))}


def _names(norm: Norm) -> list[str]:
    return [str(t.value) for t in norm.tokens() if t.type == "NAME"]


_TAIL = 400
"""How far behind a sentence the text that it announces is looked for, in characters."""

_COLON = re.compile("[:：]")
_ANNOUNCED = re.compile(r"[:：]\s*[\"“'‘*]+(.{8,400}?)[\"”*]+(?=\s|$|[.,;])", re.DOTALL)


def _announced(text: str, span: tuple[int, int]) -> str:
    """Return the quotation that a sentence announces; empty if there is none."""
    if _COLON.search(text, *span) is None:
        return ""  # what a later sentence quotes is not its
    found = _ANNOUNCED.search(text[span[0] : span[1] + _TAIL])
    return " ".join(found[1].split()) if found else ""


_ACKNOWLEDGED = re.compile(
    r"\backnowledg\w*\s+(?:the\s+)?(use\s+of\s+[^.,;()]{3,80}?)(?=\s+in\b|[.,;(]|$)"
)


def _acknowledged(text: str, span: tuple[int, int]) -> str:
    """Return what a publication must acknowledge: "you must acknowledge the use of the Model in it"."""
    found = _ACKNOWLEDGED.search(text, *span)
    return " ".join(found[1].split()) if found else ""


def _credit(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    credit = " or ".join(_names(norm)) or _announced(text, span) or _acknowledged(text, span)
    return {"text": credit, "subject": _reach(norm)} if credit else {"subject": _reach(norm)}


def _naming(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    names = _names(norm)
    words = text[span[0] : span[1]].lower()
    if norm.force == "forbid":
        position = "forbidden"
    else:
        position = "prefix" if re.search(r"\bbegin|\bprefix|\bstart", words) else "include"
    return {"text": names[-1] if names else "", "position": position, "subject": _reach(norm)}


def _reach(norm: Norm) -> tuple[str, ...]:
    """Whether a duty reaches what is made from the materials only, or from the outputs too."""
    seen = {t.concept for t in norm.tokens()}
    return ("materials", "outputs") if "outputs" in seen else ("materials",)


def _notice(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    notice = _announced(text, span)
    return {"text": notice} if notice else {}


_LAWS = re.compile(
    r"\b(?:laws?|courts?|jurisdiction)\s+(?:of|in|residing in|located in|sitting in)\s+(?:the\s+)?"
    r"(?P<place>.{2,90}?)(?=,?\s+(?:without|excluding|except|regardless|as\s+(?:such|those|applied)|shall|will|"
    r"have|has|governs?|appl(?:y|ies)|where|exclusive|for\s+any|unless|notwithstanding|applicable|in\s+force|"
    r"irrespective|and\s+(?:any|applicable|consents?|you|we|each|both|construed|the\s+(?:UN|parties|courts?)))\b"
    r"|[.;(]|$)",
    re.IGNORECASE | re.DOTALL,
)
_ADJECTIVE = re.compile(
    r"\b(?P<place>[A-Z][A-Za-z.]+(?:\s+[A-Z][a-z]+)*)\s+(?:law|laws|courts?|LAWS?|COURTS?)\b"
)


_NO_PLACE = re.compile(
    r"(?:such|those|these|your|any|the|this|all|no|applicable|governing|local|competent)\b",
    re.IGNORECASE,
)


def _jurisdiction(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    words = text[span[0] : span[1]]
    found = [*_LAWS.finditer(words), *_ADJECTIVE.finditer(words)]
    places = [" ".join(one["place"].split()).strip(" ,").removesuffix(" and") for one in found]
    named = [place for place in places if not _NO_PLACE.match(place)]
    # "Ruritanian law applies, and the law of the state where you live to the rest": a name goes first.
    proper = [place for place in named if any(word[0].isupper() for word in place.split())]
    return {"jurisdiction": place} if (place := next(iter(proper or named), "")) else {}


_REGION = re.compile(r"[^.;:,()]{3,80}")
_PERSONS = re.compile(
    r"\b(?:domiciled|resid(?:e|ing|ent)|principal place of business|incorporated|established|citizens?)\b",
    re.IGNORECASE,
)
_MULTIMODAL = re.compile(r"\bmulti-?modal\b", re.IGNORECASE)


def _territories(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    """Return the places as written: names that are known, else the words that stand for them.

    ``concerns`` says whether it turns on where persons are, where the use is, or both;
    ``models`` is there where only models of some kind are meant.
    """
    tokens = list(norm.tokens())
    names = [text[t.start : t.end] for t in tokens if t.concept == "place"]
    if not names:
        regions = [t for t in tokens if t.concept == "territory" and t.start >= span[0]]
        found = [_REGION.match(text, t.start, span[1]) for t in regions]
        names = [" ".join(m[0].split()) for m in found if m][:1]
    words = text[span[0] : span[1]]
    persons = bool(_PERSONS.search(words))
    used = any(t.concept in ("use", "distribute", "export") for t in norm.acts)
    concerns = [
        name for name, holds in (("persons", persons), ("use", used or not persons)) if holds
    ]
    params: Params = {"territories": _unique(names), "concerns": tuple(concerns)}
    if _MULTIMODAL.search(words):
        params["models"] = "multimodal"
    return params


def _rights(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    """Return the rights that the verbs name; "copies" and the like count only where no verb does."""
    force = min((t.start for t in norm.words), default=0)
    # "Redistribution and use are permitted": before the force a noun says as much as a verb.
    verbs = [t.concept for t in norm.acts if t.type == "ACT" or t.start < force]
    nouns = [t.concept for t in (*norm.acts, *norm.ends, *norm.subject)]
    rights = [right for c in verbs for right in _RIGHTS.get(c, ())]
    rights = rights or [right for c in nouns for right in _RIGHTS.get(c, ())]
    if any(t.concept == "commercial" for t in (*norm.acts, *norm.objects, *norm.ends)):
        rights.append("commercial")
    return {"rights": _unique(rights) or ("use",)}


def _actions(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    wanted = ("sell", "rent", "sublicense", "transfer", "distribute", "reproduce")
    return {
        "actions": _unique(
            [text[t.start : t.end].lower() for t in norm.acts if t.concept in wanted]
        )
    }


_REMOTE = re.compile(
    r"\binteract\w*\b.{0,60}\b(?:remotely|network)|\bover\s+a\s+(?:computer\s+)?network|\bremote(?:ly)?\b.{0,40}\busers?",
    re.IGNORECASE | re.DOTALL,
)


def _network(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    """Whether it reaches those who only use it over a network."""
    return {"network": bool(_REMOTE.search(text[span[0] : span[1]]))}


_URL = re.compile(r"https?://[^\s)\]>\"”]+[^\s)\]>\"”.,;]")


def _url(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    found = _URL.search(text, span[0], min(len(text), span[1] + 2))
    return {"url": found[0]} if found else {}


def _derivatives(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    """Say where only sharing what was adapted is forbidden, not adapting itself."""
    return {"sharing": True} if norm.acts and norm.acts[0].concept == "distribute" else {}


_REGISTERS = re.compile(r"\b(?:register|registration|enroll?)\b", re.IGNORECASE)
_MORE_THAN_REGISTERING = frozenset({"permission", "commercial-license", "pay", "fee", "request"})


def _register(norm: Norm, text: str, span: tuple[int, int]) -> Params:
    """Tell a registration, which is enough, from a licence or a permission that is needed."""
    said = _REGISTERS.search(text, *span)
    asked = {t.concept for t in norm.tokens()} & _MORE_THAN_REGISTERING
    return {"consequence": "register"} if said and norm.force == "oblige" and not asked else {}


_READERS: dict[str, Callable[[Norm, str, tuple[int, int]], Params]] = {
    "non-commercial": _non_commercial,
    "no-training-other-models": _training,
    "no-datacenter": _exceptions,
    "hardware-restriction": _hardware,
    "no-production-use": _scope,
    "display-attribution": _credit,
    "naming-requirement": _naming,
    "retain-notices": _notice,
    "governing-law": _jurisdiction,
    "territory-exclusion": _territories,
    "grant": _rights,
    "no-redistribution": _actions,
    "no-derivatives": _derivatives,
    "share-alike": _network,
    "disclose-source": _network,
    "acceptable-use-policy": _url,
    "commercial-license-required": _register,
}
