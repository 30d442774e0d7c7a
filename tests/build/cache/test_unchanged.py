"""What a request is about, as a digest."""

from __future__ import annotations

from yizhangtu.build.cache.unchanged import request_digest
from yizhangtu.build.request import BuildRequest


def test_the_digest_does_not_depend_on_how_a_request_is_carried_out() -> None:
    plain = BuildRequest(["flows"], ["poster-a3"])
    same = [plain._replace(processes=3), plain._replace(force=True), plain._replace(dry_run=True)]
    others = [
        plain._replace(paths=["flows/甲.yaml"]), plain._replace(media=["poster-a4"]), plain._replace(theme="红"),
        plain._replace(print_shop=True), plain._replace(archive=True), plain._replace(tiles="a4"),
        plain._replace(villages=["甲村"]),
    ]  # fmt: skip
    assert {request_digest(one) for one in same} == {request_digest(plain)}
    assert len({request_digest(one) for one in [plain, *others]}) == len(others) + 1
