"""A pack that extends another only tightens it, or says what it relaxes and why."""

# a row of a table stays on one line.
# ruff: noqa: E501

import json

import pytest

from checker import PackError, load_pack
from checker.packs.cases import read_cases
from checker.tools.run_case import explain_difference, run_case
from tests.build import condition, project, report, write_pack

PAYROLL = {"fact": "monitoring.payroll_access", "is": True}
BANK = {"fact": "monitoring.bank_access", "is": True}
SHARED = {"fact": "monitoring.reports_shared_with_all_financiers", "is": True}
VISITS = {"fact": "monitoring.visits_made", "at_least": {"param": "visits"}}
REASON = "The board agreed to it in 2026."
DEMAND = {"planning": "E0", "delivery": "E2"}


@pytest.fixture
def folder(tmp_path):
    """The pack ``small``, and the empty folder ``child`` beside it."""
    economic = {"purposes": ["commercial", "developmental"], "clusters": ["TEST"], "outcomes": {"worst": "block"}}
    aid = {"purposes": ["humanitarian"], "clusters": ["TEST"], "outcomes": {"worst": "corrective_action"},
           "classes": [{"clusters": ["TEST"], "from": word, "to": "CS"} for word in ("CP", "COV")], "deadline_days": 180}  # fmt: skip
    write_pack(
        tmp_path / "small",
        [
            condition("TEST-1", "CP", PAYROLL, applies=BANK),
            condition("TEST-2", "COV", {"any": [BANK, SHARED]}, core=False),
            condition("TEST-3", "CS", VISITS, deadline_days=90),
            condition("TEST-4", "FLOOR", PAYROLL, presumption={"why": "So it is.", "when": {"not": BANK}}),
            condition("TEST-5", "REG", BANK, in_force_from="2020-01-01", in_force_until="2030-01-01", shelf_life_days=200),
            condition("TEST-6", "CP", {"authorised": "measures"}, disbursement=2),
        ],
        parameters={
            "visits": {"title": "Visits", "type": "integer", "default": 2, "minimum": 1, "maximum": 12},
            "unread": {"title": "Nothing reads it", "type": "integer", "default": 2},
        },
        profiles={"usual": {"title": "Usual"}, "light": {"title": "Light", "gates": ["FLOOR"]}},
        tracks={"economic": economic, "aid": aid},
        speech_clusters=[], shelf_life_days=365, cure_days=90,
        regimes={"actual": {"title": "As it is", "measures": [measure()]}},
    )  # fmt: skip
    (tmp_path / "child" / "cases").mkdir(parents=True)
    return tmp_path / "child"


def measure(name="asset_freeze", **more):
    return {
        "measure": name,
        "title": name,
        "from": "2006-10-14",
        "sources": [{"source": "norm", "article": "1"}],
    } | more


def regime(*rows):
    return {"actual": {"title": "As it is", "measures": list(rows)}}


def write(folder, *, conditions=(), cluster="TEST", **keys):
    """The extending pack; ``conditions`` go into the file of a cluster, with cases that say nothing."""
    opening = {"pack": "child", "extends": "small", "version": "1.0.0", "title": "Child", "authority": "The tests"}
    if conditions:
        keys.setdefault("clusters", [cluster])
        named = {} if cluster == "TEST" else {"title": cluster, "scope": "project"}
        (folder / f"{cluster}.yaml").write_text(
            json.dumps({"cluster": cluster, **named, "conditions": list(conditions)})
        )
        for one in conditions:
            cases = {"condition": one["id"], "cases": [{"name": "any", "expect": "met"}]}
            (folder / "cases" / f"{one['id']}.yaml").write_text(json.dumps(cases))
    (folder / "pack.yaml").write_text(json.dumps(opening | keys, indent=1))
    return folder


def faults(folder):
    with pytest.raises(PackError) as caught:
        load_pack(str(folder))
    return caught.value.problems


NEW = condition("TEST-7", "CP", SHARED)
OWN = condition("OWN-1", "CP", SHARED)
TIGHTER = {
    "nothing at all": {},
    "a class up": {"classes": {"TEST-1": "FLOOR"}},
    "a covenant made a condition precedent": {"classes": {"TEST-2": "CP"}},
    "a record made a covenant": {"classes": {"TEST-5": "COV"}},
    "a record made a condition subsequent": {"classes": {"TEST-5": "CS"}, "deadlines": {"TEST-5": 30}},
    "core": {"core": {"TEST-2": True}},
    "an earlier deadline": {"deadlines": {"TEST-3": 60}},
    "more evidence": {"evidence_demands": {"CP": {"planning": "E3"}, "documents": "E3"}},
    "a parameter moved as the trees read it": {"parameters": {"visits": {"default": 4}}},
    "narrower bounds": {"parameters": {"visits": {"default": 2, "minimum": 2, "maximum": 6}}},
    "a parameter that nothing reads": {"parameters": {"unread": {"default": 9}}},
    "evidence that ages sooner": {"shelf_life_days": 300},
    "a shorter cure": {"cure_days": 30},
    "workers who cannot speak": {"speech_clusters": ["TEST"]},
    "a new condition": {"conditions": [NEW]},
    "a new cluster": {"conditions": [OWN], "cluster": "OWN", "tracks": {"economic": {"clusters": ["OWN"]}}},
    "a new parameter": {"parameters": {"mine": {"title": "Mine", "type": "integer", "default": 1}}},
    "a stricter profile": {"profiles": {"strict": {"title": "Strict", "parameters": {"visits": 6},
                                                   "classes": [{"clusters": ["TEST"], "from": "COV", "to": "CP"}]}}},
    "a stricter profile as the usual one": {"profiles": {"strict": {"title": "Strict", "parameters": {"visits": 6}}},
                                            "default_profile": "strict"},
    "a profile that gates more": {"profiles": {"light": {"title": "Light", "gates": ["FLOOR", "CP"]}}},
    "an earlier deadline on a track": {"tracks": {"aid": {"deadline_days": 90}}},
    "one measure more": {"regimes": regime(measure(), measure("joint_venture"))},
    "a measure from an earlier day": {"regimes": regime(measure(**{"from": "2000-01-01"}))},
    "a measure that the facts touch": {"regimes": regime(measure(touched_when=BANK))},
    "a regime that adds to the usual one": {"regimes": {"more": {"title": "More", "measures": [
        measure(), measure("joint_venture")]}}},
    "one thing more in a requirement": {"conditions": [condition("TEST-1", "CP", {"all": [PAYROLL, SHARED]}, applies=BANK)]},
    "one way out less": {"conditions": [condition("TEST-2", "COV", BANK, core=False)]},
    "it applies to more": {"conditions": [condition("TEST-1", "CP", PAYROLL)]},
    "in force for longer": {"conditions": [condition("TEST-5", "REG", BANK, in_force_from="2019-01-01", shelf_life_days=200)]},
    "a presumption that stands more often": {"conditions": [
        condition("TEST-4", "FLOOR", PAYROLL, presumption={"why": "So it is."})]},
    "due before an earlier disbursement": {"conditions": [condition("TEST-6", "CP", {"authorised": "measures"})]},
    "other words": {"conditions": [condition("TEST-2", "COV", {"any": [SHARED, BANK]}, core=False, title="Otherwise said")]},
}  # fmt: skip


@pytest.mark.parametrize("keys", TIGHTER.values(), ids=TIGHTER)
def test_what_tightens_is_accepted(folder, keys):
    pack = load_pack(str(write(folder, **keys)))
    assert pack.relaxes == ()
    assert pack.extends[0].id == "small"
    assert pack.extends[0].sha256 == load_pack(str(folder.parent / "small")).sha256


RELAXED, ALTERED = "is relaxed against small", "is changed, and not provably tightened, against small"
# (keys, what is relaxed, the pointer of the place, how it is said)
LOOSER = {
    "a class down": ({"classes": {"TEST-1": "COV"}}, "TEST-1", ("classes", "TEST-1"), f"{RELAXED}: class CP to COV"),
    "a covenant made a condition subsequent binds by a day, no longer at once": (
        {"classes": {"TEST-2": "CS"}, "deadlines": {"TEST-2": 90}}, "TEST-2", ("classes", "TEST-2"),
        f"{ALTERED}: class COV to CS, deadline_days none to 90"),
    "a class up with a deadline that never comes, on a track that had a sooner one": (
        {"classes": {"TEST-2": "CS"}, "deadlines": {"TEST-2": 3650}}, "TEST-2", ("classes", "TEST-2"),
        f"{RELAXED}: class COV to CS, deadline_days none to 3650; deadline_days 180 to 3650 on the track aid"),
    "a class up that the track makes less of": (
        {"classes": {"TEST-5": "CS"}, "deadlines": {"TEST-5": 30}, "profiles": {"usual": {"title": "Usual", "classes": [
            {"clusters": ["TEST"], "from": "CS", "to": "REG"}]}}}, "profile usual", ("profiles", "usual"),
        f"{RELAXED}: TEST: class CS to REG"),
    "a condition precedent of a later disbursement, once due by a day": (
        {"conditions": [condition("TEST-3", "CP", VISITS, disbursement=9)]}, "TEST-3", None,
        f"{RELAXED}: class CS to CP, deadline_days 90 to none, disbursement 1 to 9"),
    "no longer core": ({"core": {"TEST-1": False}}, "TEST-1", ("core", "TEST-1"), f"{RELAXED}: no longer core"),
    "a later deadline": ({"deadlines": {"TEST-3": 120}}, "TEST-3", ("deadlines", "TEST-3"), f"{RELAXED}: deadline_days 90 to 120"),
    "left out": ({"without": ["TEST-4"]}, "TEST-4", ("without", 0), f"{RELAXED}: left out"),
    "less evidence": ({"evidence_demands": {"CP": {"planning": "E1"}}}, "evidence CP", ("evidence_demands", "CP"),
                      f"{RELAXED}: planning E2 to E1"),
    "a parameter moved the other way": ({"parameters": {"visits": {"default": 1}}}, "parameter visits",
                                        ("parameters", "visits", "default"), f"{RELAXED}: default 2 to 1"),
    "wider bounds": ({"parameters": {"visits": {"default": 2, "minimum": 0}}}, "parameter visits",
                     ("parameters", "visits", "default"), f"{RELAXED}: minimum 1 to 0"),
    "evidence that ages later": ({"shelf_life_days": 400}, "shelf_life_days", ("shelf_life_days",), f"{RELAXED}: days 365 to 400"),
    "a longer cure": ({"cure_days": 100}, "cure_days", ("cure_days",), f"{RELAXED}: days 90 to 100"),
    "a laxer profile, which anybody may choose": (
        {"profiles": {"lax": {"title": "Lax", "parameters": {"visits": 1}}}}, "profile lax", ("profiles", "lax"),
        f"{RELAXED}: added, against the usual one: visits 2 to 1"),
    "fewer gates": ({"profiles": {"usual": {"title": "Usual", "gates": ["FLOOR", "CP"]}}}, "profile usual", ("profiles", "usual"),
                    f"{RELAXED}: COV no longer holds money back"),
    "another usual profile": ({"default_profile": "light"}, "default_profile", ("default_profile",),
                              f"{RELAXED}: usual to light: CP no longer holds money back"),
    "a cluster that a track drops": ({"tracks": {"aid": {"without": ["TEST"]}}}, "track aid", ("tracks", "aid"), f"{RELAXED}: does not judge TEST"),
    "a later deadline on a track": ({"tracks": {"aid": {"deadline_days": 200}}}, "track aid", ("tracks", "aid"),
                                    f"{RELAXED}: TEST: deadline_days 180 to 200"),
    "a purpose that was never released": (
        {"tracks": {"talks": {"purposes": ["exchange"], "clusters": ["TEST"], "outcomes": {"worst": "block"}}}},
        "track talks", ("tracks", "talks"), f"{RELAXED}: judges the purpose exchange, which was not judged"),
    "a measure less": ({"regimes": regime()}, "regime actual", ("regimes", "actual"), f"{RELAXED}: without the measure asset_freeze"),
    "a measure that ends": ({"regimes": regime(measure(until="2010-01-01"))}, "regime actual", ("regimes", "actual"),
                            f"{RELAXED}: the measure asset_freeze from 2006-10-14: until none to 2010-01-01"),
    "a laxer regime, which a file may choose": ({"regimes": {"none": {"title": "None", "measures": []}}}, "regime none",
                                                ("regimes", "none"), f"{RELAXED}: added, against the usual one: without"),
    "a way out more": ({"conditions": [condition("TEST-1", "CP", {"any": [PAYROLL, SHARED]}, applies=BANK)]}, "TEST-1", None,
                       f"{RELAXED}: what it requires: requires.any[1]: with monitoring.reports_shared"),
    "a way out beside the measures": (
        {"conditions": [condition("TEST-6", "CP", {"any": [{"authorised": "measures"}, PAYROLL]}, disbursement=2)]}, "TEST-6", None,
        f"{RELAXED}: what it requires: requires.any[1]: with monitoring.payroll_access"),
    "the measures no longer asked for": (
        {"conditions": [condition("TEST-6", "CP", PAYROLL, disbursement=2)]}, "TEST-6", None,
        f"{ALTERED}: what it requires: requires: monitoring.payroll_access is `true` (before: authorised: measures)"),
    "an alternative": ({"conditions": [condition("TEST-1", "CP", PAYROLL, applies=BANK, alternative=SHARED)]}, "TEST-1", None,
                       f"{RELAXED}: what it requires: alternative: with monitoring.reports_shared"),
    "another requirement": ({"conditions": [condition("TEST-1", "CP", SHARED, applies=BANK)]}, "TEST-1", None, f"{ALTERED}: what it requires"),
    "it applies to less": ({"conditions": [condition("TEST-1", "CP", PAYROLL, applies={"all": [BANK, SHARED]})]}, "TEST-1", None,
                           f"{RELAXED}: where it applies"),
    "no presumption": ({"conditions": [condition("TEST-4", "FLOOR", PAYROLL)]}, "TEST-4", None, f"{RELAXED}: it has no presumption"),
    "in force for less long": (
        {"conditions": [condition("TEST-5", "REG", BANK, in_force_from="2020-01-01", in_force_until="2021-01-01", shelf_life_days=200)]},
        "TEST-5", None, f"{RELAXED}: in_force_until 2030-01-01 to 2021-01-01"),
    "due before a later disbursement": ({"conditions": [condition("TEST-6", "CP", {"authorised": "measures"}, disbursement=3)]},
                                        "TEST-6", None, f"{RELAXED}: disbursement 2 to 3"),
}  # fmt: skip


@pytest.mark.parametrize(("keys", "what", "pointer", "said"), LOOSER.values(), ids=LOOSER)
class TestLooser:
    def test_it_is_refused_where_it_stands_with_what_to_do(self, folder, keys, what, pointer, said):
        (problem,) = [one for one in faults(write(folder, **keys)) if one.message.startswith(f"{what} ")]
        assert said in problem.message
        assert (
            problem.help
            == f"a pack may only tighten what it extends; else list `{what}` under `relaxes`, with a reason"
        )
        assert problem.line
        if pointer is None:
            assert problem.file.endswith("child/TEST.yaml")
        else:
            assert problem.path.replace("[", ".").replace("]", "") == ".".join(map(str, pointer))
            line = (folder / "pack.yaml").read_text().splitlines()[problem.line - 1]
            assert str(pointer[-1]) in line[: problem.column] or line[problem.column - 1 :]

    def test_with_a_reason_it_is_accepted_and_told(self, folder, keys, what, pointer, said):
        listed = [{"what": one.message.split(" is ")[0], "reason": REASON} for one in faults(write(folder, **keys))]
        pack = load_pack(str(write(folder, **keys, relaxes=listed)))
        (mine,) = [one for one in pack.relaxes if one.what == what]
        assert (mine.pack, mine.reason) == ("child", REASON)
        assert mine.said.startswith(said.partition("against small: ")[2])
        told = report(project(), pack).packs[0].relaxes
        assert f"{what}: {mine.said}. {REASON}" in told


# What is wrong with the pack itself, wherever it stands: keys, message, help, pointer.
WRONG = {
    "relaxing what nothing relaxes": ({"relaxes": [{"what": "TEST-1", "reason": REASON}]}, "nothing in this pack relaxes `TEST-1`"),
    "a relaxation misspelt": ({"without": ["TEST-1"], "relaxes": [{"what": "TEST-11", "reason": REASON}]}, "nothing in this pack relaxes `TEST-11`"),
    "a relaxation listed twice": ({"without": ["TEST-1"], "relaxes": [{"what": "TEST-1", "reason": REASON}] * 2}, "`TEST-1` is listed twice"),
    "a reason that is none": ({"without": ["TEST-1"], "relaxes": [{"what": "TEST-1", "reason": "agreed"}]}, "a reason is a sentence"),
    "an empty reason": ({"without": ["TEST-1"], "relaxes": [{"what": "TEST-1", "reason": ""}]}, "found the text ``, expected text that is not empty"),
    "a condition that the base does not have": ({"classes": {"TEST-9": "CP"}}, "the pack that this extends has no condition `TEST-9`"),
    "leaving out what is not there": ({"without": ["TEST-99"]}, "the pack that this extends has no condition `TEST-99`"),
    "a parameter that the base does not have": ({"parameters": {"visit": {"default": 3}}}, "the pack that this extends has no parameter `visit`"),
    "a parameter defined anew": ({"parameters": {"visits": {"title": "V", "type": "integer", "default": 3}}}, "`visits` is a parameter of the pack that this extends"),
    "a parameter out of its bounds": ({"parameters": {"visits": {"default": 13}}}, "`13` is more than 12, the most that visits can be"),
    "a track that is there": ({"tracks": {"aid": {"purposes": ["exchange"], "clusters": ["TEST"], "outcomes": {"worst": "block"}}}},
                              "the pack that this extends has a track for this"),
    "a purpose that has its track": ({"tracks": {"new": {"purposes": ["commercial"], "clusters": ["TEST"], "outcomes": {"worst": "block"}}}},
                                     "the pack that this extends has a track for this"),
    "a track that is not there": ({"tracks": {"ade": {"clusters": ["TEST"]}}}, "the pack that this extends has no track `ade`"),
    "a cluster that no track judges": ({"conditions": [OWN], "cluster": "OWN"}, "no track judges the cluster OWN"),
    "a subsequent condition without a deadline": ({"classes": {"TEST-5": "CS"}}, "a condition subsequent has a deadline"),
    "a deadline of a condition that has none": ({"deadlines": {"TEST-1": 5}}, "`TEST-1` is of class CP, and only a condition subsequent has a deadline"),
    "a condition changed and written anew": ({"conditions": [condition("TEST-2", "CP", BANK)], "core": {"TEST-2": True}}, "`TEST-2` is written anew in this pack"),
    "a source by an id that is taken": ({"sources": {"norm": {"title": "Another", "confirmed": True}}}, "the source `norm` is another one in the pack that this extends"),
    "a profile misspelt": ({"default_profile": "usul"}, "`usul` is no profile of this pack"),
    "a default that the usual profile loosens": (
        {"profiles": {"usual": {"title": "Usual", "parameters": {"visits": 2}}}, "parameters": {"visits": {"default": 6}}},
        "the usual profile usual sets `visits` to 2, so this would not count"),
    "the id of its base": ({"pack": "small"}, "the id `small` is that of a pack it extends, or of a shipped one"),
    "the id of a shipped pack": ({"pack": "humanitarian"}, "the id `humanitarian` is that of a pack it extends, or of a shipped one"),
    "a base that is not there": ({"extends": "smal"}, "no pack is called `smal`"),
    "a shipped base misspelt": ({"extends": "humanitarien"}, "no pack is called `humanitarien`"),
    "a path for a base": ({"extends": "../small"}, "a pack id is lower-case words joined by dashes"),
    "a key that only a whole pack has": ({"worker_protection": "None."}, "the key `worker_protection` is not known here"),
}  # fmt: skip


@pytest.mark.parametrize(("keys", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_with_its_place(folder, keys, message):
    found = [problem for problem in faults(write(folder, **keys)) if problem.message == message]
    assert found, [str(problem) for problem in faults(folder)]
    assert found[0].line
    assert found[0].column


def test_a_file_that_is_not_listed_does_not_lie_about(folder):
    write(folder, conditions=[NEW], clusters=["TEST"])
    write(folder)
    (problem,) = faults(folder)
    assert problem.message == "TEST.yaml lies here and `clusters` does not list it"


class TestChains:
    """A pack may extend one that extends another: all of them are named, and all that they relax."""

    def grandchild(self, folder, **keys):
        (folder.parent / "grandchild" / "cases").mkdir(parents=True)
        return write(folder.parent / "grandchild", **{"pack": "grandchild", "extends": "child", **keys})

    def test_what_a_pack_below_relaxes_is_told_too(self, folder):
        write(folder, without=["TEST-4"], relaxes=[{"what": "TEST-4", "reason": REASON}])
        pack = load_pack(str(self.grandchild(folder, classes={"TEST-1": "FLOOR"})))
        assert [base.id for base in pack.extends] == ["child", "small"]
        assert [(one.pack, one.what) for one in pack.relaxes] == [("child", "TEST-4")]

    def test_the_digest_covers_every_pack_below(self, folder):
        write(folder)
        pack = self.grandchild(folder)
        before = load_pack(str(pack)).sha256
        path = folder.parent / "small" / "TEST.yaml"
        path.write_text(path.read_text().replace("TEST-1 remedy", "TEST-1 mended"))
        assert load_pack(str(pack)).sha256 != before

    def test_a_condition_is_added_where_its_cluster_applies_not_where_another_pack_added_one(self, folder):
        write(folder, conditions=[NEW])
        text = json.loads((folder / "TEST.yaml").read_text())
        (folder / "TEST.yaml").write_text(json.dumps(text | {"applies": BANK}))
        pack = load_pack(str(self.grandchild(folder, conditions=[condition("TEST-8", "CP", SHARED)])))
        found = {one.id: one.applies for one in pack.conditions}
        assert found["TEST-7"] is not None
        assert found["TEST-8"] is None


def test_cases_lie_beside_the_rules_or_in_the_pack_below(folder):
    pack = load_pack(str(write(folder, conditions=[NEW])))
    files = {case.condition: case.file for case in read_cases(pack)}
    assert files["TEST-7"].endswith("child/cases/TEST-7.yaml")
    assert files["TEST-1"].endswith("small/cases/TEST-1.yaml")
    # The base's cases run by the child's terms: what it tightens shows here.
    tried = [case for case in read_cases(pack) if case.condition == "TEST-4"]
    assert all(not explain_difference(case, run_case(pack, case)) for case in tried)


def test_more_measures_are_not_stricter_for_what_lets_through_the_unauthorised(folder):
    write(folder, conditions=[condition("TEST-7", "CP", {"not": {"authorised": "measures"}})])
    child = folder.parent / "grandchild"
    (child / "cases").mkdir(parents=True)
    write(child, pack="grandchild", extends="child", regimes=regime(measure(), measure("joint_venture")))
    (problem,) = faults(child)
    assert problem.message == (
        "regime actual is changed, and not provably tightened, against child: with the measure joint_venture from 2006-10-14"
    )


def test_a_regime_is_compiled_into_the_trees_of_the_base(folder):
    more = {"more": {"title": "More", "measures": [measure(), measure("joint_venture")]}}
    write(folder, regimes=more)
    touching = {"measures_touched": {"value": ["joint_venture"], "evidence": ["E5"]}}
    verdicts = {
        name: report(project(sanctions=touching), load_pack(str(folder), regime=name), regime=name)
        .result("TEST-6")
        .verdict
        for name in ("actual", "more")
    }
    assert verdicts == {"actual": "met", "more": "not_determined"}
