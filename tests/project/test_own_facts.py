"""Facts of a rule pack in a project file: under `extensions`, held against the pack's own schema."""

# a row of a table stays on one line.
# ruff: noqa: E501

import json
from datetime import date

import pytest

from checker import InputError, PackError, check, load_pack
from checker.load import parse_text
from checker.packs.facts_schema import own_facts_of
from checker.project.own_facts import settle
from checker.project.read import adapt
from tests.build import condition, day, project, report, said, write_pack

SCHEMA = {
    "type": "object",
    "properties": {
        "flag": {"title": "Is it so?", "type": "boolean"},
        "count": {"title": "How many?", "type": "integer", "minimum": 0, "maximum": 10},
        "ratio": {"title": "Which share?", "type": "number", "minimum": 0},
        "word": {"title": "Which?", "type": "string", "enum": ["alpha", "beta"]},
        "note": {"title": "What?", "type": "string", "maxLength": 10},
        "day": {"title": "When?", "type": "string", "format": "date", "x-by-document": True},
        "words": {"title": "Which?", "type": "array", "uniqueItems": True, "items": {"type": "string", "enum": ["alpha", "beta"]}},
        "theirs": {"title": "Is it so for them?", "type": "boolean", "x-scope": "workforce"},
        "days": {"title": "How many days?", "type": "integer", "minimum": 0, "x-scope": "workforce"},
    },
}  # fmt: skip
TREES = {
    "flag": {"fact": "small.flag", "is": True},
    "count": {"fact": "small.count", "at_least": 3},
    "ratio": {"fact": "small.ratio", "less_than": 2.5},
    "word": {"fact": "small.word", "is": "alpha"},
    "note": {"fact": "small.note", "is": "good"},
    "day": {"fact": "small.day", "before": "2026-01-01"},
    "words": {"fact": "small.words", "contains_any": ["alpha"]},
    "every": {"every": "workforces", "satisfies": {"item": "small.theirs", "is": True}},
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """A pack with a condition of the project for each kind of own fact."""
    return made(tmp_path_factory.mktemp("packs"), list(TREES.values()))


@pytest.fixture(scope="module")
def of_workforces(tmp_path_factory):
    """A pack whose conditions are of workforces."""
    trees = [{"fact": "small.theirs", "is": True}, {"fact": "small.days", "at_least": 5}]
    return made(tmp_path_factory.mktemp("packs"), trees, scope="workforce")


def made(folder, trees, **more):
    conditions = [condition(f"TEST-{number}", "CP", tree) for number, tree in enumerate(trees, 1)]
    written = write_pack(folder / "pack", conditions, **more)
    (written / "facts.schema.json").write_text(json.dumps(SCHEMA))
    return load_pack(str(written))


def verdict(pack, name, stated, **more):
    """The result on the condition that asks a fact, where it is stated so."""
    found = report(project(extensions={"small": {name: stated}}, **more), pack)
    return found.results[list(TREES).index(name)]


# (fact, a value that meets, one that fails)
VALUES = [
    ("flag", True, False),
    ("count", 3, 2),
    ("count", 3.0, 0),
    ("ratio", 2.4, 2.5),
    ("word", "alpha", "beta"),
    ("note", "good", "bad"),
    ("day", "2025-12-31", "2026-01-01"),
    ("words", ["beta", "alpha"], ["beta"]),
    ("words", ["alpha"], []),
]


@pytest.mark.parametrize(("name", "meets", "fails"), VALUES, ids=str)
class TestValues:
    def test_a_value_decides(self, pack, name, meets, fails):
        assert verdict(pack, name, said(meets)).verdict == "met"
        assert verdict(pack, name, said(fails)).verdict == "not_met"

    def test_a_list_of_statements_is_read(self, pack, name, meets, fails):
        found = verdict(pack, name, [said(meets, basis="law"), said(fails)])
        assert found.verdict == "not_met"

    def test_a_bare_value_is_not_evidence(self, pack, name, meets, fails):
        found = verdict(pack, name, meets)
        assert (found.verdict, found.reason) == ("not_determined", "evidence_insufficient")
        assert verdict(pack, name, fails).verdict == "not_met"


# Statements about an own fact are settled by the rules for all facts: (statement, verdict, reason)
SETTLED = [
    (None, "not_determined", "no_evidence"),
    ({"not_collected": "access_refused"}, "not_determined", "access_refused"),
    ({"not_collected": "unsafe_to_collect"}, "not_determined", "unsafe_to_collect"),
    ([said(value=True), said(value=False)], "not_determined", "evidence_conflicts"),
    ([said(value=True, grade="E5"), said(value=False, grade="E2")], "met", None),
    (said(value=True, contested=True), "met", None),
    (said(value=True, grade="E1", contested=True), "not_determined", "evidence_conflicts"),
    (said(value=True, basis="commitment"), "not_determined", "evidence_insufficient"),
    (said(value=True, as_of="2023-01-01"), "not_determined", "evidence_stale"),
    (said(value=True, grade="E0", as_of="2027-01-01"), "not_determined", "no_evidence"),
    (said(value=True, grade="E1"), "not_determined", "evidence_insufficient"),
]


@pytest.mark.parametrize(("stated", "expected", "reason"), SETTLED, ids=[str(row[0])[:50] for row in SETTLED])
def test_an_own_fact_is_settled_like_any_other(pack, stated, expected, reason):
    found = verdict(pack, "flag", stated)
    assert (found.verdict, found.reason) == (expected, reason)


def test_what_a_document_settles_needs_no_practice(pack):
    assert verdict(pack, "day", said("2025-01-01", "E2", basis="law")).verdict == "met"
    assert verdict(pack, "flag", said(value=True, grade="E2", basis="law")).verdict == "not_determined"


def test_law_and_practice_that_diverge_are_told(pack):
    stated = [said(value=True, basis="law"), said(value=False)]
    found = report(project(extensions={"small": {"flag": stated}}), pack)
    told = [one.message for one in found.warnings if one.code == "law-and-practice-diverge"]
    assert len(told) == 1
    assert "small.flag" in told[0]


def test_a_missing_own_fact_is_asked_for_where_it_is_to_be_written(pack):
    (need,) = report(project(), pack).results[1].needs
    assert (need.path, need.question) == ("extensions.small.count", "How many?")
    assert need.would_decide == "met if at least 3; not met if less than 3"


DECIDES = [
    ("flag", "met if `true`; not met if `false`"),
    ("word", "met if `alpha`; not met if `beta`"),
    ("note", "met if `good`; not met if anything but `good`"),
    ("day", "met if before `2026-01-01`; not met if on or after `2026-01-01`"),
]


@pytest.mark.parametrize(("name", "words"), DECIDES)
def test_it_is_told_which_answer_would_decide(pack, name, words):
    (need,) = report(project(), pack).results[list(TREES).index(name)].needs
    assert need.would_decide == words


def test_no_answer_is_said_to_decide_what_another_part_turns(tmp_path):
    days = [{"fact": "small.day", "before": "2026-01-01"}, {"fact": "small.day", "on_or_after": "2025-01-01"}]
    words = [{"fact": "small.note", "is": "a"}, {"fact": "small.note", "is": "b"}]
    found = report(project(), made(tmp_path, [{"all": days}, {"any": words}])).results
    assert found[0].needs[0].would_decide == "not met if on or after `2026-01-01` or before `2025-01-01`"
    assert found[1].needs[0].would_decide == "met if `a` or `b`"


class TestWorkforces:
    def test_each_workforce_states_its_own(self, of_workforces):
        stated = [{"id": name, "extensions": {"small": {"theirs": said(value)}}} for name, value in (("a", True), ("b", False), ("c", True))]  # fmt: skip
        found = report(project(workforces=stated), of_workforces)
        assert [(one.subject, one.verdict) for one in found.results if one.condition == "TEST-1"] == [
            ("a", "met"), ("b", "not_met"), ("c", "met")]  # fmt: skip

    def test_what_a_workforce_does_not_state_it_inherits(self, of_workforces):
        defaults = {"extensions": {"small": {"theirs": said(value=False), "days": said(5)}}}
        stated = [{"id": "a"}, {"id": "b", "extensions": {"small": {"theirs": said(value=True)}}}]
        found = report(project(workforces=stated, workforce_defaults=defaults), of_workforces)
        assert [one.verdict for one in found.results] == ["not_met", "met", "met", "met"]

    def test_a_condition_of_the_project_asks_all_of_them(self, pack):
        stated = [{"id": name, "extensions": {"small": {"theirs": said(name == "a")}}} for name in "ab"]
        found = report(project(workforces=stated), pack).results[-1]
        assert found.verdict == "not_met"
        assert [one.path for one in found.because] == ["small.theirs"]

    def test_very_many_that_state_the_same_are_one_result(self, of_workforces):
        stated = [{"id": f"w{n}", "extensions": {"small": {"theirs": said(n % 2 == 0)}}} for n in range(150)]
        found = [one for one in report(project(workforces=stated), of_workforces).results if one.condition == "TEST-1"]
        assert [(one.verdict, len(one.subjects)) for one in found] == [("met", 75), ("not_met", 75)]


OPENING = "id: p\npurpose: commercial\nstage: operation\nas_of: 2026-01-01\n"
# (text after the opening, line and column, message, help)
WRONG = [
    ("extensions: {small: {flga: true}}", (5, 22), "the pack small has no fact `flga` of its own", "did you mean `flag`?"),
    ("extensions: {small: {x: true}}", (5, 22), "the pack small has no fact `x` of its own", "it has flag, count, ratio, word, note, day, words, theirs, days"),
    ("extensions: {small: {flag: yes}}", (5, 28), "found the text `yes`, expected true or false", "write true without quotes"),
    ("extensions: {small: {flag: {value: 1}}}", (5, 36), "found the number `1`, expected true or false", ""),
    ("extensions: {small: {flag: [{value: true}, {value: 0}]}}", (5, 52), "found the number `0`, expected true or false", ""),
    ("extensions: {small: {count: 11}}", (5, 29), "found the number `11`, expected at most 10", ""),
    ("extensions: {small: {count: -1}}", (5, 29), "found the number `-1`, expected at least 0", ""),
    ("extensions: {small: {count: 2.5}}", (5, 29), "found the number `2.5`, expected a whole number", ""),
    ("extensions: {small: {count: true}}", (5, 29), "found `true`, expected a whole number", ""),
    ("extensions: {small: {ratio: '1'}}", (5, 29), "found the text `1`, expected a number", ""),
    ("extensions: {small: {ratio: .inf}}", (5, 29), None, None),
    ("extensions: {small: {ratio: .nan}}", (5, 29), None, None),
    ("extensions: {small: {word: alfa}}", (5, 28), "found the text `alfa`, expected `alpha` or `beta`", "did you mean `alpha`?"),
    ("extensions: {small: {words: [alpha, gamma]}}", (5, 37), "found the text `gamma`, expected `alpha` or `beta`", None),
    ("extensions: {small: {words: [alpha, alpha]}}", (5, 29), "the list has an entry twice", ""),
    ("extensions: {small: {words: alpha}}", (5, 29), "found the text `alpha`, expected a list", ""),
    ("extensions: {small: {note: 5}}", (5, 28), "found the number `5`, expected text", "put it in quotes"),
    ("extensions: {small: {note: much too long}}", (5, 28), "text of 13 characters is too long, at most 10", ""),
    ("extensions: {small: {day: 2026-02-30}}", (5, 27), "found the text `2026-02-30`, expected a date that exists, such as 2026-03-31", ""),
    ("extensions: {small: {day: 20260203}}", (5, 27), "found the number `20260203`, expected text", None),
    ("extensions: {small: {theirs: true}}", (5, 22), "`small.theirs` belongs to a workforce", "write it under `extensions` of a workforce, or of `workforce_defaults`"),
    ("workforces: [{id: w, extensions: {small: {flag: true}}}]", (5, 43), "`small.flag` belongs to the project", "write it under `extensions` at the top of the file"),
    ("workforces: [{id: w, extensions: {small: {theirs: 1}}}]", (5, 51), "found the number `1`, expected true or false", ""),
    ("workforce_defaults: {extensions: {small: {theirs: 1}}}", (5, 51), "found the number `1`, expected true or false", ""),
    # Faults that are seen without the pack.
    ("extensions: {other: {flag: {valu: true}}}", (5, 28), "a statement needs a `value`, or `not_collected` with the reason", ""),
    ("extensions: {other: {flag: {value: 1, bases: law}}}", (5, 39), "the key `bases` is not known here", "did you mean `basis`?"),
    ("extensions: {other: {flag: {basis: law}}}", (5, 28), "a statement needs a `value`, or `not_collected` with the reason", ""),
    ("extensions: {other: {flag: {value: 1, basis: lore}}}", (5, 46), None, None),
    ("extensions: {other: {flag: {value: 1, evidence: [NONE]}}}", (5, 50), "no evidence item has the id `NONE`", "list it under `evidence`"),
    ("extensions: {other: [1]}", (5, 21), "found a list, expected a mapping", ""),
    ("extensions: [other]", (5, 13), "found a list, expected a mapping", ""),
    ("extension: {small: {}}", (5, 1), "the key `extension` is not known here", "did you mean `extensions`?"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "message", "advice"), WRONG, ids=[row[0][:60] for row in WRONG])
def test_a_fault_is_said_in_its_place(pack, text, place, message, advice):
    with pytest.raises(InputError) as caught:
        check(adapt(parse_text("p.yaml", OPENING + text)), packs=[pack])
    problem = caught.value.problems[0]
    assert message in (None, problem.message)
    assert (problem.line, problem.column) == place
    assert advice in (None, problem.help)


def test_all_faults_are_said_at_once_in_the_order_of_the_file(pack):
    text = (
        OPENING
        + "extensions:\n  small:\n    flag: 1\n    count: -1\n    nothing: 1\nworkforces:\n  - id: w\n    extensions: {small: {theirs: 5}}\n"
    )
    with pytest.raises(InputError) as caught:
        check(adapt(parse_text("p.yaml", text)), packs=[pack])
    assert [problem.line for problem in caught.value.problems] == [7, 8, 9, 12]


def test_very_many_faults_end(pack):
    text = OPENING + "extensions:\n  small:\n" + "".join(f"    f{n}: 1\n" for n in range(5_000))
    with pytest.raises(InputError) as caught:
        check(adapt(parse_text("p.yaml", text)), packs=[pack])
    assert len(caught.value.problems) == 1_000


class TestOtherPacks:
    """The same file serves several financiers."""

    def test_what_stands_under_another_pack_is_told_once_and_changes_nothing(self, pack):
        theirs = {"other": {"anything": [1, {"a": 2}], "x": said(5)}}
        found = report(
            project(extensions=theirs, workforces=[{"id": name, "extensions": theirs} for name in "ab"]), pack
        )
        plain = report(project(workforces=[{"id": name} for name in "ab"]), pack)
        told = [one for one in found.warnings if one.code == "extension-not-read"]
        assert [one.path for one in told] == ["extensions.other"]
        assert "packs with facts of their own: small" in told[0].message
        assert found.results == plain.results

    def test_what_is_read_is_not_warned_of(self, pack):
        found = report(project(extensions={"small": {"flag": said(value=True)}, "none": None}), pack)
        assert [one.path for one in found.warnings if one.code == "extension-not-read"] == ["extensions.none"]

    @pytest.mark.parametrize("stated", [None, {}, {"small": None}, {"small": {}}], ids=str)
    def test_nothing_stated_is_nothing(self, pack, stated):
        found = report(project(extensions=stated, workforce={"extensions": stated}), pack)
        assert not [one for one in found.warnings if one.code == "extension-not-read"]
        assert found.results[0].reason == "no_evidence"

    def test_a_pack_without_own_facts_has_none(self):
        with pytest.raises(
            InputError, match=r"the pack engagement-threshold has no fact `x` of its own.*it has no facts of its own"
        ):
            report(project(extensions={"engagement-threshold": {"x": 1}}))


def test_two_packs_that_mean_different_things_by_one_path_are_refused(pack, tmp_path):
    other = write_pack(tmp_path / "pack", [condition("TEST-1", "CP", {"fact": "small.flag", "at_least": 1})])
    (other / "facts.schema.json").write_text(
        json.dumps({"type": "object", "properties": {"flag": {"title": "How many?", "type": "integer", "minimum": 0}}})
    )
    with pytest.raises(PackError, match=r"`small.flag` is another fact in another pack of this check"):
        own_facts_of([pack, load_pack(str(other))])
    assert own_facts_of([pack, pack]) == pack.own


def test_settled_values_are_those_of_the_vocabulary_and_do_not_change(pack):
    stated = {"words": ["alpha"], "day": "2026-01-01", "count": 5.0}
    settled = settle(project(extensions={"small": stated}), pack.own, pack.ids).extensions["small"]
    values = [settled.stated[name][0].value for name in stated]
    assert values == [("alpha",), date(2026, 1, 1), 5]
    assert isinstance(values[2], int)


def test_a_later_day_asks_for_later_statements(pack):
    stated = [said(value=False, as_of="2025-06-01"), said(value=True, as_of="2026-01-01")]
    made = project(extensions={"small": {"flag": stated}})
    assert report(made, pack).results[0].verdict == "met"
    assert check(made, packs=[pack], as_of=day("2025-07-01")).results[0].verdict == "not_met"
