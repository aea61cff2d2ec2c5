"""``--baseline``: in a pipeline only what got worse fails, and what is hidden is counted."""

from __future__ import annotations

import json

import pytest

from tests.conftest import BLOCKING, ONE_NOT_MET, ONE_OPEN, RELEASING

PENALTY = "penalty_for_declining: {value: false, evidence: [CONTRACT, DECISION]}"
OPEN_FLOOR = ONE_OPEN.replace(PENALTY, "")
FLOOR = ONE_OPEN.replace(PENALTY, "penalty_for_declining: true")
CASES = {
    "nothing changed": (ONE_OPEN, ONE_OPEN, 0),
    "one condition got worse": (ONE_OPEN, ONE_NOT_MET, 3),
    "a failure became a question": (ONE_NOT_MET, ONE_OPEN, 0),
    "only the lines moved": (ONE_NOT_MET, "# a line\n" + ONE_NOT_MET, 0),
    "a FLOOR was known to be open": (OPEN_FLOOR, OPEN_FLOOR, 3),
    "a FLOOR is open now": (ONE_OPEN, OPEN_FLOOR, 3),
    "a FLOOR was known to fail": (FLOOR, FLOOR, 1),
    "a FLOOR fails now": (ONE_OPEN, FLOOR, 1),
    "released, and released": (RELEASING, RELEASING, 0),
}


@pytest.mark.parametrize(("before", "now", "code"), CASES.values(), ids=CASES)
def test_the_exit_code(run, tmp_path, before, now, code):
    (tmp_path / "p.yaml").write_text(before)
    run("check", "p.yaml", "--output", "json=before.json")
    (tmp_path / "p.yaml").write_text(now)
    ended = run("check", "p.yaml", "--baseline", "before.json", "--format", "json")

    assert ended.code == code
    # The outcome of the project is what it is: a baseline excuses the run, not the project.
    assert json.loads(ended.out)["outcome"] == json.loads(run("check", "p.yaml", "--format", "json").out)["outcome"]


def test_what_is_hidden_is_counted(run, tmp_path):
    (tmp_path / "p.yaml").write_text(ONE_OPEN)
    run("check", "p.yaml", "--output", "json=before.json")
    (tmp_path / "p.yaml").write_text(ONE_NOT_MET)

    assert run("check", "p.yaml", "--baseline", "before.json").messages == [
        "baseline: 9 known findings do not fail this run; new, worse or reopened: 1"
    ]


def test_a_project_that_the_baseline_does_not_know_counts_whole(run, tmp_path):
    (tmp_path / "p.yaml").write_text(ONE_OPEN)
    (tmp_path / "q.yaml").write_text(ONE_OPEN.replace("id: invented-release", "id: q"))
    run("check", "p.yaml", "--output", "json=before.json")
    ended = run("check", "p.yaml", "q.yaml", "--baseline", "before.json")

    assert ended.code == 3
    assert ended.messages[0] == "q.yaml: the baseline has no report on `q`: all counts"


def test_a_baseline_of_several_projects(run, tmp_path):
    (tmp_path / "p.yaml").write_text(ONE_OPEN)
    (tmp_path / "q.yaml").write_text(ONE_OPEN.replace("id: invented-release", "id: q"))
    run("check", "p.yaml", "q.yaml", "--output", "json=before.json")

    assert run("check", "q.yaml", "--baseline", "before.json").code == 0


def test_the_baseline_may_be_written_anew_in_the_same_run(run, tmp_path):
    (tmp_path / "p.yaml").write_text(ONE_OPEN)
    run("check", "p.yaml", "--output", "json=b.json")
    (tmp_path / "p.yaml").write_text(ONE_NOT_MET)

    assert run("check", "p.yaml", "--baseline", "b.json", "--output", "json=b.json").code == 3
    assert run("check", "p.yaml", "--baseline", "b.json").code == 0


BROKEN = {
    "missing": (None, "b.json: cannot be read: no such file or directory"),
    "not JSON": ("{", "b.json:1:2: "),
    "not a report": ("{}", "b.json:1:1: is no report to compare with: a key is missing"),
    "a number": ("7", "b.json:1:1: is no report to compare with: it is of another type"),
    "of another version": ('{"report": 2}', "b.json:1:1: is no report to compare with: "),
    "a list with something else": ("[[]]", "b.json:1:2: is no report to compare with: it is of another type"),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_baseline_is_refused(run, tmp_path, text, message):
    (tmp_path / "p.yaml").write_text(BLOCKING)
    if text is not None:
        (tmp_path / "b.json").write_text(text)
    ended = run("check", "p.yaml", "--baseline", "b.json")

    assert (ended.code, ended.out) == (2, "")
    assert len(ended.messages) == 1
    assert ended.messages[0].startswith(message)
