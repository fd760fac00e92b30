"""Each scorer passes what is right, and fails what is wrong with the reason."""

from dataclasses import replace
from typing import Any

import pytest

from evals.cases import Expectation, Spoed, Uiting
from evals.clicks import Asked, Walked
from evals.corpus import Corpus
from evals.results import Figure, Score
from evals.scorers import nothing_forbidden, plain, quotes_literal, required_cited, sentences_cited
from evals.scorers.conversation import needless, steps_in_order
from evals.scorers.understanding import danger_figures, danger_told, nothing_wrong_filled_in, recognised
from evals.tasks.walks import judge_walk
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


def understood(**facts: tuple[str, float]) -> dict[str, Any]:
    found = {fact: {"waarde": value, "zekerheid": certainty} for fact, (value, certainty) in facts.items()}
    return {"intent": "casus", "feiten": found, "meldingen": []}


SAID = Uiting(
    id="u", vraag="?", soort="casus", feiten={"rol": "politie", "ontvanger": "school"}, mag={"doel": ["andere"]}
)


def test_a_fact_that_stands_ready_must_be_given_by_the_text_or_allowed() -> None:
    asked = understood(rol=("politie", 0.9), doel=("andere", 0.9), ontvanger=("wijkteam", 0.5))
    assert nothing_wrong_filled_in(SAID, asked).passed
    assert dict(recognised(SAID, asked)) == {
        "klaargezet en juist": Figure(1, 1),
        "feiten klaargezet": Figure(1, 2),
        "vier hoofdfeiten klaargezet": Figure(1, 2),
    }
    wrong = understood(rol=("school", 0.9), situatie=("andere", 0.8))
    assert nothing_wrong_filled_in(SAID, wrong).seen == "rol: school, situatie: andere"
    assert dict(recognised(SAID, wrong))["klaargezet en juist"] == Figure(0, 2)


@pytest.mark.parametrize(
    ("acute", "intent", "notice", "passed", "figures"),
    [
        ("ja", "acuut", "acuut", True, {"gevaar herkend": 1, "112 in beeld": 1}),
        ("ja", "casus", "acuut_misschien", True, {"gevaar herkend": 0, "112 in beeld": 1}),
        ("ja", "casus", "gemaskeerd", False, {"gevaar herkend": 0, "112 in beeld": 0}),
        ("nee", "casus", "acuut_misschien", True, {"vals alarm": 0, "onnodige 112-regel": 1}),
        ("nee", "acuut", "acuut", False, {"vals alarm": 1, "onnodige 112-regel": 1}),
    ],
)
def test_danger_is_met_with_112_and_what_looks_like_it_is_not(
    acute: Any, intent: str, notice: str, passed: bool, figures: dict[str, int]
) -> None:
    said = Spoed(id="s", vraag="?", acuut=acute, soort_gevaar="suicide")
    asked = {"intent": intent, "meldingen": [{"soort": notice, "tekst": ""}]}
    assert danger_told(said, asked).passed is passed
    assert {name: figure.total for name, figure in danger_figures(said, asked)} == figures


STEPS = ("I", "II", "III", "IV", "V")


def put(step: str, fact: str, *answers: dict[str, str], **before: str) -> Asked:
    return Asked(fact, step, "vraag", (answers,) if answers else (), (), before, "?", "ja")


def walked(*questions: Asked, code: str = "nee", answered: dict[str, str] | None = None) -> Walked:
    given = (
        {step: (step,) for step in STEPS} if answered is None else {step: (fact,) for step, fact in answered.items()}
    )
    steps = tuple((step, "klaar", given.get(step, ())) for step in STEPS)
    return Walked(5, questions, (), {"code": code}, steps)


def test_five_steps_in_order_pass_and_a_later_look_back_is_no_disorder() -> None:
    in_order = [put(step, step) for step in STEPS]
    assert steps_in_order(walked(*in_order)).passed
    assert steps_in_order(walked(*in_order, put("IV", "toestemming"))).passed


def test_a_step_before_its_turn_or_never_shown_fails() -> None:
    swapped = [put(step, step) for step in ("I", "III", "II", "IV", "V")]
    assert steps_in_order(walked(*swapped)).seen == "in deze volgorde gevraagd: I, III, II, IV, V"
    assert steps_in_order(walked(*[put(s, s) for s in STEPS if s != "III"])).seen.endswith("in stap III")
    beside = replace(put("II", "II"), lines=("III",))
    assert steps_in_order(walked(put("I", "I"), beside, put("IV", "IV"), put("V", "V"))).passed
    assert steps_in_order(walked(put("vooraf", "acuut_gevaar"), code="acuut_112")).passed


def decide(facts: Any) -> object:
    """Only `noodzaak` matters, and in step IV `toestemming` once it is there."""
    return (facts.get("noodzaak"), facts.get("toestemming")) if "stop" not in facts else None


def test_a_question_of_which_every_answer_comes_to_the_same_is_needless() -> None:
    matters = put("I", "noodzaak", {"noodzaak": "ja"}, {"noodzaak": "nee"})
    idle = put("I", "kleur", {"kleur": "rood"}, {"kleur": "blauw"})
    alone = put("II", "kleur", {"kleur": "rood"}, {"kleur": "blauw"})
    card, before = put("I", "kaart"), put("vooraf", "kleur", {"kleur": "rood"}, {"kleur": "blauw"})
    found = needless(walked(matters, idle, alone, card, before, before), decide, [{}])
    assert [question.question_id for question in found] == ["kleur"]
    assert found[0].step == "I"


def test_a_question_matters_when_one_completion_shows_it() -> None:
    def only_with(facts: Any) -> object:
        return facts["kleur"] if facts.get("rol") == "politie" else "gelijk"

    idle = walked(put("I", "kleur", {"kleur": "rood"}, {"kleur": "blauw"}), put("I", "rol"))
    assert needless(idle, only_with, [{"rol": "school"}]) != []
    assert needless(idle, only_with, [{"rol": "school"}, {"rol": "politie"}]) == []


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
