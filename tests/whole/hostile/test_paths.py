"""Path traversal in icons, tables and output names, symlinks, names reserved on Windows: nothing is read outside the
project, nothing written outside the folder of results."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.village_project import BROKEN, GUIDE, FakePress, enter, fake_press, make_project, run
from yizhangtu.build.cache import records
from yizhangtu.system.filenames import file_name, is_folder_name

SECRET = "root:x:0:0:root"  # what lies outside, and must not be reported


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> FakePress:
    return fake_press(monkeypatch)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder; beside it another, which is none of its business."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project").mkdir()
    return enter(tmp_path / "project", monkeypatch)


@pytest.fixture
def elsewhere(here: Path) -> Iterator[Path]:
    """The other folder, in which nothing has changed at the end."""
    folder = here.parent / "elsewhere"
    (folder / "secret.yaml").write_text(f"{SECRET}\n", "utf-8")
    negative = f"类型: 清单\n所属清单: 负面事项\n名称: {SECRET}\n事项: [盖章]\n"
    (folder / "negative.yaml").write_text(negative, "utf-8")
    (folder / "secret.csv").write_text(f"村名\n{SECRET}\n", "utf-8")
    before = snapshot(folder)
    yield folder
    assert snapshot(folder) == before


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(folder.iterdir())}


def output(here: Path) -> list[str]:
    """Everything in the folder of results, by its path there."""
    return sorted(str(path.relative_to(here / "output")) for path in (here / "output").rglob("*") if not path.is_dir())


# Reading.


class TestLinks:
    """A link that somebody names is his own wish; one that merely exists may lead about in the project only."""

    def test_out_of_the_project(self, here: Path, elsewhere: Path, press: FakePress) -> None:
        flows = make_project(here, {"好.yaml": "好"})
        (flows / "链.yaml").symlink_to(elsewhere / "secret.yaml")
        (flows / "绕.yaml").symlink_to("../../elsewhere/none.yaml")
        for args in ("check",), ("check", "--format", "json"), ("build",), ("check", "--explain"):
            result = run(*args)
            assert result.exit_code == 1 and SECRET not in result.stdout + result.stderr
            assert (result.stdout + result.stderr).count("指到了项目文件夹外面") == 2
        assert "好.pdf" in str(output(here)) and "链" not in str(output(here))

    def test_also_where_it_is_only_looked_at_for_another(self, here: Path, elsewhere: Path) -> None:
        flows = make_project(here, {"好.yaml": "盖章"})
        (flows / "链.yaml").symlink_to(elsewhere / "negative.yaml")
        result = run("check", "flows/好.yaml")
        assert (result.exit_code, SECRET in result.stdout) == (0, False)

    def test_of_the_project_file(self, here: Path, elsewhere: Path) -> None:
        flows = make_project(here, {"好.yaml": "好"})
        (flows / "辖区.yaml").symlink_to(elsewhere / "secret.yaml")
        result = run("check")
        assert result.exit_code == 1 and SECRET not in result.stdout and "读不了辖区文件" in result.stdout

    def test_of_the_folder_of_definitions(self, here: Path, elsewhere: Path) -> None:
        (here / "flows").symlink_to(elsewhere)
        for args in ("check",), ("build",), ("new", "流程", "甲"):
            result = run(*args)
            assert result.exit_code == 2 and "指到了项目文件夹外面" in result.stderr
        assert SECRET in run("check", "flows").stdout  # by its name

    def test_inside_the_project_and_by_name(self, here: Path, elsewhere: Path) -> None:
        flows = make_project(here, {"好.yaml": "好"})
        (here / "共用").mkdir()
        (here / "共用" / "乙.yaml").write_text(GUIDE.format(title="乙"), "utf-8")
        (flows / "乙.yaml").symlink_to("../共用/乙.yaml")
        assert "检查了 2 份定义：没有问题" in run("check").stderr
        (flows / "链.yaml").symlink_to(elsewhere / "secret.yaml")
        assert SECRET in run("check", "flows/链.yaml").stdout

    def test_devices_and_pipes_are_not_waited_for(self, here: Path) -> None:
        flows = make_project(here, {"好.yaml": "好"})
        (flows / "无底.yaml").symlink_to("/dev/zero")
        os.mkfifo(flows / "管.yaml")
        assert run("check").exit_code in (0, 1)


@pytest.mark.parametrize(
    "name",
    ["../elsewhere/secret.csv", "/etc/passwd.csv", "x/../../elsewhere/secret.csv", "C:\\x.csv",
     "\\\\host\\share\\x.csv", "..\\elsewhere\\secret.csv", "~/x.csv", "file:///etc/x.csv", "http://x.example/x.csv",
     "NUL.csv", "com1.xlsx",
     "链.csv", "夹/secret.csv", "\\x00.csv"],
)  # fmt: skip
def test_a_table_lies_in_the_project(here: Path, elsewhere: Path, name: str) -> None:
    flows = make_project(here, {"好.yaml": "好", "辖区.yaml": f'村庄: "{name.replace(chr(92), chr(92) * 2)}"\n'})
    (flows / "链.csv").symlink_to(elsewhere / "secret.csv")
    (flows / "夹").symlink_to(elsewhere)
    result = run("check")
    assert result.exit_code == 1 and SECRET not in result.stdout
    assert "Y703" in result.stdout or "Y602" in result.stdout


@pytest.mark.parametrize(
    ("key", "code"),
    [("图标: ../../elsewhere/secret", "Y603"), ("图标: /etc/passwd", "Y603"), ("图标: file:///x.svg", "Y603")],
)
def test_an_icon_is_one_of_the_set(here: Path, elsewhere: Path, key: str, code: str) -> None:
    make_project(here, {"好.yaml": GUIDE.format(title="好") + f"    {key}\n"})
    assert f"错误[{code}]" in run("check").stdout


def test_media_themes_and_villages_are_names_of_what_is_known(here: Path, elsewhere: Path, press: FakePress) -> None:
    make_project(here, {"好.yaml": "好", "辖区.yaml": "村庄: [{村名: 甲村}]\n"})
    for option in "-m", "-t", "--village":
        assert run("build", option, "../../elsewhere/secret").exit_code == 2
    make_project(here, {"辖区.yaml": "主题: ../../elsewhere/secret\n媒介: [../../elsewhere/secret]\n"})
    assert run("check").stdout.count("错误[Y117]") == 2


@pytest.mark.parametrize("flow", ["../../elsewhere/secret", "../secret.yaml", "/etc/passwd"])
def test_a_row_links_to_a_guide_of_the_project(here: Path, elsewhere: Path, flow: str) -> None:
    head = "类型: 清单\n所属清单: 服务群众\n名称: 甲\n办理主体: 乙\n监督管理: 丙\n时间要求: 1日\n"
    make_project(here, {"甲.yaml": f"{head}事项: [{{事项: 丁, 流程: {flow}}}]\n"})
    result = run("check")
    assert "错误[Y807]" in result.stdout and SECRET not in result.stdout


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "tel:110", "x.example", "https://", "http:///x", "data:text/html,x",
     "https://x.example/ x", f"https://x.example/{'甲' * 100}"],
)  # fmt: skip
def test_a_code_leads_to_the_web_or_nowhere(here: Path, url: str) -> None:
    make_project(here, {"好.yaml": "好", "辖区.yaml": f'网址: "{url}"\n'})
    assert "flows/辖区.yaml:1:5 错误[Y718]" in run("check").stdout


# Writing.

NAMES = {
    "CON": "_CON", "aux": "_aux", "nul.txt": "_nul.txt", "COM1": "_COM1", "lpt¹": "_lpt¹", "con .x": "_con .x",
    "CONIN$": "_CONIN$", "a:b": "a_b", "c\\d": "c_d", "..\\..\\x": "_.._x", "尾. . ": "尾", " 头": "头",
    "...": "未命名",
    "\x1b[31m": "_[31m", "甲\u202e乙": "甲_乙", "一\n二": "一_二", "-rf": "-rf", "%2e%2e": "%2e%2e", "é": "é",
    'a*?"<>|': "a______", "长" * 80: f"{'长' * 57}-8102681a", "x" * 250: f"{'x' * 171}-086d4a1c",
    "\udcff": "_", "e\u0300": "è",
    "甲\U000e0041": "甲_",
}  # fmt: skip


@pytest.mark.parametrize(("stem", "expected"), NAMES.items(), ids=map(ascii, NAMES))
def test_names_of_results_fit_every_system(stem: str, expected: str) -> None:
    found = file_name(stem) or "未命名"
    assert found == expected and (is_folder_name(found) or found.startswith("-"))


def test_results_are_named_so_whatever_the_definition_is_called(here: Path, elsewhere: Path, press: FakePress) -> None:
    stems = [stem for stem in NAMES if not stem.startswith(".") and len(stem.encode("utf-8", "replace")) < 250]
    make_project(here, {f"{stem}.yaml": f"甲{number}" for number, stem in enumerate(stems)})
    result = run("build", "-m", "poster-a3,text", "-j", "1")
    assert result.exit_code == 0, result.stderr
    for folder, suffix in ("poster-a3", ".pdf"), ("text", ".txt"):
        expected = sorted(f"{folder}/{NAMES[stem]}{suffix}" for stem in stems)
        assert [path for path in output(here) if path.startswith(folder)] == expected
    assert result.stdout.isprintable() or set(filter(lambda c: not c.isprintable(), result.stdout)) == {"\n"}


def test_names_that_some_system_takes_for_one(here: Path, press: FakePress) -> None:
    make_project(here, dict.fromkeys(("Ab.yaml", "aB.yaml", "é.yaml", "é.yaml", "a:b.yaml", "a_b.yaml"), "甲"))
    result = run("build", "-m", "poster-a3")
    assert output(here)[1:] == ["poster-a3/Ab.pdf", "poster-a3/a_b.pdf", "poster-a3/é.pdf"]
    assert result.stderr.count("错误[Y707]") == 3


def test_long_names_with_one_beginning_stay_apart(here: Path, press: FakePress) -> None:
    make_project(here, {f"{'长' * 70}{end}.yaml": end for end in "甲乙"})
    result = run("build", "-m", "text")
    assert result.exit_code == 0 and result.stderr.count("提示[Y721]") == 2
    found = [Path(path).stem for path in output(here) if path.startswith("text")]
    assert len(found) == 2 and all(stem.startswith("长" * 50) and len(stem.encode()) <= 180 for stem in found)
    assert all(stem in result.stderr for stem in found)


@pytest.mark.parametrize("names", [("A村", "a村"), ("\u00e9村", "e\u0301村")], ids=ascii)
def test_villages_that_some_system_takes_for_one(here: Path, names: tuple[str, str]) -> None:
    make_project(here, {"好.yaml": "好", "辖区.yaml": "村庄: 村.csv\n", "村.csv": "\n".join(("村名", *names))})
    found = run("check")
    assert "flows/村.csv:3:1 错误[Y704]" in found.stdout and "同一个文件夹" in found.stdout


@pytest.mark.parametrize("name", ["../x", "a/b", "..", ".", "CON", "com¹", "a:b", "尾.", ".隐", "a\\b", "|x", "nul.甲"])
def test_a_village_is_a_folder_of_its_own(here: Path, elsewhere: Path, press: FakePress, name: str) -> None:
    make_project(here, {"好.yaml": "好", "辖区.yaml": f"村庄: [{{村名: '{name}'}}]\n"})
    assert "错误[Y708]" in run("check").stdout
    built = run("build", "--village", "全部")
    assert built.exit_code == 1 and "错误[Y708]" in built.stderr
    assert not (here / "output").exists()
    make_project(here, {"辖区.yaml": "村庄: 村.csv\n", "村.csv": f"村名\n{name}\n"})
    built = run("build", "--village", name)
    assert built.exit_code == 1 and "错误[Y708]" in built.stderr and not (here / "output").exists()


class TestOutputLinks:
    """Links in the folder of results are not written through."""

    def test_of_a_folder(self, here: Path, elsewhere: Path, press: FakePress) -> None:
        make_project(here, {"好.yaml": "好"})
        (here / "output").mkdir()
        for target in elsewhere, here.parent / "nowhere", Path("..") / ".." / "elsewhere":
            (here / "output" / "poster-a3").symlink_to(target)
            result = run("build", "-m", "poster-a3")
            assert result.exit_code == 2 and "指到了输出文件夹外面" in result.stderr
            assert not (here.parent / "nowhere").exists()
            (here / "output" / "poster-a3").unlink()

    def test_of_a_village(self, here: Path, elsewhere: Path, press: FakePress) -> None:
        make_project(here, {"好.yaml": "好", "辖区.yaml": "村庄: [{村名: 甲村}]\n"})
        (here / "output").mkdir()
        (here / "output" / "甲村").symlink_to(elsewhere)
        assert run("build", "--village", "甲村", "-m", "booklet-a5,poster-a3").exit_code == 2

    def test_of_a_result_or_the_notes(self, here: Path, elsewhere: Path, press: FakePress) -> None:
        make_project(here, {"好.yaml": "好"})
        (here / "output" / "poster-a3").mkdir(parents=True)
        for name in "poster-a3/好.pdf", ".yizhangtu.json":
            (here / "output" / name).symlink_to(elsewhere / "secret.yaml")
        assert run("build", "-m", "poster-a3").exit_code == 0
        for name in "poster-a3/好.pdf", ".yizhangtu.json":
            path = here / "output" / name
            assert not path.is_symlink() and path.stat().st_size

    def test_a_link_in_the_place_of_a_result_is_noticed(self, here: Path, elsewhere: Path, press: FakePress) -> None:
        make_project(here, {"好.yaml": "好"})
        run("build", "-m", "poster-a3")
        path = here / "output" / "poster-a3" / "好.pdf"
        moved = path.rename(here / "好.pdf")
        path.symlink_to(moved)
        assert run("build", "-m", "poster-a3").stdout == "output/poster-a3/好.pdf\n"
        assert not path.is_symlink()

    def test_the_folder_itself_is_where_its_owner_wants_it(self, here: Path, press: FakePress) -> None:
        make_project(here, {"好.yaml": "好"})
        (here.parent / "big disk").mkdir()
        (here / "output").symlink_to(here.parent / "big disk")
        assert run("build", "-m", "poster-a3").exit_code == 0
        assert (here.parent / "big disk" / "poster-a3" / "好.pdf").exists()

    @pytest.mark.parametrize("what", ["device", "pipe", "folder"])
    def test_notes_that_are_no_file(self, here: Path, press: FakePress, what: str) -> None:
        make_project(here, {"好.yaml": "好"})
        (here / "output").mkdir()
        notes = here / "output" / ".yizhangtu.json"
        if what == "device":
            notes.symlink_to("/dev/zero")
        elif what == "pipe":
            os.mkfifo(notes)
        else:
            notes.mkdir()
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == (2 if what == "folder" else 0) and "Traceback" not in result.stderr
        assert output(here)[-1] == "poster-a3/好.pdf"


def test_notes_that_speak_of_files_elsewhere_are_no_notes(here: Path, elsewhere: Path, press: FakePress) -> None:
    """Whoever can put files into the folder of results cannot have the program look at others."""
    make_project(here, {"好.yaml": "好"})
    run("build", "-m", "poster-a3")
    notes = here / "output" / ".yizhangtu.json"
    for target in "../../elsewhere/secret.yaml", str(elsewhere / "secret.yaml"):
        notes.write_text(notes.read_text("utf-8").replace('[["poster-a3/好.pdf"', f'[["{target}"'), "utf-8")
        assert not records.read_records(here / "output").results
        assert run("build", "-m", "poster-a3").stdout == "output/poster-a3/好.pdf\n"
        assert records.read_records(here / "output").results


def test_new_stays_in_its_folder(here: Path, elsewhere: Path) -> None:
    for name in "../../elsewhere/x", "/etc/x", "..", "CON", "a\\b", "\x1b[31m":
        result = run("new", "流程", name)
        assert result.exit_code == 0
    assert sorted(path.name for path in (here / "flows").iterdir()) == sorted(
        ["_.._elsewhere_x.yaml", "_etc_x.yaml", "未命名.yaml", "_CON.yaml", "a_b.yaml", "_[31m.yaml"]
    )
    assert "\x1b" not in result.stderr + result.stdout


def test_a_broken_guide_by_a_strange_name_is_reported_on_one_line(here: Path) -> None:
    make_project(here, {"一\n::error::x\x1b[31m\u202e.yaml": BROKEN.format(title="甲")})
    first = run("check").stdout.splitlines()[0]
    assert first.startswith("flows/一 ::error::x\u241b[31m\ufffd.yaml:11:9 错误[Y203]")
    (line,) = run("check", "--format", "github").stdout.splitlines()
    assert line.startswith("::error file=flows/一%0A%3A%3Aerror%3A%3Ax\u241b[31m\ufffd.yaml,line=11,")
