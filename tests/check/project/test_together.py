"""Named definitions checked together with the rest of their project: what is read and reported, and its cost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import yizhangtu
from helpers.installed import installed_styles
from yizhangtu.build.cache.keys import Keys
from yizhangtu.build.checked import Checked, check_loaded
from yizhangtu.build.jobs import subjects_of
from yizhangtu.build.load import load
from yizhangtu.check.project import together
from yizhangtu.media.choice import media_of
from yizhangtu.media.kind import Job
from yizhangtu.media.registry import kind_of
from yizhangtu.model.listing import Listing
from yizhangtu.system.installation import Installation

FLOW = """\
名称: 开居住说明
所属清单: 服务群众
办理主体: [村委会, 镇政府]
时间要求: 5个工作日
监督管理: [{监督人: 村监委}]
操作流程: [{步骤: 盖章, 时限: 当场, 内容: 开居住说明}]
"""
LIST = """\
类型: 清单
名称: 服务清单
所属清单: 服务群众
帮办代办: {姓名: 张××}
事项:
  - {事项: 居住说明, 流程: 居住说明}
"""
NEGATIVE = """\
类型: 清单
名称: 负面清单
所属清单: 负面事项
办理主体: 村委会
时间要求: 当场
监督管理: 村监委
操作流程: [{步骤: 对照, 时限: 当场}]
事项: [死亡证明]
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of a flow, a list that names it, and a negative list."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flows").mkdir()
    for name, text in (("居住说明", FLOW), ("服务清单", LIST), ("负面清单", NEGATIVE)):
        put(tmp_path, name, text)
    return tmp_path


def put(here: Path, name: str, text: str) -> str:
    path = here / f"flows/{name}.yaml"
    path.write_text(text, "utf-8")
    return f"flows/{name}.yaml"


def reported(checked: Checked) -> list[str]:
    return [f"{one.span.file[6:-5]}:{one.span.line} {one.code}" for one in checked.diagnostics if one.span]


def names(checked: Checked) -> list[str]:
    return [one.definition.stem for one in checked.context]


def listing(checked: Checked) -> Listing:
    body = checked.guides[0].guide and checked.guides[0].guide.body
    assert isinstance(body, Listing)
    return body


class TestWhatIsRead:
    """The context of what was named."""

    def test_a_whole_folder_needs_none(self, here: Path) -> None:
        checked = yizhangtu.check_files()
        assert (names(checked), reported(checked), len(checked.guides)) == ([], [], 3)

    def test_a_list_needs_all_that_lies_beside_it(self, here: Path) -> None:
        checked = yizhangtu.check_files(["flows/服务清单.yaml"])
        assert [one.definition.stem for one in checked.guides] == ["服务清单"]
        assert names(checked) == ["居住说明", "负面清单"] and reported(checked) == []
        assert all(one.guide and one.graph and one.sound for one in checked.context)

    def test_a_flow_needs_the_negative_lists(self, here: Path) -> None:
        assert names(yizhangtu.check_files(["flows/居住说明.yaml"])) == ["负面清单"]
        (here / "flows/负面清单.yaml").unlink()
        assert names(yizhangtu.check_files(["flows/居住说明.yaml"])) == []

    def test_a_list_from_standard_input(self, here: Path) -> None:
        checked = yizhangtu.check_files(["-"], stdin=LIST.replace("服务清单", "别的").encode())
        assert listing(checked).rows[0].who == ("村委会", "镇政府") and reported(checked) == []

    def test_other_folders_are_other_projects(self, here: Path) -> None:
        (here / "其他").mkdir()
        (here / "其他/清单.yaml").write_text(LIST, "utf-8")
        checked = yizhangtu.check_files(["flows", "其他"])
        assert [one.code for one in checked.diagnostics] == ["Y807"]

    def test_a_definition_that_cannot_be_read_is_not_called_missing(self, here: Path) -> None:
        put(here, "坏的", "- 甲\n")
        put(here, "服务清单", LIST.replace("流程: 居住说明", "流程: 坏的"))
        found = reported(yizhangtu.check_files())
        assert "服务清单:6 Y807" not in found and "坏的:1 Y112" in found
        assert not [one for one in found if one.endswith("Y810")]  # the list that holds a flow may be the bad one

    def test_for_every_village(self, here: Path) -> None:
        (here / "flows/辖区.yaml").write_text("村庄: [{村名: 子村}, {村名: 丑村}]\n", "utf-8")
        put(here, "居住说明", FLOW.replace("村委会", "'{{村名}}村委会'"))
        checked = check_loaded(load(["flows/服务清单.yaml"]), ["全部"])
        who = [
            one.guide.body.rows[0].who[0] for one in checked.guides if one.guide and isinstance(one.guide.body, Listing)
        ]
        assert who == ["子村村委会", "丑村村委会"] and len(checked.context) == 4


class TestWhatIsReported:
    """Faults have their main place in a file that was named."""

    def test_nothing_of_the_context_alone(self, here: Path) -> None:
        put(here, "居住说明", FLOW.replace("监督管理: [{监督人: 村监委}]\n", "标题: 子\n"))
        put(here, "又一份", FLOW)
        assert reported(yizhangtu.check_files(["flows/负面清单.yaml"])) == []

    def test_a_row_against_its_guide(self, here: Path) -> None:
        put(here, "服务清单", LIST.replace("流程: 居住说明", "时限: 9日, 流程: 居住说明"))
        for paths in ((), ["flows/服务清单.yaml"]):
            checked = yizhangtu.check_files(paths)
            assert reported(checked) == ["服务清单:6 Y808"]
            assert checked.diagnostics[0].related[0].span.file == "flows/居住说明.yaml"

    def test_the_other_place_where_only_that_was_named(self, here: Path) -> None:
        put(here, "居住说明", FLOW.replace("内容: 开居住说明", "内容: 开死亡证明"))
        expected = {
            "居住说明": ("居住说明:6 Y809", "flows/负面清单.yaml"),
            "负面清单": ("负面清单:8 Y809", "flows/居住说明.yaml"),
        }
        for name, (fault, other) in expected.items():
            checked = yizhangtu.check_files([f"flows/{name}.yaml"])
            assert reported(checked) == [fault]
            assert [one.span.file for one in checked.diagnostics[0].related] == [other]
            assert other in checked.texts
        assert reported(yizhangtu.check_files()) == ["居住说明:6 Y809"]
        assert reported(yizhangtu.check_files(["flows/服务清单.yaml"])) == []

    def test_what_takes_all_guides_is_reported_only_of_all(self, here: Path) -> None:
        put(here, "别的", FLOW.replace("开居住说明", "别的"))
        assert reported(yizhangtu.check_files()) == ["别的:1 Y810"]
        for name in ("别的", "服务清单", "负面清单"):
            assert reported(yizhangtu.check_files([f"flows/{name}.yaml"])) == [], name

    def test_equal_numbers_are_reported_of_what_was_named(self, here: Path) -> None:
        put(here, "服务清单", LIST + "编号: A-1\n")
        put(here, "居住说明", FLOW + "编号: A-1\n")
        put(here, "又一份", FLOW.replace("开居住说明", "又一份") + "编号: A-1\n")
        found = yizhangtu.check_files(["flows/服务清单.yaml"])
        assert reported(found) == ["服务清单:7 Y701"]

    def test_what_cannot_be_printed_of_a_guide_cannot_be_of_its_list(self, here: Path) -> None:
        put(here, "居住说明", FLOW.replace("村监委", "村监委\U0001f600"))
        checked = yizhangtu.check_files(["flows/服务清单.yaml"])
        assert reported(checked) == ["服务清单:6 Y601"] and not checked.guides[0].sound
        assert "村监委" in checked.diagnostics[0].hint

    def test_a_bug_is_a_fault(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*args: object, **keys: object) -> None:
            raise RuntimeError("oh")

        monkeypatch.setattr(together, "resolve", broken)
        monkeypatch.setattr(together, "check_project", broken)
        found = yizhangtu.check_files().diagnostics
        assert {one.code for one in found} == {"Y604"} and all(one.span for one in found)


def test_the_stamp_of_a_list_changes_with_the_guides_that_it_names(here: Path) -> None:
    def keys() -> dict[str, str]:
        known = installed_styles()
        medium = media_of(["poster-a3"], known)[0]
        subjects = subjects_of(yizhangtu.check_files().guides, None, known)
        made = Keys(Installation())
        return {one.guide.stem: made.of(Job("a.pdf", medium, kind_of(medium), (one,))) for one in subjects}

    before = keys()
    put(here, "居住说明", FLOW.replace("5个工作日", "4个工作日"))
    after = keys()
    assert [name for name in before if before[name] != after[name]] == ["居住说明", "服务清单"]


def test_two_thousand_rows_are_checked_in_no_time(here: Path) -> None:
    rows = "".join(
        f"  - {{事项: 第{n}件事, 类别: 第{n // 40}类, 办理主体: 村委会, 时限: 5个工作日, 监督: 村监委, "
        "流程: 居住说明}\n"
        for n in range(2000)
    )
    path = put(here, "服务清单", LIST[: LIST.index("  - ")] + rows)
    start = time.process_time()
    checked = yizhangtu.check_files([path])
    assert time.process_time() - start < 2
    assert reported(checked) == [] and len(listing(checked).rows) == 2000
