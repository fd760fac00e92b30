"""Which clause tells a fact: found without a label for the clause, and loose sentences teach their own fact alone."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.begrip import FOLDER, PhraseBook, TextReader, load_learned
from assistant.begrip.examples import NOT_SAID, load_examples
from assistant.begrip.limits import Guess, limits_of, main
from assistant.begrip.linear import agreed
from assistant.begrip.statements import Statements
from assistant.begrip.stating import Told, learned_statements
from assistant.begrip.training import FACTS, samples
from assistant.errors import DataFileError
from assistant.understand import Understander

SUITES = Path(__file__).parents[2] / "evals" / "suites"
BOOK = PhraseBook.load()
YES, NO, ELSE = "woord:prima", "woord:nooit", "woord:regen"


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return TextReader.load(BOOK)


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander.load()


def learned(told: list[Told]) -> Statements:
    data = learned_statements("toestemming", told, dict.fromkeys([YES, NO, ELSE], 1.0), digits=3)
    rows = data["gewichten"]
    return Statements(
        labels=tuple(data["waarden"]),
        bias=tuple(data["begin"]),
        rarity={feature: row[0] for feature, row in rows.items()},
        weights={feature: tuple(row[1:]) for feature, row in rows.items()},
    )


@settings(deadline=None, max_examples=60)
@given(words=st.lists(st.sampled_from(["ik", "ze", "maar", ",", "vindt", "het", "goed", "dus", "want", "huisarts"])))
def test_the_clauses_of_a_sentence_are_all_its_words_in_order(reader: TextReader, words: list[str]) -> None:
    reading = reader.read(" ".join(words))
    cut = [word for clause in reader.clauses.clauses(reading) for word in clause.sentence.words]
    assert cut == [word for sentence in reading.sentences for word in sentence.words]


def test_what_somebody_wants_is_cut_from_what_the_writer_thinks(reader: TextReader) -> None:
    reading = reader.read("Ze vindt het prima dat ik bel, maar ik twijfel of het nodig is")
    assert [clause.text for clause in reader.clauses.clauses(reading)] == [
        "Ze vindt het prima dat ik bel",
        "maar ik twijfel of het nodig is",
    ]


def test_the_clause_that_tells_is_found_though_only_messages_are_labelled() -> None:
    told: list[Told] = [
        ([[ELSE], [YES]], {"gegeven": 1.0}, 1.0),
        ([[NO], [ELSE]], {"geweigerd": 1.0}, 1.0),
        ([[ELSE], [ELSE]], {NOT_SAID: 1.0}, 1.0),
    ] * 5
    said = learned(told).said([[ELSE], [ELSE], [NO]])
    assert said["geweigerd"].probability > 0.6 > 0.2 > said["gegeven"].probability
    assert said["geweigerd"].clause == 2
    assert sum(each.probability for each in learned(told).said([[ELSE]]).values()) < 0.5


def test_of_no_clauses_nothing_is_said() -> None:
    told: list[Told] = [([[YES]], {"gegeven": 1.0}, 1.0), ([[ELSE]], {NOT_SAID: 1.0}, 1.0)]
    assert learned(told).said([])["gegeven"].probability == 0


@settings(deadline=None, max_examples=40)
@given(text=st.text(max_size=200))
def test_the_chances_of_what_is_said_are_chances(reader: TextReader, text: str) -> None:
    clauses = [clause.features for clause in reader.clauses.clauses(reader.read(text))]
    for statements in load_learned(BOOK).statements.values():
        assert 0 <= sum(each.probability for each in statements.said(clauses).values()) <= 1 + 1e-9


def test_what_one_reader_rules_out_does_not_come_back() -> None:
    both = agreed({"gegeven": 0.9, "geweigerd": 0.1}, {"gegeven": 0.0, "geweigerd": 1.0})
    assert both == {"gegeven": 0.0, "geweigerd": 1.0}


def test_a_loose_sentence_teaches_its_own_fact_and_nothing_else() -> None:
    loose = [(example, ["woord:x"]) for example in load_examples(SUITES) if example.only]
    taught = {fact: len(samples(loose, fact)) for fact in FACTS}
    assert taught["toestemming"] > 300 and taught["situatie"] > 100
    assert sum(taught.values()) == sum(len(example.only) == 1 for example, _ in loose)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("zinnen: {toestemming: {gegeven: ja}}\nwie: []\n", "zinnen.toestemming.gegeven"),
        ("zinnen: {}\nwie: [{rol: politie}]\n", "wie.1"),
    ],
)
def test_a_damaged_file_of_loose_sentences_is_named_with_its_key(tmp_path: Path, said: str, named: str) -> None:
    for name in ("voorbeelden.yaml", "voorbeelden_acuut.yaml"):
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / "zinnen.yaml").write_text(said, "utf-8")
    with pytest.raises(DataFileError, match=rf"zinnen\.yaml.*{named}"):
        load_examples(SUITES, tmp_path)


def test_words_that_speak_of_nobody_known_are_refused(tmp_path: Path, reader: TextReader) -> None:
    (tmp_path / "verwijzingen.yaml").write_text("ik: wij\n", "utf-8")
    with pytest.raises(DataFileError, match=r"verwijzingen\.yaml.*ik"):
        type(reader.clauses).load(reader.clues, tmp_path)


def test_the_command_of_the_limits_says_what_it_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2 and "usage" in capsys.readouterr().err
    assert main([str(tmp_path)]) == 2 and "begrip/leer" in capsys.readouterr().err


def test_the_limits_keep_what_is_right_and_hold_a_harder_value_higher() -> None:
    easy = [Guess("gegeven", place / 100, place > 40) for place in range(100)] * 3
    hard = [Guess("geweigerd", place / 100, place > 80) for place in range(100)] * 3
    limits = limits_of([*easy, *hard])
    above = [guess.right for guess in (*easy, *hard) if guess.probability >= limits[guess.value]]
    assert sum(above) >= 0.96 * len(above) > 0
    assert limits["gegeven"] < limits["geweigerd"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ik ben huisarts. Mijn patiënt vindt het prima dat ik zijn zus bel.", "gegeven"),
        ("Ik ben huisarts. Mijn patiënt wil absoluut niet dat zijn zus het hoort, zij belt elke dag.", "geweigerd"),
        ("Wijkteam hier. Mag ik de school bellen? Ik heb het de moeder nog niet gevraagd.", "nog_niet_gevraagd"),
        ("Ik ben wijkverpleegkundige. Mijn collega vindt het goed dat ik de zoon bel.", None),
        ("De psychiater wil mij als huisarts niets vertellen over mijn patiënt.", None),
        ("Ik ben consulent. Mevrouw drinkt, hoorde ik. De thuiszorg wil niet dat ik daar iets mee doe.", None),
    ],
)
def test_consent_is_the_persons_and_not_that_of_a_colleague_or_an_organisation(
    understander: Understander, text: str, value: str | None
) -> None:
    found = understander.recognise(text).get("toestemming")
    sure = found.value if found is not None and found.certainty >= 0.8 else None
    assert sure == value


@pytest.mark.parametrize("work", ["jongerenwerker", "welzijnswerker", "opbouwwerker"])
def test_who_works_in_welzijn_is_not_filled_in_as_the_wijkteam(understander: Understander, work: str) -> None:
    found = understander.recognise(f"Ik ben {work} en wil de school iets vertellen over een jongen van 13.").get("rol")
    assert found is None or found.value == "andere" or found.certainty < 0.8
