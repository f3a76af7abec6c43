"""Build the site of the documentation in both languages; needs the extra `docs`.

python tools/website.py [FOLDER]    English in FOLDER (else build/site), French in its `fr/`
"""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.cmd.build import build_main

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def build(folder: Path) -> int:
    """Build both languages; a broken link or an orphan page is an error."""
    strict = ["-q", "-W", "--keep-going", "-n", "-c", str(DOCS)]
    english = build_main([*strict, "-d", str(folder / ".doctrees/en"), str(DOCS), str(folder)])
    french = ["-t", "fr", "-d", str(folder / ".doctrees/fr"), str(DOCS / "fr"), str(folder / "fr")]
    return english or build_main([*strict, *french])


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/site"))
