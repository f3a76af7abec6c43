"""`python -m consultrep` and the console script."""

import os
from pathlib import Path


def main() -> None:
    """Run the command line, or answer a shell that completes one; the process ends with an `ExitCode`."""
    if "_CONSULTREP_COMPLETE" in os.environ:
        from consultrep.cli.completion.answering import complete

        complete(os.environ, Path.cwd())
        return
    from consultrep.cli.app import app

    app(prog_name="consultrep")


if __name__ == "__main__":
    main()
