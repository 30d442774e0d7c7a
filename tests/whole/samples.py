"""flows/ → the pictures in output/samples/, drawn from the very PDFs, and the preview in README.md (`make samples`)."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

import yizhangtu
from yizhangtu import BuildRequest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "output" / "samples"
COLOURS = 64  # of a picture: flat colours and the steps between them, small enough for a repository
HEIGHT = 1400  # pixels
FORMS = ("feedback/红白喜事标准.征求意见表", "register/高龄津贴申领.受理单")
SPREAD = ("B-03", "booklet-a5.png")  # the guide whose two pages are shown, by its number
ROWS = {
    "三张图": ("服务群众清单", "村民积分制", "移风易俗"),
    "总图": ("总图",),
}  # posters side by side


def main() -> None:
    """Draw all samples."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        produced = Path(place)
        everything = BuildRequest([ROOT / "flows"], ["poster-a3", "booklet-a5"], output=produced)
        forms = BuildRequest(
            [ROOT / "flows/红白喜事标准.yaml", ROOT / "flows/高龄津贴申领.yaml"],
            ["feedback", "register"],
            output=produced,
        )
        screen = BuildRequest([ROOT / "flows/村级采购.yaml"], ["screen-1920x1080"], output=produced)
        for request in (everything, forms, screen):
            result = yizhangtu.build_files(request)
            assert not result.failed, result.diagnostics
        for name in ("村级采购", "高龄津贴申领"):
            save(drawn(first_page(produced / f"poster-a3/{name}.pdf"), HEIGHT), FOLDER / f"poster-a3-{name}.png")
        for name, posters in ROWS.items():
            pages = [drawn(first_page(produced / f"poster-a3/{poster}.pdf"), HEIGHT // 2) for poster in posters]
            save(beside(pages), FOLDER / f"{name}.png")
        pages = [drawn(first_page(produced / f"{name}.pdf"), HEIGHT // 2) for name in FORMS]
        save(beside(pages), FOLDER / "表格.png")
        booklet = pypdfium2.PdfDocument(produced / "booklet-a5.pdf")
        number, name = SPREAD
        first = next(i for i in range(2, len(booklet)) if number in head(booklet[i]))
        save(beside([drawn(booklet[i], HEIGHT * 5 // 8) for i in (first, first + 1)], 0), FOLDER / name)
        with Image.open(produced / "screen-1920x1080/村级采购.png") as picture:
            save(picture.convert("RGB").resize((1280, 720), Image.Resampling.LANCZOS), FOLDER / "screen-村级采购.png")
    readme()


def beside(pages: list[Image.Image], gap: int = 16) -> Image.Image:
    """Pictures of one height side by side."""
    row = Image.new("RGB", (sum(page.width + gap for page in pages) - gap, pages[0].height), "#888888")
    x = 0
    for page in pages:
        row.paste(page, (x, 0))
        x += page.width + gap
    return row


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


def first_page(path: Path) -> pypdfium2.PdfPage:
    """The first page of a PDF, as `yizhangtu build` makes it."""
    return pypdfium2.PdfDocument(path)[0]


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
