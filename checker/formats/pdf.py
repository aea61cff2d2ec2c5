"""The report as a PDF for the file and for screen readers (PDF/UA-1), set by typst from a template of ours.

The report reaches the template as data, so no text of it is ever read as markup, and the template reads
no file: its root is an empty folder. A character that no font of the machine shows is written by its
number, with a note. The document knows no clock: the same report and fonts give the same bytes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, partial
from importlib.resources import files
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typst

from checker.formats.typst.content import content
from checker.formats.typst.glyphs import characters, each_text, missing_in, settable, without

if TYPE_CHECKING:
    from checker.report.run import Run

__all__ = ["render"]

# Packages that carry open fonts for Chinese, Japanese and Korean, used where one is installed.
_FONT_PACKAGES = ("manimgx_fonts_cjk",)
# Fonts whose shapes are whole come before those that fall in by chance, where the machine has them.
_FAMILIES = (
    "Libertinus Serif", "Noto Sans CJK KR", "Noto Serif CJK KR", "Noto Sans KR", "NanumGothic", "Malgun Gothic",
    "Apple SD Gothic Neo", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "Noto Sans",
    "Noto Sans Arabic", "DejaVu Sans",
)  # fmt: skip
_STANDARD = "ua-1"
_ATTEMPTS = 3
# Each character by itself, to learn which of them no font shows: once as the document would have it, and once
# drawn, because there are fonts that hold an empty shape for characters they do not have.
_SETTING = b'#set text(font: json(bytes(sys.inputs.fonts)), lang: "en")\n'
_PROBE = b'#set document(title: "probe", date: none)\n' + _SETTING + b"#json(bytes(sys.inputs.report)).join(parbreak())"
_DRAWN = b"#set page(width: auto, height: auto)\n" + _SETTING + b"#json(bytes(sys.inputs.report)).map(page).join()"
_INK = re.compile(rb"<(?:use|image)\b")


def render(run: Run) -> bytes:
    """The reports as one PDF: of several projects a summary first, then each on pages of its own."""
    data = each_text(content(run), settable)
    return _typeset(data)


def _typeset(data: dict[str, Any]) -> bytes:
    """The document, with the characters that cannot be shown written by their numbers."""
    used = characters(data)
    missing = _unshown(used)
    for _ in range(_ATTEMPTS):
        try:
            return _compiled(_template(), _shown(data, missing))
        except typst.TypstError as error:
            # A character may be lost only beside another, such as a mark on a letter.
            found = missing_in([error.diagnostic]) - missing
            if not found:
                break
            missing |= found
    return _compiled(_template(), _shown(data, used))


def _unshown(used: set[str]) -> set[str]:
    """Those of the characters that no font has, or that a font has without a shape."""
    if not used:
        return set()
    missing: set[str] = set()
    try:
        _compiled(_PROBE, sorted(used))
    except typst.TypstError as error:
        missing = missing_in([error.diagnostic]) & used
    drawn = sorted(one for one in used - missing if unicodedata.category(one)[0] in "LNPS")
    pages = _set(_DRAWN, drawn, format="svg") if drawn else []
    return missing | {one for one, page in zip(drawn, pages, strict=True) if not _INK.search(page)}


def _shown(data: dict[str, Any], missing: set[str]) -> dict[str, Any]:
    shown: dict[str, Any] = each_text(data, partial(without, missing=missing))
    shown["korean"] = any(unicodedata.name(one, "").startswith("HANGUL") for one in characters(shown))
    if not missing:
        return {**shown, "note": ""}
    number = len(missing)
    many = "1 character" if number == 1 else f"{number:,} different characters"
    note = (
        f"No font on the machine that wrote this document shows {many} of its text. They stand here by number, such "
        f"as [U+{ord(min(missing)):04X}]. With a font that has them, such as Noto Sans CJK for Korean and Chinese, "
        "the document can be written again."
    )
    return {**shown, "note": note}


def _compiled(source: bytes, data: Any) -> bytes:
    return _set(source, data, pdf_standards=[_STANDARD])[0]


def _set(source: bytes, data: Any, **how: Any) -> list[bytes]:
    """What typst makes of a source of ours and the data: a PDF, or a drawing of each page.

    It has no folder to read from and no package to load.
    """
    fonts, families = _fonts()
    inputs = {"report": json.dumps(data), "fonts": families}
    with TemporaryDirectory(prefix="checker-") as empty:
        written: Any = typst.compile(
            source,
            root=empty,
            font_paths=fonts,
            sys_inputs=inputs,
            package_path=empty,
            package_cache_path=empty,
            **how,
        )
    return [written] if isinstance(written, bytes) else written


@cache
def _template() -> bytes:
    return files("checker.formats").joinpath("typst", "report.typ").read_bytes()


@cache
def _fonts() -> tuple[Any, str]:
    """The fonts of the machine, of typst, and of font packages that are installed; and those preferred, as JSON."""
    folders = []
    for name in _FONT_PACKAGES:
        found = find_spec(name)
        folders += list(found.submodule_search_locations or ()) if found else []
    fonts = typst.Fonts(font_paths=folders)
    had = {font.family for font in fonts.fonts()}
    return fonts, json.dumps([family for family in _FAMILIES if family in had])
