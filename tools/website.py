"""Build the site of the documentation in both languages; needs the extra `docs`.

python tools/website.py [FOLDER]    English in FOLDER (else build/site), French in its `fr/`
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SPHINX = (sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", "-c", str(DOCS))


def build(folder: Path) -> int:
    """Build both languages; a broken link or a page that no menu names is an error."""
    english = ["-d", str(folder / ".doctrees/en"), str(DOCS), str(folder)]
    french = ["-t", "fr", "-d", str(folder / ".doctrees/fr"), str(DOCS / "fr"), str(folder / "fr")]
    return max(subprocess.run([*SPHINX, *rest], check=False).returncode for rest in (english, french))


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/site"))
