"""OSCAL: assessment results, a plan of action and the catalog of a pack, by NIST's schemas and by other readers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import uuid
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from jsonschema import Draft7Validator, ValidationError
from jsonschema.validators import extend
from markdown_it import MarkdownIt

from checker import check, load_pack, render
from checker.domain.pack import Base, Relaxation
from checker.domain.words import UNSETTLED
from checker.formats.oscal.catalog import render as render_catalog
from checker.formats.oscal.parts import (
    bullets,
    control_id,
    first_sentence,
    line,
    moment,
    nearest_moment,
    string,
    token,
)
from checker.formats.registry import write
from checker.ground.errors import Problem
from checker.report.baseline import with_baseline
from checker.report.run import Run
from tests import build
from tests.build import ROOT, shipped

SCHEMAS = Path(ROOT).parent / "shared" / "data" / "schemas" / "oscal"
EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/project.yaml"))
ROOTS = {
    "assessment-results": "assessment-results",
    "plan-of-action-and-milestones": "poam",
    "catalog": "catalog",
}
FORMATS = {"oscal": "assessment-results", "oscal-poam": "plan-of-action-and-milestones"}


def schema_of(root):
    path = SCHEMAS / f"oscal_{ROOTS[root]}_schema.json"
    if not path.is_file():
        pytest.skip(f"the official schema {path.name} is not here")
    return path


@cache
def expression(pattern):
    # The schemas are written for ECMAScript: \p{L}, and a $ that no line break slips past. Python's own cannot.
    return pytest.importorskip("regress").Regex(pattern, flags="u")


def matches(_validator, pattern, instance, _schema):
    if isinstance(instance, str) and expression(pattern).find(instance) is None:
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


@cache
def validator(root):
    schema = json.loads(schema_of(root).read_text("utf-8"))
    return extend(Draft7Validator, {"pattern": matches})(schema)


def faults(text):
    """What the official schema finds wrong with a document, with the deepest cause of each."""
    data = json.loads(text)
    (root,) = data
    found = []
    for error in validator(root).iter_errors(data):
        while error.context:
            error = min(error.context, key=lambda one: -len(one.absolute_path))  # noqa: PLW2901
        found.append(f"{error.json_path}: {error.message[:200]}")
    return found


def nodes(node):
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value)


def dangling(text):
    """References of a document to what it does not have, and identifiers that it has twice."""
    data = json.loads(text)
    made = [node["uuid"] for node in nodes(data) if "uuid" in node]
    wanted = [node["href"][1:] for node in nodes(data) if str(node.get("href", "")).startswith("#")]
    wanted += [value for node in nodes(data) for key, value in node.items() if key.endswith("-uuid")]
    assert made
    assert wanted
    twice = {one for one, times in Counter(made).items() if times > 1}
    return sorted(twice | (set(wanted) - set(made)))


@cache
def example(name):
    return check(ROOT / "examples" / name / "project.yaml")


@cache
def catalog():
    return render_catalog([shipped()])


def hostile(**more):
    """A project that tries every way out of a document."""
    title = "</script><img src=x onerror=alert(1)> ::error:: =cmd|' /C calc'!A0 `a|b` \x1b[31m \u202e \ufffe *b* # &lt;"
    return build.project(
        title=f" {title} {{{{ insert: param, hire_level }}}} ",
        evidence=[
            {"id": "E|1`", "kind": "interviews", "title": "=x " + "A" * 1_000_000, "url": "javascript:alert(1)",
             "issuer": "::error::\u202e", "issued": "1996-02-29"},
            {"id": "E2", "kind": "contract", "url": "http://[x y", "issued": "2025-01-01"},
            {"id": "E3", "kind": "press", "url": "https://e.org/a_b?x=[1]#é", "issued": "2025-01-01"},
        ],
        workforces=[
            {"id": "w`*_1", "title": "\ufffe",
             "wages": {"payment_path": {"value": "via_state", "basis": "practice", "note": "N" * 1_000_000,
                                        "evidence": ["E|1`", "E2", "E3"]}}},
            {"id": "p", "title": " "},
        ],
        **more,
    )  # fmt: skip


def zone(size):
    wages = {0: {"payment_path": "worker_cash"}, 1: {"payment_path": "via_state"}}
    return build.project(workforces=[{"id": f"w{at}", "headcount": 10, "wages": wages[at % 2]} for at in range(size)])


def alike(folder):
    """Two packs with the same words and ids, hostile ones among them."""
    rows = [
        {**build.condition("TEST-1", "CP", {"fact": "wages.paid_in", "is": "money"}), "requirement": " <b>*a*</b> "}
    ]
    more = {"parameters": {"most": {"title": "| `x`", "type": "number", "default": 2}}}
    return [
        load_pack(str(build.write_pack(folder / name, rows, scope="workforce", pack=name, **more)))
        for name in ("small", "other")
    ]


def without(report, verdicts):
    kept = tuple(item for item in report.results if item.verdict not in verdicts)
    return replace(report, results=kept, action_plan=())


@cache
def run_of(name):
    """A run to be written, by what is special about it."""
    if name in EXAMPLES:
        return Run((example(name),))
    aid = example("eugene-bell-2020")
    surrogates = "caf\udce9\n/\ud800:x y.yaml"
    fault = Problem("wrong-value", "expected a mapping, `x`", "b[a]d\x1b\udcff.yaml", 3, 4, help="mend it")
    return {
        "all examples": lambda: Run(tuple(map(example, EXAMPLES))),
        "one report twice": lambda: Run((aid, aid)),
        "hostile": lambda: Run((build.report(hostile()),)),
        "before 1900": lambda: Run((build.report(build.project(as_of="1896-02-29")),)),
        "29 February of the last century": lambda: Run((build.report(build.project(as_of="1996-02-29")),)),
        "after 3000": lambda: Run((build.report(build.project(as_of="9999-12-31")),)),
        "zone": lambda: Run((build.report(zone(101)),)),
        "no workforce": lambda: Run((build.report(build.project(workforces=[])),)),
        "nothing open": lambda: Run((without(aid, UNSETTLED),)),
        "nothing applies": lambda: Run((without(aid, (*UNSETTLED, "met", "met_by_alternative")),)),
        "no result": lambda: Run((replace(aid, results=(), action_plan=(), evidence=()),)),
        "hostile file name": lambda: Run(
            (replace(aid, project=replace(aid.project, file=surrogates)),), (fault, fault)
        ),
        "standard input": lambda: Run((replace(aid, project=replace(aid.project, file="-")),)),
        "against a baseline": lambda: Run((with_baseline(aid, None),)),
    }[name]()


SPECIAL = ["all examples", "one report twice", "hostile", "before 1900", "29 February of the last century",
           "after 3000", "zone", "no workforce", "nothing open", "nothing applies", "no result", "hostile file name",
           "standard input", "against a baseline"]  # fmt: skip


@cache
def written(name, format_):
    return write(format_, run_of(name)).decode()


def body(name, format_="oscal"):
    return json.loads(written(name, format_))[FORMATS[format_]]


def findings(name):
    return [finding for result in body(name)["results"] for finding in result["findings"]]


def own(holder, name):
    """The values of our properties of one name."""
    return [item["value"] for item in holder.get("props", ()) if item["name"] == name and "ns" in item]


class TestTheOfficialSchemas:
    @pytest.mark.parametrize("format_", FORMATS)
    @pytest.mark.parametrize("name", SPECIAL)
    def test_accept_every_document(self, name, format_):
        assert faults(written(name, format_)) == []

    def test_accept_the_catalog_of_a_pack_and_of_several(self, tmp_path):
        assert faults(catalog()) == []
        assert faults(render_catalog(alike(tmp_path))) == []

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('"hum-1_obj"', '"1 hum"'),
            ('"EXAMINE"', '"EXAMINE "'),
            ('"not-satisfied"', '"open"'),
            ('T00:00:00Z"', '"'),
            ('"reviewed-controls"', '"reviewed_controls"'),
            ('"import-ap"', '"import"'),
        ],
    )
    def test_refuse_what_is_wrong_so_this_test_can_fail(self, old, new):
        text = written("eugene-bell-2020", "oscal")
        assert old in text
        assert faults(text.replace(old, new, 1))

    @pytest.mark.parametrize("root", ROOTS)
    def test_accept_the_documents_as_another_program_reads_them(self, root, tmp_path):
        texts = {"catalog": catalog(), **{name: written("hostile", key) for key, name in FORMATS.items()}}
        path = tmp_path / "document.json"
        path.write_text(texts[root], "utf-8")
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema_of(root)), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.ci
@pytest.mark.parametrize("root", ROOTS)
def test_trestle_reads_every_document(root, tmp_path):
    pytest.importorskip("trestle", reason="needs compliance-trestle")
    texts = {"catalog": catalog(), **{name: written("hostile", key) for key, name in FORMATS.items()}}
    (tmp_path / "in.json").write_text(texts[root], "utf-8")
    work = tmp_path / "workspace"
    work.mkdir()

    def trestle(*arguments):
        command = [sys.executable, "-W", "ignore", "-m", "trestle", *arguments]
        return subprocess.run(command, cwd=work, capture_output=True, text=True, timeout=120, check=False)

    assert trestle("init").returncode == 0
    read = trestle("import", "-f", str(tmp_path / "in.json"), "-o", "ours")
    assert read.returncode == 0, read.stdout + read.stderr
    valid = trestle("validate", "--all")
    assert valid.returncode == 0, valid.stdout + valid.stderr
    assert "VALID" in valid.stdout + valid.stderr
    # What it wrote back says what it read.
    (back,) = [path for path in work.rglob("*.json") if ".trestle" not in path.parts]
    assert len(list(nodes(json.loads(back.read_text("utf-8"))))) == len(list(nodes(json.loads(texts[root]))))


class TestReferences:
    @pytest.mark.parametrize("format_", FORMATS)
    @pytest.mark.parametrize("name", SPECIAL)
    def test_resolve_and_identifiers_are_unique(self, name, format_):
        text = re.sub(r'"name": "catalog-uuid"', '"name": "x"', written(name, format_))
        assert dangling(text) == []

    def test_in_the_catalog_resolve_too(self, tmp_path):
        assert dangling(catalog()) == []
        assert dangling(render_catalog(alike(tmp_path))) == []

    def test_to_nothing_are_found(self):
        text = written("kaesong-2006", "oscal")
        target = findings("kaesong-2006")[0]["related-observations"][0]["observation-uuid"]
        assert dangling(text.replace(f'"uuid": "{target}"', f'"uuid": "{uuid.UUID(int=1)}"')) == [target]

    @pytest.mark.parametrize("name", EXAMPLES)
    def test_of_findings_lead_to_the_catalog(self, name):
        made = {node["id"] for node in nodes(json.loads(catalog())) if "id" in node}
        for result in body(name)["results"]:
            reviewed = result["reviewed-controls"]
            controls = {one["control-id"] for one in reviewed["control-selections"][0]["include-controls"]}
            objectives = {
                one["objective-id"]
                for part in reviewed["control-objective-selections"] for one in part["include-objectives"]
            }  # fmt: skip
            targets = {finding["target"]["target-id"] for finding in result["findings"]}
            assert targets == objectives
            assert controls | objectives <= made
            assert {f"{one}_obj" for one in controls - set(own(reviewed, "not-applicable"))} == targets

    def test_name_the_catalog_that_the_pack_is_written_as(self):
        packs = [item for item in body("kaesong-2006")["back-matter"]["resources"] if own(item, "catalog-uuid")]
        assert [own(item, "catalog-uuid") for item in packs] == [[json.loads(catalog())["catalog"]["uuid"]]]
        assert own(packs[0], "sha256") == [shipped().sha256]


class TestIdentifiers:
    def test_are_of_version_five(self):
        made = [node["uuid"] for node in nodes(json.loads(written("all examples", "oscal"))) if "uuid" in node]
        assert {uuid.UUID(one).version for one in made} == {5}

    def test_are_the_same_for_the_same_input(self):
        again = check(ROOT / "examples" / "kaesong-2006" / "project.yaml")
        for format_ in FORMATS:
            assert render(again, format_).decode() == written("kaesong-2006", format_)

    @pytest.mark.parametrize(
        "other",
        [
            {"as_of": date(2006, 9, 1)}, {"burden": "presumed_not_met"}, {"profile": "strict"},
            {"parameters": {"hire_level": "L1"}}, {"stage": "suspended"}, {"known_on": date(2010, 1, 1)},
        ],
        ids=lambda other: next(iter(other)),
    )  # fmt: skip
    def test_are_others_for_another_run(self, other):
        report = check(ROOT / "examples" / "kaesong-2006" / "project.yaml", packs=[shipped()], **other)
        for format_ in FORMATS:
            mine, theirs = written("kaesong-2006", format_), render(report, format_).decode()
            assert not set(re.findall(r'"uuid": "(.*)"', mine)) & set(re.findall(r'"uuid": "(.*)"', theirs))

    def test_of_findings_and_observations_are_the_same_in_the_plan(self):
        plan = body("kaesong-2006", "oscal-poam")
        results = body("kaesong-2006")["results"][0]
        for part in ("findings", "observations"):
            found = {item["uuid"]: item for item in results[part]}
            assert all(found[item["uuid"]] == item for item in plan[part])


class TestVerdicts:
    @pytest.mark.parametrize(
        ("verdict", "state", "reason"),
        [
            ("met", "satisfied", "pass"),
            ("met_by_alternative", "satisfied", "pass"),
            ("not_met", "not-satisfied", "fail"),
            ("not_determined", "not-satisfied", "not-determined"),
        ],
    )
    def test_become_a_state_a_reason_and_a_property(self, verdict, state, reason):
        report = example("kaesong-2006")
        first = replace(
            report.results[0], verdict=verdict, reason="no_evidence" if verdict == "not_determined" else None
        )
        document = json.loads(render(replace(report, results=(first,)), "oscal"))
        (finding,) = document["assessment-results"]["results"][0]["findings"]
        assert finding["target"]["status"]["state"] == state
        assert finding["target"]["status"]["reason"] == reason
        assert own(finding, "verdict") == [verdict]

    @pytest.mark.parametrize("name", EXAMPLES)
    def test_that_apply_each_have_one_finding(self, name):
        applied = [item for item in example(name).results if item.verdict != "not_applicable"]
        assert [(own(one, "condition"), own(one, "subject")) for one in findings(name)] == [
            ([item.condition], [item.subject]) for item in applied
        ]

    @pytest.mark.parametrize("name", [*EXAMPLES, "zone", "hostile"])
    def test_that_are_open_are_never_satisfied(self, name):
        for finding in findings(name):
            satisfied = finding["target"]["status"]["state"] == "satisfied"
            assert satisfied == (own(finding, "verdict")[0] in ("met", "met_by_alternative"))

    def test_on_host_law_alone_say_that_they_are_not_held_against_the_project(self):
        report = example("kaesong-2006")
        made = build.alone(report, report.results[0].condition, verdict="not_met", class_="REG")
        document = json.loads(render(made, "oscal"))
        (finding,) = document["assessment-results"]["results"][0]["findings"]
        assert finding["target"]["status"]["remarks"].endswith("not held against the project")

    def test_of_a_zone_are_one_finding_with_its_subjects_counted(self):
        (finding,) = [one for one in findings("zone") if own(one, "condition") == ["WAGE-4"]]
        assert own(finding, "subjects") == ["101"]
        assert len(own(finding, "subject")) == 100
        observed = finding["related-observations"][0]["observation-uuid"]
        (observation,) = [one for one in body("zone")["results"][0]["observations"] if one["uuid"] == observed]
        assert len(observation["subjects"]) == 100
        assert observation["remarks"] == "100 subjects are listed, and 1 more are not; the JSON report has all."

    def test_of_a_zone_stay_readable_in_size(self):
        assert len(written("zone", "oscal")) < 3_000_000


class TestAResult:
    def test_says_the_outcome_and_how_the_check_was_asked_for(self):
        (result,) = body("invented-hold")["results"]
        said = {name: own(result, name) for name in ("outcome", "burden", "regime", "stage", "disbursement", "as-of")}
        assert said == {"outcome": ["hold"], "burden": ["neutral"], "regime": ["actual"], "stage": ["appraisal"],
                        "disbursement": ["first"], "as-of": ["2026-06-30"]}  # fmt: skip
        report = example("invented-hold")
        assert own(result, "coverage-applicable") == [str(report.coverage.applicable)]
        assert own(result, "coverage-determined") == [str(report.coverage.determined)]
        assert own(result, "holding") == [control_id(item) for item in build.ids(report.outcome.holding)]
        assert result["description"].startswith("HOLD: no money may move yet (disbursement `first`)")

    def test_has_the_project_and_its_workforces_as_components(self):
        (result,) = body("kaesong-2006")["results"]
        kinds = [(item["type"], item["title"]) for item in result["local-definitions"]["components"]]
        assert kinds == [
            ("this-system", "Kaesong Industrial Complex, August 2006"),
            ("workforce", "Northern workers of the zone"),
        ]

    def test_has_observations_with_facts_evidence_and_place(self):
        (finding,) = [one for one in findings("kaesong-2006") if own(one, "condition") == ["WAGE-1"]]
        found = {one["uuid"]: one for one in body("kaesong-2006")["results"][0]["observations"]}
        observation = found[finding["related-observations"][0]["observation-uuid"]]
        fact = {item["name"]: item["value"] for item in observation["props"] if item["group"] == "fact-1"}
        assert fact == {"path": "wages.payment_path", "value": "via_state", "statement-basis": "practice",
                        "day": "2006-08-31", "grade": "E1", "file": fact["file"], "line": "54",
                        "column": "19"}  # fmt: skip
        assert observation["methods"] == ["EXAMINE"]
        assert observation["collected"] == "2006-08-31T00:00:00Z"
        assert [item["href"] for item in observation["relevant-evidence"]] == [
            "https://hrw.org/legacy/backgrounder/asia/korea1006/3.htm",
            "https://hrbrief.org/2009/09",
        ]

    def test_links_only_to_the_web_and_else_to_the_back_matter(self):
        document = body("hostile")
        entries = {item["uuid"] for item in document["back-matter"]["resources"]}
        (result,) = document["results"]
        cited = [one["href"] for item in result["observations"] for one in item.get("relevant-evidence", ())]
        assert "https://e.org/a_b?x=%5B1%5D#%C3%A9" in cited
        assert all(href.startswith(("https://e.org/", "http://%5Bx%20")) or href[1:] in entries for href in cited)
        assert any(href[1:] in entries for href in cited)
        hrefs = [node["href"] for node in nodes(document) if "href" in node]
        assert not [href for href in hrefs if "javascript" in href]

    def test_of_interviews_says_so(self):
        methods = {tuple(one["methods"]) for one in body("hostile")["results"][0]["observations"]}
        assert methods == {("EXAMINE", "INTERVIEW"), ("EXAMINE",)}

    def test_has_no_plan_and_says_what_stands_in_its_place(self):
        document = body("kaesong-2006")
        (place,) = [
            item for item in document["back-matter"]["resources"] if f"#{item['uuid']}" == document["import-ap"]["href"]
        ]
        assert place["description"].startswith("No assessment plan was written.")

    def test_keeps_the_digest_of_the_project_file(self):
        files = [
            link for item in body("kaesong-2006")["back-matter"]["resources"] for link in item.get("rlinks", ())
            if "hashes" in link
        ]  # fmt: skip
        digest = example("kaesong-2006").project.sha256
        assert [item["hashes"] for item in files] == [[{"algorithm": "SHA-256", "value": digest}]]

    def test_keeps_it_also_of_standard_input_which_lies_nowhere(self):
        resources = body("standard input")["back-matter"]["resources"]
        assert not [link for item in resources for link in item.get("rlinks", ()) if "hashes" in link]
        assert [example("eugene-bell-2020").project.sha256] in [own(item, "sha256") for item in resources]

    def test_repeats_what_its_packs_relax(self):
        report = example("eugene-bell-2020")
        pack = replace(
            report.packs[0], extends=("base 1.0.0 abc",), relaxes=("HIRE-1 (base): `CP` is `CS`. So agreed",)
        )
        relaxed = replace(report, packs=(pack,))
        for format_ in FORMATS:
            text = render(relaxed, format_).decode()
            assert faults(text) == []
            assert f"{pack.id} relaxes HIRE-1 (base): `CP` is `CS`. So agreed" in text
            (found,) = [node for node in nodes(json.loads(text)) if own(node, "relaxes")]
            assert own(found, "extends") == ["base 1.0.0 abc"]

    def test_compared_with_an_earlier_report_says_how(self):
        compared = {tuple(own(one, "baseline")) for one in findings("against a baseline")}
        assert compared == {("new",), ()}

    def test_of_the_same_project_twice_is_there_twice(self):
        first, second = body("one report twice")["results"]
        assert first["title"] == second["title"]
        assert first["uuid"] != second["uuid"]


class TestFilesThatCouldNotBeChecked:
    def test_are_named_in_the_results(self):
        head = body("hostile file name")["metadata"]
        assert own(head, "could-not-be-checked") == ["b[a]d\\x1b\\udcff.yaml"]
        assert "could not be checked" in head["remarks"]
        assert "3:4: expected a mapping" in head["remarks"]

    def test_are_items_of_the_plan_so_that_no_plan_is_empty_for_them(self):
        report = without(example("kaesong-2006"), UNSETTLED)
        fault = Problem("wrong-value", "it is empty", "empty.yaml")
        plan = json.loads(write("oscal-poam", Run((report,), (fault,))))["plan-of-action-and-milestones"]
        assert [item["title"] for item in plan["poam-items"]] == ["empty.yaml could not be checked"]

    def test_are_not_spoken_of_where_there_are_none(self):
        assert "could" not in json.dumps(body("kaesong-2006")["metadata"])


class TestThePlan:
    @pytest.mark.parametrize("name", EXAMPLES)
    def test_has_an_item_a_risk_and_a_finding_for_each_open_condition_held_against_the_project(self, name):
        report, plan = example(name), body(name, "oscal-poam")
        held = [item for item in report.results if item.verdict in UNSETTLED and report.rule(item).class_ != "REG"]
        assert held
        assert [own(item, "action") for item in plan["poam-items"]] == [[item.id] for item in report.action_plan]
        assert [own(item, "verdict") for item in plan["poam-items"]] == [[item.verdict] for item in held]
        assert len(plan["risks"]) == len(plan["findings"]) == len(held)
        assert {item["status"] for item in plan["risks"]} == {"open"}
        assert {item["target"]["status"]["state"] for item in plan["findings"]} == {"not-satisfied"}

    def test_says_what_mends_it_what_shows_it_and_until_when(self):
        (item, *_), (risk, *_) = (body("invented-hold", "oscal-poam")[part] for part in ("poam-items", "risks"))
        action = example("invented-hold").action_plan[0]
        assert own(item, "due") == [action.due]
        assert string(action.evidence_required) in item["description"]
        assert example("invented-hold").rule(action).remedy[0].split(".")[0] in item["description"]
        assert risk["deadline"] == f"{action.due}T00:00:00Z"
        (mending,) = risk["remediations"]
        assert mending["lifecycle"] == "recommendation"
        assert mending["tasks"][0]["timing"] == {"on-date": {"date": risk["deadline"]}}

    def test_has_no_deadline_where_no_day_is_stated(self):
        risks = body("kaesong-2006", "oscal-poam")["risks"]
        assert not [item for item in risks if "deadline" in item]
        assert not [task for item in risks for mending in item["remediations"] for task in mending.get("tasks", ())]

    def test_leaves_out_what_is_only_recorded_about_host_law(self):
        report = example("kaesong-2006")
        made = build.alone(report, report.results[0].condition, verdict="not_met", class_="REG")
        plan = json.loads(render(replace(made, action_plan=()), "oscal-poam"))
        titles = [item["title"] for item in plan["plan-of-action-and-milestones"]["poam-items"]]
        assert titles == ["Nothing is open"]

    def test_with_nothing_open_has_an_item_that_says_so(self):
        plan = body("nothing open", "oscal-poam")
        (item,) = plan["poam-items"]
        assert item["title"] == "Nothing is open"
        assert own(item, "open-items") == ["0"]
        assert not {"risks", "findings", "observations"} & set(plan)

    def test_of_several_projects_says_how_many_items_each_has(self):
        remarks = body("all examples", "oscal-poam")["metadata"]["remarks"]
        for name in EXAMPLES:
            assert f"{len(example(name).action_plan)} open item" in remarks
        assert "system-id" not in body("all examples", "oscal-poam")
        assert body("kaesong-2006", "oscal-poam")["system-id"]["id"] == "kaesong-2006"


class TestTheCatalog:
    def test_has_a_group_for_each_cluster_and_a_control_for_each_condition(self):
        groups = json.loads(catalog())["catalog"]["groups"]
        labels = [[item["value"] for item in one["props"] if item["name"] == "label"] for one in groups]
        assert labels == [[cluster.id] for cluster in shipped().clusters]
        controls = [one for group in groups for one in group["controls"]]
        assert [one["id"] for one in controls] == [item.id.lower() for item in shipped().conditions]

    def test_has_of_each_condition_what_is_asked_how_it_is_decided_and_what_mends_it(self):
        (control,) = [node for node in nodes(json.loads(catalog())) if node.get("id") == "wage-1"]
        assert control["title"].startswith("The wage goes straight to the worker")
        assert own(control, "failure") == ["Wages pass through other hands before the worker"]
        assert own(control, "evidence-demanded-delivery") == ["E3"]
        parts = {part["name"]: part for part in control["parts"]}
        assert set(parts) == {"overview", "statement", "guidance", "assessment-objective", "assessment-method"}
        assert parts["assessment-objective"]["prose"] == (
            "Met where:\n\n- The wage reaches the worker in cash or on the worker's own account."
        )
        assert "E3 or better" in parts["assessment-method"]["parts"][0]["prose"]

    def test_cites_instrument_and_article_and_what_was_not_read(self):
        resources = json.loads(catalog())["catalog"]["back-matter"]["resources"]
        cited = {
            (citation.instrument, citation.article, "true" if citation.confirmed else "false")
            for item in shipped().conditions for citation in item.citations
        }  # fmt: skip
        named = {tuple(own(item, name)[0] for name in ("instrument", "article", "confirmed")) for item in resources}
        assert named == cited
        assert {confirmed for *_, confirmed in named} == {"true", "false"}

    def test_has_the_parameters_that_its_controls_name(self):
        document = json.loads(catalog())["catalog"]
        params = {item["id"]: item for item in document["params"]}
        assert set(params) == set(shipped().parameters)
        used = {name for node in nodes(document["groups"]) if "parts" in node for name in own(node, "parameter")}
        assert {"hire_level", "wage_share_minimum"} <= used <= set(params)
        assert params["wage_share_minimum"]["values"] == ["0.8"]
        assert params["hire_level"]["select"]["choice"] == ["L1", "L2", "L3"]
        assert own(params["hire_level"], "default") == ["L2"]

    def test_says_what_the_pack_extends_and_relaxes(self):
        extended = replace(
            shipped(),
            extends=(Base("base", "1.0.0", "abc"),),
            relaxes=(Relaxation("base", "HIRE-1", "`CP` is `CS`", "So agreed."),),
        )
        head = json.loads(render_catalog([extended]))["catalog"]["metadata"]
        assert own(head, "extends") == ["base 1.0.0 abc"]
        assert own(head, "relaxes") == ["HIRE-1 (base): `CP` is `CS`. So agreed."]

    def test_claims_no_day_of_change(self):
        head = json.loads(catalog())["catalog"]["metadata"]
        assert head["last-modified"] == "1970-01-01T00:00:00Z"
        assert "states no day of its last change" in head["remarks"]

    def test_of_several_packs_has_a_group_for_each_and_keeps_all_ids_apart(self, tmp_path):
        document = json.loads(render_catalog(alike(tmp_path)))["catalog"]
        assert [group["id"] for group in document["groups"]] == ["pack.small", "pack.other"]
        made = [node["id"] for node in nodes(document) if "id" in node]
        assert len(made) == len(set(made))
        assert {"test-1_obj", "test-1.other_obj"} <= set(made)


MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")
ANY_TEXT = st.text(st.characters(codec=None), max_size=60) | st.text("`*_[]<>|#-+=1.){}!&;a\\ \n~^", max_size=30)


def shown(markdown):
    """The text that a reader of Markdown sees, and the kinds of everything that is not plain text."""
    text, kinds = [], set()
    for block in MARKDOWN.parse(markdown):
        kinds.add(block.type)
        for inline in block.children or ():
            kinds.add(inline.type)
            text.append(inline.content)
    return "".join(text), kinds


class TestText:
    @given(ANY_TEXT)
    def test_is_shown_as_it_is_and_means_nothing_in_markdown(self, text):
        seen, kinds = shown(line(text))
        assert seen == string(text)
        assert kinds <= {"paragraph_open", "inline", "text", "paragraph_close"}

    @given(ANY_TEXT)
    def test_in_a_list_too(self, text):
        seen, kinds = shown(bullets([text]))
        assert seen == string(text)
        assert kinds <= {"bullet_list_open", "list_item_open", "paragraph_open", "inline", "text", "paragraph_close",
                         "list_item_close", "bullet_list_close"}  # fmt: skip

    @given(ANY_TEXT)
    def test_with_our_marks_is_shown_without_them_and_means_nothing_either(self, text):
        seen, kinds = shown(line(text, quotes=True))
        assert seen.replace("`", "").replace(" ", "") == string(text).replace("`", "").replace(" ", "")
        assert kinds <= {"paragraph_open", "inline", "text", "code_inline", "paragraph_close"}

    @given(ANY_TEXT)
    def test_calls_for_no_parameter(self, text):
        assert "{{" not in line("{{ insert: param, x }}" + text)

    @given(ANY_TEXT)
    def test_fits_the_patterns_of_strings_and_lines(self, text):
        found = string(text)
        assert not found or expression(r"^\S(.*\S)?$").find(found)
        assert not found or expression(r"^[^\n]+$").find(line(text))
        found.encode("utf-8")

    @given(ANY_TEXT)
    def test_as_a_token_fits_the_pattern(self, text):
        assert expression(r"^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$").find(token(text))

    @pytest.mark.parametrize(
        ("text", "markdown"),
        [
            ("wages.payment_path is via_state", "wages.payment_path is via_state"),
            ("_a_", r"\_a\_"),
            ("1. a", r"1\. a"),
            ("# a", r"\# a"),
            ("a & b &lt; c", r"a & b \&lt; c"),
            ("\x1b[31m", r"\\x1b\[31m"),
            ("a\nb", "a b"),
            ("\ufffe\u202e", r"\\ufffe\\u202e"),
        ],
    )
    def test_stays_as_readable_as_it_can(self, text, markdown):
        assert line(text) == markdown

    def test_that_is_very_long_is_cut_and_says_by_how_much(self):
        assert line("a" * 1_000_000).endswith("a … (999600 more characters)")

    @pytest.mark.parametrize(
        ("identity", "made"), [("HIRE-1", "hire-1"), ("CLASS-1b", "class-1b"), ("1 é", "_1--"), ("", "_")]
    )
    def test_of_an_id_becomes_a_token(self, identity, made):
        assert control_id(identity) == made

    @pytest.mark.parametrize(
        ("text", "first"),
        [("One. Two.", "One"), ("See art. 12 of it. Then", "See art. 12 of it"), ("Is it? Yes", "Is it?"), ("", "")],
    )
    def test_has_a_first_sentence(self, text, first):
        assert first_sentence(text) == first


@pytest.mark.parametrize(
    ("day", "time", "nearest"),
    [
        ("2026-01-31", "2026-01-31T00:00:00Z", "2026-01-31T00:00:00Z"),
        ("2024-02-29", "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
        ("2000-02-29", "2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"),
        ("1996-02-29", None, "1996-02-28T00:00:00Z"),
        ("1896-02-29", None, "1900-01-01T00:00:00Z"),
        ("0001-01-01", None, "1900-01-01T00:00:00Z"),
        ("9999-12-31", None, "2999-12-31T00:00:00Z"),
    ],
)
def test_a_day_becomes_a_time_where_the_pattern_has_room_for_it(day, time, nearest):
    pattern = expression(
        json.loads(schema_of("catalog").read_text())["definitions"]["DateTimeWithTimezoneDatatype"]["pattern"]
    )
    assert moment(day) == time
    assert nearest_moment(day) == nearest
    assert bool(pattern.find(f"{day}T00:00:00Z")) == (time is not None)
    assert pattern.find(nearest)


@pytest.mark.parametrize("name", ["before 1900", "29 February of the last century", "after 3000"])
def test_a_day_that_cannot_be_written_is_said(name):
    day = run_of(name).reports[0].settings.as_of
    for format_ in FORMATS:
        head = body(name, format_)["metadata"]
        assert own(head, "as-of") == [day]
        assert f"cannot write the day {day}" in head["remarks"]


@pytest.mark.parametrize("format_", FORMATS)
def test_the_command_writes_what_the_library_writes(run, format_, tmp_path):
    path = "examples/kaesong-2006/project.yaml"
    ended = run("check", path, "--format", format_, "--output", f"{format_}={tmp_path / 'out.json'}", cwd=ROOT)
    assert ended.code == 3
    assert json.loads(ended.out)[FORMATS[format_]]["metadata"]["oscal-version"] == "1.2.1"
    assert (tmp_path / "out.json").read_text("utf-8") == ended.out
    assert str(ROOT) not in ended.out
