"""Parts of a text, and what is left of it."""

import pytest

from yizhangtu.verify.elements import leftover

JOINT = r"接?第\d+张|[：，]"


@pytest.mark.parametrize(
    ("text", "parts", "left"),
    [
        ("通过，接第2张", ["通过"], ([], "")),
        ("1，接第10张", ["1"], ([], "")),  # the outcome is a digit of what is added to it
        ("接第2张：接第10张", ["接第2张"], ([], "")),  # the author's own words look like what is added
        ("通过，接第2张", ["不通过"], (["不通过"], "通过")),
        ("通过并备案", ["通过"], ([], "并备案")),
        ("1，接第10页", ["1"], ([], "接第0页")),
    ],
)
def test_leftover(text: str, parts: list[str], left: tuple[list[str], str]) -> None:
    assert leftover(text, parts, JOINT) == left
