"""One definition → what a terminal shows of it: the rail as text, or the pages of its poster as pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yizhangtu.fold import fold
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.guide import Guide, steps_of
from yizhangtu.model.project import Project
from yizhangtu.page.words import oversight_phones, oversight_text, time_texts, watched_items
from yizhangtu.pipeline.build import BuildRequest, build
from yizhangtu.pipeline.check import CheckedGuide, check_loaded
from yizhangtu.pipeline.load import load
from yizhangtu.pipeline.usage import WrongUsage
from yizhangtu.preview.terminal import Heading, render
from yizhangtu.text.tokens import Words
from yizhangtu.world import styles
from yizhangtu.world.problem import Missing

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS = 1600  # of the long side of a page that is shown
BLOCKS = 12  # steps of the largest block that stays one card, as on a poster


@dataclass(frozen=True)
class Preview:
    """Text for a terminal (None where the definition has errors), with what was found on the way."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


@dataclass(frozen=True)
class PicturePreview:
    """The pages of the real thing as pictures."""

    pages: tuple[Image, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    missing: Missing | None = None


def preview_text(
    path: str | Path,
    width: int = 80,
    *,
    colour: bool = False,
    ascii_only: bool = False,
    wide_lines: bool = False,
    stdin: bytes | None = None,
) -> Preview:
    """The guide as text, none of its lines wider than `width` columns."""
    checked = check_loaded(load([path], stdin))
    if not checked.guides and checked.diagnostics:  # it cannot be read
        return Preview(None, checked.diagnostics, checked.texts)
    one = _only(checked.guides)
    if not one.sound or one.guide is None or one.graph is None:
        return Preview(None, checked.diagnostics, checked.texts)
    style = styles.load()
    line = fold(one.guide, one.graph, style.icons, BLOCKS)
    heading = heading_of(one.guide, one.definition.home.project)
    text = render(line, heading, width, colour, ascii_only, wide_lines, words=Words(style.words))
    return Preview(text, checked.diagnostics, checked.texts)


def preview_picture(
    path: str | Path, medium: str = "poster-a3", *, theme: str | None = None, stdin: bytes | None = None
) -> PicturePreview:
    """The pages that would be printed on a medium."""
    checked = check_loaded(load([path], stdin))
    if not checked.guides and checked.diagnostics:
        return PicturePreview((), checked.diagnostics, checked.texts)
    _only(checked.guides)
    result = build(BuildRequest(paths=(path,), media=(medium,), theme=theme, one_file=True, stdin=stdin, processes=1))
    pages = pictures(result.data) if result.data else ()
    return PicturePreview(pages, result.diagnostics, result.texts, result.missing)


def pictures(pdf: bytes, pixels: int = PIXELS) -> tuple[Image, ...]:
    """Every page of a PDF, its long side so many pixels long."""
    pypdfium2: Any = import_module("pypdfium2")
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages: list[Image] = []
        for page in document:
            pages.append(page.render(scale=pixels / max(page.get_size())).to_pil())
            page.close()
        return tuple(pages)
    finally:
        document.close()


def _only(guides: tuple[CheckedGuide, ...]) -> CheckedGuide:
    if len(guides) != 1:
        message = f"预览一次只看一份定义，这里有 {len(guides)} 份"
        raise WrongUsage(message, "写出一个文件，如 yizhangtu preview flows/名称.yaml")
    return guides[0]


def heading_of(guide: Guide, project: Project) -> Heading:
    """What stands around the steps."""
    times = time_texts(guide)
    status = str(guide.publication.status or "")
    return Heading(
        title=str(guide.title),
        number=str(guide.number or ""),
        steps=len(steps_of(guide.steps)),
        deadline=times[0] if times else "",
        handlers=tuple(map(str, guide.handlers)),
        oversight=(
            *(f"第{'、'.join(item.marks)}步：{item.text}" for item in watched_items(guide)),
            *(oversight_text(entry) for entry in guide.oversight),
        ),
        phones=tuple(f"{number}（{by}）" if by else number for number, by in oversight_phones(guide, project)),
        remarks=(f"〔{status}〕",) if status not in ("", "正式") else (),
    )
