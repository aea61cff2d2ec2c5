"""A report read back from the JSON that ``Report.to_json`` wrote: checked by its types, each fault with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.ground.errors import InputError, quote

if TYPE_CHECKING:
    from typing import TypeVar

    _T = TypeVar("_T")

__all__ = ["flat", "report_of"]


def report_of(text: str, name: str, kind: type[_T], version: int) -> _T:
    """The report that JSON text holds.

    Args:
        text: what was written.
        name: the file, for messages.
        kind: the class of reports.
        version: the version of reports that is read.

    Raises:
        InputError: it is no JSON, or no report of this version; every fault is listed with its place.
    """
    from pydantic import TypeAdapter, ValidationError

    from checker.load import parse_text
    from checker.project.faults import problems_of

    document = parse_text(name, text)
    data = document.data
    if not isinstance(data, dict):
        raise InputError(document.problem("wrong-type", "a report is a mapping", ()))
    if data.get("report") != version:
        said = f"of version {quote(data['report'])}" if "report" in data else "without a version"
        message = f"this is a report {said}, and version {version} is read"
        raise InputError(document.problem("no-report", message, ("report",), "make it anew with `checker check FILE`"))
    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError as error:
        raise InputError(problems_of(error, document, lambda _: ())) from None


def flat(data: Any) -> Any:
    """The fields of a report from its written form, where ``report`` and ``tool`` stand before them."""
    if not isinstance(data, dict) or not isinstance(data.get("tool"), dict):
        return data
    tool = {f"tool_{key}": value for key, value in data["tool"].items()}
    return tool | {key: value for key, value in data.items() if key not in ("report", "tool")}
