"""A `random.Random` → texts as authors write them, and as nobody should: every script, sign and length that is allowed.

Every text of `name` and `marked` ends with a number that no other text of the guide has, so that it can be counted.
"""

from __future__ import annotations

from random import Random

COMMON = (
    "提出申请", "核对材料", "审核", "村民代表会议讨论决定", "张榜公示", "登记造册", "现场踏勘", "盖章", "评估与定价",
    "上门核实", "填写A4申请表", "报镇人民政府备案", "银行卡发放", "签订合同", "验收", "入户走访", "民主评议",
    "办结归档", "一次告知", "拍照留存", "通知本人", "发证",
)  # fmt: skip
SENTENCES = (
    "带身份证、户口簿、银行卡，到村便民服务站填申请表",
    "张榜公布，有异议的在公布后五日内提出（含节假日），逾期不再受理",
    "村“两委”班子成员、监委会主任和3名以上村民代表到场，当场开箱、唱票、计票",
    "符合《中华人民共和国村民委员会组织法》第二十四条的，提交会议；不符合的，书面说明理由",
    "2000元（含）至5万元（不含）的，由村“两委”会议决定；5万元以上的走“四议两公开”",
    "联系电话0000-1234567，工作日8:30—17:30",
    "每平方米12.5元，面积按120㎡封顶，多出部分自理",
)
WHO = ("村民", "村委会", "镇便民服务中心", "县级人民政府民政部门", "申请人", "村级监督员", "施工方、监理方")
WHEN = (
    "5个工作日", "当天", "公示不少于7日", "自收到评议意见之日起20日内", "即办", "3日内", "1个工作日",
    "每季度首月10日前", "随时", "选举日的二十日前", "15个工作日（可延长10个工作日）", "看情况，最多两三个礼拜",
)  # fmt: skip
OUTCOMES = ("是", "否", "yes", "no", "on", "off", "1", "0", "true", "null", "~", "通过", "不通过", "有异议", "合格")
BANDS = ("5万元以下", "5万元（含）以上", "2000元以下", "2000(含)–5万元(不含)", "50万元以上", "不足1000元")
LATIN = (
    "WeChat", "apply online", "GB/T 1526", "A-07", "No. 3", "PDF 2.0", "e-mail: a.b@c.example", "QR code",
    "the quick brown fox jumps over the lazy dog", "Straße", "Ωμεγα", "Привет мир",
)  # fmt: skip
UNBROKEN = (
    "https://example.gov.cn/a/very/long/path/index.php?id=12345678901234567890&lang=zh-CN#section",
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "6222021234567890123456789012345678901234567890",
    "3.14159265358979323846264338327950288419716939937510",
    "A" * 60,
    "_" * 40,
)
RARE = ("㙟", "𬭊", "䶮", "𠅤", "𬱖", "𬴊", "龘", "𪟝", "㐂", "䲟", "鿎", "𬬭", "𬭛", "㑇", "䴘", "彧𬍛")
HOSTILE = (
    "<script>alert(1)</script>", "{% include 'x' %}", "{# no #}", "\\{{x}}", '\\N ->{}"label"', "&amp;&lt;b&gt;",
    "url(file:///etc/passwd)", "]]> <svg onload=1>", "'\"; } body { display: none } /*", "</style><h1>大</h1>",
    "digraph { a -> b }", "%s %d %n", "$(id) `id`", "#{x} ${y}", "../../etc/passwd", "@import", "\\0 \\x \\u", "-- -->",
    "<!-- -->", "]]", "C:\\辖区\\a.yaml", "|>", "# 不是注释", "- 不是列表", "键: 值", "*别名", "&锚", "!标签", "? 问",
)  # fmt: skip
MARKS = (
    "！！！", "？？？", "……", "——————", "（（（）））", "“”‘’《》", "，，，。。。", "、、、", "①②③㊿", "（", "》", "、",
    "。", "·", "％‰℃", "￥$№", "〔2020〕", "【】", "—", "“", "；", "*", "※", "★", "←→", "≤≥",
)  # fmt: skip
FULL_WIDTH = ("ＡＢＣ１２３", "（ｆｕｌｌ）", "１２％", "Ｎｏ．５", "㎡", "㈠㈡", "Ⅳ", "㏄")
COMBINING = ("e\u0301te\u0301", "a\u0301b\u0301", "ǖǘǚǜ", "ā á ǎ à", "ñçß")
BLANKS = ("a  b", "甲\u3000乙", "第一行\n第二行", "x\ty", "\u00a0", "甲 乙 丙")
UNPRINTABLE = (
    "n\u0303", "A\u030angstro\u0308m", "\u200b", "\u202e反\u202c",
    "😀", "☑", "\x07", "𫍰", "ก็", "\ufeff", "👨‍👩‍👧", "\u2028",
)  # fmt: skip
ALL = (
    *COMMON, *SENTENCES, *WHO, *WHEN, *OUTCOMES, *BANDS, *LATIN, *UNBROKEN, *RARE, *HOSTILE, *MARKS, *FULL_WIDTH,
    *COMBINING, *BLANKS,
)  # fmt: skip
WILD = (LATIN, UNBROKEN, RARE, HOSTILE, MARKS, FULL_WIDTH, COMBINING, BLANKS, SENTENCES)


class Texts:
    """The texts of one guide. A `wild` guide is full of what a plain one has none of."""

    def __init__(self, rng: Random, wild: bool, broken: bool = False) -> None:
        self.rng = rng
        self.wild = wild
        self.broken = broken  # now and then characters that must be refused
        self.count = 0

    def _odd(self) -> bool:
        return self.wild and self.rng.random() < 0.35

    def strange(self) -> str:
        """A piece of something odd."""
        if self.broken and self.rng.random() < 0.2:
            return self.rng.choice(UNPRINTABLE)
        return self.rng.choice(self.rng.choice(WILD))

    def number(self) -> int:
        """One that no text of the guide has had."""
        self.count += 1
        return self.count

    def name(self) -> str:
        """The name of a step."""
        rng = self.rng
        text = rng.choice(COMMON)
        if self._odd():
            text = rng.choice((f"办{self.strange()}", text + self.strange(), self.strange() + text))
        return f"{text}{'·' if text[-1].isdigit() else ''}{self.number()}号"

    def marked(self) -> str:
        """Some sentences, ended with a number of their own."""
        return f"{self.passage()}〔{self.number()}〕"

    def passage(self) -> str:
        """A few words or a few sentences; in a wild guide now and then some hundred characters, rarely thousands."""
        rng = self.rng
        draw = rng.random()
        count = 1 if draw < 0.6 else 2 if draw < 0.9 else 4
        if self.wild and draw > 0.985:
            count = rng.choice((20, 60, 200))
        parts = [self.strange() if self._odd() else rng.choice(SENTENCES + COMMON) for _ in range(count)]
        return rng.choice(("；", "，", "。", " ", "") if self.wild else ("；", "。")).join(parts)

    def short(self, usual: tuple[str, ...]) -> str:
        """One of the usual words, or something odd."""
        return self.strange() if self._odd() and self.rng.random() < 0.5 else self.rng.choice(usual)

    def outcome(self) -> str:
        """The label of an outcome."""
        draw = self.rng.random()
        if draw < 0.45:
            return self.rng.choice(OUTCOMES)
        if draw < 0.6:
            return self.rng.choice(BANDS)
        if self._odd():
            return f"{self.strange()}{self.rng.randrange(100)}"
        return f"{self.rng.choice(('通过', '材料不齐', '有重大异议且查证属实', '符合条件'))}{self.rng.randrange(100)}"

    def some(self, most: int, usual: tuple[str, ...] = SENTENCES) -> list[str]:
        """A list of short texts."""
        return [self.short(usual) for _ in range(self.rng.randint(1, most))]
