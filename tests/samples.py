"""flows/ → the pictures in output/samples/, drawn from the very PDFs, and the preview in README.md (`make samples`)."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image

import yizhangtu
from yizhangtu import BuildRequest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "output" / "samples"
COLOURS = 64  # of a picture: flat colours and the steps between them, small enough for a repository
HEIGHT = 1400  # pixels
SPREAD = ("B-03", "booklet-a5.png")  # the guide whose two pages are shown, by its number


def main() -> None:
    """Draw all samples."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("村级采购", "高龄津贴申领"):
        pdf = built([ROOT / "flows" / f"{name}.yaml"], "poster-a3")
        save(drawn(pdf[0], HEIGHT), FOLDER / f"poster-a3-{name}.png")
    booklet = built([ROOT / "flows"], "booklet-a5")
    number, name = SPREAD
    first = next(i for i in range(2, len(booklet)) if number in head(booklet[i]))
    pages = [drawn(booklet[i], HEIGHT * 5 // 8) for i in (first, first + 1)]
    spread = Image.new("RGB", (sum(page.width for page in pages), pages[0].height))
    for page, x in zip(pages, (0, pages[0].width), strict=True):
        spread.paste(page, (x, 0))
    save(spread, FOLDER / name)
    readme()


def readme() -> None:
    """Put what `preview` prints for the example of README.md under its mark."""
    path = ROOT / "README.md"
    text = path.read_text("utf-8")
    example = re.search(r"^<!-- guide: [^\n]* -->\n```yaml\n(.*?)^```", text, re.M | re.S)
    assert example
    shown = yizhangtu.preview_text("-", 60, stdin=example[1].encode()).text
    assert shown
    block = f"<!-- preview -->\n```text\n{shown}\n```"
    path.write_text(re.sub(r"<!-- preview -->\n```text\n.*?\n```", lambda _: block, text, flags=re.S), "utf-8")


def built(paths: list[Path], medium: str) -> pypdfium2.PdfDocument:
    """The PDF of one medium, as `yizhangtu build` makes it."""
    result = yizhangtu.build(BuildRequest(paths, [medium], one_file=True))
    assert result.data is not None, result.diagnostics
    return pypdfium2.PdfDocument(result.data)


def head(page: pypdfium2.PdfPage) -> str:
    """The text in the outer corners at the top of a page, where the number of its guide stands."""
    width, height = page.get_size()
    return str(page.get_textpage().get_text_bounded(0, height * 0.9, width, height))


def drawn(page: pypdfium2.PdfPage, height: int) -> Image.Image:
    """A page as a picture of this height."""
    picture: Image.Image = page.render(scale=height / page.get_height()).to_pil().convert("RGB")
    return picture


def save(picture: Image.Image, path: Path) -> None:
    """Write a small PNG, and say where."""
    stream = BytesIO()
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
    path.write_bytes(stream.getvalue())
    print(path.relative_to(ROOT), f"{len(stream.getvalue()) / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
