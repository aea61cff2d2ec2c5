"""The exit code is a contract: 0 release, 1 block, 3 hold or corrective action, 2 could not check."""

# ruff: noqa: E501 - a message stands on one line

from __future__ import annotations

import json

import pytest

from tests.conftest import BLOCKING, EXAMPLES, HUMANITARIAN, MINIMAL, RELEASING

TEXTS = {
    "release": RELEASING,
    "hold": MINIMAL,
    "corrective": HUMANITARIAN,
    "block": BLOCKING,
    "bad": "id: [",
}


@pytest.fixture
def files(tmp_path):
    """One file for each way a check can end."""
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "fail_on", "code"),
    [
        ("release", "hold", 0),
        ("hold", "hold", 3),
        ("corrective", "hold", 3),
        ("block", "hold", 1),
        ("bad", "hold", 2),
        ("release", "block", 0),
        ("hold", "block", 0),
        ("corrective", "block", 0),
        ("block", "block", 1),
        ("bad", "block", 2),
        ("release", "never", 0),
        ("hold", "never", 0),
        ("corrective", "never", 0),
        ("block", "never", 0),
        ("bad", "never", 2),
    ],
)
def test_the_code_says_the_outcome_as_far_as_it_is_to_fail_the_run(run, files, name, fail_on, code):
    assert run("check", f"{name}.yaml", "--fail-on", fail_on).code == code


def test_hold_fails_the_run_unless_told_otherwise(run, files):
    assert run("check", "hold.yaml").code == 3


@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
def test_an_example_ends_as_its_expected_outcome_says(run, example):
    expected = json.loads((EXAMPLES / example / "expected.json").read_text())["outcome"]
    code = {"release": 0, "block": 1, "hold": 3, "corrective_action": 3}[expected]
    ended = run("check", EXAMPLES / example / "project.yaml", "--format", "json")
    assert (ended.code, ended.err) == (code, "")
    assert json.loads(ended.out)["outcome"]["word"] == expected


@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize(("name", "code"), [("release", 0), ("hold", 3), ("block", 1)])
def test_the_code_does_not_depend_on_the_format(run, files, name, code, format_):
    assert run("check", f"{name}.yaml", "--format", format_).code == code


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["release", "release"], 0),
        (["release", "hold"], 3),
        (["hold", "block"], 1),
        (["block", "hold", "release"], 1),
        (["block", "bad"], 2),
        (["bad", "release"], 2),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, list) else str(value),
)
def test_over_several_files_the_worst_wins(run, files, names, code):
    assert run("check", *(f"{name}.yaml" for name in names)).code == code


def test_a_bad_file_does_not_stop_the_others(run, files):
    ended = run("check", "bad.yaml", "block.yaml", "missing.yaml", "hold.yaml", "--format", "json")
    assert [report["outcome"]["word"] for report in json.loads(ended.out)] == ["block", "hold"]
    bad, missing = ended.messages
    assert bad.startswith("bad.yaml:1:6: not YAML: ")
    assert missing == "missing.yaml: cannot be read: no such file or directory"
    assert ended.code == 2


def test_one_report_is_an_object_and_several_are_a_list_in_the_order_asked(run, files):
    one = json.loads(run("check", "hold.yaml", "--format", "json").out)
    several = json.loads(run("check", "hold.yaml", "block.yaml", "--format", "json").out)
    assert one["project"]["file"] == "hold.yaml"
    assert [report["project"]["file"] for report in several] == ["hold.yaml", "block.yaml"]


def test_what_cannot_be_checked_leaves_standard_output_empty(run, files):
    assert run("check", "bad.yaml", "--format", "json").out == ""


class TestFolders:
    """A folder is searched for files called ``project`` or ``NAME.project``."""

    def test_every_project_file_below_it_is_checked_in_a_stable_order(self, run, tmp_path):
        for name in ("b/project.yaml", "a/x.project.yml", "project.yaml", "b/c/d/project.yaml"):
            (tmp_path / "all" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "all" / name).write_text(MINIMAL)
        ended = run("check", "all", "--format", "json")
        assert [report["project"]["file"] for report in json.loads(ended.out)] == [
            "all/a/x.project.yml",
            "all/b/c/d/project.yaml",
            "all/b/project.yaml",
            "all/project.yaml",
        ]
        assert ended.code == 3

    @pytest.mark.parametrize(
        "name", ["notes.yaml", "project.txt", "projects.yaml", ".git/project.yaml", "project.yaml.bak"]
    )
    def test_other_files_and_hidden_folders_are_passed_over(self, run, tmp_path, name):
        (tmp_path / "all" / name).parent.mkdir(parents=True)
        (tmp_path / "all" / name).write_text(BLOCKING)
        ended = run("check", "all")
        assert (ended.code, ended.out) == (2, "")
        assert ended.messages == [
            "all: no project file is in this folder; project files are called project.yaml or NAME.project.yaml (also .yml, .json, .toml)"
        ]

    def test_a_bad_file_in_it_does_not_stop_the_others(self, run, tmp_path):
        (tmp_path / "all").mkdir()
        (tmp_path / "all" / "a.project.yaml").write_text("[")
        (tmp_path / "all" / "b.project.yaml").write_text(BLOCKING)
        ended = run("check", "all", "--format", "json")
        assert json.loads(ended.out)["outcome"]["word"] == "block"
        assert ended.code == 2

    def test_links_to_folders_are_not_followed_and_are_told_of(self, run, tmp_path):
        (tmp_path / "all").mkdir()
        (tmp_path / "all" / "project.yaml").write_text(MINIMAL)
        (tmp_path / "all" / "loop").symlink_to(tmp_path / "all")
        ended = run("check", "all", "--format", "json")
        assert json.loads(ended.out)["project"]["file"] == "all/project.yaml"
        assert ended.messages == ["all/loop: skipped: links to folders are not followed"]
        assert ended.code == 3

    def test_thirty_files_below_two_hundred_folders_are_checked(self, run, tmp_path):
        deep = tmp_path / "all"
        for number in range(200):
            deep /= "d"
            deep.mkdir(parents=True)
            if number < 30:
                (deep / "project.yaml").write_text(MINIMAL)
        ended = run("check", "all", "--format", "json")
        assert len(json.loads(ended.out)) == 30
        assert ended.code == 3


class TestStandardInput:
    """``-`` is standard input."""

    @pytest.mark.parametrize(("name", "code"), [("release", 0), ("hold", 3), ("block", 1), ("bad", 2)])
    def test_it_is_checked_like_a_file(self, run, name, code):
        assert run("check", "-", input=TEXTS[name]).code == code

    def test_it_may_be_json(self, run):
        text = '{"id": "p", "purpose": "commercial", "stage": "operation", "as_of": "2026-01-01"}'
        ended = run("check", "-", "--format", "json", input=text)
        assert json.loads(ended.out)["project"]["file"] == "-"
        assert ended.code == 3

    def test_its_faults_are_placed(self, run):
        assert run("check", "-", input=MINIMAL + "titel: x\n").messages == [
            "-:7:1: the key `titel` is not known here at titel; did you mean `title`?"
        ]

    def test_it_stands_beside_files(self, run, files):
        ended = run("check", "hold.yaml", "-", "--format", "json", input=BLOCKING)
        assert [report["outcome"]["word"] for report in json.loads(ended.out)] == ["hold", "block"]
        assert ended.code == 1

    @pytest.mark.parametrize("text", ["", "\n"], ids=["nothing", "blank"])
    def test_nothing_checked_is_never_green(self, run, text):
        ended = run("check", "-", input=text)
        assert ended == (2, "", "-:1:1: the file is empty\n")


class TestWrongUse:
    """Wrong use is said in one line with what would be right, checks nothing and ends with 2."""

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            pytest.param(
                ["chek"], "checker: no such command `chek`: did you mean `check`? (see `checker --help`)", id="command"
            ),
            pytest.param(["check"], "checker: missing argument `FILE...` (see `checker check --help`)", id="no file"),
            pytest.param(["check", ""], "FILE: an empty name names no file", id="empty name"),
            pytest.param(
                ["check", "hold.yaml", "--formt", "json"],
                "checker: no such option `--formt`: did you mean `--format`? (see `checker check --help`)",
                id="option",
            ),
            pytest.param(
                ["check", "hold.yaml", "--format", "yaml"],
                "checker: invalid value for `--format`: `yaml` is no format; ",
                id="format",
            ),
            pytest.param(
                ["check", "hold.yaml", "--fail-on", "holds"],
                "checker: invalid value for `--fail-on`: ",
                id="outcome",
            ),
            pytest.param(
                ["check", "hold.yaml", "--as-of", "2026-02-30"],
                "checker: invalid value for `--as-of`: `2026-02-30` is no date such as 2026-03-31 (see `checker check --help`)",
                id="date that does not exist",
            ),
            pytest.param(
                ["check", "hold.yaml", "--as-of", "20260101"],
                "checker: invalid value for `--as-of`: `20260101` is no date such as 2026-03-31 (see `checker check --help`)",
                id="date in another form",
            ),
            pytest.param(
                ["check", "hold.yaml", "--known-on", "soon"],
                "checker: invalid value for `--known-on`: `soon` is no date such as 2026-03-31 (see `checker check --help`)",
                id="no date",
            ),
            pytest.param(
                ["check", "hold.yaml", "--stage", "operating"],
                "--stage: `operating` is not known; did you mean `operation`?",
                id="stage",
            ),
            pytest.param(
                ["check", "hold.yaml", "--burden", "neutrl"],
                "--burden: `neutrl` is not known; did you mean `neutral`?",
                id="burden",
            ),
            pytest.param(
                ["check", "hold.yaml", "--profile", "strct"],
                "--profile: the pack engagement-threshold has no profile `strct`; ",
                id="profile",
            ),
            pytest.param(
                ["check", "hold.yaml", "--disbursement", "first"],
                "--disbursement: the project has no disbursement `first`; the file lists none",
                id="disbursement",
            ),
            pytest.param(
                ["check", "hold.yaml", "--set", "nonsense"],
                "checker: invalid value for `--set`: `nonsense` is not PARAM=VALUE (see `checker check --help`)",
                id="setting without value",
            ),
            pytest.param(
                ["check", "hold.yaml", "--set", "nonsense=1"],
                "--set: no pack has a parameter `nonsense`; ",
                id="parameter",
            ),
            pytest.param(
                ["check", "hold.yaml", "--set", "x=["],
                "checker: invalid value for `--set`: `[`: not YAML: ",
                id="setting that is no YAML",
            ),
            pytest.param(
                ["check", "hold.yaml", "--set", b"x=\xff"],
                "checker: invalid value for `--set`: `\\udcff`: half of a surrogate pair is not text (see `checker check --help`)",
                id="setting that is no text",
            ),
            pytest.param(
                ["check", "hold.yaml", "--output", "report.json"],
                "checker: invalid value for `--output`: `report.json` is not FORMAT=PATH (see `checker check --help`)",
                id="output without format",
            ),
            pytest.param(
                ["check", "hold.yaml", "--output", "jsn=report.json"],
                "checker: invalid value for `--output`: `jsn` is no format; did you mean `json`? (see `checker check --help`)",
                id="output format",
            ),
            pytest.param(
                ["check", "hold.yaml", "--max-bytes", "0"],
                "checker: invalid value for `--max-bytes`: ",
                id="limit of nothing",
            ),
            pytest.param(["check", "hold.yaml", "--pack", "engagement-treshold"], "engagement-treshold: ", id="pack"),
            pytest.param(
                ["explain", "HIRE-99"],
                "checker explain: the shipped packs have no condition `HIRE-99`; did you mean `HIRE-",
                id="condition",
            ),
        ],
    )
    def test_it_is_said_with_what_would_be_right(self, run, files, arguments, message):
        ended = run(*arguments)
        assert (ended.code, ended.out) == (2, "")
        (said,) = ended.messages
        assert said.startswith(message)
        assert said == message or message.endswith((" ", "-"))

    def test_no_command_at_all_shows_the_help_on_standard_error(self, run):
        ended = run()
        assert (ended.code, ended.out) == (2, "")
        assert ended.messages[0].startswith("Usage: ")

    @pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["--version"]], ids=" ".join)
    def test_help_and_version_are_no_fault(self, run, arguments):
        ended = run(*arguments)
        assert (ended.code, ended.err) == (0, "")
        assert ended.out

    def test_the_limit_on_input_can_be_lowered_and_raised(self, run, files):
        assert run("check", "hold.yaml", "--max-bytes", str(len(MINIMAL))).code == 3
        assert run("check", "hold.yaml", "--max-bytes", str(len(MINIMAL) - 1)).messages == [
            f"hold.yaml: larger than {len(MINIMAL) - 1} bytes; raise the limit with --max-bytes"
        ]
