"""A knowledge question is answered with whole literal sentences, each with its lines, or with an honest no."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import Assistant, DataFileError
from assistant.answer_words import load_answer_words
from assistant.cite import Citer, Place
from assistant.guard import normalise
from assistant.literal import Chooser, Rarity, sentences_of, spans
from ingest.store import Store

ROOT = Path(__file__).parents[2]
WORDS = load_answer_words(ROOT / "assistant/teksten/antwoord.yaml")
SUITE: list[dict[str, Any]] = yaml.safe_load((ROOT / "evals/suites/kennisvragen.yaml").read_text("utf-8"))[
    "kennisvragen"
]
PARTS = ("ontwikkel", "toets")


def chosen(store: Store, question: str, place: str) -> str:
    (source,) = Citer(store).cite([place])
    rarity = Rarity.of(passage.text for passage in store.passages)
    choice = Chooser(question, WORDS, rarity, lambda texts: store.nearness(question, texts)).best(source)
    assert choice is not None
    return choice.text


def covers(source: dict[str, Any], places: list[str]) -> bool:
    first, last = source["citaat_regels"]
    parsed = [place for place in map(Place.parse, places) if place]
    return any(p.number == source["nummer"] and p.start <= last and p.end >= first for p in parsed)


def right(turn: dict[str, Any], item: dict[str, Any]) -> bool:
    """A quote must come from a place that answers the question, or it must be said that there is no answer."""
    answer = turn["antwoord"]
    if item.get("geen_antwoord"):
        said = {notice["soort"] for notice in turn["meldingen"]}
        return answer is None and bool(said & {"geen_antwoord", "buiten_bereik"})
    return answer is not None and any(covers(said["bronnen"][0], item["bronnen"]) for said in answer["zinnen"])


def test_the_suite_has_questions_with_and_without_an_answer_on_places_that_exist(store: Store) -> None:
    assert len({item["id"] for item in SUITE}) == len({item["vraag"] for item in SUITE}) == len(SUITE)
    for part, (questions, unanswered) in zip(PARTS, [(60, 4), (20, 4)], strict=True):
        asked = [item for item in SUITE if item["deel"] == part]
        assert (len(asked), sum(bool(item.get("geen_antwoord")) for item in asked)) == (questions, unanswered)
    places = [place for item in SUITE for place in item.get("bronnen", ())]
    assert len(Citer(store).cite(places)) >= len(set(places)) / 2


@pytest.mark.parametrize("part", PARTS)
def test_most_questions_are_answered_from_a_place_that_answers_them(assistant: Assistant, part: str) -> None:
    asked = [item for item in SUITE if item["deel"] == part]
    # A number and no list: whoever tunes on `toets` measures nothing any more.
    assert sum(right(assistant.ask(item["vraag"]).to_json(), item) for item in asked) >= 0.75 * len(asked)


@pytest.mark.parametrize("part", PARTS)
def test_every_quote_stands_on_the_lines_that_are_named_and_no_quote_comes_twice(
    assistant: Assistant, store: Store, part: str
) -> None:
    for item in SUITE:
        answer = assistant.ask(item["vraag"]).to_json()["antwoord"] if item["deel"] == part else None
        if answer is None:
            continue
        assert answer["tekst"] == answer["zinnen"][0]["tekst"]
        texts = [normalise(said["tekst"]) for said in answer["zinnen"]]
        assert len(set(texts)) == len(texts) <= 3
        quoted = set()
        for said in answer["zinnen"]:
            (source,) = said["bronnen"]
            lines = store.lines(source["document"], *source["citaat_regels"])
            assert normalise(said["tekst"]) in normalise("\n".join(lines))
            quoted.add(source["passage_id"])
        assert not quoted & {source["passage_id"] for source in answer["zie_ook"]}


def test_a_sentence_that_leans_on_the_one_before_brings_it_along(store: Store) -> None:
    text = chosen(store, "Wat is het pettenvraagstuk?", "002:1335-1341")
    assert "Ze kunnen dus belast zijn" in text and text.endswith("genoemd het pettenvraagstuk.")


def test_a_sentence_that_is_taken_back_by_the_next_is_never_quoted_alone(store: Store) -> None:
    text = chosen(store, "Dat mag niet van de AVG, toch?", "000:3-10")
    assert "Die is echter maar zelden waar." in text


def test_a_sentence_that_only_says_where_to_read_on_is_no_answer(store: Store) -> None:
    assert "Voor meer informatie zie" not in chosen(store, "Wat is het pettenvraagstuk?", "002:1335-1341")


def test_what_is_near_in_meaning_counts_beside_words_in_common(store: Store) -> None:
    text = chosen(store, "Hoe vaak moet ik kijken of het nog nodig is?", "002:766-771")
    assert text.startswith("Evalueer regelmatig")


def test_an_announcement_brings_its_list_along(store: Store) -> None:
    text = chosen(store, "Aan welke voorwaarden moet worden voldaan?", "004:391-402")
    assert text.startswith("Aan de volgende voorwaarden")
    assert text.count("•") == 5


def test_a_heading_or_a_link_is_no_answer(store: Store) -> None:
    assert chosen(store, "Waarvoor is Veilig Thuis?", "004:717-720") != "Veilig Thuis"
    assert chosen(store, "Hoe lang moet je bewaren?", "001:332-343").endswith(".")


def test_a_question_about_time_prefers_the_sentence_that_names_one(store: Store) -> None:
    assert re.search(r"15\s+jaren", chosen(store, "Hoe lang bewaar je behandelgegevens?", "001:332-343"))


def test_what_a_document_says_twice_is_quoted_once_and_named_under_see_also(assistant: Assistant) -> None:
    answer = assistant.ask("Mag toestemming ook mondeling?").to_json()["antwoord"]
    assert [said["tekst"] for said in answer["zinnen"]].count(
        "Toestemming is vormvrij en kan mondeling of schriftelijk worden gegeven."
    ) == 1
    places = [covers(source, ["002:523-524", "002:1347-1355"]) for source in answer["zie_ook"]]
    assert any(places)


@pytest.mark.parametrize("question", ["Wat kost een hond?", "Welke medicijnen helpen tegen een psychose?"])
def test_what_the_documents_do_not_hold_gets_no_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).to_json()["antwoord"] is None


def test_a_damaged_list_of_answer_words_names_file_and_key(tmp_path: Path) -> None:
    path = tmp_path / "antwoord.yaml"
    path.write_text((ROOT / "assistant/teksten/antwoord.yaml").read_text("utf-8").replace("antwoord: [", "zin: [", 1))
    with pytest.raises(DataFileError, match=r"antwoord\.yaml.*vraagsoorten\[0\]"):
        load_answer_words(path)


def test_no_quote_of_any_passage_ends_before_the_sentence_that_takes_it_back(store: Store) -> None:
    citer = Citer(store)
    for passage in store.passages:
        source = citer.cite_passage(passage)
        for line in source.readable_quote.splitlines():
            told = sentences_of(line)
            for said, after in pairwise(told):
                if WORDS.turns(after):
                    ends = [span.text for span in spans(source, WORDS) if span.text.endswith(said)]
                    assert ends == [], f"{passage.passage_id}: {after}"
