"""The villages of a project, from a list or a table: names are unique and can be names of folders."""

from __future__ import annotations

from yizhangtu.model.diagnostics import Related, Text
from yizhangtu.model.project import Village
from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.fields import read_fields
from yizhangtu.read.guide.values import Values
from yizhangtu.read.schema.project_keys import VILLAGE
from yizhangtu.read.yaml.tree import Mapping, Tree
from yizhangtu.system.filenames import CLEAN, LONGEST, is_folder_name, same_file


class Register:
    """Collects villages in their order, each name once."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._found: dict[str, Village] = {}

    @property
    def villages(self) -> tuple[Village, ...]:
        """The villages so far."""
        return tuple(self._found.values())

    def add(self, village: Village) -> None:
        """Add a village; report a name that is taken, or that cannot be the name of the folder of its output."""
        name = village.name
        first = self._found.setdefault(same_file(name), village)
        if first is not village:
            related = (Related(first.name.span, "第一次写在这里"),) if first.name.span else ()
            message, hint = f"村名“{shortened(name)}”写了两次", "删去一行。"
            if first.name != name:
                message = f"村名“{shortened(name)}”和“{shortened(first.name)}”在有的系统里是同一个文件夹"
                hint = "只有大小写或者写法不同：把其中一个改得再不一样些。"
            self._faults.add("Y704", name.span, message, hint, related)
        elif not is_folder_name(name) and "\ufffd" not in name:  # which stands for a sign that is reported already
            hint = f"每个村的成品放在以村名命名的文件夹里：{CLEAN}。"
            message = f"村名“{shortened(name)}”不能作文件夹名"
            if "\n" in name:
                message, hint = f"村名“{shortened(name)}”里有换行", "把光标移到换行的地方，删去它。"
            elif len(name.encode("utf-8", "replace")) > LONGEST:
                message = f"村名“{shortened(name)}”有 {len(name)} 个字，太长了"
                hint = f"每个村的成品放在以村名命名的文件夹里，最多 {LONGEST // 3} 个汉字。"
            self._faults.add("Y708", name.span, message, hint)


def listed_villages(tree: Tree | None, values: Values) -> tuple[Village, ...]:
    """The villages listed in the project file."""
    register = Register(values.faults)
    for item in values.items(tree, "村庄"):
        village = _village(item, values) if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping):
            values.faults.add("Y116", item.span, "“村庄”的每一项要写成“键: 值”的形式", "写成“- 村名: 石桥村”。")
        if village is not None:
            register.add(village)
    return register.villages


def _village(item: Mapping, values: Values) -> Village | None:
    """One village: the name, the code and all columns."""
    fields = read_fields(item, VILLAGE, values.faults)
    name, code = values.plain(fields, "村名"), values.plain(fields, "编码")
    columns: dict[str, Text] = {}
    for pair in item.pairs:
        key = VILLAGE.find(pair.key.text.strip())
        column = pair.key.text.strip() if key is None else key.name
        if column in columns and key is None:
            values.faults.add("Y114", pair.key.span, f"“{column}”写了两次", "删去一处。")
        text = values.plain({column: pair.value}, column)
        columns.setdefault(column, text or Text("", pair.key.span))
    return None if name is None else Village(name, code, tuple(columns.items()))
