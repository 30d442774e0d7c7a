"""Deadlines in the words of real guides and statutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.model.diagnostics import Text
from yizhangtu.read.guide.deadline import parse_deadline
from yizhangtu.read.guide.numerals import value_of

CASES = """
5个工作日 | within 5工作日
20工作日 | within 20工作日
三十个工作日 | within 30工作日
５个工作日 | within 5工作日
15日内 | within 15日
30天内 | within 30日
七日 | within 7日
二十五日 | within 25日
3个月内 | within 3月
半个月 | within 0.5月
一个半月 | within 1.5月
半年 | within 0.5年
一年半 | within 1.5年
两个半小时 | within 2.5小时
2小时 | within 2小时
10分钟 | within 10分钟
一周 | within 1周
3—5个工作日 | within 5工作日
3-5个工作日 | within 5工作日
三至五天 | within 5日
1至3天 | within 3日
约40个工作日 | within 40工作日
一般不得超过六个月 | within 6月
调查、审核、审批原则上不超过15个工作日（喀什） | within 15工作日
三个工作日内,不超一周;特殊随时 | within 3工作日
自受理之日起60日内(可延长30日) | within 60日 +30日 受理之日
自收到之日起10个工作日内，特殊情况可以延长5个工作日 | within 10工作日 +5工作日 收到之日
公示期届满之日起5个工作日内 | within 5工作日 公示期届满之日
自调解协议生效之日起三十日内共同申请 | within 30日 调解协议生效之日
村民委员会应当自收到辞职报告之日起三十日内召集 | within 30日 收到辞职报告之日
不少于5日 | at_least 5日
不得少于十五日 | at_least 15日
公示7天 | at_least 7日
公示期7日 | at_least 7日
公示时间不得少于一周（村） | at_least 1周
至少保留五日 | at_least 5日
7日以上 | at_least 7日
公示不超过5天 | within 5日
选举日的二十日前 | before 20日 选举日
会议召开十日前 | before 10日 会议召开
应当在会议召开十日前 | before 10日 会议召开
召开党员大会审议前3天 | before 3日 召开党员大会审议
婚事提前10天 | before 10日 婚事
可提前一个月 | before 1月
选举日前；要求公开演说的应在选举日的五日前提出 | before 5日 选举日
开工前 | before 开工
2024年5月1日前 | before 2024年5月1日
12月31日前 | before 12月31日
事先 | before 事
事后10天内 | after 10日 事
验收后30天 | after 30日 验收
作出决定后五日内 | after 5日 作出决定
接到申请后10个工作日内 | after 10工作日 接到申请
房屋竣工后6个月内；集体建房的新房分配后3个月内 | after 6月 房屋竣工
每季度首月10日前 | recurring
每月22日前 | recurring
每半年公开一次 | recurring
每两个月公开一次 | recurring
至少每季度公布一次 | recurring
每月初 | recurring
按月 | recurring
定期 | recurring
每月、每季度、半年或者一个自然年 | recurring
当场 | at_once
即办 | at_once
即时 | at_once
当天 | at_once
当日 | at_once
及时、就地 | vague
适时 | vague
尽快 | vague
投票选举当日或者次日 | within 投票选举当日或者次日
选举日 | within 选举日
换届时 | within 换届时
11月1日—30日 | within 11月1日—30日
公示10月8日至10月15日 | within 10月8日至10月15日
2026年9月1日起至2026年9月7日止 | within 2026年9月1日起至2026年9月7日止
12月 | within 12月
上午 | within 上午
白天到晚上12点 | within 白天到晚上12点
上午8:30–12:00 | within 上午8:30–12:00
操办婚礼前后 | within 操办婚礼前后
一月一考评 | recurring
次月5日前 | before 次月5日
次年1月31日前 | before 次年1月31日
三五天 | within 5日
两三个工作日 | within 3工作日
一五日 | unknown
十日前 | unknown
15日以前 | unknown
数十日 | unknown
几十天 | unknown
十余日 | unknown
20多天 | unknown
若干小时 | unknown
数小时 | unknown
某日 | unknown
某月某日前 | unknown
N个工作日 | unknown
□个工作日 | unknown
稍后 | unknown
-5个工作日 | unknown
1.5.2个工作日 | unknown
5,000个工作日 | unknown
几个工作日 | unknown
若干个工作日 | unknown
××个工作日 | unknown
数日 | unknown
近日 | unknown
l个工作日 | unknown
I0个工作日 | unknown
l5日内 | unknown
伍个工作日 | within 5工作日
5天（工作日） | within 5工作日
随时 | any_time
长期 | any_time
全过程 | any_time
按合同 | by_rule
按卫健委要求单独公开 | by_rule
按明确的办理时限 | by_rule
合同自成立之日起生效 | by_rule
集中参保期内 | within 集中参保期
无 | none
在10内予以解释 | unknown
看情况 | unknown
第三天 | unknown
"""


def described(text: str, notice: bool = False) -> str:
    deadline = parse_deadline(Text(text), notice)
    parts = [deadline.kind.value]
    if deadline.amount:
        parts.append(f"{deadline.amount.value:g}{deadline.amount.unit}")
    if deadline.extension:
        parts.append(f"+{deadline.extension.value:g}{deadline.extension.unit}")
    if deadline.event:
        parts.append(deadline.event)
    assert deadline.text == text
    assert deadline.is_maximum == (deadline.kind.value != "at_least")
    return " ".join(parts)


@pytest.mark.parametrize("case", list(CASES.strip().splitlines()))
def test_case(case: str) -> None:
    text, expected = case.split(" | ")
    assert described(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("7天", "at_least 7日"), ("7日内", "within 7日"), ("不超过7日", "within 7日"), ("审批后3日", "after 3日 审批")],
)
def test_in_a_public_notice(text: str, expected: str) -> None:
    assert described(text, notice=True) == expected


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("十", 10), ("十五", 15), ("二十", 20), ("一百二十", 120), ("两百零五", 205), ("二〇", 20), ("半", 0.5),
     ("3.5", 3.5), ("三至五", 5), ("三十日", None), ("", None)],
)  # fmt: skip
def test_numerals(numeral: str, value: float | None) -> None:
    assert value_of(numeral) == value


@given(
    st.text(
        alphabet="0123456789一二三十百千半两个工作日天月年周内前后起自之不少于超过每(（可延长)）-—至， a", max_size=40
    )
)
def test_never_raises(text: str) -> None:
    assert parse_deadline(Text(text)).text == text
