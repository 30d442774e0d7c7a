"""What a guide provides for beside its steps: how to apply, what is paid, when it is refused, what may be done then."""

from typing import TYPE_CHECKING, NamedTuple

from yizhangtu.model.deadline import TimeLimit
from yizhangtu.model.diagnostics import Text

if TYPE_CHECKING:  # that module imports this one
    from yizhangtu.model.guide import Material


class Eligibility(NamedTuple):
    """申请条件: the condition, and for whom or what it holds (适用), a head under which it is printed."""

    text: Text
    applies_to: Text | None = None


class Remedy(NamedTuple):
    """救济: which one (方式), the body that decides (机关), the period (期限) and a note. A text alone is `note`."""

    way: Text | None = None
    body: Text | None = None
    within: Text | None = None
    note: Text | None = None


class ApplicationWay(NamedTuple):
    """申请方式: the way (方式), where (地点), the internet address (网址), 电话 and a note. A text alone is `way`."""

    way: Text | None = None
    place: Text | None = None
    url: Text | None = None
    phone: Text | None = None
    note: Text | None = None


class SampleForm(NamedTuple):
    """样表: the name of a form, where its filled-in sample hangs (地点), its internet address (网址), and a note."""

    name: Text
    place: Text | None = None
    url: Text | None = None
    note: Text | None = None


class Rate(NamedTuple):
    """标准: a fixed amount, neither an upper nor a lower bound: for whom or what (项目), 金额, 单位 and 条件. A text
    alone is `item`."""

    item: Text
    amount: Text | None = None
    unit: Text | None = None
    condition: Text | None = None


class ServiceCase(NamedTuple):
    """情形: one of several services that take the same steps, with what it has of its own."""

    name: Text
    conditions: tuple[Eligibility, ...] = ()
    materials: "tuple[Material, ...]" = ()
    deadline: TimeLimit = TimeLimit()
    refusals: tuple[Text, ...] = ()
    rates: tuple[Rate, ...] = ()
    benefits: tuple[Text, ...] = ()
    result: tuple[Text, ...] = ()


class Provisions(NamedTuple):
    """The provisions of a guide. The last three are those of a list as a whole: how it is changed, carried out and
    checked. 奖惩 of a 规范 is part of its body."""

    cases: tuple[ServiceCase, ...] = ()  # 情形
    refusals: tuple[Text, ...] = ()  # 不予办理
    ways: tuple[ApplicationWay, ...] = ()  # 申请方式
    samples: tuple[SampleForm, ...] = ()  # 样表
    rates: tuple[Rate, ...] = ()  # 标准
    benefits: tuple[Text, ...] = ()  # 待遇
    consequences: tuple[Text, ...] = ()  # 奖惩
    withdrawals: tuple[Text, ...] = ()  # 退出
    remedies: tuple[Remedy, ...] = ()  # 救济
    amendment: tuple[Text, ...] = ()  # 调整程序
    implementation: tuple[Text, ...] = ()  # 落实
    assessment: tuple[Text, ...] = ()  # 监督考核
