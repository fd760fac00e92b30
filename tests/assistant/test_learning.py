"""What was learned belongs to the examples of now, twice gives the same, and casts are learned from labels alone."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.begrip import FOLDER, PhraseBook, TextReader, load_learned
from assistant.begrip.casting import Scene, learned_casts
from assistant.begrip.examples import Example, load_examples
from assistant.begrip.learned import FILE, surroundings
from assistant.begrip.training import stamp, trained
from assistant.begrip.whois import Named, WhoIsWho, casts, giver, receiver
from assistant.errors import DataFileError
from assistant.masking import Masker

SUITES = Path(__file__).parents[2] / "evals" / "suites"
BOOK = PhraseBook.load()
SAYINGS = [
    ("Ik ben {rol}. Mag ik {ander} bellen over mijn cliënt?", False),
    ("{rol} hier. Ik wil dit doorgeven aan {ander}.", False),
    ("Als {rol} wil ik {ander} inlichten.", False),
    ("Ik werk bij {ander} en wil bij {rol} opvragen hoe het gaat.", True),
    ("Ik ben van {ander}. Mag {rol} mij vertellen wat er speelt?", True),
]
PARTIES = {
    "de huisarts": ("zorgverlener", "zorgverlener"),
    "de woningcorporatie": ("woningcorporatie", "woningcorporatie"),
    "de wijkagent": ("politie", "politie"),
    "het wijkteam": ("wijkteam_hulpverlener", "wijkteam"),
    "de school": ("school", "school"),
}


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return TextReader.load(BOOK)


def said() -> Iterator[tuple[str, str, str]]:
    """Yield texts with the role and the receiver in them."""
    for saying, _ in SAYINGS:
        for giving in PARTIES:
            for getting in PARTIES:
                if giving != getting:
                    yield saying.format(rol=giving, ander=getting), PARTIES[giving][0], PARTIES[getting][1]


def scene(reader: TextReader, text: str, role: str, gets: str) -> Scene:
    example = Example(text=text, kind="casus", danger=False, facts={"rol": role, "ontvanger": gets}, allowed={})
    return Scene(example, Named.of(reader.read(text), surroundings(BOOK)))


def test_what_was_learned_is_of_the_examples_and_the_reading_of_now(reader: TextReader) -> None:
    kept = json.loads((FOLDER / FILE).read_text("utf-8"))["stempel"]
    advice = "examples, phrases, masking or code changed; learn again: python -m assistant.begrip evals/suites"
    assert stamp(load_examples(SUITES), reader, BOOK, Masker.load()) == kept, advice


def test_the_stamp_changes_with_an_example(reader: TextReader) -> None:
    examples = load_examples(SUITES)[:40]
    changed = [*examples[:-1], Example(text=examples[-1].text, kind="casus", danger=True, facts={}, allowed={})]
    before, after = (stamp(each, reader, BOOK, Masker.load()) for each in (examples, changed))
    assert before["voorbeelden"] != after["voorbeelden"] and before["gelezen"] == after["gelezen"]


def test_who_is_me_is_learned_from_labels_that_do_not_tell_it(reader: TextReader) -> None:
    scenes = [scene(reader, *each) for each in said()]
    apart = [each for each in scenes if "wijkagent" in each.example.text and "school" in each.example.text]
    taught = [each for each in scenes if each not in apart]
    rarity = {feature: 1.0 for each in taught for seen in each.named.features for feature in seen}
    learned = learned_casts(taught, rarity, digits=3)
    who = WhoIsWho(
        rarity={feature: row[0] for feature, row in learned["partij"].items()},
        weights={feature: tuple(row[1:]) for feature, row in learned["partij"].items()},
        together=learned["samen"],
        groups=surroundings(BOOK),
    )
    for each in apart:
        found = who.told(reader.read(each.example.text)).parts
        assert {fact: parts[0].value for fact, parts in found.items()} == dict(each.example.facts), each.example.text


def test_learning_twice_gives_the_same(reader: TextReader) -> None:
    scenes = [scene(reader, *each) for each in said()][::7]
    rarity = {feature: 1.0 for each in scenes for seen in each.named.features for feature in seen}
    assert learned_casts(scenes, rarity, digits=3) == learned_casts(scenes, rarity, digits=3)


def test_a_classifier_learns_what_tells_its_labels_apart() -> None:
    samples = [([f"woord:{word}", "woord:de"], label, 1.0) for word, label in (("mes", "ja"), ("koek", "nee"))] * 4
    learned = trained(samples, 4.0)
    assert learned["waarden"] == ["ja"]
    assert learned["gewichten"]["woord:mes"][1] > 0 > learned["gewichten"]["woord:koek"][1]


@settings(deadline=None, max_examples=30)
@given(named=st.lists(st.sampled_from([*PARTIES, "zijn moeder", "de buren", "mijn collega"]), max_size=6))
def test_in_every_cast_nobody_gives_to_themselves(reader: TextReader, named: list[str]) -> None:
    mentions = [mention for _, mention in reader.read(" en ".join(named)).every_mention]
    for cast in casts(mentions):
        gives, gets = giver(mentions, cast), receiver(mentions, cast)
        assert gives is None or gets is None or gives[0] != gets[0]


def test_the_chances_of_the_parts_are_chances(reader: TextReader) -> None:
    who = load_learned(BOOK).who
    for text, _, _ in said():
        told = who.told(reader.read(text))
        assert 0 <= told.i_ask <= 1
        for parts in told.parts.values():
            assert 0 < sum(part.probability for part in parts) <= 1 + 1e-9


def test_suites_without_examples_are_named(tmp_path: Path) -> None:
    (tmp_path / "begrip").mkdir()
    with pytest.raises(DataFileError, match=r"begrip/leer\*\.yaml.*no file found"):
        load_examples(tmp_path)


@pytest.mark.parametrize("source", ["van het|ons? wijkteam", "van ons|het? wijkteam"])
@pytest.mark.parametrize(
    ("text", "found"), [("van het wijkteam", 1), ("van ons wijkteam", 1), ("van wijkteam", 1), ("van een wijkteam", 0)]
)
def test_a_question_mark_is_for_the_whole_choice(reader: TextReader, source: str, text: str, found: int) -> None:
    phrase = BOOK.phrase(source, "test.yaml", "test")
    assert sum(1 for sentence in reader.read(text).sentences for _ in phrase.hits(sentence)) == found
