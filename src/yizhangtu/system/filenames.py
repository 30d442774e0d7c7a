"""Whether a name can be the name of a file or folder on every operating system."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Not allowed in file names of Windows, macOS or Linux, or leads out of the folder; also invisible characters and
# bytes that are no text.
FORBIDDEN = re.compile(
    r'[/\\:*?"<>|\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff'
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
LONGEST = 200  # bytes of a folder's name: most systems take 255
LONGEST_STEM = 180  # bytes of the stem of a file, to which suffixes are added
CLEAN = '名字里不能有 / \\ : * ? " < > |，也不能以点开头或结尾'  # the hint for any other name


def same_file(name: str) -> str:
    """Equal for names that are one on some file system (case, composed characters)."""
    return unicodedata.normalize("NFC", name).casefold()


def is_folder_name(name: str) -> bool:
    """Whether a name can be the name of a folder on every system, and stays inside its parent folder."""
    if not name.strip() or name != name.strip() or name.startswith(".") or name.endswith("."):
        return False
    return (
        not FORBIDDEN.search(name) and not RESERVED.fullmatch(name) and len(name.encode("utf-8", "replace")) <= LONGEST
    )


def file_name(title: str) -> str:
    """A title as the stem of a file: characters that some system refuses become underscores; "" where none is left. A
    long one is cut and ends in a digest of the whole, so that two with one beginning stay apart."""
    name = FORBIDDEN.sub("_", unicodedata.normalize("NFC", title)).strip(". \t\u3000")
    if is_cut(title):
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        name = f"{name.encode()[: LONGEST_STEM - 9].decode('utf-8', 'ignore').rstrip('. ')}-{digest}"
    return f"_{name}" if RESERVED.fullmatch(name) else name


def is_cut(title: str) -> bool:
    """Whether a title is too long for the name of a file."""
    return len(FORBIDDEN.sub("_", unicodedata.normalize("NFC", title)).strip(". \t\u3000").encode()) > LONGEST_STEM
