"""``checker pack test`` and ``checker pack coverage``: the cases of a pack, run and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checker.cli import ending
from checker.cli.output import write_out
from checker.cli.pack_named import packs_named

if TYPE_CHECKING:
    from checker.domain.pack import Pack
    from checker.ground.errors import Problem
    from checker.packs.cases import Case
    from checker.tools.trials_junit import Tried

__all__ = ["coverage", "test"]

_FAILED = ending.BLOCK


@click.command("test")
@click.argument("packs", nargs=-1, required=True, metavar="PACK...")
@click.option("--condition", "conditions", multiple=True, metavar="ID", help="Only this condition. May be repeated.")
@click.option("--mutate", is_flag=True, help="Also change each condition in small ways, and list what no case notices.")
@click.option("--require", type=click.IntRange(0, 100), metavar="PERCENT", help="With --mutate: fail below this score.")
@click.option("--format", "format_", type=click.Choice(["text", "junit"]), default="text", help="How to write results.")
def test(packs: tuple[str, ...], conditions: tuple[str, ...], mutate: bool, require: int | None, format_: str) -> int:
    """Run the cases of rule packs.

    A PACK is its folder, any file in it, or a shipped pack's id. Exit codes:
    0 every case came out as expected, 1 one did not or the score is too low,
    2 a pack cannot be read or there is nothing to test.
    """
    if require is not None and not mutate:
        raise click.UsageError("--require asks for --mutate")
    faults: list[Problem] = []
    found = [
        _tried(pack, _chosen(pack, cases, conditions), mutate=mutate, require=require)
        for pack, cases in packs_named(packs, faults)
    ]
    write_out(_written(found, faults, format_))
    codes = [_FAILED if _fails(tried) else ending.RELEASE for tried in found]
    return ending.worst_code([*codes, *(ending.CANNOT_CHECK for _ in faults)])


def _tried(pack: Pack, cases: list[Case], *, mutate: bool, require: int | None) -> Tried:
    from checker.tools.trials import try_cases
    from checker.tools.trials_junit import Tried

    trials = try_cases(pack, cases)
    if not mutate:
        return Tried(pack, trials)
    from checker.tools.coverage import percent
    from checker.tools.mutation import mutate as tried_mutants

    mutations = list(tried_mutants(pack, cases))
    score = percent(sum(item.noticed for item in mutations), sum(item.mutants for item in mutations))
    return Tried(pack, trials, mutations, require is not None and score < require)


def _fails(tried: Tried) -> bool:
    return tried.too_few or not all(trial.passed for trial in tried.trials)


def _written(found: list[Tried], faults: list[Problem], format_: str) -> str:
    if format_ == "junit":
        from checker.tools.trials_junit import render

        return render(found, faults)
    from checker.tools.trials_text import mutation_text, trials_text

    said = []
    for tried in found:
        said.append(trials_text(tried.pack, tried.trials))
        if tried.mutations is not None:
            said.append(mutation_text(tried.pack, tried.mutations))
    return "".join(said)


@click.command("coverage")
@click.argument("packs", nargs=-1, required=True, metavar="PACK...")
@click.option("--require", type=click.IntRange(0, 100), metavar="PERCENT",
              help="Fail where a pack has less of its verdicts or of its tests.")  # fmt: skip
@click.option("--tests", "every_test", is_flag=True, help="List each test with the number of cases that turn on it.")
def coverage(packs: tuple[str, ...], require: int | None, every_test: bool) -> int:
    """Say which verdicts and which tests of each condition its cases reach.

    A PACK is its folder, any file in it, or a shipped pack's id. A verdict is
    reached where a case leads to it, a test where some case comes out otherwise
    with that test turned round. Cases that fail count for nothing. Exit codes:
    0 as required, 1 below what --require asks, 2 a pack cannot be read.
    """
    from checker.tools.coverage import coverage as covered, percent
    from checker.tools.trials_text import coverage_text

    faults: list[Problem] = []
    written, codes = [], []
    for pack, cases in packs_named(packs, faults):
        found = list(covered(pack, cases))
        written.append(coverage_text(pack, found, every_test=every_test))
        verdicts = percent(sum(len(one.reached) for one in found), sum(len(one.verdicts) for one in found))
        tests = percent(sum(one.decided for one in found), sum(len(one.leaves) for one in found))
        codes.append(_FAILED if require is not None and min(verdicts, tests) < require else ending.RELEASE)
    write_out("".join(written))
    return ending.worst_code([*codes, *(ending.CANNOT_CHECK for _ in faults)])


def _chosen(pack: Pack, cases: list[Case], conditions: tuple[str, ...]) -> list[Case]:
    """The cases of the conditions asked for, however their ids are written; all where none is.

    Raises:
        UsageError: the pack has no such condition.
    """
    from checker.ground.errors import Problem, UsageError, did_you_mean

    ids = [condition.id for condition in pack.conditions]
    by_upper = {identity.upper(): identity for identity in ids}
    for name in conditions:
        if name.upper() not in by_upper:
            advice = did_you_mean(name.upper(), ids, f"`checker list --pack {pack.id}` lists them")
            raise UsageError(
                Problem("unknown-name", f"the pack {pack.id} has no condition `{name}`", "--condition", help=advice)
            )
    wanted = {by_upper[name.upper()] for name in conditions}
    return [case for case in cases if not wanted or case.condition in wanted]
