"""A job + what came of it → the same, or what does not agree with the definition, and no file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yizhangtu.media.kind import Job
from yizhangtu.media.registry import TILES
from yizhangtu.media.result import Result
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic, whole
from yizhangtu.model.guide import Guide
from yizhangtu.system import outputs
from yizhangtu.system.machine import need_package
from yizhangtu.system.styles import Styles

if TYPE_CHECKING:  # reading PDFs is for those who asked for it
    from yizhangtu.verify.expected_file import ExpectedFile

PICTURES = (".png", ".html")  # no text can be read from them
TEXT_MM = 2.7  # the smallest text where a medium says none
AGAIN = "这个文件早就做好了，没有动它。请加 --force 重做；还是这样，请把定义和这条信息发给维护者"


def held_against(job: Job, rendered: Result, styles: Styles) -> Result:
    """What a job has made, if it is right; else what is wrong, and nothing that could be written."""
    files = rendered.files(job.target)
    if not files:
        return rendered
    data = [(name, one) for name, one in files if isinstance(one, bytes)]
    faults = _check(job, styles, data, rendered.sources, rendered.diagnostics)
    if not faults:
        return rendered
    return Result(None, (*rendered.diagnostics, *faults))


def looked_again(job: Job, make: Callable[[], Result], styles: Styles) -> Result:
    """Files that lie there already: what is wrong with them. Pictures have no text to read, so what is to be seen on
    them is made again in memory, verified, and held against them byte by byte."""
    job = laden(job)
    files = tuple(zip(job.existing, job.existing_bytes, strict=True))
    if not job.kind.suffix.endswith(PICTURES):
        return Result(None, tuple(one._replace(hint=AGAIN) for one in _check(job, styles, files, (), ())))
    made = make()
    wrong = [one for one in made.diagnostics if one.code.startswith("Y9")]
    if not wrong and [data for _, data in made.files(job.target)] != list(job.existing_bytes):
        from yizhangtu.verify.findings import UNREADABLE, to_diagnostics

        faults = to_diagnostics([(UNREADABLE, None, "图片和照定义画出来的不一样")], job.target, whole(job.file))
        wrong = [one._replace(hint=AGAIN) for one in faults]
    return Result(None, tuple(wrong))


def laden(job: Job) -> Job:
    """The job with the bytes of the files that it is to look at again."""
    if len(job.existing_bytes) == len(job.existing):
        return job
    return job._replace(existing_bytes=tuple(outputs.content(Path(name)) or b"" for name in job.existing))


def _check(
    job: Job,
    styles: Styles,
    files: Sequence[tuple[str, bytes]],
    sources: Sequence[bytes],
    said: Sequence[Diagnostic],
) -> tuple[Diagnostic, ...]:
    need_package("zxing-cpp", "zxingcpp")
    from yizhangtu.verify.comparison import compare
    from yizhangtu.verify.expected_file import FinishedFiles

    bad = {one.span.file for one in said if one.severity is Severity.ERROR and one.span}
    subject = _subject(job, styles, bad)
    return compare(subject, FinishedFiles(files, sources)) if subject.guides else ()


def _subject(job: Job, styles: Styles, bad: set[str]) -> ExpectedFile:
    """What the files of a job are about; guides that could not be set and were told are not in them."""
    from yizhangtu.media.common.cross_references import with_pages
    from yizhangtu.verify.expected_file import ExpectedFile
    from yizhangtu.verify.visible_content import Resolution

    pages = dict(job.booklet_pages or job.pages)
    medium = styles.media.get(job.medium.of) or job.medium
    guides: list[Guide] = [one.guide for one in job.subjects if one.guide.file not in bad]
    floor = medium.floor_mm * medium.furniture
    tiles = job.finish in TILES
    code = medium.qr_mm / (4 if tiles else 1)  # on the map of the pieces it is small
    return ExpectedFile(
        job.kind.scope,
        job.target,
        [with_pages(guide, pages) for guide in guides],
        job.project,
        Resolution(floor or TEXT_MM, code),
        floor,
        whole(job.file),
        pages,
        tiles,
        medium.floor_mm,
    )
