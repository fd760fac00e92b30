"""An assistant that is made up, for tests of what is built around it."""

from collections.abc import Mapping
from typing import Any

from evals.clicks import Reply
from tests.evals.walks import conclusion, walk

CASUSSEN = """
- id: mag
  bron: ["000:194-199"]
  waarom: "Het past bij de taak."
  vraag: "Mag ik dit delen?"
  feiten: {rol: woningcorporatie}
  verwacht: {conclusie: ja_mits, grondslag: eigen_taak}
  oordeel: verdict
- id: mag-niet
  bron: ["003:1452-1457"]
  waarom: "Er is geen wet."
  vraag: "Mag ik dit delen?"
  feiten: {rol: politie}
  verwacht: {conclusie: nee}
  oordeel: geen_oordeel
"""
TWIN = "- {id: tweeling, basis: mag, feit: rol, waarde: politie, waarom: 'Een ander.', verwacht: {conclusie: nee}}"
FILES = {
    "casussen/proef": CASUSSEN,
    "tweelingen": TWIN,
    "begrip/toets": "- {id: uiting, vraag: 'Ik ben agent.', soort: casus, feiten: {rol: politie}}",
    "acuut/toets": """
- {id: gevaar, vraag: 'Hij springt nu!', acuut: ja, soort_gevaar: suicide}
- {id: rust, vraag: 'Hij sprong vroeger.', acuut: nee, soort_gevaar: verleden}
""",
    "privacy/toets": """
- {id: zin, tekst: 'Bel {{PERSOON:Sanne}} nu.'}
- {id: nummer, tekst: 'Bsn {{BSN:900007849}}.'}
""",
    "kennisvragen": """kennisvragen:
  - {id: wat, deel: toets, vraag: 'Wat is een taak?', waarom: 'staat er', bronnen: ["002:481-483"]}
  - {id: wie, deel: toets, vraag: 'Wie won?', waarom: 'staat er niet', geen_antwoord: true}
""",
    "zoeken/toets/proef": """
- {id: vraag, soort: term, vraag: 'taak', relevant: [{plek: "002:481-483", graad: 2}]}
- {id: onzin, soort: geen_antwoord, vraag: 'appeltaart', relevant: []}
""",
}


class Plain:
    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    def to_json(self) -> dict[str, Any]:
        return self._data


class FakeAssistant:
    """Concludes by `rol` alone, understands the police and a jump, and finds one passage for `taak`."""

    def __init__(self, *, police: str = "nee") -> None:
        self.police = police

    def walk(self, facts: Mapping[str, str], question: str = "") -> Reply:
        return Plain(walk(conclusion(code=self.verdict(facts)["conclusie"])))

    def verdict(self, facts: Mapping[str, str]) -> dict[str, str]:
        return {"conclusie": self.police if facts["rol"] == "politie" else "ja_mits"}

    def start(self, text: str = "") -> Reply:
        options = [{"waarde": "politie", "label": "Politie"}, {"waarde": "woningcorporatie", "label": "Corporatie"}]
        asked = {"feit": "rol", "vorm": "vraag", "stap": "I", "vraag": "Wie?", "opties": options}
        return Plain(
            {
                "sessie": "s-1",
                "volgende_vraag": {**asked, "regels": [{"feit": "overig", "waarde": "ja"}], "vinkjes": []},
                "conclusie": None,
                "stappen": [],
            }
        )

    def answer(self, session_id: str, fact: str, value: str) -> Reply:
        given = [{"feit": each, "waarde": value, "hoe": "beantwoord"} for each in ("rol", "overig")]
        steps = [{"stap": step, "stand": "klaar", "antwoorden": given} for step in ("I", "II", "III", "IV", "V")]
        ended = self.walk({fact: value}).to_json()
        return Plain({"sessie": session_id, "volgende_vraag": None, "stappen": steps, **ended})

    def change(self, session_id: str, fact: str, value: str | None) -> Reply:
        raise AssertionError("no line is ever wrong here")

    def say(self, session_id: str, text: str) -> Reply:
        raise AssertionError("nobody types a second message here")

    def forget(self, session_id: str) -> None:
        return None

    def ask(self, text: str) -> Reply:
        facts = {"rol": {"waarde": "politie", "zekerheid": 0.9, "tekst": "agent"}} if "agent" in text else {}
        told = [{"soort": "geen_antwoord", "tekst": "Dat staat er niet."}] if "won" in text or "taart" in text else []
        answer = {"tekst": "Zo.", "zinnen": conclusion()["zinnen"]} if "taak" in text else None
        masked = [{"getypt": [4, 13 if "Bsn" in text else 9]}] if text[:4] in {"Bel ", "Bsn "} else []
        return Plain(
            {
                "intent": "acuut" if "springt" in text else "casus",
                "feiten": facts,
                "meldingen": told,
                "antwoord": answer,
                "gemaskeerd": masked,
                "conclusie": None,
            }
        )

    def search(self, query: str, k: int = 10) -> dict[str, Any]:
        hit = {"document": "ggdghor-bemoeizorg", "start_line": 481, "end_line": 484, "text": "taak"}
        return {"beantwoordbaar": query == "taak", "hits": [hit][:k]}

    def citations(self) -> list[dict[str, Any]]:
        (sentence,) = conclusion()["zinnen"]
        return [{"wie": "R13", "tekst": "", "plaatsen": ["002:481-483"], "bronnen": sentence["bronnen"]}]

    def facts(self) -> dict[str, list[str]]:
        return {"rol": ["politie", "woningcorporatie"]}

    def kader(self) -> dict[str, Any]:
        return {"regels": [{"id": "R13"}], "omvang": []}

    def about(self) -> dict[str, Any]:
        return {"generatie": "g-1", "tabelversie": "2026.11", "model": "corpus (256)", "taalmodel": None}
