"""Finished files of guides, compared with the same or other definitions; and files that somebody tampered with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf

from helpers.guides import FLOWS, GuideGraph, guide_and_graph
from yizhangtu.build.verification import verified
from yizhangtu.media.choice import medium_of
from yizhangtu.media.context import Context
from yizhangtu.media.finishes import finish_of
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.registry import kind_of, named
from yizhangtu.media.result import File, Result
from yizhangtu.media.themes import theme_for
from yizhangtu.model.project import Project

MM = 72 / 25.4


def flow(stem: str, project: Project, *changes: tuple[str, str]) -> GuideGraph:
    """A guide of flows/, with pieces of its text replaced (each must be there, the first is taken)."""
    text = (FLOWS / f"{stem}.yaml").read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return guide_and_graph(text, project, f"flows/{stem}.yaml")


def build_job(
    context: Context,
    project: Project,
    drawn: GuideGraph | Sequence[GuideGraph],
    medium: str,
    extra: str = "",
    **more: Any,
) -> Job:
    """A job as the build would have it; `extra`: the kind of what is made beside the files of single guides."""
    pairs: Sequence[GuideGraph] = [drawn] if isinstance(drawn, tuple) else drawn  # type: ignore[list-item]
    subjects = tuple(
        Subject(guide, graph, project, None, theme_for(guide, None, context.styles).name) for guide, graph in pairs
    )
    found = medium_of(medium, context.styles.media)
    return Job(f"{medium}/例", found, named(extra) if extra else kind_of(found), subjects, **more)


def make_files(context: Context, one: Job) -> Result:
    """What comes of a job, its sources kept, so that it can be compared with several definitions."""
    job = one._replace(verify=True)
    return job.kind.make(context.finished(finish_of(job.finish)), job)


def found_codes(context: Context, one: Job, rendered: Result) -> list[str]:
    """The codes of what does not agree with the definitions of a job, each once."""
    faults = verified(one, rendered, context.styles).diagnostics
    return sorted({fault.code for fault in faults if "Y9" in fault.code})


def messages(context: Context, one: Job, rendered: Result) -> str:
    """Codes and messages of what does not agree, one a line."""
    faults = verified(one, rendered, context.styles).diagnostics
    return "\n".join(f"{fault.code} {fault.message}" for fault in faults if "Y9" in fault.code)


def tampered(rendered: Result, change: Callable[[pikepdf.Pdf], None]) -> Result:
    """The same with its PDF changed."""
    with pikepdf.open(BytesIO(rendered.data or b"")) as pdf:
        change(pdf)
        data = BytesIO()
        pdf.save(data)
    return with_data(rendered, data.getvalue())


def with_data(rendered: Result, data: bytes) -> Result:
    """The same with other bytes in its first file."""
    first, *others = rendered.files
    return replace(rendered, files=(File(first.target, data), *others))


def covered(page: pikepdf.Page, pdf: pikepdf.Pdf, x: float, y: float, width: float, height: float) -> None:
    """White over a part of a page, in mm from its upper left corner."""
    top = float(page.mediabox[3])
    box = f"{x * MM:.2f} {top - (y + height) * MM:.2f} {width * MM:.2f} {height * MM:.2f}"
    page.contents_add(pikepdf.Stream(pdf, b"q"), prepend=True)
    page.contents_add(pikepdf.Stream(pdf, f"Q q 1 g {box} re f Q".encode()))
