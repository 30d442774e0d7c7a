"""A checked guide → the PDF of its poster on one medium."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from yizhangtu.content.facts import ListBox
from yizhangtu.flow.fold import fold
from yizhangtu.layout.box import Box
from yizhangtu.layout.flow.legend import legend
from yizhangtu.layout.picture import CachedPicture, Content
from yizhangtu.media.common.cross_references import subjects_with_pages
from yizhangtu.media.common.frame import FramePlanner
from yizhangtu.media.common.guide_picture import picture_in_words, too_large, wish_of
from yizhangtu.media.common.poster_writer import PosterSheet, PosterWriter, about
from yizhangtu.media.common.sheet_frame import SheetFrame, picture_box
from yizhangtu.media.common.text_sheets import PlacedList, text_sheet
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.result import Document, Result
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.diagnostics import make as fault
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.style.medium import Medium

FURTHER_MOST = 60  # sheets of text counted before the layout, at most
STEPS_NAMED = 5  # in a message, at most
DETAILS = "办理说明"  # title of the sheets of text
LEGEND_FROM = 45.0  # mm on A3: the least width that a legend leaves to the head beside it
SHORTENED = ("rows", "rail", "lanes")  # forms that obey 详略


class PosterVariant(NamedTuple):
    """One way to lay out a poster: the furniture around the picture, for a medium that may be scaled down. `further`
    sheets of text follow those of the picture."""

    planner: FramePlanner
    medium: Medium
    further: int

    def boxes(self, count: int) -> list[Box]:
        """The space for the picture on each of `count` sheets. It depends on the total number of sheets, which is
        printed on each."""
        planner = self.planner
        sheets = (planner.sheet(number, count, count + self.further) for number in range(1, count + 1))
        return [picture_box(sheet, self.medium, planner.page) for sheet in sheets]


def make(context: Context, job: Job) -> Result:
    """Make the poster of one guide."""
    (subject,) = subjects_with_pages(job)
    made = make_poster(context, subject, job.medium)
    return Result(made.pdf, made.diagnostics)


def make_poster(context: Context, subject: Subject, medium: Medium) -> Document:
    """Lay out the picture on the fewest sheets that keep it legible, and print them."""
    guide = subject.guide
    wish = wish_of(guide, medium.form)
    found = next(((variant, content) for variant, content in _attempts(context, subject, medium) if content), None)
    if found is None:
        return Document(None, (too_large(context, subject, medium),))
    variant, content = found
    printed = _sheets(context, variant, guide, content)
    notes = [_split_note(guide, medium, len(printed))] if len(printed) > 1 else []
    if guide.layout.form and not content.as_wished:
        notes.append(_not_as_wished(guide, medium))
    if wish.level < 3 and any(drawing.form in SHORTENED for drawing in content.drawings):
        notes += _left_out(context, subject, wish.level)
    alt = picture_in_words(context, subject)
    planner, theme = variant.planner, context.styles.themes[subject.theme]
    pages = PosterWriter(planner.page, variant.medium, theme, planner.setter).pages(guide, printed, alt)
    return Document(context.press.print(pages, about(guide, alt)), tuple(notes), content)


def _attempts(context: Context, subject: Subject, medium: Medium) -> Iterator[tuple[PosterVariant, Content | None]]:
    """Ways to lay out a poster, the preferred first. A later one is computed only if those before it do not fit."""
    guide = subject.guide
    picture = CachedPicture(context.layout_tools, guide, subject.graph)
    wish = wish_of(guide, medium.form)
    usual = _variant(context, subject, medium)
    if medium.form and not guide.layout.form:  # the medium's form, else another one if it avoids a second sheet
        (box,) = usual.boxes(1)
        yield usual, picture.single(box, wish)
        yield usual, picture.single(box, wish_of(guide))
    several = picture.on_sheets(usual.boxes, wish)
    if several and len(several.sheets) == 1:
        yield usual, several
    scale = medium.scale * usual.planner.page.tight  # smaller furniture is better than a second sheet
    tight = _variant(context, subject, medium._replace(scale=scale))
    yield tight, picture.single(tight.boxes(1)[0], wish)
    yield usual, several
    # One card may need the room of the facts and lists, or that of the foot too: these go to sheets of text.
    for apart in (False, True):
        planner = replace(usual.planner, bare=True, apart=apart)
        bare = PosterVariant(planner, medium, _further(context, planner))
        yield bare, picture.on_sheets(bare.boxes, wish)


def _variant(context: Context, subject: Subject, medium: Medium) -> PosterVariant:
    page = context.styles.furniture(medium)
    planner = FramePlanner(context.typesetter, page, medium, subject.guide, subject.project)
    return PosterVariant(planner, medium, _further(context, planner))


def _sheets(context: Context, variant: PosterVariant, guide: Guide, content: Content) -> list[PosterSheet]:
    """The sheets of the picture, then those of text."""
    planner, count = variant.planner, len(content.sheets)
    texts = list(_details(context, planner, count))
    total = count + len(texts)
    printed: list[PosterSheet] = []
    for number, drawings in enumerate(content.sheets, start=1):
        marks = _marks(guide, content, number - 1)
        printed.append(_printed(context, planner.sheet(number, count, total), drawings, variant.medium, marks))
    for number, boxes in enumerate(texts, start=count + 1):
        printed.append(PosterSheet(planner.sheet(number, count, total), (), None, tuple(boxes), DETAILS))
    return printed


def _marks(guide: Guide, content: Content, number: int) -> tuple[str, ...]:
    """The marks that the legend of a sheet explains: for a flow its own, for tables those of all sheets on the
    first."""
    sheets = content.sheets[number : number + 1] if guide.body is None else content.sheets if number == 0 else ()
    return tuple(mark for sheet in sheets for _, drawing in sheet for mark in drawing.marks)


def _printed(
    context: Context,
    sheet: SheetFrame,
    drawings: Sequence[tuple[float, Drawing]],
    medium: Medium,
    marks: tuple[str, ...],
) -> PosterSheet:
    page = context.styles.furniture(medium).section
    title = len(sheet.section_title) * sheet.section.size + (page.bar + page.bar_gap) * medium.scale
    beside = max(LEGEND_FROM * medium.scale, title + page.legend * medium.scale)
    room = sheet.width - 2 * sheet.margin - beside
    return PosterSheet(sheet, tuple(drawings), legend(context.measure, marks, page.legend * medium.scale, room))


def _further(context: Context, planner: FramePlanner) -> int:
    """The number of sheets of text."""
    return sum(1 for _ in islice(_details(context, planner, 1), FURTHER_MOST))


def _details(context: Context, planner: FramePlanner, count: int) -> Iterator[list[PlacedList]]:
    """Sheets of text for what the sheets of the flow have no space for; the last one has the foot if it is `apart`."""
    rest: Sequence[ListBox] = planner.rest()
    if not rest and not planner.apart:
        return
    last = planner.sheet(count + 1, count, count + 1)
    sheet = planner.sheet(count + 1, count, count + 2) if planner.apart else last
    area = (sheet.margin, sheet.flow_top, sheet.width - 2 * sheet.margin, sheet.flow_height)
    low = last.height
    while rest:
        placed, rest = text_sheet(planner.setter, context.styles.details, rest, area)
        low = max((box.y + box.height for box in placed), default=0.0)
        yield placed
    if planner.apart and low > last.flow_top + last.flow_height:
        yield []


def _split_note(guide: Guide, medium: Medium, count: int) -> Diagnostic:
    return fault(
        "Y503", guide.title.span, f"“{guide.title}”在 {medium.title} 上分成了 {count} 张", "要一张放下，可以换更大的纸"
    )


def _not_as_wished(guide: Guide, medium: Medium) -> Diagnostic:
    return fault(
        "Y502",
        guide.layout.form.span if guide.layout.form else guide.span,
        f"“{guide.title}”按指定的版式在 {medium.title} 上字会太小，已改用自动选的版式",
        "去掉“版式”，或换更大的纸",
    )


def _left_out(context: Context, subject: Subject, level: int) -> list[Diagnostic]:
    """Y504: name the steps whose details the author's 详略 leaves out, so that nobody believes they are printed."""
    guide = subject.guide
    cards = fold(guide, subject.graph, context.styles.icons, 0).cards
    steps = [card.badge for card in cards if card.detail or card.remarks]
    if not steps:
        return []
    more = f"等 {len(steps)} 步" if len(steps) > STEPS_NAMED else ""
    named = "、".join(steps[:STEPS_NAMED])
    message = f"“{guide.title}”写了“详略: {level}”，第 {named} 步{more}的内容、材料等没有印在图上"
    return [fault("Y504", guide.title.span, message, "要印出来，写“详略: 3”；手册、折页和文字版里照样有")]
