"""Consultation reports kept as checked plain text: list, compare and render what was asked for."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("consultrep")
except PackageNotFoundError:
    __version__ = "0"
