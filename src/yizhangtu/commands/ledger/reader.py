"""The files of a ledger → its records and faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from yizhangtu.ledger.chain import Chain, Fault, read_chain
from yizhangtu.ledger.record import Record
from yizhangtu.ledger.union import by_account
from yizhangtu.system.ledger import files as ledger_files


class Ledger(NamedTuple):
    """All files of a ledger. Records of forked files stand once for each equal line."""

    folder: Path
    chains: tuple[Chain, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record once."""
        found = {record.digest: record for chain in self.chains for record in chain.records}
        return tuple(found.values())

    @property
    def faults(self) -> list[tuple[str, Fault]]:
        """(file, fault): damage, broken chains, half last lines, forks."""
        found = [(chain.name, fault) for chain in self.chains for fault in chain.faults]
        half = "最后一行只写了一半（下次登记时挪到 损坏/）"
        found += [(one.name, Fault("Y742", len(one.records) + 1, half)) for one in self.chains if one.half]
        for account, copies in by_account({one.name: one for one in self.chains}).items():
            if len(copies) > 1:
                message = f"账“{account}”有 {len(copies)} 份不一样的：{'、'.join(one.name for one in copies)}"
                found.append((copies[1].name, Fault("Y745", 0, message)))
        return found


def read_ledger(folder: Path, read: Callable[[Path], dict[str, bytes]] = ledger_files.read_all) -> Ledger:
    """Read all files of a ledger; an empty one where there is no folder."""
    return Ledger(folder, tuple(read_chain(name, data) for name, data in read(folder).items()))
