"""What the tests of this room share: Tilburg casus 3 (000:227-245), a question, and the form of the `run` fixture."""

from collections.abc import Callable

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
