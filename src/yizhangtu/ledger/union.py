"""Copies of ledger files → their union: the longer of two equal beginnings; forks are both kept."""

from collections.abc import Mapping
from typing import NamedTuple

from yizhangtu.ledger.chain import Chain, account_of, read_chain


class Merged(NamedTuple):
    """What an import does with one file: the bytes to be written under each name, and the counts that are reported.
    `fewer`: records that this computer has and the copy, an older one, has not."""

    writes: Mapping[str, bytes]
    new: int = 0
    known: int = 0
    fewer: int = 0
    fork: bool = False


def merged(name: str, existing: Mapping[str, bytes], data: bytes) -> Merged:
    """The union of a file of that name with the copies that there are already (by name, its forks included).

    Lines are compared as bytes. A copy whose lines are the beginning of an existing one brings nothing; one that goes
    on replaces it; any other is a fork and gets a name of its own (governance.md, section 13).
    """
    account = account_of(name)
    chain = read_chain(name, data)
    own = _whole(data)
    copies = {other: _whole(held) for other, held in sorted(existing.items()) if account_of(other) == account}
    for held in copies.values():
        if held[: len(own)] == own:
            return Merged({}, known=len(chain.records), fewer=len(held) - len(own))
    for other, held in copies.items():
        mended = _mended(held, own, other)
        if mended is not None:
            fresh = len(own) - len(held)
            return Merged({other: _joined(mended)}, new=max(fresh, 0) + _healed(held, mended), known=len(held))
    target = name if not copies and "分叉" not in name else _fork_name(account, existing)
    shared = max((_common(held, own) for held in copies.values()), default=0)
    return Merged({target: _joined(own)}, new=len(own) - shared, known=shared, fork=bool(copies))


def _mended(held: tuple[bytes, ...], own: tuple[bytes, ...], name: str) -> tuple[bytes, ...] | None:
    """The lines of both copies where they differ only in damaged lines; None where two whole lines differ."""
    found: list[bytes] = []
    for number in range(max(len(held), len(own))):
        one = held[number] if number < len(held) else None
        other = own[number] if number < len(own) else None
        if one is None or other is None or one == other:
            found.append(one if one is not None else other or b"")
        elif not _sound(one, name):
            found.append(other)
        elif not _sound(other, name):
            found.append(one)
        else:
            return None
    return tuple(found)


def _healed(held: tuple[bytes, ...], mended: tuple[bytes, ...]) -> int:
    """The damaged lines that were replaced."""
    return sum(one != other for one, other in zip(held, mended, strict=False))


def _sound(line: bytes, name: str) -> bool:
    return bool(read_chain(name, line + b"\n").records)


def _whole(data: bytes) -> tuple[bytes, ...]:
    """The lines that end; a half-written last one is left out. Windows line ends are read as ours."""
    return tuple(line.rstrip(b"\r") for line in data.split(b"\n")[:-1])


def _joined(lines: tuple[bytes, ...]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _common(one: tuple[bytes, ...], other: tuple[bytes, ...]) -> int:
    """Equal lines at the beginning of both."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _fork_name(account: str, existing: Mapping[str, bytes]) -> str:
    number = 1
    while f"{account}.分叉{number}.jsonl" in existing:
        number += 1
    return f"{account}.分叉{number}.jsonl"


def by_account(chains: Mapping[str, Chain]) -> dict[str, list[Chain]]:
    """The copies of each account: more than one is a fork (Y745)."""
    found: dict[str, list[Chain]] = {}
    for name, chain in sorted(chains.items()):
        found.setdefault(account_of(name), []).append(chain)
    return found
