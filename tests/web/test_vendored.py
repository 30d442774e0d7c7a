"""The libraries of the pages: what lies there is what the list says, with its licence."""

from __future__ import annotations

import hashlib
import json

import pytest

from helpers.guides import ROOT

STATIC = ROOT / "src" / "yizhangtu" / "web" / "static"
VENDOR = STATIC / "vendor"
LICENCES = (ROOT / "src" / "yizhangtu" / "LICENSES.txt").read_text("utf-8")
LIST = json.loads((VENDOR / "vendored.json").read_text("utf-8"))
LOCK = json.loads((ROOT / "tests" / "vendoring" / "package-lock.json").read_text("utf-8"))["packages"]


def test_every_bundle_is_listed() -> None:
    assert {one.name for one in VENDOR.glob("*.js")} == set(LIST["bundles"])


@pytest.mark.parametrize("bundle", LIST["bundles"])
def test_a_bundle_is_what_was_made(bundle: str) -> None:
    listed = LIST["bundles"][bundle]
    assert hashlib.sha256((VENDOR / bundle).read_bytes()).hexdigest() == listed["sha256"]
    assert set(listed["packages"]) <= set(LIST["packages"])


@pytest.mark.parametrize("package", LIST["packages"])
def test_a_package_is_that_of_the_lock_and_free(package: str) -> None:
    about = LIST["packages"][package]
    assert about == {key: LOCK[f"node_modules/{package}"][key] for key in about}
    assert about["license"] in ("MIT", "Apache-2.0", "BSD-3-Clause", "ISC")
    assert f"{package}\n{'=' * len(package)}\n" in LICENCES


@pytest.mark.parametrize("folder", ["icons", "lexicon"])
def test_data_of_others_has_its_licence_there(folder: str) -> None:
    assert (ROOT / "styles" / folder / "LICENSE").read_text("utf-8").strip() in LICENCES


def test_pages_ask_for_nothing_elsewhere() -> None:
    """Scripts of the project name no other host, and make no code of text."""
    files = [*STATIC.glob("*.js"), *STATIC.glob("*.css"), *(ROOT / "styles" / "templates" / "desk").iterdir()]
    for file in files:
        text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        for word in ("http://", "https://", "//cdn", "@import", "innerHTML", "outerHTML", "insertAdjacentHTML",
                     "document.write", "eval(", "new Function", "javascript:", " style=", " onclick="):  # fmt: skip
            assert word not in text, f"{file.name}: {word}"
