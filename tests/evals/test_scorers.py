"""Each scorer passes what is right, and fails what is wrong with the reason."""

from typing import Any

import pytest

from evals.cases import Expectation, Uiting
from evals.corpus import Corpus
from evals.runner import judge_utterance, judge_walk
from evals.scorers import Score, nothing_forbidden, plain, quotes_literal, required_cited, sentences_cited
from tests.evals.walks import TAAK, conclusion, sentence, source, walk

EXPECTED = Expectation(conclusie="ja_mits", grondslag="eigen_taak", omvang="buitenkant", bronnen=["002:476-488"])


def failed(scores: tuple[Score, ...]) -> dict[str, str]:
    return {score.name: score.seen for score in scores if not score.passed}


def test_a_walk_that_is_right_passes_everything() -> None:
    scores = judge_walk(EXPECTED, walk(conclusion()), Corpus())
    assert failed(scores) == {}
    assert len(scores) == 6


@pytest.mark.parametrize(
    ("key", "wrong", "name", "seen"),
    [
        ("code", "nee", "conclusie", "nee, verwacht ja_mits"),
        ("grondslag", "toestemming", "grondslag", "toestemming, verwacht eigen_taak"),
        ("omvang", "inhoudelijk", "omvang", "inhoudelijk, verwacht buitenkant"),
    ],
)
def test_a_wrong_conclusion_fails_on_that_alone_and_says_both(key: str, wrong: str, name: str, seen: str) -> None:
    assert failed(judge_walk(EXPECTED, walk(conclusion(**{key: wrong})), Corpus())) == {name: seen}


def test_what_a_case_leaves_out_is_not_judged() -> None:
    expected = Expectation(conclusie="nee")
    scores = judge_walk(expected, walk(conclusion(code="nee", grondslag="geen", omvang="geen")), Corpus())
    assert failed(scores) == {}
    assert "grondslag" not in {score.name for score in scores}


def test_a_walk_without_conclusion_fails_and_names_what_is_missing() -> None:
    scores = judge_walk(EXPECTED, walk(None), Corpus())
    assert failed(scores) == {"conclusie": "geen conclusie; er ontbreekt: doel, ontvanger"}


def test_a_required_passage_that_is_not_cited_fails() -> None:
    score = required_cited([TAAK, "004:699-700"], conclusion())
    assert (score.passed, score.seen) == (False, "niet aangehaald: 004:699-700")


def test_a_passage_shown_as_another_opinion_grounds_nothing() -> None:
    other = {"tegenspraak": [{"kanten": [sentence(source("004:699-700"))]}]}
    assert not required_cited(["004:699-700"], conclusion(**other)).passed
    assert required_cited(["004:699-700"], conclusion(ladder=[{"uitleg": sentence(source("004:699-700"))}])).passed


@pytest.mark.parametrize("section", ["zinnen", "voorwaarden", "vastleggen", "informeren", "evalueren", "tegenspraak"])
def test_a_sentence_without_source_fails_wherever_it_stands(section: str) -> None:
    assert not sentences_cited(conclusion(**{section: [sentence(source()), sentence()]})).passed


@pytest.mark.parametrize(
    "wrong",
    [
        source(quote="Verstrekken van gegevens mag altijd."),
        source("002:400-401", quote=source()["citaat"]),
        {**source(), "citaat_regels": [9000, 9001]},
        {**source(), "nummer": "009"},
    ],
)
def test_a_quote_that_does_not_stand_there_fails(wrong: dict[str, Any]) -> None:
    assert quotes_literal(conclusion(), Corpus()).passed
    assert not quotes_literal(conclusion(voorwaarden=[sentence(wrong)]), Corpus()).passed


def test_a_quote_may_differ_in_hyphens_at_line_ends_and_white_space() -> None:
    assert plain("bemoei-\n zorg  helpt") == plain("bemoeizorg helpt")
    assert plain("niet-acuut") != plain("nietacuut")


def test_an_utterance_is_scored_per_fact() -> None:
    utterance = Uiting(id="u", vraag="?", soort="casus", feiten={"rol": "politie", "ontvanger": "school"})
    asked = {"intent": "casus", "feiten": {"rol": {"waarde": "politie"}}}
    result = judge_utterance(utterance, asked)
    assert failed(result.scores) == {"ontvanger": "niet herkend, verwacht school"}
    assert result.figures == {"soort goed": 1.0, "feiten herkend": 0.5}


@pytest.mark.parametrize(
    ("forbidden", "seen"),
    [
        ("je MAG  dit", "zegt 'je MAG  dit'"),
        ("002:480-481", "rust op 002:480-481"),
    ],
)
def test_a_forbidden_claim_or_passage_is_found(forbidden: str, seen: str) -> None:
    score = nothing_forbidden([forbidden], conclusion())
    assert not score.passed
    assert score.seen.startswith(seen)


@pytest.mark.parametrize("forbidden", ["je moet dit delen", "001:480-481"])
def test_what_is_not_said_and_not_cited_passes(forbidden: str) -> None:
    assert nothing_forbidden([forbidden], conclusion()).passed


def test_another_opinion_and_the_ladder_may_say_what_the_conclusion_may_not() -> None:
    said = sentence(source("001:299-307"))
    shown = conclusion(tegenspraak=[said], ladder=[said], zinnen=[], voorwaarden=[])
    assert nothing_forbidden(["je mag dit delen", "001:299-307"], shown).passed


def test_a_walk_that_says_what_its_case_forbids_fails_on_that() -> None:
    scores = judge_walk(Expectation(conclusie="ja_mits", niet=["mag dit delen"]), walk(conclusion()), Corpus())
    assert set(failed(scores)) == {"niet"}
