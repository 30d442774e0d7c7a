"""Booklet → sheets printed on both sides, to be folded and stapled."""
