"""WeasyPrint and the Pango behind it: there, or what is missing and how to install it."""

from __future__ import annotations

from importlib import metadata

from yizhangtu.page import pdf
from yizhangtu.world.machine import PACKAGE
from yizhangtu.world.problem import Missing

PANGO = (
    "请安装：sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    "（Fedora：sudo dnf install pango；macOS：brew install pango）"
)


def need_press() -> str:
    """The version of WeasyPrint; Missing says which of the two is not there."""
    try:
        pdf.import_weasyprint()
    except ImportError as error:
        raise Missing(f"没有装 Python 库 {error.name or 'weasyprint'}", PACKAGE) from None
    except OSError:
        raise Missing("没有找到排版用的系统库 Pango", PANGO) from None
    return f"WeasyPrint {metadata.version('weasyprint')}"
