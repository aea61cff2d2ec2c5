"""The rules of a report: each condition as its pack asks it of this project, and the instruments that they cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.domain.placeholders import fill
from checker.report.model import Instrument, Rule, SourceRef

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from checker.domain.pack import Citation
    from checker.engine.outcome import PackVerdicts

__all__ = ["rules_of"]


def rules_of(
    found: Sequence[PackVerdicts], names: Sequence[str], as_of: date
) -> tuple[tuple[Rule, ...], tuple[Instrument, ...]]:
    """The rules of all packs in their order, and what they cite on a day, each instrument once.

    Args:
        found: what each pack found.
        names: the packs' names in the report.
        as_of: the day judged; citations that are not in force on it are left out.
    """
    register = _Instruments()
    rules = []
    for pack_verdicts, name in zip(found, names, strict=True):
        terms = pack_verdicts.terms
        for one in terms.pack.conditions:
            asked, remedy, safe = (
                fill(text, terms.pack.parameters, terms.parameters)
                for text in (one.requirement, one.remedy, one.remedy_unsafe)
            )
            rule = Rule(
                name, one.id, one.cluster, one.title, terms.class_of(one), one.scope, one.core, asked, one.why,
                (remedy,), (safe,) if safe else (),
                tuple(register.cite(item) for item in one.citations if item.holds_on(as_of)),
                " ".join(filter(None, [one.provenance["kind"], one.provenance.get("speaker")])),
            )  # fmt: skip
            rules.append(rule)
    return tuple(rules), register.instruments


class _Instruments:
    """The instruments that rules cite, each once; those that share a short name are numbered."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str | None], str] = {}
        self._named: dict[str, int] = {}

    def cite(self, item: Citation) -> SourceRef:
        """A citation that names its instrument by id."""
        key = item.short or item.instrument, item.instrument, item.url
        if key not in self._found:
            number = self._named[key[0]] = self._named.get(key[0], 0) + 1
            self._found[key] = key[0] if number == 1 else f"{key[0]} [{number}]"
        return SourceRef(self._found[key], item.article, item.confirmed, item.note)

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """All that were cited, in the order of the rules."""
        return tuple(Instrument(identity, *key) for key, identity in self._found.items())
