"""Evidence grades, computed from what the register says of each item; never typed in by its author.

Grades run from 0 (none) to 5 (independent, unannounced, private interviews, records matched). One item has two:
what it is worth in a project's favour, and what it is worth against it. What a party says of itself is worth
nothing in its favour; against it, it is an admission. Source of the scale: the product's domain documents,
after the practice of labour monitors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.domain.names import Names, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from checker.project.models import EvidenceItem, Party, Project

__all__ = ["ADMISSION", "CORROBORATED", "OBSERVED", "Cite", "Register", "interested_parties"]

OBSERVED = frozenset({"inspection", "monitoring_report", "interviews", "survey", "audit"})
_RECORDS = frozenset({"payroll_records", "bank_records", "personnel_records"})
_INSTRUMENTS = frozenset({"statute", "treaty", "contract", "official_decision", "authorisation", "policy"})
_LAWS = frozenset({"statute", "treaty"})
_PERMITS = frozenset({"authorisation", "official_decision"})
_REPORTS = frozenset({"press", "ngo_report", "academic", "party_statement"})
_SPOKEN = frozenset({"audit", "interviews", "survey"})
ADMISSION = 1
CORROBORATED = 2
_EXAMINED = 3
_VISITED = 4
_WHOLE_VISIT = 5
_MOST_MAKERS = 50  # two of these that differ are enough
_UNSPOKEN = 3  # what a visit is worth at most where workers cannot speak safely

_INTERESTED_ROLES = frozenset({"employer", "host", "implementer", "labour_agency", "contractor"})
# Words by which a document calls a party that it does not name.
_SELVES = frozenset({
    "employer", "host", "implementer", "contractor", "labour", "labor", "agency", "management", "owner", "operator",
    "employers", "own", "hr", "office", "department",
})  # fmt: skip
_OF_A_STATE = frozenset({"government", "state_enterprise"})
_CHOSEN_BY_A_PARTY = frozenset({"employer", "host"})


# One object in the file is one thing, whatever else states the same: it is compared by identity.
@dataclass(frozen=True, slots=True, eq=False)
class Cite:
    """An item of evidence as a statement cites it.

    ``shows`` is what kind of fact it is to show: ``practice``, ``promise`` (law or commitment), ``document`` (what a
    document settles) or ``policy`` (that a policy exists). ``granted_by`` names the body of an authorisation: only
    that body's own paper shows it.
    """

    item: EvidenceItem
    stated: date | None
    shows: str
    granted_by: str | None = None

    @property
    def day(self) -> date | None:
        """The day it speaks of: the earliest of what the item covers and what the statement says; None if undated."""
        item = self.item
        covered = item.covers_until
        if covered is None or (item.issued is not None and covered > item.issued):
            covered = item.issued
        if covered is None or self.stated is None:
            return covered
        return min(covered, self.stated)

    @property
    def ages(self) -> bool:
        """Whether it grows stale: only instruments stay in force, and they never show conduct."""
        return self.item.kind not in _INSTRUMENTS


def interested_parties(project: Project) -> tuple[Party, ...]:
    """The parties that are judged, or belong to who is: what they say in their own favour proves nothing.

    Employers, hosts, implementers, contractors and labour agencies; bodies and enterprises of the host state, the
    state of the workplace or the workers' home state, and those whose state is not given; who is part of one.
    """
    parties = {party.id: party for party in project.parties or ()}
    states = {project.country}
    employers = set()
    for entry in (*(project.workforces or ()), *filter(None, [project.workforce_defaults])):
        states |= {entry.nationality, entry.workplace_country}
        employers.add(entry.employer)
    known = Names([(party.name, party.id) for party in parties.values() if party.name], list(parties))
    above = {one.id: known.who(one.part_of) for one in parties.values() if one.part_of}
    found = {
        one.id
        for one in parties.values()
        if _INTERESTED_ROLES & set(one.roles or ())
        or one.kind == "labour_agency"
        or one.id in employers
        # Who leaves the state or the kind of a party out gains nothing by it.
        or (one.kind in _OF_A_STATE and (one.country is None or one.country in states))
        or (one.kind is None and one.country in states and not _finances(one))
    }
    changed = bool(above)
    while changed:  # each round adds somebody, so a ring of parts ends too
        more = {one for one, wholes in above.items() if one not in found and found.intersection(wholes)}
        found |= more
        changed = bool(more)
    return tuple(party for party in parties.values() if party.id in found)


def _finances(party: Party) -> bool:
    return bool({"lead_financier", "co_financier"} & set(party.roles or ()))


class Register:
    """The evidence register, as it stands for one day and one state of knowledge."""

    def __init__(self, project: Project, as_of: date, known_on: date | None) -> None:
        self.items = {item.id: item for item in project.evidence or ()}
        self.as_of = as_of
        self.known_on = known_on
        self._parties = {party.id: party for party in project.parties or ()}
        named = [(party.name, party.id) for party in self._parties.values() if party.name]
        self._names = Names(named, list(self._parties))
        # Parties and makers of evidence are looked up in one index, so that one spelling rule holds for both.
        interested = interested_parties(project)
        self.interested = frozenset(party.id for party in interested)
        # An index of their own: of very many with one name the common one knows only the first.
        self._interested_names = Names([(one.name, one.id) for one in interested if one.name], self.interested)
        self._chosen_monitor = _monitor_chosen_by_party(project)
        self._origins, self._sames = self._grouped()
        self._least: dict[tuple[object, ...], int] = {}
        self._most: dict[int, int] = {}

    def parties_named(self, name: str) -> tuple[str, ...]:
        """The ids of the parties that a name can mean."""
        return self._names.who(name)

    def resembling(self, name: str) -> str | None:
        """The id of a party whose name is spelt nearly like this one; None where there is none."""
        return self._names.resembling(name)

    def same(self, one: str, other: str) -> bool:
        """Whether two names can mean the same."""
        parties = set(self._names.who(one)) & set(self._names.who(other))
        return bool(parties) or bool(Names([(one, "one")]).who(other))

    def is_interested(self, name: str) -> bool:
        """Whether a name can mean an interested party."""
        if words_of(name) and _SELVES.issuperset(words_of(name)):
            return True  # "the employer" needs no name to be the employer
        return bool(self._interested_names.who(name))

    def outside(self, name: str | None) -> bool:
        """Whether somebody is named, and is no interested party. Who has no name may be anybody."""
        return bool(name and words_of(name)) and not self.is_interested(name or "")

    def maker(self, item: EvidenceItem) -> tuple[str, ...]:
        """Who made an item, as something to compare; empty where nobody is named."""
        if not item.issuer:
            return ()
        parties = self._names.who(item.issuer)
        return parties[:1] or words_of(item.issuer)

    def independent(self, item: EvidenceItem) -> bool:
        """Whether an item is independent: it says so, its maker is named, and is no interested party's choice."""
        return item.independent is True and self.outside(item.issuer) and not self._monitored_by_choice(item)

    def _monitored_by_choice(self, item: EvidenceItem) -> bool:
        """Whether it comes from a monitor whom the employer or the host chose."""
        if not self._chosen_monitor:
            return False
        makers = [self._parties[one] for one in self._names.who(item.issuer or "")]
        if any(one.kind == "monitor" or "monitor" in (one.roles or ()) for one in makers):
            return True
        return item.kind == "monitoring_report" and not makers

    def counts(self, identity: str) -> bool:
        """Whether an item speaks of no later time, and was not made after the day whose knowledge is asked for."""
        item = self.items.get(identity)
        if item is None or (item.covers_from and item.covers_from > self.as_of):
            return False
        return not (self.known_on and item.issued and item.issued > self.known_on)

    def _later(self, day: date | None) -> bool:
        return day is not None and day > self.as_of

    def grade_in_favour(
        self, cites: Iterable[Cite], *, capped: bool = False, oldest: date | None = None, since: date | None = None
    ) -> int:
        """What items cited together for one value are worth in a project's favour.

        Args:
            cites: the items; those that do not count are passed over.
            capped: workers cannot speak safely, and what is asked rests on what they say.
            oldest: evidence of conduct of an earlier day, or of no day, is stale.
            since: evidence of an earlier day, or of no day, is left aside.
        """
        best: dict[str, int] = {}
        reports: dict[str, list[EvidenceItem]] = {}
        for cite in cites:
            item, day = cite.item, cite.day
            if not self.counts(item.id) or (self.known_on and item.issued is None) or self._later(day):
                continue
            if oldest and cite.ages and (day is None or day < oldest):
                continue
            if since and (day is None or day < since):
                continue
            origin = self._origins[item.id]
            grade = self._in_favour(item, cite, capped=capped)
            for group in self._sames.get(item.id, ()):
                grade = min(grade, self._least_of(group, cite, capped=capped))
            best[origin] = max(best.get(origin, 0), grade)
            if grade == 1 and item.kind not in _RECORDS and item.kind not in _INSTRUMENTS and not cite.granted_by:
                reports.setdefault(origin, []).append(item)
        grade = max(best.values(), default=0)
        return CORROBORATED if grade < CORROBORATED and self._agree(reports, named=True) else grade

    def grade_against(self, cites: Iterable[Cite]) -> int:
        """What items cited together for one value, or for several that fail alike, are worth against a project."""
        best = 0
        reports: dict[str, list[EvidenceItem]] = {}
        for cite in cites:
            item = cite.item
            if not self.counts(item.id) or self._later(cite.day):
                continue
            best = max(best, _against(item), *(self._most_of(group) for group in self._sames.get(item.id, ())))
            if item.kind in _REPORTS:
                reports.setdefault(self._origins[item.id], []).append(item)
        return CORROBORATED if best < CORROBORATED and self._agree(reports, named=False) else best

    def grade_alone(self, item: EvidenceItem) -> int:
        """The grade in favour that an item has by itself, for the kind of fact that it can best show."""
        return max(self.grade_in_favour([Cite(item, None, shows)]) for shows in ("practice", "document"))

    def basis(self, cites: Iterable[Cite], grade: int) -> str:
        """How a value is known: observed, documented or asserted."""
        if any(cite.item.kind in OBSERVED and self.independent(cite.item) for cite in cites):
            return "observed"
        return "documented" if grade >= CORROBORATED else "asserted"

    def _in_favour(self, item: EvidenceItem, cite: Cite, *, capped: bool) -> int:
        if cite.granted_by is not None:
            return self._permits(item, cite.granted_by)
        if item.kind in _INSTRUMENTS:
            return self._instrument(item, cite.shows)
        if item.kind in OBSERVED and self.independent(item):
            full = item.unannounced and item.private_interviews and item.records_matched and not item.partial_access
            spoken = item.kind in _SPOKEN or item.private_interviews
            return _UNSPOKEN if capped and spoken else _WHOLE_VISIT if full else _VISITED
        if (item.kind in _RECORDS or item.kind == "audit") and self._examined(item):
            return _EXAMINED
        if item.kind in _RECORDS:
            return 1
        if not self.outside(item.issuer) or self._monitored_by_choice(item):
            return 0
        if item.kind == "party_statement" and not self._names.who(item.issuer or ""):
            return 0  # a party's own word, of a party that the file does not know to be without an interest
        return 1 if item.kind in _REPORTS or item.kind in OBSERVED else _EXAMINED

    def _least_of(self, group: tuple[EvidenceItem, ...], cite: Cite, *, capped: bool) -> int:
        """What one document under several makers is worth in favour: found once, however often it is cited."""
        key = (id(group), cite.shows, cite.granted_by, capped)
        if key not in self._least:
            self._least[key] = min(self._in_favour(one, cite, capped=capped) for one in group)
        return self._least[key]

    def _most_of(self, group: tuple[EvidenceItem, ...]) -> int:
        if id(group) not in self._most:
            self._most[id(group)] = max(map(_against, group))
        return self._most[id(group)]

    def _instrument(self, item: EvidenceItem, shows: str) -> int:
        """Of a binding document: it shows law and promises, and never what is done."""
        if shows == "practice":
            return 0
        if item.kind in _LAWS:
            return CORROBORATED
        if item.kind == "contract":
            signers = [item.issuer, *(item.signed_by or ())]
            return CORROBORATED if any(map(self.outside, signers)) else 1
        if item.kind == "policy" and shows == "policy":
            return CORROBORATED
        return CORROBORATED if self.outside(item.issuer) else int(item.kind != "policy")

    def _permits(self, item: EvidenceItem, body: str) -> int:
        """Of an authorisation: the granting body's own paper shows it, no party's, and nobody else's word."""
        if self._names.who(body) or not words_of(body):
            return 0
        if item.kind in _PERMITS and item.issuer and not self._names.who(item.issuer) and self.same(item.issuer, body):
            return CORROBORATED
        return int(item.kind in _REPORTS and self.outside(item.issuer))

    def _examined(self, item: EvidenceItem) -> bool:
        """Whether somebody named, without an interest, and other than the maker examined it."""
        by = item.examined_by
        if by is None or by.independent is not True or not self.outside(by.name):
            return False
        return not (item.issuer and self.same(item.issuer, by.name or ""))

    def _agree(self, reports: dict[str, list[EvidenceItem]], *, named: bool) -> bool:
        """Whether reports of two origins have different makers; in favour, both makers must be named."""
        groups = [{self.maker(item) for item in items} for items in reports.values()]
        if not named:
            told = {maker or number for number, makers in enumerate(groups) for maker in makers}
            return len(groups) > 1 and len(told) > 1
        makers = [makers - {()} for makers in groups]
        return any(
            one != other and not _overlap(one, other)
            for number, first in enumerate(makers[:_MOST_MAKERS])
            for second in makers[number + 1 : _MOST_MAKERS]
            for one in first
            for other in second
        )

    def _grouped(self) -> tuple[dict[str, str], dict[str, list[tuple[EvidenceItem, ...]]]]:
        """The first source of each item, and the groups of items in which it is one document under several makers."""
        above = {identity: identity for identity in self.items}

        def first(identity: str) -> str:
            while above[identity] != identity:
                above[identity] = above[above[identity]]
                identity = above[identity]
            return identity

        places: dict[tuple[str, str], list[EvidenceItem]] = {}
        for item in self.items.values():
            for mark in _marks(item):
                places.setdefault(mark, []).append(item)
        sames: dict[str, list[tuple[EvidenceItem, ...]]] = {}
        for group in places.values():
            for item in group[1:]:
                above[first(item.id)] = first(group[0].id)
            told = tuple({(self.maker(item), item.kind): item for item in group}.values())
            for item in group if len(told) > 1 else ():
                sames.setdefault(item.id, []).append(told)
        for item in self.items.values():
            if item.origin is not None:
                above[first(item.id)] = first(item.origin)
        return {identity: first(identity) for identity in self.items}, sames


def _against(item: EvidenceItem) -> int:
    """What an item is worth against a project: nobody who names harm is asked first whether he is independent."""
    if item.kind in OBSERVED:
        full = item.unannounced and item.private_interviews and item.records_matched and not item.partial_access
        return _WHOLE_VISIT if full else _VISITED
    if item.kind in _REPORTS:
        return ADMISSION
    return CORROBORATED if item.kind in _INSTRUMENTS else _EXAMINED


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one maker's name stands inside the other's."""
    return bool(Names([(" ".join(one), "one")]).who(" ".join(other)))


def _marks(item: EvidenceItem) -> Iterator[tuple[str, str]]:
    """What shows that two items are one document: address, file or digest. A bare host is no document."""
    if item.url:
        plain = item.url.strip().casefold().partition("#")[0].rstrip("/").partition("://")[2] or item.url.strip()
        plain = plain.removeprefix("www.")
        if "/" in plain or "?" in plain:
            yield "url", plain
    if item.file:
        yield "file", item.file.strip().replace("\\", "/").removeprefix("./")
    if item.sha256:
        yield "sha256", item.sha256.casefold()


def _monitor_chosen_by_party(project: Project) -> bool:
    """Whether a statement says that the employer or the host chose the monitor, now or before."""
    stated = project.monitoring.stated.get("chosen_by", ()) if project.monitoring else ()
    return any(one.value in _CHOSEN_BY_A_PARTY for one in stated)
