"""Data of definitions ↔ sheets of texts that a clerk edits in a spreadsheet program.

`sheets.py` says which sheets and columns there are, from the tables of keys that the reader and the JSON schema use;
`writing.py` fills them, `rows.py` and `reading.py` read them back; `steps.py` does both for 操作流程.
"""
