"""What a verdict says of itself: its reasons, what is missing, which answer would decide, and whether law is the cause."""

# a row of a table stays on one line; facts are flags.
# ruff: noqa: E501, FBT003

import pytest

from checker import load_pack
from tests.build import condition, project, report, said, write_pack

A, B, C = ("hiring.employer_may_refuse", "hiring.fee_charged_to_worker", "hiring.may_quit_without_penalty")
A_, B_, C_ = ({"fact": path, "is": True} for path in (A, B, C))


# Through the report, on packs of one condition each.


def result(folder, requires, *, scope="workforce", grade="E5", stated=None, cond=None, **keys):
    pack = load_pack(
        str(write_pack(folder / "pack", [condition("TEST-1", "CP", requires, **(cond or {}))], scope=scope))
    )
    sections = {}
    for path, value in (stated or {}).items():
        section, _, name = path.partition(".")
        sections.setdefault(section, {})[name] = said(value, grade)
    made = project(**keys, **({"workforce": sections} if scope == "workforce" else sections))
    return report(made, pack).result("TEST-1")


def decide(found):
    return {need.path: need.would_decide for need in found.needs}


@pytest.mark.parametrize(
    ("requires", "stated", "path", "expected"),
    [
        (A_, {}, A, "met if `true`; not met if `false`"),
        ({"not": A_}, {}, A, "not met if `true`; met if `false`"),
        ({"all": [A_, B_]}, {A: True}, B, "met if `true`; not met if `false`"),
        ({"all": [A_, B_]}, {}, A, "not met if `false`"),
        ({"any": [A_, B_]}, {}, A, "met if `true`"),
        ({"fact": "wages.arrears_days", "at_most": 3}, {}, "wages.arrears_days", "met if at most 3; not met if more than 3"),
        ({"fact": "wages.paid_in", "in": ["money", "mixed"]}, {}, "wages.paid_in",
         "met if `money` or `mixed`; not met if `voucher` or `in_kind`"),
        ({"count": "freedom.forced_labour_indicators", "at_most": 0}, {}, "freedom.forced_labour_indicators",
         "met if at most 0 entries; not met if more than 0 entries"),
        ({"fact": "class.selection_criteria", "contains_none": ["songbun"]}, {}, "class.selection_criteria",
         "met if a list without `songbun`; not met if a list with any of `songbun`"),
    ],
    ids=["a-flag", "turned-round", "the-last-of-an-all", "one-of-an-all", "one-of-an-any", "a-number", "a-choice", "a-count", "a-set"],
)  # fmt: skip
def test_which_answer_would_decide(tmp_path, requires, stated, path, expected):
    assert decide(result(tmp_path, requires, stated=stated))[path] == expected


def test_an_answer_that_would_make_the_condition_not_apply_is_said(tmp_path):
    found = result(tmp_path, B_, cond={"applies": A_}, stated={B: False})
    assert found.reason == "applicability_unknown"
    assert decide(found) == {A: "not met if `true`; not applicable if `false`"}


@pytest.mark.parametrize("value", [True, False])
@pytest.mark.parametrize("known", [{}, {A: True}, {A: False}, {C: True}, {C: False}], ids=str)
def test_the_answer_given_decides_as_was_said(tmp_path, known, value):
    requires = {"any": [{"all": [A_, B_]}, {"not": C_}]}
    before = decide(result(tmp_path / "before", requires, stated=known)).get(B, "")
    after = result(tmp_path / "after", requires, stated=known | {B: value}).verdict
    answer = f" if `{str(value).lower()}`"
    said_verdict = next(
        (part.split(" if ")[0].replace(" ", "_") for part in before.split("; ") if part.endswith(answer)), None
    )
    assert said_verdict is None or after == said_verdict


def test_a_range_is_said_only_where_all_of_it_decides(tmp_path):
    """Three to five hours are asked for: `at least 3` alone would not decide, since 9 fails."""
    requires = {
        "all": [{"fact": "hours.overtime_weekly", "at_least": 3}, {"fact": "hours.overtime_weekly", "at_most": 5}]
    }
    assert "met if at least 3" not in decide(result(tmp_path, requires))["hours.overtime_weekly"]


def test_a_judgement_is_asked_as_a_question(tmp_path):
    found = result(tmp_path, {"judgement": "Is the plan sound?"})
    assert [(need.path, need.question) for need in found.needs] == [("judgement", "Is the plan sound?")]
    assert found.verdict == "not_determined"


def test_weak_evidence_asks_for_better(tmp_path):
    found = result(tmp_path, A_, stated={A: True}, grade="E2")
    assert (found.verdict, found.reason, found.grade, found.demanded_grade) == (
        "not_determined",
        "evidence_insufficient",
        "E2",
        "E3",
    )
    assert decide(found) == {A: "met with evidence of grade E3 or better"}


def test_of_several_facts_only_the_weak_ones_ask_for_better(tmp_path):
    pack = load_pack(
        str(write_pack(tmp_path / "pack", [condition("TEST-1", "CP", {"all": [A_, B_]})], scope="workforce"))
    )
    made = project(
        workforce={"hiring": {"employer_may_refuse": said(True, "E3"), "fee_charged_to_worker": said(True, "E1")}}
    )
    found = report(made, pack).result("TEST-1")
    assert list(decide(found)) == [B]
    assert found.grade == "E1"


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ([{}, {}], "no_evidence"),
        ([{"value": True, "basis": "law"}, {}], "evidence_insufficient"),
        ([said(True, "E1", contested=True), {"value": True, "basis": "law"}], "evidence_insufficient"),
        ([said(True, "E1", contested=True), said(True)], "evidence_conflicts"),
        ([{"not_collected": "unsafe_to_collect"}, said(True, "E1", contested=True)], "unsafe_to_collect"),
        ([{"not_collected": "access_refused"}, {"not_collected": "unsafe_to_collect"}], "access_refused"),
    ],
    ids=["nothing", "promised", "one-contested-one-missing", "contested", "unsafe", "refused"],
)
def test_the_gravest_reason_is_the_one_reported(tmp_path, facts, reason):
    pack = load_pack(
        str(write_pack(tmp_path / "pack", [condition("TEST-1", "CP", {"all": [A_, B_]})], scope="workforce"))
    )
    stated = {path.partition(".")[2]: fact for path, fact in zip((A, B), facts, strict=True) if fact}
    found = report(project(workforce={"hiring": stated}), pack).result("TEST-1")
    assert (found.verdict, found.reason) == ("not_determined", reason)


def test_evidence_past_its_shelf_life_is_stale(tmp_path):
    pack = load_pack(
        str(write_pack(tmp_path / "pack", [condition("TEST-1", "CP", A_, shelf_life_days=30)], scope="workforce"))
    )
    made = project(workforce={"hiring": {"employer_may_refuse": said(True)}})
    on_the_last_day, a_day_later = (
        report(made, pack, as_of=day).result("TEST-1") for day in ("2026-01-31", "2026-02-01")
    )
    assert on_the_last_day.verdict == "met"
    assert (a_day_later.verdict, a_day_later.reason) == ("not_determined", "evidence_stale")


def test_an_adverse_fact_needs_no_evidence_and_is_an_admission(tmp_path):
    found = result(tmp_path, A_, stated={A: False}, grade="E0")
    assert (found.verdict, found.grade, found.basis) == ("not_met", "E1", "asserted")


class TestBecause:
    """A verdict names its facts with value, basis, evidence and place."""

    def test_the_place_is_that_of_the_value_in_the_file(self, tmp_path):
        from checker import load_project

        file = tmp_path / "p.yaml"
        file.write_text(
            "id: p\npurpose: commercial\nstage: operation\nas_of: 2026-01-01\nworkforces:\n"
            "  - id: w\n    hiring:\n      employer_may_refuse:\n        - {value: true, basis: law}\n"
            "        - value: false\n          basis: practice\n"
        )
        pack = load_pack(str(write_pack(tmp_path / "pack", [condition("TEST-1", "CP", A_)], scope="workforce")))
        (because,) = report(load_project(file), pack).result("TEST-1").because
        assert (because.path, because.value, because.statement_basis, because.line, because.column) == (
            A,
            False,
            "practice",
            10,
            18,
        )
        assert because.file.endswith("p.yaml")

    def test_every_statement_of_a_conflict_is_named(self, tmp_path):
        pack = load_pack(str(write_pack(tmp_path / "pack", [condition("TEST-1", "CP", A_)], scope="workforce")))
        made = project(workforce={"hiring": {"employer_may_refuse": [said(True), said(False)]}})
        assert [because.value for because in report(made, pack).result("TEST-1").because] == [True, False]

    def test_an_open_condition_with_a_failed_requirement_says_what_failed(self, tmp_path):
        found = result(tmp_path, B_, cond={"applies": A_}, stated={B: False})
        assert [because.path for because in found.because] == [B]

    def test_a_fact_of_another_workforce_is_named_with_it(self, tmp_path):
        requires = {"every": "workforces", "satisfies": {"item": A, "is": True}}
        pack = load_pack(str(write_pack(tmp_path / "pack", [condition("TEST-1", "CP", requires)])))
        entries = [{"id": "a", "hiring": {"employer_may_refuse": said(True)}}, {"id": "b"}]
        found = report(project(workforces=entries), pack).result("TEST-1")
        assert [need.path for need in found.needs] == [f"workforces[b].{A}"]


class TestStructural:
    """A failure is structural where host law is its cause."""

    @pytest.mark.parametrize(
        ("statements", "expected"),
        [
            ([said(False)], False),
            ([said(False), {"value": False, "basis": "law"}], True),
            ([said(False), {"value": True, "basis": "law"}], False),
            ([{"value": False, "basis": "law"}], True),
        ],
        ids=["practice-alone", "law-fails-too", "law-would-pass", "law-alone"],
    )
    def test_where_the_laws_own_terms_fail(self, tmp_path, statements, expected):
        pack = load_pack(str(write_pack(tmp_path / "pack", [condition("TEST-1", "CP", A_)], scope="workforce")))
        found = report(project(workforce={"hiring": {"employer_may_refuse": statements}}), pack).result("TEST-1")
        assert found.structural is expected

    def test_where_the_pack_says_so(self, tmp_path):
        found = result(tmp_path, A_, cond={"structural": B_}, stated={A: False, B: True})
        assert found.structural is True

    def test_never_of_what_is_met(self, tmp_path):
        found = result(tmp_path, A_, cond={"structural": B_}, stated={A: True, B: True})
        assert (found.verdict, found.structural) == ("met", False)
