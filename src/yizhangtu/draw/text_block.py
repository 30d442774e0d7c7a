"""Texts → blocks of broken lines, whose height is known before they are placed."""

from typing import NamedTuple

from yizhangtu.text import TextLine, Typesetter


class TextBlock(NamedTuple):
    """Lines of one size (mm) and weight. A block with `tick` has a check box before its first line. `element` is the
    name of the element that it is (`draw.elements`)."""

    lines: tuple[TextLine, ...]
    size: float
    leading: float
    bold: bool = False
    fill: str = "ink"
    tick: bool = False
    element: str = ""

    @property
    def line_height(self) -> float:
        return round(self.size * self.leading, 4)

    @property
    def height(self) -> float:
        return self.line_height * len(self.lines)

    @property
    def width(self) -> float:
        """The width of its longest line in mm."""
        return max((line.width for line in self.lines), default=0.0) * self.size

    @property
    def text(self) -> str:
        return "".join(spaced(line) for line in self.lines)

    def coloured(self, fill: str) -> "TextBlock":
        """The block in another colour."""
        return self._replace(fill=fill)

    def named(self, element: str) -> "TextBlock":
        """The block as an element."""
        return self._replace(element=element)

    def parts(self, most: int) -> "list[TextBlock]":
        """The block in pieces of at most `most` lines, so that a page may end inside a long text."""
        if len(self.lines) <= most:
            return [self]
        return [self._replace(lines=self.lines[at : at + most]) for at in range(0, len(self.lines), most)]


def spaced(line: TextLine) -> str:
    """A line as one text: a blank marks the gap between two runs."""
    return " ".join(run.text for run in line.runs)


class TextSetter(NamedTuple):
    """Breaks texts at widths in mm; `scale` is the medium's, no text is smaller than `least` mm. Size parameters are
    before scaling. `largest` searches sizes in steps of `step` and leaves `slack` of the line free."""

    typesetter: Typesetter
    scale: float = 1.0
    least: float = 0.0
    step: float = 0.2
    slack: float = 0.1

    def size(self, size: float) -> float:
        """A size of the style on this medium in mm."""
        return max(round(size * self.scale, 4), self.least)

    def block(
        self,
        text: str,
        width: float,
        size: float,
        leading: float,
        bold: bool = False,
        fill: str = "ink",
        balanced: bool = False,
        tick: bool = False,
    ) -> "TextBlock":
        """One text at `width` mm; with `balanced` all lines have about the same length."""
        size = self.size(size)
        lines = self.typesetter.lines(text, round(width / size, 4), bold, balanced) if text else ()
        return TextBlock(lines, size, leading, bold, fill, tick)

    def line_count(self, text: str, width: float, size: float, bold: bool = False) -> int:
        """The number of lines of such a text; here `size` is in mm."""
        return self.typesetter.count(text, round(width / size, 4), bold) if text else 0

    def line(self, text: str, size: float, leading: float = 1.3, bold: bool = False, fill: str = "ink") -> "TextBlock":
        """One line of any length; line breaks in the text become blanks."""
        return self.block(" ".join(text.splitlines()), size * 1e6, size, leading, bold, fill)

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """Width in mm of a text on one line."""
        return self.typesetter.width(text, bold) * self.size(size) if text else 0.0

    def cut(self, text: str, width: float, size: float, bold: bool = False) -> str:
        """The begin of a text that fits on one line, with … if it is cut; the full text must be elsewhere."""
        if self.width(text, size, bold) <= width:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle] + "…", size, bold) + size * 0.5 <= width:
                low = middle
            else:
                high = middle - 1
        return text[:low] + "…"

    def largest(
        self, text: str, width: float, most: float, least: float, leading: float, bold: bool = True
    ) -> "TextBlock":
        """One line, as large as fits between the two sizes; otherwise as many lines as needed at the smaller one."""
        size = most
        while size > least and self.width(text, size, bold) > width - self.slack:
            size = round(size - self.step, 4)
        return self.block(text, width, max(size, least), leading, bold, balanced=True)
