"""``checker pack test`` and ``checker pack coverage``: the cases of a pack, run and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checker.cli import ending
from checker.cli.output import write_out

if TYPE_CHECKING:
    from checker.packs.model import Pack

__all__ = ["coverage", "test"]

_FAILED = ending.BLOCK


@click.command("test")
@click.argument("packs", nargs=-1, required=True, metavar="PACK...")
@click.option("--condition", "conditions", multiple=True, metavar="ID", help="Only this condition. May be repeated.")
@click.option("--mutate", is_flag=True, help="Also change each condition in small ways, and list what no case notices.")
@click.option("--require", type=click.IntRange(0, 100), metavar="PERCENT", help="With --mutate: fail below this score.")
@click.option("--format", "format_", type=click.Choice(["text", "junit"]), default="text", help="How to write results.")
def test(packs: tuple[str, ...], conditions: tuple[str, ...], mutate: bool, require: int | None, format_: str) -> int:
    """Run the cases of rule packs, each a shipped pack's id or a folder.

    Exit codes: 0 every case came out as expected, 1 one did not or the score
    is too low, 2 a pack cannot be read or there is nothing to test.
    """
    from checker.report.trials import mutation_text, trials_text
    from checker.workbench.coverage import percent
    from checker.workbench.mutation import mutate as tried_mutants
    from checker.workbench.trials import cases_of, try_cases

    if require is not None and not mutate:
        raise click.UsageError("--require asks for --mutate")
    written, found, codes = [], [], []
    for pack in map(_loaded, packs):
        cases = cases_of(pack, conditions=_known(pack, conditions))
        trials = try_cases(pack, cases)
        found.append((pack, trials))
        written.append(trials_text(pack, trials))
        codes.append(ending.RELEASE if all(trial.passed for trial in trials) else _FAILED)
        if mutate:
            mutations = list(tried_mutants(pack, cases))
            written.append(mutation_text(pack, mutations))
            mutants = sum(item.mutants for item in mutations)
            score = percent(mutants - sum(len(item.unnoticed) for item in mutations), mutants)
            codes.append(_FAILED if require is not None and score < require else ending.RELEASE)
    if format_ == "junit":
        from checker.report.trials_junit import render

        written = [render(found)]
    write_out("".join(written))
    return ending.worst_code(codes)


@click.command("coverage")
@click.argument("packs", nargs=-1, required=True, metavar="PACK...")
@click.option("--require", type=click.IntRange(0, 100), metavar="PERCENT", help="Fail below this coverage of verdicts.")
def coverage(packs: tuple[str, ...], require: int | None) -> int:
    """Say which verdicts and which tests of each condition its cases reach.

    Exit codes: 0 as required, 1 below what --require asks, 2 a pack cannot be read.
    """
    from checker.report.trials import coverage_text
    from checker.workbench.coverage import coverage as covered, percent
    from checker.workbench.trials import cases_of

    written, codes = [], []
    for pack in map(_loaded, packs):
        found = list(covered(pack, cases_of(pack)))
        written.append(coverage_text(pack, found))
        reached = percent(sum(len(one.reached) for one in found), sum(len(one.verdicts) for one in found))
        codes.append(_FAILED if require is not None and reached < require else ending.RELEASE)
    write_out("".join(written))
    return ending.worst_code(codes)


def _loaded(name: str) -> Pack:
    from checker.packs.load import load_pack

    return load_pack(name)


def _known(pack: Pack, conditions: tuple[str, ...]) -> tuple[str, ...]:
    """The conditions asked for, in capitals.

    Raises:
        UsageError: the pack has no such condition.
    """
    from checker.errors import Problem, UsageError, nearest

    ids = [condition.id for condition in pack.conditions]
    by_upper = {identity.upper(): identity for identity in ids}
    for name in conditions:
        if name.upper() not in by_upper:
            close = nearest(name.upper(), ids)
            advice = f"did you mean `{close}`?" if close else f"`checker list --pack {pack.id}` lists them"
            raise UsageError(Problem(f"the pack {pack.id} has no condition `{name}`", "--condition", help=advice))
    return tuple(by_upper[name.upper()] for name in conditions)
