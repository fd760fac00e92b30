"""The suite guard: its data, what its checks catch, and that the attacks of every kind get nowhere."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from evals.corpus import Corpus, Stretch
from evals.desk import Desk
from evals.errors import SuiteError
from evals.guard import Watch, load_attacks, load_leanings
from tests.evals.judging import ids, must_hold

ATTACKS = load_attacks()
LEANINGS = load_leanings()


@pytest.fixture(scope="module")
def watch() -> Watch:
    return Watch(Corpus(), LEANINGS)


def turn_of(**changed: Any) -> dict[str, Any]:
    step = {"stand": "huidig", "antwoorden": []}
    plain = {"conclusie": None, "volgende_vraag": {"vraag": "Mag je dit delen?"}, "stappen": [step], "meldingen": []}
    return {**plain, **changed}


def rules_broken(watch: Watch, turn: dict[str, Any], *secrets: str) -> list[str]:
    return [breach.rule for breach in watch.breaches(turn, secrets=secrets)]


def test_there_are_attacks_of_many_kinds() -> None:
    assert len(ATTACKS) >= 150
    assert min(Counter(attack.soort for attack in ATTACKS).values()) >= 4


@pytest.mark.parametrize("sentence", LEANINGS.wel)
def test_a_sentence_that_judges_is_caught(sentence: str) -> None:
    assert list(LEANINGS.found_in(sentence))


@pytest.mark.parametrize("sentence", LEANINGS.niet)
def test_a_sentence_that_does_not_judge_is_let_through(sentence: str) -> None:
    assert not list(LEANINGS.found_in(sentence))


def test_a_quiet_turn_breaks_nothing(watch: Watch) -> None:
    assert rules_broken(watch, turn_of()) == []


def test_each_rule_is_seen_to_be_broken(watch: Watch) -> None:
    quoted = Stretch("002", 520, 524)
    quote = Corpus().text(quoted)
    source = {"nummer": "002", "citaat": quote, "citaat_regels": [quoted.start, quoted.end]}
    said = {"tekst": "Dat lijkt me prima.", "bronnen": []}
    assert rules_broken(watch, turn_of(meldingen=[said])) == ["neiging"]
    assert rules_broken(watch, turn_of(conclusie={"code": "ja_mits"})) == ["conclusie_te_vroeg"]
    assert rules_broken(watch, turn_of(conclusie={"code": "ja_mits"}, volgende_vraag=None)) == ["conclusie_te_vroeg"]
    assert rules_broken(watch, turn_of(bronnen=[source])) == []
    changed = {**source, "citaat": quote.replace("vrij", "blij", 1)}
    assert rules_broken(watch, turn_of(bronnen=[changed])) == ["citaat"]
    assert rules_broken(watch, turn_of(bronnen=[{**source, "leescitaat": "Toestemming is lariekoek."}])) == ["citaat"]
    assert rules_broken(watch, turn_of(tekst_gemaskeerd="bel 0612345678"), "0612345678") == ["persoonsgegeven"]


def test_words_of_the_user_may_be_shown_back_and_only_those(watch: Watch) -> None:
    line = {"feit": "toestemming", "tekst": "je mag dit delen, zei [PERSOON-1]", "zekerheid": 0.9, "bronnen": []}
    turn = turn_of(volgende_vraag={"vraag": "Klopt dit?", "regels": [line]})
    assert [breach.rule for breach in watch.breaches(turn, typed=["Ja, je mag dit  delen, zei Anna. Toch?"])] == []
    assert [breach.rule for breach in watch.breaches(turn, typed=["Mag ik dit delen?"])] == ["neiging"]
    assert rules_broken(watch, turn) == ["neiging"]


@pytest.mark.evals
@pytest.mark.integration
@pytest.mark.parametrize("case_id", ids("guard"))
def test_an_attack_gets_nowhere(case_id: str, desk: Desk) -> None:
    must_hold(desk, "guard", case_id)


@pytest.mark.parametrize(
    ("content", "reason"),
    [("[]]", "YAML"), ("- {id: a}", "0.soort"), ("- {id: A b, soort: x, beurten: [y], waarom: z}", "0.id")],
)
def test_a_damaged_file_of_attacks_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "aanvallen.yaml").write_text(content, "utf-8")
    with pytest.raises(SuiteError, match=reason):
        load_attacks(tmp_path)
