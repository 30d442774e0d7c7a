"""Edits of definition files: a text and what is to be changed → the text in which only the lines concerned change.

    opened = document.document_of(data, file)
    wanted, faults = requests.edits_of([{"op": "set", "path": ["操作流程", 0, "时限"], "value": "3日"}])
    edited = edits.apply(opened.document, wanted)
    edited.document.data

Operations and paths are described in requests.py and paths.py. A request that cannot be fulfilled gives diagnostics and
the document as it was; nothing here raises for what a page sends. Modules are imported one by one: the server of the
desk needs few of them, and not the readers behind the others.
"""
