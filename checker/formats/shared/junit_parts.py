"""The elements that JUnit XML is built of, with text that XML can hold and figures that add up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from checker.formats.shared.texts import shortened
from checker.formats.shared.uri import STANDARD_INPUT, plain_path
from checker.ground.escape import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["body_text", "counted", "element_of_test", "end", "name_text", "place", "whole"]

_NAME, _ABOUT, _LINE = 300, 200, 2000
# What XML 1.0 cannot hold; control characters are shown as escapes before this is asked.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def whole(suites: list[ET.Element]) -> bytes:
    """The suites as one document, with the sums of their figures."""
    document = ET.Element("testsuites", {"name": "checker"})
    document.extend(suites)
    figures = ("tests", "failures", "errors", "skipped")
    _count(document, {name: sum(int(suite.attrib[name]) for suite in suites) for name in figures})
    ET.indent(document)
    written: bytes = ET.tostring(document, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def counted(suite: ET.Element) -> ET.Element:
    """The suite with its figures."""
    _count(suite, _figures(suite))
    return suite


def element_of_test(name: str, classname: str, about: str = "") -> ET.Element:
    """A test case, with what it is about in brackets after its name."""
    named = name_text(name) + (f" [{name_text(about, _ABOUT)}]" if about else "")
    return ET.Element("testcase", {"classname": name_text(classname), "name": named, "time": "0"})


def end(case: ET.Element, kind: str, message: str, lines: Iterable[str], type_: str) -> None:
    """Ends a case as a failure, an error or skipped."""
    element = ET.SubElement(case, kind, {"message": name_text(message, _LINE), "type": type_})
    element.text = body_text([message, *lines])


def place(case: ET.Element, file: str, line: int | None) -> None:
    """Adds file and line, which pytest's form of JUnit has and GitLab and GitHub actions read."""
    if file != STANDARD_INPUT:
        case.set("file", _clean(plain_path(file)))
        if line:
            case.set("line", str(line))


def _figures(suite: ET.Element) -> dict[str, int]:
    found = {name: len(suite.findall(f"testcase/{name}")) for name in ("failure", "error", "skipped")}
    cases = len(suite.findall("testcase"))
    return {"tests": cases, "failures": found["failure"], "errors": found["error"], "skipped": found["skipped"]}


def _count(element: ET.Element, figures: dict[str, int]) -> None:
    for name, number in figures.items():
        element.set(name, str(number))
    element.set("time", "0")


def body_text(lines: Iterable[str]) -> str:
    """Lines as the text of an element."""
    return "\n".join(_cleaned(lines))


def _cleaned(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if line:
            yield shortened(_clean(" ".join(line.split())), _LINE)


def name_text(text: str, most: int = _NAME) -> str:
    """A text as an attribute, on one line."""
    return shortened(_clean(" ".join(text.split())), most)


def _clean(text: str) -> str:
    """Text that XML can hold: control characters as escapes, what is no character as U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", visible(text))
