"""What fuzzing found, as files of tests/data/fuzz/TARGET: each is answered now, or refused in words."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from fuzz.mutation import Mutator, members_of, packed, with_a_member_changed
from fuzz.observing import observe, smaller
from fuzz.targets import TARGETS

from tests.conftest import DATA

CASES = sorted(file for file in (DATA / "fuzz").glob("*/*") if file.is_file())


def test_there_are_cases() -> None:
    assert CASES
    assert {case.parent.name for case in CASES} <= TARGETS.keys()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_what_was_found_is_mended(case: Path) -> None:
    found = observe(TARGETS[case.parent.name].run, case.read_bytes())
    assert found is None, found.detail


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_reads_its_seeds(name: str) -> None:
    read = [TARGETS[name].run(seed) for seed in TARGETS[name].seeds()]
    assert read.count(True) > len(read) / 2


def failing(data: bytes) -> None:
    if b"<b>" in data:
        raise KeyError(data)


def endless(_data: bytes) -> None:
    while True:
        pass


def test_an_error_is_a_finding_with_its_place_and_is_made_shorter() -> None:
    found = observe(failing, b"some <b> text")
    assert found is not None
    assert found.sign == "KeyError-test_fuzz_cases-failing"
    assert "KeyError: b'some <b> text'" in found.detail
    assert smaller(failing, b"some <b> text", found.sign) == b"<b>"


def test_a_hang_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzz.observing.SECONDS", 0.05)
    found = observe(endless, b"")
    assert found is not None
    assert found.sign == "TooLongError-test_fuzz_cases-endless"


def test_a_blow_up_of_memory_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzz.observing.MEGABYTES", -1)
    found = observe(lambda data: None, b"")
    assert found is not None
    assert found.sign == "memory"


def test_the_same_seed_makes_the_same_inputs() -> None:
    mutator = Mutator([b"must"], [b"a;b;c"])

    def some(seed: int) -> list[bytes]:
        chance = random.Random(seed)
        return [mutator(b"The town, 2014, <acts>", chance, 100) for _turn in range(200)]

    assert some(1) == some(1)
    assert some(1) != some(2)
    assert len(set(some(1))) > 150
    assert max(map(len, some(1))) <= 100


def test_a_member_of_an_archive_is_changed_and_the_archive_stays_one() -> None:
    chance, data = random.Random(1), packed({"a": b"1", "b": b"2"})
    made = [with_a_member_changed(data, chance, lambda part: part + b"!") for _turn in range(50)]
    assert {tuple(members_of(one).values()) for one in made} >= {(b"1!", b"2"), (b"1", b"2!")}
    assert members_of(b"PK\3\4 and no more") == {}
