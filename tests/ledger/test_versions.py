"""Records of versions → what a code means on a day."""

from __future__ import annotations

import pytest

from yizhangtu.content.version_code import version_code
from yizhangtu.ledger.record import Record
from yizhangtu.ledger.versions import (
    BadList,
    Registered,
    VersionList,
    as_json,
    doubled,
    find,
    from_json,
    registered,
    state_of,
)


def record(times: int, definition: str, **values: str) -> Record:
    given = {
        "图": "甲",
        "名称": "甲事",
        "版本": f"V{times}",
        "状态": "正式",
        "定义": definition,
        "第几次": times,
        "村值": "v",
    }
    return Record("镇.a", times, "", f"2026-1{times}-01T08:00:00+08:00", "版本", {**given, **values})


VALUES = {"村": {"甲村": {"村名": "甲村"}, "乙村": {"村名": "乙村"}}}


def test_the_last_version_is_current_and_the_others_are_older() -> None:
    current, older = registered([record(1, "aa"), record(2, "bb")], lambda digest: VALUES)
    assert [one.version for one in current] == ["V2"] and [(one.version, one.until) for one in older] == [
        ("V1", "2026-12-01")
    ]
    versions = VersionList(2, "2026-12-02", "2027-01-01", "××镇", "0000", tuple(current), tuple(older))
    new, old = (find(versions, version_code(one, {"村名": "乙村"})) for one in ("bb", "aa"))
    assert new and old and (new.village, old.village) == ("乙村", "乙村")
    assert (state_of(new, "2026-12-02"), state_of(old, "2026-12-02")) == ("现行", "旧版")
    assert find(versions, version_code("cc", {})) is None
    assert from_json(as_json(versions)) == versions
    assert registered([record(1, "aa"), record(2, "bb")], lambda digest: VALUES, since="2026-12-02")[1] == []


def test_of_two_computers_the_one_that_wrote_later_holds_in_any_zone() -> None:
    one, other = record(2, "bb"), record(2, "cc")._replace(account="村.b", moment="2026-12-01T01:00:00+00:00")
    for records in ([one, other], [other, one]):
        current, older = registered(records, lambda digest: VALUES)
        assert [found.definition for found in (*current, *older)] == ["cc", "bb"]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"状态": "征求意见"}, "征求意见稿"),
        ({"状态": "废止"}, "已废止"),
        ({"废止日期": "2026-12-01"}, "已废止"),
        ({"施行": "2027-01-01"}, "还没有施行"),
        ({"状态": "试行"}, "试行"),
        ({"状态": "试行", "试行至": "2026-11-30"}, "试行已满"),
        ({"施行": "2026-12-02"}, "现行"),
    ],
)
def test_what_is_said_of_a_version_on_a_day(values: dict[str, str], state: str) -> None:
    current, older = registered([record(1, "aa", **values)], lambda digest: {})
    versions = VersionList(1, "", "", "", "", tuple(current), tuple(older))
    found = find(versions, version_code("aa", {}))
    assert found and state_of(found, "2026-12-02") == state


def test_two_contents_with_one_code() -> None:
    one = Registered("甲", "", "甲事", "V1", "", "", "", "aa", "", {"": "0" * 12})
    assert doubled([one, one._replace(guide="乙", definition="bb")])[0][0] == "0" * 12
    assert doubled([one, one]) == []


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"现行": 1}', "[" * 100_000, '{"第几次": 1, "现行": [{"核验码": {"": "x"}}]}']
)
def test_a_file_that_is_no_list(text: str) -> None:
    with pytest.raises(BadList):
        from_json(text)
