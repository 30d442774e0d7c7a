"""The keys that only 清单, 积分 and 规范 have (format.md sections 4, 5, 6), and the tables of their parts."""

from __future__ import annotations

from yizhangtu.read.schema.key import Key, KeyTable, ValueShape

_T, _TS = ValueShape.TEXT, ValueShape.TEXTS

LIST_KEYS = (
    Key("事项", "items", ValueShape.OBJECTS_OR_TEXTS,
        "清单的每一行：各栏写什么，或者只写是什么事；也可以写辖区文件旁边的表格（.csv、.xlsx），可以有 {{村名}}",
        "目录.xlsx", required=True, of="item", wrong=("内容", "条目", "清单", "项")),
    Key("按村", "by_village", _T, "表格里哪一列写着是哪个村的行：写列名，或者写“是”（列名是“村名”）；空着的各村都印",
        "村名", wrong=("分村", "各村")),
    Key("栏目", "columns", _TS, "各栏的先后；自己加的栏目也写在这里", "[事项, 办理主体, 公开范围]",
        wrong=("列", "表头")),
)  # fmt: skip

ITEM = KeyTable(
    "item",
    "清单的事项",
    (
        Key("事项", "item", _T, "这一行是什么事", "高龄津贴申领", required=True,
            wrong=("名称", "内容", "项目", "职责")),
        Key("类别", "group", _T, "归在哪一类；相邻的同类合成一格", "民政救助", wrong=("分类", "领域")),
        Key("办理主体", "handler", _TS, "谁负责", "村委会", wrong=("主体", "办理", "公开主体"),
            also=("责任主体", "实施主体")),
        Key("时限", "within", _T, "多久办完，或者什么时候公开", "5个工作日",
            wrong=("时间要求", "办理时限", "公开时限", "时间")),
        Key("监督", "oversight", _TS, "谁监督", "镇纪委", wrong=("监督管理", "监督人")),
        Key("依据", "basis", _TS, "依据的法律和文件", wrong=("设定依据", "公开依据")),
        Key("形式", "channels", _TS, "怎么公开；“□公开栏”表示不用", "[公开栏, 微信群]",
            wrong=("公开形式", "方式", "渠道")),
        Key("流程", "flow", _T, "照哪张流程图办：定义文件的名字", "高龄津贴申领",
            wrong=("操作流程", "流程图", "指南")),
        Key("公示", "notice", _T, "挂的是哪张公示：公示的定义文件的名字", "财务收支公开"),
        Key("责任部门", "department", _TS, "准入事项由哪个部门负责", "县民政局", wrong=("部门", "责任单位")),
        Key("村级职责", "role", _TS, "准入事项里村里做什么", "协调联络", wrong=("职责分工",)),
        Key("关键词", "keywords", _TS, "负面事项：流程里出现这些词就提醒；不印出来", "[亲属关系证明]"),
        Key("帮办代办", "assistant", ValueShape.OBJECT, "这一项谁可以帮忙", "{姓名: 张××}", of="assistant"),
        Key("备注", "note", _T, "其他要说明的", wrong=("说明",)),
    ),
    named="栏目",
    begins="事项",
    alone="事项",
)  # fmt: skip

POINT_KEYS = (
    Key("周期", "period", _T, "多久算一次", "每月", wrong=("积分周期",)),
    Key("基础分", "base", _T, "起始的分数", "100", wrong=("起始分", "基准分")),
    Key("加分", "rewards", ValueShape.OBJECTS, "做了什么加分：每一类的名字和各项", of="awards",
        wrong=("加分项", "奖励", "守信")),
    Key("扣分", "penalties", ValueShape.OBJECTS, "做了什么扣分：每一类的名字和各项", of="awards",
        wrong=("扣分项", "减分", "惩罚", "失信")),
    Key("等级", "bands", ValueShape.OBJECTS, "多少分是哪一等", of="band", wrong=("评级", "星级")),
    Key("兑换", "exchange", ValueShape.OBJECTS, "积分换什么", of="reward",
        wrong=("兑换标准", "积分兑换")),
)  # fmt: skip

AWARDS = KeyTable(
    "awards",
    "积分的类别",
    (
        Key("类别", "group", _T, "这一类的名字", "美丽乡村", wrong=("名称", "分类")),
        Key("上限", "cap", _T, "这一类合计最多多少分", "每月20分", wrong=("封顶",)),
        Key("项", "items", ValueShape.OBJECTS, "这一类的各项", required=True, of="award",
            wrong=("项目", "事项", "内容", "条目")),
    ),
)  # fmt: skip

AWARD = KeyTable(
    "award",
    "积分的项",
    (
        Key(
            "内容", "item", _T, "做了什么", "参加村庄清洁日", required=True, wrong=("事项", "项目", "名称", "评价标准")
        ),
        Key(
            "分值",
            "points",
            _T,
            "加或扣多少分：+5、-10、+1至+10、+2/次、降B级、一票否决",
            "+5",
            required=True,
            wrong=("分数", "分", "赋分"),
        ),
        Key("上限", "cap", _T, "最多多少分", "每年最多10分", wrong=("封顶",)),
        Key("认定", "evidence", _T, "凭什么认定、谁认定", "村级认定", wrong=("依据", "层级", "佐证")),
        Key("备注", "note", _T, "其他要说明的", wrong=("说明",)),
    ),
    begins="内容",
)

BAND = KeyTable(
    "band",
    "积分的等级",
    (
        Key("名称", "name", _T, "这一等的名字", "五星", required=True, wrong=("等级", "星级")),
        Key("范围", "range", _T, "多少分：>1060、1040–1060、≤800", "1040–1060", wrong=("分数", "分值")),
        Key("待遇", "benefit", _T, "有什么待遇", "优先评先评优", wrong=("奖励", "激励")),
    ),
    begins="名称",
)

REWARD = KeyTable(
    "reward",
    "积分的兑换",
    (
        Key("物品", "good", _T, "换什么", "肥皂1块", required=True, wrong=("名称", "商品", "奖品", "礼品")),
        Key("分值", "points", _T, "要多少分", "10", required=True, wrong=("分数", "分", "积分")),
        Key("备注", "note", _T, "其他要说明的", wrong=("说明",)),
    ),
    begins="物品",
)

CONDUCT_KEYS = (
    Key("标准", "standards", ValueShape.OBJECTS, "各种场合、各个项目的标准", of="standard",
        wrong=("规范", "办事标准")),
    Key("提倡", "encouraged", _TS, "提倡什么", wrong=("倡导", "鼓励")),
    Key("禁止", "forbidden", _TS, "反对、禁止什么", wrong=("反对", "严禁", "不得")),
    Key("奖惩", "consequences", _TS, "做到了、超标了怎么办", wrong=("奖励", "处罚")),
)  # fmt: skip

STANDARD = KeyTable(
    "standard",
    "规范的标准",
    (
        Key("场合", "occasion", _T, "什么场合", "婚事", wrong=("类别", "场景")),
        Key("项目", "item", _T, "管什么", "宴席", required=True, wrong=("内容", "名称", "事项")),
        Key("上限", "limit", _T, "最多多少", "15桌", wrong=("标准", "限额", "不超过", "最高")),
        Key("下限", "at_least", _T, "最少多少", "3天", wrong=("不少于", "最低")),
        Key("城", "urban", _T, "城里的标准", "480元", wrong=("城区", "城镇")),
        Key("乡", "rural", _T, "乡下的标准", "300元", wrong=("农村", "乡村")),
        Key("说明", "note", _T, "没有数的规定，或者补充的话", "不办酒席", wrong=("备注",)),
    ),
    begins="项目",
)
