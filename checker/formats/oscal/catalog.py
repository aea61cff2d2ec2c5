"""Rule packs as an OSCAL catalog: clusters as groups, conditions as controls, clauses as resources.

A control is titled by what it asks, for in OSCAL it is satisfied or not; how a failure is called is
a property. A pack states no day on which it was changed, so the document's time is the epoch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.grades import GRADE_MEANINGS
from checker.domain.placeholders import fill
from checker.domain.tree import parameters_of
from checker.english.sentences import Speaker
from checker.formats.oscal.parts import (
    Ids,
    bullets,
    catalog_ids,
    compact,
    control_ids,
    document,
    first_sentence,
    line,
    link,
    metadata,
    paragraphs,
    prop,
    props,
    prose,
    resource,
    rlinks,
    string,
    token,
)
from checker.formats.shared.texts import CLASSES
from checker.report.value_phrase import value_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.domain.pack import Citation, Cluster, Condition, Pack, Parameter
    from checker.domain.tree import Node

__all__ = ["render"]

_EPOCH = "1970-01-01T00:00:00Z"
_NO_CLOCK = (
    "A rule pack states no day of its last change, so the epoch stands there; version and digest tell packs apart."
)


def render(packs: Sequence[Pack]) -> str:
    """The packs as one catalog: of a single pack its clusters are the groups, of several each pack is one."""
    # `checker list` compiles a pack for its first regime; what a library compiled for another is another catalog.
    regimes = [pack.regime for pack in packs if pack.regime != next(iter(pack.regimes), pack.regime)]
    ids = catalog_ids([(pack.id, pack.version, pack.sha256) for pack in packs], *regimes)
    writers = [_Writer(pack, ids, several=len(packs) > 1) for pack in packs]
    _tell_apart(writers)
    groups = [group for writer in writers for group in writer.groups()]
    body = {
        "uuid": ids.of("document"),
        "metadata": metadata(
            packs[0].title if len(packs) == 1 else f"Rule packs {', '.join(pack.id for pack in packs)}",
            _EPOCH,
            ", ".join(pack.version if len(packs) == 1 else f"{pack.id} {pack.version}" for pack in packs),
            paragraphs(*(prose(pack.summary) for pack in packs), _NO_CLOCK),
            [one for writer in writers for one in writer.about() if len(packs) == 1],
        ),
        "params": [one for writer in writers for one in writer.parameters()],
        "groups": groups,
        "back-matter": {"resources": [one for writer in writers for one in writer.resources.values()]},
    }
    return document("catalog", compact(body))


def _tell_apart(writers: list[_Writer]) -> None:
    """Ids of controls that an earlier pack has already get the pack's id behind them."""
    ids = control_ids((writer.pack.id, one.id) for writer in writers for one in writer.pack.conditions)
    for writer in writers:
        writer.controls = {one.id: ids[writer.pack.id, one.id] for one in writer.pack.conditions}


class _Writer:
    """One pack; the resources are made as controls cite them, so ask for the groups first."""

    def __init__(self, pack: Pack, ids: Ids, *, several: bool) -> None:
        self.pack = pack
        self.speaker = Speaker(pack)
        self.ids = ids
        self.several = several
        self.prefix = f"{token(pack.id)}." if several else ""
        self.controls: dict[str, str] = {}
        self.resources: dict[str, dict[str, Any]] = {}

    def groups(self) -> list[dict[str, Any]]:
        """The clusters as groups; beside other packs within a group for the pack."""
        own = [self._group(at, cluster) for at, cluster in enumerate(self.pack.clusters, 1)]
        if not self.several:
            return own
        title = f"{self.pack.title} {self.pack.version}"
        return [{"id": f"pack.{token(self.pack.id)}", "class": "pack", "title": line(title), "props": self.about(),
                 "groups": own}]  # fmt: skip

    def about(self) -> list[dict[str, str]]:
        """Which pack this is."""
        pack = self.pack
        return [
            *props(
                pack_id=pack.id, pack_version=pack.version, sha256=pack.sha256, authority=pack.authority,
                default_profile=pack.default_profile, regime=pack.regime,
            ),
            *(prop("extends", f"{base.id} {base.version} {base.sha256}") for base in pack.extends),
            *(prop("relaxes", f"{one.what} ({one.pack}): {one.said}. {one.reason}") for one in pack.relaxes),
        ]  # fmt: skip

    def parameters(self) -> list[dict[str, Any]]:
        """The pack's parameters, at their defaults."""
        return [self._parameter(item) for item in self.pack.parameters.values()]

    def _group(self, at: int, cluster: Cluster) -> dict[str, Any]:
        return {
            "id": f"{self.prefix}{token(cluster.id)}",
            "class": "cluster",
            "title": line(cluster.title),
            "props": [
                prop("label", cluster.id, ns=None), prop("sort-id", f"{at:02}", ns=None), *props(scope=cluster.scope),
            ],
            "controls": [self._control(f"{at:02}.{n:02}", item) for n, item in enumerate(cluster.conditions, 1)],
        }  # fmt: skip

    def _control(self, sort_id: str, item: Condition) -> dict[str, Any]:
        demanded, own = self.pack.demands[item.class_], self.controls[item.id]
        used = {name for tree in _trees(item) for name in parameters_of(tree)}
        citations = {self._cite(citation): citation for citation in item.citations}
        return compact(
            {
                "id": own,
                "class": token(item.class_),
                "title": line(first_sentence(self._told(item.requirement))),
                "props": [
                    prop("label", item.id, ns=None),
                    prop("sort-id", sort_id, ns=None),
                    *props(
                        failure=item.title, class_=item.class_, core=item.core, scope=item.scope,
                        provenance=item.provenance["kind"], provenance_speaker=item.provenance.get("speaker"),
                        provenance_note=item.provenance.get("note"),
                        evidence_demanded_planning=demanded["planning"],
                        evidence_demanded_delivery=demanded["delivery"],
                        evidence_demanded_documents=self.pack.demands["documents"],
                        presumption=item.presumption.why if item.presumption else None,
                        deadline_days=item.deadline_days,
                        cure_days=item.cure_days if item.class_ == "COV" else None,
                        shelf_life_days=item.shelf_life_days,
                        disbursement=item.disbursement if item.class_ == "CP" else None,
                        in_force_from=item.in_force_from, in_force_until=item.in_force_until,
                    ),
                    *(prop("parameter", f"{self.prefix}{token(name)}") for name in sorted(used)),
                ],
                "links": [
                    link(identity, text=f"{one.short or one.instrument} {one.article}")
                    for identity, one in citations.items()
                ],
                "parts": self._parts(own, item),
            }
        )  # fmt: skip

    def _told(self, text: str) -> str:
        """A text of the pack with the defaults of the parameters that it names."""
        return fill(text, self.pack.parameters)

    def _parts(self, own: str, item: Condition) -> list[dict[str, Any]]:
        """Why, what is asked, how it is decided, what evidence that takes, and what would mend it."""
        method = {
            "id": f"{own}_asm",
            "name": "assessment-method",
            "props": [prop("method", "EXAMINE", ns=None)],
            "parts": [{"id": f"{own}_asm-objects", "name": "assessment-objects", "prose": self._evidence(item)}],
        }
        return [
            {"id": f"{own}_ovw", "name": "overview", "prose": prose(item.why)},
            {
                "id": f"{own}_smt",
                "name": "statement",
                "prose": paragraphs(
                    prose(self._told(item.requirement)), line(f"{item.class_}: {CLASSES[item.class_]}.")
                ),
            },
            {"id": f"{own}_gdn", "name": "guidance", "prose": prose(self._told(item.remedy))},
            {"id": f"{own}_obj", "name": "assessment-objective", "prose": self._objective(item)},
            method,
        ]

    def _objective(self, item: Condition) -> str:
        """How the condition is decided, as Markdown."""
        heads = [("Applies where", item.applies), ("Met where", item.requires), ("Or instead, where", item.alternative),
                 ("Caused by host law where", item.structural)]  # fmt: skip
        return paragraphs(
            *(text for head, tree in heads if tree is not None for text in (f"{head}:", self._tree(tree)))
        )

    def _tree(self, tree: Node) -> str:
        return "\n".join(f"{'  ' * depth}- {prose(said)}" for depth, said in self.speaker.say(tree).lines())

    def _evidence(self, item: Condition) -> str:
        demands = self.pack.demands
        asked = [
            ("at proposal and appraisal", demands[item.class_]["planning"]),
            ("from implementation on", demands[item.class_]["delivery"]),
            ("for what a document settles, at every stage", demands["documents"]),
        ]
        return bullets([f"{when}: {grade} or better: {GRADE_MEANINGS[grade]}" for when, grade in asked])

    def _cite(self, one: Citation) -> str:
        """The id of a clause's resource, which is made once for all conditions that cite it alike."""
        words = (one.instrument, one.article, one.url, one.confirmed, one.from_, one.until, one.note)
        identity = self.ids.of("source", self.pack.id, *map(str, words))
        if identity not in self.resources:
            title = f"{one.instrument}, {one.article}"
            self.resources[identity] = resource(
                identity,
                title,
                line(one.note or ""),
                props=[
                    prop("type", "citation", ns=None),
                    *props(instrument=one.instrument, article=one.article, confirmed=one.confirmed, url=one.url,
                           in_force_from=one.from_, in_force_until=one.until),
                ],
                citation={"text": line(title if one.confirmed else f"{title} (text not confirmed)")},
                rlinks=rlinks(one.url),
            )  # fmt: skip
        return identity

    def _parameter(self, item: Parameter) -> dict[str, Any]:
        values = list(item.default) if isinstance(item.default, list | tuple) else [item.default]
        written = [string(value) for value in values if string(value)]
        laws = [
            f"In {law.country} it is {value_phrase(law.value, '')}: {law.instrument}, article {law.article}"
            f"{f', from {law.from_}' if law.from_ else ''}{f', until {law.until}' if law.until else ''}; "
            "the stricter governs"
            for law in item.host_law
        ]
        limits = _limits(item)
        return compact(
            {
                "id": f"{self.prefix}{token(item.name)}",
                "class": token(item.type),
                "props": props(unit=item.unit, **{"default": ", ".join(written)} if item.choices else {}),
                "label": line(item.title),
                "constraints": [{"description": line(limits)}] if limits else None,
                "guidelines": [{"prose": line(law)} for law in laws],
                "values": None if item.choices else written,
                "select": {"how-many": "one", "choice": [line(one) for one in item.choices]} if item.choices else None,
            }
        )


def _trees(item: Condition) -> Iterator[Node]:
    return (tree for tree in (item.applies, item.requires, item.alternative, item.structural) if tree is not None)


def _limits(item: Parameter) -> str:
    """The bounds of a number in words."""
    said = [
        f"{word} {bound:g}"
        for word, bound in (("at least", item.minimum), ("at most", item.maximum))
        if bound is not None
    ]
    return " and ".join(said)
