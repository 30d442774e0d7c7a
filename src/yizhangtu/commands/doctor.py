"""This machine → a report of what the program needs, what is there, and how to install the rest."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from yizhangtu import __version__
from yizhangtu.build.request import OUTPUT
from yizhangtu.media.registry import file_kinds
from yizhangtu.model.errors import StyleError
from yizhangtu.system import cache, inputs, machine, outputs
from yizhangtu.system.dot import graphviz
from yizhangtu.system.installation import Installation
from yizhangtu.system.problem import MissingDependency


class Finding(NamedTuple):
    """One check. `needed`: without it nothing can be built."""

    name: str
    ok: bool
    detail: str
    mend: str = ""
    needed: bool = True


class Report(NamedTuple):
    """All checks."""

    findings: tuple[Finding, ...]

    @property
    def healthy(self) -> bool:
        """Whether nothing that is needed is missing."""
        return all(one.ok for one in self.findings if one.needed)


def doctor() -> Report:
    """Check everything; one missing thing does not stop the other checks."""
    version, new_enough = machine.python()
    output = inputs.root() / OUTPUT
    columns, kind = machine.terminal()
    found = [
        Finding("一张图", True, f"yizhangtu {__version__}"),
        Finding("Python", new_enough, version, "" if new_enough else "请安装 Python 3.11 或更新的版本"),
        _press(),
        _looked("流程图（Graphviz）", graphviz.version),
        _looked("中文字体", _fonts),
        _rare_fonts(),
        *(_looked(f"Python 库 {name}", partial(machine.need_package, name, module)) for name, module in _PACKAGES),
        _looked("样式 styles", _styles),
        Finding("成品文件夹", outputs.writable(output), str(output), "请检查权限，或者用 -o 换一个文件夹"),
        _cache(),
        Finding("语言和编码", machine.speaks_chinese(), machine.language(), "请设置 export LANG=C.UTF-8", False),
        Finding("终端", True, f"{columns} 列，{kind}", needed=False),
    ]
    return Report(tuple(found))


def versions() -> dict[str, str]:
    """Name → version of what beside the program decides the bytes of its files; 无 where something is missing."""
    from yizhangtu.export.pdf import engine
    from yizhangtu.system.versions import others

    return others(engine.pango_version())


_PACKAGES = (
    ("pillow", "PIL"), ("segno", "segno"), ("pypdfium2", "pypdfium2"), ("pikepdf", "pikepdf"), ("openpyxl", "openpyxl"),
    ("zxing-cpp", "zxingcpp"),
)  # fmt: skip


def _cache() -> Finding:
    """Whether derived data can be cached; nothing fails where it cannot."""
    path, name = cache.location(), "缓存文件夹"
    if path is None:
        return Finding(name, False, "没有主目录，不用缓存（不影响制作，只是慢一些）", "可以设置环境变量 HOME", False)
    if not cache.is_safe(path):
        mend = "请让它和上级文件夹只归自己（或 root）所有，别人不能写（不影响制作，只是慢一些）"
        return Finding(name, False, f"{path} 不是自己的，或者别人也能写，因此不用缓存", mend, False)
    return Finding(name, outputs.writable(path), str(path), "请检查权限（不影响制作，只是慢一些）", False)


def _looked(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except MissingDependency as missing:
        return Finding(name, False, missing.what, missing.mend)
    except StyleError as error:
        first = error.diagnostics[0]
        place = f"{first.span.file}:{first.span.line}" if first.span else ""
        return Finding(name, False, f"{place} {first.message}", first.hint)
    except Exception as error:
        return Finding(name, False, f"{type(error).__name__}: {error}", machine.PACKAGE)


def _press() -> Finding:
    """WeasyPrint, or what cannot be made without it."""
    from yizhangtu.export.pdf import engine

    name = "排版（WeasyPrint、Pango）"
    try:
        return Finding(name, True, engine.load())
    except MissingDependency as missing:
        return Finding(name, False, engine.WITHOUT, missing.mend, needed=False)


def _fonts() -> str:
    from yizhangtu.system.fonts.fonts import Fonts

    fonts = Fonts()
    (regular, _), (bold, _) = fonts.pair
    return f"Noto Sans CJK SC：{regular}（常规），{bold}（粗体），{len(fonts.coverage)} 个字"


def _rare_fonts() -> Finding:
    """Not needed: only some names have such characters."""
    from yizhangtu.system.fonts import rare

    found = "，".join(f"{one.name}（{one.path}）" for one in rare.find_sources())
    mend = f"人名、地名里有 Noto Sans CJK SC 没有的字时才要装：{rare.how_to_install()}"
    return Finding("生僻字字体", bool(found), found or "没有装", mend, needed=False)


def _styles() -> str:
    installation = Installation()
    folder, known = installation.styles_folder, installation.styles(file_kinds())
    return f"{folder}：{len(known.media)} 种媒介，{len(known.themes)} 种配色，{len(known.icons.paths)} 个图标"
