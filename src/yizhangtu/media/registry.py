"""The kinds of media. A kind is a folder beside this file, one entry of REGISTRY, and files in styles/media/.

The function of a kind imports its folder when it is called, so that making a poster does not load the booklet. What one
kind makes from the result of another is put together here: kinds do not import one another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yizhangtu.media.kind import Inputs, Job, MediumKind
from yizhangtu.model.finish import Scope
from yizhangtu.style.medium import Medium

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yizhangtu.media.context import Context
    from yizhangtu.media.result import Result
    from yizhangtu.model.guide import Guide

OVERVIEW = "总图"  # name of the poster that shows where everything is
PRESS = ("print", "archive")  # for the print shop (PDF/X), for the archive (PDF/A)
TILES = ("tiles-a4", "tiles-a3")  # for an office printer: sheets to be put together


def _poster(context: Context, job: Job) -> Result:
    from yizhangtu.media.poster.poster import make

    return _tiled(context, job, make(context, job), str(job.guide.title))


def _overview(context: Context, job: Job) -> Result:
    from yizhangtu.media.overview.overview_poster import make

    return _tiled(context, job, make(context, job), OVERVIEW)


def _tiled(context: Context, job: Job, poster: Result, title: str) -> Result:
    """A poster; where it was asked for, on sheets for an office printer."""
    if job.finish not in TILES:
        return poster
    from yizhangtu.media.tiles.tiled import make

    return make(context, job, poster, title)


def _longimage(context: Context, job: Job) -> Result:
    from yizhangtu.media.longimage.longimage import make
    from yizhangtu.media.poster.poster import make_poster

    return make(context, job, make_poster)


def _text(context: Context, job: Job) -> Result:
    from yizhangtu.media.text.plaintext import make

    return make(context, job)


def _screen(context: Context, job: Job) -> Result:
    from yizhangtu.media.screen.screen import make

    return make(context, job)


def _loop(context: Context, job: Job) -> Result:
    from yizhangtu.media.screen.screen import loop

    return loop(context, job)


def _booklet(context: Context, job: Job) -> Result:
    from yizhangtu.media.booklet.booklet import make

    return make(context, job)


def _booklet_pages(context: Context, job: Job) -> Mapping[str, int]:
    from yizhangtu.media.booklet.booklet import page_numbers

    return page_numbers(context, job)


def _leaflet(context: Context, job: Job) -> Result:
    from yizhangtu.media.leaflet.leaflet import make

    return make(context, job)


def _board(context: Context, job: Job) -> Result:
    from yizhangtu.media.board.board import make
    from yizhangtu.media.overview.overview_poster import make_overview
    from yizhangtu.media.poster.poster import make_poster

    return make(context, job, make_poster, make_overview)


def _imposed(context: Context, job: Job) -> Result:
    from yizhangtu.media.imposed.imposed import make

    return make(context, job, _booklet)


def _feedback(context: Context, job: Job) -> Result:
    from yizhangtu.media.feedback.feedback import make

    return make(context, job)


def _minutes(context: Context, job: Job) -> Result:
    from yizhangtu.media.minutes.minutes import make

    return make(context, job)


def _taken_in(guide: Guide) -> bool:
    from yizhangtu.content.reception import is_taken_in

    return is_taken_in(guide)


def _register(context: Context, job: Job) -> Result:
    from yizhangtu.media.register.register import make

    return make(context, job)


REGISTRY: tuple[MediumKind, ...] = (
    MediumKind(
        "poster", _poster, extras=((f"{OVERVIEW}.pdf", "overview"),), finishes=(*PRESS, *TILES),
        scope=Scope(once=True, numbered=True, flow_floor=True), inputs=Inputs(logo=True),
    ),
    MediumKind(
        "booklet", _booklet, whole=True, finishes=PRESS, scope=Scope("book", called=False, shared=True),
        inputs=Inputs(logo=True), notices="listed", page_numbers=_booklet_pages,
    ),
    MediumKind(
        "imposed", _imposed, whole=True, scope=Scope("imposed", called=False, shared=True), inputs=Inputs(logo=True),
        notices="listed",
    ),
    MediumKind("leaflet", _leaflet),
    MediumKind("board", _board, whole=True, scope=Scope(code=True, shared=True)),
    MediumKind(
        "screen", _screen, suffix=".png", extras=(("screen.html", "loop"),), scope=Scope("slides", code=True)
    ),
    MediumKind("longimage", _longimage, suffix=".png", scope=Scope("long", once=True), inputs=Inputs(logo=True)),
    MediumKind("text", _text, suffix=".txt", scope=Scope("text")),
    MediumKind(
        "feedback", _feedback, suffix=".征求意见表.pdf", scope=Scope("document"), notices="", numbered=True,
    ),
    MediumKind(
        "register", _register, suffix=".受理单.pdf", scope=Scope("document"), notices="", suits=_taken_in,
        numbered=True,
    ),
    MediumKind("minutes", _minutes, suffix=".表决记录表.pdf", scope=Scope("document"), notices=""),
    MediumKind(
        "overview", _overview, whole=True, finishes=(*PRESS, *TILES),
        scope=Scope("overview", numbered=True, shared=True), notices="named",
        inputs=Inputs(logo=True, tables=("overview",), all_themes=True),
    ),
    MediumKind("loop", _loop, suffix=".html", whole=True, scope=Scope("loop", code=True)),
)  # fmt: skip


def kind_of(medium: Medium) -> MediumKind:
    """The kind of a medium."""
    return named(medium.kind)


def named(name: str) -> MediumKind:
    """The kind of a name; KeyError where there is none: the reader of styles/media/ reports that."""
    return {kind.name: kind for kind in REGISTRY}[name]


def file_kinds() -> tuple[str, ...]:
    """The kinds that a file in styles/media/ may name: all but those that are only made beside others."""
    extras = {extra for kind in REGISTRY for _, extra in kind.extras}
    return tuple(kind.name for kind in REGISTRY if kind.name not in extras)
