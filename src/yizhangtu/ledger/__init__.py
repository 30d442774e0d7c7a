"""The ledger (台账): lines of text ↔ records, chains of hashes, copies merged. Pure: files are read in system/.

The form of files and records is section 13 of governance.md.
"""
