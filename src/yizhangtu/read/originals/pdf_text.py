"""Bytes of a PDF → the lines of its text. Runs in a child process with limits (`read.child`)."""

from __future__ import annotations

MOST_PAGES = 50


def pdf_text(data: bytes) -> bytes:
    """The text of the first pages, in UTF-8."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    pages = [document[number].get_textpage().get_text_bounded() for number in range(min(len(document), MOST_PAGES))]
    return "\n".join(page.replace("\r\n", "\n") for page in pages).encode()
