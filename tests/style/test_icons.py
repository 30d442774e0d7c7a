"""Pictures follow the sense of a text: none for what it denies or replaces, the eye for 监督点 only."""

import pytest

from yizhangtu.media.context import Context


@pytest.mark.parametrize(
    ("text", "icon"),
    [
        ("自家农田不冒烟", ""),
        ("烟花改成鲜花", ""),
        ("网上祭扫", "leaf"),
        ("烟", "cigarette"),
        ("违规者不得参与评优评先", "warning"),
        ("达标的上红榜", "medal"),
        ("不得评优", ""),
        ("丧事办仪式", "flower-lotus"),
        ("婚事新办：集体婚礼", "heart"),
        ("丧事简办：一束花代替鞭炮", "flower-lotus"),
        ("补助", ""),
    ],
)
def test_standards(context: Context, text: str, icon: str) -> None:
    assert context.styles.icons.for_standard(text) == icon


def test_the_eye_is_for_points_of_oversight_only(context: Context) -> None:
    keywords = context.styles.icons.keywords
    rules = (*keywords.steps, *keywords.handlers, *keywords.groups, *keywords.standards)
    assert all(rule.icon != "eye" for rule in rules)


@pytest.mark.parametrize(
    ("title", "icon"),
    [
        ("无", ""),
        ("退还保证金", ""),
        ("确定承包单位", "seal-check"),
        ("红白事报备", "archive"),
        ("认定为不称职", ""),
        ("不同意", ""),
        ("不予批准", "x-circle"),
        ("告知停发", "x-circle"),
        ("有停发的情形吗", ""),
    ],
)
def test_steps(context: Context, title: str, icon: str) -> None:
    assert context.styles.icons.for_step(title) == icon


def test_no_festive_picture_for_those_who_also_hold_funerals(context: Context) -> None:
    assert context.styles.icons.for_handler("红白理事会") == "users-three"
    assert context.styles.icons.for_group("移风易俗") == ""
