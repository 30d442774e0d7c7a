"""Fixtures of the tests of booklets."""

from __future__ import annotations

import pytest

from yizhangtu.check import by_stem, resolve
from yizhangtu.media.common.page_format import Format
from yizhangtu.media.context import Context
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide

Drawn = tuple[Guide, Graph]
A5 = "booklet-a5"


@pytest.fixture(scope="module")
def linked(definitions: list[Drawn]) -> list[Drawn]:
    """All guides; the rows of lists know the guides that they name."""
    known = by_stem(guide for guide, _ in definitions)
    return [(resolve(guide, known), graph) for guide, graph in definitions]


@pytest.fixture(scope="module")
def format_(context: Context) -> Format:
    return Format(context.styles.booklet, context.styles.media[A5], context.typesetter, ("服务群众",))
