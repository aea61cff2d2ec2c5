"""The grades of evidence and what each means, for reports, packs and questions; the engine computes them."""

from __future__ import annotations

__all__ = ["GRADES", "GRADE_MEANINGS"]

# From the best.
GRADE_MEANINGS = {
    "E5": "an independent, unannounced visit with private interviews and matched records",
    "E4": "an independent inspection, monitoring report, interviews, survey or audit",
    "E3": "records or an audit examined by an independent party, a court record or a UN report",
    "E2": "the binding document itself where it is law or a promise, or two outside reports that agree",
    "E1": "one outside report, records that nobody examined, or an admission",
    "E0": "no evidence, or a party's own word in its own favour",
}
# From none.
GRADES = tuple(reversed(GRADE_MEANINGS))
