"""A wrong file of styles/ ends every command with its place, the line and a hint, exit code 2."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from yizhangtu.cli.main import main
from yizhangtu.system import places


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Styles of the test's own."""
    copy = tmp_path / "styles"
    shutil.copytree(places.styles(), copy)
    monkeypatch.setattr(places, "styles", lambda: copy)
    return copy


@pytest.mark.parametrize("words", [["media"], ["build", "flows", "-m", "poster-a3"], ["check", "flows"]])
def test_a_wrong_style(folder: Path, words: list[str]) -> None:
    path = folder / "page" / "furniture.yaml"
    path.write_text(path.read_text("utf-8").replace("margin: 10", "margin: 10mm"), "utf-8")
    (folder / "media" / "POSTER-A3.yaml").write_text("kind: x\n", "utf-8")
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2 and result.stdout == ""
    assert f"{path}:3:11 错误[Y614] “poster.margin”不能写“10mm”" in result.stderr
    assert "    3 |   margin: 10mm" in result.stderr and "提示: 只写数，如 10，单位是毫米" in result.stderr
    assert "Y616" in result.stderr and "Traceback" not in result.stderr


def test_the_doctor_says_where(folder: Path) -> None:
    (folder / "flow.yaml").write_text("pad: 1\n", "utf-8")
    result = CliRunner().invoke(main, ["doctor"])
    assert "flow.yaml:1 缺少“radius”" in result.stdout
