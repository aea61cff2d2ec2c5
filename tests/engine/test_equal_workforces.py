"""Workforces that state the same are judged once, and nobody can tell: verdicts are those of each alone."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings, strategies as st

from checker import check
from checker.report.model import JOIN_ABOVE
from checker.report.same_findings import joined_findings
from tests.build import project, said

# What workforces may differ in: a value, its evidence, its basis, its day, a doubt, a descriptive fact, or silence.
ENTRIES = [
    {},
    {"wages": {"payment_path": "worker_cash"}},
    {"wages": {"payment_path": said("worker_cash")}},
    {"wages": {"payment_path": said("worker_cash", "E1")}},
    {"wages": {"payment_path": said("worker_cash", basis="commitment")}},
    {"wages": {"payment_path": said("worker_cash", as_of="2020-01-01")}},
    {"wages": {"payment_path": said("worker_cash", contested=True)}},
    {"wages": {"payment_path": {"not_collected": "access_refused"}}},
    {"wages": {"payment_path": [said("worker_cash"), said("via_state")]}},
    {"wages": {"payment_path": [said("worker_cash"), said("via_state", basis="law")]}},
    {"wages": {"payment_path": said("via_state")}},
    {"wages": {"gross_monthly": {"amount": 10, "currency": "EUR"}, "received_monthly": {"amount": 9, "currency": "EUR"},
               "exchange_rate_basis": "same_currency"}},
    {"wages": {"gross_monthly": {"amount": 10, "currency": "EUR"}, "received_monthly": {"amount": 1, "currency": "EUR"},
               "exchange_rate_basis": "same_currency"}},
    {"worker_class": "community"},
    {"worker_class": "contracted", "hiring": {"intermediary": said("private")}},
]  # fmt: skip
entries = st.lists(st.sampled_from(range(len(ENTRIES))), min_size=1, max_size=6)
USUAL = [{}, *ENTRIES]
defaults = st.sampled_from(range(len(USUAL)))


def verdict(result):
    facts = [(item.path, item.value, item.statement_basis, item.evidence, item.grade) for item in result.because]
    return (result.condition, result.verdict, result.reason, result.basis, result.structural,
            result.grade, result.demanded_grade, facts, result.needs)  # fmt: skip


@cache
def alone(one, usual):
    """The verdicts of a workforce that has its project for itself."""
    report = check(project(workforces=[{"id": "w", **ENTRIES[one]}], workforce_defaults=USUAL[usual]))
    return {result.condition: verdict(result) for result in report.results if result.subject == "w"}


@settings(max_examples=25, deadline=None)
@given(entries, defaults)
def test_every_workforce_has_the_verdicts_that_it_has_alone(chosen, usual):
    several = check(project(
        workforces=[{"id": f"w{place}", **ENTRIES[one]} for place, one in enumerate(chosen)],
        workforce_defaults=USUAL[usual],
    ))  # fmt: skip
    for place, one in enumerate(chosen):
        for condition, expected in alone(one, usual).items():
            assert verdict(several.result(condition, f"w{place}")) == expected


def many(size: int):
    """Workforces of which every third pays otherwise, each stating it on a line of its own."""
    return check(project(workforces=[
        {"id": f"w{place}", "wages": {"payment_path": "via_state" if place % 3 else "via_agent"}}
        for place in range(size)
    ]))  # fmt: skip


class TestJoined:
    """Of very many workforces, like verdicts are one result that lists its subjects."""

    def test_up_to_the_limit_every_workforce_has_its_own_result(self):
        report = many(JOIN_ABOVE)
        assert all(result.subjects == (result.subject,) for result in report.results)
        assert len([result for result in report.results if result.condition == "WAGE-1"]) == JOIN_ABOVE

    def test_above_it_those_that_state_the_same_share_one(self):
        first, second = (result for result in many(JOIN_ABOVE + 1).results if result.condition == "WAGE-1")
        assert first.subjects == tuple(f"w{place}" for place in range(0, JOIN_ABOVE + 1, 3))
        assert second.subject == "w1"
        assert {item.value for item in second.because} == {"via_state"}

    def test_counts_and_outcome_are_those_of_every_workforce(self):
        report = many(150)
        sizes = {cluster.id: cluster.not_met for cluster in report.clusters}
        assert sizes["WAGE"] == 150
        applicable = sum(len(result.subjects) for result in report.results if result.verdict != "not_applicable")
        assert report.coverage.applicable == applicable
        assert "WAGE-1" in {key.condition for key in report.outcome.holding}

    def test_a_result_is_found_by_any_of_its_subjects(self):
        assert many(150).result("WAGE-1", "w149").because[0].value == "via_state"

    def test_joining_what_is_joined_changes_nothing(self):
        report = many(150)
        once = joined_findings(report)
        assert joined_findings(report, once) == once

    def test_joining_loses_no_subject_and_no_place(self):
        report = many(20)
        results = report.results
        joined = joined_findings(report)
        before = sorted((result.condition, result.subject) for result in results)
        assert sorted((result.condition, subject) for result in joined for subject in result.subjects) == before
        places = {(item.path, item.line) for result in results for item in result.because}
        assert {(item.path, item.line) for result in joined for item in result.because} == places
