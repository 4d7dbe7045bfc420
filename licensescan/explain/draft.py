"""Turn the tree of a question into a small manifest: what the asker means to do.

In: a tree of ``question.lark`` and what is known of the names in it. Out: a `Draft`, whose
``manifest`` has the outside form of ``licensescan.yaml``, so that it is read and judged like any
other. Never fills in a fact that the question does not state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lark import Token, Tree

from licensescan.errors import QuestionError

MODEL = "your-model"
DATA = "your-data"
MACHINE = "your-machine"
"""Names for what the asker would make or use; the question gives none."""

Part = Tree[Token]


@dataclass(slots=True)
class Draft:
    """A manifest in the making.

    Attributes:
        kind_of: Says which key a component goes by: model, dataset, service or software.
        facts: Of the organisation.
        use: As in a manifest.
        components: Id → kind, in the order of mention.
        lineage: Steps as in a manifest.
        machine: The machine the question speaks of; empty if none.
        subjects: Ids that the question is about; findings on others are beside the point.
    """

    kind_of: Callable[[str], str]
    facts: dict[str, Any] = field(default_factory=dict)
    use: dict[str, Any] = field(default_factory=dict)
    components: dict[str, str] = field(default_factory=dict)
    lineage: list[dict[str, Any]] = field(default_factory=list)
    machine: dict[str, Any] = field(default_factory=dict)
    subjects: list[str] = field(default_factory=list)

    @property
    def unnamed(self) -> frozenset[str]:
        """What is made, but not named by the question."""
        return frozenset({MODEL, DATA})

    def manifest(self) -> dict[str, Any]:
        """Return the manifest, in its outside form."""
        machines = [{"name": MACHINE, **self.machine, "runs": self._runs()}] if self.machine else []
        return {
            "version": 1,
            "organization": self.facts,
            "use": self.use,
            "components": [{kind: name} for name, kind in self.components.items()],
            "lineage": self.lineage,
            "hardware": machines,
        }

    def _runs(self) -> list[str]:
        made = [step["produces"] for step in self.lineage if "produces" in step]
        return [name for name, kind in self.components.items() if kind == "model"] or made


def draft(plan: Part, kind_of: Callable[[str], str]) -> Draft:
    """Return what a ``plan`` of the grammar amounts to.

    Args:
        plan: Tree of the rule ``plan``.
        kind_of: Says of an id whether it is a model, dataset, service or software.

    Raises:
        QuestionError: It names something that is not known, or leaves open what must be said.
    """
    made = Draft(kind_of)
    for part in _parts(plan):
        READERS[part.data](made, part)
    if made.machine:
        made.subjects.append(MACHINE)
    return made


def names_in(part: Part) -> list[str]:
    """Return the names of a part, in order.

    Raises:
        QuestionError: There is a name that nothing goes by.
    """
    for words in part.find_data("unknown"):
        text = " ".join(map(str, words.children))
        raise QuestionError(
            f"nothing is known by the name {text!r}",
            remedy="Name a model or dataset by its Hub id, such as mistralai/Mistral-7B-v0.1, "
            "or by its name in the manifest.",
        )
    if part.data == "name":
        return [_first(part)]
    return [name for child in _parts(part) for name in names_in(child)]


def _parts(part: Part) -> Iterator[Part]:
    return (child for child in part.children if isinstance(child, Tree))


def _values(part: Part, terminal: str) -> list[str]:
    return [str(x) for x in part.children if isinstance(x, Token) and x.type == terminal]


def _first(part: Part) -> str:
    return next(str(x) for x in part.children if isinstance(x, Token))


# --- what is done -------------------------------------------------------------------------------


def _material(made: Draft, names: list[str], kind: str | None = None) -> list[str]:
    """Enter names as components."""
    for name in names:
        made.components.setdefault(name, kind or made.kind_of(name))
    return names


def _source(made: Draft, part: Part) -> list[str]:
    """Return the ids of the data that a source stands for; outputs are generated on the way."""
    if part.data == "data_made":
        return [str(_last_step(made)["produces"])]
    names = names_in(part)
    if part.data == "data":
        return _material(made, names, "dataset")
    _material(made, names)
    made.lineage.append({"activity": "generate", "model": names, "produces": DATA})
    return [DATA]


def _make(made: Draft, part: Part, activity: str) -> None:
    """Read training on sources: of a named base, or of a new model."""
    target, *sources = _parts(part)
    if target.data in {"outputs", "data", "data_made"}:
        target, sources = sources[0], [target]
    data = [name for source in sources for name in _source(made, source)]
    step: dict[str, Any] = {"activity": activity, "data": data, "produces": MODEL}
    if target.data == "new_target":
        step["activity"] = "train" if activity == "finetune" else activity
        if task := _first(target):
            step["task"] = task
    else:
        step["base"] = _material(made, names_in(target), "model")
    _produce(made, step)


def _produce(made: Draft, step: dict[str, Any]) -> None:
    made.lineage.append(step)
    made.subjects.append(step["produces"])


def _last_step(made: Draft) -> dict[str, Any]:
    """Return the step whose result the question calls ``it``."""
    made_steps = [step for step in made.lineage if "produces" in step]
    if made_steps:
        return made_steps[-1]
    raise QuestionError("the question says 'it', but not of what", remedy="Name what is meant.")


def _distill(made: Draft, part: Part) -> None:
    teacher, *student = _parts(part)
    step: dict[str, Any] = {"activity": "distill", "produces": MODEL}
    step["model"] = _material(made, names_in(teacher))
    if student and student[0].data != "new_target":
        step["base"] = _material(made, names_in(student[0]), "model")
    elif student and (task := _first(student[0])):
        step["task"] = task
    _produce(made, step)


def _from_base(made: Draft, part: Part, activity: str) -> None:
    base = _material(made, [name for x in _parts(part) for name in names_in(x)], "model")
    _produce(made, {"activity": activity, "base": base, "produces": MODEL})


def _generate(made: Draft, part: Part) -> None:
    names = _material(made, names_in(part))
    _produce(made, {"activity": "generate", "model": names, "produces": DATA})


def _annotate(made: Draft, part: Part) -> None:
    *sources, annotator = _parts(part)
    data = [name for source in sources for name in _source(made, source)]
    names = _material(made, names_in(annotator))
    _produce(made, {"activity": "annotate", "model": names, "data": data, "produces": DATA})


def _evaluate(made: Draft, part: Part) -> None:
    names = _material(made, names_in(part))
    made.lineage.append({"activity": "evaluate", "model": names})
    made.subjects += names


def _use(made: Draft, part: Part) -> None:
    for thing in _parts(part):
        if thing.data == "hardware":
            _hardware(made, thing)
        elif thing.data in {"outputs", "data"}:
            made.subjects += _source(made, thing)
        else:
            made.subjects += _material(made, names_in(thing))


def _host(made: Draft, part: Part) -> None:
    _use(made, part)
    made.use["delivery"] = ["hosted-service"]


def _release(made: Draft, part: Part, to: str) -> None:
    """Read the release of what was just made, or of somebody else's model as it is."""
    _use(made, part)
    thing = next(_parts(part), None)
    if thing is not None and thing.data not in {"outputs", "data"}:
        made.use["delivery"] = ["weights-released"]
        return
    step = _last_step(made)
    step["release"] = {"to": to}
    made.subjects.append(step["produces"])


# --- under which circumstances ------------------------------------------------------------------


def _hardware(made: Draft, part: Part) -> None:
    token = part.children[0]
    assert isinstance(token, Token)
    made.machine["gpu" if token.type == "GPU" else "instance"] = str(token)


def _purpose(made: Draft, part: Part) -> None:
    if not (purpose := _first(part)):
        raise QuestionError(
            "the question does not say which purpose that is not commercial",
            remedy="Say for research, for education, for evaluation or for personal use.",
        )
    made.use["purpose"] = purpose


def _delivery(made: Draft, part: Part) -> None:
    made.use["delivery"] = [_first(part)]


def _audience(made: Draft, part: Part) -> None:
    step = made.lineage[-1] if made.lineage else {}
    if "release" in step:
        step["release"]["to"] = _first(part)
    elif made.use.get("delivery") is None:
        internal = _first(part) == "internal"
        made.use["delivery"] = ["internal" if internal else "weights-released"]


def _release_license(made: Draft, part: Part) -> None:
    step = made.lineage[-1] if made.lineage else {}
    if "release" not in step:
        raise QuestionError(
            "a licence is given, but nothing that is made is released under it",
            remedy="Ask as in: can I fine-tune X and release it under apache-2.0",
        )
    step["release"]["license"] = _first(part)


def _fact(made: Draft, circumstance: Part) -> None:
    (part,) = _parts(circumstance)
    (metric,) = _values(part, "METRIC")
    amount = int(_values(part, "NUMBER")[0])
    amount += bool(_values(part, "OVER")) - bool(_values(part, "UNDER"))
    currency = _values(part, "CURRENCY")
    if "revenue" in metric and not currency:
        raise QuestionError(
            "the revenue has no currency", remedy="Write it as in: a revenue of 2 million USD"
        )
    made.facts[metric] = f"{amount} {currency[0]}" if "revenue" in metric else amount


def _territories(made: Draft, part: Part) -> None:
    made.use["territories"] = _values(part, "PLACE")


def _field(made: Draft, part: Part) -> None:
    made.use.setdefault("fields", []).append(" ".join(_values(part, "WORD")))


READERS: dict[str, Callable[[Draft, Part], None]] = {
    "learn": lambda made, part: _make(made, part, "finetune"),
    "finetune": lambda made, part: _make(made, part, "finetune"),
    "adapter": lambda made, part: _make(made, part, "adapter"),
    "from_outputs": lambda made, part: _make(made, part, "finetune"),
    "distill": _distill,
    "merge": lambda made, part: _from_base(made, part, "merge"),
    "change": lambda made, part: _from_base(made, part, _first(part)),
    "generate": _generate,
    "annotate": _annotate,
    "evaluate": _evaluate,
    "use": _use,
    "run": _use,
    "host": _host,
    "release": lambda made, part: _release(made, part, "public"),
    "sell": lambda made, part: _release(made, part, "customers"),
    "hardware": _hardware,
    "purpose": _purpose,
    "delivery": _delivery,
    "audience": _audience,
    "workload": lambda made, part: made.machine.update(workload=_first(part)),
    "site": lambda made, part: made.machine.update(site=_first(part)),
    "territories": _territories,
    "release_license": _release_license,
    "field": _field,
    "fact": _fact,
}
"""Rule of the grammar → what it adds to a draft; a test holds it against the grammar."""
