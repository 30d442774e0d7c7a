"""Names of elements: with the scope of the tags around them, and several in one paragraph."""

from __future__ import annotations

from yizhangtu.draw.canvas import Canvas
from yizhangtu.draw.elements import guide, named_marks, outcome, row, step
from yizhangtu.media.context import Context
from yizhangtu.model.page import Group, Label, Page, Tag


def test_names_of_role_and_number() -> None:
    assert (step(3), step(3, "name")) == ("step-3", "step-3.name")
    assert outcome(3, 2, "label") == "step-3.outcome-2.label"
    assert (row(4, "when"), guide(2)) == ("row-4.when", "guide-2")


def test_a_mark_has_the_names_around_it_and_its_place_on_the_page(context: Context) -> None:
    label = Label(1.0, 2.0, "初审", 4.0, element="step-0.name")
    tag = Tag("Sect", (Tag("Figure", (Group((label, label._replace(element="")), 10.0, 20.0),)),), name="guide-2")
    page = Page(99.0, 99.0, context.styles.themes["蓝"], (tag,))
    assert [(one.element, one.x, one.y) for one in named_marks(page)] == [
        ("guide-2/step-0.name", 10.0, 20.0), ("guide-2", 10.0, 20.0),
    ]  # fmt: skip


def test_a_paragraph_of_several_parts_keeps_each_apart(context: Context) -> None:
    canvas = Canvas(context.measure.typesetter)
    parts = (("村委会", "handler"), ("（", ""), ("3个工作日", "deadline"), ("）", ""))
    whole = Canvas(context.measure.typesetter)
    with canvas.element(step(0)):
        height = canvas.parts(0.0, 0.0, 5.0, parts, 1.0, 1.4)
    assert height == whole.text(0.0, 0.0, 5.0, "".join(text for text, _ in parts), 1.0, 1.4)
    said: dict[str, str] = {}
    for item in canvas.items:
        assert isinstance(item, Label)
        said[item.element] = said.get(item.element, "") + item.text
    assert said == {"step-0.handler": "村委会", "step-0": "（）", "step-0.deadline": "3个工作日"}
