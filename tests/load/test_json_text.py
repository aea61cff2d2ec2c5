"""JSON is strict: what two readers could take differently is refused, and every value keeps its place."""

from __future__ import annotations

import json

import pytest

from checker.load import parse_text
from checker.load.json_text import parse
from checker.load.limits import MAX_VALUES
from tests.load import refusal_of


def refusal(text: str) -> str:
    return refusal_of(parse, text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"a": [1, -2.5e3, true, false, null, "x"]}', id="every kind"),
        pytest.param("[]", id="empty list"),
        pytest.param('"text"', id="text alone"),
        pytest.param("0", id="number alone"),
        pytest.param('{"": {"": []}}', id="empty keys"),
        pytest.param('{"a\\"b\\\\": "\\u1112\\ud83d\\ude00\\n"}', id="escapes and a whole surrogate pair"),
        pytest.param(' \r\n\t{ "a" : 1 } \n', id="white space"),
        pytest.param('{"a":{"b":{}},"c":[[],{}]}', id="empty containers"),
    ],
)
def test_valid_json_is_read_as_the_standard_library_reads_it(text):
    assert parse(text)[0] == json.loads(text)


def test_a_whole_number_of_thirty_digits_stays_exact():
    assert parse("[123456789012345678901234567890]")[0] == [123456789012345678901234567890]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('{"a": 1,\n "a": 2}', "2:2: the key `a` is given twice, first on line 1", id="duplicate key"),
        pytest.param(
            '{"a": 1, "\\u0061": 2}', "1:10: the key `a` is given twice, first on line 1", id="duplicate in disguise"
        ),
        pytest.param(
            '{"b": [{"a": 1, "a": 2}]}', "1:17: the key `a` is given twice, first on line 1", id="duplicate within"
        ),
        pytest.param('{"a": NaN}', "1:7: `NaN` is not JSON", id="NaN"),
        pytest.param('{"a": Infinity}', "1:7: `Infinity` is not JSON", id="infinity"),
        pytest.param('{"a": -Infinity}', "1:7: `-Infinity` is not JSON", id="minus infinity"),
        pytest.param('{"a": 1e400}', "1:7: the number `1e400` is out of range", id="out of range"),
        pytest.param('{"a": -1e400}', "1:7: the number `-1e400` is out of range", id="below range"),
        pytest.param(
            '{"a": ' + "1" * 5000 + "}",
            "1:7: a number of 5000 digits is too long, at most 100 are read",
            id="5,000 digits",
        ),
        pytest.param(
            '{"a": 0.' + "1" * 4998 + "}",
            "1:7: a number of 5000 characters is too long, at most 100 are read",
            id="5,000 places",
        ),
        pytest.param('{"a": "\\ud800"}', "1:7: half of a surrogate pair is not text", id="half of a surrogate pair"),
        pytest.param(
            '{"\\udfff": 1}', "1:2: half of a surrogate pair is not text", id="half of a surrogate pair as key"
        ),
        pytest.param("", "1:1: the file is empty", id="nothing"),
        pytest.param(" \n ", "1:1: the file is empty", id="blank"),
        pytest.param("{'a': 1}", "1:2: not JSON: ", id="single quotes"),
        pytest.param('{"a": 1} {}', "1:10: not JSON: ", id="two values"),
        pytest.param('{"a" 1}', "1:6: not JSON: ", id="no colon"),
        pytest.param('{"a": 01}', "1:8: not JSON: ", id="leading zero"),
        pytest.param('{"a": "x', "1:7: not JSON: ", id="open text"),
        pytest.param('{"a": "x\ny"}', "1:9: not JSON: ", id="line break in text"),
        pytest.param('{"a": [1', "1:9: not JSON: ", id="open list"),
        pytest.param("}", "1:1: not JSON: ", id="closes nothing"),
        pytest.param('// c\n{"a": 1}', "1:1: not JSON: ", id="comment"),
        pytest.param("[" * 101, "1:101: nested deeper than 100 levels", id="101 levels"),
    ],
)
def test_what_is_not_strict_json_is_refused_in_its_place(text, message):
    assert refusal(text) == message


def test_a_trailing_comma_is_refused_at_the_comma_or_after_it():
    """Python 3.13 names the comma itself; earlier ones, the key that is not there."""
    assert refusal('{"a": 1,}') in ("1:8: not JSON: ", "1:9: not JSON: ")


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'], ids=["lists", "mappings", "mixed"])
def test_depth_never_reaches_the_decoder(opening):
    assert refusal(opening * 25_000).endswith("nested deeper than 100 levels")


def test_a_hundred_levels_are_read():
    assert parse("[" * 100 + "]" * 100)[0]


def test_more_values_than_any_project_has_are_refused():
    assert refusal("[" + "1," * (MAX_VALUES + 1) + "1]").endswith(f"more than {MAX_VALUES} values")


def test_quotes_in_a_text_that_never_closes_are_scanned_once():
    """Trying again at each of them took 22 seconds for 80 kilobytes."""
    assert refusal('"' + '\\"' * 2_000_000) == "1:1: not JSON: "


PLACED = """\
{
  "title": "A project",
  "한글": "값",
  "workforces": [
    {"id": "w", "wages": {"share": 0.5}},
    {"id": "v"}
  ]
}
"""


@pytest.mark.parametrize(
    ("pointer", "key", "span"),
    [
        pytest.param(("title",), (2, 3, 2, 10), (2, 12, 2, 23), id="text"),
        pytest.param(("한글",), (3, 3, 3, 7), (3, 9, 3, 12), id="columns are characters"),
        pytest.param(("workforces",), (4, 3, 4, 15), (4, 17, 7, 4), id="list"),
        pytest.param(("workforces", 0), (5, 5, 5, 41), (5, 5, 5, 41), id="an item is its own key"),
        pytest.param(("workforces", 0, "wages", "share"), (5, 27, 5, 34), (5, 36, 5, 39), id="nested"),
        pytest.param(("workforces", 1, "id"), (6, 6, 6, 10), (6, 12, 6, 15), id="second item"),
        pytest.param(("workforces", 1, "hours"), (6, 5, 6, 16), (6, 5, 6, 16), id="absent: what is nearest above"),
    ],
)
def test_every_key_and_value_keeps_its_place(pointer, key, span):
    document = parse_text("a.json", PLACED)
    assert document.span(pointer) == span
    assert document.key_span(pointer) == key
