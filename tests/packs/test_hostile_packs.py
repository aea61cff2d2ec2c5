"""Packs from strangers: whatever they hold, a clear message, exit code 2, and soon."""

# a row of a table stays on one line.
# ruff: noqa: E501

import json
import os
import resource
import subprocess
import sys
import time

import pytest

from tests.build import condition, write_pack
from tests.conftest import environment

SECONDS = 15
MEMORY = 1_500 * 1024 * 1024
LEAF = {"fact": "monitoring.payroll_access", "is": True}


def pack_yaml(folder, text):
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").write_text(text)


def extending(folder, base, **keys):
    """A pack that extends another by its folder's name, beside it."""
    (folder / "cases").mkdir(parents=True, exist_ok=True)
    opening = {"pack": folder.name, "extends": base, "version": "1.0.0", "title": "T", "authority": "A"}
    pack_yaml(folder, json.dumps(opening | keys))


def swap(folder, name, old, new):
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))


def with_requires(folder, text):
    """The small pack, its requirement written as it stands in the text."""
    write_pack(folder, [condition("TEST-1", "CP", LEAF)])
    swap(folder, "TEST.yaml", json.dumps(LEAF), text)


def chain(root, length):
    write_pack(root / "p0", [condition("TEST-1", "CP", LEAF)], pack="p0")
    for number in range(1, length):
        extending(root / f"p{number}", f"p{number - 1}")
    (root / f"p{length - 1}").rename(root / "pack")


def circle(root):
    extending(root / "pack", "other")
    extending(root / "other", "pack")


def alias_bomb(root):
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    pack_yaml(root / "pack", "\n".join(rows))


def big(root):
    (root / "pack").mkdir()
    with (root / "pack" / "pack.yaml").open("wb") as file:
        file.write(b"pack: x")
        file.truncate(1 << 30)


def many_big(root):
    """Each file within what one may have, together more than a pack may."""
    write_pack(root / "pack", [condition("TEST-1", "CP", LEAF)], clusters=["TEST", *(f"B{n}" for n in range(99))])
    for number in range(99):
        (root / "pack" / f"B{number}.yaml").write_text(f"cluster: B{number}\ntitle: {'x' * 900_000}\n")


def linked_out(root):
    write_pack(root / "away" / "base", [condition("TEST-1", "CP", LEAF)])
    (root / "base").symlink_to(root / "away" / "base")
    extending(root / "pack", "base")


def linked_file(root):
    write_pack(root / "pack", [condition("TEST-1", "CP", LEAF)])
    (root / "pack" / "TEST.yaml").rename(root / "TEST.yaml")
    (root / "pack" / "TEST.yaml").symlink_to(root / "TEST.yaml")


def piped(root):
    write_pack(root / "pack", [condition("TEST-1", "CP", LEAF)])
    (root / "pack" / "TEST.yaml").unlink()
    os.mkfifo(root / "pack" / "TEST.yaml")


def piped_base(root):
    extending(root / "pack", "base")
    (root / "base").mkdir()
    os.mkfifo(root / "base" / "pack.yaml")


def many_conditions(root):
    write_pack(root / "pack", [condition(f"TEST-{n}", "CP", LEAF) for n in range(500)])
    text = (root / "pack" / "TEST.yaml").read_text()
    for number in range(10):
        name = f"C{number}A"
        (root / "pack" / f"{name}.yaml").write_text(text.replace("TEST", name))
        for n in range(500):
            (root / "pack" / "cases" / f"{name}-{n}.yaml").write_text("x")
    swap(
        root / "pack",
        "pack.yaml",
        '"clusters": ["TEST"]',
        json.dumps({"clusters": [f"C{n}A" for n in range(10)]})[1:-1],
    )


def misspelt_a_thousand_times(root):
    with_requires(
        root / "pack", json.dumps({"all": [{"fact": f"monitoring.payrol_access{n}", "is": True} for n in range(1990)]})
    )


def measures_in_every_tree(root):
    rows = [{"measure": f"m{n}", "title": "T", "from": "2006-10-14", "sources": [{"source": "norm", "article": "1"}]}
            for n in range(100)]  # fmt: skip
    one = {"authorised": "measures"}
    write_pack(
        root / "pack",
        [condition("TEST-1", "CP", {"all": [one] * 500})],
        regimes={"r": {"title": "R", "measures": rows}},
    )


def unknown_names(root):
    write_pack(root / "base", [condition("TEST-1", "CP", LEAF)], pack="base")
    extending(root / "pack", "base", classes={f"TEST-{n}": "CP" for n in range(2, 999)},
              relaxes=[{"what": f"TEST-{n}", "reason": "It is so."} for n in range(2, 4_000)])  # fmt: skip


def linked_pack_yaml(root, target):
    (root / "pack").mkdir()
    (root / "pack" / "pack.yaml").symlink_to(target)


HOSTILE = {
    "a circle": (circle, "packs extend one another in a circle: pack → other → pack"),
    "itself": (lambda root: extending(root / "pack", "pack"), "in a circle"),
    "a long chain": (lambda root: chain(root, 12), "more than 8 packs extend one another"),
    "a base out of the folder": (lambda root: extending(root / "pack", "../base"), "a pack id is lower-case words joined by dashes"),
    "an absolute base": (lambda root: extending(root / "pack", "/etc"), "a pack id is lower-case words joined by dashes"),
    "a base behind a link": (linked_out, "leads out of the folder that this pack lies in"),
    "a file behind a link": (linked_file, "a pack's file leads out of its folder"),
    "a pipe for a file": (piped, "is a pipe, not a regular file"),
    "a pipe for the base's file": (piped_base, "no pack is called `base`"),
    "a link in a circle": (lambda root: linked_pack_yaml(root, "pack.yaml"), "no rule pack is found here"),
    "a device": (lambda root: linked_pack_yaml(root, "/dev/zero"), "no rule pack is found here"),
    "an alias bomb": (alias_bomb, "alias"),
    "a gigabyte on one line": (big, "the files of this pack are larger than 2097152 bytes"),
    "many large files": (many_big, "the files of this pack are larger than 2097152 bytes"),
    "a deep tree": (lambda root: with_requires(root / "pack", '{"not": ' * 50_000 + json.dumps(LEAF) + "}" * 50_000), "deep"),
    "a wide tree": (lambda root: with_requires(root / "pack", json.dumps({"all": [LEAF] * 30_000})), "more than 2000 nodes"),
    "lists in lists": (lambda root: with_requires(root / "pack", json.dumps(
        {"every": "workforces", "satisfies": {"some": "workforces", "satisfies": {"item": "headcount", "at_least": 1}}})),
        "a list inside the list `workforces` is not accepted"),
    "all workforces for each workforce": (lambda root: write_pack(root / "pack", [condition("TEST-1", "CP",
        {"every": "workforces", "satisfies": {"item": "headcount", "at_least": 1}})], scope="workforce"),
        "`workforces` speaks of the whole project, and this cluster judges each workforce"),
    "all measures for each workforce": (lambda root: write_pack(root / "pack", [condition("TEST-1", "CP", {"authorised": "measures"})],
        scope="workforce"), "`measures` speaks of the whole project, and this cluster judges each workforce"),
    "counts in lists": (lambda root: with_requires(root / "pack", json.dumps(
        {"count": "parties", "where": {"every": "workforces", "satisfies": LEAF}, "at_least": 1})),
        "a list inside the list `parties` is not accepted"),
    "thousands of conditions": (many_conditions, "more than 2000 nodes"),
    "thousands of faults": (misspelt_a_thousand_times, "no fact is called"),
    "measures in every tree": (measures_in_every_tree, "more than 2000 nodes"),
    "thousands of unknown names": (unknown_names, "the pack that this extends has no condition `TEST-2`"),
    "code": (lambda root: pack_yaml(root / "pack", "pack: !!python/object/apply:os.system [touch /tmp/owned]"), "tag"),
    "no mapping": (lambda root: pack_yaml(root / "pack", "[1, 2]"), "expected"),
    "an empty file": (lambda root: pack_yaml(root / "pack", ""), "empty"),
    "a number for a base": (lambda root: pack_yaml(root / "pack", "extends: 5"), "extends"),
}  # fmt: skip


def bounded():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.parametrize(("make", "message"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_pack_is_refused_soon(tmp_path, make, message):
    make(tmp_path)
    begun = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", "checker", "list", "--pack", "pack"], cwd=tmp_path, env=environment(),
        capture_output=True, text=True, timeout=4 * SECONDS, check=False, preexec_fn=bounded,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (2, ""), ended.stderr[-2000:]
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr
    assert time.monotonic() - begun < SECONDS
