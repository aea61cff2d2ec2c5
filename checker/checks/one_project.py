"""One project against rule packs: load, judge, and say it as a report."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from checker.domain.options import DEFAULT_PACK, DEFAULT_REGIME, Options
from checker.domain.tree import parameters_of
from checker.domain.vocabulary import STAGES
from checker.domain.words import BURDENS
from checker.engine.facts import FactBase
from checker.engine.labels import contradictions, judge_all
from checker.engine.outcome import PackVerdicts, Schedule, consequence
from checker.engine.outside import fits, nothing_applies, why_outside
from checker.ground.errors import InputError, Problem, UsageError, did_you_mean, quoted_list
from checker.ground.shipped import shipped_packs
from checker.load import MAX_BYTES, load_document
from checker.packs.clashes import refuse_twice
from checker.packs.facts_schema import own_facts_of, rows_of
from checker.packs.folder import load_pack
from checker.packs.terms import fix_terms
from checker.project.own_facts import settle as settle_extensions
from checker.project.read import ProjectFile, adapt
from checker.report.write import summarise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from checker.domain.pack import Pack
    from checker.ground.places import Document
    from checker.people.signed_file import File
    from checker.report.model import Report

__all__ = ["Options", "check", "check_project", "load_project", "ready_pack"]


def load_project(source: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> ProjectFile:
    """Read and validate a project file of YAML, JSON or TOML.

    Args:
        source: path of a regular file, or ``-`` for standard input.
        max_bytes: largest input that is read.

    Raises:
        InputError: it cannot be read or is not valid; every fault is listed with its place.
    """
    name = os.fspath(source)
    return adapt(load_document(name, limit=max_bytes))


def check(
    source: str | os.PathLike[str] | ProjectFile,
    *,
    packs: Sequence[str | Pack] = (DEFAULT_PACK,),
    profile: str | None = None,
    parameters: Mapping[str, Any] | None = None,
    as_of: date | None = None,
    stage: str | None = None,
    disbursement: str | None = None,
    regime: str | None = None,
    burden: str = "neutral",
    known_on: date | None = None,
    attestations: str | os.PathLike[str] | File | None = None,
) -> Report:
    """Check a project against rule packs.

    Args:
        source: a project file's path, ``-``, or what ``load_project`` returned.
        packs: ids of shipped packs, folders, or packs from ``load_pack``.
        profile: a profile of the packs, such as ``strict``.
        parameters: values for parameters of the packs, within their bounds.
        as_of: the day to judge; the file's own where not given.
        stage: the stage to judge; the file's own where not given.
        disbursement: id of the payment asked about; the next due where not given.
        regime: the sanctions world; the file's own, else ``actual``.
        burden: ``neutral``, ``presumed_not_met`` or ``documentary``.
        known_on: ignore evidence issued after this day.
        attestations: a file of attestations, by path or as ``load_attestations`` returned it.

    Raises:
        InputError: the project file or the attestations cannot be read or are not valid, or nothing of the packs
            applies to the project.
        PackError: a pack cannot be read or is not valid.
        UsageError: an option names what does not exist, or a pack is named twice.
    """
    project_file = source if isinstance(source, ProjectFile) else load_project(source)
    if isinstance(attestations, str | os.PathLike):
        from checker.people.attestations import load_attestations

        attestations = load_attestations(attestations)
    options = Options(packs, profile, parameters, as_of, stage, disbursement, regime, burden, known_on)
    return check_project(project_file, options, attestations)


def check_project(project_file: ProjectFile, options: Options, attestations: File | None = None) -> Report:
    """Check a loaded project; see ``check``."""
    project, document = project_file
    _require("--burden", options.burden, BURDENS)
    _require("--stage", options.stage or project.stage, STAGES)
    if not options.packs:
        raise UsageError(Problem("nothing-to-check", "no rule pack is named", "--pack"))
    as_of, stage = options.as_of or project.as_of, options.stage or project.stage
    schedule = Schedule(project, as_of, options.disbursement, stage)
    _require_disbursement(schedule, options.disbursement)
    regime = options.regime or project.regime or DEFAULT_REGIME
    packs = [ready_pack(pack, options, project_file) for pack in options.packs]
    refuse_twice(packs)
    _require_known_parameters(packs, options.parameters or {})
    _require_whole_floors(packs, options.parameters or {})
    own = own_facts_of(packs)
    project = settle_extensions(project_file, own, [name for pack in packs for name in pack.ids])
    facts = FactBase(
        project,
        as_of=as_of,
        stage=stage,
        known_on=options.known_on,
        own=rows_of(own),
        asked_day=options.as_of is not None,
    )
    labels = contradictions(facts, asked_stage=options.stage is not None)
    terms_of = []
    for pack in packs:
        values = {name: value for name, value in (options.parameters or {}).items() if name in pack.parameters}
        terms = fix_terms(
            pack, purpose=project.purpose, country=project.country, as_of=as_of, profile=options.profile, values=values
        )
        terms_of.append(terms)
    weighed = None
    if attestations is not None:
        from checker.people.attestations import Asked, settled, weigh

        asked = Asked(project, document.sha256, as_of, options.known_on, options.burden)
        weighed = weigh(attestations, asked, terms_of)
    found = []
    for number, terms in enumerate(terms_of):
        values = {name: value for name, value in (options.parameters or {}).items() if name in terms.pack.parameters}
        answers = weighed.answers[number] if weighed else None
        judged = judge_all(facts, terms, options.burden, answers, labels, values, options.profile)
        found.append(PackVerdicts(terms, judged, consequence(judged, terms, facts, schedule)))
    if all(map(nothing_applies, found)):
        raise InputError([_outside(one, facts, document) for one in found])
    if weighed is not None:
        weighed = weighed._replace(standings=settled(weighed, [judged for one in found for judged in one.judged]))
    return summarise(project_file, facts, schedule, tuple(found), options, regime, weighed, labels)


def _outside(pack_verdicts: PackVerdicts, facts: FactBase, document: Document) -> Problem:
    """That nothing of a pack applies, why, and which shipped packs judge such a project."""
    pack, (said, pointer) = pack_verdicts.terms.pack, why_outside(pack_verdicts, facts)
    fitting = [name for name in shipped_packs() if name != pack.id and fits(_shipped(name), facts)]
    advice = f"shipped packs that judge such a project: {', '.join(fitting)}" if fitting else ""
    message = f"no condition of {pack.id} applies, so nothing was checked that could release the project: {said}"
    return document.problem("nothing-to-check", message, pointer, advice)._replace(path="")


@cache
def _shipped(name: str) -> Pack:
    return load_pack(name)


def ready_pack(pack: str | Pack, options: Options, project_file: ProjectFile) -> Pack:
    """The pack, compiled for the sanctions regime that the options or the file ask for.

    Raises:
        PackError: it cannot be read or is not valid.
        UsageError: the options name a regime that it does not have.
        InputError: the file does.
    """
    regime = options.regime or project_file.project.regime or DEFAULT_REGIME
    if not isinstance(pack, str) and (pack.regime == regime or not pack.regimes):
        return pack
    try:
        return load_pack(pack if isinstance(pack, str) else pack.folder, regime=regime)
    except UsageError as error:
        if options.regime:
            raise
        said = error.problems[0]
        raise InputError(project_file.document.problem(said.code, said.message, ("regime",), said.help)) from None


def _require(option: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        advice = did_you_mean(value, allowed, f"one of {quoted_list(allowed)}")
        raise UsageError(Problem("unknown-name", f"`{value}` is not known", option, help=advice))


def _require_disbursement(schedule: Schedule, wanted: str | None) -> None:
    if not wanted or schedule.position is not None:
        return
    ids = [item.id for item in schedule.disbursements]
    advice = did_you_mean(wanted, ids, "the file lists none" if not ids else f"it has {quoted_list(ids)}")
    raise UsageError(
        Problem("unknown-name", f"the project has no disbursement `{wanted}`", "--disbursement", help=advice)
    )


def _require_whole_floors(packs: Sequence[Pack], values: Mapping[str, Any]) -> None:
    """Refuse values of parameters that decide whom a FLOOR covers: those are the pack's alone to set."""
    for pack in packs:
        for condition in pack.conditions:
            if condition.class_ != "FLOOR":
                continue
            whom = parameters_of(condition.applies) if condition.applies else set()
            lists = {name for name in parameters_of(condition.requires) if pack.parameters[name].type == "list"}
            for name in values:
                if name in whom | lists:
                    said = f"`{name}` decides whom the FLOOR {condition.id} covers, so it cannot be set"
                    advice = "a pack that extends this one can change it, with a reason that every report repeats"
                    raise UsageError(Problem("does-not-fit", said, "--set", help=advice))


def _require_known_parameters(packs: Sequence[Pack], values: Mapping[str, Any]) -> None:
    known = [name for pack in packs for name in pack.parameters]
    for name in values:
        if name not in known:
            advice = did_you_mean(name, known, f"parameters: {', '.join(known)}")
            raise UsageError(Problem("unknown-name", f"no pack has a parameter `{name}`", "--set", help=advice))
