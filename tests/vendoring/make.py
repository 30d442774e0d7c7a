"""Bundle the libraries of the desk's pages: npm packages of package-lock.json → src/yizhangtu/web/static/vendor/.

Run by hand (`make vendor`) when a version changes; needs npm. Nothing of it is needed to install or run the program.
`vendored.json` lists what is in the bundles; tests/web/test_vendored.py holds the files against it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TARGET = ROOT / "src" / "yizhangtu" / "web" / "static" / "vendor"
LICENCES = ROOT / "src" / "yizhangtu" / "LICENSES.txt"  # of everything that others have made and that is in the wheel
DATA = {"Phosphor Icons": "styles/icons", "jieba": "styles/lexicon"}  # what is no package: name → its folder
BUNDLES = ("codemirror.js", "preact-htm.js")
BROWSERS = "chrome87,firefox102"  # the oldest that the desk works in


def main() -> None:
    """Write the bundles, the licences and the list."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json", *BUNDLES):
            shutil.copy(HERE / file, folder / file)
        subprocess.run(["npm", "ci", "--no-audit", "--ignore-scripts"], cwd=folder, check=True)
        lock = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
        listed: dict[str, object] = {}
        packages: set[str] = set()
        for bundle in BUNDLES:
            inputs = bundled(folder, bundle)
            data = (TARGET / bundle).read_bytes()
            listed[bundle] = {"sha256": hashlib.sha256(data).hexdigest(), "packages": sorted(inputs)}
            packages |= inputs
        about = {
            one: {key: lock[f"node_modules/{one}"][key] for key in ("version", "license", "integrity")}
            for one in sorted(packages)
        }
        text = json.dumps({"bundles": listed, "packages": about}, ensure_ascii=False, indent=2)
        (TARGET / "vendored.json").write_text(text + "\n", "utf-8")
        LICENCES.write_text(licences(folder, sorted(packages)), "utf-8")


def bundled(folder: Path, bundle: str) -> set[str]:
    """Write a bundle; the packages that it has something of."""
    command = ["node_modules/.bin/esbuild", bundle, "--bundle", "--format=esm", "--minify", f"--target={BROWSERS}"]
    command += ["--charset=utf8", "--legal-comments=none", f"--outfile={TARGET / bundle}", "--metafile=meta.json"]
    subprocess.run(command, cwd=folder, check=True)
    inputs = json.loads((folder / "meta.json").read_text("utf-8"))["inputs"]
    parts = (path.split("/") for path in inputs if path.startswith("node_modules/"))
    return {"/".join(part[1:3] if part[1].startswith("@") else part[1:2]) for part in parts}


def licences(folder: Path, packages: list[str]) -> str:
    """The licence of every package, and of the data of others."""
    files = {name: ROOT / place / "LICENSE" for name, place in DATA.items()}
    for one in packages:
        files[one] = min((folder / "node_modules" / one).glob("LICEN[CS]E*"))
    return "\n\n".join(section(name, path.read_text("utf-8")) for name, path in files.items())


def section(name: str, text: str) -> str:
    """A licence below the name of what it is of."""
    return f"{name}\n{'=' * len(name)}\n\n{text.strip()}\n"


if __name__ == "__main__":
    main()
