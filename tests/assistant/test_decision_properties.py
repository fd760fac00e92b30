"""P1-P11 of the decision model, over all combinations of facts: proved on the diagram, not sampled.

The diagram holds the verdict of every combination. Two values of a fact are compared for all else equal by joining
the two restricted diagrams into one whose results are pairs: every pair that occurs for any combination is there.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.kader.codes import PERMISSIVENESS, STOPS_THE_WALK, Grondslag, Omvang, Outcome
from assistant.kader.conditions import parse
from assistant.kader.diagram import Node
from assistant.kader.facts import load_facts
from assistant.kader.table import DecisionTable, load_table
from assistant.kader.verdict import Verdict

KADER = Path(__file__).parents[2] / "assistant" / "kader"
RANK = {outcome: rank for rank, outcome in enumerate(PERMISSIVENESS)}
RUNG_E = {Grondslag.VITAAL_BELANG, Grondslag.CONFLICT_VAN_PLICHTEN, Grondslag.GOED_HULPVERLENERSCHAP}
VALID = {"toestemming": "gegeven", "toestemming_geldig": "ja", "toestemming_vrij": "ja"}

NEVER_OPENS = [
    ("noodzaak", "handig", "zonder_gaat_het_niet"),
    ("zonder_delen_oplosbaar", "ja", "nee"),
    ("verzoek_onderbouwd", "nee", "ja"),
    ("doel_verenigbaar", "nee", "ja"),
    ("verstrekker_akkoord", "nee", "ja"),
    ("verstrekker_akkoord", "nee", "niet_van_toepassing"),
    ("past_bij_taak", "nee", "ja"),
    ("ernstige_schade", "nee", "ja"),
    ("niet_in_staat", "nee", "ja"),
    ("alles_geprobeerd", "nee", "ja"),
    ("gewetensnood", "nee", "ja"),
    ("geen_andere_weg", "nee", "ja"),
    ("schade_te_voorkomen", "nee", "ja"),
    ("minimale_inbreuk", "nee", "ja"),
    ("dreigende_crisis", "nee", "ja"),
    ("collega_geraadpleegd", "nee", "ja"),
    ("toestemming_geldig", "nee", "ja"),
    ("toestemming_vrij", "nee", "ja"),
    ("meervoudig", "enkelvoudig_ernstig", "ja"),
    ("meervoudig", "nee", "ja"),
    ("meervoudig", "nee", "enkelvoudig_ernstig"),
    ("gegevens_derden", "melder", "geen"),
    ("gegevens_derden", "melder", "ander"),
]


@pytest.fixture(scope="module")
def table() -> DecisionTable:
    return load_table(KADER / "regels.yaml", load_facts(KADER / "feiten.yaml").domains)


def verdicts(table: DecisionTable, answers: dict[str, str]) -> Iterator[Verdict]:
    for result in table.diagrams.results(table.diagrams.restrict(table.root, answers)):
        assert isinstance(result, Verdict)
        yield result


def pairs(table: DecisionTable, one: dict[str, str], other: dict[str, str]) -> Iterator[tuple[Verdict, Verdict]]:
    """Yield (verdict with one, verdict with other) for every combination of all other facts."""
    left = table.diagrams.restrict(table.root, one)
    right = table.diagrams.restrict(table.root, other)
    for found in table.diagrams.results(table.diagrams.combine(left, right, lambda a, b: (a, b))):
        assert isinstance(found, tuple)
        yield found


def rank(verdict: Verdict) -> int:
    return RANK.get(verdict.outcome, -1)


def where(table: DecisionTable, condition: str, found: Callable[[Verdict], bool]) -> set[object]:
    """Return the verdicts of interest that occur where a named or written condition holds."""
    when = table.diagrams.condition(parse(condition, table.definitions))
    elsewhere: Node = table.diagrams.terminal(None)
    inside = table.diagrams.results(table.diagrams.choose(when, table.root, elsewhere))
    return {verdict for verdict in inside if isinstance(verdict, Verdict) and found(verdict)}


def test_p1_every_combination_has_exactly_one_verdict(table: DecisionTable) -> None:
    found = list(verdicts(table, {}))
    assert {verdict.outcome for verdict in found} == set(Outcome)
    assert table.diagrams.count() > 10**16


def test_p4_beroepsgeheim_is_never_more_permissive(table: DecisionTable) -> None:
    for with_it, without in pairs(table, {"beroepsgeheim": "ja"}, {"beroepsgeheim": "nee"}):
        assert rank(with_it) <= rank(without)


@pytest.mark.parametrize("valid", ["ja", "nee"])
@pytest.mark.parametrize("free", ["ja", "nee"])
def test_p5_refused_is_never_more_permissive_than_valid_toestemming(
    table: DecisionTable, valid: str, free: str
) -> None:
    refused = {"toestemming": "geweigerd", "toestemming_geldig": valid, "toestemming_vrij": free}
    for without, with_it in pairs(table, refused, VALID):
        assert rank(without) <= rank(with_it)


@pytest.mark.parametrize(("valid", "free"), [("nee", "ja"), ("ja", "nee"), ("nee", "nee")])
def test_p5_invalid_or_unfree_toestemming_is_never_more_than_not_asked(
    table: DecisionTable, valid: str, free: str
) -> None:
    rest = {"toestemming_geldig": valid, "toestemming_vrij": free}
    for given, not_asked in pairs(
        table, {"toestemming": "gegeven", **rest}, {"toestemming": "nog_niet_gevraagd", **rest}
    ):
        assert rank(given) <= rank(not_asked)


def test_p7_grondslag_is_the_first_open_rung(table: DecisionTable) -> None:
    ladder = [
        ("wettelijke_bepaling = plicht en noodzaak = zonder_gaat_het_niet", {Grondslag.WETTELIJKE_PLICHT}),
        ("anoniem_voldoende = ja", {Grondslag.ANONIEM}),
        ("wettelijke_bepaling = meldrecht", {Grondslag.WETTELIJKE_BEPALING}),
        ("trede_b_open", {Grondslag.WETTELIJKE_BEPALING}),
        ("trede_c_open en niet gesloten_regime", {Grondslag.EIGEN_TAAK}),
        ("geldige_toestemming en rol != politie", {Grondslag.TOESTEMMING}),
    ]
    closed = "altijd"
    for condition, allowed in ladder:
        seen = {
            v.grondslag for v in where(table, f"({closed}) en ({condition})", lambda v: True) if isinstance(v, Verdict)
        }
        assert seen <= allowed | {Grondslag.GEEN, Grondslag.VITAAL_BELANG}
        named = where(table, f"({closed}) en ({condition})", lambda v: v.grondslag is Grondslag.VITAAL_BELANG)
        assert all(isinstance(v, Verdict) and v.outcome is Outcome.ACUTE for v in named)
        closed = f"({closed}) en niet ({condition})"


def test_p7_toestemming_only_if_b_and_c_are_closed(table: DecisionTable) -> None:
    found = where(
        table,
        "trede_b_open of (trede_c_open en niet gesloten_regime)",
        lambda v: v.grondslag is Grondslag.TOESTEMMING and v.outcome not in STOPS_THE_WALK,
    )
    assert not found


def test_p7_rung_e_only_if_b_c_and_d_are_closed(table: DecisionTable) -> None:
    found = where(
        table,
        "trede_b_open of (niet gesloten_regime en trede_c_open) of (rol != politie en geldige_toestemming)",
        lambda v: v.grondslag in RUNG_E and v.outcome not in STOPS_THE_WALK,
    )
    assert not found


@pytest.mark.parametrize("kind", ["gezondheid", "strafrechtelijk"])
def test_p8_a_woningcorporatie_gets_no_health_or_criminal_data(table: DecisionTable, kind: str) -> None:
    for purpose in table.diagrams.values("doel"):
        facts = {"ontvanger": "woningcorporatie", "bijzondere_gegevens": kind, "doel": purpose}
        for verdict in verdicts(table, facts):
            by_law = verdict.grondslag in (Grondslag.WETTELIJKE_BEPALING, Grondslag.WETTELIJKE_PLICHT)
            allowed = (
                verdict.omvang in (Omvang.GEEN, Omvang.ANONIEM, Omvang.HANDELINGSADVIES)
                or (kind == "gezondheid" and verdict.grondslag is Grondslag.TOESTEMMING)
                or (purpose == "rechtsvordering" and by_law)
            )
            assert allowed, (purpose, verdict)


def test_p9_rung_e_without_a_colleague_is_consult_first(table: DecisionTable) -> None:
    for verdict in verdicts(table, {"collega_geraadpleegd": "nee"}):
        if verdict.grondslag in RUNG_E:
            assert verdict.outcome in (Outcome.CONSULT_FIRST, Outcome.ACUTE)


@pytest.mark.parametrize(("fact", "closing", "opposite"), NEVER_OPENS)
def test_p11_an_answer_that_points_to_no_need_never_opens(
    table: DecisionTable, fact: str, closing: str, opposite: str
) -> None:
    for closed, opened in pairs(table, {fact: closing}, {fact: opposite}):
        above = rank(closed) > RANK[Outcome.CONSULT_FIRST] and rank(closed) > rank(opened)
        assert not above, (closed, opened)


def test_the_check_can_fail(table: DecisionTable) -> None:
    """The opposite direction of P4 must not hold, or the comparison would prove nothing."""
    assert any(rank(a) < rank(b) for a, b in pairs(table, {"beroepsgeheim": "ja"}, {"beroepsgeheim": "nee"}))
