"""What must be masked is masked, what must stay readable stays, and the same person keeps the same placeholder."""

import json
import pickle
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from assistant.errors import DataFileError
from assistant.masking import Masker, MaskingSession
from assistant.masking.known import persons
from assistant.masking.lists import read_lists
from assistant.masking.vocabulary import DOCUMENT_WORDS, write_document_words

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parent / "data" / "masking.yaml"
MARK = re.compile(r"\{\{([A-Z]+):(.*?)\}\}")
PLACEHOLDER = re.compile(r"\[([A-Z]+)-\d+\]")


@pytest.fixture(scope="module")
def masker() -> Masker:
    return Masker.load()


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def measure(masker: Masker, sentences: list[str]) -> dict[str, float]:
    """Recall on names and on direct identifiers, and the share of other words that disappeared."""
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    tokens = lost = 0
    for sentence in sentences:
        masked = masker.mask(MARK.sub(r"\2", sentence)).text
        left, outside = words(PLACEHOLDER.sub(" ", masked)), words(MARK.sub(" ", sentence))
        for kind, value in MARK.findall(sentence):
            group = "names" if kind == "PERSOON" else "direct"
            wanted[group] += 1
            gone = all(left[word] <= outside[word] for word in words(value) if len(word) > 1 or word.isdigit())
            found[group] += gone and f"[{kind}-" in masked
        tokens += outside.total()
        lost += (outside - left).total()
    return {group: found[group] / wanted[group] for group in wanted} | {"lost": lost / tokens}


@pytest.mark.parametrize("part", ["dev", "test"])
def test_labelled_sentences_reach_the_aims(masker: Masker, part: str) -> None:
    result = measure(masker, yaml.safe_load(DATA.read_text("utf-8"))[part])
    assert result["direct"] >= 0.98 and result["names"] >= 0.95 and result["lost"] <= 0.02, result


def test_the_opening_question_is_left_as_it_is(masker: Masker) -> None:
    text = "Een huurder van ons vervuilt zijn woning en doet niet open. Mag ik dit doorgeven aan het meldpunt?"
    assert masker.mask(text).text == text


@pytest.mark.parametrize("folder", sorted((ROOT / "corpus" / "documenten").iterdir()), ids=lambda path: path.name)
def test_the_words_of_the_documents_stay_readable(masker: Masker, folder: Path) -> None:
    text = next(folder.rglob("*.txt")).read_text("utf-8")
    masked = masker.mask(text)
    assert len(masked.masked) <= 0.004 * len(text.split())
    assert words(masked.text)["AVG"] == words(text)["AVG"]


def test_the_list_of_document_words_is_made_from_the_corpus(tmp_path: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "corpus" / "documenten").rglob("*.txt"))]
    write_document_words(texts, persons(), tmp_path / DOCUMENT_WORDS)
    shipped = ROOT / "assistant" / "masking" / DOCUMENT_WORDS
    assert shipped.read_text("utf-8") == (tmp_path / DOCUMENT_WORDS).read_text("utf-8")


def test_places_of_placeholders_are_exact_and_hold_no_original(masker: Masker) -> None:
    result = masker.mask("Mevrouw Yilmaz (BSN 123456782) belt 06-12345678. Mevrouw Yilmaz is boos.")
    assert [item.kind for item in result.masked] == ["PERSOON", "BSN", "TELEFOON", "PERSOON"]
    assert all(result.text[item.start : item.end] == item.placeholder for item in result.masked)
    assert not re.search("yilmaz|123456782", json.dumps([item.to_json() for item in result.masked]).lower())


def test_a_name_keeps_its_placeholder_in_a_later_message(masker: Masker) -> None:
    session = MaskingSession()
    masker.mask("Meneer Kevin de Vries doet niet open. Zijn moeder Fatima ook niet.", session=session)
    assert masker.mask("kevin is boos", session=session).text == "[PERSOON-1] is boos"
    assert masker.mask("Fatima en De Vries bellen.", session=session).text == "[PERSOON-2] en [PERSOON-1] bellen."


def test_two_people_with_one_family_name_are_two_people(masker: Masker) -> None:
    text = masker.mask("Meneer Jansen slaapt. Mevrouw Jansen werkt. J. de Vries en P. de Vries bellen.").text
    assert [match[0] for match in PLACEHOLDER.finditer(text)] == [f"[PERSOON-{number}]" for number in (1, 2, 3, 4)]


def test_a_known_name_gets_the_placeholder_it_must_have(masker: Masker) -> None:
    assert masker.mask("Wil Sterre dat?", known={"Sterre": "[PERSOON-7]"}).text == "Wil [PERSOON-7] dat?"


def test_a_placeholder_in_the_text_is_never_given_to_somebody_else(masker: Masker) -> None:
    assert masker.mask("[PERSOON-1] woont bij Kevin").text == "[PERSOON-1] woont bij [PERSOON-2]"


def test_a_session_keeps_no_clear_name_and_cannot_be_stored(masker: Masker) -> None:
    session = MaskingSession()
    masker.mask("Mevrouw Brinkhorst belt.", session=session)
    assert "brinkhorst" not in repr(vars(session)).lower()
    with pytest.raises(TypeError, match="memory only"):
        pickle.dumps(session)


@pytest.mark.parametrize(
    "text",
    [
        "06\u200b12345678",
        "BSN 123\u00ad456782",
        "BSN １２３４５６７８２",
        "Mevrouw\u00a0Ya\u0308nsen",
        "<b>Kevin</b> is boos",
        "KEVIN IS BOOS",
    ],
)
def test_tricks_with_characters_hide_nothing(masker: Masker, text: str) -> None:
    assert len(masker.mask(text).masked) == 1


def test_a_damaged_list_names_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "namen.yaml").write_text("voornamen: 3\n", "utf-8")
    with pytest.raises(DataFileError, match=r"namen\.yaml: voornamen: a text with entries"):
        read_lists("namen.yaml", ("voornamen",), folder=tmp_path)
    with pytest.raises(DataFileError, match="'achternamen' is missing"):
        read_lists("namen.yaml", ("achternamen",), folder=tmp_path)
