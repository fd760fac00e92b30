"""Hand-made replies of the assistant, in the shapes of its contract."""

from typing import Any

Json = dict[str, Any]


def source(passage: str = "p-1", lines: tuple[int, int] = (10, 11), **changes: Any) -> Json:
    return {
        "passage_id": passage,
        "document": "ggdghor-bemoeizorg",
        "titel": "Handreiking",
        "nummer": "002",
        "uitgever": "GGD GHOR",
        "version": "2021-05",
        "datum": "mei 2021",
        "status": "actueel",
        "source_file": "002.txt",
        "source_sha256": "00",
        "start_line": 10,
        "end_line": 11,
        "page": 12,
        "heading_path": ["3. Zorgvuldig", "3.2 Vijf stappen"],
        "text": "Over bemoei-\nzorg.",
        "leestekst": "Over bemoeizorg.",
        "citaat": "Over bemoei-\nzorg.",
        "leescitaat": "Over bemoeizorg.",
        "citaat_regels": list(lines),
        "opmerkingen": [],
    } | changes


def said(words: str, *sources: Json, **more: Any) -> Json:
    return {"tekst": words, "bronnen": list(sources) or [source()], **more}


def option(value: str, label: str, explanation: str = "") -> Json:
    return {
        "waarde": value,
        "label": label,
        "uitleg": explanation,
        "bronnen": [],
        "voorbeelden": [],
        "drempel": None,
    }


def question(**changes: Any) -> Json:
    return {
        "stap": "II",
        "stap_titel": "Aan wie",
        "onderdeel": "",
        "feit": "ontvanger",
        "kort": "Aan wie",
        "vraag": "Wie krijgt de gegevens?",
        "toelichting": "Het maakt uit wie het krijgt.",
        "opties": [
            option("meldpunt", "Meldpunt"),
            option("politie", "Politie"),
            option("weet_ik_niet", "Weet ik niet"),
        ],
        "bronnen": [source()],
        "begrippen": [],
        "tabel": None,
        "voorstel": None,
        "drempel": None,
        "instrumenten": [],
        "vorm": "vraag",
        "regels": [],
        "vinkjes": [],
    } | changes


def line(fact: str = "rol", label: str = "Politie", **changes: Any) -> Json:
    """Return one thing to confirm."""
    return {
        "feit": fact,
        "kort": f"Kort {fact}",
        "waarde": "politie",
        "label": label,
        "waarom": "Je schreef: “ik als agent”",
        "tekst": "ik als agent",
        "bronnen": [],
        "zekerheid": 0.9,
        "stap": "I",
    } | changes


def card(**changes: Any) -> Json:
    """Return a card that only confirms."""
    return (
        question(
            vorm="kaart",
            feit="kaart_III",
            vraag="Klopt dit?",
            opties=[option("ja", "Ja, dit klopt"), option("nee", "Nee, vraag het mij")],
            regels=[line(), line("doel", "Hulp", waarom="De bron noemt dit.", bronnen=[source("p-7")])],
        )
        | changes
    )


def tick(fact: str, **changes: Any) -> Json:
    """Return one statement of a list."""
    return {
        "feit": fact,
        "kort": f"Kort {fact}",
        "stelling": f"Het is zo: {fact}.",
        "toelichting": "Uitleg.",
        "bronnen": [source()],
        "voorbeelden": [],
        "drempel": None,
        "aangevinkt": False,
        "tekst": "",
    } | changes


def tick_list(*ticks: Json, **changes: Any) -> Json:
    """Return a list to tick."""
    return (
        question(
            vorm="lijst",
            feit="lijst_trede_e",
            opties=[option("geen", "Niets hiervan")],
            vinkjes=list(ticks) or [tick("gewetensnood"), tick("geen_andere_weg")],
        )
        | changes
    )


def steps(**answers: list[Json]) -> list[Json]:
    """Return the steps with step II at work; keywords vooraf, I, II… hold the answers of a step."""
    names = {"vooraf": "Vooraf", "I": "Situatie", "II": "Aan wie", "III": "Doel", "IV": "Grondslag", "V": "Gegevens"}
    done = ("vooraf", "I")
    return [
        {
            "stap": step,
            "titel": title,
            "uitleg": f"Uitleg {title}.",
            "stand": "klaar" if step in done else "huidig" if step == "II" else "open",
            "antwoorden": answers.get(step, []),
            "bronnen": [],
        }
        for step, title in names.items()
    ]


def given(fact: str, label: str, value: str = "ja", how: str = "beantwoord") -> Json:
    return {"feit": fact, "kort": f"Kort {fact}", "waarde": value, "label": label, "hoe": how}


def turn(**changes: Any) -> Json:
    return {
        "sessie": "s-1",
        "intent": "casus",
        "tekst_gemaskeerd": "",
        "gemaskeerd": [],
        "feiten": {},
        "volgende_vraag": question(),
        "meldingen": [],
        "antwoord": None,
        "bronnen": [],
        "conclusie": None,
        "stappen": steps(),
        "instrumenten": [],
        "bewaard": None,
        "opmerkingen_collega": [],
        "afgevinkt": [],
    } | changes


def rung(name: str, state: str, why: str | None) -> Json:
    return {"trede": name, "naam": f"Trede {name}", "stand": state, "uitleg": said(why) if why else None}


def turning_point(number: int) -> Json:
    return {
        "feit": f"feit_{number}",
        "waarde": "ja",
        "conclusie": "nee",
        "grondslag": "geen",
        "omvang": "geen",
        "mogelijk": ["nee"],
        "verandert": ["conclusie"],
        "tekst": f"Keerpunt {number}.",
    }


def turning_line(number: int, fact: str = "rol") -> Json:
    return {"tekst": f"Keerpunt {number}.", "antwoorden": [{"feit": fact, "waarde": "ja", "label": "Ja"}]}


def preview(**changes: Any) -> Json:
    """Return what another answer to one question would give."""
    return {
        "feit": "noodzaak",
        "waarde": "handig",
        "kort": "Gegevens nodig",
        "label": "Het is handig",
        "was": "Zonder gaat het niet",
        "nu": "Ja, mits je zorgvuldig deelt",
        "dan": "Nee, deel deze gegevens niet",
        "tekst": "De uitkomst wordt dan: Nee, deel deze gegevens niet.",
        "conclusie": conclusion(code="nee", titel="Nee, deel deze gegevens niet"),
    } | changes


def conclusion(**changes: Any) -> Json:
    old = source("p-9", (3, 4), titel="Oud beleid", nummer="001", status="verouderd", datum="vóór mei 2018")
    return {
        "code": "ja_mits",
        "grondslag": "eigen_taak",
        "omvang": "buitenkant",
        "titel": "Ja, mits je zorgvuldig deelt",
        "grondslag_naam": "Je eigen taak",
        "omvang_naam": "Buitenkant-informatie",
        "ontvanger_naam": "Meldpunt",
        "delen": {"wel": [said("De buitenkant.")], "niet": [said("De inhoud.")]},
        "zinnen": [said("Het past bij je taak."), said("Je keek naar de ontvanger.", source("p-2"), stap="II")],
        "voorwaarden": [said("Deel niet meer dan nodig.")],
        "vastleggen": [said("Leg vast wat je deelt.")],
        "informeren": [said("Informeer de persoon.")],
        "evalueren": [said("Kijk later opnieuw.")],
        "tegenspraak": [
            {
                "id": "t-1",
                "titel": "Wel of niet?",
                "kanten": [said("De ene kant.", old), said("De andere kant.", source("p-3"))],
                "volgt": "Deelwijzer volgt de andere kant.",
            }
        ],
        "veroudering": [
            {
                "id": "wbp",
                "verwijzing": "Wbp",
                "in_document": "De Wbp geldt.",
                "hoe_het_is": "De AVG geldt.",
                "zekerheid": "hoog",
                "bron": "AVG",
                "gecontroleerd": "2026-11-22",
                "tekst": "Hier staat de Wbp.",
                "bronnen": [old],
            }
        ],
        "keerpunten": [turning_point(number) for number in range(3)],
        "keerpunten_groepen": [
            {"id": "zelf", "titel": "Dit kun je zelf doen", "regels": [turning_line(0, "toestemming")]},
            {"id": "anders", "titel": "Als de situatie anders is", "regels": [turning_line(1), turning_line(2)]},
        ],
        "begrippen": [],
        "ladder": [
            rung("b", "gesloten", "Er is geen bepaling."),
            rung("c", "open", "Het is je taak."),
            rung("d", "niet_nodig", None),
        ],
        "onbekend": [],
        "bewijs": {"generatie": "g-1", "tabelversie": "t-7", "regel": "R13", "omvangregel": None, "antwoorden": {}},
        "weggelaten": 0,
    } | changes


def document_view(**changes: Any) -> Json:
    lines = [{"nummer": n, "tekst": f"Regel {n}", "gemarkeerd": n in (10, 11)} for n in range(8, 14)]
    return source() | {"opmerking": "Let hierop.", "regels": lines} | changes


ABOUT: Json = {
    "documenten": [
        {
            "id": "aa",
            "nummer": "001",
            "titel": "Oud beleid",
            "uitgever": "gemeente",
            "version": "1",
            "datum": "vóór mei 2018",
            "status": "verouderd",
            "opmerking": "Rust op de Wbp.",
        }
    ],
    "generatie": "g-1",
    "gemaakt": "2026-11-22T10:00:00+00:00",
    "model": "eigen-model (128)",
    "herordenaar": None,
    "taalmodel": None,
    "productversie": "0.1.0",
    "cijfers": None,
    "tabelversie": "t-7",
    "passages": 718,
    "regels": 40,
}


def instrument(**changes: Any) -> Json:
    """Return one instrument of the documents."""
    return {
        "id": "drie-vragen",
        "titel": "Doel, verhouding, anders",
        "soort": "afvinklijst",
        "waarvoor": "Drie vragen vooraf.",
        "document": "000",
        "stappen": ["I", "V"],
        "bronnen": [source(status="verouderd")],
        "delen": [{"kop": "Vooraf", "punten": [said("Wat is je doel?", stap="III")]}],
    } | changes


def paper(**changes: Any) -> Json:
    """Return a paper of a walk that is not there yet."""
    return {
        "soort": "afweging",
        "titel": "Verslag van de afweging",
        "uitleg": "De hele afweging.",
        "beschikbaar": False,
        "waarom_niet": "De documenten komen na stap V.",
        "let_op": [],
        "formaten": [{"formaat": "docx", "naam": "Word"}, {"formaat": "pdf", "naam": "PDF"}],
    } | changes


def kader() -> Json:
    """Return a decision table of one rule, one row of step V and one named condition."""
    row = {"id": "R1", "als": ["Rol: ‘Politie’ **of** ‘School’", "een tweede deel"], "plaatsen": ["002:10-11"]}
    cited = row | {"bronnen": [source()]}
    return {
        "versie": "2026.11",
        "vingerafdruk": "abcdef0123456789",
        "regels": [cited | {"nummer": 3, "titel": "Nee, deel niet", "grondslag_naam": "Geen grondslag"}],
        "omvang": [cited | {"omvang_naam": "Anoniem", "conclusie": None, "titel": "blijft", "bronnen": []}],
        "definities": [cited | {"naam": "de poort van bemoeizorg is open"}],
    }
