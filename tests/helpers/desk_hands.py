"""Somebody at a page of the desk: with the mouse, or with nothing but the keyboard."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

PASTE = """(box, text) => { const data = new DataTransfer(); data.setData("text/plain", text);
    box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }"""


class Hands(Protocol):
    """What somebody does at a page."""

    page: Page

    def press(self, what: Locator) -> None:
        """Press a button or a link."""

    def choose(self, list_: Locator, label: str) -> None:
        """Choose from a list."""

    def write(self, box: Locator, text: str) -> None:
        """Write a text into a box, in place of what stands there."""

    def move(self, step: Locator, before: Locator, places: int) -> None:
        """Move a step up to before another one, so many places."""


class Mouse:
    """By mouse; texts are typed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, what: Locator) -> None:
        what.click()

    def choose(self, list_: Locator, label: str) -> None:
        list_.select_option(label=_label(list_, label))

    def write(self, box: Locator, text: str) -> None:
        box.click()
        box.fill(text)

    def move(self, step: Locator, before: Locator, places: int) -> None:
        step.locator(".grip").first.scroll_into_view_if_needed()
        before.locator("header").first.scroll_into_view_if_needed()
        grip, target = step.locator(".grip").first.bounding_box(), before.locator("header").first.bounding_box()
        assert grip is not None and target is not None
        self.page.mouse.move(grip["x"] + 5, grip["y"] + 9)
        self.page.mouse.down()
        self.page.mouse.move(grip["x"] + 15, grip["y"] - 9, steps=3)
        self.page.mouse.move(target["x"] + 60, target["y"] + 5, steps=5)
        self.page.mouse.up()


class Keyboard:
    """By keys alone; everything that is pressed or written in can be reached with Tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def _to(self, what: Locator) -> None:
        what.focus()
        expect(what).to_be_focused()
        assert what.evaluate("one => one.tabIndex") >= 0

    def press(self, what: Locator) -> None:
        self._to(what)
        self.page.keyboard.press("Enter")

    def choose(self, list_: Locator, label: str) -> None:
        self._to(list_)
        wanted = _label(list_, label)
        now = "one => one.options[one.selectedIndex].label"
        self.page.keyboard.press("Home")
        for _ in range(list_.locator("option").count()):
            if list_.evaluate(now) == wanted:
                break
            self.page.keyboard.press("ArrowDown")
        assert list_.evaluate(now) == wanted
        self.page.keyboard.press("Enter")

    def write(self, box: Locator, text: str) -> None:
        self._to(box)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def move(self, step: Locator, before: Locator, places: int) -> None:
        name = step.get_attribute("aria-label")
        self._to(step.locator("textarea").first)
        for _ in range(places):
            at = self.page.evaluate("document.activeElement.dataset.path")
            self.page.keyboard.press("Alt+ArrowUp")
            self.page.wait_for_function("at => (document.activeElement.dataset.path || at) !== at", arg=at)
            assert self.page.evaluate("document.activeElement.value") == name


def _label(list_: Locator, label: str) -> str:
    """The whole label that begins with a word."""
    expect(list_).to_be_visible()
    labels = list_.locator("option").evaluate_all("all => all.map((one) => one.label)")
    return next(one for one in labels if one == label or one.startswith(f"{label}（"))


def paste(box: Locator, text: str) -> None:
    """Paste a text from the clipboard."""
    box.focus()
    box.evaluate(PASTE, text)
