"""A cluster for real: a Dask scheduler and two workers, programs of their own that share nothing with the project."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme
from click.testing import CliRunner, Result

import yizhangtu
from helpers.definitions import TWO_STEPS
from yizhangtu import BuildRequest
from yizhangtu.cli.main import main

GUIDES = 14
WAIT_S = 60.0


class Cluster:
    """Programs in folders of their own, each with an empty home and an empty cache; `security` are their options for
    TLS."""

    def __init__(self, folder: Path, security: tuple[str, ...] = (), workers: tuple[str, ...] = ("甲", "乙")) -> None:
        self.folder = folder
        self.security = security
        self.ready = folder / "scheduler.json"
        self.programs = [self._start("scheduler", "scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard")]
        self._wait(self.ready.is_file)
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
        self.workers = [self._start("worker", name, *options) for name in workers]
        self.programs += self.workers

    def _start(self, command: str, name: str, *options: str) -> subprocess.Popen[bytes]:
        home = self.folder / name
        home.mkdir()
        environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home), "TMPDIR": str(home)}
        words = [sys.executable, "-m", "dask", command, *options, *self.security, "--scheduler-file", str(self.ready)]
        with open(home / "log", "wb") as log:
            return subprocess.Popen(words, cwd=home, env=environment, stdout=log, stderr=log)

    @staticmethod
    def _wait(there: Callable[[], bool]) -> None:
        until = time.monotonic() + WAIT_S
        while not there():
            assert time.monotonic() < until
            time.sleep(0.05)

    @property
    def address(self) -> str:
        return str(json.loads(self.ready.read_text())["address"]).partition("://")[2]

    def end(self) -> None:
        for program in reversed(self.programs):
            program.kill()
            program.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "cluster").mkdir()
    produced = Cluster(tmp_path / "cluster")
    yield produced
    produced.end()


@pytest.mark.filterwarnings("ignore")
def test_two_workers_make_the_same_bytes_also_when_one_is_killed(cluster: Cluster, tmp_path: Path) -> None:
    flows = tmp_path / "flows"
    flows.mkdir()
    for number in range(GUIDES):
        (flows / f"{number:02}.yaml").write_text(TWO_STEPS.replace("开证明", f"证明{number}"), "utf-8")

    def request(folder: str, **how: object) -> BuildRequest:
        return BuildRequest([flows], ["poster-a4"], output=tmp_path / folder, **how)  # type: ignore[arg-type]

    def produced(folder: str) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (tmp_path / folder / "poster-a4").iterdir()}

    yizhangtu.build_files(request("here", processes=1))

    def progress(number: int, *_: object) -> None:
        if number == 3:
            cluster.workers[0].kill()

    result = yizhangtu.build_files(request("there", engine=f"dask://{cluster.address}"), progress)
    assert cluster.workers[0].wait(WAIT_S) == -signal.SIGKILL
    assert result.missing is None and not result.failed, result
    assert produced("there") == produced("here") and len(produced("here")) == GUIDES


class Authority:
    """A certificate authority of its own, and files of it: those of Dask's options, or of ours."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        authority = trustme.CA()
        certificate = authority.issue_cert("127.0.0.1")
        self.ca, self.cert, self.key = (str(folder / name) for name in ("ca.pem", "cert.pem", "key.pem"))
        authority.cert_pem.write_to_path(self.ca)
        certificate.cert_chain_pems[0].write_to_path(self.cert)
        certificate.private_key_pem.write_to_path(self.key)

    @property
    def of_dask(self) -> tuple[str, ...]:
        return ("--protocol", "tls", "--tls-ca-file", self.ca, "--tls-cert", self.cert, "--tls-key", self.key)

    @property
    def of_build(self) -> list[str]:
        return ["--tls-ca", self.ca, "--tls-cert", self.cert, "--tls-key", self.key]


@pytest.mark.filterwarnings("ignore")
def test_an_encrypted_cluster_takes_its_own_certificates_only(tmp_path: Path) -> None:
    ours, other = Authority(tmp_path / "ours"), Authority(tmp_path / "other")
    (tmp_path / "甲.yaml").write_text(TWO_STEPS, "utf-8")
    (tmp_path / "cluster").mkdir()
    cluster = Cluster(tmp_path / "cluster", ours.of_dask, ("甲",))

    def built(engine: str, *options: str) -> Result:
        words = ["build", str(tmp_path / "甲.yaml"), "-m", "text", "--force", "-o", str(tmp_path / "out")]
        return CliRunner().invoke(main, [*words, "--engine", f"{engine}://{cluster.address}", *options])

    try:
        sound = built("tls", *ours.of_build)
        assert sound.exit_code == 0, sound.stderr
        assert (tmp_path / "out" / "text" / "甲.txt").is_file()
        for options in (
            other.of_build,
            [*ours.of_build[:2], *other.of_build[2:]],
            [*other.of_build[:2], *ours.of_build[2:]],
        ):
            refused = built("tls", *options)
            assert refused.exit_code == 2 and "证书对不上" in refused.stderr and "--tls-ca" in refused.stderr
        unread = built("tls", "--tls-ca", str(tmp_path / "甲.yaml"), *ours.of_build[2:])
        assert unread.exit_code == 2 and "证书读不了" in unread.stderr
        unwritten = built("tls")
        assert unwritten.exit_code == 2 and "没有写证书" in unwritten.stderr
        plain = built("dask")
        assert plain.exit_code == 2 and "连不上" in plain.stderr
    finally:
        cluster.end()
