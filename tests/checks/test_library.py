"""What the library offers: a handful of names, frozen values, errors that say everything."""

# a row of a table stays on one line.
# ruff: noqa: E501

import os
import subprocess
import sys
from datetime import date

import pytest

import checker
from checker import CheckerError, InputError, Pack, PackError, Problem, Project, ProjectFile, Report, UsageError
from tests.build import ROOT

KAESONG = ROOT / "examples" / "kaesong-2006" / "project.yaml"


@pytest.fixture(scope="module")
def report():
    return checker.check(KAESONG)


def test_the_public_names():
    assert set(checker.__all__) == {
        "CheckerError", "InputError", "Pack", "PackError", "Problem", "Project", "ProjectFile", "Report", "UsageError",
        "__version__", "check", "load_attestations", "load_pack", "load_project", "render",
    }  # fmt: skip


@pytest.mark.parametrize("name", checker.__all__)
def test_a_public_name_is_there(name):
    assert getattr(checker, name)


def test_no_other_name_is_there():
    with pytest.raises(AttributeError, match="module 'checker' has no attribute 'score'"):
        checker.score  # noqa: B018


@pytest.mark.parametrize(
    "code",
    [
        "from checker import check, load_project, load_pack, Report; assert callable(check)",
        "import checker; assert callable(checker.check) and callable(checker.check)",
        "import checker.cli, checker.checks.one_project; from checker import check; assert callable(check)",
    ],
    ids=["from-import", "attribute-twice", "after-submodules"],
)
def test_the_function_check_is_what_its_name_gives(code):
    """In an interpreter of its own: an import elsewhere must not decide what the name means here."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_types_come_with_it():
    assert os.path.exists(os.path.join(os.path.dirname(checker.__file__), "py.typed"))


def test_a_check_in_three_lines(report):
    assert isinstance(report, Report)
    assert report.outcome.word == "hold"
    assert report.cluster("HIRE").verdict == "not_met"


@pytest.mark.parametrize("source", [KAESONG, str(KAESONG)], ids=["path", "text"])
def test_a_file_is_named_by_path_or_text(source, report):
    assert checker.check(source) == report


def test_a_loaded_project_gives_the_same_report(report):
    loaded = checker.load_project(KAESONG)
    assert isinstance(loaded, ProjectFile)
    assert isinstance(loaded.project, Project)
    assert checker.check(loaded) == report


def test_a_loaded_pack_gives_the_same_report(report):
    pack = checker.load_pack("engagement-threshold")
    assert isinstance(pack, Pack)
    assert checker.check(KAESONG, packs=[pack]) == checker.check(KAESONG, packs=["engagement-threshold"]) == report


def test_a_pack_loaded_for_another_regime_is_judged_by_the_regime_asked_for(report):
    pack = checker.load_pack(regime="engagement-agreement")
    assert checker.check(KAESONG, packs=[pack]) == report


def test_the_default_pack_is_the_main_one():
    assert checker.load_pack().id == "engagement-threshold"


def test_the_same_pack_twice_is_refused():
    with pytest.raises(checker.UsageError, match="the rule pack `engagement-threshold` is named twice"):
        checker.check(KAESONG, packs=["engagement-threshold"] * 2)


def test_options_show_in_the_settings():
    settings = checker.check(
        KAESONG, as_of=date(2007, 1, 1), stage="suspended", regime="engagement-agreement", burden="documentary",
        known_on=date(2007, 2, 1),
    ).settings  # fmt: skip
    assert settings.as_of == "2007-01-01"
    assert settings.stage == "suspended"
    assert settings.regime == "engagement-agreement"
    assert settings.burden == "documentary"
    assert settings.known_on == "2007-02-01"


class TestLookingUp:
    def test_a_result_by_condition_and_subject(self, report):
        subject = report.result("HIRE-1").subject
        assert report.result("HIRE-1", subject) == report.result("HIRE-1")

    @pytest.mark.parametrize("look_up", [lambda r: r.cluster("NONE"), lambda r: r.result("HIRE-99"), lambda r: r.result("HIRE-1", "nobody")],
                             ids=["cluster", "condition", "subject"])  # fmt: skip
    def test_what_is_not_there_is_a_key_error(self, report, look_up):
        with pytest.raises(KeyError):
            look_up(report)


class TestValues:
    @pytest.mark.parametrize("pick", [lambda r: r, lambda r: r.outcome, lambda r: r.results[0], lambda r: r.clusters[0]],
                             ids=["report", "outcome", "result", "cluster"])  # fmt: skip
    def test_do_not_change(self, report, pick):
        value = pick(report)
        with pytest.raises(AttributeError):
            setattr(value, next(iter(type(value).__annotations__)), None)

    def test_of_a_project_do_not_change(self):
        project = checker.load_project(KAESONG).project
        with pytest.raises(AttributeError):
            project.purpose = "humanitarian"

    def test_are_equal_by_what_they_say(self, report):
        assert checker.check(KAESONG) == report
        assert checker.check(KAESONG, burden="documentary") != report

    def test_read_as_the_vocabulary_writes_them(self):
        workforce = checker.load_project(KAESONG).project.workforces[0]
        assert {statement.basis for statement in workforce.wages.payment_path} == {"law", "practice"}


class TestErrors:
    @pytest.mark.parametrize("error", [InputError, PackError, UsageError])
    def test_have_one_root(self, error):
        assert issubclass(error, CheckerError)

    @pytest.mark.parametrize(
        ("call", "error"),
        [
            (lambda: checker.check("no-such-file.yaml"), InputError),
            (lambda: checker.load_project("no-such-file.yaml"), InputError),
            (lambda: checker.load_pack("no-such-pack"), PackError),
            (lambda: checker.check(KAESONG, packs=["no-such-pack"]), PackError),
            (lambda: checker.check(KAESONG, packs=[]), UsageError),
            (lambda: checker.check(KAESONG, profile="none"), UsageError),
            (lambda: checker.check(KAESONG, disbursement="none"), UsageError),
        ],
        ids=["no-file", "no-project", "no-pack", "check-with-no-pack", "no-packs", "no-profile", "no-disbursement"],
    )  # fmt: skip
    def test_say_who_must_act(self, call, error):
        with pytest.raises(error) as caught:
            call()
        assert all(isinstance(problem, Problem) and problem.message for problem in caught.value.problems)

    def test_carry_every_fault_with_its_place(self, tmp_path):
        file = tmp_path / "p.yaml"
        file.write_text(
            "id: p\npurpose: comercial\nstage: operation\nas_of: 2026-01-01\ngovernance: {decision_rul: lead}\n"
        )
        with pytest.raises(InputError) as caught:
            checker.load_project(file)
        assert [(problem.line, problem.column, problem.help) for problem in caught.value.problems] == [
            (2, 10, "did you mean `commercial`?"),
            (5, 14, "did you mean `decision_rule`?"),
        ]

    def test_refuse_a_file_that_is_too_large(self, tmp_path):
        file = tmp_path / "p.yaml"
        file.write_text("# " + "x" * 1000)
        with pytest.raises(InputError):
            checker.load_project(file, max_bytes=100)
