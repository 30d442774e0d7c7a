"""The texts of a project in one village."""

from yizhangtu.build.villages import for_village
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.project import Project, Village


def test_addresses_and_phones_take_variables() -> None:
    village = Village(Text("甲村"), Text("001"), (("电话", Text("0000-1")),))
    project = Project(url=Text("https://example.cn/{{编码}}"), hotline=Text("{{电话}}"), villages=(village,))
    found = for_village(project, village)
    assert (found.url, found.hotline) == ("https://example.cn/001", "0000-1")
    general = for_village(project, None)
    assert general.url is None and "{{" not in str(general.hotline)
    assert for_village(Project(url=Text("https://example.com/")), None).url == "https://example.com/"
