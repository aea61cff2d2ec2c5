"""The hooks, run by the real pre-commit: it clones this checkout, installs it and calls it on a repository's files."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from checker.checks.project_files import project_files
from tests.build import ROOT, condition, write_pack
from tests.conftest import BLOCKING, MINIMAL, RELEASING

if TYPE_CHECKING:
    from pathlib import Path

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
# What a build of the distribution reads, as a clone of the repository holds it.
SOURCES = (
    ".pre-commit-hooks.yaml",
    ".gitignore",
    "LICENSE",
    "README.md",
    "pyproject.toml",
    "checker",
    "rules",
    "schemas",
)

needs_pre_commit = pytest.mark.skipif(
    importlib.util.find_spec("pre_commit") is None, reason="needs pre-commit: install the extra ci"
)


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_one_run_sees_all_files_and_takes_no_name_for_an_option(hook):
    assert hook["require_serial"] is True
    assert hook.get("pass_filenames", True) is True
    assert hook["args"][-1] == "--"


NAMES = [
    f"{stem}{ending}"
    for stem in ("project", "mine.project", "a b.project", ".project", "projects", "myproject", "project.old", "pack")
    for ending in (".yaml", ".yml", ".json", ".toml", ".yamlx", ".txt", "")
]


def test_project_files_are_those_that_a_search_of_a_folder_finds(tmp_path):
    (tmp_path / "deep").mkdir()
    paths = [*NAMES, *(f"deep/{name}" for name in NAMES)]
    for path in paths:
        (tmp_path / path).touch()
    searched = {os.path.relpath(str(found), tmp_path) for found in project_files([str(tmp_path)], print)}

    assert {path for path in paths if re.search(HOOKS["check-projects"]["files"], path)} == searched
    assert len(searched) == 32


def test_pack_files_are_those_that_make_up_the_shipped_packs():
    tracked = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.yaml") if ".venv" not in path.as_posix()]

    found = {path for path in tracked if re.search(HOOKS["lint-packs"]["files"], path)}

    assert found == {path for path in tracked if path.startswith("rules/")} - {"rules/themes.yaml"}
    assert re.search(HOOKS["lint-packs"]["files"], "rules/ours/facts.schema.json")
    assert len(found) > 80


class Repository:
    """A repository with hooks of ours, in which files are checked as a user's are."""

    def __init__(self, folder: Path, hooks: Path, rev: str, cache: Path) -> None:
        self.folder, self.hooks, self.rev = folder, hooks, rev
        self.cache = cache
        folder.mkdir()
        git(folder, "init", "--quiet", "--initial-branch=main")
        self.configure("check-projects", "lint-packs")

    def configure(self, *hooks: str, **more: object) -> None:
        entry = {"repo": str(self.hooks), "rev": self.rev, "hooks": [{"id": hook, **more} for hook in hooks]}
        (self.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [entry]}))

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        git(self.folder, "add", "--", name)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never", "--verbose", *arguments]
        return called(command, self.folder, PRE_COMMIT_HOME=str(self.cache))


def called(command: list[str], folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """A command as a user without configuration of his own runs it, outside any other repository."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
    user = {f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PYTHONPATH": "", "PYTHONWARNINGS": ""}
    return subprocess.run(
        command,
        cwd=folder,
        env={**ours, **user, **quiet, **env},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )


def git(folder: Path, *arguments: str) -> str:
    done = called(["git", *arguments], folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """This checkout as a repository of its own, with what is not yet committed, and its commit."""
    folder = tmp_path_factory.mktemp("published")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=as it is")
    return folder, git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Where pre-commit keeps the installed hooks: once for all tests here."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def repository(tmp_path, published, cache):
    return Repository(tmp_path / "user", *published, cache)


def real(test):
    """A test that runs pre-commit for real, which installs this checkout from a package index."""
    return pytest.mark.ci(needs_pre_commit(test))


@real
def test_the_manifest_is_one_that_pre_commit_takes():
    done = called([sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"], ROOT)

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@real
@pytest.mark.parametrize(
    ("text", "passes", "said"),
    [
        (RELEASING, True, "RELEASE: the money may move"),
        (MINIMAL, True, "HOLD: no money may move yet"),
        (BLOCKING, False, "BLOCK: no money may move"),
        ("id: [", False, "sub/mine.project.yaml:1:"),
    ],
    ids=["release", "hold", "block", "broken"],
)
def test_a_project_that_is_blocked_or_cannot_be_read_fails(repository, text, passes, said):
    repository.write("sub/mine.project.yaml", text)
    repository.write("other.yaml", "id: [")

    done = repository.run("check-projects")

    assert (done.returncode == 0) is passes, done.stdout
    assert said in done.stdout
    assert ("- exit code: " in done.stdout) is not passes


@real
def test_hold_fails_where_the_repository_asks_for_it(repository):
    repository.configure("check-projects", args=["--fail-on=hold", "--"])
    repository.write("project.yaml", MINIMAL)

    done = repository.run("check-projects")

    assert done.returncode != 0
    assert "- exit code: 3" in done.stdout


@real
def test_all_files_are_one_run_and_the_worst_wins(repository):
    repository.write("a/project.yaml", RELEASING)
    repository.write("b/project.toml", "id = [")
    repository.write("c/project.yaml", BLOCKING)

    done = repository.run("check-projects")

    assert "- exit code: 2" in done.stdout
    assert done.stdout.count("b/project.toml:1:") == 1
    assert "RELEASE" in done.stdout
    assert "BLOCK" in done.stdout


@real
@pytest.mark.parametrize(
    "name",
    [
        "--output=json=x.project.yaml",
        "--fail-on=never.project.yaml",
        "$(touch x).project.yaml",
        "a b;touch x.project.yaml",
    ],
)
def test_the_name_of_a_file_is_only_a_name(repository, name):
    repository.write(name, BLOCKING)
    before = sorted(os.listdir(repository.folder))

    done = repository.run("check-projects")

    assert "- exit code: 1" in done.stdout
    assert "BLOCK: no money may move" in done.stdout
    assert sorted(os.listdir(repository.folder)) == before
    assert (repository.folder / name).read_text() == BLOCKING


@real
def test_a_repository_without_projects_and_packs_has_nothing_to_check(repository):
    repository.write("README.md", "nothing")

    done = repository.run()

    assert done.returncode == 0
    assert done.stdout.count("(no files to check)Skipped") == 2


@real
def test_a_commit_of_a_blocked_project_is_refused(repository):
    repository.write("project.yaml", BLOCKING)
    python = [sys.executable, "-m", "pre_commit", "install"]
    assert called(python, repository.folder, PRE_COMMIT_HOME=str(repository.cache)).returncode == 0
    commit = ["git", "commit", "--message=project"]

    refused = called(commit, repository.folder, PRE_COMMIT_HOME=str(repository.cache))
    repository.write("project.yaml", MINIMAL)
    taken = called(commit, repository.folder, PRE_COMMIT_HOME=str(repository.cache))

    assert refused.returncode != 0
    assert "BLOCK" in refused.stderr + refused.stdout
    assert taken.returncode == 0, taken.stderr


@real
@pytest.mark.parametrize("file", ["TEST.yaml", "cases/TEST-1.yaml", "pack.yaml"])
def test_a_fault_in_any_file_of_a_pack_fails_with_its_place(repository, file):
    requires = {"fact": "monitoring.payroll_access", "is": True}
    write_pack(repository.folder / "packs" / "small", [condition("TEST-1", "CP", requires)])
    git(repository.folder, "add", "--all")
    sound = repository.run("lint-packs")
    path = f"packs/small/{file}"
    repository.write(path, (repository.folder / path).read_text()[:-1])

    broken = repository.run("lint-packs")

    assert sound.returncode == 0, sound.stdout
    assert "small 1.0.0: 1 condition, 3 cases, no fault" in sound.stdout
    assert broken.returncode != 0
    assert f"{path}:1:" in broken.stdout
