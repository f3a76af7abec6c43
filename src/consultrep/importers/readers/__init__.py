"""One file per format: bytes in, `Document` out."""
