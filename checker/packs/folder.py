"""A folder of rules to a pack that can run: everything is checked here, so nothing is later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.domain.options import DEFAULT_PACK
from checker.domain.pack import Pack, Profile
from checker.domain.words import CLASSES
from checker.packs import shape
from checker.packs.facts_schema import own_facts
from checker.packs.files import find_pack
from checker.packs.parts import Reader, chosen_regime, profile_of, track_of
from checker.packs.themes import themes_of

if TYPE_CHECKING:
    from checker.ground.places import Document

__all__ = ["load_pack"]

_PERIODS = {"shelf_life_days": 365, "cure_days": 90}
_ADVERSE_SHELF_LIFE_DAYS = 1_825
# Grades by which the kinder side must be better, and the other one, where statements differ.
_MARGINS = (2, 1)
_ATTESTATION_DAYS = 365


def load_pack(name: str = DEFAULT_PACK, *, regime: str | None = None) -> Pack:
    """Load a pack and check it: paths, operators, values, sources, cases.

    Args:
        name: the id of a shipped pack, or a folder.
        regime: the sanctions world to compile for; the first of the pack where not given.

    Raises:
        PackError: the pack cannot be read or has faults; all of them are listed.
        UsageError: it has no such regime.
    """
    return _load(find_pack(name), regime, ())


def _load(folder: str, regime: str | None, chain: tuple[str, ...]) -> Pack:
    """The pack in a folder; ``chain`` are the folders of the packs that extend it, outermost first."""
    reader = Reader(folder)
    document = reader.files.read("pack.yaml", shape.pack_form, reader.faults)
    reader.faults.raise_if_any()
    assert document is not None
    if "extends" not in document.data:
        return _whole(reader, document, regime)
    from checker.packs.extend import extend, find_base

    here = (*chain, folder)
    base = _load(find_base(document, here), None, here)
    return extend(base, reader, document, regime)


def _whole(reader: Reader, document: Document, regime: str | None) -> Pack:
    """The pack that its own files make."""
    data = document.data
    reader.own = own_facts(reader.files, data["pack"], reader.faults)
    reader.sources = data["sources"]
    reader.periods = {period: data.get(period, days) for period, days in _PERIODS.items()}
    parameters = reader.parameters(data.get("parameters", {}), document)
    reader.know(parameters)
    regimes = reader.regimes(document)
    regime = chosen_regime(regimes, regime)
    reader.measures = regimes[regime].measures if regime else ()
    reader.check_named_once(document)
    clusters = tuple(
        cluster for name in dict.fromkeys(data["clusters"]) if (cluster := reader.cluster(name)) is not None
    )
    profiles = {name: profile_of(name, raw) for name, raw in data.get("profiles", {}).items()}
    profiles = profiles or {"default": Profile("default", "Default", "", {}, (), None)}
    default_profile = data.get("default_profile", next(iter(profiles)))
    reader.check_profiles(document, profiles, default_profile, parameters)
    reader.check_ids(document, clusters)
    themes = themes_of(document, [one for cluster in clusters for one in cluster.conditions], reader.faults)
    reader.faults.raise_if_any()
    return Pack(
        id=data["pack"], version=data["version"], title=data["title"], authority=data["authority"],
        summary=data.get("summary", ""), sha256=reader.files.digest.hexdigest(), folder=reader.folder,
        clusters=clusters, parameters=parameters, profiles=profiles, default_profile=default_profile,
        tracks=tuple(track_of(name, raw) for name, raw in data["tracks"].items()),
        demands=data["evidence_demands"], speech_clusters=tuple(data.get("speech_clusters", ())),
        regimes=regimes, regime=regime, worker_protection=data.get("worker_protection", ""),
        sources=reader.sources, shelf_life_days=reader.periods["shelf_life_days"],
        cure_days=reader.periods["cure_days"], folders=(reader.folder,), themes=themes, own=reader.own,
        adverse_shelf_life_days=data.get("adverse_shelf_life_days", _ADVERSE_SHELF_LIFE_DAYS),
        margin_favourable=data.get("margin_favourable", _MARGINS[0]),
        margin_adverse=data.get("margin_adverse", _MARGINS[1]),
        attestation_days=data.get("attestation_days", _ATTESTATION_DAYS),
        attestation_classes=tuple(data.get("attestation_classes", CLASSES)),
    )  # fmt: skip
