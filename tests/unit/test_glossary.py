"""The glossary: a term has two names, a library's own file extends the packaged one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from consultrep.model import Actor, Bilingual, GlossaryTerm, Library, TermKind
from consultrep.model.vocabulary import Aliases
from consultrep.store import glossary
from consultrep.store.folders import LibraryFolder, modeline, shipped_folder
from consultrep.store.loading import load_library
from tests.conftest import Run

PERMIT = """\
  - id: permit
    fr: [permis, PST]
    en: [permit, TRP]
"""
POOL = """\
  - id: pool
    kind: instrument
    fr: [piscine]
    en: [swimming pool]
"""


def written(reports: Path, *terms: str) -> Path:
    file = reports / "glossary.yaml"
    reports.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{modeline('glossary')}\nterms:\n{''.join(terms)}", encoding="utf-8")
    return file


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the packaged records, with a glossary of one permit."""
    folder = LibraryFolder(tmp_path / "packaged", shipped=True)
    monkeypatch.setattr(glossary, "shipped_folder", lambda: folder)
    written(folder.reports, PERMIT)
    return folder.path


def terms_of(folder: Path) -> list[tuple[str, list[str]]]:
    loaded = load_library(LibraryFolder(folder))
    assert loaded.problems == []
    return [(term.id, term.names) for term in loaded.library.glossary]


@pytest.mark.parametrize("names", [{}, {"fr": ["permis"]}, {"en": ["permit"], "fr": []}])
def test_a_term_has_two_names_at_least(names: dict[str, list[str]]) -> None:
    with pytest.raises(ValidationError, match="two names"):
        GlossaryTerm.model_validate({"id": "permit", **names})


def test_a_term_of_one_language_is_a_term() -> None:
    term = GlossaryTerm.model_validate({"id": "permit", "en": ["permit", "TRP"]})
    assert (term.kind, term.names) == (TermKind.TERM, ["permit", "TRP"])


def test_a_library_without_a_glossary_uses_the_packaged_one(packaged: Path, small: Path) -> None:
    assert terms_of(small) == [("permit", ["permis", "PST", "permit", "TRP"])]


def test_a_library_s_own_glossary_extends_the_packaged_one(packaged: Path, small: Path) -> None:
    written(small / "reports", POOL)
    assert [ident for ident, _names in terms_of(small)] == ["pool", "permit"]


def test_an_entry_of_the_same_id_replaces_the_packaged_one(packaged: Path, small: Path) -> None:
    written(small / "reports", POOL, PERMIT.replace("TRP", "TR permit"))
    assert terms_of(small)[1:] == [("permit", ["permis", "PST", "permit", "TR permit"])]


def test_the_packaged_library_has_each_term_once(packaged: Path, small: Path) -> None:
    for file in (small / "reports").iterdir():
        (packaged / "reports" / file.name).write_bytes(file.read_bytes())
    assert [ident for ident, _names in terms_of(packaged)] == ["permit"]


@pytest.mark.parametrize("content", [b"terms: [\n", b"\xff", b"terms: {}\n", None])
def test_a_packaged_glossary_that_cannot_be_read_gives_no_term(
    packaged: Path, small: Path, content: bytes | None
) -> None:
    file = packaged / "reports/glossary.yaml"
    file.unlink() if content is None else file.write_bytes(content)
    assert terms_of(small) == []


def test_it_is_read_once(packaged: Path) -> None:
    first = glossary.packaged_terms()
    (packaged / "reports/glossary.yaml").unlink()
    assert glossary.packaged_terms() is first


def test_a_copy_of_it_is_not_read_again_except_to_check_it(packaged: Path, small: Path) -> None:
    own = written(small / "reports", PERMIT)
    assert glossary.is_packaged(packaged / "reports/glossary.yaml")
    assert glossary.is_packaged(own)
    assert not glossary.is_packaged(small / "reports/actors.yaml")
    assert not glossary.is_packaged(small / "glossary.yaml")
    loaded = load_library(LibraryFolder(small), instead={own: own.read_text(encoding="utf-8") + POOL})
    assert [term.id for term in loaded.library.glossary] == ["permit", "pool"]
    written(small / "reports", PERMIT.replace("TRP", "TRQ"))
    assert not glossary.is_packaged(own)
    assert [ident for ident, _names in terms_of(small)] == ["permit"]


def test_a_packaged_glossary_that_is_not_sound_is_a_problem_of_its_library(
    packaged: Path, small: Path
) -> None:
    for file in (small / "reports").iterdir():
        (packaged / "reports" / file.name).write_bytes(file.read_bytes())
    written(packaged / "reports", "  - id: pool\n")
    assert [problem.rule for problem in load_library(LibraryFolder(packaged)).problems] == ["schema"]


def test_a_bad_glossary_is_a_problem_and_hides_nothing_else(packaged: Path, small: Path) -> None:
    file = written(small / "reports", "  - id: pool\n    en: [pool]\n")
    loaded = load_library(LibraryFolder(small))
    assert [Path(name).name for name in loaded.bad_files] == [file.name]
    assert [term.id for term in loaded.library.glossary] == ["permit"]
    assert loaded.library.items


def test_the_fast_reader_and_the_strict_one_agree() -> None:
    """The shipped glossary is sound, and says the same to both."""
    strict = load_library(shipped_folder(), advice=True)
    assert [problem for problem in strict.problems if "glossary" in problem.location.file] == []
    assert tuple(strict.library.glossary) == glossary.packaged_terms() != ()


def test_actors_answer_for_terms_of_a_shared_name() -> None:
    term = GlossaryTerm(id="mounties", kind=TermKind.BODY, fr=["GRC"], en=["Mounties"])
    police = Actor(
        id="gendarmerie", label=Bilingual(fr="Gendarmerie", en="Mounted Police"), aliases=Aliases(fr=["GRC"])
    )
    town = Actor(id="the-town", label=Bilingual(fr="Ville", en="Town"))
    names = Library(reports=(), actors=(police, town), glossary=(term,)).names
    assert names.ids_in("the Mounted Police") == {"mounties"}
    assert names.ids_in("les villes") == {"the-town"}
    assert names.kind_of("the-town") == "body"
    assert names.ids_in("the town") == {"the-town"}
    assert names.named("gendarmerie") == "mounties"


def test_an_actor_with_the_id_of_a_term_is_that_term() -> None:
    terms = [
        GlossaryTerm(id="force", en=["Mounties", "RCMP"]),
        GlossaryTerm(id="rcmp", fr=["GRC", "la Gendarmerie"]),
    ]
    actor = Actor(id="rcmp", label=Bilingual(en="Mounties", fr="Police montée"))
    names = Library(reports=(), actors=(actor,), glossary=terms).names
    assert names.ids_in("la police montée") == names.ids_in("la GRC") == {"rcmp"}
    assert names.ids_in("the Mounties") == {"force"}


def test_fmt_check_schema_and_init_know_the_file(run: Run, small: Path, packaged: Path) -> None:
    file = written(small / "reports", "  - {id: 'pool', fr: [piscine], en: ['pool']}\n")
    before = file.read_text(encoding="utf-8")
    assert run("fmt", "--library", str(small)).exit_code == 0
    after = file.read_text(encoding="utf-8")
    assert after != before
    assert "'" not in after
    assert run("check", str(file)).exit_code == 0
    shown = json.loads(run("schema", "glossary", "--library", str(small)).stdout)
    assert shown["title"] == "GlossaryFile"
    run("init", "mine")
    settings = json.loads(Path("mine/.vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert "!reports/glossary.yaml" in settings["./schema/report.schema.json"]
    assert settings["./schema/judgements.schema.json"] == "reports/judgements.yaml"
