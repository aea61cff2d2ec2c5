"""Figures that cannot all be true end a check with the places of all of them; what is only doubtful does not."""

# a row of a table stays on one line.
# ruff: noqa: E501

import pytest

from checker import load_project
from tests.conftest import MINIMAL

# (facts of one workforce from line 9 on, or of the project from line 7 on; what is said after the name of the file)
REFUSED = [
    pytest.param(
        "workforces:\n  - id: w\n    hours: {regular_weekly: 100, overtime_weekly: 80}\n",
        ["9:51: 100 regular hours and 80 of overtime make 180 hours, and a week has 168 at workforces[0].hours.overtime_weekly; `workforces[0].hours.regular_weekly` stands on line 9; correct what is wrong"],
        id="hours",
    ),
    pytest.param(
        "workforce_defaults:\n  hours:\n    regular_weekly: 100\nworkforces:\n  - id: w\n    hours: {regular_weekly: null, overtime_weekly: 80}\n  - id: v\n    hours:\n      overtime_weekly: {value: 69}\n",
        [
            "12:52: 100 regular hours and 80 of overtime make 180 hours, and a week has 168 at workforces[0].hours.overtime_weekly; `workforce_defaults.hours.regular_weekly` stands on line 9; correct what is wrong",
            "15:32: 100 regular hours and 69 of overtime make 169 hours, and a week has 168 at workforces[1].hours.overtime_weekly.value; `workforce_defaults.hours.regular_weekly` stands on line 9; correct what is wrong",
        ],
        id="inherited hours, beside a blank",
    ),
    pytest.param(
        "workforce_defaults: {hours: {regular_weekly: 100, overtime_weekly: 80}}\nworkforces: [{id: w}, {id: v}]\n",
        ["7:68: 100 regular hours and 80 of overtime make 180 hours, and a week has 168 at workforce_defaults.hours.overtime_weekly; `workforce_defaults.hours.regular_weekly` stands on line 7; correct what is wrong"],
        id="defaults of two workforces, said once",
    ),
    pytest.param(
        "workforces:\n  - id: w\n    hours: {regular_weekly: 48, rest_days_per_week: 6}\n",
        ["9:53: 48 regular hours a week do not fit beside 6 days of rest, which leave 24 hours at workforces[0].hours.rest_days_per_week; `workforces[0].hours.regular_weekly` stands on line 9; correct what is wrong"],
        id="rest",
    ),
    pytest.param(
        "workforces:\n  - id: w\n    wages:\n      deductions:\n        - {name: a, share: 0.6}\n        - {name: b}\n        - {name: c, share: 0.5}\n",
        ["13:28: the deductions take 1.1 of the wage in total, and no more than 1 is there at workforces[0].wages.deductions[2].share; `workforces[0].wages.deductions[0].share` stands on line 11; correct what is wrong"],
        id="deductions",
    ),
    pytest.param(
        f"workforces: [{{id: w, wages: {{deductions: [{', '.join(['{share: 0.5}'] * 8)}]}}}}]\n",
        ["7:149: the deductions take 4 of the wage in total, and no more than 1 is there at workforces[0].wages.deductions[7].share; "
         + "; ".join(f"`workforces[0].wages.deductions[{index}].share` stands on line 7" for index in range(5))
         + "; 2 more stand in the same list; correct what is wrong"],
        id="many deductions",
    ),
    pytest.param(
        "workforces:\n  - {id: w, headcount: 5, disability: {employed: 6}}\n",
        ["8:50: 6 disabled people are employed among 5 workers at workforces[0].disability.employed; `workforces[0].headcount` stands on line 8; correct what is wrong"],
        id="headcount",
    ),
    pytest.param(
        "sanctions:\n  authorisations:\n    - {measure: asset_freeze, granted: 2026-03-01, valid_until: none}\n    - measure: joint_venture\n      granted: 2026-03-01\n      valid_until: 2026-02-01\n",
        ["12:20: an authorisation ends before it was granted: `granted` 2026-03-01, `valid_until` 2026-02-01 at sanctions.authorisations[1].valid_until; `sanctions.authorisations[1].granted` stands on line 11; correct what is wrong"],
        id="days of an authorisation",
    ),
    pytest.param(
        "workforces:\n  - id: w\n    hours:\n      regular_weekly: [{value: 100}, {value: 90}]\n      overtime_weekly: 80\n",
        ["11:24: 100 regular hours and 80 of overtime make 180 hours, and a week has 168 at workforces[0].hours.overtime_weekly; `workforces[0].hours.regular_weekly[0].value` stands on line 10; correct what is wrong"],
        id="several values, none of them possible",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "said"), REFUSED)
def test_what_cannot_be_ends_the_check_with_every_place(run, tmp_path, facts, said):
    (tmp_path / "p.yaml").write_text(MINIMAL + facts)

    ended = run("check", "p.yaml")

    assert (ended.code, ended.out) == (2, "")
    assert ended.messages == [f"p.yaml:{line}" for line in said]


HOURS = "workforces:\n  - id: w\n    hours:\n"
TAKEN = [
    pytest.param(f"{HOURS}      regular_weekly: 84\n      overtime_weekly: 84\n", id="just possible"),
    pytest.param(f"{HOURS}      regular_weekly: [{{value: 100}}, {{value: 40}}]\n      overtime_weekly: 80\n", id="one value is possible"),
    pytest.param(f"{HOURS}      regular_weekly: {{value: 100, contested: true}}\n      overtime_weekly: 80\n", id="contested"),
    pytest.param(f"{HOURS}      regular_weekly: {{value: 100, basis: law}}\n      overtime_weekly: 80\n", id="law beside practice"),
    pytest.param(f"{HOURS}      regular_weekly: {{value: 100, as_of: 2025-01-01}}\n      overtime_weekly: 80\n", id="another day"),
    pytest.param(f"{HOURS}      regular_weekly: {{not_collected: access_refused}}\n      overtime_weekly: 168\n", id="not collected"),
    pytest.param(f"{HOURS}      regular_weekly: [{', '.join(f'{{value: {100 + n}}}' for n in range(40))}]\n      overtime_weekly: 90\n", id="so many values that none is sure"),
    pytest.param("remedy: {complaints_received: 3, complaints_closed: 9}\n", id="complaints of an earlier time"),
    pytest.param("monitoring: {visits_made: 1, visits_refused: 7}\n", id="visits refused are not among those made"),
    pytest.param("workforces:\n  - id: w\n    wages:\n      gross_monthly: {amount: 100, currency: EUR}\n      received_monthly: {amount: 120, currency: EUR}\n", id="allowances"),
]  # fmt: skip


@pytest.mark.parametrize("facts", TAKEN)
def test_what_can_be_is_read(tmp_path, facts):
    (tmp_path / "p.yaml").write_text(MINIMAL + facts)

    assert load_project(tmp_path / "p.yaml").project.id == "p"


def test_the_basis_that_holds_where_none_is_said_is_that_of_the_stage(run, tmp_path):
    facts = f"{HOURS}      regular_weekly: {{value: 100, basis: practice}}\n      overtime_weekly: 80\n"
    codes = {}
    for stage in ("proposal", "operation"):
        (tmp_path / "p.yaml").write_text(MINIMAL.replace("operation", stage) + facts)
        codes[stage] = run("check", "p.yaml").code

    assert codes == {"proposal": 3, "operation": 2}


@pytest.mark.parametrize(
    ("name", "place", "text"),
    [
        ("p.json", "1:153", '{"id": "p", "purpose": "commercial", "stage": "operation", "as_of": "2026-01-01", "workforces": [{"id": "w", "headcount": 5, "disability": {"employed": 6}}]}'),
        ("p.toml", "9:12", 'id = "p"\npurpose = "commercial"\nstage = "operation"\nas_of = "2026-01-01"\n[[workforces]]\nid = "w"\nheadcount = 5\n[workforces.disability]\nemployed = 6\n'),
    ],
)  # fmt: skip
def test_the_places_are_those_of_the_format(run, tmp_path, name, place, text):
    (tmp_path / name).write_text(text)

    ended = run("check", name)

    assert ended.code == 2
    assert ended.messages[0].startswith(f"{name}:{place}: 6 disabled people are employed among 5 workers")
