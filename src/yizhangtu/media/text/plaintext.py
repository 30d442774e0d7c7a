"""A guide → a text file that any computer opens: UTF-8 with a byte order mark and CR LF line ends."""

from __future__ import annotations

from yizhangtu.content.spoken import spoken
from yizhangtu.flow.fold import ANY, fold
from yizhangtu.media.common.cross_references import subjects_with_pages
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.result import Result, one_file


def make(context: Context, job: Job) -> Result:
    """Make NAME.txt."""
    (subject,) = subjects_with_pages(job)
    line = fold(subject.guide, subject.graph, context.styles, ANY)
    text = spoken(subject.guide, line, subject.project)
    return one_file(job, text.replace("\n", "\r\n").encode("utf-8-sig"))
