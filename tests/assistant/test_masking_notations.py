"""Numbers and addresses in every notation are masked, and what only looks like them stays readable."""

import pytest

from assistant.masking import Masker


@pytest.fixture(scope="module")
def masker() -> Masker:
    return Masker.load()


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("nummerbord kr 4 82 j volgens de buurvrouw", "nummerbord [KENTEKEN-1] volgens de buurvrouw"),
        ("de auto 12abc3 staat er elke dag", "de auto [KENTEKEN-1] staat er elke dag"),
        ("een duitse wagen, KLE AB 1234", "een duitse wagen, [KENTEKEN-1]"),
        ("wie herkent X 771 LI?", "wie herkent [KENTEKEN-1]?"),
        ("postcode: 5014 weet ik nog", "postcode: [ADRES-1] weet ik nog"),
        ("woont op 5038 nr 12", "woont op [ADRES-1]"),
        ("5O38 AB is het", "[ADRES-1] is het"),
        ("hij komt uit 5046 da en is 33", "hij komt uit [ADRES-1] en is 33"),
        ("adres: 9461-gk", "adres: [ADRES-1]"),
        ("ze woont Gr. van Prinstererln 8", "ze woont [ADRES-1]"),
        ("aan de van Heekstraat 231 hs", "aan de [ADRES-1]"),
        ("Kerkstraat 112 driehoog", "[ADRES-1]"),
        ("verblijft op camping De Berken, plaats 18", "verblijft op [ADRES-1]"),
        ("huisnummer is 45b", "huisnummer is [ADRES-1]"),
        ("er stond Beltmolen 9 op", "er stond [ADRES-1] op"),
        ("hij is van 3 mei 58", "hij is van [GEBOORTEDATUM-1]"),
        ("geboren in '61", "geboren in [GEBOORTEDATUM-1]"),
        ("geb. 120468", "geb. [GEBOORTEDATUM-1]"),
        ("4 maart is ze jarig", "[GEBOORTEDATUM-1] is ze jarig"),
        ("jarig op 12-04", "jarig op [GEBOORTEDATUM-1]"),
        ("geboren op 1 /2/ 1990", "geboren op [GEBOORTEDATUM-1]"),
        ("haar dochtertje, 14-09-2021, zit op de opvang", "haar dochtertje, [GEBOORTEDATUM-1], zit op de opvang"),
        ("zij is van 2-xii-1968", "zij is van [GEBOORTEDATUM-1]"),
        ("onder nummer 884213 in het systeem", "onder nummer [CLIENTNUMMER-1] in het systeem"),
        ("dossier WMO 2023 881", "dossier [CLIENTNUMMER-1]"),
        ("zijn cliëntnummer eindigt op 4482", "zijn cliëntnummer eindigt op [CLIENTNUMMER-1]"),
        ("cliëntnummer: een vier vier acht twee", "cliëntnummer: [CLIENTNUMMER-1]"),
        ("het gaat om JW-00291-B", "het gaat om [CLIENTNUMMER-1]"),
        ("bel o6 12345678", "bel [TELEFOON-1]"),
        ("is 6 1840 2277 goed?", "is [TELEFOON-1] goed?"),
        ("NL91ABNAO417164300", "[IBAN-1]"),
        ("ABNA 0417164300", "[IBAN-1]"),
        ("mail p.jansen(at)example(dot)nl", "mail [EMAIL-1]"),
        ("op insta heet ze @kees_0161", "op insta heet ze [EMAIL-1]"),
        ("BSN l2345678O", "BSN [BSN-1]"),
        ("3689 1715 0, man", "[BSN-1], man"),
    ],
)
def test_any_notation_is_masked(masker: Masker, text: str, masked: str) -> None:
    assert masker.mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "Hij heeft 12.500 euro schuld, € 1284,50 rente en kreeg 20000 mensen op bezoek",
        "zie pagina 112-118, regel 1400 tot 1420 en rapport 2018/085",
        "in 2019 verloor hij zijn baan en in 2021 zijn huis, de Wmo 2015 gold toen",
        "de brief van 3 februari 2023 en het besluit van 14-11-2022",
        "om 18.30 uur, dosis 250 mg, 2 x 500 mg, 1,5 liter per dag, bloeddruk 140/90",
        "er waren 1500 meldingen in 2022/2023, 1200 km en 2000 in de wijk",
        "artikel 7:457 lid 2, paragraaf 5.3.2, versie 2.1.0, NEN 7510, de A58 en bus 141",
        "wij zijn er 24/7, van 14.00-15.30 in zaal 3, groep 4 en Windows 11",
        "hij belde 112 en daarna 0800-2000",
        "de auto staat er van 12 tot 14 uur en in het pand zijn 5 kamers",
    ],
)
def test_what_only_looks_like_it_stays(masker: Masker, text: str) -> None:
    assert masker.mask(text).text == text
