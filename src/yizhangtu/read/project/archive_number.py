"""档号 of the project file: a pattern with variables → its parts (DA/T 22-2015)."""

import re

from yizhangtu.model.diagnostics import Text
from yizhangtu.model.project import ARCHIVE_NUMBER
from yizhangtu.model.words import shortened
from yizhangtu.read.guide.fields import Fields
from yizhangtu.read.guide.values import Values

VARIABLES = ("编码", "年", "期限", "件号", "村名", "编号")
_VARIABLE = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")


def archive_parts(pattern: str) -> tuple[tuple[str, bool], ...]:
    """(text, whether it is the name of a variable), in order; other names than VARIABLES are texts as written."""
    found: list[tuple[str, bool]] = []
    for at, part in enumerate(_VARIABLE.split(pattern)):
        named = bool(at % 2)
        if named and part not in VARIABLES:
            found.append((f"{{{{{part}}}}}", False))
        elif part:
            found.append((part, named))
    return tuple(found)


def read_archive_number(fields: Fields, values: Values) -> Text:
    """档号 of the project file; the usual pattern where it is not written or has a name that is no variable."""
    pattern = values.plain(fields, "档号")
    if pattern is None:
        return ARCHIVE_NUMBER
    unknown = [name for name in _VARIABLE.findall(pattern) if name not in VARIABLES]
    if unknown:
        message = f"“档号”里没有“{{{{{shortened(unknown[0])}}}}}”这个变量"
        values.faults.add("Y119", pattern.span, message, f"可以写：{'、'.join(VARIABLES)}。")
        return ARCHIVE_NUMBER
    return pattern
