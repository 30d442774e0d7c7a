"""The cache of results: a file of records beside them (`records`), the keys that tell what each was made from (`keys`),
and the answer to a request after which nothing has changed (`unchanged`).

A record of a result holds its key (hashes of all that decides its bytes), the size, time and hash of its files, and its
diagnostics. A result is made again where its key or a file differs. A record of a request holds the hash of everything
that the run read; as long as that is the same, the request is answered without parsing anything. Records that are
damaged count as absent: everything is made again.
"""
