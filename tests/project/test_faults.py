"""What is wrong with a project file is said in full: where, what was found, what is allowed, the nearest right name."""

# ruff: noqa: E501 - a message stands on one line

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker import InputError, load_project
from tests.conftest import MINIMAL, minimal

if TYPE_CHECKING:
    from pathlib import Path

BASES = "`practice`, `commitment` or `law`"
PARTY_KINDS = (
    "`company`, `state_enterprise`, `government`, `multilateral`, `lender`, `ngo`, `labour_agency` or `monitor`"
)
EVIDENCE_KINDS = (
    "`statute`, `treaty`, `contract`, `official_decision`, `authorisation`, `policy`, `payroll_records`, `bank_records`, "
    "`personnel_records`, `inspection`, `monitoring_report`, `interviews`, `survey`, `audit`, `court_record`, `un_report`, "
    "`ngo_report`, `academic`, `press` or `party_statement`"
)
SELECTION_MODES = "`open_recruitment`, `choose_from_list`, `assigned` or `seconded_official`"
INDICATORS = (
    "`abuse_of_vulnerability`, `deception`, `restriction_of_movement`, `isolation`, `violence`, `intimidation`, "
    "`retention_of_identity_documents`, `withholding_of_wages`, `debt_bondage`, `abusive_conditions` or `excessive_overtime`"
)
STATEMENT_KEYS = "value, basis, evidence, as_of, contested, contested_by, not_collected, note"


def messages(folder: Path, text: str, name: str = "project.yaml") -> list[str]:
    """What is said about a file, each without the name of the file."""
    path = folder / name
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        load_project(path)
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]


def of_workforce(section: str) -> str:
    """A file with one section of facts of one workforce, on line 9."""
    return f"{MINIMAL}workforces:\n  - id: w\n    {section}\n"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param(
            "titel: x", "7:1: the key `titel` is not known here at titel; did you mean `title`?", id="at the root"
        ),
        pytest.param(
            "Contry: KP", "7:1: the key `Contry` is not known here at Contry; did you mean `country`?", id="other case"
        ),
        pytest.param(
            "sector: {cod: 1}",
            "7:10: the key `cod` is not known here at sector.cod; did you mean `code`?",
            id="in a mapping",
        ),
        pytest.param(
            "sector: {zzz: 1}",
            "7:10: the key `zzz` is not known here at sector.zzz; allowed: scheme, code",
            id="nothing near",
        ),
        pytest.param(
            "parties: [{id: a, role: host}]",
            "7:19: the key `role` is not known here at parties[0].role; did you mean `roles`?",
            id="in a list",
        ),
        pytest.param(
            "finance: {disbursements: [{id: a, sum: 1}]}",
            "7:35: the key `sum` is not known here at finance.disbursements[0].sum; allowed: id, amount, due",
            id="two levels down",
        ),
        pytest.param(
            "evidence: [{id: a, kind: press, examined_by: {independant: true}}]",
            "7:47: the key `independant` is not known here at evidence[0].examined_by.independant; did you mean `independent`?",
            id="in a mapping in a list",
        ),
        pytest.param(
            "workforce_defaults: {hirng: {}}",
            "7:22: the key `hirng` is not known here at workforce_defaults.hirng; did you mean `hiring`?",
            id="section of a workforce",
        ),
        pytest.param(
            "monitoring: {chosen: host}",
            "7:14: the key `chosen` is not known here at monitoring.chosen; did you mean `chosen_by`?",
            id="fact of the project",
        ),
        pytest.param(
            "monitoring: {chosen_by: {value: host, bases: law}}",
            "7:39: the key `bases` is not known here at monitoring.chosen_by.bases; did you mean `basis`?",
            id="in a statement",
        ),
        pytest.param(
            "monitoring: {chosen_by: [{value: host}, {value: host, zzz: 1}]}",
            f"7:55: the key `zzz` is not known here at monitoring.chosen_by[1].zzz; allowed: {STATEMENT_KEYS}",
            id="in a list of statements",
        ),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_known_one_or_all(tmp_path, line, message):
    assert messages(tmp_path, f"{MINIMAL}{line}\n") == [message]


@pytest.mark.parametrize(
    ("section", "message"),
    [
        pytest.param(
            "hirng: {}",
            "9:5: the key `hirng` is not known here at workforces[0].hirng; did you mean `hiring`?",
            id="section",
        ),
        pytest.param(
            "hiring: {selectionmode: assigned}",
            "9:14: the key `selectionmode` is not known here at workforces[0].hiring.selectionmode; did you mean `selection_mode`?",
            id="fact",
        ),
        pytest.param(
            "wages: {deductions: {value: [{payee: state, legal: x}]}}",
            "9:49: the key `legal` is not known here at workforces[0].wages.deductions.value[0].legal; did you mean `legal_basis`?",
            id="record in a statement",
        ),
        pytest.param(
            "wages: {deductions: [{payee: state, zzz: x}]}",
            "9:41: the key `zzz` is not known here at workforces[0].wages.deductions[0].zzz; "
            "allowed: name, share, legal_basis, payee, explained_to_worker, consented_in_writing",
            id="record of a short fact",
        ),
    ],
)
def test_an_unknown_key_of_a_workforce_is_named_too(tmp_path, section, message):
    assert messages(tmp_path, of_workforce(section)) == [message]


def test_a_long_unknown_key_is_quoted_once_and_cut(tmp_path):
    (message,) = messages(
        tmp_path,
        f'{{"{"x" * 100_000}": 1, "id": "p", "purpose": "commercial", "stage": "closed", "as_of": "2026-01-01"}}',
        "p.json",
    )
    assert message.startswith(f"1:2: the key `{'x' * 59}…` is not known here; allowed: id, title, ")
    assert len(message) < 500


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        pytest.param("id", "[1]", "1:5: found a list, expected text at id", id="id: list"),
        pytest.param("id", "null", "1:5: found nothing, expected text at id", id="id: left blank"),
        pytest.param(
            "id",
            "Two Words",
            "1:5: found the text `Two Words`, expected lower-case words joined by dashes at id",
            id="id: form",
        ),
        pytest.param("id", "a" * 101, "1:5: text of 101 characters is too long, at most 100 at id", id="id: length"),
        pytest.param(
            "title", "5", "2:8: found the number `5`, expected text at title; put it in quotes", id="text: number"
        ),
        pytest.param("title", "true", "2:8: found `true`, expected text at title; put it in quotes", id="text: truth"),
        pytest.param("title", "{a: b}", "2:8: found a mapping, expected text at title", id="text: mapping"),
        pytest.param(
            "country",
            "kp",
            "3:10: found the text `kp`, expected an ISO 3166-1 code of two capital letters at country; did you mean `KP`?",
            id="country: small letters",
        ),
        pytest.param(
            "country",
            "Korea",
            "3:10: found the text `Korea`, expected an ISO 3166-1 code of two capital letters at country",
            id="country: name",
        ),
        pytest.param(
            "purpose",
            "comercial",
            "4:10: found the text `comercial`, expected `commercial`, `developmental`, `humanitarian` or `exchange` at purpose; did you mean `commercial`?",
            id="word: nearest",
        ),
        pytest.param(
            "purpose",
            "x",
            "4:10: found the text `x`, expected `commercial`, `developmental`, `humanitarian` or `exchange` at purpose",
            id="word: none near",
        ),
        pytest.param(
            "stage",
            "Operation",
            "5:8: found the text `Operation`, expected `proposal`, `appraisal`, `implementation`, `operation`, `suspended` or `closed` at stage; did you mean `operation`?",
            id="word: other case",
        ),
        pytest.param(
            "stage",
            "[proposal]",
            "5:8: found a list, expected `proposal`, `appraisal`, `implementation`, `operation`, `suspended` or `closed` at stage",
            id="word: list",
        ),
        pytest.param(
            "as_of", "null", "6:8: found nothing, expected a date such as 2026-03-31 at as_of", id="date: left blank"
        ),
        pytest.param(
            "as_of",
            "20260101",
            "6:8: found the number `20260101`, expected a date such as 2026-03-31 at as_of",
            id="date: without dashes",
        ),
        pytest.param(
            "as_of",
            "31.03.2026",
            "6:8: found the text `31.03.2026`, expected a date such as 2026-03-31 at as_of",
            id="date: other form",
        ),
        pytest.param(
            "as_of",
            "2026-1-1",
            "6:8: found the text `2026-1-1`, expected a date such as 2026-03-31 at as_of",
            id="date: without zeros",
        ),
        pytest.param(
            "as_of",
            "2026-02-30",
            "6:8: `2026-02-30` is a date that does not exist at as_of; write year-month-day, such as 2026-03-31",
            id="date: 30 February",
        ),
        pytest.param(
            "as_of",
            "2023-02-29",
            "6:8: `2023-02-29` is a date that does not exist at as_of; write year-month-day, such as 2026-03-31",
            id="date: no leap year",
        ),
        pytest.param(
            "as_of",
            "0000-01-01",
            "6:8: `0000-01-01` is a date that does not exist at as_of; write year-month-day, such as 2026-03-31",
            id="date: year nought",
        ),
        pytest.param(
            "default_basis",
            "practise",
            f"7:16: found the text `practise`, expected {BASES} at default_basis; did you mean `practice`?",
            id="basis",
        ),
        pytest.param("sector", "x", "7:9: found the text `x`, expected a mapping at sector", id="mapping: text"),
        pytest.param(
            "sector",
            "{code: 2.5}",
            "7:16: found the number `2.5`, expected text or a whole number at sector.code; put it in quotes",
            id="code: fraction",
        ),
        pytest.param("parties", "{}", "7:10: found a mapping, expected a list at parties", id="list: mapping"),
        pytest.param(
            "parties", "[x]", "7:11: found the text `x`, expected a mapping at parties[0]", id="list: text in it"
        ),
        pytest.param("parties", "[{name: x}]", "7:11: `id` is missing at parties[0]", id="list: id missing"),
        pytest.param(
            "parties",
            "[{id: a b}]",
            "7:16: found the text `a b`, expected an id without spaces at parties[0].id",
            id="id with a space",
        ),
        pytest.param(
            "parties",
            "[{id: a, kind: compny}]",
            f"7:25: found the text `compny`, expected {PARTY_KINDS} at parties[0].kind; did you mean `company`?",
            id="kind of party",
        ),
        pytest.param(
            "parties",
            "[{id: a, roles: host}]",
            "7:26: found the text `host`, expected a list at parties[0].roles",
            id="list of words: text",
        ),
        pytest.param(
            "parties",
            "[{id: a, roles: [hst]}]",
            "7:27: found the text `hst`, expected `lead_financier`, `co_financier`, `employer`, `host`, `implementer`, `labour_agency`, `contractor`, `monitor` or `observer` at parties[0].roles[0]; did you mean `host`?",
            id="list of words: nearest",
        ),
        pytest.param(
            "finance",
            "{amount: lots}",
            "7:19: found the text `lots`, expected a number at finance.amount",
            id="amount: text",
        ),
        pytest.param(
            "finance",
            "{amount: 5 EUR}",
            "7:19: found the text `5 EUR`, expected a number at finance.amount; write a number without quotes or unit",
            id="amount: unit",
        ),
        pytest.param(
            "finance",
            "{amount: -1}",
            "7:19: found the number `-1`, expected at least 0 at finance.amount",
            id="amount: negative",
        ),
        pytest.param(
            "finance",
            "{disbursements: [{id: d, due: soon}]}",
            "7:40: found the text `soon`, expected a date such as 2026-03-31 at finance.disbursements[0].due",
            id="due day",
        ),
        pytest.param(
            "context",
            '{workers_can_speak_safely: "yes"}',
            "7:37: found the text `yes`, expected true or false at context.workers_can_speak_safely; write true without quotes",
            id="truth: yes",
        ),
        pytest.param(
            "context",
            "{workers_can_speak_safely: 1}",
            "7:37: found the number `1`, expected true or false at context.workers_can_speak_safely",
            id="truth: number",
        ),
        pytest.param(
            "workforces", "[null]", "7:14: found nothing, expected a mapping at workforces[0]", id="list: nothing in it"
        ),
        pytest.param("evidence", "[{id: a}]", "7:12: `kind` is missing at evidence[0]", id="kind missing"),
        pytest.param(
            "evidence",
            "[{id: a, kind: contrakt}]",
            f"7:26: found the text `contrakt`, expected {EVIDENCE_KINDS} at evidence[0].kind; did you mean `contract`?",
            id="kind of evidence",
        ),
        pytest.param(
            "evidence",
            "[{id: a, kind: press, sha256: xyz}]",
            "7:41: found the text `xyz`, expected 64 hexadecimal digits at evidence[0].sha256",
            id="digest",
        ),
        pytest.param(
            "sanctions",
            "{authorisations: [{granted: 2026-02-30}]}",
            "7:40: `2026-02-30` is a date that does not exist at sanctions.authorisations[0].granted; write year-month-day, such as 2026-03-31",
            id="date in a record",
        ),
        pytest.param(
            "sanctions",
            "{authorisations: [{valid_until: never}]}",
            "7:44: found the text `never`, expected a date such as 2026-03-31, or none at sanctions.authorisations[0].valid_until",
            id="date or none",
        ),
    ],
)
def test_a_wrong_value_is_said_with_what_is_allowed(tmp_path, key, value, message):
    assert messages(tmp_path, minimal(**{key: value})) == [message]


@pytest.mark.parametrize(
    ("section", "message"),
    [
        pytest.param(
            "headcount: many",
            "9:16: found the text `many`, expected a whole number at workforces[0].headcount",
            id="whole number: text",
        ),
        pytest.param(
            'headcount: "42"',
            "9:16: found the text `42`, expected a whole number at workforces[0].headcount; write a number without quotes or unit",
            id="whole number: quoted",
        ),
        pytest.param(
            "headcount: 1.5",
            "9:16: found the number `1.5`, expected a whole number at workforces[0].headcount",
            id="whole number: fraction",
        ),
        pytest.param(
            "headcount: -1",
            "9:16: found the number `-1`, expected at least 0 at workforces[0].headcount",
            id="whole number: negative",
        ),
        pytest.param(
            "worker_class: dirct",
            "9:19: found the text `dirct`, expected `direct`, `contracted`, `supply_chain`, `community`, `seconded_official` or `self_employed` at workforces[0].worker_class; did you mean `direct`?",
            id="class of workers",
        ),
        pytest.param(
            "hiring: [1]", "9:13: found a list, expected a mapping at workforces[0].hiring", id="section: list"
        ),
        pytest.param(
            "hiring: {employer_may_refuse: 1}",
            "9:35: found the number `1`, expected true or false at workforces[0].hiring.employer_may_refuse",
            id="truth: number",
        ),
        pytest.param(
            'hiring: {employer_may_refuse: "no"}',
            "9:35: found the text `no`, expected true or false at workforces[0].hiring.employer_may_refuse; write false without quotes",
            id="truth: no",
        ),
        pytest.param(
            "hiring: {employer_may_refuse: {value: maybe}}",
            "9:43: found the text `maybe`, expected true or false at workforces[0].hiring.employer_may_refuse.value",
            id="truth: word in a statement",
        ),
        pytest.param(
            "hiring: {list_size_per_post: three}",
            "9:34: found the text `three`, expected a whole number at workforces[0].hiring.list_size_per_post",
            id="count: text",
        ),
        pytest.param(
            "hiring: {list_size_per_post: 2.5}",
            "9:34: found the number `2.5`, expected a whole number at workforces[0].hiring.list_size_per_post",
            id="count: fraction",
        ),
        pytest.param(
            "hiring: {list_size_per_post: true}",
            "9:34: found `true`, expected a whole number at workforces[0].hiring.list_size_per_post",
            id="count: truth",
        ),
        pytest.param(
            "hours: {regular_weekly: 40 h}",
            "9:29: found the text `40 h`, expected a number at workforces[0].hours.regular_weekly; write a number without quotes or unit",
            id="number: unit",
        ),
        pytest.param(
            "hours: {regular_weekly: 169}",
            "9:29: found the number `169`, expected at most 168 at workforces[0].hours.regular_weekly",
            id="number: more than a week has",
        ),
        pytest.param(
            "gender: {share_women_hired: 40}",
            "9:33: found the number `40`, expected at most 1 at workforces[0].gender.share_women_hired",
            id="share: per cent",
        ),
        pytest.param(
            "gender: {share_women_hired: -0.1}",
            "9:33: found the number `-0.1`, expected at least 0 at workforces[0].gender.share_women_hired",
            id="share: negative",
        ),
        pytest.param(
            "hiring: {selection_mode: asigned}",
            f"9:30: found the text `asigned`, expected {SELECTION_MODES} at workforces[0].hiring.selection_mode; did you mean `assigned`?",
            id="choice: nearest",
        ),
        pytest.param(
            "hiring: {selection_mode: true}",
            f"9:30: found `true`, expected {SELECTION_MODES} at workforces[0].hiring.selection_mode",
            id="choice: truth",
        ),
        pytest.param(
            "freedom: {forced_labour_indicators: isolation}",
            "9:41: found the text `isolation`, expected a list at workforces[0].freedom.forced_labour_indicators",
            id="set: text",
        ),
        pytest.param(
            "freedom: {forced_labour_indicators: [violance]}",
            f"9:42: found the text `violance`, expected {INDICATORS} at workforces[0].freedom.forced_labour_indicators[0]; did you mean `violence`?",
            id="set: nearest",
        ),
        pytest.param(
            "wages: {gross_monthly: 90}",
            "9:28: found the number `90`, expected a mapping at workforces[0].wages.gross_monthly",
            id="money: number",
        ),
        pytest.param(
            "wages: {gross_monthly: {amount: 90}}",
            "9:13: `currency` is missing at workforces[0].wages.gross_monthly; allowed: amount, currency",
            id="money: no currency",
        ),
        pytest.param(
            "wages: {gross_monthly: {amount: 90, currency: eur}}",
            "9:51: found the text `eur`, expected an ISO 4217 currency code of three capital letters at workforces[0].wages.gross_monthly.currency; did you mean `EUR`?",
            id="money: small letters",
        ),
        pytest.param(
            "wages: {deductions: x}",
            "9:25: found the text `x`, expected a list at workforces[0].wages.deductions",
            id="records: text",
        ),
        pytest.param(
            "wages: {deductions: [{share: 1.5}]}",
            "9:34: found the number `1.5`, expected at most 1 at workforces[0].wages.deductions[0].share",
            id="records: share",
        ),
        pytest.param(
            "wages: {deductions: [{payee: stat}]}",
            "9:34: found the text `stat`, expected `worker_fund`, `state`, `employer`, `agency` or `union` at workforces[0].wages.deductions[0].payee; did you mean `state`?",
            id="records: choice",
        ),
        pytest.param(
            "hiring: {dismissal_by: []}",
            "9:28: an empty list states nothing at workforces[0].hiring.dismissal_by",
            id="no statement",
        ),
        pytest.param(
            "hiring: {dismissal_by: {basis: law}}",
            "9:28: a statement needs a `value`, or `not_collected` with the reason at workforces[0].hiring.dismissal_by",
            id="statement: no value",
        ),
        pytest.param(
            "hiring: {dismissal_by: {value: state, not_collected: access_refused}}",
            "9:28: what was not collected has no value at workforces[0].hiring.dismissal_by",
            id="statement: value not collected",
        ),
        pytest.param(
            "hiring: {dismissal_by: {not_collected: refused}}",
            "9:44: found the text `refused`, expected `access_refused` or `unsafe_to_collect` at workforces[0].hiring.dismissal_by.not_collected; did you mean `access_refused`?",
            id="statement: reason",
        ),
        pytest.param(
            "hiring: {dismissal_by: {value: state, basis: promise}}",
            f"9:50: found the text `promise`, expected {BASES} at workforces[0].hiring.dismissal_by.basis",
            id="statement: basis",
        ),
        pytest.param(
            "hiring: {dismissal_by: {value: state, as_of: 2026-13-01}}",
            "9:50: `2026-13-01` is a date that does not exist at workforces[0].hiring.dismissal_by.as_of; write year-month-day, such as 2026-03-31",
            id="statement: date",
        ),
        pytest.param(
            "hiring: {dismissal_by: {value: state, contested: maybe}}",
            "9:54: found the text `maybe`, expected true or false at workforces[0].hiring.dismissal_by.contested",
            id="statement: contested",
        ),
        pytest.param(
            "hiring: {dismissal_by: {value: state, evidence: E1}}",
            "9:53: found the text `E1`, expected a list at workforces[0].hiring.dismissal_by.evidence",
            id="statement: evidence as text",
        ),
        pytest.param(
            "hiring: {dismissal_by: {value: state, note: 5}}",
            "9:49: found the number `5`, expected text at workforces[0].hiring.dismissal_by.note; put it in quotes",
            id="statement: note",
        ),
        pytest.param(
            "hiring: {dismissal_by: [{value: state}, {value: sate}]}",
            "9:53: found the text `sate`, expected `employer`, `employer_with_state_consent` or `state` at workforces[0].hiring.dismissal_by[1].value; did you mean `state`?",
            id="second statement",
        ),
    ],
)
def test_a_fact_of_the_wrong_kind_is_said_with_what_is_allowed(tmp_path, section, message):
    assert messages(tmp_path, of_workforce(section)) == [message]


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("id", "1:1: `id` is missing"),
        ("purpose", "1:1: `purpose` is missing"),
        ("stage", "1:1: `stage` is missing"),
        ("as_of", "1:1: `as_of` is missing"),
    ],
)
def test_what_every_project_file_needs_is_asked_for(tmp_path, missing, message):
    assert messages(tmp_path, minimal(**{missing: ""})) == [message]


@pytest.mark.parametrize("left_out", ["title", "country"])
def test_a_fact_may_be_left_out(tmp_path, left_out):
    path = tmp_path / "project.yaml"
    path.write_text(minimal(**{left_out: ""}))
    assert getattr(load_project(path).project, left_out) is None


@pytest.mark.parametrize(
    "text", ["[]", "x", "5", "null", "- a: 1\n"], ids=["list", "text", "number", "nothing", "list of mappings"]
)
def test_a_document_that_is_no_mapping_is_told_what_one_is(tmp_path, text):
    assert messages(tmp_path, text) == [
        "1:1: a project file is a mapping of keys such as `id`, `purpose`, `stage` and `as_of`"
    ]


REGISTER = """parties: [{id: firm}]
evidence: [{id: CONTRACT, kind: contract}]
"""


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        pytest.param(
            "workforces: [{id: w, employer: firn}]",
            "9:32: no party has the id `firn` at workforces[0].employer; did you mean `firm`?",
            id="employer: nearest",
        ),
        pytest.param(
            "workforces: [{id: w, employer: nobody}]",
            "9:32: no party has the id `nobody` at workforces[0].employer; list it under `parties`",
            id="employer: none near",
        ),
        pytest.param(
            "workforce_defaults: {employer: nobody}",
            "9:32: no party has the id `nobody` at workforce_defaults.employer; list it under `parties`",
            id="employer of all",
        ),
        pytest.param(
            "monitoring: {chosen_by: {value: host, evidence: [CONTRACT, CONTRAKT]}}",
            "9:60: no evidence item has the id `CONTRAKT` at monitoring.chosen_by.evidence[1]; did you mean `CONTRACT`?",
            id="evidence: nearest",
        ),
        pytest.param(
            "workforces: [{id: w, hiring: {dismissal_by: [{value: state, evidence: [E9]}]}}]",
            "9:72: no evidence item has the id `E9` at workforces[0].hiring.dismissal_by[0].evidence[0]; list it under `evidence`",
            id="evidence: in a list of statements",
        ),
        pytest.param(
            "workforce_defaults: {hiring: {dismissal_by: {value: state, evidence: [E9]}}}",
            "9:71: no evidence item has the id `E9` at workforce_defaults.hiring.dismissal_by.evidence[0]; list it under `evidence`",
            id="evidence: of all workforces",
        ),
    ],
)
def test_a_reference_to_nothing_is_said_with_the_nearest_id(tmp_path, rest, message):
    assert messages(tmp_path, f"{MINIMAL}{REGISTER}{rest}\n") == [message]


def test_an_origin_must_be_in_the_register(tmp_path):
    text = f"{MINIMAL}evidence: [{{id: E1, kind: press, origin: wire}}]\n"
    assert messages(tmp_path, text) == [
        "7:42: no evidence item has the id `wire` at evidence[0].origin; list it under `evidence`"
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param(
            "parties: [{id: a}, {id: b}, {id: a}]",
            "7:34: the id `a` is given twice in `parties` at parties[2].id",
            id="parties",
        ),
        pytest.param(
            "workforces: [{id: a}, {id: a}]",
            "7:28: the id `a` is given twice in `workforces` at workforces[1].id",
            id="workforces",
        ),
        pytest.param(
            "evidence: [{id: a, kind: press}, {id: a, kind: press}]",
            "7:39: the id `a` is given twice in `evidence` at evidence[1].id",
            id="evidence",
        ),
        pytest.param(
            "finance: {disbursements: [{id: a}, {id: a}]}",
            "7:41: the id `a` is given twice in `finance.disbursements` at finance.disbursements[1].id",
            id="disbursements",
        ),
    ],
)
def test_an_id_is_given_once_in_its_list(tmp_path, lines, message):
    assert messages(tmp_path, f"{MINIMAL}{lines}\n") == [message]


def test_the_same_id_in_two_lists_is_no_fault(tmp_path):
    path = tmp_path / "project.yaml"
    path.write_text(f"{MINIMAL}parties: [{{id: a}}]\nworkforces: [{{id: a, employer: a}}]\n")
    assert load_project(path).project.workforces[0].employer == "a"


MANY = """id: Bad Id
titel: x
country: kp
purpose: commercial
stage: operation
workforces:
  - id: w
    employer: nobody
    hiring:
      selection_mode: asigned
      dismissal_by: {value: state, basis: promise, evidence: [E9], as_of: 2026-13-01, contested: maybe}
  - id: w
as_of: 2026-02-30
"""
ALL_OF_MANY = [
    "1:5: found the text `Bad Id`, expected lower-case words joined by dashes at id",
    "2:1: the key `titel` is not known here at titel; did you mean `title`?",
    "3:10: found the text `kp`, expected an ISO 3166-1 code of two capital letters at country; did you mean `KP`?",
    "8:15: no party has the id `nobody` at workforces[0].employer; list it under `parties`",
    f"10:23: found the text `asigned`, expected {SELECTION_MODES} at workforces[0].hiring.selection_mode; did you mean `assigned`?",
    f"11:43: found the text `promise`, expected {BASES} at workforces[0].hiring.dismissal_by.basis",
    "11:63: no evidence item has the id `E9` at workforces[0].hiring.dismissal_by.evidence[0]; list it under `evidence`",
    "11:75: `2026-13-01` is a date that does not exist at workforces[0].hiring.dismissal_by.as_of; write year-month-day, such as 2026-03-31",
    "11:98: found the text `maybe`, expected true or false at workforces[0].hiring.dismissal_by.contested",
    "12:9: the id `w` is given twice in `workforces` at workforces[1].id",
    "13:8: `2026-02-30` is a date that does not exist at as_of; write year-month-day, such as 2026-03-31",
]


def test_all_faults_are_reported_in_one_run_in_the_order_of_the_file(tmp_path):
    assert messages(tmp_path, MANY) == ALL_OF_MANY


def test_the_command_says_each_fault_on_a_line_of_its_own_and_nothing_on_standard_output(run, tmp_path):
    (tmp_path / "project.yaml").write_text(MANY)
    assert run("check", "project.yaml") == (2, "", "".join(f"project.yaml:{line}\n" for line in ALL_OF_MANY))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param(
            "p.json",
            '{"id": "p", "purpose": "commercial", "stage": "closed",\n "as_of": "2026-01-01", "titel": 1}',
            "2:25: the key `titel` is not known here at titel; did you mean `title`?",
            id="JSON",
        ),
        pytest.param(
            "p.toml",
            'id = "p"\npurpose = "commercial"\nstage = "closed"\nas_of = 2026-01-01\ntitel = 1\n',
            "5:1: the key `titel` is not known here at titel; did you mean `title`?",
            id="TOML",
        ),
        pytest.param(
            "p.toml",
            'id = "p"\npurpose = "commercial"\nstage = "closed"\nas_of = 2026-01-01\n[[workforces]]\nid = "w"\nhours.regular_weekly = 169\n',
            "7:24: found the number `169`, expected at most 168 at workforces[0].hours.regular_weekly",
            id="TOML, dotted",
        ),
    ],
)
def test_faults_are_placed_in_every_format(tmp_path, name, text, message):
    assert messages(tmp_path, text, name) == [message]


def test_a_statement_with_a_value_and_a_reason_hides_no_other_fault(request, tmp_path):
    text = of_workforce("hiring: {dismissal_by: {value: sate, not_collected: access_refused, note: 5}}")
    assert len(messages(tmp_path, text)) == 3


def test_thousands_of_references_to_nothing_are_reported_in_bounded_time(request, run, tmp_path):
    items = "".join(f"  - {{id: E{number}, kind: press}}\n" for number in range(3000))
    cited = ", ".join(f"X{number}" for number in range(3000))
    text = f"{MINIMAL}evidence:\n{items}monitoring: {{chosen_by: {{value: host, evidence: [{cited}]}}}}\n"
    (tmp_path / "project.yaml").write_text(text)
    assert run("check", "project.yaml", timeout=5).code == 2
