"""Guides → files for other programs: graphs, documents, pictures, data."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from yizhangtu.build.checked import Checked, CheckedGuide, check_loaded
from yizhangtu.build.jobs import jobs_of, subjects_of
from yizhangtu.build.load import Loaded, load
from yizhangtu.build.render import context_for
from yizhangtu.build.version_codes import with_codes
from yizhangtu.content.outline import GuideOutline, outline_of
from yizhangtu.edit.data.definition_data import definition_data
from yizhangtu.edit.document import document_of
from yizhangtu.export.icon_paths import IconPaths
from yizhangtu.export.pdf.images import encoded
from yizhangtu.export.png import each_page, png
from yizhangtu.export.sheets import SheetsTaken, SheetTaker
from yizhangtu.export.svg import page_svg, with_fonts
from yizhangtu.media.choice import medium_of
from yizhangtu.media.registry import file_kinds, kind_of
from yizhangtu.model.diagnostics import Diagnostic, in_order, make
from yizhangtu.model.errors import UsageError
from yizhangtu.model.page import About, Page
from yizhangtu.system import outputs
from yizhangtu.system.installation import Installation

if TYPE_CHECKING:
    from yizhangtu.media.context import Context

SUFFIXES = {"xlsx": ".xlsx", "docx": ".docx", "html": ".html", "svg": ".svg", "png": ".png", "drawio": ".drawio",
            "dot": ".dot", "mermaid": ".mmd", "plantuml": ".puml", "json": ".json"}  # fmt: skip
GRAPHS = ("drawio", "dot", "mermaid", "plantuml")  # of steps and the ways between them
PICTURES = ("svg", "png", "drawio")  # of the sheets of a medium
DRAWN = ("poster", "leaflet", "screen")
DPI = 150
MOST_DPI = 1200


class ExportRequest(NamedTuple):
    """`form` is a key of SUFFIXES; `to` a file (one guide with one sheet) or a folder; `medium` and `dpi` are those of
    pictures. Files that exist are kept unless `force`."""

    paths: tuple[str, ...]
    form: str
    to: str
    medium: str = "poster-a3"
    dpi: int = DPI
    force: bool = False


class ExportResult(NamedTuple):
    """The files written, and the diagnostics with the texts of the definitions."""

    written: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, str]


def export_guides(request: ExportRequest) -> ExportResult:
    """Write each sound guide in a format. Raises UsageError for a format that does not exist or that none of the
    guides has, a file for several results, or results that would overwrite others."""
    request = request._replace(form=request.form or form_of(request.to))
    if request.form not in SUFFIXES:
        raise UsageError(f"没有“{request.form}”这种格式", f"可以写：{'、'.join(SUFFIXES)}")
    loaded = load(list(request.paths))
    if request.form == "xlsx":
        return _workbooks(request, loaded)
    if not (loaded.definitions or loaded.diagnostics):
        raise UsageError(f"没有可以导出成 {request.form} 的定义", "辖区文件只能导出成 xlsx：-o 辖区.xlsx")
    installation = Installation()
    checked = with_codes(check_loaded(loaded, (), installation))
    sound = [one for one in checked.guides if one.sound and one.guide is not None and one.graph is not None]
    fitting = [one for one in sound if request.form not in GRAPHS or (one.guide and one.guide.steps)]
    if sound and not fitting:
        raise UsageError(
            f"没有操作流程的图不能导出成 {request.form}", "清单、积分、规范可以导出成 xlsx、docx、html、json、svg、png"
        )
    left = [one for one in sound if one not in fitting]
    notes = [
        make("Y773", None, f"“{one.guide.title}”没有操作流程，没有导出成 {request.form}") for one in left if one.guide
    ]
    maker = _maker(request, installation, checked)
    files = [(one, f"{one.definition.stem}{ending}", data) for one in fitting for ending, data in maker(one)]
    written = _write([(name, data) for _, name, data in files], request)
    return ExportResult(tuple(written), in_order((*checked.diagnostics, *notes)), dict(checked.texts))


def form_of(to: str) -> str:
    """The format that the name of the result says. Raises UsageError where it says none."""
    found = next((form for form, suffix in SUFFIXES.items() if to.lower().endswith(suffix)), "")
    if not found:
        raise UsageError(f"看不出“{to}”是什么格式", f"写上 -f 和格式：{'、'.join(SUFFIXES)}")
    return found


def _workbooks(request: ExportRequest, loaded: Loaded) -> ExportResult:
    """Workbooks to edit: one file for a whole folder or several definitions, a folder for one each."""
    from yizhangtu.commands.exchange.export_workbook import each_workbook, project_workbook

    single = request.to.lower().endswith(SUFFIXES["xlsx"])
    several = len(loaded.definitions) != 1 or any(one.whole_folder for one in loaded.definitions)
    found = project_workbook(loaded, Path(request.to).stem) if single and several else each_workbook(loaded)
    written = _write([(f"{stem}{SUFFIXES['xlsx']}", data) for stem, data in found.files], request)
    faults = in_order((*loaded.diagnostics, *found.diagnostics))
    return ExportResult(tuple(written), faults, dict(loaded.texts))


Made = list[tuple[str, bytes]]  # what follows the stem in the file's name, and its contents


def _maker(request: ExportRequest, installation: Installation, checked: Checked) -> Callable[[CheckedGuide], Made]:
    suffix = SUFFIXES[request.form]
    if request.form == "json":
        return lambda one: [(suffix, _data(one))]
    if request.form in PICTURES:
        pictures = _Pictures(request, installation)
        return {"svg": pictures.svg, "png": pictures.png, "drawio": pictures.drawio}[request.form]
    if request.form == "html":
        return _pages(installation)
    icons = installation.styles(file_kinds()).icons

    def written(one: CheckedGuide) -> Made:
        assert one.guide is not None and one.graph is not None
        return [(suffix, _text(request.form, outline_of(one.guide, one.graph, icons, one.definition.home.project)))]

    return written


def _text(form: str, outline: GuideOutline) -> bytes:
    if form == "dot":
        from yizhangtu.interchange.dot import dot_text

        return dot_text(outline).encode()
    if form == "mermaid":
        from yizhangtu.interchange.mermaid import mermaid_text

        return mermaid_text(outline).encode()
    if form == "plantuml":
        from yizhangtu.interchange.plantuml import plantuml_text

        return plantuml_text(outline).encode()
    from yizhangtu.interchange.word import word_document

    return word_document(outline)


def _data(one: CheckedGuide) -> bytes:
    """The definition as JSON, which `yizhangtu schema` describes: Chinese names of keys, all values as texts."""
    document = document_of(one.definition.data, one.definition.file).document
    assert document is not None  # the guide is sound
    data = {"类型": document.kind, **definition_data(document)}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _pages(installation: Installation) -> Callable[[CheckedGuide], Made]:
    """A web page of each guide, as on the web site, in one file that needs no other."""
    from yizhangtu.commands.site.make import shown
    from yizhangtu.site.single_page import single_page

    styles = installation.styles(file_kinds())

    def made(one: CheckedGuide) -> Made:
        return [(SUFFIXES["html"], single_page(guide, styles)) for guide in shown([one], styles)]

    return made


class _Pictures:
    """The sheets of a medium as pictures."""

    def __init__(self, request: ExportRequest, installation: Installation) -> None:
        self._request, self._installation = request, installation
        self._styles = installation.styles(file_kinds())
        self._medium = medium_of(request.medium, self._styles.media)
        if kind_of(self._medium).name not in DRAWN:
            raise UsageError(
                f"“{self._medium.title}”不能导出成 {request.form}", "用海报、宣传册或者屏幕，如 -m poster-a3"
            )
        if not 10 <= request.dpi <= MOST_DPI:
            raise UsageError(f"每英寸 {request.dpi} 个像素不行", f"--dpi 写 10 到 {MOST_DPI}")

    def _pages(self, one: CheckedGuide) -> tuple[Context, list[Page]]:
        jobs, _ = jobs_of(subjects_of([one], None, self._styles), [self._medium])
        context = context_for([one], self._installation)
        taker = SheetTaker(stops=jobs[0].kind.suffix == ".png")
        with suppress(SheetsTaken):
            jobs[0].kind.make(context.drawn_by(taker), jobs[0])
        return context, taker.pages

    def svg(self, one: CheckedGuide) -> Made:
        """An SVG a sheet: text as text, fonts and pictures inside."""
        context, pages = self._pages(one)
        rasters = {raster.digest: raster for raster in context.rasters}

        def address(digest: str, mode: str) -> str:
            data = base64.b64encode(encoded(rasters[digest], mode, b"")).decode()
            return f"data:image/png;base64,{data}"

        icons = IconPaths(self._styles.icons.paths)
        fonts = context.subset
        sheets = (with_fonts(page_svg(page, icons, address), fonts.regular, fonts.bold) for page in pages)
        return _sheets([sheet.encode() for sheet in sheets], ".svg")

    def drawio(self, one: CheckedGuide) -> Made:
        """A file of draw.io with a page for each sheet."""
        from yizhangtu.interchange.drawio import drawio_text

        assert one.guide is not None and one.graph is not None
        outline = outline_of(one.guide, one.graph, self._styles.icons, one.definition.home.project)
        return [(SUFFIXES["drawio"], drawio_text(outline, self._pages(one)[1]).encode())]

    def png(self, one: CheckedGuide) -> Made:
        """A PNG a sheet, with so many pixels an inch."""
        context, pages = self._pages(one)
        pdf = context.press.print(pages, About(""))
        return _sheets([png(image) for image in each_page(pdf, self._request.dpi / 72)], ".png")


def _sheets(files: Sequence[bytes], suffix: str) -> Made:
    return [(f"-{number}{suffix}" if len(files) > 1 else suffix, data) for number, data in enumerate(files, 1)]


def _write(files: Sequence[tuple[str, bytes]], request: ExportRequest) -> list[Path]:
    """Write the results; UsageError where one would replace a file, or two have one name."""
    suffix = SUFFIXES[request.form]
    target = Path(request.to)
    single = request.to.lower().endswith(suffix)
    if single and len(files) > 1:
        raise UsageError(f"有 {len(files)} 个文件，“{target}”只能放一个", "用 -o 写一个文件夹")
    paths = [target if single else target / name for name, _ in files]
    if len({str(path).casefold() for path in paths}) < len(paths):
        raise UsageError("有两份定义同名，导出的文件会互相覆盖", "改一个文件名，或者分开导出")
    existing = [path for path in paths if outputs.is_there(path)]
    if existing and not request.force:
        raise UsageError(f"“{existing[0]}”已经有了，没有改动它", "换一个位置，或者加 --force 覆盖")
    for path, (_, data) in zip(paths, files, strict=True):
        outputs.write(path, data)
    return paths
