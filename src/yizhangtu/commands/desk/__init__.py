"""What the author's desk does with guides: list, draw, share between writers, save, build. The web room shows it."""

PRELOADED = ("yizhangtu.commands.desk.preload",)  # what the processes of the desk have loaded before they start
