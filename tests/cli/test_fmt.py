"""`fmt`: the canonical form, which loses nothing; ids repaired; files saved whole or not at all."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.errors import EnvironmentProblemError, ExitCode
from consultrep.store.folders import LibraryFolder
from consultrep.store.formatting import format_text
from consultrep.store.loading import load_library
from consultrep.store.saving import save_text
from consultrep.store.yaml_text import parse_yaml
from tests.conftest import ROOT, Run

UNTIDY = """\
# a first remark
kind:   'forum'
id: 2011-town   # the id
# before the title
title: {fr: "Forum",   en: Forum, origin: {fr: original, en: original}}
period: 2011-05-02
series:   town
source:
    publisher: town     # who

coverage:
    level: complete
    why: {fr: 'Tout: oui', en: "All"}
recommendations:
# on the first
- id: r1
  text:
    fr: 'Il s''agit d''ouvrir : oui'
    en: >-
      Folded text
      stays folded
    origin: {fr: ours, en: ours}
  themes: [access]
  anchor: {section: 4.10, paragraph: 2, line: '7'}
  standing: formal
  strength: should

  # a last remark
"""


def test_the_canonical_form() -> None:
    text = format_text(UNTIDY, "report")
    lines = text.splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../schema/report.schema.json"
    assert [line.split(":")[0] for line in lines if line and line[0] not in " #-"] == [
        "kind", "id", "title", "period", "series", "source", "coverage", "recommendations",
    ]  # fmt: skip
    for part in (
        "kind: forum",
        'period: "2011-05-02"',
        'section: "4.10", paragraph: 2, line: 7',
        "fr: \"Il s'agit d'ouvrir : oui\"",
        "    en: >-",
        "# on the first",
        "# a last remark",
        "# who",
    ):
        assert part in text, part
    assert "fr: Forum" in text


def test_formatting_twice_is_formatting_once() -> None:
    once = format_text(UNTIDY, "report")
    assert format_text(once, "report") == once


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_and_byte_order_mark_go(line_end: str) -> None:
    assert format_text("\ufeff" + UNTIDY.replace("\n", line_end), "report") == format_text(UNTIDY, "report")


@pytest.mark.slow
def test_the_shipped_records_are_canonical(run: Run) -> None:
    result = run("fmt", str(ROOT), "--check")
    assert (result.exit_code, result.stdout) == (0, "")


WORDS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Co", "Cn"], blacklist_characters="\u2028\u2029\x85"),
    max_size=20,
)
SCALARS = WORDS | st.sampled_from(
    ["2014-01-29", "no", "4.10", "~", "a: b", "# c", "'q'", '"d"', "- x", "[x]", "1e5", ""]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from("abcdef"), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from("uvwxyz"), VALUES, min_size=1, max_size=4))
def test_any_data_survives_and_the_form_is_stable(data: dict[str, object]) -> None:
    import io

    from ruamel.yaml import YAML

    stream = io.StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_style = '"'  # type: ignore[assignment]
    yaml.dump(data, stream)
    source = "# remark\n" + stream.getvalue()
    before, problems = parse_yaml(source, "f")
    assert before is not None
    assert not problems
    text = format_text(source, "report")
    after, problems = parse_yaml(text, "f")
    assert after is not None
    assert after.data == before.data
    assert "# remark" in text
    assert format_text(text, "report") == text


def test_check_and_diff_write_nothing(run: Run, small: Path) -> None:
    file = small / "reports/2011-town.yaml"
    file.write_text(UNTIDY, encoding="utf-8")
    checked = run("fmt", "--check", "--library", str(small))
    assert checked.exit_code == 1
    assert "2011-town.yaml" in checked.stdout
    shown = run("fmt", "--diff", "--library", str(small))
    assert shown.exit_code == 0
    assert '+period: "2011-05-02"' in shown.stdout
    assert file.read_text(encoding="utf-8") == UNTIDY
    before = load_library(LibraryFolder(small)).library.reports
    assert run("fmt", "--library", str(small)).exit_code == 0
    assert run("fmt", "--check", "--library", str(small)).exit_code == 0
    assert load_library(LibraryFolder(small)).library.reports == before


def test_a_bad_file_is_left_and_named_the_others_are_formatted(run: Run, small: Path) -> None:
    bad = small / "reports/bad.yaml"
    bad.write_text("id: [\n", encoding="utf-8")
    good = small / "reports/2011-town.yaml"
    good.write_text(UNTIDY, encoding="utf-8")
    result = run("fmt", "--library", str(small))
    assert result.exit_code == 3
    assert "bad.yaml" in result.stderr
    assert bad.read_text(encoding="utf-8") == "id: [\n"
    assert good.read_text(encoding="utf-8") == format_text(UNTIDY, "report")


def test_the_shipped_library_is_not_written(run: Run) -> None:
    result = run("fmt")
    assert result.exit_code == 4
    assert "consultrep init DIR --with-shipped" in result.stderr


def test_clashing_ids_are_repaired_with_the_references(run: Run, small: Path) -> None:
    file = small / "reports/2010-town.yaml"
    text = file.read_text(encoding="utf-8")
    finding = text[text.index("  - id: f1") : text.index("recommendations:")]
    second = finding.replace('section: "1"', 'section: "2"')
    demand = text[text.index("  - id: r1") : text.index("  - id: r2")].replace('section: "1"', 'section: "2"')
    text = text.replace("recommendations:\n", second + "recommendations:\n" + demand)
    text = text.replace(
        "findings:\n", '  - number: "2"\n    title: {en: Two, origin: {en: ours}}\nfindings:\n'
    )
    file.write_text(text, encoding="utf-8")
    clash = run("check", str(file))
    assert clash.stdout.count("[duplicate-id]") == 2
    result = run("fmt", str(file), "--fix-ids")
    assert result.exit_code == 0
    assert "f1 is now f-" in result.stderr
    assert run("check", str(file)).exit_code == 0
    report = load_library(LibraryFolder(small)).library.find_report("2010-town")
    assert report is not None
    findings = {f.anchor.section: f.id for f in report.findings}
    assert findings["1"] == "f1"
    answers = {r.anchor.section: r.answers for r in report.recommendations if r.answers}
    assert answers == {"1": [findings["1"]], "2": [findings["2"]]}


def test_a_file_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"theirs")
    with pytest.raises(EnvironmentProblemError, match="changed by somebody else"):
        save_text(file, "ours", read=b"what was read")
    assert file.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [file]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblemError, match="No space left"):
        save_text(file, "new", read=b"old")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_at_any_moment_the_old_or_the_new_file_is_there_whole(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    texts = {b"a" * 3_000_000, b"b" * 3_000_000}
    file.write_bytes(b"a" * 3_000_000)
    program = (
        "from pathlib import Path; from consultrep.store.saving import save_text; import sys\n"
        f"f = Path({str(file)!r})\n"
        "print('go', flush=True)\n"
        "while True:\n"
        "    old = f.read_bytes()\n"
        "    save_text(f, ('b' if old[:1] == b'a' else 'a') * 3_000_000, read=old)\n"
    )
    chance = random.Random(7)
    for _ in range(12):
        with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.random() * 0.05)
            process.kill()
        assert file.read_bytes() in texts


def test_a_bad_file_does_not_keep_the_next_from_its_repair(run: Run, small: Path) -> None:
    bad, good = small / "reports/2010-ngo.yaml", small / "reports/2011-town.yaml"
    bad.write_text("id: [\n", encoding="utf-8")
    good.write_text(good.read_text(encoding="utf-8").replace("- id: r2", "- id: r1"), encoding="utf-8")
    result = run("fmt", str(bad), str(good), "--fix-ids")
    assert result.exit_code == 3
    assert "r1 is now r-" in result.stderr
    assert "duplicate-id" not in run("check", str(good)).stdout


def test_a_file_that_cannot_be_saved_keeps_no_other_from_it_and_is_no_fault_of_the_data(
    run: Run, tmp_path: Path
) -> None:
    untidy, elsewhere, link = (tmp_path / name for name in ("a.yaml", "elsewhere", "b.yaml"))
    for file in (untidy, elsewhere):
        file.write_text(UNTIDY, encoding="utf-8")
    link.symlink_to(elsewhere)
    result = run("fmt", str(untidy), str(link))
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert "b.yaml is a link; it is left as it is" in result.stderr
    assert untidy.read_text(encoding="utf-8") == format_text(UNTIDY, "report")
    assert elsewhere.read_text(encoding="utf-8") == UNTIDY
