"""The commands of the ledger (台账): read, write, add, list, export, import, check."""
