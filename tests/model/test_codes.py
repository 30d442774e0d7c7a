"""The table of codes: complete, and used for every fault that the stages report."""

import re
from pathlib import Path

import yizhangtu.model.codes as codes
from yizhangtu.model.codes import CODES, RANGES, as_markdown, make
from yizhangtu.model.diagnostics import Severity

SOURCES = Path(codes.__file__).parents[1]


def test_every_code_that_is_used_is_in_the_table() -> None:
    used = {code for path in SOURCES.rglob("*.py") for code in re.findall(r'"(Y\d{3})"', path.read_text("utf-8"))}
    assert used <= set(CODES)


def test_table() -> None:
    assert all(re.fullmatch(r"Y\d{3}", code) and any(code.startswith(prefix) for prefix, _ in RANGES) for code in CODES)
    assert len(set(CODES)) == len(codes._ALL)
    assert all(entry.title and entry.explanation for entry in CODES.values())


def test_manual_names_every_code() -> None:
    text = as_markdown()
    assert all(f"| {code} |" in text for code in CODES)


def test_severity_comes_from_the_table() -> None:
    assert make("Y203", None, "x").severity is Severity.ERROR
    assert make("Y305", None, "x").severity is Severity.WARNING
