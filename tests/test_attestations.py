"""Answers of two people to questions of judgement: which count, and that silence or doubt never does."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator

from checker import InputError, check, load_attestations, load_pack, load_project
from checker.schemas import build
from tests.build import DAY, ROOT, condition, data, said, write_pack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checker import Report
    from tests.conftest import Run

ASK, OTHER = "Is the plan sound?", "Is it carried out?"
PAID = {"fact": "wages.paid_in", "is": "money"}
FOUND = {"fact": "freedom.entry_route", "is": "applied"}
# One about each workforce, one about the project, one with two questions, one that asks nothing.
CONDITIONS = [
    condition("TEST-1", "CP", {"all": [PAID, {"judgement": ASK}]}),
    condition("TEST-2", "CP", {"any": [PAID, {"all": [{"judgement": ASK}, {"judgement": OTHER}]}]}),
    condition("TEST-3", "CP", PAID),
    condition("TEST-4", "FLOOR", {"judgement": ASK}, shelf_life_days=100),
    condition("TEST-5", "CP", PAID, applies={"judgement": ASK}),
    condition("TEST-6", "CP", FOUND, alternative={"judgement": ASK}),
]
PARTIES = [
    {"id": "works", "name": "The Works", "roles": ["employer"]},
    {"id": "fund", "name": "The Fund", "roles": ["lead_financier"]},
]
GOOD: dict[str, Any] = {
    "condition": "TEST-1",
    "subject": "w",
    "answer": True,
    "by": [{"name": "Ann Lee", "role": "safeguards officer"}, {"name": "Bo Kim", "role": "labour lawyer"}],
    "reason": "Seen on three visits.",
    "given": "2025-12-01",
    "lapses": "2026-06-01",
}


@pytest.fixture
def attest(tmp_path: Path) -> Callable[..., Report]:
    """Checks a project of one or more workforces with attestations."""
    pack = load_pack(str(write_pack(tmp_path / "pack", CONDITIONS, scope="workforce")))

    def run(*entries: dict[str, Any], workforces: list[dict[str, Any]] | None = None, **options: Any) -> Report:
        path = tmp_path / "project.json"
        stated = [{"id": "w", "wages": {"paid_in": said("money")}}] if workforces is None else workforces
        path.write_text(json.dumps(data(id="p", parties=PARTIES, workforces=stated)))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        given = tmp_path / "attestations.json"
        given.write_text(json.dumps({"attestations": [{"project_sha256": digest, **entry} for entry in entries]}))
        return check(load_project(path), packs=[pack], attestations=load_attestations(given), **options)

    return run


def states(report: Report) -> list[str]:
    return [use.state for use in report.attestations]


def test_without_an_answer_the_question_stays_open(attest: Any) -> None:
    result = attest().result("TEST-1")
    assert (result.verdict, result.reason) == ("not_determined", "no_evidence")
    assert [(need.path, need.question) for need in result.needs] == [("judgement", ASK)]


@pytest.mark.parametrize(
    ("identity", "answers", "paid", "verdict"),
    [
        ("TEST-1", {None: True}, said("money"), "met"),
        ("TEST-1", {None: False}, said("money"), "not_met"),
        ("TEST-1", {None: True}, said("in_kind"), "not_met"),
        ("TEST-1", {None: True}, said("money", "E1"), "not_determined"),
        ("TEST-1", {None: True}, None, "not_determined"),
        ("TEST-1", {ASK: True}, said("money"), "met"),
        ("TEST-2", {ASK: True, OTHER: True}, None, "met"),
        ("TEST-2", {ASK: True}, None, "not_determined"),
        ("TEST-2", {ASK: False}, None, "not_determined"),
        ("TEST-2", {ASK: False}, said("in_kind"), "not_met"),
        ("TEST-4", {None: True}, None, "met"),
        ("TEST-4", {None: False}, None, "not_met"),
        ("TEST-5", {None: False}, None, "not_applicable"),
        ("TEST-5", {None: True}, said("money"), "met"),
        ("TEST-5", {None: True}, said("in_kind"), "not_met"),
        ("TEST-6", {None: True}, None, "met_by_alternative"),
        ("TEST-6", {None: False}, None, "not_determined"),
    ],
)
def test_an_answer_is_a_fact_among_the_others(
    attest: Any, identity: str, answers: dict[str | None, bool], paid: Any, verdict: str
) -> None:
    entries = [
        {
            **GOOD,
            "condition": identity,
            "answer": answer,
            "lapses": "2026-01-31",
            **({"question": asked} if asked else {}),
        }
        for asked, answer in answers.items()
    ]
    report = attest(*entries, workforces=[{"id": "w", **({"wages": {"paid_in": paid}} if paid else {})}])
    assert report.result(identity).verdict == verdict


def test_what_was_answered_by_whom_and_until_when_stands_among_the_deciding_facts(attest: Any) -> None:
    report = attest(GOOD)
    paid, answered = report.result("TEST-1").because
    assert (paid.path, answered.path, answered.value) == ("wages.paid_in", "judgement", True)
    assert (answered.statement_basis, answered.grade, answered.file) == ("attestation", None, "attestations.json")
    assert answered.remark == (
        f"{ASK} Answered by Ann Lee (safeguards officer) and Bo Kim (labour lawyer) "
        "on 2025-12-01, until 2026-06-01: Seen on three visits."
    )
    assert states(report) == ["decides"]
    assert not [note for note in report.warnings if note.code.startswith("attestation")]
    Draft202012Validator(build("report")).validate(report.to_dict())


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"condition": "TEST-9"}, "attestation-unknown-condition"),
        ({"condition": "TEST-3"}, "attestation-not-asked"),
        ({"question": "Is it dear?"}, "attestation-not-asked"),
        ({"condition": "TEST-2"}, "attestation-not-asked"),
        ({"subject": "p"}, "attestation-unknown-subject"),
        ({"subject": "v"}, "attestation-unknown-subject"),
        ({"project_sha256": "0" * 64}, "attestation-other-file"),
        ({"given": "2026-01-02"}, "attestation-not-yet-given"),
        ({"lapses": DAY}, "attestation-lapsed"),
        ({"lapses": "2026-12-02"}, "attestation-too-long"),
        ({"by": [{"name": "A", "role": "x", "organisation": "The  works"}, GOOD["by"][1]]}, "attestation-own-cause"),
        ({"by": [GOOD["by"][0], {"name": "B", "role": "x", "organisation": "works"}]}, "attestation-own-cause"),
    ],
)
def test_what_does_not_count_is_said_and_decides_nothing(attest: Any, change: dict[str, Any], state: str) -> None:
    report = attest({**GOOD, **change})
    assert states(report) == [state]
    assert [note.code for note in report.warnings if note.code.startswith("attestation")] == [state]
    assert [result.verdict for result in report.results] == [result.verdict for result in attest().results]


@pytest.mark.parametrize(
    "change",
    [
        {"given": DAY},
        {"lapses": "2026-01-02"},
        {"lapses": "2026-12-01"},
        {"by": [{"name": "A", "role": "x", "organisation": "The Fund"}, GOOD["by"][1]]},
    ],
    ids=["given today", "its last day", "for as long as the condition allows", "a financier"],
)
def test_up_to_the_edge_it_counts(attest: Any, change: dict[str, Any]) -> None:
    report = attest({**GOOD, **change})
    assert (states(report), report.result("TEST-1").verdict) == (["decides"], "met")


def test_what_was_not_yet_known_does_not_count(attest: Any) -> None:
    assert states(attest(GOOD, known_on=date(2025, 11, 30))) == ["attestation-not-yet-given"]
    assert states(attest(GOOD, as_of=date(2026, 6, 1))) == ["attestation-lapsed"]


def test_answers_that_contradict_each_other_settle_nothing(attest: Any) -> None:
    report = attest(GOOD, {**GOOD, "answer": False})
    assert states(report) == ["attestations-conflict"] * 2
    assert report.result("TEST-1").verdict == "not_determined"
    assert attest(GOOD, {**GOOD, "answer": False, "lapses": DAY}).result("TEST-1").verdict == "met"


def test_an_answer_that_nothing_waits_for_is_said_to_be_unused(attest: Any) -> None:
    two = [{**GOOD, "condition": "TEST-2", "question": asked} for asked in (ASK, OTHER)]
    report = attest(*two)
    assert (report.result("TEST-2").verdict, states(report)) == ("met", ["unused", "unused"])
    assert [note.code for note in report.warnings if "attestation" in note.code] == ["attestation-unused"] * 2


def test_entries_on_other_projects_are_passed_over(attest: Any) -> None:
    assert states(attest({**GOOD, "subject": "elsewhere", "project_sha256": "0" * 64})) == []


@pytest.mark.parametrize("size", [3, 150])
def test_workforces_alike_but_for_an_answer_have_verdicts_of_their_own(attest: Any, size: int) -> None:
    stated = [{"id": f"w{number}", "wages": {"paid_in": said("money")}} for number in range(size)]
    answers = [{**GOOD, "subject": "w1"}, {**GOOD, "subject": "w2", "answer": False}]
    report = attest(*answers, workforces=stated)
    verdicts = [report.result("TEST-1", f"w{number}").verdict for number in range(size)]
    assert verdicts == ["not_determined", "met", "not_met", *["not_determined"] * (size - 3)]


ANSWERS = st.sampled_from([None, True, False])


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([None, "money", "in_kind"]), ANSWERS, ANSWERS)
def test_one_more_answer_never_reverses_a_verdict(
    tmp_path_factory: pytest.TempPathFactory, paid: str | None, first: bool | None, second: bool | None
) -> None:
    folder = tmp_path_factory.mktemp("judgement")
    pack = load_pack(str(write_pack(folder / "pack", CONDITIONS, scope="workforce")))
    path = folder / "project.json"
    facts = {"wages": {"paid_in": said(paid)}} if paid else {}
    path.write_text(json.dumps(data(workforces=[{"id": "w", **facts}])))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    given = [
        {**GOOD, "condition": one["id"], "question": asked, "answer": answer, "lapses": "2026-02-01",
         "project_sha256": digest}
        for one in CONDITIONS for asked, answer in ((ASK, first), (OTHER, second)) if answer is not None
    ]  # fmt: skip
    decided = {}
    for count in range(len(given) + 1):
        entries = folder / "given.json"
        entries.write_text(json.dumps({"attestations": given[:count]}))
        for result in check(path, packs=[pack], attestations=load_attestations(entries)).results:
            assert {decided.get(result.condition), result.verdict} != {"met", "not_met"}
            decided[result.condition] = result.verdict


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"by": [GOOD["by"][0]]}, "1 people sign, and an attestation takes two"),
        ({"by": [GOOD["by"][0], {"name": "ann  LEE", "role": "lawyer"}]}, "the same person signs twice"),
        ({"by": [{"name": "Ann Lee"}, GOOD["by"][1]]}, "`role` is missing"),
        ({"by": [{"name": " ", "role": "x"}, GOOD["by"][1]]}, "expected text that is not empty"),
        ({"lapses": "2025-12-01"}, "it lapses before it counts for a day"),
        ({"answer": "yes"}, "expected true or false"),
        ({"answer": None}, "expected true or false"),
        ({"reason": ""}, "expected text that is not empty"),
        ({"given": "yesterday"}, "expected a date"),
        ({"project_sha256": "abc"}, "expected 64 hexadecimal digits"),
        ({"conditions": "TEST-1"}, "did you mean `condition`?"),
    ],
)
def test_a_file_that_is_no_attestation_is_refused_in_its_place(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    path = tmp_path / "attestations.json"
    path.write_text(json.dumps({"attestations": [{"project_sha256": "0" * 64, **GOOD, **change}]}))
    with pytest.raises(InputError) as caught:
        load_attestations(path)
    assert message in str(caught.value)
    assert all(problem.file == str(path) and problem.line for problem in caught.value.problems)


@pytest.mark.parametrize("text", ["", "[]", "5", "attestations: {}", "{}", "attestations: [5]", "attestations: [[]]"])
def test_a_file_of_another_form_is_refused(tmp_path: Path, run: Run, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text)
    ended = run("check", ROOT / "examples/kaesong-2006/project.yaml", "--attestations", tmp_path / "a.yaml")
    assert (ended.code, ended.out) == (2, "")
    assert "Traceback" not in ended.err


def test_the_schema_takes_what_the_program_takes() -> None:
    validator = Draft202012Validator(build("attestations"))
    good = {"attestations": [{"project_sha256": "0" * 64, **GOOD}]}
    assert validator.is_valid(good)
    for key in ("condition", "subject", "answer", "by", "reason", "given", "lapses", "project_sha256"):
        bad = {"attestations": [{name: value for name, value in good["attestations"][0].items() if name != key}]}
        assert not validator.is_valid(bad)


class TestCommand:
    """The worked example of docs/attestations.md, from the command line."""

    def project(self, tmp_path: Path) -> str:
        """The invented project, grown to 400 workers of whom none has complained."""
        text = (ROOT / "examples/invented-release/project.yaml").read_text()
        text = text.replace("headcount: 64", "headcount: 400")
        text = text.replace("\nremedy:\n", "\nremedy:\n  complaints_received: {value: 0, evidence: [CHANNEL]}\n")
        (tmp_path / "project.yaml").write_text(text)
        return hashlib.sha256(text.encode()).hexdigest()

    def documented(self, digest: str) -> str:
        page = (ROOT / "docs/attestations.md").read_text()
        example = page.partition("```yaml\n")[2].partition("```")[0]
        return example.replace("…", digest[-48:]).replace("0123456789abcdef", digest[:16])

    @pytest.mark.parametrize("format_", ["text", "markdown", "html", "json", "oscal", "junit", "sarif", "csv"])
    def test_the_documented_answer_decides_and_every_format_says_who_gave_it(
        self, tmp_path: Path, run: Run, format_: str
    ) -> None:
        digest = self.project(tmp_path)
        (tmp_path / "attestations.yaml").write_text(self.documented(digest).replace("answer: true", "answer: false"))
        ended = run("check", tmp_path / "project.yaml", "--attestations", tmp_path / "attestations.yaml",
                            "--format", format_)  # fmt: skip
        assert "Ann Lee (safeguards officer)" in " ".join(ended.out.replace("\\", "").split())

    def test_the_documented_answer_meets_the_condition(self, tmp_path: Path, run: Run) -> None:
        digest = self.project(tmp_path)
        (tmp_path / "attestations.yaml").write_text(self.documented(digest))
        arguments = ("check", tmp_path / "project.yaml", "--format", "json")
        before = json.loads(run(*arguments).out)
        after = json.loads(run(*arguments, "--attestations", tmp_path / "attestations.yaml").out)
        verdicts = [
            next(result["verdict"] for result in report["results"] if result["condition"] == "REMEDY-2")
            for report in (before, after)
        ]
        assert verdicts == ["not_determined", "met"]

    def test_an_entry_on_no_project_of_the_run_is_told_of(self, tmp_path: Path, run: Run) -> None:
        self.project(tmp_path)
        entry = self.documented("ab" * 32).replace("subject: invented-release", "subject: elsewhere")
        (tmp_path / "attestations.yaml").write_text(entry)
        ended = run("check", tmp_path / "project.yaml", "--attestations", tmp_path / "attestations.yaml")
        assert ended.code == 0
        assert "this attestation is about no project of this run: `elsewhere`" in ended.err
