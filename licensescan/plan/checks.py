"""Whether a manifest that has the right shape makes sense: references, steps, cycles, places.

In: a manifest, its lines and its names. Out: nothing. Raises one clear error for the first thing
that does not hold together; it looks nothing up outside the manifest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from licensescan.documents.hub_ids import is_hub_id
from licensescan.documents.values import Kind
from licensescan.errors import ManifestError
from licensescan.plan.complaints import suggestion
from licensescan.plan.hardware import instance, product_line
from licensescan.plan.manifest import (
    Activity,
    Component,
    HardwareItem,
    Manifest,
    Money,
    Site,
    Step,
    Use,
)
from licensescan.plan.marked import Marked, Path, visible
from licensescan.plan.names import NameTable, check_reference
from licensescan.plan.territories import closest_territory, currencies, is_territory

_MODELS = frozenset({Kind.MODEL, Kind.SERVICE})
_DATA = frozenset({Kind.DATASET})
_ANY = frozenset(Kind)

_NEEDS: dict[Activity, tuple[str, ...]] = {
    Activity.TRAIN: ("data", "base", "model"),
    Activity.FINETUNE: ("base",),
    Activity.ADAPTER: ("base",),
    Activity.MERGE: ("base",),
    Activity.QUANTIZED: ("base",),
    Activity.PRUNE: ("base",),
    Activity.CONVERT: ("base",),
    Activity.DISTILL: ("model",),
    Activity.GENERATE: ("model",),
    Activity.ANNOTATE: ("data",),
    Activity.EMBED: ("model",),
    Activity.EVALUATE: ("model", "base"),
    Activity.COMBINE: ("data", "base", "model"),
}
"""Each step needs one of these fields."""

_NO_TEACHER = frozenset({Activity.MERGE, Activity.QUANTIZED, Activity.PRUNE, Activity.CONVERT})
"""Steps that change weights and nothing else: no model generates or teaches there."""

_NEVER_RENTED = frozenset({Site.OFFICE, Site.WORKSTATION, Site.EDGE})

_MAY_MAKE_NOTHING = frozenset(
    {Activity.EVALUATE, Activity.GENERATE, Activity.ANNOTATE, Activity.EMBED}
)


def check_manifest(manifest: Manifest, marked: Marked, table: NameTable) -> None:
    """Check what shapes alone cannot.

    Raises:
        ManifestError: The first thing that does not hold.
    """
    if not (manifest.components or manifest.lineage or manifest.hardware):
        raise ManifestError(
            "the manifest names nothing to check",
            where=marked.where(()),
            remedy="Add a model under `components`; `licensescan init` writes a first manifest.",
        )
    _check_organization(manifest, marked)
    _check_components(manifest, marked, table)
    for place, use in _uses(manifest):
        _check_territories(use, marked, place)
    for index, step in enumerate(manifest.lineage):
        _check_step(step, marked, table, ("lineage", index))
    _check_kinds_agree(manifest, marked, table)
    _check_cycle(manifest, marked, table)
    _check_hardware(manifest, marked, table)


def _uses(manifest: Manifest) -> Iterator[tuple[Path, Use]]:
    yield ("use",), manifest.use
    sections: dict[str, Sequence[Component | Step | HardwareItem]] = {
        "components": manifest.components,
        "lineage": manifest.lineage,
        "hardware": manifest.hardware,
    }
    for section, items in sections.items():
        for index, item in enumerate(items):
            if item.use is not None:
                yield (section, index, "use"), item.use


def _check_territories(use: Use, marked: Marked, place: Path) -> None:
    for index, code in enumerate(use.territories or ()):
        _check_territory(code, marked, (*place, "territories", index))


def _check_territory(code: str, marked: Marked, place: Path) -> None:
    if not is_territory(code):
        near = closest_territory(code)
        raise ManifestError(
            f'"{visible(code)}" is no ISO 3166-1 alpha-2 code, nor EU or EEA',
            where=marked.where(place),
            remedy=f'Did you mean "{near}"?' if near else "Write a code such as DE, US or NO.",
        )


def _check_organization(manifest: Manifest, marked: Marked) -> None:
    facts = manifest.organization
    if facts.principal_place_of_business is not None:
        place: Path = ("organization", "principal-place-of-business")
        _check_territory(facts.principal_place_of_business, marked, place)
    sums = {"annual-revenue": facts.annual_revenue, "monthly-revenue": facts.monthly_revenue}
    for name, amount in sums.items():
        _check_currency(amount, marked, ("organization", name))


def _check_components(manifest: Manifest, marked: Marked, table: NameTable) -> None:
    for index, component in enumerate(manifest.components):
        fetched = Kind(component.kind) in (Kind.MODEL, Kind.DATASET) and component.path is None
        if fetched and component.id not in table.makers and not is_hub_id(component.id):
            raise ManifestError(
                f'"{visible(component.id)}" is no id of a repo on the Hub',
                where=marked.where(("components", index, component.kind)),
                remedy="Write owner/name, or say with `path` where its card and licence are.",
            )


def _check_currency(amount: Money | None, marked: Marked, place: Path) -> None:
    if amount is not None and amount.currency not in currencies():
        near = suggestion(amount.currency, currencies())
        raise ManifestError(
            f'"{amount.currency}" is no ISO 4217 currency',
            where=marked.where(place),
            remedy=near or "Write a code such as USD, EUR or CNY.",
        )


def _check_step(step: Step, marked: Marked, table: NameTable, place: Path) -> None:
    needs = _NEEDS[step.activity]
    if not any(getattr(step, name) for name in needs):
        raise ManifestError(
            f"{step.activity} needs {' or '.join(needs)}",
            where=marked.where(place),
            remedy=f"Add {needs[0]}: … to this step.",
        )
    if step.model and step.activity in _NO_TEACHER:
        raise ManifestError(
            f"{step.activity} takes no model: nothing generates or teaches there",
            where=marked.where((*place, "model")),
            remedy="Name what is changed under `base`.",
        )
    if step.produces is None and step.activity not in _MAY_MAKE_NOTHING:
        raise ManifestError(
            f"{step.activity} does not say what it makes",
            where=marked.where(place),
            remedy="Add produces: owner/name.",
        )
    for _, path, name, allowed in _references(step, marked, place):
        check_reference(name, allowed, table, marked, path)


def _references(
    step: Step, marked: Marked, place: Path
) -> Iterator[tuple[str, Path, str, frozenset[Kind]]]:
    """Yield field, path, name and allowed kinds of everything a step names as input."""
    loose = step.activity in (Activity.COMBINE, Activity.EVALUATE)
    for field, names, allowed in (
        ("model", step.model, _MODELS),
        ("base", step.base, _MODELS),
        ("data", step.data, _DATA),
    ):
        for index, name in enumerate(names):
            path: Path = (*place, field, index)
            shown = path if path in marked.lines else (*place, field)
            yield field, shown, name, _ANY if loose else allowed


def _check_kinds_agree(manifest: Manifest, marked: Marked, table: NameTable) -> None:
    """An id that is listed nowhere must not be a model here and a dataset there."""
    seen: dict[str, tuple[bool, int]] = {}
    for index, step in enumerate(manifest.lineage):
        if step.activity in (Activity.COMBINE, Activity.EVALUATE):
            continue
        for field, path, name, _ in _references(step, marked, ("lineage", index)):
            asset = table.id_of(name)
            if table.kinds.get(asset) is not None:
                continue
            data, line = seen.setdefault(asset, (field == "data", marked.line_of(path)))
            if data != (field == "data"):
                raise ManifestError(
                    f'"{visible(name)}" is used as a {"dataset" if data else "model"} '
                    f"on line {line} and as a {'model' if data else 'dataset'} here",
                    where=marked.where(path),
                    remedy="List it under `components` as what it is.",
                )


def _check_cycle(manifest: Manifest, marked: Marked, table: NameTable) -> None:
    inputs = {
        asset: [table.id_of(name) for name in (*step.model, *step.base, *step.data)]
        for asset, index in table.makers.items()
        for step in (manifest.lineage[index],)
    }
    done: set[str] = set()
    for start in inputs:
        if cycle := _cycle_from(start, inputs, done):
            place: Path = ("lineage", table.makers[cycle[0]], "produces")
            raise ManifestError(
                f"the lineage runs in a circle: {' → '.join(visible(x) for x in cycle[:12])}",
                where=marked.where(place),
                remedy="A thing cannot be made from itself; give each version a name of its own.",
            )


def _cycle_from(start: str, inputs: dict[str, list[str]], done: set[str]) -> list[str]:
    """Return a cycle that can be reached from a result, inputs first; empty if there is none."""
    if start in done:
        return []
    trail: dict[str, Iterator[str]] = {start: iter(inputs[start])}
    while trail:
        here = next(reversed(trail))
        step = next(trail[here], None)
        if step is None:
            done.add(here)
            del trail[here]
        elif step in trail:
            names = list(trail)
            return [*reversed(names[names.index(step) :]), names[-1]]
        elif step in inputs and step not in done:
            trail[step] = iter(inputs[step])
    return []


def _check_instance(item: HardwareItem, marked: Marked, place: Path) -> None:
    """What is said of an instance must not gainsay what its provider says of it."""
    if not item.instance:
        return
    known = instance(item.instance)
    if known.site and item.site in _NEVER_RENTED:
        raise ManifestError(
            f'the instance "{visible(item.instance)}" does not stand at a {item.site}',
            where=marked.where((*place, "site")),
            remedy=f"Leave site out ({known.site}), or name the GPU alone for a machine of yours.",
        )
    said, has = product_line(item.gpu), product_line(known.gpu)
    if said and has and said.id != has.id:
        raise ManifestError(
            f'the instance "{visible(item.instance)}" has {known.gpu}, not {visible(item.gpu or "")}',
            where=marked.where((*place, "gpu")),
            remedy="Leave gpu out, or describe the two machines apart.",
        )


def _check_hardware(manifest: Manifest, marked: Marked, table: NameTable) -> None:
    seen: dict[str, int] = {}
    for index, item in enumerate(manifest.hardware):
        place: Path = ("hardware", index)
        if item.name in seen or item.name in table.ids:
            first = f"on line {seen[item.name]}" if item.name in seen else "for a component"
            raise ManifestError(
                f'the name "{visible(item.name)}" is already used {first}',
                where=marked.where((*place, "name")),
                remedy="Give each machine a name of its own.",
            )
        seen[item.name] = marked.line_of((*place, "name"))
        _check_instance(item, marked, place)
        for at, name in enumerate(item.software or ()):
            kinds = frozenset({Kind.SOFTWARE})
            check_reference(name, kinds, table, marked, (*place, "software", at))
        for at, name in enumerate(item.runs):
            check_reference(name, _ANY, table, marked, (*place, "runs", at))
