"""A long comparison whose process is killed goes on where it stopped."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from consultrep.compare import nearest as module
from consultrep.compare.nearest import nearest, nearest_in_block
from consultrep.compare.pieces import ENDING

pytestmark = pytest.mark.slow

HEIGHT = 128
PROGRAM = f"""
import sys
from pathlib import Path
import numpy as np
from consultrep.compare import nearest as module
module._HEIGHT = {HEIGHT}
vectors = np.load(sys.argv[1], mmap_mode="r")
module.nearest(vectors, vectors, 10, kept_in=Path(sys.argv[2]))
"""


def test_a_killed_process_is_resumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    vectors = rng.standard_normal((20_000, 128), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    file, kept = tmp_path / "vectors.npy", tmp_path / "kept"
    np.save(file, vectors)
    with subprocess.Popen([sys.executable, "-c", PROGRAM, str(file), str(kept)]) as running:
        while len(list(kept.glob(f"*{ENDING}"))) < 5 and running.poll() is None:
            time.sleep(0.01)
        running.kill()
    pieces = -(-len(vectors) // HEIGHT)
    finished = len(list(kept.glob(f"*{ENDING}")))
    assert 5 <= finished < pieces

    done = []

    def counted(
        first: NDArray[np.float32], second: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        done.append(len(first))
        return nearest_in_block(first, second, count)

    monkeypatch.setattr(module, "_HEIGHT", HEIGHT)
    monkeypatch.setattr(module, "nearest_in_block", counted)
    columns, scores = nearest(np.load(file, mmap_mode="r"), vectors, 10, kept_in=kept)
    monkeypatch.undo()
    assert abs(len(done) + finished - pieces) <= 1
    wanted, of_wanted = nearest(vectors, vectors, 10)
    assert (columns == wanted).all()
    assert np.abs(scores - of_wanted).max() < 1e-6
