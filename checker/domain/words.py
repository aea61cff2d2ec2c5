"""The product's fixed words and their orders, each stated once: verdicts, reasons, bases, classes, outcomes, burdens.

Names are those of ``docs/verdicts.md``. Tables elsewhere may say something of each word; which words there
are, and which of two is graver, stands here alone.
"""

from __future__ import annotations

from typing import Literal

__all__ = ["BASES", "BURDENS", "CLASSES", "DELIVERY_STAGES", "MET", "NOT_COLLECTED", "OUTCOMES", "REASONS", "SETTLED",
           "UNSETTLED", "VERDICTS", "VERDICT_BASES", "OutcomeWord", "Verdict"]  # fmt: skip

Verdict = Literal["met", "met_by_alternative", "not_met", "not_determined", "not_applicable"]
MET = ("met", "met_by_alternative")
# From the gravest: what stands in the way, and the first that an officer reads; then comes what does not.
UNSETTLED = ("not_met", "not_determined")
SETTLED = (*MET, "not_applicable")
# As they are listed where none is graver than another.
VERDICTS = (*MET, *UNSETTLED, "not_applicable")
# Why a verdict is not determined, from the gravest: where several facts are open, the first of these is reported.
REASONS = (
    "access_refused", "unsafe_to_collect", "evidence_conflicts", "evidence_stale", "evidence_insufficient",
    "no_evidence", "applicability_unknown",
)  # fmt: skip
# Why a statement has no value, though somebody went to look.
NOT_COLLECTED = ("access_refused", "unsafe_to_collect")
# Of a statement, from what prevails.
BASES = ("practice", "commitment", "law")
# What a verdict rests on, from the weakest.
VERDICT_BASES = ("presumed", "asserted", "documented", "observed")
# From what weighs most.
CLASSES = ("FLOOR", "CP", "CS", "COV", "REG")
OutcomeWord = Literal["release", "hold", "block", "corrective_action"]
# From the kindest. Aid goes on under a corrective action: a pack that holds money back says more.
OUTCOMES = ("release", "corrective_action", "hold", "block")
# Of proof; the first where none is asked for.
BURDENS = ("neutral", "presumed_not_met", "documentary")
# In these a project is under way: what happens counts, not what is promised.
DELIVERY_STAGES = frozenset({"implementation", "operation", "suspended", "closed"})
