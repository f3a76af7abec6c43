"""The Jinja environment: sandboxed, strict about names, every value escaped for the language of its template.

A library's own templates come before the packaged ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_eval_context,
)
from jinja2.exceptions import TemplateNotFound, UndefinedError
from jinja2.nodes import EvalContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from consultrep.errors import TemplateProblemError
from consultrep.language import escape_markdown
from consultrep.messages import gettext, ngettext
from consultrep.messages import gettext as _
from consultrep.model.hints import did_you_mean

_DEEPEST: Final = 4
_MISSING: Final = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")


class MarkdownMarkup(str):
    """Markdown that is written as it stands."""

    __slots__ = ()


@dataclass(frozen=True)
class Templates:
    """The folders that templates are looked for in, the first one first, and their one Jinja environment.

    `given` are files that stand for the template of a name, wherever they lie.
    """

    folders: Sequence[Path]
    given: Mapping[str, Path] = field(default_factory=dict)

    @cached_property
    def environment(self) -> ImmutableSandboxedEnvironment:
        """The environment of the run."""
        return make_environment(self.folders, self.given)

    def find(self, name: str) -> Path | None:
        """The file given for that name, else the one in the first folder that has it."""
        files = (self.given.get(name), *(folder / name for folder in self.folders))
        return next((file for file in files if file and file.is_file()), None)

    def file(self, name: str) -> Path:
        """The same; raises TemplateProblemError where no folder has it."""
        found = self.find(name)
        if found is None:
            raise _missing(name)
        return found

    def fill(self, name: str, **view: object) -> str:
        """The template `name` filled with `view`: see `render_template`."""
        return render_template(self.environment, name, **view)


def make_environment(
    folders: Sequence[Path], given: Mapping[str, Path] | None = None
) -> ImmutableSandboxedEnvironment:
    """An environment that looks for templates in the `given` files, then in `folders`, in their order."""

    def load(name: str) -> tuple[str, str, None] | None:
        file = (given or {}).get(name)
        return (read_template(file), str(file), None) if file else None

    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(
            [
                FunctionLoader(load),
                FileSystemLoader([folder for folder in folders if folder.is_dir()]),
            ]
        ),
        autoescape=is_html,
        undefined=StrictUndefined,
        finalize=_escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["link"] = _link
    return environment


def render_template(environment: ImmutableSandboxedEnvironment, name: str, **view: object) -> str:
    """The template `name` filled with `view`.

    Of Markdown: one blank line between blocks, one line end at the end. Raises TemplateProblemError, naming
    file and line, where the template cannot be used.
    """
    try:
        text = environment.get_template(name).render(view)
    except TemplateNotFound as error:
        raise _missing(str(error.name)) from error
    except TemplateSyntaxError as error:
        place = f"{error.filename or error.name}:{error.lineno}"
        raise TemplateProblemError(f"{place}: {error.message}") from error
    except UndefinedError as error:
        place = _place(error, name)
        raise TemplateProblemError(
            _("{place}: the template uses a name that does not exist: {detail}").format(
                place=place, detail=_missing_name(str(error))
            ),
            nearest_name(str(error), view),
        ) from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise TemplateProblemError(f"{_place(error, name)}: {error}") from error
    return text if is_html(name) else with_single_blank_lines(text)


def read_template(file: Path) -> str:
    """The text of a template; raises TemplateProblemError where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise _unreadable(file, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise _unreadable(file, _("it is not UTF-8")) from error


def _unreadable(file: Path, detail: str) -> TemplateProblemError:
    return TemplateProblemError(
        _("the template {file} cannot be read: {detail}").format(file=file, detail=detail)
    )


def web_address(address: str | None) -> str | None:
    """An address that a document may lead to, else none."""
    return address if address and address.startswith(("http://", "https://")) else None


def markdown_link(text: str, address: str | None) -> str:
    """A Markdown link, or the text alone where there is no address to follow."""
    if web_address(address) is None:
        return text
    target = str(address).replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\\", "%5C")
    return MarkdownMarkup(f"[{escape_markdown(text)}](<{target}>)")


def with_single_blank_lines(text: str) -> str:
    """Markdown with one blank line between blocks and one line end at the end."""
    lines: list[str] = []
    for line in (line.rstrip() for line in text.splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).rstrip("\n") + "\n"


def is_html(name: str | None) -> bool:
    """Whether the template of that name writes HTML."""
    return bool(name) and str(name).endswith((".html.j2", ".html"))


@pass_eval_context
def _link(context: EvalContext, text: str, address: str | None) -> str:
    if not context.autoescape:
        return markdown_link(text, address)
    target = web_address(address)
    return Markup('<a href="{}">{}</a>').format(target, text) if target else text


@pass_eval_context
def _escaped(context: EvalContext, value: object) -> object:
    if context.autoescape or isinstance(value, MarkdownMarkup):
        return value
    return escape_markdown(str(value))


def nearest_name(detail: str, view: Mapping[str, object]) -> str:
    """The name of the view that is nearest to the one that is missing, or all of them."""
    missing = _MISSING.search(detail)
    known = sorted(view)
    if missing is None:
        return ""
    if missing.group(1):
        others = _("the template may use: {names}").format(names=", ".join(known))
        return did_you_mean(missing.group(1), known, others)
    inner = {name for value in view.values() for name in _names_within(value)}
    return did_you_mean(missing.group(2), sorted(inner), "")


def _missing_name(detail: str) -> str:
    """The name that an error of Jinja says is missing, else the error's own words."""
    missing = _MISSING.search(detail)
    return repr(missing.group(1) or missing.group(2)) if missing else detail


def _names_within(value: object, depth: int = 0) -> Iterator[str]:
    """The names of the fields of a view's values, and of what they hold."""
    if isinstance(value, (list, tuple)):
        for one in value[:1]:
            yield from _names_within(one, depth)
    elif is_dataclass(value) and depth < _DEEPEST:
        for one in fields(value):
            yield one.name
            yield from _names_within(getattr(value, one.name), depth + 1)


def _missing(name: str) -> TemplateProblemError:
    return TemplateProblemError(_("there is no template {name}").format(name=name))


def _place(error: Exception, name: str) -> str:
    """File and line of the template where an error of rendering arose."""
    place, trace = name, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".j2", ".jinja")):
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
