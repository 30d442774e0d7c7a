"""A checked guide → the PDF of its poster on one medium."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import sqrt

from yizhangtu.flow.fold import fold
from yizhangtu.layout.box import Box
from yizhangtu.layout.flow.legend import legend
from yizhangtu.layout.picture import CachedPicture, Content
from yizhangtu.media.common.cross_references import subjects_with_pages
from yizhangtu.media.common.frame import FramePlanner
from yizhangtu.media.common.guide_picture import picture_in_words, too_large, wish_of
from yizhangtu.media.common.poster_writer import PosterSheet, PosterWriter, about
from yizhangtu.media.common.sheet_frame import SheetFrame, picture_box
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.poster.attempts import FOOT, Attempt, PosterVariant, detail_sheets
from yizhangtu.media.result import Document, Result, one_file
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.diagnostics import make as fault
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.style.medium import Medium

STEPS_NAMED = 5  # in a message, at most
DETAILS = "办理说明"  # title of the sheets of text
MARKS = "图上的记号"  # of a legend alone
LEGEND_FROM = 45.0  # mm on A3: the least width that a legend leaves to the head beside it
HIGH_FOOT = 0.6  # of the sheet's height, the highest foot on the last of several sheets
UNSURE = 1.3  # the text is at most so many times as large as expected
SURELY = 1.5  # and so many times as that which is expected from the area alone
FOOT_SHARE = 0.23  # of the height of picture and foot, that of a foot
LARGER = 1.2  # in area: of the next size
ALIKE = 1.01  # of the width and height of a box, those of one that is hardly larger
SHORTENED = ("rows", "rail", "lanes")  # forms that obey 详略


def make(context: Context, job: Job) -> Result:
    """Make the poster of one guide."""
    (subject,) = subjects_with_pages(job)
    made = make_poster(context, subject, job.medium)
    return one_file(job, made.pdf, made.diagnostics)


def make_poster(context: Context, subject: Subject, medium: Medium) -> Document:
    """Lay out the picture on the fewest sheets that keep it legible, and print them."""
    guide = subject.guide
    wish = wish_of(guide, medium.form)
    picture = CachedPicture(context.layout_tools, guide, subject.graph)
    found = next((one.fitted() for one in _attempts(context, subject, medium, picture) if one.content), None)
    if found is None or found.content is None:
        return Document(None, (too_large(context, subject, medium),))
    variant, content = found.variant, found.content
    printed = _sheets(context, variant, guide, content)
    notes = [_split_note(context, subject, medium, picture, len(printed))] if len(printed) > 1 else []
    if guide.layout.form and not content.as_wished:
        notes.append(_not_as_wished(guide, medium))
    if wish.level < 3 and any(drawing.form in SHORTENED for drawing in content.drawings):
        notes += _left_out(context, subject, wish.level)
    alt = picture_in_words(context, subject)
    planner, theme = variant.planner, context.styles.themes[subject.theme]
    pages = PosterWriter(planner.page, planner.medium, theme, planner.setter).pages(guide, printed, alt)
    return Document(context.press.print(pages, about(guide, alt)), tuple(notes), content)


def _attempts(context: Context, subject: Subject, medium: Medium, picture: CachedPicture) -> Iterator[Attempt]:
    """Ways to lay out a poster, the preferred first. A later one is computed only if those before it do not fit."""
    guide = subject.guide
    wish = wish_of(guide, medium.form, medium.sheets)

    def tried(variant: PosterVariant, lay: Callable[[PosterVariant], Content | None]) -> Attempt:
        return Attempt(variant, lay, lay(variant))

    def single(variant: PosterVariant) -> Content | None:
        return picture.single(variant.boxes(1)[0], wish)

    def free(variant: PosterVariant) -> Content | None:
        return picture.single(variant.boxes(1)[0], wish_of(guide))

    def on_sheets(variant: PosterVariant) -> Content | None:
        return picture.on_sheets(variant.boxes, wish._replace(before=int(variant.front)))

    plain = _planner(context, subject, medium)
    style = context.styles.details._replace(leading=plain.page.foot.leading)

    def variant(planner: FramePlanner, front: bool = False) -> PosterVariant:
        return PosterVariant.of(planner, style, front)

    expected = picture.expected(_shared(plain))
    likely = picture.likely(lambda count: [_shared(plain), *[_further(plain)] * (count - 1)], wish)
    usual = variant(plain.with_foot(FOOT * likely))

    def small(front: bool = False, share: float = 0.0) -> PosterVariant:
        return variant(plain.with_foot(plain.foot_sizes[0], share=share), front)

    if medium.form and not guide.layout.form:  # the medium's form, else another one if it avoids a second sheet
        yield tried(usual, single)
        yield tried(small(), single)
        yield tried(usual, free)
    several = tried(usual, on_sheets)
    if plain.page.front == "fewer":
        parted = [small(), small(front=True), small(front=True, share=HIGH_FOOT)]
        # a foot above the picture may leave no room for the legend below it
        parted = [one for one in parted if not one.front or one.planner.sheet(1, 2, 2).flow_height > 0]
        parted += [tailed for one in parted if (tailed := one.with_tail())]
        attempts = [several, *(tried(one, on_sheets) for one in parted if one.has_room)]
        yield min((one for one in attempts if one.content), key=lambda one: one.sheets, default=several)
    high = small(share=HIGH_FOOT) if usual.further else usual
    if high.further < usual.further:  # a higher foot on the last sheet may do without a sheet of text
        higher = tried(high, on_sheets)
        if several.content and higher.content and higher.sheets < several.sheets:
            yield higher
    if several.content and (len(several.content.sheets) == 1 or several.content.text_mm >= medium.target_mm):
        yield several
    if expected * UNSURE > medium.floor_mm:  # a smaller foot, or smaller furniture, is better than a second sheet
        yield tried(small(), single)
        tight = _planner(context, subject, medium._replace(scale=medium.scale * plain.page.tight))
        yield tried(variant(tight.with_foot(tight.foot_sizes[0])), single)
    yield several
    # One card may need the room of the facts and lists, or that of the foot too: these go to sheets of text.
    for apart in (False, True):
        yield tried(variant(replace(plain, bare=True, apart=apart)), on_sheets)


def _planner(context: Context, subject: Subject, medium: Medium) -> FramePlanner:
    page = context.styles.furniture(medium)
    return FramePlanner(context.typesetter, page, medium, subject.guide, subject.project)


def _shared(planner: FramePlanner) -> Box:
    """About the space that a foot leaves to the picture on one sheet."""
    box = picture_box(planner.without_foot(1, 1), planner.medium, planner.page)
    return box._replace(height=box.height * (1 - FOOT_SHARE))


def _further(planner: FramePlanner) -> Box:
    """The space for the picture on a sheet after the first, without the foot."""
    return picture_box(planner.without_foot(2, 2), planner.medium, planner.page)


def _sheets(context: Context, variant: PosterVariant, guide: Guide, content: Content) -> list[PosterSheet]:
    """The sheets of the picture, then those of text; before them the front."""
    planner, front = variant.planner, variant.front
    count = len(content.sheets) + front
    texts = list(detail_sheets(planner, variant.style, count, front))
    if variant.tail:
        texts.pop()
    total = count + len(texts) - front
    printed: list[PosterSheet] = []
    if front:
        sheet = _printed(
            context, planner.sheet(1, count, total), (), planner.medium, _marks(guide, planner, content, 0)
        )
        own = tuple(texts.pop(0))
        printed.append(sheet._replace(texts=own, section_title=DETAILS if own else MARKS))
    for number, drawings in enumerate(content.sheets, start=1 + front):
        marks = () if front else _marks(guide, planner, content, number - 1)
        printed.append(_printed(context, planner.sheet(number, count, total), drawings, planner.medium, marks))
    if variant.tail:
        last = printed[-1].sheet
        top = last.flow_top + last.flow_height - variant.tail_height + planner.mm(planner.page.foot.top)
        printed[-1] = printed[-1]._replace(texts=tuple(box._replace(y=box.y + top) for box in variant.tail))
    for number, boxes in enumerate(texts, start=count + 1):
        printed.append(PosterSheet(planner.sheet(number, count, total), (), None, tuple(boxes), DETAILS))
    return printed


def _marks(guide: Guide, planner: FramePlanner, content: Content, number: int) -> tuple[str, ...]:
    """The marks that the legend of a sheet explains: for a flow its own; for tables, and where only the first sheet has
    a legend, those of all sheets on the first."""
    own = guide.body is None and planner.page.following == "all"
    sheets = content.sheets[number : number + 1] if own else content.sheets if number == 0 else ()
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


def _split_note(context: Context, subject: Subject, medium: Medium, picture: CachedPicture, count: int) -> Diagnostic:
    """Y503: how many sheets were made, and the size on which one is enough."""
    title = subject.guide.title
    larger = _single_medium(context, subject, medium, picture)
    hint = f"要一张放下，字也够大，用 {larger.name}（{larger.title}）" if larger else "没有一张就放得下、字又够大的纸"
    return fault("Y503", title.span, f"“{title}”在 {medium.in_sentence}上分成了 {count} 张", hint)


def _single_medium(context: Context, subject: Subject, medium: Medium, picture: CachedPicture) -> Medium | None:
    """The smallest larger sheet of the same orientation on which the text of one sheet reaches its target."""
    area, upright = medium.width_mm * medium.height_mm, medium.height_mm >= medium.width_mm
    text = picture.expected(_shared(_planner(context, subject, medium)))
    failed: list[tuple[float, float]] = []  # sizes of boxes that were too small, in target text
    larger = [
        one
        for one in context.styles.media.values()
        if one.kind == medium.kind and not one.form and (one.height_mm >= one.width_mm) == upright
    ]
    for one in sorted(larger, key=lambda one: (one.width_mm * one.height_mm, one.name)):
        ratio = one.width_mm * one.height_mm / area
        if ratio <= LARGER or text * sqrt(ratio) * SURELY < one.target_mm:
            continue
        box = _shared(_planner(context, subject, one))
        wide, high = box.width / box.target, box.height / box.target
        if any(wide <= width * ALIKE and high <= height * ALIKE for width, height in failed):
            continue  # to text of the target size it is hardly larger than one that was too small
        if picture.expected(box) * UNSURE >= box.target and picture.reaches(box):
            return one
        failed.append((wide, high))
    return None


def _not_as_wished(guide: Guide, medium: Medium) -> Diagnostic:
    return fault(
        "Y502",
        guide.layout.form.span if guide.layout.form else guide.span,
        f"“{guide.title}”按指定的版式在 {medium.in_sentence}上字会太小，已改用自动选的版式",
        "去掉“版式”，或换更大的纸",
    )


def _left_out(context: Context, subject: Subject, level: int) -> list[Diagnostic]:
    """Y504: name the steps whose details the author's 详略 leaves out, so that nobody believes they are printed."""
    guide = subject.guide
    cards = fold(guide, subject.graph, context.styles, 0, trips=False).cards
    steps = [card.badge for card in cards if card.detail or card.remarks]
    if not steps:
        return []
    more = f"等 {len(steps)} 步" if len(steps) > STEPS_NAMED else ""
    named = "、".join(steps[:STEPS_NAMED])
    message = f"“{guide.title}”写了“详略: {level}”，第 {named} 步{more}的内容、材料等没有印在图上"
    return [fault("Y504", guide.title.span, message, "要印出来，写“详略: 3”；手册、折页和文字版里照样有")]
