"""A project of two villages with one registered guide, and photos of its posters."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

import yizhangtu
from helpers.village_project import run
from yizhangtu.build.request import BuildRequest

GUIDE = """\
名称: 宅基地审批
编号: A-07
办理主体: 村委会
时间要求: 20个工作日
监督管理: [{监督人: 镇纪委, 电话: 0000-1234567}]
操作流程: [申请, 审查]
发布: {版本: V1.1, 日期: 2026-03-01, 施行: 2026-03-01, 状态: 正式}
"""
PROJECT = "乡镇: ××镇\n网址: https://example.com/a\n村庄: [{村名: 甲村, 编码: '1'}, {村名: 乙村, 编码: '2'}]\n"


def write_project(folder: Path) -> None:
    """The definitions in flows/ of the present folder, released on 2026-03-01."""
    (folder / "flows").mkdir()
    (folder / "flows/宅基地.yaml").write_text(GUIDE, "utf-8")
    (folder / "flows/辖区.yaml").write_text(PROJECT, "utf-8")
    assert run("release", "--on", "2026-03-01").exit_code == 0


def photograph(here: Path, village: str, name: str) -> Path:
    """A photo of a village's poster, taken on 2026-11-20."""
    yizhangtu.build_files(BuildRequest(["flows"], ["poster-a4"], villages=[village]))
    page = pypdfium2.PdfDocument(here / f"output/{village}/poster-a4/宅基地.pdf")[0]
    picture = page.render(scale=2).to_pil().convert("RGB")
    exif = Image.Exif()
    exif[306] = "2026:11:20 08:30:00"
    exif[0x010F] = "相机的名字"
    picture.save(here / name, exif=exif, quality=80)
    return here / name
