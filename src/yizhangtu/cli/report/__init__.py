"""Diagnostics → text for people, JSON for tools, annotations for GitHub. Pure functions."""

from yizhangtu.cli.report.excerpt import excerpt
from yizhangtu.cli.report.machine import as_github, as_json
from yizhangtu.cli.report.people import Paint, as_text, summary

__all__ = ["Paint", "as_github", "as_json", "as_text", "excerpt", "summary"]
