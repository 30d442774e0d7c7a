"""The table of diagnostic codes: how severe each is, and what it is called; codes.md explains them.

A code never changes its meaning and is never used again for another: scripts and notes of the users rely on it.
Y1 reading · Y2 flow of the steps · Y3 deadlines · Y4 bands of amounts · Y5 layout · Y6 characters, fonts, environment ·
Y7 project and villages · Y8 lists, points, conduct · Y9 verification of what was built
"""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """An error keeps the guide from being built, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
CODES: dict[str, Severity] = {
    "Y101": ERROR,  # 文件太大
    "Y102": ERROR,  # 编码不是 UTF-8
    "Y103": ERROR,  # 文件是空的
    "Y104": ERROR,  # YAML 写法有误
    "Y105": ERROR,  # 用制表符缩进
    "Y106": ERROR,  # 冒号写法不对
    "Y107": ERROR,  # 嵌套太深
    "Y108": ERROR,  # 不允许的标签
    "Y109": ERROR,  # 不允许的合并键
    "Y110": ERROR,  # 一个文件里有几份文档
    "Y111": ERROR,  # 锚点或别名有误
    "Y112": ERROR,  # 最外层不是“键: 值”
    "Y113": ERROR,  # 不认识的键
    "Y114": ERROR,  # 同一个键写了两次
    "Y115": ERROR,  # 缺少必填的内容
    "Y116": ERROR,  # 值的形式不对
    "Y117": ERROR,  # 值不在可选范围内
    "Y118": WARNING,  # 没有填写
    "Y119": ERROR,  # 不认识的变量
    "Y120": WARNING,  # 变量没有写完
    "Y121": ERROR,  # 数字不对
    "Y123": ERROR,  # 步骤太多
    "Y124": ERROR,  # 键不是文字
    "Y125": INFO,  # 还有更多问题没有列出
    "Y126": ERROR,  # 这些键不能写在一起
    "Y127": ERROR,  # 文件读不出来
    "Y128": ERROR,  # 一段文字太长
    "Y129": WARNING,  # 有文字成了注释或者记号
    "Y130": ERROR,  # 四要素不全
    "Y131": WARNING,  # 四要素写的是“无”
    "Y132": WARNING,  # 列表里用了中文的括号或逗号
    "Y133": WARNING,  # 变量的括号不对
    "Y134": INFO,  # 几行连成了一段，或者算成了一项
    "Y135": ERROR,  # 改不了
    "Y201": ERROR,  # 步骤重名
    "Y202": ERROR,  # 步骤指向自己
    "Y203": ERROR,  # 引用了不存在的步骤
    "Y204": ERROR,  # 走不到的步骤
    "Y205": ERROR,  # 走不到办结
    "Y206": WARNING,  # 判断只有一种结果
    "Y207": ERROR,  # 并行的一路没有汇合
    "Y208": ERROR,  # 接着后面的步骤没有来路
    "Y209": WARNING,  # 阶段写在了里层
    "Y210": WARNING,  # 步骤名和固定用词相同
    "Y211": WARNING,  # 并行不到两路
    "Y212": WARNING,  # 从外面跳进并行
    "Y213": WARNING,  # 主线落在不予办理上
    "Y301": WARNING,  # 看不懂的时限
    "Y302": ERROR,  # 承诺时限长于法定时限
    "Y303": WARNING,  # 各步时限加起来超过承诺
    "Y304": WARNING,  # 公示期写成了最长期限
    "Y305": WARNING,  # 步骤没有时限
    "Y306": WARNING,  # 没有这一天
    "Y307": WARNING,  # 时限是零
    "Y401": WARNING,  # 金额分档有空档
    "Y402": WARNING,  # 金额分档有重叠
    "Y403": WARNING,  # 看不懂的金额
    "Y501": ERROR,  # 一张纸放不下
    "Y502": WARNING,  # 版式按作者要求放不下
    "Y503": INFO,  # 已拆成多张
    "Y504": INFO,  # 按“详略”没有全印
    "Y505": WARNING,  # 手册的页码定不下来
    "Y521": INFO,  # 手册拼版怎样打印
    "Y522": INFO,  # 手册太厚，分成几叠装订
    "Y523": INFO,  # 拼图怎样打印
    "Y524": INFO,  # 裁切线穿过了文字
    "Y531": WARNING,  # 文字离裁切边太近
    "Y532": WARNING,  # 图片不够清晰
    "Y601": ERROR,  # 字体里没有这个字
    "Y602": ERROR,  # 控制字符或双向文字控制符
    "Y603": ERROR,  # 没有这个图标
    "Y604": ERROR,  # 程序出错
    "Y605": WARNING,  # 不是通用的字码
    "Y606": WARNING,  # 村庄表里有印不出来的字
    "Y609": ERROR,  # Graphviz 排不了这张图
    "Y610": ERROR,  # 样式文件读不出来
    "Y611": ERROR,  # 样式文件里没有这个键
    "Y612": ERROR,  # 样式文件里缺少键
    "Y613": ERROR,  # 样式文件里一个键写了两次
    "Y614": ERROR,  # 样式文件里的值不对
    "Y615": ERROR,  # 样式文件之间对不上
    "Y616": ERROR,  # 两种媒介或者配色同名
    "Y617": ERROR,  # 模板写法有误
    "Y618": ERROR,  # 模板里没有这个变量
    "Y701": ERROR,  # 编号重复
    "Y702": WARNING,  # 两张图同名
    "Y703": ERROR,  # 路径出了项目文件夹
    "Y704": ERROR,  # 村名重复
    "Y705": ERROR,  # 村庄表的格式不支持
    "Y707": ERROR,  # 两张图的成品同名
    "Y708": ERROR,  # 村名不能作文件夹名
    "Y710": ERROR,  # 表格太大
    "Y711": ERROR,  # 村庄表里没有村庄
    "Y712": INFO,  # 列名像是另一列的
    "Y713": ERROR,  # 格子没有列名
    "Y714": WARNING,  # 一行的格子比列名少
    "Y715": ERROR,  # CSV 写法有误
    "Y716": ERROR,  # 格子里不是真正的内容
    "Y717": ERROR,  # 表格打不开
    "Y718": ERROR,  # 网址不对
    "Y719": ERROR,  # 标志用不了
    "Y720": INFO,  # 上次制作的记录损坏了
    "Y721": INFO,  # 成品的文件名缩短了
    "Y722": INFO,  # 读的不是第一张工作表
    "Y723": WARNING,  # 表格里有隐藏的行
    "Y724": WARNING,  # 表格里有不是内容的行
    "Y725": WARNING,  # 公式没有结果
    "Y726": WARNING,  # 格子的格式看不懂
    "Y727": INFO,  # 合并的单元格
    "Y728": WARNING,  # 村庄表下面有另一张表
    "Y729": WARNING,  # 变量在这个村是空的
    "Y730": INFO,  # 旧的成品没有用了
    "Y731": ERROR,  # 日期不存在
    "Y732": ERROR,  # 日期的先后不对
    "Y733": ERROR,  # 表决没有达到规则
    "Y734": ERROR,  # 表决的人数不可能
    "Y735": WARNING,  # 这种会议没有表决规则
    "Y736": WARNING,  # 通知开会太晚
    "Y737": ERROR,  # 征求意见的数不可能
    "Y738": WARNING,  # 状态和日期不一致
    "Y741": ERROR,  # 台账里有一行坏了
    "Y742": WARNING,  # 台账的最后一行只写了一半
    "Y743": WARNING,  # 电脑的时间倒退了
    "Y744": ERROR,  # 台账的链断了
    "Y745": ERROR,  # 同一个号有两份不同的记录
    "Y746": ERROR,  # 说不通的记录
    "Y747": WARNING,  # 照片读不出，或者变了
    "Y751": ERROR,  # 核验码抄错了
    "Y752": ERROR,  # 内容改了，版本没有改
    "Y753": WARNING,  # 二维码太细
    "Y754": ERROR,  # 两个内容的核验码相同
    "Y761": ERROR,  # 要求里写的没有
    "Y763": INFO,  # 有像定义的文件没有读
    "Y764": ERROR,  # 不是受理登记簿
    "Y765": INFO,  # 这样的媒介不是每张图都做
    "Y770": ERROR,  # 这个文件导入不了
    "Y771": INFO,  # 导入时要知道的
    "Y772": ERROR,  # 导入的定义已经有同名的文件
    "Y773": INFO,  # 这种格式导不出来
    "Y774": ERROR,  # 工作簿里的这一处放不进定义
    "Y775": ERROR,  # 这份定义导不成工作簿
    "Y801": ERROR,  # 没有内容
    "Y802": ERROR,  # 行数太多
    "Y803": WARNING,  # 清单的一行缺少必要的内容
    "Y804": WARNING,  # 三务公开的类别不对
    "Y805": WARNING,  # 村级职责不在规定的四种里
    "Y806": WARNING,  # 服务群众的事项没有流程图
    "Y807": ERROR,  # 清单里的流程图找不到
    "Y808": WARNING,  # 清单和流程图说的不一样
    "Y809": WARNING,  # 流程做了负面清单里的事
    "Y810": WARNING,  # 流程图不在任何清单里
    "Y811": ERROR,  # 分值的正负号写反了
    "Y812": WARNING,  # 看不懂的分值
    "Y813": WARNING,  # 等级的范围有重叠
    "Y814": WARNING,  # 等级的范围有空档
    "Y815": WARNING,  # 看不懂的等级范围
    "Y816": ERROR,  # 标准没有写数
    "Y817": WARNING,  # 同一个场合的同一个项目写了两次
    "Y818": WARNING,  # 这里要写数
    "Y819": WARNING,  # 同样的内容写了两次
    "Y820": ERROR,  # 标准没有内容
    "Y821": WARNING,  # 所属清单和清单不一致
    "Y822": WARNING,  # 代替它的图不对
    "Y823": WARNING,  # 清单的表格里有没有印的
    "Y824": INFO,  # 清单按村
    "Y830": ERROR,  # 公示的上级不对
    "Y831": ERROR,  # 公示的数据文件找不到
    "Y832": ERROR,  # 公示的数据里没有这一栏
    "Y833": ERROR,  # 要印个人的号码
    "Y834": WARNING,  # 要印敏感的个人信息
    "Y835": ERROR,  # 合计对不上
    "Y836": WARNING,  # 脱敏以后还能补全
    "Y837": ERROR,  # 公示期不对
    "Y838": ERROR,  # 金额读不出来
    "Y839": WARNING,  # 同一个人写了两次
    "Y840": INFO,  # 公示没有做
    "Y841": WARNING,  # 依据已经失效，或者还没有生效
    "Y842": WARNING,  # 没有这一条
    "Y843": WARNING,  # 依据不是现行的那一年
    "Y844": WARNING,  # 依据是别的地方的
    "Y845": INFO,  # 依据快要变了
    "Y846": WARNING,  # 法定时限没有条文
    "Y847": INFO,  # 法规表里没有
    "Y848": WARNING,  # 依据的写法
    "Y849": WARNING,  # 法规表的一行不能用
    "Y850": WARNING,  # 法规表的一行没有来源
    "Y851": WARNING,  # 比法律的最短期限短
    "Y852": WARNING,  # 表决的要求低于法律
    "Y853": WARNING,  # 不由这个会议决定
    "Y854": WARNING,  # 比法律的最长期限长
    "Y855": WARNING,  # 不予办理缺少理由或者救济
    "Y861": WARNING,  # 还没有填的空白
    "Y862": INFO,  # 只读到转引
    "Y871": ERROR,  # 网站的文件夹里有别人的文件
    "Y872": WARNING,  # 网页和登记的版本不一样
    "Y873": WARNING,  # 二维码打开的不是这个网站
    "Y874": INFO,  # 网页换了名字
    "Y875": INFO,  # 旧的成品没有放进网站
    "Y901": ERROR,  # 成品里缺文字
    "Y902": ERROR,  # 成品里步骤的编号不对
    "Y903": ERROR,  # 成品里写错了地方
    "Y904": ERROR,  # 成品里的张号或页码不对
    "Y905": ERROR,  # 成品里的项数不对
    "Y906": ERROR,  # 成品里的二维码不对
    "Y907": ERROR,  # 成品里有看不清的字
    "Y908": ERROR,  # 成品打不开
}
