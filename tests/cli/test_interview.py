"""``checker interview`` as it is used: over a pipe, at a terminal, stopped, resumed, and beside others who write."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import resource
import select
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from checker.load import parse_text
from tests.conftest import EXAMPLES, bounded, environment, interruptible
from tests.interview.player import GOOD, OPENING, opening_or, sitting, well

if TYPE_CHECKING:
    from pathlib import Path

    from checker.interview.turns import Ask
    from tests.conftest import Run

OPEN = "id: water-works\ntitle: Water works\npurpose: commercial\nstage: proposal\nas_of: 2026-06-30\ncountry: KP\n"
WHOLE = OPEN + "workforces:\n  - id: operators\n"
ANSWERS = "".join(f"{answer}\n" for answer in OPENING.values())
# The first question about this file is how the workers came into this work.
FIRST = "    freedom:\n      entry_route: "
SESSIONS = {
    "an empty file is opened": ("", ANSWERS, WHOLE, "FLOOR: 0 of 16 decided"),
    "an id and a title are enough to begin": (
        "id: p\ntitle: P\n", "commercial\n4\n2026-01-01\nnot known\nnone\n",
        "id: p\ntitle: P\npurpose: commercial\nstage: operation\nas_of: 2026-01-01\ncountry: null\nworkforces: []\n",
        "FLOOR: 0 of"),
    "an id from the file's name, where the title makes none": (
        "title: 주방\n", "", "title: 주방\nid: w\n", "What is the purpose"),
    "the end of the input ends it": (WHOLE, "", WHOLE, "Stopped after 0 answers"),
    "stop ends it": (WHOLE, "stop\nno\n", WHOLE, "Stopped after 0 answers"),
    "an answer": (WHOLE, "applied\n", WHOLE + FIRST + "{value: applied}\n", "Stopped after 1 answers"),
    "not known": (WHOLE, "not known\n", WHOLE + FIRST + "null\n", "Which of the eleven ILO"),
    "refused": (WHOLE, "refused\n", WHOLE + FIRST + "{not_collected: access_refused}\n", ""),
    "unsafe": (WHOLE, "unsafe\n", WHOLE + FIRST + "{not_collected: unsafe_to_collect}\n", ""),
    "a wrong answer is asked again with why": (
        WHOLE, "perhaps\napplied\n", WHOLE + FIRST + "{value: applied}\n",
        "Not taken: `perhaps` is none of the choices"),
    "help": (WHOLE, "?\napplied\n", WHOLE + FIRST + "{value: applied}\n",
             "FREE-1 would be met if `applied` or `assigned`; not met if"),
    "an empty answer": (WHOLE, "\n", WHOLE, "Not taken: nothing was typed"),
    "no line break at the end": (WHOLE, "applied", WHOLE + FIRST + "{value: applied}\n", ""),
    "one megabyte": (WHOLE, "x" * 1_000_000 + "\napplied\n", WHOLE + FIRST + "{value: applied}\n", "too long"),
    "control characters": (WHOLE, "\x1b[A\x00\napplied\n", WHOLE + FIRST + "{value: applied}\n", "\\x1b[A\\x00"),
    "bytes that are no text": (WHOLE.encode(), b"\xff\napplied\n", WHOLE + FIRST + "{value: applied}\n", "U+DCFF"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "typed", "after", "shown"), SESSIONS.values(), ids=SESSIONS)
def test_a_sitting_over_a_pipe(run: Run, tmp_path: Path, before: Any, typed: Any, after: str, shown: str) -> None:
    path = tmp_path / "w.yaml"
    path.write_bytes(before.encode() if isinstance(before, str) else before)

    ended = run("interview", path, input=typed)

    assert (ended.code, path.read_text("utf-8")) == (0, after)
    assert shown in ended.out
    assert "\x1b" not in ended.out
    assert os.listdir(tmp_path) == ["w.yaml"]


def details(ask: Ask) -> str:
    """An answer, with what is said of a document given one by one, and a few answers that do not help."""
    asked = {"Which document": "payroll_records", "Who issued": "works", "Who signed": "a fund + its bank",
             "which day was it": "2026-06-01", "title or reference": "Pay slips, May",
             "Who examined": "Auditors", "Is that examiner": "no"}  # fmt: skip
    path = ask.question.path if ask.question else ""
    if path == "freedom.entry_route" and "Workforce" in ask.text:
        return "not known"
    if path == "children.pupils_mobilised" and "Workforce" in ask.text:
        return "refused"
    if "payroll_records" in ask.text and "Which of these" in ask.text:
        return "2-3"
    if "Which document" in ask.text and "payroll" in "".join(ask.how[:3]):
        return "contract; works; 2026-06-01; Labour contract"
    return next((text for word, text in asked.items() if word in ask.text), "") or well(ask)


@pytest.mark.parametrize("name", ["project.yaml", "project.json"])
def test_a_sitting_stopped_at_every_question_leads_to_the_same_file(tmp_path: Path, name: str) -> None:
    files = [tmp_path / "whole" / name, tmp_path / "parts" / name]
    for path in files:
        path.parent.mkdir()
        path.write_text("")
    answer, limit = opening_or(lambda ask, _: details(ask)), 45
    given: list[str] = []

    def some(ask: Ask) -> str | None:
        given.append(ask.text)
        return answer(ask) if len(given) <= limit else None

    sitting(files[0], some)
    asked: list[str] = []
    for _ in range(limit):
        once: list[str] = []

        def one(ask: Ask, once: list[str] = once) -> str | None:
            if once:
                return None
            once.append(ask.text)
            return answer(ask)

        sitting(files[1], one)
        asked += once

    assert asked == given[:limit]
    assert any("Which of these" in text for text in asked)
    assert files[1].read_text("utf-8") == files[0].read_text("utf-8")


def test_comments_and_order_of_a_real_file_are_kept(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "project.yaml"
    before = (EXAMPLES / "invented-hold" / "project.yaml").read_text("utf-8")
    path.write_text(before)

    ended = run("interview", path, input="no\n1\nnone\n" * 30)

    after = path.read_text("utf-8")
    lines = iter(after.splitlines())
    assert ended.code == 0
    assert len(after) > len(before)
    for line in before.splitlines():
        # A line stands where it stood, or grew at its end by evidence.
        stem = line.rstrip("}] ")
        assert any(one.startswith(stem) for one in lines), line


def test_nobody_ever_reads_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "project.yaml"
    path.write_text("# notes\n")
    seen = set()
    with start(path, subprocess.DEVNULL) as talk:
        talk.stdin.write((ANSWERS + "no\n" * 60).encode())
        talk.stdin.close()
        with bounded(60):
            while talk.poll() is None:
                text = path.read_text("utf-8")
                seen.add(text)
                assert text.startswith("# notes\n")
                assert text.endswith("\n")
                if text != "# notes\n":
                    parse_text("project.yaml", text)
    assert len(seen) > 3


def no_room() -> None:
    """For ``preexec_fn``: files of more than a few bytes cannot be written."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))


def test_what_cannot_be_written_leaves_the_file_as_it_was(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(WHOLE)

    ended = run("interview", path, input="applied\n", preexec_fn=no_room)

    assert (ended.code, path.read_text()) == (2, WHOLE)
    assert "cannot be written" in ended.err
    assert os.listdir(tmp_path) == ["w.yaml"]


def start(path: Path, out: int = subprocess.PIPE) -> Any:
    return subprocess.Popen(
        [sys.executable, "-m", "checker", "interview", str(path)],
        stdin=subprocess.PIPE, stdout=out, stderr=out, env=environment(),
    )  # fmt: skip


def until_asked(talk: Any) -> str:
    """What is printed up to the next prompt."""
    said = b""
    with bounded(20):
        while not said.endswith(b"> "):
            piece = os.read(talk.stdout.fileno(), 4096)
            if not piece:
                break
            said += piece
    return said.decode()


MEANWHILE = {
    "elsewhere in the file": (WHOLE + "# mine\n", 0, WHOLE + FIRST + "{value: applied}\n# mine\n", "are kept beside"),
    "the same fact": (WHOLE + FIRST + "assigned\n", 0, WHOLE + FIRST + "assigned\n", "theirs stands"),
    "it cannot be read any more": ("id: [\n", 2, "id: [\n", "not YAML"),
    "it is no project any more": ("id: A B\n", 2, "id: A B\n", "lower-case words"),
}


@pytest.mark.parametrize(("theirs", "code", "after", "shown"), MEANWHILE.values(), ids=MEANWHILE)
def test_what_somebody_else_writes_meanwhile_is_not_lost(
    tmp_path: Path, theirs: str, code: int, after: str, shown: str
) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(WHOLE)
    talk = start(path)
    until_asked(talk)
    path.write_text(theirs)

    out, err = talk.communicate(b"applied\n", timeout=20)

    assert (talk.returncode, path.read_text()) == (code, after)
    assert shown in (out + err).decode()


def test_a_file_taken_away_meanwhile_is_said(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(WHOLE)
    talk = start(path)
    until_asked(talk)
    path.unlink()

    _, err = talk.communicate(b"applied\n", timeout=20)

    assert talk.returncode == 2
    assert b"no such file" in err
    assert not path.exists()


REFUSED = [
    ("nowhere.yaml", None, (), "nowhere.yaml: does not exist; write one with `checker new`"),
    ("p.toml", "id = 'p'\n", (), "answers cannot be written into TOML"),
    ("p.yaml", "- a\n", (), "a project file is a mapping"),
    ("p.yaml", "stage: x\n", (), "p.yaml:1:8: found the text `x`"),
    ("p.yaml", "[" * 25_000, (), "nested deeper than 100 levels"),
    ("p.yaml", WHOLE, ("--pack", "nothing"), "nothing"),
    ("p.yaml", WHOLE, ("--format", "json"), "add --next N"),
    ("-", None, (), "answers cannot be written into standard input"),
    (".", None, (), "not a regular file"),
]


@pytest.mark.parametrize(("name", "text", "options", "said"), REFUSED)
def test_what_cannot_be_asked_about_is_said_at_once(
    run: Run, tmp_path: Path, name: str, text: str | None, options: tuple[str, ...], said: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)

    ended = run("interview", name, *options, input="no\n")

    assert ended.code == 2
    assert said in ended.err
    assert text is None or (tmp_path / name).read_text() == text


def test_next_lists_questions_and_evidence_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(WHOLE)

    text = run("interview", path, "--next", "2")
    data = json.loads(run("interview", path, "--next", "2", "--format", "json").out)["questions"]

    assert (text.code, path.read_text()) == (0, WHOLE)
    assert [one["path"] for one in data] == ["freedom.entry_route", "freedom.forced_labour_indicators"]
    assert all(one["rank"] == "FLOOR" and one["conditions"][0]["sources"] for one in data)
    assert data[0]["evidence"]["grade"] == "E2"
    assert "E2: the binding document" in text.out
    assert "1. Workforce `operators`: How did the workers come into this work?" in text.out
    assert run("interview", path, "--next", "2", "--stage", "operation").out.count("E2: the binding") == 0


@pytest.mark.parametrize(("text", "first"), [("", "title"), ("id: p\ntitle: P\n", "purpose")])
def test_next_asks_first_for_what_a_file_must_say(run: Run, tmp_path: Path, text: str, first: str) -> None:
    (tmp_path / "p.yaml").write_text(text)

    data = json.loads(run("interview", "p.yaml", "--next", "1", "--format", "json").out)["questions"]

    assert [one["path"] for one in data] == [first]


class Terminal:
    """The command at a terminal of its own."""

    def __init__(self, path: Path) -> None:
        self.child, self.screen = pty.fork()
        if self.child == 0:
            interruptible()
            arguments = [sys.executable, "-m", "checker", "interview", str(path)]
            os.execve(sys.executable, arguments, {**environment(), "NO_COLOR": "1"})
        self.rest = ""

    def until(self, words: str) -> str:
        """What is shown until the words are there."""
        with bounded(20):
            while words not in self.rest:
                self.rest += os.read(self.screen, 4096).decode()
        said, _, self.rest = self.rest.partition(words)
        return said

    def type(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def interrupt(self) -> None:
        """Ctrl-C, again if nobody hears it: between its prompt and its wait for keys Python's readline is deaf."""
        with bounded(20):
            self.type("\x03")
            while not select.select([self.screen], [], [], 2)[0]:
                self.type("\x03")

    def ended(self) -> int:
        """The exit code; a command that does not end is killed, and the test fails."""
        try:
            with bounded(20):
                with contextlib.suppress(OSError):  # Linux says so when the other side has closed
                    while os.read(self.screen, 4096):
                        pass
                return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])
        except TimeoutError:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)
            raise
        finally:
            os.close(self.screen)


def test_at_a_terminal_keys_edit_pastes_are_refused_and_ctrl_c_stops(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(OPEN)
    terminal = Terminal(path)
    terminal.until("> ")
    terminal.type("cook\x1b[Ds\x1b[D\x1b[D\x1b[D\x1b[C\n")  # arrows move, they are not typed: coosk
    terminal.until("FLOOR: 0 of 16")
    terminal.until("> ")
    terminal.type("no\napplied\nnone\n")
    terminal.until("several lines came at once")
    terminal.until("> ")
    terminal.type("applied\n")
    terminal.until("eleven ILO")
    terminal.until("> ")
    terminal.interrupt()

    assert terminal.ended() == 130
    assert path.read_text() == OPEN + "workforces:\n  - id: coosk\n" + FIRST + "{value: applied}\n"


def test_a_stopped_job_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(WHOLE)
    talk = start(path)
    until_asked(talk)
    talk.stdin.write(b"applied\n")
    talk.stdin.flush()
    until_asked(talk)
    talk.send_signal(signal.SIGKILL)
    talk.communicate(timeout=20)

    assert path.read_text() == WHOLE + FIRST + "{value: applied}\n"


def test_the_examples_facts_are_all_of_the_vocabulary() -> None:
    assert len(GOOD) > 60
