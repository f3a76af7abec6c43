"""`consultrep init`."""

from __future__ import annotations

from pathlib import Path

from consultrep.store.scaffold import Initialized, new_library


def initialize(
    folder: Path, *, with_shipped: bool = False, force: bool = False, dry_run: bool = False
) -> Initialized:
    """Make a library in `folder`: the shipped records, or an example to start from.

    Raises UsageError where a file of it exists and `force` is not given, EnvironmentProblemError where
    the folder cannot be written.
    """
    return new_library(folder, with_shipped=with_shipped, force=force, dry_run=dry_run)
