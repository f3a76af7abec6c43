"""`consultrep import --download`: from the addresses of a record to drafts, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from consultrep.actions.download import download_report
from consultrep.actions.import_reports import Given, ImportOptions, import_reports
from consultrep.errors import EnvironmentProblemError
from consultrep.importers.downloading import HTML
from consultrep.store.folders import LibraryFolder
from consultrep.store.loading import load_library
from tests.conftest import DATA, Run
from tests.servers import Server, at_home, head, plain, raw

FRENCH = (DATA / "pages/forum.fr.html").read_bytes()
ENGLISH = (DATA / "pages/forum.en.html").read_bytes()
RECORD = """\
id: 2014-forum
kind: forum
title: {{fr: Forum, en: Forum, origin: {{fr: original, en: original}}}}
period: "2014"
asked_by: [residents]
source:
  publisher: town
{address}
coverage:
  level: record_only
  why: {{fr: Pas encore lu., en: Not read yet.}}
"""


def with_record(library: Path, **addresses: str) -> Path:
    """The library with a record of those addresses; the record's file."""
    pairs = ", ".join(f"{side}: {address}" for side, address in addresses.items())
    file = library / "reports/2014-forum.yaml"
    file.write_text(RECORD.format(address=f"  address: {{{pairs}}}" if pairs else ""), encoding="utf-8")
    return file


def contents(library: Path) -> dict[str, bytes]:
    """Every file of the library with its bytes."""
    return {
        str(file.relative_to(library)): file.read_bytes() for file in library.rglob("*") if file.is_file()
    }


def download(library: Path, *, allow_http: bool = False) -> list[Given]:
    """What the action takes from the test's server, which is allowed here alone."""
    loaded = load_library(LibraryFolder(library))
    return download_report(loaded.library, "2014-forum", allow_http=allow_http, network=at_home())


def test_both_versions_come_from_the_addresses_of_the_record(server: Server, small: Path) -> None:
    base = f"http://forum.example:{server.port}"
    with_record(small, en=f"{base}/en", fr=f"{base}/fr")
    server.pages |= {"/fr": plain(FRENCH), "/en": plain(ENGLISH)}
    assert download(small, allow_http=True) == [
        Given("2014-forum.fr.html", FRENCH, "utf-8"),
        Given("2014-forum.en.html", ENGLISH, "utf-8"),
    ]
    assert server.firsts == ["GET /fr HTTP/1.1", "GET /en HTTP/1.1"]


def test_what_is_downloaded_becomes_drafts_in_both_languages(server: Server, small: Path) -> None:
    base = f"http://forum.example:{server.port}"
    file = with_record(small, fr=f"{base}/fr", en=f"{base}/en")
    server.pages |= {"/fr": plain(FRENCH), "/en": plain(ENGLISH)}
    given = download(small, allow_http=True)
    loaded = load_library(LibraryFolder(small))
    options = ImportOptions(report="2014-forum", day="2026-01-02")
    result = import_reports(loaded, given, options, lambda _name, _done, _total: None)
    report = load_library(LibraryFolder(small), drafts=True).library.find_report("2014-forum")
    assert report is not None
    assert len(report.recommendations) >= 5
    assert [one.report for one in result.reports] == ["2014-forum"]
    assert sum(bool(r.text.fr and r.text.en) for r in report.recommendations) >= 5
    assert "2014-forum.fr.html" in file.read_text(encoding="utf-8")
    assert {Path(text).name for text in result.texts} == {"2014-forum.fr.txt", "2014-forum.en.txt"}


def test_one_address_gives_one_version_under_the_ending_of_its_type(server: Server, small: Path) -> None:
    with_record(small, en=f"http://forum.example:{server.port}/report.pdf")
    server.pages["/report.pdf"] = plain(ENGLISH, HTML)
    assert download(small, allow_http=True) == [Given("2014-forum.en.html", ENGLISH, "")]


def test_a_page_that_is_gone_stops_the_whole(server: Server, small: Path) -> None:
    base = f"http://forum.example:{server.port}"
    with_record(small, fr=f"{base}/fr", en=f"{base}/en")
    server.pages |= {"/fr": plain(FRENCH), "/en": raw(head(404, Content_Length="0"))}
    with pytest.raises(EnvironmentProblemError, match=r"not there any more \(404\): .*/en") as caught:
        download(small, allow_http=True)
    assert "Internet Archive" in caught.value.hint


def test_plain_http_is_not_used_unasked(server: Server, small: Path) -> None:
    with_record(small, fr=f"http://forum.example:{server.port}/fr")
    with pytest.raises(EnvironmentProblemError) as caught:
        download(small)
    assert "--allow-http" in caught.value.hint
    assert not server.exchanges


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_the_command_does_not_download_from_this_machine(
    run: Run, server: Server, small: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with_record(small, fr=f'"http://{host}:{server.port}/"')
    before = contents(small)
    command = ["import", "--download", "--as", "2014-forum", "--allow-http", "--library", str(small)]
    result = run(*command)
    assert (result.exit_code, result.stdout) == (4, "")
    assert f"error: {host.strip('[]')} is not on the open internet" in result.stderr
    assert "save the page in a browser" in result.stderr
    assert "Traceback" not in result.stderr
    assert contents(small) == before
    assert not server.exchanges


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["page.html", "--as", "2014-forum"], "give files, or --download, not both", ""),
        ([], "--download does not know of which report", "--as ID"),
        (["--as", "2014-form"], "there is no report '2014-form'", "did you mean 2014-forum?"),
        (["--as", "x"], "there is no report 'x'", "from the report's record"),
        (["--as", "2014-forum"], "the record of 2014-forum holds no address", "source, address"),
    ],
)
def test_a_request_that_does_not_fit(
    run: Run, small: Path, arguments: list[str], message: str, hint: str
) -> None:
    with_record(small)
    before = contents(small)
    result = run("import", "--download", *arguments, "--library", str(small))
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert hint in result.stderr
    assert contents(small) == before


def test_a_download_that_fails_says_how_to_do_without(small: Path) -> None:
    with_record(small, en="https://nowhere.example/en")
    loaded = load_library(LibraryFolder(small))
    network = replace(at_home(), resolve=lambda _host: [])
    with pytest.raises(EnvironmentProblemError, match="no server named") as caught:
        download_report(loaded.library, "2014-forum", network=network)
    assert caught.value.hint == (
        "check the address and the connection to the internet; or save the page in a browser and “consultrep "
        "import FILE --as 2014-forum”"
    )


def test_the_shipped_library_is_refused_before_anything_is_asked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_arguments: object, **_options: object) -> None:
        raise AssertionError

    monkeypatch.setattr("consultrep.cli.commands.import_.download_report", never)
    result = run("import", "--download", "--as", "2018-consultations")
    assert result.exit_code == 4
    assert "consultrep init DIR --with-shipped" in result.stderr


def test_coverage_names_the_option_that_an_address_without_encryption_needs(run: Run, small: Path) -> None:
    with_record(small, en="http://forum.example/en")
    told = " ".join(run("coverage", "--for", "2014", "--library", str(small)).stdout.split())
    assert "consultrep import --download --allow-http --as 2014-forum" in told
    with_record(small, en="https://forum.example/en")
    told = " ".join(run("coverage", "--for", "2014", "--library", str(small)).stdout.split())
    assert "consultrep import --download --as 2014-forum" in told
