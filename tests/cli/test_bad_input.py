"""Whatever stands in a library: a clear message, the right exit code, no traceback, nothing lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultrep.store import keeping, loading
from consultrep.store.folders import LibraryFolder
from consultrep.store.loading import load_library
from consultrep.store.round_trip import dump_tree, load_tree
from consultrep.store.yaml_text import parse_yaml
from tests.conftest import DATA, Run

ESCAPE = "\x1b[31mred\x1b[0m"


def named(run: Run, library: Path, *arguments: str) -> str:
    """What the command says on stderr; it must end with 3 and say nothing else."""
    result = run(*(arguments or ("list",)), "--library", str(library))
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr
    return result.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00\x01\x02", "not allowed in a record"),
        (b"\xff\xfe" + "id: x".encode("utf-16-le"), "not UTF-8"),
        (b"id: caf\xe9", "not UTF-8"),
        (b"%PDF-1.7\n%\xe2\xe3", "not UTF-8"),
        (b"PK\x03\x04", "not allowed in a record"),
        (b"", "empty"),
        (b"\n\n# nothing\n", "empty"),
        (b"--- a\n--- b\n", "not valid YAML"),
        (b"just words\n", "a group of keys is expected"),
        (b"? [a]\n: b\n", "a key must be a single word"),
        (b"__class__: x\n", "__class__ is not known"),
        (b"id: {a: {b: {c: d}}}\n", "id: a text is expected"),
        ("id: a\u202eb\n".encode(), "does not have the expected form"),
        ("id: a\u0000b\n".encode(), "not allowed"),
        (b"id: " + b"a" * 200 + b"\n", "too long"),
        (b"a: &x [1]\nb: *x\n", "write them out"),
        (b"a: *nobody\n", "nothing defines"),
        (b"[" * 3000, "nested too deeply"),
        (b"a: !!binary aGk=\nb: !x y\n", "is not used in records"),
    ],
)
def test_a_bad_file_is_named_and_placed(run: Run, small: Path, content: bytes, words: str) -> None:
    (small / "reports/bad.yaml").write_bytes(content)
    said = named(run, small)
    assert "small/reports/bad.yaml:" in said
    assert words in said
    kept = run("list", "--library", str(small), "--keep-going", "--count")
    assert (kept.exit_code, kept.stdout) == (3, "6\n")


def test_terminal_escapes_of_a_text_or_a_file_name_never_reach_the_terminal(run: Run, small: Path) -> None:
    file = small / "reports/2011-town.yaml"
    text = file.read_text(encoding="utf-8").replace("series: town", f'series: "{ESCAPE}"')
    (small / "reports/x\x1b[31m.yaml").write_text(text.replace(ESCAPE, r"\e[31m"), encoding="utf-8")
    assert "\\x1b[31m.yaml" in named(run, small)
    result = run("list", "--library", str(small), "--theme", ESCAPE, "--keep-going")
    assert "\x1b" not in result.stderr


def test_a_bad_report_does_not_answer_when_kept_going(run: Run, small: Path) -> None:
    copy = small / "reports/zz.yaml"
    copy.write_bytes((small / "reports/2011-town.yaml").read_bytes())
    result = run("list", "--library", str(small), "--keep-going", "--count")
    assert (result.exit_code, result.stdout) == (3, "6\n")
    assert "zz.yaml" in result.stderr


def test_a_link_out_of_the_library_is_not_followed(run: Run, small: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_bytes((small / "reports/2011-town.yaml").read_bytes())
    (small / "reports/2011-town.yaml").unlink()
    (small / "reports/2011-town.yaml").symlink_to(outside)
    assert "leads out of the library" in named(run, small)
    (small / "reports/2011-town.yaml").unlink()
    (small / "reports/2011-town.yaml").symlink_to(tmp_path / "nowhere")
    assert "cannot be read" in named(run, small)


def test_a_file_too_large_is_not_opened(run: Run, small: Path) -> None:
    with (small / "reports/large.yaml").open("wb") as stream:
        stream.truncate(loading.MAX_BYTES + 1)
    assert "larger than 64 MB" in named(run, small)


def test_a_folder_that_cannot_be_read_is_said(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied")

    for module in (loading, keeping):
        monkeypatch.setattr(module, "iter_record_files", refuse)
    assert "cannot be read" in named(run, small)


def test_a_folder_with_the_name_of_a_file_is_said(run: Run, small: Path) -> None:
    (small / "reports/folder.yaml").mkdir()
    assert "folder.yaml:1:1: error: it is not a file" in named(run, small)


WORDS = st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass"))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=120) | WORDS)
def test_the_loader_raises_nothing_on_any_bytes(tmp_path: Path, content: bytes) -> None:
    reports = tmp_path / "reports"
    reports.mkdir(exist_ok=True)
    (reports / "x.yaml").write_bytes(content)
    loaded = load_library(LibraryFolder(tmp_path), advice=True)
    lines = (
        max(content.count(b"\n") + content.count(b"\r"), 0)
        + content.count(b"\xe2\x80")
        + content.count(b"\xc2\x85")
    )
    assert loaded.problems
    assert all(1 <= problem.location.line <= lines + 2 for problem in loaded.problems)


@pytest.mark.parametrize("name", ["2010-town", "2011-town", "2010-ngo", "themes", "actors", "series"])
def test_loading_and_dumping_is_the_identity(name: str) -> None:
    text = (DATA / f"library/reports/{name}.yaml").read_text(encoding="utf-8")
    before, _problems = parse_yaml(text, "")
    after, _problems = parse_yaml(dump_tree(load_tree(text)), "")
    assert before is not None
    assert after is not None
    assert before.data == after.data


def test_the_schema_offers_the_library_s_themes(run: Run, small: Path) -> None:
    shown = json.loads(run("schema", "--library", str(small)).stdout)
    offered = shown["$defs"]["Finding"]["properties"]["themes"]["items"]["anyOf"][0]["enum"]
    assert offered == ["training", "judges", "data", "access"]
    written = run("schema", "--write", "--library", str(small))
    assert written.exit_code == 0
    assert json.loads((small / "schema/report.schema.json").read_text(encoding="utf-8")) == shown
    assert run("schema", "--write", "--library", str(small)).stdout == ""


def test_the_shipped_schemas_are_not_written(run: Run) -> None:
    assert run("schema", "--write").exit_code == 4


@pytest.mark.skipif(os.name == "nt", reason="the marks of a file are POSIX's")
def test_saving_keeps_the_marks_of_the_file(run: Run, small: Path) -> None:
    file = small / "reports/2011-town.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("kind: forum", "kind: 'forum'"), encoding="utf-8"
    )
    file.chmod(0o640)
    assert run("fmt", str(file)).exit_code == 0
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_does_not_hang(run: Run, small: Path) -> None:
    os.mkfifo(small / "reports/pipe.yaml")
    assert "pipe.yaml:1:1: error: it is not a file" in named(run, small)
    assert run("fmt", "--check", str(small / "reports/pipe.yaml")).exit_code == 3


def test_a_link_to_itself_is_said(run: Run, small: Path) -> None:
    (small / "reports/loop.yaml").symlink_to("loop.yaml")
    assert "loop.yaml:1:1: error: the file cannot be read" in named(run, small)


def test_fmt_leaves_a_link_as_it_is(run: Run, small: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("kind:   'forum'\n", encoding="utf-8")
    link = small / "reports/2010-ngo.yaml"
    link.unlink()
    link.symlink_to(outside)
    assert run("fmt", str(link)).exit_code == 4
    assert link.is_symlink()
    assert outside.read_text(encoding="utf-8") == "kind:   'forum'\n"


def test_records_where_no_command_looks_are_said(run: Run, small: Path) -> None:
    (small / "reports/below").mkdir()
    (small / "reports/2011-town.yaml").rename(small / "reports/below/2011-town.yaml")
    (small / "reports/2010-ngo.yaml").rename(small / "reports/2010-ngo.YAML")
    result = run("check", str(small))
    assert "below/2011-town.yaml:1:1: warning: no command reads this file" in result.stdout
    assert run("list", "--library", str(small), "--count").stdout == "4\n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("asked_by: [residents]", "asked_by: [residants]", "did you mean residents? [unknown-actor]"),
        ("en: https://example.org/2011-en", "en: javascript:alert(1)", "begins with https://"),
        ("standing: formal", "standing: formal\n    themes: []", "[duplicate-key]"),
        ("themes: [access]", "themes: &here [access]", "write them out"),
        ('date: "2011-09"', "date: !!timestamp 2011-09-01", "is not used in records"),
    ],
)
def test_small_slips_are_found(run: Run, small: Path, old: str, new: str, words: str) -> None:
    file = small / "reports/2011-town.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert words.split(" [", maxsplit=1)[0] in run("check", str(file)).stdout


def test_a_comment_on_a_block_of_text_stays(run: Run, small: Path) -> None:
    file = small / "reports/2010-ngo.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "text: {en: Open a free public swimming pool., origin: {en: ours}}",
        "text:\n      en: >- # a remark\n        Open a free\n        public pool.\n      origin: {en: ours}",
    )
    file.write_text(text, encoding="utf-8")
    assert run("check", str(file)).exit_code == 0
    result = run("fmt", str(file))
    assert result.exit_code in {0, 3}
    assert "bug" not in result.stderr
    assert "# a remark" in file.read_text(encoding="utf-8")
