"""The value of --engine → where jobs are made: in processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from yizhangtu.model.errors import UsageError
from yizhangtu.model.words import did_you_mean

if TYPE_CHECKING:
    from yizhangtu.build.request import BuildRequest
    from yizhangtu.build.workers.tasks import WorkerSetup
    from yizhangtu.media.context import Context
    from yizhangtu.system.workers.address import ClusterAddress
    from yizhangtu.system.workers.executor import Engine

LOCAL, DASK, TLS = "processes", "dask", "tls"
HOW = "写 dask://主机:端口 或 tls://主机:端口，如 dask://10.0.0.5:8786；不写 --engine 就用这台电脑的进程（-j）"
_ADDRESS = re.compile(r"(?P<host>\[[0-9A-Fa-f:.%]+\]|[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?):(?P<port>\d{1,5})/?")


def address_of(request: BuildRequest) -> ClusterAddress | None:
    """The address of the cluster that was asked for, None for the processes of this machine. Raises UsageError for
    anything else, MissingDependency where the cluster's package is not installed."""
    shared, one_file = request.shared, request.one_file
    address = _address(request.engine)
    given = (request.tls_ca, request.tls_cert, request.tls_key)
    if any(given) and (address is None or address.certificates is None):
        raise UsageError("--tls-ca、--tls-cert、--tls-key 要和 --engine tls://… 一起写", HOW)
    if shared and not address:
        raise UsageError("--shared 要和 --engine 一起写", "它让集群的工作进程自己把成品写进共享的输出文件夹")
    if shared and one_file:
        raise UsageError("--shared 不能和 -o - 一起写", "用 -o 写上共享的文件夹")
    if address is None:
        return None
    from yizhangtu.system.workers import dask_cluster
    from yizhangtu.system.workers.address import Certificates, is_private

    dask_cluster.need()
    if address.certificates is not None:
        return address._replace(certificates=Certificates(*given))
    if not request.insecure and not is_private(address.place.rpartition(":")[0]):
        raise UsageError(
            f"{address.place} 不在这台电脑上，也不在内网里：不加密的连接，别人能看到、能改，还能在各台机器上运行程序",
            f"用 --engine tls://{address.place} 和证书；确实放心这段网络，就加上 --insecure",
        )
    return address


def _address(engine: str) -> ClusterAddress | None:
    from yizhangtu.system.workers.address import Certificates, ClusterAddress

    name, colon, rest = engine.strip().partition("://")
    if engine == "" or (name.lower() == LOCAL and not colon):
        return None
    if name.lower() not in (DASK, TLS):
        raise UsageError(f"不认识引擎“{engine}”", did_you_mean(name.lower(), (LOCAL, DASK, TLS), HOW))
    match = _ADDRESS.fullmatch(rest)
    if match is None or not 0 < int(match["port"]) < 65536:
        raise UsageError(f"--engine 的地址“{engine}”不对", HOW)
    return ClusterAddress(f"{match['host']}:{match['port']}", Certificates() if name.lower() == TLS else None)


@contextmanager
def opened(
    address: ClusterAddress | None, most: int, context: Context, folder: str
) -> Iterator[tuple[Engine, WorkerSetup]]:
    """The engine, with a maximum number of workers, and their setup. `folder`: where they write files, "" if they
    return them."""
    from yizhangtu.build.workers import worker
    from yizhangtu.build.workers.tasks import machine_versions, setup_of
    from yizhangtu.system import outputs
    from yizhangtu.system.workers import dask_cluster
    from yizhangtu.system.workers.processes import Processes

    if address is None:
        engine = Processes(most, ("yizhangtu.build.workers.preload",))
        yield engine, setup_of(context)
        return
    with dask_cluster.Cluster(address, most) as cluster:
        setup = setup_of(context, machine_versions(), outputs.place(folder) if folder else "")
        cluster.answer(worker.ready, setup)  # fail before the first of thousands of jobs
        yield cluster, setup
