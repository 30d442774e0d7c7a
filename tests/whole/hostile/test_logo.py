"""A logo that is a bomb (pixels, SVG with references, EPS), leads out of the project, or carries more than its pixels:
a fault where it is named. A sound one is on posters and on the cover of the booklet, in every finish, and nothing else
of its file."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageFile, PngImagePlugin, WebPImagePlugin

from helpers.definitions import TWO_STEPS
from helpers.guides import guide_and_graph as read_definition
from helpers.hostile_project import ACTIVE, abilities
from helpers.village_project import FakePress, enter, fake_press, make_project, run
from yizhangtu.build import load
from yizhangtu.build.build import BuildRequest, build_files
from yizhangtu.export.pdf import engine
from yizhangtu.media.choice import medium_of
from yizhangtu.media.common.frame import FramePlanner
from yizhangtu.media.context import Context
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.page import Raster
from yizhangtu.model.project import Project
from yizhangtu.read import pixels as pixels_module
from yizhangtu.read import read_picture
from yizhangtu.read.faults import Faults

RED, BLUE = (200, 30, 40), (20, 40, 200)


def file_of(picture: Image.Image, form: str = "PNG", **more: Any) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **more)
    return stream.getvalue()


def halves(width: int = 80, height: int = 40) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    return picture


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes, data: bytes = b"") -> bytes:
    """A PNG that says of itself whatever it likes."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def read(data: bytes) -> tuple[Raster | None, list[str]]:
    faults = Faults("辖区.yaml")
    found = read_picture(data, Text("标志.png"), faults)
    return found, [f"{one.code} {one.message}" for one in faults.sorted()]


def jpeg_of_many_scans() -> bytes:
    """A progressive JPEG whose last scan is there 2,001 times more: each is decoded over the whole picture."""
    data = file_of(halves(2000, 2000), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * 2001 + data[-2:]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/><script>x</script></svg>'
REFUSED = {
    "bomb": (png(60_000, 60_000, data=zlib.compress(b"\0" * 10_000_000, 9)), "像素太多"),
    "smaller bomb": (png(9000, 9000, data=zlib.compress(b"\0" * 10_000_000, 9)), "9000×9000 像素"),
    "a side too long": (file_of(Image.new("1", (4097, 1))), "4097×1 像素"),
    "a large WebP": (file_of(Image.new("RGB", (2049, 1)), "WEBP"), "2049×1 像素，每边最多 2048 像素"),
    "a large picture for print": (file_of(Image.new("CMYK", (3501, 1)), "JPEG"), "3501×1 像素，每边最多 3500 像素"),
    "scans": (jpeg_of_many_scans(), "分 2011 遍显示的 JPEG，最多 30 遍"),
    "text bomb": (png(2, 2, *[chunk(b"zTXt", b"x\0\0" + zlib.compress(b"x" * 60_000_000, 9))] * 2), "打不开"),
    "too large": (file_of(halves()) + b"\0" * (4 << 20), "超过了 4 MiB"),
    "svg": (SVG, "SVG"), "svg after a head": (b"\xef\xbb\xbf\n<?xml version='1.0'?>" + SVG, "SVG"),
    "html": (b"<html><img src=x>", "网页"),
    "eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run", "EPS"), "pdf": (b"%PDF-1.7 ", "PDF"),
    "binary eps": (b"\xc5\xd0\xd3\xc6\x1e\0\0\0", "EPS"),
    "gif": (file_of(halves(), "GIF"), "GIF"), "bmp": (file_of(halves(), "BMP"), "BMP"),
    "tiff": (file_of(halves(), "TIFF"), "TIFF"), "heic": (b"\0\0\0\x18ftypheic", "HEIC"),
    "jpeg 2000": (file_of(halves(), "JPEG2000") if "jpg_2000" in Image.core.__dict__ else b"\0\0\0\x0cjP  ", "打不开"),
    "cut off": (file_of(halves(300, 300))[:-200], "打不开"), "empty": (b"", "打不开"),
    "noise": (b"\x89PNG" + b"x" * 99, "打不开"),
    "what Pillow reads, too": (file_of(halves(), "PPM"), "打不开"), "icons": (file_of(halves(), "ICNS"), "打不开"),
}  # fmt: skip


@pytest.mark.parametrize("lax", [False, True], ids=["", "lax"])
@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_where_it_is_named(name: str, lax: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a library has reported Pillow to be content with half a picture."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lax)
    data, stated = REFUSED[name]
    found, messages = read(data)
    assert found is None and len(messages) == 1
    assert messages[0].startswith("Y719 标志“标志.png”") and stated in messages[0]
    assert ImageFile.LOAD_TRUNCATED_IMAGES is lax


@pytest.mark.parametrize("name", ["bomb", "smaller bomb", "scans", "a large WebP"])
def test_a_bomb_is_never_unpacked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unpack(*_: object) -> None:
        raise AssertionError("its pixels were asked for")

    for kind in Image.Image, PngImagePlugin.PngImageFile, ImageFile.ImageFile, WebPImagePlugin.WebPImageFile:
        monkeypatch.setattr(kind, "load", unpack)
    assert "refused" in json.loads(pixels_module.pixels(REFUSED[name][0]))


def gradient(mode: str, side: int) -> Image.Image:
    bands = [Image.radial_gradient("L").resize((side, side))] * len(Image.new(mode, (1, 1)).getbands())
    return bands[0] if len(bands) == 1 else Image.merge(mode, bands)


ACCEPTED = {
    "png": lambda: file_of(gradient("RGBA", 4096), compress_level=1),
    "16 bits": lambda: file_of(gradient("L", 4096).convert("I").convert("I;16"), compress_level=1),
    "jpeg": lambda: file_of(gradient("RGB", 4096), "JPEG", progressive=True, subsampling=0),
    "cmyk": lambda: file_of(gradient("CMYK", 3500), "JPEG", progressive=True),
    "webp": lambda: file_of(gradient("RGBA", 2048), "WEBP"),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_largest_that_is_accepted_takes_little_memory(name: str, tmp_path: Path) -> None:
    """Peak of the child: 150 MiB of private memory. A process of its own measures, whose own memory is small."""
    path = tmp_path / "x"
    path.write_bytes(ACCEPTED[name]())
    measured = (
        "import resource, sys; from yizhangtu.system import sandbox; "
        "size = sandbox.run('yizhangtu.read.child', 'pixels', open(sys.argv[1], 'rb').read())[:30]; "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, size)"
    )
    command = [sys.executable, "-c", measured, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout.split()[0]) < 150 * 1024 and "[600, 600]" in done.stdout


def pixels(raster: Raster | None) -> Image.Image:
    assert raster is not None
    return Image.frombytes("RGB", (raster.width, raster.height), zlib.decompress(raster.samples))


def test_only_pixels_are_left() -> None:
    """Where a photo was taken, by whom, with which colours of whose monitor: none of it is anybody's business."""
    exif = Image.Exif()
    exif[0x010F], exif[0x8298] = "SECRET", "SECRET"
    words = PngImagePlugin.PngInfo()
    words.add_text("SECRET", "SECRET", zip=False)
    plain_png, plain_jpeg = file_of(halves()), file_of(halves(), "JPEG")
    assert read(file_of(halves(), pnginfo=words, exif=exif))[0] == read(plain_png)[0]
    assert read(file_of(halves(), "JPEG", exif=exif, comment=b"SECRET"))[0] == read(plain_jpeg)[0]
    assert read(plain_png + b"SECRET PK\x03\x04")[0] == read(plain_png)[0]
    assert read(file_of(halves(), "WEBP", lossless=True))[0] == read(plain_png)[0]


def test_it_is_turned_flattened_and_made_smaller() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    turned = pixels(read(file_of(halves(), "PNG", exif=exif))[0])
    assert turned.size == (40, 80) and turned.getpixel((20, 5)) == RED and turned.getpixel((20, 75)) == BLUE
    clear = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    for output in clear, clear.convert("LA"), Image.new("L", (10, 10), 255), Image.new("1", (10, 10), 1):
        assert pixels(read(file_of(output))[0]).getcolors() == [(100, (255, 255, 255))]
    assert pixels(read(file_of(Image.new("I;16", (10, 10), 65535)))[0]).getcolors() == [(100, (255, 255, 255))]
    assert pixels(read(file_of(halves(3000, 1500)))[0]).size == (600, 300)
    few = halves().quantize(4)
    few.info["transparency"] = few.getpixel((0, 0))
    assert pixels(read(file_of(few, transparency=few.getpixel((0, 0))))[0]).getpixel((0, 0)) == (255, 255, 255)
    frames = file_of(halves(), "PNG", save_all=True, append_images=[Image.new("RGB", (80, 40), "green")])
    assert read(frames)[0] == read(file_of(halves()))[0]  # the first of many


# In the project.


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> FakePress:
    return fake_press(monkeypatch)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "project").mkdir()
    (tmp_path / "标志.png").write_bytes(file_of(halves()))
    return enter(tmp_path / "project", monkeypatch)


@pytest.mark.parametrize(
    ("name", "code"),
    [("../标志.png", "Y703"), ("/etc/标志.png", "Y703"), ("..\\标志.png", "Y703"), ("链.png", "Y703"),
     ("NUL.png", "Y703"), ("http://x.example/x.png", "Y703"), ("file:///etc/x.png", "Y703"), (".", "Y703"),
     ("没有.png", "Y127"), ("夹", "Y127"), ("无底.png", "Y703"), ("坏.png", "Y719")],
)  # fmt: skip
def test_it_lies_in_the_project(here: Path, name: str, code: str) -> None:
    make_project(here, {"甲.yaml": "甲", "辖区.yaml": f"标志: '{name}'\n", "坏.png": SVG})
    (here / "flows" / "链.png").symlink_to(here.parent / "标志.png")
    (here / "flows" / "夹").mkdir()
    (here / "flows" / "无底.png").symlink_to("/dev/zero")
    result = run("check")
    assert result.exit_code == 1 and f"flows/辖区.yaml:1:5 错误[{code}]" in result.stdout


def test_what_shows_it_is_made_anew_when_it_changes(
    here: Path, press: FakePress, monkeypatch: pytest.MonkeyPatch
) -> None:
    flows = make_project(here, {"甲.yaml": "甲", "辖区.yaml": "标志: 标志.png\n", "标志.png": file_of(halves())})
    wish = ("build", "-m", "poster-a3,booklet-a5,text")
    assert run(*wish).exit_code == 0
    assert press.taken() == ["poster-a3/甲.pdf", "booklet-a5.pdf", "text/甲.txt"]
    with monkeypatch.context() as patch:
        patch.setattr(load, "read_picture", lambda *_: pytest.fail("nothing has changed, and it was looked at"))
        assert run(*wish).exit_code == 0 and press.taken() == []
    (flows / "标志.png").write_bytes(file_of(halves(), compress_level=0))  # another file of the same pixels
    assert run(*wish).exit_code == 0 and press.taken() == []
    (flows / "标志.png").write_bytes(file_of(halves().rotate(180)))
    assert "辖区或村庄的内容改了" in run(*wish, "--dry-run").stdout
    assert run(*wish).exit_code == 0 and press.taken() == ["poster-a3/甲.pdf", "booklet-a5.pdf"]
    (flows / "标志.png").unlink()
    assert run(*wish).exit_code == 1


def images(path: Path) -> list[tuple[str, Image.Image]]:
    """(colour space, pixels) of every picture in a PDF."""
    found = []
    with pikepdf.open(path) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image":
                mode = {"/DeviceRGB": "RGB", "/DeviceGray": "L", "/DeviceCMYK": "CMYK"}[str(one.ColorSpace)]
                assert "/SMask" not in one and not one.get("/Interpolate")
                size = (int(one.Width), int(one.Height))
                found.append((mode, Image.frombytes(mode, size, one.read_bytes())))
    return found


def test_it_is_on_paper_in_every_finish(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flows = make_project(here, {"甲.yaml": "甲", "辖区.yaml": "标志: 标志.png\n", "标志.png": file_of(halves())})
    wishes: dict[str, dict[str, Any]] = {
        "poster-a3/甲.pdf": {}, "poster-a3-print/甲.pdf": {"print_shop": True}, "booklet-a5.pdf": {},
        "poster-a3-archive/甲.pdf": {"archive": True}, "poster-a3-tiles-a4/甲.pdf": {"tiles": "a4"},
        "booklet-a5-print.pdf": {"print_shop": True}, "booklet-a4-imposed.pdf": {},
    }  # fmt: skip
    spaces = {}
    for target, more in wishes.items():
        medium = "poster-a3" if target.startswith("poster") else target.removesuffix(".pdf").removesuffix("-print")
        result = build_files(BuildRequest(paths=(flows / "甲.yaml",), media=(medium,), processes=1, **more))
        assert [one.file for one in result.outputs] == [target], result.diagnostics
        path = here / "output" / target
        spaces[target] = {mode for mode, _ in images(path)}
        assert not abilities(path.read_bytes()) & ACTIVE
        (mode, picture), *rest = images(path)
        assert not rest and picture.size == (80, 40)
        left, right = picture.getpixel((10, 20)), picture.getpixel((70, 20))
        if mode == "RGB":
            assert (left, right) == (RED, BLUE)
        elif mode == "CMYK":  # magenta and yellow; cyan and magenta
            assert (
                left[1] > 200 and left[2] > 150 and left[0] < 60 and right[0] > 200 and right[1] > 150 and right[2] < 60
            )
    assert spaces == {target: {"RGB"} for target in wishes} | {
        "poster-a3-print/甲.pdf": {"CMYK"}, "booklet-a5-print.pdf": {"CMYK"}, "poster-a3-tiles-a4/甲.pdf": {"L"},
    }  # fmt: skip


def test_the_same_bytes_from_workers_and_twice(here: Path) -> None:
    flows = make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙", "辖区.yaml": "标志: 标志.png\n"})
    (flows / "标志.png").write_bytes(file_of(halves()))
    found = []
    for processes in (1, 2):
        result = build_files(BuildRequest(media=("poster-a3",), processes=processes, force=True))
        assert len(result.outputs) == 2 and not result.failed
        found.append([(here / "output" / "poster-a3" / name).read_bytes() for name in ("甲.pdf", "乙.pdf")])
    assert found[0] == found[1] and images(here / "output" / "poster-a3" / "甲.pdf")


def shown_size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height in mm of the picture on a sheet: of the matrix that stands before it."""
    matrix = [0.0] * 6
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "cm":
            matrix = [float(value) for value in operands]
        elif str(operator) == "Do":
            return matrix[0], -matrix[3]
    raise AssertionError("there is none")


def test_it_is_reported_and_no_larger_than_the_title(here: Path) -> None:
    """On the sheet left of the words, at the height of the title at most; read aloud as what it is."""
    for size in (80, 40), (40, 400), (2000, 100):
        flows = make_project(here, {"甲.yaml": "甲", "辖区.yaml": "标志: 标志.png\n"})
        (flows / "标志.png").write_bytes(file_of(halves(*size)))
        build_files(BuildRequest(media=("poster-a3",), processes=1))
        path = here / "output" / "poster-a3" / "甲.pdf"
        with pikepdf.open(path) as document:
            alts = [str(one.Alt) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
            assert "标志" in alts
            width, height = shown_size(document.pages[0])
        assert 0 < height <= 20.5 * 1.18 and width <= 20.5 * 0.95 * 2.2
        assert width / height == pytest.approx(size[0] / size[1], rel=0.02)


@pytest.mark.parametrize("medium", ["poster-a3", "poster-a5-landscape", "banner-80x200", "large-print", "longimage"])
def test_it_is_no_larger_than_any_title(context: Context, medium: str) -> None:
    medium_, project = medium_of(medium, context.styles.media), Project(logo=Raster("x", 100, 100))
    page = context.styles.furniture(medium_)
    for length in range(1, 60, 2):
        guide, _ = read_definition(f"名称: {'办理' * length}\n{TWO_STEPS.partition(chr(10))[2]}")
        sheet = FramePlanner(context.typesetter, page, medium_, guide, project).sheet(1, 1)
        plain = FramePlanner(context.typesetter, page, medium_, guide, Project()).sheet(1, 1)
        assert sheet.logo and sheet.logo.height <= sheet.title.height + 1e-6
        assert sheet.words_x > sheet.margin + sheet.logo.width and plain.words_x == plain.margin


def test_pages_printed_without_pango_show_the_same(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "prints_pages", lambda: False)
    flows = make_project(here, {"甲.yaml": "甲", "辖区.yaml": "标志: 标志.png\n"})
    (flows / "标志.png").write_bytes(file_of(halves()))
    for more, mode in ({}, "RGB"), ({"print_shop": True, "verify": False}, "CMYK"), ({"theme": "mono"}, "L"):
        result = build_files(BuildRequest(media=("poster-a3",), processes=1, force=True, **more))  # type: ignore[arg-type]
        path = here / "output" / result.outputs[0].file
        with pikepdf.open(path) as document:
            found = [
                one for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
            ]
        spaces = {"RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK", "L": "/DeviceGray"}
        assert len(found) == 1 and str(found[0].ColorSpace) == spaces[mode]
