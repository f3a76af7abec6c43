"""`python -m consultrep` and the console script."""

from consultrep.cli.app import app


def main() -> None:
    """Run the command line; the process ends with one of `ExitCode`."""
    app(prog_name="consultrep")


if __name__ == "__main__":
    main()
