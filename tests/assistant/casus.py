"""What the tests of this room share: Tilburg casus 3 (000:227-245), a question with answers, and a way to the end."""

from collections.abc import Callable
from typing import Any

from assistant import Assistant

RunCommand = Callable[..., tuple[int, str, str]]
"""Runs `python -m assistant ARGUMENTS` and gives exit code, standard output and standard error."""

QUESTION = "Een huurder van ons vervuilt zijn woning en doet niet open. Mag ik dit doorgeven aan het meldpunt?"

TILBURG_3 = {
    "gaat_over_delen": "ja",
    "acuut_gevaar": "nee",
    "vermoeden_geweld": "nee",
    "rol": "woningcorporatie",
    "betrokkene": "volwassene",
    "situatie": "schulden_of_huisuitzetting",
    "ernstige_schade": "nee",
    "zonder_delen_oplosbaar": "nee",
    "ontvanger": "gemeente",
    "doel": "schulden_of_huisuitzetting",
    "doel_verenigbaar": "ja",
    "verstrekker_akkoord": "niet_van_toepassing",
    "anoniem_voldoende": "nee",
    "wettelijke_bepaling": "geen",
    "past_bij_taak": "ja",
    "toestemming": "niet_mogelijk",
    "niet_in_staat": "nee",
    "gegevens_omvang": "inhoudelijk",
    "dat_voldoende": "nee",
    "bijzondere_gegevens": "geen",
    "gegevens_derden": "geen",
    "noodzaak": "zonder_gaat_het_niet",
    "betrokkene_geinformeerd": "nog_niet",
}

ANSWERS = {
    "acuut_gevaar": "nee",
    "vermoeden_geweld": "nee",
    "zonder_delen_oplosbaar": "nee",
    "omvang_samen": "buitenkant",
}


def to_the_end(assistant: Assistant, turn: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Answer every question, and return the last turn with the facts that were asked."""
    asked = []
    while question := turn["volgende_vraag"]:
        assert turn["conclusie"] is None
        asked.append(question["feit"])
        value = ANSWERS.get(question["feit"], question["opties"][0]["waarde"])
        turn = assistant.answer(turn["sessie"], question["feit"], value).to_json()
    return turn, asked
