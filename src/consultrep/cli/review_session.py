"""A review at the terminal: a pair, a key, the next pair; each verdict is saved before the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from consultrep.actions.pair_queue import QueuedPair
from consultrep.actions.review_pairs import judge, make_judgement, reason_from, undo
from consultrep.cli import output
from consultrep.cli.options import Options
from consultrep.cli.review_keys import Act, help_text, is_keyed, meaning, menu, read_answer, read_reason
from consultrep.cli.review_pair import pair_text
from consultrep.messages import current_language
from consultrep.messages import gettext as _
from consultrep.model import Judgement, Verdict
from consultrep.model.labels import label
from consultrep.store.loaded import LoadedLibrary


@dataclass(frozen=True)
class Manner:
    """How a review goes: who reviews, on which day, whether scores are hidden and reasons asked for."""

    reviewer: str
    day: str
    same_from: float
    blind: bool = False
    reasons: bool = False


@dataclass(frozen=True)
class _Step:
    """A pair that was shown, what was judged of it, and the judgement which that replaced."""

    judged: Judgement | None = None
    replaced: Judgement | None = None


@dataclass
class Session:
    """Shows pairs one after the other; `run` may be interrupted at any moment and nothing is lost."""

    loaded: LoadedLibrary
    pairs: Sequence[QueuedPair]
    manner: Manner
    options: Options
    _steps: list[_Step] = field(default_factory=list)
    _reason: str = ""

    @property
    def judged(self) -> int:
        """How many of the pairs have a verdict now."""
        return sum(step.judged is not None for step in self._steps)

    def run(self) -> None:
        """Go through the pairs until the last one, or until the reviewer stops."""
        keyed = is_keyed()
        while len(self._steps) < len(self.pairs):
            self._show()
            said = self._answer(keyed=keyed)
            if said is Act.QUIT:
                return
            if said is Act.BACK:
                self._go_back()
            elif isinstance(said, Verdict):
                self._judge(said)
            else:
                self._steps.append(_Step())

    @property
    def _pair(self) -> QueuedPair:
        return self.pairs[len(self._steps)]

    def _show(self) -> None:
        self._reason = ""
        place = _("pair {number} of {total}").format(number=len(self._steps) + 1, total=len(self.pairs))
        manner = self.manner
        text = pair_text(
            self.loaded.library, self._pair, place, same_from=manner.same_from, blind=manner.blind
        )
        output.write_text(f"\n{text}", replace(self.options, output=None))
        output.say(menu(), self.options)

    def _answer(self, *, keyed: bool) -> Verdict | Act:
        """A verdict, or to skip, go back or quit."""
        while True:
            typed = read_answer(keyed=keyed)
            said = Act.QUIT if typed is None else meaning(typed)
            if said is Act.REASON:
                self._reason = read_reason()
            elif said is Act.HELP:
                output.complain(help_text())
            elif said is None:
                output.complain(_("{key} means nothing here; ? explains the keys").format(key=repr(typed)))
            else:
                return said

    def _judge(self, verdict: Verdict) -> None:
        pair, manner = self._pair, self.manner
        typed = self._reason or (read_reason() if manner.reasons else "")
        reason = reason_from(typed, current_language())
        made = make_judgement(pair.a, pair.b, verdict, manner.reviewer, manner.day, reason)
        replaced = judge(self.loaded.folder, made)
        self._steps.append(_Step(made, replaced))
        output.say(
            _("{a} and {b}: {verdict}, saved").format(a=pair.a.id, b=pair.b.id, verdict=label(verdict)),
            self.options,
        )

    def _go_back(self) -> None:
        """Show the pair before again; what was said of it is taken back."""
        if not self._steps:
            output.complain(_("This is the first pair: there is nothing to take back."))
            return
        step = self._steps[-1]
        if step.judged is not None:
            undo(self.loaded.folder, step.judged, step.replaced)
            output.say(_("{a} and {b}: taken back").format(a=step.judged.a, b=step.judged.b), self.options)
        self._steps.pop()
