"""Growth: how the time of a check and of each format grows with what a file holds, at n, 2n and 4n.

    python benchmarks/growth.py --only statements

What doubles should take about twice as long: the column ``4n : n`` holds the ratio of the times, which is near 4
where growth is linear and near 16 where it is a square. Nothing is judged here.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from datetime import date, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from generate import project as generated

from checker import check, load_pack
from checker.formats.registry import FORMATS, render
from checker.ground.places import Document
from checker.project.read import adapt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker import Pack

__all__ = ["Growth", "growths"]

Data = dict[str, Any]
_DAY = date(2026, 1, 1)
_KINDS = ("press", "ngo_report", "un_report", "inspection", "payroll_records")


class Growth(NamedTuple):
    """One thing that grows: its name, n, the file that has so many of it, and what is timed on that file."""

    name: str
    first: int
    made: Callable[[int], Data]


def growths() -> list[Growth]:
    """What grows: everything of which a file can hold many."""
    return [
        Growth("statements of one share", 250, lambda n: _file(_workforce(wages={"share_received": _said(n, _share)}))),
        Growth(
            "statements of one flag",
            250,
            lambda n: _file(_workforce(freedom={"penalty_for_declining": _said(n, _flag)})),
        ),
        Growth(
            "statements of one list", 250, lambda n: _file(_workforce(class_={"selection_criteria": _said(n, _list)}))
        ),
        Growth(
            "contested statements",
            250,
            lambda n: _file(_workforce(wages={"share_received": _said(n, _share, contested=True)})),
        ),
        Growth("authorisations, one each", 250, lambda n: _file(sanctions={"authorisations": _said(n, _permit)})),
        Growth("items for one statement", 1750, _one_statement),
        Growth("items for many statements", 1750, _many_statements),
        Growth("reports of one origin", 1750, _one_origin),
        Growth("parties of like names", 250, _parties),
        Growth("a chain of parts", 250, _chain),
        Growth("distinct workforces", 12, _workforces),
    ]


def _file(*workforces: Data, **more: Any) -> Data:
    return {
        "id": "growth", "country": "KP", "purpose": "commercial", "stage": "operation", "as_of": _DAY.isoformat(),
        "workforces": list(workforces), **more,
    }  # fmt: skip


def _workforce(**sections: Any) -> Data:
    named = {"class" if name == "class_" else name: facts for name, facts in sections.items()}
    return {"id": "w", "worker_class": "direct", **named}


def _said(count: int, value: Callable[[int], Any], **more: Any) -> list[Data]:
    return [
        {
            "value": value(number),
            "basis": "practice",
            "as_of": (_DAY - timedelta(days=number % 700)).isoformat(),
            **more,
        }
        for number in range(count)
    ]


def _share(number: int) -> float:
    return round(number % 997 / 997, 5)


def _flag(number: int) -> bool:
    return number % 3 == 0


def _list(number: int) -> list[str]:
    return [("skills", "songbun", "health", "education")[number % 4], ("experience", "residence_permit")[number % 2]]


def _permit(number: int) -> list[Data]:
    return [{"measure": "joint_venture", "body": f"Body {number}", "reference": str(number), "granted": "2025-01-01",
             "valid_until": "none", "scope": "all"}]  # fmt: skip


def _item(number: int, **more: Any) -> Data:
    day = (_DAY - timedelta(days=number % 700)).isoformat()
    return {
        "id": f"E{number}",
        "kind": _KINDS[number % len(_KINDS)],
        "issuer": f"Maker {number} of the North",
        "issued": day,
        **more,
    }


def _one_statement(count: int) -> Data:
    cited = [f"E{number}" for number in range(count)]
    said = {"value": 0.9, "basis": "practice", "evidence": cited}
    return _file(_workforce(wages={"share_received": said}), evidence=[_item(number) for number in range(count)])


def _many_statements(count: int) -> Data:
    said = [{"value": _flag(number), "basis": "practice", "evidence": [f"E{number}"]} for number in range(count)]
    return _file(
        _workforce(freedom={"penalty_for_declining": said}), evidence=[_item(number) for number in range(count)]
    )


def _one_origin(count: int) -> Data:
    items = [
        _item(number, **({"origin": f"E{number - 1}"} if number else {}), url="https://example.org/a/report")
        for number in range(count)
    ]
    said = {"value": False, "basis": "practice", "evidence": [item["id"] for item in items]}
    return _file(_workforce(freedom={"penalty_for_declining": said}), evidence=items)


def _parties(count: int) -> Data:
    names = ["Water Works " + " ".join(f"n{number % (step + 2)}" for step in range(8)) for number in range(count)]
    parties = [
        {"id": f"p{number}", "name": name, "country": "KP", "roles": ["employer"]} for number, name in enumerate(names)
    ]
    return _file(_workforce(wages={"share_received": 0.9}), parties=parties,
                 evidence=[_item(number, issuer=name) for number, name in enumerate(names)])  # fmt: skip


def _chain(count: int) -> Data:
    parties = [
        {"id": f"p{number}", "name": f"Firm {number:05}", "part_of": f"p{(number + 1) % count}"}
        for number in range(count)
    ]
    parties[0]["roles"] = ["employer"]
    return _file(_workforce(wages={"share_received": 0.9}), parties=parties)


def _workforces(count: int) -> Data:
    """Workforces that state every fact, each otherwise, and no figures that cannot be true together."""
    made = generated(0, 1)
    entries: list[Data] = []
    number = 0
    while len(entries) < count:
        entries += generated(number, 1)["workforces"]
        number += 1
    for place, entry in enumerate(entries):
        entry |= {"id": f"w{place}", "employer": made["parties"][0]["id"]}
        for section, name in (("wages", "deductions"), ("hours", "rest_days_per_week"), ("disability", "employed")):
            entry.get(section, {}).pop(name, None)
    items = list(made["evidence"])
    cited = {one for entry in entries for one in _cited(entry)}
    items += [_item(0) | {"id": one} for one in sorted(cited - {item["id"] for item in items})]
    return made | {
        "workforces": entries[:count],
        "workforce_defaults": {},
        "evidence": items,
        "sanctions": {},
        "remedy": {},
    }


def _cited(value: Any) -> Iterator[str]:
    """Every item of evidence that is cited anywhere in an entry."""
    if isinstance(value, dict):
        yield from value.get("evidence") or ()
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _cited(inner)


def measure(growth: Growth, pack: Pack, formats: list[str]) -> dict[str, list[float]]:
    """The seconds of a check and of each format, at n, 2n and 4n."""
    found: dict[str, list[float]] = {name: [] for name in ("check", *formats)}
    for times in (1, 2, 4):
        file = adapt(Document("project.yaml", growth.made(times * growth.first), {}, ""))
        begun = time.perf_counter()
        report = check(file, packs=[pack])
        found["check"].append(time.perf_counter() - begun)
        for name in formats:
            begun = time.perf_counter()
            render(report, name)
            found[name].append(time.perf_counter() - begun)
    return found


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="how time grows with what a file holds")
    parser.add_argument("--only", help="what to measure: any part of a name in the table (default: everything)")
    parser.add_argument("--scale", type=float, default=1, help="times the number of things (default 1)")
    given = parser.parse_args()
    pack = load_pack()
    installed = [name for name, one in FORMATS.items() if not one.library or find_spec(one.library)]
    sys.stdout.write(
        f"Python {platform.python_version()}\n\n{'':<42}{'n':>6}{'n':>11}{'2n':>11}{'4n':>11}{'4n : n':>9}\n"
    )
    for growth in growths():
        if given.only and given.only not in growth.name:
            continue
        scaled = growth._replace(first=max(1, round(given.scale * growth.first)))
        formats = installed if growth.made is _workforces else ["text"]
        for name, seconds in measure(scaled, pack, formats).items():
            figures = "".join(f"{1000 * taken:>8.0f} ms" for taken in seconds)
            sys.stdout.write(
                f"{growth.name + ': ' + name:<42}{scaled.first:>6}{figures}{seconds[-1] / seconds[0]:>9.1f}\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
