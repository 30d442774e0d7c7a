"""The keys of what a guide provides for beside its steps (model/provisions.py), and the tables of their parts."""

from __future__ import annotations

from yizhangtu.read.schema.key import Key, KeyTable, ValueShape

_T, _TS = ValueShape.TEXT, ValueShape.TEXTS

_URL = Key("网址", "url", _T, "网上的地址", "https://example.gov.cn/", wrong=("链接", "网站"))
_NOTE = Key("说明", "note", _T, "补充的话", wrong=("备注",))

PROVISION_KEYS = (
    Key("情形", "cases", ValueShape.OBJECTS, "几件事走同样的步骤：各写各的条件、材料、时限、标准",
        "[{名称: 低保, 时间要求: 30个工作日}, {名称: 特困, 时间要求: 45个工作日}]", of="case",
        wrong=("情况", "类型划分")),
    Key("不予办理", "refusals", _TS, "什么情形不给办", "[材料是假的]",
        wrong=("不予受理", "不予批准", "不予办理情形", "禁止性要求")),
    Key("申请方式", "ways", ValueShape.OBJECTS_OR_TEXTS, "怎样申请：窗口、网上、上门、代办",
        "[{方式: 网上, 网址: 'https://example.gov.cn/'}]", of="way",
        wrong=("申请渠道", "办理方式", "办理渠道", "怎么申请")),
    Key("样表", "samples", ValueShape.OBJECTS_OR_TEXTS, "填好的表格样本在哪里看", "[{名称: 申请表, 地点: 服务站墙上}]",
        of="sample", wrong=("样本", "填写样表", "表格样本")),
    Key("标准", "rates", ValueShape.OBJECTS_OR_TEXTS, "发多少、收多少：一类一行，不是上限也不是下限",
        "[{项目: 80–89周岁, 金额: 50, 单位: 元/月}]", of="rate",
        wrong=("补助标准", "补贴标准", "发放标准", "待遇标准")),
    Key("待遇", "benefits", _TS, "办成以后有什么待遇", "[从批准的次月起按月发放]", wrong=("享受待遇",)),
    Key("奖惩", "consequences", _TS, "做到了有什么奖励，违反了怎么处理", wrong=("奖惩措施",)),
    Key("退出", "withdrawals", _TS, "什么时候停发、退出，怎么退出", wrong=("退出机制", "停发", "终止")),
    Key("救济", "remedies", ValueShape.OBJECTS_OR_TEXTS, "不服怎么办：复议、诉讼、申诉，向谁提、多久内提",
        "[{方式: 行政复议, 机关: 县人民政府, 期限: 知道决定之日起60日内}]", of="remedy",
        wrong=("不服怎么办", "救济途径", "救济渠道", "法律救济")),
)  # fmt: skip

LIST_PROVISION_KEYS = (
    Key("调整程序", "amendment", _TS, "这张清单怎么修改", "[村民代表会议讨论通过后，报镇人民政府备案]",
        wrong=("动态调整",)),
    Key("落实", "implementation", _TS, "这张清单怎么落实", wrong=("落实要求", "落实措施")),
    Key("监督考核", "assessment", _TS, "谁来监督、考核这张清单的落实", wrong=("考核",)),
)  # fmt: skip

REMEDY = KeyTable(
    "remedy",
    "救济",
    (
        Key("方式", "way", _T, "怎样救济", "行政复议", wrong=("途径", "名称")),
        Key("机关", "body", _T, "向谁提出", "县人民政府", wrong=("向谁", "部门", "单位")),
        Key("期限", "within", _T, "多久内提出", "知道决定之日起60日内", wrong=("时限", "时间")),
        _NOTE,
    ),
    alone="说明",
)

WAY = KeyTable(
    "way",
    "申请方式",
    (
        Key("方式", "way", _T, "窗口、网上、上门、代办", "网上", wrong=("名称", "渠道")),
        Key("地点", "place", _T, "到哪里", "村便民服务站", wrong=("窗口", "地址")),
        _URL,
        Key("电话", "phone", _T, "打哪个电话", "0550-1234567", wrong=("联系电话",)),
        _NOTE,
    ),
    alone="方式",
)

SAMPLE = KeyTable(
    "sample",
    "样表",
    (
        Key("名称", "name", _T, "哪张表", "高龄津贴申请表", required=True, wrong=("表格", "样表")),
        Key("地点", "place", _T, "样表贴在哪里", "村便民服务站墙上", wrong=("位置",)),
        _URL,
        _NOTE,
    ),
    begins="名称",
    alone="名称",
)

RATE = KeyTable(
    "rate",
    "标准",
    (
        Key("项目", "item", _T, "哪一类人、哪一件事", "80–89周岁", required=True,
            wrong=("对象", "类别", "名称", "内容")),
        Key("金额", "amount", _T, "多少", "50", wrong=("数额", "标准", "价格")),
        Key("单位", "unit", _T, "金额的单位", "元/月"),
        Key("条件", "condition", _T, "什么条件下", "本县户籍", wrong=("说明", "备注")),
    ),
    begins="项目",
    alone="项目",
)  # fmt: skip

CONDITION = KeyTable(
    "condition",
    "申请条件",
    (
        Key("条件", "text", _T, "什么条件", "人均收入低于低保标准", required=True, wrong=("内容", "名称")),
        Key("适用", "applies_to", _T, "哪一类人、哪一种事的条件；印成小标题", "低保", wrong=("对象", "类别")),
    ),
    begins="条件",
    alone="条件",
)

CASE = KeyTable(
    "case",
    "情形",
    (
        Key("名称", "name", _T, "哪一种情形", "低保", required=True, wrong=("情形", "类别")),
        Key("申请条件", "conditions", ValueShape.OBJECTS_OR_TEXTS, "这种情形的条件", of="condition", wrong=("条件",)),
        Key("所需材料", "materials", ValueShape.OBJECTS_OR_TEXTS, "这种情形要的材料", "[残疾人证]", of="material",
            wrong=("材料", "申请材料")),
        Key("时间要求", "deadline", ValueShape.OBJECT_OR_TEXT, "这种情形多久办完", "30个工作日", of="deadline",
            wrong=("时限", "办理时限")),
        Key("不予办理", "refusals", _TS, "这种情形什么时候不给办"),
        Key("标准", "rates", ValueShape.OBJECTS_OR_TEXTS, "这种情形发多少、收多少", of="rate"),
        Key("待遇", "benefits", _TS, "这种情形办成以后有什么待遇"),
        Key("办理结果", "result", _TS, "这种情形办完拿到什么", wrong=("结果",)),
    ),
    begins="名称",
)  # fmt: skip

PROVISION_TABLES = (CONDITION, CASE, REMEDY, WAY, SAMPLE, RATE)
