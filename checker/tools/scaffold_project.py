"""A project file to start from: every fact of the vocabulary as a question, none of them answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.domain.vocabulary import RECORDS, SECTIONS, WORKER_CLASSES, facts_of_section

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checker.domain.vocabulary import Fact, Scope

__all__ = ["ABOUT", "Start", "project_text"]

_WIDTH = 110

# What each section is about, in a line.
ABOUT = {
    "hiring": "who finds, chooses and dismisses the workers",
    "employment": "contracts, policies, and the grounds of decisions",
    "wages": "how much is paid, by whom, and through whose hands",
    "hours": "working time and rest",
    "accommodation": "housing that comes with the job",
    "freedom": "whether people may decline, leave and move",
    "association": "unions and other ways to speak together",
    "grievance": "how a worker complains",
    "children": "who is under age, and at what work",
    "safety": "dangers at work, and what is done about them",
    "gender": "whether women and men are treated alike",
    "class": "whether origin and loyalty decide who works",
    "disability": "whether disabled people can work here",
    "retrenchment": "what happens when jobs are cut",
    "third_parties": "agencies and contractors that employ the workers",
    "supply_chain": "who made what the project buys",
    "remedy": "what happens after harm",
    "monitoring": "who may look, at what, and how soon",
    "governance": "how the financiers bind themselves",
    "sanctions": "which measures the project touches, and what is authorised",
    "humanitarian": "whether aid reaches those in need (for aid alone)",
    "data_safety": "whether the file itself could hurt somebody",
}
_SHORT_TYPES = {
    "bool": "true or false", "integer": "a whole number", "number": "a number", "share": "a share from 0 to 1",
    "date": "a day: 2026-01-31", "text": "text", "money": "{amount: 100, currency: USD}",
}  # fmt: skip


class Start(NamedTuple):
    """What is known of a project when its file is begun; what is not stays open in the file."""

    id: str
    purpose: str
    stage: str
    as_of: date
    country: str | None = None


def project_text(start: Start) -> str:
    """The file: it loads as it is, states no fact, and asks for all of them in comments."""
    return "\n".join([*_opening(start), *_workforce(), *_sections("project", ""), *_EVIDENCE]) + "\n"


def _opening(start: Start) -> Iterator[str]:
    country = f"country: {start.country}" if start.country else "# country: KP"
    yield from (
        "# A project file. Lines that begin with `#` are comments: nothing is stated until you take the `#` away.",
        "# What you do not state is not known; it never counts as yes or as no. Check with: checker check THIS-FILE",
        f"id: {start.id:<32}# lower-case words joined by dashes",
        f"# title: {'...':<29}# the name that reports show",
        f"{country:<36}# the host country, ISO 3166-1, two capital letters",
        f"purpose: {start.purpose:<27}# commercial, developmental, humanitarian or exchange: decides what is asked",
        f"stage: {start.stage:<29}# proposal, appraisal, implementation, operation, suspended or closed",
        f"as_of: {start.as_of.isoformat():<29}# the day on which the facts are stated",
        "",
        "# Who takes part.",
        "# parties:",
        "#   - {id: builder, name: A Builder Ltd, country: DE, kind: company, roles: [employer]}",
        "#   - {id: lab, name: The Builder's Laboratory, part_of: builder}   # has the interest of what it is part of",
        "",
        "# The money; `due` decides which conditions come first.",
        "# finance:",
        "#   currency: EUR",
        "#   disbursements: [{id: first, amount: 100000, due: 2027-01-31}]",
        "",
        "# Where workers cannot speak safely, what they say counts for less.",
        "# context:",
        "#   workers_can_speak_safely: false",
        "",
        "# A fact is written `name: value`, or with what shows it, one statement or several:",
        "#   payment_path: {value: via_state, basis: practice, evidence: [VISIT]}",
        "# `basis` is practice (what happens), commitment (what is promised) or law; `evidence` names items below.",
        "# What could not be learnt: {not_collected: access_refused} or {not_collected: unsafe_to_collect}.",
        "",
    )


def _workforce() -> Iterator[str]:
    yield from (
        "# The groups of workers, each with its own employer and facts. Nobody works here: write `workforces: []`.",
        "workforces:",
        "  - id: workers",
        "    # title: ...",
        f"    # worker_class: direct        # {', '.join(WORKER_CLASSES)}",
        "    # headcount: 100",
        "    # nationality: KP",
        "    # workplace_country: KP",
        "    # employer: builder           # the id of a party",
        "",
    )
    yield from _sections("workforce", "    ")


def _sections(scope: Scope, indent: str) -> Iterator[str]:
    for section in SECTIONS[scope]:
        yield f"{indent}# {section}: {ABOUT[section]}"
        yield f"{indent}# {section}:"
        for name, fact in facts_of_section(section).items():
            yield from _wrapped(f"{fact.question} ({_answers(fact)})", f"{indent}#   # ")
            yield f"{indent}#   {name}:"
        yield ""


def _answers(fact: Fact) -> str:
    """What may be written for a fact."""
    if fact.kind == "choice":
        return ", ".join(fact.choices)
    if fact.kind == "set":
        return f"a list of: {', '.join(fact.choices)}" if fact.choices else "a list"
    if fact.kind == "records":
        return f"a list of entries with: {', '.join(RECORDS[fact.path])}"
    unit = f", {fact.unit}" if fact.unit not in ("", "ratio") else ""
    return f"{_SHORT_TYPES[fact.kind]}{unit}"


def _wrapped(text: str, indent: str) -> list[str]:
    from textwrap import wrap

    return wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False,
                break_long_words=False)  # fmt: skip


_EVIDENCE = (
    "# The evidence register: what shows the facts. The grade of each item is computed, never typed in.",
    "# evidence:",
    "#   - id: VISIT",
    "#     kind: inspection              # statute, contract, payroll_records, inspection, interviews, press, ...",
    "#     issuer: A Monitor             # who made it; what names nobody shows nothing in favour",
    "#     issued: 2026-01-31            # what has no day shows nothing of work that is under way",
    "#     covers_until: 2026-01-20      # the last day it speaks of, where that is earlier",
    "#     independent: true             # of employer, host, implementer, contractor and labour agency",
    "#   - id: CONTRACT",
    "#     kind: contract",
    "#     issuer: builder",
    "#     signed_by: [bank]             # who signed beside the issuer; nobody if left out",
    "#     issued: 2026-01-31",
)
