"""A kind and a title → a starter definition with comments, which passes the check as it is."""

from __future__ import annotations

import re


class CannotCreate(ValueError):
    """There is no starter for this kind; the message says so in Chinese."""


_PROCESS = """\
# 一张图的定义文件。“#”后面是说明，不会印出来。
# 每一行是“键: 值”：冒号用英文冒号，后面空一格；下一级比上一级多缩进两个空格，不要用制表符。
# 改好后运行：yizhangtu check 本文件，查有没有问题；yizhangtu preview 本文件，看样子。

类型: 流程
名称: {title}
# 所属清单: 服务群众        # 主体责任、准入事项、负面事项、三务公开、服务群众
# 编号: A-01

# 四要素之一：谁来办。有几个就写成列表。
办理主体: 村民委员会

# 四要素之二：多久办完。
时间要求:
  承诺: 10个工作日
  # 法定: 20个工作日
  不计入: 公示时间

# 四要素之三：谁来监督。
监督管理:
  - 监督人: 村务监督委员会
    方式: 全程监督
    # 电话: 0000-0000000

所需材料:
  - 申请书
  - 名称: 身份证
    形式: 复印件
    份数: 1份

# 四要素之四：怎么办。按书写的顺序一步一步走，步骤名不能重复。
操作流程:
  - 步骤: 提出申请
    办理: 村民
    内容: 向村便民服务站提交申请书和身份证复印件

  - 步骤: 受理
    办理: 村民委员会
    时限: 2个工作日
    # 判断：左边是结果，右边是去处。去处写“下一步”“办结”，或者某个步骤的名字。
    判断:
      材料齐全: 下一步
      材料不全:
        到: 提出申请
        说明: 一次告知要补的材料

  - 步骤: 审核
    办理: 村民委员会
    时限: 5个工作日
    监督: 村务监督委员会

  - 步骤: 结果公示
    办理: 村民委员会
    公示: 村务公开栏
    时限: 不少于5日

  - 步骤: 告知结果
    办理: 村民委员会
    时限: 1个工作日

# 收费: 不收费
# 依据:
#   - 《中华人民共和国村民委员会组织法》
# 发布:
#   单位: 某某镇人民政府
#   日期: 2026-01-01
"""


def new_guide(kind: str, title: str) -> str:
    """The starter's text. Raises `CannotCreate` for a kind that has none."""
    if kind not in ("流程", "process"):
        raise CannotCreate(f"“{kind}”这一种还不能新建；现在可以新建的是：流程")
    return _PROCESS.replace("{title}", quoted(title))


def quoted(text: str) -> str:
    """A text as YAML, in quotes only where it needs them."""
    text = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip() or "未命名"
    if re.match(r"^[^\W\d_][^:#\\{}\[\]\"']*$", text):
        return text
    return "'" + text.replace("{{", "\\{{").replace("'", "''") + "'"
