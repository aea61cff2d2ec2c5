"""Laws of the weighing on random statements: harm never helps, and the order of a file says nothing."""

from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from checker import load_pack
from tests.build import FULL, condition, judged, project, write_pack

FLAGS = ("safety.risk_assessment", "safety.workers_trained", "safety.first_aid_arranged")
DAYS = "wages.interval_days"
A, B, C = ({"fact": path, "is": True} for path in FLAGS)
D = {"fact": DAYS, "at_most": 31}
# Each tree with the values of its facts that help.
TREES = [
    (A, (True, None, None, None), {}),
    ({"all": [A, B]}, (True, True, None, None), {}),
    ({"any": [A, B]}, (True, True, None, None), {}),
    ({"all": [{"any": [A, B]}, C]}, (True, True, True, None), {}),
    (D, (None, None, None, 28), {}),
    ({"any": [{"all": [A, D]}, {"not": B}]}, (True, False, None, 28), {}),
    (A, (True, True, None, None), {"alternative": B}),
]
KINDS = [("press", {}), ("ngo_report", {}), ("court_record", {}), ("inspection", {"independent": True}),
         ("inspection", FULL), ("payroll_records", {}), ("contract", {})]  # fmt: skip
ISSUED = ("2026-01-01", "2025-11-01", "2025-06-01", "2019-01-01")
ORDER = {"not_met": 0, "not_determined": 1}


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    rules = [condition(f"TEST-{n}", "CP", tree, **more) for n, (tree, _, more) in enumerate(TREES)]
    return load_pack(str(write_pack(tmp_path_factory.mktemp("laws") / "pack", rules, scope="workforce")))


def register(r):
    made = []
    for number in range(12):
        kind, flags = r.choice(KINDS)
        issuer = r.choice(["Same House", f"House {number}"])
        made.append({"id": f"N{number}", **flags, "kind": kind, "issuer": issuer, "issued": r.choice(ISSUED)})
    return made


def statement(r, path, value=None):
    if value is None:
        value = r.choice([28, 30, 60, 90] if path == DAYS else [True, False])
    made = {"value": value}
    if cited := r.sample(range(12), r.choice([0, 1, 1, 2])):
        made["evidence"] = [f"N{number}" for number in cited]
    if r.random() < 0.15:
        made["basis"] = r.choice(["law", "commitment"])
    return made


def verdict(pack, rule, evidence, facts):
    workforce = {}
    for path, stated in facts.items():
        section, _, name = path.partition(".")
        workforce.setdefault(section, {})[name] = stated
    return judged(project(evidence=evidence, workforce=workforce), pack, f"TEST-{rule}")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_one_more_adverse_statement_never_helps_and_order_never_matters(pack, seed):
    r = Random(seed)
    evidence, rule = register(r), r.randrange(len(TREES))
    facts = {path: [statement(r, path) for _ in range(r.choice([1, 1, 2, 3]))] for path in (*FLAGS, DAYS)}
    for stated in facts.values():
        if r.random() < 0.2:
            stated[0]["contested"] = True
    before = verdict(pack, rule, evidence, facts)

    turned = verdict(pack, rule, evidence[::-1], {path: stated[::-1] for path, stated in facts.items()})
    assert (turned.verdict, turned.reason, turned.grade) == (before.verdict, before.reason, before.grade)

    helps = TREES[rule][1]
    path, good = r.choice([one for one in zip((*FLAGS, DAYS), helps, strict=True) if one[1] is not None])
    bad = statement(r, path, r.choice([60, 90]) if path == DAYS else not good)
    after = verdict(pack, rule, evidence, {**facts, path: [*facts[path], bad]})
    assert ORDER.get(after.verdict, 2) <= ORDER.get(before.verdict, 2)
