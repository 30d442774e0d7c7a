"""A file that is open in one or several editors: its text, what is on the disk, and what became of saving.

No text is lost: what others wrote into the file meanwhile is merged where it touches other lines; else nothing is
written until somebody chooses, and the version not chosen is kept beside the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from yizhangtu.commands.desk.encoding import Decoded, as_utf8, decoded, encoded
from yizhangtu.commands.desk.shared_text import LONGEST, SharedText, Update
from yizhangtu.system import inputs
from yizhangtu.system.desk import files as desk_files
from yizhangtu.system.desk.files import DeskFile, Stored

DISK = "disk"  # the client of updates that come from the file


class SaveState(NamedTuple):
    """Whether the text is on the disk; else why not. `other` is the text that somebody else wrote into the file, where
    it could not be merged."""

    saved: bool
    problem: str = ""
    other: str | None = None


class OpenGuide:
    """One file of a folder. Its methods are called by one thread; `store` may be called by another one."""

    def __init__(self, folder: Path, file: DeskFile) -> None:
        self.folder = folder
        self.name = file.name
        self.problem = "" if file.writable else file.problem
        self.converted: bytes | None = None  # the same text in UTF-8, where it can be read and written as such
        self._take(file.data or b"")
        self.shared = SharedText(self._decoded.text)
        if not self._decoded.editable and not self.problem:
            self.problem = "这个文件不是 UTF-8 编码，现在只能看"
            self.converted = as_utf8(self._on_disk)
        self.other: bytes | None = None  # what is on the disk and could not be merged

    def _take(self, data: bytes) -> None:
        self._on_disk = data
        self._decoded: Decoded = decoded(data)

    @property
    def path(self) -> str:
        """The file as the library names it."""
        return (self.folder / self.name).as_posix()

    @property
    def read_only(self) -> bool:
        """Whether the text cannot be changed, for the reason in `problem`."""
        return bool(self.problem)

    @property
    def data(self) -> bytes:
        """The bytes of the file with the present text."""
        if self.shared.text == self._decoded.text or self.read_only:
            return self._on_disk
        return encoded(self.shared.text, self._decoded)

    @property
    def changed(self) -> bool:
        """Whether the text is not on the disk yet."""
        return not self.read_only and self.shared.text != self._decoded.text

    def store(self, data: bytes) -> Stored:
        """Write bytes where the file still is as it was read or written last."""
        return desk_files.store(self.folder, self.name, data, self._on_disk)

    def stored(self, data: bytes, outcome: Stored) -> tuple[SaveState, list[Update]]:
        """Note what became of writing these bytes: the state, and the updates of the text that come from the file."""
        if outcome.found is not None:
            return self.found_on_disk(outcome.found)
        if outcome.problem:
            return SaveState(False, outcome.problem), []
        self._take(data)
        return SaveState(not self.changed), []

    def reread(self) -> tuple[SaveState, list[Update]]:
        """Look at the file: the state, and the updates that come from it. A file that has gone or cannot be read
        changes nothing: the text is here."""
        try:
            file = desk_files.read(self.folder, self.name)
        except OSError as error:
            return SaveState(not self.changed, inputs.reason(error, inputs.READING)), []
        if file.data is None or file.data == self._on_disk:
            return SaveState(not self.changed), []
        return self.found_on_disk(file.data)

    def found_on_disk(self, data: bytes) -> tuple[SaveState, list[Update]]:
        """Take what somebody else has written: merged with what was changed here, or kept apart where both touch the
        same lines."""
        theirs = decoded(data)
        if not theirs.editable:
            return self._apart(data, theirs.text)
        if not self.changed:
            self._take(data)
            return SaveState(True), self._replaced(theirs.text)
        from yizhangtu.edit.merge import merge  # loads the reader: only where there is something to merge

        merged = merge(self._decoded.text, self.shared.text, theirs.text)
        if merged.conflicts:
            return self._apart(data, theirs.text)
        self._take(data)
        return SaveState(not self.changed), self._replaced(merged.text)

    def convert(self) -> tuple[str, str]:
        """Write the file as UTF-8, the bytes as they were beside it: what went wrong, else the name of those. Then it
        can be changed."""
        if self.converted is None:
            return "", ""
        try:
            beside = desk_files.keep_beside(self.folder, self.name, self._on_disk)
        except OSError as error:
            return inputs.reason(error, inputs.WRITING), ""
        outcome = self.store(self.converted)
        if outcome.problem or outcome.found is not None:
            return outcome.problem or "别的程序刚改了这个文件，请刷新页面再试", beside
        self._take(self.converted)
        self.problem, self.converted = "", None
        return "", beside

    def recovered(self, base: str, text: str) -> Update | None:
        """Merge a text that was written elsewhere from `base` on; None where that touches the same lines."""
        if len(text) > LONGEST:
            return None
        from yizhangtu.edit.merge import merge

        merged = merge(base, text, self.shared.text)
        return None if merged.conflicts else self.shared.replace(merged.text, DISK)

    def _replaced(self, text: str) -> list[Update]:
        return [] if text == self.shared.text else [self.shared.replace(text, DISK)]

    def _apart(self, data: bytes, text: str) -> tuple[SaveState, list[Update]]:
        self.other = data
        return SaveState(False, "别人同时改了这个文件里的同几行", text), []

    def choose(self, mine: bool) -> tuple[SaveState, list[Update], str]:
        """End a conflict with the text here (`mine`) or with that on the disk: the state, updates, and the name under
        which the other version is kept beside the file. OSError where that cannot be written."""
        if self.other is None:
            return SaveState(not self.changed), [], ""
        other, self.other = self.other, None
        before = self.data if not mine else other
        try:
            beside = desk_files.keep_beside(self.folder, self.name, before)
        except OSError:
            self.other = other
            raise
        self._take(other)
        updates = [] if mine else self._replaced(self._decoded.text)
        return SaveState(not self.changed), updates, beside


def open_guide(folder: Path, name: str) -> OpenGuide | None:
    """Open a file of the folder; None where there is none of that name. What cannot be read is empty and read-only."""
    if name not in desk_files.names(folder):
        return None
    return OpenGuide(folder, desk_files.read(folder, name))
