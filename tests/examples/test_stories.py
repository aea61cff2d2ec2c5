"""The stories that come with the product, told with their verdicts."""

import json
from dataclasses import fields
from datetime import date

import pytest

from checker import check, load_project
from checker.project.statements import Facts
from tests.build import ROOT

STORIES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/expected.json"))
REPORTS = {}


def told(story, **options):
    """The report on a story, made once for the same options."""
    key = (story, *sorted(options.items()))
    if key not in REPORTS:
        REPORTS[key] = check(ROOT / "examples" / story / "project.yaml", **options)
    return REPORTS[key]


def expected(story):
    return json.loads((ROOT / "examples" / story / "expected.json").read_text(encoding="utf-8"))


def test_every_example_has_a_story_a_project_file_and_its_verdicts():
    folders = [path for path in (ROOT / "examples").iterdir() if path.is_dir()]
    assert {path.name for path in folders} == set(STORIES)
    assert all(
        {"project.yaml", "README.md", "expected.json"} <= {file.name for file in path.iterdir()} for path in folders
    )


@pytest.mark.parametrize("story", STORIES)
def test_the_verdict_on_every_cluster(story):
    assert {cluster.id: cluster.verdict for cluster in told(story).clusters} == expected(story)["clusters"]


@pytest.mark.parametrize("story", STORIES)
def test_the_outcome(story):
    assert told(story).outcome.word == expected(story)["outcome"]


@pytest.mark.parametrize("story", STORIES)
def test_where_a_presumption_stands_against(story):
    found = [cluster.id for cluster in told(story).clusters if cluster.presumption == "against"]
    assert found == expected(story).get("presumption", [])


# What a reviewer says: M met (as asked, or by an alternative), N not met, U not determined, - not applicable, U! with
# a presumption against.
LETTERS = {
    "M": {"met", "met_by_alternative"},
    "N": {"not_met"},
    "U": {"not_determined"},
    "U!": {"not_determined"},
    "-": {"not_applicable"},
}
ORDER = [
    "HIRE",
    "WAGE",
    "FREE",
    "ASSOC",
    "CHILD",
    "OSH",
    "GENDER",
    "CLASS",
    "DISAB",
    "REMEDY",
    "MONIT",
    "MULTI",
    "SANC",
    "HUM",
]
TABLE = {
    "kaesong-2006": "N N U! N U U N N U N N N M -",
    "poland-shipyards-2015": "N N N U! U N U U U N N - M -",
    "undp-2006": "N N U U U U U U U U U M U -",
    "undp-2010": "U U U U U U U U U U U M U -",
    "eugene-bell-2020": "- - - - - - - - - - U M M M",
}
# Where the file does not carry what a reviewer says; each is argued in the example's README.
DEPARTURES = {
    ("undp-2010", "WAGE"): "U!",  # vouchers were promised, and a wage in vouchers reaches no worker as money
    ("eugene-bell-2020", "SANC"): "U",  # the exemption is known from the press, the Committee's letter was not read
    ("eugene-bell-2020", "HUM"): "U",  # two reports of January 2018 are too old to show no tie to politics
}


@pytest.mark.parametrize("story", TABLE)
def test_the_table_of_cases(story):
    table = dict(zip(ORDER, TABLE[story].split(), strict=True))
    asked = {cluster: DEPARTURES.get((story, cluster), letter) for cluster, letter in table.items()}
    found = {cluster: told(story).cluster(cluster) for cluster in ORDER}
    assert [name for name, letter in asked.items() if found[name].verdict not in LETTERS[letter]] == []
    assert [name for name in ORDER if found[name].presumption] == [name for name in ORDER if asked[name] == "U!"]


@pytest.mark.parametrize(
    ("story", "as_of", "verdict"),
    [
        ("eugene-bell-2020", "2020-02-28", "not_determined"),  # known from a newspaper, which is no authorisation
        ("eugene-bell-2020", "2020-07-30", "not_determined"),
        ("eugene-bell-2020", "2020-07-31", "not_met"),
        ("eugene-bell-2020", "2020-08-01", "not_met"),
        ("poland-shipyards-2015", "2019-12-23", "not_met"),
        ("poland-shipyards-2015", "2019-12-22", "not_met"),
        ("kaesong-2006", "2006-08-31", "met"),
        ("kaesong-2006", "2006-10-13", "met"),
        ("kaesong-2006", "2006-10-14", "not_determined"),  # from the first measure on, a file must say what it touches
    ],
)
def test_sanctions_are_those_of_the_day(story, as_of, verdict):
    assert told(story, as_of=date.fromisoformat(as_of)).cluster("SANC").verdict == verdict


def test_before_the_first_measure_the_table_is_the_evidence():
    found = told("kaesong-2006").result("SANC-1")
    assert found.verdict == "met"
    assert found.because or told("kaesong-2006").rule(found).sources


def test_a_joint_venture_of_kaesong_is_caught_by_the_ban_of_2017():
    assert told("kaesong-2006", as_of=date(2017, 9, 11)).cluster("SANC").verdict != "met"


def test_another_regime_replaces_the_table():
    lifted = told("eugene-bell-2020", as_of=date(2020, 8, 1), regime="engagement-agreement")
    assert lifted.cluster("SANC").verdict == "met"


def test_what_was_reported_later_was_not_known_then():
    then = told("kaesong-2006", known_on=date(2004, 1, 1))
    assert then.coverage.determined <= told("kaesong-2006").coverage.determined
    assert any(warning.code == "evidence-not-counted" for warning in then.warnings)


def test_the_release_rests_on_no_bare_claim():
    facts = load_project(ROOT / "examples" / "invented-release" / "project.yaml").project
    sections = [
        section
        for holder in (facts, *facts.workforces)
        for field in fields(holder)
        if isinstance(section := getattr(holder, field.name), Facts)
    ]
    bare = [name for section in sections for name, told in section.stated.items() for one in told if not one.evidence]
    assert len(sections) > 10
    assert bare == []


def test_kaesongs_law_and_practice_part_ways_over_wages():
    found = told("kaesong-2006")
    assert any(w.code == "law-and-practice-diverge" and "wages.payment_path" in w.message for w in found.warnings)
    (because,) = found.result("WAGE-1").because
    assert (because.value, because.statement_basis) == ("via_state", "practice")


@pytest.mark.parametrize("story", STORIES)
def test_every_deciding_fact_has_its_place(story):
    text = (ROOT / "examples" / story / "project.yaml").read_text(encoding="utf-8").split("\n")
    for result in told(story).results:
        for because in result.because:
            assert because.line <= len(text)
            assert because.column <= len(text[because.line - 1])
