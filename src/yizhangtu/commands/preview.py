"""One definition → what a terminal shows of it: its steps and tables as text, or the pages of its poster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from yizhangtu.build.build import BuildRequest, build_files
from yizhangtu.build.checked import CheckedGuide, check_loaded
from yizhangtu.build.load import load
from yizhangtu.build.version_codes import with_codes
from yizhangtu.content.boxes import ListBox, ListItem
from yizhangtu.content.facts import basis_texts, oversight_phones, oversight_text, time_texts, version_parts
from yizhangtu.content.lists import watched_items
from yizhangtu.content.notice import objection_way, posted_texts
from yizhangtu.content.provisions import afterwards, applying, condition_items, material_items
from yizhangtu.export.terminal.terminal import Terminal, TerminalHeading, render
from yizhangtu.export.terminal.terminal_columns import number
from yizhangtu.flow.fold import fold
from yizhangtu.media.registry import file_kinds
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.errors import UsageError
from yizhangtu.model.guide import Guide, steps_of
from yizhangtu.model.listing import Listing
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.points import Points
from yizhangtu.model.project import Project
from yizhangtu.system.installation import Installation
from yizhangtu.system.problem import MissingDependency
from yizhangtu.text.tokens import Words

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS = 1600  # of the long side of a page that is shown
BLOCKS = 12  # steps of the largest block that stays one card, as on a poster

Named = tuple[tuple[str, tuple[str, ...]], ...]


class Preview(NamedTuple):
    """Text for a terminal (None where the definition has errors), with what was found on the way."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


class PreviewOccasion(NamedTuple):
    """The village and the period of a notice, "" for none."""

    village: str = ""
    period: str = ""

    @property
    def villages(self) -> tuple[str, ...]:
        """The village as a request names it."""
        return (self.village,) if self.village else ()


NO_OCCASION = PreviewOccasion()


class PicturePreview(NamedTuple):
    """The pages of the real thing as pictures."""

    pages: tuple[Image, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    missing: MissingDependency | None = None


def preview_text(
    path: str | Path,
    width: int = 80,
    *,
    colour: bool = False,
    ascii_only: bool = False,
    wide_lines: bool = False,
    stdin: bytes | None = None,
    occasion: PreviewOccasion = NO_OCCASION,
) -> Preview:
    """The guide as text, none of its lines wider than `width` columns."""
    installation = Installation()
    loaded = load([path], stdin)
    checked = with_codes(check_loaded(loaded, occasion.villages, installation, period=occasion.period))
    if not checked.guides and checked.diagnostics:  # it cannot be read
        return Preview(None, checked.diagnostics, checked.texts)
    one = _only(checked.guides)
    if not one.sound or one.guide is None or one.graph is None:
        return Preview(None, checked.diagnostics, checked.texts)
    style = installation.styles(file_kinds())
    line = fold(one.guide, one.graph, style, BLOCKS)
    heading = heading_of(one.guide, one.definition.home.project)
    terminal = Terminal(width, colour, ascii_only, wide_lines, Words(style.words))
    text = render(line, heading, terminal, one.guide.body)
    return Preview(text, checked.diagnostics, checked.texts)


def preview_picture(
    path: str | Path,
    medium: str = "poster-a3",
    *,
    theme: str | None = None,
    stdin: bytes | None = None,
    occasion: PreviewOccasion = NO_OCCASION,
) -> PicturePreview:
    """The pages that would be printed on a medium."""
    checked = check_loaded(load([path], stdin), occasion.villages, period=occasion.period)
    if not checked.guides and checked.diagnostics:
        return PicturePreview((), checked.diagnostics, checked.texts)
    _only(checked.guides)
    result = build_files(
        BuildRequest(
            paths=(path,),
            media=(medium,),
            theme=theme,
            villages=occasion.villages,
            period=occasion.period,
            one_file=True,
            stdin=stdin,
            processes=1,
        )
    )
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
        raise UsageError(message, "写出一个文件，如 yizhangtu preview flows/名称.yaml")
    return guides[0]


def heading_of(guide: Guide, project: Project) -> TerminalHeading:
    """The texts around the steps and tables."""
    times = time_texts(guide)
    status = str(guide.publication.status or "")
    return TerminalHeading(
        title=str(guide.title),
        number=str(guide.number or ""),
        steps=len(steps_of(guide.steps)),
        counts=counts(guide),
        deadline=times[0] if times else "",
        handlers=tuple(map(str, guide.handlers)),
        handler_label=guide.handler_label,
        oversight=(
            *map(_numbered, watched_items(guide)),
            *(oversight_text(entry) for entry in guide.oversight),
        ),
        phones=tuple(f"{phone}（{by}）" if by else phone for phone, by in oversight_phones(guide, project)),
        remarks=(f"〔{status}〕",) if status not in ("", "正式") else (),
        details=(*(details(guide, times) if guide.body else ()), *named(applying(guide))),
        closing=(*named(afterwards(guide._replace(risks_printed=True))), *closing(guide, project)),
    )


def counts(guide: Guide) -> tuple[str, ...]:
    """The counts of a table: 共28项, 6类."""
    match guide.body:
        case Listing() as listing:
            groups = len({name for name, _ in listing.groups if name})
            return (f"共{len(listing.rows)}项", *((f"{groups}类",) if groups > 1 else ()))
        case Points() as points:
            pairs = (("加分", points.rewards), ("扣分", points.penalties))
            return tuple(f"{head}{sum(len(group.awards) for group in groups)}项" for head, groups in pairs if groups)
        case Conduct() as conduct:
            return (f"标准{len(conduct.standards)}条",) if conduct.standards else ()
        case _:
            return ()


def details(guide: Guide, times: list[str]) -> Named:
    """The other texts of a guide, before 监督管理."""
    who = guide.assistant
    helper = " ".join(str(part) for part in (who.name, who.phone, who.window) if part) if who else ""
    notice = guide.body if isinstance(guide.body, Notice) else Notice()
    way = "；".join("：".join(filter(None, step)) for step in objection_way(guide))
    found = (
        ("公示期", filter(None, posted_texts(notice))),
        ("有异议", (way,) if way else ()),
        ("签字", notice.signed_by),
        ("时间要求", times if len(times) > 1 else ()),
        ("申请条件", map(_numbered, condition_items(guide.conditions))),
        ("要带材料", map(_numbered, material_items(guide.materials))),
        ("办理结果", guide.result),
        ("收费", guide.fee),
        ("在哪办", (*guide.place, *guide.hours)),
        ("咨询电话", guide.phone),
        ("帮办代办", (helper,)),
    )
    return tuple((head, tuple(map(str, texts))) for head, texts in found)


def named(boxes: Sequence[ListBox]) -> Named:
    """The names of lists with the texts of their items; the name of a 情形 is the first of its texts."""
    parts = ((*box.title.partition("："), box.items) for box in boxes)
    return tuple((head, (*([name] if name else []), *map(_numbered, items))) for head, _, name, items in parts)


def _numbered(item: ListItem) -> str:
    """The text of an item with the numbers of its steps; a head with a colon."""
    if item.head:
        return f"{item.text}："
    return f"第{'、'.join(map(number, item.marks))}步：{item.text}" if item.marks else item.text


def closing(guide: Guide, project: Project) -> Named:
    """The other texts of a guide, after 监督管理; of a 流程 those that its steps would have shown."""
    shown = guide.body is not None or any(step.basis for step in steps_of(guide.steps))
    found = (
        ("要注意", guide.notes if guide.body else ()),
        ("依据", basis_texts(guide) if shown else ()),
        ("事项编码", (guide.item_code,) if guide.item_code else ()),
        ("发布", ("；".join(version_parts(guide, project)),) if guide.body else ()),
    )
    return tuple((head, tuple(map(str, texts))) for head, texts in found)
