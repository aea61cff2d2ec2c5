"""Valid project files from a seed: every fact of the vocabulary, in every form that a fact can be written in.

    python benchmarks/generate.py --seed 1 --number 0 > project.yaml

The values are random and tell no story; what is exercised is fixed. Every project states every
fact. Over ``len(FORMS)`` projects in a row, each fact is written in each form.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import yaml

from checker.domain.vocabulary import (
    EVIDENCE_KINDS,
    FACTS,
    PARTY_KINDS,
    PARTY_ROLES,
    PURPOSES,
    RECORDS,
    SECTIONS,
    STAGES,
    WORKER_CLASSES,
    Fact,
    facts_of_section,
)
from checker.project.statements import BASES, NOT_COLLECTED

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FORMS", "project", "projects", "text_of"]

# Short and long take turns; the rarer forms stand between them, as in a file written by hand.
FORMS = ("short", "long", "short", "several", "short", "long", "short", "not_collected", "blank", "long")
_COUNTRIES = ("KP", "KR", "CN", "RU", "MN", "PL", "SE", "CH")
_CURRENCIES = ("USD", "EUR", "KPW", "KRW")
_SENTENCES = (
    "as the monitor reported it",
    "from the contract, annex 3",
    "the employer's own figure, which nobody could verify",
    "interpreters of the host were present: answers may be guarded",
)
_FIRST_DAY = date(2024, 1, 1)
_DAYS = 730
_MOST = 48


def projects(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """As many projects as asked for; the same seed always gives the same ones."""
    for number in range(count):
        yield project(number, seed)


def project(number: int, seed: int) -> dict[str, Any]:
    """One project as plain data: what its YAML text reads as. Days are ISO text."""
    return _Writer(number, Random(f"{seed}/{number}")).project()


def text_of(data: dict[str, Any]) -> str:
    """A project as YAML, the innermost mappings and lists on one line, as people write them."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, default_flow_style=None, width=100, allow_unicode=True)


class _Dumper(yaml.SafeDumper):
    """Writes days unquoted, as people do; a word that YAML 1.1 takes for a truth value stays quoted."""


_Dumper.yaml_implicit_resolvers = {
    start: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for start, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


class _Writer:
    """Makes up one project. Its number decides the forms, its generator the values."""

    def __init__(self, number: int, random: Random) -> None:
        self.number = number
        self.random = random
        self.as_of = _FIRST_DAY + timedelta(days=_DAYS)
        self.evidence_ids = [f"E{index + 1}" for index in range(len(EVIDENCE_KINDS) + random.randint(0, 8))]

    def project(self) -> dict[str, Any]:
        """The whole project, with its keys in the order of the examples."""
        parties = [self.party(index) for index in range(len(PARTY_KINDS))]
        shared = self.shared_sections()
        return {
            "id": f"generated-{self.number}",
            "title": f"Generated project {self.number}",
            "summary": "Made up from a seed. " + self.sentence(),
            "url": "https://example.org/projects",
            "country": self.random.choice(_COUNTRIES),
            "purpose": PURPOSES[self.number % len(PURPOSES)],
            "sector": {"scheme": "DAC", "code": str(self.random.randint(11110, 43082))},
            "stage": STAGES[self.number // len(PURPOSES) % len(STAGES)],
            "as_of": self.as_of.isoformat(),
            "regime": "actual",
            "default_basis": self.random.choice((None, *BASES)),
            "exit_harm": "The workers lose their only wage in money.",
            "parties": parties,
            "finance": self.finance(),
            "context": {"workers_can_speak_safely": self.random.choice((True, False, None))},
            "workforce_defaults": {"workplace_country": "KP", **self.sections("workforce", 0, only=shared)},
            "workforces": [self.workforce(index, parties, shared) for index in range(self.random.randint(2, 4))],
            **self.sections("project", 0),
            "evidence": [self.evidence(index) for index in range(len(self.evidence_ids))],
        }

    def shared_sections(self) -> tuple[str, ...]:
        """The sections that the defaults state; every section has its turn."""
        names = SECTIONS["workforce"]
        return tuple(name for index, name in enumerate(names) if (index + self.number) % 5 == 0)

    def party(self, index: int) -> dict[str, Any]:
        """A party of each kind, with one to three roles."""
        return {
            "id": f"party-{index}",
            "name": f"Party {index}",
            "country": self.random.choice(_COUNTRIES),
            "kind": PARTY_KINDS[index],
            "roles": self.random.sample(PARTY_ROLES, self.random.randint(1, 3)),
        }

    def finance(self) -> dict[str, Any]:
        """The money in one to four payments."""
        days = sorted(self.day() for _ in range(self.random.randint(1, 4)))
        return {
            "currency": "USD",
            "amount": 250_000 * len(days),
            "disbursements": [{"id": f"D{index + 1}", "amount": 250_000, "due": due} for index, due in enumerate(days)],
        }

    def workforce(self, index: int, parties: list[dict[str, Any]], shared: tuple[str, ...]) -> dict[str, Any]:
        """A workforce. The first states every fact itself, the others leave some to the defaults."""
        skipped = shared if index else ()
        return {
            "id": f"workers-{index}",
            "title": f"Workers of employer {index}",
            "employer": self.random.choice(parties)["id"],
            "worker_class": WORKER_CLASSES[(self.number + index) % len(WORKER_CLASSES)],
            "headcount": self.random.randint(1, 9000),
            "nationality": self.random.choice(_COUNTRIES),
            **({} if index else {"workplace_country": self.random.choice(_COUNTRIES)}),
            **self.sections("workforce", index, skipped=skipped),
        }

    def sections(
        self, scope: Any, shift: int, *, only: tuple[str, ...] | None = None, skipped: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """Every fact of the sections; ``shift`` moves the forms on, so that workforces differ."""
        names = [name for name in (SECTIONS[scope] if only is None else only) if name not in skipped]
        return {name: {key: self.fact(fact, shift) for key, fact in facts_of_section(name).items()} for name in names}

    def fact(self, fact: Fact, shift: int) -> Any:
        """A fact, written in the form whose turn it is."""
        form = FORMS[(self.number + shift + _POSITIONS[fact.path]) % len(FORMS)]
        match form:
            case "short":
                return self.value(fact)
            case "long":
                return self.statement(fact)
            case "several":
                return [self.statement(fact) for _ in range(self.random.randint(2, 3))]
            case "not_collected":
                reason = self.random.choice(NOT_COLLECTED)
                return {"not_collected": reason, "evidence": self.cited(), "note": self.sentence()}
            case _:
                return None

    def statement(self, fact: Fact) -> dict[str, Any]:
        """A value with its evidence and some of the other keys that a statement may have."""
        extra = {
            "basis": self.random.choice(BASES),
            "as_of": self.day(),
            "contested": self.random.random() < 0.2,
            "note": self.sentence(),
        }
        kept = {key: extra[key] for key in extra if self.random.random() < 0.5}
        return {"value": self.value(fact), "evidence": self.cited(), **kept}

    def value(self, fact: Fact) -> Any:
        """A value of the fact's kind."""
        random = self.random
        match fact.kind:
            case "bool":
                return random.random() < 0.5
            case "integer":
                return random.randint(0, _MOST)
            case "number":
                return round(random.uniform(0, min(_MOST, fact.maximum or _MOST)), 1)
            case "share":
                return round(random.random(), 2)
            case "choice":
                return random.choice(fact.choices)
            case "set":
                return random.sample(fact.choices, random.randint(0, min(3, len(fact.choices))))
            case "money":
                return {"amount": round(random.uniform(1, 500), 2), "currency": random.choice(_CURRENCIES)}
            case "records":
                return [self.record(fact.path) for _ in range(random.randint(1, 3))]
            case "date":
                return random.choice((self.day(), *fact.choices))
            case "text":
                return self.sentence()

    def record(self, path: str) -> dict[str, Any]:
        """One record of a list, with most of its fields."""
        return {name: self.value(row) for name, row in RECORDS[path].items() if self.random.random() < 0.8}

    def evidence(self, index: int) -> dict[str, Any]:
        """An item of the register. The first ones are of each kind in turn."""
        random = self.random
        issued = self.day()
        item: dict[str, Any] = {
            "id": self.evidence_ids[index],
            "title": f"Document {index + 1}",
            "kind": EVIDENCE_KINDS[index % len(EVIDENCE_KINDS)],
            "issuer": f"Issuer {random.randint(1, 6)}",
            "independent": random.random() < 0.6,
            "issued": issued,
            "covers_from": (date.fromisoformat(issued) - timedelta(days=random.randint(30, 400))).isoformat(),
            "covers_until": issued,
        }
        extra = {
            "note": self.sentence(),
            "examined_by": {"name": "An auditor", "independent": random.random() < 0.7},
            "unannounced": random.random() < 0.5,
            "private_interviews": random.random() < 0.5,
            "records_matched": random.random() < 0.5,
            "partial_access": random.random() < 0.3,
            "origin": self.evidence_ids[random.randrange(index)] if index else None,
            "url": f"https://example.org/documents/{index}",
            "file": f"documents/{index}.pdf",
            "sha256": f"{random.getrandbits(256):064x}",
            "language": random.choice(("en", "ko", "zh")),
            "page": random.choice((index + 1, f"{index + 1} and after")),
        }
        return item | {key: extra[key] for key in extra if random.random() < 0.4}

    def cited(self) -> list[str]:
        """One to three ids of the register."""
        return self.random.sample(self.evidence_ids, self.random.randint(1, 3))

    def day(self) -> str:
        """A day of the two years before the day that the project states, or up to a month later."""
        return (_FIRST_DAY + timedelta(days=self.random.randint(0, _DAYS + 30))).isoformat()

    def sentence(self) -> str:
        """A few words."""
        return self.random.choice(_SENTENCES)


_POSITIONS = {path: index for index, path in enumerate(FACTS)}


def main() -> None:
    """Print one project."""
    parser = argparse.ArgumentParser(description="print a generated project file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=0, help="which project of the seed")
    given = parser.parse_args()
    sys.stdout.write(text_of(project(given.number, given.seed)))


if __name__ == "__main__":
    main()
