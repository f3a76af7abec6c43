"""A library holds at least one report.

`consultrep init` makes a library with an example.
"""

from consultrep.errors import Severity

RULE = "no-report"
LEVEL = Severity.ERROR
