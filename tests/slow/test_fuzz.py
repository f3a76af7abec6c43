"""Every target fuzzed for some seconds: with Atheris where it is installed, else by chance with a seed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from fuzz.targets import TARGETS

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

SECONDS = 3


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_goes_wrong(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "fuzz.run", name, "-s", str(SECONDS), "-o", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = re.search(r"([\d,]+) executions\s+0 findings", done.stdout)
    assert told is not None
    assert int(told[1].replace(",", "")) > 10
