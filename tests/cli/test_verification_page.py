"""核验.html in a real browser: from a disk, by address, as the list of versions says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.chromium import dom, text_of
from yizhangtu.content.version_code import grouped, version_code
from yizhangtu.ledger.versions import Registered, VersionList
from yizhangtu.site.verification import page_of

HOSTILE = "</script><script>document.title='x'</script>&<b>"
CODES = {"": version_code("aa", {}), "甲村": version_code("aa", {"村名": "甲村"})}
OLD = {"甲村": version_code("bb", {"村名": "甲村"})}
DRAFT = {"": version_code("cc", {})}
CURRENT = Registered(
    "甲", "A-07", f"宅基地{HOSTILE}", "V1.2", "正式", "2026-03-01", "2026-03-01", "aa", "2026-03-01", CODES
)
VERSIONS = VersionList(
    2, "2026-03-02", "2999-01-01", "××镇", "0000-1234567",
    (CURRENT, Registered("乙", "", "乙事", "V1", "征求意见", "", "", "cc", "2026-03-01", DRAFT)),
    (CURRENT._replace(version="V1.1", codes=OLD, until="2026-03-01", changes=(f"改了{HOSTILE}",)),),
)  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "核验.html"
    path.write_bytes(page_of(VERSIONS))
    return path


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (f"A-07.{CODES['甲村']}", ["✓ 现行", "A-07 宅基地", "甲村", "V1.2（2026-03-01公布）", HOSTILE]),
        (grouped(OLD["甲村"]).lower(), ["✗ 旧版", "V1.1", "甲村", "2026-03-01 起用新版 V1.2。", f"改了{HOSTILE}"]),
        (DRAFT[""], ["✗ 征求意见稿", "乙事"]),
        (version_code("dd", {}), ["✗ 没有登记过"]),
        (CODES[""][:-1] + ("0" if CODES[""][-1] != "0" else "1"), ["✗ 抄错了", "最后一位对不上"]),
    ],
)
def test_what_a_code_means(page: Path, typed: str, words: list[str]) -> None:
    document = dom(page, typed)
    answer = text_of(document, "answer")
    assert all(word in answer for word in words), answer
    assert "<title>核验：墙上的图是不是现行的</title>" in document


def test_the_page_asks_nobody_and_is_small() -> None:
    many = {f"{number}村": version_code("aa", {"村名": f"{number}村"}) for number in range(300)}
    guides = tuple(CURRENT._replace(guide=str(n), codes=many) for n in range(60))
    data = page_of(VERSIONS._replace(current=guides, older=()))
    assert len(data) <= 400_000
    text = page_of(VERSIONS).decode()
    assert not re.search(r"""(?:src|href)=["'](?!tel:)|https?:|@import|url\(""", text)
    assert "default-src 'none'" in text and HOSTILE not in text
