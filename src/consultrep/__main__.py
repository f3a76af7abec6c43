"""`python -m consultrep` and the console script."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command line, or answer a shell that completes one; the process ends with an `ExitCode`."""
    if "_CONSULTREP_COMPLETE" in os.environ:
        from consultrep.cli.completion.answering import complete

        complete(os.environ, Path.cwd())
        return
    sys.exit(_answer(sys.argv[1:]))


def _answer(arguments: list[str]) -> int:
    """Say what is kept of an earlier run, else run the command line and keep what it said."""
    if arguments == ["--version"]:
        return _say_version()
    from consultrep.cli.answers import answer_again, keep_answer, question_key

    surroundings = dict(os.environ)
    key = question_key(arguments, surroundings)
    code = answer_again(key) if key else None
    if code is None:
        code = _run(arguments)
        if key and question_key(arguments, surroundings) == key:
            keep_answer(key, code)
    return code


def _say_version() -> int:
    from consultrep import __version__
    from consultrep.cli.streams import say

    say("out", f"consultrep {__version__}\n")
    return 0


def _run(arguments: list[str]) -> int:
    from consultrep.cli.app import app

    try:
        app(arguments, prog_name="consultrep")
    except SystemExit as done:
        return int(done.code or 0)
    return 0


if __name__ == "__main__":
    main()
