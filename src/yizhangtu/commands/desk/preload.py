"""What the processes of the desk have loaded before they are forked."""

from __future__ import annotations

from yizhangtu.commands.desk import cards, drawing, page_data, periods, web_fonts, worker  # noqa: F401
from yizhangtu.media.poster import poster  # noqa: F401
from yizhangtu.system import garbage

worker.desk().warm()  # styles and fonts, once for all of them
garbage.freeze_loaded()
