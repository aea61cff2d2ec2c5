"""TOML is read by the standard library, with places, dates as text, and without what makes it slow or hungry."""

from __future__ import annotations

import tomllib

import pytest

from checker.load import parse_text
from checker.load.limits import MAX_VALUES
from checker.load.toml_text import MAX_KEY_PARTS, parse
from tests.load import refusal_of


def refusal(text: str) -> str:
    return refusal_of(parse, text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('a = 1\nb = -2.5e3\nc = true\nd = "x"\n', id="every kind"),
        pytest.param("a = 0x1F\nb = 0o17\nc = 0b11\nd = 1_000\n", id="whole numbers in other forms"),
        pytest.param("a.b.c = 1\na.b.d = 2\n", id="dotted keys"),
        pytest.param('"a.b" = 1\n\'c d\' = 2\n"" = 3\n', id="quoted keys"),
        pytest.param("[a]\nb = 1\n[a.c]\nd = 2\n", id="tables"),
        pytest.param("[[a]]\nb = 1\n[a.c]\nd = 2\n[[a]]\nb = 3\n[a.c]\nd = 4\n", id="tables of a list"),
        pytest.param("a = {b = 1, c = {d.e = [1, {f = 2}]}}\n", id="inline tables"),
        pytest.param("a = [\n  1, # one\n  2,\n]\n", id="list over lines"),
        pytest.param('a = """\nx\\\n  y ""z"" """\nb = \'\'\'\n"x"\'\'\'\n', id="long text"),
        pytest.param(
            'a = """"quoted""""\nb = """\\"""" # c\nc = \'\'\'\'q\'\'\'\'\n', id="long text that ends in quotes"
        ),
        pytest.param('a = "# no comment" # comment\n', id="comment"),
        pytest.param('a = "\\"" \nb = \'\\\'\n', id="escapes, and none"),
        pytest.param("a = 1\r\nb = 2\r\n", id="Windows line ends"),
    ],
)
def test_valid_toml_is_read_as_the_standard_library_reads_it(text):
    assert parse(text)[0] == tomllib.loads(text)


def test_dates_and_times_are_read_as_text():
    text = "a = 2006-08-31\nb = 2006-08-31T07:32:00Z\nc = 2006-08-31 07:32:00\nd = 07:32:00.5\ne = [2006-08-31]\n"
    assert parse(text)[0] == {
        "a": "2006-08-31",
        "b": "2006-08-31T07:32:00+00:00",
        "c": "2006-08-31T07:32:00",
        "d": "07:32:00.500000",
        "e": ["2006-08-31"],
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a = 1\na = 2\n", "2:1: the key `a` is given twice, first on line 1", id="duplicate key"),
        pytest.param(
            "[t]\na = 1\na = 2\n", "3:1: the key `a` is given twice, first on line 2", id="duplicate in a table"
        ),
        pytest.param("a = {b = 1, b = 2}", "1:13: the key `b` is given twice, first on line 1", id="duplicate within"),
        pytest.param('a = 1\n"a" = 2\n', "2:1: the key `a` is given twice, first on line 1", id="duplicate in quotes"),
        pytest.param("a = nan\n", "1:5: `nan` is not a number a fact can have", id="nan"),
        pytest.param("a = -inf\n", "1:5: `-inf` is not a number a fact can have", id="infinity"),
        pytest.param("a = 1e400\n", "1:5: the number `1e400` is out of range", id="out of range"),
        pytest.param("a = 1_0e4_00\n", "1:5: the number `10e400` is out of range", id="out of range, with underscores"),
        pytest.param("a = 1.5e400\n", "1:5: the number `1.5e400` is out of range", id="out of range, with a fraction"),
        pytest.param(
            "a = " + "1" * 5000, "1:5: a number of 5000 characters is too long, at most 100 are read", id="5,000 digits"
        ),
        pytest.param(
            "a = 0." + "1" * 4998,
            "1:5: a number of 5000 characters is too long, at most 100 are read",
            id="5,000 places",
        ),
        pytest.param("", "1:1: the file is empty", id="nothing"),
        pytest.param("a = \n", "1:5: not TOML: ", id="no value"),
        pytest.param("a 1\n", "1:3: not TOML: ", id="no sign"),
        pytest.param("a = 'x\n", "2:1: not TOML: ", id="open text"),
        pytest.param("a = 1 b = 2\n", "1:7: not TOML: ", id="two on a line"),
        pytest.param("a: 1\n", "1:2: not TOML: ", id="YAML"),
        pytest.param(
            "a = 2024-13-45\n",
            "1:9: not TOML: ",
            id="impossible date",
        ),
        pytest.param("x = " + "[" * 101, "1:105: nested deeper than 100 levels", id="101 levels"),
        pytest.param(
            ".".join("a" * (MAX_KEY_PARTS + 1)) + " = 1",
            f"1:1: a key of more than {MAX_KEY_PARTS} parts",
            id="17 parts",
        ),
        pytest.param(
            f"[{'.'.join('a' * (MAX_KEY_PARTS + 1))}]",
            f"1:2: a key of more than {MAX_KEY_PARTS} parts",
            id="17 parts in a header",
        ),
    ],
)
def test_what_is_not_toml_or_no_fact_is_refused_in_its_place(text, message):
    assert refusal(text) == message


@pytest.mark.parametrize("opening", ["[", "{a=", "[{a="], ids=["lists", "tables", "mixed"])
def test_depth_never_reaches_the_decoder(opening):
    assert refusal("x = " + opening * 25_000).endswith("nested deeper than 100 levels")


def test_the_parts_of_a_key_are_levels_too():
    key = ".".join("abcdefgh")
    assert refusal("x = " + f"{{{key} = " * 90) == f"1:{5 + 12 * 19 + 1}: nested deeper than 100 levels"
    assert refusal("[a.b.c]\nx = " + "[" * 98) == "2:102: nested deeper than 100 levels"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "d = 1979-05-27 07:32:00\n",
        "d = 1979-05-27T07:32:00.5-07:00\n",
        't = """"x""""\n',
        "t = '''''x'''''\n",
        "n = 1_0.5e-1_0\n",
    ],
    ids=["alone", "a date, a space and a time", "an instant", "quotes in quotes", "apostrophes", "underscores"],
)
def test_a_key_of_ten_thousand_parts_is_refused_whatever_stands_before_it(before):
    """It takes the decoder 400 megabytes, so the scan must not lose its way."""
    assert refusal(before + ".".join(["a"] * 10_000) + " = 1\n").endswith(f"a key of more than {MAX_KEY_PARTS} parts")


def test_more_values_than_any_project_has_are_refused():
    assert refusal("a = [" + "1," * (MAX_VALUES + 1) + "1]").endswith(f"more than {MAX_VALUES} values")


@pytest.mark.parametrize("unit", ['\\"', '\\"""', "' "], ids=["escaped quotes", "escaped in threes", "apostrophes"])
@pytest.mark.parametrize("opening", ['"', '"""', "'''"], ids=["text", "long text", "literal text"])
def test_quotes_in_a_text_that_never_closes_are_scanned_once(opening, unit):
    assert "not TOML" in refusal("x = " + opening + unit * 200_000)


PLACED = """\
title = "A project"
"한글" = "값"
sector.code = 23230

[[workforces]]
id = "w"
wages = {share = 0.5, paid = [1, 22]}

[workforces.hours]
regular = 48
at = 2006-08-31 07:32:00

[[workforces]]
id = '''
v'''
"""


@pytest.mark.parametrize(
    ("pointer", "key", "span"),
    [
        pytest.param(("title",), (1, 1, 1, 6), (1, 9, 1, 20), id="text"),
        pytest.param(("한글",), (2, 1, 2, 5), (2, 8, 2, 11), id="columns are characters"),
        pytest.param(("sector",), (3, 1, 3, 12), (3, 1, 3, 12), id="a table made by a dotted key stands at the key"),
        pytest.param(("sector", "code"), (3, 1, 3, 12), (3, 15, 3, 20), id="dotted key"),
        pytest.param(("workforces", 0, "id"), (6, 1, 6, 3), (6, 6, 6, 9), id="in a table of a list"),
        pytest.param(("workforces", 0, "wages", "share"), (7, 10, 7, 15), (7, 18, 7, 21), id="in an inline table"),
        pytest.param(("workforces", 0, "wages", "paid", 1), (7, 34, 7, 36), (7, 34, 7, 36), id="in a list"),
        pytest.param(("workforces", 0, "hours"), (9, 2, 9, 18), (9, 2, 9, 18), id="a table stands at its header"),
        pytest.param(
            ("workforces", 0, "hours", "at"), (11, 1, 11, 3), (11, 6, 11, 25), id="a date and a time are one value"
        ),
        pytest.param(("workforces", 1, "id"), (14, 1, 14, 3), (14, 6, 15, 5), id="text over lines"),
        pytest.param(("workforces", 1, "hours"), (13, 3, 13, 13), (13, 3, 13, 13), id="absent: what is nearest above"),
    ],
)
def test_every_key_and_value_keeps_its_place(pointer, key, span):
    document = parse_text("a.toml", PLACED)
    assert document.span(pointer) == span
    assert document.key_span(pointer) == key


def test_windows_line_ends_do_not_move_places():
    document = parse_text("a.toml", PLACED.replace("\n", "\r\n"))
    assert document.span(("workforces", 0, "hours", "regular")) == (10, 11, 10, 13)
    assert document.line(10) == "regular = 48"
