"""What an interview asks of a document, so that it counts, and says where it was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.interview.documents import lacking, read_detail, unsaid
from checker.load import load_document
from tests.interview.player import opening_or, sitting, well

if TYPE_CHECKING:
    from pathlib import Path

    from checker.interview.turns import Ask

ASKED = {
    "press": ["issuer", "issued", "title"],
    "contract": ["issuer", "issued", "title", "signed_by"],
    "inspection": ["issuer", "issued", "title", "independent"],
    "payroll_records": ["issuer", "issued", "title", "examined_by.name"],
    "audit": ["issuer", "issued", "title", "independent", "examined_by.name"],
}


@pytest.mark.parametrize(("kind", "keys"), ASKED.items(), ids=ASKED)
def test_what_bears_on_the_grade_is_asked(kind: str, keys: list[str]) -> None:
    assert [".".join(one.keys) for one in lacking({"id": "E1", "kind": kind})] == keys


def test_signers_are_names_apart_by_plus() -> None:
    signers = lacking({"id": "E1", "kind": "contract"})[-1]

    assert read_detail(signers, "a fund + Works, Ltd. +") == ["a fund", "Works, Ltd."]


def test_a_blank_is_not_asked_again_and_is_still_unsaid() -> None:
    item = {
        "id": "E1",
        "kind": "inspection",
        "issuer": None,
        "issued": "2026-06-01",
        "title": None,
        "independent": False,
    }

    assert lacking(item) == []
    assert unsaid(item) == ["who issued it"]


def test_a_document_that_is_too_weak_is_told_what_it_leaves_unsaid(tmp_path: Path) -> None:
    path = tmp_path / "project.yaml"
    path.write_text("")
    documents = iter(["inspection; none; none; Visit 3; yes"])

    def nameless(ask: Ask, stage: str) -> str:
        return next(documents, "none") if ask.text.startswith("Which document") else well(ask, stage)

    _, told, _ = sitting(path, opening_or(nameless, "operation"), until="floor")

    assert load_document(str(path)).data["evidence"] == [
        {"id": "E1", "kind": "inspection", "issuer": None, "issued": None, "title": "Visit 3", "independent": True}
    ]
    assert told[0].startswith("E1 is of grade E0, or too old, and E3 is asked")
    assert told[0].endswith("It does not say: who issued it, on which day.")
