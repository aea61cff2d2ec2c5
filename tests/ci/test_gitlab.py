"""The GitLab template: filled in as GitLab does it, its script run by the shells that GitLab's runner uses."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import junitparser
import pytest
import yaml

from tests.build import ROOT
from tests.conftest import BLOCKING, HUMANITARIAN, MINIMAL, ONE_OPEN, RELEASING, check_each, minimal

if TYPE_CHECKING:
    from pathlib import Path

HEADER, BODY = (ROOT / "templates" / "check-conditions.yml").read_text().split("\n---\n")
INPUTS = yaml.safe_load(HEADER)["spec"]["inputs"]
SHELLS = {"bash": ["/bin/bash", "-eo", "pipefail"], "sh": ["/bin/sh", "-e"]}
TEXTS = {"release": RELEASING, "hold": MINIMAL, "corrective": HUMANITARIAN, "block": BLOCKING, "bad": "id: ["}


class RefusedInputError(Exception):
    """GitLab makes no pipeline of an input that its pattern or its choice of words does not allow."""


def filled(**given: Any) -> dict[str, Any]:
    """The configuration that GitLab makes of inputs: it puts their text in, then reads the whole as YAML."""
    values = {
        "package": "nothing",
        **{name: row["default"] for name, row in INPUTS.items() if "default" in row},
        **given,
    }
    for name, row in INPUTS.items():
        if "options" in row and values[name] not in row["options"]:
            raise RefusedInputError(name)
        # Its matcher takes no empty text, whatever the pattern says.
        if "regex" in row and not (values[name] and re.search(row["regex"].replace(r"\z", r"\Z"), values[name])):
            raise RefusedInputError(name)
        assert isinstance(values[name], list if row.get("type") == "array" else str)

    def text(match: re.Match[str]) -> str:
        value = values[match[1]]
        return value if isinstance(value, str) else as_json(value)

    return yaml.safe_load(re.sub(r"\$\[\[ inputs\.(\w+) \]\]", text, BODY))


def as_json(value: Any) -> str:
    """JSON as GitLab writes it: on one line, with the separators escaped that end a line in JavaScript."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028")


def the_job(**given: Any) -> dict[str, Any]:
    """The only job of the configuration."""
    (job,) = filled(**given).values()
    return job


class Ended(NamedTuple):
    code: int
    log: str


class Project:
    """A checkout in which a job is run as GitLab's runner runs it: all its lines in one shell."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder / "checkout", folder / "home"
        self.folder.mkdir()
        (self.home / "bin").mkdir(parents=True)
        python = self.home / "bin" / "python"
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        python.chmod(0o755)
        for name, text in TEXTS.items():
            self.write(f"{name}.yaml", text)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run(self, *paths: str, shell: str = "bash", install: bool = False, **given: Any) -> Ended:
        job = the_job(paths=list(paths), **given)
        first = job["before_script"] if install else [f'checker_home="{self.home}"']
        env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "CHECKER"))}
        env |= {name: row["value"] for name, row in job["variables"].items()}
        done = subprocess.run(
            [*SHELLS[shell], "-c", "\n".join([*first, *job["script"]])],
            cwd=self.folder, env=env, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        return Ended(done.returncode, done.stdout + done.stderr)

    def report(self) -> Any:
        return json.loads((self.folder / "checker-report" / "report.json").read_text())


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


# The file itself.


def test_the_filled_in_template_is_as_gitlab_asks(tmp_path):
    made = tmp_path / "made.gitlab-ci.yml"
    made.write_text(yaml.safe_dump(filled(paths=["a b", "c"], as_of="2026-01-01")))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(made)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_says_what_it_is_and_keeps_to_its_line(name):
    row = INPUTS[name]

    assert row["description"]
    assert (
        row.get("type") == "array"
        or "options" in row
        or (row["regex"].startswith(r"\A") and row["regex"].endswith(r"\z"))
    )
    assert f"$[[ inputs.{name} ]]" in BODY
    assert f"`{name}`" in (ROOT / "docs" / "ci.md").read_text()


def test_what_is_installed_must_be_said_and_no_registry_is_named():
    assert "default" not in INPUTS["package"]
    assert "://" not in HEADER + BODY


def test_no_input_is_part_of_a_script_and_no_variable_is_expanded():
    job = the_job()

    assert "$[[" not in json.dumps(job)
    assert "$[[" not in BODY.partition("before_script:")[2]
    assert all(row["expand"] is False for row in job["variables"].values())


# What it does.


@pytest.mark.parametrize(
    ("shell", "paths", "fail_on", "code"),
    [
        ("bash", ["release.yaml"], "hold", 0),
        ("bash", ["hold.yaml"], "hold", 3),
        ("bash", ["corrective.yaml"], "block", 0),
        ("bash", ["block.yaml", "release.yaml"], "hold", 1),
        ("bash", ["block.yaml"], "never", 0),
        ("bash", ["release.yaml", "bad.yaml"], "never", 2),
        ("sh", ["block.yaml"], "hold", 1),
        ("sh", ["release.yaml", "bad.yaml"], "hold", 2),
    ],
)
def test_the_job_ends_with_the_checkers_code_and_its_reports_are_there(project, shell, paths, fail_on, code):
    ended = project.run(*paths, shell=shell, fail_on=fail_on)

    assert ended.code == code, ended.log
    artifacts = the_job()["artifacts"]
    assert artifacts["when"] == "always"
    assert artifacts["paths"] == ["checker-report/"]
    quality = json.loads((project.folder / artifacts["reports"]["codequality"]).read_text())
    suites = junitparser.JUnitXml.fromfile(str(project.folder / artifacts["reports"]["junit"]))
    assert isinstance(quality, list)
    assert suites.tests > 0
    assert (project.folder / "checker-report" / "report.html").read_text().startswith("<!")
    assert project.report()
    if "block.yaml" in paths:
        assert suites.failures > 0
        assert any(row["location"]["path"] == "block.yaml" for row in quality)


@pytest.mark.parametrize("paths", [["bad.yaml"], ["nowhere"], [], ["-"], [""]])
def test_nothing_checked_is_never_green(project, paths):
    project.write("checker-report/junit.xml", "<testsuites/>")

    ended = project.run(*paths, fail_on="never")

    assert ended.code == 2
    assert os.listdir(project.folder / "checker-report") == []


@pytest.mark.parametrize(
    ("inputs", "setting"),
    [
        ({"as_of": "2026-02-01"}, ("settings", "as_of", "2026-02-01")),
        ({"profile": "strict"}, ("packs", 0, "profile", "strict")),
        ({"pack": ["engagement-threshold"], "set": ["hire_level=L3", "hire_list_minimum=4"]},
         ("packs", 0, "parameters", "hire_level", "L3")),
        ({"disbursement": "first"}, ("settings", "disbursement", "first")),
    ],
)  # fmt: skip
def test_an_input_changes_the_check(project, inputs, setting):
    ended = project.run("release.yaml", **inputs)

    assert ended.code in (0, 3), ended.log
    found = project.report()
    for key in setting[:-1]:
        found = found[key]
    assert found == setting[-1]


def test_open_conditions_can_be_errors_of_the_list_of_tests(project):
    project.run("hold.yaml", junit_open="error")

    assert junitparser.JUnitXml.fromfile(str(project.folder / "checker-report" / "junit.xml")).errors > 0


def test_a_baseline_lets_through_what_is_known(project):
    project.write("known.yaml", ONE_OPEN)
    project.run("known.yaml")
    shutil.copy(project.folder / "checker-report" / "report.json", project.folder / "before.json")

    assert project.run("known.yaml", baseline="before.json").code == 0
    assert project.run("block.yaml", baseline="before.json").code == 1


# What it refuses.

HOSTILE = [
    "$(touch x)",
    "`touch x`",
    "; touch x #",
    "a\ntouch x",
    "a\n    EVIL: y\n  script: [touch x]\n",
    '"]\n  script: [touch x] #',
    "'; touch x; '",
    '" && touch x && "',
    "PYTHON\ntouch x\n",
    "${PATH} $CHECKER_PACKAGE $$",
    "--fail-on=never",
    "--output=json=x",
    "$[[ inputs.package ]]",
    "\u2028touch x",
]


@pytest.mark.parametrize("name", ["paths", "pack", "set"])
def test_an_item_of_a_list_is_only_a_value(project, name):
    assert the_job(**{name: HOSTILE})["variables"][f"CHECKER_{name.upper()}"]["value"] == as_json(HOSTILE)
    assert the_job(**{name: HOSTILE})["script"] == the_job()["script"]
    given = {"pack": [], "set": [], name: HOSTILE}
    paths = given.pop("paths", ["block.yaml"])

    ended = project.run(*paths, **given)

    assert ended.code == 2, ended.log
    assert not (project.folder / "x").exists()


def test_paths_are_files_whatever_their_names(project):
    names = ["a b/my project.yaml", "--fail-on=never.yaml", "$(touch y).yaml", "a'b\"c;d.yaml", "line\nbreak.yaml"]
    for name in names:
        project.write(name, BLOCKING)

    assert project.run(*names).code == 1
    assert len(project.report()) == len(names)
    assert not (project.folder / "y").exists()


@pytest.mark.parametrize("name", [name for name, row in INPUTS.items() if row.get("type") != "array"])
def test_a_text_with_a_line_break_is_refused(name):
    for value in ("a\nb", "a\n", "\na", "a\rb", "a\u2028b", "a\x85b", "a\x00", "a\x1b"):
        with pytest.raises(RefusedInputError):
            filled(**{name: value})


@pytest.mark.parametrize("name", [name for name, row in INPUTS.items() if row.get("type") != "array"])
def test_a_text_is_refused_or_only_a_value(name):
    plain = the_job()

    def is_only_a_value(value):
        try:
            job = the_job(**{name: value})
        except RefusedInputError:
            return
        assert job["variables"][f"CHECKER_{name.upper()}"]["value"] == value
        assert (job["script"], job["before_script"]) == (plain["script"], plain["before_script"])

    check_each(HOSTILE, is_only_a_value)


@pytest.mark.parametrize("name", ["baseline", "disbursement", "package"])
@pytest.mark.parametrize("value", [value for value in HOSTILE if "\n" not in value and value.isascii()])
def test_a_text_with_the_signs_of_a_shell_does_nothing(project, name, value):
    ended = project.run("block.yaml", **{name: value})

    assert ended.code == (1 if name == "package" else 2), ended.log
    assert not (project.folder / "x").exists()


def test_no_module_of_the_checked_repository_is_imported(project):
    for name in ("json.py", "checker/__init__.py", "checker.py", "click.py", "sitecustomize.py"):
        project.write(name, "open('x', 'w').close()\nraise SystemExit(0)\n")

    assert project.run("block.yaml").code == 1
    assert not (project.folder / "x").exists()


def test_reports_are_not_written_through_a_link_of_the_checked_repository(project, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "report.html").write_text("mine")
    os.symlink(outside, project.folder / "checker-report")

    assert project.run("hold.yaml").code == 3
    assert os.listdir(outside) == ["report.html"]
    assert (outside / "report.html").read_text() == "mine"


def test_a_hostile_title_stays_text(project):
    project.write("evil.yaml", minimal(title=r'"</script>]]>\x1b[31m<x>"'))

    assert project.run("evil.yaml").code == 3
    assert junitparser.JUnitXml.fromfile(str(project.folder / "checker-report" / "junit.xml")).tests > 0


# What it installs.


@pytest.mark.ci
@pytest.mark.skipif(
    importlib.util.find_spec("pre_commit") is None, reason="needs pre-commit and a package index: install the extra ci"
)
def test_the_package_is_installed_apart_from_the_checked_repository(project, tmp_path):
    source = tmp_path / "the source"
    source.mkdir()
    for name in ("LICENSE", "README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, source)
    for name in ("checker", "rules", "schemas"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("venv.py", "pip.py", "ensurepip.py", "json.py", "hatchling.py", "checker.py"):
        project.write(name, "open('x', 'w').close()\nraise SystemExit(0)\n")
    before = {*os.listdir(project.folder)}

    ended = project.run("block.yaml", install=True, package=str(source))

    assert ended.code == 1, ended.log
    assert "BLOCK" in ended.log
    assert {*os.listdir(project.folder)} - before == {"checker-report"}


@pytest.mark.parametrize("package", ["--pre", "-r", "$(touch x)", "; touch x"])
def test_a_package_is_a_name_and_never_an_option(project, package):
    job = the_job(package=package)
    (install,) = [line for line in job["before_script"] if " pip " in line]
    shown = install.replace('"$checker_home/bin/python" -I -m pip', "printf '<%s>'")

    done = subprocess.run(
        [*SHELLS["sh"], "-c", shown], env={"CHECKER_PACKAGE": job["variables"]["CHECKER_PACKAGE"]["value"]},
        cwd=project.folder, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip

    assert done.stdout.endswith(f"<--><{package}>")
    assert not (project.folder / "x").exists()
