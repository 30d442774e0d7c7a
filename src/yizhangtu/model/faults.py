"""Faults that only appear when many files are joined → diagnostics, and the order in which all are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from yizhangtu.model.codes import CODES, Code, make
from yizhangtu.model.diagnostics import Diagnostic, Related, Severity, Span

_MORE = (
    Code("Y127", Severity.ERROR, "文件读不出来", "文件不在，或者没有读取的权限。"),
    Code("Y604", Severity.ERROR, "程序出错", "这是程序的毛病，不是定义的毛病。请把定义文件和这条信息发给维护者。"),
    Code("Y707", Severity.ERROR, "两张图的成品同名", "成品按定义文件的名字命名，文件名不能相同。改其中一个的文件名。"),
    Code("Y708", Severity.ERROR, "村名不能作文件夹名", "每个村的成品放在以村名命名的文件夹里。"),
)
EXTRA = {code.code: code for code in _MORE if code.code not in CODES}


def fault(code: str, span: Span | None, message: str, hint: str = "", related: tuple[Related, ...] = ()) -> Diagnostic:
    """A diagnostic of the common table or of the few kinds that only this package knows."""
    if code in EXTRA:
        return Diagnostic(code, EXTRA[code].severity, span, message, hint, related)
    return make(code, span, message, hint, related)


def whole(file: str) -> Span:
    """The place of a fault that concerns a whole file: empty, at its beginning."""
    return Span(file, 1, 1, 1, 1)


def placed(faults: Iterable[Diagnostic], file: str) -> list[Diagnostic]:
    """The same faults, those without a place given to the file as a whole."""
    return [one if one.span else replace(one, span=whole(file)) for one in faults]


def in_order(faults: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Every fault once, by file, line and column; equal places keep the order in which they were found."""
    return tuple(sorted(dict.fromkeys(faults), key=lambda one: one.span or whole("")))


def has_errors(faults: Iterable[Diagnostic]) -> bool:
    return any(one.severity is Severity.ERROR for one in faults)


class GuideError(Exception):
    """What ends the making of one guide, and of nothing else: its own fault, found deep inside."""

    def __init__(self, told: Diagnostic) -> None:
        super().__init__(told.message)
        self.told = told


def internal(doing: str, file: str, error: BaseException | None) -> Diagnostic:
    """Y604: a bug of the program, told like any other fault, so that it stops nothing else."""
    if isinstance(error, GuideError):
        return error.told
    what = f"{type(error).__name__}: {error}" if error else "排版的进程意外中止"
    what = " ".join(what.split())[:300]
    hint = "这是程序的毛病。请把这份定义文件和这条信息一起发给维护者；其余各图照常制作。"
    return fault("Y604", whole(file), f"{doing}时程序出错（{what}）", hint)
