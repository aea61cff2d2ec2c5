"""``checker interview``: asks what still matters for one project file, and writes the answers into it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from checker.cli.params import Day
from checker.ground.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from datetime import date

    from checker.domain.options import Options

__all__ = ["command"]

_INTERRUPTED = 130


@click.command("interview")
@click.argument("file", metavar="FILE")
@click.option("--pack", "packs", multiple=True, metavar="ID|DIR", help="Rule pack. May be repeated.")
@click.option("--profile", metavar="NAME", help="Profile of the pack, such as threshold, strict or dialogue.")
@click.option("--as-of", type=Day(), metavar="DATE", help="Day to judge; the file's own if not given.")
@click.option("--stage", metavar="STAGE", help="Stage to judge; the file's own if not given.")
@click.option("--until", type=click.Choice(["floor"]), help="Stop once it is decided whether the FLOOR holds.")
@click.option(
    "--next", "count", type=click.IntRange(1, 1000), metavar="N", help="List the N best questions and write nothing."
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How --next writes its list."
)
def command(
    file: str,
    packs: tuple[str, ...],
    profile: str | None,
    as_of: date | None,
    stage: str | None,
    until: str | None,
    count: int | None,
    format_: str,
) -> int:
    """Ask what still matters for the project FILE, and write each answer into it.

    Answers come from the terminal or, line by line, from a pipe. Stop with
    `stop`, Ctrl-C or the end of input, and go on later where you stopped.
    Exit codes: 0 ended, 2 could not ask or write, 130 stopped by Ctrl-C.
    """
    from checker.domain.options import DEFAULT_PACK, Options

    if not os.path.lexists(file) and file != "-":
        raise InputError(Problem("cannot-read", "does not exist", file, help="write one with `checker new`"))
    options = Options(packs=packs or (DEFAULT_PACK,), profile=profile, as_of=as_of, stage=stage)
    if count is not None:
        return _list(file, options, count, until, format_)
    if format_ != "text":
        raise UsageError(Problem("bad-usage", "only a list of questions can be JSON", "--format", help="add --next N"))
    if file == "-":
        raise UsageError(Problem("bad-usage", "answers cannot be written into standard input", "-", help="name a file"))
    return _interview(file, options, until)


def _list(file: str, options: Options, count: int, until: str | None, format_: str) -> int:
    from checker.cli.interview_text import questions_json, questions_text
    from checker.cli.keeper import read_document
    from checker.cli.output import use_colour, write_out
    from checker.interview.questions import OPENING, look, readable, still_missing

    document = read_document(file, editable=False)
    project_file = readable(document)
    missing = [OPENING[name] for name in still_missing(document.data)]
    questions: Any = []
    if not any(row.path in ("id", "purpose", "stage", "as_of") for row in missing):
        questions = [one for one in look(project_file, options).questions if until != "floor" or one.rank == 0]
        missing = [row for row in missing if row.path not in {one.path for one in questions}]
    write = questions_json if format_ == "json" else questions_text
    write_out(write(missing[:count], questions[: max(0, count - len(missing))], use_colour()))
    return 0


def _interview(file: str, options: Options, until: str | None) -> int:
    from datetime import date

    from checker.cli.asking import next_line
    from checker.cli.ending import complain
    from checker.cli.interview_text import ask_text, help_text, lines_of, opening_text
    from checker.cli.keeper import FileKeeper
    from checker.cli.output import refuse_bad_target, use_colour, write_out
    from checker.interview.answers import WrongAnswerError, read_line
    from checker.interview.dialogue import Interview
    from checker.interview.turns import Ask, End

    refuse_bad_target(file, [])
    keeper = FileKeeper(file)
    today = date.today().isoformat()  # noqa: DTZ011 - the day where the person sits, and only offered
    steps = Interview(keeper, options, until=until, today=today).steps()
    colour, answered = use_colour(), 0
    try:
        step = next(steps)
        write_out(opening_text(file))
        while True:
            if not isinstance(step, Ask):
                write_out(lines_of(step.text))
                if isinstance(step, End):
                    write_out(
                        lines_of(f"{answered} answers in this sitting; `checker check {file}` says what follows.")
                    )
                    return 0
                step = next(steps)
                continue
            write_out(ask_text(step, answered + 1, colour=colour))
            line = next_line("> ")
            if line is None or line.strip().lower() in ("stop", "quit", "exit"):
                write_out(
                    lines_of(f"Stopped after {answered} answers; all of them are in {file}. Start again to go on.")
                )
                return 0
            try:
                text = read_line(line)
            except WrongAnswerError as wrong:
                step = step._replace(why=str(wrong))
                continue
            if text in ("?", "help"):
                write_out(help_text(step))
                step = step._replace(why=" ")
                continue
            step = steps.send(text)
            if not (isinstance(step, Ask) and step.why):
                answered += 1
    except KeyboardInterrupt:
        complain(f"stopped after {answered} answers; all of them are in {file}")
        return _INTERRUPTED
