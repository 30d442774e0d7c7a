"""The author's desk as a web server: routes, sessions and pages. What it does is in `commands/desk/` and `edit/`."""
