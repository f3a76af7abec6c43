"""A file is UTF-8 text.

Word processors and old programs save other encodings. Save it again as UTF-8; a byte order mark does no
harm.
"""

from consultrep.errors import Severity

RULE = "encoding"
LEVEL = Severity.ERROR
