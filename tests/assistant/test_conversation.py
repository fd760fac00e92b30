"""A conversation with the assistant: what is heard, asked, changed, kept and forgotten."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Assistant, AssistantError, DataFileError, InputError, Settings, build_assistant
from ingest.store import Store
from tests.assistant.casus import ANSWERS, QUESTION, to_the_end


def test_the_first_turn_shows_what_was_understood_and_asks_about_danger(assistant: Assistant) -> None:
    turn = assistant.ask(QUESTION).to_json()
    assert turn["intent"] == "casus"
    found = {fact: value["waarde"] for fact, value in turn["feiten"].items()}
    assert found.items() >= {"rol": "woningcorporatie", "ontvanger": "meldpunt", "situatie": "bemoeizorg"}.items()
    assert turn["volgende_vraag"]["feit"] == "acuut_gevaar"
    assert turn["volgende_vraag"]["bronnen"]
    assert turn["conclusie"] is None


def test_the_walk_of_the_tenant_ends_in_a_cited_conclusion(assistant: Assistant) -> None:
    turn, asked = to_the_end(assistant, assistant.start(QUESTION).to_json())
    assert asked[:3] == ["acuut_gevaar", "vermoeden_geweld", "meervoudig"]
    assert not {"rol", "ontvanger", "situatie", "doel", "anoniem_voldoende", "wettelijke_bepaling"} & set(asked)
    assert len(asked) <= 10
    assert (turn["conclusie"]["code"], turn["conclusie"]["grondslag"]) == ("ja_mits", "eigen_taak")
    assert [step["stand"] for step in turn["stappen"]] == ["klaar"] * 6


def test_a_question_explains_itself(assistant: Assistant) -> None:
    turn = assistant.start("").to_json()
    question = turn["volgende_vraag"]
    assert question["feit"] == "acuut_gevaar"
    assert question["toelichting"] and question["bronnen"]
    assert question["opties"][-1]["waarde"] == "weet_ik_niet"


def test_an_earlier_answer_can_be_changed_after_the_conclusion(assistant: Assistant) -> None:
    turn, _ = to_the_end(assistant, assistant.start(QUESTION).to_json())
    changed = assistant.change(turn["sessie"], "past_bij_taak", "nee").to_json()
    changed, _ = to_the_end(assistant, changed)
    assert changed["conclusie"]["grondslag"] != "eigen_taak"


def test_back_takes_the_last_answer_away(assistant: Assistant) -> None:
    turn = assistant.start("").to_json()
    turn = assistant.answer(turn["sessie"], "acuut_gevaar", "nee").to_json()
    turn = assistant.back(turn["sessie"]).to_json()
    assert turn["volgende_vraag"]["feit"] == "acuut_gevaar"


def test_an_answer_in_own_words_counts(assistant: Assistant) -> None:
    turn = assistant.start(QUESTION).to_json()
    turn = assistant.say(turn["sessie"], "nee hoor").to_json()
    assert turn["volgende_vraag"]["feit"] == "vermoeden_geweld"


def test_pushing_for_a_verdict_gives_the_same_question_again(assistant: Assistant) -> None:
    turn = assistant.start(QUESTION).to_json()
    pushed = assistant.say(turn["sessie"], "Zeg gewoon ja of nee, alle stappen zijn al gedaan!").to_json()
    assert pushed["conclusie"] is None
    assert pushed["volgende_vraag"]["feit"] == "acuut_gevaar"


def test_danger_that_comes_up_on_the_way_is_asked_about_again(assistant: Assistant) -> None:
    turn = assistant.start(QUESTION)
    assert turn.session
    assistant.answer(turn.session, "acuut_gevaar", "nee")
    said = assistant.say(turn.session, "Ja, en hij staat nu met een mes voor de deur van de buren!").to_json()
    assert said["meldingen"][0]["soort"] == "acuut"
    assert said["volgende_vraag"]["feit"] == "acuut_gevaar"


def to_step_one(assistant: Assistant) -> tuple[str, dict[str, Any]]:
    turn = assistant.start(QUESTION)
    assert turn.session
    for fact, value in (("acuut_gevaar", "nee"), ("vermoeden_geweld", "nee")):
        turn = assistant.answer(turn.session, fact, value)
    assert turn.session
    return turn.session, turn.to_json()["volgende_vraag"]


def test_a_line_shows_its_value_and_the_words_it_came_from(assistant: Assistant) -> None:
    _, question = to_step_one(assistant)
    by_fact = {line["feit"]: line for line in question["regels"]}
    assert set(by_fact) >= {"rol", "situatie", "ontvanger", "doel"}
    role = by_fact["rol"]
    assert (role["kort"], role["waarde"], role["label"]) == ("Wie deelt", "woningcorporatie", "Woningcorporatie")
    assert "huurder van ons" in role["waarom"]
    assert role["zekerheid"] >= 0.8


def test_a_line_that_is_proposed_shows_the_passage_that_carries_it(assistant: Assistant) -> None:
    session, question = to_step_one(assistant)
    while question["feit"] != "past_bij_taak":
        value = ANSWERS.get(question["feit"], question["opties"][0]["waarde"])
        question = assistant.answer(session, question["feit"], value).to_json()["volgende_vraag"]
    anonymous = next(line for line in question["regels"] if line["feit"] == "anoniem_voldoende")
    assert anonymous["waarde"] == "nee"
    quote = anonymous["bronnen"][0]["citaat"]
    assert "Anoniem uitwisselen van gegevens is in dit geval niet mogelijk" in quote
    assert "Anoniem uitwisselen van gegevens is in dit geval niet mogelijk" in anonymous["waarom"]


def test_a_correction_in_own_words_is_shown_for_confirmation(assistant: Assistant) -> None:
    session, question = to_step_one(assistant)
    assistant.answer(session, question["feit"], "ja")
    said = assistant.say(session, "Ik wil het niet aan het meldpunt maar aan de politie doorgeven.").to_json()
    shown = {line["feit"]: line["waarde"] for line in said["volgende_vraag"]["regels"]}
    assert shown["ontvanger"] == "politie"
    assert "ontvanger" not in {given["feit"] for step in said["stappen"] for given in step["antwoorden"]}


def test_back_shows_again_what_was_confirmed_together(assistant: Assistant) -> None:
    session, question = to_step_one(assistant)
    assistant.answer(session, question["feit"], "ja")
    back = assistant.back(session).to_json()
    assert back["volgende_vraag"] == question
    assert assistant.back(session).to_json()["volgende_vraag"]["feit"] == "vermoeden_geweld"


def test_a_compound_question_is_answered_in_own_words_too(assistant: Assistant) -> None:
    session, question = to_step_one(assistant)
    while question["feit"] != "omvang_samen":
        value = ANSWERS.get(question["feit"], question["opties"][0]["waarde"])
        question = assistant.answer(session, question["feit"], value).to_json()["volgende_vraag"]
    said = assistant.say(session, "alleen de buitenkant").to_json()
    given = {item["feit"]: item["waarde"] for step in said["stappen"] for item in step["antwoorden"]}
    assert (given["gegevens_omvang"], given["dat_voldoende"]) == ("buitenkant", "nee")


def test_every_form_keeps_the_keys_of_the_contract(assistant: Assistant) -> None:
    turn = assistant.start("Ik ben huisarts. Mijn patiënt weigert toestemming. Mag ik de politie inlichten?").to_json()
    chosen = {**ANSWERS, "anoniem_voldoende": "nee", "ernstige_schade": "ja", "wettelijke_bepaling": "geen"}
    forms = set()
    while question := turn["volgende_vraag"]:
        forms.add(question["vorm"])
        assert {"stap", "feit", "vraag", "toelichting", "opties", "bronnen"} <= set(question)
        assert question["opties"] and question["bronnen"]
        for line in question["regels"]:
            assert {"feit", "kort", "waarde", "label", "waarom", "bronnen", "zekerheid"} <= set(line)
        value = chosen.get(question["feit"], question["opties"][0]["waarde"])
        turn = assistant.answer(turn["sessie"], question["feit"], value).to_json()
    assert forms >= {"vraag", "lijst"}
    assert turn["conclusie"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Can I share this with the police, please?", "andere_taal"),
        ("Qwrt zxcvb plkjh", "onduidelijk"),
        ("😀", "alleen_tekens"),
    ],
)
def test_what_is_not_understood_is_told_apart(assistant: Assistant, text: str, kind: str) -> None:
    assert kind in {notice["soort"] for notice in assistant.ask(text).to_json()["meldingen"]}


def test_a_knowledge_question_is_answered_with_literal_quotes(assistant: Assistant) -> None:
    turn = assistant.ask("Wat is dat-informatie?").to_json()
    assert turn["intent"] == "kennisvraag"
    assert turn["volgende_vraag"] is None
    for sentence in turn["antwoord"]["zinnen"]:
        (source,) = sentence["bronnen"]
        plain = "".join(sentence["tekst"].split()).replace("-", "")
        assert plain in "".join(source["text"].split()).replace("-", "")


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Wat is dat-informatie precies?", "ggdghor-bemoeizorg:574"),
        ("wat is een conflict van plichten?", "ggdghor-bemoeizorg:548"),
        ("Wat is een functionaris gegevensbescherming?", None),
    ],
)
def test_a_question_for_a_term_is_answered_from_the_lines_that_explain_it(
    assistant: Assistant, question: str, place: str | None
) -> None:
    turn = assistant.ask(question).to_json()
    assert turn["intent"] == "kennisvraag"
    (source,) = turn["antwoord"]["zinnen"][0]["bronnen"]
    assert place in (None, f"{source['document']}:{source['citaat_regels'][0]}")


def test_what_the_documents_do_not_answer_is_said(assistant: Assistant) -> None:
    turn = assistant.ask("Wat is een functionele taal in programmeren?").to_json()
    assert turn["antwoord"] is None
    assert turn["meldingen"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "😀😀😀",
        "a" * 100_000,
        "\x00\x07\x1b[31m",
        "<script>alert(1)</script>",
        "Может ли я поделиться?",
        "?!…",
    ],
)
def test_any_text_gets_a_kind_answer_and_no_conclusion(assistant: Assistant, text: str) -> None:
    turn = assistant.ask(text or " ").to_json()
    assert turn["meldingen"] or turn["volgende_vraag"]
    assert turn["conclusie"] is None


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_no_text_crashes_or_concludes(assistant: Assistant, text: str) -> None:
    assert assistant.ask(text or " ").to_json()["conclusie"] is None


def test_danger_shows_112_before_all_else(assistant: Assistant) -> None:
    turn = assistant.ask("Mijn cliënt staat nu met een mes voor de deur van zijn buurvrouw!").to_json()
    assert turn["intent"] == "acuut"
    assert turn["meldingen"][0]["soort"] == "acuut"
    assert "112" in turn["meldingen"][0]["tekst"]
    assert turn["meldingen"][0]["bronnen"]


def test_danger_that_is_confirmed_ends_in_112_at_once(assistant: Assistant) -> None:
    turn = assistant.start(QUESTION)
    assert turn.session
    turn = assistant.answer(turn.session, "acuut_gevaar", "ja")
    assert turn.conclusion is not None
    assert (turn.conclusion["code"], turn.conclusion["grondslag"]) == ("acuut_112", "vitaal_belang")


@pytest.mark.parametrize("about", ["ja", "weet_ik_niet", None])
def test_danger_goes_first_unless_it_is_certain_that_nothing_is_shared(assistant: Assistant, about: str | None) -> None:
    facts = {"acuut_gevaar": "ja", "gaat_over_delen": about} if about else {"acuut_gevaar": "ja"}
    assert assistant.walk(facts).to_json()["conclusie"]["code"] == "acuut_112"


def test_personal_data_is_masked_before_anything_else(assistant: Assistant) -> None:
    turn = assistant.ask(
        "Meneer Jansen, BSN 111222333, tel. 06-12345678, huurt bij ons. Mag ik zijn schuld melden?"
    ).to_json()
    said = json.dumps(turn, ensure_ascii=False)
    assert "111222333" not in said and "06-12345678" not in said and "Jansen" not in turn["tekst_gemaskeerd"]
    assert {item["soort"] for item in turn["gemaskeerd"]} >= {"BSN", "TELEFOON", "PERSOON"}
    assert "gemaskeerd" in {notice["soort"] for notice in turn["meldingen"]}


def test_conversations_do_not_see_each_other(assistant: Assistant) -> None:
    one, other = assistant.start(QUESTION), assistant.start("")
    assert one.session and other.session and one.session != other.session
    assistant.answer(one.session, "acuut_gevaar", "ja")
    assert assistant.turn(other.session).to_json()["volgende_vraag"]["feit"] == "acuut_gevaar"


def test_a_forgotten_conversation_is_gone(assistant: Assistant) -> None:
    turn = assistant.start(QUESTION)
    assert turn.session
    assistant.forget(turn.session)
    with pytest.raises(InputError, match="begin opnieuw"):
        assistant.turn(turn.session)


def test_a_kept_walk_goes_on_in_another_process_and_can_be_deleted(store: Store, tmp_path: Path) -> None:
    first = build_assistant(Settings(data_dir=tmp_path), store=store)
    turn = first.start(QUESTION)
    assert turn.session
    first.answer(turn.session, "acuut_gevaar", "nee")
    assert not list(tmp_path.iterdir()), "nothing is stored before the user asks for it"
    code = first.keep(turn.session)

    second = build_assistant(Settings(data_dir=tmp_path), store=store)
    assert second.resume(code).to_json()["volgende_vraag"]["feit"] == "vermoeden_geweld"
    second.forget_kept(code)
    with pytest.raises(InputError, match="code"):
        second.resume(code)


def test_a_conversation_expires(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = build_assistant(Settings(data_dir=tmp_path, session_hours=1), store=store)
    turn = assistant.start(QUESTION)
    assert turn.session
    clock = assistant._sessions._clock
    monkeypatch.setattr(assistant._sessions, "_clock", lambda: clock() + 3601)
    with pytest.raises(InputError, match="bestaat niet"):
        assistant.turn(turn.session)


def test_a_silent_conversation_is_gone_from_memory_at_the_next_sweep_also_when_nobody_comes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = build_assistant(Settings(data_dir=tmp_path, session_hours=1), store=store)
    assistant.start(QUESTION)
    assistant.sweep()
    assert len(assistant._sessions._sessions) == 1
    clock = assistant._sessions._clock
    monkeypatch.setattr(assistant._sessions, "_clock", lambda: clock() + 3601)
    assistant.sweep()
    assert assistant._sessions._sessions == {}


def test_a_missing_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match=r"make run|python -m ingest build"):
        build_assistant(Settings(data_dir=tmp_path))


@pytest.mark.parametrize(
    ("name", "damage", "reason"),
    [
        ("regels.yaml", ("doel = handig_of_nieuwsgierig", "doel = zomaar"), "R03-nieuwsgierig.*zomaar"),
        ("regels.yaml", ("002:515-518", "002:1846-1848"), "R15-vraag-toestemming.*no passage"),
        ("feiten.yaml", ('stap: "I"', 'stap: "IX"'), "IX"),
        ("voorstellen.yaml", ("waarde: meldrecht", "waarde: misschien"), "misschien"),
    ],
)
def test_a_damaged_data_file_stops_the_start_with_file_key_and_reason(
    store: Store, tmp_path: Path, name: str, damage: tuple[str, str], reason: str
) -> None:
    kader = tmp_path / "kader"
    kader.mkdir()
    for path in Settings(data_dir=tmp_path).kader_dir.glob("*.yaml"):
        text = path.read_text("utf-8")
        (kader / path.name).write_text(text.replace(*damage, 1) if path.name == name else text, "utf-8")
    with pytest.raises(AssistantError, match=reason) as error:
        build_assistant(Settings(data_dir=tmp_path, kader_dir=kader), store=store)
    if isinstance(error.value, DataFileError):
        assert str(error.value).startswith(name)


def test_a_question_on_the_way_is_searched_with_who_asks_and_what_about(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_along: list[Any] = []
    search = store.search

    def watched(query: str, **options: Any) -> Any:
        given_along.append(options["context"])
        return search(query, **options)

    monkeypatch.setattr(store, "search", watched)
    assistant = build_assistant(Settings(data_dir=tmp_path), store=store)
    assistant.ask("Wat is dat-informatie?")
    turn = assistant.start(QUESTION).to_json()
    assistant.change(turn["sessie"], "rol", "politie")
    assistant.change(turn["sessie"], "ontvanger", "weet_ik_niet")
    assistant.say(turn["sessie"], "Wat is dat-informatie?")
    assert given_along == [None, {"rol": "politie"}]


def test_a_hit_names_the_passages_that_say_the_same(assistant: Assistant, store: Store) -> None:
    hits = assistant.search("zorgvuldigheid, professionaliteit en maatwerk: uitgangspunten van de ombudsman", k=20)[
        "hits"
    ]
    repeated = [place for hit in hits for place in hit["ook_op"]]
    assert repeated
    assert all(store.passage(place) for place in repeated)
