"""What two people attest answers a question that no fact settles; what does not count is told of with the reason."""

# facts are flags.
# ruff: noqa: FBT003

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from checker import InputError, PackError, check, load_attestations, load_pack, load_project, render
from checker.formats.registry import FORMATS
from checker.report.baseline import with_baseline
from tests.build import condition, project, report as checked, said, write_pack
from tests.conftest import MINIMAL, ROOT
from tests.formats.test_every_format import BINARY, HOSTILE, STEERING, reads
from tests.formats.test_pdf import text_of

DIGEST = "a" * 64
QUESTION = "Is it well done?"
ASKS = {"judgement": QUESTION}
ANA = {"name": "Ana Silva", "role": "labour inspector"}
BO = {"name": "Bo Lind", "role": "adviser", "organisation": "Union of Builders"}


def entry(**keys: Any) -> dict[str, Any]:
    """An attestation that counts: keys set to None are left out."""
    made = {
        "condition": "TEST-1", "project": "p", "subject": "p", "answer": True, "by": [ANA, BO],
        "reason": "We asked forty workers.", "given": "2025-12-01", "lapses": "2026-06-30", "sha256": DIGEST, **keys,
    }  # fmt: skip
    return {key: value for key, value in made.items() if value is not None}


class Bench:
    """Checks a project against a pack of one cluster, with attestations from a file."""

    def __init__(self, folder: Any) -> None:
        self.folder = folder
        self.number = 0

    def file(self, *entries: Any) -> str:
        self.number += 1
        path = self.folder / f"attested-{self.number}.json"
        path.write_text(json.dumps({"attestations": entries}))
        return str(path)

    def pack(self, *conditions: Any, **more: Any) -> Any:
        self.number += 1
        return load_pack(str(write_pack(self.folder / f"pack-{self.number}", list(conditions), **more)))

    def report(self, requires: Any, *entries: Any, class_: str = "CP", scope: str = "project", stated: Any = None,
               pack: Any = None, **options: Any) -> Any:  # fmt: skip
        found = self.pack(condition("TEST-1", class_, requires), scope=scope, **(pack or {}))
        made = project(**(stated or {}))
        made.document.sha256 = DIGEST
        return checked(made, found, attestations=self.file(*entries) if entries else None, **options)


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


def told(report):
    return {notice.code: notice for notice in report.warnings if notice.code.startswith("attestation")}


@pytest.mark.parametrize(("answer", "verdict"), [(True, "met"), (False, "not_met")])
def test_a_live_attestation_answers_and_is_shown_as_what_it_is(bench, answer, verdict):
    found = bench.report(ASKS, entry(answer=answer))
    result = found.result("TEST-1")
    assert (result.verdict, result.needs) == (verdict, ())
    because = result.because[0]
    assert (because.path, because.value, because.grade, because.evidence) == ("judgement", answer, None, ())
    assert because.remark == (
        "attested by Ana Silva (labour inspector) and Bo Lind (adviser, Union of Builders) on 2025-12-01, until "
        "2026-06-30, on “Is it well done?”: We asked forty workers."
    )
    assert because.file.endswith(".json")
    assert told(found) == {}
    assert [one.state for one in found.attestations] == ["used"]


def test_without_one_the_verdict_is_open_and_says_how_to_attest(bench):
    result = bench.report(ASKS).result("TEST-1")
    assert (result.verdict, result.reason, result.because) == ("not_determined", "no_evidence", ())
    assert result.needs[0].would_decide.startswith(
        "met if two people attest yes; not met if two people attest no, in a file for `checker check --attestations`"
    )


def test_what_people_attest_is_asserted_and_has_no_grade(bench):
    result = bench.report(ASKS, entry()).result("TEST-1")
    assert (result.basis, result.grade, result.demanded_grade) == ("asserted", None, None)


FLAG = "monitoring.unannounced_visits"
HAS = {"fact": FLAG, "is": True}


def flag(value: bool, grade: str = "E5") -> dict[str, Any]:
    return {"monitoring": {FLAG.partition(".")[2]: said(value, grade)}}


def test_an_attestation_lends_a_fact_no_evidence(bench):
    both = {"all": [HAS, ASKS]}
    weak = bench.report(both, entry(), stated=flag(True, "E1")).result("TEST-1")
    strong = bench.report(both, entry(), stated=flag(True, "E4")).result("TEST-1")
    assert (weak.verdict, weak.reason, weak.grade) == ("not_determined", "evidence_insufficient", "E1")
    assert (strong.verdict, strong.grade, strong.basis) == ("met", "E4", "asserted")
    assert [item.path for item in strong.because] == [FLAG, "judgement"]


def test_where_a_fact_decides_too_the_fact_is_named(bench):
    found = bench.report({"any": [ASKS, HAS]}, entry(), stated=flag(True))
    assert [item.path for item in found.result("TEST-1").because] == [FLAG]
    assert told(found)["attestation-unused"].message.endswith(
        "it counts, but decides nothing: facts or another attestation decide, or other facts are missing"
    )


@pytest.mark.parametrize(
    ("answer", "value", "verdict"),
    [(True, False, "not_met"), (False, False, "not_applicable"), (None, False, "not_determined"), (None, True, "met")],
)
def test_a_question_of_whether_a_condition_applies_is_answered_too(bench, answer, value, verdict):
    pack = bench.pack(condition("TEST-1", "CP", HAS, applies=ASKS), condition("TEST-2", "CP", HAS))
    made = project(**flag(value))
    made.document.sha256 = DIGEST
    given_ = None if answer is None else bench.file(entry(answer=answer))
    found = checked(made, pack, attestations=given_).result("TEST-1")
    assert found.verdict == verdict
    assert any(item.path == "judgement" for item in found.because) == (answer is not None)


HANBIT = {"id": "builder", "name": "Hanbit Works", "kind": "company", "roles": ["employer"]}
DOES_NOT_COUNT = {
    "lapsed": ({"lapses": "2025-12-31"}, {}, "it lapsed on 2025-12-31, before the day judged, 2026-01-01"),
    "not-yet-given": ({"given": "2026-01-02"}, {}, "it was given on 2026-01-02, after the day judged, 2026-01-01"),
    "not-yet-given on the day of what is known": (
        {}, {"known_on": "2025-11-30"}, "it was given on 2025-12-01, after the day of what is known, 2025-11-30"),
    "other-file": ({"sha256": "b" * 64}, {}, "it was given for another version of the project file"),
    "other-project": ({"project": "q"}, {}, "1 of 1 attestations are for other projects (q) and are not used here"),
    "unknown-condition": (
        {"condition": "TEST-11"}, {}, "no pack of this check has a condition `TEST-11`; did you mean `TEST-1`?"),
    "unknown-subject": (
        {"subject": "w"}, {}, "TEST-1 is about the project: its subject is `p`, not `w`"),
    "no-question": ({"condition": "TEST-2"}, {}, "TEST-2 asks no question: facts and evidence decide it"),
    "unknown-question": ({"question": "Is it good?"}, {}, "TEST-1 does not ask this; it asks “Is it well done?”"),
    "question-needed": ({"condition": "TEST-3"}, {}, "TEST-3 asks 2 questions: say which it answers"),
    "too-long": ({"lapses": "2026-12-02"}, {}, "it lapses after 366 days, and small allows 365 at most"),
    "not-independent by name": (
        {"by": [ANA, {"name": "HANBIT works", "role": "engineer"}]}, {},
        "`HANBIT works` speaks for `Hanbit Works`, which has an interest in the answer"),
    "not-independent by role": (
        {"by": [{"name": "Kim", "role": "Labour_agency"}, BO]}, {},
        "`Kim` speaks for the labour agency, which has an interest in the answer"),
    "not-independent by a role at a party": (
        {"by": [ANA, {"name": "Kim", "role": "director of Hanbit Works"}]}, {},
        "`Kim` speaks for `Hanbit Works`, which has an interest in the answer"),
    "not-independent by organisation": (
        {"by": [ANA, {"name": "Kim", "role": "director", "organisation": "builder"}]}, {},
        "`Kim` speaks for `builder`, which has an interest in the answer"),
    "not-documentary": (
        {}, {"burden": "documentary"}, "under the burden of proof `documentary` what people assert does not count"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "changes", "options", "message"),
    [(name.partition(" ")[0], *row) for name, row in DOES_NOT_COUNT.items()],
    ids=DOES_NOT_COUNT,
)
def test_an_attestation_that_does_not_count_is_told_of_and_decides_nothing(bench, code, changes, options, message):
    pack = bench.pack(
        condition("TEST-1", "CP", ASKS), condition("TEST-2", "CP", HAS),
        condition("TEST-3", "CP", {"all": [{"judgement": "One?"}, {"judgement": "Two?"}]}),
    )  # fmt: skip
    made = project(parties=[HANBIT])
    made.document.sha256 = DIGEST
    found = checked(made, pack, attestations=bench.file(entry(**changes)), **options)
    notice = told(found)[f"attestation-{code}"]
    assert notice.message.endswith(message)
    assert notice.file.endswith(".json")
    assert {result.verdict for result in found.results} == {"not_determined"}
    expected = [] if code == "other-project" else [code.replace("-", "_")]
    assert [one.state for one in found.attestations] == expected


ON_THE_EDGE = {
    "on the day it lapses": {"lapses": "2026-01-01"},
    "on the day it is given": {"given": "2026-01-01"},
    "for as long as the pack allows": {"given": "2025-12-01", "lapses": "2026-12-01"},
    "with the digest in capitals": {"sha256": DIGEST.upper()},
    "with the question folded otherwise": {"question": " Is it\n  well done? "},
    "by three people": {"by": [ANA, BO, {"name": "Cho Min", "role": "engineer"}]},
    "by people of one role": {"by": [ANA, {"name": "Cho Min", "role": "labour inspector"}]},
    "by an adviser of nobody's": {"by": [ANA, {"name": "Cho Min", "role": "adviser on works"}]},
}


@pytest.mark.parametrize("changes", ON_THE_EDGE.values(), ids=ON_THE_EDGE)
def test_an_attestation_counts(bench, changes):
    assert bench.report(ASKS, entry(**changes), stated={"parties": [HANBIT]}).result("TEST-1").verdict == "met"


def test_a_pack_sets_for_how_long_people_may_attest(bench):
    short = bench.report(ASKS, entry(), pack={"attestation_days": 30})
    assert told(short)["attestation-too-long"].message.endswith("it lapses after 211 days, and small allows 30 at most")
    assert short.packs[0].attestation_days == 30


@pytest.mark.parametrize(
    ("allowed", "answer", "verdict", "outcome"),
    [
        (None, True, "met", "release"),
        (None, False, "not_met", "block"),
        (["CP", "CS"], True, "not_determined", "hold"),
        ([], False, "not_determined", "hold"),
    ],
)
def test_two_people_settle_a_floor_unless_the_pack_forbids_it(bench, allowed, answer, verdict, outcome):
    forbids = {} if allowed is None else {"attestation_classes": allowed}
    found = bench.report(ASKS, entry(answer=answer), class_="FLOOR", pack=forbids)
    assert (found.result("TEST-1").verdict, found.outcome.word) == (verdict, outcome)
    assert ("attestation-class-excluded" in told(found)) == (allowed is not None)


def test_live_attestations_that_contradict_each_other_settle_nothing(bench):
    found = bench.report(ASKS, entry(), entry(answer=False), entry(answer=False, lapses="2025-12-31"))
    assert (found.result("TEST-1").verdict, found.result("TEST-1").reason) == ("not_determined", "evidence_conflicts")
    assert [one.state for one in found.attestations] == ["conflicting", "conflicting", "lapsed"]


def test_of_two_that_agree_the_later_speaks_and_the_other_is_unused(bench):
    found = bench.report(ASKS, entry(), entry(given="2025-12-20"))
    assert [one.state for one in found.attestations] == ["unused", "used"]


def test_a_question_whose_attestation_lapsed_is_open_because_it_is_old(bench):
    assert bench.report(ASKS, entry(lapses="2025-12-31")).result("TEST-1").reason == "evidence_stale"


def test_a_breach_that_is_attested_is_no_older_than_the_attestation(bench):
    held = [
        bench.report(ASKS, entry(answer=False, given=given_), class_="COV").outcome.word
        for given_ in ("2025-12-01", "2025-09-01")
    ]
    assert held == ["release", "hold"]  # the cure period is 90 days


def test_each_of_several_questions_is_answered_by_itself(bench):
    asks = {"all": [{"judgement": "One?"}, {"judgement": "Two?"}]}
    one, two = (entry(question=question) for question in ("One?", "Two?"))
    half = bench.report(asks, one).result("TEST-1")
    assert (half.verdict, [need.question for need in half.needs]) == ("not_determined", ["Two?"])
    assert bench.report(asks, one, two).result("TEST-1").verdict == "met"
    assert bench.report(asks, one | {"answer": False}).result("TEST-1").verdict == "not_met"


def test_only_a_question_that_still_matters_is_asked(bench):
    """No complaint came in is one branch; where complaints came in, nobody is asked about silence."""
    received, closed = "remedy.complaints_received", "remedy.complaints_closed"
    silence = {"all": [{"fact": received, "is": 0}, ASKS]}
    requires = {"any": [{"all": [{"fact": received, "more_than": 0}, {"fact": closed, "at_least": 1}]}, silence]}
    some = bench.report(requires, stated={"remedy": {"complaints_received": said(3)}}).result("TEST-1")
    none = bench.report(requires, stated={"remedy": {"complaints_received": said(0)}}).result("TEST-1")
    unknown = bench.report(requires).result("TEST-1")
    assert [need.path for need in some.needs] == [closed]
    assert [need.path for need in none.needs] == ["judgement"]
    assert unknown.needs[-1].would_decide == "decides nothing until other facts are known"


def test_workforces_of_which_different_people_attest_are_not_judged_as_one(bench):
    stated = {"workforces": [{"id": f"w{number}"} for number in range(120)]}
    entries = [entry(subject="w1"), entry(subject="w2", answer=False), entry(subject="w3", lapses="2025-12-31")]
    found = bench.report(ASKS, *entries, scope="workforce", stated=stated)
    subjects = {result.subjects[:2]: (result.verdict, result.reason) for result in found.results}
    assert subjects == {
        ("w0", "w4"): ("not_determined", "no_evidence"),
        ("w1",): ("met", None),
        ("w2",): ("not_met", None),
        ("w3",): ("not_determined", "evidence_stale"),
    }


# Trees of questions and flags; what answers fill in never turns a verdict round.
LEAVES = [{"judgement": "One?"}, {"judgement": "Two?"}, HAS]
trees = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        inner.map(lambda one: {"not": one}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
    ),
    max_leaves=6,
)
answers = st.lists(
    st.tuples(st.sampled_from(["One?", "Two?"]), st.booleans()), max_size=2, unique_by=lambda one: one[0]
)


@settings(max_examples=40, deadline=None)
@given(trees, answers, st.sampled_from([None, True, False]))
def test_an_attestation_never_turns_a_verdict_round(tmp_path_factory, tree, given_, fact):
    bench = Bench(tmp_path_factory.mktemp("kleene"))
    stated = {} if fact is None else flag(fact)
    pack = bench.pack(condition("TEST-1", "CP", tree), condition("TEST-2", "CP", LEAVES[0]),
                      condition("TEST-3", "CP", LEAVES[1]))  # fmt: skip
    made = project(**stated)
    made.document.sha256 = DIGEST
    verdicts = ["not_determined"]
    for size in range(len(given_) + 1):
        entries = [entry(question=question, answer=answer) for question, answer in given_[:size]]
        verdicts.append(checked(made, pack, attestations=bench.file(*entries)).result("TEST-1").verdict)
        assert verdicts[-2] in ("not_determined", verdicts[-1])


# An earlier report.


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (
            [entry(answer=False)],
            [entry(answer=False, given="2025-12-20", by=[ANA, {"name": "C", "role": "d"}])],
            "known",
        ),
        ([entry(answer=False)], [entry(answer=False, lapses="2025-12-31")], "known"),
        ([entry()], [entry(lapses="2025-12-31")], "worse"),
        ([], [entry(answer=False)], "worse"),
        ([], [entry(lapses="2025-12-31")], "known"),
    ],
    ids=["renewed", "an-adverse-one-lapsed", "a-good-one-lapsed", "newly-adverse", "still-open"],
)
def test_against_an_earlier_report(bench, before, now, expected):
    pack = bench.pack(condition("TEST-1", "CP", ASKS))
    made = project()
    made.document.sha256 = DIGEST
    was, is_ = (checked(made, pack, attestations=bench.file(*entries)) for entries in (before, now))
    assert with_baseline(is_, json.loads(was.to_json())).result("TEST-1").baseline == expected


def test_a_finding_keeps_its_fingerprint_when_an_attestation_is_renewed_or_lapses(bench):
    pack = bench.pack(condition("TEST-1", "CP", ASKS))
    made = project()
    made.document.sha256 = DIGEST
    prints = set()
    for entries in ([], [entry(answer=False)], [entry(answer=False, given="2025-12-20")], [entry(lapses="2025-12-31")]):
        found = checked(made, pack, attestations=bench.file(*entries))
        prints.add(found.result("TEST-1").fingerprint)
    assert len(prints) == 1


# Files.

FAULTS = {
    "one person": ([entry(by=[ANA])], "two people answer for an entry, found 1"),
    "nobody": ([entry(by=[])], "two people answer for an entry, found 0"),
    "one person twice": (
        [entry(by=[ANA, {"name": "SILVA, Ana", "role": "judge"}])], "`SILVA, Ana` and `Ana Silva` are one person"),
    "one person twice, with what cannot be seen": (
        [entry(by=[ANA, {"name": "A\u200bna Silva", "role": "judge"}])], "are one person"),
    "no name": ([entry(by=[ANA, {"name": "--", "role": "judge"}])], "`--` is no name"),
    "a blank name": ([entry(by=[ANA, {"name": " ", "role": "judge"}])], "expected text that is not blank"),
    "no role": ([entry(by=[ANA, {"name": "Bo"}])], "`role` is missing"),
    "no reason": ([entry(reason=None)], "`reason` is missing"),
    "a blank reason": ([entry(reason="\n")], "expected text that is not blank"),
    "no answer": ([entry(answer=None)], "`answer` is missing"),
    "a word for an answer": ([entry(answer="yes")], "found the text `yes`, expected true or false"),
    "lapsed before given": ([entry(lapses="2025-11-30")], "it lapses on 2025-11-30, before it is given on 2025-12-01"),
    "a day that does not exist": ([entry(given="2025-02-30")], "`2025-02-30` is a date that does not exist"),
    "a short digest": ([entry(sha256="abc")], "found the text `abc`, expected 64 hexadecimal digits"),
    "a misspelt key": ([entry(answr=True)], "the key `answr` is not known here"),
    "no mapping": ([5], "found the number `5`, expected a mapping"),
}  # fmt: skip


@pytest.mark.parametrize(("entries", "message"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_entry_is_refused_in_its_place(bench, entries, message):
    with pytest.raises(InputError) as refused:
        load_attestations(bench.file(*entries))
    problem = refused.value.problems[0]
    assert message in problem.message
    assert problem.path.startswith("attestations[0]")


SCHEMA = Draft202012Validator(
    json.loads((ROOT / "schemas" / "attestations.schema.json").read_text("utf-8")), format_checker=FormatChecker()
)
BEYOND_A_SCHEMA = {"one person twice", "one person twice, with what cannot be seen", "no name", "lapsed before given"}


@pytest.mark.parametrize("name", FAULTS)
def test_the_schema_refuses_what_the_program_refuses(name):
    assert SCHEMA.is_valid({"attestations": FAULTS[name][0]}) == (name in BEYOND_A_SCHEMA)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("[]", "this file is a mapping with the key `attestations`, a list of entries"),
        ("attestations: 3", "found the number `3`, expected a list"),
        ("{}", "`attestations` is missing"),
        ("attestation: []", "the key `attestation` is not known here"),
        ("attestations: &a [*a]", "itself"),
        ("attestations: " + "[" * 200, "deep"),
    ],
)
def test_a_file_that_holds_no_attestations_is_refused_by_the_command(run, tmp_path, text, message):
    (tmp_path / "project.yaml").write_text(MINIMAL)
    (tmp_path / "a.yaml").write_text(text)
    ended = run("check", "project.yaml", "--attestations", "a.yaml", "--output", "json=out.json")
    assert (ended.code, ended.out) == (2, "")
    assert ended.messages[0].startswith("a.yaml")
    assert message in ended.err
    assert not (tmp_path / "out.json").exists()


def test_standard_input_is_read_for_one_thing_only(run, tmp_path):
    (tmp_path / "project.yaml").write_text(MINIMAL)
    twice = run("check", "-", "--attestations", "-", input=MINIMAL)
    once = run("check", "project.yaml", "--attestations", "-", input='{"attestations": []}')
    assert (twice.code, once.code) == (2, 3)
    assert "standard input is a project file already" in twice.err


def test_no_output_overwrites_the_attestations(run, tmp_path):
    (tmp_path / "project.yaml").write_text(MINIMAL)
    (tmp_path / "a.json").write_text('{"attestations": []}')
    assert run("check", "project.yaml", "--attestations", "a.json", "--output", "json=a.json").code == 2
    assert (tmp_path / "a.json").read_text() == '{"attestations": []}'


def test_thousands_of_attestations_take_seconds(run, tmp_path):
    (tmp_path / "project.yaml").write_text(MINIMAL + "workforces: []\n")
    rows = [entry(condition=f"XX-{number}", subject=f"w{number}") for number in range(4_000)]
    (tmp_path / "a.json").write_text(json.dumps({"attestations": rows}))
    ended = run("check", "project.yaml", "--attestations", "a.json", "--format", "json", timeout=15)
    assert len(json.loads(ended.out)["attestations"]) == 4_000


# Reports.

FILE = """\
id: river-clinic
country: KP
purpose: commercial
stage: operation
as_of: 2026-06-30
workforces:
  - id: builders
    headcount: 160
    wages:
      paid_in: {value: voucher, evidence: [VISIT]}
      voucher_term_recorded: {value: true, evidence: [VISIT]}
remedy:
  complaints_received: {value: 0, evidence: [VISIT]}
evidence:
  - {id: VISIT, kind: inspection, issuer: monitor, issued: 2026-05-02, independent: true}
"""


@pytest.fixture
def river(tmp_path):
    (tmp_path / "project.yaml").write_text(FILE)
    return tmp_path / "project.yaml"


def attest_all(run, river, answer: str) -> str:
    """What a reader does: copies what the report prints into a file, and fills in the blanks."""
    printed = run("check", str(river), "--verbose").out
    form = re.search(r"^attestations:\n(?:  .*\n)+", printed, re.MULTILINE).group()
    filled = form.replace("answer:  ", f"answer: {answer} ").replace("    reason:", "    reason: We asked.")
    first, second = ({"name": f"{name} Person", "role": "monitor"} for name in ("First", "Second"))
    for person in (first, second) * 2:
        filled = filled.replace("{name: , role: }", json.dumps(person), 1)
    path = river.with_name("attestations.yaml")
    path.write_text(filled)
    return str(path)


@pytest.mark.parametrize(("answer", "verdict"), [("true", "met"), ("false", "not_met")])
def test_the_form_that_the_report_prints_is_accepted_once_filled_in(run, river, answer, verdict):
    path = attest_all(run, river, answer)
    found = check(str(river), attestations=path)
    assert {found.result(name).verdict for name in ("WAGE-4", "REMEDY-2")} == {verdict}
    assert told(found) == {}


def test_the_form_left_blank_is_refused(run, river):
    printed = run("check", str(river), "--verbose").out
    river.with_name("a.yaml").write_text(re.search(r"^attestations:\n(?:  .*\n)+", printed, re.MULTILINE).group())
    ended = run("check", str(river), "--attestations", "a.yaml")
    assert ended.code == 2
    assert "found nothing, expected true or false at attestations[0].answer" in ended.err


@pytest.fixture(scope="module")
def attested(tmp_path_factory):
    folder = tmp_path_factory.mktemp("river")
    (folder / "project.yaml").write_text(FILE)
    digest = load_project(str(folder / "project.yaml")).document.sha256
    adverse = entry(condition="REMEDY-2", project="river-clinic", subject="river-clinic", answer=False, sha256=digest)
    (folder / "a.json").write_text(json.dumps({"attestations": [adverse]}))
    return check(str(folder / "project.yaml"), attestations=str(folder / "a.json"))


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"pdf"}))
def test_every_format_says_who_attested(attested, name):
    content = render(attested, name)
    if name == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = book.read("xl/sharedStrings.xml")
    plain = " ".join(content.decode().replace("\\", "").split())
    assert "attested by Ana Silva (labour inspector) and Bo Lind" in plain


def test_the_pdf_says_who_attested(attested):
    assert "attestedbyAnaSilva(labourinspector)andBoLind" in text_of(render(attested, "pdf"))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_in_an_attestation_steers_a_reader(tmp_path, name):
    (tmp_path / "project.yaml").write_text(FILE)
    digest = load_project(str(tmp_path / "project.yaml")).document.sha256
    people = [
        {"name": f"N{number} {text[:150]}", "role": f"{text[:150]}.", "organisation": text}
        for number, text in enumerate(HOSTILE.values())
    ]
    said = " ".join(text[:200] for text in HOSTILE.values())
    about = {"condition": "REMEDY-2", "project": "river-clinic", "subject": "river-clinic", "sha256": digest}
    rows = [entry(**about, answer=False, by=people, reason=said)]
    rows += [entry(**about | {"subject": text[:90].replace(" ", "") + "x"}, question=text) for text in HOSTILE.values()]
    rows = [row for row in rows if not re.search(r"\s", row["subject"])]
    (tmp_path / "a.json").write_text(json.dumps({"attestations": rows}))
    found = check(str(tmp_path / "project.yaml"), attestations=str(tmp_path / "a.json"))
    assert found.result("REMEDY-2").verdict == "not_met"
    written = render(found, name)
    reads(name, written)
    if name not in BINARY:
        text = written.decode("utf-8-sig" if name == "csv" else "utf-8").replace("\r\n", "\n")
        assert not STEERING.search(text)
        forged = r"^\s*(::(?!(error|warning|notice) )|##)" if name == "github" else r"^\s*(::|##vso|##\[)"
        assert name not in ("text", "github", "markdown") or not re.search(forged, text, re.MULTILINE)


def test_the_report_is_as_its_schema_says(run, river):
    found = check(str(river), attestations=attest_all(run, river, "true"))
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(found.to_dict())
    assert found.settings.attestations_sha256


def test_what_only_people_can_settle_is_for_review_in_sarif(run, river):
    found = json.loads(run("check", str(river), "--format", "sarif", "--sarif-profile", "full").out)
    kinds = {result["ruleId"]: result["kind"] for result in found["runs"][0]["results"]}
    assert kinds["engagement-threshold:REMEDY-2"] == "review"


def test_a_warning_shows_the_file_that_it_is_about(run, river):
    path = attest_all(run, river, "true")
    river.write_text(FILE.replace("160", "170"))
    ended = run("check", "project.yaml", "--attestations", path)
    said = "WAGE-4 [builders]: the attestation of 2026-06-30 is not used: it was given for another version"
    assert f"attestations.yaml:15:13: {said}" in " ".join(ended.out.split())


def test_no_line_of_the_project_file_is_shown_for_an_attestation(run, river):
    out = run("check", "project.yaml", "--attestations", attest_all(run, river, "false")).out
    assert re.search(r"--> attestations.yaml:\d+:\d+\n  Mend", out)


def test_the_action_plan_asks_for_people_where_only_they_can_settle_it(river):
    wanted = {item.condition: item.evidence_required for item in check(str(river)).action_plan}
    assert wanted["REMEDY-2"] == wanted["WAGE-4"] == "the attestation of two people"
    assert wanted["REMEDY-1"] != wanted["REMEDY-2"]


def test_one_file_serves_several_projects(run, river):
    path = attest_all(run, river, "true")
    river.with_name("other.yaml").write_text(MINIMAL)
    reports = json.loads(run("check", "project.yaml", "other.yaml", "--attestations", path, "--format", "json").out)
    codes = [[one["code"] for one in report["warnings"] if one["code"].startswith("att")] for report in reports]
    assert codes == [[], ["attestation-other-project"]]


# What the documentation shows.


def test_the_example_of_the_documentation_counts(tmp_path):
    page = (ROOT / "docs" / "attestations.md").read_text("utf-8")
    shown, attested = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[:2]
    (tmp_path / "project.yaml").write_text(shown)
    (tmp_path / "attestations.yaml").write_text(attested)
    found = check(str(tmp_path / "project.yaml"), attestations=str(tmp_path / "attestations.yaml"))
    result = found.result("REMEDY-2")
    assert (result.verdict, told(found)) == ("met", {})
    assert load_project(str(tmp_path / "project.yaml")).document.sha256 in attested


# Packs.


@pytest.mark.parametrize(
    ("changed", "relaxed"),
    [
        ({"attestation_days": 30}, None),
        ({"attestation_days": 400}, "attestation_days is relaxed against small: attestation_days 365 to 400"),
        ({"attestation_classes": ["CP"]}, None),
        ({"attestation_classes": []}, None),
    ],
)
def test_a_pack_that_extends_another_may_only_tighten_what_people_may_attest(bench, changed, relaxed):
    write_pack(bench.folder / "small", [condition("TEST-1", "CP", ASKS)])
    above = bench.folder / "above"
    above.mkdir()
    head = {"pack": "above", "version": "1.0.0", "title": "Above", "authority": "The tests", "extends": "small"}
    (above / "pack.yaml").write_text(json.dumps(head | changed))
    if relaxed is None:
        pack = load_pack(str(above))
        kept = {"attestation_days": 365, "attestation_classes": ["FLOOR", "CP", "CS", "COV", "REG"]} | changed
        assert (pack.attestation_days, list(pack.attestation_classes)) == tuple(kept.values())
    else:
        with pytest.raises(PackError, match=relaxed):
            load_pack(str(above))


def test_classes_that_a_base_excludes_stay_excluded(bench):
    write_pack(bench.folder / "small", [condition("TEST-1", "CP", ASKS)], attestation_classes=["CP"])
    above = bench.folder / "above"
    above.mkdir()
    head = {"pack": "above", "version": "1.0.0", "title": "Above", "authority": "The tests", "extends": "small",
            "attestation_classes": ["FLOOR", "CP"]}  # fmt: skip
    (above / "pack.yaml").write_text(json.dumps(head))
    with pytest.raises(PackError, match="an attestation may settle a question of class FLOOR"):
        load_pack(str(above))
