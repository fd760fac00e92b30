"""Passages of the real documents: exact lines, whole sentences, every line once, each artefact dealt with."""

import re
from collections import Counter

import pytest

from ingest.lines import Role, ends_sentence, fingerprint
from ingest.passages import LONGEST
from tests.ingest.conftest import ReadDocument

Read = dict[str, ReadDocument]
NUMBERS = ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_line_that_carries_text_is_in_exactly_one_passage(read: Read, number: str) -> None:
    document = read[number]
    counted = Counter(line for passage in document.passages for line in range(passage.start_line, passage.end_line + 1))
    assert max(counted.values()) == 1
    assert [line.number for line in document.structure.lines if line.carries_text and line.number not in counted] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_the_text_of_a_passage_is_the_stored_lines(read: Read, number: str) -> None:
    document = read[number]
    for passage in document.passages:
        assert passage.text == "\n".join(document.stored[passage.start_line - 1 : passage.end_line])
        assert passage.source_sha256 == document.source.sha256


@pytest.mark.parametrize("number", NUMBERS)
def test_a_passage_begins_and_ends_with_text_and_is_not_long(read: Read, number: str) -> None:
    lines = read[number].structure.lines
    for passage in read[number].passages:
        assert lines[passage.start_line - 1].carries_text
        assert lines[passage.end_line - 1].carries_text
        assert passage.end_line - passage.start_line < LONGEST


@pytest.mark.parametrize("number", NUMBERS)
def test_no_paragraph_begins_in_the_middle_of_a_sentence(read: Read, number: str) -> None:
    cut = [
        passage.passage_id
        for passage in read[number].passages
        if passage.kind == "alinea"
        and passage.reading_text[0].islower()
        and not re.match(r"[a-e]\. ", passage.reading_text)
    ]
    assert cut == []


@pytest.mark.parametrize("number", NUMBERS)
def test_every_paragraph_ends_where_a_sentence_does(read: Read, number: str) -> None:
    # The source itself has no full stop there; 002:803 ends with a note that is an address.
    known = {"000": {61}, "001": {1273}, "002": {803}, "003": {1215}, "004": {694}}
    unfinished = {
        passage.start_line
        for passage in read[number].passages
        if passage.kind == "alinea" and not ends_sentence(passage.reading_text.rsplit("\n", 1)[-1])
    }
    assert unfinished == known.get(number, set())


@pytest.mark.parametrize("number", NUMBERS)
def test_the_reading_text_has_the_same_letters_as_the_lines(read: Read, number: str) -> None:
    """Only order may differ (notes come last), and a table may name its columns again."""
    lines = read[number].structure.lines
    for passage in read[number].passages:
        own = lines[passage.start_line - 1 : passage.end_line]
        letters = Counter(fingerprint("".join(line.text for line in own if line.role is not Role.RESIDUE)))
        reading = Counter(fingerprint(passage.reading_text))
        labels = passage.kind == "tabel" and "Niet valide:" in passage.reading_text
        assert (reading - letters if not labels else Counter()) == Counter()
        assert letters - reading == Counter()


@pytest.mark.parametrize("number", NUMBERS)
def test_no_mark_of_the_extraction_is_left_in_a_reading_text(read: Read, number: str) -> None:
    for passage in read[number].passages:
        assert not set(passage.reading_text) & set("\t\u0650\ufffd\uf0b7\u2002")
        assert "  " not in passage.reading_text


def test_ids_are_unique_and_say_where_a_passage_stands(read: Read) -> None:
    ids = [passage.passage_id for document in read.values() for passage in document.passages]
    assert len(set(ids)) == len(ids)
    assert read["002"].one(520).passage_id.startswith("ggdghor-bemoeizorg-0520-0524-")


@pytest.mark.parametrize(
    ("number", "start", "end"),
    [
        ("002", 515, 518),
        ("002", 520, 524),
        ("002", 425, 441),
        ("002", 443, 452),
        ("002", 1381, 1392),
        ("002", 574, 583),
        ("002", 398, 404),
        ("004", 391, 402),
        ("004", 379, 382),
        ("004", 705, 711),
        ("000", 235, 240),
        ("003", 639, 648),
        ("001", 551, 573),
    ],
)
def test_a_paragraph_or_list_that_rules_cite_is_one_passage(read: Read, number: str, start: int, end: int) -> None:
    (passage,) = read[number].at(start, end)
    assert (passage.start_line, passage.end_line) == (start, end)


def test_a_paragraph_goes_on_over_a_page_break(read: Read) -> None:
    passage = read["002"].one(319)
    assert (passage.start_line, passage.end_line) == (316, 321)
    assert "voor het uitwisselen van informatie voor bemoeizorg." in passage.reading_text


def test_a_note_inside_a_broken_paragraph_comes_after_it(read: Read) -> None:
    passage = read["002"].one(365)
    assert (passage.start_line, passage.end_line, passage.kind) == (360, 376, "alinea")
    assert "van het College van B&W in het sociaal domein is" in passage.reading_text
    assert passage.reading_text.split("\n")[-1].startswith("11 De aangifteplicht uit artikel 162")


def test_residue_inside_a_passage_is_in_its_text_and_not_in_its_reading_text(read: Read) -> None:
    passage = read["002"].one(878)
    assert "4\t\t Zorgvuldig verwerken van gegevens in vijf situaties" in passage.text
    assert "Zorgvuldig verwerken van gegevens in vijf situaties" not in passage.reading_text


@pytest.mark.parametrize(
    ("number", "line", "words"),
    [
        ("002", 202, "bij bemoeizorg hanteert"),
        ("002", 413, "dat de hulpverleners, partijen"),
        ("002", 82, "het bemoeizorgoverleg: GGD"),
        ("002", 39, "enkele zorgvuldigheidseisen bij"),
        ("002", 78, "zelfbeschikkings- en zelfontplooiingsrecht"),
        ("000", 15, "privacyoverwegingen"),
        ("003", 1176, "De vertegenwoordigde instanties"),
        ("001", 495, "zijn privéleven"),
        ("003", 269, "• Werk samen vanuit het perspectief"),
        ("003", 42, "• Ze weten dat de overheid hun recht op privacy moet respecteren"),
        ("001", 165, "• Subsidiariteit: wat is"),
        ("002", 1613, "d. Is toestemming krijgen mogelijk?"),
    ],
)
def test_broken_words_and_lost_signs_are_repaired_for_reading(read: Read, number: str, line: int, words: str) -> None:
    assert words in read[number].one(line).reading_text


def test_slips_of_the_source_are_kept(read: Read) -> None:
    assert "(Wpb)" in read["001"].one(97).reading_text
    assert "met burgeren de consultatie" in read["002"].one(306).reading_text


def test_the_table_of_arguments_can_be_read_cell_by_cell(read: Read) -> None:
    first, second = read["002"].at(589, 631)
    assert (first.kind, second.kind) == ("tabel", "tabel")
    assert (
        "\nNiet valide: Je weet maar nooit of we de gegevens op een later tijdstip nodig hebben.\n"
        in first.reading_text
    )
    assert second.reading_text.startswith("Valide: Zonder de gegevens loopt het fout")


def test_the_scheme_of_the_five_steps_is_cut_by_row(read: Read) -> None:
    rows = read["002"].at(1502, 1641)
    assert {passage.kind for passage in rows} == {"tabel"}
    beginnings = [line.split(" ", 1)[0] for row in rows[1:] for line in row.reading_text.split("\n")]
    assert beginnings == ["1.", "2.", "3.", "4.", "a.", "b.", "c.", "d.", "e.", "5."]


def test_the_table_of_ages_keeps_its_rows(read: Read) -> None:
    (passage,) = read["002"].at(1431, 1455)
    rows = passage.reading_text.split("\n")
    assert rows[2].startswith("12–16 jaar: jeugdige oefent dossierrechten uit, ouders met gezag/voogd eigen recht op")
    assert rows[-1] == "V.a. 16 jaar: de jeugdige"


@pytest.mark.parametrize(
    ("number", "line", "kind"),
    [
        ("003", 59, "citaat"),
        ("003", 165, "citaat"),
        ("003", 479, "citaat"),
        ("003", 837, "citaat"),
        ("003", 852, "citaat"),
        ("003", 962, "citaat"),
        ("003", 840, "alinea"),
        ("003", 76, "kader"),
        ("003", 269, "kader"),
        ("003", 343, "kader"),
        ("003", 436, "kader"),
        ("002", 104, "voetnoot"),
        ("002", 244, "kader"),
        ("002", 711, "kader"),
        ("002", 1718, "formulier"),
        ("002", 426, "lijst"),
        ("004", 620, "kader"),
        ("004", 223, "voetnoot"),
        ("001", 270, "kader"),
    ],
)
def test_a_passage_knows_what_it_is(read: Read, number: str, line: int, kind: str) -> None:
    assert read[number].one(line).kind == kind


def test_the_form_stays_a_form(read: Read) -> None:
    assert {passage.kind for passage in read["002"].at(1694, 1759)} == {"formulier"}


def test_the_number_of_passages_per_document_is_known(read: Read) -> None:
    """A change of these numbers is a change of what is found and cited: look at the difference before adapting them."""
    assert {number: len(document.passages) for number, document in read.items()} == {
        "000": 47,
        "001": 142,
        "002": 219,
        "003": 186,
        "004": 115,
    }
