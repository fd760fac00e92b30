"""What differs between two versions: every change that was put in is reported, and a version without changes none."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.datafiles import read_yaml
from ingest.layout import load_layouts
from ingest.lines import fingerprint
from ingest.passages import make_passages
from ingest.reading import WordEvidence
from ingest.records import Passage
from ingest.settings import settings_from_environment
from ingest.structure import read_structure
from ingest.versions.alignment import NOWHERE, align
from ingest.versions.changes import KINDS, Change, compare, word_edits
from ingest.versions.comparison import Comparison, compare_versions
from ingest.versions.laws import LawFinder, Mention, registered
from ingest.versions.own import OwnVersions, source_at
from ingest.versions.page import write_page
from ingest.versions.places import PlaceMap
from ingest.versions.references import find_references
from ingest.versions.screen import show_comparison
from ingest.versions.words import words_of
from tests.ingest.conftest import CORPUS, ReadDocument
from tests.ingest.seeded import ADDED, seeds

NUMBERS = ("000", "001", "002", "003", "004")
WORDS = read_yaml(Path(__file__).parents[2] / "ingest" / "teksten.yaml")["vergelijking"]


def passages_of(document: ReadDocument, lines: Sequence[str]) -> list[Passage]:
    layout = load_layouts().of(document.source.id)
    structure = read_structure(list(lines), layout)
    return make_passages(document.source, list(lines), structure, layout, WordEvidence([document.stored]))


def differences(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[tuple[Change, ...], PlaceMap]:
    before, after = words_of(old), words_of(new)
    alignment = align(before.words, after.words)
    return compare(old, new, before, after, alignment), PlaceMap(before, after, alignment)


@pytest.mark.parametrize("number", NUMBERS)
def test_an_unchanged_document_has_no_differences(read: dict[str, ReadDocument], number: str) -> None:
    document = read[number]
    changes, places = differences(document.passages, passages_of(document, document.stored))
    assert changes == ()
    for passage in document.passages:
        found = places.locate(passage.start_line, passage.end_line)
        within = "\n".join(document.stored[found.start - 1 : found.end])
        assert found.fate == "gelijk"
        assert fingerprint(within) == fingerprint(passage.text)  # a last line of dots alone is not looked for


@pytest.mark.parametrize("number", NUMBERS)
def test_each_of_sixty_seeded_changes_is_reported_as_what_it_is(read: dict[str, ReadDocument], number: str) -> None:
    """Per document three of each kind: a paragraph moved, a sentence turned around, a section added, a passage gone."""
    document = read[number]
    missed = []
    made = list(seeds(number, document.stored, document.passages, 3))
    for seed in made:
        changes, places = differences(document.passages, passages_of(document, seed.lines))
        of_kind = [change for change in changes if change.kind == seed.kind]
        if seed.passage is None:
            reported = any(change.new is not None and ADDED[0] in change.new.text for change in of_kind)
            followed = True
        else:
            reported = any(change.old == seed.passage for change in of_kind)
            first, last = (seed.line, seed.line) if seed.line else (seed.passage.start_line, seed.passage.end_line)
            followed = places.locate(first, last).fate == seed.kind
        if not (reported and followed):
            missed.append(seed.name)
    assert missed == []
    assert [seed.kind for seed in made].count("vervallen") == 3 and len(made) == 3 * len(KINDS)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_moved_passage_is_found_where_it_stands_now_with_the_same_lines(
    read: dict[str, ReadDocument], number: str
) -> None:
    document = read[number]
    for seed in seeds(number, document.stored, document.passages, 2):
        if seed.kind == "verplaatst" and seed.passage is not None:
            _, places = differences(document.passages, passages_of(document, seed.lines))
            found = places.locate(seed.passage.start_line, seed.passage.end_line)
            assert "\n".join(seed.lines[found.start - 1 : found.end]) == seed.passage.text


def test_other_line_ends_are_no_difference(read: dict[str, ReadDocument]) -> None:
    """The same paragraphs, set in a wider column with other hyphens, say the same and keep their citations."""
    narrow = ["Deel alleen gegevens die nodig", "zijn voor de samen-", "werking met hulpver-", "leners in de wijk."]
    wide = ["Deel alleen gegevens die nodig zijn voor de samenwerking", "met hulpverleners in de wijk."]
    document = read["000"]
    evidence = ["Wij bespreken de samenwerking met elkaar.", "Ook hulpverleners in de wijk doen mee."]
    old = passages_of(document, [*narrow, "", *evidence])
    new = passages_of(document, [*wide, "", *evidence])
    changes, places = differences(old, new)
    assert changes == ()
    assert places.locate(1, 4).fate == "gelijk"
    assert (places.locate(1, 4).start, places.locate(1, 4).end) == (1, 2)


@pytest.mark.parametrize("number", ["000", "001", "004"])
def test_a_whole_document_set_in_other_lines_has_no_differences(read: dict[str, ReadDocument], number: str) -> None:
    """002 and 003 have tables and notes whose words stand in another order when they are written out."""
    document = read[number]
    lines = []
    for passage in document.passages:
        for paragraph in passage.reading_text.split("\n"):
            lines += textwrap.wrap(paragraph, 100)
        lines.append("")
    changes, places = differences(document.passages, passages_of(document, lines))
    assert changes == ()
    assert {places.locate(own.start_line, own.end_line).fate for own in document.passages} == {"gelijk"}


def test_a_comma_that_turns_a_sentence_around_is_reported(read: dict[str, ReadDocument]) -> None:
    document = read["000"]
    line = next(n for n, text in enumerate(document.stored) if "Dus als je een casus anonimiseert dan mag" in text)
    lines = [text.replace("anonimiseert dan", "anonimiseert, dan") if n == line else text
             for n, text in enumerate(document.stored)]  # fmt: skip
    (change,), _ = differences(document.passages, passages_of(document, lines))
    assert change.kind == "gewijzigd"
    assert [(edit.kind, edit.text) for edit in change.edits if edit.kind != "gelijk"] == [
        ("weg", "anonimiseert"),
        ("nieuw", "anonimiseert,"),
    ]


@given(st.lists(st.sampled_from("abcdefgh"), max_size=40), st.lists(st.sampled_from("abcdefgh"), max_size=40))
def test_words_that_correspond_say_the_same_and_none_is_taken_twice(old: list[str], new: list[str]) -> None:
    alignment = align(old, new)
    there = [place for place in alignment.to_new if place != NOWHERE]
    assert len(alignment.to_new) == len(old)
    if len(set(there)) == len(there):
        assert all(old[i] == new[j] or old[i] in new[j] or new[j] in old[i]
                   for i, j in enumerate(alignment.to_new) if j != NOWHERE)  # fmt: skip
    in_order = [j for i, j in enumerate(alignment.to_new) if j != NOWHERE and i not in alignment.moved]
    assert in_order == sorted(in_order)


@given(st.lists(st.sampled_from(["een", "twee", "drie", "vier", "vijf"]), max_size=30))
def test_a_version_beside_itself_corresponds_word_for_word(words: list[str]) -> None:
    assert align(words, words).to_new == tuple(range(len(words)))


@given(st.text(alphabet="abc ", max_size=40), st.text(alphabet="abc ", max_size=40))
def test_the_edits_of_a_passage_hold_both_texts(old: str, new: str) -> None:
    edits = list(word_edits(old, new))
    assert " ".join(e.text for e in edits if e.kind != "nieuw").split() == old.split()
    assert " ".join(e.text for e in edits if e.kind != "weg").split() == new.split()


def test_laws_and_articles_are_found_as_documents_write_them() -> None:
    finder = LawFinder.load()
    assert finder.in_text("Dit volgt uit artikel 7:457 BW.") == {
        Mention("Burgerlijk Wetboek"),
        Mention("Burgerlijk Wetboek", "7:457"),
    }
    assert Mention("AVG", "6") in finder.in_text("(artikel 6 lid 1 onder d AVG)")
    assert {Mention("AVG", "32"), Mention("AVG", "6")} <= finder.in_text("AVG, artikel 32 en artikel 6")
    assert finder.in_text("Wie helpt er in de wijk?") == set()


def test_the_register_holds_what_it_says_it_holds() -> None:
    known = registered(CORPUS / "wetsverwijzingen.yaml", LawFinder.load())
    assert {Mention("Wbp"), Mention("Woningwet", "18a"), Mention("AVG", "32")} <= known
    assert Mention("AVG") not in known and Mention("Woningwet") not in known


def test_every_kind_of_data_that_cites_is_looked_through() -> None:
    """A new kind of file with places would else go unnoticed when a passage changes."""
    root = CORPUS.parent
    listed = {reference.file for reference in find_references(root)}
    place = re.compile(r'"\d{3}:\d+(-\d+)?"')
    folders = ("assistant", "corpus", "evals")
    citing = {
        path.relative_to(root).as_posix()
        for folder in folders
        for path in (root / folder).rglob("*.yaml")
        if place.search(path.read_text("utf-8"))
    }
    assert citing - listed - {"corpus/bronnen.yaml"} == set()


class Tags(HTMLParser):
    """Collects the tags of a page, and every address in it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]


@pytest.fixture(scope="module")
def comparison(example_data_dir: Path) -> Comparison:
    """Return the example version of docs/bijwerken.md beside the version of now."""
    settings = settings_from_environment({"DEELWIJZER_DATA": str(example_data_dir)})
    (new,) = OwnVersions(settings).all()
    return compare_versions(settings, source_at(settings, new.id, "2025-05"), new)


@pytest.mark.integration
def test_the_example_has_one_change_of_each_kind(comparison: Comparison) -> None:
    assert sorted(change.kind for change in comparison.changes) == sorted(KINDS)


@pytest.mark.integration
def test_who_cites_what_changed_is_named_by_what_became_of_it(comparison: Comparison) -> None:
    fates = {(own.reference.kind, own.reference.place): own.located.fate for own in comparison.touched}
    parts = {own.lines for own in comparison.touched if own.reference.place == "000:126-137"}
    assert parts == {(131, 133)}  # the passages on either side of it say what they said
    assert fates["regel", "000:150-154"] == "vervallen"
    assert fates["regel", "000:140-143"] == "verplaatst"
    assert fates["verschil", "000:126-137"] == "gewijzigd"
    assert fates["begrip", "000:131-133"] == "gewijzigd"
    assert ("regel", "000:43") not in fates
    assert "R02-acuut" in {own.reference.owner for own in comparison.lost}
    assert all(own.reference.number == "000" for own in comparison.touched)
    (lost, *_) = comparison.lost
    assert "brandweer" in lost.then and lost.now == ""


@pytest.mark.integration
def test_the_laws_that_the_new_version_names_are_looked_up_in_the_register(comparison: Comparison) -> None:
    laws = {str(law.mention): law for law in comparison.laws}
    assert laws["Wmo, artikel 5.1.1"].new and not laws["Wmo, artikel 5.1.1"].registered
    assert laws["AVG, artikel 6"].registered and not laws["AVG, artikel 6"].new


@pytest.mark.integration
def test_the_terminal_marks_words_without_colour(comparison: Comparison, capsys: pytest.CaptureFixture[str]) -> None:
    show_comparison(comparison, WORDS)
    shown = capsys.readouterr().out
    assert "[-toegestaan als-] {+niet toegestaan, tenzij+}" in shown
    assert "000:150-154: de passage is weg; dit houdt het in gebruik nemen tegen" in shown


@pytest.mark.integration
def test_the_page_of_the_manual_shows_what_is_really_said(
    comparison: Comparison, capsys: pytest.CaptureFixture[str]
) -> None:
    manual = (CORPUS.parent / "docs" / "bijwerken.md").read_text("utf-8")
    told = manual.split("```")[1].strip("\n").split("\n")
    show_comparison(comparison, WORDS)
    shown = capsys.readouterr().out.split("\n")
    starts = [line.split(" …")[0].rstrip() for line in told if line]
    assert [start for start in starts if not any(line.startswith(start) for line in shown)] == []


@pytest.mark.integration
def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(comparison: Comparison) -> None:
    page = write_page(comparison, WORDS)
    tags = Tags()
    tags.feed(page)
    assert tags.addresses == [] and not {"script", "link", "img", "iframe"} & set(tags.tags)
    assert "url(" not in page and "@import" not in page
    assert "<del>toegestaan als</del> <ins>niet toegestaan, tenzij</ins>" in page


@pytest.mark.integration
def test_a_document_cannot_put_anything_but_text_on_the_page(comparison: Comparison) -> None:
    change = comparison.changes[0]
    assert change.new is not None
    hostile = replace(change.new, reading_text="<script>alert(1)</script>", heading_path=("<b>kop</b>",))
    page = write_page(replace(comparison, changes=(Change(kind="toegevoegd", old=None, new=hostile),)), WORDS)
    assert "<script" not in page and "<b>kop" not in page
    assert "&lt;script&gt;" in page
