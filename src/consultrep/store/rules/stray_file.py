"""Records stand in `reports/` itself, not in folders below it.

A YAML file in a folder below `reports/` is read by no command, so what it holds is missing from every
answer. Move it up, or out of `reports/`.
"""

from consultrep.errors import Severity

RULE = "stray-file"
LEVEL = Severity.WARNING
