"""A kind and a name → a starter definition on disk; an existing file is never replaced."""

from __future__ import annotations

from pathlib import Path

from yizhangtu.model.errors import UsageError
from yizhangtu.read import new_guide, starter_table
from yizhangtu.system import inputs, outputs
from yizhangtu.system.disk import SUFFIXES
from yizhangtu.system.filenames import file_name


def new_definition(kind: str, name: str, to: str | Path | None = None) -> Path:
    """Write the starter, and the made-up table of a notice beside it, and return its path. Raises UsageError for an
    unknown kind, no name, or an existing file."""
    text = new_guide(kind, name)
    if not name.strip():
        raise UsageError("名称是空的", "写上这张图的名称，如 yizhangtu new 流程 宅基地审批")
    path = Path(to) if to else inputs.flows() or Path("flows")
    if not str(path).lower().endswith(SUFFIXES):  # a folder, there or not
        path = path / f"{file_name(name) or '未命名'}{SUFFIXES[0]}"
    if not outputs.create(path, text.encode()):
        raise UsageError(f"“{path}”已经有了，没有改动它", "换一个名称，或者用 --to 另写文件名")
    table = starter_table(kind, name)
    if table is not None:
        outputs.create(path.parent / table[0], table[1])  # data of that name that are there already stay
    return path
