"""The keys of 操作流程: of steps, of 并行 blocks, of outcomes, and of what they lead to (format.md section 2)."""

from __future__ import annotations

from yizhangtu.read.schema.key import Key, KeyTable, ValueShape

_T, _TS = ValueShape.TEXT, ValueShape.TEXTS

TONES = ("通过", "不通过", "平常")
TONES_ENGLISH = ("good", "bad", "neutral")

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
        wrong=("办理主体", "办理人", "主体", "负责人", "责任人", "经办人", "谁来办", "谁办", "责任主体", "责任单位",
               "承办人", "承办单位", "办理单位", "办理机构")),
    Key("时限", "within", _T, "多久办完", "5个工作日", wrong=("时间要求", "期限", "时间", "办理时限", "多久")),
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
            wrong=("名称", "步骤名", "步骤名称", "环节", "标题")),
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
    alone="步骤",
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
    alone="到",
)  # fmt: skip

NEXT = KeyTable(
    "next",
    "接着",
    (
        Key("到", "to", _T, "接着去哪一步，或者办结", "登记台账", required=True, wrong=("去", "转到", "接着", "至")),
        Key("循环", "every", _T, "多久从头再来一轮", "每月", wrong=("周期", "每")),
    ),
    alone="到",
)
