"""A tree's English is true of the same facts as the tree: read back, it decides alike, and no negation is lost."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings, strategies as st

from checker.domain.operators import OPERATORS
from checker.domain.tree import (
    All,
    AnyOf,
    Constant,
    Count,
    Each,
    FactRef,
    ItemRef,
    Judgement,
    Node,
    Not,
    Scaled,
    Test as Leaf,
)
from checker.english.clauses import say_test
from checker.english.sentences import Said, Speaker
from checker.ground.shipped import shipped_packs
from checker.tools.mutants import mutants_of
from tests.build import shipped
from tests.conftest import check_each

if TYPE_CHECKING:
    from checker.domain.pack import Condition

PACK = shipped()
SPEAKER = Speaker(PACK)
CONDITIONS = [(name, one) for name in shipped_packs() for one in shipped(name).conditions]
TREES = ("applies", "requires", "alternative", "structural")

# Facts whose clauses hold no comma, so that a sentence of several can be taken apart.
ANSWERS: dict[str, tuple[Any, ...]] = {
    "overtime": (0, 1, 12),
    "papers": ("worker", "employer", "state"),
    "charged": (True, False),
    "paid": ("money", "voucher", "in_kind"),
}
PATHS = {
    "overtime": "hours.overtime_weekly",
    "papers": "freedom.identity_papers_held_by",
    "charged": "hiring.fee_charged_to_worker",
    "paid": "wages.paid_in",
}
LEAVES = [
    *(Leaf(FactRef(PATHS["overtime"]), op, Constant(number)) for op in ("at_most", "more_than") for number in (0, 5)),
    *(Leaf(FactRef(PATHS["charged"]), op, Constant(value)) for op in ("is", "is_not") for value in (True, False)),
    *(Leaf(FactRef(PATHS["papers"]), op, Constant(("employer", "state"))) for op in ("in", "not_in")),
    *(Leaf(FactRef(PATHS["paid"]), op, Constant("money")) for op in ("is", "is_not")),
]
WORLDS = [
    dict(zip(PATHS.values(), values, strict=True))
    for values in itertools.product(*((*found, None) for found in ANSWERS.values()))
]
CLAUSES = {
    say_test(leaf, SPEAKER.settings, "", denied=denied): (leaf, denied) for leaf in LEAVES for denied in (False, True)
}

trees = st.recursive(
    st.sampled_from(LEAVES),
    lambda parts: st.one_of(
        parts.map(Not),
        st.lists(parts, min_size=1, max_size=4).map(lambda found: All(tuple(found))),
        st.lists(parts, min_size=1, max_size=4).map(lambda found: AnyOf(tuple(found))),
    ),
    max_leaves=12,
)


def both(truths: list[bool | None]) -> bool | None:
    return False if False in truths else None if None in truths else True


def denied(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def truth_of(node: Node, world: dict[str, Any]) -> bool | None:
    """The truth of a tree, by the definitions alone."""
    match node:
        case Leaf(FactRef(path), op, Constant(operand)):
            return None if world[path] is None else OPERATORS[op].test(world[path], operand)
        case Not(part):
            return denied(truth_of(part, world))
        case All(parts):
            return both([truth_of(part, world) for part in parts])
        case AnyOf(parts):
            return denied(both([denied(truth_of(part, world)) for part in parts]))
    raise AssertionError(node)


def truth_as_read(said: Said, world: dict[str, Any]) -> bool | None:
    """The truth of what is said, as a person reads it who knows no tree."""
    if said.parts:
        parts = [truth_as_read(part, world) for part in said.parts]
        match said.text:
            case "all of these hold":
                return both(parts)
            case "not all of these hold":
                return denied(both(parts))
            case "at least one of these holds":
                return denied(both(list(map(denied, parts))))
            case "none of these holds":
                return both(list(map(denied, parts)))
        raise AssertionError(said.text)
    if said.text.startswith("either "):
        clauses = re.split(", or |, ", said.text.removeprefix("either "))
        return denied(both([denied(truth_of_clause(clause, world)) for clause in clauses]))
    return both([truth_of_clause(clause, world) for clause in re.split(", and |, ", said.text)])


def truth_of_clause(clause: str, world: dict[str, Any]) -> bool | None:
    leaf, is_denied = CLAUSES[clause]
    truth = truth_of(leaf, world)
    return denied(truth) if is_denied else truth


@settings(max_examples=200, deadline=None)
@given(trees)
def test_a_tree_read_back_from_its_english_decides_alike(tree: Node) -> None:
    said = SPEAKER.say(tree)
    for world in WORLDS:
        assert truth_as_read(said, world) is truth_of(tree, world), list(said.lines())


@settings(max_examples=200, deadline=None)
@given(trees)
def test_a_tree_and_its_denial_are_never_said_alike_and_two_denials_are_none(tree: Node) -> None:
    assert SPEAKER.say(Not(tree)) != SPEAKER.say(tree)
    assert SPEAKER.say(Not(Not(tree))) == SPEAKER.say(tree)


OPPOSITES = {"is": "is_not", "in": "not_in", "at_least": "less_than", "at_most": "more_than",
             "contains_any": "contains_none", "before": "on_or_after"}  # fmt: skip
OPPOSITES |= {other: op for op, other in OPPOSITES.items()}


def meaning(node: Node, *, turned: bool = False) -> Any:
    """A form that trees share which differ only in where their negations stand, and in lists within lists."""
    match node:
        case Not(part):
            return meaning(part, turned=not turned)
        case All(parts) | AnyOf(parts):
            kind = "all" if isinstance(node, All) != turned else "any"
            found: list[Any] = []
            for part in (meaning(part, turned=turned) for part in parts):
                found.extend(part[1:] if isinstance(part, tuple) and part[0] == kind else (part,))
            return (kind, *found) if len(found) > 1 else found[0]
        case Leaf(ref, op, operand) if turned and op in OPPOSITES:
            return meaning(Leaf(ref, OPPOSITES[op], operand))
        case Leaf(ref, "is" | "is_not" as op, Constant(bool() as value)):
            return ("test", ref, (op == "is") == value)
        case Each(quantifier, path, part):
            return ("not" if turned else "", quantifier, path, meaning(part))
        case Count() if turned and node.op in OPPOSITES:
            return replace(node, op=OPPOSITES[node.op])
    return ("not", node) if turned else node


@pytest.mark.parametrize("pack", shipped_packs())
def test_conditions_that_differ_by_a_fault_of_their_writer_are_not_said_alike(pack: str) -> None:
    speaker = Speaker(shipped(pack))

    def its_mutants_are_not_said_alike(condition: Condition) -> None:
        found: dict[Any, Any] = {}
        for one in (condition, *(mutant.condition for mutant in mutants_of(condition, shipped(pack)))):
            written = [getattr(one, name) for name in TREES]
            days = (one.in_force_from, one.in_force_until)
            said = (*(tree and speaker.say(tree) for tree in written), days)
            meant = (*(tree and meaning(tree) for tree in written), days)
            assert found.setdefault(said, meant) == meant, said

    check_each(shipped(pack).conditions, its_mutants_are_not_said_alike)


OPERATOR_WORDS = re.compile("|".join(rf"\b{op}\b" for op in OPERATORS if "_" in op))
RAW = re.compile(r"(?<!parameter )\b[a-z0-9]+_[a-z_]+|\b[a-z_]+\.[a-z_]+|[{}|~`\[\]]|[<>=]")


def test_every_condition_is_said_without_a_path_or_an_operator() -> None:
    raw = [
        f"{pack} {condition.id}: {line}"
        for pack, condition in CONDITIONS
        for tree in (*(getattr(condition, name) for name in TREES), *(rule.when for rule in condition.warnings))
        for _, line in (Speaker(shipped(pack)).say(tree).lines() if tree is not None else ())
        if RAW.search(line) or OPERATOR_WORDS.search(line)
        or not (line[0].isupper() or not line[0].isalpha()) or not line.endswith((".", ":", "?”"))
    ]  # fmt: skip
    assert raw == []


PARTIES = Leaf(ItemRef("kind"), "is", Constant("multilateral"))
CLOSED = "The number of complaints closed over 12 months"
SENTENCES: dict[str, tuple[Node, list[str]]] = {
    "one of two": (
        AnyOf((LEAVES[0], Leaf(FactRef("hiring.employer_may_refuse"), "is", Constant(value=True)))),
        ["Either no overtime is worked, or the employer may refuse a worker who is sent."],
    ),
    "every": (
        Each("every", "wages.deductions", Leaf(ItemRef("explained_to_worker"), "is", Constant(value=True))),
        ["For every deduction from the wage, if there is any, it is explained to the worker."],
    ),
    "not every": (
        Not(Each("every", "wages.deductions", Leaf(ItemRef("explained_to_worker"), "is", Constant(value=True)))),
        ["Not for every deduction from the wage is it so that it is explained to the worker."],
    ),
    "some": (Each("some", "parties", PARTIES), ["For at least one party to the project, it is a multilateral body."]),
    "none": (
        Not(Each("some", "parties", PARTIES)),
        ["For no party to the project is it so that it is a multilateral body."],
    ),
    "count": (
        Count("parties", PARTIES, "country", "at_least", Constant(2)),
        ["Counting each country once, the number of parties to the project that satisfy what follows is at least 2:",
         "It is a multilateral body."],
    ),
    "arithmetic": (
        Leaf(FactRef("remedy.complaints_closed"), "at_least", Scaled("remedy.complaints_received", 0.5)),
        [f"{CLOSED} is at least half of the number of complaints that came in over 12 months."],
    ),
    "judgement": (Judgement("Is it fair?"), ["Two people attest that the answer is yes: “Is it fair?”"]),
    "judgement denied": (Not(Judgement("Is it fair?")), ["Two people attest that the answer is no: “Is it fair?”"]),
}  # fmt: skip


@pytest.mark.parametrize(("tree", "lines"), SENTENCES.values(), ids=SENTENCES)
def test_the_sentence_of_a_tree(tree: Node, lines: list[str]) -> None:
    assert [text for _, text in SPEAKER.say(tree).lines()] == lines


def test_a_parameter_is_said_with_its_value_and_what_profiles_and_host_law_make_of_it() -> None:
    said = {one.id: " ".join(text for _, text in SPEAKER.say(one.requires).lines()) for one in PACK.conditions}
    assert (
        "80 per cent of the gross wage (parameter wage_share_minimum; 95 per cent in the profile strict)"
        in said["WAGE-2"]
    )
    assert "98 days of maternity leave are given (parameter maternity_leave_days_minimum; " in said["GENDER-4"]
    assert "240 by host law of the DPRK from 2015-08-26" in said["GENDER-4"]
    assert "The parameter hire_level is L1 or L2 (it is L2; L3 in the profile strict)." in said["HIRE-1"]


def test_the_table_of_measures_is_said_measure_by_measure_with_its_days() -> None:
    said = SPEAKER.say(next(one for one in PACK.conditions if one.id == "SANC-1").requires).lines()
    lines = [text for depth, text in said if depth < 2]
    assert len(lines) == 1 + len(PACK.measures)
    assert "in force from 5 August 2017 until 10 September 2017" in lines[5]
    assert "or where the host country is the DPRK" in lines[6]
