"""`site`: what lies in the folder afterwards, and what is said of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from shutil import copytree

import pytest
from openpyxl import load_workbook

from helpers.village_project import enter, make_project, run
from yizhangtu.build.cache.records import NAME
from yizhangtu.commands.site.make import SiteRequest, make_site
from yizhangtu.model.errors import StyleError
from yizhangtu.system import places
from yizhangtu.system.installation import Installation

GUIDE = """\
名称: 开具居住证明
编号: B-20
办理主体: 村委会
时间要求: 5日
监督管理: 村监委
操作流程:
  - 步骤: 申请
    办理: 村民
  - 步骤: 到{{站长}}处盖章
"""
PROJECT = """\
乡镇: 甲镇
网址: https://example.gov.cn/bszn/
监督电话: 0000-1234567
村庄:
  - {村名: 甲村, 编码: "000001", 站长: 张××}
  - {村名: 乙村, 编码: "000002", 站长: 李××}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project(tmp_path, {"居住证明.yaml": GUIDE, "辖区.yaml": PROJECT, "村民说事.yaml": "村民说事"})
    return enter(tmp_path, monkeypatch)


def pages(folder: Path) -> dict[str, bytes]:
    """The files of a site, its records left out."""
    names = (path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in names}


def test_a_site_is_made_and_made_again(project: Path) -> None:
    done = run("site")
    assert done.exit_code == 0
    first = pages(project / "网站")
    assert sorted(first) == ["B-20.html", "cun-min-shuo-shi.html", "index.html", "who.html"]
    assert done.stdout.split()[0] == "网站/index.html" and len(done.stdout.split()) == 4
    times = {path: path.stat().st_mtime_ns for path in (project / "网站").iterdir()}
    again = run("site")
    assert again.stdout == "" and "写了 0 个" in again.stderr
    assert {path: path.stat().st_mtime_ns for path in (project / "网站").iterdir()} == times
    assert run("site", "-o", "另一个").exit_code == 0 and pages(project / "另一个") == first


def test_a_page_goes_with_its_guide(project: Path) -> None:
    run("site")
    (project / "flows" / "村民说事.yaml").unlink()
    done = run("site")
    assert "Y730" in done.stderr and sorted(pages(project / "网站")) == ["B-20.html", "index.html", "who.html"]


def test_files_of_others_stay(project: Path) -> None:
    folder = project / "网站"
    folder.mkdir()
    (folder / "index.html").write_text("别人的")
    (folder / "附件.doc").write_text("别人的")
    done = run("site")
    assert done.exit_code == 1 and "网站/index.html 错误[Y871]" in done.stderr
    assert (folder / "index.html").read_text() == "别人的" and (folder / "B-20.html").exists()
    (folder / "B-20.html").write_text("有人改过")
    (folder / "index.html").unlink()
    done = run("site")
    assert "网站/B-20.html 错误[Y871]" in done.stderr and "index.html" in done.stdout
    (project / "flows" / "居住证明.yaml").unlink()
    run("site")
    assert (folder / "B-20.html").read_text() == "有人改过" and (folder / "附件.doc").read_text() == "别人的"


def test_links_do_not_lead_out_of_the_folder(project: Path) -> None:
    folder, outside = project / "网站", project / "外面"
    folder.mkdir()
    outside.mkdir()
    (folder / "cun").symlink_to(outside)
    done = run("site", "--village", "全部")
    assert done.exit_code == 2 and "指到了输出文件夹外面" in done.stderr and list(outside.iterdir()) == []


def test_a_site_among_other_results_leaves_them(project: Path) -> None:
    run("build", "-m", "text", "-o", "网站")
    texts = sorted((project / "网站" / "text").iterdir())
    run("site")
    assert sorted((project / "网站" / "text").iterdir()) == texts and len(texts) == 2
    done = run("build", "-m", "text", "-o", "网站")
    assert done.exit_code == 0 and (project / "网站" / "index.html").exists()


def test_a_guide_with_errors_is_left_out(project: Path) -> None:
    (project / "flows" / "坏.yaml").write_text("名称: 坏\n办理主题: 村委会\n", "utf-8")
    done = run("site")
    assert done.exit_code == 1 and "Y113" in done.stderr and "B-20.html" in pages(project / "网站")


def test_villages_have_pages_of_their_own(project: Path) -> None:
    done = run("site", "--village", "全部")
    assert done.exit_code == 0
    found = pages(project / "网站")
    own = [name for name in found if name.startswith("cun/")]
    assert sorted(own) == [
        "cun/000001/B-20.html", "cun/000001/index.html", "cun/000002/B-20.html", "cun/000002/index.html",
    ]  # fmt: skip
    assert "到张××处盖章" in found["cun/000001/B-20.html"].decode()
    home = found["cun/000001/index.html"].decode()
    assert 'href="../../cun/000001/B-20.html"' in home and 'href="../../cun-min-shuo-shi.html"' in home
    assert 'href="cun/000001/index.html">甲村' in found["index.html"].decode()
    assert sorted(run("site", "--village", "甲村").stderr.split("写了")[0].split())  # the other village's pages go
    assert not (project / "网站" / "cun" / "000002").exists()


@pytest.mark.parametrize("address", ["example.gov.cn", "ftp://x/", "https://x/?a=1", "https://x/#a", "javascript:x"])
def test_an_address_that_is_none(project: Path, address: str) -> None:
    done = run("site", "--base", address)
    assert done.exit_code == 2 and "不是网站的地址" in done.stderr and not (project / "网站").exists()


def test_a_base_address_with_a_path(project: Path) -> None:
    done = run("site", "--base", "https://example.gov.cn/bszn")
    assert done.exit_code == 0 and "Y873" not in done.stderr
    page = (project / "网站" / "B-20.html").read_text()
    assert '<link rel="canonical" href="https://example.gov.cn/bszn/B-20.html">' in page
    assert "Y873" in run("site", "--base", "https://example.gov.cn/").stderr


def test_released_versions_stand_on_the_site(project: Path) -> None:
    run("release", "--on", "2026-11-01")
    assert run("site").exit_code == 0
    found = {name: data.decode() for name, data in pages(project / "网站").items()}
    assert {"changes.html", "verify.html"} <= set(found)
    listed = json.loads((project / "output" / "现行版本.json").read_text())["现行"]
    codes = next(one for one in listed if one["图"] == "居住证明")["核验码"]
    data = found["B-20.html"].partition('id="list">')[2].partition("</script>")[0]
    packed = json.loads(data)["current"][0]["codes"]
    assert [packed[at : at + 11] for at in range(0, len(packed), 11)] == [code[:11] for code in codes.values()]
    assert '"page":"B-20.html"' in found["verify.html"]
    changed = GUIDE.replace("监督管理", "发布: {版本: V2}\n监督管理").replace("5日", "3日")
    (project / "flows" / "居住证明.yaml").write_text(changed, "utf-8")
    assert "Y872" in run("site").stderr
    run("release", "--on", "2026-11-02")
    assert "Y872" not in run("site").stderr
    page = (project / "网站" / "changes.html").read_text()
    assert "时间要求" in page and "5日" in page and "3日" in page


def test_finished_files_are_offered_where_they_are_as_the_definition_says(project: Path) -> None:
    run("build", "-m", "text")
    run("site")
    page = (project / "网站" / "B-20.html").read_text()
    assert 'href="files/B-20.text.txt" download="开具居住证明.txt"' in page
    text = project / "output" / "text" / "居住证明.txt"
    assert (project / "网站" / "files" / "B-20.text.txt").read_bytes() == text.read_bytes()
    (project / "flows" / "居住证明.yaml").write_text(GUIDE.replace("5日", "3日"), "utf-8")
    done = run("site")
    assert "Y875" in done.stderr and not (project / "网站" / "files" / "B-20.text.txt").exists()
    assert "files/B-20" not in (project / "网站" / "B-20.html").read_text()


def test_articles_to_paste(project: Path) -> None:
    """Styles of elements and nothing else: what an editor of articles keeps."""
    run("build", "-m", "longimage", "flows/居住证明.yaml")
    done = run("site", "-f", "wechat")
    assert done.exit_code == 0
    found = pages(project / "公众号")
    text = found.pop("B-20/正文.html").decode()
    found.pop("cun-min-shuo-shi/正文.html")
    assert not re.search(r"<(script|style|link|img|a|svg)\b|\b(class|id|href|src|on\w+)=", text)
    assert "您来办" in text and "5日" in text and len(text.encode()) < 100_000
    assert list(found) and all(re.fullmatch(r"B-20/\d\d\.(png|jpg)", name) for name in found)
    assert all(len(data) <= 2_000_000 for data in found.values())
    made = sorted((project / "output" / "longimage").iterdir())
    assert sorted(found.values()) == sorted(path.read_bytes() for path in made)


def test_tables_are_offered_as_a_workbook(project: Path) -> None:
    rows = "[{类别: 上门, 事项: 送药, 时限: 当天}, {事项: 代办, 时限: 3日}]"
    head = "类型: 清单\n名称: 服务清单\n所属清单: 主体责任\n办理主体: 村委会\n时间要求: 3日\n监督管理: 村监委\n"
    text = f"{head}操作流程: 无\n事项: {rows}\n"
    (project / "flows" / "清单.yaml").write_text(text, "utf-8")
    run("site")
    book = load_workbook(project / "网站" / "files" / "qing-dan.table.xlsx")
    assert [[cell.value or "" for cell in row] for row in book["事项"]] == [
        ["类别", "序号", "事项", "办理时限"], ["上门（1项）", "1", "送药", "当天"], ["事项（1项）", "2", "代办", "3日"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "code"), [("{{ page.titel }}", "Y618"), ("{{ titel }}", "Y618"), ("{% if %}", "Y617")]
)
def test_a_template_with_a_mistake_is_said(project: Path, wrong: str, code: str) -> None:
    styles = copytree(places.styles(), project / "styles")
    template = styles / "templates" / "site" / "guide.html.j2"
    template.write_text(template.read_text("utf-8").replace("{{ page.subtitle }}", wrong), "utf-8")
    with pytest.raises(StyleError) as said:
        make_site(SiteRequest(), Installation(styles))
    (one,) = said.value.diagnostics
    assert one.code == code and one.span is not None and one.span.file.endswith("templates/site/guide.html.j2")
    assert not (project / "网站").exists()
