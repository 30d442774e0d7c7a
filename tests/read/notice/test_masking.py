"""What is printed of cells, by mask and by type."""

from __future__ import annotations

import pytest

from helpers.installed import installed_styles
from yizhangtu.model.notice.notice import ColumnType, Mask
from yizhangtu.read.notice.masking import mask_for, masked, type_of

WORDS = installed_styles().notice_words


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("张三丰", "张××"),
        ("张三", "张××"),
        ("张", "张××"),
        ("欧阳明日", "欧阳××"),
        ("欧阳", "欧××"),
        ("买买提·艾力", "买××"),
        ("张××", "张××"),
        ("××", "××"),
        ("张 三", "张××"),
        ("张三、李四", "张××、李××"),
        ("张三等5户", "张××等5户"),
        ("王五（户主）", "王××"),
        ("北坪组", "北坪组"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_surname(name: str, printed: str) -> None:
    assert masked(name, Mask.SURNAME, WORDS.surnames) == printed


@pytest.mark.parametrize(
    ("text", "mask", "printed"),
    [
        ("石桥村东头组12号", Mask.GROUP, "石桥村东头组"),
        ("石桥村12号", Mask.GROUP, "石桥村"),
        ("幸福路12号", Mask.GROUP, "××"),
        ("6217 0000 0000 1234", Mask.LAST4, "××××1234"),
        ("123", Mask.LAST4, "××"),
        ("990101199001010019", Mask.ENDS, "990101××××××××0019"),
        ("任何内容", Mask.NONE, ""),
        ("任何内容", Mask.WHOLE, "任何内容"),
    ],
)
def test_other_masks(text: str, mask: Mask, printed: str) -> None:
    assert masked(text, mask, WORDS.surnames) == printed


@pytest.mark.parametrize(
    ("head", "type_"),
    [
        ("姓名", ColumnType.PERSON),
        ("户主姓名", ColumnType.PERSON),
        ("身份证号码", ColumnType.ID),
        ("联系电话", ColumnType.PHONE),
        ("一卡通账号", ColumnType.ACCOUNT),
        ("家庭住址", ColumnType.ADDRESS),
        ("残疾等级", ColumnType.HEALTH),
        ("月保障金（元）", ColumnType.MONEY),
        ("补贴标准", ColumnType.TEXT),
        ("资金来源", ColumnType.TEXT),
        ("对象类别", ColumnType.TEXT),
        ("本月积分", ColumnType.POINTS),
        ("户数", ColumnType.NUMBER),
        ("备注", ColumnType.TEXT),
    ],
)
def test_a_column_is_known_by_its_head(head: str, type_: ColumnType) -> None:
    assert type_of(head, WORDS) is type_


def test_names_are_whole_on_walls_and_surnames_in_networks() -> None:
    assert (mask_for(ColumnType.PERSON, False), mask_for(ColumnType.PERSON, True)) == (Mask.WHOLE, Mask.SURNAME)


@pytest.mark.parametrize("net", [False, True])
def test_numbers_of_persons_are_printed_nowhere(net: bool) -> None:
    for type_ in (ColumnType.ID, ColumnType.PHONE, ColumnType.ACCOUNT, ColumnType.HEALTH):
        assert mask_for(type_, net) is Mask.NONE
    assert mask_for(ColumnType.ADDRESS, net) is Mask.GROUP
