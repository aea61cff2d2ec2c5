"""A finding keeps its fingerprint while lines, values and evidence change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from checker.report.fingerprint import fingerprint, fingerprint_of
from tests.build import project, report as checked, said

ADVERSE = {"id": "w", "hiring": {"intermediary": said("state_owned", "E1")}}


def prints(*workforces: object, condition: str = "HIRE-6", subject: str = "w", **keys: object) -> str:
    found = checked(project(workforces=list(workforces), **keys))
    return found.result(condition, subject).fingerprint


SAME = prints(ADVERSE)


def test_it_is_a_sha_256_in_hexadecimal() -> None:
    assert len(SAME) == 64
    int(SAME, 16)


@pytest.mark.parametrize(
    "same",
    [
        prints({"id": "w", "hiring": {"intermediary": said("state_owned", "E5")}}),
        prints({"id": "w", "hiring": {"intermediary": said("party_owned", "E1")}}),
        prints({"id": "another"}, ADVERSE),
        prints(ADVERSE, title="A new title"),
    ],
    ids=["better evidence", "another adverse value", "another place in the file", "another title"],
)
def test_it_stays_while_only(same: str) -> None:
    assert same == SAME


@pytest.mark.parametrize(
    "other",
    [
        prints(ADVERSE, id="another"),
        prints(ADVERSE | {"id": "v"}, subject="v"),
        prints(ADVERSE, condition="HIRE-1"),
        prints({"id": "w", "hiring": {"fee_charged_to_worker": said(value=True, grade="E1")}}),
    ],
    ids=["project", "subject", "condition", "deciding fact"],
)
def test_it_changes_with_the(other: str) -> None:
    assert other != SAME


def test_the_place_in_the_file_is_no_part_of_it() -> None:
    found = checked(project(workforces=[ADVERSE]))
    result = found.result("HIRE-6", "w")
    moved = replace(result, because=tuple(replace(item, line=900, column=9) for item in result.because))
    assert fingerprint("p", moved) == result.fingerprint


def test_the_pack_is_part_of_it() -> None:
    result = checked(project(workforces=[ADVERSE])).result("HIRE-6", "w")
    assert fingerprint("p", replace(result, pack="another")) != result.fingerprint


def test_every_finding_of_a_report_has_its_own() -> None:
    found = checked(project(workforces=[ADVERSE, {"id": "v"}]))
    assert len({result.fingerprint for result in found.results}) == len(found.results)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_words_cannot_run_together(one: list[str], other: list[str]) -> None:
    assert (fingerprint_of([*one]) == fingerprint_of([*other])) == (one == other)
