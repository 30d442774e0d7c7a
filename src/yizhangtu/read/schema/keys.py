"""The tables of all keys of guides, except those of one kind (kinds.py, notice_keys.py), and all tables by name."""

from __future__ import annotations

from functools import cache

from yizhangtu.read.schema.key import Key, KeyTable, ValueShape
from yizhangtu.read.schema.kinds import AWARD, AWARDS, BAND, CONDUCT_KEYS, ITEM, LIST_KEYS, POINT_KEYS, REWARD, STANDARD
from yizhangtu.read.schema.notice_keys import NOTICE_KEYS, NOTICE_TABLES
from yizhangtu.read.schema.project_keys import ASSISTANT_KEY, OVERSIGHT_KEY, PROJECT_TABLES
from yizhangtu.read.schema.provisions import LIST_PROVISION_KEYS, PROVISION_KEYS, PROVISION_TABLES

_T, _TS = ValueShape.TEXT, ValueShape.TEXTS

KINDS = ("流程", "清单", "积分", "规范", "公示")
KINDS_ENGLISH = ("process", "list", "points", "conduct", "notice")
PICTURES = ("清单制", "积分制", "移风易俗")
LISTS = ("主体责任", "小微权力", "准入事项", "负面事项", "三务公开", "依法出具证明", "服务群众")
STATUSES = ("征求意见", "试行", "正式", "废止")
FORMS = ("折行", "竖排", "泳道", "全图")
TONES = ("通过", "不通过", "平常")
TONES_ENGLISH = ("good", "bad", "neutral")
FORMS_ENGLISH = ("rows", "rail", "lanes", "graph")

_COMMON = (
    Key("类型", "kind", ValueShape.CHOICE, "这张图是哪一类；不写就是流程", "流程",
        choices=KINDS, choices_english=KINDS_ENGLISH),
    Key("名称", "title", _T, "这张图的标题", "宅基地审批", required=True,
        wrong=("标题", "题目", "事项名称", "事项")),
    Key("一张图", "picture", ValueShape.CHOICE, "属于三张图里的哪一张，决定颜色", "清单制", choices=PICTURES),
    Key("所属清单", "list", ValueShape.CHOICE, "属于哪一张清单", "服务群众", choices=LISTS),
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
    Key("申请条件", "conditions", _TS, "谁可以申请", wrong=("条件",)),
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
)  # fmt: skip

OVERSIGHT = KeyTable(
    "oversight",
    "监督管理",
    (
        Key("监督人", "by", _T, "谁来监督", "村务监督委员会", wrong=("监督", "监督单位", "监督主体")),
        Key("方式", "how", _T, "怎么监督", "全程监督", wrong=("监督方式",)),
        Key("电话", "phone", _T, "监督电话", "0550-1234567", wrong=("监督电话",)),
    ),
)

MATERIAL = KeyTable(
    "material",
    "材料",
    (
        Key("名称", "name", _T, "材料的名称", "身份证", required=True, wrong=("材料",)),
        Key("份数", "copies", _T, "要几份", "1份", wrong=("数量",)),
        Key("形式", "form", _T, "原件还是复印件", "原件和复印件"),
        Key("来源", "from", _T, "从哪里来", "申请人自备"),
        Key("必要", "required", _T, "是不是一定要有；不写就是要有", "否", wrong=("必须", "必需", "必填")),
    ),
    begins="名称",
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

DECISION = KeyTable(
    "decision",
    "发布的表决",
    (
        Key("会议", "meeting", _T, "在什么会议上通过", "村民代表会议"),
        Key("日期", "date", _T, "哪一天通过", "2026-03-15"),
        Key("应到", "entitled", _T, "应到多少人", "45"),
        Key("实到", "present", _T, "实到多少人", "41"),
        Key("同意", "agreed", _T, "同意多少人", "40"),
    ),
)

PUBLICATION = KeyTable(
    "publication",
    "发布",
    (
        Key("单位", "issuer", _T, "发布的单位", "石桥镇人民政府", wrong=("发布单位",)),
        Key("版本", "version", _T, "版本", "2026年版"),
        Key("日期", "date", _T, "发布日期", "2026-04-01", wrong=("发布日期",)),
        Key("施行", "effective", _T, "从哪天起施行", "2026-05-01", wrong=("施行日期",)),
        Key("状态", "status", ValueShape.CHOICE, "到了哪一步", "正式", choices=STATUSES),
        Key("意见截止", "comments_until", _T, "征求意见到哪天为止", "2026-03-31"),
        Key("表决", "decision", ValueShape.OBJECT, "哪次会议通过的", of="decision"),
    ),
)

VOTE = KeyTable(
    "vote",
    "步骤的表决",
    (
        Key("到会", "quorum", _T, "到会多少人会议才有效", "三分之二以上成员"),
        Key("通过", "majority", _T, "多少人同意才通过", "到会人员过半数"),
    ),
)

_NEXT = Key("接着", "next", ValueShape.OBJECT_OR_TEXT,
            "不按书写的顺序时，接着去哪一步，或者办结；每月、每年从头再来的写 {到: …, 循环: 每月}", "办结", of="next",
            wrong=("下一步", "去处", "转到"))  # fmt: skip
_STEP_COMMON = (
    Key("内容", "detail", _T, "具体做什么", wrong=("说明", "描述", "详情", "操作")),
    Key("办理", "by", _TS, "谁来办；不写就是第一个办理主体", "村民委员会",
        wrong=("办理主体", "办理人", "主体", "负责人", "责任人", "经办人")),
    Key("时限", "within", _T, "多久办完", "5个工作日", wrong=("时间要求", "期限", "时间", "办理时限")),
    Key("监督", "oversight", _TS, "谁来监督这一步（成为监督点）", "村务监督委员会", wrong=("监督管理", "监督人")),
    Key("材料", "materials", ValueShape.OBJECTS_OR_TEXTS, "这一步要的材料", "[身份证]", of="material",
        wrong=("所需材料",)),
    Key("阶段", "phase", _T, "从这一步起进入哪个阶段", "申请"),
    _NEXT,
    Key("图标", "icon", _T, "内置图标的名字", "stamp"),
)  # fmt: skip

STEP = KeyTable(
    "step",
    "步骤",
    (
        Key("步骤", "step", _T, "步骤的名字，要短，不能重名", "提出申请", required=True,
            wrong=("名称", "步骤名", "标题")),
        *_STEP_COMMON,
        Key("公示", "notice", ValueShape.FLAG_OR_TEXT, "公示的步骤：写“是”或者在哪里公示；时限是最短天数", "是"),
        Key("公布", "announcement", ValueShape.FLAG_OR_TEXT, "决定以后公布的步骤：写“是”或者在哪里公布；时限是最短天数",
            "村务公开栏"),
        Key("依据", "basis", _TS, "这一步依据的条文；印在图下面的依据里", "《村民委员会组织法》第三十五条",
            wrong=("法律依据",)),
        Key("风险", "risks", _TS, "廉政风险点；辖区文件写“风险防控: 印”才印出来", wrong=("风险点", "廉政风险点")),
        Key("防控", "controls", _TS, "怎么防控；和风险一起印", wrong=("防控措施",)),
        Key("线上", "online", ValueShape.FLAG_OR_TEXT, "不用到场就能办：写“是”，或者写怎么办（网上、手机、邮寄）",
            "手机", wrong=("网上", "网办", "不用跑")),
        Key("表决", "vote", ValueShape.OBJECT, "开会表决的要求", "{到会: 三分之二以上, 通过: 过半数}", of="vote"),
        Key("判断", "branches", ValueShape.BRANCHES, "结果和去处：下一步、办结、步骤名、{到: …, 说明: …}，或者另列几步",
            "{是: 下一步, 否: 补正材料}", wrong=("分支", "选择", "决策", "条件")),
    ),
    begins="步骤",
)  # fmt: skip

PARALLEL = KeyTable(
    "parallel",
    "并行",
    (
        Key("并行", "parallel", ValueShape.MEMBERS, "同时办的几路；都办完才走下一步", required=True, wrong=("同时",)),
        Key("步骤", "step", _T, "这一段的名字（可以不写）", "联合审查", wrong=("名称",)),
        *_STEP_COMMON,
    ),
)

TARGET = KeyTable(
    "target",
    "判断的去处",
    (
        Key(
            "到",
            "to",
            _T,
            "去处：下一步、办结，或者步骤名",
            "补正材料",
            required=True,
            wrong=("去", "转到", "接着", "至"),
        ),
        Key("说明", "note", _T, "写在箭头旁边的话", "一次告知", wrong=("备注", "内容")),
        Key("性质", "tone", ValueShape.CHOICE, "这个结果是好是坏，决定颜色；不写就看用词", "不通过",
            choices=TONES, choices_english=TONES_ENGLISH),
    ),
)  # fmt: skip

NEXT = KeyTable(
    "next",
    "接着",
    (
        Key("到", "to", _T, "接着去哪一步，或者办结", "登记台账", required=True, wrong=("去", "转到", "接着", "至")),
        Key("循环", "every", _T, "多久从头再来一轮", "每月", wrong=("周期", "每")),
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
)  # fmt: skip

TABLES: dict[str, KeyTable] = {
    table.id: table
    for table in (
        *GUIDES.values(), ITEM, AWARDS, AWARD, BAND, REWARD, STANDARD, DEADLINE, OVERSIGHT, MATERIAL, ASSISTANT,
        *PROVISION_TABLES, PUBLICATION, DECISION, STEP, PARALLEL, VOTE, TARGET, NEXT, LAYOUT, *PROJECT_TABLES,
        *NOTICE_TABLES,
    )
}  # fmt: skip


@cache
def all_names() -> frozenset[str]:
    """Every key of every mapping, Chinese and English."""
    return frozenset(name for table in TABLES.values() for name in table.by_name)


def places_of(name: str) -> tuple[str, ...]:
    """The titles of the mappings that have a key of this name; for keys that all guides have, only one guide."""
    everywhere = GUIDE.find(name) is not None
    rest = () if everywhere else tuple(GUIDES.values())[1:]
    parts = (table for table in TABLES.values() if table not in GUIDES.values())
    return tuple(table.title for table in (GUIDE, *rest, *parts) if table.find(name))


def kinds_with(name: str) -> tuple[str, ...]:
    """The kinds of guides that have a key of this name; none where all have it."""
    return () if GUIDE.find(name) else tuple(kind for kind, table in GUIDES.items() if table.find(name))
