"""The texts of a pack: parameters named in braces, and a second remedy for where asking workers endangers them."""

from __future__ import annotations

import pytest

from checker import PackError, load_pack
from checker.domain.pack import Either
from checker.domain.placeholders import fill, named
from tests.build import condition, project, report, said, shipped, write_pack

ASKED = {"fact": "monitoring.payroll_access", "is": True}
LEAST = {"least": {"title": "Least", "type": "integer", "default": 3}}


def asked(found, condition):
    """What a pack asks by a condition, in the words of a report."""
    return found.rule(found.result(condition))


def small(tmp_path, **texts):
    return load_pack(str(write_pack(tmp_path / "pack", [condition("TEST-1", "CP", ASKED, **texts)], parameters=LEAST)))


class TestPlaceholders:
    @pytest.mark.parametrize("key", ["requirement", "remedy", "remedy_unsafe"])
    def test_a_name_that_is_no_parameter_is_an_error_at_the_text(self, tmp_path, key):
        with pytest.raises(PackError) as caught:
            small(tmp_path, **{key: "At least {leest} of them see it, and a monitor looks."})
        [problem] = caught.value.problems
        assert f"no parameter is called `leest` at conditions[0].{key}" in str(problem)
        assert problem.help == "did you mean `least`?"

    def test_a_text_without_braces_names_nothing(self):
        assert named("At least 3 (or more) of them.") == []

    @pytest.mark.parametrize(
        ("name", "value", "words"),
        [
            ("wage_share_minimum", 0.95, "95 per cent"),
            ("hire_level", "L3", "L3"),
            ("overtime_premium_minimum", 1.5, "1.5"),
            ("minimum_age", Either((15, 16)), "15 or 16"),
            ("framework_countries", ("KP", "VN"), "KP and VN"),
            ("framework_countries", (), "none"),
        ],
    )
    def test_a_value_is_said_in_words(self, name, value, words):
        assert fill(f"is {{{name}}} here", shipped().parameters, {name: value}) == f"is {words} here"

    def test_without_values_the_default_stands(self):
        assert fill("{wage_share_minimum}", shipped().parameters) == "80 per cent"

    @pytest.mark.parametrize(
        ("options", "said_so"),
        [
            ({}, "80 per cent"),
            ({"profile": "strict"}, "95 per cent"),
            ({"parameters": {"wage_share_minimum": 0.5}}, "50 per cent"),
        ],
        ids=["default", "profile", "set"],
    )
    def test_a_report_says_the_value_in_force(self, options, said_so):
        made = project(workforce={"wages": {"share_received": said(0.3)}})
        assert said_so in asked(report(made, **options), "WAGE-2").requirement

    def test_host_law_that_asks_more_is_what_is_said(self):
        assert "16 years" in asked(report(project(workforce={})), "CHILD-1").requirement


class TestAdvice:
    SAFE, ELSE = (
        "Ask the workers in private and let a monitor see it.",
        "Read the totals of at least {least} runs and look.",
    )

    def advice(self, tmp_path, **stated):
        pack = small(tmp_path, remedy=self.SAFE, remedy_unsafe=self.ELSE)
        found = report(project(**stated), pack)
        [remedy] = found.remedy(found.result("TEST-1"))
        return remedy

    def test_where_workers_can_speak_safely_they_are_asked(self, tmp_path):
        assert self.advice(tmp_path, context={"workers_can_speak_safely": True}) == self.SAFE

    @pytest.mark.parametrize(
        "stated",
        [
            {},
            {"context": {"workers_can_speak_safely": False}},
            {
                "context": {"workers_can_speak_safely": True},
                "monitoring": {"payroll_access": {"not_collected": "unsafe_to_collect"}},
            },
        ],
        ids=["unstated", "unsafe", "not collected"],
    )
    def test_elsewhere_nobody_is_asked(self, tmp_path, stated):
        assert self.advice(tmp_path, **stated) == "Read the totals of at least 3 runs and look."

    @pytest.mark.parametrize(("law", "asks"), [("yes", True), ("restricted", False), ("no", False)])
    def test_host_law_against_unions_keeps_ballots_and_interviews_out(self, law, asks):
        stated = {"law_permits_free_unions": said(law, "E2"), "representatives_chosen_by": said("state")}
        made = project(workforce={"association": stated}, context={"workers_can_speak_safely": True})
        found = report(made)
        assert ("secret ballot" in found.remedy(found.result("ASSOC-2"))[0]) is asks

    def test_a_condition_with_one_remedy_keeps_it(self, tmp_path):
        pack = small(tmp_path, remedy=self.SAFE)
        found = report(project(), pack)
        assert found.remedy(found.result("TEST-1")) == (self.SAFE,)
