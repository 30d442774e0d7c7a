"""The keys that only 公示 has (governance.md section 12), and the tables of their parts."""

from __future__ import annotations

from yizhangtu.model.notice.notice import PERIODS, ColumnType, Mask
from yizhangtu.read.schema.key import Key, KeyTable, ValueShape

_T, _TS = ValueShape.TEXT, ValueShape.TEXTS
_TYPES_ENGLISH = (
    "person", "id", "phone", "account", "address", "health", "money", "number", "points", "date", "text",
)  # fmt: skip
_MASK = Key("脱敏", "mask", ValueShape.CHOICE, "印出多少；不写就按类型和媒介", "姓", choices=tuple(Mask),
            choices_english=("whole", "surname", "group", "last4", "ends", "none"))  # fmt: skip

NOTICE_KEYS = (
    Key("数据", "data", ValueShape.DATA,
        "要公示的表：辖区文件旁边的 .csv、.xlsx 文件名，可以写 {{村名}} {{编码}} {{期}}；短的直接写成列表",
        "数据/{{村名}}-{{期}}.csv", required=True, of="data", wrong=("表格", "文件", "内容")),
    Key("期", "period", ValueShape.CHOICE, "多久公示一次；制作时用 --period 写是哪一期", "月", choices=PERIODS,
        choices_english=("month", "quarter", "half", "year", "batch"), wrong=("周期",)),
    Key("栏目", "columns", ValueShape.OBJECTS_OR_TEXTS, "印哪些栏、什么次序；没有写的栏不印", "[项目, 金额]",
        required=True, of="notice_column", wrong=("列", "表头")),
    Key("分组", "group_by", _T, "按哪一栏分组，每组有小计", "类别"),
    Key("层级", "levels", _T, "分组是一级一级的，如组长、副组长、成员：每行一张卡片，上一级连着下一级", "是"),
    Key("上级", "superior", _T, "哪一栏写着上级是谁（另一行第一栏里的名字）：画成一棵树，放不下就一级一级地画", "上级"),
    Key("排序", "sort_by", _T, "按哪一栏排，从大到小的前面加“-”", "-积分", wrong=("排名",)),
    Key("核对", "checks", _TS, "各栏合计和结余之间的等式", "上期结余 + 本期收入 - 本期支出 = 本期结余"),
    Key("结余", "balances", ValueShape.OBJECT, "核对里不是栏目的名称：多少元，或者是哪一栏", "{上期结余: 1200.00}",
        of="balances"),
    Key("榜", "boards", ValueShape.OBJECTS, "红榜、提醒榜：哪些行上榜", "[{名称: 红榜, 取: 前10}]", of="board",
        wrong=("榜单",)),
    Key("公示期", "posted", ValueShape.OBJECT_OR_TEXT, "挂多久：不少于几日，从哪天到哪天", "不少于7日", of="posted",
        wrong=("公示时间",)),
    Key("异议", "objections", ValueShape.OBJECT, "有异议的向谁提、多久答复；不写就是监督管理", "{向谁: 村务监督委员会}",
        of="objections"),
    Key("签字", "signed_by", _TS, "留给谁签字", "[制表, 审核, 村务监督委员会]", wrong=("签名",)),
)  # fmt: skip

DATA = KeyTable(
    "data",
    "数据",
    (
        Key("文件", "file", _T, "辖区文件旁边的 .csv、.xlsx", "数据/{{村名}}-{{期}}.xlsx", required=True,
            wrong=("文件名",)),
        Key("工作表", "sheet", _T, "Excel 里的哪一张表；不写就找有这些栏的第一张", "明细"),
        Key("表头行", "head", ValueShape.NUMBER, "列名在第几行；不写就自己找", "3", low=1, high=1000),
    ),
    alone="文件",
)  # fmt: skip

NOTICE_COLUMN = KeyTable(
    "notice_column",
    "公示的栏目",
    (
        Key("栏", "name", _T, "数据里的列名", "姓名", required=True, wrong=("名称", "列", "栏目")),
        Key("印作", "label", _T, "印出来的名字", "户主", wrong=("显示", "标题")),
        Key("类型", "type", ValueShape.CHOICE, "这一栏是什么；不写就看列名", "人名", choices=tuple(ColumnType),
            choices_english=_TYPES_ENGLISH),
        _MASK,
        Key("合计", "total", ValueShape.CHOICE, "算不算合计；金额不写就算", "是", choices=("是", "否"),
            choices_english=("yes", "no")),
    ),
    begins="栏",
    alone="栏",
)  # fmt: skip

BALANCES = KeyTable("balances", "结余", (), free=True)

BOARD = KeyTable(
    "board",
    "榜",
    (
        Key("名称", "name", _T, "榜的名字", "红榜", required=True),
        Key("取", "take", _T, "哪些行：前10、后5、≥90；不写就是“分组”里叫这个名字的行", "前10"),
        _MASK,
    ),
    begins="名称",
)

POSTED = KeyTable(
    "posted",
    "公示期",
    (
        Key("自", "from", _T, "从哪天起", "2026-11-05", wrong=("开始", "从")),
        Key("至", "to", _T, "到哪天为止", "2026-11-12", wrong=("结束", "到")),
        Key("不少于", "at_least", _T, "至少挂几日", "7日", wrong=("天数",)),
    ),
)

OBJECTIONS = KeyTable(
    "objections",
    "异议",
    (
        Key("向谁", "to", _T, "向谁提", "村务监督委员会", wrong=("受理",)),
        Key("电话", "phone", _T, "打哪个电话", "0000-0000000"),
        Key("期限", "within", _T, "什么时候以前提", "公示期内"),
        Key("答复", "answer", _T, "多久答复", "5个工作日"),
    ),
)

NOTICE_TABLES = (DATA, NOTICE_COLUMN, BALANCES, BOARD, POSTED, OBJECTIONS)
