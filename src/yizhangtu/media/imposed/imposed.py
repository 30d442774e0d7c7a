"""All guides → the booklet as sheets that an office printer prints on both sides, to be folded and stapled."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from yizhangtu.export.pdf.placed_pages import about_of, page_sizes, place_pages
from yizhangtu.media.context import Context
from yizhangtu.media.imposed.impose import Size, order, sides
from yizhangtu.media.kind import Job
from yizhangtu.media.result import Result, one_file
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.diagnostics import make as fault
from yizhangtu.style.medium import Medium
from yizhangtu.style.page.booklet_style import ImposedStyle
from yizhangtu.system.problem import MissingDependency

BOOKLET = "booklet"  # the kind of medium that is imposed
SUFFIX = "（对折装订）"  # appended to the title


def make(context: Context, job: Job, booklet: Callable[[Context, Job], Result]) -> Result:
    """Make the booklet that the medium is based on and impose it two-up; if it cannot be made, return its
    diagnostics."""
    made = booklet(context, job._replace(medium=_base(context, job.medium)))
    if made.data is None:
        return made
    style = context.styles.imposed
    data = impose(context, made.data, (job.medium.width_mm, job.medium.height_mm), style)
    return one_file(job, data, (*made.diagnostics, *notes(job.medium, len(page_sizes(made.data)), style.most)))


def impose(context: Context, booklet: bytes, sheet: Size, style: ImposedStyle) -> bytes:
    """Place a booklet on sheets of a size in mm. Links and bookmarks are left out: they would lead from one half of a
    sheet to another."""
    sizes, about = page_sizes(booklet), about_of(booklet)
    found = list(sides(len(sizes), sizes[0], sheet, style))
    marks = context.press.print([side.page for side in found], about._replace(title=about.title + SUFFIX))
    return place_pages(marks, [booklet], [side.placed for side in found], "/DuplexFlipShortEdge")


def notes(medium: Medium, pages: int, most: int) -> tuple[Diagnostic, ...]:
    """How to print the sheets; and, if they are too thick for one staple, how to bind the sections."""
    sections = [len(section) for section in order(pages, most)]
    how = f"“{medium.title}”共 {sum(sections)} 张纸：双面打印，短边翻转，对折装订"
    hint = "打印时选“实际大小”，不要“适合页面”；先打前两页试一张：第2页要在第1页的背面，方向一致。"
    found = [fault("Y521", None, how, hint)]
    if len(sections) > 1:
        ends = list(accumulate(sections))
        parts = "、".join(f"第{end - size + 1}—{end}张" for end, size in zip(ends, sections, strict=True))
        message = f"“{medium.title}”{sum(sections)} 张纸一次订不透，分成 {len(sections)} 叠：{parts}"
        found.append(fault("Y522", None, message, "每叠各自对折、装订，再按顺序叠好，用胶带或胶包住书脊。"))
    return tuple(found)


def _base(context: Context, medium: Medium) -> Medium:
    """The booklet that the medium's file names, if two of its pages fit on a sheet. Raises MissingDependency
    otherwise."""
    base = context.styles.media.get(medium.of)
    if base is None or base.kind != BOOKLET:
        names = "、".join(name for name, one in context.styles.media.items() if one.kind == BOOKLET)
        raise MissingDependency(f"媒介文件 {medium.name}.yaml 的“of”写了“{medium.of}”，它不是手册", f"可以写：{names}")
    if 2 * base.width_mm > medium.width_mm or base.height_mm > medium.height_mm:
        size = f"{2 * base.width_mm:g}×{base.height_mm:g}"
        raise MissingDependency(f"媒介文件 {medium.name}.yaml 的纸太小，放不下并排的两页", f"至少要 {size} 毫米")
    return base
