"""The tables of the keys of the project file (辖区.yaml), and the two keys that guides share with it."""

from __future__ import annotations

from yizhangtu.read.schema.key import Key, KeyTable, ValueShape

_T, _TS = ValueShape.TEXT, ValueShape.TEXTS

NOTE_PAGES = ("有", "无")
HANDLER_LABELS = ("办理主体", "责任主体", "实施主体")
RISK_PRINTS = ("印", "不印")

ASSISTANT_KEY = Key("帮办代办", "assistant", ValueShape.OBJECT, "谁可以帮忙办理", "{姓名: 张××, 电话: 0550-1234567}",
                 of="assistant")  # fmt: skip
OVERSIGHT_KEY = Key("监督管理", "oversight", ValueShape.OBJECTS_OR_TEXTS, "四要素：谁来监督、怎么监督、电话",
                 "[{监督人: 村务监督委员会, 方式: 全程监督}]", of="oversight", wrong=("监督",))  # fmt: skip

CODES = KeyTable(
    "verify",
    "核验",
    (
        Key("网址", "url", _T, "二维码打开的网页；不写就用辖区文件的“网址”", "https://example.gov.cn/h"),
        Key("有效", "valid", ValueShape.NUMBER, "现行版本.json 多少天以内算新", "400", low=1, high=3660),
    ),
)

PHOTOS = ("缩小", "原件")

LEDGER = KeyTable(
    "ledger",
    "台账",
    (
        Key("文件夹", "folder", _T, "台账放在辖区文件旁边的哪个文件夹", "台账"),
        Key(
            "照片",
            "photos",
            ValueShape.CHOICE,
            "照片只留缩小的，还是原件也留；不写就是缩小",
            "原件",
            choices=PHOTOS,
            choices_english=("small", "originals"),
        ),
    ),
)

DISCLOSURE = KeyTable(
    "disclosure",
    "公开规则",
    (
        Key("保留", "keep", ValueShape.NUMBER, "在公开栏上至少挂几天", "15", low=1, high=366),
        Key("月", "monthly", ValueShape.NUMBER, "按月公开的，下个月几日前", "15", low=1, high=31),
        Key("季", "quarterly", ValueShape.NUMBER, "按季公开的，下一季第一个月几日前", "15", low=1, high=31),
        Key("随时", "at_once", ValueShape.NUMBER, "随时公开的，事后几日内", "10", low=1, high=366),
    ),
)

GROUPS = (
    "主体责任", "小微权力", "准入事项", "负面事项", "三务公开", "依法出具证明", "服务群众", "积分制", "移风易俗",
)  # fmt: skip

REQUIREMENT = KeyTable(
    "requirement",
    "要求",
    (
        Key("图", "guides", _TS, "哪些图：编号或文件名；不写、写“全部”就是全部", "[A-07, 高龄津贴申领]"),
        Key("清单", "list", _TS, "只要这些清单里的；也可以写积分制、移风易俗", "[服务群众]"),
        Key("媒介", "media", _TS, "挂哪种媒介才算；不写就都算", "[poster-a3, banner-80x200]"),
        Key("村庄", "villages", _TS, "哪些村；不写就是全部", "[甲村]"),
        Key("除外", "except", _TS, "哪些村不要求", "[乙村]"),
        Key("期限", "by", _T, "哪一天前挂好", "2026-12-31"),
    ),
)

VILLAGE = KeyTable(
    "village",
    "村庄",
    (
        Key("村名", "name", _T, "村的名字", "石桥村", required=True, wrong=("名称",)),
        Key("编码", "code", _T, "行政区划编码", "341181100201",
            wrong=("代码", "村编码", "村代码", "区划代码", "区划编码", "行政区划代码", "行政区划编码")),
    ),
    free=True,
)  # fmt: skip

PROJECT = KeyTable(
    "project",
    "辖区文件",
    (
        Key("乡镇", "town", _T, "乡镇的名字", "石桥镇"),
        Key("县区", "county", _T, "县（市、区）的名字", "天长市"),
        Key("省份", "province", _T, "省（自治区、直辖市）的名字，核对依据用", "浙江省", wrong=("省",)),
        Key("市县", "city", _T, "设区的市、自治州的名字，核对依据用", "宁波市", wrong=("市", "地市")),
        Key("发布单位", "issuer", _T, "各图没有写时的发布单位", "石桥镇人民政府", wrong=("单位",)),
        Key("网址", "url", _T, "二维码指向的网址", "https://example.gov.cn/"),
        Key("核验", "verify", ValueShape.OBJECT_OR_TEXT, "要不要印核验码（无就是不印），二维码打开哪个网页", "无",
            choices=("无",), choices_english=("none",), of="verify"),
        Key("台账", "ledger", ValueShape.OBJECT_OR_TEXT, "台账的文件夹；无就是不要台账", "台账", of="ledger"),
        Key("要求", "required", ValueShape.OBJECTS, "哪些图哪些村要挂、哪天前挂好；不写就是每个村每张正式的图",
            "[{清单: [服务群众], 期限: 2026-12-31}]", of="requirement"),
        Key("档号", "archive_number", _T, "受理登记簿里档号的写法；变量有编码、年、期限、件号、村名、编号",
            '"{{编码}}-WS·{{年}}-{{期限}}-{{件号}}"'),
        Key("目标", "target", ValueShape.NUMBER, "覆盖率要到百分之几", "100", low=1, high=100),
        Key("公开规则", "disclosure", ValueShape.OBJECT_OR_TEXT, "三务公开照哪里的规定（国家、山东、重庆），或者写几天",
            "重庆", of="disclosure"),
        Key("标志", "logo", _T, "辖区文件旁边的图片（PNG、JPEG、WebP），印在海报的标题旁和手册的封面上", "标志.png",
            wrong=("图标", "徽标", "LOGO", "Logo")),
        Key("监督电话", "hotline", _T, "监督电话；监督管理里没有电话时补上", "0550-12345", wrong=("电话",)),
        ASSISTANT_KEY,
        OVERSIGHT_KEY,
        Key("读者", "reader", _TS, "哪些办理人就是看图的人（写成“您来办”）", "[村民, 申请人]"),
        Key("主体叫法", "handler_label", ValueShape.CHOICE, "图上把办理主体印成什么；不写就印办理主体", "责任主体",
            choices=HANDLER_LABELS, choices_english=("handler", "responsible", "implementing")),
        Key("风险防控", "risks", ValueShape.CHOICE, "步骤的风险和防控印不印在图上；不写就不印", "印",
            choices=RISK_PRINTS, choices_english=("printed", "hidden")),
        Key("主题", "theme", _T, "配色主题"),
        Key("媒介", "media", _TS, "build 不指定时做哪些媒介", "[poster-a3, booklet-a5]"),
        Key("我的记录", "notes", ValueShape.CHOICE, "手册补足页数的几页印不印横线，给人记事；无就是白页",
            "无", choices=NOTE_PAGES, choices_english=("lined", "none"), wrong=("记录", "记事")),
        Key("村庄", "villages", ValueShape.ROWS_OR_FILE, "村庄列表，或者旁边的 .csv、.xlsx 文件名", "村庄.csv",
            of="village", wrong=("村", "村列表")),
    ),
)  # fmt: skip

PROJECT_TABLES = (PROJECT, CODES, LEDGER, REQUIREMENT, DISCLOSURE, VILLAGE)
