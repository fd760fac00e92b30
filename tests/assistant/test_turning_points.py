"""Turning points (P10): for every fact and every other value the answer says whether something would change."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.errors import DataFileError
from assistant.kader.agenda import Agenda
from assistant.kader.facts import load_facts
from assistant.kader.proposals import load_proposals
from assistant.kader.table import load_table
from assistant.report.turning_points import TurningPoint, grouped, turning_points
from assistant.report.turning_texts import load_turning_texts
from assistant.report.wording import Texts, load_texts
from tests.assistant.mutants import Mutant, verdict_of
from tests.assistant.rule_probes import PROBES, filled, known_casussen

ROOM = Path(__file__).parents[2] / "assistant"
FACTS = load_facts(ROOM / "kader" / "feiten.yaml")
TABLE = load_table(ROOM / "kader" / "regels.yaml", FACTS.domains)
AGENDA = Agenda(FACTS, TABLE, load_proposals(ROOM / "kader" / "voorstellen.yaml", FACTS.domains))
TEXTS = load_texts(ROOM / "teksten", ROOM / "kader" / "verschillen.yaml", FACTS.domains)
AS_WRITTEN = Mutant("none", TABLE.rows, TABLE.size_rows, TABLE.definitions)
CASUSSEN = filled(known_casussen(AGENDA.proposals), set(FACTS.domains))


@pytest.fixture(scope="module")
def texts() -> Texts:
    return TEXTS


def by_the_rows(facts: Mapping[str, str]) -> tuple[str, ...]:
    """Recompute in another way than the turning points do: row by row, without the diagram."""
    return verdict_of(AS_WRITTEN, facts)[:3]


def faults(facts: Mapping[str, str], points: tuple[TurningPoint, ...]) -> list[str]:
    """Return every fact and value for which recomputing from complete facts says otherwise."""
    told = {(point.fact, point.value): point for point in points}
    now = by_the_rows(facts)
    wrong = []
    for fact, values in FACTS.domains.items():
        for value in values:
            if value == facts[fact]:
                continue
            then = by_the_rows({**facts, fact: value})
            point = told.pop((fact, value), None)
            claimed = (
                (point.verdict.outcome, point.verdict.grondslag, point.verdict.omvang)
                if point and point.verdict
                else now
            )
            if then != claimed:
                wrong.append(f"{fact} = {value}: {then}, told is {claimed}")
            names = ("conclusie", "grondslag", "omvang")
            differing = tuple(name for name, old, new in zip(names, now, then, strict=True) if old != new)
            if point and point.changes != differing:
                wrong.append(f"{fact} = {value}: {differing} differ, told is {point.changes}")
    return wrong + [f"{fact} = {value} is no other answer" for fact, value in told]


@pytest.mark.parametrize("name", CASUSSEN)
def test_every_other_answer_to_a_known_casus_does_what_is_said(name: str) -> None:
    facts = CASUSSEN[name][0]
    assert faults(facts, turning_points(AGENDA, TEXTS, facts)) == []


def test_every_other_answer_to_random_facts_does_what_is_said() -> None:
    draw = random.Random(10)
    for _ in range(1000):
        facts = {fact: draw.choice(values) for fact, values in FACTS.domains.items()}
        # Most random facts stop before step I or at the first rules; half of them are kept on the ladder.
        if draw.random() < 0.5:
            keep = (
                "gaat_over_delen",
                "acuut_gevaar",
                "zonder_delen_oplosbaar",
                "anoniem_voldoende",
                "noodzaak",
                "doel",
            )
            facts |= {fact: PROBES["basis"][fact] for fact in keep}
        assert faults(facts, turning_points(AGENDA, TEXTS, facts)) == []


def test_a_turning_point_that_is_left_out_or_made_up_is_noticed() -> None:
    facts = {**PROBES["basis"], "past_bij_taak": "ja"}
    points = turning_points(AGENDA, TEXTS, facts)
    assert len(points) > 5
    assert faults(facts, points[1:]) != []
    other = turning_points(AGENDA, TEXTS, PROBES["basis"])
    assert faults(facts, other) != []


@pytest.mark.parametrize("name", list(CASUSSEN)[::6])
def test_with_only_the_answers_that_are_needed_nothing_is_missed_and_nothing_made_up(name: str) -> None:
    """A walk asks few facts; what the others would be is open, so every way to fill them has been reckoned with."""
    complete = CASUSSEN[name][0]
    answers = dict(complete)
    for fact in complete:
        fewer = {other: value for other, value in answers.items() if other != fact}
        if not AGENDA.missing(fewer):
            answers = fewer
    told = {(point.fact, point.value): point for point in turning_points(AGENDA, TEXTS, answers)}
    now = by_the_rows(complete)
    for fact in answers:
        for value in set(FACTS.domains[fact]) - {answers[fact]}:
            # What neither was answered nor follows from the answers is as it is in the casus.
            then = by_the_rows({**complete, **AGENDA.complete_with_derived({**answers, fact: value})})
            point = told.get((fact, value))
            if point is None:
                assert then == now, (fact, value)
            else:
                possible = {(v.outcome, v.grondslag, v.omvang) for v in point.possible}
                assert then in possible, (fact, value)


@pytest.mark.parametrize("name", CASUSSEN)
def test_every_sentence_can_be_read_and_acted_on(texts: Texts, name: str) -> None:
    points = turning_points(AGENDA, texts, CASUSSEN[name][0])
    shown = grouped(points, texts)
    listed = [
        (answer["feit"], answer["waarde"])
        for group in shown
        for line in group["regels"]
        for answer in line["antwoorden"]
    ]
    assert sorted(listed) == sorted((point.fact, point.value) for point in points), "nothing is hidden, nothing doubled"
    for text in [point.text for point in points] + [line["tekst"] for group in shown for line in group["regels"]]:
        assert text.endswith(".") and ", dan " in text, text
        assert not set("{}_") & set(text), text
    assert [group["id"] for group in shown] == [
        g.group_id for g in texts.turning.groups if g.group_id in {p.group.group_id for p in points}
    ]


def test_asking_for_toestemming_is_said_as_something_to_do(texts: Texts) -> None:
    facts = {**PROBES["basis"], "toestemming": "nog_niet_gevraagd", "toestemming_geldig": "ja"}
    asked = next(p for p in turning_points(AGENDA, texts, facts) if (p.fact, p.value) == ("toestemming", "gegeven"))
    assert asked.group.group_id == "doen"
    assert asked.text == "Vraag je eerst toestemming en krijg je die, dan mag het wel, mits je zorgvuldig deelt."
    assert turning_points(AGENDA, texts, facts)[0] == asked


def test_a_value_without_words_stops_the_start(tmp_path: Path) -> None:
    written = (ROOM / "teksten" / "keerpunten.yaml").read_text("utf-8")
    (tmp_path / "keerpunten.yaml").write_text(written.replace('      school: "school"\n', "", 1), "utf-8")
    with pytest.raises(DataFileError, match=r"keerpunten.yaml: feiten.ontvanger: .*school"):
        load_turning_texts(tmp_path / "keerpunten.yaml", FACTS.domains)
