"""The Jinja environment: sandboxed, strict about names, every value escaped for Markdown.

A library's own templates come before the packaged ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import TemplateNotFound, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from consultrep.errors import TemplateProblemError
from consultrep.language import escape_markdown
from consultrep.messages import gettext, ngettext
from consultrep.messages import gettext as _


class Markup(str):
    """Markdown that is written as it stands."""

    __slots__ = ()


def make_environment(folders: Sequence[Path]) -> ImmutableSandboxedEnvironment:
    """An environment that looks for templates in `folders`, the first one first."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([folder for folder in folders if folder.is_dir()]),
        undefined=StrictUndefined,
        finalize=_escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["link"] = markdown_link
    return environment


def render_template(environment: ImmutableSandboxedEnvironment, name: str, **view: object) -> str:
    """The template `name` filled with `view`; one blank line between blocks, one line end at the end.

    Raises TemplateProblemError, naming file and line, where the template cannot be used.
    """
    try:
        text = environment.get_template(name).render(view)
    except TemplateNotFound as error:
        raise TemplateProblemError(_("there is no template {name}").format(name=error.name)) from error
    except TemplateSyntaxError as error:
        place = f"{error.filename or error.name}:{error.lineno}"
        raise TemplateProblemError(f"{place}: {error.message}") from error
    except UndefinedError as error:
        place = _place(error, name)
        raise TemplateProblemError(
            _("{place}: the template uses a name that does not exist: {detail}").format(
                place=place, detail=error
            )
        ) from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise TemplateProblemError(f"{_place(error, name)}: {error}") from error
    return _with_single_blank_lines(text)


def markdown_link(text: str, address: str | None) -> str:
    """A Markdown link, or the text alone where there is no address to follow."""
    if not address or not address.startswith(("http://", "https://")):
        return text
    target = address.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\\", "%5C")
    return Markup(f"[{escape_markdown(text)}](<{target}>)")


def _escaped(value: object) -> object:
    return value if isinstance(value, Markup) else escape_markdown(str(value))


def _place(error: Exception, name: str) -> str:
    """File and line of the template where an error of rendering arose."""
    place, trace = name, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".j2", ".jinja")):
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _with_single_blank_lines(text: str) -> str:
    lines: list[str] = []
    for line in (line.rstrip() for line in text.splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).rstrip("\n") + "\n"
