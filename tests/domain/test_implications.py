"""What facts imply and suggest about others, and what cannot be: every row of the table, and their laws together."""

# a row of a table stays on one line.
# ruff: noqa: E501

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from checker.domain.implication_kinds import FIGURES
from checker.domain.implications import IMPLICATIONS, IMPOSSIBLE, conclusions, impossibilities, sources_of
from checker.domain.operators import OPERATORS
from checker.domain.tree import walk
from checker.domain.vocabulary import DESCRIPTIVE, FACTS, RECORDS, find
from checker.engine.evaluate import View, evaluate
from checker.engine.facts import UNKNOWN
from checker.packs.terms import fix_terms
from tests import generate
from tests.build import facts, project, shipped

ROWS = {row.id: row for row in IMPLICATIONS}
CONCLUDING = [row for row in IMPLICATIONS if row.then]
INDICATORS = "freedom.forced_labour_indicators"


def eur(amount):
    return {"amount": amount, "currency": "EUR"}


def usd(amount):
    return {"amount": amount, "currency": "USD"}


def of_row(name, values):
    """What one row says of values: conclusions and impossibilities alike."""
    row = ROWS[name]
    return [*(conclusions if row.then else impossibilities)(values.get, [row])]


GROSS, RECEIVED, RATE, SHARE = (
    f"wages.{name}" for name in ("gross_monthly", "received_monthly", "exchange_rate_basis", "share_received")
)
REGULAR, OVERTIME, REST = (f"hours.{name}" for name in ("regular_weekly", "overtime_weekly", "rest_days_per_week"))
CAME_IN, CLOSED = "remedy.complaints_received", "remedy.complaints_closed"

# What a row works out: (row, values, what it says; None: nothing)
FIGURED = [
    ("share-from-amounts", {GROSS: eur(40), RECEIVED: eur(12)}, "12 of 40 EUR were received, so the share is 0.3"),
    ("share-from-amounts", {GROSS: eur(7), RECEIVED: eur(5.6)}, "5.6 of 7 EUR were received, so the share is 0.8"),
    ("share-from-amounts", {GROSS: eur(40), RECEIVED: eur(0)}, "0 of 40 EUR were received, so the share is 0"),
    ("share-from-amounts", {GROSS: eur(40), RECEIVED: eur(40), RATE: "same_currency"}, "40 of 40 EUR were received, so the share is 1"),
    ("share-from-amounts", {GROSS: eur(40), RECEIVED: eur(12), RATE: "official"}, None),
    ("share-from-amounts", {GROSS: eur(40), RECEIVED: usd(12)}, None),
    ("share-from-amounts", {GROSS: eur(0), RECEIVED: eur(0)}, None),
    ("share-from-amounts", {GROSS: eur(40), RECEIVED: eur(41)}, None),
    ("received-above-gross", {GROSS: eur(40), RECEIVED: eur(41)}, "41 EUR received where 40 EUR was due is more than the whole, so the two amounts do not measure the same wage"),
    ("received-above-gross", {GROSS: eur(40), RECEIVED: eur(40)}, None),
    ("received-above-gross", {GROSS: eur(40), RECEIVED: usd(41)}, None),
    ("nothing-paid-withholds", {GROSS: eur(40), RECEIVED: eur(0)}, "0 of 40 EUR were received, which may be withholding of wages"),
    ("nothing-paid-withholds", {GROSS: eur(0), RECEIVED: eur(0)}, None),
    ("deductions-bound-share", {"wages.deductions": ({"share": 0.1}, {"share": 0.2})}, "the deductions leave 0.7 of the wage, so no more than that is received"),
    ("deductions-bound-share", {"wages.deductions": ({"share": 0.1}, {"share": None})}, "the deductions leave 0.9 of the wage, so no more than that is received"),
    ("deductions-bound-share", {"wages.deductions": ({"share": 0},)}, None),
    ("deductions-bound-share", {"wages.deductions": ()}, None),
    ("deductions-bound-share", {"wages.deductions": ({"share": 0.6}, {"share": 0.6})}, None),
    ("deductions-above-wage", {"wages.deductions": ({"share": 0.6}, {"share": 0.6})}, "the deductions take 1.2 of the wage in total, and no more than 1 is there"),
    ("deductions-above-wage", {"wages.deductions": ({"share": 0.7}, {"share": 0.1}, {"share": 0.2})}, None),
    ("deductions-not-listed", {SHARE: 0.6, "wages.deductions": ({"share": 0.1},)}, "a share of 0.6 is received, and 0.3 of the wage is missing from the list of deductions"),
    ("deductions-not-listed", {SHARE: 0.6, "wages.deductions": ()}, "a share of 0.6 is received, and 0.4 of the wage is missing from the list of deductions"),
    ("deductions-not-listed", {SHARE: 0.9, "wages.deductions": ({"share": 0.1},)}, None),
    ("deductions-not-listed", {SHARE: 0.89, "wages.deductions": ({"share": 0.1},)}, None),
    ("deductions-not-listed", {SHARE: 0.6, "wages.deductions": ({"name": "fund"},)}, None),
    ("hours-above-week", {REGULAR: 100, OVERTIME: 80.5}, "100 regular hours and 80.5 of overtime make 180.5 hours, and a week has 168"),
    ("hours-above-week", {REGULAR: 100, OVERTIME: 68}, None),
    ("rest-beside-hours", {REGULAR: 48, REST: 6}, "48 regular hours a week do not fit beside 6 days of rest, which leave 24 hours"),
    ("rest-beside-hours", {REGULAR: 24, REST: 6}, None),
    ("overtime-eats-rest", {REGULAR: 40, OVERTIME: 40, REST: 4}, "80 hours a week do not fit beside 4 days of rest"),
    ("overtime-eats-rest", {REGULAR: 40, OVERTIME: 8, REST: 1}, None),
    ("long-hours-are-excessive", {REGULAR: 48, OVERTIME: 40}, "88 hours a week are worked, which may be excessive overtime"),
    ("long-hours-are-excessive", {REGULAR: 48, OVERTIME: 36}, None),
    ("more-closed-than-received", {CAME_IN: 3, CLOSED: 9}, "9 complaints were closed of 3 received, so 6 came from an earlier time or the figures contradict each other"),
    ("more-closed-than-received", {CAME_IN: 9, CLOSED: 9}, None),
    ("disabled-above-headcount", {"disability.employed": 6, "headcount": 5}, "6 disabled people are employed among 5 workers"),
    ("disabled-above-headcount", {"disability.employed": 5, "headcount": 5}, None),
    ("abroad-is-migrant", {"nationality": "KP", "workplace_country": "PL"}, "workers of KP work in PL, so there are migrant workers"),
    ("abroad-is-migrant", {"nationality": "KP", "workplace_country": "KP"}, None),
    ("ends-before-granted", {"sanctions.authorisations": ({"granted": date(2026, 2, 1), "valid_until": date(2026, 1, 1)},)}, "an authorisation ends before it was granted: `granted` 2026-02-01, `valid_until` 2026-01-01"),
    ("ends-before-granted", {"sanctions.authorisations": ({"granted": date(2026, 2, 1), "valid_until": date(2026, 2, 1)},)}, None),
    ("ends-before-granted", {"sanctions.authorisations": ({"granted": date(2026, 2, 1), "valid_until": "none"},)}, None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "said"), FIGURED)
def test_a_row_with_a_figure_works_it_out_exactly(name, values, said):
    assert [one.said for one in of_row(name, values)] == ([said] if said else [])


def test_every_figure_is_tried_both_ways():
    tried = Counter((ROWS[name].figure, said is not None) for name, _, said in FIGURED if ROWS[name].figure)

    assert {figure for figure, _ in tried} == set(FIGURES) == {row.figure for row in IMPLICATIONS if row.figure}
    assert all(tried[figure, way] for figure in FIGURES for way in (True, False))


def passing(test, record=None):
    """A value that passes a test; for a field of a record, what it must hold beside what it has."""
    match test.op:
        case "is" | "at_least" | "at_most" | "on_or_after":
            return test.operand
        case "in":
            return test.operand[0]
        case "more_than":
            return test.operand + 1
        case "contains_any":
            return (*(record or ()), test.operand[0])
        case "is_not":
            return next(word for word in (*find(test.path).choices, "XX") if word != test.operand)
        case "stated":
            return "stated"
    made = {}
    for name, op, operand in test.operand:
        made[name] = passing(type(test)(f"{test.path}.{name}", op, operand), made.get(name))
    return made | {"currency": "EUR"} if find(test.path).kind == "money" else ({"id": "p", **made},)


def failing(test):
    """A value that fails a test."""
    match test.op:
        case "is":
            return (
                not test.operand
                if isinstance(test.operand, bool)
                else test.operand + 1
                if isinstance(test.operand, int)
                else "other"
            )
        case "in":
            return "other"
        case "is_not":
            return test.operand
        case "at_least":
            return test.operand - 1
        case "at_most":
            return test.operand + 1
        case "more_than":
            return test.operand
        case "on_or_after":
            return test.operand - timedelta(days=1)
        case "contains_any":
            return ()
    return (
        {"amount": 5 if test.operand[0][1] == "at_most" else 0, "currency": "EUR"}
        if find(test.path).kind == "money"
        else ({"id": "q"},)
    )


PLAIN = [row for row in CONCLUDING if not row.figure]


@pytest.mark.parametrize("row", PLAIN, ids=lambda row: row.id)
def test_a_row_concludes_where_all_its_tests_hold_and_nowhere_else(row):
    values = {test.path: passing(test) for test in row.when}
    for test in row.unless:
        assert of_row(row.id, {**values, test.path: failing(test)}), "what stands in the way is not the case"
        assert not of_row(row.id, {**values, test.path: passing(test)})
    (found,) = of_row(row.id, values)

    assert (found.path, found.op, found.operand) == row.then
    assert set(found.sources) == {test.path for test in row.when}
    assert "None" not in found.said
    for test in row.when:
        others = {path: value for path, value in values.items() if path != test.path}
        assert not of_row(row.id, others)
        assert not of_row(row.id, {**others, test.path: failing(test)})


# (values, the path that something follows for, what of it: an exact value, allowed values, others)
FOLLOWS = [
    ({GROSS: eur(40), RECEIVED: eur(12)}, SHARE, 0.3, [0.3], [0.9, 0.31]),
    ({"wages.deductions": ({"share": 0.3},)}, SHARE, None, [0.7, 0], [0.71]),
    ({RATE: "official"}, SHARE, None, [], [0, 0.9]),
    ({"freedom.identity_papers_held_by": "state"}, INDICATORS, ("retention_of_identity_documents",), [("retention_of_identity_documents", "isolation")], [(), ("isolation",)]),
    ({"freedom.entry_route": "detainee"}, "freedom.military_or_prison_labour", True, [True], [False]),
    ({"freedom.entry_route": "assigned"}, "hiring.selection_mode", None, ["assigned", "choose_from_list"], ["open_recruitment"]),
    ({"parties": ({"id": "a", "kind": "labour_agency", "roles": None},)}, "hiring.intermediary", None, ["private", "undisclosed"], ["none"]),
    ({"freedom.trafficked_persons": True}, INDICATORS, None, [("deception",)], [(), ("isolation",)]),
    ({"children.under_18_in_hazardous_work": True}, "children.minimum_age", None, [17.9], [18]),
    ({CAME_IN: 3, CLOSED: 9}, CLOSED, None, [], [9, 3]),
]  # fmt: skip


@pytest.mark.parametrize(("values", "path", "value", "allowed", "others"), FOLLOWS)
def test_a_conclusion_says_which_stated_values_agree_with_it(values, path, value, allowed, others):
    (found,) = conclusions(values.get, sources_of(path))

    assert found.value == value
    assert all(found.allows(one) for one in allowed)
    assert not any(found.allows(one) for one in others)


def test_parties_are_read_as_the_project_holds_them():
    parties = project(
        parties=[{"id": "agency", "kind": "government", "roles": ["labour_agency"]}, {"id": "other"}]
    ).project.parties

    found = list(conclusions({"parties": parties}.get))

    assert [one.said for one in found] == [
        "agency acts as labour agency, so there is an intermediary",
        "agency is of the state and acts as labour agency, so the intermediary may not be private",
    ]  # fmt: skip


# The table itself


def fits(test):
    """Whether a test is one that its fact's kind takes, with words that the fact has."""
    fact = find(test.path)
    if test.op == "open":
        return test.operand is None
    if test.op == "some":
        fields = RECORDS.get(test.path) or {"amount": find("hours.regular_weekly")}
        return all(of_kind(fields[name], op, operand) for name, op, operand in test.operand)
    return of_kind(fact, test.op, test.operand)


def of_kind(fact, op, operand):
    words = operand if isinstance(operand, tuple) else (operand,)
    return fact.kind in OPERATORS[op].kinds and (not fact.choices or op == "stated" or set(words) <= set(fact.choices))


@pytest.mark.parametrize("row", IMPLICATIONS, ids=lambda row: row.id)
def test_a_row_fits_the_vocabulary(row):
    assert all(map(fits, (*row.when, *row.unless)))
    assert row.source
    assert (row.then is None) == (row.kind == "impossible")
    if row.then:
        assert fits(row.then) or (row.figure and row.then.operand is None)


def test_each_row_has_an_id_of_its_own():
    assert len(ROWS) == len(IMPLICATIONS)
    assert set(IMPOSSIBLE) == {row for row in IMPLICATIONS if row.kind == "impossible"}


def test_a_fact_answers_nothing_about_itself():
    """Only a doubt may fall on a fact that is itself among the sources: nothing is weighed twice."""
    circles = [row for row in CONCLUDING if row.then.path in row.sources]

    assert {(row.kind, row.then.op) for row in circles} == {("suggests", "open")}


def test_rows_are_found_by_what_they_conclude():
    assert {row for path in (*FACTS, *DESCRIPTIVE) for row in sources_of(path)} == set(CONCLUDING)
    assert all(row.then.path == path for path in FACTS for row in sources_of(path))
    assert sources_of("hours.overtime_premium") == ()


# Laws


def world(r):
    """Random values of every fact that a row reads, some left out; the amounts and the deductions agree."""
    paths = dict.fromkeys(
        test.path for row in IMPLICATIONS for test in (*row.when, *row.unless, *filter(None, [row.then]))
    )
    values = {path: generate.value(r, find(path)) for path in paths if path != "parties" and r.random() < 0.8}
    values = {path: tuple(value) if isinstance(value, list) else value for path, value in values.items()}
    values["parties"] = tuple({"kind": None, "roles": None, **party} for party in generate.parties(r))
    values["as_of"] = date.fromisoformat(r.choice(generate.DAYS))
    values["sanctions.authorisations"] = ()
    taken = sum(record.get("share") or 0 for record in values.get("wages.deductions", ()))
    values[GROSS], values[RECEIVED] = eur(1_000), eur(int(1_000 * (1 - taken)) * r.choice([0, 0.5, 1]))
    return values


def agreeing(found, value):
    """A value that agrees with a conclusion, as near as can be to one that does not."""
    fact = find(found.path)
    if fact.kind == "set":
        return (*value, found.operand[0])
    candidates = (found.value, found.operand, *fact.choices, 15)
    return next(one for one in candidates if one is not None and found.allows(one))


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_implications_never_contradict_one_another(seed):
    """A file can always be brought to agree with all that follows from it: no two rows exclude each other."""
    values = world(Random(seed))
    for _ in range(20):
        wrong = next(
            (
                one
                for one in conclusions(values.get)
                if one.row.kind == "implies" and one.path in values and not one.allows(values[one.path])
            ),
            None,
        )
        if wrong is None:
            return
        values[wrong.path] = agreeing(wrong, values[wrong.path])
    raise AssertionError(wrong)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_whatever_is_stated_is_said_in_words(seed):
    values = world(Random(seed))

    for found in conclusions(values.get):
        assert not {"{", "}", "_"} & set(found.said)
        assert "None" not in found.said


def kindness(condition, view):
    """How kind a condition is to the project: 2 met or not applicable, or one of the two; 1 open, 0 not met."""
    applies = True if condition.applies is None else evaluate(condition.applies, view)
    trees = [tree for tree in (condition.requires, condition.alternative) if tree is not None]
    truths = [evaluate(tree, view) for tree in trees]
    if applies is False or True in truths:
        return 2
    return 1 if applies is None or None in truths else 0


def some_values(path):
    fact = find(path)
    sets = [(), *((choice,) for choice in fact.choices), fact.choices]
    return {"bool": [True, False], "choice": list(fact.choices), "set": sets}.get(fact.kind, [0, 1, 5, 14, 16, 18, 20])


def read_by(condition):
    """The facts that decide a condition, or whether it applies."""
    trees = [tree for tree in (condition.requires, condition.alternative, condition.applies) if tree is not None]
    return {getattr(getattr(node, "ref", node), "path", None) for tree in trees for node in walk(tree)}


PACKS = ("engagement-threshold", "humanitarian", "ifc-ps2", "ilo-fundamental", "inclusion", "un-sanctions-kp")


@pytest.mark.parametrize("pack", PACKS)
def test_no_implication_is_kind(pack):
    """In whatever project, the best that an implication allows is no better than what it rules out, or than nothing."""
    reading = [
        (row, condition)
        for row in CONCLUDING
        if row.kind == "implies" and row.then.operand is not None
        for condition in shipped(pack).conditions
        if row.then.path in read_by(condition)
    ]
    kind = set()
    for seed in range(12):
        r = Random(seed)
        made = generate.project(r)
        made["workforces"] = [
            {"id": "w", **generate.workforce(r, 0.9, ["FULL"], [], date.fromisoformat(made["as_of"]))}
        ]
        base = facts(**made)
        terms = fix_terms(
            shipped(pack),
            purpose=made["purpose"],
            country=made.get("country"),
            as_of=base.as_of,
            profile=None,
            values={},
        )
        view = View(base, 0, terms.parameters)
        for row, condition in reading:
            best = {True: -1, False: -1}
            for value in some_values(row.then.path):
                side = OPERATORS[row.then.op].test(value, row.then.operand)
                best[side] = max(best[side], kindness(condition, view.what_if(row.then.path, value)))
            silent = kindness(condition, view.what_if(row.then.path, UNKNOWN))
            settled = row.then.op == "is"
            if best[True] > best[False] or (settled and best[True] > silent):
                kind.add((row.id, condition.id))

    assert kind == set()
