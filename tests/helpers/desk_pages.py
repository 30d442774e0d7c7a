"""Pages of a desk in a browser."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Page

from helpers.desk import RunningDesk


class Opened(Protocol):
    """The fixture `opened`: opens a page of a desk in a browser of its own."""

    def __call__(self, desk: RunningDesk, path: str = "/") -> Page:
        """The page of a path."""
