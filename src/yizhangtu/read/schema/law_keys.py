"""The keys of 法规.yaml, a project's own table of laws."""

from __future__ import annotations

from yizhangtu.read.schema.key import Key, KeyTable, ValueShape

_T = ValueShape.TEXT

LAW_FILE = KeyTable(
    "laws",
    "法规表",
    (Key("法规", "laws", ValueShape.OBJECTS, "每一部法规", required=True, of="law", wrong=("依据", "法律", "文件")),),
)

LAW = KeyTable(
    "law",
    "法规",
    (
        Key("名称", "title", _T, "全名，不写书名号", "××市村务公开办法", required=True, wrong=("标题",)),
        Key("简称", "short", ValueShape.TEXTS, "别的叫法", "[村务公开办法]", wrong=("别名", "又名")),
        Key("类别", "kind", _T, "法律、行政法规、地方性法规、规章、文件", "规章", wrong=("类型", "种类")),
        Key("地区", "region", _T, "全国，或者省、市的名字", "浙江省", wrong=("省份", "地域")),
        Key("文号", "number", _T, "文号", "×政发〔2024〕3号", wrong=("编号",)),
        Key("版本", "versions", ValueShape.OBJECTS, "每一次制定、修正", required=True, of="law-version"),
        Key("废止", "repealed", _T, "从哪一天起失效", "2027-01-01", wrong=("失效", "废止日期")),
        Key("由何代替", "replaced_by", _T, "代替它的法规的名称", "××市村务公开条例", wrong=("代替",)),
        Key("让位于", "yields_to", _T, "没有废止它、但同样的事以它为准的法规", "社会救助法", wrong=("以何为准",)),
        Key("条文挪动", "moved", ValueShape.TEXTS, "最近一次修正时条文从第几条挪到第几条", '["30→35", "31→36"]',
            wrong=("挪动",)),
        Key("来源", "source", _T, "在哪里读到的", "市政府网站", wrong=("出处",)),
        Key("核对", "read", _T, "哪一天对照过原文", "2026-11-28", wrong=("核对日期",)),
    ),
    begins="名称",
)  # fmt: skip

LAW_VERSION = KeyTable(
    "law-version",
    "法规的版本",
    (
        Key("通过", "passed", _T, "哪一天通过、修正", "2024-03-01", required=True, wrong=("发布", "修正", "制定")),
        Key("施行", "in_force", _T, "从哪一天起施行；不写就是通过的那一天", "2024-05-01", wrong=("生效", "实施")),
        Key("条数", "articles", ValueShape.NUMBER, "一共几条", "30", low=1, high=2000, wrong=("条文数", "条")),
    ),
    begins="通过",
)
