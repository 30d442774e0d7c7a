"""Files for other programs: every text of the guide is in each of them, and none of it becomes syntax."""

import html
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from jsonschema import Draft7Validator

from helpers.guides import FLOWS
from yizhangtu.commands.catalogue import schema
from yizhangtu.commands.exchange.export_guides import ExportRequest, export_guides
from yizhangtu.flow.graph import build_graph
from yizhangtu.model.errors import UsageError
from yizhangtu.model.graph import END
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide

HOSTILE = """名称: '"]; end <b>甲</b> |x|'
办理主体: '村委会 \\N {乙} [丙] %丁'
时间要求: '#5日 --> 6日'
监督管理: '`村监委` */ //'
操作流程:
  - 步骤: '申请"] end'
    内容: 'a -> b; subgraph x <br/> \\l @enduml'
    判断: {'是|"不是': 下一步, '否 : endlegend': 办结}
  - 步骤: 'end'
    时限: 3日
"""
GRAPHS = ("dot", "mermaid", "plantuml", "drawio")


def exported(folder: Path, form: str, text: str) -> bytes:
    """The only file that a definition is exported to."""
    (folder / "甲.yaml").write_text(text, "utf-8")
    result = export_guides(ExportRequest((str(folder / "甲.yaml"),), form, str(folder / "out")))
    (path,) = result.written
    return path.read_bytes()


def readable(form: str, data: bytes) -> str:
    """The text of a file as its program shows it, without blanks."""
    if form == "docx":
        document = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return re.sub(r"\s", "", "".join([*(one.text for one in document.paragraphs), *cells]))
    text = data.decode()
    if form == "mermaid":
        text = html.unescape(re.sub(r"#(\d+);", r"&#\1;", text))
    elif form == "plantuml":
        text = re.sub(r"<U\+([0-9A-F]{4})>", lambda found: chr(int(found[1], 16)), text)
    elif form == "drawio":
        text = "".join(cell.get("value", "") for cell in ElementTree.fromstring(text).iter("mxCell"))
    elif form == "html":
        shown = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
        text = html.unescape(re.sub(r"<[^>]*>", "", shown))
    elif form == "dot":
        text = re.sub(r"\\(.)", lambda found: "" if found[1] == "l" else found[1], text)
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("form", [*GRAPHS, "docx", "json", "html"])
@pytest.mark.parametrize("name", ["村级采购", "危房改造", "人民调解"])
def test_every_text_of_a_guide(tmp_path: Path, form: str, name: str) -> None:
    text = (FLOWS / f"{name}.yaml").read_text("utf-8")
    shown = readable(form, exported(tmp_path, form, text))
    guide = read_guide(text.encode(), "甲.yaml", Project()).guide
    assert guide is not None
    printed = [one for one in guide.texts if not re.search(r"\d{4}-\d\d-\d\d", one)]  # dates are written in words
    missing = [one for one in printed if re.sub(r"[\s。]", "", one) not in re.sub("。", "", shown)]
    assert missing == []


@pytest.mark.parametrize("form", [*GRAPHS, "docx", "html"])
def test_hostile_texts_stay_texts(tmp_path: Path, form: str) -> None:
    shown = readable(form, exported(tmp_path, form, HOSTILE))
    for text in (
        '"];end<b>甲</b>|x|',
        "村委会\\N{乙}[丙]%丁",
        "#5日-->6日",
        "a->b;subgraphx<br/>\\l@enduml",
        '是|"不是',
    ):
        assert text in shown


def test_dot_is_laid_out_with_the_ways_of_the_guide(tmp_path: Path) -> None:
    for text in (HOSTILE, (FLOWS / "村级采购.yaml").read_text("utf-8")):
        data = exported(tmp_path, "dot", text)
        (tmp_path / "out" / "甲.dot").unlink()
        plain = subprocess.run(["dot", "-Tplain"], input=data, capture_output=True, check=True).stdout.decode()
        guide = read_guide(text.encode(), "甲.yaml", Project()).guide
        assert guide is not None
        graph, _ = build_graph(guide)
        ends = [line.split()[1:3] for line in plain.splitlines() if line.startswith("edge ")]
        wanted = [[f"n{edge.source}", "end" if edge.target == END else f"n{edge.target}"] for edge in graph.edges]
        assert sorted(ends) == sorted(wanted)


def test_labels_that_look_like_html_are_texts_for_dot(tmp_path: Path) -> None:
    text = "名称: <b>甲</b>\n办理主体: 村委会\n时间要求: 5日\n监督管理: 村监委会\n操作流程:\n  - 步骤: <i>\n"
    text += "    判断: {<script>x</script>: 下一步, '<TABLE>': 办结}\n  - 步骤: 完\n"
    data = exported(tmp_path, "dot", text)
    plain = subprocess.run(["dot", "-Tplain"], input=data, capture_output=True, check=True).stdout.decode()
    assert "<script>x</script>" in plain and "<TABLE>" in plain and "<i>" in plain
    assert '"<b>甲</b>"' in data.decode()


def test_lines_of_graphs_are_only_ours(tmp_path: Path) -> None:
    mermaid = exported(tmp_path, "mermaid", HOSTILE).decode()
    label = r'"(?:[^"\x00-\x1f<>|`{}\[\]();]|#\d+;|<br/>)*"'
    box = rf"n\d+(?:\[{label}\]|\{{\{{{label}\}}\}})"
    way = rf"n\d+ -->(?:\|{label}\|)? (?:n\d+|done)"
    ours = rf"flowchart TD|\s*(?:{box}|{way}|done\(\[{label}\]\)|about\[{label}\])"
    assert [line for line in mermaid.splitlines() if not re.fullmatch(ours, line)] == []
    plant = exported(tmp_path, "plantuml", HOSTILE).decode().splitlines()
    assert [line for line in plant if line.startswith("@")] == ["@startuml", "@enduml"]
    assert plant.count("endlegend") == 1


def test_plantuml_reads_its_files(tmp_path: Path) -> None:
    program = shutil.which("plantuml")
    if program is None:
        pytest.skip("no PlantUML")
    for number, text in enumerate((HOSTILE, (FLOWS / "村级采购.yaml").read_text("utf-8"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        exported(folder, "plantuml", text)
        file = str(folder / "out" / "甲.puml")
        assert subprocess.run([program, "-charset", "UTF-8", "-checkonly", file], check=False).returncode == 0


def test_word_document_has_a_row_for_each_step_and_the_same_bytes_twice(tmp_path: Path) -> None:
    text = (FLOWS / "村级采购.yaml").read_text("utf-8")
    first = exported(tmp_path, "docx", text)
    (tmp_path / "out" / "甲.docx").unlink()
    assert exported(tmp_path, "docx", text) == first
    facts, table, materials = docx.Document(io.BytesIO(first)).tables[:3]
    assert [cell.text for cell in facts.rows[1].cells] == ["时间要求", "按村规定。"]
    assert [cell.text for cell in materials.rows[0].cells] == ["1", "采购申请。"]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["序号", "步骤", "谁来办", "多久", "做什么", "接着"]
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, 15)]
    assert rows[2][1:4] == ["社长同意", "社长", "当天"]
    assert "未通过：重新提出：到1" in rows[3][5]
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2020, 1, 1, 0, 0, 0)}


def test_json_has_texts_only_under_chinese_names(tmp_path: Path) -> None:
    text = "title: 甲\nnumber: 0123\nhandler: 村委会\ndeadline: 1日\noversight: 无\nsteps:\n  - step: 审核\n"
    text += "    branches: {no: 办结, 1: 下一步}\n  - 发证\n"
    data = json.loads(exported(tmp_path, "json", text))
    assert data == {
        "类型": "流程", "名称": "甲", "编号": "0123", "办理主体": ["村委会"], "时间要求": {"承诺": "1日"},
        "监督管理": [{"方式": "无"}],
        "操作流程": [{"步骤": "审核", "判断": {"no": {"到": "办结"}, "1": {"到": "下一步"}}}, {"步骤": "发证"}],
    }  # fmt: skip


def test_json_follows_the_published_schema(tmp_path: Path) -> None:
    validator = Draft7Validator(schema())
    done = export_guides(ExportRequest((str(FLOWS), str(FLOWS / "公示")), "json", str(tmp_path)))
    assert len(done.written) > 30
    for path in done.written:
        assert [one.message for one in validator.iter_errors(json.loads(path.read_text("utf-8")))] == [], path


def test_drawio_has_the_boxes_of_the_poster(tmp_path: Path) -> None:
    text = (FLOWS / "高龄津贴申领.yaml").read_text("utf-8").replace("名称:", "版式: 泳道\n名称:", 1)
    root = ElementTree.fromstring(exported(tmp_path, "drawio", text))
    cells = {cell.get("id"): cell for cell in root.iter("mxCell")}
    lanes = [cell.get("value") for name, cell in cells.items() if name and name.startswith("lane-")]
    assert lanes == ["村民", "村委会", "镇便民服务中心", "县民政局"]
    assert [cells[f"step-{number}"].get("parent") for number in range(6)] == [
        "lane-0", "lane-1", "lane-1", "lane-1", "lane-2", "lane-3",
    ]  # fmt: skip
    ways = [(cell.get("source"), cell.get("target")) for cell in root.iter("mxCell") if cell.get("edge")]
    assert ways == [*((f"step-{number}", f"step-{number + 1}") for number in range(5)), ("step-5", "end")]
    boxes = {name: [float(cells[name].find("mxGeometry").get(side)) for side in ("x", "y", "width", "height")]  # type: ignore[union-attr,arg-type]
             for name in ("step-1", "step-2", "step-3")}  # fmt: skip
    assert boxes["step-1"][0] == boxes["step-2"][0] == boxes["step-3"][0]
    assert boxes["step-1"][1] + boxes["step-1"][3] < boxes["step-2"][1]


def test_drawio_says_where_a_way_to_another_sheet_leads(tmp_path: Path) -> None:
    root = ElementTree.fromstring(exported(tmp_path, "drawio", (FLOWS / "村级采购.yaml").read_text("utf-8")))
    assert len(root.findall("diagram")) == 2
    away = [cell.get("value") for cell in root.iter("mxCell") if cell.get("edge") and not cell.get("target")]
    assert away and all("到第2张 10 签合同备案" in str(one) for one in away)


def test_html_is_one_file_without_links_to_others(tmp_path: Path) -> None:
    page = exported(tmp_path, "html", (FLOWS / "高龄津贴申领.yaml").read_text("utf-8")).decode()
    assert re.findall(r'(?:href|src)="(?!#|tel:)([^"]*)"', page) == []
    assert '<nav aria-label="全站"' not in page
    assert "default-src 'none'" in page


def test_svg_has_its_fonts_and_every_sheet_a_file(tmp_path: Path) -> None:
    request = ExportRequest((str(FLOWS / "村级采购.yaml"),), "svg", str(tmp_path), "poster-a4")
    sheets = [path.read_text("utf-8") for path in export_guides(request).written]
    assert len(sheets) >= 2
    for sheet in sheets:
        assert sheet.count("src:url(data:font/otf;base64,") == 2
        assert "http" not in sheet.replace("http://www.w3.org/2000/svg", "")


def test_png_has_the_size_of_the_sheet(tmp_path: Path) -> None:
    from PIL import Image

    request = ExportRequest((str(FLOWS / "高龄津贴申领.yaml"),), "png", str(tmp_path / "甲.png"), "poster-a4", 50)
    (path,) = export_guides(request).written
    with Image.open(path) as image:
        assert image.size == (round(210 / 25.4 * 50), round(297 / 25.4 * 50))


def test_what_cannot_be_exported(tmp_path: Path) -> None:
    notes = str(FLOWS / "主体责任清单.yaml")
    for request in (
        ExportRequest((notes,), "pdf", str(tmp_path)),
        ExportRequest((notes,), "svg", str(tmp_path), "booklet-a5"),
        ExportRequest((notes,), "png", str(tmp_path), dpi=1),
        ExportRequest((str(FLOWS / "村级采购.yaml"), str(FLOWS / "危房改造.yaml")), "dot", str(tmp_path / "甲.dot")),
    ):
        with pytest.raises(UsageError):
            export_guides(request)
    done = ExportRequest((str(FLOWS / "村级采购.yaml"),), "dot", str(tmp_path))
    export_guides(done)
    with pytest.raises(UsageError, match="已经有了"):
        export_guides(done)
    assert export_guides(done._replace(force=True)).written == (tmp_path / "村级采购.dot",)
