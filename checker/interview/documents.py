"""The evidence register in an interview: which document shows what, and what is still to be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.vocabulary import EVIDENCE_KINDS, Fact
from checker.engine.evidence import OBSERVED
from checker.interview.answers import WrongAnswerError, one_of, read_answer, read_day
from checker.interview.edit import Edit, at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.ground.places import Pointer

__all__ = [
    "Detail",
    "choose",
    "citing",
    "described",
    "lacking",
    "new_item",
    "read_detail",
    "unfinished",
    "unsaid",
]

_EXAMINED = frozenset({"payroll_records", "bank_records", "personnel_records", "audit"})


class Detail(NamedTuple):
    """One thing to be said of a document: the keys below it, the question, how the answer is read.

    ``without`` names it where it was left unsaid and the document is worth less for that; empty where it is not.
    """

    keys: tuple[str, ...]
    question: str
    row: Fact
    without: str = ""


def _detail(keys: tuple[str, ...], kind: Any, question: str, without: str = "") -> Detail:
    return Detail(keys, question, Fact(".".join(keys), kind, question, graded=False), without)


_NO_JUDGED_PARTY = "no employer, host, implementer, contractor or labour agency, and chosen by none of them"
_ISSUER = _detail(
    ("issuer",), "text",
    "Who issued it? (a party's id, or a name; no worker's name. What names nobody shows nothing in favour)",
    "who issued it",
)  # fmt: skip
_ISSUED = _detail(
    ("issued",), "date",
    "On which day was it issued? (what has no day shows nothing in favour of work that is under way)",
    "on which day",
)  # fmt: skip
_TITLE = _detail(("title",), "text", "Under which title or reference can it be found?")
_SIGNERS = _detail(
    ("signed_by",), "text",
    "Who signed it beside its issuer? (ids or names apart by +; none if nobody did)", "who else signed it",
)  # fmt: skip
_INDEPENDENT = _detail(
    ("independent",), "bool", f"Is its maker independent: {_NO_JUDGED_PARTY}?", "whether its maker is independent"
)
_EXAMINER = _detail(("examined_by", "name"), "text", "Who examined it, other than its issuer?", "who examined it")
_EXAMINER_INDEPENDENT = _detail(
    ("examined_by", "independent"), "bool", f"Is that examiner independent: {_NO_JUDGED_PARTY}?",
    "whether its examiner is independent",
)  # fmt: skip


def lacking(item: dict[str, Any]) -> list[Detail]:
    """What was not yet asked about a document, and bears on what it can show. A blank was asked for."""
    return [detail for detail in _wanted(item) if not _said(item, detail.keys)]


def unsaid(item: dict[str, Any]) -> list[str]:
    """What is not said of a document, asked for or not, and would make it worth more."""
    return [detail.without for detail in _wanted(item) if detail.without and at(item, detail.keys) is None]


def _wanted(item: dict[str, Any]) -> list[Detail]:
    """What bears on what a document of its kind can show."""
    wanted = [_ISSUER, _ISSUED, _TITLE]
    if item.get("kind") == "contract":
        wanted.append(_SIGNERS)
    if item.get("kind") in OBSERVED:
        wanted.append(_INDEPENDENT)
    if item.get("kind") in _EXAMINED:
        wanted.append(_EXAMINER)
        if at(item, _EXAMINER.keys):
            wanted.append(_EXAMINER_INDEPENDENT)
    return wanted


def _said(item: Any, keys: tuple[str, ...]) -> bool:
    for key in keys:
        if not isinstance(item, dict) or key not in item:
            return False
        item = item[key]
    return True


def unfinished(data: Any) -> int | None:
    """The place of the document last registered, where nothing cites it yet: it was being described."""
    items = data.get("evidence") if isinstance(data, dict) else None
    if not items:
        return None
    last = items[-1]
    return None if last["id"] in set(_cited(data)) else len(items) - 1


def _cited(data: Any) -> Iterator[str]:
    """Every evidence id that a statement or another document names."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "evidence" and isinstance(value, list):
                yield from (one for one in value if isinstance(one, str))
            elif key == "origin" and isinstance(value, str):
                yield value
            yield from _cited(value)
    elif isinstance(data, list):
        for value in data:
            yield from _cited(value)


def new_item(data: Any, kind: str) -> dict[str, Any]:
    """A document of a kind, under the next free id."""
    taken = {item["id"] for item in (data.get("evidence") or ())}
    number = len(taken) + 1
    while f"E{number}" in taken:
        number += 1
    return {"id": f"E{number}", "kind": kind}


def choose(text: str, items: Sequence[dict[str, Any]]) -> tuple[int | None, str, list[str]]:
    """What an answer names: a registered document's place, or the kind of a new one with its details.

    Details follow a kind after semicolons, in the order in which they would be asked for.

    Raises:
        WrongAnswerError: it is neither a number or id of the register nor a kind.
    """
    if text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= len(items):
        return int(text) - 1, "", []
    for index, item in enumerate(items):
        if item["id"].casefold() == text.casefold():
            return index, "", []
    kind, *details = [part.strip() for part in text.split(";")]
    if kind.isdigit():
        raise WrongAnswerError(f"the register has no number {kind}; name the kind of a new document")
    return None, one_of(EVIDENCE_KINDS, kind), details


def described(item: dict[str, Any]) -> str:
    """A document in a line."""
    rest = [str(item[key]) for key in ("title", "issuer", "issued") if item.get(key)]
    return f"{item['id']}: {item.get('kind')}{', ' if rest else ''}{', '.join(rest)}"


def read_detail(detail: Detail, text: str) -> Any:
    """A detail from a typed answer.

    Raises:
        WrongAnswerError: it does not fit.
    """
    if detail is _SIGNERS:
        return [name for part in text.split("+") if (name := part.strip())]
    return read_day(text) if detail.row.kind == "date" else read_answer(detail.row, text)


def citing(data: Any, pointers: Sequence[Pointer], identity: str | None) -> list[Edit]:
    """The edits by which statements cite a document; by None they say that no evidence is known."""
    edits = []
    for pointer in dict.fromkeys(pointers):
        raw = at(data, pointer)
        ids = [] if identity is None else [identity]
        if isinstance(raw, dict) and {"value", "not_collected"} & raw.keys():
            there = raw.get("evidence") or []
            if identity is None and there:
                continue
            edits.append(Edit("put", (*pointer, "evidence"), [*there, *(one for one in ids if one not in there)]))
        else:
            edits.append(Edit("put", pointer, {"value": raw, "evidence": ids}))
    return edits
