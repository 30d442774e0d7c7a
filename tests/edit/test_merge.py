"""Three versions of a text: what lies apart is merged, what touches is handed back with both versions."""

from __future__ import annotations

from random import Random

import pytest

from yizhangtu.edit.merge import Conflict, merge
from yizhangtu.edit.patches import as_data, patches_between

BASE = "名称: 甲\n办理主体: 乙\n收费: 不收费\n备注: 丙\n依据: 丁\n"


def test_changes_that_lie_apart_are_both_there() -> None:
    ours = BASE.replace("甲", "甲甲")
    theirs = BASE.replace("丁", "丁丁") + "关键词: [戊]\n"
    merged = merge(BASE, ours, theirs)
    assert merged.text == theirs.replace("甲", "甲甲")
    assert not merged.conflicts


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        (BASE, BASE + "x: y\n", BASE + "x: y\n"),
        (BASE + "x: y\n", BASE, BASE + "x: y\n"),
        ("a: b\n", "a: b\n", "a: b\n"),
    ],
)
def test_one_changed_version_counts(ours: str, theirs: str, wanted: str) -> None:
    assert merge(BASE, ours, theirs) == (wanted, (), False)


def test_changes_of_the_same_lines_are_a_conflict_with_both_versions() -> None:
    ours, theirs = BASE.replace("不收费", "5元"), BASE.replace("不收费", "免费").replace("丁", "戊")
    merged = merge(BASE, ours, theirs)
    assert merged.conflicts == (Conflict(3, "收费: 不收费\n", "收费: 5元\n", "收费: 免费\n"),)
    assert merged.text == ours.replace("丁", "戊"), "our version stands there until somebody decides"


def test_what_cannot_be_read_any_more_is_a_conflict() -> None:
    base = BASE.replace("甲", "&a 甲")
    ours, theirs = BASE, base + "关键词: *a\n"
    merged = merge(base, ours, theirs)
    assert merged.text == ours and merged.broken
    assert merged.conflicts == (Conflict(1, base, ours, theirs),)


def test_patches_turn_the_old_text_into_the_new_one() -> None:
    for seed in range(200):
        rng = Random(seed)
        old = "".join(rng.choice("甲乙𠮷:\n\n ") for _ in range(rng.randint(0, 60)))
        new = list(old)
        for _ in range(rng.randint(0, 5)):
            at = rng.randint(0, len(new))
            new[at : at + rng.randint(0, 3)] = rng.choice(("", "丙\n", "𠮷", "\n"))
        text = old
        for patch in reversed(patches_between(old, "".join(new))):
            text = text[: patch.start] + patch.text + text[patch.end :]
        assert text == "".join(new)


def test_columns_count_as_the_page_counts_them() -> None:
    old = "甲\n𠮷乙丙\n"
    (patch,) = patches_between(old, "甲\n𠮷乙丁丙\n")
    assert as_data(patch, old) == {"line": 2, "column": 3, "end_line": 2, "end_column": 3, "text": "丁"}
