"""--print, --archive, --tiles: from the wish to the file, each in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import yizhangtu
from helpers.definitions import TWO_STEPS as GUIDE
from yizhangtu import BuildRequest, UsageError

MM = 25.4 / 72


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows/开证明.yaml").write_text(GUIDE, "utf-8")
    return tmp_path


def test_tiles_are_black_and_white_unless_a_theme_is_wished(here: Path) -> None:
    result = yizhangtu.build_files(BuildRequest(media=["poster-a3"], tiles="a4"))
    assert [one.path.as_posix() for one in result.outputs] == ["output/poster-a3-tiles-a4/开证明.pdf"]
    assert [one.code for one in result.diagnostics if one.code.startswith("Y52")][:1] == ["Y523"]
    pdf = pypdfium2.PdfDocument(here / "output/poster-a3-tiles-a4/开证明.pdf")
    assert len(pdf) > 4  # the map of the sheets before them
    assert all({round(side * MM) for side in page.get_size()} == {210, 297} for page in pdf)
    assert "拼图说明" in pdf[0].get_textpage().get_text_bounded()
    assert coloured(pdf[1]) == 0
    result = yizhangtu.build_files(BuildRequest(media=["poster-a3"], tiles="a4", theme="红"))
    assert result.outputs[0].built
    assert coloured(pypdfium2.PdfDocument(here / "output/poster-a3-tiles-a4/开证明.pdf")[1]) > 1000


def coloured(page: pypdfium2.PdfPage) -> int:
    """How many pixels of a page are not grey."""
    picture = page.render(scale=0.3).to_pil().convert("HSV").getchannel("S")
    return sum(picture.histogram()[60:])


def test_print_shop_and_archive(here: Path) -> None:
    for wish, name in (({"print_shop": True}, "print"), ({"archive": True}, "archive")):
        yizhangtu.build_files(BuildRequest(media=["poster-a4", "booklet-a5"], **wish))  # type: ignore[arg-type]
        for file in (f"poster-a4-{name}/开证明.pdf", f"booklet-a5-{name}.pdf"):
            with pikepdf.open(here / "output" / file) as pdf:
                intents = [str(one.S) for one in pdf.Root.OutputIntents]
                assert intents == [{"print": "/GTS_PDFX", "archive": "/GTS_PDFA1"}[name]], file
    assert not (here / "output/poster-a4").exists()


def test_plain_files_stay_beside_them(here: Path) -> None:
    yizhangtu.build_files(BuildRequest(media=["poster-a4"]))
    plain = (here / "output/poster-a4/开证明.pdf").read_bytes()
    yizhangtu.build_files(BuildRequest(media=["poster-a4"], archive=True))
    assert (here / "output/poster-a4/开证明.pdf").read_bytes() == plain
    again = yizhangtu.build_files(BuildRequest(media=["poster-a4"], archive=True))
    assert [one.built for one in again.outputs] == [False]


@pytest.mark.parametrize(
    ("wish", "stated"),
    [
        ({"media": ["booklet-a5"], "tiles": "a4"}, "不能用 --tiles"),
        ({"media": ["text"], "archive": True}, "不能用 --archive"),
        ({"media": ["poster-a3"], "tiles": "a4", "print_shop": True}, "一次只能写一个"),
    ],
)
def test_what_does_not_go_together(here: Path, wish: dict[str, object], stated: str) -> None:
    with pytest.raises(UsageError, match=stated):
        yizhangtu.build_files(BuildRequest(**wish))  # type: ignore[arg-type]
    assert not (here / "output").exists()


def test_media_of_the_project_that_cannot_have_it(here: Path) -> None:
    (here / "flows/辖区.yaml").write_text("媒介: [text]\n", "utf-8")
    with pytest.raises(UsageError, match="都不能用 --tiles"):
        yizhangtu.build_files(BuildRequest(tiles="a4"))
