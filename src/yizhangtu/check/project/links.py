"""All guides of a project → diagnostics of repeated 编号 and 名称, and of lists and flows that do not fit together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from yizhangtu.check.project.lists import check_links, check_listed
from yizhangtu.check.project.negative import check_negative
from yizhangtu.check.project.replaced import check_replaced
from yizhangtu.model.diagnostics import Diagnostic, Related, Text, limited, make
from yizhangtu.model.guide import Guide


def check_project(
    guides: Iterable[Guide], *, complete: bool = True, unread: Collection[str] = ()
) -> tuple[Diagnostic, ...]:
    """Equal 编号 and 名称, each reported at the later place with the earlier one as related; lists against flows.

    `complete`: these are all guides of the project, so that flows that no list names can be reported. `unread` are the
    names of further definitions.
    """
    known = tuple(guides)
    found = [
        *_twice(known, lambda guide: guide.number, "Y701", "编号", "每张图的编号不能相同，改其中一个。"),
        *_twice(known, lambda guide: guide.title, "Y702", "名称", "改其中一个的名称，让目录里分得清。"),
        *check_links(known, unread),
        *check_negative(known),
        *check_replaced(known, unread),
        *(check_listed(known) if complete else ()),
    ]
    return limited(found)


def _twice(
    guides: tuple[Guide, ...], value: Callable[[Guide], Text | None], code: str, what: str, hint: str
) -> list[Diagnostic]:
    first: dict[str, tuple[Text, Guide]] = {}
    faults: list[Diagnostic] = []
    for guide in guides:
        text = value(guide)
        if text is None or not text.strip():
            continue
        earlier = first.setdefault(text.strip(), (text, guide))
        if earlier[0] is text:
            continue
        place = earlier[0].span or earlier[1].span
        message = f"{what}“{text.strip()[:30]}”和 {earlier[1].file} 的相同"
        faults.append(make(code, text.span or guide.span, message, hint, (Related(place, "先写在这里"),)))
    return faults
