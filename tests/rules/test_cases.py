"""Every shipped rule against the cases that lie beside it."""

# a row of a table stays on one line.
# ruff: noqa: E501

import re
from collections import Counter
from pathlib import Path

import pytest

from checker.domain.placeholders import named
from checker.domain.tree import parameters_of
from checker.ground.shipped import shipped_packs
from checker.packs.cases import read_cases
from checker.tools.run_case import explain_difference, run_case
from tests.build import shipped

PACKS = shipped_packs()
CASES = [(pack, case) for pack in PACKS for case in read_cases(shipped(pack))]
CONDITIONS = [(pack, condition) for pack in PACKS for condition in shipped(pack).conditions]
DECIDED = ("met", "not_met", "not_determined")
EXPECTED = {key: Counter() for key in ((pack, condition.id) for pack, condition in CONDITIONS)}
for _pack, _case in CASES:
    EXPECTED[_pack, _case.condition][_case.expected["verdict"]] += 1


def test_the_main_pack_is_shipped():
    assert "engagement-threshold" in PACKS


@pytest.mark.parametrize(
    ("pack", "case"), CASES, ids=[f"{pack}-{case.condition}-{case.name.replace(' ', '-')}" for pack, case in CASES]
)
def test_a_case_leads_to_its_verdict(pack, case):
    difference = explain_difference(case, run_case(shipped(pack), case))
    assert not difference, f"{case.file}:{case.line}: {difference}"


def without(verdict, needs=lambda condition: True):
    """The conditions of which no case expects a verdict, among those that need one."""
    return [
        f"{pack} {condition.id}: {verdict}"
        for pack, condition in CONDITIONS
        if needs(condition) and not EXPECTED[pack, condition.id][verdict]
    ]


def test_every_condition_has_a_case_of_each_verdict_that_it_can_have():
    lacking = [each for verdict in DECIDED for each in without(verdict)]
    lacking += without("not_applicable", lambda condition: condition.applies)
    lacking += without("met_by_alternative", lambda condition: condition.alternative)
    assert lacking == []


def test_every_condition_with_a_presumption_has_a_case_where_it_stands():
    standing = {(pack, case.condition) for pack, case in CASES if case.expected.get("presumption")}
    presumed = {(pack, condition.id) for pack, condition in CONDITIONS if condition.presumption}
    assert presumed - standing == set()


def test_a_name_of_a_case_is_used_once():
    names = Counter((pack, case.condition, case.name) for pack, case in CASES)
    assert [name for name, count in names.items() if count > 1] == []


def test_no_case_file_is_left_over():
    files = {(pack, path.stem) for pack in PACKS for path in (Path(shipped(pack).folder) / "cases").iterdir()}
    assert files == {(pack, condition.id) for pack, condition in CONDITIONS}


def test_every_condition_says_what_it_asks_why_and_on_whose_word():
    faulty = [
        f"{pack} {one.id}"
        for pack, one in CONDITIONS
        if not (one.requirement.endswith(".") and one.why and one.remedy and one.citations)
        or len(one.title) > 60
        or one.title.endswith(".")
    ]
    assert faulty == []


# What conditions.md fixes: the class of each condition, and whether it is core to its cluster.
TABLE = """
HIRE-1 CP core  HIRE-2 FLOOR core  HIRE-3 CP core  HIRE-4 COV -  HIRE-5 COV core  HIRE-6 CP core  HIRE-7 CP -  HIRE-8 COV core
WAGE-1 CP core  WAGE-2 CP core  WAGE-3 COV -  WAGE-4 COV -  WAGE-5 COV core  WAGE-6 COV -  WAGE-7 FLOOR core  WAGE-8 COV -
FREE-1 FLOOR core  FREE-2 FLOOR core  FREE-3 FLOOR core  FREE-4 FLOOR core  FREE-5 COV -  FREE-6 COV -  FREE-7 FLOOR core
ASSOC-1 REG -  ASSOC-2 COV core  ASSOC-3 FLOOR core  ASSOC-4 COV -
CHILD-1 FLOOR core  CHILD-2 FLOOR core  CHILD-3 FLOOR core
OSH-1 CP core  OSH-2 COV core  OSH-3 COV core  OSH-4 COV core  OSH-5 COV -
GENDER-1 CP core  GENDER-2 COV core  GENDER-3 FLOOR core  GENDER-4 COV -  GENDER-5 CS core  GENDER-6 COV -
CLASS-1 FLOOR core  CLASS-1b CP core  CLASS-2 CP core  CLASS-3 COV -  CLASS-4 REG -  CLASS-5 FLOOR -
DISAB-1 CP core  DISAB-2 COV -  DISAB-3 CS -  DISAB-4 COV core  DISAB-5 CS -
REMEDY-1 CP core  REMEDY-2 COV -  REMEDY-3 CP core  REMEDY-4 CS -  REMEDY-5 FLOOR -
MONIT-1 CP core  MONIT-2 CP core  MONIT-3 CP core  MONIT-4 CP -  MONIT-5 COV -  MONIT-6 COV -  MONIT-7 CP -
MULTI-1 CP core  MULTI-2 CP core  MULTI-3 CP -  MULTI-4 CP -  MULTI-5 COV -
SANC-1 FLOOR core  SANC-2 CP -  SANC-3 CP -
HUM-1 FLOOR core  HUM-2 COV -  HUM-3 CP -  HUM-4 COV -
"""
DEADLINES = {"GENDER-5": 90, "DISAB-3": 365, "DISAB-5": 180, "REMEDY-4": 180}


def test_the_main_pack_holds_the_conditions_of_the_table():
    found = [(rule.id, rule.class_, "core" if rule.core else "-") for rule in shipped().conditions]
    words = TABLE.split()
    assert found == list(zip(words[::3], words[1::3], words[2::3], strict=True))


def test_conditions_subsequent_have_the_deadlines_of_the_table():
    assert {rule.id: rule.deadline_days for rule in shipped().conditions if rule.deadline_days is not None} == DEADLINES


# What endangers people who cannot speak safely: questions to them, votes that can be punished, lists of who did what.
ENDANGERS = re.compile(
    r"interview|ballot|in private|workers' (own )?accounts|accounts? by (disabled )?workers|women's accounts|ask workers"
    r"|ask a sample|record of those|with those (turned away|who)|people who (left|declined)|what (the )?workers say"
    r"|note who|personnel records"
)


def test_a_remedy_that_asks_people_has_one_for_where_that_endangers_them():
    asks = re.compile(r"interview|ballot|in private|ask workers|record of those")
    bare = [one.id for _, one in CONDITIONS if asks.search(one.remedy) and not one.remedy_unsafe]
    unsafe = [one.id for _, one in CONDITIONS if ENDANGERS.search(one.remedy_unsafe)]
    assert (bare, unsafe) == ([], [])


def test_what_is_asked_names_the_numbers_that_users_can_set():
    """A number in the text that the command line changed would be false."""
    silent = []
    for pack, condition in CONDITIONS:
        kinds = {name: one.type for name, one in shipped(pack).parameters.items()}
        trees = filter(None, (condition.requires, condition.alternative))
        read = {name for tree in trees for name in parameters_of(tree) if kinds[name] in ("number", "integer")}
        silent += [(condition.id, name) for name in read - {"indicators_tolerated"} - set(named(condition.requirement))]
    assert silent == []
