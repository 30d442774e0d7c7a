"""Styles that a test may change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from yizhangtu.system import places


def own_styles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Styles of its own; the function changes a file of them by a comment, or by what it means to a medium or theme."""
    folder = folder / "styles"
    shutil.copytree(places.styles(), folder)
    monkeypatch.setattr(places, "styles", lambda: folder)

    def change(name: str) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        if name.startswith("media/"):
            text = text.replace("use: ", "use: 又")
        elif name.startswith("themes/"):
            text += 'watch: "#123456"\n'
        path.write_text(text + ("/* */" if name.endswith(".css") else "# 改\n"), "utf-8")

    return change
