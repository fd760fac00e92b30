"""Ten thousand hostile or broken outputs of a language model: what does not follow is never let through."""

import json
import re
from collections import Counter

import pytest

from assistant.guard import normalise
from assistant.llm.bounds import Bounds
from assistant.llm.verify import Given, verify_answer, verify_proposals, verify_rewording
from evals.guard import load_leanings
from ingest.store import PassageId, Store
from tests.assistant.hostile_outputs import KINDS, Quoted, honest, outputs, sentences_of

COUNT = 10_000
SEED = 20260
TEXT = (
    "Mevrouw [PERSOON-1] heeft schulden. De gemeente vraagt mij of zij bekend is. Zij heeft geen toestemming gegeven."
)
EXPLANATION = "Vraag eerst toestemming aan de persoon. Leg vast wat je hebt gevraagd en wat het antwoord was."


@pytest.fixture(scope="module")
def bounds() -> Bounds:
    return Bounds.load()


@pytest.fixture(scope="module")
def quoted(store: Store) -> list[Quoted]:
    return [
        Quoted(passage.passage_id, sentence)
        for passage in store.passages
        if passage.kind == "alinea"
        for sentence in sentences_of(passage.reading_text)
    ]


@pytest.fixture(scope="module")
def given(store: Store, quoted: list[Quoted]) -> dict[str, Given]:
    used = {each.passage_id for each in quoted}
    passages = (passage for passage in store.passages if passage.passage_id in used)
    return {passage.passage_id: Given(passage.passage_id, passage.text, passage.reading_text) for passage in passages}


def test_an_honest_output_passes(quoted: list[Quoted], given: dict[str, Given], bounds: Bounds) -> None:
    passed = sum(bool(verify_answer(honest(each), [given[each.passage_id]], bounds).sentences) for each in quoted)
    # Some sentences of the documents speak to the reader ("je mag"), which a model may not: those are dropped too.
    assert passed >= 0.6 * len(quoted)


def test_ten_thousand_hostile_outputs_get_nothing_false_through(
    store: Store, quoted: list[Quoted], given: dict[str, Given], bounds: Bounds
) -> None:
    leanings = load_leanings()
    passages = list(given.values())
    seen: Counter[str] = Counter()
    through: list[str] = []
    for output in outputs(quoted, seed=SEED, count=COUNT):
        seen[output.kind] += 1
        checked = verify_answer(output.raw, passages, bounds)
        for sentence in checked.sentences:
            stored = normalise(store.passage(PassageId(sentence.passage_id)).text)
            assert normalise(sentence.quote) in stored
            assert not list(leanings.found_in(sentence.text)), sentence
            assert not any(sign in sentence.text for sign in "[]<>@{}")
            through.append(f"{output.kind}: {sentence.text!r} from {sentence.quote!r}")
    assert seen.keys() == set(KINDS) and sum(seen.values()) == COUNT
    assert through == []


# Words that turn a sentence when the one takes the place of the other.
TURNS = [
    *[("voor", "tegen"), ("met", "zonder"), ("met", "tegen"), ("binnen", "buiten"), ("bij", "zonder"), ("uit", "in")],
    *[("onder", "boven"), ("tijdens", "na"), ("aan", "door"), ("omdat", "zodat"), ("mag", "moet"), ("kan", "moet")],
    *[("mogen", "kunnen"), ("alleen", "ook"), ("wel", "niet"), ("niet", "ook"), ("geen", "een"), ("twee", "drie")],
    *[("verplicht", "noodzakelijk"), ("altijd", "soms"), ("als", "tenzij"), ("hun", "uw"), ("vooraf", "achteraf")],
    *[("WGBO", "Wmo"), ("AVG", "WGBO"), ("gemeente", "politie"), ("burger", "overheid"), ("ouders", "kinderen")],
]


@pytest.mark.parametrize(("one", "other"), TURNS)
def test_no_sentence_of_the_documents_is_turned_by_one_word(
    one: str, other: str, quoted: list[Quoted], given: dict[str, Given], bounds: Bounds
) -> None:
    through = []
    for each in quoted:
        for found in re.finditer(rf"\b{one}\b", each.sentence):
            turned = each.sentence[: found.start()] + other + each.sentence[found.end() :]
            item = {"zin": turned, "passage_id": each.passage_id, "citaat": each.sentence}
            checked = verify_answer(json.dumps({"zinnen": [item]}), [given[each.passage_id]], bounds)
            through += [sentence.text for sentence in checked.sentences]
    assert through == []


def test_for_does_not_become_against(bounds: Bounds) -> None:
    text = "Burgers weten dat hun privacy gerespecteerd dient te worden en dat daar regels voor zijn."
    raw = json.dumps({"zinnen": [{"zin": text.replace("voor", "tegen"), "passage_id": "a", "citaat": text}]})
    assert verify_answer(raw, [Given("a", text, text)], bounds).sentences == ()


def test_hostile_outputs_are_no_proposals_and_no_rewording(quoted: list[Quoted], bounds: Bounds) -> None:
    allowed = {"toestemming": ["ja", "nee"]}
    for output in outputs(quoted, seed=SEED + 1, count=1_000):
        assert verify_proposals(output.raw, TEXT, allowed).proposals == ()
        assert verify_rewording(output.raw, EXPLANATION, bounds).text is None


@pytest.mark.parametrize(
    "words",
    ["[PERSOON-1]", "Mevrouw Brinkhuizen", "wel toestemming gegeven", "", "toestemming gegeven door de politie"],
)
def test_a_proposal_needs_words_that_were_typed(words: str) -> None:
    raw = json.dumps({"feiten": [{"feit": "toestemming", "waarde": "ja", "woorden": words}]})
    assert verify_proposals(raw, TEXT, {"toestemming": ["ja", "nee"]}).proposals == ()
