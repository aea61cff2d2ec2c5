"""The product's fixed words and their orders, each stated once: verdicts, reasons, classes, outcomes, burdens, stages.

Names are those of ``docs/verdicts.md``. Tables elsewhere may say something of each word; which words there
are, and which of two is graver, stands here alone.
"""

from __future__ import annotations

from typing import Literal

__all__ = ["BURDENS", "CLASSES", "DELIVERY_STAGES", "OUTCOMES", "REASONS", "SETTLED", "UNSETTLED", "VERDICTS",
           "Class", "OutcomeWord", "Verdict"]  # fmt: skip

Verdict = Literal["met", "met_by_alternative", "not_met", "not_determined", "not_applicable"]
# From the kindest; what does not apply stands apart.
VERDICTS = ("met", "met_by_alternative", "not_determined", "not_met", "not_applicable")
SETTLED = frozenset({"met", "met_by_alternative", "not_applicable"})
UNSETTLED = frozenset({"not_met", "not_determined"})
# Why a verdict is not determined, from the gravest: where several facts are open, the first of these is reported.
REASONS = (
    "access_refused", "unsafe_to_collect", "evidence_conflicts", "evidence_stale", "evidence_insufficient",
    "no_evidence", "applicability_unknown",
)  # fmt: skip
Class = Literal["FLOOR", "CP", "CS", "COV", "REG"]
# From what weighs most.
CLASSES = ("FLOOR", "CP", "CS", "COV", "REG")
OutcomeWord = Literal["release", "hold", "block", "corrective_action"]
# From the kindest. Aid goes on under a corrective action: a pack that holds money back says more.
OUTCOMES = ("release", "corrective_action", "hold", "block")
# Of proof; the first where none is asked for.
BURDENS = ("neutral", "presumed_not_met", "documentary")
# In these a project is under way: what happens counts, not what is promised.
DELIVERY_STAGES = frozenset({"implementation", "operation", "suspended", "closed"})
