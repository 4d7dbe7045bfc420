"""What a question says is done: each act of the grammar, read into a draft.

In: a draft and the tree of an act. Out: the draft with the components, steps and subjects of that
act. Never fills in what the question does not state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lark import Token, Tree

from licensescan.errors import QuestionError
from licensescan.explain.circumstances import CIRCUMSTANCES, add_field, add_hardware
from licensescan.explain.draft import DATA, MODEL, Draft, Part, first, names_in, parts, values

_SOURCES = frozenset({"outputs", "data", "data_made", "own_data"})


def _material(made: Draft, names: list[str], kind: str | None = None) -> list[str]:
    """Enter names as components."""
    for name in names:
        made.components.setdefault(name, kind or made.kind_of(name))
    return names


def _source(made: Draft, part: Part) -> list[str]:
    """Return the ids of the data that a source stands for; outputs are generated on the way."""
    if part.data == "data_made":
        return [str(_last_step(made)["produces"])]
    if part.data == "own_data":
        return []
    names = names_in(part)
    if part.data == "data":
        return _material(made, names, "dataset")
    _material(made, names)
    made.lineage.append({"activity": "generate", "model": names, "produces": DATA})
    return [DATA]


def _make(made: Draft, part: Part, activity: str) -> None:
    """Read training on sources: of a named base, or of a new model."""
    target, *sources = parts(part)
    if target.data in _SOURCES:
        target, sources = sources[0], [target]
    data = [name for source in sources for name in _source(made, source)]
    step: dict[str, Any] = {"activity": activity, "data": data, "produces": MODEL}
    if target.data == "new_target":
        step["activity"] = "train" if activity == "finetune" else activity
        if task := first(target):
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
    teacher, *student = parts(part)
    step: dict[str, Any] = {"activity": "distill", "produces": MODEL}
    step["model"] = _material(made, names_in(teacher))
    if student and student[0].data != "new_target":
        step["base"] = _material(made, names_in(student[0]), "model")
    elif student and (task := first(student[0])):
        step["task"] = task
    _produce(made, step)


def _from_base(made: Draft, part: Part, activity: str) -> None:
    base = _material(made, [name for x in parts(part) for name in names_in(x)], "model")
    _produce(made, {"activity": activity, "base": base, "produces": MODEL})


def _generate(made: Draft, part: Part) -> None:
    names = _material(made, names_in(part))
    _produce(made, {"activity": "generate", "model": names, "produces": DATA})


def _annotate(made: Draft, part: Part) -> None:
    *sources, annotator = parts(part)
    data = [name for source in sources for name in _source(made, source)]
    names = _material(made, names_in(annotator))
    _produce(made, {"activity": "annotate", "model": names, "data": data, "produces": DATA})


def _embed(made: Draft, part: Part) -> None:
    names = _material(made, names_in(part))
    _produce(made, {"activity": "embed", "model": names, "produces": DATA})


def _evaluate(made: Draft, part: Part) -> None:
    names = _material(made, names_in(part))
    made.lineage.append({"activity": "evaluate", "model": names})
    made.subjects += names


def _use(made: Draft, part: Part) -> None:
    for thing in parts(part):
        if thing.data == "hardware":
            add_hardware(made, thing)
        elif thing.data in _SOURCES:
            made.subjects += _source(made, thing)
        else:
            made.subjects += _material(made, names_in(thing))


def _host(made: Draft, part: Part) -> None:
    _use(made, part)
    made.use["delivery"] = ["hosted-service"]


def _release(made: Draft, part: Part, to: str) -> None:
    """Read the release of what was just made, or of somebody else's model as it is."""
    _use(made, part)
    thing = next(parts(part), None)
    if thing is not None and thing.data not in _SOURCES:
        made.use["delivery"] = ["weights-released"]
        return
    if made.lineage and made.lineage[-1]["activity"] == "evaluate":
        made.lineage[-1]["produces"] = DATA
    step = _last_step(made)
    step["release"] = {"to": to}
    made.subjects.append(step["produces"])


def _release_changed(made: Draft, part: Part) -> None:
    (activity,) = values(part, "CHANGED")
    _from_base(made, part, activity)
    made.lineage[-1]["release"] = {"to": "customers" if values(part, "SELL") else "public"}


def _keep(made: Draft, part: Part) -> None:
    _last_step(made)["release"] = {"to": "internal"}


def _build(made: Draft, part: Part) -> None:
    """Read something built on a model, which reaches others as a product or a service."""
    _use(made, part)
    made.use["delivery"] = values(part, "PRODUCT")
    if values(part, "SELL"):
        made.use["purpose"] = "commercial"


def _use_for(made: Draft, part: Part) -> None:
    _use(made, part)
    add_field(made, part)


def _passive(made: Draft, part: Part) -> None:
    """Read "can X be used …": the things come first, then what is done, then circumstances."""
    things, *circumstances = parts(part)
    verb = next(x.type for x in part.children if isinstance(x, Token))
    act = _PASSIVE.get(verb, _use)
    act(made, Tree("passive", [things]))
    for circumstance in circumstances:
        CIRCUMSTANCES[circumstance.data](made, circumstance)


_PASSIVE: dict[str, Callable[[Draft, Part], None]] = {
    "HOST": _host,
    "RELEASE": lambda made, part: _release(made, part, "public"),
    "SELL": lambda made, part: _release(made, part, "customers"),
}
"""What is done to "X" in "can X be sold"; for any other verb X is used."""

ACTS: dict[str, Callable[[Draft, Part], None]] = {
    "learn": lambda made, part: _make(made, part, "finetune"),
    "finetune": lambda made, part: _make(made, part, "finetune"),
    "adapter": lambda made, part: _make(made, part, "adapter"),
    "from_outputs": lambda made, part: _make(made, part, "finetune"),
    "distill": _distill,
    "merge": lambda made, part: _from_base(made, part, "merge"),
    "change": lambda made, part: _from_base(made, part, first(part)),
    "generate": _generate,
    "annotate": _annotate,
    "embed": _embed,
    "evaluate": _evaluate,
    "use_for": _use_for,
    "build": _build,
    "release_changed": _release_changed,
    "keep": _keep,
    "passive": _passive,
    "use": _use,
    "run": _use,
    "host": _host,
    "release": lambda made, part: _release(made, part, "public"),
    "sell": lambda made, part: _release(made, part, "customers"),
    "must_with": _use,
}
"""Rule of the grammar → what it adds to a draft; a test holds it against the grammar."""
