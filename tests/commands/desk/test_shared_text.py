"""Changes of several editors on one text: applied, refused on an old version, and refused where they do not fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.commands.desk.shared_text import SharedText, Update, WrongChange, change_between, changed

TEXTS = st.text(st.sampled_from("甲乙丙😀a: \n"), max_size=40)


def test_lengths_are_those_of_utf_16() -> None:
    assert changed("甲😀乙", [3, [1, "丙", "丁"]]) == "甲😀丙\n丁"


@given(TEXTS, TEXTS)
def test_a_change_between_two_texts_leads_from_one_to_the_other(old: str, new: str) -> None:
    assert changed(old, change_between(old, new)) == new


def test_a_change_between_two_texts_touches_only_lines_that_differ() -> None:
    assert change_between("甲\n乙\n丙\n", "甲\n丁\n丙\n") == [2, [2, "丁", ""], 2]


def test_a_change_on_an_old_version_is_refused_and_can_be_caught_up_with() -> None:
    shared = SharedText("甲")
    first = Update("a", [1, [0, "乙"]])
    assert shared.push(0, [first])
    assert not shared.push(0, [Update("b", [[0, "丙"], 1])])
    assert (shared.text, shared.version) == ("甲乙", 1)
    assert shared.since(0) == [first] and shared.since(1) == []


@pytest.mark.parametrize("version", [-1, 2, 99])
def test_a_version_that_is_none_of_the_text_has_no_updates(version: int) -> None:
    shared = SharedText("甲")
    shared.push(0, [Update("a", [1])])
    assert shared.since(version) is None


@pytest.mark.parametrize(
    "changes",
    [[], [2], [0], [-1, 2], [[1, 5]], [[1, "a\nb"]], ["甲"], [True], [[]], [[True]], [1, [0, None]], [{"a": 1}], [1.0]],
)
def test_what_does_not_fit_the_text_changes_nothing(changes: list[object]) -> None:
    shared = SharedText("甲")
    good = Update("a", [1, [0, "乙"]])
    with pytest.raises(WrongChange):
        shared.push(0, [good, Update("a", changes)] if changes != [2] else [Update("a", changes)])  # type: ignore[arg-type]
    assert (shared.text, shared.version) == ("甲", 0)


def test_a_text_of_more_than_a_definition_may_have_is_refused() -> None:
    with pytest.raises(WrongChange):
        changed("", [[0, "甲" * ((1 << 20) + 1)]])
