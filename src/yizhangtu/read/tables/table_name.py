"""The name of a table beside the project file, as a definition writes it."""

from pathlib import PurePosixPath

from yizhangtu.model.diagnostics import Text
from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.project.project import TABLE_SUFFIXES, leaves_folder
from yizhangtu.system.filenames import CLEAN, is_folder_name

OTHER_TABLES = (".xls", ".et", ".ods", ".numbers")  # of programs that can save them as .xlsx


def is_table_name(name: Text, faults: Faults) -> bool:
    """Whether this can be the name of a table beside the project file, with a diagnostic where it cannot."""
    shown = shortened(name)
    lower = name.lower()
    code, hint = "Y703", "把表格放到辖区文件旁边，只写文件夹和文件名，如“数据/甲村-2026-10.csv”。"
    if leaves_folder(name):
        message = f"“{shown}”不在项目文件夹里"
    elif lower.endswith(OTHER_TABLES):
        code, message = "Y705", f"“{shown}”不能读取"
        hint = "用 Excel 或 WPS 打开，“另存为”→类型选“Excel 工作簿（.xlsx）”或“CSV”，再改这里的文件名。"
    elif not lower.endswith(TABLE_SUFFIXES):
        code, message, hint = "Y705", f"“{shown}”不是 .csv 或 .xlsx 表格", "另存为 .xlsx 或 .csv，或者直接写成列表。"
    elif not all(is_folder_name(part) for part in PurePosixPath(name).parts):
        message, hint = f"“{shown}”不能作文件名，有的系统会当成别的东西", f"换一个文件名：{CLEAN}。"
    else:
        return True
    faults.add(code, name.span, message, hint)
    return False
