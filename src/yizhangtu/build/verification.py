"""A job and its result → the same result, or its differences from the definition, and no file."""

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
from yizhangtu.style.styles import Styles
from yizhangtu.system import outputs
from yizhangtu.system.machine import need_package

if TYPE_CHECKING:  # reading PDFs takes time to import
    from yizhangtu.verify.expected_file import ExpectedFile

PICTURES = (".png", ".html")  # no text can be read from them
TEXT_MM = 2.7  # the smallest text of a medium that defines none
AGAIN = "这个文件早就做好了，没有动它。请加 --force 重做；还是这样，请把定义和这条信息发给维护者"


def verified(job: Job, result: Result, styles: Styles) -> Result:
    """The result of a job, if its files agree with the definitions; else the differences, and no files."""
    data = [(name, one) for name, one in result.files if isinstance(one, bytes)]
    found = _check(job, styles, data, result) if result.files else ()
    return Result(diagnostics=(*result.diagnostics, *found)) if found else result


def verified_again(job: Job, make: Callable[[], Result], styles: Styles) -> Result:
    """What is wrong with existing files. Pictures have no text: `make` makes and verifies them again in memory, and the
    bytes are compared."""
    job = with_existing_bytes(job)
    files = tuple(zip(job.existing, job.existing_bytes, strict=True))
    if not job.kind.suffix.endswith(PICTURES):
        return Result(diagnostics=tuple(one._replace(hint=AGAIN) for one in _check(job, styles, files, Result())))
    made = make()
    wrong = [one for one in made.diagnostics if one.code.startswith("Y9")]
    if not wrong and [data for _, data in made.files] != list(job.existing_bytes):
        from yizhangtu.verify.findings import UNREADABLE, to_diagnostics

        differing = to_diagnostics([(UNREADABLE, None, "图片和照定义画出来的不一样")], job.target, whole(job.file))
        wrong = [one._replace(hint=AGAIN) for one in differing]
    return Result(diagnostics=tuple(wrong))


def with_existing_bytes(job: Job) -> Job:
    """The job with the bytes of the existing files that it verifies."""
    if len(job.existing_bytes) == len(job.existing):
        return job
    return job._replace(existing_bytes=tuple(outputs.content(Path(name)) or b"" for name in job.existing))


def _check(job: Job, styles: Styles, files: Sequence[tuple[str, bytes]], result: Result) -> tuple[Diagnostic, ...]:
    need_package("zxing-cpp", "zxingcpp")
    from yizhangtu.verify.comparison import compare
    from yizhangtu.verify.expected_file import FinishedFiles

    bad = {one.span.file for one in result.diagnostics if one.severity is Severity.ERROR and one.span}
    subject = _subject(job, styles, bad)
    return compare(subject, FinishedFiles(files, result.sources)) if subject.guides else ()


def _subject(job: Job, styles: Styles, bad: set[str]) -> ExpectedFile:
    """What the files of a job must show, without guides that could not be set and have a diagnostic."""
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
        job.named if len(guides) > 1 else (),
    )
