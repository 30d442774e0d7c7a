"""Text measured with the embedded font and broken into lines by the rules of Chinese typesetting."""

from yizhangtu.text.metrics import Face, Metrics
from yizhangtu.text.tokens import Words
from yizhangtu.text.wrap import HANGING_MOST, Run, TextLine, Typesetter

__all__ = ["HANGING_MOST", "Face", "Metrics", "Run", "TextLine", "Typesetter", "Words"]
