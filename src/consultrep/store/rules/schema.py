"""A file has the keys and values that its kind of file asks for.

Unknown keys are refused, so that a slip of the pen is not a loss; the hint names the nearest known one.
The schemas in `schema/` let an editor complete keys while you type.
"""

from consultrep.errors import Severity

RULE = "schema"
LEVEL = Severity.ERROR
