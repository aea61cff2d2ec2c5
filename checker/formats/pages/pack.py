"""What a page of a whole pack holds: what the pack is, what can be set, and each condition with an example.

It knows no markup and no file: ``pack_markdown`` and ``pack_html`` write the same page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checker.domain.grades import GRADE_MEANINGS
from checker.english.choices import COUNTRIES
from checker.english.clauses import Settings, parameter_value
from checker.english.sentences import Speaker, sentence
from checker.english.values import one_of
from checker.english.worked_examples import USUAL, examples_of
from checker.formats.pages.condition import Line, Part, leaflet, since_phrase
from checker.formats.shared.texts import CLASSES, OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from checker.domain.pack import Cluster, Condition, HostLaw, Pack, Parameter
    from checker.packs.cases import Case

__all__ = ["ConditionPage", "PackPage", "Section", "lay_out"]


class ConditionPage(NamedTuple):
    """One condition of the page."""

    anchor: str
    id: str
    title: str
    class_: str
    parts: Sequence[Part]


class Section(NamedTuple):
    """One cluster of the page."""

    anchor: str
    id: str
    title: str
    conditions: Sequence[ConditionPage]


class PackPage(NamedTuple):
    """A whole pack."""

    title: str
    name: str
    about: Sequence[Part]
    sections: Sequence[Section]


def lay_out(pack: Pack, cases: Iterable[Case]) -> PackPage:
    """The page of a pack, with the examples that its cases give."""
    by_condition: dict[str, list[Case]] = {}
    for case in cases:
        by_condition.setdefault(case.condition, []).append(case)
    speaker = Speaker(pack)
    sections = [_section(cluster, pack, speaker, by_condition) for cluster in pack.clusters]
    return PackPage(pack.title, f"{pack.id} {pack.version}", list(_about(pack)), sections)


def _section(cluster: Cluster, pack: Pack, speaker: Speaker, cases: dict[str, list[Case]]) -> Section:
    pages = [_condition(one, pack, speaker, examples_of(cases.get(one.id, ()))) for one in cluster.conditions]
    return Section(_anchor("cluster", cluster.id), cluster.id, cluster.title, pages)


def _condition(condition: Condition, pack: Pack, speaker: Speaker, cases: Sequence[Case]) -> ConditionPage:
    parts = list(leaflet(condition, pack, speaker, cases))
    return ConditionPage(_anchor("", condition.id), condition.id, condition.title, condition.class_, parts)


def _anchor(kind: str, identity: str) -> str:
    """A name for a place of the page; ids differ in more than case and signs."""
    return "-".join(part for part in (kind, re.sub(r"[^A-Za-z0-9]+", "-", identity).strip("-")) if part)


def _about(pack: Pack) -> Iterator[Part]:
    if pack.summary:
        yield Part("What it is", [Line(" ".join(pack.summary.split()))], listed=False)
    yield Part("By", [Line(" ".join(pack.authority.split()))], listed=False)
    if pack.extends:
        yield Part("Extends", [Line(f"{base.id} {base.version}.") for base in pack.extends])
    if pack.relaxes:
        yield Part("Relaxes", [Line(sentence(f"{one.pack}: {one.said}, because {one.reason}")) for one in pack.relaxes])
    yield Part("Not confirmed", [Line(_confirmed(pack))], listed=False)
    yield Part("Profiles", [Line(said) for said in _profiles(pack)])
    if pack.parameters:
        yield Part("Parameters", list(_parameters(pack)))
    yield Part("Tracks", [Line(said) for said in _tracks(pack)])
    if pack.regimes:
        yield Part("Sanctions regimes", [Line(said) for said in _regimes(pack)])
    yield Part("Classes", [Line(f"{name}: {meaning}.") for name, meaning in CLASSES.items()])
    yield Part("Grades of evidence", [Line(f"{grade}: {meaning}.") for grade, meaning in GRADE_MEANINGS.items()])
    yield Part("Examples", [Line(USUAL)], listed=False)


def _confirmed(pack: Pack) -> str:
    open_ = [item.id for item in pack.conditions if not all(citation.confirmed for citation in item.citations)]
    if not open_:
        return f"All {len(pack.conditions)} conditions cite clauses whose text was read."
    verb = "cites a clause whose text was" if len(open_) == 1 else "cite clauses whose text was"
    return f"Of {len(pack.conditions)} conditions, {len(open_)} {verb} not confirmed: {one_of(open_, 'and')}."


def _profiles(pack: Pack) -> Iterator[str]:
    for name, profile in pack.profiles.items():
        usual = " (if none is named)" if name == pack.default_profile else ""
        gates = f" Only {one_of(profile.gates, 'and')} can hold money back." if profile.gates is not None else ""
        yield f"{name}{usual}: {' '.join(profile.summary.split())}{gates}"


def _parameters(pack: Pack) -> Iterator[Line]:
    settings = Settings(pack.parameters, pack.profiles, pack.own)
    for parameter in pack.parameters.values():
        unit = _unit(parameter)
        values = "; ".join([f"{parameter_value(parameter, parameter.default)}{unit}", *settings.elsewhere(parameter)])
        yield Line(f"{parameter.name}: {' '.join(parameter.title.split())}. It is {values}.{_bounds(parameter)}")
        for law in parameter.host_law:
            yield Line(_host_law(law, parameter, unit), 1)


def _unit(parameter: Parameter) -> str:
    if parameter.unit in ("", "ratio"):
        return ""
    return f" ({parameter.unit})" if " " in parameter.unit else f" {parameter.unit}"


def _bounds(parameter: Parameter) -> str:
    if parameter.choices:
        return f" It can be {one_of(parameter.choices)}."
    least, most = parameter.minimum, parameter.maximum
    if least is not None and most is not None:
        return f" It can be from {least:g} to {most:g}."
    return f" It can be {least:g} or more." if least is not None else f" It can be {most:g} or less." if most else ""


def _host_law(law: HostLaw, parameter: Parameter, unit: str) -> str:
    since = since_phrase(law.from_, law.until)
    value = parameter_value(parameter, law.value)
    when = f" {since}" if since else ""
    where = COUNTRIES.get(law.country, law.country)
    return f"Host law of {where}{when}: {value}{unit}, where that is more ({law.instrument}: {law.article})."


def _tracks(pack: Pack) -> Iterator[str]:
    for track in pack.tracks:
        worst = OUTCOMES[track.worst].label
        yield (
            f"{track.name}: for projects whose purpose is {one_of(track.purposes)}; "
            f"clusters {one_of(track.clusters, 'and')}; the gravest outcome is {worst}."
        )


def _regimes(pack: Pack) -> Iterator[str]:
    for name, regime in pack.regimes.items():
        here = " This page is written for it." if name == pack.regime else ""
        yield f"{name}: {sentence(' '.join(regime.title.split()))}{here}"
