"""What every job of one run shares: styles, fonts, measures, the press. Made once, used for all guides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from yizhangtu.export.pdf import engine
from yizhangtu.export.pdf.press import Press
from yizhangtu.layout.layout_cache import LayoutCache
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.tools import LayoutTools
from yizhangtu.media.finishes import styles_for
from yizhangtu.model.finish import Finish, Shop
from yizhangtu.model.raster import Raster
from yizhangtu.system import graphviz, print_shop
from yizhangtu.system.fonts import font_files
from yizhangtu.system.styles import Styles, load
from yizhangtu.text import Face, Typesetter, Words

ANSWERS = 64  # of dot that are kept
FURNITURE = (
    "一张图三张图之编号第共张操作流程办理说明办理主体时间要求在哪办监督电话咨询收费结果申请条件要带的材料监督管理要注意续帮办代办扫码看指南事"
    "依据版本公布起施行发布意见截止表决应到实到同意征求稿试行已废止请于前提法定不计入您来工作人员要审核把关监督点没通过怎么转到别的步骤"
    "开始结退回接着到此同时都完选一二三四五六七八九十零材料通过非必需份目录这样图找谁当天能好的事页码限时先再看颜色打个人主体按查村民手册"
    "清单积分制移风易俗项流程懂照着有意见的事打电话值班镇务服便心全部最新我记录不用跑老弱残疾行动不便上门免费编印说明卡片上什么号形示做"
    "下与中些从任众会余例其出及右和委对小就底往得或无是正每浅由画白盯眼睛线群翻补负责边那钟随顺齐菱位扫"
    "处他认证送两多机网邮寄否可维／\u3000"
    "倡反奖惩禁城乡所场合"
    "加扣基础周期换票等级＋－−"
    "套准"
    "板栏志"
    "屏"
    "信息"
    "各备如式段相类角阶"
    "总墙问兑种住范"
    "拼幅列排毫米纸际适量尺才横竖左沿虚裁掉压粘贴案牢后折装订大小"
    "几步谁来要到哪里回数字里面条规定标准本册只收没年月日，。、；：？！（）《》“”—–·…×□■①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
)


class Context:
    """Shared tools for a set of characters. `characters` is all that will be printed, of all guides; `rasters` are the
    pictures of pixels."""

    def __init__(
        self,
        characters: str,
        styles: Styles | None = None,
        finish: Finish = Finish.SCREEN,
        rasters: Iterable[Raster] = (),
    ) -> None:
        self.characters = characters
        self.rasters = tuple(dict.fromkeys(rasters))
        self.styles = styles or load()
        self.finish = finish
        self._others: dict[Finish, Context] = {}

    def finished(self, finish: Finish) -> Context:
        """The studio that makes PDFs for another purpose: its own press, and for the press the themes in inks; fonts,
        measures and dot's answers are shared."""
        if finish is self.finish:
            return self
        if finish not in self._others:
            other = Context(self.characters, styles_for(self.styles, finish), finish, self.rasters)
            other.subset, other.typesetter, other.layout_tools = self.subset, self.typesetter, self.layout_tools
            self._others[finish] = other
        return self._others[finish]

    @cached_property
    def shop(self) -> Shop | None:
        """What a print shop asks for, where that is what PDFs are made for."""
        return print_shop.shop(self.styles.folder) if self.finish is Finish.PRINT else None

    @cached_property
    def subset(self) -> font_files.Subset:
        """The project's own fonts."""
        return font_files.subset(self.characters + FURNITURE)

    @cached_property
    def typesetter(self) -> Typesetter:
        return Typesetter(Face(self.subset.regular, self.subset.bold), Words(self.styles.words))

    @property
    def measure(self) -> Measure:
        return self.layout_tools.measure

    @cached_property
    def layout_tools(self) -> LayoutTools:
        """What layouts share."""
        measure = Measure(self.styles.flow, self.typesetter)
        return LayoutTools(measure, self.styles.icons, self.styles.tables, self.dot, LayoutCache())

    @cached_property
    def environment(self) -> Environment:
        """Templates with escaping on; a name that is missing is a bug and says so."""
        loader = FunctionLoader(self.styles.template)
        made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        made.globals["shop"] = self.shop
        return made

    @cached_property
    def _answers(self) -> dict[str, Mapping[str, Any] | None]:
        return {}

    def dot(self, sources: Sequence[str]) -> list[Mapping[str, Any] | None]:
        """dot's answers, all new sources in one process. The last ones are kept: villages have the same graphs."""
        fresh = [source for source in dict.fromkeys(sources) if source not in self._answers]
        self._answers.update(zip(fresh, graphviz.layout(fresh), strict=True))
        found = [self._answers[source] for source in sources]
        for source in sources:
            self._answers[source] = self._answers.pop(source)  # the one used last stands last
        while len(self._answers) > ANSWERS:
            del self._answers[next(iter(self._answers))]
        return found

    @cached_property
    def press(self) -> Press:
        """What prints; Missing where it cannot work here."""
        engine.load()
        fonts = self.subset.regular, self.subset.bold
        screen = print_shop.screen() if self.finish is Finish.ARCHIVE else b""
        css, shop = self.styles.base_css, self.shop
        return Press(*fonts, css, finish=self.finish, shop=shop, screen=screen, rasters=self.rasters)
