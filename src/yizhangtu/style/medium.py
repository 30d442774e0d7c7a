"""Media: what posters, booklets, screens … measure, and what is legible on them."""

from typing import NamedTuple


class Medium(NamedTuple):
    """A kind of sheet, booklet or screen: its size, from where it is read, and what text it therefore needs.

    `floor_mm` is the smallest em allowed in the flow, `target_mm` the one aimed at; `scale` multiplies the furniture,
    which is drawn for A3. A screen of `pixels` is a page of 96 pixels an inch.
    """

    name: str
    title: str
    kind: str
    width_mm: float
    height_mm: float
    distance_m: float
    floor_mm: float
    target_mm: float
    qr_mm: float
    scale: float
    use: str
    form: str = ""  # rows, rail, ruled or headed, where the shape of the medium asks for it
    foot_first: bool = False  # the foot stands above the flow: at the lower end nobody could read it
    page: str = ""  # the variant of styles/page/furniture.yaml
    furniture: float = 0.75  # of the floor: the smallest text outside the flow
    empty_mm: float = 0.0  # left empty at the lower end: the stand hides it
    pixels: tuple[int, int] | None = None
    of: str = ""  # the medium that this one is made from
    net: bool = False  # shown in networks: less of persons is printed
    sheets: int = 1  # how many may be made of a flow for the sake of larger text; what is illegible takes more

    @property
    def in_sentence(self) -> str:
        """The title before more of a sentence: with a blank, but for one that ends with a bracket."""
        return self.title if self.title.endswith("）") else f"{self.title} "

    @property
    def size(self) -> str:
        """Its size for users: of a sheet in mm, of a screen in pixels; text has none."""
        if self.kind == "text":
            return "—"
        if self.kind == "longimage" and self.pixels:
            return f"宽 {self.pixels[0]} 像素"
        return (
            f"{self.pixels[0]}×{self.pixels[1]} 像素" if self.pixels else f"{self.width_mm:g}×{self.height_mm:g} 毫米"
        )

    def length(self, mm: float) -> str:
        """A length on it for users: of a sheet in mm, of a screen in pixels."""
        if self.kind == "text" or not mm:
            return "—"
        return f"{mm * self.pixels[0] / self.width_mm:.0f} 像素" if self.pixels else f"{mm:g} 毫米"
