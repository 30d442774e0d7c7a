"""Build the whole library on all its media, checked against its definitions: `python build_library.py FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

import yizhangtu
from yizhangtu import BuildRequest

LIBRARY = Path(__file__).resolve().parents[2] / "flows" / "library"
MEDIA = ("poster-a3", "poster-a4", "booklet-a5", "screen-1920x1080", "longimage", "text")


def main(output: str) -> int:
    """Build region by region; 1 where anything has failed."""
    failed = 0
    for region in sorted(path for path in LIBRARY.iterdir() if path.is_dir()):
        result = yizhangtu.build_files(BuildRequest([region], MEDIA, output=Path(output) / region.name, verify=True))
        failed += len(result.failed)
        print(f"{region.name}: {len(result.outputs)} files, failed: {', '.join(result.failed) or 'none'}")
        for one in result.diagnostics:
            if one.code not in ("Y861", "Y862"):
                print(f"  {one.span.file if one.span else ''} {one.code} {one.message}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:] or ["output-library"]))
