"""What a job is made of, as hashes; what besides the definitions counts; what is remembered of runs."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import yizhangtu
from helpers.guides import FLOWS
from helpers.installed import installed_styles
from yizhangtu.build.cache.keys import LETTERS, PARTS, Keys, Reason, reason
from yizhangtu.build.jobs import jobs_of, subjects_of
from yizhangtu.media.choice import media_of
from yizhangtu.media.kind import Job
from yizhangtu.system import places
from yizhangtu.system.disk import marks
from yizhangtu.system.fonts import font_files
from yizhangtu.system.identity import Glance
from yizhangtu.system.installation import Installation


@pytest.fixture
def jobs() -> dict[str, Job]:
    """Posters of every guide of flows/, with what is made of all."""
    checked = yizhangtu.check_files([FLOWS])
    known = installed_styles()
    subjects = subjects_of(checked.guides, None, known)
    result, _ = jobs_of(subjects, media_of(["poster-a3", "booklet-a5"], known), True)
    return {job.target: job for job in result}


def different(job: Job, other: Job) -> list[Reason]:
    """The parts in which two jobs differ."""
    one, two = (Keys(Installation()).of(each) for each in (job, other))
    pairs = [(one[at : at + LETTERS], two[at : at + LETTERS]) for at in range(0, len(one), LETTERS)]
    return [part for part, (a, b) in zip(PARTS, pairs, strict=True) if a != b]


def test_every_job_has_a_key_of_its_own(jobs: dict[str, Job]) -> None:
    keys = Keys(Installation())
    assert len({keys.of(job) for job in jobs.values()}) == len(jobs)
    assert [keys.of(job) for job in jobs.values()] == [Keys(Installation()).of(job) for job in jobs.values()]


def test_what_belongs_to_which_part(jobs: dict[str, Job]) -> None:
    job = jobs["poster-a3/村级采购.pdf"]
    (one,) = job.subjects
    assert different(job, job._replace(subjects=(one._replace(theme="红"),))) == [Reason.STYLE]
    assert different(job, job._replace(finish="print")) == [Reason.STYLE]
    assert different(job, job._replace(medium=job.medium._replace(scale=2.0))) == [Reason.STYLE]
    assert different(job, job._replace(pages=(("甲", 3),))) == [Reason.PAGES]
    called = one._replace(project=replace(one.project, hotline="1"))
    assert different(job, job._replace(subjects=(called,))) == [Reason.VALUES]
    assert different(job, job._replace(subjects=(one._replace(digest="another"),))) == [Reason.DEFINITION]


def test_the_first_reason_is_reported() -> None:
    old = "a" * LETTERS * len(PARTS)
    assert reason(old, old) is None
    for number, part in enumerate(PARTS):
        changed = old[: number * LETTERS] + "b" * (len(old) - number * LETTERS)
        assert reason(old, changed) is part
    assert reason("", old) is Reason.NEW


def test_tables_of_the_bodies_that_a_job_holds(jobs: dict[str, Job]) -> None:
    def touched(name: str) -> set[str]:
        before, after = Installation(), Installation()
        after.identity = before.identity._replace(styles={**before.identity.styles, name: "another"})
        one, two = Keys(before), Keys(after)
        return {target for target, job in jobs.items() if one.of(job) != two.of(job)}

    of = {
        kind: {f"poster-a3/{one.guide.stem}.pdf" for job in jobs.values() for one in job.subjects
               if one.guide.kind == kind}
        for kind in ("清单", "积分", "规范")
    }  # fmt: skip
    wholes = {"booklet-a5.pdf", "poster-a3/总图.pdf"}
    assert touched("tables/list.yaml") == of["清单"] | wholes
    assert touched("tables/points.yaml") == of["积分"] | wholes
    assert touched("tables/conduct.yaml") == of["规范"] | wholes
    assert touched("tables/overview.yaml") == {"poster-a3/总图.pdf"}
    assert touched("words.txt") == set(jobs)


class TestIdentity:
    """The installation."""

    def test_a_glance_sees_styles_that_come_and_go(self, tmp_path: Path) -> None:
        shutil.copytree(places.styles(), tmp_path / "styles")

        def look() -> Glance:
            return Installation(tmp_path / "styles").glance

        before = look()
        assert look() == before
        (tmp_path / "styles/media/新.yaml").write_text("title: 新\n", "utf-8")
        more = look()
        (tmp_path / "styles/media/新.yaml").write_text("title: 又新\n", "utf-8")
        assert len({before, more, look()}) == 3
        (tmp_path / "styles/media/新.yaml").unlink()
        assert look() == before

    def test_dot_is_asked_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        program, asked = tmp_path / "dot", tmp_path / "asked"
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        seen = []
        for version in ("9", "9", "10"):
            text = f'#!/bin/sh\necho x >> "{asked}"\necho "dot version {version}" >&2\n'
            if not program.exists() or program.read_text() != text:
                program.write_text(text)
                program.chmod(0o755)
            seen.append(Installation().identity.program)
        assert seen[0] == seen[1] != seen[2]
        assert asked.read_text() == "x\nx\n"

    def test_fonts(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for weight in ("Regular", "Bold"):
            (tmp_path / f"{weight}.otf").write_bytes(b"font")
        pair = font_files.FontPair((str(tmp_path / "Regular.otf"), 0), (str(tmp_path / "Bold.otf"), 0))
        monkeypatch.setattr(font_files, "find_fonts", lambda: pair)
        one = Installation().identity
        seen = marks(one.watched)
        assert {pair.regular[0], pair.bold[0], *font_files.candidates("Bold")} <= set(one.watched)
        assert marks(one.watched) == seen
        os.utime(pair.bold[0], ns=(5, 5))
        assert marks(one.watched) != seen
        assert Installation().identity.program != one.program

    def test_a_font_in_a_better_place_is_noticed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("YIZHANGTU_FONTS", str(tmp_path))
        one = Installation().identity
        seen = marks(one.watched)
        (tmp_path / "NotoSansSC-Regular.otf").write_bytes(b"")
        assert marks(one.watched) != seen
