"""The table of diagnostic codes, and the chapter of the manual that explains them."""

import re
from pathlib import Path

import yizhangtu
from helpers.guides import ROOT
from yizhangtu.model.codes import CODES, Severity
from yizhangtu.model.diagnostics import make

SOURCES = Path(yizhangtu.__file__).parent
NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


def test_the_table_holds_the_codes_in_use_and_no_others() -> None:
    files = [path for path in SOURCES.rglob("*.py") if path.name != "codes.py"]
    used = {code for path in files for code in re.findall(r"\bY\d{3}\b", path.read_text("utf-8"))}
    assert used <= set(CODES)
    assert not {code for code in CODES if not code.startswith("Y9")} - used  # verify makes its codes from numbers


def test_the_manual_explains_every_code_with_its_severity() -> None:
    text = (ROOT / "src" / "yizhangtu" / "model" / "codes.md").read_text("utf-8")
    rows = re.findall(r"^\| (Y\d{3}) \| (\S+) \| [^|]+ \| .+ \|$", text, re.M)
    assert rows == [(code, NAMES[severity]) for code, severity in CODES.items()]


def test_a_diagnostic_has_the_severity_of_its_code() -> None:
    assert make("Y203", None, "x").severity is Severity.ERROR
    assert make("Y305", None, "x").severity is Severity.WARNING
