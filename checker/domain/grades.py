"""The grades of evidence and what each means, for reports, packs and questions; the engine computes them."""

from __future__ import annotations

__all__ = ["GRADES", "GRADE_MEANINGS"]

# From the best.
GRADE_MEANINGS = {
    "E5": "an independent, unannounced visit with private interviews and matched records",
    "E4": "an independent inspection, monitoring report, interviews, survey or audit",
    "E3": "records or an audit examined by an independent party, a court record or a UN report",
    "E2": "a binding document, or two independent reports that agree",
    "E1": "one report or statement",
    "E0": "no evidence",
}
# From none.
GRADES = tuple(reversed(GRADE_MEANINGS))
