"""--village NAME… → the rows of the project's villages, and the folders their results go to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from yizhangtu.model.project import Project, Village
from yizhangtu.pipeline.usage import WrongUsage, did_you_mean

ALL = "全部"
# What Windows, macOS or Linux do not take in a file name, and what would lead out of the folder.
FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def chosen(names: Sequence[str], project: Project) -> list[Village]:
    """The villages of the names, in the order of the project file. WrongUsage where one is not there."""
    if not names:
        raise WrongUsage("--village 没有写村名", f"写上村名，或者“{ALL}”")
    if not project.villages:
        table = next((str(value) for key, value in project.other if key == "村庄"), None)
        if table:
            raise WrongUsage(f"村庄表“{table}”还不能读取", "现在请在辖区文件里直接写成列表：- 村名: 石桥村")
        hint = "在 flows/辖区.yaml 里写“村庄:”，下面写“- 村名: 石桥村”"
        raise WrongUsage("辖区文件里没有写村庄，不能用 --village", hint)
    known = [village.name for village in project.villages]
    for name in names:
        if name != ALL and name not in known:
            hint = did_you_mean(name, known, f"有这些村：{'、'.join(known[:20])}；“全部”是所有的村")
            raise WrongUsage(f"辖区文件里没有“{name}”这个村", hint)
    found = [village for village in project.villages if ALL in names or village.name in names]
    for village in found:
        if not is_folder_name(village.name):
            raise WrongUsage(f"村名“{village.name}”不能作文件夹名", '村名里不能有 / \\ : * ? " < > |，也不能是 . 或 ..')
    return found


def is_folder_name(name: str) -> bool:
    """Whether a name can be a folder's on every system, and stays inside the folder of results."""
    if not name.strip() or name != name.strip() or name.startswith(".") or name.endswith("."):
        return False
    return not FORBIDDEN.search(name) and not RESERVED.fullmatch(name) and len(name.encode()) <= 200


def file_name(title: str) -> str:
    """A title as the stem of a file: what no system takes becomes an underline."""
    name = FORBIDDEN.sub("_", unicodedata.normalize("NFC", title)).strip().strip(".").strip()
    name = name.encode()[:180].decode("utf-8", "ignore")
    return f"_{name}" if RESERVED.fullmatch(name) else name


def same_file(name: str) -> str:
    """Equal for names that some file system takes for the same (case, composed characters)."""
    return unicodedata.normalize("NFC", name).casefold()
