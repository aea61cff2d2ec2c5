"""What follows about a workforce from what is stated elsewhere: labels, the size of an employer, cases put right."""

# statements read better with bare values.
# ruff: noqa: FBT003

from __future__ import annotations

import pytest

from tests.build import facts, project, report, said


def value(path, **stated):
    found = facts(**stated).resolve(path, 0)
    return found.value if found.known else "unknown"


class TestWorkerClass:
    def test_an_unstated_class_is_direct_and_says_so(self):
        found = facts(workforce={}).resolve("worker_class", 0)
        assert (found.value, found.remark) == ("direct", "not stated, so judged as direct")

    def test_a_default_class_is_inherited(self):
        assert value("worker_class", workforce={}, workforce_defaults={"worker_class": "community"}) == "community"


class TestWorksForAnother:
    @pytest.mark.parametrize("label", ["direct", "contracted", "supply_chain", "seconded_official"])
    def test_other_labels_say_that_somebody_employs(self, label):
        assert value("works_for_another", workforce={"worker_class": label}) is True

    @pytest.mark.parametrize("label", ["community", "self_employed"])
    def test_the_label_stands_while_nothing_contradicts_it(self, label):
        assert value("works_for_another", workforce={"worker_class": label}) is False

    @pytest.mark.parametrize(
        "contrary",
        [
            {"employer": "works"},
            {"hiring": {"selection_mode": said("assigned")}},
            {"hiring": {"fee_charged_to_worker": said(True)}},
            {"hiring": {"final_choice_by": said("military")}},
            {"freedom": {"entry_route": said("conscript")}},
            {"employment": {"work_directed_by": said("agency")}},
            {"employment": {"engaged_through": said("client")}},
        ],
        ids=lambda contrary: next(iter(contrary)),
    )
    def test_what_contradicts_the_label_prevails(self, contrary):
        stated = {"worker_class": "self_employed", **contrary}
        assert value("works_for_another", workforce=stated, parties=[{"id": "works"}]) is True

    @pytest.mark.parametrize(
        "harmless",
        [
            {"hiring": {"selection_mode": said("open_recruitment")}},
            {"employment": {"work_directed_by": said("worker")}},
            {"hiring": {"selection_mode": said("assigned", basis="law")}},
        ],
        ids=["open", "own", "law"],
    )
    def test_what_does_not_contradict_it_changes_nothing(self, harmless):
        assert value("works_for_another", workforce={"worker_class": "self_employed", **harmless}) is False


def crew(name, persons, employer=None, **more):
    made = {"id": name, "headcount": persons, **more}
    return made | ({"employer": employer} if employer else {})


class TestEmployerHeadcount:
    @pytest.mark.parametrize(
        ("workforces", "wanted"),
        [
            ([crew("a", 30, "x")], 30),
            ([crew("a", 30, "x"), crew("b", 30, "x"), crew("c", 7, "y")], 60),
            ([crew("a", 30), crew("b", 30)], 60),
            ([crew("a", 30, "x"), crew("b", 30)], "unknown"),
            ([crew("a", 30, "x"), crew("b", None, "x")], "unknown"),
            ([crew("a", 30, "x", employer_headcount=200)], 200),
            ([crew("a", 30, "x", employer_headcount=10), crew("b", 30, "x")], 60),
        ],
        ids=["alone", "two of one", "none named", "one not named", "one not counted", "stated", "stated too low"],
    )
    def test_is_added_up_over_the_workforces_of_one_employer(self, workforces, wanted):
        parties = [{"id": "x"}, {"id": "y"}]
        assert value("employer_headcount", workforces=workforces, parties=parties) == wanted

    def test_a_split_workforce_meets_no_quota_that_the_whole_one_missed(self):
        rest = {"disability": {"employed": said(0), "accommodation_made": said(True)}}
        whole = report(project(workforces=[crew("a", 80, "x", **rest)], parties=[{"id": "x"}]))
        split = report(
            project(workforces=[crew("a", 40, "x", **rest), crew("b", 40, "x", **rest)], parties=[{"id": "x"}])
        )
        assert {one.verdict for one in whole.results if one.condition == "DISAB-2"} == {"not_met"}
        assert {one.verdict for one in split.results if one.condition == "DISAB-2"} == {"not_met"}

    def test_somebody_disabled_in_one_workforce_counts_for_the_employer(self):
        def of(employed):
            return {"disability": {"employed": said(employed), "accommodation_made": said(True)}}

        workforces = [crew("a", 40, "x", **of(0)), crew("b", 40, "x", **of(1))]
        found = report(project(workforces=workforces, parties=[{"id": "x"}]))
        assert [one.verdict for one in found.results if one.condition == "DISAB-2"] == ["met", "met"]


class TestSexes:
    @pytest.mark.parametrize(
        ("gender", "women", "men"),
        [
            ({}, True, True),
            ({"share_women_workforce": said(0.3)}, True, True),
            ({"share_women_workforce": said(0)}, False, True),
            ({"share_women_workforce": said(1)}, True, False),
            ({"share_women_workforce": said(0), "share_women_supervisors": said(0)}, False, True),
            ({"share_women_workforce": said(0), "share_women_applicants": said(0.2)}, True, True),
            ({"share_women_workforce": said(1), "share_women_applicants": said(0.2)}, True, True),
            ({"share_women_workforce": said(0), "pay_ratio_equal_value": said(0.5)}, True, True),
            ({"share_women_workforce": said(0), "dismissal_on_marriage_or_pregnancy": said(True)}, True, True),
            ({"share_women_workforce": said(0), "dismissal_on_marriage_or_pregnancy": said(False)}, False, True),
            ({"share_women_workforce": said(1), "dismissal_on_marriage_or_pregnancy": said(False)}, True, False),
        ],
    )
    def test_somebody_of_a_sex_is_there_unless_nobody_is_said_to_be(self, gender, women, men):
        stated = {"workforce": {"gender": gender}}
        assert value("women_work_or_apply", **stated) is women
        assert value("men_work_or_apply", **stated) is men


class TestPutRight:
    def test_a_case_is_open_until_the_file_says_that_it_was_put_right(self):
        found = facts(workforce={"association": {"reprisals_last_12_months": said(3)}})
        resolved = found.resolve("association.reprisals_not_remedied", 0)
        assert (resolved.value, resolved.implied_by[0].path) == (3, "association.reprisals_last_12_months")

    def test_what_is_stated_of_it_prevails(self):
        stated = {"reprisals_last_12_months": said(3), "reprisals_not_remedied": said(0)}
        assert value("association.reprisals_not_remedied", workforce={"association": stated}) == 0

    def test_nothing_known_of_reprisals_leaves_it_open(self):
        assert value("association.reprisals_not_remedied", workforce={}) == "unknown"


def test_groups_of_equal_workforces_tell_derived_facts_apart():
    """Only one of two workforces that are otherwise alike is contradicted in its label."""
    workforces = [
        {"id": "a", "worker_class": "community"},
        {"id": "b", "worker_class": "community", "freedom": {"entry_route": said("mobilised")}},
    ]
    found = report(project(workforces=workforces))
    verdicts = {one.subject: one.verdict for one in found.results if one.condition == "HIRE-1"}
    assert (verdicts["a"], verdicts["b"] != "not_applicable") == ("not_applicable", True)
