"""A record is valid YAML, without tags and aliases.

Most often it is a colon or a quotation mark inside a text: put the whole text in quotation marks. Tabs
do not indent. Aliases (`&`, `*`) and tags (`!`) are not used: write the part out.
"""

from consultrep.errors import Severity

RULE = "yaml"
LEVEL = Severity.ERROR
