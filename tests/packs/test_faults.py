"""Packs are checked before they run: each fault with file, line, column and the nearest right name."""

# a row of a table stays on one line.
# ruff: noqa: E501

import json
import os
import shutil

import pytest

from checker import PackError, UsageError, load_pack
from tests.build import ROOT, condition, project, report, write_pack

SHIPPED = ROOT / "rules" / "engagement-threshold"


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped pack, to break."""
    return shutil.copytree(SHIPPED, tmp_path / "pack")


def faults(folder):
    with pytest.raises(PackError) as caught:
        load_pack(str(folder))
    return caught.value.problems


def edit(folder, name, old, new, *, after=""):
    """Replaces the first ``old`` after a text in a file; says where, as line and column of the new text."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    start = text.index(old, text.index(after))
    path.write_text(text[:start] + new + text[start + len(old) :], encoding="utf-8")
    return text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1


def test_the_shipped_pack_has_no_fault(folder):
    assert load_pack(str(folder)).sha256 == load_pack().sha256


# (id, file, old, new, offset of the place within the new text, message, help)
BROKEN = [
    ("a-fact-path-misspelt", "HIRE.yaml", "{fact: hiring.final_choice_by, in: [employer, independent_agency]}",
     "{fact: hiring.final_choise_by, in: [employer, independent_agency]}", "hiring.final_choise_by",
     "no fact is called `hiring.final_choise_by`", "did you mean `hiring.final_choice_by`?"),
    ("a-value-outside-its-enumeration", "HIRE.yaml", "in: [employer, independent_agency]}", "in: [employer, independent_agent]}", "independent_agent",
     "`independent_agent` is not one of employer, independent_agency, state_agency, party_body, military", "did you mean `independent_agency`?"),
    ("an-operator-that-does-not-fit", "HIRE.yaml", "selection_mode, is: open_recruitment", "selection_mode, at_least: 3", "at_least",
     "the operator `at_least` does not fit a choice", "these do: is, is_not, in, not_in, stated"),
    ("an-operator-misspelt", "HIRE.yaml", "selection_mode, is: open_recruitment", "selection_mode, iss: open_recruitment", "iss",
     "`iss` is not known here", None),
    ("no-operator", "HIRE.yaml", "selection_mode, is: open_recruitment}", "selection_mode}", None,
     "a test needs one operator, and here are 0", None),
    ("a-list-for-one-value", "HIRE.yaml", "selection_mode, is: open_recruitment", "selection_mode, in: open_recruitment", None,
     "this operator takes a list", None),
    ("a-parameter-misspelt", "HIRE.yaml", "{param: hire_list_minimum}", "{param: hire_list_minium}", None,
     "no parameter is called `hire_list_minium`", "did you mean `hire_list_minimum`?"),
    ("a-node-misspelt", "HIRE.yaml", "      any:\n", "      anny:\n", "anny",
     "`anny` begins no tree", "did you mean `any`?"),
    ("an-unknown-source", "HIRE.yaml", "{source: icescr, ", "{source: icesr, ", "icesr",
     "`icesr` is not among the pack's sources", "did you mean `icescr`?"),
    ("an-unknown-key", "HIRE.yaml", "    core: true", "    coree: true", "coree",
     "the key `coree` is not known here", "did you mean `core`?"),
    ("a-key-missing", "HIRE.yaml", "    core: true\n", "", None, "`core` is missing", ""),
    ("a-class-that-is-none", "HIRE.yaml", "class: CP", "class: CPP", "CPP",
     "found the text `CPP`, expected `FLOOR`, `CP`, `CS`, `COV` or `REG`", "did you mean `CP`?"),
    ("a-flag-that-is-a-word", "HIRE.yaml", "core: true", "core: yes", "yes",
     "found the text `yes`, expected true or false", "write true without quotes"),
    ("an-id-of-another-cluster", "HIRE.yaml", "id: HIRE-1", "id: WAGE-1", "WAGE-1",
     "`WAGE-1` is not an id of the cluster HIRE", None),
    ("a-condition-without-cases", "HIRE.yaml", "id: HIRE-1", "id: HIRE-99", "HIRE-99",
     "`HIRE-99` has no cases", "write cases/HIRE-99.yaml"),
    ("a-subsequent-condition-without-a-deadline", "GENDER.yaml", "    deadline_days: 90\n", "", None,
     "`deadline_days` is missing: a condition subsequent has a deadline", None),
    ("a-seed-without-a-speaker", "HIRE.yaml", "      speaker: Mount\n", "", None,
     "`speaker` is missing: a seed condition names who said it", None),
    ("a-workforce-fact-in-a-project-cluster", "MONIT.yaml", "{fact: monitoring.chosen_by", "{fact: wages.paid_in", None,
     "`wages.paid_in` belongs to a workforce, and this cluster judges the project", "ask `every`, `some` or `count` of `workforces`, with `item`"),
    ("a-record-field-misspelt", "SANC.yaml", "{item: reference,", "{item: referense,", None,
     "the records of `sanctions.authorisations` have no field `referense`", "did you mean `reference`?"),
    ("a-quantifier-over-no-list", "SANC.yaml", "every: sanctions.authorisations", "every: sanctions.measures_touched", "sanctions",
     "`sanctions.measures_touched` is no list of records", None),
    ("a-cluster-file-of-another-cluster", "HIRE.yaml", "cluster: HIRE", "cluster: HIRED", None,
     "the file is HIRE.yaml and says cluster `HIRED`", None),
    ("a-profile-with-an-unknown-parameter", "pack.yaml", "{hire_level: L3,", "{hire_levl: L3,", "hire_levl",
     "no parameter is called `hire_levl`", "did you mean `hire_level`?"),
    ("a-profile-with-a-value-out-of-bounds", "pack.yaml", "wage_share_minimum: 0.95", "wage_share_minimum: 1.5", "1.5",
     "`1.5` is more than 1, the most that wage_share_minimum can be", ""),
    ("a-profile-with-a-value-that-is-no-choice", "pack.yaml", "{hire_level: L3,", "{hire_level: L4,", "L4",
     "`L4` is not one of L1, L2, L3", None),
    ("a-default-out-of-bounds", "pack.yaml", "default: 0.8", "default: 0.3", "0.3",
     "`0.3` is less than 0.5, the least that wage_share_minimum can be", ""),
    ("a-whole-number-that-is-none", "pack.yaml", "    default: 3\n", "    default: 3.5\n", "3.5",
     "`3.5` is no whole number", ""),
    ("a-default-profile-that-is-none", "pack.yaml", "default_profile: threshold", "default_profile: treshold", "treshold",
     "`treshold` is no profile of this pack", None),
    ("host-law-without-a-source", "pack.yaml", "source: kp-socialist-labour-law", "source: kp-labour-law", "kp-labour-law",
     "`kp-labour-law` is not among the pack's sources", None),
    ("a-measure-without-a-source", "pack.yaml", "{source: unsc-1718,", "{source: unsc-1719,", "unsc-1719",
     "`unsc-1719` is not among the pack's sources", None),
    ("a-date-that-does-not-exist", "pack.yaml", "from: 2006-10-14", "from: 2006-02-30", "2006-02-30",
     "`2006-02-30` is a date that does not exist", None),
    ("a-version-that-is-none", "pack.yaml", "version: 1.1.0", "version: one", "one",
     "a version is three numbers, such as 1.0.0", None),
    ("a-key-given-twice", "HIRE.yaml", "    core: true\n", "    core: true\n    core: true\n", None, None, None),
    ("a-tag", "HIRE.yaml", "core: true", "core: !!python/name:os.system true", None, None, None),
]  # fmt: skip


def fault(folder, name, message):
    """The fault with a message in a file; the first of the file where no message is given."""
    found = faults(folder)
    mine = [problem for problem in found if message in (None, problem.message)]
    assert mine, [str(problem) for problem in found]
    assert mine[0].file.endswith(f"pack/{name}")
    return mine[0]


@pytest.mark.parametrize(
    ("name", "old", "new", "message", "advice"),
    [(*row[1:4], *row[5:]) for row in BROKEN],
    ids=[row[0] for row in BROKEN],
)
def test_a_fault_is_said_with_what_is_right(folder, name, old, new, message, advice):
    edit(folder, name, old, new)
    found = fault(folder, name, message)
    assert advice in (None, found.help)
    assert found.line
    assert found.column


PLACED = [pytest.param(*row[1:6], id=row[0]) for row in BROKEN if row[4]]


@pytest.mark.parametrize(("name", "old", "new", "at", "message"), PLACED)
def test_a_fault_is_shown_where_it_stands(folder, name, old, new, at, message):
    line, column = edit(folder, name, old, new)
    found = fault(folder, name, message)
    before, _, last = new[: new.index(at)].rpartition("\n")
    column = len(last) + (column if not before and "\n" not in new[: new.index(at)] else 1)
    assert (found.line, found.column) == (line + new[: new.index(at)].count("\n"), column)


def test_all_faults_of_all_files_are_said_at_once(folder):
    edit(folder, "HIRE.yaml", "hiring.final_choice_by", "hiring.final_choise_by")
    edit(folder, "WAGE.yaml", "wages.payment_path", "wages.payment_pat")
    edit(folder, "WAGE.yaml", "wages.share_received", "wages.share_recieved")
    assert {os.path.basename(problem.file) for problem in faults(folder)} == {"HIRE.yaml", "WAGE.yaml"}
    assert len(faults(folder)) >= 3


def test_a_duplicate_id_is_refused(folder):
    edit(folder, "HIRE.yaml", "id: HIRE-2", "id: HIRE-1")
    assert "`HIRE-1` is the id of two conditions" in [problem.message for problem in faults(folder)]


def test_a_missing_case_file_is_refused(folder):
    (folder / "cases" / "HIRE-3.yaml").unlink()
    (problem,) = faults(folder)
    assert (problem.message, problem.help) == ("`HIRE-3` has no cases", "write cases/HIRE-3.yaml")


@pytest.mark.parametrize("name", ["pack.yaml", "HIRE.yaml"])
def test_a_missing_file_is_refused(folder, name):
    (folder / name).unlink()
    assert any(problem.help or problem.message for problem in faults(folder))


def test_a_cluster_without_its_file_is_refused(folder):
    edit(folder, "pack.yaml", "clusters: [HIRE,", "clusters: [HIRED,")
    assert faults(folder)[0].file.endswith("HIRED.yaml")


@pytest.mark.parametrize("name", ["HIRE.yaml", "pack.yaml"])
def test_a_file_that_leads_out_of_the_folder_is_refused(folder, tmp_path, name):
    outside = tmp_path / "outside.yaml"
    shutil.move(folder / name, outside)
    (folder / name).symlink_to(outside)
    (problem,) = faults(folder)
    assert problem.message == "a pack's file leads out of its folder"
    assert problem.file.endswith(name)


def test_a_cluster_cannot_name_a_path_out_of_the_folder(folder):
    edit(folder, "pack.yaml", "clusters: [HIRE,", 'clusters: ["../HIRE",')
    assert "a cluster id is 2 to 16 capital letters and digits" in [problem.message for problem in faults(folder)]


def test_a_link_within_the_folder_is_followed(folder):
    shutil.move(folder / "HIRE.yaml", folder / "hiring")
    (folder / "HIRE.yaml").symlink_to(folder / "hiring")
    assert load_pack(str(folder)).conditions[0].id == "HIRE-1"


LEAF = {"fact": "monitoring.payroll_access", "is": True}


def test_a_huge_tree_is_refused(tmp_path):
    made = write_pack(tmp_path / "pack", [condition("TEST-1", "CP", {"all": [LEAF] * 5000})])
    assert "the trees of this pack have more than 2000 nodes" in [problem.message for problem in faults(made)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["money"] * 100_000, "a list of more than 500 words is not accepted"),
        (["money", "voucher", "money"], "`money` is listed twice"),
    ],
)
def test_a_list_that_is_long_or_repeats_itself_is_refused(tmp_path, words, message):
    made = write_pack(tmp_path / "pack", [condition("TEST-1", "CP", {"fact": "wages.paid_in", "in": words})], scope="workforce")  # fmt: skip
    assert [problem.message for problem in faults(made)] == [message]


def test_a_file_that_is_too_large_is_refused_and_no_option_is_advised(tmp_path):
    made = write_pack(tmp_path / "pack", [condition("TEST-1", "CP", LEAF)])
    (made / "TEST.yaml").write_text("#" * (1 << 22))
    (problem,) = faults(made)
    assert (problem.message, problem.help) == ("the files of this pack are larger than 2097152 bytes", "")


def test_a_file_that_is_a_pipe_is_refused(tmp_path):
    made = write_pack(tmp_path / "pack", [condition("TEST-1", "CP", LEAF)])
    (made / "TEST.yaml").unlink()
    os.mkfifo(made / "TEST.yaml")
    (problem,) = faults(made)
    assert problem.message == "is a pipe, not a regular file"


def test_lists_inside_lists_are_refused(tmp_path):
    """They would let a small pack ask for endless work."""
    inner = {"item": "country", "is": "KP"}
    for quantifier in ("every", "some", "every"):
        inner = {quantifier: "parties", "satisfies": inner}
    made = write_pack(tmp_path / "pack", [condition("TEST-1", "CP", inner)])
    assert "a list inside the list `parties` is not accepted" in [problem.message for problem in faults(made)]


def test_a_deep_tree_is_refused(tmp_path):
    made = write_pack(tmp_path / "pack", [condition("TEST-1", "CP", LEAF)])
    deep = '{"not": ' * 5000 + json.dumps(LEAF) + "}" * 5000
    path = made / "TEST.yaml"
    path.write_text(path.read_text().replace(f'"requires": {json.dumps(LEAF)}', f'"requires": {deep}'))
    assert any("deep" in problem.message for problem in faults(made))


@pytest.mark.parametrize(
    "tree",
    [[], {}, "yes", None, 5, {"all": []}, {"all": LEAF}, {"not": []}, {"any": [LEAF], "all": [LEAF]}, {"judgement": "No question"},
     {"authorised": "all"}, {"fact": ["a"], "is": 1}, {"fact": None, "is": 1}, {"item": "name", "stated": True},
     {"every": "wages.deductions"}, {"count": "monitoring.payroll_access", "at_least": 1},
     {"count": "sanctions.measures_touched", "where": LEAF, "at_least": 1}, {**LEAF, "is_not": False}, {**LEAF, "whatever": 1},
     {"all": [LEAF], "whatever": 1}],
    ids=str,
)  # fmt: skip
def test_what_is_no_tree_is_refused(tmp_path, tree):
    made = write_pack(tmp_path / "pack", [condition("TEST-1", "CP", tree)])
    assert all(problem.line for problem in faults(made))


@pytest.mark.parametrize(
    ("name", "help_"),
    [("engagement-treshold", "did you mean `engagement-threshold`?"), ("nothing-like-it-at-all", "shipped packs: ")],
    ids=["misspelt", "unknown"],
)
def test_a_pack_that_does_not_exist(name, help_):
    with pytest.raises(PackError) as caught:
        load_pack(name)
    (problem,) = caught.value.problems
    assert problem.message == "no rule pack is found here"
    assert problem.help.startswith(help_)


def test_a_regime_that_does_not_exist():
    with pytest.raises(UsageError, match="the pack has no regime `actuel`"):
        load_pack(regime="actuel")


class TestTerms:
    """Profile and parameters are fixed for one check; what does not exist is a usage error."""

    @pytest.mark.parametrize(
        ("options", "message", "advice"),
        [
            ({"profile": "strickt"}, "the pack engagement-threshold has no profile `strickt`", None),
            ({"parameters": {"hire_levl": "L1"}}, "no pack has a parameter `hire_levl`", "did you mean `hire_level`?"),
            ({"parameters": {"hire_level": "L9"}}, "`L9` is not one of L1, L2, L3", None),
            ({"parameters": {"hire_list_minimum": 1}}, "`1` is less than 2, the least that hire_list_minimum can be", None),
            ({"parameters": {"hire_list_minimum": 21}}, "`21` is more than 20, the most that hire_list_minimum can be", None),
            ({"parameters": {"hire_list_minimum": 3.5}}, "`3.5` is no whole number", None),
            ({"parameters": {"hire_list_minimum": True}}, "`True` is no whole number", None),
            ({"parameters": {"indicators_tolerated": 1}}, "`1` is more than 0, the most that indicators_tolerated can be", None),
            ({"parameters": {"framework_countries": "KP"}}, "`framework_countries` decides whom the FLOOR SANC-1 covers, so it cannot be set", None),
            ({"regime": "actuel"}, "the pack has no regime `actuel`", None),
            ({"burden": "nutral"}, "`nutral` is not known", "did you mean `neutral`?"),
            ({"stage": "operations"}, "`operations` is not known", "did you mean `operation`?"),
            ({"disbursement": "first"}, "the project has no disbursement `first`", "the file lists none"),
        ],
        ids=lambda value: str(value) if isinstance(value, dict) else None,
    )  # fmt: skip
    def test_usage(self, options, message, advice):
        with pytest.raises(UsageError) as caught:
            report(project(), **options)
        (problem,) = caught.value.problems
        assert problem.message == message
        assert advice is None or problem.help == advice

    @pytest.mark.parametrize("value", [float("inf"), float("nan")], ids=str)
    def test_a_number_without_end_is_out_of_bounds(self, value):
        with pytest.raises(UsageError):
            report(project(), parameters={"hire_list_minimum": value})

    def test_what_is_no_number_is_no_parameter(self):
        with pytest.raises(UsageError):
            report(project(), parameters={"wage_share_minimum": float("nan")})

    @pytest.mark.parametrize(
        ("country", "as_of", "asked"),
        [("KP", "2026-01-01", 240), ("KP", "2015-08-25", 150), ("KP", "2010-12-31", 98), ("PL", "2026-01-01", 98)],
        ids=["in-force", "an-older-law", "before-it-was", "another-host"],
    )
    def test_host_law_that_asks_more_governs(self, country, as_of, asked):
        used = report(project(country=country, as_of=as_of)).packs[0]
        assert used.parameters["maternity_leave_days_minimum"] == asked

    def test_a_parameter_above_host_law_stands(self):
        used = report(project(country="KP"), parameters={"minimum_age": 18}).packs[0]
        assert used.parameters["minimum_age"] == 18

    def test_a_parameter_below_host_law_does_not(self):
        used = report(project(country="KP"), parameters={"minimum_age": 15}).packs[0]
        assert used.parameters["minimum_age"] == 16
