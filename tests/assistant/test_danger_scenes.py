"""The scene a message tells of: which classes its words are of, what they say together, and damage that is named."""

from pathlib import Path
from shutil import copytree

import pytest

from assistant.begrip import FOLDER, PhraseBook, TextReader
from assistant.begrip.danger_classes import FILE, WordClasses
from assistant.begrip.danger_training import learned_danger
from assistant.begrip.sentences import sentences
from assistant.errors import DataFileError
from assistant.triage import Triager


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return TextReader.load(PhraseBook.load())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("hij heeft een vleesmes", {"wapen"}),
        ("ze zit op de dakrand", {"hoogte"}),
        ("hij ligt op het spoor", {"spoor", "tegenwoordig"}),
        ("dat was drie jaar geleden", {"verleden", "verleden_tijd"}),
        ("de politie heeft hem aangehouden", {"afgelopen"}),
    ],
)
def test_a_word_is_known_by_its_class_also_in_a_compound(reader: TextReader, text: str, names: set[str]) -> None:
    (sentence,) = sentences(text)
    assert names <= {hit.name for hit in reader.danger_classes.hits(sentence)}


def test_a_scene_is_what_stands_in_it_together_and_what_is_denied(reader: TextReader) -> None:
    features = reader.danger_features(reader.read("Hij staat op het dak met een mes. Ze heeft geen pillen."))
    assert {"beeld:hoogte", "beeld:wapen", "samen:hoogte wapen", "ontkend:middel"} <= set(features)
    assert "samen:middel wapen" not in features


def test_danger_is_learned_as_surer_the_further_from_the_line() -> None:
    lessons = [([f"woord:{word}", "woord:de"], word == "mes") for word in ("mes", "koek")] * 10
    learned = learned_danger(lessons, {"woord:mes": 1.0, "woord:koek": 1.0, "woord:de": 1.0}, digits=2)
    assert learned["waarden"] == ["ja"]
    assert learned["gewichten"]["woord:mes"][1] > 0 > learned["gewichten"]["woord:koek"][1]


@pytest.mark.parametrize("damage", ["beeld: {wapen: []}\necht: {}\nniet_echt: {}\n", "beeld: {}\n"])
def test_a_damaged_file_is_named(tmp_path: Path, damage: str) -> None:
    copytree(FOLDER, tmp_path / "begrip", ignore=lambda _, names: [each for each in names if each.endswith(".json")])
    (tmp_path / "begrip" / FILE).write_text(damage, "utf-8")
    with pytest.raises(DataFileError, match=FILE):
        WordClasses.load(tmp_path / "begrip", PhraseBook.load())


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("Hij heeft net zijn hond weggebracht en een envelop op tafel gelegd, zijn telefoon staat uit.", True),
        ("Mevrouw van 88 is in haar nachthemd de deur uit gelopen, het vriest en niemand weet waar ze is.", True),
        ("Zijn hond is vorig jaar weggebracht. Mag ik de envelop met zijn dossier aan de gemeente geven?", False),
        ("Mevrouw van 88 was gisteren even kwijt, ze zat bij haar zus. Mag ik haar dochter bellen?", False),
    ],
)
def test_the_same_things_are_danger_now_and_none_afterwards(text: str, danger: bool) -> None:
    assert Triager.load().triage(text).acute is danger
