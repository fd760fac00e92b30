"""The second look sees names that no list and no rule knows, leaves words, and says when its file is damaged."""

from pathlib import Path

import pytest

from assistant.errors import DataFileError
from assistant.masking import Masker
from assistant.masking.known import NameLists
from assistant.masking.learning import Lessons, learn, main
from assistant.masking.rehearsal import Marked, Rehearsal
from assistant.masking.second_look import SecondLook
from assistant.masking.vocabulary import Vocabulary
from assistant.masking.wordsense import WordSense


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


@pytest.fixture(scope="module")
def lists(vocabulary: Vocabulary) -> NameLists:
    return NameLists.load(vocabulary)


@pytest.fixture(scope="module")
def masker() -> Masker:
    return Masker.load()


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("ze appte: sjonnie heeft me weer geslagen", "ze appte: [PERSOON-1] heeft me weer geslagen"),
        ("huurster vd heijden belt elke dag", "huurster [PERSOON-1] belt elke dag"),
        ("mevrouw de wolf belde huilend", "mevrouw [PERSOON-1] belde huilend"),
        ("huurder gerrit jan is weer dronken", "huurder [PERSOON-1] is weer dronken"),
        ("ondergetekende, M.J. Oude Nijhuis, wijkagent", "ondergetekende, [PERSOON-1], wijkagent"),
        ("Alvast bedankt, gr. mo", "Alvast bedankt, gr. [PERSOON-1]"),
        ("hoi storm, heb jij tijd?", "hoi [PERSOON-1], heb jij tijd?"),
    ],
)
def test_names_beyond_the_rules(masker: Masker, text: str, masked: str) -> None:
    assert masker.mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "op 3 jan had ik overleg, en jan '24 weer",
        "Na de RM-zitting in Oud-Noord is de 1ste brief verstuurd",
        "Elke burger heeft recht op privacy, ook een kind dat blowt",
        "de jgz en het cbr kregen 4 mnd geleden bericht",
        "Met vriendelijke groet, de wijkagent",
    ],
)
def test_ordinary_words_stay(masker: Masker, text: str) -> None:
    assert masker.mask(text).text == text


def test_a_marked_sentence_knows_its_places() -> None:
    sentence = Marked.parse("{{PERSOON:Kevin}} belt {{TELEFOON:0612345678}}.")
    assert sentence.plain == "Kevin belt 0612345678."
    assert [sentence.plain[start:end] for start, end in (*sentence.names, *sentence.others)] == ["Kevin", "0612345678"]


def test_other_names_come_in_the_same_places(lists: NameLists, vocabulary: Vocabulary) -> None:
    rehearsal = Rehearsal(lists, vocabulary, 3)
    told = [rehearsal.renamed("mw {{PERSOON:Fatima de Vries}} belt {{TELEFOON:06}}") for _ in range(20)]
    assert len(set(told)) > 10
    assert all(text.startswith("mw ") and text.endswith(" belt {{TELEFOON:06}}") for text in told)
    assert any("[PERSOON-1]" in text for text in told) and any(" de " in text for text in told)


def test_what_is_learned_tells_a_name_from_a_word(lists: NameLists, vocabulary: Vocabulary) -> None:
    marked = [
        f"{before} {{{{PERSOON:{name}}}}} belt weer" for before in ("mw", "buurman") for name in ("Zoubida", "Sjonnie")
    ]
    lessons = Lessons(lists, vocabulary, marked * 3, ["ik bel de huisarts over de therapeute"] * 3)
    learned = learn(lessons)
    assert lessons.letters.score("zoubida") > 0 > lessons.letters.score("opschrijven")
    assert learned == learn(lessons)
    assert set(learned) == {"letters", "letters_begin", "veelgebruikt", "gewoon", "kenmerken", "begin", "grens"}


def test_a_missing_or_damaged_file_says_how_to_make_it(
    tmp_path: Path, lists: NameLists, vocabulary: Vocabulary
) -> None:
    sense = WordSense(lists, vocabulary)
    with pytest.raises(DataFileError, match=r"geleerd\.json.*python -m assistant\.masking\.learning"):
        SecondLook.load(lists, vocabulary, sense, tmp_path)
    (tmp_path / "geleerd.json").write_text('{"letters": 3}', "utf-8")
    with pytest.raises(DataFileError, match="not as it was made"):
        SecondLook.load(lists, vocabulary, sense, tmp_path)


def test_learning_without_its_folders_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2 and main([str(tmp_path), str(tmp_path)]) == 2
    assert "usage" in capsys.readouterr().err
