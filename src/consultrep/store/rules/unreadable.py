"""A file of the library can be read, is no larger than 64 MB, and lies in the library.

A folder with the name of a file, a file without permission, a link that leads out of the library and a
file of more than 64 MB are left out and named.
"""

from consultrep.errors import Severity

RULE = "unreadable"
LEVEL = Severity.ERROR
