"""The parts of one pack's files made into what they mean; every fault goes to one list, with its place.

It reads what lies in one folder. How a pack is put together of its parts, ``load`` and ``extend`` say.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.pack import (
    Citation,
    Cluster,
    Condition,
    HostLaw,
    OwnFact,
    Parameter,
    Presumption,
    Profile,
    Regime,
    Track,
    WarningRule,
)  # fmt: skip
from checker.domain.placeholders import named
from checker.domain.tree import All
from checker.domain.values import parse_day
from checker.ground.errors import Problem, UsageError, did_you_mean, quote, quoted_list
from checker.packs import shape
from checker.packs.compile import Compiler, ParameterType
from checker.packs.files import Faults, PackFiles
from checker.packs.parameters import parameter_problem, parameter_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.domain.tree import Node
    from checker.ground.places import Document, Pointer

__all__ = ["Reader", "both", "chosen_regime", "flat", "profile_of", "track_of"]

_PERIODS = ("shelf_life_days", "cure_days")
# The texts that may name a parameter in braces.
_FILLED = ("requirement", "remedy", "remedy_unsafe")


class _Context(NamedTuple):
    """What reading one file needs."""

    document: Document
    compiler: Compiler


class Reader:
    """Reads the files of one folder, with the sources and parameters that they may speak of."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.files = PackFiles(folder)
        self.faults = Faults()
        self.sources: Mapping[str, Any] = {}
        self.periods: Mapping[str, Any] = {}
        self.types: dict[str, ParameterType] = {}
        self.own: Mapping[str, OwnFact] = {}
        self.measures: tuple[Mapping[str, Any], ...] = ()
        self.places: dict[str, tuple[Document, Pointer]] = {}
        self._nodes = 0

    def _compiler(self, measures: tuple[Mapping[str, Any], ...], document: Document) -> Compiler:
        def report(message: str, place: Pointer, advice: str, at_key: bool, code: str) -> None:
            self.faults.add(document, message, place, advice, at_key=at_key, code=code)

        return Compiler(self.types, measures, report, {path: fact.row for path, fact in self.own.items()}, self._nodes)

    def citations(self, raw: list[dict[str, Any]], document: Document, pointer: Pointer) -> tuple[Citation, ...]:
        """The citations of a text; a source that the pack does not list is a fault."""
        found = []
        for index, item in enumerate(raw):
            source = self.sources.get(item["source"])
            if source is None:
                otherwise = "list it under `sources` in pack.yaml"
                advice = did_you_mean(item["source"], self.sources, otherwise, before=len(self.faults.problems))
                message = f"{quote(item['source'])} is not among the pack's sources"
                self.faults.add(document, message, (*pointer, index, "source"), advice, code="unknown-name")
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

    def parameters(self, raw: Mapping[str, Any], document: Document) -> dict[str, Parameter]:
        """The parameters that a ``pack.yaml`` defines."""
        return {name: self._parameter(name, one, document) for name, one in raw.items()}

    def know(self, parameters: Mapping[str, Parameter]) -> None:
        """From here on trees may speak of these parameters, and of no others."""
        self.types = {name: parameter_type(parameter) for name, parameter in parameters.items()}

    def _parameter(self, name: str, raw: dict[str, Any], document: Document) -> Parameter:
        host_law = tuple(
            HostLaw(
                row["country"], row["value"], self.sources.get(row["source"], {}).get("title", row["source"]),
                row["article"], parse_day(row.get("from")), parse_day(row.get("until")),
            )
            for row in raw.get("host_law", ())
        )  # fmt: skip
        if raw.get("host_law") and raw["type"] not in ("integer", "number"):
            message = f"host law can ask for more of a number, and `{name}` is a {raw['type']}"
            self.faults.add(document, message, ("parameters", name, "host_law"), at_key=True)
        for index, row in enumerate(raw.get("host_law", ())):
            if row["source"] not in self.sources:
                pointer = ("parameters", name, "host_law", index, "source")
                self.faults.add(
                    document, f"{quote(row['source'])} is not among the pack's sources", pointer, code="unknown-name"
                )
        parameter = Parameter(
            name, raw["title"], raw["type"], raw["default"], tuple(raw.get("choices", ())), raw.get("minimum"),
            raw.get("maximum"), raw.get("unit", ""), host_law,
        )  # fmt: skip
        if problem := parameter_problem(parameter, raw["default"]):
            self.faults.add(document, problem, ("parameters", name, "default"))
        return parameter

    def regimes(self, document: Document) -> dict[str, Regime]:
        """The sanctions regimes that a ``pack.yaml`` defines."""
        compiler = self._compiler((), document)
        regimes = {}
        for name, raw in document.data.get("regimes", {}).items():
            measures = []
            for index, row in enumerate(raw["measures"]):
                pointer: Pointer = ("regimes", name, "measures", index)
                self.citations(row["sources"], document, (*pointer, "sources"))
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
        self._nodes = compiler.nodes
        return regimes

    def cluster(self, name: str, base: Cluster | None = None) -> Cluster | None:
        """The cluster of a file; with ``base``, the conditions that the file adds to that cluster or replaces."""
        document = self.files.read(f"{name}.yaml", shape.ADDITION if base else shape.CLUSTER, self.faults)
        if document is None:
            return None
        data = document.data
        if data["cluster"] != name:
            self.faults.add(document, f"the file is {name}.yaml and says cluster `{data['cluster']}`", ("cluster",))
        for key in ("title", "scope") if base else ():
            if key in data and data[key] != getattr(base, key):
                self.faults.add(
                    document,
                    f"the cluster {name} has another {key} in the pack that this extends",
                    (key,),
                    code="given-twice",
                )
        title, scope = (base.title, base.scope) if base else (data["title"], data["scope"])
        compiler = self._compiler(self.measures, document)
        context = _Context(document, compiler)
        own = compiler.compile(data["applies"], ("applies",), scope) if "applies" in data else None
        applies = both(base.applies, own) if base else own
        conditions = tuple(
            condition
            for index, raw in enumerate(data["conditions"])
            if (condition := self._condition(raw, ("conditions", index), name, scope, applies, context)) is not None
        )
        self._nodes = compiler.nodes
        return Cluster(name, title, scope, conditions, applies)

    def _condition(
        self, raw: dict[str, Any], pointer: Pointer, cluster: str, scope: Any, applies: Node | None, context: _Context
    ) -> Condition | None:
        document, compiler = context

        def tree(key: str) -> Node | None:
            return compiler.compile(raw[key], (*pointer, key), scope) if key in raw else None

        requires = tree("requires")
        own = tree("applies")
        alternative, structural = tree("alternative"), tree("structural")
        citations = self.citations(raw["sources"], document, (*pointer, "sources"))
        presumption = self._presumption(raw.get("presumption"), (*pointer, "presumption"), scope, context)
        warnings = tuple(
            self._warning(row, (*pointer, "warnings", index), scope, context)
            for index, row in enumerate(raw.get("warnings", ()))
        )
        self._check_condition(raw, pointer, cluster, document)
        self.places[raw["id"]] = document, pointer
        if requires is None:
            return None
        return Condition(
            id=raw["id"], cluster=cluster, title=raw["title"], class_=raw["class"], core=raw["core"], scope=scope,
            requirement=flat(raw["requirement"]), why=flat(raw["why"]), remedy=flat(raw["remedy"]),
            remedy_unsafe=flat(raw.get("remedy_unsafe", "")),
            citations=citations, provenance=raw["provenance"], requires=requires, applies=both(applies, own),
            alternative=alternative, structural=structural, presumption=presumption, warnings=warnings,
            deadline_days=raw.get("deadline_days"), cure_days=raw.get("cure_days", self.periods["cure_days"]),
            shelf_life_days=raw.get("shelf_life_days", self.periods["shelf_life_days"]),
            disbursement=raw.get("disbursement", 1), in_force_from=parse_day(raw.get("in_force_from")),
            in_force_until=parse_day(raw.get("in_force_until")),
            usual=tuple(period for period in _PERIODS if period not in raw),
        )  # fmt: skip

    def _presumption(self, raw: Any, pointer: Pointer, scope: Any, context: _Context) -> Presumption | None:
        if raw is None:
            return None
        self.citations(raw.get("sources", []), context.document, (*pointer, "sources"))
        when = context.compiler.compile(raw["when"], (*pointer, "when"), scope) if "when" in raw else None
        return Presumption(when, flat(raw["why"]))

    def _warning(self, raw: dict[str, Any], pointer: Pointer, scope: Any, context: _Context) -> WarningRule:
        when = context.compiler.compile(raw["when"], (*pointer, "when"), scope) if "when" in raw else None
        verdicts = tuple(raw["verdict"]) if "verdict" in raw else None
        return WarningRule(raw["code"], flat(raw["message"]), verdicts, raw.get("with", {}), when)

    def _check_condition(self, raw: dict[str, Any], pointer: Pointer, cluster: str, document: Document) -> None:
        """What holds between the keys of a condition, and that it has cases."""
        identity, add = raw["id"], self.faults.add
        for key in _FILLED:
            for name in named(raw.get(key, "")):
                if name not in self.types:
                    advice = did_you_mean(name, self.types, "braces hold the name of a parameter")
                    said = f"no parameter is called {quote(name)}"
                    add(document, said, (*pointer, key), advice, code="unknown-name")
        if not identity.startswith(f"{cluster}-"):
            add(document, f"`{identity}` is not an id of the cluster {cluster}", (*pointer, "id"))
        if raw["class"] == "CS" and "deadline_days" not in raw:
            add(
                document,
                "`deadline_days` is missing: a condition subsequent has a deadline",
                (*pointer, "class"),
                code="missing",
            )
        if raw["provenance"]["kind"] == "seed" and "speaker" not in raw["provenance"]:
            add(
                document,
                "`speaker` is missing: a seed condition names who said it",
                (*pointer, "provenance"),
                code="missing",
            )
        if not os.path.isfile(os.path.join(self.folder, "cases", f"{identity}.yaml")):
            add(
                document, f"`{identity}` has no cases", (*pointer, "id"), f"write cases/{identity}.yaml", code="missing"
            )

    def check_named_once(self, document: Document) -> None:
        """No cluster is listed twice: its file would be read twice."""
        names = document.data.get("clusters", ())
        for name in [name for name, times in Counter(names).items() if times > 1]:
            self.faults.add(
                document, f"the cluster {name} is listed twice", ("clusters", names.index(name)), code="given-twice"
            )

    def check_ids(self, document: Document, clusters: Iterable[Cluster]) -> None:
        """No id stands for two conditions, and warnings name conditions that exist."""
        conditions = [condition for cluster in clusters for condition in cluster.conditions]
        known = Counter(condition.id for condition in conditions)
        for identity in [identity for identity, times in known.items() if times > 1]:
            self.faults.add(document, f"`{identity}` is the id of two conditions", ("clusters",), code="given-twice")
        for condition in conditions:
            for other in (other for rule in condition.warnings for other in rule.with_):
                if other not in known and not self.faults.problems:
                    message = f"a warning of {condition.id} names `{other}`, which is no condition"
                    self.faults.add(document, message, ("clusters",), code="unknown-name")

    def check_profiles(
        self, document: Document, profiles: Mapping[str, Profile], default: str, parameters: Mapping[str, Parameter]
    ) -> None:
        """The default profile exists, and every profile sets parameters that exist to values they can have."""
        if default not in profiles:
            self.faults.add(
                document, f"{quote(default)} is no profile of this pack", ("default_profile",), code="unknown-name"
            )
        for profile in profiles.values():
            for name, value in profile.parameters.items():
                pointer = ("profiles", profile.name, "parameters", name)
                if name not in parameters:
                    message, advice = f"no parameter is called {quote(name)}", did_you_mean(name, parameters)
                    self.faults.add(document, message, pointer, advice, at_key=True, code="unknown-name")
                elif problem := parameter_problem(parameters[name], value):
                    self.faults.add(document, problem, pointer)


def profile_of(name: str, raw: dict[str, Any]) -> Profile:
    """A profile as ``pack.yaml`` writes it."""
    gates = tuple(raw["gates"]) if "gates" in raw else None
    return Profile(name, raw["title"], flat(raw.get("summary", "")), raw.get("parameters", {}), _changes(raw), gates)


def track_of(name: str, raw: dict[str, Any]) -> Track:
    """A track as ``pack.yaml`` writes it."""
    worst = raw["outcomes"]["worst"]
    return Track(name, tuple(raw["purposes"]), tuple(raw["clusters"]), worst, _changes(raw), raw.get("deadline_days"))


def _changes(raw: dict[str, Any]) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    return tuple((tuple(row["clusters"]), row["from"], row["to"]) for row in raw.get("classes", ()))


def both(first: Node | None, second: Node | None) -> Node | None:
    """Both trees hold; None holds always."""
    return All((first, second)) if first and second else first or second


def flat(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def chosen_regime(regimes: Mapping[str, Regime], wanted: str | None) -> str:
    """The regime to compile for: the one asked for, else the first; empty where the pack has none.

    Raises:
        UsageError: there is no such regime.
    """
    if wanted is None or not regimes:
        return next(iter(regimes), "")
    if wanted not in regimes:
        raise UsageError(
            Problem(
                "unknown-name",
                f"the pack has no regime `{wanted}`",
                "--regime",
                help=f"it has {quoted_list(list(regimes))}",
            )
        )
    return wanted
