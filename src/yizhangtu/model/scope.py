"""What must be on a finished file of a kind of medium: data of the registry, read by the checks of finished files."""

from typing import NamedTuple


class Scope(NamedTuple):
    """`form` says how the files are read: `sheets` (pages of a PDF), `text`, `slides` (pictures with the PDF that they
    were drawn from), `loop` (slides of several guides in one HTML file), `long` (one picture cut into pieces), `book`
    (pages in reading order), `imposed` (a book on sheets to be folded), `overview` (one row for each guide).

    `once`: no step stands twice. `called`: 编号 is written before a number. `numbered`: every sheet says which of how
    many it is. `code`: every page has a QR code. `flow_floor`: the medium's smallest text size holds for the flow.
    """

    form: str = "sheets"
    once: bool = False
    called: bool = True
    numbered: bool = False
    code: bool = False
    flow_floor: bool = False
