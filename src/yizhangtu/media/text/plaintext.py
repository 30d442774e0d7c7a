"""A guide → a text file that any computer in a village opens: UTF-8 with its mark, lines ended as on Windows."""

from __future__ import annotations

from yizhangtu.build.jobs import Job
from yizhangtu.content.spoken import spoken
from yizhangtu.flow.fold import fold
from yizhangtu.layout.flow.layouter import BLOCKS
from yizhangtu.media.context import Context
from yizhangtu.media.makers import pointed
from yizhangtu.media.result import Result


def make(context: Context, job: Job) -> Result:
    """NAME.txt."""
    guide, graph = pointed(job)
    line = fold(guide, graph, context.styles.icons, BLOCKS[0])
    text = spoken(guide, line, job.guides[0].definition.home.project)
    return Result(text.replace("\n", "\r\n").encode("utf-8-sig"))
