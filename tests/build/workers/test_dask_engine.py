"""Words that name a cluster, and a real one."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import distributed
import pytest
from click.testing import CliRunner

import yizhangtu
from helpers.guides import FLOWS
from yizhangtu import BuildRequest, MissingDependency
from yizhangtu.build.cache.records import read_records
from yizhangtu.build.workers import engines, tasks
from yizhangtu.build.workers.tasks import machine_versions
from yizhangtu.cli.main import main
from yizhangtu.model.errors import UsageError
from yizhangtu.system.fonts import font_files
from yizhangtu.system.workers.address import Certificates, ClusterAddress
from yizhangtu.system.workers.dask_cluster import Cluster

FLOW = FLOWS / "高龄津贴申领.yaml"
GUIDE = """\
名称: 开证明
办理主体: 村委会
时间要求: 5个工作日
监督管理: 村监委
操作流程:
  - {步骤: 申请, 办理: 村民, 时限: 当场}
  - {步骤: 盖章, 时限: 1个工作日}
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class TestWords:
    """What is typed after --engine."""

    @pytest.mark.parametrize(
        ("typed", "stated"),
        [
            ("ray://x:1", "不认识引擎"),
            ("dsk://x:1", "是不是“dask”"),
            ("dask", "地址"),
            ("dask://", "地址"),
            ("dask://host", "地址"),
            ("dask://host:0", "地址"),
            ("dask://host:99999", "地址"),
            ("dask://ho st:8786", "地址"),
            ("dask://a:1/b", "地址"),
        ],
    )
    def test_wrong_ones(self, typed: str, stated: str) -> None:
        with pytest.raises(UsageError) as messages:
            engines.address_of(BuildRequest(engine=typed))
        assert stated in str(messages.value) and "dask://" in messages.value.hint

    def test_right_ones(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yizhangtu.system.workers.dask_cluster.need", lambda: None)

        def address(engine: str, **more: Any) -> ClusterAddress | None:
            return engines.address_of(BuildRequest(engine=engine, **more))

        assert address("dask://10.0.0.5:8786", shared=True) == ClusterAddress("10.0.0.5:8786")
        assert address("dask://[::1]:8786/") == ClusterAddress("[::1]:8786")
        assert address("tls://198.51.100.7:1") == ClusterAddress("198.51.100.7:1", Certificates())
        assert address("TLS://a.b:1", tls_ca="x", tls_key="z") == ClusterAddress("a.b:1", Certificates("x", "", "z"))
        assert address("") is address("processes") is None

    @pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.9.9", "[::1]", "[fd00::1]"])
    def test_a_plain_connection_stays_in_private_networks(self, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yizhangtu.system.workers.dask_cluster.need", lambda: None)
        assert engines.address_of(BuildRequest(engine=f"dask://{host}:1"))

    @pytest.mark.parametrize("host", ["198.51.100.7", "172.32.0.1", "11.0.0.1", "[2001:db8::1]", "0.0.0.0"])
    def test_elsewhere_it_has_to_be_asked_for(self, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yizhangtu.system.workers.dask_cluster.need", lambda: None)
        with pytest.raises(UsageError, match="不加密的连接") as messages:
            engines.address_of(BuildRequest(engine=f"dask://{host}:1"))
        assert f"tls://{host}:1" in messages.value.hint and "--insecure" in messages.value.hint
        assert engines.address_of(BuildRequest(engine=f"dask://{host}:1", insecure=True))

    @pytest.mark.parametrize("engine", ["", "dask://127.0.0.1:1"])
    def test_certificates_take_tls(self, engine: str) -> None:
        with pytest.raises(UsageError, match="--tls-ca"):
            engines.address_of(BuildRequest(engine=engine, tls_ca="x"))

    def test_shared_takes_a_cluster_and_a_folder(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yizhangtu.system.workers.dask_cluster.need", lambda: None)
        for typed, one_file in (("", False), ("dask://h:1", True)):
            with pytest.raises(UsageError, match="--shared"):
                engines.address_of(BuildRequest(engine=typed, shared=True, one_file=one_file))

    def test_the_package_may_be_missing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yizhangtu.system.workers.dask_cluster.util.find_spec", lambda name: None)
        ran = CliRunner().invoke(main, ["build", str(FLOW), "--engine", "dask://h:1", "-o", str(tmp_path / "out")])
        assert ran.exit_code == 2 and "pip install 'yizhangtu[dask]'" in ran.stderr
        assert not (tmp_path / "out").exists()


def noted(folder: Path) -> dict[str, object]:
    """What the stamps say of each result; when its files were written is of no account."""
    targets = read_records(folder).results
    return {name: (one.key, [file[:3] for file in one.files], one.diagnostics) for name, one in targets.items()}


@pytest.mark.filterwarnings("ignore")
class TestDask:
    """A cluster in this process; on other machines the same is done by hand."""

    @pytest.fixture(scope="class")
    def address(self) -> Iterator[str]:
        with distributed.LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, protocol="tcp", dashboard_address=None,
            silence_logs=logging.CRITICAL,
        ) as cluster:  # fmt: skip
            yield cluster.scheduler_address.removeprefix("tcp://")

    def test_same_bytes_sent_back_or_put_into_the_folder(self, address: str, tmp_path: Path) -> None:
        for name in ("甲", "乙"):
            (tmp_path / f"{name}.yaml").write_text(GUIDE.replace("开证明", name), "utf-8")

        def build(folder: str, **how: Any) -> dict[str, bytes]:
            result = yizhangtu.build_files(BuildRequest([tmp_path], ["poster-a4"], output=tmp_path / folder, **how))
            assert result.missing is None and not result.failed and all(one.built for one in result.outputs)
            return {one.path.name: one.path.read_bytes() for one in result.outputs}

        here = build("one", processes=1)
        assert len(here) == 2
        assert build("back", engine=f"dask://{address}") == here
        assert build("laid", engine=f"dask://{address}", shared=True) == here
        stamps = [noted(tmp_path / folder) for folder in ("one", "back", "laid")]
        assert stamps[0] == stamps[1] == stamps[2]

    def test_another_version_is_reported_at_once(
        self, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "甲.yaml").write_text(GUIDE, "utf-8")
        other = {**machine_versions(), "Pango": "0.1"}
        monkeypatch.setattr("yizhangtu.build.workers.tasks.machine_versions", lambda: other)
        request = BuildRequest([tmp_path], ["poster-a4"], output=tmp_path / "out", engine=f"dask://{address}")
        messages = yizhangtu.build_files(request).missing
        assert messages is not None and "Pango" in messages.what

    def test_nobody_there(self, tmp_path: Path) -> None:
        (tmp_path / "甲.yaml").write_text(GUIDE, "utf-8")
        engine = f"dask://127.0.0.1:{free_port()}"
        ran = CliRunner().invoke(
            main, ["build", str(tmp_path), "-m", "poster-a4", "--engine", engine, "-o", str(tmp_path / "out")]
        )
        assert ran.exit_code == 2 and "连不上 Dask 的调度程序" in ran.stderr and "dask scheduler" in ran.stderr
        assert "Traceback" not in ran.stderr and "distributed" not in ran.stderr

    def test_no_workers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yizhangtu.system.workers.dask_cluster.WORKERS_S", 0.3)
        with (
            distributed.LocalCluster(
                n_workers=0, processes=False, protocol="tcp", dashboard_address=None, silence_logs=logging.CRITICAL
            ) as cluster,
            Cluster(ClusterAddress(cluster.scheduler_address.removeprefix("tcp://"))) as engine,
            pytest.raises(MissingDependency, match="没有工作进程"),
        ):
            engine.answer(print, tasks.WorkerSetup("x", "", font_files.Subset(b"", b"")))
