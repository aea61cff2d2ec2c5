"""Laws of the loader: on any bytes it gives data or refuses, and every place it names is in the file."""

from __future__ import annotations

import json
import math
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from checker import InputError
from checker.load import load_document, parse_text
from checker.project.read import adapt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.ground.places import Document, Pointer

FORMATS = ["yaml", "json", "toml"]
of_every_format = pytest.mark.parametrize("ending", FORMATS)
some = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

# Pieces that mean something to one of the formats reach further into it than random letters do.
PIECES = [
    *"ab01.-_:,;'\"\\[]{}()#&*!|>%?=~@` \t\n\r",
    "\r\n",
    "\x85",
    "\u2028",
    "\ufeff",
    "é",
    "한",
    "😀",
    "\\u",
    "\\ud800",
    "\\x",
    '\\"',
    "---",
    "...",
    "%TAG",
    "%YAML 1.2",
    "<<",
    "!!int",
    "!!str",
    "!x",
    "&a",
    "*a",
    "- ",
    "? ",
    ": ",
    "a: ",
    "b: 1",
    "true",
    "null",
    "~",
    ".nan",
    ".inf",
    "1e400",
    "1e3",
    "0x1F",
    "0o7",
    "1_0",
    "NaN",
    "Infinity",
    "2006-08-31",
    " 07:32:00",
    '"""',
    "'''",
    "[[a]]",
    "[a.b]",
    "a.b = ",
    "a = 1",
    "nan",
    '"a"',
    '{"a": ',
    "[1, ",
    "\x00",
    "\x1b",
    "\x9b",
    "99999999999999999999",
]
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60)
contents = st.binary(max_size=60) | texts.map(lambda text: text.encode("utf-8", "surrogatepass"))

numbers = st.integers(-(10**40), 10**40) | st.floats(allow_nan=False, allow_infinity=False)


def data_of(words: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """What JSON can say, with these words as text and keys."""
    return st.recursive(
        st.none() | st.booleans() | numbers | words,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
        max_leaves=15,
    )


values = data_of(st.text(max_size=12))
# YAML has no pairs of surrogate escapes.
of_one_escape = data_of(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=12))


def lines_of(document_text: str) -> list[str]:
    return document_text.split("\n")


def inside(lines: list[str], line: int, column: int) -> bool:
    """Whether a place is in a text: at a character, or just past the last one of its line."""
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1


def pointers(data: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    """Every key and index in the data."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield (*pointer, key)
        yield from pointers(value, (*pointer, key))


def plain(data: Any) -> bool:
    """Whether data is made of what JSON knows, with finite numbers and text keys."""
    if isinstance(data, dict):
        return all(type(key) is str and plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(map(plain, data))
    return data is None or type(data) in (bool, int, str) or (type(data) is float and math.isfinite(data))


def read(name: str, text: str) -> Document | None:
    """The document, or None where it is refused with a place in the text."""
    try:
        return parse_text(name, text)
    except InputError as error:
        (problem,) = error.problems
        assert "\n" not in problem.message
        if problem.line is not None:
            assert inside(lines_of(text), problem.line, problem.column or 1), problem
        return None


@of_every_format
@some
@given(content=contents)
@example(content=b"")
@example(content=b"\xef\xbb\xbf")
@example(content=b"\xff\xfe")
@example(content=b"a: \xed\xa0\x80")
def test_any_bytes_are_read_or_refused(tmp_path, ending, content):
    path = tmp_path / f"a.{ending}"
    path.write_bytes(content)
    try:
        document = load_document(str(path))
    except InputError as error:
        (problem,) = error.problems
        assert problem.file == str(path)
    else:
        assert plain(document.data)


@of_every_format
@some
@given(text=texts)
@example(text="?")
@example(text="? a")
@example(text="a: [1, 2")
@example(text='a: "x\u2028y"\nb:')
@example(text="a\r: 1\rb: 2")
@example(text="d = 1979-05-27 07:32:00\nx = nan")
@example(text='a = """"""')
@example(text='{"a":1 "b":2}')
@example(text='"\\"')
def test_any_text_is_read_or_refused_and_all_places_are_in_it(ending, text):
    document = read(f"a.{ending}", text)
    if document is None:
        return
    assert plain(document.data)
    lines = lines_of(text)
    for pointer in pointers(document.data):
        for span in (document.key_span(pointer), document.span(pointer)):
            assert inside(lines, span.line, span.column)
            assert inside(lines, span.end_line, span.end_column)
            assert (span.line, span.column) <= (span.end_line, span.end_column)


@of_every_format
@some
@given(text=texts)
def test_any_document_is_a_project_or_refused(ending, text):
    document = read(f"a.{ending}", text)
    if document is None:
        return
    with pytest.raises(InputError) as caught:  # no random text has all that a project file needs
        adapt(document)
    for problem in caught.value.problems:
        assert inside(lines_of(text), problem.line, problem.column)


@some
@given(data=values, indent=st.sampled_from([None, 0, 2]), ascii_=st.booleans())
def test_json_that_was_written_is_read_back(data, indent, ascii_):
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_)
    found = parse_text("a.json", text).data
    assert found == json.loads(text)
    assert json.dumps(found) == json.dumps(json.loads(text))


@some
@given(text=texts)
@example(text='{"a": 1, "b": [true, null, "x"]}')
@example(text="[1, 2]\x0c")
def test_what_is_read_as_json_is_what_the_standard_library_reads(text):
    document = read("a.json", text)
    if document is not None:
        assert document.data == json.loads(text)


@some
@given(text=texts)
def test_what_is_read_as_toml_is_what_the_standard_library_reads(text):
    document = read("a.toml", text)
    if document is not None:
        assert as_text(document.data) == as_text(tomllib.loads(text))


def as_text(data: Any) -> Any:
    """Data with dates and times as text."""
    if isinstance(data, dict):
        return {key: as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return list(map(as_text, data))
    return data.isoformat() if hasattr(data, "isoformat") else data


@some
@given(data=of_one_escape)
def test_json_means_the_same_as_yaml(data):
    text = json.dumps(data)
    assert json.dumps(parse_text("a.yaml", text).data) == json.dumps(parse_text("a.json", text).data)


@some
@given(
    data=st.dictionaries(st.text("abc", min_size=1, max_size=3), values, min_size=1, max_size=4),
    indent=st.sampled_from([None, 2]),
)
def test_a_span_holds_the_text_of_its_value(data, indent):
    text = json.dumps(data, indent=indent, ensure_ascii=False)
    document = parse_text("a.json", text)
    lines = lines_of(text)
    for pointer in pointers(document.data):
        span, value = document.span(pointer), document.data
        for part in pointer:
            value = value[part]
        taken = lines[span.line - 1 : span.end_line]
        taken[-1] = taken[-1][: span.end_column - 1]
        taken[0] = taken[0][span.column - 1 :]
        assert json.loads("\n".join(taken)) == value
