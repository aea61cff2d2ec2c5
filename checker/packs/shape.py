"""What the files of a pack look like, as validators; the JSON Schema of packs is made from these."""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import PydanticCustomError, core_schema as cs

from checker.domain.grades import GRADES
from checker.domain.values import parse_day
from checker.domain.words import CLASSES, VERDICTS

__all__ = ["ADDITION", "CASES", "CLUSTER", "EXTENSION", "PACK", "THEMES", "TREE_MARK",
           "pack_form"]  # fmt: skip

# A pack is read by people: one with more than this is no pack of ours.
_MOST_CLUSTERS, _MOST_CONDITIONS, _MOST_NAMES, _MOST_SOURCES = 100, 500, 500, 5_000
_MOST_PROFILES, _MOST_TRACKS, _MOST_CHANGES, _MOST_REGIMES, _MOST_MEASURES = 30, 8, 30, 20, 100
_LONGEST_ID, _LONGEST_TITLE, _LONGEST_TEXT = 64, 1_000, 20_000
# What stands for a tree in the generated JSON Schema until its recursive definition is put there.
TREE_MARK = {"$comment": "tree"}


def _one_of(*words: str) -> cs.CoreSchema:
    return cs.literal_schema(list(words))


def _list(item: cs.CoreSchema, least: int | None = None, most: int | None = None) -> cs.CoreSchema:
    return cs.list_schema(item, strict=True, min_length=least, max_length=most)


def _map(value: cs.CoreSchema, keys: cs.CoreSchema | None = None, most: int | None = None) -> cs.CoreSchema:
    return cs.dict_schema(keys or _TEXT, value, strict=True, max_length=most)


def _object(required: dict[str, cs.CoreSchema], optional: dict[str, cs.CoreSchema] | None = None) -> cs.CoreSchema:
    fields = {name: cs.typed_dict_field(schema) for name, schema in required.items()}
    fields |= {name: cs.typed_dict_field(schema, required=False) for name, schema in (optional or {}).items()}
    return cs.typed_dict_schema(fields, extra_behavior="forbid", strict=True)


def _either(usual: cs.CoreSchema, with_mark: cs.CoreSchema, mark: str) -> cs.CoreSchema:
    """The second form where its mark is given, else the first."""
    return cs.tagged_union_schema(
        {"new": with_mark, "changed": usual},
        lambda raw: "new" if isinstance(raw, dict) and mark in raw else "changed",
    )


def _identifier(pattern: str, meaning: str) -> cs.CoreSchema:
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise PydanticCustomError("identifier", "{meaning}", {"meaning": meaning})
        return value

    metadata = {"pydantic_js_updates": {"pattern": f"^{pattern}$"}}
    return cs.no_info_after_validator_function(
        check, cs.str_schema(strict=True, max_length=_LONGEST_ID), metadata=metadata
    )


def _js(schema: dict[str, Any]) -> dict[str, Any]:
    return {"pydantic_js_functions": [lambda _core, _handler: schema]}


_TEXT = cs.str_schema(strict=True, min_length=1, max_length=_LONGEST_TEXT)
_TITLE = cs.str_schema(strict=True, min_length=1, max_length=_LONGEST_TITLE)
# Every report repeats it, so it is a sentence or two.
_REASON = cs.str_schema(strict=True, min_length=1, max_length=500)
_FLAG = cs.bool_schema(strict=True)
_WHOLE = cs.int_schema(strict=True, ge=0)
_NUMBER = cs.union_schema([cs.int_schema(strict=True), cs.float_schema(strict=True)])
_DAY = cs.no_info_plain_validator_function(parse_day, metadata=_js({"type": "string", "format": "date"}))
_TREE = cs.any_schema(metadata=_js(TREE_MARK))
_SCALAR = cs.any_schema()
_CLASS = _one_of(*CLASSES)
_CLUSTER_ID = _identifier("[A-Z][A-Z0-9]{1,15}", "a cluster id is 2 to 16 capital letters and digits")
_CONDITION_ID = _identifier(
    "[A-Z][A-Z0-9]{1,15}-[0-9]{1,3}[a-z]?", "a condition id is a cluster id, a dash and a number"
)
_PACK_ID = _identifier("[a-z0-9]+(-[a-z0-9]+)*", "a pack id is lower-case words joined by dashes")
_NAME = _identifier("[a-z][a-z0-9_]*", "a name is lower-case letters, digits and underscores")
_DASHED = _identifier("[a-z0-9]+(-[a-z0-9]+)*", "an id is lower-case words joined by dashes")
_TRACK_NAME = _identifier("[a-z][a-z0-9_-]*", "a track's name is lower-case letters, digits, dashes and underscores")
_VERSION = _identifier(r"[0-9]+\.[0-9]+\.[0-9]+", "a version is three numbers, such as 1.0.0")

_CITATION = _object(
    {"source": _TEXT, "article": _TEXT},
    {"note": _TEXT, "confirmed": _FLAG, "from": _DAY, "until": _DAY},
)
_CITATIONS = _list(_CITATION, 1)
_CLASS_CHANGE = _object({"clusters": _list(_CLUSTER_ID, 1, _MOST_CLUSTERS), "from": _CLASS, "to": _CLASS})
_PARAMETER = _object(
    {"title": _TITLE, "type": _one_of("choice", "integer", "number", "list"), "default": _SCALAR},
    {
        "choices": _list(_TEXT, 1), "minimum": _NUMBER, "maximum": _NUMBER, "unit": _TEXT, "note": _TEXT,
        "host_law": _list(_object(
            {"country": _TEXT, "value": _NUMBER, "source": _TEXT, "article": _TEXT},
            {"from": _DAY, "until": _DAY, "note": _TEXT, "confirmed": _FLAG}), None, _MOST_CLUSTERS),
    },
)  # fmt: skip
_PROFILE = _object(
    {"title": _TITLE},
    {
        "summary": _TEXT,
        "parameters": _map(_SCALAR),
        "classes": _list(_CLASS_CHANGE, None, _MOST_CHANGES),
        "gates": _list(_CLASS, 1),
    },
)
_TRACK = _object(
    {
        "purposes": _list(_one_of("commercial", "developmental", "humanitarian", "exchange"), 1),
        "clusters": _list(_CLUSTER_ID, 1),
        "outcomes": _object({"worst": _one_of("block", "corrective_action")}),
    },
    {"classes": _list(_CLASS_CHANGE, None, _MOST_CHANGES), "deadline_days": _WHOLE},
)
_MEASURE = _object(
    {"measure": _TEXT, "title": _TITLE, "from": _DAY, "sources": _CITATIONS},
    {"until": _DAY, "touched_when": _TREE, "note": _TEXT},
)
_REGIME = _object({"title": _TITLE, "measures": _list(_MEASURE, None, _MOST_MEASURES)})
_DEMAND = _object({"planning": _one_of(*GRADES), "delivery": _one_of(*GRADES)})

# Margins by which a side must be better; a pack may make the kinder side's larger, and the other one smaller.
_MARGIN_FAVOURABLE = cs.int_schema(strict=True, ge=2, le=5)
_MARGIN_ADVERSE = cs.int_schema(strict=True, ge=0, le=1)
_SOURCES = _map(
    _object({"title": _TITLE, "confirmed": _FLAG}, {"short": _TEXT, "url": _TEXT, "note": _TEXT}),
    _DASHED,
    _MOST_SOURCES,
)
_CLUSTERS = _list(_CLUSTER_ID, 1, _MOST_CLUSTERS)
# The conditions of a shipped theme, or a theme of the pack's own.
_THEME = _either(
    _list(_CONDITION_ID, 1, _MOST_CONDITIONS),
    _object({"title": _TITLE, "conditions": _list(_CONDITION_ID, 1, _MOST_CONDITIONS)}),
    "title",
)
_NAMED = {"pack": _PACK_ID, "version": _VERSION, "title": _TITLE, "authority": _TEXT}
_COMMON = {
    "summary": _TEXT, "profiles": _map(_PROFILE, _DASHED, _MOST_PROFILES), "default_profile": _TEXT,
    "shelf_life_days": _WHOLE, "cure_days": _WHOLE, "attestation_days": _WHOLE,
    "adverse_shelf_life_days": _WHOLE, "margin_favourable": _MARGIN_FAVOURABLE, "margin_adverse": _MARGIN_ADVERSE,
    "attestation_classes": _list(_CLASS, None, len(CLASSES)),
    "speech_clusters": _list(_CLUSTER_ID, None, _MOST_CLUSTERS),
    "regimes": _map(_REGIME, _DASHED, _MOST_REGIMES),
    "themes": _map(_THEME, _DASHED, _MOST_NAMES),
}  # fmt: skip
PACK = _object(
    {
        **_NAMED, "clusters": _CLUSTERS, "tracks": _map(_TRACK, _TRACK_NAME, _MOST_TRACKS),
        "evidence_demands": _object({"documents": _one_of(*GRADES), **dict.fromkeys(CLASSES, _DEMAND)}),
        "sources": _SOURCES,
    },
    {**_COMMON, "parameters": _map(_PARAMETER, _NAME, _MOST_NAMES), "worker_protection": _TEXT},
)  # fmt: skip

_SOME_DEMAND = _object({}, {"planning": _one_of(*GRADES), "delivery": _one_of(*GRADES)})
_MOVED_PARAMETER = _object({"default": _SCALAR}, {"minimum": _NUMBER, "maximum": _NUMBER, "note": _TEXT})
_EXTENDED_TRACK = _object(
    {}, {"clusters": _list(_CLUSTER_ID, 1), "without": _list(_CLUSTER_ID, 1), "deadline_days": _WHOLE}
)
# A pack that extends another says what it changes, and nothing else.
EXTENSION = _object(
    {**_NAMED, "extends": _PACK_ID},
    {
        **_COMMON, "sources": _SOURCES, "clusters": _CLUSTERS,
        "parameters": _map(_either(_MOVED_PARAMETER, _PARAMETER, "title"), _NAME, _MOST_NAMES),
        "tracks": _map(_either(_EXTENDED_TRACK, _TRACK, "purposes"), _TRACK_NAME, _MOST_TRACKS),
        "classes": _map(_CLASS, _CONDITION_ID, _MOST_SOURCES), "core": _map(_FLAG, _CONDITION_ID, _MOST_SOURCES),
        "deadlines": _map(_WHOLE, _CONDITION_ID, _MOST_SOURCES),
        "evidence_demands": _object({}, {"documents": _one_of(*GRADES), **dict.fromkeys(CLASSES, _SOME_DEMAND)}),
        "without": _list(_CONDITION_ID, 1, _MOST_SOURCES),
        "relaxes": _list(_object({"what": _TITLE, "reason": _REASON}), 1, _MOST_SOURCES),
    },
)  # fmt: skip


def pack_form(data: Any) -> cs.CoreSchema:
    """The form that the data of a ``pack.yaml`` should have."""
    return EXTENSION if isinstance(data, dict) and "extends" in data else PACK


_WARNING = _object(
    {"code": _DASHED, "message": _TEXT},
    {"verdict": _list(_one_of(*VERDICTS), 1), "with": _map(_list(_one_of(*VERDICTS), 1), _CONDITION_ID), "when": _TREE},
)
_CONDITION = _object(
    {
        "id": _CONDITION_ID, "title": _TITLE, "class": _CLASS, "core": _FLAG, "requirement": _TEXT, "why": _TEXT,
        "requires": _TREE, "remedy": _TEXT, "sources": _CITATIONS,
        "provenance": _object({"kind": _one_of("seed", "norm", "design")}, {"speaker": _TEXT, "note": _TEXT}),
    },
    {
        "applies": _TREE, "alternative": _TREE, "structural": _TREE, "remedy_unsafe": _TEXT,
        "presumption": _object({"why": _TEXT}, {"when": _TREE, "sources": _CITATIONS}),
        "deadline_days": _WHOLE, "cure_days": _WHOLE, "shelf_life_days": _WHOLE,
        "disbursement": cs.int_schema(strict=True, ge=1),
        "in_force_from": _DAY, "in_force_until": _DAY, "warnings": _list(_WARNING),
    },
)  # fmt: skip
CLUSTER = _object(
    {
        "cluster": _CLUSTER_ID,
        "title": _TITLE,
        "scope": _one_of("project", "workforce"),
        "conditions": _list(_CONDITION, 1, _MOST_CONDITIONS),
    },
    {"applies": _TREE},
)
# The themes that ship beside the packs.
THEMES = _object({"areas": _list(_object({"title": _TITLE, "themes": _map(_TITLE, _DASHED)}), 1)})
# Conditions added to a cluster of the pack that is extended.
ADDITION = _object(
    {"cluster": _CLUSTER_ID, "conditions": _list(_CONDITION, 1, _MOST_CONDITIONS)},
    {"title": _TITLE, "scope": _one_of("project", "workforce"), "applies": _TREE},
)

_EXPECTED = _object({"verdict": _one_of(*VERDICTS)}, {"reason": _TEXT, "presumption": _FLAG, "structural": _FLAG})
_GIVEN = _object(
    {},
    {
        "facts": _map(_SCALAR), "grade": _one_of(*GRADES), "country": _TEXT, "purpose": _TEXT, "stage": _TEXT,
        "as_of": _TEXT, "regime": _TEXT, "profile": _TEXT, "parameters": _map(_SCALAR), "burden": _TEXT,
        "workforce": cs.union_schema([_one_of("none", "unstated"), _map(_SCALAR)]),
        "parties": _list(_map(_SCALAR)), "speak_safely": _FLAG, "attested": _FLAG,
    },
)  # fmt: skip
CASES = _object(
    {
        "condition": _CONDITION_ID,
        "cases": _list(
            _object({"name": _TEXT, "expect": cs.union_schema([_one_of(*VERDICTS), _EXPECTED])}, {"given": _GIVEN}), 1
        ),
    }
)
