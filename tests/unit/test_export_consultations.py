"""The registry of consultations: official columns, what a record states, and nothing guessed."""

from __future__ import annotations

import csv
import io

from consultrep.export import data
from consultrep.messages import use_language
from consultrep.model import Library, Report, Theme
from consultrep.store.loaded import LoadedLibrary
from tests.exporting import whole

COLUMNS = [
    *("registration_number", "publishable", "partner_departments", "subjects", "title_en", "title_fr"),
    *("description_en", "description_fr", "target_participants_and_audience", "start_date", "end_date"),
    *("status", "profile_page_en", "profile_page_fr", "report_available_online", "report_link_en"),
    *("report_link_fr", "contact_email", "policy_program_lead_email", "remarks_en", "remarks_fr"),
    *("high_profile", "rationale"),
]
KNOWN = {
    *("title_en", "title_fr", "start_date", "end_date", "status", "report_available_online"),
    *("report_link_en", "report_link_fr"),
}


def table_of(library: Library) -> tuple[list[dict[str, str]], list[str]]:
    content, remarks = data.to_consultations(whole(library), bom=False)
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""))), remarks


def report(**more: object) -> Report:
    common = {
        "id": "2014-r",
        "title": {"fr": "=Titre", "origin": {"fr": "original"}},
        "source": {},
        "coverage": {"level": "record_only", "why": {"en": "w"}},
    }
    return Report.model_validate({**common, **more})


def test_the_columns_are_the_official_ones_in_their_order(shipped: LoadedLibrary) -> None:
    rows, _remarks = table_of(shipped.library)
    assert list(rows[0]) == COLUMNS
    primary = [one for one in shipped.library.reports if shipped.library.is_primary(one)]
    assert [row["title_en"] for row in rows] == [one.title.en or "" for one in primary]
    assert 0 < len(rows) < len(shipped.library.reports)
    assert all(not row[column] for row in rows for column in COLUMNS if column not in KNOWN)


def test_days_only_where_they_are_known() -> None:
    days = {
        "2015-03-26/2015-03-27": ["2015-03-26", "2015-03-27"],
        "2015-03-26": ["2015-03-26", "2015-03-26"],
        "2015-03-26/..": ["2015-03-26", ""],
        "2015-03": ["", ""],
        "2015-03-26~": ["", ""],
        "2012/2013": ["", ""],
    }
    for period, wanted in days.items():
        ((row,), _remarks) = table_of(Library([report(period=period)]))
        assert [row["start_date"], row["end_date"]] == wanted


def test_a_report_is_said_to_be_available_where_an_address_is_known() -> None:
    ((without,), _remarks) = table_of(Library([report()]))
    assert [without[c] for c in ("status", "report_available_online", "report_link_fr")] == ["", "", ""]
    known = report(source={"address": {"fr": "https://x.example/fr"}})
    ((row,), _remarks) = table_of(Library([known]))
    columns = ("status", "report_available_online", "report_link_fr", "report_link_en")
    assert [row[c] for c in columns] == ["CR", "Y", "https://x.example/fr", ""]


def test_no_cell_is_a_formula() -> None:
    ((row,), _remarks) = table_of(Library([report()]))
    assert row["title_fr"] == "'=Titre"


def test_what_stays_empty_is_told_by_its_official_name() -> None:
    _rows, remarks = table_of(Library([report()]))
    assert "to be filled in, 1 of 1: start_date (Start Date)" in remarks
    assert not any("report_link" in remark or "title_fr" in remark for remark in remarks)
    use_language("fr")
    _rows, remarks = table_of(Library([report()]))
    assert "à remplir, 1 sur 1\u00a0: start_date (Date de début)" in remarks


def test_an_official_subject_is_left_to_a_person() -> None:
    item = {
        "id": "r1",
        "text": {"fr": "x", "origin": {"fr": "ours"}},
        "themes": ["homes"],
        "anchor": {"page": 1},
        "standing": "formal",
        "strength": "must",
    }
    homes = Theme.model_validate({"id": "homes", "label": {"fr": "logement", "en": "HOUSING"}})
    half = Theme.model_validate({"id": "other", "label": {"fr": "Santé", "en": "Well-being"}})
    library = Library([report(recommendations=[{**item, "themes": ["homes", "other"]}])], [homes, half])
    ((row,), remarks) = table_of(library)
    assert row["subjects"] == ""
    assert [remark for remark in remarks if "subject" in remark and "theme" in remark] == [
        "2014-r has a theme called as the official subject HL is: Housing"
    ]


def test_reports_of_other_bodies_are_left_out_and_told(shipped: LoadedLibrary) -> None:
    _rows, remarks = table_of(shipped.library)
    others = [one for one in shipped.library.reports if not shipped.library.is_primary(one)]
    assert f"{len(others)} reports of other bodies are left out." in remarks
