"""A template of styles/templates/ → diagnostics: wrong Jinja, and variables that nothing gives a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jinja2 import Environment, TemplateSyntaxError, meta, nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from yizhangtu.model.diagnostics import Diagnostic, Span, make
from yizhangtu.model.words import nearest

SUFFIX = ".j2"
WRONG, UNKNOWN = "Y617", "Y618"
# The variables of every page of a site.
SITE = (
    "site_title", "nav", "base", "phones", "issuer", "start", "verify", "up", "path", "theme", "look", "script",
    "codes", "search", "digest",
)  # fmt: skip
FILTERS = ("dialled", "phone")  # that the program adds to those of Jinja
# File → the variables that the program gives it.
VARIABLES = {
    "screen.html.j2": ("title", "slides", "ground", "mark", "digest"),
    "document.css.j2": (),
    "coverage.html.j2": (
        "title", "villages", "numbers", "guides", "total", "rate", "photos", "target", "short", "legend", "heads",
    ),
    "due.html.j2": ("title", "heads", "groups", "apart"),
    "ledger.html.j2": ("title", "heads", "rows", "state", "blank"),
    "desk/start.html.j2": ("version", "nonce", "user", "data"),
    "desk/guide.html.j2": ("version", "nonce", "user", "data", "name"),
    "desk/problem.html.j2": ("version", "nonce", "user", "message", "hint"),
    "verification.html.j2": ("issuer", "hotline", "times", "day", "valid_until", "data", "digest"),
    "verification.js": (),
    "site/site.js": (),
    "site/start.js": (),
    "site/look.css.j2": ("themes",),
    "site/parts.html.j2": (),
    "site/base.html.j2": SITE,
    "site/start.html.j2": (*SITE, "blocks", "count", "homes", "data"),
    "site/guide.html.j2": (*SITE, "page", "links", "data", "downloads"),
    "site/who.html.j2": (*SITE, "handlers", "everyone"),
    "site/changes.html.j2": (*SITE, "days"),
    "site/verify.html.j2": (*SITE, "versions", "data"),
    "site/notices.html.j2": (*SITE, "notices"),
    "site/wechat.html.j2": ("page", "c"),
    "site/village.html.j2": (*SITE, "village", "phones_here", "windows", "notices", "blocks"),
}  # fmt: skip


def check_template(text: str, file: str, known: Iterable[str] | None) -> Iterator[Diagnostic]:
    """What is wrong in a template. `known` are its variables; None for a template that the program does not use."""
    environment = Environment(autoescape=True)
    environment.filters |= dict.fromkeys(FILTERS, str)
    try:
        environment.compile(text, raw=True)  # finds unknown filters, too
        tree = environment.parse(text)
    except TemplateSyntaxError as error:
        place = Span(file, error.lineno, 1, error.lineno, 2)
        yield make(WRONG, place, "不合 Jinja 模板的写法", "检查 {{ }}、{% %} 是否成对，过滤器的名字对不对")
        return
    if known is None:
        return
    names = tuple(known)
    unknown = meta.find_undeclared_variables(tree) - {*names, *DEFAULT_NAMESPACE}
    for node in tree.find_all(nodes.Name):
        if node.name in unknown:
            unknown.discard(node.name)
            close = nearest(node.name, names)
            hint = f"是不是“{close}”？" if close else f"可以用的变量：{'、'.join(names)}"
            yield make(UNKNOWN, _place(text, file, node.lineno, node.name), f"没有“{node.name}”这个变量", hint)


def _place(text: str, file: str, line: int, name: str) -> Span:
    """Where a name first stands in a line: Jinja does not say the column."""
    found = re.search(rf"\b{re.escape(name)}\b", text.splitlines()[line - 1])
    column = found.start() + 1 if found else 1
    return Span(file, line, column, line, column + (len(name) if found else 1))
