"""A guide → a text file that any computer in a village opens: UTF-8 with its mark, lines ended as on Windows."""

from __future__ import annotations

from yizhangtu.fold import fold
from yizhangtu.page.spoken import spoken
from yizhangtu.pipeline.flow import BLOCKS
from yizhangtu.pipeline.jobs import Job
from yizhangtu.pipeline.made import Rendered
from yizhangtu.pipeline.makers import pointed
from yizhangtu.pipeline.studio import Studio


def make(studio: Studio, job: Job) -> Rendered:
    """NAME.txt."""
    guide, graph = pointed(job)
    line = fold(guide, graph, studio.styles.icons, BLOCKS[0])
    text = spoken(guide, line, job.guides[0].definition.home.project)
    return Rendered(text.replace("\n", "\r\n").encode("utf-8-sig"))
