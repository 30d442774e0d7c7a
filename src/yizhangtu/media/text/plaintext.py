"""A guide → a text file that any computer in a village opens: UTF-8 with its mark, lines ended as on Windows."""

from __future__ import annotations

from yizhangtu.build.jobs import Job
from yizhangtu.content.spoken import spoken
from yizhangtu.flow.fold import fold
from yizhangtu.layout.flow.layouter import BLOCKS
from yizhangtu.media.context import Studio
from yizhangtu.media.makers import pointed
from yizhangtu.media.result import Rendered


def make(studio: Studio, job: Job) -> Rendered:
    """NAME.txt."""
    guide, graph = pointed(job)
    line = fold(guide, graph, studio.styles.icons, BLOCKS[0])
    text = spoken(guide, line, job.guides[0].definition.home.project)
    return Rendered(text.replace("\n", "\r\n").encode("utf-8-sig"))
