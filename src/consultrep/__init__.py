"""Consultation reports kept as checked plain text: list, compare and render what was asked for."""

__version__ = "0.1.0"
