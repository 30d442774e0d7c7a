"""`release`, `verify`, `diff` as a clerk uses them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

import yizhangtu
from helpers.pdf_letters import covered, text_of
from helpers.village_project import run
from yizhangtu.build.request import BuildRequest
from yizhangtu.commands.compare import compare
from yizhangtu.commands.marked_posters import marked_posters

GUIDE = """\
名称: 宅基地审批
编号: A-07
办理主体: 村委会
时间要求: 20个工作日
监督管理: [{监督人: 镇纪委, 电话: 0000-1234567}]
操作流程:
  - {步骤: 提出申请, 办理: 村民, 时限: 当场}
  - {步骤: 村级审查, 时限: 5个工作日}
发布: {版本: V1.1, 日期: 2026-03-01, 施行: 2026-03-01, 状态: 正式}
"""
PROJECT = "乡镇: ××镇\n网址: https://example.com/a\n监督电话: 0000-1\n村庄: [{村名: 甲村}, {村名: 乙村}]\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    write(tmp_path, GUIDE)
    (tmp_path / "flows" / "辖区.yaml").write_text(PROJECT, "utf-8")
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "flows").mkdir(exist_ok=True)
    (folder / "flows" / "宅基地.yaml").write_text(text, "utf-8")


def changed(folder: Path) -> None:
    new = GUIDE.replace("时限: 5个工作日", "时限: 3个工作日").replace("1234567", "7654321").replace("V1.1", "V1.2")
    write(folder, new)


def code_of(folder: Path, village: str = "甲村") -> str:
    data = json.loads((folder / "output/现行版本.json").read_text("utf-8"))
    return str(data["现行"][0]["核验码"][village])


def test_from_a_release_to_an_old_version_on_a_wall(here: Path) -> None:
    first = run("release", "--on", "2026-03-01")
    assert first.exit_code == 0 and "新版本：A-07 宅基地审批 V1.1（2026-03-01公布）" in first.stdout
    code = code_of(here)
    answer = run("verify", code.lower())
    assert answer.exit_code == 0 and "现行" in answer.stdout and "甲村" in answer.stdout
    assert run("verify", code, "--village", "甲村").exit_code == 0
    answer = run("verify", code, "--village", "乙村")
    assert answer.exit_code == 1 and "别的村的：是甲村的，不是乙村的" in answer.stdout
    changed(here)
    assert run("release").exit_code == 0
    answer = run("verify", code)
    assert answer.exit_code == 1
    assert re.search(r"旧版，\d{4}-\d\d-\d\d 起用 V1\.2。改了 2 处：", answer.stdout)
    assert "第2步“村级审查”的时限：5个工作日 → 3个工作日" in answer.stdout
    assert "监督电话：0000-1234567 → 0000-7654321" in answer.stdout
    assert "2026-03-01" in run("verify", code, "--against", "output/现行版本.json").stdout


def test_a_release_without_news_adds_nothing(here: Path) -> None:
    run("release", "--on", "2026-03-01")
    before = sorted((path.name, path.read_bytes()) for path in (here / "flows/台账").rglob("*") if path.is_file())
    again = run("release", "--on", "2026-03-01")
    assert again.exit_code == 0 and "登记了 0 个新版本" in again.stderr
    assert sorted((p.name, p.read_bytes()) for p in (here / "flows/台账").rglob("*") if p.is_file()) == before


def test_content_that_changed_under_one_version_is_refused(here: Path) -> None:
    run("release")
    write(here, GUIDE.replace("5个工作日", "3个工作日"))
    result = run("release")
    assert result.exit_code == 1 and "错误[Y752]" in result.stderr and "V1.1" in result.stderr


def test_check_warns_of_it_where_there_is_a_ledger(here: Path) -> None:
    """A draft that goes on is no error until it is released; the same content has no warning, nor has a new 版本."""
    write(here, GUIDE.replace("5个工作日", "3个工作日"))
    assert "Y752" not in run("check").stdout
    write(here, GUIDE)
    run("release")
    assert "Y752" not in run("check").stdout
    write(here, GUIDE.replace("5个工作日", "3个工作日"))
    result = run("check", "--format", "json")
    (warning,) = [one for one in json.loads(result.stdout) if one["code"] == "Y752"]
    assert (result.exit_code, warning["severity"], warning["line"]) == (0, "warning", 9)
    assert run("check", "--strict").exit_code == 1
    changed(here)
    assert "Y752" not in run("check").stdout


def test_a_dry_run_registers_nothing(here: Path) -> None:
    result = run("release", "--dry-run")
    assert result.exit_code == 0 and "新版本：A-07" in result.stdout and not (here / "output").exists()


def test_photos_are_read(here: Path) -> None:
    run("release", "--on", "2026-03-01")
    yizhangtu.build_files(BuildRequest(["flows"], ["poster-a4"], villages=["甲村"]))
    pdf = here / "output/甲村/poster-a4/宅基地.pdf"
    picture = yizhangtu.preview_picture(here / "flows/宅基地.yaml", "poster-a4").pages[0]
    picture.rotate(90, expand=True).convert("L").save(here / "photo.jpg", quality=60)
    result = run("verify", str(pdf), "photo.jpg")
    assert result.exit_code == 0
    assert "宅基地.pdf：A-07 宅基地审批，甲村，V1.1（2026-03-01公布）" in result.stdout
    assert "photo.jpg：A-07 宅基地审批，V1.1（2026-03-01公布）" in result.stdout


def test_what_cannot_be_read_is_explained(here: Path) -> None:
    (here / "text.jpg").write_text("不是照片", "utf-8")
    (here / "a.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(20))
    Image.new("L", (200, 200), 255).save(here / "empty.png")
    result = run("verify", "text.jpg", "a.heic", "empty.png", "gone.jpg", "7K3Q-F9M2-XDA", "0" * 12, "--format", "json")
    answers = json.loads(result.stdout)
    assert result.exit_code == 1 and [one["verdict"] for one in answers[:4]] == ["读不出"] * 4
    assert "兼容性最佳" in answers[1]["message"] and "Y751" in answers[4]["message"]


def test_versions_that_are_not_registered_are_compared_with_the_definitions(here: Path) -> None:
    run("release", "--on", "2026-03-01")
    code = code_of(here)
    for path in sorted((here / "flows/台账").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    result = run("verify", code)
    assert result.exit_code == 0 and "没有登记过版本" in result.stderr
    changed(here)
    assert "没有登记过" in run("verify", code).stdout


def test_diff_by_code_file_and_folder(here: Path) -> None:
    run("release")
    code = code_of(here)
    (here / "old").mkdir()
    (here / "old/宅基地.yaml").write_text(GUIDE, "utf-8")
    changed(here)
    for words in ([code], ["flows/宅基地.yaml"], ["old", "flows"], ["old/宅基地.yaml", "flows/宅基地.yaml"]):
        result = run("diff", *words)
        assert result.exit_code == 0, words
        assert "宅基地审批（V1.1 → V1.2）" in result.stdout and "5个工作日 → 3个工作日" in result.stdout
    assert run("diff", code, "--exit-code").exit_code == 1
    assert "内容没有改动" in run("diff", "flows", "flows").stderr


@pytest.mark.parametrize(
    "words", [["verify", "x", "--on", "2026-02-30"], ["release", "--on", "明天"], ["diff", "没有"]]
)
def test_wrong_usage(here: Path, words: list[str]) -> None:
    assert run(*words).exit_code == 2


@pytest.mark.parametrize("theme", ["", "mono"])
def test_a_poster_with_its_changes_marked(here: Path, theme: str) -> None:
    """It passes the checks of finished files, which ask for every text of the guide, marks included."""
    run("release")
    more = "  - {步骤: 送证上门, 办理: 代办员, 时限: 当天}\n发布:"
    write(here, GUIDE.replace("时限: 5个工作日", "时限: 3个工作日").replace("V1.1", "V1.2").replace("发布:", more))
    found = marked_posters(compare("flows/宅基地.yaml"), "poster-a3", theme=theme, verify=True)
    assert not found.diagnostics and [path.name for path in found.files] == ["宅基地.改动.pdf"]
    page = pypdfium2.PdfDocument(found.files[0])[0]
    assert not covered(page)
    letters = text_of(page)
    for words in ("V1.1→V1.2", "改原:5个工作日", "新代办员", "3个工作日"):
        assert words in letters, words
    assert "核验码" not in letters  # it is no print of a version
    assert run("diff", "flows/宅基地.yaml", "-m", "poster-a3", "-o", "改动").exit_code == 0
    assert (here / "改动" / "宅基地.改动.pdf").is_file()


ROWS = """\
名称: 财务公开清单
办理主体: 村委会
时间要求: 每月
监督管理: [镇纪委]
操作流程: [编好, 公开]
类型: 清单
所属清单: 三务公开
事项:
  - {事项: 财务收支, 时限: 每月22日前, 形式: [公开栏]}
  - {事项: 低保名单, 时限: 每季度, 形式: [公开栏]}
发布: {版本: V1.1}
"""


def test_a_poster_of_a_list_with_its_changes_marked(here: Path) -> None:
    write(here, ROWS)
    run("release")
    new = ROWS.replace("22日", "10日").replace("低保名单, 时限: 每季度", "补贴发放, 时限: 当月").replace("V1.1", "V1.2")
    write(here, new)
    found = marked_posters(compare("flows/宅基地.yaml"), "poster-a3", theme="mono", verify=True)
    assert not found.diagnostics
    page = pypdfium2.PdfDocument(found.files[0])[0]
    assert not covered(page)
    letters = text_of(page)
    for words in ("【改】财务收支", "原时限:每月22日前", "【新】补贴发放", "删去的内容", "事项“低保名单”"):
        assert words in letters, words


def test_changes_are_marked_on_posters_of_definitions(here: Path) -> None:
    run("release")
    code = code_of(here)
    changed(here)
    assert run("diff", code, "-m", "booklet-a5").exit_code == 2
    assert run("diff", code, "-m", "poster-a7").exit_code == 2
    assert run("diff", "flows", code, "-m", "poster-a3").exit_code == 2
