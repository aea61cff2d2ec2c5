"""An answer written into a text changes that place and nothing else; what cannot be written so is refused."""

from __future__ import annotations

import difflib
from typing import Any

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from checker.ground.errors import InputError
from checker.interview.edit import CannotEditError, Edit, at, changed, edited, opened, same_ground
from checker.load import parse_text
from tests.conftest import EXAMPLES

W = ("workforces", 0)
SAID = {"value": True}
YAML = {
    "an empty file": ("", [Edit("put", ("id",), "p")], "id: p\n"),
    "comments alone": (
        "# notes\n", [Edit("put", ("title",), "Water: a # plan")], '# notes\ntitle: "Water: a # plan"\n'),
    "an empty mapping": ("{}\n", [Edit("put", ("id",), "p")], "\nid: p\n"),
    "no line break at the end": ("id: p", [Edit("put", ("title",), "no")], "id: p\ntitle: no\n"),
    "a new key keeps the comments that follow": (
        "workforces:\n  - id: w\n    hiring:\n      fee_charged_to_worker: false  # told\n\n# papers\nevidence: []\n",
        [Edit("put", (*W, "hiring", "employer_may_refuse"), SAID)],
        ("workforces:\n  - id: w\n    hiring:\n      fee_charged_to_worker: false  # told\n"
        "      employer_may_refuse: {value: true}\n\n# papers\nevidence: []\n")),
    "a new section": (
        "workforces:\n- id: w\n  title: >-\n    A long\n    title\n\nid: p\n",
        [Edit("put", (*W, "hiring", "employer_may_refuse"), SAID)],
        ("workforces:\n- id: w\n  title: >-\n    A long\n    title\n"
        "  hiring:\n    employer_may_refuse: {value: true}\n\nid: p\n")),
    "on one line": (
        "workforces: [{id: w, hiring: {fee_charged_to_worker: no}}]  # x\n",
        [Edit("put", (*W, "hiring", "employer_may_refuse"), SAID)],
        "workforces: [{id: w, hiring: {fee_charged_to_worker: no, employer_may_refuse: {value: true}}}]  # x\n"),
    "a section without facts": (
        "sanctions:  # to do\nid: p\n", [Edit("put", ("sanctions", "profit_making"), SAID)],
        "sanctions: {profit_making: {value: true}}  # to do\nid: p\n"),
    "a blank is filled": (
        "sanctions:\n  profit_making: null  # ask\n", [Edit("put", ("sanctions", "profit_making"), SAID)],
        "sanctions:\n  profit_making: {value: true}  # ask\n"),
    "a short fact keeps its spelling when it is cited for": (
        "sanctions:\n  profit_making: 'x'  # told\n",
        [Edit("put", ("sanctions", "profit_making"), {"value": "x", "evidence": ["E1"]})],
        "sanctions:\n  profit_making: {value: 'x', evidence: [E1]}  # told\n"),
    "a long fact": (
        "sanctions:\n  profit_making:\n    value: true # told\n    basis: law\nid: p\n",
        [Edit("put", ("sanctions", "profit_making", "evidence"), ["E1"])],
        "sanctions:\n  profit_making:\n    value: true # told\n    basis: law\n    evidence: [E1]\nid: p\n"),
    "a list in lines": (
        "sanctions:\n  measures_touched:\n    - asset_freeze  # told\n    - joint_venture\nid: p\n",
        [Edit("put", ("sanctions", "measures_touched"),
              {"value": ["asset_freeze", "joint_venture"], "evidence": ["E1"]})],
        ("sanctions:\n  measures_touched:\n    value:\n      - asset_freeze  # told\n      - joint_venture\n"
        "    evidence: [E1]\nid: p\n")),
    "a statement beside another": (
        "sanctions:\n  profit_making:\n    value: true # told\n    basis: law\nid: p\n",
        [Edit("add", ("sanctions", "profit_making"), {"value": False})],
        "sanctions:\n  profit_making:\n    - value: true # told\n      basis: law\n    - {value: false}\nid: p\n"),
    "one more document": (
        "evidence:\n- id: E1\n  kind: press\n# end\n", [Edit("add", ("evidence",), {"id": "E2", "kind": "audit"})],
        "evidence:\n- id: E1\n  kind: press\n- id: E2\n  kind: audit\n# end\n"),
    "one more id": (
        "x: {value: 1, evidence: [E1, # told\n  E2]}\n", [Edit("put", ("x", "evidence"), ["E1", "E2", "E3"])],
        "x: {value: 1, evidence: [E1, # told\n  E2, E3]}\n"),
    "line breaks of Windows": (
        "id: p\r\n# end\r\n", [Edit("put", ("title",), "t")], "id: p\r\ntitle: t\r\n# end\r\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), YAML.values(), ids=YAML)
def test_yaml_is_changed_where_the_answer_goes(before: str, edits: list[Edit], after: str) -> None:
    assert edited(opened("p.yaml", before), edits) == after


@pytest.mark.parametrize(
    ("before", "edits"),
    [
        ("a: &x {b: 1}\nc: *x\n", [Edit("put", ("a", "d"), 2)]),  # it would change c as well
        ("a:\n  - b # told\n  - c\n", [Edit("put", ("a",), "d")]),  # the comment would be lost
    ],
)
def test_what_would_disturb_the_file_is_refused(before: str, edits: list[Edit]) -> None:
    with pytest.raises(CannotEditError) as caught:
        edited(opened("p.yaml", before), edits)

    assert "cannot be written" in str(caught.value)


def test_json_keeps_its_indentation_order_and_exact_numbers() -> None:
    text = '{\n    "b": 12345678901234567890123,\n    "a": "é"\n}\n'

    assert edited(opened("p.json", text), [Edit("put", ("c", "d"), 1)]) == (
        '{\n    "b": 12345678901234567890123,\n    "a": "é",\n    "c": {\n        "d": 1\n    }\n}\n'
    )
    assert edited(opened("p.json", ""), [Edit("put", ("id",), "p")]) == '{\n  "id": "p"\n}\n'


FILES = sorted(EXAMPLES.glob("*/project.yaml"))
places = st.lists(st.integers(0, 10_000), min_size=1, max_size=5)


@given(st.sampled_from(FILES), places, st.sampled_from([SAID, {"not_collected": "access_refused"}, None, 5, ["a"]]))
@settings(max_examples=60, deadline=None)
def test_the_examples_take_answers_anywhere_and_lose_no_line(path: Any, chosen: list[int], value: Any) -> None:
    text = path.read_text("utf-8")
    document = opened("p.yaml", text)
    holders = list(mappings(document.data, ()))
    edits = [Edit("put", (*holders[number % len(holders)], f"new-{number}"), value) for number in chosen]

    after = edited(document, edits)

    assert parse_text("p.yaml", after).data == changed(document.data, edits)
    gone = [line for line in difflib.ndiff(text.splitlines(), after.splitlines()) if line.startswith("- ")]
    assert all("{" in line or "[" in line for line in gone), gone  # only a value on one line grows where it stands


def mappings(data: Any, pointer: tuple[str | int, ...]) -> Any:
    """Where every mapping of the data stands."""
    if isinstance(data, dict):
        yield pointer
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from mappings(value, (*pointer, key))


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8) | st.sampled_from(
    ["no", "null", "1", "- a", "a: b", "# x", "'", '"', "{", "[]", "2026-01-01", "a ", "~", "", "%", "@", "&a", "*a"]
)
values = st.recursive(
    words | st.booleans() | st.none() | st.integers(0, 10**30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(words.filter(bool), values, min_size=1, max_size=4), words.filter(bool), values, st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_text_in_any_style_states_what_was_meant_or_is_left_alone(
    data: dict[str, Any], key: str, value: Any, block: bool
) -> None:
    text = yaml.safe_dump(data, default_flow_style=not block, allow_unicode=True, sort_keys=False)
    try:
        document = opened("p.yaml", text)
        after = edited(document, [Edit("put", (key,), value)])
    except InputError:  # refused with its reason, which is well; anything else is a fault
        return
    assert parse_text("p.yaml", after).data == {**document.data, key: value}


def test_edits_fit_a_changed_file_only_where_it_says_the_same_there() -> None:
    old = {"workforces": [{"id": "a"}, {"id": "b"}]}
    edit = [Edit("put", ("workforces", 1, "hiring", "employer_may_refuse"), SAID)]

    assert same_ground(old, {**old, "title": "new"}, edit)
    assert not same_ground(old, {"workforces": [{"id": "b"}, {"id": "a"}]}, edit)
    assert not same_ground(old, changed(old, edit), [Edit("put", edit[0].pointer, None)])
    assert at(old, ("workforces", 5, "id")) is None
