"""What can be kept between two checks of the same guides: readings, and the tables of law."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from functools import cached_property

from yizhangtu.build.data.files import LastTable
from yizhangtu.build.load import Definition
from yizhangtu.law.instruments import LawTable, law_table
from yizhangtu.law.rules import LawRules, law_rules
from yizhangtu.model.errors import internal
from yizhangtu.model.project import Village
from yizhangtu.read import Read, read_guide

MOST = 200  # readings that are kept


class CheckMemory:
    """Made for one check, or for a program that checks again and again. A reading is kept by all that it depends on."""

    def __init__(self, most: int = MOST) -> None:
        """Keeps `most` readings."""
        self._most = most
        self._readings: OrderedDict[Hashable, Read] = OrderedDict()
        self.last_table = LastTable()

    @cached_property
    def laws(self) -> LawTable:
        """The table of laws of the program."""
        return law_table()

    @cached_property
    def rules(self) -> LawRules:
        """The rules of law."""
        return law_rules()

    def read(self, definition: Definition, village: Village | None, period: str) -> Read:
        """The guide of a definition, for one village and period. A bug of the program that one definition uncovers does
        not stop the others: it is a diagnostic."""
        home = definition.home
        key = (definition.file, definition.data, home.file, home.data, home.files, village, period)
        found = self._readings.pop(key, None)
        if found is None:
            try:
                found = read_guide(definition.data, definition.file, home.project, village, period)
            except Exception as error:
                found = Read(None, (internal("读取这份定义", definition.file, error),))
        self._readings[key] = found
        if len(self._readings) > self._most:
            self._readings.popitem(last=False)
        return found
