"""Typed answers read as values of a fact's kind; what does not fit is said in plain words."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from checker.domain.vocabulary import CODES, RECORDS
from checker.ground.errors import did_you_mean, quote, quoted_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.domain.vocabulary import Fact, Kind

__all__ = [
    "LONGEST",
    "WrongAnswerError",
    "how_to_answer",
    "numbers_of",
    "one_of",
    "read_answer",
    "read_day",
    "read_line",
    "read_workforces",
    "slug",
]

LONGEST = 4_000
_OLDEST = 120
_A_LINE_EACH = 6
_YES, _NO = ("yes", "y", "true"), ("no", "n", "false")
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_MONEY = re.compile(r"(\d{1,15}(?:\.\d{1,15})?)\s*([A-Za-z]{3})|([A-Za-z]{3})\s*(\d{1,15}(?:\.\d{1,15})?)", re.ASCII)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")


class WrongAnswerError(Exception):
    """An answer that does not fit; the text says why."""


def read_line(line: str) -> str:
    """A line as it was meant: blanks at its ends dropped.

    Raises:
        WrongAnswerError: too long, or with characters that no text has.
    """
    if len(line) > LONGEST:
        raise WrongAnswerError(f"the answer is too long: at most {LONGEST} characters")
    if "\n" in line.strip() or "\r" in line.strip():
        raise WrongAnswerError("several lines came at once, and none was taken: one answer on one line")
    if found := _CONTROL.search(line.strip()):
        raise WrongAnswerError(f"the character U+{ord(found.group()):04X} is not text: type the answer again")
    return " ".join(line.split())


def how_to_answer(row: Fact) -> list[str]:
    """How a fact is answered, one line for each choice of an enumeration."""
    match row.kind:
        case "bool":
            return ["yes or no"]
        case "choice":
            return _numbered(row.choices)
        case "set":
            return [*_numbered(row.choices), "several as 1,3; none if there are none"]
        case "integer":
            return [f"a whole number ({row.unit})" if row.unit else "a whole number"]
        case "number" | "share":
            most = " from 0 to 1, or a percentage" if row.kind == "share" else ""
            return [f"a number{most}" + (f" ({row.unit})" if row.unit and not most else "")]
        case "money":
            return [f"an amount and its currency, such as 80 EUR ({row.unit})"]
        case "date":
            return ["a date such as 2026-03-31"]
        case "records":
            names = "; ".join(RECORDS[row.path])
            fields = [f"  {name}: {_short(field)}" for name, field in RECORDS[row.path].items()]
            return [
                f"each entry as {names}",
                *fields,
                "a blank field is left out; entries apart by |; none if there are none",
            ]
        case "country" | "currency" | "language":
            return [f"{CODES[row.kind].meaning}, such as {CODES[row.kind].example}"]
        case "text":
            return ["a line of text"]


def _short(row: Fact) -> str:
    if row.choices and row.kind != "date":
        return f"{', '.join(row.choices)}" + (" (several apart by +)" if row.kind == "set" else "")
    return how_to_answer(row)[0]


def _numbered(words: Sequence[str]) -> list[str]:
    """The words with their numbers: a line each while they are few, else a paragraph, which fits a small screen."""
    lines = [f"{number} {word}" for number, word in enumerate(words, 1)]
    return lines if len(lines) <= _A_LINE_EACH else [", ".join(lines)]


def read_answer(row: Fact, text: str) -> Any:
    """The value that an answer gives to a fact, as plain data of the file.

    Raises:
        WrongAnswerError: it does not fit the fact's kind, unit or bounds.
    """
    match row.kind:
        case "bool":
            return _flag(text)
        case "choice":
            return one_of(row.choices, text)
        case "set":
            return _set(row.choices, text)
        case "integer" | "number" | "share":
            return _number(row, text)
        case "money":
            return _money(text)
        case "date":
            return text.lower() if row.choices and text.lower() in row.choices else read_day(text)
        case "records":
            return [] if text.lower() == "none" else [_record(row, part) for part in text.split("|")]
        case "country" | "currency" | "language":
            return _code(row.kind, text)
        case "text":
            return text


def _flag(text: str) -> bool:
    if text.lower() not in _YES + _NO:
        raise WrongAnswerError(f"{quote(text)} is neither yes nor no")
    return text.lower() in _YES


def one_of(words: Sequence[str], text: str) -> str:
    """One of the words, named by itself or by its number.

    Raises:
        WrongAnswerError: it is none of them.
    """
    said = text.lower().replace(" ", "_").replace("-", "_")
    if said in words:
        return said
    if text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= len(words):
        return words[int(text) - 1]
    advice = did_you_mean(said, words, f"a number from 1 to {len(words)}, or the word")
    raise WrongAnswerError(f"{quote(text)} is none of the choices; {advice}")


def numbers_of(text: str, most: int) -> list[int]:
    """The numbers in a list such as ``1,3-5``, in order, each once.

    Raises:
        WrongAnswerError: it is no such list, or a number is not there.
    """
    found: set[int] = set()
    for part in re.split(r"[,\s]+", text.strip(", ")):
        match = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4}))?", part, re.ASCII)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= most:
            raise WrongAnswerError(f"{quote(part)} is no number from 1 to {most}")
        found.update(range(first, last + 1))
    return sorted(found)


def _set(words: Sequence[str], text: str) -> list[str]:
    if text.lower() in ("none", "[]"):
        return []
    parts = [part.strip() for part in re.split(r"[,;+]", text)] if re.search(r"[,;+]", text) else [text]
    if len(parts) == 1 and re.fullmatch(r"\d+(?:[\s-]+\d+)*", text, re.ASCII):
        return [words[number - 1] for number in numbers_of(text, len(words))]
    chosen = []
    for part in filter(None, parts):
        if re.fullmatch(r"\d+-\d+", part, re.ASCII):
            chosen += [words[number - 1] for number in numbers_of(part, len(words))]
        else:
            chosen.append(one_of(words, part))
    if not chosen:
        raise WrongAnswerError("say none if there are none")
    return [word for word in words if word in chosen]


def _number(row: Fact, text: str) -> int | float:
    said = text.lower()
    for unit in filter(None, (row.unit, row.unit.partition(" ")[0], row.unit.rstrip("s"))):
        said = said.removesuffix(f" {unit}").strip()
    percent = row.kind == "share" and said.endswith("%")
    said = said.removesuffix("%").strip() if percent else said
    if not _NUMBER.fullmatch(said):
        in_unit = f", in {row.unit}" if row.unit and row.unit != "ratio" else ""
        raise WrongAnswerError(f"{quote(text)} is no number{in_unit}; write it with digits and a point, such as 12.5")
    exact = Fraction(said) / (100 if percent else 1)
    if row.kind == "integer" and exact.denominator != 1:
        raise WrongAnswerError(f"{quote(text)} is not a whole number")
    maximum = 1 if row.kind == "share" else _OLDEST if row.unit == "years" else row.maximum
    if maximum is not None and exact > maximum:
        hint = "; write 80% or 0.8" if row.kind == "share" else ""
        raise WrongAnswerError(f"{quote(text)} is more than {maximum:g}, which is the most there can be{hint}")
    return int(exact) if exact.denominator == 1 else float(exact)


def _money(text: str) -> dict[str, Any]:
    match = _MONEY.fullmatch(text)
    if match is None:
        raise WrongAnswerError(f"{quote(text)} is no amount with a currency of three letters, such as 80 EUR")
    amount, currency = (match[1], match[2]) if match[1] else (match[4], match[3])
    exact = Fraction(amount)
    return {"amount": int(exact) if exact.denominator == 1 else float(exact), "currency": currency.upper()}


def read_day(text: str) -> str:
    """A date in ISO form.

    Raises:
        WrongAnswerError: it is none, or does not exist.
    """
    from datetime import date

    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise WrongAnswerError(f"{quote(text)} is no date; write year-month-day, such as 2026-03-31")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise WrongAnswerError(f"{quote(text)} is a date that does not exist") from None


def _code(kind: Kind, text: str) -> str:
    """A code of a standard, whatever the case of its letters."""
    code = CODES[kind]
    for said in (text, text.upper(), text.lower()):
        if text.isascii() and re.fullmatch(code.pattern, said):
            return said
    raise WrongAnswerError(f"{quote(text)} is not {code.meaning}, such as {code.example}")


def _record(row: Fact, text: str) -> dict[str, Any]:
    """One entry of a list, its fields apart by semicolons."""
    fields = RECORDS[row.path]
    said = [part.strip() for part in text.split(";")]
    if len(said) > len(fields):
        raise WrongAnswerError(
            f"{quote(text.strip())} has {len(said)} fields, and there are {len(fields)}: {'; '.join(fields)}"
        )
    entry = {}
    for (name, field), part in zip(fields.items(), said, strict=False):
        if part:
            try:
                entry[name] = read_answer(field, part)
            except WrongAnswerError as wrong:
                raise WrongAnswerError(f"{name}: {wrong}") from None
    if not entry:
        raise WrongAnswerError(f"an entry is empty; write {'; '.join(fields)}")
    if "id" in fields and " " in entry.get("id", " "):
        raise WrongAnswerError(f"an entry needs an id without spaces first: {quoted_list(list(fields)[:2])}")
    return entry


def read_workforces(text: str) -> list[dict[str, Any]]:
    """Workforces from their names, each with an id of its own.

    Raises:
        WrongAnswerError: none is named, or one twice.
    """
    if text.lower() == "none":
        return []
    entries: list[dict[str, Any]] = []
    for number, name in enumerate(filter(None, (part.strip() for part in text.replace(";", ",").split(","))), 1):
        identity = slug(name) or f"workforce-{number}"
        if identity in {entry["id"] for entry in entries}:
            raise WrongAnswerError(f"{quote(name)} is named twice")
        entries.append({"id": identity} if identity == name else {"id": identity, "title": name})
    if not entries:
        raise WrongAnswerError("no workforce is named; say none if nobody works on the project")
    return entries


def slug(text: str) -> str:
    """An id made of a title or name: lower-case words joined by dashes; empty where it has none."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
