"""``checker list --format oscal``: a pack as a catalog, for systems that read no packs."""

from __future__ import annotations

import json
import re

from checker import load_pack
from checker.ground.shipped import shipped_packs
from tests.formats.test_oscal import dangling, faults


def test_a_shipped_pack_is_a_valid_catalog(run):
    for name in shipped_packs():
        ended = run("list", "--pack", name, "--format", "oscal")
        assert (ended.code, ended.err) == (0, "")
        assert faults(ended.out) == []
        assert dangling(ended.out) == []
        assert json.loads(ended.out)["catalog"]["metadata"]["title"] == load_pack(name).title


def test_without_a_pack_all_that_ship_are_one_catalog(run):
    ended = run("list", "--format", "oscal")
    assert faults(ended.out) == []
    labels = re.findall(r'"label",\n +"value": "([A-Z][A-Z0-9]*-.*)"', ended.out)
    assert labels == [item.id for name in shipped_packs() for item in load_pack(name).conditions]


def test_the_same_pack_gives_the_same_bytes(run):
    assert run("list", "--format", "oscal").out == run("list", "--format", "oscal").out


def test_text_and_json_are_still_there(run):
    assert run("list", "--pack", "engagement-threshold").out.startswith("HIRE")
    listed = json.loads(run("list", "--pack", "engagement-threshold", "--format", "json").out)
    assert listed[0]["id"] == "HIRE-1"


def test_a_pack_that_does_not_exist_is_no_catalog(run):
    ended = run("list", "--pack", "engagement-treshold", "--format", "oscal")
    assert (ended.code, ended.out) == (2, "")


def test_another_format_is_refused(run):
    assert run("list", "--format", "xml").code == 2
