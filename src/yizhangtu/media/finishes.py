"""What a PDF is made for, and what a print shop would have to say about it."""

from __future__ import annotations

from yizhangtu.model.diagnostics import Diagnostic, make, whole
from yizhangtu.model.finish import Finish
from yizhangtu.style.print_shop import Shop

SHOWN = 3  # texts that a message quotes


def finish_of(name: str) -> Finish:
    """The finish of a job: print, archive, or for the screen whatever else it is called."""
    return Finish(name) if name in tuple(Finish) else Finish.SCREEN


def looked_over(pdf: bytes, shop: Shop, called: str, file: str) -> tuple[Diagnostic, ...]:
    """Text that the cut may hit (Y531), and pictures too coarse for print (Y532), of the file for a print shop."""
    from yizhangtu.export.pdf.preflight import coarse, near_edge  # reads PDFs: for print shops only

    found: list[Diagnostic] = []
    near = near_edge(pdf, shop.safe)
    if near:
        words = "、".join(f"“{text}”（第{page}页）" for page, text in near[:SHOWN])
        more = f"等 {len(near)} 处" if len(near) > SHOWN else ""
        message = f"{called}的文字离裁切边不到 {shop.safe:g} 毫米：{words}{more}"
        found.append(make("Y531", whole(file), message, "换大一点的纸，或者在样式里把页边留宽"))
    blurred = coarse(pdf, shop.dpi_least)
    if blurred:
        page, dpi = blurred[0]
        message = f"{called}第{page}页的图片只有 {dpi:.0f} dpi，印出来会模糊"
        found.append(make("Y532", whole(file), message, f"换成不低于 {shop.dpi_least:g} dpi 的图片"))
    return tuple(found)
