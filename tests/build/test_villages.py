"""The texts of a project in one village."""

import pytest

from yizhangtu.build.villages import chosen, for_village
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.errors import UsageError
from yizhangtu.model.project import Project, Village
from yizhangtu.read import read_project


def test_addresses_and_phones_take_variables() -> None:
    village = Village(Text("甲村"), Text("001"), (("电话", Text("0000-1")),))
    project = Project(url=Text("https://example.cn/{{编码}}"), hotline=Text("{{电话}}"), villages=(village,))
    found = for_village(project, village)
    assert (found.url, found.hotline) == ("https://example.cn/001", "0000-1")
    general = for_village(project, None)
    assert general.url is None and "{{" not in str(general.hotline)
    assert for_village(Project(url=Text("https://example.com/")), None).url == "https://example.com/"


@pytest.mark.parametrize("written", ["[甲村, 乙村]", "\n  - {编码: 1}", "村庄.xls"])
def test_villages_that_cannot_be_read_are_no_villages_that_are_not_written(written: str) -> None:
    project, faults = read_project(f"村庄: {written}\n".encode(), "flows/辖区.yaml")
    assert faults and chosen(["全部"], project) == (None,)


@pytest.mark.parametrize("written", ["乡镇: 甲镇\n", "村庄: []\n"])
def test_without_villages_none_can_be_chosen(written: str) -> None:
    project = read_project(written.encode(), "flows/辖区.yaml").project
    with pytest.raises(UsageError, match="没有写村庄"):
        chosen(["全部"], project)
