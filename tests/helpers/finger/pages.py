"""A guide → the pages that a medium would print of it."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.fuzz.press import Proof
from helpers.guides import GuideGraph
from helpers.media_jobs import job_of
from yizhangtu.media.context import Context
from yizhangtu.model.page import About, Page
from yizhangtu.model.project import Project


class _Collector(Proof):
    """A press that keeps the pages as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[Page] = []

    def print(self, pages: Sequence[Page], about: About) -> bytes:
        self.kept += pages
        return super().print(pages, about)


def pages_of(context: Context, project: Project, drawn: GuideGraph, medium: str) -> list[Page]:
    """All pages of a medium, none where the guide does not fit; fonts and measures are those of `context`."""
    own = Context(context.characters, context.styles)
    own.subset, own.typesetter, own.layout_tools = context.subset, context.typesetter, context.layout_tools
    press = _Collector()
    own.__dict__["press"] = press
    job = job_of(own, project, drawn, medium)
    job.kind.make(own, job)
    return press.kept
