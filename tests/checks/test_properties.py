"""Laws that hold for every project file: tried on random ones and the shipped pack."""

import json
import os
import re
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from checker import InputError, check, load_project
from checker.ground.places import Document
from checker.project.read import adapt
from tests import generate
from tests.build import ROOT, said, shipped

SEEDS = st.integers(min_value=0, max_value=2**32)
# More of the same, and other ones each time: CHECKER_TEST_EXAMPLES=20 python -m pytest tests/checks/test_properties.py
FACTOR = int(os.environ.get("CHECKER_TEST_EXAMPLES", "1"))


def tried(examples):
    """Tries a law on random files; a failing seed is not made smaller, since it means another file."""
    tries = settings(
        max_examples=examples * FACTOR, deadline=None, derandomize=FACTOR == 1, database=None,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    return lambda law: tries(given(SEEDS)(law))


def project_of(data):
    return adapt(Document("project.yaml", data, {}, ""))


def judged(data):
    """Verdicts by condition and subject."""
    return {
        (result.condition, result.subject): result.verdict
        for result in check(project_of(data), packs=[shipped()]).results
    }


def test_a_rate_that_turns_out_official_leaves_a_derived_share_open():
    amount = said({"amount": 100, "currency": "USD"}, "FULL")
    wages = {"gross_monthly": amount, "received_monthly": amount}
    verdicts = []
    for more in ({}, {"exchange_rate_basis": said("official", "FULL")}):
        data = {
            "id": "p", "country": "KP", "purpose": "commercial", "stage": "operation", "as_of": "2026-01-01",
            "evidence": [{"id": "FULL", "issuer": "monitor", "issued": "2026-01-01", **generate.FULL}],
            "workforces": [{"id": "w", "worker_class": "direct", "wages": wages | more}],
        }  # fmt: skip
        verdicts.append(judged(data)["WAGE-2", "w"])
    assert verdicts == ["met", "not_determined"]


@tried(60)
def test_better_evidence_never_makes_a_verdict_worse(seed):
    """Each item of the register made as strong and as new as can be; what is said stays the same.

    Of several statements only one is kept, since better evidence may settle a conflict either way. It speaks of
    the file's day: a contract does not age, and the visit that takes its place would.
    """
    r = Random(seed)
    data = generate.project(r)
    for facts in (
        section
        for holder in (data, data.get("workforce_defaults", {}), *(data.get("workforces") or ()))
        for section in holder.values()
        if isinstance(section, dict)
    ):
        for name, raw in facts.items():
            if isinstance(raw, list) and raw and all(isinstance(item, dict) for item in raw):
                facts[name] = raw[:1]
            for statement in facts[name] if isinstance(facts[name], list) else [facts[name]]:
                if isinstance(statement, dict):
                    statement.pop("as_of", None)
    before = judged(data)
    stronger = data | {
        "evidence": [
            {"id": item["id"], "issuer": "monitor", "issued": data["as_of"], **generate.FULL}
            for item in data["evidence"]
        ]
    }
    worse = {
        key: verdict
        for key, verdict in judged(stronger).items()
        if before[key] in ("met", "met_by_alternative") and verdict != before[key]
    }
    assert worse == {}


REPORT_SCHEMA = Draft202012Validator(json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8")))
PROJECT_SCHEMA = Draft202012Validator(
    json.loads((ROOT / "schemas" / "project.schema.json").read_text(encoding="utf-8")), format_checker=FormatChecker()
)


@tried(40)
def test_the_same_file_gives_the_same_valid_bytes(tmp_path_factory, seed):
    file = tmp_path_factory.getbasetemp() / "project.json"
    file.write_text(json.dumps(generate.project(Random(seed)), indent=1), encoding="utf-8")
    first, second = (check(load_project(file), packs=[shipped()]).to_json() for _ in range(2))
    assert first == second
    assert [f"{error.json_path}: {error.message}" for error in REPORT_SCHEMA.iter_errors(json.loads(first))] == []


@tried(60)
def test_a_report_counts_right(seed):
    report = check(project_of(generate.project(Random(seed))), packs=[shipped()])
    applicable = [result for result in report.results if result.verdict != "not_applicable"]
    assert report.coverage.applicable == len(applicable)
    assert report.coverage.determined == sum(result.verdict != "not_determined" for result in applicable)
    for cluster in report.clusters:
        verdicts = [result.verdict for result in report.results if report.rule(result).cluster == cluster.id]
        assert cluster.met + cluster.not_met + cluster.not_determined + cluster.not_applicable == len(verdicts)
        ruled = [(report.rule(result), result.verdict) for result in report.results]
        core = {verdict for rule, verdict in ruled if rule.cluster == cluster.id and rule.core}
        assert (cluster.verdict == "not_met") == ("not_met" in core)
        assert cluster.verdict != "met" or core <= {"met", "not_applicable"}


@tried(60)
def test_a_verdict_gives_its_reasons(seed):
    for result in check(project_of(generate.project(Random(seed))), packs=[shipped()]).results:
        assert (result.reason is not None) == (result.verdict == "not_determined")
        if result.verdict == "not_determined":
            assert result.needs
        if result.verdict in ("met", "met_by_alternative", "not_met"):
            # Before the first sanctions measure no fact decides, but the day; see test_examples.
            assert result.because or result.condition == "SANC-1"


@tried(60)
def test_money_is_released_only_where_no_floor_is_open(seed):
    report = check(project_of(generate.project(Random(seed))), packs=[shipped()])
    floors = {result.verdict for result in report.results if report.rule(result).class_ == "FLOOR"}
    if report.outcome.word == "release":
        assert floors <= {"met", "met_by_alternative", "not_applicable"}
    if "not_met" in floors:
        assert report.outcome.word == ("corrective_action" if report.project.purpose == "humanitarian" else "block")


# What no schema can say: references within the file, and ids given twice.
REFERENCES = re.compile(r"no (evidence item|party) has the id|is given twice in")


def refusal(data):
    """Why ``adapt`` refuses the form of a file; empty where it does not."""
    try:
        project_of(data)
    except InputError as error:
        return [str(problem) for problem in error.problems if not REFERENCES.search(problem.message)]
    return []


def schema_refusal(data):
    return [f"{error.json_path}: {error.message[:200]}" for error in PROJECT_SCHEMA.iter_errors(data)]


@tried(60)
def test_a_generated_file_is_accepted_by_program_and_schema(seed):
    data = generate.project(Random(seed))
    assert refusal(data) == []
    assert schema_refusal(data) == []


@tried(200)
def test_a_changed_file_is_accepted_by_the_schema_exactly_when_the_program_accepts_it(seed):
    r = Random(seed)
    data = generate.mutated(r, generate.project(r))
    assert bool(refusal(data)) == bool(schema_refusal(data)), (refusal(data), schema_refusal(data))


EASILY_MISSED = {
    "a-value-that-was-not-collected": {
        "governance": {"decision_rule": {"value": "lead", "not_collected": "access_refused"}}
    },
    "a-whole-number-written-with-a-point": {"workforces": [{"id": "w", "headcount": 5.0}]},
}


@pytest.mark.parametrize("more", EASILY_MISSED.values(), ids=EASILY_MISSED)
def test_program_and_schema_agree(more):
    data = {"id": "p", "purpose": "commercial", "stage": "operation", "as_of": "2026-01-01", **more}
    assert bool(refusal(data)) == bool(schema_refusal(data))
