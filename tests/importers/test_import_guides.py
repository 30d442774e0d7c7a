"""The whole way: files → definitions on disk, with nothing lost and nothing overwritten."""

import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.cases import cases
from helpers.documents import workbook
from yizhangtu.cli.main import main
from yizhangtu.commands.exchange.import_guides import import_guides
from yizhangtu.model.errors import UsageError
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide

ROWS = [
    ["环节", "责任主体", "内容", "办理时限"],
    ["申请", "申请人", "交材料", "随时"],
    ["审批", "镇政府", "给答复", "5个工作日"],
]


def test_files_are_written_once(tmp_path: Path) -> None:
    source = tmp_path / "低保.xlsx"
    source.write_bytes(workbook(ROWS, title="低保办理"))
    first = import_guides([source], to=tmp_path / "flows")
    assert [one.path for one in first.guides] == [tmp_path / "flows" / "低保办理.yaml"]
    made = (tmp_path / "flows" / "低保办理.yaml").read_bytes()
    again = import_guides([source], to=tmp_path / "flows")
    assert [one.code for one in again.diagnostics] == ["Y772"]
    assert (tmp_path / "flows" / "低保办理.yaml").read_bytes() == made


def test_command_reports_guesses_and_what_is_missing(tmp_path: Path) -> None:
    source = tmp_path / "低保.xlsx"
    source.write_bytes(workbook(ROWS, title="低保办理"))
    done = CliRunner().invoke(main, ["import", str(source), "--dry-run", "--format", "json"], standalone_mode=False)
    (one,) = json.loads(done.output)["guides"]
    assert one["path"] is None
    assert one["missing"] == ["时间要求", "监督管理"]
    places = {entry["key"]: entry["place"] for entry in one["found"]}
    assert places["审批.时限"] == "表“低保办理”D3"
    assert yaml.safe_load(one["definition"])["操作流程"][1] == {
        "步骤": "审批", "办理": "镇政府", "内容": "给答复", "时限": "5个工作日",
    }  # fmt: skip


def test_unknown_kind_and_one_file_for_several(tmp_path: Path) -> None:
    source = tmp_path / "两项.csv"
    source.write_text("事项,甲,乙\n办理主体,村委会,镇政府\n办理时限,即办,3日\n收费,无,无\n", "utf-8")
    with pytest.raises(UsageError):
        import_guides([source], kind="图片")
    with pytest.raises(UsageError):
        import_guides([source], to=tmp_path / "一份.yaml")


_CELLS = st.text(
    st.sampled_from("村镇办理流程时限材料申请审批公示监督0123456789（）：、；。→:#-'\"[]{}&*!|>%@` \n√■□元分日"),
    min_size=0,
    max_size=18,
)


@settings(max_examples=cases(20, 60), deadline=None)
@given(st.lists(st.lists(_CELLS, min_size=2, max_size=5), min_size=1, max_size=6), st.sampled_from(["", *"一二三"]))
def test_every_text_of_any_table_is_in_the_definitions(rows: list[list[str]], head: str) -> None:
    from yizhangtu.importers.kept import lost
    from yizhangtu.importers.words import header_words
    from yizhangtu.read.faults import Faults
    from yizhangtu.read.originals.original import Original, SourceCell, grid

    heads = {
        "一": ["环节", "责任主体", "内容", "时限"],
        "二": ["事项", "办理主体", "时限", "形式"],
        "三": ["内容", "分值", "备注"],
    }
    lines = [heads[head], *rows] if head else rows
    cells = [[SourceCell(text.strip(), f"{at}-{number}", at * 100 + number) for number, text in enumerate(row)]
             for at, row in enumerate(lines)]  # fmt: skip
    original = Original("表.xlsx", (grid("表", cells),))
    text = _definitions(original)
    assert lost(original.cells(), [text], header_words().is_name) == ()
    assert Faults("").sorted() == ()


def _definitions(original: object) -> str:
    from yizhangtu.importers.definition import definition_text, remarks
    from yizhangtu.importers.kept import lost
    from yizhangtu.importers.recognise import recognise
    from yizhangtu.importers.words import header_words
    from yizhangtu.read.originals.original import Original

    assert isinstance(original, Original)
    words = header_words()
    drafts, unread = recognise(original, words)
    texts = [definition_text(one, words, original.file) for one in drafts]
    left = {cell.id for cell in unread}
    gone = lost((cell for cell in original.cells() if cell.id not in left), texts, words.is_name)
    texts = [one + remarks(unread, gone) for one in texts]
    for one in texts:
        read = read_guide(one.encode(), "甲.yaml", Project())
        broken = [fault for fault in read.diagnostics if re.match("Y10[4-9]|Y11[0246]|Y124", fault.code)]
        assert broken == [], one
    return "\n".join(texts) if texts else "\n".join(cell.text for cell in original.cells())
