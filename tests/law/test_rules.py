"""The rules of law that are shipped."""

from __future__ import annotations

import re

import pytest

from yizhangtu.law.instruments import law_table
from yizhangtu.law.rules import RulesFile, law_rules, rules_bytes
from yizhangtu.style.reading.reader import read

RULES = law_rules()
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def test_the_file_is_what_its_records_say() -> None:
    assert read(rules_bytes(), "rules.yaml", RulesFile).diagnostics == ()


def test_every_rule_has_its_law_its_days_and_a_text_that_was_read() -> None:
    file = RULES.file
    cites = [one.cite for one in (*file.deciders, *file.periods, *file.refusals, *file.remedies, *file.substitutes)]
    for cite in cites:
        assert cite.text in file.texts and DAY.fullmatch(cite.begins) and (not cite.ends or DAY.fullmatch(cite.ends))
        assert cite.article or file.texts[cite.text].second_hand
    for vote in file.votes:
        assert vote.text in file.texts and (vote.practice or (vote.law and vote.article and DAY.fullmatch(vote.begins)))
    assert all(DAY.fullmatch(text.read) and text.source for text in file.texts.values())
    assert {one.meeting for one in (*file.votes, *file.substitutes)} == set(file.meetings)


def test_laws_of_rules_stand_in_the_table_and_have_these_articles() -> None:
    table = law_table()
    for name, articles in RULES.file.subjects.items():
        law = table.find(name)
        assert law is not None and all(1 <= int(one) <= law.versions[-1].articles for one in articles)
    for cite in (one.cite for one in (*RULES.file.deciders, *RULES.file.periods, *RULES.file.refusals)):
        assert table.find(cite.law) is not None or RULES.file.texts[cite.text].second_hand, cite.law


def test_a_meeting_has_one_rule_of_a_kind_on_any_day() -> None:
    for day in ("2015-01-01", "2025-12-31", "2026-01-01", "2027-01-01"):
        kinds = [(one.meeting, one.households) for one in RULES.votes if one.holds(day)]
        assert len(set(kinds)) == len(kinds)
    assert [one.article for one in RULES.votes_of("村民代表会议", "2025-12-31")] == ["第二十六条"]
    assert [one.article for one in RULES.votes_of("村民代表会议", "2026-01-01")] == ["第三十条"]
    assert len(RULES.votes_of("村民会议", "2026-03-15")) == 2


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("村民代表会议或村民会议", ("村民代表会议", "村民会议")),
        ("召开成员代表大会", ("成员代表大会",)),
        ("甲村村民代表大会", ("村民代表会议",)),
        ("全体成员大会", ("成员大会",)),
        ("村委会会议", ()),
    ],
)
def test_meetings_that_a_text_names(text: str, meetings: tuple[str, ...]) -> None:
    assert RULES.meetings(text) == meetings
