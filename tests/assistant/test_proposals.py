"""What may be filled in for the user: never a fact that invites a hopeful click, and never a wider door unsaid."""

from collections.abc import Hashable
from pathlib import Path

import pytest

from assistant.errors import DataFileError
from assistant.kader.codes import PERMISSIVENESS, STOPS_THE_WALK, Outcome
from assistant.kader.diagram import Node
from assistant.kader.facts import load_facts
from assistant.kader.forms import Tick
from assistant.kader.proposals import NEVER_ON_A_CARD, Proposal, Proposals, load_proposals
from assistant.kader.table import DecisionTable, load_table
from assistant.kader.verdict import Verdict

KADER = Path(__file__).parents[2] / "assistant" / "kader"
FACTS = load_facts(KADER / "feiten.yaml")
PROPOSALS = load_proposals(KADER / "voorstellen.yaml", FACTS.domains)
ON_CARDS = [proposal for proposal in PROPOSALS.proposed if proposal.on_card]
TICKS = [tick for listed in PROPOSALS.forms.lists.values() for tick in listed.ticks]


@pytest.fixture(scope="module")
def table() -> DecisionTable:
    return load_table(KADER / "regels.yaml", FACTS.domains)


def opens(one: Hashable, other: Hashable) -> bool:
    """Say whether the first verdict is both above eerst_overleg_nodig and above the second (the measure of P11)."""
    if not (isinstance(one, Verdict) and isinstance(other, Verdict)) or {one.outcome, other.outcome} & STOPS_THE_WALK:
        return False
    rank = PERMISSIVENESS.index
    return rank(one.outcome) > max(rank(Outcome.CONSULT_FIRST), rank(other.outcome))


def can_open(table: DecisionTable, fact: str, value: str, other: str, within: Node | None = None) -> bool:
    """Say whether there is any combination of facts in which this value opens what the other keeps closed."""
    diagrams = table.diagrams
    with diagrams.temporary():
        root = table.root if within is None else diagrams.choose(within, table.root, diagrams.terminal("elsewhere"))
        chosen, instead = (diagrams.restrict(root, {fact: v}) for v in (value, other))
        return True in diagrams.results(diagrams.combine(chosen, instead, opens))


@pytest.mark.parametrize("proposal", ON_CARDS, ids=lambda proposal: proposal.proposal_id)
def test_a_line_that_can_open_a_door_says_which_words_of_its_passage_carry_it(
    proposal: Proposal, table: DecisionTable
) -> None:
    within = table.diagrams.condition(proposal.when)
    others = [value for value in FACTS.domains[proposal.fact] if value != proposal.value]
    opening = any(can_open(table, proposal.fact, proposal.value, other, within) for other in others)
    assert opening == bool(proposal.opens)
    assert proposal.sources


@pytest.mark.parametrize("tick", TICKS, ids=lambda tick: tick.fact)
def test_what_is_not_ticked_never_opens_anything(tick: Tick, table: DecisionTable) -> None:
    assert not can_open(table, tick.fact, tick.otherwise, tick.value)


def test_no_line_fills_in_what_decides_much_and_invites_a_hopeful_click() -> None:
    assert not {proposal.fact for proposal in ON_CARDS} & NEVER_ON_A_CARD
    decided = {"noodzaak", "past_bij_taak", "situatie", "zonder_delen_oplosbaar", "ernstige_schade"}
    decided |= {"collega_geraadpleegd", "toestemming", "toestemming_geldig", "toestemming_vrij", "acuut_gevaar"}
    assert decided | {tick.fact for tick in TICKS} <= NEVER_ON_A_CARD


def damaged(tmp_path: Path, old: str, new: str) -> Proposals:
    text = (KADER / "voorstellen.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "voorstellen.yaml").write_text(text.replace(old, new, 1), "utf-8")
    return load_proposals(tmp_path / "voorstellen.yaml", FACTS.domains)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "waarde: zonder_gaat_het_niet,",
            "waarde: zonder_gaat_het_niet, kaart: ja,",
            "noodzaak is always asked",
        ),
        ('zonder_woorden: ["kregen"', 'zonder_woorden: [3, "kregen"', "a list of words"),
        ("zet: {doel_verenigbaar: ja", "zet: {doel_verenigbaar: soms", "soms"),
        ("feit: niet_in_staat, stelling", "feit: niet_in_orde, stelling", "niet_in_orde"),
    ],
)
def test_a_broken_entry_names_file_key_and_reason(tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(DataFileError, match=reason) as error:
        damaged(tmp_path, old, new)
    assert str(error.value).startswith("voorstellen.yaml")


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("Tijdens een huisbezoek zie ik dat de woning vervuilt.", "niet_van_toepassing", "zie ik"),
        ("Ik zie dat het misgaat, en de huisarts bevestigt dat.", None, ""),
        ("Het gaat slecht met deze man.", None, ""),
        ("", None, ""),
    ],
)
def test_own_observation_is_only_read_from_words_that_say_so(text: str, value: str | None, words: str) -> None:
    proposal = PROPOSALS.propose("verstrekker_akkoord", {"situatie": "bemoeizorg"}, text)
    assert (proposal.value if proposal else None) == value
    if proposal:
        assert proposal.evidence(text) == words


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("Een huurder doet niet open.", True),
        ("De buurvrouw meldde overlast van een huurder.", False),
        ("Een vrouw woont daar met haar twee kinderen.", False),
        ("", False),
    ],
)
def test_nobody_else_is_only_proposed_when_the_text_names_nobody_else(text: str, proposed: bool) -> None:
    assert (PROPOSALS.propose("gegevens_derden", {"situatie": "bemoeizorg"}, text) is not None) == proposed
