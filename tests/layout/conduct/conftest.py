from __future__ import annotations

import pytest

from helpers.conduct_drawings import Drawer
from yizhangtu.media.context import Context


@pytest.fixture(scope="module")
def draw(context: Context) -> Drawer:
    return Drawer(context)
