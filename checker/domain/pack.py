"""What a pack means once it is read: conditions, parameters, profiles, tracks, sources."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.vocabulary import RECORDS, find
from checker.ground.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checker.domain.tree import Node
    from checker.domain.vocabulary import Fact, Scope

__all__ = ["Base", "Citation", "Cluster", "Condition", "Either", "HostLaw", "OwnFact", "Pack", "Parameter",
           "Presumption", "Profile", "Regime", "Relaxation", "Theme", "Track", "WarningRule"]  # fmt: skip


class Either(NamedTuple):
    """One of several values, and it is not known which: a parameter while the host is not stated, a denied fact."""

    values: tuple[Any, ...]
    between: bool = False  # the values are the ends of a range


@frozen
class Citation:
    """A source and the article of it that a condition rests on."""

    instrument: str
    article: str
    url: str | None
    confirmed: bool
    note: str | None = None
    from_: date | None = None
    until: date | None = None
    short: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the citation is in force on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


@frozen
class HostLaw:
    """A value that a host's own law sets for a parameter; the stricter of the two governs."""

    country: str
    value: Any
    instrument: str
    article: str
    from_: date | None
    until: date | None


@frozen
class Parameter:
    """A number or choice that a profile or a user can set, within bounds."""

    name: str
    title: str
    type: str
    default: Any
    choices: tuple[str, ...]
    minimum: float | None
    maximum: float | None
    unit: str
    host_law: tuple[HostLaw, ...]


@frozen
class Profile:
    """A named reading of the pack: other parameters, other classes, fewer gates."""

    name: str
    title: str
    summary: str
    parameters: Mapping[str, Any]
    classes: tuple[tuple[tuple[str, ...], str, str], ...]
    gates: tuple[str, ...] | None


@frozen
class Track:
    """Which clusters a purpose is judged by, and how bad the outcome can be."""

    name: str
    purposes: tuple[str, ...]
    clusters: tuple[str, ...]
    worst: str
    classes: tuple[tuple[tuple[str, ...], str, str], ...]
    deadline_days: int | None


@frozen
class Regime:
    """A world of sanctions: the measures, and when each is in force."""

    name: str
    title: str
    measures: tuple[Mapping[str, Any], ...]


@frozen
class Presumption:
    """What stands against the project while a condition is not determined."""

    when: Node | None
    why: str


@frozen
class WarningRule:
    """A warning beside a verdict; it never changes one."""

    code: str
    message: str
    verdicts: tuple[str, ...] | None
    with_: Mapping[str, tuple[str, ...]]
    when: Node | None


@frozen
class Condition:
    """One condition, its trees compiled. ``requires`` depends on the regime only in SANC-like rules."""

    id: str
    cluster: str
    title: str
    class_: str
    core: bool
    scope: Scope
    requirement: str
    why: str
    remedy: str
    # What to do instead where asking workers, or keeping records of them, would endanger them; may be empty.
    remedy_unsafe: str
    citations: tuple[Citation, ...]
    provenance: Mapping[str, str]
    requires: Node
    applies: Node | None
    alternative: Node | None
    structural: Node | None
    presumption: Presumption | None
    warnings: tuple[WarningRule, ...]
    deadline_days: int | None
    cure_days: int
    shelf_life_days: int
    disbursement: int
    in_force_from: date | None
    in_force_until: date | None
    # Which of its periods are the pack's usual ones: a pack that extends it may shorten those in one line.
    usual: tuple[str, ...] = ()

    @property
    def asking(self) -> tuple[Node | None, ...]:
        """The trees whose questions of judgement an attestation can answer."""
        presumed = self.presumption.when if self.presumption else None
        return self.applies, self.requires, self.alternative, self.structural, presumed


@frozen
class Cluster:
    """A letter group of conditions, judged together. ``applies`` is already part of its conditions."""

    id: str
    title: str
    scope: Scope
    conditions: tuple[Condition, ...]
    applies: Node | None = None


@frozen
class Theme:
    """What some conditions of a pack are about; other packs may have conditions about it too."""

    id: str
    title: str
    area: str
    conditions: tuple[str, ...]


@frozen
class Base:
    """A pack that another extends, as it was read."""

    id: str
    version: str
    sha256: str


@frozen
class Relaxation:
    """What a pack lets through that its base does not, and the reason its authors give."""

    pack: str
    what: str
    said: str
    reason: str


class OwnFact(NamedTuple):
    """A fact that a pack brings itself: its row, and the JSON Schema that its values are held against."""

    row: Fact
    schema: Mapping[str, Any]


@frozen
class Pack:
    """A rule pack, ready to run, compiled for one sanctions regime."""

    id: str
    version: str
    title: str
    authority: str
    summary: str
    sha256: str
    folder: str
    clusters: tuple[Cluster, ...]
    parameters: Mapping[str, Parameter]
    profiles: Mapping[str, Profile]
    default_profile: str
    tracks: tuple[Track, ...]
    demands: Mapping[str, Any]
    speech_clusters: tuple[str, ...]
    regimes: Mapping[str, Regime]
    regime: str
    worker_protection: str
    sources: Mapping[str, Mapping[str, Any]]
    shelf_life_days: int
    cure_days: int
    # Evidence against a project of an earlier day than so many days back fails nothing by itself.
    adverse_shelf_life_days: int
    # By how many grades the kinder side must be better, and the other one, where statements differ.
    margin_favourable: int
    margin_adverse: int
    # For how long at most people may answer a judgement, and of conditions of which classes.
    attestation_days: int
    attestation_classes: tuple[str, ...]
    # Where its cases lie: its own folder first, then those of the packs it extends.
    folders: tuple[str, ...]
    extends: tuple[Base, ...] = ()
    relaxes: tuple[Relaxation, ...] = ()
    themes: tuple[Theme, ...] = ()
    # The facts that it and the packs it extends bring themselves, by path.
    own: Mapping[str, OwnFact] = dataclasses.field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """Its id, and those of the packs it extends."""
        return self.id, *(base.id for base in self.extends)

    @property
    def measures(self) -> tuple[Mapping[str, Any], ...]:
        """The table of measures of the regime it is compiled for."""
        return self.regimes[self.regime].measures if self.regime else ()

    def fact(self, path: str) -> Fact:
        """The row of a fact that its trees read."""
        return find(path) or self.own[path].row

    def field(self, records: str, name: str) -> Fact:
        """The row of a field of a list's records."""
        return RECORDS[records].get(name) or self.own[name].row

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All conditions, in the pack's order."""
        return tuple(condition for cluster in self.clusters for condition in cluster.conditions)
