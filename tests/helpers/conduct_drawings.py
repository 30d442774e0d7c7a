"""规范 for tests: rows of 标准, their drawings, and what must be true of each drawing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.guides import GuideGraph
from yizhangtu.layout.box import Box
from yizhangtu.layout.conduct.conduct import ConductBody
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.fit import parted, single
from yizhangtu.media.context import Context
from yizhangtu.model.conduct import Conduct, Standard
from yizhangtu.model.conduct import parted as name_and_note
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import Label, Path
from yizhangtu.read.guide.conduct import LEAST_WORD, MOST_WORD, parse_limit

SPAN = Span("例.yaml", 1, 1, 1, 2)
A3 = Box(277, 215, 4.0, 5.5, 13.0)
BOXES = {
    "A3": A3,
    "A3 landscape": Box(400, 130, 4.0, 5.5, 13.0),
    "A4": Box(190, 150, 2.7, 3.7, 9.0),
    "A0": Box(780, 700, 11.0, 15.0, 37.0),
    "A5": Box(126, 160, 3.7, 4.4, 4.5),
}


def text(words: str) -> Text:
    return Text(words, SPAN)


def standard(occasion: str, item: str, most: str = "", note: str = "", **more: str) -> Standard:
    """A row of 标准; `more` are 城 (urban), 乡 (rural), 下限 (least)."""
    words = {"most": most, **more}
    limits = {
        key: parse_limit(text(value), LEAST_WORD if key == "least" else MOST_WORD)
        for key, value in words.items() if value
    }  # fmt: skip
    found = Standard(text(item), SPAN, text(occasion) if occasion else None, note=text(note) if note else None)
    return found._replace(**limits)


def conduct(*standards: Standard, yes: Sequence[str] = (), no: Sequence[str] = (), then: Sequence[str] = ()) -> Conduct:
    return Conduct(tuple(standards), tuple(map(text, yes)), tuple(map(text, no)), tuple(map(text, then)))


@dataclass(frozen=True)
class Drawer:
    """Draws a conduct."""

    context: Context

    def body(self, one: Conduct) -> ConductBody:
        styles = self.context.styles
        return ConductBody(self.context.measure, styles.conduct_table, one, styles.icons)

    def single(self, one: Conduct, box: Box = A3) -> Drawing:
        found = single(self.context.measure, self.body(one), box)
        assert found is not None
        return found

    def sheets(self, one: Conduct, box: Box) -> tuple[Drawing, ...]:
        found = parted(self.context.measure, self.body(one), lambda count: [box] * count)
        assert found is not None
        return found


def labels(drawing: Drawing) -> list[Label]:
    return [item for item in drawing.items if isinstance(item, Label)]


def words(*drawings: Drawing) -> str:
    """All that is printed, in the order drawn, without blanks."""
    return squeezed("".join(label.text for drawing in drawings for label in labels(drawing)))


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def expected(one: Conduct) -> list[str]:
    """Every text that must be on paper."""
    found: list[str] = []
    for row in one.standards:
        found += [*name_and_note(str(row.item)), *name_and_note(str(row.occasion or "")), str(row.note or "")]
        found += [f"{tag}{limit.before}{limit.number}{limit.after}" for tag, limit in row.says]
    return [squeezed(words) for words in (*found, *one.encouraged, *one.forbidden, *one.consequences)]


def boxes_of(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom of all rectangles."""
    found = []
    for item in drawing.items:
        if isinstance(item, Path) and "".join(op for op, _ in item.commands) == "MLLLLZ":
            xs, ys = ([n for _, numbers in item.commands for n in numbers[first::2]] for first in (0, 1))
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


OPENING, CLOSING = "（《「“", "，。、；：）》」”"  # marks with an empty left half, and with an empty right half


def ink(measure: Measure, label: Label) -> tuple[float, float, float, float]:
    """About where the ink of a label is: digits and letters are lower than ideographs."""
    wide = measure.width(label.text, label.size_mm, label.bold)
    high = 0.78 if label.text.isascii() else 0.86
    return label.x, label.y - high * label.size_mm, label.x + wide, label.y + 0.1 * label.size_mm


def check(measure: Measure, drawing: Drawing, floor: float) -> None:
    """Nothing outside, nothing over another, nothing out of its cell, nothing too small."""
    found = [(label, ink(measure, label)) for label in labels(drawing)]
    rects = boxes_of(drawing)
    for label, (left, top, right, bottom) in found:
        assert label.size_mm >= floor - 1e-3
        slack = 0.06 * label.size_mm  # a hanging mark and rounding
        hang = 0.5 * label.size_mm if label.text[-1] in CLOSING else 0.0
        lead = 0.5 * label.size_mm if label.text[0] in OPENING else 0.0
        assert left + lead >= -slack and top >= -slack, label
        assert right - hang <= drawing.width + slack and bottom <= drawing.height + slack, label
        middle = ((left + right) / 2, (top + bottom) / 2)
        around = [r for r in rects if r[0] <= middle[0] <= r[2] and r[1] <= middle[1] <= r[3]]
        if around:
            cell = min(around, key=lambda r: (r[2] - r[0]) * (r[3] - r[1]))
            assert left + lead >= cell[0] - slack and right - hang <= cell[2] + slack, (label, cell)
            assert top >= cell[1] - slack and bottom <= cell[3] + slack, (label, cell)
    for number, (one, a) in enumerate(found):
        for other, b in found[number + 1 :]:
            slack = 0.12 * min(one.size_mm, other.size_mm)
            apart = a[2] <= b[0] + slack or b[2] <= a[0] + slack or a[3] <= b[1] + slack or b[3] <= a[1] + slack
            assert apart or _hangs(one, other), (one, other)


def _hangs(one: Label, other: Label) -> bool:
    """Whether the half of a mark that is empty is all that lies under the other."""
    marks = any(label.text[-1] in CLOSING or label.text[0] in OPENING for label in (one, other))
    return marks and abs(one.y - other.y) < 1e-3


def of_flows(definitions: list[GuideGraph]) -> list[Conduct]:
    found = [guide.body for guide, _ in definitions if isinstance(guide.body, Conduct)]
    assert len(found) >= 3
    return found


TWO = [
    standard("婚事", "宴席", "15桌"), standard("丧事", "宴席", "10桌"),
    standard("婚事", "烟", "20元"), standard("丧事", "烟", "20元"),
    standard("婚事", "礼金（亲友）", "20元"), standard("丧事", "礼金（亲友）", note="不摆账簿"),
    standard("婚事", "礼金（同事）", "20元"), standard("丧事", "礼金（同事）", note="不摆账簿"),
    standard("婚事", "彩礼", "3万元"),
]  # fmt: skip
