"""Projects, packs and reports are plain values: they come back from a pickle and a copy as they were."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle

import pytest
from pydantic import TypeAdapter, ValidationError

from checker import InputError, Project, Report, check, load_attestations, load_pack, load_project
from checker.domain import pack, tree
from checker.ground.shipped import shipped_packs
from checker.load import load_document
from checker.people import attestations, signed_file
from checker.project import models, statements
from checker.report import model
from tests.build import ROOT, shipped

EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/project.yaml"))
KAESONG = ROOT / "examples" / "kaesong-2006" / "project.yaml"


def file_of(example):
    return ROOT / "examples" / example / "project.yaml"


def pickled(value):
    return pickle.loads(pickle.dumps(value))


COPIES = pytest.mark.parametrize("copied", [pickled, copy.deepcopy, copy.copy], ids=["pickle", "deepcopy", "copy"])


@COPIES
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_project_and_the_places_in_its_file(example, copied):
    file = load_project(file_of(example))
    found = copied(file)

    assert found.project == file.project
    places = [("evidence",), ("evidence", 0, "kind"), ("workforces", 0, "wages"), ("id",)]
    assert [found.document.span(place) for place in places] == [file.document.span(place) for place in places]
    assert [found.document.key_span(place) for place in places] == [file.document.key_span(place) for place in places]
    assert check(found).to_json() == check(file).to_json()


@COPIES
@pytest.mark.parametrize("form", ["json", "toml", "yaml"])
def test_places_also_where_one_mapping_stands_twice(tmp_path, form, copied):
    text = {
        "json": '{"a": {"x": [1, {"y": 2}]},\n "b": {}}',
        "toml": "[a]\nx = [1, {y = 2}]\n[b]\n",
        "yaml": "a: &a {x: [1, {y: 2}]}\nb: *a\n",
    }[form]
    file = tmp_path / f"file.{form}"
    file.write_text(text)
    document = load_document(str(file))
    found = copied(document)

    places = [("a",), ("a", "x"), ("a", "x", 1, "y"), ("b",), ("b", "x", 0)]
    assert (found.data, found.name, found.text, found.sha256) == (
        document.data, document.name, document.text, document.sha256,
    )  # fmt: skip
    assert [found.span(place) for place in places] == [document.span(place) for place in places]


@COPIES
@pytest.mark.parametrize("name", shipped_packs())
def test_a_pack(name, copied):
    found = copied(shipped(name))

    assert found == shipped(name)
    assert found.conditions[0].requires == shipped(name).conditions[0].requires
    assert hash(found.conditions[0].requires) == hash(shipped(name).conditions[0].requires)


def test_a_pack_that_came_back_judges_alike():
    loaded = load_pack(shipped_packs()[0])

    assert check(KAESONG, packs=[pickled(loaded)]) == check(KAESONG, packs=[loaded])


@COPIES
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_report(example, copied):
    report = check(file_of(example))
    found = copied(report)

    assert found == report
    assert found.to_json() == report.to_json()


@COPIES
def test_attestations(tmp_path, copied):
    file = tmp_path / "attestations.yaml"
    people = "[{name: Ana Silva, role: auditor}, {name: Bo Lind, role: lawyer}]"
    file.write_text(
        f"attestations:\n- {{condition: HIRE-1, project: p, subject: w, reason: seen, sha256: {'a' * 64},\n"
        f"   answer: true, by: {people}, given: 2026-01-01, lapses: 2026-06-01}}\n"
    )
    found = load_attestations(file)

    assert copied(found).entries == found.entries
    assert copied(found).document.span(found.pointer(0, "by")) == found.document.span(found.pointer(0, "by"))


def classes():
    """Every dataclass of the modules that define what the checker takes and gives."""
    for module in (tree, pack, statements, models, signed_file, attestations, model):
        for name, found in vars(module).items():
            if inspect.isclass(found) and found.__module__ == module.__name__ and dataclasses.is_dataclass(found):
                yield pytest.param(found, id=f"{module.__name__}.{name}")


CLASSES = list(classes())


def test_there_are_classes_to_look_at():
    assert {Project, Report, pack.Pack, tree.Each} <= {one.values[0] for one in CLASSES}


def test_every_class_is_frozen_has_slots_and_a_signature_of_its_fields():
    wrong = [
        kind.__name__
        for kind in (one.values[0] for one in CLASSES)
        if not kind.__dataclass_params__.frozen
        or "__dict__" in dir(kind)
        or list(inspect.signature(kind).parameters) != [one.name for one in dataclasses.fields(kind)]
    ]

    assert wrong == []


def test_some_fields_of_a_project_a_pack_and_a_report_are_replaced():
    project, report = load_project(KAESONG).project, check(KAESONG)
    loaded = shipped(shipped_packs()[0])

    assert dataclasses.replace(project, title="x") != project
    assert dataclasses.replace(dataclasses.replace(project, title="x"), title=project.title) == project
    assert dataclasses.replace(loaded, version="9.9.9").conditions == loaded.conditions
    assert dataclasses.replace(report, results=()).results == ()


def test_facts_cannot_be_changed_through_a_copy_either():
    facts = pickled(load_project(KAESONG).project.workforces[0].wages)

    with pytest.raises(TypeError):
        facts.stated["payment_path"] = ()
    with pytest.raises(AttributeError, match="facts do not change"):
        facts.stated = {}


class TestPydantic:
    """``TypeAdapter`` of pydantic works on what we validate with its core alone."""

    def test_it_reads_a_project_as_we_do(self):
        file = load_project(KAESONG)

        assert TypeAdapter(Project).validate_python(file.document.data) == file.project

    def test_it_refuses_what_we_refuse(self):
        data = {**load_project(KAESONG).document.data, "stage": "begun", "clas": 1}
        with pytest.raises(ValidationError) as found:
            TypeAdapter(Project).validate_python(data)

        assert {error["loc"]: error["type"] for error in found.value.errors()} == {
            ("stage",): "literal_error", ("clas",): "extra_forbidden",
        }  # fmt: skip

    def test_it_describes_the_key_of_a_field_whose_name_python_keeps(self):
        described = TypeAdapter(models.Workforce).json_schema()

        assert "class" in described["properties"]
        assert described["required"] == ["id"]
        assert "class_" not in described["properties"]
        with pytest.raises(ValidationError):
            TypeAdapter(models.Workforce).validate_python({"id": "w", "class_": {}})
        assert TypeAdapter(models.Workforce).validate_python({"id": "w", "class": {}}).class_ is not None


class TestStoredReport:
    """``Report.from_json`` reads what ``to_json`` wrote."""

    @pytest.mark.parametrize("example", EXAMPLES)
    def test_the_same_bytes_come_out_again(self, example):
        text = check(file_of(example)).to_json()

        assert Report.from_json(text).to_json() == text
        assert TypeAdapter(Report).validate_json(text).to_json() == text

    def test_it_is_a_report_with_all_that_a_report_can_do(self):
        report = check(KAESONG)
        found = Report.from_json(report.to_json())

        assert found.cluster("HIRE") == report.cluster("HIRE")
        assert found.rule(found.result("WAGE-1")) == report.rule(report.result("WAGE-1"))
        assert (found.tool_name, found.outcome) == ("checker", report.outcome)

    def test_every_fault_is_told_with_its_place(self):
        text = check(KAESONG).to_json().replace('"word": "hold"', '"word": "hodl"')
        text = text.replace('"coverage": {', '"coverage": {"score": 1,')
        with pytest.raises(InputError) as found:
            Report.from_json(text, "old.json")

        word, score = found.value.problems
        assert (word.path, word.help) == ("outcome.word", "did you mean `hold`?")
        assert (score.path, score.message) == ("coverage.score", "the key `score` is not known here")
        assert all(problem.file == "old.json" and problem.line for problem in found.value.problems)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[]", "r.json:1:1: a report is a mapping"),
            ("{}", "r.json:1:1: this is a report without a version"),
            ('{"report": 99}', "r.json:1:12: this is a report of version `99`"),
            ('{"report": 1, "report": 1}', "r.json:1:15: "),
            ("{", "r.json:1:"),
        ],
    )
    def test_what_is_no_report_of_this_version_is_refused(self, text, said):
        with pytest.raises(InputError) as found:
            Report.from_json(text, "r.json")

        assert str(found.value).startswith(said)
