"""Whatever it is given, the command ends in time, with its documented code, one clear message and no traceback.

Every run is bounded in time and refuses tracebacks; those on hostile text have a gigabyte at most.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from tests.conftest import BLOCKING, EXAMPLES, MINIMAL, bounded, environment, interruptible, run_checker

RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
GIGABYTE = 1 << 30


def with_a_gigabyte() -> None:
    """For ``preexec_fn``: more memory than this is refused to the run."""
    resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE))


def json_text(**keys: object) -> str:
    return json.dumps({"id": "p", "purpose": "commercial", "stage": "operation", "as_of": "2026-01-01", **keys})


def alias_bomb() -> str:
    levels = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    return "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(levels)


REFUSED = [
    ("deep-lists.yaml", "[" * 25_000, "1:101: nested deeper than 100 levels"),
    ("deep-lists-closed.yaml", "[" * 25_000 + "]" * 25_000, "1:101: nested deeper than 100 levels"),
    ("deep-mappings.yaml", "{a: " * 25_000, "1:401: nested deeper than 100 levels"),
    ("deep-block.yaml", "- " * 25_000, "1:201: nested deeper than 100 levels"),
    ("deep-keys.yaml", "? " * 25_000, "1:3: a key must be plain text, not a list or mapping"),
    ("deep.json", "[" * 25_000 + "]" * 25_000, "1:101: nested deeper than 100 levels"),
    ("deep-mappings.json", '{"a":' * 25_000, "1:501: nested deeper than 100 levels"),
    ("deep.toml", "x = " + "[" * 25_000, "1:105: nested deeper than 100 levels"),
    ("deep-tables.toml", "x = " + "{a=" * 25_000, "1:305: nested deeper than 100 levels"),
    ("deep-key.toml", ".".join(["a"] * 10_000) + " = 1", "1:1: a key of more than 16 parts"),
    ("alias-bomb.yaml", alias_bomb(), "5:10: aliases expand to more than 10000 values"),
    ("alias-of-itself.yaml", "a: &a [*a]", "1:8: the alias `*a` contains itself"),
    (
        "merge-bomb.yaml",
        "a: &a {b: 1}\nc: {<<: [*a, *a]}",
        "2:5: merge keys `<<` are not YAML 1.2 and are not accepted",
    ),
    (
        "tag-flood.yaml",
        "".join(f"%TAG !t{n}! tag:x,{n}:\n" for n in range(100_000)),
        "1:1: the directive %TAG is not accepted",
    ),
    (
        "tag-flood-cr.yaml",
        "%YAML 1.2\r" + "".join(f"%TAG !t{n}! x:\r" for n in range(100_000)),
        "1:11: the directive %TAG is not accepted",
    ),
    (
        "python.yaml",
        "a: !!python/object/apply:os.system [touch canary]",
        "1:4: the tag `tag:yaml.org,2002:python/object/apply:os.system` is not accepted",
    ),
    ("documents.yaml", "--- {}\n" * 20_000, "2:1: a second document begins here, and a file holds one"),
    ("duplicate.yaml", "id: a\nid: b\n", "2:1: the key `id` is given twice, first on line 1"),
    ("duplicate.json", '{"id": 1, "id": 2}', "1:11: the key `id` is given twice, first on line 1"),
    ("duplicate.toml", "id = 1\nid = 2\n", "2:1: the key `id` is given twice, first on line 1"),
    ("nan.json", '{"id": NaN}', "1:8: `NaN` is not JSON"),
    ("nan.yaml", "id: .nan", "1:5: `.nan` is not a number a fact can have"),
    ("nan.toml", "id = nan", "1:6: `nan` is not a number a fact can have"),
    ("large.json", '{"id": 1e400}', "1:8: the number `1e400` is out of range"),
    ("large.yaml", "id: 1e400", "1:5: the number `1e400` is out of range"),
    ("large.toml", "id = 1e400", "1:6: the number `1e400` is out of range"),
    ("digits.json", '{"id": ' + "1" * 5000 + "}", "1:8: a number of 5000 digits is too long, at most 100 are read"),
    ("digits.yaml", "id: " + "1" * 5000, "1:5: a number of 5000 digits is too long, at most 100 are read"),
    ("digits.toml", "id = " + "1" * 5000, "1:6: a number of 5000 characters is too long, at most 100 are read"),
    ("surrogate.json", '{"id": "\\ud800"}', "1:8: half of a surrogate pair is not text"),
    ("utf-8.yaml", b"id: \xff", "1:5: not UTF-8: byte 0xff at offset 4"),
    ("overlong.json", b'{"id": "\xc0\xaf"}', "1:9: not UTF-8: byte 0xc0 at offset 8"),
    ("nul.yaml", b"id: a\0b", "1:6: the control character U+0000 is not text"),
    ("nul.json", b'{"id": "\0"}', "1:9: the control character U+0000 is not text"),
    ("escape.toml", b'id = "\x1b[31m"', "1:7: the control character U+001B is not text"),
    ("utf-16.yaml", MINIMAL.encode("utf-16"), "1:1: looks like UTF-16 text, and files are read as UTF-8"),
    ("utf-16.json", json_text().encode("utf-16"), "1:1: looks like UTF-16 text, and files are read as UTF-8"),
    ("page.yaml", "<!doctype html>", "1:1: looks like an HTML or XML file"),
    ("archive.yaml", b"PK\x03\x04", "1:1: looks like a zip archive or an office document"),
    ("quotes.json", '"' + '\\"' * 1_000_000, "1:1: not JSON: "),
    ("quotes.toml", 'x = "' + '\\"' * 1_000_000, "1:2000006: not TOML: "),
    ("empty.yaml", "", "1:1: the file is empty"),
    ("list.yaml", "[]", "1:1: a project file is a mapping of keys such as `id`, `purpose`, `stage` and `as_of`"),
]


@pytest.fixture(scope="module")
def refusals(tmp_path_factory):
    """How one run over all of them ended: no file stops the others."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, content, _ in REFUSED:
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    ended = run_checker("check", *(name for name, _, _ in REFUSED), cwd=folder, timeout=60, preexec_fn=with_a_gigabyte)
    assert not (folder / "canary").exists()
    return ended


@pytest.mark.parametrize(("name", "message"), [pytest.param(name, message, id=name) for name, _, message in REFUSED])
def test_hostile_text_is_refused_in_one_line_and_in_its_place(refusals, name, message):
    (said,) = [line for line in refusals.messages if line.startswith(f"{name}:")]
    assert said.startswith(f"{name}:{message}")
    assert said == f"{name}:{message}" or message.endswith(": ")  # the words of a library stand there


def test_hostile_text_ends_with_2_and_leaves_standard_output_empty(refusals):
    assert (refusals.code, refusals.out) == (2, "")
    assert len(refusals.messages) == len(REFUSED)


@pytest.mark.parametrize(
    ("name", "content"), [("deep.yaml", "[" * 25_000), ("bomb.yaml", alias_bomb())], ids=["depth", "aliases"]
)
def test_a_bomb_alone_is_refused_in_a_second_or_so(run, tmp_path, name, content):
    (tmp_path / name).write_text(content)
    assert run("check", name, timeout=5, preexec_fn=with_a_gigabyte).code == 2


@pytest.mark.parametrize("name", ["p.yaml", "p.json", "p.toml"])
def test_a_byte_order_mark_is_accepted(run, tmp_path, name):
    toml = 'id = "p"\npurpose = "commercial"\nstage = "operation"\nas_of = 2026-01-01\n'
    text = {"p.yaml": MINIMAL, "p.json": json_text(), "p.toml": toml}[name]
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert run("check", name).code == 3


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(MINIMAL + "summary: " + "word " * 200_000 + "\n", id="a megabyte of summary"),
        pytest.param(MINIMAL.replace("A project", "x" * 1_000_000), id="a title of one word"),
        pytest.param(
            MINIMAL + "evidence:\n" + "".join(f"  - {{id: E{n}, kind: press}}\n" for n in range(2000)), id="2,000 items"
        ),
        pytest.param(MINIMAL + f"finance: {{amount: {'9' * 100}}}\n", id="an amount of a hundred digits"),
        pytest.param(
            MINIMAL + f"workforces: [{{id: w, headcount: {'9' * 100}}}]\n", id="a headcount of a hundred digits"
        ),
        pytest.param(
            MINIMAL + "workforces: [{id: w, hours: {overtime_premium: 1e308}}]\n", id="a ratio near the end of range"
        ),
        pytest.param(
            MINIMAL.replace("2026-01-01", "0001-01-01"),
            id="the first day",
        ),
        pytest.param(MINIMAL.replace("2026-01-01", "9999-12-31"), id="the last day"),
        pytest.param(
            MINIMAL + "evidence: [{id: A, kind: press, origin: B}, {id: B, kind: press, origin: A}]\n",
            id="origins in a circle",
        ),
    ],
)
def test_an_odd_project_is_still_checked(run, tmp_path, text):
    (tmp_path / "p.yaml").write_text(text)
    for format_ in ("text", "json"):
        ended = run("check", "p.yaml", "--format", format_, "--verbose", preexec_fn=with_a_gigabyte)
        assert (ended.code, ended.err) == (3, "")


class TestFiles:
    """Only regular files and standard input are read, and only within the limit."""

    def too_large(self, name: str) -> str:
        return f"{name}: larger than 16777216 bytes; raise the limit with --max-bytes\n"

    @pytest.mark.parametrize("size", [100_000_000, 64 << 30], ids=["100 MB of one text", "sparse 64 GB"])
    def test_a_file_over_the_limit_is_refused_by_its_size(self, run, tmp_path, size):
        with (tmp_path / "p.yaml").open("wb") as file:
            file.write(b"title: ")
            file.truncate(size)
        assert run("check", "p.yaml", preexec_fn=with_a_gigabyte) == (2, "", self.too_large("p.yaml"))

    def test_standard_input_without_end_is_refused_at_the_limit(self, run):
        with open("/dev/zero", "rb") as zeros:
            assert run("check", "-", stdin=zeros, preexec_fn=with_a_gigabyte) == (2, "", self.too_large("-"))

    def test_a_raised_limit_is_honoured(self, run, tmp_path):
        (tmp_path / "p.yaml").write_text(MINIMAL + "# " + "x" * (16 << 20) + "\n")
        assert run("check", "p.yaml").code == 2
        assert run("check", "p.yaml", "--max-bytes", str(32 << 20)).code == 3

    @pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/dev/full"])
    def test_a_device_is_refused(self, run, name):
        ended = run("check", name)
        assert (ended.code, ended.out) == (2, "")
        assert ended.messages == [f"{name}: is a device, not a regular file; name a regular file"]

    def test_a_pipe_that_nobody_writes_is_refused_at_once(self, run, tmp_path):
        os.mkfifo(tmp_path / "p.yaml")
        ended = run("check", "p.yaml", timeout=5)
        assert ended == (2, "", "p.yaml: is a pipe, not a regular file; pipe it in and name it `-`\n")

    def test_a_pipe_among_the_files_of_a_folder_does_not_stop_the_others(self, run, tmp_path):
        (tmp_path / "all").mkdir()
        os.mkfifo(tmp_path / "all" / "a.project.yaml")
        (tmp_path / "all" / "b.project.yaml").write_text(MINIMAL)
        ended = run("check", "all", "--format", "json", timeout=5)
        assert json.loads(ended.out)["project"]["file"] == "all/b.project.yaml"
        assert ended.code == 2

    @pytest.mark.parametrize(
        ("target", "message"),
        [
            ("p.yaml", "cannot be read: too many levels of symbolic links"),
            ("nowhere", "cannot be read: no such file or directory"),
            ("/dev/zero", "is a device, not a regular file; name a regular file"),
        ],
        ids=["to itself", "to nothing", "to a device"],
    )
    def test_a_link_that_leads_to_no_file_is_refused(self, run, tmp_path, target, message):
        (tmp_path / "p.yaml").symlink_to(target)
        assert run("check", "p.yaml") == (2, "", f"p.yaml: {message}\n")

    def test_a_file_that_has_vanished_since_the_folder_was_listed_does_not_stop_the_others(self, run, tmp_path):
        (tmp_path / "all").mkdir()
        (tmp_path / "all" / "gone.project.yaml").symlink_to("gone")
        (tmp_path / "all" / "project.yaml").write_text(MINIMAL)
        ended = run("check", "all", "--format", "json")
        assert json.loads(ended.out)["project"]["file"] == "all/project.yaml"
        assert (ended.code, ended.err) == (2, "all/gone.project.yaml: cannot be read: no such file or directory\n")

    def test_a_folder_called_like_a_project_file_is_searched_as_a_folder(self, run, tmp_path):
        (tmp_path / "project.yaml").mkdir()
        ended = run("check", "project.yaml")
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith("project.yaml: no project file is in this folder; ")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
    def test_what_cannot_be_opened_does_not_stop_the_others(self, run, tmp_path):
        (tmp_path / "all" / "shut").mkdir(parents=True)
        (tmp_path / "all" / "project.yaml").write_text(MINIMAL)
        (tmp_path / "all" / "x.project.yaml").write_text(MINIMAL)
        (tmp_path / "all" / "x.project.yaml").chmod(0)
        (tmp_path / "all" / "shut").chmod(0)
        ended = run("check", "all", "--format", "json")
        (tmp_path / "all" / "shut").chmod(0o700)
        assert json.loads(ended.out)["project"]["file"] == "all/project.yaml"
        assert ended.code == 2
        assert ended.messages == [
            "all/shut: cannot be read: permission denied",
            "all/x.project.yaml: cannot be read: permission denied",
        ]

    def test_standard_input_that_is_closed_is_said_to_be(self, run):
        ended = run("check", "-", stdin=None, preexec_fn=lambda: os.close(0))
        assert ended == (2, "", "-: standard input is closed\n")

    def test_standard_input_that_cannot_be_read_is_said_to_be(self, run, tmp_path):
        with (tmp_path / "x").open("wb") as write_only:
            assert run("check", "-", stdin=write_only) == (2, "", "-: cannot be read: bad file descriptor\n")


# As YAML writes them between double quotes.
STEERING = {
    "colour": r"\e[31m",
    "clear screen": r"\e[2J\e[H",
    "link": r"\e]8;;http://example.org\e\\here\e]8;;\e\\",
    "clipboard": r"\e]52;c;aGk=\a",
    "C1 sequence": r"\x9b31m",
    "return": r"\r",
    "backspace": r"\b\b\b",
    "bell": r"\a",
    "NUL": r"\0",
    "right-to-left override": r"\u202e",
    "isolate": r"\u2066x\u2069",
    "Arabic letter mark": r"\u061c",
    "zero width": r"\u200b",
    "line separator": r"\u2028",
    "byte order mark": r"\ufeff",
}
ALL = "".join(f"{name}: {text} " for name, text in STEERING.items())


class TestTerminal:
    """No character of an input that could steer a terminal reaches one raw."""

    @pytest.fixture
    def hostile(self, tmp_path):
        """A file with every steering text in every place that a report shows."""
        # Where an id must not hold a space, the text is put without those that are one.
        identity = "i" + "".join(text for name, text in STEERING.items() if name not in ("return", "line separator"))
        (tmp_path / "p.yaml").write_text(f"""\
id: p
title: "{ALL}"
country: KP
purpose: commercial
stage: operation
as_of: 2026-01-01
exit_harm: "{ALL}"
parties: [{{id: "{identity}", name: "{ALL}"}}]
finance: {{currency: USD, disbursements: [{{id: "{identity}"}}]}}
workforces:
  - id: "{identity}"
    title: "{ALL}"
    employer: "{identity}"
    freedom:
      penalty_for_declining: {{value: true, basis: practice, note: "{ALL}", evidence: ["{identity}"]}}
      military_or_prison_labour: {{value: false, basis: law, note: "{ALL}", evidence: ["{identity}"]}}
    wages:
      deductions: [{{name: "{ALL}", legal_basis: "{ALL}", payee: state}}]
  - id: second
evidence:
  - {{id: "{identity}", kind: press, title: "{ALL}", issuer: "{ALL}", url: "{ALL}", covers_from: 2027-01-01}}
""")
        return "p.yaml"

    def test_values_are_shown_as_escapes_in_the_text_report(self, run, hostile):
        ended = run("check", hostile, "--verbose")
        assert (ended.code, ended.err) == (1, "")
        assert not RAW.findall(ended.out)

    def test_values_keep_their_true_text_in_json(self, run, hostile):
        ended = run("check", hostile, "--format", "json")
        assert (ended.code, ended.err) == (1, "")
        assert json.loads(ended.out)["project"]["title"] == yaml.safe_load(f'"{ALL}"')

    def test_values_are_escaped_in_json(self, run, hostile):
        assert not RAW.findall(run("check", hostile, "--format", "json").out)

    def test_values_are_shown_as_escapes_in_messages(self, run, tmp_path):
        (tmp_path / "p.yaml").write_text(
            f'id: "{ALL}"\npurpose: "{ALL}"\nstage: operation\nas_of: "{ALL}"\n"{ALL}": 1\ncountry: "{ALL}"\n'
            f'workforces: [{{id: "{ALL}", employer: "{ALL}", hiring: {{selection_mode: "{ALL}", "{ALL}": 1}}}}]\n'
            f'evidence: [{{id: "{ALL}", kind: "{ALL}"}}, {{id: "{ALL}", kind: press, origin: "\\e[31m"}}]\n'
        )
        ended = run("check", "p.yaml")
        assert (ended.code, ended.out) == (2, "")
        assert len(ended.messages) > 10
        assert not RAW.findall(ended.err)

    NAMES = (
        b"a\nb.yaml",
        b"a\x1b[31mb.yaml",
        b"a\x1b]0;x\x07.yaml",
        "a\u202eb.yaml".encode(),
        b"a\xffb.yaml",
        "a\x9bb.yaml".encode(),
        b"a%s{0}b.yaml",
        b"::error::a.yaml",
    )

    @pytest.fixture
    def names(self, tmp_path):
        """Files that block, with names that steer."""
        for name in self.NAMES:
            (tmp_path / os.fsdecode(name)).write_text(BLOCKING)
        return self.NAMES

    def test_names_of_files_are_shown_as_escapes_in_the_text_report(self, run, names):
        ended = run("check", *names)
        assert (ended.code, ended.err) == (1, "")
        assert not RAW.findall(ended.out)

    def test_names_of_files_keep_their_true_text_in_json(self, run, names):
        reports = json.loads(run("check", *names, "--format", "json").out)
        assert [os.fsencode(report["project"]["file"]) for report in reports] == list(names)

    def test_names_of_files_are_shown_as_escapes_in_messages(self, run, tmp_path, names):
        for name in names:
            (tmp_path / os.fsdecode(name)).write_text("id: [")
        ended = run("check", *names)
        assert (ended.code, ended.out) == (2, "")
        assert len(ended.messages) == len(names)
        assert not RAW.findall(ended.err)

    def test_a_name_that_looks_like_an_option_can_be_checked(self, run, tmp_path):
        (tmp_path / "-rf").write_text(MINIMAL)
        assert run("check", "--", "-rf").code == 3

    @pytest.mark.parametrize(
        "option",
        ["--stage", "--profile", "--disbursement", "--burden", "--pack", "--format", "--as-of", "--set", "--output"],
    )
    def test_options_are_shown_as_escapes(self, run, tmp_path, option):
        (tmp_path / "p.yaml").write_text(MINIMAL)
        ended = run("check", "p.yaml", option, "a\x1b[31m\nb\u202e")
        assert (ended.code, ended.out) == (2, "")
        assert not RAW.search(ended.err)


class TestStandardOutput:
    """A reader that goes away is no fault; a report that cannot be written is never a success."""

    @pytest.mark.parametrize(
        "arguments",
        [
            ["check", "p.yaml"],
            ["check", "p.yaml", "--format", "json"],
            ["list"],
            ["schema", "project"],
            ["--help"],
            ["explain", "HIRE-1"],
        ],
        ids=" ".join,
    )
    def test_a_closed_pipe_ends_the_run_quietly(self, run, tmp_path, arguments):
        (tmp_path / "p.yaml").write_text(BLOCKING)
        reading, writing = os.pipe()
        os.close(reading)
        ended = run(*arguments, stdout=writing)
        os.close(writing)
        assert ended == (141, "", "")

    @pytest.mark.parametrize(
        "arguments",
        [
            ["check", "p.yaml"],
            ["check", "p.yaml", "--format", "json"],
            ["list"],
            ["schema", "project"],
            ["--help"],
            ["--version"],
        ],
        ids=" ".join,
    )
    def test_a_full_disk_is_said_once(self, run, tmp_path, arguments):
        (tmp_path / "p.yaml").write_text(MINIMAL)
        with open("/dev/full", "wb") as full:
            ended = run(*arguments, stdout=full)
        assert ended == (2, "", "checker: cannot write the output: no space left on device\n")

    def test_closed_standard_output_is_said(self, run, tmp_path):
        (tmp_path / "p.yaml").write_text(MINIMAL)
        ended = run("check", "p.yaml", stdout=None, preexec_fn=lambda: os.close(1))
        assert ended == (2, "", "checker: cannot write the output: standard output is closed\n")

    @pytest.mark.parametrize(
        ("text", "code"), [(BLOCKING, 1), (MINIMAL, 3), ("id: [", 2)], ids=["block", "hold", "bad"]
    )
    def test_closed_standard_error_changes_no_code(self, run, tmp_path, text, code):
        (tmp_path / "p.yaml").write_text(text)
        assert run("check", "p.yaml", stderr=None, preexec_fn=lambda: os.close(2)).code == code
        with open("/dev/full", "wb") as full:
            assert run("check", "p.yaml", stderr=full).code == code

    @pytest.mark.parametrize(
        "env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}], ids=["ASCII", "C locale"]
    )
    def test_the_report_is_utf_8_whatever_the_locale(self, run, env):
        ended = run("check", EXAMPLES / "kaesong-2006" / "project.yaml", env=env)
        assert "──" in ended.out
        assert ended.code == 3


OLD = '{"old": "report"}'


class TestOutput:
    """``--output`` writes a file whole or not at all, and never onto an input."""

    @pytest.fixture(autouse=True)
    def _project(self, tmp_path):
        (tmp_path / "p.yaml").write_text(BLOCKING)
        (tmp_path / "old.json").write_text(OLD)

    def refused(self, run, target: str, why: str, *more: str) -> None:
        """The output is refused with exit code 2, and standard output has the report all the same."""
        asked = more or ["p.yaml"]
        ended = run("check", *asked, "--output", f"json={target}")
        assert ended == (2, run("check", *asked).out, f"{target}: cannot be written: {why}\n")

    @pytest.fixture(autouse=True)
    def _nothing_half_done(self, tmp_path, _project):
        yield
        assert not [name for name in os.listdir(tmp_path) if name.startswith(".checker")]
        assert (tmp_path / "p.yaml").read_text() == BLOCKING

    def test_a_report_is_written_beside_standard_output(self, run, tmp_path):
        ended = run("check", "p.yaml", "--output", "json=new.json", "--output", "text=new.txt")
        assert ended.code == 1
        assert (tmp_path / "new.txt").read_text() == ended.out
        assert json.loads((tmp_path / "new.json").read_text())["outcome"]["word"] == "block"

    def test_an_old_report_is_replaced_and_keeps_its_mode(self, run, tmp_path):
        (tmp_path / "old.json").chmod(0o640)
        assert run("check", "p.yaml", "--output", "json=old.json").code == 1
        assert json.loads((tmp_path / "old.json").read_text())["outcome"]["word"] == "block"
        assert (tmp_path / "old.json").stat().st_mode & 0o777 == 0o640

    def test_a_new_report_is_as_readable_as_any_new_file(self, run, tmp_path):
        assert run("check", "p.yaml", "--output", "json=new.json", preexec_fn=lambda: os.umask(0o027)).code == 1
        assert (tmp_path / "new.json").stat().st_mode & 0o777 == 0o640

    def test_a_link_to_an_old_report_stays_a_link(self, run, tmp_path):
        (tmp_path / "link.json").symlink_to("old.json")
        assert run("check", "p.yaml", "--output", "json=link.json").code == 1
        assert (tmp_path / "link.json").is_symlink()
        assert json.loads((tmp_path / "old.json").read_text())["outcome"]["word"] == "block"

    def test_the_input_itself_is_refused(self, run):
        self.refused(run, "p.yaml", "it is the input itself")

    def test_a_link_to_the_input_is_refused(self, run, tmp_path):
        (tmp_path / "link.json").symlink_to("p.yaml")
        self.refused(run, "link.json", "it is the input itself")

    def test_a_hard_link_to_the_input_is_refused(self, run, tmp_path):
        (tmp_path / "hard.json").hardlink_to(tmp_path / "p.yaml")
        self.refused(run, "hard.json", "it is the input itself")

    def test_another_name_of_the_input_is_refused(self, run, tmp_path):
        self.refused(run, f"../{tmp_path.name}/p.yaml", "it is the input itself")

    def test_a_file_in_a_folder_to_be_searched_is_refused(self, run, tmp_path):
        (tmp_path / "all" / "a").mkdir(parents=True)
        (tmp_path / "all" / "a" / "project.json").write_text(json_text())
        self.refused(run, "all/a/project.json", "it is the input itself", "all")
        assert (tmp_path / "all" / "a" / "project.json").read_text() == json_text()

    def test_another_file_in_a_folder_to_be_searched_is_written(self, run, tmp_path):
        (tmp_path / "all").mkdir()
        (tmp_path / "all" / "project.yaml").write_text(BLOCKING)
        assert run("check", "all", "--output", "json=all/report.json").code == 1
        assert (tmp_path / "all" / "report.json").exists()

    def test_a_folder_is_refused(self, run, tmp_path):
        (tmp_path / "folder").mkdir()
        self.refused(run, "folder", "it is not a regular file")
        assert os.listdir(tmp_path / "folder") == []

    def test_a_missing_folder_is_refused_and_not_made(self, run, tmp_path):
        self.refused(run, "no/such/report.json", "its folder does not exist")
        assert not (tmp_path / "no").exists()

    def test_a_file_as_folder_is_refused(self, run):
        self.refused(run, "old.json/report.json", "its folder does not exist")

    def test_a_dangling_link_is_refused(self, run, tmp_path):
        (tmp_path / "link.json").symlink_to("nowhere")
        self.refused(run, "link.json", "it is a link that leads nowhere")

    def test_a_loop_of_links_is_refused(self, run, tmp_path):
        (tmp_path / "link.json").symlink_to("link.json")
        self.refused(run, "link.json", "too many levels of symbolic links")

    def test_a_device_is_refused(self, run):
        self.refused(run, "/dev/full", "it is not a regular file")

    def test_a_pipe_is_refused_at_once(self, run, tmp_path):
        os.mkfifo(tmp_path / "pipe")
        self.refused(run, "pipe", "it is not a regular file")

    def test_standard_output_is_not_chosen_so(self, run, tmp_path):
        self.refused(run, "-", "it is no file; --format chooses standard output")
        assert not (tmp_path / "-").exists()

    def test_a_read_only_report_is_refused_and_stays(self, run, tmp_path):
        (tmp_path / "old.json").chmod(0o444)
        self.refused(run, "old.json", "it is read-only")
        assert (tmp_path / "old.json").read_text() == OLD

    @pytest.mark.skipif(os.geteuid() == 0, reason="root writes into every folder")
    def test_a_read_only_folder_is_refused(self, run, tmp_path):
        (tmp_path / "shut").mkdir(mode=0o500)
        self.refused(run, "shut/report.json", "permission denied")

    def test_a_name_too_long_is_refused(self, run):
        self.refused(run, "x" * 300, "file name too long")

    def test_a_disk_that_fills_up_leaves_the_old_report(self, run, tmp_path):
        def little_room() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

        ended = run("check", "p.yaml", "--output", "json=old.json", preexec_fn=little_room)
        assert (ended.code, ended.err) == (2, "old.json: cannot be written: file too large\n")
        assert (tmp_path / "old.json").read_text() == OLD

    def test_a_project_that_cannot_be_checked_leaves_the_old_report(self, run, tmp_path):
        (tmp_path / "bad.yaml").write_text("id: [")
        assert run("check", "bad.yaml", "--output", "json=old.json").code == 2
        assert (tmp_path / "old.json").read_text() == OLD

    def test_a_wrong_target_costs_nothing_else(self, run, tmp_path):
        ended = run("check", "p.yaml", "--output", "json=new.json", "--output", "text=no/such/report.txt")
        assert ended.messages == ["no/such/report.txt: cannot be written: its folder does not exist"]
        assert ended.code == 2
        assert ended.out == run("check", "p.yaml").out
        assert json.loads((tmp_path / "new.json").read_text())["outcome"]["word"] == "block"

    def test_two_outputs_to_one_file_are_refused(self, run, tmp_path):
        ended = run("check", "p.yaml", "--output", "json=new", "--output", "text=./new")
        assert (ended.code, ended.out, ended.messages) == (2, "", ["./new: two outputs cannot be written to one file"])
        assert not (tmp_path / "new").exists()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see that the check waits")
class TestInterrupt:
    """Ctrl-C ends the run at once, without a traceback and without a half report."""

    def test_it_ends_with_130_and_one_message(self, tmp_path):
        (tmp_path / "old.json").write_text(OLD)
        command = [sys.executable, "-m", "checker", "check", "-", "--output", "json=old.json"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}

        with subprocess.Popen(command, cwd=tmp_path, env=environment(), preexec_fn=interruptible, **pipes) as process:  # noqa: PLW1509
            # A pipe holds less than a megabyte: when all of it is written, the check is reading, and soon it waits.
            process.stdin.write(b"#" * (1 << 20))
            process.stdin.flush()
            with bounded(20):
                while Path(f"/proc/{process.pid}/stat").read_text().rpartition(") ")[2][0] != "S":
                    time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=10) == 130
            assert process.stdout.read() == b""
            assert process.stderr.read().decode().strip() == "checker: interrupted"
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
        assert os.listdir(tmp_path) == ["old.json"]
        assert (tmp_path / "old.json").read_text() == OLD
