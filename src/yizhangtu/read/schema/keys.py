"""The tables of all keys of guides, except those of steps (steps.py), of provisions (provisions.py) and of one kind
(kinds.py, notice_keys.py), and all tables by name."""

from __future__ import annotations

from functools import cache

from yizhangtu.read.schema.key import Key, KeyTable, ValueShape
from yizhangtu.read.schema.kinds import AWARD, AWARDS, BAND, CONDUCT_KEYS, ITEM, LIST_KEYS, POINT_KEYS, REWARD, STANDARD
from yizhangtu.read.schema.notice_keys import NOTICE_KEYS, NOTICE_TABLES
from yizhangtu.read.schema.project_keys import ASSISTANT_KEY, OVERSIGHT_KEY, PROJECT, PROJECT_TABLES
from yizhangtu.read.schema.provisions import LIST_PROVISION_KEYS, PROVISION_KEYS, PROVISION_TABLES
from yizhangtu.read.schema.publication_keys import PUBLICATION_TABLES
from yizhangtu.read.schema.steps import NEXT, PARALLEL, STEP, TARGET, VOTE

_T, _TS = ValueShape.TEXT, ValueShape.TEXTS

KINDS = ("流程", "清单", "积分", "规范", "公示")
KINDS_ENGLISH = ("process", "list", "points", "conduct", "notice")
PICTURES = ("清单制", "积分制", "移风易俗")
LISTS = ("主体责任", "小微权力", "准入事项", "负面事项", "三务公开", "依法出具证明", "服务群众")
FORMS = ("折行", "竖排", "泳道", "全图")
FORMS_ENGLISH = ("rows", "rail", "lanes", "graph")

_COMMON = (
    Key("类型", "kind", ValueShape.CHOICE, "这张图是哪一类；不写就是流程", "流程",
        choices=KINDS, choices_english=KINDS_ENGLISH),
    Key("名称", "title", _T, "这张图的标题", "宅基地审批", required=True,
        wrong=("标题", "题目", "事项名称", "事项")),
    Key("一张图", "picture", ValueShape.CHOICE, "属于三张图里的哪一张，决定颜色", "清单制", choices=PICTURES),
    Key("所属清单", "list", ValueShape.CHOICE, "属于哪一张清单", "服务群众", choices=LISTS, wrong=("清单",)),
    Key("编号", "number", _T, "项目里不重复的编号", "A-07", wrong=("序号",)),
    Key("事项编码", "item_code", _T, "上级事项目录里的编码", "341181-A-0007",
        wrong=("事项代码", "实施编码", "权力编码")),
    Key("办理主体", "handler", _TS, "四要素：谁负责办理", "村民委员会",
        also=("责任主体", "实施主体"),
        wrong=("办理", "主体", "承办单位", "责任单位", "办理单位", "承办人", "办理机构", "负责单位")),
    Key("操作流程", "steps", ValueShape.STEPS, "四要素：一步一步怎么办", wrong=("流程", "步骤", "办理流程", "程序")),
    Key("时间要求", "deadline", ValueShape.OBJECT_OR_TEXT, "四要素：多久办完", "20个工作日", of="deadline",
        wrong=("时限", "办理时限", "期限", "时间")),
    OVERSIGHT_KEY,
    Key("申请条件", "conditions", ValueShape.OBJECTS_OR_TEXTS, "谁可以申请", "[满80周岁, {条件: 失能, 适用: 护理补贴}]",
        of="condition", wrong=("条件",)),
    Key("所需材料", "materials", ValueShape.OBJECTS_OR_TEXTS, "要带哪些材料", "[身份证, 户口簿]", of="material",
        wrong=("材料", "申请材料", "需要材料")),
    Key("办理结果", "result", _TS, "办完拿到什么", "乡村建设规划许可证", wrong=("结果",)),
    Key("收费", "fee", _TS, "收不收费、收多少", "不收费", wrong=("费用", "收费标准")),
    Key("办理地点", "place", _TS, "到哪里办", "村便民服务站", wrong=("地点", "地址")),
    Key("办理时间", "hours", _TS, "什么时候可以去办", "工作日8:30–17:30"),
    Key("咨询电话", "phone", _TS, "问事情打哪个电话", "0550-1234567", wrong=("电话", "联系电话")),
    ASSISTANT_KEY,
    *PROVISION_KEYS,
    Key("依据", "basis", _TS, "依据的法律和文件", "《中华人民共和国土地管理法》", wrong=("政策依据", "法律依据")),
    Key("依据说明", "basis_note", _T, "依据和法规表不一样时，为什么这里这样写；只给检查看，不印出来",
        "按本省的办法"),
    Key("转引", "second_hand", _TS, "没有读到原文、只读到转述的内容；不印出来，check 和 library 列出",
        "[小额快救3日内办结]", wrong=("来源",)),
    Key("发布", "publication", ValueShape.OBJECT, "谁、什么时候发布，哪一版", of="publication"),
    Key("备注", "notes", _TS, "其他要说明的", wrong=("说明", "注")),
    Key("关键词", "keywords", _TS, "群众平时怎么叫这件事；印在手册的“我要办什么”里", "[低保]",
        wrong=("检索词", "俗称")),
    Key("版式", "layout", ValueShape.OBJECT_OR_TEXT, "指定画成什么样；不写就按内容自动选", "折行", of="layout"),
)  # fmt: skip

GUIDE = KeyTable("guide", "一张图", _COMMON)


def _kind(id: str, title: str, own: tuple[Key, ...], required: tuple[str, ...] = ()) -> KeyTable:
    """The table of a kind: its own keys and the common ones that it does not define itself. No key of it is a wrong
    name of another key."""
    names = {name for key in (*_COMMON, *own) for name in key.names}
    named = {key.name for key in own}
    common = (key._replace(required=key.required or key.name in required) for key in _COMMON if key.name not in named)
    keys = (key._replace(wrong=tuple(word for word in key.wrong if word not in names)) for key in (*common, *own))
    return KeyTable(id, title, tuple(keys))


GUIDES = {  # kind → its table
    "流程": GUIDE,
    "清单": _kind("list", "清单", (*LIST_KEYS, *LIST_PROVISION_KEYS), required=("所属清单",)),
    "积分": _kind("points", "积分", POINT_KEYS),
    "规范": _kind("conduct", "规范", CONDUCT_KEYS),
    "公示": _kind("notice", "公示", NOTICE_KEYS),
}

DEADLINE = KeyTable(
    "deadline",
    "时间要求",
    (
        Key("承诺", "promised", _T, "承诺多久办完", "15个工作日", wrong=("承诺时限", "承诺期限")),
        Key("法定", "statutory", _T, "法律规定多久办完", "20个工作日", wrong=("法定时限", "法定期限")),
        Key("不计入", "excluded", _T, "哪些时间不算在内", "公示时间"),
        Key("说明", "note", _T, "别的说明", wrong=("备注",)),
    ),
    alone="承诺",
)  # fmt: skip

OVERSIGHT = KeyTable(
    "oversight",
    "监督管理",
    (
        Key("监督人", "by", _T, "谁来监督", "村务监督委员会", wrong=("监督", "监督单位", "监督主体")),
        Key("方式", "how", _T, "怎么监督", "全程监督", wrong=("监督方式", "内容", "监督内容")),
        Key("电话", "phone", _T, "监督电话", "0550-1234567", wrong=("监督电话",)),
    ),
    alone="方式",
)

MATERIAL = KeyTable(
    "material",
    "材料",
    (
        Key("名称", "name", _T, "材料的名称", "身份证", required=True, wrong=("材料",)),
        Key("份数", "copies", _T, "要几份", "1份", wrong=("数量",)),
        Key("形式", "form", _T, "原件还是复印件", "原件和复印件"),
        Key("来源", "from", _T, "从哪里来", "申请人自备"),
        Key("适用", "applies_to", _T, "哪一类人、哪一种事要；印成小标题", "残疾人", wrong=("对象", "类别")),
        Key("必要", "required", _T, "是不是一定要有；不写就是要有", "否", wrong=("必须", "必需", "必填")),
    ),
    begins="名称",
    alone="名称",
)

ASSISTANT = KeyTable(
    "assistant",
    "帮办代办",
    (
        Key("姓名", "name", _T, "帮办员的姓名", "张××", wrong=("名称", "人员")),
        Key("电话", "phone", _T, "帮办员的电话", "0550-1234567", wrong=("联系电话",)),
        Key("窗口", "window", _T, "在哪个窗口", "便民服务站2号窗口", wrong=("地点",)),
    ),
)

LAYOUT = KeyTable(
    "layout",
    "版式",
    (
        Key("形式", "form", ValueShape.CHOICE, "折行、竖排、泳道、全图", "折行",
            choices=FORMS, choices_english=FORMS_ENGLISH),
        Key("列数", "columns", ValueShape.NUMBER, "每行几张卡片", "4", low=1, high=8, wrong=("列",)),
        Key("详略", "level", ValueShape.NUMBER, "1 最简，3 最详", "2", low=1, high=3, wrong=("级别",)),
    ),
    alone="形式",
)  # fmt: skip

TABLES: dict[str, KeyTable] = {
    table.id: table
    for table in (
        *GUIDES.values(), ITEM, AWARDS, AWARD, BAND, REWARD, STANDARD, DEADLINE, OVERSIGHT, MATERIAL, ASSISTANT,
        *PROVISION_TABLES, *PUBLICATION_TABLES, STEP, PARALLEL, VOTE, TARGET, NEXT, LAYOUT, *PROJECT_TABLES,
        *NOTICE_TABLES,
    )
}  # fmt: skip


@cache
def all_names() -> frozenset[str]:
    """Every key of every mapping, Chinese and English."""
    return frozenset(name for table in TABLES.values() for name in table.by_name)


def places_of(name: str, table: KeyTable) -> tuple[str, ...]:
    """The titles of the mappings in the same file as `table` that have a key of this name; for keys that all guides
    have, only one guide."""
    everywhere = GUIDE.find(name) is not None
    rest = () if everywhere else tuple(GUIDES.values())[1:]
    parts = (part for part in TABLES.values() if part not in GUIDES.values())
    of_project = table in PROJECT_TABLES
    found = (part for part in (GUIDE, *rest, *parts) if (part in PROJECT_TABLES) == of_project)
    return tuple(part.title for part in found if part.find(name))


def inner_name(name: str, table: KeyTable) -> tuple[str, str] | None:
    """A key of `table`, and the key inside its value that `name` is another word for: 监督电话 → 监督管理, 电话."""
    for key in table.keys:
        inner = TABLES.get(key.of)
        if inner and (meant := next((part for part in inner.keys if name in part.wrong), None)):
            return key.name, meant.name
    return None


def is_project_key(name: str) -> bool:
    """Whether the project file (辖区.yaml) has a key of this name at its top."""
    return PROJECT.find(name) is not None


def kinds_with(name: str) -> tuple[str, ...]:
    """The kinds of guides that have a key of this name; none where all have it."""
    return () if GUIDE.find(name) else tuple(kind for kind, table in GUIDES.items() if table.find(name))
