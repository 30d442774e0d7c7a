"""yizhangtu（一张图）: one definition of how a village matter is done → posters, booklets and previews."""

__version__ = "0.1.0"
