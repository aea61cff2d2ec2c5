"""``checker pack lint``: every fault of a pack with its place, and never green where nothing was checked."""

from __future__ import annotations

import os
import re
import shutil

import pytest

from tests.build import ROOT, condition, write_pack

SHIPPED = ROOT / "rules" / "engagement-threshold"
FINE = "small 1.0.0: 2 conditions, 6 cases, no fault\n"
REQUIRES = {"fact": "monitoring.payroll_access", "is": True}
ALSO = {"fact": "monitoring.bank_access", "is": True}


@pytest.fixture
def pack(tmp_path):
    """A sound pack of two conditions in the folder ``small``."""
    return write_pack(tmp_path / "small", [condition("TEST-1", "CP", REQUIRES), condition("TEST-2", "COV", ALSO)])


def spoil(file, old, new):
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_a_sound_pack_says_so(run):
    ended = run("pack", "lint", SHIPPED)

    assert (ended.code, ended.err) == (0, "")
    last = ended.out.splitlines()[-1]
    assert re.fullmatch(r"engagement-threshold 1\.1\.0: 76 conditions, \d{4} cases, no fault, \d+ notes", last)


@pytest.mark.parametrize("path", ["small", "small/", "small/pack.yaml", "small/TEST.yaml", "small/cases/TEST-1.yaml",
                                  "small/cases", "./small", "../{here}/small"])  # fmt: skip
def test_a_pack_is_named_by_its_folder_or_by_any_file_in_it(run, pack, tmp_path, path):
    ended = run("pack", "lint", path.format(here=tmp_path.name))

    assert (ended.code, ended.out, ended.err) == (0, FINE, "")


@pytest.mark.parametrize(("folder", "path"), [(".", "TEST.yaml"), (".", "."), ("cases", "TEST-1.yaml"), ("cases", ".")])
def test_the_pack_is_found_upwards_of_the_current_folder_too(run, pack, folder, path):
    assert run("pack", "lint", path, cwd=pack / folder).out == FINE


def test_each_pack_is_checked_once(run, pack, tmp_path):
    other = shutil.copytree(pack, tmp_path / "other")
    spoil(other / "pack.yaml", '"small"', '"other"')

    ended = run("pack", "lint", "small/TEST.yaml", "other", "small", pack, "small/cases/TEST-2.yaml")

    assert ended.code == 0
    assert ended.out == FINE + FINE.replace("small", "other")


FAULTS = {
    "an unknown fact": ("TEST.yaml", "payroll_access", "payrol_acess", "`monitoring.payroll_access`"),
    "an operator that does not fit": ("TEST.yaml", '"is": true', '"at_least": 3', "at_least"),
    "a source that is not listed": ("TEST.yaml", '"source": "norm"', '"source": "nrom"', "did you mean `norm`"),
    "a class that is none": ("TEST.yaml", '"class": "CP"', '"class": "CPP"', "CPP"),
    "a condition without cases": ("TEST.yaml", '"id": "TEST-1"', '"id": "TEST-9"', "write cases/TEST-9.yaml"),
    "a pack without a version": ("pack.yaml", '"version": "1.0.0", ', "", "`version` is missing"),
    "a cluster whose file is missing": ("pack.yaml", '["TEST"]', '["TEST", "GONE"]', "GONE.yaml"),
    "no YAML": ("TEST.yaml", "{", "[", "TEST.yaml"),
    "a case about an unknown fact": (
        "cases/TEST-1.yaml", '"monitoring.payroll_access"', '"wages.pai"', "wages.pai"),
    "a case with no verdict": ("cases/TEST-1.yaml", '"expect": "met"', '"expect": "maybe"', "maybe"),
    "a case of another condition": ("cases/TEST-1.yaml", "TEST-1", "TEST-2", "is of TEST-1 and says `TEST-2`"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_place(run, pack, file, old, new, said):
    spoil(pack / file, old, new)

    ended = run("pack", "lint", "small")

    assert (ended.code, ended.out) == (2, "")
    place = r"small/GONE\.yaml: cannot be read" if said == "GONE.yaml" else rf"small/{file}:1:\d+: "
    assert any(said in line and re.match(place, line) for line in ended.messages), ended.err


def test_all_faults_are_told_and_sound_packs_still_checked(run, pack, tmp_path):
    broken = shutil.copytree(pack, tmp_path / "broken")
    spoil(broken / "TEST.yaml", "payroll_access", "payroll")
    spoil(broken / "TEST.yaml", '"source": "norm"', '"source": "nothing"')

    ended = run("pack", "lint", "broken", "small")

    assert (ended.code, ended.out) == (2, FINE)
    assert len(ended.messages) == 2
    assert all(line.startswith("broken/TEST.yaml:1:") for line in ended.messages)


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (["nowhere"], "nowhere: no such file or folder"),
        (["empty"], "empty: lies in no rule pack"),
        (["empty/file.yaml"], "empty/file.yaml: lies in no rule pack"),
        ([""], "PATH: no such file or folder"),
        (["no-such-pack"], "a pack's folder or a shipped pack: engagement-threshold, "),
        ([], "missing argument"),
        (["a\nb\x1b[31m"], "a\\x0ab\\x1b[31m: no such file or folder"),
    ],
)
def test_nothing_checked_is_never_green(run, tmp_path, paths, said):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "file.yaml").write_text("a: 1\n")

    ended = run("pack", "lint", *paths)

    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_a_path_in_no_pack_fails_the_run_of_a_sound_one(run, pack, tmp_path):
    (tmp_path / "stray.yaml").touch()

    ended = run("pack", "lint", "stray.yaml", "small")

    assert (ended.code, ended.out) == (2, FINE)


def test_a_shipped_pack_is_named_by_its_id(run):
    assert run("pack", "lint", "humanitarian").out.splitlines()[-1].startswith("humanitarian 1.1.0: ")


def test_a_folder_that_is_called_like_a_shipped_pack_is_what_is_checked(run, pack, tmp_path):
    os.rename(pack, tmp_path / "engagement-threshold")

    assert run("pack", "lint", "engagement-threshold").out == FINE


def test_a_link_out_of_the_pack_is_a_fault(run, pack, tmp_path):
    os.rename(pack / "TEST.yaml", tmp_path / "TEST.yaml")
    os.symlink(tmp_path / "TEST.yaml", pack / "TEST.yaml")

    ended = run("pack", "lint", "small")

    assert (ended.code, ended.out) == (2, "")
    assert "leads out of its folder" in ended.err
