"""Bands of amounts as outcomes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.read.guide.amounts import parse_band

CASES = """
5万元以下 | -..50000
2000元以下 | -..2000
五万元以下 | -..50000
5000元内 | -..5000
不超过5万元 | -..50000]
2000(含)–5万元(不含) | [2000..50000)
2000（含）-5万元（不含）以下 | [2000..50000)
5万元-20万元(不含)以下 | 50000..200000)
5-20万元 | 50000..200000
2000-5万元 | 2000..50000
1万元至3万元 | 10000..30000
5万元以上20万元以下 | 50000..200000
5万元以上不满20万元 | 50000..200000)
经营支出(5000-10000元) | 经营支出 5000..10000
20万元以上 | 200000..-
10万元(含)以上 | [100000..-
5万元及以上 | [50000..-
≥20万 | [200000..-
>5万 | (50000..-
10,000元以上 | 10000..-
3000元以下（含3000元） | -..3000]
3000元以上至5000元（含5000元） | 3000..5000]
3000元以上（不含3000元）至5000元（含5000元） | (3000..5000]
5万元（含5万元）以下 | -..50000]
3万（含3万）以上 | [30000..-
5000元以下，含5000元 | -..5000]
1万元（不含）–5万元（含5万） | (10000..50000]
5000元以下（含3000元） | None
叁万元以下 | -..30000
伍仟元（含伍仟元）以上 | [5000..-
贰拾万元以上 | 200000..-
5万元以下的小型工程项目 | -..50000
5万元以上的大型工程项目 | 50000..-
1万元以下的小额支出 | -..10000
零星支出500元以下 | -..500
一般支出2000元以内 | -..2000
办公用品支出500元以下 | 办公用品支出 -..500
3万元以下的物资采购 | 物资采购 -..30000
超过5000元不足2万元 | (5000..20000)
超过5万元，不超过20万元 | (50000..200000]
大于5万元且小于20万元 | (50000..200000)
是 | None
500元 | None
18岁以上 | None
10人以上 | None
1万人以下 | None
经营支出5000元内／非生产性支出500元内 | None
20万元-5万元 | None
"""


def described(outcome: str) -> str:
    band = parse_band(outcome)
    if band is None:
        return "None"
    low = "-" if band.low is None else {True: "[", False: "(", None: ""}[band.low_inclusive] + f"{band.low:.0f}"
    high = "-" if band.high is None else f"{band.high:.0f}" + {True: "]", False: ")", None: ""}[band.high_inclusive]
    return f"{band.subject} {low}..{high}".strip()


@pytest.mark.parametrize("case", list(CASES.strip().splitlines()))
def test_case(case: str) -> None:
    outcome, expected = case.split(" | ")
    assert described(outcome) == expected


def test_excluded_bound() -> None:
    assert described("2000元（不含）以下") == "-..2000)"


@given(st.text(alphabet="0123456789一二五十百千万元以上下内含不()（）-–~至><≥≤超过.，, ", max_size=40))
def test_never_raises(text: str) -> None:
    band = parse_band(text)
    assert band is None or band.low is None or band.high is None or band.low < band.high
