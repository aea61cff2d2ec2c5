"""Bytes come from regular files and standard input only, within a limit, and are UTF-8 text."""

from __future__ import annotations

import hashlib
import os
import socket
from typing import TYPE_CHECKING

import pytest

from checker import InputError, PackError
from checker.load import MAX_BYTES, load_document

if TYPE_CHECKING:
    from pathlib import Path

BOM = b"\xef\xbb\xbf"


def refusal(path: Path, **how: object) -> str:
    """The one message with which a file is refused, without its folder."""
    with pytest.raises(InputError) as caught:
        load_document(str(path), **how)
    (problem,) = caught.value.problems
    return str(problem).replace(f"{path.parent}/", "")


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.toml"])
def test_a_byte_order_mark_is_skipped(tmp_path, name):
    text = {"a.yaml": "a: 1\n", "a.json": '{"a": 1}\n', "a.toml": "a = 1\n"}[name]
    (tmp_path / name).write_bytes(BOM + text.encode())
    document = load_document(str(tmp_path / name))
    assert document.data == {"a": 1}
    assert document.span(("a",)).line == 1
    assert document.key_span(("a",)).column == (2 if name == "a.json" else 1)


def test_the_digest_is_of_the_bytes_as_they_lie_in_the_file(tmp_path):
    content = BOM + b"a: 1\r\n"
    (tmp_path / "a.yaml").write_bytes(content)
    assert load_document(str(tmp_path / "a.yaml")).sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"a: 1\nb: \xff\n", "2:4: not UTF-8: byte 0xff at offset 8", id="byte that never occurs"),
        pytest.param(b"a: \xc3", "1:4: not UTF-8: byte 0xc3 at offset 3", id="cut off"),
        pytest.param(b"a: \xc0\xaf", "1:4: not UTF-8: byte 0xc0 at offset 3", id="overlong"),
        pytest.param(b"a: \xed\xa0\x80", "1:4: not UTF-8: byte 0xed at offset 3", id="surrogate"),
        pytest.param("é: ".encode() + b"\xff", "1:4: not UTF-8: byte 0xff at offset 4", id="columns are characters"),
        pytest.param(BOM + b"a: \xff", "1:4: not UTF-8: byte 0xff at offset 6", id="after a byte order mark"),
        pytest.param(b"a: 1\nb: \x00", "2:4: the control character U+0000 is not text", id="NUL"),
        pytest.param(b"a: \x1b[31m", "1:4: the control character U+001B is not text", id="ESC"),
        pytest.param(b"a: \x7f", "1:4: the control character U+007F is not text", id="DEL"),
        pytest.param(b"a: \xc2\x9b31m", "1:4: the control character U+009B is not text", id="C1 CSI"),
        pytest.param(b"a: \xef\xbf\xbe", "1:4: the control character U+FFFE is not text", id="no character"),
    ],
)
@pytest.mark.parametrize("ending", ["yaml", "json", "toml"])
def test_what_is_not_text_is_refused_in_its_place(tmp_path, content, message, ending):
    path = tmp_path / f"a.{ending}"
    path.write_bytes(content)
    assert refusal(path) == f"a.{ending}:{message}"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param("a: 1\n".encode("utf-16"), "UTF-16 text, and files are read as UTF-8", id="UTF-16"),
        pytest.param(
            b"\xfe\xff" + "a: 1\n".encode("utf-16-be"), "UTF-16 text, and files are read as UTF-8", id="UTF-16BE"
        ),
        pytest.param(b"\x00\x00\xfe\xff\x00\x00\x00a", "UTF-32 text, and files are read as UTF-8", id="UTF-32BE"),
        pytest.param(b"<!doctype html><html></html>", "an HTML or XML file", id="HTML"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an HTML or XML file", id="SVG"),
        pytest.param(b"PK\x03\x04\x14\x00", "a zip archive or an office document", id="zip"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "a PNG picture", id="PNG"),
        pytest.param(b"\xff\xd8\xff\xe0", "a JPEG picture", id="JPEG"),
        pytest.param(b"\x1f\x8b\x08\x00", "a gzip archive", id="gzip"),
        pytest.param(b"%PDF-1.7\n", "a PDF document", id="PDF"),
        pytest.param(b"\x80\x04\x95\x00", "a Python pickle", id="pickle"),
    ],
)
def test_another_kind_of_file_is_named_and_never_unpacked(tmp_path, content, kind):
    path = tmp_path / "project.yaml"
    path.write_bytes(content)
    assert refusal(path) == f"project.yaml:1:1: looks like {kind}"


@pytest.mark.parametrize(
    "content", [b"", b"\n \n", BOM, b"# only a comment\n"], ids=["nothing", "blank", "mark", "comment"]
)
def test_an_empty_file_is_named_as_empty(tmp_path, content):
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    assert refusal(path) == "a.yaml:1:1: the file is empty"


def test_a_file_at_the_limit_is_read_and_one_byte_more_is_not(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 123\n")
    assert load_document(str(path), limit=7).data == {"a": 123}
    assert refusal(path, limit=6) == "a.yaml: larger than 6 bytes; raise the limit with --max-bytes"


def test_a_huge_file_is_refused_by_its_size_alone(tmp_path):
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(64 << 30)
    assert refusal(path) == f"a.yaml: larger than {MAX_BYTES} bytes; raise the limit with --max-bytes"


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(lambda path: path.mkdir(), "is a folder, not a regular file; name a regular file", id="folder"),
        pytest.param(_pipe, "is a pipe, not a regular file; pipe it in and name it `-`", id="pipe"),
        pytest.param(_socket, "is a socket, not a regular file; name a regular file", id="socket"),
        pytest.param(
            lambda path: path.symlink_to("/dev/zero"),
            "is a device, not a regular file; name a regular file",
            id="device behind a link",
        ),
        pytest.param(lambda path: None, "cannot be read: no such file or directory", id="missing"),
        pytest.param(_dangling, "cannot be read: no such file or directory", id="dangling link"),
        pytest.param(_loop, "cannot be read: too many levels of symbolic links", id="loop of links"),
    ],
)
def test_only_regular_files_are_opened(tmp_path, make, message):
    path = tmp_path / "a.yaml"
    make(path)
    assert refusal(path) == f"a.yaml: {message}"


def test_a_link_to_a_regular_file_is_read(tmp_path):
    (tmp_path / "real.yaml").write_text("a: 1\n")
    (tmp_path / "a.yaml").symlink_to("real.yaml")
    assert load_document(str(tmp_path / "a.yaml")).data == {"a": 1}


@pytest.mark.parametrize("name", ["a\0b.yaml", "a" * 5000], ids=["NUL", "too long"])
def test_a_name_that_no_file_can_have_is_refused(name):
    with pytest.raises(InputError, match="cannot be read: "):
        load_document(name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission_is_refused(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n")
    path.chmod(0)
    assert refusal(path) == "a.yaml: cannot be read: permission denied"


def test_the_error_is_of_the_kind_its_author_must_act_on(tmp_path):
    with pytest.raises(PackError):
        load_document(str(tmp_path / "pack.yaml"), error_type=PackError)


def test_messages_show_the_name_that_the_caller_wants_shown(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: [\n")
    with pytest.raises(InputError, match=r"^pack\.yaml:"):
        load_document(str(path), shown_as="pack.yaml")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a", '{"a": [1]}', id="JSON by its first character"),
        pytest.param("a", "a: [1]\n", id="YAML otherwise"),
        pytest.param("a.JSON", '{"a": [1]}', id="JSON by name"),
        pytest.param("a.yml", '{"a": [1]}', id="YAML by name, though it looks like JSON"),
        pytest.param("a.toml", "a = [1]\n", id="TOML by name"),
    ],
)
def test_the_format_is_told_by_the_name_else_by_the_first_character(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    assert load_document(str(tmp_path / name)).data == {"a": [1]}
