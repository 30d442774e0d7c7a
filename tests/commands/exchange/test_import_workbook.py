"""Definition → workbook → edited by a clerk → the same file, with only what differs changed."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from helpers.guides import FLOWS
from yizhangtu.cli.main import main
from yizhangtu.commands.exchange.export_guides import ExportRequest, export_guides
from yizhangtu.commands.exchange.import_guides import import_guides
from yizhangtu.model.errors import UsageError

FLOW = """# 这份定义由镇里维护
名称: 开证明   # 标题
办理主体: 村委会
时间要求: 3日
监督管理: 村监委会看公示
操作流程:
  # 本人来
  - 步骤: 申请
    时限: 当场
  - 步骤: 审核   # 两个人看
    时限: 2日
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "开证明.yaml").write_text(FLOW, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def exported(*paths: str, to: str = "甲.xlsx") -> Path:
    result = export_guides(ExportRequest(paths, "", to, force=True))
    assert [one.code for one in result.diagnostics if one.severity == "error"] == []
    return result.written[0]


def edit(path: Path, sheet: str, old: str, new: str) -> None:
    """Write another text into the cell that has this one."""
    book: Any = openpyxl.load_workbook(path)
    cells = [cell for row in book[sheet] for cell in row if cell.value == old]
    cells[0].value = new
    book.save(path)


def test_only_what_differs_is_written(project: Path) -> None:
    workbook = exported("flows/开证明.yaml")
    edit(workbook, "步骤", "2日", "5日")
    (one,) = import_guides([workbook]).guides
    assert one.path == project / "flows" / "开证明.yaml" or one.path == Path("flows/开证明.yaml")
    assert (project / "flows" / "开证明.yaml").read_text("utf-8") == FLOW.replace("2日", "5日")
    assert one.changes is not None and len(one.changes) == 1 and "5日" in one.changes[0]
    assert import_guides([workbook]).guides[0].changes == ()


def test_dry_run_writes_nothing(project: Path) -> None:
    workbook = exported("flows/开证明.yaml")
    edit(workbook, "步骤", "2日", "5日")
    done = CliRunner().invoke(main, ["import", str(workbook), "--dry-run"], standalone_mode=False)
    assert "时限: 5日" in done.output
    assert (project / "flows" / "开证明.yaml").read_text("utf-8") == FLOW


def test_changes_of_others_meanwhile_stay(project: Path) -> None:
    workbook = exported("flows/开证明.yaml")
    edit(workbook, "步骤", "2日", "5日")
    path = project / "flows" / "开证明.yaml"
    path.write_text(FLOW.replace("时间要求: 3日", "时间要求: 8日"), "utf-8")
    import_guides([workbook])
    assert path.read_text("utf-8") == FLOW.replace("时间要求: 3日", "时间要求: 8日").replace("2日", "5日")


def test_changes_of_the_same_lines_are_refused(project: Path) -> None:
    workbook = exported("flows/开证明.yaml")
    edit(workbook, "步骤", "2日", "5日")
    path = project / "flows" / "开证明.yaml"
    path.write_text(FLOW.replace("时限: 2日", "时限: 9日"), "utf-8")
    result = import_guides([workbook])
    assert [one.code for one in result.diagnostics] == ["Y772"]
    assert result.guides == ()
    assert "时限: 9日" in path.read_text("utf-8")


def test_without_the_original_the_present_definition_is_edited(project: Path) -> None:
    workbook = exported("flows/开证明.yaml")
    book = openpyxl.load_workbook(workbook)
    del book["原文"]
    book.save(workbook)
    edit(workbook, "步骤", "2日", "5日")
    import_guides([workbook])
    assert (project / "flows" / "开证明.yaml").read_text("utf-8") == FLOW.replace("2日", "5日")
    (project / "flows" / "开证明.yaml").unlink()
    import_guides([workbook])
    made = (project / "flows" / "开证明.yaml").read_text("utf-8")
    assert "时限: 5日" in made and "#" not in made


def test_nothing_is_written_where_a_row_cannot_be_placed(project: Path) -> None:
    workbook = exported("flows/开证明.yaml")
    edit(workbook, "步骤", "2日", "5日")
    edit(workbook, "基本情况", "编号", "号码")
    book: Any = openpyxl.load_workbook(workbook)
    for row in book["基本情况"]:
        if row[0].value == "号码":
            row[1].value = "A-1"
    book.save(workbook)
    result = import_guides([workbook])
    assert [one.code for one in result.diagnostics] == ["Y774"]
    assert (project / "flows" / "开证明.yaml").read_text("utf-8") == FLOW


def test_whole_project_in_one_workbook(project: Path) -> None:
    villages = (
        "乡镇: 甲镇\n村庄:   # 全部\n  - {村名: 甲村, 编码: '0001', 站长: 张××}\n  - {村名: 乙村, 编码: '0002'}\n"
    )
    (project / "flows" / "辖区.yaml").write_text(villages, "utf-8")
    (project / "flows" / "清单.yaml").write_text((FLOWS / "主体责任清单.yaml").read_text("utf-8"), "utf-8")
    before = {path.name: path.read_bytes() for path in (project / "flows").iterdir()}
    workbook = exported("flows", to="全部.xlsx")
    import_guides([workbook])
    assert {path.name: path.read_bytes() for path in (project / "flows").iterdir()} == before
    edit(workbook, "村庄", "乙村", "丙村")
    edit(workbook, "步骤", "2日", "5日")
    import_guides([workbook], to=project / "新")
    made = {path.name: path.read_text("utf-8") for path in (project / "新").iterdir()}
    assert made == {
        "辖区.yaml": villages.replace("乙村", "丙村"),
        "开证明.yaml": FLOW.replace("2日", "5日"),
        "清单.yaml": before["清单.yaml"].decode(),
    }


def test_names_never_lead_out_of_the_folder(project: Path) -> None:
    workbook = exported("flows/开证明.yaml")
    edit(workbook, "基本情况", "开证明", "../../外面/../甲")
    import_guides([workbook])
    files = {path.relative_to(project).as_posix() for path in project.rglob("*.yaml")}
    assert files == {"flows/开证明.yaml", "flows/外面/甲.yaml"}


def test_several_definitions_have_no_single_file(project: Path) -> None:
    (project / "flows" / "乙.yaml").write_text(FLOW.replace("开证明", "乙"), "utf-8")
    workbook = exported("flows", to="全部.xlsx")
    with pytest.raises(UsageError, match="有 2 份"):
        import_guides([workbook], to="一份.yaml")
    folder = export_guides(ExportRequest(("flows",), "xlsx", "分开")).written
    assert sorted(path.name for path in folder) == ["乙.xlsx", "开证明.xlsx"]
    with pytest.raises(UsageError, match="已经有了"):
        export_guides(ExportRequest(("flows",), "xlsx", "分开"))


def test_faulty_definition_is_not_exported_and_said(project: Path) -> None:
    (project / "flows" / "坏.yaml").write_text("名称: 坏\n不认得: {甲: 乙}\n", "utf-8")
    result = export_guides(ExportRequest(("flows/坏.yaml",), "xlsx", "坏.xlsx"))
    assert result.written == ()
    assert [one.code for one in result.diagnostics] == ["Y775"]


def test_other_workbooks_with_such_a_sheet_are_read_as_documents(project: Path) -> None:
    book: Any = openpyxl.Workbook()
    book.active.title = "基本情况"
    for row in (["环节", "责任主体", "时限"], ["申请", "申请人", "随时"], ["审批", "镇政府", "5日"]):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    (project / "低保.xlsx").write_bytes(buffer.getvalue())
    (one,) = import_guides([project / "低保.xlsx"], dry_run=True).guides
    assert one.changes is None and "步骤: 申请" in one.text


def test_project_file_alone(project: Path) -> None:
    text = "乡镇: 甲镇   # 镇\n村庄:\n  - {村名: 甲村}\n"
    (project / "flows" / "辖区.yaml").write_text(text, "utf-8")
    workbook = exported("flows/辖区.yaml", to="辖区.xlsx")
    edit(workbook, "基本情况", "甲镇", "乙镇")
    import_guides([workbook])
    assert (project / "flows" / "辖区.yaml").read_text("utf-8") == text.replace("甲镇", "乙镇")
    with pytest.raises(UsageError, match="没有可以导出"):
        export_guides(ExportRequest(("flows/辖区.yaml",), "docx", "."))
