"""What each example is told by each shipped pack: a regression specification, to be read as one.

A line is a pack: the outcome, how many of the applicable verdicts are determined, what blocks, and
the FLOOR and CP conditions that hold. What changes here changes what a financier is told.
"""

from __future__ import annotations

from functools import cache

import pytest

from checker import check
from checker.ground.errors import InputError
from checker.ground.shipped import shipped_packs
from tests.build import ROOT, ids, shipped

TABLE = """
eugene-bell-2020
  engagement-threshold: corrective_action 2/19 holds MONIT-1 MONIT-2 MONIT-3 MONIT-4 MONIT-7 MULTI-3 MULTI-4 SANC-1
      SANC-2 SANC-3 HUM-1 HUM-3
  humanitarian: corrective_action 0/20 holds PRIN-1 ACCESS-2 ACCESS-3 ACCESS-4 VOICE-3 EXIT-1 EXEMPT-1 EXEMPT-2
      EXEMPT-3 EXEMPT-4
  ifc-ps2: does not apply
  ilo-fundamental: does not apply
  inclusion: corrective_action 0/3 holds CRPD32-1
  un-sanctions-kp: corrective_action 0/6 holds MEAS-1 AUTH-1 AUTH-2 JOINT-1 AID-2
invented-hold
  engagement-threshold: hold 60/71 holds HIRE-1 WAGE-2 CLASS-2 REMEDY-1 MONIT-3
  humanitarian: does not apply
  ifc-ps2: hold 37/41 holds GRM-20a
  ilo-fundamental: hold 38/44 holds C111-4
  inclusion: hold 13/32 holds CEDAW-2
  un-sanctions-kp: release 4/5
invented-release
  engagement-threshold: release 63/71
  humanitarian: does not apply
  ifc-ps2: release 38/41
  ilo-fundamental: release 40/44
  inclusion: release 13/32
  un-sanctions-kp: release 4/5
kaesong-2006
  engagement-threshold: hold 12/71 holds HIRE-1 HIRE-2 HIRE-3 HIRE-6 HIRE-7 WAGE-1 WAGE-2 WAGE-7 FREE-1 FREE-2
      FREE-3 FREE-4 FREE-7 ASSOC-3 CHILD-1 CHILD-2 CHILD-3 OSH-1 GENDER-1 GENDER-3 CLASS-1 CLASS-1b CLASS-2 CLASS-5
      DISAB-1 REMEDY-1 REMEDY-3 REMEDY-5 MONIT-1 MONIT-2 MONIT-3 MONIT-4 MONIT-7 MULTI-1 MULTI-2 MULTI-3 MULTI-4
      SANC-3
  humanitarian: does not apply
  ifc-ps2: hold 1/56 holds TERM-8 ORG-14b EQ-15b EQ-15c EQ-15h GRM-20a CL-21a CL-21b CL-21c CL-21e FL-22a FL-22b
      FL-22c FL-22d FL-22e OHS-23a
  ilo-fundamental: hold 4/33 holds C029-1 C029-2 C029-3 C029-4 C105-1 C105-2 C105-3 C105-4 C105-5 C098-1 C098-2
      C111-1 C111-1b C111-2 C111-3 C111-4 C138-1 C138-3 C182-1 C182-2 C182-3 C182-4
  inclusion: hold 1/20 holds CEDAW-1 CEDAW-2 CEDAW-9 CRC32-1 CRC32-2 CRC32-3 CRC32-4
  un-sanctions-kp: release 1/1
poland-shipyards-2015
  engagement-threshold: block 11/64 blocks FREE-3 FREE-4 holds HIRE-1 HIRE-2 HIRE-3 HIRE-6 HIRE-7 WAGE-1 WAGE-2
      WAGE-7 FREE-1 FREE-2 FREE-7 ASSOC-3 CHILD-1 CHILD-2 CHILD-3 OSH-1 GENDER-1 GENDER-3 CLASS-1 CLASS-1b CLASS-2
      CLASS-5 DISAB-1 REMEDY-1 REMEDY-3 REMEDY-5 MONIT-1 MONIT-2 MONIT-3 MONIT-7
  humanitarian: does not apply
  ifc-ps2: block 2/68 blocks FL-22e holds TERM-8 ORG-14b EQ-15b EQ-15c EQ-15h GRM-20a CL-21a CL-21b CL-21c CL-21e
      FL-22a FL-22b FL-22c FL-22d OHS-23a CW-24a CW-24b CW-25b CW-25c CW-25d CW-25e CW-26 SC-27a SC-27b
  ilo-fundamental: block 1/33 blocks C029-4 holds C029-1 C029-2 C029-3 C105-1 C105-2 C105-3 C105-4 C105-5 C098-1
      C098-2 C111-1 C111-1b C111-2 C111-3 C111-4 C138-1 C138-3 C182-1 C182-2 C182-3 C182-4
  inclusion: hold 0/32 holds CEDAW-1 CEDAW-2 CEDAW-9 CRC32-1 CRC32-2 CRC32-3 CRC32-4 CRPD27-1 CRPD27-9
  un-sanctions-kp: hold 0/1 holds MEAS-1
undp-2006
  engagement-threshold: hold 4/72 holds HIRE-1 HIRE-2 HIRE-3 HIRE-6 HIRE-7 WAGE-1 WAGE-2 WAGE-7 FREE-1 FREE-2 FREE-3
      FREE-4 FREE-7 ASSOC-3 CHILD-1 CHILD-2 CHILD-3 OSH-1 GENDER-1 GENDER-3 CLASS-1 CLASS-1b CLASS-2 CLASS-5 DISAB-1
      REMEDY-1 REMEDY-3 REMEDY-5 MONIT-1 MONIT-2 MONIT-3 MONIT-4 MONIT-7 MULTI-3 MULTI-4 SANC-1 SANC-2 SANC-3
  humanitarian: does not apply
  ifc-ps2: hold 0/69 holds TERM-8 ORG-14b EQ-15b EQ-15c EQ-15h GRM-20a CL-21a CL-21b CL-21c CL-21e FL-22a FL-22b
      FL-22c FL-22d FL-22e OHS-23a CW-24a CW-24b CW-25b CW-25c CW-25d CW-25e CW-26 SC-27a SC-27b
  ilo-fundamental: hold 0/33 holds C029-1 C029-2 C029-3 C029-4 C105-1 C105-2 C105-3 C105-4 C105-5 C098-1 C098-2
      C111-1 C111-1b C111-2 C111-3 C111-4 C138-1 C138-3 C182-1 C182-2 C182-3 C182-4
  inclusion: hold 0/20 holds CEDAW-1 CEDAW-2 CEDAW-9 CRC32-1 CRC32-2 CRC32-3 CRC32-4
  un-sanctions-kp: hold 0/2 holds MEAS-1 AUTH-1
undp-2010
  engagement-threshold: hold 2/72 holds HIRE-1 HIRE-2 HIRE-3 HIRE-6 HIRE-7 WAGE-1 WAGE-2 WAGE-7 FREE-1 FREE-2 FREE-3
      FREE-4 FREE-7 ASSOC-3 CHILD-1 CHILD-2 CHILD-3 OSH-1 GENDER-1 GENDER-3 CLASS-1 CLASS-1b CLASS-2 CLASS-5 DISAB-1
      REMEDY-1 REMEDY-3 REMEDY-5 MONIT-1 MONIT-2 MONIT-3 MONIT-4 MONIT-7 MULTI-3 MULTI-4 SANC-1 SANC-2 SANC-3
  humanitarian: does not apply
  ifc-ps2: hold 0/56 holds TERM-8 ORG-14b EQ-15b EQ-15c EQ-15h GRM-20a CL-21a CL-21b CL-21c CL-21e FL-22a FL-22b
      FL-22c FL-22d FL-22e OHS-23a
  ilo-fundamental: hold 0/33 holds C029-1 C029-2 C029-3 C029-4 C105-1 C105-2 C105-3 C105-4 C105-5 C098-1 C098-2
      C111-1 C111-1b C111-2 C111-3 C111-4 C138-1 C138-3 C182-1 C182-2 C182-3 C182-4
  inclusion: hold 0/20 holds CEDAW-1 CEDAW-2 CEDAW-9 CRC32-1 CRC32-2 CRC32-3 CRC32-4
  un-sanctions-kp: hold 0/3 holds MEAS-1 AUTH-1
"""

GRAVITY = ["release", "corrective_action", "hold", "block"]


def rows():
    """The table as (story, pack, what is expected)."""
    story, told = "", []
    for line in TABLE.strip("\n").splitlines():
        if line.startswith("      "):
            told[-1][2].extend(line.split())
        elif line.startswith("  "):
            pack, _, rest = line.strip().partition(": ")
            told.append((story, pack, rest.split()))
        else:
            story = line
    return [(story, pack, " ".join(words)) for story, pack, words in told]


ROWS = rows()
STORIES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/project.yaml"))


@cache
def report(story, *packs):
    return check(ROOT / "examples" / story / "project.yaml", packs=[shipped(name) for name in packs])


def said(story, pack):
    try:
        found = report(story, pack)
    except InputError:
        return "does not apply"
    classes = {rule.condition: rule.class_ for rule in found.rules}
    holding = [identity for identity in ids(found.outcome.holding) if classes[identity] in ("FLOOR", "CP")]
    words = [found.outcome.word, f"{found.coverage.determined}/{found.coverage.applicable}"]
    words += ["blocks", *ids(found.outcome.blocking)] if found.outcome.blocking else []
    return " ".join(words + (["holds", *holding] if holding else []))


def test_every_example_is_told_by_every_shipped_pack():
    assert [(story, pack) for story, pack, _ in ROWS] == [(s, pack) for s in STORIES for pack in shipped_packs()]


@pytest.mark.parametrize(("story", "pack", "expected"), ROWS, ids=[f"{story}-{pack}" for story, pack, _ in ROWS])
def test_what_a_pack_tells_an_example(story, pack, expected):
    assert said(story, pack) == expected


@pytest.mark.parametrize("story", STORIES)
def test_all_packs_together_say_what_each_says_alone(story):
    together = report(story, *shipped_packs())
    fitting = [pack for own, pack, expected in ROWS if own == story and expected != "does not apply"]
    alone = [report(story, pack) for pack in fitting]
    outside = {w.message.split()[2] for w in together.warnings if w.code == "pack-not-applicable"}
    assert outside == set(shipped_packs()) - set(fitting)
    assert [one for one in together.results if one.verdict != "not_applicable"] == [
        one for report in alone for one in report.results if one.verdict != "not_applicable"
    ]
    assert together.outcome.word == max((one.outcome.word for one in alone), key=GRAVITY.index)
    for name in ("blocking", "holding"):
        assert getattr(together.outcome, name) == tuple(x for one in alone for x in getattr(one.outcome, name))
    assert together.coverage.applicable == sum(one.coverage.applicable for one in alone)
    assert together.coverage.determined == sum(one.coverage.determined for one in alone)


@pytest.mark.parametrize("story", STORIES)
def test_all_packs_together_keep_their_clusters_apart(story):
    found = report(story, *shipped_packs())
    assert [one.id for one in found.clusters] == [
        cluster.id for name in shipped_packs() for cluster in shipped(name).clusters
    ]
    for cluster in found.clusters:
        mine = [one for one in found.results if found.rule(one).cluster == cluster.id]
        assert cluster.not_met == sum(one.verdict == "not_met" for one in mine)
