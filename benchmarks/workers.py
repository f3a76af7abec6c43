"""A part of a benchmark in a process of its own, so that its memory is its own; not on Windows."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence


def called(script: str, arguments: Sequence[str], cache: str) -> Mapping[str, float]:
    """What a script prints as JSON, run in a new process that keeps its vectors in `cache`."""
    done = subprocess.run(
        [sys.executable, script, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "CONSULTREP_CACHE": cache},
    )
    found: Mapping[str, float] = json.loads(done.stdout)
    return found


def peak() -> float:
    """The most memory that this process has held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1_000_000 if sys.platform == "darwin" else 1000)
