"""What is asked about the walk itself while a question is open: why, back, not knowing, a term, 'dus mag het?'."""

import pytest

from assistant import Assistant
from tests.assistant.casus import ANSWERS, QUESTION, to_the_end


@pytest.mark.parametrize("text", ["Ja of nee?!", "Zeg gewoon ja of nee", "ja/nee?", "mag het ja of nee", "Schiet op."])
def test_pressing_for_a_verdict_answers_nothing_and_raises_no_alarm(assistant: Assistant, text: str) -> None:
    turn = assistant.start(QUESTION).to_json()
    pushed = assistant.say(turn["sessie"], text).to_json()
    assert pushed["conclusie"] is None
    assert pushed["volgende_vraag"] == turn["volgende_vraag"]
    assert [notice["soort"] for notice in pushed["meldingen"]] == ["eerst_vijf_stappen"]


def test_who_asks_why_gets_the_explanation_with_its_passages_at_every_question(assistant: Assistant) -> None:
    turn = assistant.start(QUESTION).to_json()
    while question := turn["volgende_vraag"]:
        asked = assistant.say(turn["sessie"], "Waarom vraag je dat?").to_json()
        assert asked["volgende_vraag"] == question
        assert asked["antwoord"]["tekst"] == question["toelichting"]
        assert [notice["tekst"] for notice in asked["meldingen"]].count(question["toelichting"]) == 1
        cited = {source["passage_id"] for said in asked["antwoord"]["zinnen"] for source in said["bronnen"]}
        assert cited == {source["passage_id"] for source in question["bronnen"]} != set()
        value = ANSWERS.get(question["feit"], question["opties"][0]["waarde"])
        turn = assistant.answer(turn["sessie"], question["feit"], value).to_json()


@pytest.mark.parametrize(
    "text",
    ["waarom wil je dat weten", "Wat maakt dat uit?", "hoezo", "nee, waarom vraag je dat?", "ik begrijp de vraag niet"],
)
def test_there_are_many_ways_to_ask_why(assistant: Assistant, text: str) -> None:
    turn = assistant.start(QUESTION).to_json()
    asked = assistant.say(turn["sessie"], text).to_json()
    assert asked["antwoord"]["tekst"] == turn["volgende_vraag"]["toelichting"]
    assert asked["volgende_vraag"] == turn["volgende_vraag"]


@pytest.mark.parametrize("text", ["terug", "Vorige vraag", "ik wil terug", "oeps, verkeerd geklikt"])
def test_typing_that_you_want_to_go_back_goes_back(assistant: Assistant, text: str) -> None:
    first = assistant.start(QUESTION).to_json()
    assistant.answer(first["sessie"], "acuut_gevaar", "nee")
    back = assistant.say(first["sessie"], text).to_json()
    assert back["volgende_vraag"] == first["volgende_vraag"]
    assert back["meldingen"] == []


@pytest.mark.parametrize(
    "text", ["weet ik niet", "geen idee", "dat zou ik niet weten", "kan ik niet beoordelen", "misschien"]
)
def test_not_knowing_is_an_answer_and_no_other_subject(assistant: Assistant, text: str) -> None:
    turn = assistant.start(QUESTION).to_json()
    assistant.answer(turn["sessie"], "acuut_gevaar", "nee")
    said = assistant.say(turn["sessie"], text).to_json()
    given = {item["feit"]: item["waarde"] for step in said["stappen"] for item in step["antwoorden"]}
    assert given["vermoeden_geweld"] == "weet_ik_niet"
    assert {notice["soort"] for notice in said["meldingen"]} <= {"veilig_thuis"}


@pytest.mark.parametrize(
    "text", ["Wat is dat-informatie?", "wat betekent bemoeizorg", "Wat is een conflict van plichten?"]
)
def test_a_term_in_between_is_explained_and_the_question_stays(assistant: Assistant, text: str) -> None:
    turn = assistant.start(QUESTION).to_json()
    asked = assistant.say(turn["sessie"], text).to_json()
    assert asked["intent"] == "kennisvraag"
    assert asked["antwoord"]["zinnen"]
    assert asked["volgende_vraag"] == turn["volgende_vraag"]


@pytest.mark.parametrize(
    "text", ["Dus mag het?", "mag het nou of niet", "Dus ik mag het delen?", "wat is de conclusie"]
)
def test_asking_for_the_verdict_leads_back_to_the_open_question(assistant: Assistant, text: str) -> None:
    turn = assistant.start(QUESTION).to_json()
    asked = assistant.say(turn["sessie"], text).to_json()
    assert asked["volgende_vraag"] == turn["volgende_vraag"]
    assert asked["conclusie"] is None and asked["antwoord"] is None
    assert [notice["soort"] for notice in asked["meldingen"]] == ["eerst_vijf_stappen"]


def test_asking_for_the_verdict_after_a_knowledge_question_leads_into_the_walk(assistant: Assistant) -> None:
    turn = assistant.start("Wat is dat-informatie?").to_json()
    assert turn["volgende_vraag"] is None
    asked = assistant.say(turn["sessie"], "Dus mag het?").to_json()
    assert asked["volgende_vraag"]["feit"] == "acuut_gevaar"
    assert "eerst_vijf_stappen" in {notice["soort"] for notice in asked["meldingen"]}
    assert assistant.answer(turn["sessie"], "acuut_gevaar", "nee").to_json()["volgende_vraag"]


def test_what_is_asked_after_the_conclusion_leaves_it_there(assistant: Assistant) -> None:
    turn, _ = to_the_end(assistant, assistant.start(QUESTION).to_json())
    for text in ("Dus mag het?", "Waarom vraag je dat?"):
        assert assistant.say(turn["sessie"], text).to_json()["conclusie"] == turn["conclusie"]
    assert assistant.say(turn["sessie"], "terug").to_json()["conclusie"] is None


@pytest.mark.parametrize("said", ["hallo", "Hoi, wat kun je allemaal?", "wie ben jij", "help", "Hoe werkt dit?"])
def test_who_asks_what_it_is_for_is_told_so_before_a_walk_and_within_one(assistant: Assistant, said: str) -> None:
    turn = assistant.start(said).to_json()
    assert [notice["soort"] for notice in turn["meldingen"]] == ["kennismaking"]
    assert (turn["intent"], turn["volgende_vraag"], turn["antwoord"]) == ("buiten_bereik", None, None)
    walk = assistant.start("").to_json()
    again = assistant.say(walk["sessie"], said).to_json()
    assert "kennismaking" in [notice["soort"] for notice in again["meldingen"]]
    assert again["volgende_vraag"]["feit"] == walk["volgende_vraag"]["feit"]


def test_a_greeting_before_a_casus_is_no_question_what_it_is_for(assistant: Assistant) -> None:
    turn = assistant.start("Hallo, ik ben wijkagent. Mag ik de huisarts vertellen dat meneer verward is?").to_json()
    assert "kennismaking" not in [notice["soort"] for notice in turn["meldingen"]]
    assert turn["volgende_vraag"] is not None


def at_a_question(assistant: Assistant, fact: str) -> tuple[str, dict[str, object]]:
    """Return a walk that stands at this question, of an adult who was told to be forty."""
    told = "Wij (woningcorporatie) willen de huisarts vertellen dat meneer van 40 zijn huis vervuilt. Mag dat?"
    turn = assistant.start(told).to_json()
    while turn["volgende_vraag"]["feit"] != fact:
        question = turn["volgende_vraag"]
        value = ANSWERS.get(question["feit"], question["opties"][0]["waarde"])
        turn = assistant.answer(turn["sessie"], question["feit"], value).to_json()
    return turn["sessie"], turn["volgende_vraag"]


def test_a_correction_that_begins_with_nee_corrects_and_answers_nothing(assistant: Assistant) -> None:
    session, question = at_a_question(assistant, "zonder_delen_oplosbaar")
    turn = assistant.say(session, "nee, hij is 15").to_json()
    assert turn["volgende_vraag"]["feit"] == question["feit"]
    assert turn["feiten"]["betrokkene"]["waarde"] == "jongere_12_tot_16"


@pytest.mark.parametrize("said", ["de huisarts weet het al", "dat hangt ervan af", "Er is geen gevaar hoor"])
def test_a_statement_that_answers_nothing_is_not_looked_up(assistant: Assistant, said: str) -> None:
    session, question = at_a_question(assistant, "zonder_delen_oplosbaar")
    turn = assistant.say(session, said).to_json()
    assert (turn["antwoord"], turn["volgende_vraag"]) == (None, question)
    assert turn["meldingen"]


@pytest.mark.parametrize("said", ["bedankt", "Kan ik stoppen?", "opnieuw beginnen", "hoeveel vragen nog?"])
def test_who_asks_how_to_stop_or_go_on_is_told_so(assistant: Assistant, said: str) -> None:
    session, question = at_a_question(assistant, "zonder_delen_oplosbaar")
    turn = assistant.say(session, said).to_json()
    assert [notice["soort"] for notice in turn["meldingen"]] == ["bediening"]
    assert turn["volgende_vraag"] == question


@pytest.mark.parametrize("said", ["Wat vind jij?", "Wat denk jij ervan?", "warm of koud?"])
def test_asking_what_the_assistant_thinks_is_asking_for_a_verdict(assistant: Assistant, said: str) -> None:
    session, question = at_a_question(assistant, "zonder_delen_oplosbaar")
    turn = assistant.say(session, said).to_json()
    assert "eerst_vijf_stappen" in [notice["soort"] for notice in turn["meldingen"]]
    assert (turn["conclusie"], turn["volgende_vraag"]) == (None, question)
