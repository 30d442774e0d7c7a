"""Characters without a glyph in a finished layout → diagnostics at the texts that contain them."""

from __future__ import annotations

from collections.abc import Iterator

from yizhangtu.check.characters.glyphless import missing
from yizhangtu.check.characters.printable import project_texts
from yizhangtu.export.pdf.missing_glyphs import MissingGlyphs
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.model.diagnostics import Diagnostic, Span, whole
from yizhangtu.model.errors import internal


def unprinted(error: MissingGlyphs, job: Job, context: Context) -> Iterator[Diagnostic]:
    """Y601 of each character of the guides, which fonts were searched for; any other is a bug (Y604)."""
    for char in error.characters:
        span, inside = _place(char, job)
        if char in context.characters:
            yield missing(char, span, [one.name for one in context.installation.fonts.lenders], inside)
        else:
            found = internal(f"制作{job.title}（{job.medium.name}）", job.file, MissingGlyphs(char))
            yield found._replace(span=span)


def _place(char: str, job: Job) -> tuple[Span, str]:
    """The first text that has it, of the guides or their project; else the file as a whole."""
    for one in job.subjects:
        for text in (*one.guide.texts, *one.guide.keywords, *project_texts(one.project)):
            if char in text and text.span:
                return text.span, text
    return whole(job.file), ""
