"""Bytes of Word, Excel, CSV and text files → paragraphs and grids of cells, each with its place."""
