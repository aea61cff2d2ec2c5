"""YAML is read by version 1.2's core schema, keeps its places, and is refused where it could mean two things."""

from __future__ import annotations

import pytest
import yaml

from checker.load import parse_text
from checker.load.limits import MAX_ALIAS_NODES, MAX_VALUES
from checker.load.yaml_text import parse
from tests.load import refusal_of


def value(text: str) -> object:
    return parse(text)[0]


def refusal(text: str) -> str:
    return refusal_of(parse, text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("NO", "NO", id="Norway is a country"),
        pytest.param("yes", "yes", id="yes is a word"),
        pytest.param("on", "on", id="on is a word"),
        pytest.param("y", "y", id="y is a letter"),
        pytest.param("true", True, id="true"),
        pytest.param("FALSE", False, id="FALSE"),
        pytest.param("tRUE", "tRUE", id="odd case is a word"),
        pytest.param("null", None, id="null"),
        pytest.param("~", None, id="tilde"),
        pytest.param("", None, id="left blank"),
        pytest.param('""', "", id="empty text is not blank"),
        pytest.param("none", "none", id="none is a word"),
        pytest.param("12:30:45", "12:30:45", id="a time is text"),
        pytest.param("2006-08-31", "2006-08-31", id="a date stays text"),
        pytest.param("2024-13-45", "2024-13-45", id="an impossible date stays text"),
        pytest.param("012", 12, id="a leading zero is decimal"),
        pytest.param("0o17", 15, id="octal is marked"),
        pytest.param("0x1F", 31, id="hexadecimal"),
        pytest.param("1_000", "1_000", id="no underscores"),
        pytest.param("+7", 7, id="plus"),
        pytest.param("-7", -7, id="minus"),
        pytest.param("1.50", 1.5, id="fraction"),
        pytest.param(".5", 0.5, id="fraction without a zero"),
        pytest.param("1.", 1.0, id="fraction without digits"),
        pytest.param("1e3", 1000.0, id="exponent"),
        pytest.param("1.2.3", "1.2.3", id="a version is text"),
        pytest.param("'5'", "5", id="quoted number"),
        pytest.param('"true"', "true", id="quoted word"),
        pytest.param("! 5", "5", id="plain mark makes text"),
        pytest.param("!!str 5", "5", id="tagged text"),
        pytest.param('!!int "5"', 5, id="tagged whole number"),
        pytest.param("!!float 5", 5.0, id="tagged number"),
        pytest.param("9" * 100, int("9" * 100), id="a hundred digits stay exact"),
        pytest.param('"\\u1112\\U0001F600"', "ᄒ😀", id="escapes"),
    ],
)
def test_a_plain_scalar_is_read_by_the_core_schema(written, read):
    found = value(f"a: {written}\n")["a"]
    assert found == read
    assert type(found) is type(read)


def test_keys_are_always_text():
    assert value("1: a\ntrue: b\non: c\n~: d\n? \n: e\n") == {"1": "a", "true": "b", "on": "c", "~": "d", "": "e"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", "3:1: the key `a` is given twice, first on line 1", id="duplicate key"),
        pytest.param(
            '1: x\n"1": y\n', "2:1: the key `1` is given twice, first on line 1", id="duplicate after quoting"
        ),
        pytest.param("{a: {b: 1, b: 2}}", "1:12: the key `b` is given twice, first on line 1", id="duplicate in flow"),
        pytest.param(
            "a: &x {b: 1}\nc:\n  <<: *x\n", "3:3: merge keys `<<` are not YAML 1.2 and are not accepted", id="merge"
        ),
        pytest.param(
            "a: 1\n---\nb: 2\n", "2:1: a second document begins here, and a file holds one", id="two documents"
        ),
        pytest.param("# nothing\n", "1:1: the file is empty", id="only a comment"),
        pytest.param("a: .inf", "1:4: `.inf` is not a number a fact can have", id="infinity"),
        pytest.param("a: -.INF", "1:4: `-.INF` is not a number a fact can have", id="minus infinity"),
        pytest.param("a: .nan", "1:4: `.nan` is not a number a fact can have", id="not a number"),
        pytest.param("a: 1e400", "1:4: the number `1e400` is out of range", id="out of range"),
        pytest.param(
            "a: " + "1" * 5000, "1:4: a number of 5000 digits is too long, at most 100 are read", id="5,000 digits"
        ),
        pytest.param("a: !!bool maybe", "1:4: `maybe` is not a value of the tag `!!bool`", id="tag and value disagree"),
        pytest.param("a: !!int abc", "1:4: `abc` is not a value of the tag `!!int`", id="tagged number without digits"),
        pytest.param(
            "a: !!timestamp 2020-01-01", "1:4: the tag `tag:yaml.org,2002:timestamp` is not accepted", id="timestamp"
        ),
        pytest.param(
            "a: !!python/object/apply:os.system [id]",
            "1:4: the tag `tag:yaml.org,2002:python/object/apply:os.system` is not accepted",
            id="Python object",
        ),
        pytest.param("a: !include other.yaml", "1:4: the tag `!include` is not accepted", id="include"),
        pytest.param("a: !ENV $HOME", "1:4: the tag `!ENV` is not accepted", id="environment"),
        pytest.param("!!set {a, b}", "1:1: the tag `tag:yaml.org,2002:set` is not accepted", id="set"),
        pytest.param("!x a: 1", "1:1: the tag `!x` on a key is not accepted", id="tag on a key"),
        pytest.param("? [a]\n: 1\n", "1:3: a key must be plain text, not a list or mapping", id="list as key"),
        pytest.param("a: &x k\n*x : 1\n", "2:1: an alias as a key is not accepted", id="alias as key"),
        pytest.param("a: *x", "1:4: the alias `*x` names nothing", id="alias of nothing"),
        pytest.param("a: &x [*x]", "1:8: the alias `*x` contains itself", id="self-reference"),
        pytest.param("%TAG ! tag:x,2000:\n---\na: 1\n", "1:1: the directive %TAG is not accepted", id="%TAG"),
        pytest.param(
            "%YAML 1.2\r%TAG ! tag:x:\r---\ra: 1\r", "1:11: the directive %TAG is not accepted", id="%TAG after CR"
        ),
        pytest.param("a: [1, 2", "1:9: not YAML: ", id="open list"),
        pytest.param("a: 'x", "1:6: not YAML: ", id="open text"),
        pytest.param(
            "a:\n\tb: 1\n",
            "2:1: not YAML: ",
            id="tab",
        ),
        pytest.param(
            'a: "\\ud800"',
            "1:7: not YAML: ",
            id="half of a surrogate pair, escaped",
        ),
        pytest.param("a: \udc80", "1:4: half of a surrogate pair is not text", id="half of a surrogate pair"),
        pytest.param("[" * 101, "1:101: nested deeper than 100 levels", id="101 levels"),
        pytest.param("- " * 101, "1:201: nested deeper than 100 levels", id="101 levels of block lists"),
    ],
)
def test_what_could_mean_two_things_or_nothing_is_refused_in_its_place(text, message):
    assert refusal(text) == message


DEEP = {
    "lists": ("[" * 25_000, "1:101"),
    "lists that close": ("[" * 25_000 + "]" * 25_000, "1:101"),
    "lists and then no YAML": ("[" * 150 + "@", "1:101"),
    "lists in a mapping": ("a: 1\nb: " + "[" * 25_000, "2:103"),
    "lists after brackets that open nothing": (f"a: '{'[' * 200}' # [[\nb: |\n  [[\nc: " + "[" * 25_000, "4:103"),
    "lists after Windows line ends": ("a: 1\r\nb: " + "[" * 25_000, "2:103"),
    "lists after a rare line break": ('a: "x\u2028y"\nb: ' + "[" * 25_000, "2:103"),
    "lists where a key must stand": ("a: 1\n" + "[" * 25_000, "2:101"),
    "lists, each on its line": ("[\n" * 2_000, "101:1"),
    "mappings": ("{a: " * 25_000, "1:401"),
    "mappings and lists": ("[{a: " * 25_000, "1:251"),
    "block lists": ("- " * 25_000, "1:201"),
    "block mappings": ("".join(" " * level + "a:\n" for level in range(1_500)), "101:101"),
    "aliases": ("- &a1 [x]\n" + "".join(f"- &a{n} [*a{n - 1}]\n" for n in range(2, 130)), "100:10"),
    "an alias far down": (f"- &a {'[' * 90}{']' * 90}\n- {'[' * 90}*a{']' * 90}\n", "2:93"),
}


@pytest.mark.parametrize(("text", "place"), DEEP.values(), ids=DEEP)
def test_depth_is_refused_where_level_101_opens(text, place):
    """Some releases of libyaml end the process on this, take half a minute, or give up themselves at level 1,000."""
    assert refusal(text) == f"{place}: nested deeper than 100 levels"


NOT_JUST_DEEP = {
    "a fault before it": ("[}" + "[" * 25_000, "1:2: not YAML: "),
    "a key given twice before it": ("{a: 1, a: " + "[" * 25_000, "1:8: the key `a` is given twice, first on line 1"),
    "a key that is a mapping": ("{" * 25_000, "1:2: a key must be plain text, not a list or mapping"),
    "a fault after brackets that open nothing": (f"a: '{'[' * 200}'\nb: @", "2:4: not YAML: "),
    "a text that never closes": ("a: '" + "[" * 200, "1:205: not YAML: "),
}


@pytest.mark.parametrize(("text", "message"), NOT_JUST_DEEP.values(), ids=NOT_JUST_DEEP)
def test_of_two_faults_the_first_is_said(text, message):
    assert refusal(text) == message


def test_a_hundred_levels_are_read():
    assert value("[" * 100 + "]" * 100)


def test_tags_of_the_core_schema_on_containers_are_read():
    assert value("!!map {a: !!seq [1]}") == {"a": [1]}


def test_an_alias_repeats_its_anchor():
    assert value("a: &x [1, {b: 2}]\nc: *x\nd: &k text\ne: *k\n") == {
        "a": [1, {"b": 2}],
        "c": [1, {"b": 2}],
        "d": "text",
        "e": "text",
    }


def test_aliases_are_counted_as_what_they_expand_to():
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    assert refusal(bomb).endswith(f"aliases expand to more than {MAX_ALIAS_NODES} values")


def test_many_aliases_of_one_large_value_are_refused():
    text = "a: &a [" + "x, " * 5000 + "x]\n" + "b: [*a, *a]\n"
    assert refusal(text) == f"2:9: aliases expand to more than {MAX_ALIAS_NODES} values"


def test_a_large_file_without_aliases_is_not_limited_by_them():
    text = "- &a x\n" * (MAX_ALIAS_NODES + 1)
    assert len(value(text)) == MAX_ALIAS_NODES + 1


def test_more_values_than_any_project_has_are_refused():
    assert refusal("[" + "1," * (MAX_VALUES + 1) + "1]").endswith(f"more than {MAX_VALUES} values")


def test_a_hundred_thousand_keys_are_read():
    assert len(value("".join(f"k{n}: {n}\n" for n in range(100_000)))) == 100_000


def test_a_flood_of_tag_directives_is_refused_at_the_first():
    flood = "".join(f"%TAG !a{n}! tag:x,{n}:\n" for n in range(100_000))
    assert refusal(flood + "---\na: 1\n") == "1:1: the directive %TAG is not accepted"


PLACED = """\
title: A project
한글: 값
workforces:
  - id: w
    wages: {paid_in: money, share: 0.5}
  - &second
    id: "v"
again: *second
text: >-
  folded
  text
blank:
"""


@pytest.mark.parametrize(
    ("pointer", "key", "span"),
    [
        pytest.param(("title",), (1, 1, 1, 6), (1, 8, 1, 17), id="scalar"),
        pytest.param(("한글",), (2, 1, 2, 3), (2, 5, 2, 6), id="columns are characters"),
        pytest.param(("workforces", 0, "id"), (4, 5, 4, 7), (4, 9, 4, 10), id="in a list"),
        pytest.param(("workforces", 0, "wages", "share"), (5, 29, 5, 34), (5, 36, 5, 39), id="in flow"),
        pytest.param(("workforces", 1, "id"), (7, 5, 7, 7), (7, 9, 7, 12), id="quotes belong to the value"),
        pytest.param(("again",), (8, 1, 8, 6), (8, 8, 8, 15), id="an alias stands where it is written"),
        pytest.param(("again", "id"), (7, 5, 7, 7), (7, 9, 7, 12), id="what it repeats stands at the anchor"),
        pytest.param(("text",), (9, 1, 9, 5), (9, 7, 12, 1), id="block text"),
        pytest.param(
            ("workforces", 0, "hours", "regular_weekly"), (4, 5, 6, 3), (4, 5, 6, 3), id="absent: what is nearest above"
        ),
        pytest.param(("nothing",), (1, 1, 1, 1), (1, 1, 1, 1), id="absent at the root: the beginning"),
    ],
)
def test_every_key_and_value_keeps_its_place(pointer, key, span):
    document = parse_text("a.yaml", PLACED)
    assert document.span(pointer) == span
    assert document.key_span(pointer) == key


def test_windows_line_ends_do_not_move_places():
    document = parse_text("a.yaml", PLACED.replace("\n", "\r\n"))
    assert document.span(("workforces", 0, "wages", "share")) == (5, 36, 5, 39)
    assert document.line(5) == "    wages: {paid_in: money, share: 0.5}"


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"], ids=["NEL", "LS", "PS"])
def test_what_only_yaml_1_1_takes_for_a_line_break_moves_no_line(character):
    document = parse_text("a.yaml", f'a: "x{character}y"\nb: 1\n')
    assert document.span(("b",)) == (2, 4, 2, 5)
    assert document.line(2) == "b: 1"


def test_a_refusal_after_a_rare_line_break_is_placed_as_an_editor_counts():
    assert refusal('a: "x\u2028y"\nb: 1\nb: 2\n') == "3:1: the key `b` is given twice, first on line 2"


def test_an_example_is_read_as_the_stock_loader_reads_its_text(request):
    """Only dates differ: they stay text here."""
    for path in sorted((request.config.rootpath / "examples").glob("*/project.yaml")):
        text = path.read_text()
        assert value(text) == _with_dates_as_text(yaml.safe_load(text))


def _with_dates_as_text(node):
    if isinstance(node, dict):
        return {key: _with_dates_as_text(child) for key, child in node.items()}
    if isinstance(node, list):
        return [_with_dates_as_text(child) for child in node]
    return node.isoformat() if hasattr(node, "isoformat") else node
