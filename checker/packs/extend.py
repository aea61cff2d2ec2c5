"""A pack that extends another: what its base asks, and what it asks beyond that.

It may only tighten. What lets more through than the base does is an error, unless ``relaxes``
lists it with a reason, which every report repeats.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

from checker.domain.pack import Base, Cluster, Pack, Relaxation
from checker.domain.tree import walk
from checker.ground.errors import PackError, did_you_mean, quote
from checker.ground.shipped import data_folder, shipped_packs
from checker.packs.compare.difference import LOOSER, shown
from checker.packs.compare.pack_diff import pack_differences
from checker.packs.compare.pack_tables import ParameterMoves
from checker.packs.compare.tree_strictness import Way, with_measures
from checker.packs.compile import MAX_NODES
from checker.packs.facts_schema import own_facts
from checker.packs.parameters import parameter_problem
from checker.packs.parts import chosen_regime, flat, profile_of, track_of
from checker.packs.themes import themes_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.domain.pack import Condition, Parameter, Profile, Track
    from checker.ground.places import Document, Pointer
    from checker.packs.compare.difference import Difference
    from checker.packs.parts import Reader

__all__ = ["extend", "find_base"]

_DEEPEST = 8
_MOST_NODES = 4 * MAX_NODES
_SHORTEST_REASON = 3
_LONGEST = 300
# How evidence on both sides is weighed.
_WEIGHING = ("adverse_shelf_life_days", "margin_favourable", "margin_adverse")
_TREES = ("requires", "applies", "alternative", "structural")
_SECTIONS = {"parameter": "parameters", "profile": "profiles", "track": "tracks", "regime": "regimes",
             "evidence": "evidence_demands"}  # fmt: skip
_PER_CONDITION = ("classes", "core", "deadlines")


def find_base(document: Document, chain: tuple[str, ...]) -> str:
    """The folder of the pack that a ``pack.yaml`` extends: a shipped pack, or a folder beside its own.

    Args:
        document: the ``pack.yaml``.
        chain: the folders of the packs on the way to it, its own last.

    Raises:
        PackError: there is none, it lies elsewhere, or the packs go round in a circle or on and on.
    """
    name, parent = document.data["extends"], os.path.join(chain[-1], os.pardir)
    way = " → ".join([*(os.path.basename(os.path.abspath(folder)) for folder in chain), name])
    if len(chain) > _DEEPEST:
        _refuse(document, f"more than {_DEEPEST} packs extend one another: {way}", code="too-large")
    shipped = name in shipped_packs()
    folder = os.path.join(data_folder("rules"), name) if shipped else os.path.normpath(os.path.join(parent, name))
    if not shipped and os.path.dirname(os.path.realpath(folder)) != os.path.realpath(os.path.dirname(folder) or "."):
        _refuse(document, f"the folder {quote(name)} leads out of the folder that this pack lies in")
    if os.path.realpath(folder) in map(os.path.realpath, chain):
        _refuse(document, f"packs extend one another in a circle: {way}")
    if not os.path.isfile(os.path.join(folder, "pack.yaml")):
        advice = did_you_mean(name, shipped_packs(), "name a shipped pack, or a pack's folder beside this one")
        _refuse(document, f"no pack is called {quote(name)}", advice, code="unknown-name")
    return folder


def _refuse(document: Document, message: str, advice: str = "", code: str = "wrong-value") -> NoReturn:
    raise PackError(document.problem(code, message, ("extends",), advice))


def extend(base: Pack, reader: Reader, document: Document, regime: str | None) -> Pack:
    """The base with what the extending pack changes, checked like any pack.

    Args:
        base: the pack that is extended, loaded.
        reader: reads the extending pack's own folder.
        document: its ``pack.yaml``.
        regime: the sanctions world to compile for; the first where not given.

    Raises:
        PackError: the extending pack has faults, or relaxes what it does not list.
        UsageError: there is no such regime.
    """
    if base.id != document.data["extends"]:
        _refuse(document, f"the folder {quote(document.data['extends'])} holds the pack `{base.id}`")
    own = document.data["pack"]
    if own in (base.id, *(one.id for one in base.extends), *shipped_packs()):
        message = f"the id `{own}` is that of a pack it extends, or of a shipped one"
        raise PackError(document.problem("given-twice", message, ("pack",), "give this pack its own id"))
    return _Extension(base, reader, document).pack(regime)


class _Extension:
    def __init__(self, base: Pack, reader: Reader, document: Document) -> None:
        self.base = base
        self.reader = reader
        self.document = document
        self.data: dict[str, Any] = document.data
        self.replaced: list[str] = []

    def fault(
        self, message: str, pointer: Pointer, advice: str = "", *, at_key: bool = False, code: str = "wrong-value"
    ) -> None:
        self.reader.faults.add(self.document, message, pointer, advice, at_key=at_key, code=code)

    def pack(self, regime: str | None) -> Pack:
        base, data, reader = self.base, self.data, self.reader
        reader.own = {**base.own, **own_facts(reader.files, data["pack"], reader.faults)}
        reader.sources = self.sources()
        reader.periods = {name: data.get(name, getattr(base, name)) for name in ("shelf_life_days", "cure_days")}
        parameters = self.parameters()
        reader.know(parameters)
        regimes = {**base.regimes, **reader.regimes(self.document)}
        chosen = chosen_regime(regimes, regime)
        reader.measures = regimes[chosen].measures if chosen else ()
        clusters = self.clusters()
        profiles = {**base.profiles, **{name: profile_of(name, raw) for name, raw in data.get("profiles", {}).items()}}
        default_profile = data.get("default_profile", base.default_profile)
        reader.check_profiles(self.document, profiles, default_profile, parameters)
        reader.check_ids(self.document, clusters)
        tracks = self.tracks({cluster.id for cluster in clusters})
        conditions = [condition for cluster in clusters for condition in cluster.conditions]
        themes = themes_of(self.document, conditions, reader.faults, base.themes)
        self.check_size(clusters)
        reader.faults.raise_if_any()
        self.check_defaults(profiles[default_profile])
        digest = reader.files.digest.copy()
        digest.update(f"extends\0{base.sha256}\n".encode())
        pack = replace(
            base, id=data["pack"], version=data["version"], title=data["title"], authority=data["authority"],
            summary=data.get("summary", ""), sha256=digest.hexdigest(), folder=reader.folder,
            folders=(reader.folder, *base.folders), sources=reader.sources, **reader.periods,
            parameters=parameters, regimes=regimes, regime=chosen, clusters=clusters, profiles=profiles,
            default_profile=default_profile, tracks=tracks, themes=themes, demands=self.demands(),
            speech_clusters=tuple(dict.fromkeys((*base.speech_clusters, *data.get("speech_clusters", ())))),
            **{name: data.get(name, getattr(base, name)) for name in _WEIGHING},
            attestation_days=data.get("attestation_days", base.attestation_days),
            attestation_classes=tuple(data.get("attestation_classes", base.attestation_classes)),
            own=reader.own, extends=(Base(base.id, base.version, base.sha256), *base.extends),
        )  # fmt: skip
        pack = replace(pack, relaxes=(*self.relaxes(pack), *base.relaxes))
        reader.faults.raise_if_any()
        return pack

    def check_size(self, clusters: tuple[Cluster, ...]) -> None:
        """A table of measures may have grown in every tree of the base that stands on it."""
        trees = (
            getattr(condition, name) for cluster in clusters for condition in cluster.conditions for name in _TREES
        )
        if sum(len(walk(tree)) for tree in trees if tree is not None) > _MOST_NODES:
            message = f"with what it extends, the trees of this pack have more than {_MOST_NODES} nodes"
            self.fault(message, ("extends",), code="too-large")

    def sources(self) -> dict[str, Any]:
        own = self.data.get("sources", {})
        for name, raw in own.items():
            if self.base.sources.get(name, raw) != raw:
                message = f"the source `{name}` is another one in the pack that this extends"
                self.fault(message, ("sources", name), "give it an id of its own", at_key=True, code="given-twice")
        return {**self.base.sources, **own}

    def parameters(self) -> dict[str, Parameter]:
        found = dict(self.base.parameters)
        for name, raw in self.data.get("parameters", {}).items():
            pointer = ("parameters", name)
            if name not in found:
                if "title" in raw:
                    found |= self.reader.parameters({name: raw}, self.document)
                else:
                    self.unknown("parameter", name, self.base.parameters, pointer)
            elif "title" in raw:
                self.fault(f"`{name}` is a parameter of the pack that this extends", pointer,
                           "give `default`, and `minimum` and `maximum` if you narrow them", at_key=True,
                           code="given-twice")  # fmt: skip
            else:
                bounds = {key: raw[key] for key in ("minimum", "maximum") if key in raw}
                found[name] = replace(found[name], default=raw["default"], **bounds)
                if problem := parameter_problem(found[name], raw["default"]):
                    self.fault(problem, (*pointer, "default"))
        return found

    def check_defaults(self, usual: Profile) -> None:
        """A default that the usual profile loosens again would not count where its authors think it does."""
        for name, raw in self.data.get("parameters", {}).items():
            if name in self.base.parameters and name in usual.parameters:
                value = usual.parameters[name]
                if ParameterMoves(self.base).way(name, raw["default"], value) not in (Way.SAME, Way.STRICTER):
                    message = f"the usual profile {usual.name} sets `{name}` to {shown(value)}, so this would not count"
                    self.fault(message, ("parameters", name, "default"), "set it in that profile")

    def unknown(self, what: str, name: str, known: Any, pointer: Pointer) -> None:
        advice = did_you_mean(name, known, before=len(self.reader.faults.problems))
        self.fault(
            f"the pack that this extends has no {what} {quote(name)}", pointer, advice, at_key=True, code="unknown-name"
        )

    def clusters(self) -> tuple[Cluster, ...]:
        """The base's clusters with what is changed, added and left out, then the pack's own."""
        self.check_condition_ids()
        self.reader.check_named_once(self.document)
        listed = dict.fromkeys(self.data.get("clusters", ()))
        before = {cluster.id: cluster for cluster in self.base.clusters}
        own = {name: self.reader.cluster(name, before.get(name)) for name in listed}
        for name in before:
            if name not in listed and os.path.lexists(os.path.join(self.reader.folder, f"{name}.yaml")):
                self.fault(f"{name}.yaml lies here and `clusters` does not list it", ("clusters",))
        merged = [self.merged(cluster, own.get(name)) for name, cluster in before.items()]
        merged += [cluster for name, cluster in own.items() if name not in before and cluster is not None]
        return tuple(cluster for cluster in merged if cluster.conditions)

    def check_condition_ids(self) -> None:
        known = [condition.id for condition in self.base.conditions]
        pointers: list[Pointer] = [(key, name) for key in _PER_CONDITION for name in self.data.get(key, {})]
        for pointer in pointers:
            if pointer[1] not in known:
                self.unknown("condition", str(pointer[1]), known, pointer)
        for index, name in enumerate(self.data.get("without", ())):
            if name not in known:
                self.unknown("condition", name, known, ("without", index))

    def merged(self, cluster: Cluster, own: Cluster | None) -> Cluster:
        added = {condition.id: condition for condition in own.conditions} if own else {}
        without = self.data.get("without", ())
        kept = []
        for condition in cluster.conditions:
            if condition.id in added:
                self.replace(condition.id)
                kept.append(added.pop(condition.id))
            elif condition.id not in without:
                kept.append(self.tuned(condition))
        return replace(cluster, conditions=(*kept, *added.values()))

    def replace(self, identity: str) -> None:
        """Notes that a condition of the base is written anew."""
        self.replaced.append(identity)
        for key in (*_PER_CONDITION, "without"):
            if identity in self.data.get(key, ()):
                self.fault(
                    f"`{identity}` is written anew in this pack",
                    (key,),
                    "say it in its cluster's file",
                    code="given-twice",
                )

    def tuned(self, condition: Condition) -> Condition:
        """A condition of the base with its class, periods and measures as this pack has them."""
        identity = condition.id
        changes: dict[str, Any] = {}
        if self.reader.measures != self.base.measures:
            for name in _TREES:
                tree = getattr(condition, name)
                if tree is not None:
                    changes[name] = with_measures(tree, self.base.measures, self.reader.measures)
        changes |= {name: self.reader.periods[name] for name in condition.usual}
        for key, name in (("classes", "class_"), ("core", "core"), ("deadlines", "deadline_days")):
            if identity in self.data.get(key, {}):
                changes[name] = self.data[key][identity]
        changed = replace(condition, **changes, warnings=self.warnings(condition))
        if changed.class_ == "CS" and changed.deadline_days is None:
            message, advice = "a condition subsequent has a deadline", f"add `deadlines: {{{identity}: DAYS}}`"
            self.fault(message, ("classes", identity), advice, code="missing")
        if changed.class_ != "CS" and identity in self.data.get("deadlines", {}):
            message = f"`{identity}` is of class {changed.class_}, and only a condition subsequent has a deadline"
            self.fault(message, ("deadlines", identity), at_key=True)
        return changed

    def warnings(self, condition: Condition) -> tuple[Any, ...]:
        """Without those that speak of a condition that is left out."""
        without = self.data.get("without", ())
        return tuple(rule for rule in condition.warnings if not any(name in without for name in rule.with_))

    def tracks(self, known: set[str]) -> tuple[Track, ...]:
        found = {
            track.name: replace(track, clusters=tuple(name for name in track.clusters if name in known))
            for track in self.base.tracks
        }
        taken = {purpose: track.name for track in self.base.tracks for purpose in track.purposes}
        for name, raw in self.data.get("tracks", {}).items():
            pointer: Pointer = ("tracks", name)
            for key in ("clusters", "without"):
                for index, cluster in enumerate(raw.get(key, ())):
                    if cluster not in known:
                        self.fault(f"no cluster is called `{cluster}`", (*pointer, key, index), code="unknown-name")
            if "purposes" not in raw:
                if name in found:
                    found[name] = _extended(found[name], raw)
                else:
                    self.unknown("track", name, found, pointer)
            elif name in found or any(purpose in taken for purpose in raw["purposes"]):
                self.fault("the pack that this extends has a track for this", pointer,
                           "name that track, with the clusters to add", at_key=True, code="given-twice")  # fmt: skip
            else:
                found[name] = track_of(name, raw)
        judged = {name for track in found.values() for name in track.clusters}
        before = {cluster.id for cluster in self.base.clusters}
        for index, name in enumerate(self.data.get("clusters", ())):
            if name not in judged and name not in before:
                self.fault(f"no track judges the cluster {name}", ("clusters", index), "add it to one under `tracks`")
        return tuple(found.values())

    def demands(self) -> dict[str, Any]:
        found = dict(self.base.demands)
        for name, raw in self.data.get("evidence_demands", {}).items():
            found[name] = {**found[name], **raw} if isinstance(raw, dict) else raw
        return found

    def relaxes(self, pack: Pack) -> list[Relaxation]:
        """What is relaxed, with its reason; what is not listed, or listed and not relaxed, is a fault."""
        loose: dict[str, list[Difference]] = {}
        for difference in pack_differences(self.base, pack):
            if difference.kind in LOOSER:
                loose.setdefault(difference.what, []).append(difference)
        reasons = self.reasons(loose)
        for what, found in loose.items():
            if what not in reasons:
                proven = any(one.kind != "altered" for one in found)
                how = "relaxed" if proven else "changed, and not provably tightened,"
                document, place = self.place(what)
                advice = f"a pack may only tighten what it extends; else list `{what}` under `relaxes`, with a reason"
                message = f"{what} is {how} against {self.base.id}: {_said(found)}"
                self.reader.faults.add(document, message, place, advice, code="relaxes")
        return [Relaxation(pack.id, what, _said(found), reasons.get(what, "")) for what, found in loose.items()]

    def reasons(self, loose: Mapping[str, object]) -> dict[str, str]:
        """The reason given for each thing that is relaxed."""
        reasons: dict[str, str] = {}
        for index, entry in enumerate(self.data.get("relaxes", ())):
            what, reason, pointer = entry["what"], flat(entry["reason"]), ("relaxes", index, "what")
            if what in reasons:
                self.fault(f"{quote(what)} is listed twice", pointer, code="given-twice")
            elif what not in loose:
                advice = did_you_mean(what, loose, "leave the entry out", before=index)
                self.fault(f"nothing in this pack relaxes {quote(what)}", pointer, advice)
            elif len(reason.split()) < _SHORTEST_REASON or not reason.endswith("."):
                self.fault("a reason is a sentence", ("relaxes", index, "reason"), "say who agreed to it, and why")
            reasons[what] = reason
        return reasons

    def place(self, what: str) -> tuple[Document, Pointer]:
        """Where the pack says what relaxes: in its ``pack.yaml``, or in a cluster's file."""
        if what in self.replaced:
            return self.reader.places[what]
        kind, _, name = what.partition(" ")
        pointer: Pointer = (_SECTIONS[kind], name) if name else (what,)
        if kind == "parameter":
            pointer = (*pointer, "default")
        for key in reversed(_PER_CONDITION):
            if what in self.data.get(key, {}):
                pointer = (key, what)
        if what in self.data.get("without", ()):
            pointer = ("without", self.data["without"].index(what))
        return self.document, pointer


def _said(found: list[Difference]) -> str:
    said = "; ".join("left out" if one.kind == "removed" else one.said for one in found)
    # Every report repeats it, with the reason behind it.
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"


def _extended(track: Track, raw: dict[str, Any]) -> Track:
    clusters = tuple(dict.fromkeys((*track.clusters, *raw.get("clusters", ()))))
    kept = tuple(name for name in clusters if name not in raw.get("without", ()))
    return replace(track, clusters=kept, deadline_days=raw.get("deadline_days", track.deadline_days))
