"""Laws and rules as data: which version of an instrument is in force on a day, and what a text cites of it."""
