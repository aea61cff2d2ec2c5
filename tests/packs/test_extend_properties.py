"""Whatever a pack changes: where it is accepted as no laxer than its base, it is no laxer on any facts."""

import copy
import json
import os
import tempfile
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from checker import InputError, PackError, check, load_pack
from checker.ground.places import Document
from checker.ground.shipped import shipped_packs
from checker.load import load_document
from checker.project.read import adapt
from tests import generate
from tests.build import shipped

FACTOR = int(os.environ.get("CHECKER_TEST_EXAMPLES", "1"))
CLASSES = ("REG", "COV", "CS", "CP", "FLOOR")
PROJECTS = 3

# What a verdict of the base may be in a pack that is no laxer. What does not apply may come to apply.
NO_BETTER = {
    "met": {"met", "met_by_alternative", "not_determined", "not_met"},
    "met_by_alternative": {"met", "met_by_alternative", "not_determined", "not_met"},
    "not_determined": {"not_determined", "not_met"},
    "not_met": {"not_met"},
    "not_applicable": {"met", "met_by_alternative", "not_determined", "not_met", "not_applicable"},
}
OUTCOMES = {"release": 0, "hold": 1, "corrective_action": 1, "block": 2}


def change(r, base, made):
    """One change of a pack, for better or worse."""
    identity = r.choice(base.conditions).id
    match r.choice(["class", "class", "core", "deadline", "evidence", "parameter", "period", "speech", "profile",
                    "default", "track", "regime", "rewrite", "rewrite", "rewrite"]):  # fmt: skip
        case "class":
            made.setdefault("classes", {})[identity] = word = r.choice(CLASSES)
            if word == "CS":
                made.setdefault("deadlines", {})[identity] = r.choice([0, 30, 90, 3650])
        case "core":
            made.setdefault("core", {})[identity] = r.choice([True, False])
        case "deadline":
            days = {one.id for one in base.conditions if one.class_ == "CS"}
            made.setdefault("deadlines", {}).update({one: r.choice([0, 30, 400]) for one in sorted(days)[:2]})
        case "evidence":
            asked = {stage: r.choice(["E0", "E2", "E3", "E5"]) for stage in ("planning", "delivery")}
            made.setdefault("evidence_demands", {})[r.choice(CLASSES)] = asked
        case "parameter" if base.parameters:
            name, value = parameter(r, base)
            made.setdefault("parameters", {})[name] = {"default": value}
        case "period":
            made[r.choice(["shelf_life_days", "cure_days"])] = r.choice([0, 30, 90, 365, 900])
        case "speech":
            made["speech_clusters"] = [r.choice(base.clusters).id]
        case "profile":
            profile = {"title": "P", "classes": [row(r, base) for _ in range(r.randint(0, 2))]}
            if base.parameters:
                profile["parameters"] = dict([parameter(r, base)])
            if r.random() < 0.3:
                profile["gates"] = r.sample(CLASSES[1:], r.randint(1, 4))
            made.setdefault("profiles", {})[r.choice([*base.profiles, "added"])] = profile
        case "default":
            made["default_profile"] = r.choice([*base.profiles, *made.get("profiles", ())])
        case "track":
            made.setdefault("tracks", {})[r.choice(base.tracks).name] = {"deadline_days": r.choice([0, 90, 180, 900])}
        case "regime" if base.regimes:
            made["regimes"] = regimes(r, base)
        case "rewrite":
            made.setdefault("rewritten", {})[identity] = rewritten(r, base, identity)


def parameter(r, base):
    found = r.choice(list(base.parameters.values()))
    if found.type == "choice":
        return found.name, r.choice(found.choices)
    if found.type == "list":
        return found.name, r.choice([["KP"], ["KP", "CN"], ["PL"]])
    bounds = [value for value in (found.minimum, found.maximum) if value is not None]
    return found.name, r.choice([found.default, *bounds, *([sum(bounds) / 2] if found.type == "number" else [])])


def row(r, base):
    return {"clusters": [r.choice(base.clusters).id], "from": r.choice(CLASSES), "to": r.choice(CLASSES)}


def raw(base, identity):
    cluster = next(one.cluster for one in base.conditions if one.id == identity)
    data = load_document(f"{base.folder}/{cluster}.yaml").data
    return copy.deepcopy(next(one for one in data["conditions"] if one["id"] == identity))


def regimes(r, base):
    data = load_document(f"{base.folder}/pack.yaml").data["regimes"]
    name = r.choice(list(data))
    made = copy.deepcopy(data[name])
    if not made["measures"]:
        return {name: made}
    chosen = r.choice(made["measures"])
    match r.choice(["from", "until", "touched", "drop"]):
        case "from":
            chosen["from"] = r.choice(["2000-01-01", "2020-01-01"])
        case "until":
            chosen["until"] = r.choice(["2010-01-01", "2030-01-01"])
        case "touched":
            chosen["touched_when"] = {"fact": "country", "is": r.choice(["KP", "PL"])}
        case "drop":
            made["measures"].remove(chosen)
    return {name: made}


def rewritten(r, base, identity):
    """A condition with its trees, its class or its days changed."""
    made = raw(base, identity)
    scope = next(one.scope for one in base.conditions if one.id == identity)
    other = raw(base, r.choice([one.id for one in base.conditions if one.scope == scope]))["requires"]
    key = r.choice([name for name in ("requires", "requires", "applies", "alternative") if name in made])
    match r.choice(["all", "any", "not", "drop", "drop", "leave", "days", "presume"]):
        case "all":
            made[key] = {"all": [made[key], other]}
        case "any":
            made[key] = {"any": [made[key], other]}
        case "not":
            made[key] = {"not": made[key]}
        case "drop":
            kind = next((word for word in ("all", "any") if len(made[key].get(word, ())) > 1), None)
            if kind:
                made[key][kind].pop(r.randrange(len(made[key][kind])))
        case "leave" if key != "requires":
            del made[key]
        case "days":
            made[r.choice(["cure_days", "shelf_life_days", "disbursement", "deadline_days"])] = r.choice(
                [1, 2, 60, 700]
            )
        case "presume":
            made["presumption"] = {"why": "So it is.", "when": other}
    return made


def write(folder, base, made):
    rewritten_ones = made.pop("rewritten", {})
    by_cluster = {}
    for identity, one in rewritten_ones.items():
        by_cluster.setdefault(identity.partition("-")[0], []).append(one)
    os.makedirs(f"{folder}/cases")
    for cluster, conditions in by_cluster.items():
        Path(f"{folder}/{cluster}.yaml").write_text(json.dumps({"cluster": cluster, "conditions": conditions}))
        for one in conditions:
            cases = {"condition": one["id"], "cases": [{"name": "any", "expect": "met"}]}
            Path(f"{folder}/cases/{one['id']}.yaml").write_text(json.dumps(cases))
    opening = {"pack": "child", "extends": base.id, "version": "1.0.0", "title": "Child", "authority": "The tests"}
    more = {"clusters": list(by_cluster)} if by_cluster else {}
    Path(f"{folder}/pack.yaml").write_text(json.dumps(opening | more | made))


def reports(r, base, child):
    """The same random projects by both packs, under the same options."""
    for _ in range(PROJECTS):
        project = adapt(Document("project.yaml", generate.project(r), {}, ""))
        options = {
            "profile": r.choice([None, *base.profiles]),
            "burden": r.choice(["neutral", "presumed_not_met", "documentary"]),
            "regime": r.choice(list(base.regimes)) if base.regimes else None,
        }
        try:
            yield options, check(project, packs=[base], **options), check(project, packs=[child], **options)
        except InputError:  # nothing in the base applies, so that there is nothing to compare with
            continue


@settings(
    max_examples=40 * FACTOR, deadline=None, derandomize=FACTOR == 1, database=None,
    phases=[Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(st.integers(min_value=0, max_value=2**32))
def test_what_is_accepted_is_never_better_than_its_base(seed):
    r = Random(seed)
    base = shipped(r.choice(shipped_packs()))
    made = {}
    for _ in range(r.choice([1, 1, 1, 2, 3])):
        change(r, base, made)
    with tempfile.TemporaryDirectory() as folder:
        write(folder, base, made)
        try:
            child = load_pack(folder)
        except PackError:
            return
        assert child.relaxes == ()
        for options, before, after in reports(r, base, child):
            found = {(one.condition, one.subject): one for one in after.results}
            for one in before.results:
                assert found[one.condition, one.subject].verdict in NO_BETTER[one.verdict], (
                    one.condition,
                    options,
                    made,
                )
            assert OUTCOMES[after.outcome.word] >= OUTCOMES[before.outcome.word], (options, made)
