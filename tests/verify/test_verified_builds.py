"""`build --verify`: what is wrong is not written; what exists is read and not made again; both are remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import yizhangtu
from helpers.definitions import TWO_STEPS
from helpers.installed import installed_styles
from yizhangtu import BuildRequest, BuildResult
from yizhangtu.build import render
from yizhangtu.build.cache.records import read_records
from yizhangtu.build.checked import check_loaded
from yizhangtu.build.jobs import subjects_of
from yizhangtu.build.load import load
from yizhangtu.build.version_codes import with_codes
from yizhangtu.build.workers import tasks
from yizhangtu.cli.main import main
from yizhangtu.content.facts import short_facts
from yizhangtu.media.common import frame
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.poster import poster
from yizhangtu.media.registry import kind_of
from yizhangtu.media.result import Result

PROJECT = """\
发布单位: 村委会
网址: https://example.com/a
监督电话: 0000-1234567
村庄: [{村名: 甲村}, {村名: 乙村}]
"""
GUIDE = TWO_STEPS.replace("监督管理: 村监委", "监督管理: '{{村名}}村监委'")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows/开证明.yaml").write_text(GUIDE, "utf-8")
    (tmp_path / "flows/辖区.yaml").write_text(PROJECT, "utf-8")
    return tmp_path


def build(media: str = "poster-a5", **more: object) -> BuildResult:
    return yizhangtu.build_files(BuildRequest(["flows"], [media], villages=["甲村"], **{"processes": 1, **more}))  # type: ignore[arg-type]


def codes(result: BuildResult) -> set[str]:
    return {one.code for one in result.diagnostics if one.severity == "error"}


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that loses the facts."""
    monkeypatch.setattr(frame, "short_facts", lambda guide, project: short_facts(guide, project)[1:])


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The posters that are made while a test runs."""
    noted: list[str] = []
    make = poster.make

    def noting(context: Context, job: Job) -> Result:
        noted.append(job.target)
        return make(context, job)

    monkeypatch.setattr(poster, "make", noting)
    return noted


def test_what_is_right_is_written_and_remembered(here: Path) -> None:
    result = build(verify=True)
    assert result.verified == 1 and result.outputs[0].built and not codes(result)
    assert all(one.verified for one in read_records(here / "output").results.values())
    again = build(verify=True)
    assert again.verified == 0 and not again.outputs[0].built


def test_what_is_wrong_is_not_written(here: Path, forgetful: None) -> None:
    result = build(verify=True)
    assert codes(result) == {"Y903"}
    assert result.outputs == () and not list(here.rglob("*.pdf"))
    assert build(verify=False).outputs[0].built  # it would have been


def test_what_was_there_before_stays(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file,) = build(verify=True).outputs
    before = file.path.read_bytes()
    text = here / "flows/开证明.yaml"
    text.write_text(text.read_text("utf-8").replace("步骤: 盖章", "步骤: 盖章发证"), "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(frame, "short_facts", lambda guide, project: ())
        assert codes(build(verify=True)) and file.path.read_bytes() == before
    assert not codes(build(verify=True)) and file.path.read_bytes() != before


def test_what_lies_there_is_read_and_not_made_again(here: Path, idle: list[str]) -> None:
    (file,) = build("poster-a5").outputs
    produced, time = list(idle), file.path.stat().st_mtime_ns
    result = build("poster-a5", verify=True)
    assert result.verified == 1 and not result.outputs[0].built and file.path.stat().st_mtime_ns == time
    assert idle == produced == [file.file]
    assert build("poster-a5", verify=True).verified == 0


def test_what_lies_there_and_is_wrong_is_reported_each_time_and_left_alone(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(frame, "short_facts", lambda guide, project: short_facts(guide, project)[1:])
        (file,) = build().outputs
    before = file.path.read_bytes()
    for _ in range(2):
        result = build(verify=True)
        assert "Y903" in codes(result) and "--force" in result.diagnostics[0].hint
        assert file.path.read_bytes() == before and not result.outputs[0].built
    assert not codes(build(verify=True, force=True))
    assert not codes(build(verify=True))


@pytest.mark.parametrize("medium", ["screen-1080x1920", "text", "longimage"])
def test_pictures_that_lie_there(here: Path, medium: str) -> None:
    files = build(medium).outputs
    result = build(medium, verify=True)
    assert result.verified == len(files) and not codes(result) and not any(one.built for one in result.outputs)


def test_by_other_processes_and_for_villages(here: Path) -> None:
    more = yizhangtu.build_files(
        BuildRequest(["flows"], ["poster-a5,text"], villages=["全部"], processes=2, verify=True)
    )
    assert more.verified == 4 and not codes(more)
    kept = yizhangtu.build_files(BuildRequest(["flows"], ["poster-a5,text"], villages=["全部"], processes=2))
    assert kept.verified == 0 and not any(one.built for one in kept.outputs)
    again = [BuildRequest(["flows"], ["poster-a4"], villages=["全部"], processes=2, verify=v) for v in (False, True)]
    results = [yizhangtu.build_files(one) for one in again]
    assert [one.verified for one in results] == [0, 2], [one.diagnostics for one in results]


@pytest.mark.parametrize(
    "words, asked",
    [([], False), (["--verify"], True), (["--print"], True), (["--print", "--no-verify"], False)],
)
def test_who_asks_for_a_print_shop_asks_for_it(
    here: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], asked: bool
) -> None:
    seen: list[bool] = []

    def run(request: BuildRequest, *_: object) -> BuildResult:
        seen.append(request.verifies)
        return BuildResult((), (), {})

    monkeypatch.setattr("yizhangtu.build.build.build_files", run)
    CliRunner().invoke(main, ["build", *words], standalone_mode=False)
    assert seen == [asked]


def test_the_command_fails_and_says_why(here: Path, forgetful: None) -> None:
    done = CliRunner().invoke(main, ["build", "-m", "poster-a5", "--village", "甲村", "--verify", "-j", "1"])
    assert done.exit_code == 1 and not list(here.rglob("*.pdf"))
    assert "Y903" in done.output and "甲村/poster-a5/开证明.pdf：“办理主体”写的不是“村委会”" in done.output


def test_one_file_that_is_wrong_is_not_handed_back(here: Path, forgetful: None) -> None:
    result = build(verify=True, one_file=True)
    assert result.data is None and "Y903" in codes(result)


def test_what_lies_there_travels_to_another_machine(here: Path) -> None:
    """A worker that does not see the folder gets the bytes with the job."""
    (file,) = build().outputs
    checked = with_codes(check_loaded(load(["flows"]), ["甲村"]))
    known = installed_styles()
    medium = known.media["poster-a5"]
    (subject,) = subjects_of(checked.guides[:1], None, known)
    one = Job(file.file, medium, kind_of(medium), (subject,), verify=True, existing=(str(file.path),))
    sent = tasks.unpacked_job(tasks.packed_job(one))
    held = file.path.read_bytes()
    assert sent.existing_bytes == (held,)
    file.path.unlink()
    context = render.context_for(checked.guides)
    assert render.render(context, sent).diagnostics == ()
    other = sent._replace(existing_bytes=(held[:1000],))
    assert [fault.code for fault in render.render(context, other).diagnostics] == ["Y908"]
