"""Structure: pages, residue, notes and headings of the five documents, each with a layout of its own."""

from itertools import groupby

import pytest

from ingest.layout import Layout
from ingest.lines import Role
from ingest.structure import read_structure
from tests.ingest.conftest import ReadDocument

Read = dict[str, ReadDocument]


@pytest.mark.parametrize(
    ("number", "line", "path"),
    [
        (
            "002",
            520,
            (
                "3. Zorgvuldig gegevens uitwisselen bij bemoeizorg",
                "3.2 Vijf stappen voor zorgvuldig uitwisselen gegevens bij bemoeizorg",
                "IV. Afweging door de professional of gegevensverstrekking mogelijk is",
                "d. Is toestemming krijgen mogelijk?",
            ),
        ),
        ("002", 11, ("1. Inleiding",)),
        ("002", 600, None),
        ("002", 745, None),
        (
            "002",
            1382,
            (
                "Bijlage 1 Juridische context",
                "6. Belangrijke begrippen bij het delen van persoonsgegevens",
                "Conflict van plichten",
            ),
        ),
        ("002", 1566, ("Bijlage II Schematische weergave gegevensuitwisseling bij bemoeizorg",)),
        ("002", 1820, ("Bijlage V Documentatie",)),
        ("000", 194, ("(5) Specifieke casussen sociaal domein", None)),
        ("001", 715, ("Bijlage 2 Wettelijk kader", "Wet maatschappelijke ondersteuning 2015", None)),
        ("001", 300, ("4. Gegevensverwerking op basis van informeren van de inwoner", None, None)),
        ("003", 645, ("2 Beeld uit de ketenoverleggen", "Betrokkenheid van de burger")),
        ("003", 1470, ("7 Overzicht rapporten", "Rapporten van de Nationale ombudsman", "2013/148")),
        ("004", 395, ("3. Wettelijke grondslagen voor gegevensuitwisseling", None, None)),
        ("004", 707, ("Bijlage: Melding doen als professional en als burger", None, None)),
    ],
)
def test_a_line_stands_under_its_headings(
    read: Read, number: str, line: int, path: tuple[str | None, ...] | None
) -> None:
    found = read[number].one(line).heading_path
    if path is None:
        expected = {
            600: "Noodzakelijkheidsargumenten",
            745: "3.3.4 Zorgvuldige dossiervoering",
        }[line]
        assert found[-1] == expected
        return
    assert len(found) == len(path)
    assert all(wanted is None or wanted == heading for wanted, heading in zip(path, found, strict=True))


def test_every_passage_stands_under_a_heading(read: Read) -> None:
    for document in read.values():
        assert [passage.passage_id for passage in document.passages if not passage.heading_path] == []


def test_headings_are_short_and_carry_no_marks(read: Read) -> None:
    for document in read.values():
        for heading in {heading for passage in document.passages for heading in passage.heading_path}:
            assert len(heading) <= 180
            assert not set(heading) & set("\t\u0650\ufffd\uf0b7")


def test_chapters_of_a_document_come_in_its_own_order(read: Read) -> None:
    chapters = [chapter for chapter, _ in groupby(passage.heading_path[0] for passage in read["002"].passages)]
    assert [chapter.split()[0] + chapter.split()[1][:4] for chapter in chapters] == [
        "1.Inle",
        "2.Bemo",
        "3.Zorg",
        "4Zorg",
        "Bijlage1",
        "BijlageII",
        "BijlageIII",
        "BijlageIV",
        "BijlageV",
    ]


@pytest.mark.parametrize(
    ("number", "line", "page"),
    [
        ("002", 62, 9),
        ("002", 187, 12),
        ("002", 244, 13),
        ("002", 273, 14),
        ("002", 562, 20),
        ("002", 1034, 31),
        ("002", 1079, None),
        ("003", 398, 12),
        ("003", 424, 13),
        ("003", 600, None),
        ("004", 2, 4),
        ("004", 700, 21),
        ("000", 1, None),
    ],
)
def test_a_page_number_is_given_only_where_printed_numbers_show_it(
    read: Read, number: str, line: int, page: int | None
) -> None:
    structure = read[number].structure
    assert structure.pages.number_of(structure.pages.index_of(line)) == page


def residue(document: ReadDocument, rule: str) -> list[int]:
    return [line.number for line in document.structure.lines if line.role is Role.RESIDUE and line.rule == rule]


def test_residue_is_found_by_rule(read: Read) -> None:
    assert residue(read["002"], "paginanummer") == [185, 271, 1032]
    assert residue(read["003"], "paginanummer") == [422]
    assert residue(read["004"], "paginanummer") == [692]
    assert residue(read["002"], "verplaatste kop") == [43, 102, 217, 884, 1122, 1123, 1772, 1773]
    assert residue(read["002"], "formulierveld") == list(range(1914, 1945))
    assert residue(read["002"], "opsommingsteken zonder tekst") == list(range(1775, 1794))
    contents = residue(read["002"], "inhoudsopgave")
    assert (contents[0], contents[-1]) == (1843, 1912)
    assert all(read["003"].stored[number - 1].strip().startswith("http") for number in residue(read["003"], "webadres"))


def test_nothing_from_the_contents_page_on_is_a_passage(read: Read) -> None:
    assert read["002"].at(1843, 1946) == []


def test_only_these_kinds_of_residue_exist(read: Read) -> None:
    rules = {line.rule for document in read.values() for line in document.structure.lines if line.role is Role.RESIDUE}
    assert rules == {
        "formulierveld",
        "inhoudsopgave",
        "kop zonder tekst",
        "ondertekening",
        "opsommingsteken zonder tekst",
        "paginanummer",
        "verplaatste kop",
        "webadres",
    }


def test_residue_is_a_small_part_of_each_document(read: Read) -> None:
    for document in read.values():
        left_out = sum(line.role is Role.RESIDUE for line in document.structure.lines)
        assert left_out <= 0.08 * len(document.stored)


@pytest.mark.parametrize(("number", "notes"), [("000", 0), ("001", 1), ("002", 37), ("003", 6), ("004", 19)])
def test_notes_count_up_without_a_gap_except_bare_addresses(read: Read, number: str, notes: int) -> None:
    lines = read[number].structure.lines
    found = {int(line.rule) for line in lines if line.role is Role.FOOTNOTE}
    bare = {
        int(head)
        for line in lines
        if line.rule == "webadres" and (head := line.text.split("http")[0].strip()).isdigit()
    }
    assert found | bare == set(range(1, notes + 1))


def test_a_document_without_profile_is_read_by_the_general_rules() -> None:
    stored = ["1. Een kop", "Een zin.", "", "Losse kop", "Een zin die lang genoeg is voor een hele regel."]
    structure = read_structure(stored, Layout())
    assert structure.paths[5] == ("Losse kop",)


def test_an_empty_document_has_no_headings() -> None:
    assert read_structure([""], Layout()).paths == {1: ()}
