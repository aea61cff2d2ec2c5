"""What options of the command line take: days, formats with a path, settings of parameters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from checker.ground.errors import UsageError

__all__ = ["Day", "FormatName", "Output", "ParamType", "Setting"]

if TYPE_CHECKING:
    from click import ParamType
else:

    class ParamType(click.ParamType):
        """click's own, which says only in newer releases of what type the value is."""

        def __class_getitem__(cls, _: object) -> type:
            return cls


class Day(ParamType[date]):
    """A day, written as 2026-03-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            if isinstance(value, date):
                return value
            if len(value) != 10:
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"`{value}` is no date such as 2026-03-31", param, ctx)


class FormatName(ParamType[str]):
    """A format that a report can be written in here."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from checker.formats.registry import require_format

        try:
            require_format(value)
        except UsageError as error:
            problem = error.problems[0]
            self.fail(f"{problem.message}; {problem.help}", param, ctx)
        return value


class Output(ParamType[tuple[str, str]]):
    """A format and the path to write it to."""

    name = "format=path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        format_, separator, path = value.partition("=")
        if not separator or not path:
            self.fail(f"`{value}` is not FORMAT=PATH", param, ctx)
        FormatName().convert(format_, param, ctx)
        return format_, path


class Setting(ParamType[tuple[str, Any]]):
    """A parameter and its value, read as YAML."""

    name = "param=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from checker.load.limits import Refused
        from checker.load.yaml_text import parse

        name, separator, text = value.partition("=")
        if not separator or not text:
            self.fail(f"`{value}` is not PARAM=VALUE", param, ctx)
        try:
            return name, parse(text)[0]
        except Refused as refused:
            self.fail(f"`{text}`: {refused.message}", param, ctx)
