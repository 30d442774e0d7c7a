"""Points: whole, inside their sheets, legible, level where they are few, heads repeated where they are many."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import drawing_facts as facts
from helpers.guides import GuideGraph
from helpers.installed import installed_styles
from yizhangtu.layout.box import Box
from yizhangtu.layout.points.points import PointsBody
from yizhangtu.layout.table.fit import parted, single
from yizhangtu.media.context import Context
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import Icon, Label, Path
from yizhangtu.model.points import Award, AwardGroup, Points, Reward, ScoreKind, Tier, capped
from yizhangtu.read.guide.points import parse_score

A3 = Box(277.0, 230.0, 4.0, 5.5, 8.25)
TALL = Box(277.0, 320.0, 4.0, 5.5, 8.25)
LOW = Box(400.0, 190.0, 4.0, 5.5, 8.25)
A4 = Box(190.0, 190.0, 3.7, 4.6, 6.9)
NARROW = Box(126.0, 170.0, 3.7, 4.4, 5.2)
WORDS = "村民委员会主动参加公益活动打扫卫生调解纠纷、，（）A12。"
PLACE = Span("例.yaml", 1, 1, 1, 2)


def stated(text: str) -> Text:
    return Text(text, PLACE)


def award(
    item: str, points: str | None = None, sign: int = 1, cap: str = "", evidence: str = "", note: str = ""
) -> Award:
    score = None if points is None else parse_score(stated(points), sign)
    cap_, evidence_, note_ = (stated(text) if text else None for text in (cap, evidence, note))
    return Award(stated(item), score, PLACE, cap_, evidence_, note_)


def group(name: str, *awards: Award, cap: str = "") -> AwardGroup:
    return AwardGroup(stated(name) if name else None, awards, stated(cap) if cap else None)


def body_of(context: Context, points: Points) -> PointsBody:
    return PointsBody(context.measure, context.styles.points_table, points, context.styles.icons)


def on_sheets(context: Context, points: Points, box: Box) -> tuple[Drawing, ...]:
    body = body_of(context, points)
    one = single(context.measure, body, box)
    found = (one,) if one else parted(context.measure, body, lambda count: [box] * count)
    assert found is not None
    return found


def texts_of(points: Points) -> list[str]:
    """Every word of the author that must be on paper."""
    found: list[str | None] = [points.base, points.period]
    for one in (*points.rewards, *points.penalties):
        found += [one.name, one.cap and capped(one.cap)]
        for item in one.awards:
            found += [item.item, *item.remarks]
            if item.score:
                found += [item.score.shown if item.score.kind is not ScoreKind.VETO else None, item.score.unit]
    for tier in points.tiers:
        found += [tier.name, tier.range, tier.benefit]
    for reward in points.exchange:
        found += [reward.good, reward.points, reward.note]
    return ["".join(text.split()) for text in found if text]


def assert_sound(context: Context, points: Points, drawings: Sequence[Drawing], box: Box) -> str:
    width_of = facts.width_of(context)
    for drawing in drawings:
        assert not facts.outside(drawing)
        assert not facts.right_ends(drawing, width_of)
        assert not facts.covered(drawing, width_of)
        assert (drawing.width, drawing.height) == (box.width, box.height)
        sizes = [item.size_mm for item in drawing.items if isinstance(item, Label)]
        assert min(sizes) == pytest.approx(drawing.min_text_mm, abs=1e-3) and min(sizes) >= box.floor - 1e-3
    text = facts.written(tuple(drawings))
    assert [one for one in texts_of(points) if one not in text] == []
    return text


def label(drawing: Drawing, text: str) -> Label:
    return next(item for item in drawing.items if isinstance(item, Label) and text in item.text)


@pytest.fixture(scope="module")
def village(definitions: list[GuideGraph]) -> Points:
    """The sample of a village."""
    body = next(guide.body for guide, _ in definitions if guide.stem == "村民积分制")
    assert isinstance(body, Points)
    return body


@pytest.fixture(scope="module")
def county(definitions: list[GuideGraph]) -> Points:
    """The sample with hundreds of rows."""
    body = next(guide.body for guide, _ in definitions if guide.stem == "农户信用积分")
    assert isinstance(body, Points)
    return body


@pytest.mark.parametrize("box", [A3, LOW, A4, NARROW])
def test_the_sample_of_a_village(context: Context, village: Points, box: Box) -> None:
    drawings = on_sheets(context, village, box)
    text = assert_sound(context, village, drawings, box)
    assert len(drawings) == {A3: 1, LOW: 1, A4: 2, NARROW: 3}[box]
    for head in ("积分标准", "＋加分项", "－扣分项", "一票否决", "积分等级", "积分换什么"):
        assert text.count(head) == 1, head
    assert "共12项" in text and "基础分：100分" in text and "周期：每月" in text


def test_few_rows_stand_side_by_side_and_fill_the_sheet(context: Context, village: Points) -> None:
    (drawing,) = on_sheets(context, village, A3)
    plus, minus = label(drawing, "加分项"), label(drawing, "扣分项")
    assert plus.y == minus.y and plus.x < A3.width / 3 and minus.x > A3.width / 2
    assert facts.used_height(drawing) > 0.95
    tops = [label(drawing, head).y for head in ("积分标准", "加分项", "一票否决", "积分等级", "积分换什么")]
    assert tops == sorted(tops)
    assert plus.fill == "on_band" and minus.fill == "white"


def test_on_a_narrow_page_one_side_stands_below_the_other(context: Context, village: Points) -> None:
    drawings = on_sheets(context, village._replace(tiers=(), exchange=()), NARROW._replace(height=400.0, floor=3.7))
    (drawing,) = drawings
    plus, minus = label(drawing, "加分项"), label(drawing, "扣分项")
    assert plus.x == minus.x and plus.y < minus.y
    name, item = label(drawing, "基层党建"), label(drawing, "按时参加")
    assert name.y < item.y and name.x < NARROW.width / 4


def test_what_follows_stands_beside_the_rows_on_a_low_sheet(context: Context, village: Points) -> None:
    (drawing,) = on_sheets(context, village, LOW)
    assert label(drawing, "积分等级").y == pytest.approx(label(drawing, "积分标准").y, abs=0.01)
    assert label(drawing, "积分等级").x > LOW.width / 2 and label(drawing, "积分换什么").x > LOW.width / 2


def test_hundreds_of_rows_on_several_sheets(context: Context, county: Points) -> None:
    drawings = on_sheets(context, county, TALL)
    text = assert_sound(context, county, drawings, TALL)
    assert 4 <= len(drawings) <= 6
    assert "共100项" in text and "共128项" in text
    for number, drawing in enumerate(drawings):
        here = facts.written((drawing,))
        assert "加分项" in here or "扣分项" in here
        assert facts.used_height(drawing) > 0.9
        assert ("积分标准" in here) == (number == 0)
    assert any("＋加分项（续）" in facts.written((drawing,)) for drawing in drawings[1:])
    assert "－扣分项（续）" in facts.written(drawings[-1:])
    assert "积分换什么" in facts.written(drawings[-1:])


@pytest.mark.parametrize("box", [A4, NARROW._replace(height=90.0)])
def test_a_group_that_goes_on_says_its_name_again(context: Context, box: Box) -> None:
    items = [award(f"第{number}件好事，村民都说好", "+2/次") for number in range(1, 60)]
    drawings = on_sheets(context, Points(rewards=(group("美丽乡村", *items, cap="每月20分"),)), box)
    assert len(drawings) > 1
    for drawing in drawings:
        text = facts.written((drawing,))
        assert "美丽乡村" in text and "加分项" in text
    again = facts.written(drawings[1:])
    assert "（续）" in again.replace("加分项（续）", "") and "每月20分" not in again


def test_signs_units_and_downgrades_are_drawn(context: Context) -> None:
    points = Points(
        rewards=(group("公益", award("献血", "+20/次"), award("捐款", "+1至+10"), award("报告", "+0.5/件")),),
        penalties=(
            group("治安", award("打架", "-10", -1), award("聚赌", "降B级", -1), award("其他", "由村民会议定", -1)),
        ),
    )
    (drawing,) = on_sheets(context, points, A3)
    text = assert_sound(context, points, (drawing,), A3)
    for shown in ("+20", "/次", "+0.5", "−10", "降B级", "由村民会议定"):
        assert shown in text
    large, small = label(drawing, "+20"), label(drawing, "/次")
    assert large.size_mm > 1.6 * small.size_mm and large.bold and large.y == small.y
    ends = [item.x + context.measure.width(item.text, item.size_mm, True) for item in (large, label(drawing, "+0.5"))]
    assert ends[0] == pytest.approx(ends[1], abs=0.05)


def test_vetoes_stand_in_a_dashed_box_after_the_rows(context: Context) -> None:
    points = Points(
        penalties=(
            group("当年不评先", award("赌博涉毒", "一票否决", -1, note="查实的"), award("虚报积分", "一票否决", -1)),
            group("卫生", award("乱倒垃圾", "-5/次", -1)),
        )
    )
    (drawing,) = on_sheets(context, points, A3)
    text = assert_sound(context, points, (drawing,), A3)
    assert text.count("一票否决") == 1 and "（当年不评先）" in text
    assert label(drawing, "赌博涉毒").y > label(drawing, "乱倒垃圾").y
    assert sum(bool(item.dash_mm) for item in drawing.items if isinstance(item, Path)) == 1


@pytest.mark.parametrize("box", [A3, LOW, A4, NARROW])
def test_vetoes_have_one_box_and_are_not_counted(context: Context, village: Points, box: Box) -> None:
    drawings = on_sheets(context, village, box)
    dashed = [item for drawing in drawings for item in drawing.items if isinstance(item, Path) and item.dash_mm]
    assert len(dashed) == 1
    assert "扣分项共9项" in facts.written(tuple(drawings))


def test_vetoes_of_several_groups_keep_their_names_and_words(context: Context) -> None:
    points = Points(
        penalties=(
            group("卫生", award("乱倒垃圾", "-5", -1), award("倒毒水", "一票否决", -1)),
            group("治安", award("涉毒", "一票否决，并取消当年分红", -1)),
        )
    )
    text = assert_sound(context, points, on_sheets(context, points, A3), A3)
    assert text.count("卫生") == 2 and "一票否决，并取消当年分红" in text


def test_what_is_missing_is_left_out(context: Context, village: Points) -> None:
    only = village._replace(penalties=(), tiers=(), exchange=(), base=None)
    text = assert_sound(context, only, on_sheets(context, only, A3), A3)
    assert not any(head in text for head in ("扣分项", "一票否决", "积分等级", "换什么", "基础分"))
    goods = village._replace(rewards=(), penalties=(), tiers=(), base=None, period=None)
    text = assert_sound(context, goods, on_sheets(context, goods, A3), A3)
    assert "积分标准" not in text and "积分换什么" in text


def test_a_remark_that_all_items_share_is_stated_once(context: Context) -> None:
    items = [award(f"好事{number}", "+1", evidence="村级") for number in range(4)]
    text = facts.written(on_sheets(context, Points(rewards=(group("公益", *items),)), A3))
    assert text.count("认定：村级") == 1
    items[0] = award("好事0", "+1", evidence="县级")
    text = facts.written(on_sheets(context, Points(rewards=(group("公益", *items),)), A3))
    assert text.count("认定：村级") == 3 and text.count("认定：县级") == 1


def test_every_good_of_the_sample_has_a_pictogram_of_its_own(context: Context, village: Points) -> None:
    icons = context.styles.icons
    names = [icons.for_good(reward.good) for reward in village.exchange]
    assert len(set(names)) == len(names) == 7 and icons.keywords.default_good not in names
    (drawing,) = on_sheets(context, village._replace(rewards=(), penalties=(), tiers=()), A3)
    assert [item.name for item in drawing.items if isinstance(item, Icon)] == names


@pytest.mark.parametrize(
    ("good", "icon"),
    [
        ("50元话费", "device-mobile"), ("生日蛋糕", "cake"), ("鸡蛋30个", "egg"), ("酱油1瓶", "jar-label"),
        ("花生油5升", "jar"), ("超市购物券50元", "ticket"), ("雨衣", "umbrella"), ("神秘礼物", "gift"),
    ],
)  # fmt: skip
def test_the_particular_good_before_the_general(context: Context, good: str, icon: str) -> None:
    assert context.styles.icons.for_good(good) == icon


def test_goods_fill_their_rows_evenly(context: Context) -> None:
    goods = tuple(Reward(stated(f"好东西{number}"), stated(f"{number}0"), None, PLACE) for number in range(1, 11))
    (drawing,) = on_sheets(context, Points(exchange=goods), A3)
    tops = [item.y for item in drawing.items if isinstance(item, Icon)]
    assert [tops.count(y) for y in sorted(set(tops))] == [5, 5]


def test_a_row_higher_than_a_sheet_does_not_fit(context: Context) -> None:
    points = Points(rewards=(group("公益", award("做好事" * 4000, "+1")),))
    body = body_of(context, points)
    assert single(context.measure, body, NARROW) is None
    assert parted(context.measure, body, lambda count: [NARROW] * count) is None


def test_equal_points_give_an_equal_drawing(context: Context, village: Points) -> None:
    first, second = (on_sheets(Context(context.characters, installed_styles()), village, A3) for _ in range(2))
    assert first == second


texts = st.text(st.sampled_from(WORDS), min_size=1, max_size=70).filter(lambda text: text.strip("、，（）。A12"))
scores = st.sampled_from(
    [
        "5",
        "+0.5/次",
        "10/件",
        "+1至+10",
        "1-3",
        "降C级",
        "直接降为最低的D级",
        "一票否决",
        "由村民代表会议商定",
        "100/每人每次",
        "+0.1至+0.9",
    ]
)
maybe = st.sampled_from(["", "", "每月20分", "每年最多10分", "由评议小组和村务监督委员会共同查实后认定"])


@st.composite
def groups(draw: st.DrawFn, sign: int) -> AwardGroup:
    awards = []
    for _ in range(draw(st.integers(1, 6))):
        written = draw(scores)
        points = None if draw(st.integers(0, 9)) == 0 else written.replace("+", "-") if sign < 0 else written
        awards.append(award(draw(texts), points, sign, draw(maybe), draw(maybe), draw(maybe)))
    name = draw(st.sampled_from(["", "党建", "美丽乡村", "党建领域（农村党组织书记、村委会主任）"]))
    return group(name, *awards, cap=draw(maybe))


def some(text: str) -> Text | None:
    return stated(text) if text else None


ranges = st.sampled_from(["", ">1060", "1040（不含）–1060"])
prices = st.sampled_from(["", "10", "1500分", "每次5分"])


@st.composite
def any_points(draw: st.DrawFn) -> Points:
    tiers = draw(st.lists(st.tuples(texts, ranges, maybe), max_size=5))
    goods = draw(st.lists(st.tuples(texts, prices, maybe), max_size=9))
    return Points(
        stated(draw(texts)) if draw(st.booleans()) else None,
        stated("100") if draw(st.booleans()) else None,
        tuple(draw(st.lists(groups(1), max_size=4))),
        tuple(draw(st.lists(groups(-1), max_size=4))),
        tuple(Tier(stated(name), some(range_), some(benefit), PLACE) for name, range_, benefit in tiers),
        tuple(Reward(stated(good), some(points), some(note), PLACE) for good, points, note in goods),
    )


@pytest.mark.parametrize("box", [TALL, LOW, NARROW])
@given(points=any_points())
@settings(max_examples=12)
def test_random_points(context: Context, box: Box, points: Points) -> None:
    if points.rewards or points.penalties or points.tiers or points.exchange:
        assert_sound(context, points, on_sheets(context, points, box), box)
