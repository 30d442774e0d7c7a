"""A Dask cluster as an executor: many machines, with or without a shared disk. Loaded only where it is used."""

from __future__ import annotations

import logging
import socket
import sys
import threading
import time
import warnings
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from importlib import import_module, util
from typing import Any

from yizhangtu.system.problem import MissingDependency
from yizhangtu.system.workers.address import ClusterAddress
from yizhangtu.system.workers.executor import Crew, Setup

INSTALL = "请安装：pip install 'yizhangtu[dask]'"
CONNECT_S = 5.0
WORKERS_S = 15.0  # to wait for the first worker, and for a new one after the last has gone
LOGGERS = ("distributed", "distributed.client", "distributed.comm", "tornado", "tornado.application", "asyncio")
OFTEN_S = 5.0
RETRIES = 2  # of a job that failed because of the cluster: problems of a guide are not exceptions


def need() -> None:
    """MissingDependency where the package is not installed. It is not imported."""
    if not all(util.find_spec(name) for name in ("dask", "distributed")):
        raise MissingDependency("没有装 Python 库 dask（distributed）", INSTALL)


def _silenced() -> Callable[[], None]:
    """Silence Dask's loggers: connections are reported by this module. Returns a function that restores them where Dask
    was in use before; else they stay silent, also while Dask shuts down."""
    in_use = "distributed" in sys.modules
    if not in_use:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import_module("distributed")  # creates its loggers
    known = [logging.getLogger(name) for name in LOGGERS]
    before = [(one, one.handlers[:], one.propagate) for one in known]
    for one in known:
        one.handlers[:], one.propagate = [logging.NullHandler()], False

    def undo() -> None:
        for one, handlers, propagate in before if in_use else ():
            one.handlers[:], one.propagate = handlers, propagate

    return undo


class Cluster:
    """The engine of the cluster whose scheduler listens at an address. A context manager."""

    patience = 1.0

    def __init__(self, address: ClusterAddress, most: int = 0) -> None:
        need()
        self._address, self._most = address.place, most
        self._url = f"{address.scheme}://{address.place}"
        self._certificates = address.certificates
        self._alone_since: float | None = None
        self._threads = 1
        self._looked = 0.0
        self._tls: Any = None

    def __enter__(self) -> Cluster:
        try:
            self._undo = _silenced()
            dask = import_module("distributed")
        except ImportError as error:
            raise MissingDependency(f"Dask 不能用（{' '.join(str(error).split())[:200]}）", INSTALL) from None
        self.deaths: tuple[type[BaseException], ...] = (dask.KilledWorker,)

        class Client(dask.Client):  # type: ignore[misc, name-defined]
            def __del__(self) -> None:  # one that never connected closes silently
                with suppress(Exception):
                    self.close(timeout=0.5)

        found: list[Any] = []
        security = self._security(dask)

        def connect() -> None:
            with suppress(Exception), warnings.catch_warnings():  # it depends on what listens there
                warnings.simplefilter("ignore")  # versions are compared by the workers
                self._probe()
                found.append(Client(self._url, timeout=CONNECT_S, set_as_default=False, security=security))

        # Dask's own timeout does not apply where another program listens: then it waits for ever.
        self._refused = ""
        attempt = threading.Thread(target=connect, daemon=True)
        attempt.start()
        attempt.join(CONNECT_S + 1)
        if not found:
            self._undo()
            if self._refused:
                raise MissingDependency(
                    f"Dask 的调度程序 {self._address} 的证书对不上（{self._refused}）",
                    "请检查 --tls-ca、--tls-cert、--tls-key，或者 Dask 的配置；调度程序也要用同一个根证书签的证书",
                )
            raise MissingDependency(
                f"连不上 Dask 的调度程序 {self._address}",
                "请检查地址，并确认那里运行着 dask scheduler；不用集群就去掉 --engine",
            )
        self._client = found[0]
        return self

    def __exit__(self, *raised: object) -> None:
        with suppress(Exception):  # it may be closed already
            self._client.close(timeout=2)
        self._undo()

    def _security(self, dask: Any) -> Any:
        """Dask's record of certificates; None without TLS. MissingDependency where a file cannot be used."""
        if self._certificates is None:
            return None
        given = {
            "tls_ca_file": self._certificates.authority,
            "tls_client_cert": self._certificates.certificate,
            "tls_client_key": self._certificates.key,
        }
        try:
            security = dask.Security(require_encryption=True, **{key: name for key, name in given.items() if name})
            self._tls = security.get_connection_args("client").get("ssl_context")
        except (OSError, ValueError, TypeError) as error:  # ssl.SSLError is an OSError
            self._undo()
            reason = " ".join(str(error).split())[:120]
            raise MissingDependency(f"证书读不了（{reason}）", "请检查 --tls-ca、--tls-cert、--tls-key") from None
        if self._tls is None:
            self._undo()
            raise MissingDependency(
                "没有写证书", "加上 --tls-ca、--tls-cert、--tls-key，或者写进 Dask 的配置（distributed.comm.tls）"
            )
        return security

    def _probe(self) -> None:
        """OSError where nothing listens, or where the certificates do not agree: detected sooner than by Dask, which
        retries."""
        host, _, port = self._address.rpartition(":")
        with socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT_S) as connection:
            if self._tls is not None:
                try:
                    with self._tls.wrap_socket(connection, server_hostname=host.strip("[]")) as secured:
                        secured.settimeout(1.0)
                        self._read_alert(secured)
                except OSError as error:
                    self._refused = str(getattr(error, "reason", "") or error)
                    raise

    @staticmethod
    def _read_alert(secured: Any) -> None:
        """With TLS 1.3 a server refuses a client's certificate only after the handshake: its first bytes say so."""
        with suppress(TimeoutError):
            secured.recv(1)

    def crew(self, setup: Setup, most: int = 0) -> Crew:
        """The workers of the cluster. The setup goes to each that needs it once; lost with a worker, it is sent
        again, because it is the result of a task."""
        key = f"yizhangtu-{setup.key}"
        sent = self._client.submit(_same, setup, key=key, pure=True, retries=RETRIES)
        executor = self._client.get_executor(pure=False, retries=RETRIES)
        self.check()
        return Crew(executor, sent, lambda wait: executor.shutdown(wait=wait))

    def answer(self, work: Callable[..., object], setup: Setup) -> object:
        """The answer of one worker to the setup; MissingDependency where none answers, or where it cannot work."""
        crew = self.crew(setup)
        future: Future[object] = crew.executor.submit(work, crew.setup)
        try:
            return future.result(timeout=WORKERS_S)
        except TimeoutError:
            raise self._nobody() from None
        except CancelledError:
            raise self._lost() from None
        except MissingDependency:
            raise  # raised by the worker
        except Exception as error:
            said = " ".join(f"{error} {error.__cause__ or ''}".split())[:200]
            mend = "在每台机器上装同样版本的 yizhangtu 和 dask：pip install 'yizhangtu[dask]'"
            raise MissingDependency(f"Dask 的工作进程不能制作（{type(error).__name__}: {said}）", mend) from None

    def count(self) -> int:
        if time.monotonic() - self._looked > OFTEN_S:  # the number of workers changes
            self.check()
        return max(1, min(self._threads, self._most or self._threads))

    def check(self) -> None:
        """MissingDependency where the scheduler is gone, or all workers for some time."""
        try:
            if self._client.status not in ("running", "connecting"):
                raise self._lost()
            threads = self._client.sync(self._client.scheduler.ncores, workers=None, callback_timeout=CONNECT_S)
        except MissingDependency:
            raise
        except Exception:
            raise self._lost() from None
        now = self._looked = time.monotonic()
        self._alone_since = None if threads else self._alone_since or now
        if self._alone_since and now - self._alone_since > WORKERS_S:
            raise self._nobody()
        self._threads = sum(threads.values()) or self._threads

    def _lost(self) -> MissingDependency:
        return MissingDependency(
            f"和 Dask 的调度程序 {self._address} 断开了", "做好的都在；调度程序恢复后再运行一次，接着做剩下的"
        )

    def _nobody(self) -> MissingDependency:
        return MissingDependency(
            f"Dask 集群 {self._address} 里没有工作进程",
            f"在工作的机器上运行：dask worker {self._url} --nthreads 1 --nworkers auto",
        )


def _same(setup: object) -> object:
    return setup
