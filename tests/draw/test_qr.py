"""The pattern of a QR code as a path."""

from __future__ import annotations

import pytest

from yizhangtu.draw.qr import modules, qr_drawing, qr_path, width_in_modules
from yizhangtu.draw.shapes import placed
from yizhangtu.model.page import Path


@pytest.mark.parametrize("side", [12.0, 25.0, 31.7, 46.333])
def test_the_drawing_is_the_path_with_rounded_coordinates(side: float) -> None:
    text = "https://example.gov.cn/#B-11.7K3QF9M2XDA5"
    ground, pattern = qr_drawing(text, side).items
    assert isinstance(ground, Path) and isinstance(pattern, Path)
    assert pattern.commands == placed(qr_path(text, 0.0, 0.0, side), 1.0, 0.0, 0.0)


@pytest.mark.parametrize("length", [1, 14, 15, 26, 27, 42, 43, 62, 63, 84, 120, 213, 300])
def test_as_many_modules_as_the_encoder_needs(length: int) -> None:
    text = ("https://example.com/" + "a" * 300)[:length]
    assert width_in_modules(text) == len(modules(text))
