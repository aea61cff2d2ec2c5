"""A pack fixed for one project: the track of its purpose, the profile, the values of parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.pack import Either
from checker.ground.errors import Problem, UsageError, did_you_mean, quoted_list
from checker.packs.parameters import parameter_problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checker.domain.pack import Condition, HostLaw, Pack, Parameter, Profile, Track

__all__ = ["Terms", "fix_terms"]


class Terms(NamedTuple):
    """What holds for this check of this project."""

    pack: Pack
    profile: Profile
    track: Track | None
    parameters: Mapping[str, Any]
    host_law: Mapping[str, HostLaw]

    def on_track(self, condition: Condition) -> bool:
        """Whether the purpose's track judges the condition's cluster."""
        return self.track is not None and condition.cluster in self.track.clusters

    def class_of(self, condition: Condition) -> str:
        """The class after the changes of track and profile."""
        class_ = condition.class_
        for clusters, from_, to in (*(self.track.classes if self.track else ()), *self.profile.classes):
            if condition.cluster in clusters and class_ == from_:
                class_ = to
        return class_

    def deadline_days(self, condition: Condition) -> int | None:
        """Days after the first disbursement by which a condition subsequent is due."""
        if condition.deadline_days is not None:
            return condition.deadline_days
        return self.track.deadline_days if self.track else None

    def gates(self, class_: str) -> bool:
        """Whether conditions of a class can hold money back under the profile."""
        return class_ != "REG" and (self.profile.gates is None or class_ in self.profile.gates)

    def demand(self, class_: str, *, delivery: bool) -> int:
        """The evidence grade that a class asks for at a stage."""
        return int(self.pack.demands[class_]["delivery" if delivery else "planning"][1])

    @property
    def document_demand(self) -> int:
        """The evidence grade for facts that a document settles."""
        return int(self.pack.demands["documents"][1])


def fix_terms(
    pack: Pack, *, purpose: str, country: str | None, as_of: date, profile: str | None, values: Mapping[str, Any]
) -> Terms:
    """The terms of one check, the values of parameters from the user included.

    Raises:
        UsageError: no such profile or parameter, or a value out of bounds.
    """
    name = profile or pack.default_profile
    if name not in pack.profiles:
        raise UsageError(
            Problem(
                "unknown-name",
                f"the pack {pack.id} has no profile `{name}`",
                "--profile",
                help=f"it has {quoted_list(list(pack.profiles))}",
            )
        )
    chosen = pack.profiles[name]
    for key, value in values.items():
        if key not in pack.parameters:
            advice = did_you_mean(key, pack.parameters)
            raise UsageError(
                Problem("unknown-name", f"the pack {pack.id} has no parameter `{key}`", "--set", help=advice)
            )
        if problem := parameter_problem(pack.parameters[key], value):
            raise UsageError(Problem("wrong-value", problem, "--set"))
    settled: dict[str, Any] = {}
    host_law: dict[str, HostLaw] = {}
    for key, parameter in pack.parameters.items():
        value = values.get(key, chosen.parameters.get(key, parameter.default))
        governing = _host_law(parameter, country, as_of, value)
        if country is None and (asked := _asked_somewhere(parameter, as_of, value)):
            settled[key] = Either((value, *asked))
            continue
        if governing:
            host_law[key] = governing
        settled[key] = governing.value if governing else tuple(value) if isinstance(value, list) else value
    track = next((track for track in pack.tracks if purpose in track.purposes), None)
    return Terms(pack, chosen, track, settled, host_law)


def _asked_somewhere(parameter: Parameter, as_of: date, value: Any) -> tuple[Any, ...]:
    """What the law of any host in the pack asks beyond the value."""
    hosts = dict.fromkeys(row.country for row in parameter.host_law)
    governing = [_host_law(parameter, country, as_of, value) for country in hosts]
    return tuple(row.value for row in governing if row)


def _host_law(parameter: Parameter, country: str | None, as_of: date, value: Any) -> HostLaw | None:
    """The host's own law, where it is in force and asks more than the value."""
    for row in parameter.host_law:
        in_force = (row.from_ is None or row.from_ <= as_of) and (row.until is None or as_of <= row.until)
        if row.country == country and in_force and row.value > value:
            return row
    return None
