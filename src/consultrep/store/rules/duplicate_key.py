"""A key is given once in its group.

Other readers keep the last one without a word, and what the first one said is lost. Keep one of the two.
"""

from consultrep.errors import Severity

RULE = "duplicate-key"
LEVEL = Severity.ERROR
