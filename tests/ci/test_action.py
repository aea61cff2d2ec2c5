"""The GitHub Action: its steps run by bash as a runner runs them, with the files a runner gives."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from checker import check
from tests.build import ROOT, ids
from tests.conftest import BLOCKING, EXAMPLES, HUMANITARIAN, MINIMAL, ONE_OPEN, RELEASING, minimal

if TYPE_CHECKING:
    from pathlib import Path

ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"]}
TEXTS = {"release": RELEASING, "hold": MINIMAL, "corrective": HUMANITARIAN, "block": BLOCKING, "bad": "id: ["}


class Ended(NamedTuple):
    """How a step ended: its code, its log, the outputs a runner reads, and the job summary."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str


class Job:
    """A job's workspace, in which steps are run as GitHub's runner runs them."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.temp = folder / "workspace", folder / "temp"
        self.workspace.mkdir()
        self.temp.mkdir()
        for name, text in TEXTS.items():
            self.write(f"{name}.yaml", text)

    def write(self, name: str, text: str) -> None:
        path = self.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def step(self, identity: str, *, python: str = sys.executable, edit: Any = str, **given: str) -> Ended:
        """Runs a step with inputs (dashes as underscores); those not given have their default."""
        inputs = {name: str(row["default"]) for name, row in ACTION["inputs"].items()}
        inputs |= {name.replace("_", "-"): value for name, value in given.items() if not name.isupper()}
        files = {name: self.temp / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        env = {"PATH": os.environ["PATH"], "HOME": str(self.temp), "GITHUB_ACTION_PATH": str(ROOT)}
        env |= {
            key: value for key, value in os.environ.items() if key.startswith(("PIP_", "SSL_", "REQUESTS_", "LANG"))
        }
        env |= {"RUNNER_TEMP": str(self.temp), "GITHUB_WORKSPACE": str(self.workspace)}
        env |= {name: str(file) for name, file in files.items()}
        env |= {name: filled(text, inputs, python) for name, text in STEPS[identity]["env"].items()}
        env |= {name: value for name, value in given.items() if name.isupper()}
        script = self.temp / "step.sh"
        script.write_text(edit(STEPS[identity]["run"]))
        done = subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace, env=env, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        summary = files["GITHUB_STEP_SUMMARY"].read_text()
        return Ended(
            done.returncode, done.stdout + done.stderr, outputs_in(files["GITHUB_OUTPUT"].read_text()), summary
        )

    def check(self, paths: str, **given: Any) -> Ended:
        return self.step("check", paths=paths, **given)


def filled(text: str, inputs: dict[str, str], python: str) -> str:
    """An expression's value; one that is not of a known kind fails the test."""
    found = re.fullmatch(r"\$\{\{ (?:inputs\.([\w-]+)|(steps\.install\.outputs\.python)) \}\}", text)
    return inputs[found[1]] if found[1] else python


def outputs_in(text: str) -> dict[str, str]:
    """The outputs as a runner reads them: ``name=value``, or ``name<<end`` up to a line that is that end."""
    outputs, lines = {}, iter(text.split("\n"))
    for line in lines:
        name, sign, rest = re.match(r"([^=<]*)(=|<<|)(.*)", line).groups()
        if sign == "=":
            outputs[name] = rest
        elif sign == "<<":
            outputs[name] = "\n".join(iter(lambda: next(lines), rest))
    return outputs


def commands_in(log: str) -> list[tuple[str, str]]:
    """What a runner obeys in a log: ``::name ...::text`` that begins a line, ``##[name]`` anywhere in one."""
    found, stopped = [], None
    for line in log.splitlines():
        if stopped is not None:
            stopped = None if line.strip() == f"::{stopped}::" else stopped
        elif match := re.match(r"\s*::([\w-]+)[^:]*::(.*)", line):
            found.append((match[1], match[2]))
            stopped = match[2] if match[1] == "stop-commands" else None
        elif match := re.search(r"##\[([\w-]+)", line):
            found.append((match[1], line))
    assert stopped is None
    return [command for command in found if command[0] != "stop-commands"]


@pytest.fixture
def job(tmp_path):
    return Job(tmp_path)


# The file itself.


def test_the_metadata_is_as_github_asks():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_no_expression_is_ever_part_of_a_script(step):
    assert "${{" not in step["run"]
    assert step["run"].startswith("set -euo pipefail\n")
    assert "uses" not in step


def test_every_input_reaches_a_step_and_every_output_comes_from_one(job):
    named = {
        name
        for step in STEPS.values()
        for text in step["env"].values()
        for name in re.findall(r"inputs\.([\w-]+)", text)
    }
    given = job.check("release.yaml").outputs

    assert named == set(ACTION["inputs"])
    assert set(given) == set(ACTION["outputs"])
    for name, row in ACTION["outputs"].items():
        assert row["value"] == f"${{{{ steps.check.outputs.{name} }}}}"


def test_each_fact_of_the_documentation_about_inputs_is_there():
    page = (ROOT / "docs" / "ci.md").read_text()
    for name in (*ACTION["inputs"], *ACTION["outputs"]):
        assert f"`{name}`" in page, name


# What it says.


@pytest.mark.parametrize(
    ("paths", "fail_on", "code", "outcome"),
    [
        ("release.yaml", "hold", 0, "release"),
        ("corrective.yaml", "hold", 3, "corrective_action"),
        ("hold.yaml", "hold", 3, "hold"),
        ("block.yaml", "hold", 1, "block"),
        ("bad.yaml", "never", 2, "not_checked"),
        ("nowhere.yaml", "never", 2, "not_checked"),
        ("", "never", 2, "not_checked"),
        ("-", "never", 2, "not_checked"),
        ("hold.yaml", "block", 0, "hold"),
        ("block.yaml", "never", 0, "block"),
        ("release.yaml\ncorrective.yaml", "hold", 3, "corrective_action"),
        ("corrective.yaml\nhold.yaml\nrelease.yaml", "hold", 3, "hold"),
        ("release.yaml\nblock.yaml\nhold.yaml", "hold", 1, "block"),
        ("release.yaml\nbad.yaml", "never", 2, "not_checked"),
    ],
)
def test_the_step_ends_with_the_checkers_code_and_the_worst_outcome(job, paths, fail_on, code, outcome):
    ended = job.check(paths, fail_on=fail_on)

    assert (ended.code, ended.outputs["outcome"], ended.outputs["exit-code"]) == (code, outcome, str(code))
    assert ended.outputs["projects"] == str(
        sum(1 for name in paths.split() if TEXTS.get(name.removesuffix(".yaml"), "id: [") != "id: [")
    )


def test_the_counts_are_those_of_the_reports(job):
    names = ["kaesong-2006", "invented-hold"]
    reports = [check(EXAMPLES / name / "project.yaml") for name in names]
    verdicts = Counter(result.verdict for report in reports for result in report.results)

    outputs = job.check("\n".join(str(EXAMPLES / name) for name in names)).outputs

    assert outputs == {
        "outcome": "hold", "projects": "2", "blocking": "0", "exit-code": "3", "sarif": "",
        "holding": str(sum(len(ids(report.outcome.holding)) for report in reports)),
        "not-met": str(verdicts["not_met"]), "not-determined": str(verdicts["not_determined"]),
    }  # fmt: skip


def test_a_block_is_counted(job):
    outputs = job.check("block.yaml").outputs

    assert int(outputs["blocking"]) == len(ids(check(job.workspace / "block.yaml").outcome.blocking)) > 0


def test_lines_are_annotated_and_the_summary_holds_the_report(job):
    ended = job.check("block.yaml")

    assert any(kind == "error" and "block.yaml" in line for kind, line in
               re.findall(r"^::(\w+) (file=.*)$", ended.log, re.MULTILINE))  # fmt: skip
    assert "BLOCK: no money may move" in ended.summary
    assert "FREE-" in ended.summary


def test_without_annotations_the_report_stands_in_the_log(job):
    ended = job.check("block.yaml", annotations="false", summary="False")

    assert "BLOCK: no money may move" in ended.log
    assert commands_in(ended.log) == []
    assert ended.summary == ""


@pytest.mark.parametrize("paths", ["bad.yaml", "bad.yaml\nrelease.yaml"])
def test_what_could_not_be_checked_is_annotated_and_in_the_summary(job, paths):
    ended = job.check(paths)

    assert any(kind == "error" and "bad.yaml:1:" in text for kind, text in commands_in(ended.log))
    assert "bad.yaml:1:" in ended.summary


def test_wrong_usage_is_annotated(job):
    ended = job.check("release.yaml", profile="stirct")

    assert ended.code == 2
    assert "no profile `stirct`" in commands_in(ended.log)[0][1]
    assert "no profile `stirct`" in ended.summary


# What it takes.


def test_a_path_is_a_line_whatever_it_holds(job):
    names = ["a b/my project.yaml", "-x.yaml", "--fail-on=never.yaml", "$(touch y).yaml", "a'b\"c;d.yaml"]
    for name in names:
        job.write(name, BLOCKING)

    ended = job.check("\n  " + "\r\n\n".join(names) + "  \nrelease.yaml\n")

    assert (ended.code, ended.outputs["outcome"], ended.outputs["projects"]) == (1, "block", "6")
    assert not (job.workspace / "y").exists()


@pytest.mark.parametrize(
    ("inputs", "setting"),
    [
        ({"as_of": "2026-02-01"}, ("settings", "as_of", "2026-02-01")),
        ({"stage": "closed"}, ("settings", "stage", "closed")),
        ({"burden": "documentary"}, ("settings", "burden", "documentary")),
        ({"profile": "strict"}, ("packs", 0, "profile", "strict")),
        (
            {"pack": "engagement-threshold", "set": "hire_level=L3\n"},
            ("packs", 0, "parameters", "hire_level", "L3"),
        ),
        ({"regime": "actual"}, ("settings", "regime", "actual")),
    ],
)
def test_an_input_changes_the_check(job, inputs, setting):
    job.check("release.yaml", output="json=r.json", **inputs)

    found = json.loads((job.workspace / "r.json").read_text())
    for key in setting[:-1]:
        found = found[key]
    assert found == setting[-1]


def test_a_disbursement_is_asked_about(job):
    ended = job.check("release.yaml", disbursement="no such")

    assert ended.code == 2
    assert "no such" in ended.log


def test_a_baseline_lets_through_what_is_known(job):
    job.write("known.yaml", ONE_OPEN)
    job.check("known.yaml", output="json=before.json")

    ended = job.check("known.yaml", baseline="before.json")

    assert (ended.code, ended.outputs["outcome"]) == (0, "hold")
    assert "known findings do not fail this run" in ended.summary


def test_files_are_written_where_asked(job):
    ended = job.check("hold.yaml", sarif="out/deep/a b.sarif", output="html=out/r.html\njunit=j.xml")

    assert ended.outputs["sarif"] == "out/deep/a b.sarif"
    assert json.loads((job.workspace / "out/deep/a b.sarif").read_text())["version"] == "2.1.0"
    assert (job.workspace / "out/r.html").stat().st_size > 1000
    assert (job.workspace / "j.xml").is_file()


def test_an_old_sarif_is_not_taken_for_a_new_one(job):
    job.write("old.sarif", "{}")

    assert job.check("bad.yaml", sarif="old.sarif").outputs["sarif"] == ""
    assert job.check("hold.yaml", sarif="old.sarif").outputs["sarif"] == "old.sarif"


# What it refuses.


@pytest.mark.parametrize("link", ["a.sarif", "folder"])
def test_no_file_is_written_through_a_link_of_the_checked_repository(job, tmp_path, link):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.sarif").write_text("mine")
    os.symlink(outside / "a.sarif" if link == "a.sarif" else outside, job.workspace / link)

    ended = job.check("release.yaml", sarif="a.sarif" if link == "a.sarif" else "folder/a.sarif")

    assert (ended.code, ended.outputs["outcome"], ended.outputs["sarif"]) == (2, "not_checked", "")
    assert (outside / "a.sarif").read_text() == "mine"
    assert "a link" in ended.summary


@pytest.mark.parametrize(
    "output", ["html=release.yaml/r.html", "html=release.yaml", "nothing", "nix=a", "html=/proc/r.html"]
)
def test_a_file_that_cannot_be_written_fails_the_step(job, output):
    ended = job.check("release.yaml", output=output)

    assert (ended.code, ended.outputs["outcome"]) == (2, "not_checked")
    assert (job.workspace / "release.yaml").read_text() == RELEASING
    assert "not_checked" not in ended.summary


HOSTILE = (
    "\"'$(touch x)`touch x`;touch x|touch x&& touch x #\n"
    "--output=json=x\noutcome=release\nPYTHON\ntouch x\n::set-output name=outcome::release"
)


@pytest.mark.parametrize("name", [name for name in ACTION["inputs"] if name not in ("annotations", "summary")])
def test_an_input_is_never_a_command(job, name):
    ended = job.step("check", **{"paths": "block.yaml", name: HOSTILE})

    # As the name of a file to write it is a good one.
    assert (ended.code, ended.outputs["outcome"]) == ((1, "block") if name == "sarif" else (2, "not_checked"))
    assert set(ended.outputs) == set(ACTION["outputs"])
    assert {path.name for path in job.workspace.iterdir()} - {f"{name}.yaml" for name in TEXTS} <= {HOSTILE}
    assert ended.outputs["sarif"] == (HOSTILE if name == "sarif" else "")
    assert {kind for kind, _ in commands_in(ended.log)} <= {"error", "warning", "notice"}


@pytest.mark.parametrize("switch", ["annotations", "summary"])
def test_a_switch_that_is_no_word_is_only_on(job, switch):
    ended = job.step("check", paths="block.yaml", **{switch: HOSTILE})

    assert (ended.code, ended.outputs["outcome"]) == (1, "block")
    assert not (job.workspace / "x").exists()
    assert ended.summary


TITLE = r'"x\noutcome=release\n::error::boo\n::stop-commands::boo\n##[error]boo ##[add-mask]e\noutcome<<E\nrelease\nE"'


@pytest.mark.parametrize("annotations", ["true", "false"])
def test_a_project_can_forge_no_output_and_no_command(job, annotations):
    job.write("evil.yaml", minimal(title=TITLE, stage="'::warning::boo ##[error]boo'"))
    job.write("block.yaml", BLOCKING.replace("A project", TITLE))
    job.write("::error::boo ##[warning]boo.yaml", "id: [")

    ended = job.check("block.yaml\nevil.yaml\n::error::boo ##[warning]boo.yaml", annotations=annotations)

    assert ended.code == 2
    assert set(ended.outputs) == set(ACTION["outputs"])
    assert ended.outputs["outcome"] == "not_checked"
    assert {kind for kind, _ in commands_in(ended.log)} <= {"error", "warning", "notice"}
    assert not [text for _, text in commands_in(ended.log) if text.startswith("boo")]


def test_no_module_of_the_checked_repository_is_imported(job):
    for name in ("json.py", "checker/__init__.py", "checker.py", "click.py", "subprocess.py", "sitecustomize.py"):
        job.write(name, "open('x', 'w').close()\nraise SystemExit(0)\n")

    ended = job.check("block.yaml")

    assert (ended.code, ended.outputs["outcome"]) == (1, "block")
    assert not (job.workspace / "x").exists()


def test_a_summary_that_is_too_long_is_cut_and_says_so(job):
    ended = job.check(
        str(EXAMPLES / "kaesong-2006"),
        edit=lambda text: text.replace("SUMMARY_BYTES = 1_000_000", "SUMMARY_BYTES = 2_000"),
    )

    assert len(ended.summary.encode()) < 2_200
    assert "too long for this page" in ended.summary
    assert "HOLD" in ended.summary


def test_a_failure_of_the_step_itself_is_told_apart_from_block(job):
    ended = job.check("release.yaml", GITHUB_STEP_SUMMARY="/")

    assert ended.code == 70
    assert commands_in(ended.log[ended.log.index("::stop") :]) == []


# What it installs.

needs_index = pytest.mark.skipif(
    importlib.util.find_spec("pre_commit") is None, reason="needs pre-commit and a package index: install the extra ci"
)


def test_an_old_python_is_refused_by_name(job, tmp_path):
    old = tmp_path / "bin"
    old.mkdir()
    for name in ("python3", "python"):
        (old / name).write_text("#!/bin/sh\nexit 1\n")
        (old / name).chmod(0o755)

    ended = job.step("install", PATH=f"{old}:{os.environ['PATH']}")

    assert ended.code == 2
    assert "Python 3.11 or later is needed" in commands_in(ended.log)[0][1]


@pytest.mark.ci
@needs_index
@pytest.mark.parametrize(("output", "brought"), [("html=r.html", ""), ("pdf=r.pdf\nxlsx=r.xlsx", "typst, xlsxwriter")])
def test_the_checker_is_installed_from_the_actions_own_checkout(job, tmp_path, output, brought):
    checkout = tmp_path / "action"
    checkout.mkdir()
    for name in ("LICENSE", "README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, checkout)
    for name in ("checker", "rules", "schemas"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("venv.py", "pip.py", "ensurepip.py", "json.py", "hatchling.py", "checker.py"):
        job.write(name, "open('x', 'w').close()\nraise SystemExit(0)\n")

    installed = job.step("install", GITHUB_ACTION_PATH=str(checkout), output=output)
    assert installed.code == 0, installed.log
    python = installed.outputs["python"]
    ended = job.step("check", python=python, paths="block.yaml")

    assert (ended.code, ended.outputs["outcome"]) == (1, "block"), ended.log
    assert not (job.workspace / "x").exists()
    for library in ("typst", "xlsxwriter"):
        code = subprocess.run(
            [python, "-I", "-c", f"import {library}"], capture_output=True, timeout=60, check=False
        ).returncode
        assert (code == 0) is (library in brought)
