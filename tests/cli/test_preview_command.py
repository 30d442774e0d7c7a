"""`preview`: the terminal rail and the picture."""

from __future__ import annotations

from pathlib import Path

from helpers.village_project import BROKEN, GUIDE, make_project, run


class TestPreview:
    """The terminal rail and the picture."""

    def test_text(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲"})
        result = run("preview", "flows/甲.yaml", "--width", "60")
        assert result.exit_code == 0
        assert " 1  ─ 申请" in result.stdout and "3个工作日" in result.stdout and "\x1b" not in result.stdout
        assert "─" not in run("preview", "flows/甲.yaml", "--ascii").stdout

    def test_a_width_that_is_too_narrow_for_text(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲"})
        result = run("preview", "flows/甲.yaml", "--width", "39")
        assert (result.exit_code, result.stdout) == (2, "") and "至少写 40" in result.stderr

    def test_faults_instead(self, here: Path) -> None:
        make_project(here, {"甲.yaml": BROKEN.format(title="甲")})
        result = run("preview", "flows/甲.yaml")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "错误[Y203]" in result.stderr

    def test_a_folder_of_several(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙"})
        assert run("preview", "flows").exit_code == 2

    def test_standard_input(self, here: Path) -> None:
        assert "申请" in run("preview", "-", stdin=GUIDE.format(title="甲").encode()).stdout

    def test_picture_of_the_real_poster(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲"})
        result = run("preview", "flows/甲.yaml", "--image", "--width", "30", "-m", "poster-a4")
        assert result.exit_code == 0
        rows = result.stdout.splitlines()
        assert len(rows) == round(30 * 297 / 210 / 2) and all("▀" in row for row in rows)


def test_preview_says_why_a_file_cannot_be_read(here: Path) -> None:
    flows = make_project(here, {"甲.yaml": "甲"})
    (flows / "环.yaml").symlink_to("环.yaml")
    for args in ([], ["--image"]):
        result = run("preview", "flows/环.yaml", *args)
        assert result.exit_code == 1 and "错误[Y127]" in result.stderr
