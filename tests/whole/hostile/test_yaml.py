"""Alias bombs, 100 KB of nesting, huge scalars, tags, merge keys, variables that stand for gigabytes: reported at their
place, quickly, through the command itself, and the program goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from helpers.definitions import TWO_STEPS
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.project import Project, Village
from yizhangtu.read import read_guide
from yizhangtu.read.yaml.scan import LONGEST

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGE_BOMB = "a: &a {x: 1}\n" + "".join(
    f"{name}: &{name}\n" + f"  <<: [{','.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
DEEP = {
    "flow lists": "[" * 100_000,
    "flow mappings": "{a: " * 25_000,
    "block lists": "- " * 50_000,
    "block mappings": "".join(f"{' ' * n}a:\n" for n in range(430)),
    "keys": "? " * 50_000,
    "half of each": "[{a: " * 20_000,
    "closed again": "[" * 50_000 + "]" * 50_000,
    "inside a value": f"{TWO_STEPS}备注: {'[' * 50_000}",
}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "Y111"),
        (MERGE_BOMB, "Y109"),
        *((text, "Y107") for text in DEEP.values()),
        ("\t" * 1_000_000, "Y105"),
        ("\t" + " " * 1_000_000 + "x", "Y105"),
        ("- " * 30 + "\t" * 1_000_000, "Y105"),
        (f"{TWO_STEPS}备注: {'字' * (LONGEST + 1)}\n", "Y128"),
        (f"{TWO_STEPS}备注: >-\n{'  字' * 90_000}\n", "Y128"),
        ("名称: !!python/object/apply:os.system ['touch /tmp/x']\n", "Y108"),
        ("!!python/object/new:subprocess.Popen [[touch, x]]\n", "Y108"),
        (f"%TAG ! tag:x.example,2024:\n---\n{TWO_STEPS}备注: !x 甲\n", "Y108"),
        (f"{TWO_STEPS}备注: !!binary aGFsbG8=\n", "Y108"),
    ],
    ids=[
        "aliases",
        "merge keys",
        *DEEP,
        "tabs",
        "blanks",
        "tabs in lists",
        "long",
        "folded",
        "object",
        "process",
        "tag",
        "binary",
    ],
)
def test_is_reported_and_nothing_else_happens(text: str, code: str) -> None:
    assert code in [fault.code for fault in read_guide(text.encode(), "例.yaml", Project()).diagnostics]


def test_a_process_survives_all_of_them(tmp_path: Path) -> None:
    """What kills libyaml kills the process, and only a process can show that it does not. A good file beside them is
    checked as ever."""
    flows = tmp_path / "flows"
    flows.mkdir()
    for number, text in enumerate((BOMB, MERGE_BOMB, *DEEP.values())):
        (flows / f"{number}.yaml").write_text(text, "utf-8")
    (flows / "好.yaml").write_text(TWO_STEPS, "utf-8")
    command = [sys.executable, "-m", "yizhangtu", "check", "--format", "github"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    named = {line.split("file=flows/")[1].split(".")[0] for line in done.stdout.splitlines()}
    assert named == {str(number) for number in range(2 + len(DEEP))}


def village(length: int) -> Project:
    """A project whose one village has a column of so many characters."""
    value = "字" * length
    return Project(villages=(Village(Text("甲村"), None, (("村名", "甲村"), ("长", value))),))


def messages(text: str, project: Project) -> list[str]:
    found = read_guide(text.encode(), "例.yaml", project, village=project.villages[0])
    return [fault.code for fault in found.diagnostics]


def test_a_variable_can_be_long_and_not_endless() -> None:
    assert messages(f"{TWO_STEPS}备注: '{{{{长}}}}'\n", village(1000)) == []
    assert messages(f"{TWO_STEPS}备注: '{'{{长}}' * 11}'\n", village(1000)) == ["Y128"]


def test_many_variables_are_not_filled_in_for_ever() -> None:
    """100,000 places of 9,000 characters each would be a gigabyte."""
    notes = yaml.safe_dump({"备注": ["{{长}}"] * 20_000}, allow_unicode=True)
    assert messages(f"{TWO_STEPS}{notes}", village(9000)) == ["Y128"]
