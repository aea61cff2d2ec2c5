"""What follows about a workforce from what the file says elsewhere: for whom people work, how large an employer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.domain.vocabulary import SIGNS_OF_EMPLOYMENT
from checker.engine.values import UNKNOWN, Resolved, Value

if TYPE_CHECKING:
    from checker.engine.values import FactReader, Placed

__all__ = ["NOT_REMEDIED", "SIGNS_OF_A_SEX", "Derived"]

# A case counts as open until the file says that it was put right.
NOT_REMEDIED = {
    "association.reprisals_not_remedied": "association.reprisals_last_12_months",
    "monitoring.refusals_not_remedied": "monitoring.visits_refused",
}
_WORKFORCE_SHARE = "gender.share_women_workforce"
_OTHER_SHARES = ("gender.share_women_applicants", "gender.share_women_hired", "gender.share_women_supervisors")
# What tells whether women, or men, work here or applied: their share, and what would contradict it.
SIGNS_OF_A_SEX = (
    _WORKFORCE_SHARE, *_OTHER_SHARES, "gender.pay_ratio_equal_value", "gender.dismissal_on_marriage_or_pregnancy",
)  # fmt: skip
# Classes of workers that say: nobody employs these people.
_OWN_MASTERS = ("community", "self_employed")


class Derived:
    """Works out what no statement says, for the workforces of one project; many workforces cost no more for each."""

    def __init__(self, facts: FactReader) -> None:
        self._facts = facts
        self._groups: dict[str | None, list[int]] | None = None
        self._sums: dict[tuple[str, str | None], Resolved] = {}

    def described(self, path: str, workforce: int) -> Resolved:
        """A descriptive fact that no file states."""
        if path == "works_for_another":
            return self._works_for_another(workforce)
        return self._sex_is_there(path, workforce)

    def graded(self, path: str, workforce: int | None) -> tuple[Value, ...]:
        """The values that other facts give one that no statement gives; none where the fact is not of this kind."""
        if path == "disability.employed_by_employer" and workforce is not None and self._facts.workforces:
            return self._sums_of(path, "disability.employed", workforce)
        if path in NOT_REMEDIED:
            cases = NOT_REMEDIED[path]
            remark = "none is shown to have been put right"
            return tuple(
                Value(one.value, reason=one.reason, remark=remark, sources=((cases, one),))
                for one in self._facts.values(cases, workforce)
            )
        return ()

    def _sums_of(self, path: str, part: str, workforce: int) -> tuple[Value, ...]:
        """Every sum over the workforces of one employer that the values of the part allow."""
        told = self._sum(path, part, workforce)
        if told.known or not told.parts:
            groups = self._by_employer()
            several = [self._facts.values(part, index) for index in groups.get(self._employer(workforce), ())]
            if told.known:
                sources = tuple((part, values[0]) for values in several)
                return (Value(told.value, remark=told.remark, sources=sources),)
        return (Value(UNKNOWN, reason=told.reason, remark=told.remark),)

    def employer_headcount(self, workforce: int, stated: Resolved) -> Resolved:
        """The persons whom an employer has in all: what is stated, and no less than its workforces add up to."""
        counted = self._sum("employer_headcount", "headcount", workforce)
        return counted if not stated.known or (counted.known and counted.value > stated.value) else stated

    def _works_for_another(self, workforce: int) -> Resolved:
        """Whether people work for somebody else: a label that denies it is a claim, which other facts contradict."""
        path = "works_for_another"
        label = self._facts.resolve("worker_class", workforce)
        if label.value not in _OWN_MASTERS:
            return Resolved(path, value=True, pointer=label.pointer)
        employer = self._facts.resolve("employer", workforce)
        if employer.known:
            remark = f"called {label.value}, and an employer is named"
            return Resolved(path, value=True, remark=remark, pointer=employer.pointer)
        for sign, words in SIGNS_OF_EMPLOYMENT.items():
            found = next((placed for placed in self._said(sign, workforce) if placed.statement.value in words), None)
            if found:
                remark = f"called {label.value}, and {sign} says otherwise"
                return Resolved(path, value=True, remark=remark, pointer=found.pointer)
        remark = f"called {label.value}, and nothing stated says otherwise"
        return Resolved(path, value=False, remark=remark, pointer=label.pointer)

    def _sex_is_there(self, path: str, workforce: int) -> Resolved:
        """Whether women (or men) work here or applied: yes, unless the file says that none do and nothing denies it."""
        women = path == "women_work_or_apply"
        nobody, word = (0, "women") if women else (1, "men")
        share = self._facts.resolve(_WORKFORCE_SHARE, workforce)
        if share.value != nobody:
            return Resolved(path, value=True, pointer=("workforces", workforce))
        for sign in SIGNS_OF_A_SEX[1:]:
            for placed in self._said(sign, workforce):
                value = placed.statement.value
                denied = (value and women) if isinstance(value, bool) else value is not None
                if denied and not (sign in _OTHER_SHARES and value == nobody):
                    remark = f"no {word} are said to work here, and {sign} says otherwise"
                    return Resolved(path, value=True, remark=remark, pointer=placed.pointer)
        remark = f"no {word} work here, and none is said to have applied"
        return Resolved(path, value=False, remark=remark, parts=(share,), pointer=share.statements[0].pointer)

    def _said(self, path: str, workforce: int) -> list[Placed]:
        """What is stated of a fact, host law aside: what law allows shows nothing of these people."""
        return [placed for placed in self._facts.stated(path, workforce) if placed.basis != "law"]

    def _sum(self, path: str, part: str, workforce: int) -> Resolved:
        """A number added up over the workforces of one employer, exact or unknown."""
        employer = self._employer(workforce)
        key = (path, employer)
        if key not in self._sums:
            self._sums[key] = self._added(path, part, employer)
        return self._sums[key]

    def _added(self, path: str, part: str, employer: str | None) -> Resolved:
        groups = self._by_employer()
        if None in groups and len(groups) > 1:
            remark = "some workforces do not say who employs them"
            return Resolved(path, UNKNOWN, "no_evidence", remark=remark)
        parts = [self._facts.resolve(part, index) for index in groups[employer]]
        stated = tuple(one for one in parts if one.statements)
        missing = next((one for one in parts if not one.known), None)
        if missing is not None:
            return Resolved(path, UNKNOWN, missing.reason, parts=stated)
        alone = len(parts) == 1
        remark = "" if alone or employer else "no workforce names its employer, so all are counted as of one"
        pointer = parts[0].pointer if alone else ("workforces",)
        return Resolved(path, sum(one.value for one in parts), parts=stated, remark=remark, pointer=pointer)

    def _by_employer(self) -> dict[str | None, list[int]]:
        if self._groups is None:
            self._groups = {}
            for index in range(len(self._facts.workforces or ())):
                self._groups.setdefault(self._employer(index), []).append(index)
        return self._groups

    def _employer(self, workforce: int) -> str | None:
        employer = self._facts.resolve("employer", workforce)
        return employer.value if employer.known else None
