"""A tree as written in a pack, checked against the vocabulary and compiled to nodes.

Every fault is reported with the pointer of its text and the nearest right name; what comes out
can be evaluated without looking at types again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.operators import OPERATORS
from checker.domain.tree import (
    All,
    AnyOf,
    Constant,
    Count,
    Each,
    FactRef,
    ItemRef,
    Judgement,
    Node,
    Not,
    Operand,
    ParamRef,
    Ref,
    Scaled,
    Test,
    walk,
)  # fmt: skip
from checker.domain.vocabulary import CODES, DESCRIPTIVE, FACTS, RECORDS, Fact
from checker.ground.errors import did_you_mean, quote
from checker.packs.measures import authorised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from checker.domain.vocabulary import Kind, Scope
    from checker.ground.places import Pointer

__all__ = ["MAX_NODES", "Compiler", "ParameterType"]

_LONGEST_LIST = 500
_COMPOSITES = ("all", "any", "not", "every", "some", "count", "judgement", "authorised", "fact", "item", "param")
_NUMERIC = ("integer", "number", "share")
MAX_NODES = 2_000


class ParameterType(NamedTuple):
    """What a tree needs to know of a parameter."""

    kind: Kind
    choices: tuple[str, ...] = ()
    is_list: bool = False


class Compiler:
    """Compiles the trees of one pack. Faults go to ``report(message, pointer, help, at the key, code)``.

    ``own`` are the rows of the facts that the pack brings itself, by path.
    """

    def __init__(
        self,
        parameters: Mapping[str, ParameterType],
        measures: tuple[Mapping[str, Any], ...],
        report: Callable[[str, Pointer, str, bool, str], None],
        own: Mapping[str, Fact] | None = None,
        nodes: int = 0,
    ) -> None:
        self.parameters = parameters
        self.own = own or {}
        self.measures = measures
        self.report = report
        self._suggestions = 0
        self.nodes = nodes  # those of the pack's files before this one count too

    def _did_you_mean(self, word: Any, allowed: Iterable[str], otherwise: str = "") -> str:
        self._suggestions += 1
        return did_you_mean(word, allowed, otherwise, before=self._suggestions)

    def _fault(
        self, message: str, pointer: Pointer, advice: str = "", *, at_key: bool = False, code: str = "wrong-value"
    ) -> None:
        self.report(message, pointer, advice, at_key, code)

    def compile(self, raw: Any, pointer: Pointer, scope: Scope, records: str | None = None) -> Node | None:
        """The node that a tree's text means; None where a fault was reported.

        Args:
            raw: the tree as data.
            pointer: where it stands in the pack's file.
            scope: whether workforce facts can be read directly.
            records: the list whose records ``item`` speaks of, inside a quantifier.
        """
        if not self._afford(1, pointer):
            return None
        if not isinstance(raw, dict) or not raw:
            self._fault(
                f"{quote(raw)} is not a tree", pointer, "write a mapping such as {fact: …, is: …}", code="wrong-type"
            )
            return None
        kinds = [key for key in raw if key in _COMPOSITES]
        if len(kinds) != 1:
            unknown = next(iter(raw))
            advice = self._did_you_mean(unknown, _COMPOSITES, f"one of {', '.join(_COMPOSITES)} begins a tree")
            self._fault(
                f"{quote(unknown)} begins no tree", (*pointer, unknown), advice, at_key=True, code="unknown-key"
            )
            return None
        kind = kinds[0]
        if kind in ("fact", "item", "param"):
            return self._test(kind, raw, pointer, scope, records)
        if kind == "count":
            return self._count(raw, pointer, scope, records)
        allowed = {kind, "satisfies"} if kind in ("every", "some") else {kind}
        self._refuse_unknown(raw, allowed, pointer)
        if kind in ("every", "some"):
            return self._each(kind, raw, pointer, scope, records)
        return self._composite(kind, raw[kind], (*pointer, kind), scope, records)

    def _afford(self, nodes: int, pointer: Pointer) -> bool:
        """Whether the trees of the pack stay within what is read; that they do not is said once."""
        before, self.nodes = self.nodes, self.nodes + nodes
        if before <= MAX_NODES < self.nodes:
            self._fault(f"the trees of this pack have more than {MAX_NODES} nodes", pointer, code="too-large")
        return self.nodes <= MAX_NODES

    def _composite(self, kind: str, raw: Any, pointer: Pointer, scope: Scope, records: str | None) -> Node | None:
        if kind == "not":
            part = self.compile(raw, pointer, scope, records)
            return Not(part) if part else None
        if kind == "judgement":
            if isinstance(raw, str) and raw.rstrip().endswith("?"):
                return Judgement(raw)
            self._fault("a judgement asks a question", pointer, "write a sentence that ends with `?`")
            return None
        if kind == "authorised":
            return self._authorised(raw, pointer, scope)
        if not isinstance(raw, list) or not raw:
            self._fault(f"`{kind}` needs a list of trees", pointer, code="wrong-type")
            return None
        parts = [self.compile(part, (*pointer, index), scope, records) for index, part in enumerate(raw)]
        known = tuple(part for part in parts if part)
        if len(known) < len(parts):
            return None
        return All(known) if kind == "all" else AnyOf(known)

    def _each(self, kind: Any, raw: dict[str, Any], pointer: Pointer, scope: Scope, records: str | None) -> Node | None:
        if self._nested(records, (*pointer, kind)):
            return None
        path = self._records(raw[kind], (*pointer, kind), scope)
        if "satisfies" not in raw:
            self._fault(f"`{kind}` needs `satisfies`", pointer, code="missing")
            return None
        part = self.compile(raw["satisfies"], (*pointer, "satisfies"), scope, path) if path else None
        return Each(kind, path, part) if path and part else None

    def _each_of_each(self, what: str, pointer: Pointer, scope: Scope) -> bool:
        """What speaks of all workforces, asked once for each of them, would be endless work where there are many."""
        if scope == "workforce":
            advice = "ask it in a cluster of scope project"
            self._fault(
                f"`{what}` speaks of the whole project, and this cluster judges each workforce",
                pointer,
                advice,
                code="does-not-fit",
            )
        return scope == "workforce"

    def _nested(self, records: str | None, pointer: Pointer) -> bool:
        """Lists inside lists would let a small pack ask for endless work."""
        if records is not None:
            self._fault(f"a list inside the list `{records}` is not accepted", pointer, code="does-not-fit")
        return records is not None

    def _records(self, path: Any, pointer: Pointer, scope: Scope) -> str | None:
        fact = self._fact(path, pointer, scope)
        if fact and path not in RECORDS:
            self._fault(
                f"`{path}` is no list of records", pointer, f"these are: {', '.join(RECORDS)}", code="does-not-fit"
            )
            return None
        if path == "workforces" and self._each_of_each(path, pointer, scope):
            return None
        return fact.path if fact else None

    def _count(self, raw: dict[str, Any], pointer: Pointer, scope: Scope, records: str | None) -> Node | None:
        if self._nested(records, (*pointer, "count")):
            return None
        fact = self._fact(raw["count"], (*pointer, "count"), scope)
        if not fact:
            return None
        if fact.path == "workforces" and self._each_of_each(fact.path, (*pointer, "count"), scope):
            return None
        if fact.kind not in ("set", "records"):
            self._fault(f"`{fact.path}` is no list that can be counted", (*pointer, "count"), "", code="does-not-fit")
            return None
        where = None
        if "where" in raw or "distinct" in raw:
            if fact.path not in RECORDS:
                self._fault(f"`{fact.path}` has no records to choose from", pointer, code="does-not-fit")
                return None
            if "where" in raw:
                where = self.compile(raw["where"], (*pointer, "where"), scope, fact.path)
            distinct = raw.get("distinct")
            if distinct is not None and not self._item(distinct, (*pointer, "distinct"), fact.path):
                return None
        rest = {key: value for key, value in raw.items() if key not in ("count", "where", "distinct")}
        found = self._operator(rest, pointer, "integer", (), scope)
        if not found or (where is None and "where" in raw):
            return None
        return Count(fact.path, where, raw.get("distinct"), *found)

    def _test(self, kind: str, raw: dict[str, Any], pointer: Pointer, scope: Scope, records: str | None) -> Node | None:
        name, place = raw[kind], (*pointer, kind)
        ref: Ref
        if kind == "param":
            parameter = self._parameter(name, place)
            if not parameter:
                return None
            ref, value_kind, choices = ParamRef(name), parameter.kind, parameter.choices
        else:
            fact = self._fact(name, place, scope) if kind == "fact" else self._item(name, place, records)
            if not fact:
                return None
            ref = FactRef(name) if kind == "fact" else ItemRef(name)
            value_kind, choices = fact.kind, fact.choices
        rest = {key: value for key, value in raw.items() if key != kind}
        found = self._operator(rest, pointer, value_kind, choices, scope)
        return Test(ref, *found) if found else None

    def _fact(self, path: Any, pointer: Pointer, scope: Scope) -> Fact | None:
        fact = FACTS.get(path) or DESCRIPTIVE.get(path) or self.own.get(path) if isinstance(path, str) else None
        if not fact:
            advice = self._did_you_mean(path, [*FACTS, *DESCRIPTIVE, *self.own])
            self._fault(f"no fact is called {quote(path)}", pointer, advice, code="unknown-name")
            return None
        if fact.scope == "workforce" and scope == "project":
            advice = "ask `every`, `some` or `count` of `workforces`, with `item`"
            self._fault(
                f"`{path}` belongs to a workforce, and this cluster judges the project",
                pointer,
                advice,
                code="does-not-fit",
            )
            return None
        return fact

    def _item(self, name: Any, pointer: Pointer, records: str | None) -> Fact | None:
        if records is None:
            self._fault(
                "`item` speaks of a record, and no `every`, `some` or `count` stands around it",
                pointer,
                code="does-not-fit",
            )
            return None
        fields = {**RECORDS[records], **self._own_fields(records)}
        field = fields.get(name) if isinstance(name, str) else None
        if not field:
            advice = self._did_you_mean(name, fields, f"fields: {', '.join(fields)}")
            self._fault(f"the records of `{records}` have no field {quote(name)}", pointer, advice, code="unknown-name")
        return field

    def _own_fields(self, records: str) -> dict[str, Fact]:
        """The pack's own facts that a record of the list has."""
        return {path: row for path, row in self.own.items() if records == "workforces" and row.scope == "workforce"}

    def _parameter(self, name: Any, pointer: Pointer) -> ParameterType | None:
        parameter = self.parameters.get(name) if isinstance(name, str) else None
        if not parameter:
            advice = self._did_you_mean(name, self.parameters)
            self._fault(f"no parameter is called {quote(name)}", pointer, advice, code="unknown-name")
        return parameter

    def _operator(
        self, rest: dict[str, Any], pointer: Pointer, kind: Kind, choices: tuple[str, ...], scope: Scope
    ) -> tuple[str, Operand] | None:
        """The one operator beside a reference, and its operand."""
        self._refuse_unknown(rest, set(OPERATORS), pointer)
        ops = [key for key in rest if key in OPERATORS]
        if len(ops) != 1:
            said = f"a test needs one operator, and here are {len(ops)}"
            self._fault(said, pointer, f"one of {', '.join(OPERATORS)}")
            return None
        op = ops[0]
        row, place = OPERATORS[op], (*pointer, op)
        if kind not in row.kinds:
            fitting = [name for name, other in OPERATORS.items() if kind in other.kinds]
            said = f"the operator `{op}` does not fit a {kind}"
            self._fault(said, place, f"these do: {', '.join(fitting)}", at_key=True, code="does-not-fit")
            return None
        operand = self._operand(rest[op], place, row.operand, kind, choices, scope)
        return (op, operand) if operand else None

    def _operand(
        self, raw: Any, pointer: Pointer, wanted: str, kind: Kind, choices: tuple[str, ...], scope: Scope
    ) -> Operand | None:
        if isinstance(raw, dict):
            return self._reference(raw, pointer, wanted, scope)
        problem, wrong = _literal_problem(raw, wanted, kind, () if wanted == "date" else choices)
        if problem:
            place = (*pointer, raw.index(wrong)) if isinstance(raw, list) and wrong in raw else pointer
            self._fault(problem, place, self._did_you_mean(wrong, choices))
            return None
        if kind == "date" and wanted != "true" and raw not in choices:
            from datetime import date

            return Constant(date.fromisoformat(raw))
        return Constant(tuple(raw) if isinstance(raw, list) else raw)

    def _reference(self, raw: dict[str, Any], pointer: Pointer, wanted: str, scope: Scope) -> Operand | None:
        """An operand that is a parameter, or another fact times a factor."""
        if set(raw) == {"param"}:
            parameter = self._parameter(raw["param"], (*pointer, "param"))
            if not parameter:
                return None
            fits = parameter.is_list == (wanted == "list") and (wanted != "number" or parameter.kind in _NUMERIC)
            # Words are compared as words: a choice is a day only where all that it can be are days.
            fits = fits and (wanted != "date" or (bool(parameter.choices) and all(map(_is_day, parameter.choices))))
            if not fits:
                self._fault(
                    f"the parameter `{raw['param']}` does not fit here", (*pointer, "param"), "", code="does-not-fit"
                )
                return None
            return ParamRef(raw["param"])
        if "fact" in raw and set(raw) <= {"fact", "times"}:
            fact = self._fact(raw["fact"], (*pointer, "fact"), scope)
            times = raw.get("times", 1)
            if not fact:
                return None
            # A day has no multiple.
            dated = wanted == "date" and fact.kind == "date" and times == 1
            same = fact.kind in _NUMERIC if wanted == "number" else dated
            if not same or isinstance(times, bool) or not isinstance(times, int | float):
                self._fault(f"`{fact.path}` does not fit here", (*pointer, "fact"), "", code="does-not-fit")
                return None
            return Scaled(fact.path, times)
        self._fault("an operand is a value, {param: …} or {fact: …, times: …}", pointer, code="wrong-type")
        return None

    def _authorised(self, raw: Any, pointer: Pointer, scope: Scope) -> Node | None:
        """Every measure in force that the facts touch has an authorisation valid on the day."""
        if raw != "measures":
            self._fault("`authorised` takes the word `measures`", pointer)
            return None
        if self._each_of_each("measures", pointer, scope):
            return None
        made = authorised(self.measures)
        # What stands here in a word is a table, and each row of it is read.
        return made if self._afford(len(walk(made)), pointer) else None

    def _refuse_unknown(self, raw: dict[str, Any], allowed: set[str], pointer: Pointer) -> None:
        for key in raw:
            if key not in allowed:
                advice = self._did_you_mean(key, sorted(allowed), f"allowed: {', '.join(sorted(allowed))}")
                self._fault(f"{quote(key)} is not known here", (*pointer, key), advice, at_key=True, code="unknown-key")


def _literal_problem(raw: Any, wanted: str, kind: Kind, choices: tuple[str, ...]) -> tuple[str, Any]:
    """What is wrong with a literal operand, empty where nothing is, and which word of it."""
    if wanted == "true":
        return "" if raw is True else "`stated` takes `true`", raw
    if wanted == "list":
        if not isinstance(raw, list) or not raw:
            return "this operator takes a list", None
        if len(raw) > _LONGEST_LIST:
            return f"a list of more than {_LONGEST_LIST} words is not accepted", None
        wrong = ((problem, word) for word in raw if (problem := _value_problem(word, kind, choices)))
        twice = ((f"{quote(word)} is listed twice", word) for at, word in enumerate(raw) if word in raw[:at])
        return next(wrong, next(twice, ("", None)))
    if wanted == "number":
        number = isinstance(raw, int | float) and not isinstance(raw, bool)
        return "" if number else f"{quote(raw)} is no number", raw
    return _value_problem(raw, "date" if wanted == "date" else kind, choices), raw


def _value_problem(raw: Any, kind: Kind, choices: tuple[str, ...]) -> str:
    if kind in ("choice", "set") or (kind == "date" and raw in choices):
        return "" if raw in choices else f"{quote(raw)} is not one of {', '.join(choices)}"
    if kind == "bool":
        return "" if isinstance(raw, bool) else f"{quote(raw)} is not true or false"
    if kind == "date":
        return "" if _is_day(raw) else f"{quote(raw)} is no date such as 2026-03-31"
    if kind in _NUMERIC:
        return "" if isinstance(raw, int | float) and not isinstance(raw, bool) else f"{quote(raw)} is no number"
    if not isinstance(raw, str):
        return f"{quote(raw)} is no text"
    code = CODES.get(kind)
    return f"{quote(raw)} is not {code.meaning}" if code and not re.fullmatch(code.pattern, raw) else ""


def _is_day(raw: Any) -> bool:
    from datetime import date

    try:
        return isinstance(raw, str) and len(raw) == 10 and bool(date.fromisoformat(raw))
    except ValueError:
        return False
