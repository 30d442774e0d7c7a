"""Ordinary words that look like parts of a picture: a deadline that begins with a step's name, an outcome with a colon,
a name inside another, 无, rows of one name, in every form. Nothing is wrong with them."""

from __future__ import annotations

import pytest

from helpers.finished import build_job, make_files, messages
from helpers.guides import guide_and_graph
from helpers.installed import installed_styles
from yizhangtu.content.characters import characters_of
from yizhangtu.media.context import Context
from yizhangtu.model.project import Project

HEAD = "名称: 例\n办理主体: 村委会\n时间要求: 20日\n监督管理: 镇纪委\n"
STEPS = HEAD + "操作流程:\n"
LIST = "类型: 清单\n所属清单: 主体责任\n" + HEAD
FORMS = ("泳道", "全图", "竖排", "折行", "{详略: 1}", "{详略: 2}")
SHAPED = """\
  - {步骤: 申请, 办理: 村民, 内容: 说明情况}
  - 步骤: 审查
    判断: {通过: 下一步, 不通过: 申请}
  - {步骤: 发证, 办理: 镇政府, 时限: 3日}
"""
NAMED = """\
  - 步骤: 申请
  - 步骤: 受理
  - 步骤: 初审
  - {步骤: 复审, 时限: 初审后3日内}
  - {步骤: 公示, 时限: 复审4日后}
"""
COLONS = """\
  - 步骤: 审查
    判断:
      '尚未办理：设立登记': 下一步
      '已经办理：变更登记': 公告
      '不予受理：告知理由': 办结
  - 步骤: 设立登记
  - 步骤: 公告
"""
INSIDE = """\
  - 步骤: 登记
  - 步骤: 设立登记
  - {步骤: 变更登记, 内容: 登记后发证登记}
  - {步骤: 发证, 办理: 登记机关}
"""
LONG = """\
  - {步骤: 受理, 办理: 县自然资源和规划局会同乡镇人民政府村镇建设办公室第3组, 时限: 3日}
  - {步骤: 3日内办, 时限: 3日}
"""
LONG_TIMES = "{承诺: 自受理之日起15个工作日内办结并书面答复, 法定: 自受理之日起60日内办结（可延长30日）}"
TWICE = """\
事项:
  - {事项: 刘××, 办理主体: 乡长}
  - {事项: 刘××, 类别: 老人, 办理主体: 一组}
  - {事项: 陈××, 类别: 老人, 办理主体: 一组}
"""
PAPERS = """\
  - 步骤: 申请
    监督: 镇纪委全程监督，看材料齐不齐、有没有让群众多跑，发现问题当场指出并且记下来
    材料: [{名称: 户口簿, 份数: '2', 形式: 复印件, 来源: 村委会, 必要: 视情况, 适用: 老人}, 身份证]
  - {步骤: 𬬭声路, 办理: 𬬭村}
所需材料: [{名称: 户口簿, 份数: '2', 必要: 视情况}]
"""
BLOCKS = """\
  - {步骤: 申请, 办理: 村民}
  - 步骤: 审查
    判断:
      齐全: 下一步
      另查:
        - 步骤: 同时查
          并行:
            - {步骤: 查户籍, 办理: 派出所}
            - [{步骤: 查财产, 办理: 民政办, 判断: {是: 下一步, 否: 下一步}}, {步骤: 记下}]
  - {步骤: 发证, 办理: 镇政府}
版式: 泳道
"""
ONLINE = """\
  - {步骤: 申请, 办理: 村民, 线上: 手机}
  - {步骤: 审查, 线上: 是}
"""
CHECKED = f"内容: {'逐项核对申请人交来的材料' * 6}"
DIGITS = f"""\
  - {{步骤: 申请, 办理: 村民, {CHECKED}}}
  - {{步骤: 受理, 办理: 镇政府, {CHECKED}}}
  - 步骤: 同时查
    并行:
      - {{步骤: 查户籍, 办理: 派出所, 判断: {{通过: 下一步, '0': 下一步, '84': 下一步}}}}
      - [{{步骤: 查财产, 办理: 民政办}}, {{步骤: 记下}}]
  - 步骤: 再同时查
    并行:
      - [{{步骤: 入户, 办理: 镇政府, {CHECKED}}}, {{步骤: 登记, {CHECKED}}}]
      - [{{步骤: 评议, 办理: 镇政府, {CHECKED}}}, {{步骤: 公示, {CHECKED}}}]
"""
ONE_PHONE = "咨询电话: [138-0000-0000, 138-0000-0000]\n帮办代办: {姓名: 张××, 电话: 138-0000-0000}\n"
ROUNDS = """\
  - {步骤: 登记台账, 时限: 当天}
  - 步骤: 上门走访
    判断:
      有困难:
        - {步骤: 报镇里, 时限: 1日内, 接着: {到: 登记台账, 循环: 每季度}}
      没有困难: 下一步
  - {步骤: 记下, 接着: {到: 登记台账, 循环: 每月}}
"""
LONG_CASE = "家庭人均收入高于最低生活保障标准" * 4
REMARK = "2000元以下的由村委会决定；5万元以上的走四议两公开，工作日8:30—17:30办理。" * 130
WORDS = {
    "a remark that goes on on the next sheet": f"{STEPS.replace('20日', f'{{承诺: 20日, 说明: {REMARK!r}}}')}{SHAPED}",
    "a long name above a box": f"{STEPS}{SHAPED}情形: [{{名称: {LONG_CASE}, 待遇: 补贴}}]\n",
    "a long name above another head": f"{STEPS}{SHAPED}情形: [{{名称: {LONG_CASE}, 待遇: [补贴, 减免]}}]\n",
    "outcomes that are digits, to another sheet": STEPS + DIGITS,
    "a round that begins anew inside an outcome": STEPS + ROUNDS,
    "papers with all details": STEPS + PAPERS,
    "papers that are left out": f"{STEPS}{PAPERS}版式: {{详略: 1}}\n",
    "a block inside a card of a lane": STEPS + BLOCKS,
    "one phone for all": f"{STEPS}{SHAPED}{ONE_PHONE}",
    "a deadline begins with a name and a number": STEPS + NAMED,
    "outcomes with colons": STEPS + COLONS,
    "names inside names": STEPS + INSIDE,
    "no process": LIST + "操作流程: 无\n事项:\n  - {事项: 甲, 办理主体: 一组}\n",
    "two rows of one name": LIST + TWICE,
    "nobody watches": f"{STEPS.replace('镇纪委', '无')}{SHAPED}",
    "long deadlines": f"{STEPS.replace('20日', LONG_TIMES)}{SHAPED}",
    "a long handler": STEPS + LONG,
    "what is done online": STEPS + ONLINE,
    "what is done online and left out": f"{STEPS}{ONLINE}版式: {{详略: 2}}\n",
    **{f"form {form}": f"{STEPS}{SHAPED}版式: {form}\n" for form in FORMS},
}
REFUSED = {"a remark that goes on on the next sheet": ("leaflet-trifold",)}
MEDIA = ("poster-a4", "leaflet-trifold", "booklet-a5", "text")


@pytest.mark.parametrize("what", WORDS)
def test_no_false_alarm(what: str) -> None:
    project = Project()
    drawn = guide_and_graph(WORDS[what], project)
    context = Context(characters_of([project, drawn[0], drawn[0].texts]), installed_styles())
    for medium in MEDIA:
        job = build_job(context, project, drawn, medium)
        file = make_files(context, job)
        assert (file.data or medium in REFUSED.get(what, ())) and messages(context, job, file) == "", medium
