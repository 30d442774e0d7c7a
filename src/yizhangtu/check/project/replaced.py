"""由何代替 of all guides of a project → diagnostics of guides that are not there, and of circles (Y822)."""

from collections.abc import Collection, Iterator, Sequence

from yizhangtu.check.project.resolve import by_stem, flow_name
from yizhangtu.model.diagnostics import Diagnostic, Text, make
from yizhangtu.model.guide import Guide
from yizhangtu.model.words import did_you_mean, shortened


def check_replaced(guides: Sequence[Guide], unread: Collection[str]) -> Iterator[Diagnostic]:
    """A guide takes the place of another by the name of its file, or by its title. `unread` are the names of further
    files, whose titles are not known."""
    named = {guide.title.strip(): guide for guide in reversed(guides)} | by_stem(guides)
    for guide in guides:
        written = guide.publication.replaced_by
        if written is None:
            continue
        after = _after(written, named)
        if after is not None:
            yield from _circle(guide, written, named)
        elif not unread:
            hint = did_you_mean(flow_name(written), named, "写那张图的定义文件的名字；还没有做的，做好再写。")
            yield make("Y822", written.span, f"找不到代替它的图“{shortened(written)}”", hint)


def _after(written: Text, named: dict[str, Guide]) -> Guide | None:
    return named.get(flow_name(written)) or named.get(written.strip())


def _circle(guide: Guide, written: Text, named: dict[str, Guide]) -> Iterator[Diagnostic]:
    """Replacements that come back to where they begin, each reported once at every guide of the circle."""
    seen, current = [guide.stem], _after(written, named)
    while current is not None and current.stem not in seen:
        seen.append(current.stem)
        then = current.publication.replaced_by
        current = _after(then, named) if then is not None else None
    if current is not None and current.stem == guide.stem:
        circle = " → ".join(f"“{shortened(stem)}”" for stem in (*seen[:6], guide.stem))
        hint = "最后一张现行的图不写“由何代替”。"
        yield make("Y822", written.span, f"代替来代替去，绕成了圈：{circle}", hint)
