"""Typer's own messages in the language in force.

Typer writes them in English with the values already in place, so each is recognized by its form.
"""

from __future__ import annotations

import re
from typing import Final

from consultrep.messages import gettext as _
from consultrep.messages import mark

_FORMS: Final = (
    (
        r"No such option: (?P<a>.+?)(?: \(Possible options: (?P<b>.+)\))?",
        mark("there is no option {a}"),
        True,
    ),
    (
        r"Missing (?:argument|option|parameter) (?P<a>.+?)\.(?: Choose from:\s*(?P<d>.+))?",
        mark("{a} is missing"),
        False,
    ),
    (r"Missing command\.", mark("a command is missing"), False),
    (r"Option (?P<a>.+?) requires .+", mark("the option {a} needs a value"), False),
    (r"Option (?P<a>.+?) does not take a value\.", mark("the option {a} takes no value"), False),
    (r"Got unexpected extra argument\(s\) \((?P<a>.+)\)", mark("one argument too many: {a}"), False),
    (
        r"Invalid value for (?P<b>.+?): (?P<a>.+) is not a valid (?:int|integer).*",
        mark("{b}: {a} is not a whole number"),
        False,
    ),
    (
        r"Invalid value for (?P<b>.+?): (?P<a>.+) is not in the range .+",
        mark("{b}: {a} is out of range"),
        False,
    ),
    (
        r"Invalid value for (?P<b>.+?): (?P<a>.+) is not one of (?P<c>.+)\.",
        mark("{b}: {a} is not one of {c}"),
        False,
    ),
)

HELP_WORDS: Final = (
    mark("Options"),
    mark("Arguments"),
    mark("Commands"),
    mark("required"),
    mark("default: {default}"),
    mark("env var: {var}"),
    mark("Install completion for the current shell."),
    mark("Show completion for the current shell, to copy it or customize the installation."),
)
"""Words that Typer looks up in our catalogue by itself."""


VALUE_NAMES: Final = (
    mark("COLUMNS"),
    mark("DIR"),
    mark("FIELD[,FIELD]"),
    mark("FILE"),
    mark("KIND"),
    mark("NAME"),
    mark("OURS=THEIRS"),
    mark("QUERY"),
    mark("REPORT/ITEM"),
    mark("RULE"),
    mark("SELECTOR"),
    mark("SHELL"),
    mark("TEXT"),
    mark("WORDS"),
    mark("WORDS..."),
    mark("YEARS"),
    mark("[EARLIER LATER]"),
    mark("[FILES]"),
    mark("[FILE]"),
    mark("[KIND]"),
    mark("[PAIRS]"),
    mark("[PATHS]"),
    mark("[SELECTOR]"),
)
"""What stands for a value in help and usage; a command looks them up as it does its help."""


def usage_message(message: str) -> tuple[str, str]:
    """The message and its hint, if any, in the language in force; one of unknown form stays English."""
    for form, template, hinted in _FORMS:
        match = re.fullmatch(form, message, re.DOTALL)
        if match:
            values = {key: value or "" for key, value in match.groupdict().items()}
            hint = _("did you mean {names}?").format(names=values["b"]) if hinted and values["b"] else ""
            if values.get("d"):
                hint = _("one of: {names}").format(names=", ".join(re.split(r"[,\s]+", values["d"].strip())))
            return _(template).format(**values), hint
    return message, ""
