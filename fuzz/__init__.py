"""Fuzzing of the importers, the query language and the two readers of YAML; `python -m fuzz.run --help`."""
