"""Each remark of ``pack lint``: a pack that shows it, and beside it one that does not."""

# a row of a table stays on one line.
# ruff: noqa: E501

import json

import pytest

from checker.tools.lint import lint
from tests.build import condition
from tests.tools.small import ACCESS, BANK, YES, case, pack_with

OTHER = {"fact": BANK, "is": True}
THIRD = {"fact": "monitoring.unannounced_visits", "is": True}
LIMIT = {"limit": {"title": "A limit", "type": "integer", "default": 3}}
SOURCES = {"norm": {"title": "A norm", "confirmed": True}, "other": {"title": "Another", "confirmed": True},
           "unread": {"title": "An unread norm", "short": "UN 1", "confirmed": False}}  # fmt: skip
ADVICE = "the remedy does not say what to do, and what would show it"
PHRASE = "the title is a phrase of at most 60 characters, without a full stop"


def remarks(folder, requires=YES, **how):
    """What is said of a pack, cases apart where the test brings none."""
    pack, cases = pack_with(folder, requires, how.pop("cases", None), **how)
    return [tuple(remark) for remark in lint(pack, cases) if not remark.message.startswith("no case is")]


def second(requires, **more):
    return (condition("TEST-2", "COV", requires, **more),)


def cites(source, article="1"):
    return {"sources": [{"source": source, "article": article}]}


# What is wrong, and what differs where it is right: keys of the pack, of the first condition, or other conditions.
REMARKS = {
    "an unused parameter": (
        {"pack": {"parameters": LIMIT}}, ("pack.yaml", "no condition reads the parameter `limit`", True),
        {"pack": {"parameters": LIMIT}, "requires": {"count": "sanctions.measures_touched", "at_most": {"param": "limit"}}}),
    "the same on one source": (
        {"others": second(YES)}, ("TEST-2", "asks the same as TEST-1", True), {"others": second(OTHER)}),
    "the same in another order": (
        {"requires": {"all": [YES, OTHER]}, "others": second({"all": [OTHER, YES]})},
        ("TEST-2", "asks the same as TEST-1", True), {"requires": {"all": [YES, OTHER]}, "others": second({"any": [OTHER, YES]})}),
    "the same on another source": (
        {"others": second(YES, **cites("other"))},
        ("TEST-2", "asks the same as TEST-1, which rests on another source", False),
        {"others": second(YES, applies=OTHER, **cites("other"))}),
    "never met": (
        {"requires": {"all": [YES, {"not": YES}]}}, ("TEST-1", "no answers whatever make it met", True), {"requires": {"all": [YES, OTHER]}}),
    "never failing": (
        {"requires": {"any": [YES, {"not": YES}]}}, ("TEST-1", "no answers whatever make it fail", True), {"requires": {"any": [YES, OTHER]}}),
    "never failing because of its alternative": (
        {"more": {"alternative": {"fact": ACCESS, "is": False}}}, ("TEST-1", "no answers whatever make it fail", True),
        {"more": {"alternative": OTHER}}),
    "never applying": (
        {"more": {"applies": {"fact": "purpose", "is": "exchange"}}}, ("TEST-1", "no answers whatever make it apply", True),
        {"more": {"applies": {"fact": "purpose", "is": "commercial"}}}),
    "never met in a list": (
        {"requires": {"some": "sanctions.authorisations", "satisfies": {"all": [
            {"item": "measure", "is": "asset_freeze"}, {"item": "measure", "is": "joint_venture"}]}}},
        ("TEST-1", "no answers whatever make it met", True),
        {"requires": {"some": "sanctions.authorisations", "satisfies": {"item": "measure", "is": "asset_freeze"}}}),
    "a long title": ({"more": {"title": "a" * 61}}, ("TEST-1", PHRASE, True), {"more": {"title": "a" * 60}}),
    "a title with a full stop": ({"more": {"title": "A."}}, ("TEST-1", PHRASE, True), {"more": {"title": "A"}}),
    "a requirement that is no sentence": (
        {"more": {"requirement": "Access"}}, ("TEST-1", "the requirement is a sentence", True), {"more": {"requirement": "Access is given."}}),
    "no article": (
        {"more": cites("norm", "tbd")}, ("TEST-1", "A norm is cited without an article", True), {"more": cites("norm", "preamble")}),
    "an empty article": (
        {"more": cites("norm", " ")}, ("TEST-1", "A norm is cited without an article", True), {"more": cites("norm", "6(1)")}),
    "an unconfirmed source": (
        {"more": cites("unread", "4")}, ("TEST-1", "the text of UN 1 4 was not confirmed", False), {"more": cites("norm", "4")}),
}  # fmt: skip


@pytest.mark.parametrize(("wrong", "remark", "right"), REMARKS.values(), ids=REMARKS)
def test_a_remark_is_made_where_it_is_due_and_only_there(tmp_path, wrong, remark, right):
    sources = {"sources": SOURCES}
    wrong, right = ({**how, "pack": {**sources, **how.get("pack", {})}} for how in (wrong, right))

    assert remarks(tmp_path / "wrong", **wrong) == [remark]
    assert remarks(tmp_path / "right", **right) == []


@pytest.mark.parametrize(
    "remedy",
    ["None.", "TBD", "Comply with the requirement in full and keep complying with it.", "Let monitors in.",
     "Ensure compliance with article 6 of the Covenant at all times and everywhere.",
     "Fix the breach as soon as possible, and tell us when it has been fixed.",
     "The monitors can see the payroll whenever they ask to see it"],
)  # fmt: skip
def test_a_remedy_that_says_nothing_is_sent_back(tmp_path, remedy):
    words = {"remedy": remedy, "requirement": "The monitors can see the payroll whenever they ask to see it."}

    assert remarks(tmp_path / "p", more=words) == [("TEST-1", ADVICE, True)]


@pytest.mark.parametrize(
    "remedy",
    ["Meet the workers each month without their managers; minutes that they signed would show it.",
     "Fix a day for visits with the monitor, and write it into the contract.",
     "None of the monitors may be turned away: tell the guards so in writing."],
)  # fmt: skip
def test_a_remedy_that_says_what_to_do_passes(tmp_path, remedy):
    said = remarks(tmp_path / "p", more={"remedy": remedy})

    assert said == ([("TEST-1", ADVICE, True)] if remedy.startswith("None") else [])


FULL = [case("met", {ACCESS: True}), case("not_met", {ACCESS: False}), case("not_determined")]


@pytest.mark.parametrize(
    ("cases", "missing"),
    [
        (FULL, None),
        (FULL[1:], "no case is met"),
        (FULL[:1], "no case is not_met, not_determined"),
        # A case that fails leads nowhere, whatever it expects.
        ([*FULL[:2], case("not_determined", {ACCESS: True})], "no case is not_determined"),
    ],
)
def test_a_verdict_without_a_case_is_missed(tmp_path, cases, missing):
    pack, read = pack_with(tmp_path / "p", YES, cases)

    assert [remark.message for remark in lint(pack, read)] == ([missing] if missing else [])


def test_a_condition_that_people_must_judge_has_cases_in_which_they_do(tmp_path):
    silent = [{"name": "nobody has answered", "expect": "not_determined"}]
    judged = [{"name": f"{answer}", "expect": verdict, "given": {"attested": answer}}
              for answer, verdict in ((True, "met"), (False, "not_met"))]  # fmt: skip
    pack, cases = pack_with(tmp_path / "p", {"judgement": "Is it so?"}, [*silent, *judged])
    assert list(lint(pack, cases)) == []

    pack, cases = pack_with(tmp_path / "q", {"judgement": "Is it so?"}, silent)
    assert [remark.message for remark in lint(pack, cases)] == ["no case is met, not_met"]


def test_a_cluster_that_no_track_judges_is_found_once_and_its_failing_cases_say_why(run, tmp_path):
    track = {"purposes": ["commercial"], "clusters": [], "outcomes": {"worst": "block"}}
    folder = tmp_path / "p"
    pack_with(folder, YES, FULL)
    pack = json.loads((folder / "pack.yaml").read_text())
    other = json.loads((folder / "TEST.yaml").read_text())
    other["cluster"], other["conditions"][0]["id"] = "OTHER", "OTHER-1"
    (folder / "OTHER.yaml").write_text(json.dumps(other).replace(ACCESS, BANK))
    cases = {"condition": "OTHER-1", "cases": [case("met", {BANK: True})]}
    (folder / "cases" / "OTHER-1.yaml").write_text(json.dumps(cases))
    pack |= {"clusters": ["TEST", "OTHER"], "tracks": {"economic": {**track, "clusters": ["TEST"]}}}
    (folder / "pack.yaml").write_text(json.dumps(pack))

    lint_, test = run("pack", "lint", "p"), run("pack", "test", "p")

    assert lint_.out.splitlines()[:-1] == ["pack.yaml: no track judges the cluster OTHER: its conditions never apply"]
    assert "the track of this purpose does not judge the cluster OTHER" in test.out


@pytest.mark.parametrize("where", ["applies", "structural", "warnings", "presumption", "alternative"])
def test_a_parameter_is_read_by_any_tree(tmp_path, where):
    tree = {"count": "sanctions.measures_touched", "at_most": {"param": "limit"}}
    holder = {"warnings": [{"code": "a", "message": "A.", "when": tree}], "presumption": {"why": "Why.", "when": tree}}

    assert remarks(tmp_path / "p", pack={"parameters": LIMIT}, more={where: holder.get(where, tree)}) == []


def test_a_parameter_is_read_by_a_table_of_measures(tmp_path):
    touched = {"count": "sanctions.measures_touched", "more_than": {"param": "limit"}}
    row = {"measure": "asset_freeze", "title": "A freeze", "from": "2020-01-01", "touched_when": touched,
           "sources": [{"source": "norm", "article": "1"}]}  # fmt: skip
    regimes = {"actual": {"title": "Actual", "measures": [row]}}

    assert remarks(tmp_path / "p", {"authorised": "measures"}, pack={"parameters": LIMIT, "regimes": regimes}) == []


@pytest.mark.parametrize(
    ("identity", "said"),
    [
        ("test one", "a condition id is a cluster id, a dash and a number"),
        ("OTHER-1", "`OTHER-1` is not an id of the cluster TEST"),
    ],
)
def test_an_id_out_of_pattern_keeps_a_pack_from_loading(run, tmp_path, identity, said):
    pack_with(tmp_path / "p", YES)
    text = (tmp_path / "p" / "TEST.yaml").read_text()
    (tmp_path / "p" / "TEST.yaml").write_text(text.replace('"TEST-1"', json.dumps(identity)))

    ended = run("pack", "lint", "p")

    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
