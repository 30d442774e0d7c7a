"""A guide and its graph → a line of cards, lossless: see `model.line`."""

from yizhangtu.fold.line import fold

__all__ = ["fold"]
