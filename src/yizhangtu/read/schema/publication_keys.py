"""The keys of 发布 and of its parts (governance.md section 9)."""

from __future__ import annotations

from yizhangtu.read.schema.key import Key, KeyTable, ValueShape

_T, _TS = ValueShape.TEXT, ValueShape.TEXTS
STATUSES = ("征求意见", "试行", "正式", "废止")

DECISION = KeyTable(
    "decision",
    "发布的表决",
    (
        Key("会议", "meeting", _T, "在什么会议上通过", "村民代表会议"),
        Key("日期", "date", _T, "哪一天通过", "2026-03-15"),
        Key("应到", "entitled", _T, "应到多少人", "45"),
        Key("实到", "present", _T, "实到多少人", "41"),
        Key("同意", "agreed", _T, "同意多少人", "40"),
        Key("反对", "opposed", _T, "反对多少人", "1"),
        Key("弃权", "abstained", _T, "弃权多少人", "0"),
        Key("计法", "counted_by", ValueShape.CHOICE, "按人还是按户计，不写就是按人", "人",
            choices=("人", "户"), choices_english=("persons", "households")),
        Key("通知", "noticed", _T, "哪一天通知开会的；只给检查看", "2026-03-01"),
        Key("规则", "rule", ValueShape.OBJECT_OR_TEXT, "按哪种会议的规则算，或者写明到会、通过；只给检查看",
            "村民代表会议", of="vote"),
    ),
)  # fmt: skip

CONSULTATION = KeyTable(
    "consultation",
    "征求意见的结果",
    (
        Key("发出", "issued", _T, "发出多少份", "120"),
        Key("收回", "returned", _T, "收回多少份", "103"),
        Key("同意", "agreed", _T, "同意的多少份", "90"),
        Key("不同意", "opposed", _T, "不同意的多少份", "3"),
        Key("有建议", "suggesting", _T, "有建议的多少份", "10"),
        Key("采纳", "adopted", _T, "采纳了几条", "6"),
        Key("实名", "signed", ValueShape.CHOICE, "要不要写名字", "否",
            choices=("是", "否"), choices_english=("yes", "no")),
    ),
)  # fmt: skip

FILING = KeyTable(
    "filing",
    "备案",
    (
        Key("机关", "with", _T, "报哪里备案", "石桥镇人民政府", wrong=("单位",)),
        Key("日期", "date", _T, "哪一天备案", "2026-03-20"),
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
        Key("意见方式", "comments_to", _TS, "意见交到哪里", "[村委会意见箱]"),
        Key("征求", "consultation", ValueShape.OBJECT, "发出、收回多少份意见表，采纳了几条", of="consultation"),
        Key("表决", "decision", ValueShape.OBJECTS, "哪次会议通过的；开了几次会就按先后列出", of="decision"),
        Key("备案", "filed", ValueShape.OBJECT, "报哪里备案的", of="filing"),
        Key("试行至", "trial_until", _T, "试行到哪天为止", "2026-12-31"),
        Key("废止日期", "repealed", _T, "从哪天起不再用", "2027-01-01"),
        Key("由何代替", "replaced_by", _T, "代替它的那张图：定义文件的名字", "宅基地审批2027", wrong=("替代",)),
        Key("下次复核", "review", _T, "哪天以前再核对一次依据；只给检查看", "2027-01-01", wrong=("复核",)),
    ),
)

PUBLICATION_TABLES = (PUBLICATION, DECISION, CONSULTATION, FILING)
