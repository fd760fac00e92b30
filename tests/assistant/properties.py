"""P1-P11 of the decision model as checks of a whole table: each returns the faults it finds over all combinations.

The diagram of a table holds the verdict of every combination of facts. Two values of a fact are compared "all else
equal" by joining the two restricted diagrams into one whose results are pairs: every pair that occurs for any
combination is there, and no other. So an empty list of faults is a proof and not a sample.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from assistant.kader.codes import PERMISSIVENESS, STOPS_THE_WALK, Grondslag, Omvang, Outcome
from assistant.kader.conditions import parse
from assistant.kader.diagram import Diagrams, Node
from assistant.kader.table import DecisionTable
from assistant.kader.verdict import UNDECIDED, Verdict, join

RANK = {outcome: rank for rank, outcome in enumerate(PERMISSIVENESS)}
CONSULT = RANK[Outcome.CONSULT_FIRST]
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
"""P11: the answer that points to no need or no right, and its opposite."""

FAMILY = {
    Outcome.NO: {Grondslag.GEEN},
    Outcome.OUT_OF_SCOPE: {Grondslag.GEEN},
    Outcome.ACUTE: {Grondslag.VITAAL_BELANG},
    Outcome.ONLY_ANONYMOUS: {Grondslag.ANONIEM},
    Outcome.MUST_PROVIDE: {Grondslag.WETTELIJKE_PLICHT},
    Outcome.ONLY_WITH_TOESTEMMING: {Grondslag.TOESTEMMING},
    Outcome.CONSULT_FIRST: {Grondslag.GEEN, *RUNG_E},
}
"""The grondslag that goes with an outcome ("With each: grondslag …", under Outcomes); the others need any but geen."""

Join = Callable[[Verdict, Verdict], Verdict]


def verdicts(table: DecisionTable, answers: Mapping[str, str]) -> Iterator[Verdict]:
    """Yield every verdict that occurs with these answers, whatever all other facts are."""
    for result in table.diagrams.results(table.diagrams.restrict(table.root, answers)):
        assert isinstance(result, Verdict)
        yield result


def pairs(table: DecisionTable, one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[tuple[Verdict, Verdict]]:
    """Yield (verdict with one, verdict with other) for every combination of all other facts."""
    left = table.diagrams.restrict(table.root, one)
    right = table.diagrams.restrict(table.root, other)
    if left == right:
        yield from ((verdict, verdict) for verdict in verdicts(table, one))
        return
    for found in table.diagrams.results(table.diagrams.combine(left, right, lambda a, b: (a, b))):
        assert isinstance(found, tuple)
        yield found


def where(table: DecisionTable, condition: str) -> set[Verdict]:
    """Return the verdicts that occur where a condition (names of definitions allowed) holds."""
    diagrams = table.diagrams
    when = diagrams.condition(parse(condition, {d.name: d.when for d in table.definitions}))
    inside = diagrams.results(diagrams.choose(when, table.root, diagrams.terminal(None)))
    return {verdict for verdict in inside if isinstance(verdict, Verdict)}


def with_unknown(found: Iterable[Verdict], join: Join = join) -> set[Verdict]:
    """Return the verdicts together with every verdict that unknown facts can make of them."""
    closure = set(found)
    while more := {join(a, b) for a in closure for b in closure} - closure:
        closure |= more
    return closure


def rank(verdict: Verdict) -> int:
    """Return how permissive a verdict is; what stops the walk stands outside and below."""
    return RANK.get(verdict.outcome, -1)


def count_per_result(diagrams: Diagrams, node: Node) -> Counter[object]:
    """Return for every result how many combinations of facts give it: exact, in whole numbers."""

    @cache
    def below(node: Node) -> Counter[object]:
        # Counted over the facts from this node's level down; skipped levels are multiplied in by the parent.
        level = diagrams._levels[node]
        if level == diagrams._bottom:
            return Counter({diagrams._results[node]: 1})
        found: Counter[object] = Counter()
        for kid in diagrams._children[node]:
            skipped = free(level + 1, diagrams._levels[kid])
            for result, number in below(kid).items():
                found[result] += number * skipped
        return found

    def free(start: int, end: int) -> int:
        combinations = 1
        for level in range(start, end):
            combinations *= len(diagrams._values[level])
        return combinations

    skipped = free(0, diagrams._levels[node])
    return Counter({result: number * skipped for result, number in below(node).items()})


def p1_total_and_deterministic(table: DecisionTable) -> list[str]:
    """Every combination meets exactly one verdict, of a known outcome with a grondslag that can go with it."""
    counted = count_per_result(table.diagrams, table.root)
    faults = []
    if sum(counted.values()) != table.diagrams.count():
        faults.append(f"{sum(counted.values())} of {table.diagrams.count()} combinations have a verdict")
    for verdict in counted:
        if not isinstance(verdict, Verdict):
            faults.append(f"{verdict!r} is no verdict")
        elif verdict.outcome in FAMILY and verdict.grondslag not in FAMILY[verdict.outcome]:
            faults.append(f"{verdict.outcome} on {verdict.grondslag}")
        elif verdict.outcome not in FAMILY and verdict.grondslag is Grondslag.GEEN:
            faults.append(f"{verdict.outcome} without a grondslag")
        elif (verdict.omvang is Omvang.GEEN) != (rank(verdict) <= CONSULT):
            faults.append(f"{verdict.outcome} with omvang {verdict.omvang}")
    if {verdict.outcome for verdict in counted if isinstance(verdict, Verdict)} != set(Outcome):
        faults.append("an outcome never occurs")
    return faults


def p2_stops_only_where_it_may(table: DecisionTable) -> list[str]:
    """Only danger and out of scope are answered without the five steps, and they whatever else is answered."""
    expected = {
        "gaat_over_delen = nee": {Outcome.OUT_OF_SCOPE},
        "gaat_over_delen = ja en acuut_gevaar = ja": {Outcome.ACUTE},
    }
    faults = [
        f"{verdict.outcome} where {condition}"
        for condition, outcomes in expected.items()
        for verdict in where(table, condition)
        if verdict.outcome not in outcomes
    ]
    walked = where(table, "gaat_over_delen = ja en acuut_gevaar = nee")
    return faults + [f"{v.outcome} in a walk of five steps" for v in walked if v.outcome in STOPS_THE_WALK]


def p4_beroepsgeheim_never_opens(table: DecisionTable) -> list[str]:
    """All else equal, beroepsgeheim ja is never more permissive than nee."""
    found = pairs(table, {"beroepsgeheim": "ja"}, {"beroepsgeheim": "nee"})
    return [f"{a} with, {b} without beroepsgeheim" for a, b in found if rank(a) > rank(b)]


def p5_toestemming_in_order(table: DecisionTable) -> list[str]:
    """Refused never above valid and free; invalid or not free never above not asked."""
    faults = []
    for valid in ("ja", "nee"):
        for free in ("ja", "nee"):
            rest = {"toestemming_geldig": valid, "toestemming_vrij": free}
            for a, b in pairs(table, {"toestemming": "geweigerd", **rest}, VALID):
                if rank(a) > rank(b):
                    faults.append(f"{a} refused, {b} with valid toestemming")
            if "nee" not in rest.values():
                continue
            not_asked = {"toestemming": "nog_niet_gevraagd", **rest}
            for a, b in pairs(table, {"toestemming": "gegeven", **rest}, not_asked):
                if rank(a) > rank(b):
                    faults.append(f"{a} with toestemming that is not valid or free, {b} not asked")
    return faults


def p6_unknown_never_opens(table: DecisionTable, join: Join = join) -> list[str]:
    """A `weet_ik_niet` never ranks above consult-first and the strictest known answer.

    `decide` joins the verdicts of every way to fill in the unknown facts. Checked is, over the closure under join of
    the verdicts that occur, that joining two keeps the bound and that order and repetition do not matter; by induction
    the bound then holds for any set of verdicts, so for any number of unknown facts in any combination.
    """
    closure = with_unknown(verdicts(table, {}), join)
    faults = []
    for a in closure:
        if join(a, a) != a or join(a, UNDECIDED) != UNDECIDED:
            faults.append(f"joining {a} with itself or with what is undecided")
        for b in closure:
            joined = join(a, b)
            if joined != join(b, a):
                faults.append(f"joining {a} and {b} depends on the order")
            strictest = min(RANK.get(v.outcome, len(RANK)) for v in (a, b))
            if rank(joined) > max(CONSULT, strictest):
                faults.append(f"{a} or {b} gives {joined}")
    faults += [
        f"joining {a}, {b} and {c} depends on the order"
        for a in closure
        for b in closure
        for c in closure
        if join(join(a, b), c) != join(a, join(b, c))
    ]
    return faults


def p7_first_open_rung(table: DecisionTable) -> list[str]:
    """The grondslag is the first open of plicht, anoniem, meldrecht, b, c, d, e."""
    ladder = [
        ("wettelijke_bepaling = plicht en noodzaak = zonder_gaat_het_niet", {Grondslag.WETTELIJKE_PLICHT}),
        ("anoniem_voldoende = ja", {Grondslag.ANONIEM}),
        ("wettelijke_bepaling = meldrecht", {Grondslag.WETTELIJKE_BEPALING}),
        ("trede_b_open", {Grondslag.WETTELIJKE_BEPALING}),
        ("trede_c_open en niet (gesloten_regime)", {Grondslag.EIGEN_TAAK}),
        ("geldige_toestemming en rol != politie", {Grondslag.TOESTEMMING}),
    ]
    faults = []
    closed = "gaat_over_delen = ja en acuut_gevaar = nee"
    for condition, allowed in ladder:
        for verdict in where(table, f"({closed}) en ({condition})"):
            if verdict.grondslag not in allowed | {Grondslag.GEEN}:
                faults.append(f"{verdict} while {condition}")
            if verdict.grondslag is Grondslag.GEEN and rank(verdict) > CONSULT:
                faults.append(f"{verdict} without a grondslag while {condition}")
        closed = f"{closed} en niet ({condition})"
    at_the_end = RUNG_E | {Grondslag.GEEN, Grondslag.TOESTEMMING}
    for verdict in where(table, closed):
        if verdict.grondslag not in at_the_end:
            faults.append(f"{verdict} while every rung before e is closed")
        if verdict.grondslag is Grondslag.TOESTEMMING and verdict.outcome is not Outcome.ONLY_WITH_TOESTEMMING:
            faults.append(f"{verdict} without valid toestemming")
    return faults


def p8_woningcorporatie_gets_no_special_data(table: DecisionTable) -> list[str]:
    """Toward a woningcorporatie no health or criminal data, but for the two exceptions; whatever else is unknown."""
    faults = []
    for kind in ("gezondheid", "strafrechtelijk"):
        for purpose in table.diagrams.values("doel"):
            facts = {"ontvanger": "woningcorporatie", "bijzondere_gegevens": kind, "doel": purpose}
            for verdict in with_unknown(verdicts(table, facts)):
                by_law = verdict.grondslag in (Grondslag.WETTELIJKE_BEPALING, Grondslag.WETTELIJKE_PLICHT)
                if not (
                    verdict.omvang in (Omvang.GEEN, Omvang.ANONIEM, Omvang.HANDELINGSADVIES)
                    or (kind == "gezondheid" and verdict.grondslag is Grondslag.TOESTEMMING)
                    or (purpose == "rechtsvordering" and by_law)
                ):
                    faults.append(f"{verdict} for {kind} and {purpose}")
    return faults


def p9_rung_e_needs_a_colleague(table: DecisionTable) -> list[str]:
    """On rung e without a colleague consulted the outcome is consult-first; whatever else is unknown."""
    found = with_unknown(where(table, "gaat_over_delen = ja en acuut_gevaar = nee en collega_geraadpleegd = nee"))
    return [str(v) for v in found if v.grondslag in RUNG_E and v.outcome is not Outcome.CONSULT_FIRST]


def p10_other_values_are_told_apart(table: DecisionTable) -> list[str]:
    """For every fact and every two values: `possible` sees a change exactly where deciding anew gives another verdict.

    A keerpunt is made where `possible(changed)` is not just the current verdict. With all facts answered `possible`
    is the one terminal of the restricted diagram, so it sees a change exactly if the restricted diagrams differ in
    that combination. Checked for every fact: it is among those that can change the verdict exactly if some two of its
    values give other diagrams: nothing is forgotten and nothing is claimed without effect.
    """
    diagrams = table.diagrams
    matters = diagrams.facts(table.root)
    faults = []
    for fact in diagrams._facts:
        nodes = {diagrams.restrict(table.root, {fact: value}) for value in diagrams.values(fact)}
        if (len(nodes) > 1) != (fact in matters):
            faults.append(f"{fact} is wrongly {'left out' if len(nodes) > 1 else 'named'}")
    return faults


def p11_no_need_never_opens(table: DecisionTable) -> list[str]:
    """An answer that points to no need or no right never gives more than its opposite, above consult-first."""
    return [
        f"{fact} = {closing}: {a}, {opposite}: {b}"
        for fact, closing, opposite in NEVER_OPENS
        for a, b in pairs(table, {fact: closing}, {fact: opposite})
        if rank(a) > CONSULT and rank(a) > rank(b)
    ]


PROPERTIES: dict[str, Callable[[DecisionTable], list[str]]] = {
    "P1": p1_total_and_deterministic,
    "P2": p2_stops_only_where_it_may,
    "P4": p4_beroepsgeheim_never_opens,
    "P5": p5_toestemming_in_order,
    "P6": p6_unknown_never_opens,
    "P7": p7_first_open_rung,
    "P8": p8_woningcorporatie_gets_no_special_data,
    "P9": p9_rung_e_needs_a_colleague,
    "P10": p10_other_values_are_told_apart,
    "P11": p11_no_need_never_opens,
}
"""What is checked on the table alone; P2 for the walk and P3 (passages) are checked on the whole assistant."""
