"""The facts of rule packs in a project file: held against the packs' own schemas, and made values of ours.

What stands under the name of a pack that is not part of the check is left alone: the same file
serves several financiers. That it was not read is for the caller to say.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from checker.domain.values import parse_day, whole_number
from checker.ground.errors import InputError, Problem, did_you_mean, quote, quoted_list
from checker.project.faults import said_of
from checker.project.statements import Facts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from jsonschema import FormatChecker, ValidationError
    from jsonschema.protocols import Validator

    from checker.domain.pack import OwnFact
    from checker.domain.vocabulary import Fact, Scope
    from checker.ground.places import Pointer
    from checker.project.models import Project
    from checker.project.read import ProjectFile

__all__ = ["settle"]

_TYPES = {"boolean": "true or false", "integer": "a whole number", "number": "a number", "string": "text",
          "array": "a list"}  # fmt: skip
_MOST = 1_000
_THE = {"project": "the project", "workforce": "a workforce"}


def settle(project_file: ProjectFile, own: Mapping[str, OwnFact], packs: Collection[str]) -> Project:
    """The project with its own facts of packs as values that rules can read.

    Args:
        project_file: a loaded project.
        own: the own facts of all packs of the check, by path.
        packs: the ids of those packs, and of the packs that they extend.

    Raises:
        InputError: a fact that its pack does not have, or a value that its schema does not take.
    """
    return _Settler(project_file, own, packs).project()


class _Settler:
    def __init__(self, project_file: ProjectFile, own: Mapping[str, OwnFact], packs: Collection[str]) -> None:
        self.file = project_file
        self.own = own
        self.packs = packs
        self.problems: list[Problem] = []
        self.validators: dict[str, Validator] = {}

    def project(self) -> Project:
        project = self.file.project
        changes: dict[str, Any] = {}
        if project.extensions:
            changes["extensions"] = self.extensions(project.extensions, (), "project")
        defaults = project.workforce_defaults
        if defaults and defaults.extensions:
            settled = self.extensions(defaults.extensions, ("workforce_defaults",), "workforce")
            changes["workforce_defaults"] = replace(defaults, extensions=settled)
        if any(workforce.extensions for workforce in project.workforces or ()):
            changes["workforces"] = tuple(
                replace(workforce, extensions=self.extensions(workforce.extensions, ("workforces", index), "workforce"))
                if workforce.extensions
                else workforce
                for index, workforce in enumerate(project.workforces or ())
            )
        if self.problems:
            raise InputError(sorted(self.problems, key=lambda problem: (problem.line or 0, problem.column or 0)))
        return replace(project, **changes) if changes else project

    def fault(
        self, message: str, pointer: Pointer, advice: str = "", *, at_key: bool = False, code: str = "wrong-value"
    ) -> None:
        if len(self.problems) < _MOST:
            self.problems.append(self.file.document.problem(code, message, pointer, advice, at_key=at_key))

    def extensions(self, raw: Mapping[str, Facts | None], base: Pointer, scope: Scope) -> dict[str, Facts | None]:
        """What one holder states of each pack."""
        return {
            pack: self.facts(pack, facts, (*base, "extensions", pack), scope)
            if facts is not None and pack in self.packs
            else facts
            for pack, facts in raw.items()
        }

    def facts(self, pack: str, facts: Facts, place: Pointer, scope: Scope) -> Facts:
        settled = {}
        for name, statements in facts.stated.items():
            fact = self.own.get(f"{pack}.{name}")
            if fact is None:
                self.unknown(pack, name, (*place, name))
            elif fact.row.scope != scope:
                advice = {
                    "project": "write it under `extensions` at the top of the file",
                    "workforce": "write it under `extensions` of a workforce, or of `workforce_defaults`",
                }[fact.row.scope]
                message = f"`{fact.row.path}` belongs to {_THE[fact.row.scope]}"
                self.fault(message, (*place, name), advice, at_key=True, code="does-not-fit")
            else:
                settled[name] = tuple(
                    replace(one, value=self.value(fact, one.value, (*place, name, *one.where))) for one in statements
                )
        return Facts(settled)

    def unknown(self, pack: str, name: str, place: Pointer) -> None:
        names = [path.partition(".")[2] for path in self.own if path.partition(".")[0] == pack]
        listed = f"it has {', '.join(names)}" if names else "it has no facts of its own"
        advice = did_you_mean(name, names, listed, before=len(self.problems))
        self.fault(
            f"the pack {pack} has no fact {quote(name)} of its own", place, advice, at_key=True, code="unknown-name"
        )

    def value(self, fact: OwnFact, value: Any, place: Pointer) -> Any:
        """The value as rules read it; what is wrong with it is reported."""
        if value is None:
            return None
        path = fact.row.path
        if path not in self.validators:
            self.validators[path] = _validator(fact.schema)
        before = len(self.problems)
        for error in self.validators[path].iter_errors(value):
            message, advice = _said(error)
            self.fault(message, (*place, *error.absolute_path), advice)
            if len(self.problems) >= _MOST:
                break
        return None if len(self.problems) > before else _converted(fact.row, value)


def _converted(row: Fact, value: Any) -> Any:
    """The value as rules read it."""
    match row.kind:
        case "date":
            return date.fromisoformat(value)
        case "set":
            return tuple(value)
        case "integer":
            return whole_number(value)
    return value


def _validator(schema: Mapping[str, Any]) -> Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema, format_checker=_formats())


@cache
def _formats() -> FormatChecker:
    """Days are checked as everywhere in a project file, and no other format is."""
    from jsonschema import FormatChecker

    formats = FormatChecker(formats=())
    formats.checks("date", raises=ValueError)(lambda value: not isinstance(value, str) or bool(parse_day(value)))
    return formats


def _said(error: ValidationError) -> tuple[str, str]:
    """A validation error in our words, with help."""
    value, wanted = error.instance, cast("Any", error.validator_value)
    seen = said_of(value)
    match error.validator:
        case "type":
            return f"found {seen}, expected {_TYPES[wanted]}", _type_advice(value, wanted)
        case "enum":
            return f"found {seen}, expected {quoted_list(wanted)}", did_you_mean(value, wanted)
        case "minimum" | "maximum":
            word = "at least" if error.validator == "minimum" else "at most"
            return f"found {seen}, expected {word} {wanted}", ""
        case "format":
            return f"found {seen}, expected a date that exists, such as 2026-03-31", ""
        case "maxLength":
            return f"text of {len(str(value))} characters is too long, at most {wanted}", ""
        case "uniqueItems":
            return "the list has an entry twice", ""
        case _:  # pragma: no cover - the packs' schemas hold no other keyword
            return f"found {seen}, which the schema of the pack does not take", ""


def _type_advice(value: Any, wanted: str) -> str:
    if wanted == "boolean" and isinstance(value, str) and value.lower() in ("yes", "no", "on", "off", "true", "false"):
        return f"write {'true' if value.lower() in ('yes', 'on', 'true') else 'false'} without quotes"
    if wanted == "string" and isinstance(value, int | float):
        return "put it in quotes"
    return ""
