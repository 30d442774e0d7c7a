"""Exceptions with a meaning for users: a wrong request, the end of one guide, wrong styles, an error of the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yizhangtu.model.diagnostics import Diagnostic, make, whole


class UsageError(Exception):
    """A request that is wrong with any definitions, such as an unknown name; exit code 2.

    `message` and `hint` are in Chinese.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}。{hint}" if hint else message)
        self.message = message
        self.hint = hint


class GuideError(Exception):
    """Ends the making of one guide, and of nothing else; `diagnostic` is the reason."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class StyleError(Exception):
    """Files of styles/ are wrong; exit code 2. `diagnostics` are all faults of all of them, `texts` the files' texts by
    the names in the spans."""

    def __init__(self, diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> None:
        super().__init__(diagnostics[0].message)
        self.diagnostics = tuple(diagnostics)
        self.texts = dict(texts)

    def __reduce__(self) -> tuple[type[StyleError], tuple[tuple[Diagnostic, ...], dict[str, str]]]:
        return type(self), (self.diagnostics, self.texts)  # pickled by workers


def internal(doing: str, file: str, error: BaseException | None) -> Diagnostic:
    """The diagnostic of a `GuideError`; Y604 for any other exception: an error of the program stops one guide only."""
    if isinstance(error, GuideError):
        return error.diagnostic
    what = f"{type(error).__name__}: {error}" if error else "排版的进程意外中止"
    what = " ".join(what.split())[:300]
    hint = "这是程序的毛病。请把这份定义文件和这条信息一起发给维护者；其余各图照常制作。"
    return make("Y604", whole(file), f"{doing}时程序出错（{what}）", hint)
