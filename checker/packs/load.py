"""A folder of rules to a pack that can run: everything is checked here, so nothing is later."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.engine.compile import Compiler, ParameterType
from checker.errors import Problem, UsageError, nearest, quoted_list
from checker.fact_values import parse_day
from checker.options import DEFAULT_PACK
from checker.packs import shape
from checker.packs.files import Faults, PackFiles, find_pack
from checker.packs.model import (
    Citation,
    Cluster,
    Condition,
    HostLaw,
    Pack,
    Parameter,
    Presumption,
    Profile,
    Regime,
    Track,
    WarningRule,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.engine.tree import Node
    from checker.source import Document, Pointer

__all__ = ["load_pack"]

_SHELF_LIFE_DAYS = 365
_CURE_DAYS = 90


def load_pack(name: str = DEFAULT_PACK, *, regime: str | None = None) -> Pack:
    """Load a pack and check it: paths, operators, values, sources, cases.

    Args:
        name: the id of a shipped pack, or a folder.
        regime: the sanctions world to compile for; the first of the pack where not given.

    Raises:
        PackError: the pack cannot be read or has faults; all of them are listed.
        UsageError: it has no such regime.
    """
    return _Loader(find_pack(name), regime).load()


class _Context(NamedTuple):
    """What reading one file needs."""

    document: Document
    compiler: Compiler


class _Loader:
    def __init__(self, folder: str, regime: str | None) -> None:
        self.folder = folder
        self.wanted_regime = regime
        self.files = PackFiles(folder)
        self.faults = Faults()
        self.sources: dict[str, Any] = {}
        self.defaults: dict[str, int] = {}

    def load(self) -> Pack:
        document = self.files.read("pack.yaml", shape.PACK, self.faults)
        self.faults.raise_if_any()
        assert document is not None
        data = document.data
        self.sources = data["sources"]
        self.defaults = {
            "shelf_life_days": data.get("shelf_life_days", _SHELF_LIFE_DAYS),
            "cure_days": data.get("cure_days", _CURE_DAYS),
        }
        parameters = {name: self._parameter(name, raw, document) for name, raw in data.get("parameters", {}).items()}
        types = {name: _parameter_type(parameter) for name, parameter in parameters.items()}
        regimes = self._regimes(document, types)
        regime = self._chosen_regime(regimes)
        measures = regimes[regime].measures if regime else ()
        clusters = tuple(
            cluster for name in data["clusters"] if (cluster := self._cluster(name, types, measures)) is not None
        )
        profiles = {name: _profile(name, raw) for name, raw in data.get("profiles", {}).items()}
        profiles = profiles or {"default": Profile("default", "Default", "", {}, (), None)}
        default_profile = data.get("default_profile", next(iter(profiles)))
        self._check_profiles(document, profiles, default_profile, parameters)
        self._check_ids(document, clusters)
        self.faults.raise_if_any()
        return Pack(
            id=data["pack"], version=data["version"], title=data["title"], authority=data["authority"],
            summary=data.get("summary", ""), sha256=self.files.digest.hexdigest(), folder=self.folder,
            clusters=clusters, parameters=parameters, profiles=profiles, default_profile=default_profile,
            tracks=tuple(_track(name, raw) for name, raw in data["tracks"].items()),
            demands=data["evidence_demands"], speech_clusters=tuple(data.get("speech_clusters", ())),
            regimes=regimes, regime=regime, worker_protection=data.get("worker_protection", ""),
        )  # fmt: skip

    def _reporter(self, document: Document) -> Callable[[str, Pointer, str, bool], None]:
        return lambda message, place, advice, at_key: self.faults.add(document, message, place, advice, at_key)

    def _citations(self, raw: list[dict[str, Any]], document: Document, pointer: Pointer) -> tuple[Citation, ...]:
        found = []
        for index, item in enumerate(raw):
            source = self.sources.get(item["source"])
            if source is None:
                close = nearest(item["source"], self.sources)
                advice = f"did you mean `{close}`?" if close else "list it under `sources` in pack.yaml"
                message = f"`{item['source']}` is not among the pack's sources"
                self.faults.add(document, message, (*pointer, index, "source"), advice)
                continue
            confirmed = bool(source["confirmed"] and item.get("confirmed", True))
            days = parse_day(item.get("from")), parse_day(item.get("until"))
            found.append(
                Citation(
                    source["title"],
                    item["article"],
                    source.get("url"),
                    confirmed,
                    item.get("note"),
                    *days,
                    source.get("short", source["title"]),
                )
            )
        return tuple(found)

    def _parameter(self, name: str, raw: dict[str, Any], document: Document) -> Parameter:
        host_law = tuple(
            HostLaw(
                row["country"], row["value"], self.sources.get(row["source"], {}).get("title", row["source"]),
                row["article"], parse_day(row.get("from")), parse_day(row.get("until")),
            )
            for row in raw.get("host_law", ())
        )  # fmt: skip
        for index, row in enumerate(raw.get("host_law", ())):
            if row["source"] not in self.sources:
                pointer = ("parameters", name, "host_law", index, "source")
                self.faults.add(document, f"`{row['source']}` is not among the pack's sources", pointer)
        parameter = Parameter(
            name, raw["title"], raw["type"], raw["default"], tuple(raw.get("choices", ())), raw.get("minimum"),
            raw.get("maximum"), raw.get("unit", ""), host_law,
        )  # fmt: skip
        if problem := parameter_problem(parameter, raw["default"]):
            self.faults.add(document, problem, ("parameters", name, "default"))
        return parameter

    def _regimes(self, document: Document, types: dict[str, ParameterType]) -> dict[str, Regime]:
        compiler = Compiler(types, (), self._reporter(document))
        regimes = {}
        for name, raw in document.data.get("regimes", {}).items():
            measures = []
            for index, row in enumerate(raw["measures"]):
                pointer: Pointer = ("regimes", name, "measures", index)
                self._citations(row["sources"], document, (*pointer, "sources"))
                touched = row.get("touched_when")
                measures.append(
                    {
                        "measure": row["measure"],
                        "title": row["title"],
                        "from": parse_day(row["from"]),
                        "until": parse_day(row.get("until")),
                        "touched_when": compiler.compile(touched, (*pointer, "touched_when"), "project")
                        if touched
                        else None,
                    }
                )
            regimes[name] = Regime(name, raw["title"], tuple(measures))
        return regimes

    def _chosen_regime(self, regimes: dict[str, Regime]) -> str:
        wanted = self.wanted_regime
        if wanted is None or not regimes:
            return next(iter(regimes), "")
        if wanted not in regimes:
            raise UsageError(
                Problem(f"the pack has no regime `{wanted}`", "--regime", help=f"it has {quoted_list(list(regimes))}")
            )
        return wanted

    def _cluster(self, name: str, types: dict[str, ParameterType], measures: Any) -> Cluster | None:
        document = self.files.read(f"{name}.yaml", shape.CLUSTER, self.faults)
        if document is None:
            return None
        data, scope = document.data, document.data["scope"]
        if data["cluster"] != name:
            self.faults.add(document, f"the file is {name}.yaml and says cluster `{data['cluster']}`", ("cluster",))
        compiler = Compiler(types, measures, self._reporter(document))
        context = _Context(document, compiler)
        applies = compiler.compile(data["applies"], ("applies",), scope) if "applies" in data else None
        conditions = tuple(
            condition
            for index, raw in enumerate(data["conditions"])
            if (condition := self._condition(raw, ("conditions", index), name, scope, applies, context)) is not None
        )
        return Cluster(name, data["title"], scope, conditions)

    def _condition(
        self, raw: dict[str, Any], pointer: Pointer, cluster: str, scope: Any, applies: Node | None, context: _Context
    ) -> Condition | None:
        document, compiler = context

        def tree(key: str) -> Node | None:
            return compiler.compile(raw[key], (*pointer, key), scope) if key in raw else None

        requires = tree("requires")
        own = tree("applies")
        alternative, structural = tree("alternative"), tree("structural")
        citations = self._citations(raw["sources"], document, (*pointer, "sources"))
        presumption = self._presumption(raw.get("presumption"), (*pointer, "presumption"), scope, context)
        warnings = tuple(
            self._warning(row, (*pointer, "warnings", index), scope, context)
            for index, row in enumerate(raw.get("warnings", ()))
        )
        self._check_condition(raw, pointer, cluster, document)
        if requires is None:
            return None
        return Condition(
            id=raw["id"], cluster=cluster, title=raw["title"], class_=raw["class"], core=raw["core"], scope=scope,
            requirement=_flat(raw["requirement"]), why=_flat(raw["why"]), remedy=_flat(raw["remedy"]),
            citations=citations, provenance=raw["provenance"], requires=requires, applies=_both(applies, own),
            alternative=alternative, structural=structural, presumption=presumption, warnings=warnings,
            deadline_days=raw.get("deadline_days"), cure_days=raw.get("cure_days", self.defaults["cure_days"]),
            shelf_life_days=raw.get("shelf_life_days", self.defaults["shelf_life_days"]),
            disbursement=raw.get("disbursement", 1), in_force_from=parse_day(raw.get("in_force_from")),
            in_force_until=parse_day(raw.get("in_force_until")),
        )  # fmt: skip

    def _presumption(self, raw: Any, pointer: Pointer, scope: Any, context: _Context) -> Presumption | None:
        if raw is None:
            return None
        self._citations(raw.get("sources", []), context.document, (*pointer, "sources"))
        when = context.compiler.compile(raw["when"], (*pointer, "when"), scope) if "when" in raw else None
        return Presumption(when, _flat(raw["why"]))

    def _warning(self, raw: dict[str, Any], pointer: Pointer, scope: Any, context: _Context) -> WarningRule:
        when = context.compiler.compile(raw["when"], (*pointer, "when"), scope) if "when" in raw else None
        verdicts = tuple(raw["verdict"]) if "verdict" in raw else None
        return WarningRule(raw["code"], _flat(raw["message"]), verdicts, raw.get("with", {}), when)

    def _check_condition(self, raw: dict[str, Any], pointer: Pointer, cluster: str, document: Document) -> None:
        """What holds between the keys of a condition, and that it has cases."""
        identity, add = raw["id"], self.faults.add
        if not identity.startswith(f"{cluster}-"):
            add(document, f"`{identity}` is not an id of the cluster {cluster}", (*pointer, "id"))
        if raw["class"] == "CS" and "deadline_days" not in raw:
            add(document, "`deadline_days` is missing: a condition subsequent has a deadline", (*pointer, "class"))
        if raw["provenance"]["kind"] == "seed" and "speaker" not in raw["provenance"]:
            add(document, "`speaker` is missing: a seed condition names who said it", (*pointer, "provenance"))
        if not os.path.isfile(os.path.join(self.folder, "cases", f"{identity}.yaml")):
            add(document, f"`{identity}` has no cases", (*pointer, "id"), f"write cases/{identity}.yaml")

    def _check_ids(self, document: Document, clusters: tuple[Cluster, ...]) -> None:
        known = [condition.id for cluster in clusters for condition in cluster.conditions]
        for identity in {identity for identity in known if known.count(identity) > 1}:
            self.faults.add(document, f"`{identity}` is the id of two conditions", ("clusters",))
        for condition in (condition for cluster in clusters for condition in cluster.conditions):
            for rule in condition.warnings:
                for other in rule.with_:
                    if other not in known and not self.faults.problems:
                        self.faults.add(
                            document,
                            f"a warning of {condition.id} names `{other}`, which is no condition",
                            ("clusters",),
                        )

    def _check_profiles(
        self, document: Document, profiles: dict[str, Profile], default: str, parameters: dict[str, Parameter]
    ) -> None:
        if default not in profiles:
            self.faults.add(document, f"`{default}` is no profile of this pack", ("default_profile",))
        for profile in profiles.values():
            for name, value in profile.parameters.items():
                pointer = ("profiles", profile.name, "parameters", name)
                if name not in parameters:
                    close = nearest(name, parameters)
                    self.faults.add(
                        document,
                        f"no parameter is called `{name}`",
                        pointer,
                        f"did you mean `{close}`?" if close else "",
                        at_key=True,
                    )
                elif problem := parameter_problem(parameters[name], value):
                    self.faults.add(document, problem, pointer)


def parameter_problem(parameter: Parameter, value: Any) -> str:
    """What is wrong with a value for a parameter; empty where nothing is."""
    if parameter.type == "choice":
        return "" if value in parameter.choices else f"`{value}` is not one of {', '.join(parameter.choices)}"
    if parameter.type == "list":
        good = isinstance(value, list | tuple) and all(isinstance(word, str) for word in value)
        return "" if good else "a list of words is expected"
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not math.isfinite(value)
        or (parameter.type == "integer" and value != int(value))
    ):
        return f"`{value}` is no {'whole number' if parameter.type == 'integer' else 'number'}"
    if parameter.minimum is not None and value < parameter.minimum:
        return f"`{value}` is less than {parameter.minimum}, the least that {parameter.name} can be"
    if parameter.maximum is not None and value > parameter.maximum:
        return f"`{value}` is more than {parameter.maximum}, the most that {parameter.name} can be"
    return ""


def _parameter_type(parameter: Parameter) -> ParameterType:
    if parameter.type == "list":
        return ParameterType("text", (), is_list=True)
    if parameter.type == "choice":
        return ParameterType("choice", parameter.choices)
    return ParameterType("integer" if parameter.type == "integer" else "number")


def _profile(name: str, raw: dict[str, Any]) -> Profile:
    gates = tuple(raw["gates"]) if "gates" in raw else None
    return Profile(name, raw["title"], _flat(raw.get("summary", "")), raw.get("parameters", {}), _changes(raw), gates)


def _track(name: str, raw: dict[str, Any]) -> Track:
    worst = raw["outcomes"]["worst"]
    return Track(name, tuple(raw["purposes"]), tuple(raw["clusters"]), worst, _changes(raw), raw.get("deadline_days"))


def _changes(raw: dict[str, Any]) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    return tuple((tuple(row["clusters"]), row["from"], row["to"]) for row in raw.get("classes", ()))


def _both(first: Node | None, second: Node | None) -> Node | None:
    from checker.engine.tree import All

    return All((first, second)) if first and second else first or second


def _flat(text: str) -> str:
    return " ".join(text.split())
