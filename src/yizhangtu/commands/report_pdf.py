"""Reports of the ledger as files: a template of styles/templates/ and its values → a PDF with the project's fonts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from yizhangtu.export.pdf.missing_glyphs import MissingGlyphs
from yizhangtu.media.documents import DocumentPress
from yizhangtu.media.registry import file_kinds
from yizhangtu.model.errors import UsageError
from yizhangtu.model.page import About
from yizhangtu.system import outputs
from yizhangtu.system.installation import Installation

Report = TypeVar("Report")
SUFFIXES = (".xlsx", ".pdf")


def report_pdf(
    template: str,
    values: Mapping[str, object],
    about: About,
    images: Mapping[str, tuple[str, bytes]] | None = None,
    installation: Installation | None = None,
) -> bytes:
    """The PDF of a template; equal values give equal bytes. MissingDependency where fonts or WeasyPrint are missing,
    UsageError where no font has a character."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # takes time; most commands print no report

    installation = installation or Installation()
    styles = installation.styles(file_kinds())
    environment = Environment(loader=FunctionLoader(styles.template), autoescape=True, undefined=StrictUndefined)
    try:
        return DocumentPress(environment, styles, installation.fonts).print(template, values, about, images)
    except MissingGlyphs as missing:
        raise UsageError(f"字体里没有“{missing.characters}”，印不出来", "换一种写法，或者写成 .xlsx") from missing


def write_report(
    found: Report, target: str, as_pdf: Callable[[Report], bytes], as_workbook: Callable[[Report], bytes]
) -> Path:
    """Write the report as .xlsx or .pdf. Raises UsageError for another suffix, MissingDependency where it cannot be
    written."""
    path = Path(target)
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"不会写“{path.suffix or target}”", f"文件名用 {'、'.join(SUFFIXES)} 结尾")
    outputs.write(path, as_pdf(found) if path.suffix.lower() == ".pdf" else as_workbook(found))
    return path
