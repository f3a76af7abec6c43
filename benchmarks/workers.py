"""A part of a benchmark in a process of its own, so that its memory is its own; not on Windows."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


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
    """The peak memory of this process in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage tells holds that of the program which started this one.
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
