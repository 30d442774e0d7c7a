"""The one table of diagnostic codes → severities of diagnostics, and the manual's chapter about them.

A code never changes its meaning and is never used again for another: scripts and notes of the users rely on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yizhangtu.model.diagnostics import Diagnostic, Related, Severity, Span, by_place

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault: how bad it is, what it is called, and what it means and how to mend it."""

    code: str
    severity: Severity
    title: str
    explanation: str


RANGES = (
    ("Y1", "读取：编码、YAML 写法、键和值"),
    ("Y2", "步骤之间的走向"),
    ("Y3", "时限"),
    ("Y4", "金额分档"),
    ("Y5", "版式和看得清"),
    ("Y6", "字、字体、图标和环境"),
    ("Y7", "辖区文件、村庄和多张图之间"),
    ("Y8", "清单、积分、规范"),
)

_ALL = (
    Code("Y101", ERROR, "文件太大", "一个定义文件最多 1 MiB。把附件、图片移走，或者把内容分成几张图。"),
    Code(
        "Y102",
        ERROR,
        "编码不是 UTF-8",
        "文件要用 UTF-8 编码保存。记事本：“文件”→“另存为”→编码选“UTF-8”；"
        "命令行：`iconv -f GB18030 -t UTF-8 旧文件 > 新文件`。",
    ),
    Code("Y103", ERROR, "文件是空的", "文件里没有内容，或者全是注释。可以用 `yizhangtu new 流程 名称` 新建一份。"),
    Code(
        "Y104",
        ERROR,
        "YAML 写法有误",
        "这一处不合 YAML 的写法，后面的内容读不出来。常见原因：缩进没有对齐；引号、括号没有成对；"
        "文字里有英文冒号加空格，或者以 * @ % & [ { 等符号开头而没有加引号。",
    ),
    Code("Y105", ERROR, "用制表符缩进", "YAML 的缩进只能用空格。把制表符（Tab）换成两个空格。"),
    Code("Y106", ERROR, "冒号写法不对", "键后面要用英文冒号，并且空一格，如“名称: 宅基地审批”。"),
    Code("Y107", ERROR, "嵌套太深", "最多嵌套 32 层。把里层的步骤提出来，用步骤名引用。"),
    Code("Y108", ERROR, "不允许的标签", "不能写以 ! 开头的标签。文字以感叹号开头时加引号。"),
    Code("Y109", ERROR, "不允许的合并键", "不支持“<<”合并键。把要用的内容直接写出来。"),
    Code("Y110", ERROR, "一个文件里有几份文档", "一个文件写一张图，中间不能有“---”分隔的第二份。请另存一个文件。"),
    Code(
        "Y111",
        ERROR,
        "锚点或别名有误",
        "“*名字”是 YAML 的别名，要先有“&名字”；别名不能绕圈，展开后的总量也有上限。"
        "文字本来就以 * 或 & 开头时，加上引号。",
    ),
    Code("Y112", ERROR, "最外层不是“键: 值”", "文件最外层要写成“键: 值”，如“名称: …”“操作流程: …”。"),
    Code("Y113", ERROR, "不认识的键", "键名写错了，或者写错了地方。对照手册里的键名表修改；也请检查缩进。"),
    Code("Y114", ERROR, "同一个键写了两次", "同一处一个键（中文名和英文名是同一个键）只能写一次。删去一处或者合并。"),
    Code("Y115", ERROR, "缺少必填的内容", "这一处必须填写。照提示补上。"),
    Code("Y116", ERROR, "值的形式不对", "这里要的是另一种形式（文字、列表或“键: 值”）。照提示改写。"),
    Code("Y117", ERROR, "值不在可选范围内", "这里只能从几个固定的词里选一个。"),
    Code(
        "Y118", WARNING, "没有填写", "写了键而没有值。补上内容，或者删去这一行。“#”和后面的字算注释，要印出来就加引号。"
    ),
    Code(
        "Y119",
        ERROR,
        "不认识的变量",
        "{{…}} 里只能写村庄表的列名、村名、编码、乡镇、县区。要原样印出“{{”，写成“\\{{”。",
    ),
    Code("Y120", WARNING, "变量没有写完", "“{{”没有配上“}}”。补全，或者写成“\\{{”原样印出。"),
    Code("Y121", ERROR, "数字不对", "这里要写规定范围内的整数。"),
    Code("Y122", ERROR, "这一类还不能制作", "从前只有“流程”能制作时用的，现在不再报。"),
    Code("Y123", ERROR, "步骤太多", "一张图最多 500 步。请分成几张图。"),
    Code("Y124", ERROR, "键不是文字", "键要是一段文字。以 [ 或 { 开头的文字（包括变量 {{…}}）要加引号。"),
    Code("Y125", INFO, "还有更多问题没有列出", "同一个文件问题太多时只列前面的，改好后再查一次。"),
    Code("Y126", ERROR, "这些键不能写在一起", "有的键只用于单个步骤，有的只用于“并行”。照提示拆开。"),
    Code("Y127", ERROR, "文件读不出来", "文件不在，或者没有读取的权限。"),
    Code("Y130", ERROR, "四要素不全", "办理主体、操作流程、时间要求、监督管理四项，每张图都要有；确实没有的写“无”。"),
    Code("Y131", WARNING, "四要素写的是“无”", "会照样印出“无”。请确认确实没有。"),
    Code("Y201", ERROR, "步骤重名", "同一张图里步骤（和有名字的并行）不能重名，否则“接着”“判断”不知道指哪一个。"),
    Code("Y202", ERROR, "步骤指向自己", "步骤的去处不能是它自己。退回请指向前面的步骤，如“补正材料”。"),
    Code("Y203", ERROR, "引用了不存在的步骤", "去处要写本图里某个步骤的名字，或者“下一步”“办结”。名字要一字不差。"),
    Code("Y204", ERROR, "走不到的步骤", "从第一步出发，没有一条路走到这一步。检查“接着”和“判断”的去处。"),
    Code("Y205", ERROR, "走不到办结", "从这一步出发永远走不到“办结”，群众会一直绕圈。给它一条出路。"),
    Code("Y206", WARNING, "判断只有一种结果", "判断至少要有两种结果。只有一种就不用写“判断”。"),
    Code("Y207", ERROR, "并行的一路没有汇合", "并行的每一路都要走到并行后面的步骤。去掉它的“接着”，或者把它移出并行。"),
    Code("Y208", ERROR, "接着后面的步骤没有来路", "上一步改走了别处，这一步没有人走到。给它一个来路，或者删去。"),
    Code("Y209", WARNING, "阶段写在了里层", "“阶段”只在最外层的步骤上起作用。移到外层的步骤上。"),
    Code("Y210", WARNING, "步骤名和固定用词相同", "“下一步”“办结”有固定的意思，写在去处里不会指这一步。换一个名字。"),
    Code("Y211", WARNING, "并行不到两路", "并行至少要有两路。只有一路就不用写“并行”。"),
    Code(
        "Y212",
        WARNING,
        "从外面跳进并行",
        "跳进并行的一路，其他各路就没有人办。请指向并行本身的名字，或者并行前面的步骤。",
    ),
    Code(
        "Y301", WARNING, "看不懂的时限", "会照样印出，但不能核对。写成“5个工作日”“不少于5日”“每月10日前”这样就能核对。"
    ),
    Code("Y302", ERROR, "承诺时限长于法定时限", "承诺不能比法定的更长。"),
    Code(
        "Y303",
        WARNING,
        "各步时限加起来超过承诺",
        "最长的一条路各步时限之和超过了承诺。改承诺、改各步，或者写明“不计入”。",
    ),
    Code("Y304", WARNING, "公示期写成了最长期限", "公示期是最短的天数，写成“不少于7日”或“公示7天”，不写“7日内”。"),
    Code("Y305", WARNING, "步骤没有时限", "最长的一条路上有步骤没写时限，时间要求就没法核对。"),
    Code("Y401", WARNING, "金额分档有空档", "两档之间有一段金额没有去处。"),
    Code("Y402", WARNING, "金额分档有重叠", "有一段金额（或正好是分界的金额）同时属于两档。用“(含)”“(不含)”写清分界。"),
    Code(
        "Y501",
        ERROR,
        "一张纸放不下",
        "内容再拆也放不进这种媒介，例如一张卡片就高过整页。缩短文字，或者换大一点的媒介。",
    ),
    Code("Y502", WARNING, "版式按作者要求放不下", "“版式”里指定的写法放不下，已换成放得下的版式。"),
    Code("Y503", INFO, "已拆成多张", "内容放不进一张，已按顺序拆成几张，接头处有标记。"),
    Code(
        "Y521",
        INFO,
        "手册拼版怎样打印",
        "拼好的手册两页并排在一张纸上：双面打印，短边翻转，打完整叠对折，在折线上装订。",
    ),
    Code(
        "Y522",
        INFO,
        "手册太厚，分成几叠装订",
        "纸太多时订书机订不透，对折也不平，所以分成几叠：每叠各自对折、装订，再按顺序叠好，用胶带包住书脊。",
    ),
    Code("Y523", INFO, "拼图怎样打印", "海报分在几张办公用纸上。打印时选“实际大小”，照第一页的说明裁和粘。"),
    Code("Y524", INFO, "裁切线穿过了文字", "字太密，裁切线避不开；重叠的一条里字是完整的，对齐图案粘好就看不出来。"),
    Code("Y531", WARNING, "文字离裁切边太近", "印刷厂裁纸有误差，文字离边要有 5 毫米。换大一点的纸，或者把页边留宽。"),
    Code("Y532", WARNING, "图片不够清晰", "图片的像素太少，印到这么大会模糊。换成更清晰的图片。"),
    Code("Y601", ERROR, "字体里没有这个字", "这个字印不出来（会成为方框）。换一个写法，或者装上有这个字的字体。"),
    Code("Y602", ERROR, "控制字符或双向文字控制符", "看不见的字符，会打乱显示或排版，多半是粘贴进来的。删去它。"),
    Code("Y603", ERROR, "没有这个图标", "图标名要在内置图标里选：运行 `yizhangtu icons` 查看。"),
    Code("Y604", ERROR, "程序出错", "这是程序的毛病，不是定义的毛病。请把定义文件和这条信息发给维护者。"),
    Code("Y701", ERROR, "编号重复", "同一个项目里，每张图的编号只能用一次。"),
    Code("Y702", WARNING, "两张图同名", "同一个项目里两张图名称一样，手册目录里分不清。改一个名称。"),
    Code("Y703", ERROR, "路径出了项目文件夹", "文件要放在项目文件夹里，用相对路径写，不能有“..”、盘符或网址。"),
    Code("Y704", ERROR, "村名重复", "村庄表里每个村只能有一行。"),
    Code("Y705", ERROR, "村庄表的格式不支持", "村庄表用 .csv 或 .xlsx 文件，或者直接写成列表。"),
    Code("Y706", WARNING, "村庄表还没有读取", "现在村庄要在辖区文件里直接写成列表。"),
    Code("Y707", ERROR, "两张图的成品同名", "成品按定义文件的名字命名，文件名不能相同。改其中一个的文件名。"),
    Code("Y708", ERROR, "村名不能作文件夹名", "每个村的成品放在以村名命名的文件夹里。"),
    Code(
        "Y801",
        ERROR,
        "没有内容",
        "积分至少要有一项加分或者扣分，规范至少要有一条标准、提倡或者禁止。",
    ),
    Code("Y802", ERROR, "行数太多", "一张图最多 3000 行。请分成几张图。"),
    Code(
        "Y803",
        ERROR,
        "清单的一行缺少必要的内容",
        "主体责任要有办理主体；准入事项要有责任部门和村级职责；三务公开要有类别、时限和形式；服务群众要有时限和帮办代办。"
        "写了“流程”的行，没有写的由那张流程图补上。",
    ),
    Code("Y804", ERROR, "三务公开的类别不对", "类别写党务、村务或者财务。"),
    Code(
        "Y805",
        WARNING,
        "村级职责不在规定的四种里",
        "一般写协调联络、组织动员、宣传教育、诉求反映；确有别的就照样印出。",
    ),
    Code("Y806", WARNING, "服务群众的事项没有流程图", "写上“流程: 定义文件的名字”，群众才知道照哪张图办。"),
    Code("Y807", ERROR, "清单里的流程图找不到", "“流程”要写同一个辖区里某份定义文件的名字，不用写 .yaml。"),
    Code(
        "Y808",
        WARNING,
        "清单和流程图说的不一样",
        "两张图挂在一起，办理主体和时限要一致。改其中一处，或者清单里不写，由流程图补上。",
    ),
    Code(
        "Y809", WARNING, "流程做了负面清单里的事", "负面清单里的事不能交给村里办。改流程；没有做这件事的，换一个说法。"
    ),
    Code("Y810", WARNING, "流程图不在任何清单里", "辖区里有清单，但没有一张清单的行写了这张流程图，群众找不到它。"),
    Code(
        "Y811",
        ERROR,
        "分值的正负号写反了",
        "加分里不能写负数、降级、一票否决，扣分里不能写正数。改符号，或者移到另一边。",
    ),
    Code("Y812", WARNING, "看不懂的分值", "会照样印出。写成 +5、-10、+1至+10、+2/次、降B级、一票否决就能核对。"),
    Code("Y813", WARNING, "等级的范围有重叠", "同一个分数不能属于两个等级。用 >、≥ 或者“(不含)”写清分界。"),
    Code("Y814", WARNING, "等级的范围有空档", "有的分数不属于任何等级。"),
    Code("Y815", WARNING, "看不懂的等级范围", "会照样印出，但不能核对。写成 >1060、1040–1060、≤800。"),
    Code("Y816", ERROR, "标准没有写数", "“不超过”后面要有数和单位，如“不超过15桌”。"),
    Code("Y817", WARNING, "同一个场合的同一个项目写了两次", "两行说的不一样，群众不知道听哪个。合成一行。"),
    Code("Y818", WARNING, "这里要写数", "基础分、兑换的分值要写数，会照样印出。"),
    Code("Y819", WARNING, "同样的内容写了两次", "删去一处，或者写出区别。"),
    Code("Y820", ERROR, "标准没有内容", "每条标准至少要写上限、下限、城、乡、说明中的一项。"),
    Code("Y821", WARNING, "所属清单和清单不一致", "流程图写的“所属清单”和把它列进去的清单不是同一张。"),
)

CODES: dict[str, Code] = {code.code: code for code in _ALL}


def make(code: str, span: Span | None, message: str, hint: str = "", related: tuple[Related, ...] = ()) -> Diagnostic:
    """A diagnostic of a code in the table, with the table's severity."""
    return Diagnostic(code, CODES[code].severity, span, message, hint, related)


def limited(faults: Iterable[Diagnostic], most: int = 200) -> tuple[Diagnostic, ...]:
    """The first faults by place, and how many more there are: nobody reads 10,000."""
    found = sorted(faults, key=by_place)
    if len(found) > most:
        rest = make("Y125", None, f"还有 {len(found) - most} 处问题没有列出", "先改好前面这些，再检查一次。")
        return (*found[:most], rest)
    return tuple(found)


def as_markdown() -> str:
    """The manual's chapter: one table for each range of codes."""
    names = {ERROR: "错误", WARNING: "警告", INFO: "提示"}
    lines: list[str] = []
    for prefix, title in RANGES:
        lines += [f"## {prefix}xx {title}", "", "| 代码 | 程度 | 问题 | 说明和办法 |", "| --- | --- | --- | --- |"]
        for entry in _ALL:
            if entry.code.startswith(prefix):
                text = entry.explanation.replace("|", "\\|")
                lines.append(f"| {entry.code} | {names[entry.severity]} | {entry.title} | {text} |")
        lines.append("")
    return "\n".join(lines)
