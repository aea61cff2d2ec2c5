"""A rule pack to start from: one condition with its cases, and comments that teach how it is made."""

from __future__ import annotations

__all__ = ["CONDITION", "pack_files"]

CONDITION = "PAY-1"


def pack_files(identity: str) -> dict[str, str]:
    """The files of the pack by their path in its folder. It passes lint, its cases, coverage and mutation as it is."""
    return {"pack.yaml": _PACK.replace("IDENTITY", identity), "PAY.yaml": _CLUSTER, f"cases/{CONDITION}.yaml": _CASES}


_PACK = """\
# A rule pack: this file says what it is and what it rests on. Lines that begin with `#` are comments.
pack: IDENTITY
version: 1.0.0                   # a change of meaning is a new version
title: My first pack
authority: Nobody yet; write here in whose name these conditions stand

# One file for each cluster of conditions: PAY is in PAY.yaml. Write the id here when you add a file.
clusters: [PAY]

# Which purposes are judged by which clusters, and the worst that can come of it.
tracks:
  economic:
    purposes: [commercial, developmental]
    clusters: [PAY]
    outcomes: {worst: block}

# The evidence that each class of condition asks for, before the project runs (planning) and after (delivery).
# E0 nothing, E1 somebody's word, E2 a binding document, E3 records that a third party examined, E4 and E5 inspections.
evidence_demands:
  documents: E2
  FLOOR: {planning: E2, delivery: E3}   # FLOOR: if it fails, the payment is blocked, and nobody can waive it
  CP: {planning: E2, delivery: E3}      # CP: met before the money moves, or the payment is held
  CS: {planning: E0, delivery: E2}      # CS: met within a deadline after it
  COV: {planning: E0, delivery: E2}     # COV: kept as long as the money works
  REG: {planning: E0, delivery: E0}     # REG: written down, and holds nothing back

# What the conditions rest on. `confirmed: true` says that you have read the text yourself; until then it is listed.
sources:
  c095:
    title: ILO Convention 95 on the protection of wages, 1949
    short: ILO C95
    url: https://normlex.ilo.org/dyn/nrmlx_en/f?p=NORMLEXPUB:12100:0::NO::P12100_ILO_CODE:C095
    confirmed: false
"""

_CLUSTER = """\
# A cluster: conditions on one subject. `scope: workforce` judges each group of workers, `project` the whole.
cluster: PAY
title: Wages reach the worker
scope: workforce
conditions:
  - id: PAY-1                    # the cluster's id, a dash, a number
    title: Wages pass through other hands            # names the fault, in a few words, without a full stop
    class: CP                    # FLOOR, CP, CS, COV or REG: see pack.yaml
    core: true                   # counts for the verdict on the whole cluster
    requirement: Wages are paid into the worker's own hand or account.
    why: >-
      Who holds the wage holds the worker. What passes through other hands can be kept there, and nobody sees it.
    # The rule itself: a fact, an operator, a value. `checker schema project` lists the facts and their values.
    requires: {fact: wages.payment_path, in: [worker_cash, worker_account]}
    # What to do, and what would show that it was done.
    remedy: >-
      Pay each worker in cash against a signature, or into an account in the worker's own name. Payroll records that
      somebody independent compared with what workers received would show it.
    sources: [{source: c095, article: "5"}]
    provenance: {kind: norm}     # norm: from an instrument; design: your own choice, with a note that says why
"""

_CASES = """\
# The examples of PAY-1: facts given, verdict expected. Facts that are not given are not known.
# `checker pack test` runs them, and with --mutate changes the rule in small ways to see whether a case notices.
condition: PAY-1
cases:
  - name: cash in the worker's hand
    expect: met
    given: {facts: {wages.payment_path: worker_cash}}
  - name: an account of the worker's own
    expect: met
    given: {facts: {wages.payment_path: worker_account}}
  # One case for each value that fails: without it nobody would notice if the value were let in by mistake.
  - name: the state takes the wages
    expect: not_met
    given: {facts: {wages.payment_path: via_state}}
  - name: a labour agency takes the wages
    expect: not_met
    given: {facts: {wages.payment_path: via_labour_agency}}
  - name: an agent takes the wages
    expect: not_met
    given: {facts: {wages.payment_path: via_agent}}
  - name: nobody has said how wages are paid
    expect: not_determined
  # The right answer is not enough: its evidence must reach the grade that the class asks for.
  - name: the employer says so, and nobody has looked
    expect: {verdict: not_determined, reason: evidence_insufficient}
    given: {grade: E1, facts: {wages.payment_path: worker_cash}}
"""
