"""Every guide of the library is sound and is printed on an A3 poster; on each other medium one guide is made.

All guides on all media: `python tests/whole/build_library.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import yizhangtu
from helpers.guides import FLOWS
from yizhangtu import BuildRequest
from yizhangtu.model.codes import Severity

REGIONS = sorted(path for path in (FLOWS / "library").iterdir() if path.is_dir())
MEDIA = ("poster-a4", "booklet-a5", "screen-1920x1080", "longimage", "text")
LAW = "Y84"  # the codes of the check against the table of laws
EXPECTED = {"Y503", "Y861", "Y862"}  # several sheets, blanks, second-hand: no faults of a guide


@pytest.mark.parametrize("region", REGIONS, ids=lambda path: path.name)
def test_sound_and_right_by_law(region: Path) -> None:
    found = yizhangtu.check_files([region]).diagnostics
    assert [one for one in found if one.severity is Severity.ERROR] == []
    assert [one for one in found if one.code.startswith(LAW) and one.severity is not Severity.INFO] == []
    assert [one for one in found if one.code not in EXPECTED and one.severity is Severity.WARNING] == []


@pytest.mark.slow
@pytest.mark.parametrize("region", REGIONS, ids=lambda path: path.name)
def test_a3(region: Path, tmp_path: Path) -> None:
    result = yizhangtu.build_files(BuildRequest([region], ["poster-a3"], output=tmp_path))
    assert [one for one in result.diagnostics if one.code not in EXPECTED and one.severity is not Severity.INFO] == []
    assert not result.failed and len(result.outputs) >= len(list(region.glob("*.yaml"))) - 1


@pytest.mark.slow
@pytest.mark.parametrize("medium", MEDIA)
def test_another_medium(medium: str, tmp_path: Path) -> None:
    files = [path for region in REGIONS for path in sorted(region.glob("*.yaml")) if path.name != "辖区.yaml"]
    one = files[len(files) * MEDIA.index(medium) // len(MEDIA)]
    result = yizhangtu.build_files(BuildRequest([one], [medium], output=tmp_path, verify=True))
    assert not result.failed and result.verified == len(result.outputs)
