"""The address of a cluster: where its scheduler listens, and how the connection is protected.

Jobs and results are pickles, and whoever can connect to a scheduler can run code on its workers (the documentation of
Dask says so): a connection without TLS is allowed on this machine and in private networks only, unless it is asked for.
"""

from typing import NamedTuple


class Certificates(NamedTuple):
    """Files of PEM: the authority that signs both sides, the client's certificate and its key. "" for those that
    Dask's own configuration names."""

    authority: str = ""
    certificate: str = ""
    key: str = ""


class ClusterAddress(NamedTuple):
    """`place` is host:port; `certificates` are those of TLS, None for a connection that is not encrypted."""

    place: str
    certificates: Certificates | None = None

    @property
    def scheme(self) -> str:
        return "tcp" if self.certificates is None else "tls"


def is_private(host: str) -> bool:
    """Whether all addresses of a host are this machine's or of a private network (RFC 1918, RFC 4193). True for a name
    that nobody knows: the connection then fails by itself."""
    import socket  # only where there is a cluster

    try:
        found = socket.getaddrinfo(host.strip("[]"), None)
    except (OSError, UnicodeError):
        return True
    return all(_is_private(str(answer[4][0])) for answer in found)


def _is_private(text: str) -> bool:
    from ipaddress import ip_address, ip_network

    address = ip_address(text.partition("%")[0])
    return address.is_loopback or address.is_link_local or any(address in ip_network(net) for net in _PRIVATE)


_PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
