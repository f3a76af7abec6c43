"""The settings in `consultrep.toml` are valid.

The file is TOML; it may hold `[library]` with a `title` in `fr` and `en`, and `[check]` with `levels`
and `sources`.
"""

from consultrep.errors import Severity

RULE = "settings"
LEVEL = Severity.ERROR
