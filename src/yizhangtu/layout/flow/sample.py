"""An invented pair of cards, drawn like all others → the picture with which a booklet explains its cards."""

from __future__ import annotations

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.flow.rail import Rail
from yizhangtu.layout.measure import Measure
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.line import Card, Exit, Line, Shape, Tone, Way
from yizhangtu.model.page import Label

# (how a text of the sample begins, its explanation)
EXPLAINED = (
    ("您来办", "这一步要您来办"),
    ("监督点", "这一步有人监督"),
    ("村里审查", "菱形：要审核把关"),
    ("查材料全不全", "这一步做什么"),
    ("村委会", "谁来办、要几天"),
    ("不齐全", "没通过怎么办，回到第几步"),
)


def sample_line() -> Line:
    """Two steps with every mark that there is."""
    first = Card(
        node=0, badge="1", shape=Shape.STEP, title="提出申请", handler="村民", handler_icon="user", mine=True,
        deadline="随时", starts=True, linked=True, nodes=(0,), pictogram="file-text",
    )  # fmt: skip
    back = Exit("不齐全", "退回补正", Way.BACK, "1", 0, 1, Tone.BAD)
    second = Card(
        node=1, badge="2", shape=Shape.CHECK, title="村里审查", detail="查材料全不全", handler="村委会",
        handler_icon="house-line", deadline="5个工作日", watched=True, end=Tone.GOOD, exits=(back,), nodes=(1,),
    )  # fmt: skip
    return Line((first, second))


def sample(measure: Measure, unit_mm: float, width_mm: float) -> tuple[Drawing, tuple[tuple[float, float, str], ...]]:
    """The drawing, and (x, y, explanation) of the end of every text that is explained."""
    rail = Rail(measure, sample_line(), 3)
    plan = rail.plan(unit_mm, width_mm)
    if plan is None:
        raise ValueError("the sample has no room")
    height = plan.height * unit_mm
    canvas = Canvas(measure.typesetter, unit_mm)
    rail.paint(canvas, plan, width_mm, height)
    drawing = canvas.drawing("sample", width_mm, height)
    found: list[tuple[float, float, str]] = []
    labels = [item for item in drawing.items if isinstance(item, Label)]
    for start, words in EXPLAINED:
        label = next(one for one in labels if one.text.startswith(start))
        found.append((label.x + len(label.text) * label.size_mm + 1.2, label.y - 0.38 * label.size_mm, words))
    return drawing, tuple(found)
