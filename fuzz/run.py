"""Run the targets for a bounded time, each in a process of its own, and keep the inputs that went wrong.

    python -m fuzz.run                         every target, ten seconds of processor time each
    python -m fuzz.run docx query -s 120       these two, two minutes each
    python -m fuzz.run --replay FILE docx      one input, with the traceback of what goes wrong

Atheris leads by coverage where it is installed (`pip install -e ".[fuzz]"`); else inputs are changed by
chance alone, the same ones for the same seed. A finding is an input on which a target raises, takes too long
or takes too much memory; one of each is written into the folder, made shorter, beside what it did.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from fuzz.targets import Target

ROOT: Final = Path(__file__).resolve().parents[1]
Change = Callable[[bytes, random.Random, Callable[[bytes], bytes] | None], bytes]

_GIGABYTES: Final = 4
_KEPT_INPUTS: Final = 200


def main() -> int:
    """Run what the command line asks for; 1 where there are findings."""
    options = _options()
    if options.replay:
        return _replay(options)
    if options.child:
        return _child(options)
    options.out.mkdir(parents=True, exist_ok=True)
    with_atheris = options.engine != "chance" and find_spec("atheris") is not None
    print(f"engine: {'atheris' if with_atheris else 'chance alone'}, seed {options.seed}")
    return max([_parent(name, options, with_atheris) for name in options.targets or _names()], default=0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz.run", description=__doc__.partition("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="all, where none is named")
    parser.add_argument("-s", "--seconds", type=float, default=10, help="processor time for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("atheris", "chance"), help="atheris, where it is installed")
    parser.add_argument("-o", "--out", type=Path, default=Path(tempfile.gettempdir()) / "consultrep-fuzz")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="run one input on one target")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _names() -> list[str]:
    from fuzz.targets import TARGETS

    return list(TARGETS)


def _replay(options: argparse.Namespace) -> int:
    from fuzz.observing import observe
    from fuzz.targets import TARGETS

    found = observe(TARGETS[options.targets[0]].run, options.replay.read_bytes())
    print(found.detail if found else "nothing goes wrong")
    return int(found is not None)


def _parent(name: str, options: argparse.Namespace, with_atheris: bool) -> int:
    """Fuzz one target in a process that may crash, and tell what came of it."""
    folder: Path = options.out / name
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    engine = "atheris" if with_atheris else "chance"
    command = [sys.executable, "-m", "fuzz.run", name, "--child", "--engine", engine, "-o", str(options.out)]
    command += ["-s", str(options.seconds), "--seed", str(options.seed)]
    with (folder / "log.txt").open("wb") as log:
        ended = subprocess.run(command, cwd=ROOT, stdout=log, stderr=log, check=False)
    told = folder / "told.json"
    counts: dict[str, Any] = json.loads(told.read_text()) if told.exists() else {"executions": 0, "signs": {}}
    if ended.returncode:
        counts["signs"][f"the process ended with {ended.returncode}: see log.txt and last-input"] = 1
    print(f"{name:10} {counts['executions']:9,} executions {len(counts['signs']):3} findings", flush=True)
    for sign, times in counts["signs"].items():
        print(f"           {sign} ({times} times)")
    return int(bool(counts["signs"]))


def _child(options: argparse.Namespace) -> int:
    """Fuzz one target in this process until its time is up."""
    if options.engine == "atheris":
        import atheris

        with atheris.instrument_imports(include=["consultrep"]):
            from fuzz.targets import TARGETS

            _load_all()
    else:
        from fuzz.targets import TARGETS
    from fuzz.observing import limit_memory

    limit_memory(_GIGABYTES)
    target = TARGETS[options.targets[0]]
    session = _Session(target, options.out / target.name, options.seconds)
    run = _by_coverage if options.engine == "atheris" else _by_chance
    run(session, _changer(target), options.seed)
    return 0


def _load_all() -> None:
    """Load what the program loads only where it is used, so that Atheris sees into it."""
    from consultrep import importers, query

    for package in (importers, query):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)


class _Session:
    """Counts what is run on one target, and keeps an input of each finding."""

    def __init__(self, target: Target, folder: Path, seconds: float) -> None:
        for seed in target.seeds():
            target.run(seed)
        self.target = target
        self.folder = folder
        self._executions = 0
        self._signs: dict[str, int] = {}
        self._end = time.process_time() + seconds

    def take(self, data: bytes) -> None:
        """Run one input; the input is kept while it runs, in case that the process ends."""
        from fuzz.observing import observe

        (self.folder / "last-input").write_bytes(data)
        found = observe(self.target.run, data)
        self._executions += 1
        if found is not None:
            self._signs[found.sign] = self._signs.get(found.sign, 0) + 1
            if self._signs[found.sign] == 1:
                self._keep(found.sign, found.detail, data)
        if self.is_over:
            self.tell()

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return time.process_time() > self._end

    def tell(self) -> None:
        """Write what was counted."""
        told = {"executions": self._executions, "signs": self._signs}
        (self.folder / "told.json").write_text(json.dumps(told))

    def _keep(self, sign: str, detail: str, data: bytes) -> None:
        from fuzz.observing import smaller

        start = time.process_time()
        if not self.target.archive and "TooLong" not in sign:
            data = smaller(self.target.run, data, sign)
        (self.folder / sign).write_bytes(data)
        (self.folder / f"{sign}.txt").write_text(detail, encoding="utf-8", errors="backslashreplace")
        self._end += time.process_time() - start
        self.tell()


def _changer(target: Target) -> Change:
    """What changes an input of the target; a change of its own may be given for the bytes within."""
    from fuzz.mutation import Mutator, members_of, with_a_member_changed

    seeds = target.seeds()
    others = [part for seed in seeds for part in members_of(seed).values()] if target.archive else seeds
    mutator = Mutator(target.words, others)

    def change(data: bytes, chance: random.Random, own: Callable[[bytes], bytes] | None) -> bytes:
        def inner(part: bytes) -> bytes:
            return own(part) if own and chance.random() < 0.3 else mutator(part, chance, target.longest)

        return with_a_member_changed(data, chance, inner) if target.archive else inner(data)

    return change


def _by_chance(session: _Session, change: Change, seed: int) -> None:
    """Change seeds, and now and then what came of them, without knowing what it reached."""
    chance = random.Random(seed)
    seeds = session.target.seeds()
    inputs = list(seeds)
    while not session.is_over:
        data = change(chance.choice(inputs if chance.random() < 0.3 else seeds), chance, None)
        session.take(data)
        if chance.random() < 0.05:
            inputs.append(data)
            del inputs[len(seeds) : -_KEPT_INPUTS]


def _by_coverage(session: _Session, change: Change, seed: int) -> None:
    """Have Atheris choose which inputs to change; it never comes back, so the process ends in here."""
    import atheris

    target = session.target
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder)
        for data in target.seeds():
            (corpus / hashlib.sha256(data).hexdigest()).write_bytes(data)

        def test(data: bytes) -> None:
            session.take(data)
            if session.is_over:
                os._exit(0)

        def mutate(data: bytes, longest: int, number: int) -> bytes:
            chance = random.Random(number)
            return change(data, chance, lambda part: atheris.Mutate(part, target.longest))[:longest]

        longest = target.longest * (4 if target.archive else 1)
        flags = [f"-seed={seed}", f"-max_len={longest}", "-timeout=120", "-rss_limit_mb=0"]
        flags.append(f"-artifact_prefix={session.folder}/crash-")
        atheris.Setup([sys.argv[0], *flags, folder], test, custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
