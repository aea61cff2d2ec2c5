"""What the OSCAL documents share: text that stays text, properties, dates, identifiers, metadata, resources.

OSCAL reads titles and descriptions as Markdown, and strings and tokens by pattern, so no text of a
file enters a document but through here. It knows no verdicts.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any

from checker.formats.shared.uri import STANDARD_INPUT, file_uri, web_link
from checker.ground.escape import visible
from checker.ground.serialise import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "NS",
    "OSCAL_VERSION",
    "Ids",
    "bullets",
    "catalog_ids",
    "compact",
    "control_id",
    "control_ids",
    "document",
    "first_sentence",
    "line",
    "link",
    "metadata",
    "moment",
    "nearest_moment",
    "objective_id",
    "paragraphs",
    "prop",
    "props",
    "prose",
    "resource",
    "rlinks",
    "string",
    "token",
    "version_prop",
]

NS = "urn:conditionality-checker:ns:oscal"
OSCAL_VERSION = "1.2.1"
# The root of all our UUIDs; never change it, or no document names the same thing twice.
_ROOT = uuid.uuid5(uuid.NAMESPACE_URL, NS)
# A text longer than this is cut, and says by how much: the JSON report has all of it.
_LINE, _PROSE, _STRING = 400, 4000, 1000
_SPACES = re.compile(r"[ \t\r\n]+")
_NO_CHARACTER = re.compile("[\ufffe\uffff]")
# An underscore inside a word means nothing in Markdown, and names of facts are full of them.
_MARKUP = re.compile(r"[\\`*\[\]<|~^{]|&(?=[#\w])|(?<![^\W_])_|_(?![^\W_])")
_QUOTED = re.compile(r"`([^`]+)`")
_LEADING = re.compile(r"(?:[-+=>#]|\d+(?=[.)]))")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_NO_TOKEN = re.compile(r"[^a-z0-9._-]")


def string(text: object, most: int = _STRING) -> str:
    """Text as a line that is no Markdown: spaces folded, controls shown as escapes, too long cut; may be empty."""
    folded = visible(_SPACES.sub(" ", str(text)))
    shown = _NO_CHARACTER.sub(lambda match: f"\\u{ord(match.group()):04x}", folded).strip()
    rest = len(shown) - most
    return f"{shown[:most].rstrip()} … ({rest} more characters)" if rest > 0 else shown


def line(text: object, most: int = _LINE, *, quotes: bool = False) -> str:
    """Text as a line of Markdown that shows that text and nothing else.

    With ``quotes``, what stands between backticks is shown as code: our own wording marks values so.
    """
    parts = _QUOTED.split(string(text, most)) if quotes else [string(text, most)]
    shown = "".join(f"`{part}`" if at % 2 else _MARKUP.sub(r"\\\g<0>", part) for at, part in enumerate(parts))
    leading = _LEADING.match(shown)
    if leading is None:
        return shown
    # A list, a quotation or a heading opens with its mark; in a numbered list the mark follows the number.
    at = leading.end() if leading.group().isdigit() else 0
    return f"{shown[:at]}\\{shown[at:]}"


def paragraphs(*texts: str) -> str:
    """Markdown of several paragraphs or lists, empty ones left out."""
    return "\n\n".join(text for text in texts if text)


def bullets(texts: Iterable[str], *, quotes: bool = False) -> str:
    """Lines of text as a Markdown list."""
    return "\n".join(f"- {prose(text, quotes=quotes)}" for text in texts)


def prose(text: object, *, quotes: bool = False) -> str:
    """A longer text as a paragraph of Markdown."""
    return line(text, _PROSE, quotes=quotes)


def first_sentence(text: str) -> str:
    """The first sentence of a text, without its full stop: what a title can hold."""
    return _SENTENCE.split(" ".join(text.split()), maxsplit=1)[0].removesuffix(".")


def token(text: str) -> str:
    """Text as an OSCAL token: lower-case letters, digits, dots, dashes and underscores, no digit first."""
    made = _NO_TOKEN.sub("-", text.lower())
    return made if made[:1].isalpha() else f"_{made}"


def control_id(condition: str) -> str:
    """The id of a condition's control: ``hire-1`` for HIRE-1."""
    return token(condition)


def control_ids(conditions: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The ids of controls by pack and condition; what an earlier pack has already gets the pack's id behind it."""
    found: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for pack, condition in conditions:
        identity = control_id(condition)
        found[pack, condition] = f"{identity}.{token(pack)}" if identity in taken else identity
        taken.add(found[pack, condition])
    return found


def objective_id(control: str) -> str:
    """The id of a control's assessment objective, which findings are about."""
    return f"{control}_obj"


def prop(name: str, value: object, *, ns: str | None = NS, **more: str) -> dict[str, str]:
    """A property, in our own namespace unless it says otherwise; the value must not be empty."""
    said = ("true" if value else "false") if isinstance(value, bool) else string(value)
    return {"name": name, **({"ns": ns} if ns else {}), "value": said, **more}


def props(**values: object) -> list[dict[str, str]]:
    """Properties of our own, ``name_with_dashes`` for each value; what is None or empty is left out."""
    return [
        prop(name.strip("_").replace("_", "-"), value)
        for name, value in values.items()
        if value is not None and string(value)
    ]


def version_prop(version: str) -> dict[str, str]:
    """The version of a resource, by OSCAL's own name for it."""
    return prop("version", version, ns=None)


def moment(day: str | None) -> str | None:
    """The first second of a day as OSCAL writes time; None where its pattern cannot write that day.

    The pattern has the years 1900 to 2999, and by a slip of its own no 29 February before 2000.
    """
    if day is None or not "1900" <= day[:4] <= "2999" or (day < "2000" and day.endswith("02-29")):
        return None
    return f"{day}T00:00:00Z"


def nearest_moment(day: str) -> str:
    """The same, where OSCAL insists on a time: for a day that it cannot write, the nearest that it can."""
    nearest = "1900-01-01" if day < "1900" else "2999-12-31" if day > "2999" else f"{day[:8]}28"
    return moment(day) or f"{nearest}T00:00:00Z"


class Ids:
    """Version-5 UUIDs of one run: the same words give the same id, in another run another."""

    def __init__(self, *run: str) -> None:
        self._namespace = uuid.uuid5(_ROOT, _words(run))

    def of(self, *words: str) -> str:
        """The id of what the words name."""
        return str(uuid.uuid5(self._namespace, _words(words)))


def catalog_ids(packs: Iterable[tuple[str, str, str]], *more: str) -> Ids:
    """The ids of the catalog of packs: id, version and digest of each; ``more`` is what else is not as usual."""
    return Ids("catalog", *(word for pack in packs for word in pack), *more)


def _words(words: tuple[str, ...]) -> str:
    """Words as one text, such that two lists differ where any word does; half of a surrogate pair is a word too."""
    return "\n".join(word.encode("unicode_escape").decode("ascii") for word in words)


def link(identity: str, rel: str = "reference", text: str = "") -> dict[str, str]:
    """A link to a resource of the same document."""
    return compact({"href": f"#{identity}", "rel": rel, "text": line(text)})


def rlinks(target: str | None, sha256: str | None = None) -> list[dict[str, Any]]:
    """Where a resource lies, with its digest: a web link if it is one, or with a digest a file's name.

    Standard input lies nowhere, and other schemes than the web's are not linked.
    """
    href = web_link(target) if sha256 is None else file_uri(target) if target and target != STANDARD_INPUT else None
    hashes = [{"algorithm": "SHA-256", "value": sha256}] if sha256 else None
    return [compact({"href": href, "hashes": hashes})] if href else []


def resource(identity: str, title: str, description: str = "", **more: Any) -> dict[str, Any]:
    """A resource of the back matter; the description is Markdown."""
    return compact({"uuid": identity, "title": line(title), "description": description, **more})


def metadata(title: str, modified: str, version: str, remarks: str, own: list[dict[str, str]]) -> dict[str, Any]:
    """The head of a document; properties said twice are kept once, as OSCAL wants it."""
    unique = {(item["name"], item["value"], item.get("class")): item for item in own}
    return compact(
        {
            "title": line(title),
            "last-modified": modified,
            "version": string(version),
            "oscal-version": OSCAL_VERSION,
            "props": list(unique.values()),
            "remarks": remarks,
        }
    )


def compact(data: dict[str, Any]) -> dict[str, Any]:
    """The data without what is None or empty, which OSCAL forbids."""
    return {name: value for name, value in data.items() if value is not None and value not in ("", [], {})}


def document(root: str, body: dict[str, Any]) -> str:
    """A document as JSON text."""
    return json_text({root: body})
