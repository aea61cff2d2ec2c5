"""What follows for a disbursement: every rule, on a pack with one condition of each class."""

# a row of a table stays on one line; facts are flags.
# ruff: noqa: E501, FBT003

import pytest

from checker import InputError, load_pack
from tests.build import EVIDENCE, FULL, ROOT, condition, project, report, said, write_pack

# One condition of each class, each on a fact of its own; TEST-3 precedes the second disbursement.
RULES = {
    "TEST-1": ("FLOOR", "private_interviews", {}),
    "TEST-2": ("CP", "payroll_access", {}),
    "TEST-3": ("CP", "bank_access", {"disbursement": 2}),
    "TEST-4": ("CS", "own_interpreters", {"deadline_days": 90}),
    "TEST-5": ("COV", "reports_shared_with_all_financiers", {"cure_days": 30}),
    "TEST-6": ("REG", "korean_speaking_staff", {}),
}
PROFILES = {
    "default": {"title": "Default"},
    "dialogue": {"title": "Dialogue", "gates": ["FLOOR"]},
    "strict": {"title": "Strict", "classes": [{"clusters": ["TEST"], "from": "COV", "to": "CP"}]},
}
FINANCE = {"disbursements": [{"id": "first", "due": "2026-01-01"}, {"id": "second", "due": "2026-09-01"}]}
# A breach that the file dates, one of unknown start, an answer that was refused, and silence.
NOT_MET, BROKEN, OPEN, SILENT = said(False, as_of="2026-01-01"), said(False), {"not_collected": "access_refused"}, None


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    rules = [
        condition(identity, class_, {"fact": f"monitoring.{fact}", "is": True}, **more)
        for identity, (class_, fact, more) in RULES.items()
    ]
    folder = tmp_path_factory.mktemp("outcome") / "pack"
    return load_pack(str(write_pack(folder, rules, profiles=PROFILES, worker_protection="Protect the workers.")))


def rules_in(keys):
    """The conditions of what blocks or holds, in its order."""
    return tuple(key.condition for key in keys)


def outcome(pack, changes, *, finance=FINANCE, options=None, **keys):
    """The outcome of a project that meets everything but for the changes."""
    monitoring = {fact: said(True) for _, fact, _ in RULES.values()}
    monitoring |= {RULES[identity][1]: fact for identity, fact in changes.items()}
    monitoring = {fact: stated for fact, stated in monitoring.items() if stated is not SILENT}
    made = project(monitoring=monitoring, finance=finance, stage=keys.pop("stage", "implementation"), **keys)
    return report(made, pack, **(options or {})).outcome


def test_where_all_is_met_the_money_is_released(pack):
    found = outcome(pack, {})
    assert (found.word, found.blocking, found.holding) == ("release", (), ())


@pytest.mark.parametrize(
    ("changes", "word", "blocking", "holding"),
    [
        ({"TEST-1": NOT_MET}, "block", ("TEST-1",), ()),
        ({"TEST-1": OPEN}, "hold", (), ("TEST-1",)),
        ({"TEST-2": NOT_MET}, "hold", (), ("TEST-2",)),
        ({"TEST-2": OPEN}, "hold", (), ("TEST-2",)),
        ({"TEST-1": NOT_MET, "TEST-2": NOT_MET}, "block", ("TEST-1",), ("TEST-2",)),
        ({"TEST-1": OPEN, "TEST-2": OPEN}, "hold", (), ("TEST-1", "TEST-2")),
        ({"TEST-6": NOT_MET}, "release", (), ()),
        ({"TEST-6": OPEN}, "release", (), ()),
        ({"TEST-4": NOT_MET}, "release", (), ()),
        ({"TEST-5": NOT_MET}, "release", (), ()),
        ({"TEST-5": SILENT}, "release", (), ()),
        ({"TEST-5": BROKEN}, "hold", (), ("TEST-5",)),
        ({"TEST-5": OPEN}, "hold", (), ("TEST-5",)),
    ],
    ids=["FLOOR-not-met", "FLOOR-open", "CP-not-met", "CP-open", "FLOOR-before-CP", "FLOOR-and-CP-open", "REG-not-met",
         "REG-open", "CS-within-its-deadline", "COV-within-its-cure-period", "COV-open-within-it",
         "COV-broken-since-nobody-knows-when", "COV-refused"],
)  # fmt: skip
def test_by_class(pack, changes, word, blocking, holding):
    found = outcome(pack, changes)
    assert (found.word, rules_in(found.blocking), rules_in(found.holding)) == (word, blocking, holding)


def test_good_marks_elsewhere_never_buy_off_a_floor(pack):
    assert outcome(pack, {"TEST-1": NOT_MET}).word == "block"


class TestConditionPrecedent:
    """A CP holds its own disbursement and those after it."""

    @pytest.mark.parametrize("fact", [NOT_MET, OPEN], ids=["not-met", "open"])
    @pytest.mark.parametrize(
        ("rule", "disbursement", "word"),
        [
            ("TEST-2", "first", "hold"),
            ("TEST-2", "second", "hold"),
            ("TEST-3", "first", "release"),
            ("TEST-3", "second", "hold"),
        ],
        ids=[
            "the-firsts-holds-the-first",
            "the-firsts-holds-the-second",
            "the-seconds-not-the-first",
            "the-seconds-holds-the-second",
        ],
    )
    def test_by_disbursement(self, pack, rule, disbursement, word, fact):
        assert outcome(pack, {rule: fact}, options={"disbursement": disbursement}).word == word

    @pytest.mark.parametrize(
        ("as_of", "word"),
        [("2026-01-01", "release"), ("2026-01-02", "hold"), ("2026-09-01", "hold"), ("2026-09-02", "hold")],
        ids=["the-first-is-due-today", "the-second-is-next", "the-second-is-due-today", "none-is-due"],
    )
    def test_the_next_due_is_asked_about_by_default(self, pack, as_of, word):
        assert outcome(pack, {"TEST-3": NOT_MET}, as_of=as_of).word == word

    @pytest.mark.parametrize(
        "finance",
        [None, {"disbursements": []}, {"disbursements": [{"id": "first"}]}],
        ids=["no-finance", "no-disbursements", "no-dates"],
    )
    def test_holds_where_nobody_can_say_which_is_next(self, pack, finance):
        assert outcome(pack, {"TEST-3": NOT_MET}, finance=finance).word == "hold"

    def test_the_next_due_is_the_earliest_and_not_the_first_written(self, pack):
        finance = {"disbursements": list(reversed(FINANCE["disbursements"]))}
        made = project(finance=finance, stage="implementation")
        assert report(made, pack).settings.disbursement == "first"


class TestConditionSubsequent:
    """A CS holds once its deadline after the first disbursement is past."""

    @pytest.mark.parametrize("fact", [NOT_MET, OPEN], ids=["not-met", "open"])
    @pytest.mark.parametrize(
        ("as_of", "word"), [("2026-04-01", "release"), ("2026-04-02", "hold")], ids=["on-the-last-day", "a-day-late"]
    )
    def test_by_day(self, pack, as_of, word, fact):
        assert outcome(pack, {"TEST-4": fact}, as_of=as_of).word == word

    def test_the_deadline_is_in_the_report(self, pack):
        found = report(project(finance=FINANCE), pack).result("TEST-4")
        assert found.deadline == "2026-04-01"

    def test_met_in_time_or_late_it_holds_nothing(self, pack):
        assert outcome(pack, {}, as_of="2026-08-31").word == "release"

    @pytest.mark.parametrize(("stage", "word"), [("proposal", "release"), ("operation", "hold")])
    def test_where_all_payments_listed_are_still_to_come_the_first_of_a_running_project_is_missing(
        self, pack, stage, word
    ):
        finance = {"disbursements": [{"id": "next", "due": "2026-06-01"}]}
        assert outcome(pack, {"TEST-4": NOT_MET}, finance=finance, stage=stage).word == word

    @pytest.mark.parametrize(("stage", "word"), [("proposal", "release"), ("operation", "hold")])
    def test_without_a_dated_disbursement_it_holds_once_money_can_have_moved(self, pack, stage, word):
        finance = {"disbursements": [{"id": "first"}, {"id": "second"}]}
        changes = {"TEST-4": said(False)}
        assert outcome(pack, changes, finance=finance, stage=stage, options={"disbursement": "second"}).word == word


VISIT = {"id": "E5", "issuer": "monitor", **FULL}
PAYROLL = {"id": "P", "issuer": "works", "kind": "payroll_records"}


class TestCovenant:
    """A COV holds once a breach has stood longer than its cure period, and a core one once nobody can say for as long."""

    @pytest.mark.parametrize(
        ("as_of", "word"), [("2026-01-31", "release"), ("2026-02-01", "hold")], ids=["on-the-last-day", "a-day-late"]
    )
    def test_by_day_from_the_day_of_the_statement(self, pack, as_of, word):
        assert outcome(pack, {"TEST-5": NOT_MET}, as_of=as_of).word == word

    @pytest.mark.parametrize(
        "breach",
        [said(False), said(False, "E0"), said(False, "E1"), [said(False, as_of="2026-01-01"), said(False, "E1")]],
        ids=["a-report-shows-it-for-its-own-day", "a-bare-admission", "a-paper", "one-of-two-has-no-day"],
    )
    def test_of_unknown_start_is_past_its_time(self, pack, breach):
        assert rules_in(outcome(pack, {"TEST-5": breach}).holding) == ("TEST-5",)

    def test_what_was_overtaken_counts_for_its_start(self, pack):
        """A kinder statement that lost does not move the start, and an older breach does."""
        again = [said(False, as_of="2025-06-01"), said(False, as_of="2025-12-20")]
        assert rules_in(outcome(pack, {"TEST-5": again}).holding) == ("TEST-5",)

    @pytest.mark.parametrize(("days", "word"), [(20, "release"), (120, "hold")])
    def test_arrears_date_themselves(self, tmp_path, days, word):
        rule = condition("TEST-1", "COV", {"fact": "wages.arrears_days", "at_most": 5}, cure_days=30)
        pack = load_pack(str(write_pack(tmp_path / "pack", [rule], scope="workforce")))
        made = project(workforce={"wages": {"arrears_days": said(days)}}, finance=FINANCE)
        assert report(made, pack).outcome.word == word

    def test_a_breach_that_was_cured_holds_nothing(self, pack):
        cured = [said(False, as_of="2025-01-01"), said(True, as_of="2025-06-01")]
        assert outcome(pack, {"TEST-5": cured}).word == "release"

    @pytest.mark.parametrize(
        ("finance", "evidence", "holds"),
        [
            (FINANCE, [VISIT | {"issued": "2026-02-20"}], True),
            (None, [VISIT | {"issued": "2026-02-20"}], False),
            (None, [VISIT | {"issued": "2026-01-01"}], True),
            (None, [VISIT | {"issued": "2026-02-20"}, PAYROLL | {"covers_from": "2026-01-01"}], True),
            (None, [VISIT], True),
        ],
        ids=["first-payment", "first-visit-a-while-ago", "first-visit-long-ago", "first-payroll-long-ago", "unknown"],
    )
    def test_an_open_core_one_holds_once_its_time_since_the_first_sign_of_life_is_over(
        self, tmp_path, finance, evidence, holds
    ):
        rules = [condition("TEST-1", "COV", {"fact": "monitoring.bank_access", "is": True}, cure_days=30)]
        pack = load_pack(str(write_pack(tmp_path / "pack", rules)))
        made = project(as_of="2026-03-01", finance=finance, evidence=evidence)
        assert bool(report(made, pack).outcome.holding) is holds

    @pytest.mark.parametrize(
        ("fact", "holds"),
        [(SILENT, False), (OPEN, True), ([said(True), said(False)], True), (said(True, "E1"), False)],
        ids=["silent", "refused", "in-conflict", "unproven"],
    )
    def test_another_open_one_holds_only_where_the_answer_is_kept_back_or_doubtful(self, tmp_path, fact, holds):
        rules = [condition("TEST-1", "COV", {"fact": "monitoring.bank_access", "is": True}, cure_days=30, core=False)]
        rules += [condition("TEST-2", "COV", {"fact": "monitoring.payroll_access", "is": True})]
        pack = load_pack(str(write_pack(tmp_path / "pack", rules)))
        stated = {"payroll_access": said(True)} | ({"bank_access": fact} if fact else {})
        made = project(
            as_of="2027-01-01",
            monitoring=stated,
            finance=FINANCE,
            evidence=[item | {"issued": "2026-12-31"} for item in EVIDENCE],
        )
        assert bool(report(made, pack).outcome.holding) is holds

    def test_a_breach_before_the_money_moves_holds_nothing(self, pack):
        assert outcome(pack, {"TEST-5": said(False, as_of="2024-01-01")}, stage="proposal").word == "release"

    def test_seeing_the_breach_again_does_not_start_the_period_again(self, pack):
        seen_twice = [said(False, as_of="2024-01-01"), said(False, as_of="2025-12-31")]
        assert outcome(pack, {"TEST-5": seen_twice}).word == "hold"

    def test_a_new_breach_beside_an_old_one_does_not_start_the_period_again(self, tmp_path):
        both = {
            "all": [{"fact": "monitoring.payroll_access", "is": True}, {"fact": "monitoring.bank_access", "is": True}]
        }
        pack = load_pack(str(write_pack(tmp_path / "pack", [condition("TEST-1", "COV", both)])))
        old = said(False, as_of="2024-01-01")
        words = [
            report(
                project(monitoring={"payroll_access": old, "bank_access": said(bank)}, finance=FINANCE), pack
            ).outcome.word
            for bank in (True, False)
        ]
        assert words == ["hold", "hold"]

    def test_a_breach_that_changes_its_size_is_the_same_breach(self):
        hours = {
            "regular_weekly": [said(60, as_of="2024-01-01"), said(55, as_of="2025-12-31")],
            "rest_days_per_week": said(1),
        }
        found = report(project(workforce={"worker_class": "direct", "hours": hours}))
        assert "OSH-4" in rules_in(found.outcome.holding)


class TestProfiles:
    """A profile changes classes and gates, never verdicts."""

    @pytest.mark.parametrize(
        ("changes", "word"),
        [
            ({"TEST-1": NOT_MET}, "block"),
            ({"TEST-1": OPEN}, "hold"),
            ({"TEST-2": NOT_MET}, "release"),
            ({"TEST-2": OPEN, "TEST-4": OPEN, "TEST-5": NOT_MET}, "release"),
        ],
        ids=["FLOOR-not-met", "FLOOR-open", "CP", "CP-CS-COV"],
    )
    def test_dialogue_gates_by_floor_alone(self, pack, changes, word):
        assert outcome(pack, changes, as_of="2026-06-30", options={"profile": "dialogue"}).word == word

    def test_dialogue_keeps_all_else_in_the_action_plan(self, pack):
        made = project(monitoring={RULES["TEST-2"][1]: NOT_MET}, finance=FINANCE)
        plan = report(made, pack, profile="dialogue").action_plan
        assert "TEST-2" in [item.condition for item in plan]

    @pytest.mark.parametrize(("profile", "word"), [("default", "release"), ("strict", "hold")])
    def test_strict_makes_covenants_precede_the_money(self, pack, profile, word):
        assert outcome(pack, {"TEST-5": NOT_MET}, options={"profile": profile}).word == word
        assert outcome(pack, {"TEST-5": SILENT}, options={"profile": profile}).word == word

    @pytest.mark.parametrize(
        ("section", "fact", "rule"),
        [("freedom", "free_movement_outside_hours", "FREE-5"), ("gender", "return_to_post", "GENDER-4"),
         ("class", "promotion_criteria", "CLASS-3")],
        ids=["FREE", "GENDER", "CLASS"],
    )  # fmt: skip
    def test_strict_of_the_shipped_pack(self, section, fact, rule):
        made = _release(section, fact, None)
        assert rule not in rules_in(report(made).outcome.holding)
        assert rule in rules_in(report(made, profile="strict").outcome.holding)

    @pytest.mark.parametrize(("profile", "verdict"), [("threshold", "met"), ("strict", "not_met")])
    def test_strict_asks_for_open_recruitment_and_more_of_the_wage(self, profile, verdict):
        hiring = {"selection_mode": "choose_from_list", "list_size_per_post": 3, "final_choice_by": "employer"}
        workforce = {"worker_class": "direct", "hiring": {key: said(value) for key, value in hiring.items()},
                     "wages": {"share_received": said(0.94)}}  # fmt: skip
        found = report(project(workforce=workforce), profile=profile)
        assert found.result("HIRE-1").verdict == found.result("WAGE-2").verdict == verdict


def _release(section, fact, value):
    """The shipped example that is released, with one fact of its workforce changed; None takes it out."""
    from checker.load.yaml_text import parse

    data = parse((ROOT / "examples/invented-release/project.yaml").read_text(encoding="utf-8"))[0]
    facts = data["workforces"][0][section]
    if value is None:
        facts.pop(fact)
    else:
        facts[fact] = value
    return project(**data)


@pytest.mark.parametrize(
    ("section", "fact", "value", "word"),
    [
        ("freedom", "entry_route", "mobilised", "block"),
        ("freedom", "entry_route", None, "hold"),
        ("freedom", "entry_route", "applied", "hold"),
        ("hiring", "final_choice_by", "party_body", "hold"),
        ("hiring", "dismissal_by", "state", "release"),
        ("disability", "organisations_consulted", False, "release"),
    ],
    ids=["FLOOR", "FLOOR-unsaid", "FLOOR-without-evidence", "CP", "COV", "CS"],
)
def test_one_fact_decides_in_the_shipped_pack(section, fact, value, word):
    assert report(_release(section, fact, value)).outcome.word == word


class TestHumanitarian:
    """Aid is never blocked; what is wrong is corrected, and it is said who is hurt if it stops."""

    @pytest.mark.parametrize(
        ("changes", "word"),
        [
            ({}, "release"),
            ({"TEST-1": NOT_MET}, "corrective_action"),
            ({"TEST-1": OPEN}, "corrective_action"),
            ({"TEST-2": NOT_MET}, "corrective_action"),
            ({"TEST-4": NOT_MET}, "release"),
            ({"TEST-6": NOT_MET}, "release"),
        ],
        ids=["all-met", "FLOOR-not-met", "FLOOR-open", "CP", "CS-within-its-deadline", "REG"],
    )
    def test_by_class(self, pack, changes, word):
        assert outcome(pack, changes, purpose="humanitarian").word == word

    def test_a_corrective_action_says_who_is_hurt(self, pack):
        found = outcome(pack, {"TEST-1": NOT_MET}, purpose="humanitarian", exit_harm="Patients.")
        assert found.exit_harm == "Patients."

    def test_a_corrective_action_asks_who_is_hurt_where_the_file_does_not_say(self, pack):
        assert "exit_harm" in outcome(pack, {"TEST-1": NOT_MET}, purpose="humanitarian").exit_harm

    def test_a_release_speaks_of_no_harm(self, pack):
        assert outcome(pack, {}, purpose="humanitarian", exit_harm="Patients.").exit_harm is None

    def test_of_the_agencys_own_staff_the_floors_stay_and_all_else_comes_later(self):
        found = report(project(purpose="humanitarian", workforce={"worker_class": "direct"}, finance=FINANCE))
        asked = [(result, found.rule(result)) for result in found.results]
        own = [(one, rule) for one, rule in asked if rule.cluster in ("HIRE", "WAGE", "FREE", "CHILD", "DISAB")]
        assert {rule.class_ for _, rule in own} == {"CS", "FLOOR"}
        assert {rule.cluster for _, rule in own if rule.class_ == "FLOOR"} == {"FREE", "CHILD"}
        assert all(one.deadline for one, rule in own if rule.class_ == "CS")

    @pytest.mark.parametrize("cluster", ["ASSOC", "OSH", "GENDER", "CLASS", "REMEDY"])
    def test_other_clusters_do_not_apply(self, cluster):
        found = report(project(purpose="humanitarian", workforce={"worker_class": "direct"}))
        assert found.cluster(cluster).verdict == "not_applicable"


@pytest.mark.parametrize(
    ("purpose", "clusters"),
    [
        ("commercial", "HIRE WAGE FREE ASSOC CHILD OSH GENDER CLASS DISAB REMEDY MONIT MULTI SANC"),
        ("developmental", "HIRE WAGE FREE ASSOC CHILD OSH GENDER CLASS DISAB REMEDY MONIT MULTI SANC"),
        ("exchange", "HIRE FREE CHILD GENDER CLASS DISAB MONIT SANC"),
        ("humanitarian", "HIRE WAGE FREE CHILD DISAB MONIT MULTI SANC HUM"),
    ],
    ids=["commercial", "developmental", "exchange", "humanitarian"],
)
def test_the_purpose_decides_which_clusters_are_judged(purpose, clusters):
    found = report(project(purpose=purpose, workforce={"worker_class": "direct"}))
    assert [cluster.id for cluster in found.clusters if cluster.verdict != "not_applicable"] == clusters.split()


@pytest.mark.parametrize(
    ("changes", "word", "protected"),
    [({}, "release", False), ({"TEST-2": NOT_MET}, "hold", True), ({"TEST-1": NOT_MET}, "block", True)],
    ids=["release", "hold", "block"],
)
def test_money_held_back_comes_with_a_step_that_protects_the_workers(pack, changes, word, protected):
    found = outcome(pack, changes)
    assert found.word == word
    assert bool(found.worker_protection) is protected


PRESUMED = {"when": {"fact": "monitoring.chosen_by", "is": "host"}, "why": "He who is watched chose the watcher."}


@pytest.fixture(scope="module")
def presuming(tmp_path_factory):
    rule = condition("TEST-1", "FLOOR", {"fact": "monitoring.private_interviews", "is": True}, presumption=PRESUMED)
    return load_pack(str(write_pack(tmp_path_factory.mktemp("burden") / "pack", [rule])))


class TestBurden:
    """Who has to show what."""

    def judged(self, pack, burden, chosen_by, fact=None, **keys):
        monitoring = {"chosen_by": said(chosen_by)} | ({"private_interviews": fact} if fact else {})
        made = report(project(monitoring=monitoring, **keys), pack, burden=burden)
        return made.result("TEST-1"), made.outcome.word

    @pytest.mark.parametrize(
        ("burden", "chosen_by", "fact", "verdict", "basis", "presumption", "word"),
        [
            ("neutral", "host", None, "not_determined", None, "against", "hold"),
            ("neutral", "financiers", None, "not_determined", None, None, "hold"),
            ("presumed_not_met", "host", None, "not_met", "presumed", "against", "block"),
            ("presumed_not_met", "financiers", None, "not_determined", None, None, "hold"),
            ("presumed_not_met", "host", said(True, "E0"), "not_met", "presumed", "against", "block"),
            ("presumed_not_met", "host", said(True), "met", "observed", None, "release"),
            ("presumed_not_met", "host", said(False), "not_met", "observed", None, "block"),
        ],
        ids=["neutral", "neutral-without-cause", "presumed", "presumed-without-cause", "presumed-against-a-bare-claim",
             "rebutted", "shown"],
    )  # fmt: skip
    def test_presumption(self, presuming, burden, chosen_by, fact, verdict, basis, presumption, word):
        found, said_word = self.judged(presuming, burden, chosen_by, fact)
        assert (found.verdict, found.basis, found.presumption, said_word) == (verdict, basis, presumption, word)

    def test_a_presumed_verdict_names_what_speaks_against(self, presuming):
        found, _ = self.judged(presuming, "presumed_not_met", "host")
        assert "monitoring.chosen_by" in [because.path for because in found.because]

    @pytest.mark.parametrize(
        ("burden", "grade", "verdict"),
        [
            ("neutral", "E0", "met"),
            ("documentary", "E0", "not_determined"),
            ("documentary", "E1", "not_determined"),
            ("documentary", "E2", "met"),
        ],
    )
    def test_documentary_takes_no_assertion(self, tmp_path, burden, grade, verdict):
        """At proposal a covenant asks for no grade; an assertion still does not count."""
        rule = condition("TEST-1", "COV", {"fact": "monitoring.payroll_access", "is": True})
        pack = load_pack(str(write_pack(tmp_path / "pack", [rule])))
        made = project(stage="proposal", monitoring={"payroll_access": said(True, grade)})
        assert report(made, pack, burden=burden).result("TEST-1").verdict == verdict

    def test_documentary_still_reads_descriptive_facts(self):
        found = report(project(workforce={"worker_class": "community"}), burden="documentary")
        assert found.result("HIRE-1").verdict == "not_applicable"


class TestClusters:
    """A cluster's verdict is the worst of its core conditions, over all workforces."""

    @pytest.mark.parametrize(
        ("core", "other", "verdict"),
        [
            ([True, True], True, "met"),
            ([True, False], True, "not_met"),
            ([True, None], True, "not_determined"),
            ([False, None], True, "not_met"),
            ([True, True], False, "met"),
            ([True, True], None, "met"),
        ],
        ids=["all-met", "one-not-met", "one-open", "not-met-before-open", "another-not-met", "another-open"],
    )
    def test_of_core_conditions(self, tmp_path, core, other, verdict):
        facts = ("payroll_access", "bank_access", "own_interpreters")
        rules = [
            condition(f"TEST-{index + 1}", "COV", {"fact": f"monitoring.{fact}", "is": True}, core=index < 2)
            for index, fact in enumerate(facts)
        ]
        stated = {fact: said(value) for fact, value in zip(facts, (*core, other), strict=True) if value is not None}
        pack = load_pack(str(write_pack(tmp_path / "pack", rules)))
        assert report(project(monitoring=stated), pack).cluster("TEST").verdict == verdict

    @pytest.mark.parametrize(
        ("values", "verdict"),
        [
            ((True, True), "met"),
            ((True, False), "not_met"),
            ((True, None), "not_determined"),
            (None, "not_determined"),
        ],
        ids=["all", "one-not", "one-open", "nothing-said"],
    )
    def test_over_workforces(self, tmp_path, values, verdict):
        pack = load_pack(
            str(
                write_pack(
                    tmp_path / "pack",
                    [condition("TEST-1", "COV", {"fact": "safety.risk_assessment", "is": True})],
                    scope="workforce",
                )
            )
        )
        keys = {} if values is None else {
            "workforces": [{"id": f"w{index}", "safety": {} if value is None else {"risk_assessment": said(value)}} for index, value in enumerate(values)]
        }  # fmt: skip
        assert report(project(**keys), pack).cluster("TEST").verdict == verdict

    def test_met_by_alternative_shows(self, tmp_path):
        rule = condition("TEST-1", "COV", {"fact": "monitoring.payroll_access", "is": True},
                         alternative={"fact": "monitoring.bank_access", "is": True})  # fmt: skip
        pack = load_pack(str(write_pack(tmp_path / "pack", [rule])))
        made = report(project(monitoring={"payroll_access": said(False), "bank_access": said(True)}), pack)
        assert made.result("TEST-1").verdict == made.cluster("TEST").verdict == "met_by_alternative"


@pytest.mark.parametrize(
    ("applies", "requires", "verdict", "reason"),
    [
        (False, True, "not_applicable", None),
        (False, False, "not_applicable", None),
        (False, None, "not_applicable", None),
        (None, True, "met", None),
        (None, False, "not_determined", "applicability_unknown"),
        (None, None, "not_determined", "applicability_unknown"),
        (True, True, "met", None),
        (True, False, "not_met", None),
        (True, None, "not_determined", "no_evidence"),
    ],
    ids=str,
)
def test_whether_a_condition_applies(tmp_path, applies, requires, verdict, reason):
    rule = condition(
        "TEST-1",
        "COV",
        {"fact": "monitoring.payroll_access", "is": True},
        applies={"fact": "monitoring.bank_access", "is": True},
    )
    always = condition("TEST-2", "COV", {"fact": "monitoring.own_interpreters", "is": True})
    pack = load_pack(str(write_pack(tmp_path / "pack", [rule, always])))
    stated = {"bank_access": applies, "payroll_access": requires}
    found = report(project(monitoring={fact: said(value) for fact, value in stated.items() if value is not None}), pack)
    assert (found.result("TEST-1").verdict, found.result("TEST-1").reason) == (verdict, reason)


def test_where_nothing_applies_nothing_is_released(tmp_path):
    rule = condition("TEST-1", "COV", {"fact": "safety.risk_assessment", "is": True})
    pack = load_pack(str(write_pack(tmp_path / "pack", [rule], scope="workforce")))
    with pytest.raises(InputError, match="no condition of small applies, so nothing was checked"):
        report(project(workforces=[]), pack)


class TestGradesAsked:
    """What a class demands is the pack's; the defaults go by class and stage."""

    @pytest.mark.parametrize(
        ("stage", "rule", "asked"),
        [
            ("proposal", "TEST-1", 2), ("appraisal", "TEST-2", 2), ("proposal", "TEST-4", 0), ("proposal", "TEST-5", 0),
            ("implementation", "TEST-1", 3), ("operation", "TEST-2", 3), ("suspended", "TEST-4", 2), ("closed", "TEST-5", 2),
            ("operation", "TEST-6", 0),
        ],
    )  # fmt: skip
    def test_one_grade_less_is_claimed_but_unproven(self, pack, stage, rule, asked):
        for grade in range(6):
            made = project(stage=stage, monitoring={RULES[rule][1]: said(True, f"E{grade}")})
            found = report(made, pack).result(rule)
            assert (found.verdict, found.reason) == (
                ("met", None) if grade >= asked else ("not_determined", "evidence_insufficient")
            )
            assert found.demanded_grade == f"E{asked}"

    @pytest.mark.parametrize("stage", ["proposal", "operation"])
    @pytest.mark.parametrize(("grade", "verdict"), [("E1", "not_determined"), ("E2", "met")])
    def test_what_a_document_settles_asks_for_a_document_at_every_stage(self, stage, grade, verdict):
        made = project(stage=stage, governance={"common_standard_agreed": said(True, grade)})
        assert report(made).result("MULTI-2").verdict == verdict

    def test_the_lowest_grade_of_the_deciding_facts_is_the_verdicts(self):
        made = project(monitoring={"payroll_access": said(True, "E5"), "bank_access": said(True, "E3")})
        assert report(made).result("MONIT-5").grade == "E3"


def test_a_verdict_that_is_met_never_shows_less_than_was_asked():
    """Host law is settled by a document, which asks for E2; the channel is promised, which asks for nothing yet."""
    association = {
        "representatives_chosen_by": said("state", "E0"),
        "law_permits_free_unions": said("no", "E2"),
        "independent_channel": said(True, "E0"),
    }
    found = report(project(stage="proposal", workforce={"association": association})).result("ASSOC-2")
    assert found.verdict == "met_by_alternative"
    assert found.grade >= found.demanded_grade


def test_what_applies_by_host_law_is_said():
    found = report(project(country="KP"))
    assert any("minimum_age is 16" in line for line in found.packs[0].host_law)


def test_an_unknown_host_leaves_open_what_its_law_may_ask():
    children = {"minimum_age": said(15), "age_verified": said(True)}
    made = project(country=None, workforce={"worker_class": "direct", "children": children})
    assert report(made).result("CHILD-1").verdict == "not_determined"


def test_a_parameter_that_host_law_may_raise_is_open_where_the_host_is_not_stated(tmp_path):
    law = {"country": "KP", "value": 3, "source": "norm", "article": "1"}
    least = {"title": "Least", "type": "number", "default": 1, "host_law": [law]}
    rule = condition("TEST-1", "CP", {"param": "least", "at_least": 3})
    pack = load_pack(str(write_pack(tmp_path / "pack", [rule], parameters={"least": least})))
    verdicts = {host: report(project(country=host), pack).result("TEST-1").verdict for host in ("KP", "PL", None)}
    assert verdicts == {"KP": "met", "PL": "not_met", None: "not_determined"}
