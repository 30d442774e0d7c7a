"""How many codes are read in simulated photos of a poster (helpers/photos.py). No test: run by hand.

python tests/bench/photos.py POSTER.pdf CODE [COUNT]
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from helpers.photos import CLASSES, trials


def main() -> None:
    """Print how many codes of each class are read."""
    pdf, code = Path(sys.argv[1]).read_bytes(), sys.argv[2].replace("-", "")
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    for name, of in CLASSES.items():
        found = list(trials(pdf, code, of, count))
        print(f"{name}: {found.count(True)} of {count} read, {found.count(False)} wrong")


if __name__ == "__main__":
    main()
