"""Codes in simulated photos of a whole sheet are read, and never wrongly. tests/bench/photos.py tries hundreds."""

from __future__ import annotations

import io
import json
import re

import pypdfium2
import pytest
from PIL import Image

import yizhangtu
from helpers.pdf_letters import text_of
from helpers.photos import CLASSES, photo, trials
from helpers.village_project import make_project
from yizhangtu.build.request import BuildRequest
from yizhangtu.read.photo_codes import photo_codes

PROJECT = "乡镇: ××镇\n网址: https://example.com/bszn\n村庄: [{村名: 甲村}]\n"


@pytest.fixture(scope="module")
def poster(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    """An A3 poster and its code."""
    folder = tmp_path_factory.mktemp("photos")
    flows = make_project(folder, {"甲.yaml": "开具证明", "辖区.yaml": PROJECT})
    guide = flows / "甲.yaml"
    guide.write_text(guide.read_text("utf-8") + "编号: A-01\n", "utf-8")
    yizhangtu.build_files(BuildRequest([str(guide)], ["poster-a3"], theme="mono", output=str(folder)))
    (path,) = folder.rglob("*.pdf")
    found = re.search(r"核验码([0-9A-Z-]{14})", text_of(pypdfium2.PdfDocument(path)[0]))
    assert found
    return path.read_bytes(), found[1].replace("-", "")


@pytest.mark.parametrize("name", CLASSES)
def test_photos_of_a_whole_sheet(poster: tuple[bytes, str], name: str) -> None:
    found = list(trials(*poster, CLASSES[name], 8))
    assert found.count(True) >= 7 and False not in found


def test_equal_seeds_give_equal_photos(poster: tuple[bytes, str]) -> None:
    one, other = (photo(poster[0], CLASSES["3 px/mm"], 5) for _ in range(2))
    assert one == other


def test_a_photo_without_a_code() -> None:
    plain = io.BytesIO()
    Image.new("L", (900, 1200), 180).save(plain, "JPEG")
    assert json.loads(photo_codes(plain.getvalue()))["codes"] == []
