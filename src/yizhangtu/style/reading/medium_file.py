"""styles/media/*.yaml → media, and what does not fit together in such a file."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from yizhangtu.model.units import MM_PER_PX
from yizhangtu.style.medium import Medium
from yizhangtu.style.quantities import Limits, Mm

Length = Annotated[float, Limits(0.05, 20000, "毫米")]
Pixels = Annotated[float, Limits(0.05, 20000, "像素")]
WholePixels = Annotated[int, Limits(1, 20000, "像素")]
NoLength = Annotated[float, Limits(0, 20000, "毫米")]
NoPixels = Annotated[float, Limits(0, 20000, "像素")]
LENGTHS = ("width", "height", "floor", "target", "qr")  # each in mm or in px


class MediumFile(NamedTuple):
    """The file of a medium; of `…_mm` and `…_px` one must be given."""

    title: str
    kind: str
    distance_m: Annotated[float, Limits(0.05, 1000, "米")]
    scale: Annotated[float, Limits(0.05, 100, "倍")]
    use: str
    width_mm: Length | None = None
    width_px: WholePixels | None = None
    height_mm: Length | None = None
    height_px: WholePixels | None = None
    floor_mm: Length | None = None
    floor_px: Pixels | None = None
    target_mm: Length | None = None
    target_px: Pixels | None = None
    qr_mm: NoLength | None = None
    qr_px: NoPixels | None = None
    form: Literal["", "rows", "rail", "ruled", "headed"] = ""
    foot_first: bool = False
    page: str = ""
    furniture: Annotated[float, Limits(0.05, 10)] = 0.75
    empty_mm: Mm = 0.0
    of: str = ""
    net: bool = False
    sheets: Annotated[int, Limits(1, 24, "张")] = 1


def wrong_lengths(own: MediumFile) -> Iterator[tuple[str, str]]:
    """(message, hint) of each length that is given in no unit or in two, and of a size in two units."""
    sound = True
    for name in LENGTHS:
        given = [f"{name}_{unit}" for unit in ("mm", "px") if getattr(own, f"{name}_{unit}") is not None]
        sound = sound and len(given) == 1
        if not given:
            yield f"缺少“{name}_mm”", f"纸张写 {name}_mm，屏幕写 {name}_px"
        elif len(given) > 1:
            yield f"“{given[0]}”和“{given[1]}”只能写一个", f"纸张写 {name}_mm，屏幕写 {name}_px"
    if sound and (own.width_px is None) != (own.height_px is None):
        yield "宽和高的单位不一样", "纸张写 width_mm 和 height_mm，屏幕写 width_px 和 height_px"


def medium_of_file(name: str, own: MediumFile) -> Medium:
    """The medium of a file, whose name without its suffix is `name`."""
    pixels = (own.width_px, own.height_px) if own.width_px and own.height_px else None
    return Medium(
        name=name,
        title=own.title,
        kind=own.kind,
        width_mm=_mm(own.width_mm, own.width_px),
        height_mm=_mm(own.height_mm, own.height_px),
        distance_m=own.distance_m,
        floor_mm=_mm(own.floor_mm, own.floor_px),
        target_mm=_mm(own.target_mm, own.target_px),
        qr_mm=_mm(own.qr_mm, own.qr_px),
        scale=own.scale,
        use=own.use,
        form=own.form,
        foot_first=own.foot_first,
        page=own.page,
        furniture=own.furniture,
        empty_mm=own.empty_mm,
        pixels=pixels,
        of=own.of,
        net=own.net,
        sheets=own.sheets,
    )


def _mm(mm: float | None, px: float | None) -> float:
    """One of the two in mm; the reader has seen to it that there is one."""
    return mm if mm is not None else round((px or 0.0) * MM_PER_PX, 6)
