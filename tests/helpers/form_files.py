"""Forms of guides, made and read back: the text of each page without blanks, and the files beside the first."""

from __future__ import annotations

import pypdfium2

from helpers.finished import build_job, make_files
from helpers.guides import GuideGraph
from helpers.media_jobs import plain
from yizhangtu.media.context import Context
from yizhangtu.model.project import Project, Village


def forms(
    context: Context,
    project: Project,
    drawn: GuideGraph,
    medium: str,
    copies: int = 0,
    village: Village | None = None,
) -> dict[str, bytes]:
    """The files of a form by what their names end with."""
    job = build_job(context, project, drawn, medium, copies=copies)
    subjects = tuple(one._replace(village=village) for one in job.subjects)
    job = job._replace(target=job.target + job.kind.suffix, subjects=subjects)
    made = make_files(context, job)
    assert not made.diagnostics
    return {name.removeprefix(f"{medium}/例."): data for name, data in made.files if isinstance(data, bytes)}


def pages(pdf: bytes) -> list[str]:
    """The text of each page without blanks and line ends."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [plain(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()
