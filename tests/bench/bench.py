"""What the program costs, against raw `dot -Tsvg` of the same guides → a Markdown table. Run by `make bench`; no test.

CPU seconds (user and system, with all children) are measured, not time on a wall: they depend little on what else the
machine does. A cold figure is that of a new process, a warm one that of a process that has done the like before.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import mean, median

import pypdfium2
from costs import TIMES, Cost, Watch, child, often, warm
from ledger_project import write_project, write_records

import yizhangtu
from yizhangtu.build.checked import CheckedGuide
from yizhangtu.build.jobs import subjects_of
from yizhangtu.build.render import context_for
from yizhangtu.layout.picture import FlowPicture
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.executable).with_name("yizhangtu")
ONE = "村级采购"
SIZES = (14, 50, 150, 400)
FLOWS = 36
VILLAGES = 500
NOTICES = 300  # villages with one notice each
LONG = 2000  # rows of a long notice
FLOWS_OF_VILLAGES = ("村级采购", "高龄津贴申领")
DOT_HEAD = 'digraph { rankdir=TB; node [shape=box, fontname="Noto Sans CJK SC", fontsize=11];'


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def plain_dot(one: CheckedGuide) -> bytes:
    """The guide as anybody would write it for dot: a box for each step, an arrow for each way."""
    assert one.graph is not None
    lines = [DOT_HEAD]
    for node in one.graph.nodes:
        entry = node.entry
        lines.append(f"n{node.index} [label={quoted(f'{node.index + 1} {entry.name}')}];")
    for edge in one.graph.edges:
        label = f" [label={quoted(str(edge.label))}]" if edge.label else ""
        lines.append(f"n{edge.source} -> {'end' if edge.target < 0 else f'n{edge.target}'}{label};")
    return "\n".join([*lines, "}"]).encode()


def generated(steps: int) -> str:
    """A guide of so many steps: phases, details, a return to the phase's beginning, a branch of its own."""
    lines = [f"名称: {steps}步的流程", "办理主体: 村委会", "时间要求: 按规定", "监督管理: 村监委会", "操作流程:"]
    number, phase, first = 0, -1, ""
    while number < steps:
        number += 1
        first = first or f"第{number}步办理"
        lines += [f"  - 步骤: 第{number}步办理", f"    办理: {('村民', '村委会', '镇便民服务中心')[number % 3]}",
                  "    内容: 核对材料，登记台账，开具回执", f"    时限: {number % 5 + 1}个工作日"]  # fmt: skip
        if number // 10 > phase:
            phase, first = number // 10, f"第{number}步办理"
            lines.append(f"    阶段: 第{phase + 1}阶段")
        if number % 9 == 5 and number + 1 <= steps:
            number += 1
            lines += ["    判断:", "      符合: 下一步", "      不符合:", f"        - 步骤: 第{number}步说明",
                      "          时限: 当场"]  # fmt: skip
        elif number % 7 == 6 and first != f"第{number}步办理":
            lines += ["    判断:", "      齐全: 下一步", f"      不齐: {first}"]
    return "\n".join(lines) + "\n"


class Bench:
    """All measurements, as rows of a table."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.flows = ROOT / "flows"
        os.chdir(ROOT)
        self.guides = [one for one in yizhangtu.check_files([self.flows]).guides if one.sound]
        self.one = next(one for one in self.guides if one.definition.stem == ONE)
        self.dots = {one.definition.stem: plain_dot(one) for one in self.guides}
        self.rows: list[tuple[str, str, str]] = []

    def yard(self) -> float:
        """What dot takes of the one guide, asked anew: machines grow faster and slower."""
        return often(lambda: self.dot(self.dots[ONE])).cpu

    def dot(self, text: bytes) -> Cost:
        """dot's cost of one guide."""
        return child(["dot", "-Tsvg"], self.folder, text)

    def tell(self, name: str, cost: float, yard: float, note: str = "") -> None:
        self.rows.append((name, f"{cost * 1000:,.0f} ms", f"{cost / yard:.1f}{note}"))
        print(f"{name}: {cost:.3f} s, {cost / yard:.1f} × dot{note}", file=sys.stderr)

    def program(self, *words: str | Path) -> Cost:
        return child([PROGRAM, *words], ROOT)

    def cold(self) -> None:
        """Processes of their own."""
        one = self.flows / f"{ONE}.yaml"
        yard = self.yard()
        self.tell(f"raw `dot -Tsvg` of {ONE} (14 steps): the yardstick", yard, yard)
        self.tell("`--help`, cold", often(lambda: self.program("--help")).cpu, self.yard())
        self.tell("`check` of one flow, cold", often(lambda: self.program("check", one)).cpu, self.yard())
        self.tell(
            f"`check` of all {len(self.guides)} flows, cold", often(lambda: self.program("check")).cpu, self.yard()
        )
        poster = often(lambda: self.program("build", one, "-m", "poster-a3", "-o", self.folder / "a", "--force"))
        self.tell("one A3 poster, cold", poster.cpu, self.yard())
        self.rows.append(("one A3 poster, cold: peak memory", f"{poster.peak_mib:.0f} MiB", "–"))

    def whole(self) -> None:
        """All flows in one process."""
        raw = sum(often(lambda text=text: self.dot(text), 1).cpu for text in self.dots.values())  # type: ignore[misc]
        count = len(self.guides)
        target = self.folder / "all"
        words = ("build", "-j", "1", "-o", target)
        posters = often(lambda: self.program(*words, "-m", "poster-a3", "--force"), 3)
        each = f", {posters.cpu / count * 1000:.0f} ms each"
        self.tell(f"{count} A3 posters, one process{each}", posters.cpu, raw, f" (of dot for all {count})")
        self.rows.append((f"{count} A3 posters, one process: peak memory", f"{posters.peak_mib:.0f} MiB", "–"))
        booklet = often(lambda: self.program(*words, "-m", "booklet-a5", "--force"), 3)
        self.tell("A5 booklet of all, cold", booklet.cpu, raw, f" (of dot for all {count})")
        self.rows.append(("A5 booklet of all: peak memory", f"{booklet.peak_mib:.0f} MiB", "–"))
        self.program(*words)
        nothing = often(lambda: self.program(*words))
        self.tell("`build` when nothing changed", nothing.cpu, self.yard())

    def flows_alone(self) -> None:
        """36 flows, as posters and as a booklet; where there are fewer, some twice under other names."""
        folder = self.folder / "flows"
        folder.mkdir()
        shutil.copy(self.flows / "辖区.yaml", folder)
        flows = [one for one in self.guides if one.guide and one.guide.body is None]
        raw = 0.0
        for number in range(FLOWS):
            one = flows[number % len(flows)]
            lines = one.definition.data.decode().splitlines()
            kept = [line for line in lines if number < len(flows) or not line.startswith(("编号:", "number:"))]
            (folder / f"{number:02}.yaml").write_text("\n".join(kept).replace("名称: ", f"名称: {number} ", 1), "utf-8")
            raw += often(lambda one=one: self.dot(self.dots[one.definition.stem]), 1).cpu  # type: ignore[misc]
        words = ("build", *sorted(folder.glob("[0-9]*.yaml")), "-j", "1", "-o", self.folder / "36", "--force")
        posters = often(lambda: self.program(*words, "-m", "poster-a3"), 3)
        self.tell(f"{FLOWS} A3 posters of flows, one process", posters.cpu, raw, f" (of dot for all {FLOWS})")
        booklet = often(lambda: self.program(*words, "-m", "booklet-a5"), 3)
        pages = len(pypdfium2.PdfDocument(self.folder / "36" / "booklet-a5.pdf"))
        self.tell(f"their A5 booklet, {pages} pages", booklet.cpu, raw, f" (of dot for all {FLOWS})")

    def inside(self) -> None:
        """In this process, warm: the real flows."""
        context = context_for(self.guides)
        layout = Watch(FlowPicture, "expected", "single", "on_sheets", "reaches")
        result, laid = [], []
        for one in self.guides:
            result.append(warm(lambda one=one: (layout.next(), self.poster(context, one))))  # type: ignore[misc]
            laid.append(median(layout.sums[-TIMES:]))
        layout.end()
        yard = mean(often(lambda text=text: self.dot(text), 1).cpu for text in self.dots.values())  # type: ignore[misc]
        self.tell("one A3 poster, warm, mean over all flows", mean(result), yard, " (of dot, mean)")
        self.tell("of this: fold, order, choose a form, draw", mean(laid), yard, " (of dot, mean)")
        count = sum(cost > 0 for cost in laid)
        self.tell(f"layout of all {count} A3 posters of flows, warm", sum(laid), yard * count, " (of dot for all)")

    def large(self) -> None:
        """Generated guides, warm, and raw dot of the same."""
        for steps in SIZES:
            path = self.folder / f"large/{steps}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(generated(steps), "utf-8")
            (one,) = yizhangtu.check_files([path]).guides
            assert one.sound and one.guide and one.graph, yizhangtu.check_files([path]).diagnostics
            context = context_for([one])
            yard = often(lambda one=one: self.dot(plain_dot(one)), 3).cpu  # type: ignore[misc]
            sheets = self.poster(context, one)
            cost = warm(lambda s=context, o=one: self.poster(s, o))  # type: ignore[misc]
            self.tell(
                f"A3 poster of {steps} steps on {sheets} sheet{'s' * (sheets > 1)}, warm",
                cost,
                yard,
                " (of dot, same guide)",
            )

    def villages(self) -> None:
        """A project of 500 villages and two guides: 1,000 posters in one process, and again when nothing changed."""
        folder = self.folder / "villages"
        folder.mkdir()
        for name in FLOWS_OF_VILLAGES:
            shutil.copy(self.flows / f"{name}.yaml", folder)
        project = (self.flows / "辖区.yaml").read_text("utf-8").partition("村庄:")[0]
        (folder / "辖区.yaml").write_text(f"{project}村庄: 村庄.csv\n", "utf-8")
        rows = [f"第{number}村,{number:06},第{number}村便民服务站,0000-{number:07}" for number in range(VILLAGES)]
        (folder / "村庄.csv").write_text("\n".join(["村名,编码,站名,监督电话", *rows]), "utf-8")
        count = VILLAGES * len(FLOWS_OF_VILLAGES)
        words = ("build", folder, "-m", "poster-a3", "--village", "全部", "-j", "1", "-q", "-o", self.folder / "county")
        result = self.program(*words)
        each = f", {result.cpu / count * 1000:.0f} ms each"
        self.tell(f"{count:,} posters for villages, one process{each}", result.cpu, self.yard(), " (of dot for one)")
        self.rows.append((f"{count:,} posters for villages: peak memory", f"{result.peak_mib:.0f} MiB", "–"))
        self.tell(
            f"`build` of these {count:,} when nothing changed", often(lambda: self.program(*words)).cpu, self.yard()
        )

    def notices(self) -> None:
        """A notice of 300 villages, and one of 2,000 rows."""
        folder = self.folder / "notices"
        shutil.copytree(ROOT / "flows" / "公示", folder)
        rows = (folder / "数据" / "财务收支-甲村-2026-10.csv").read_text("utf-8")
        names = [f"第{number}村" for number in range(NOTICES)]
        project = (folder / "辖区.yaml").read_text("utf-8").partition("村庄:")[0]
        (folder / "辖区.yaml").write_text(f"{project}村庄: 村庄.csv\n", "utf-8")
        (folder / "村庄.csv").write_text("\n".join(["村名", *names]), "utf-8")
        for name in names:
            (folder / "数据" / f"财务收支-{name}-2026-10.csv").write_text(rows, "utf-8")
        long = [f"{number},张××,{number % 12 + 1}组,{number % 2000}.50" for number in range(LONG)]
        (folder / "数据" / "补贴.csv").write_text("\n".join(["序号,姓名,组别,金额", *long]), "utf-8")
        definition = "类型: 公示\n名称: 补贴\n数据: 数据/补贴.csv\n栏目: [序号, 姓名, 组别, 金额]\n"
        (folder / "补贴.yaml").write_text(definition, "utf-8")
        words = ("-m", "poster-a3", "-j", "1", "-q", "--force", "-o", self.folder / "hung")
        finance = folder / "财务收支公开.yaml"
        result = self.program("build", finance, "--period", "2026-10", "--village", "全部", *words)
        each = f", {result.cpu / NOTICES * 1000:.0f} ms each"
        self.tell(f"a notice for {NOTICES} villages, one process{each}", result.cpu, self.yard(), " (of dot for one)")
        result = self.program("build", folder / "补贴.yaml", *words)
        size = (self.folder / "hung" / "poster-a3" / "补贴.pdf").stat().st_size / 1000
        self.tell(f"a notice of {LONG:,} rows, cold, {size:.0f} kB", result.cpu, self.yard(), " (of dot for one)")

    def ledger(self) -> None:
        """A town of 300 villages and 60 guides, and a ledger of 90,000 records."""
        folder = self.folder / "town"
        flows = write_project(folder)
        release = child([PROGRAM, "release", "--on", "2026-01-05"], folder)
        self.tell("`release` of 18,000 codes, cold", release.cpu, self.yard())
        write_records(flows, folder / "villages")
        ledger = flows / "台账"
        imported = child([PROGRAM, "ledger", "import", "villages"], folder)
        self.tell("`ledger import` of 300 files of 300 records, cold", imported.cpu, self.yard())
        anew = child([PROGRAM, "coverage", "--on", "2026-11-28"], folder)
        self.tell("`coverage` of 300 villages × 60 guides, 90,000 records, its index made anew", anew.cpu, self.yard())
        page = json.loads((folder / "output/现行版本.json").read_text("utf-8"))
        code = page["现行"][0]["核验码"]["第7村"]
        size = (folder / "output/核验.html").stat().st_size / 1024
        assert ledger.is_dir() and size <= 400, size
        village = ("--village", "第7村")
        for name, words in (
            ("`coverage`, index up to date", ("coverage", "--on", "2026-11-28")),
            ("`ledger list` of a village", ("ledger", "list", *village)),
            ("`ledger check`", ("ledger", "check")),
            ("`verify` of a code", ("verify", code)),
            ("`ledger add` of one record", ("ledger", "add", "--guide", "A-07", *village, "--date", "2026-11-01")),
        ):
            cost = often(lambda words=words: child([PROGRAM, *words], folder), 3)  # type: ignore[misc]
            self.tell(f"{name}, cold", cost.cpu, self.yard())
        for name in ("old", "new"):
            text = generated(500).replace("时限: 3个工作日", "时限: 9个工作日" if name == "new" else "时限: 3个工作日")
            (folder / f"{name}.yaml").write_text(text, "utf-8")
        cost = often(lambda: child([PROGRAM, "diff", "old.yaml", "new.yaml"], folder), 3)
        self.tell("`diff` of two guides of 500 steps, cold", cost.cpu, self.yard())

    def rivals(self) -> None:
        """Other programs on the same guide, each with its own plain look; those that are not installed are left out."""
        assert self.one.graph is not None
        nodes, edges = self.one.graph.nodes, self.one.graph.edges
        names = [f"{node.index + 1} {node.entry.name}" for node in nodes]
        if importlib.util.find_spec("typst"):
            source = self.folder / "guide.typ"
            boxes = "\n".join(f"#box(stroke: 1pt, inset: 6pt)[#{json.dumps(n, ensure_ascii=False)}]" for n in names)
            source.write_text(f'#set page("a3")\n#set text(font: "Noto Sans CJK SC")\n{boxes}\n', "utf-8")
            script = f"import typst; typst.compile({str(source)!r}, output={str(source.with_suffix('.pdf'))!r})"
            cost = often(lambda: child([sys.executable, "-c", script], self.folder))
            self.tell("Typst, boxes with the same words, cold", cost.cpu, self.yard())
        if mermaid := shutil.which("mmdc"):
            chart = self.folder / "guide.mmd"
            lines = [
                f"n{node.index}[{json.dumps(name, ensure_ascii=False)}]"
                for node, name in zip(nodes, names, strict=True)
            ]
            lines += [f"n{edge.source} --> n{max(edge.target, -1)}".replace("n-1", "done") for edge in edges]
            chart.write_text("\n".join(["flowchart TD", *lines]), "utf-8")
            words: list[str | Path] = [mermaid, "-i", chart, "-o", self.folder / "guide.svg"]
            self.tell("mermaid-cli, the same flow, cold", often(lambda: child(words, self.folder), 2).cpu, self.yard())

    def poster(self, context: Context, one: CheckedGuide) -> int:
        """Make a poster as `build` does, with dot asked anew. How many sheets it takes."""
        assert one.guide and one.graph
        forget(context)
        (subject,) = subjects_of([one], None, context.styles)
        result = make_poster(context, subject, context.styles.media["poster-a3"])
        assert result.pdf and result.content, result.diagnostics
        return len(result.content.sheets)

    def text(self) -> str:
        """The table."""
        version = subprocess.run(["dot", "-V"], capture_output=True, text=True, check=True).stderr.strip()
        machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
        head = f"{machine}, Python {platform.python_version()}, {version}"
        lines = [f"{head}.", "", "| what | CPU | × dot |", "| --- | ---: | ---: |"]
        return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in self.rows)])


def forget(context: Context) -> None:
    """What dot has said and what was laid out before is no longer known: a warm figure counts them every time."""
    context.__dict__.pop("_dot_answers", None)
    context.layout_tools.cache.clear()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name))
        parts = (
            bench.cold, bench.flows_alone, bench.whole, bench.inside, bench.large, bench.villages, bench.notices,
            bench.ledger, bench.rivals,
        )  # fmt: skip
        for part in parts:
            part()
        print(bench.text())


if __name__ == "__main__":
    main()
