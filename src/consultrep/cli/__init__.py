"""The command line: options in, one action, its result to output, an exit code."""
