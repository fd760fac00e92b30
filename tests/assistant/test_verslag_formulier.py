"""The form of 002, Bijlage III: its own words and all of them, ticked only where an answer says exactly that."""

import re

import pytest

from assistant import Assistant
from assistant.cite import Place
from assistant.verslag.form_lines import Form
from ingest.store import Store
from tests.assistant.casus import TILBURG_3
from tests.assistant.papers import verslag_of, written

FIRST, LAST = 1694, 1758
WORDS = re.compile(r"[^\W\d_]+|\d[a-e]?\d?")


@pytest.fixture(scope="module")
def form(assistant: Assistant) -> Form:
    return assistant._office.papers.form


def test_no_word_of_the_form_is_left_out_and_none_is_added(form: Form, store: Store) -> None:
    document = store.document_by_number("002").id
    own: dict[int, str] = {}
    for literal, words in [
        *((literal, (literal.words,)) for literal in (*form.names, *form.signing)),
        *((line.literal, (line.number, line.literal.words, line.follows, *line.fields)) for line in form.lines),
    ]:
        place = Place.parse(literal.place)
        assert place is not None
        for number in range(place.start, place.end + 1):
            own[number] = " ".join([own.get(number, ""), *words])
    title = " ".join(WORDS.findall(form.title))
    for number, line in enumerate(store.lines(document, FIRST, LAST), start=FIRST):
        printed = set(WORDS.findall(line.replace("(ja/nee)", "").replace("ja/nee", "")))
        assert printed <= set(WORDS.findall(own.get(number, ""))) | set(title.split()), (number, line)
    assert form.yes_no == ("ja", "nee")


def test_the_lines_stand_in_the_order_of_the_document(form: Form) -> None:
    starts = [place.start for line in form.lines if (place := Place.parse(line.literal.place))]
    numbers = [line.number for line in form.lines]
    assert numbers[:5] == ["1a", "1b", "1c", "1d", "1e"] and numbers[-3:] == ["4a", "4b", "5"]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("changes", "ticked"),
    [
        # "Alsnog doen" says more than that it was not asked: here another grondslag comes first.
        ({"toestemming": "nog_niet_gevraagd", "toestemming_geldig": "nee", "toestemming_vrij": "ja"}, {"4b"}),
        ({"betrokkene_geinformeerd": "ja"}, {"4a"}),
        ({"betrokkene_geinformeerd": "onveilig_of_onmogelijk"}, {"4b"}),
        ({"zonder_delen_oplosbaar": "ja"}, {"2", "4b"}),
        # These data are not needed; that says nothing of discussing the person at all.
        ({"noodzaak": "handig"}, {"4b"}),
        # "Weigert expliciet, toestemming toch nodig" says more than that consent was refused.
        ({"toestemming": "geweigerd"}, {"4b"}),
    ],
)
def test_a_line_is_ticked_only_where_an_answer_says_exactly_that(
    assistant: Assistant, changes: dict[str, str], ticked: set[str]
) -> None:
    text = written(assistant, verslag_of(assistant, TILBURG_3 | changes), "formulier", "md").content.decode()
    rows = re.findall(r"(?m)^\| (\d\w*)<br>.*?\| \[x\]", text)
    assert set(rows) == ticked


def test_the_answer_of_the_walk_stands_beside_a_line_it_does_not_decide(assistant: Assistant) -> None:
    verslag = verslag_of(assistant, TILBURG_3 | {"toestemming": "geweigerd"})
    [row] = re.findall(r"(?m)^\| 1e<br>.*$", written(assistant, verslag, "formulier", "md").content.decode())
    assert "[ ]" in row and "Toestemming: Nee, geweigerd" in row


def test_the_reason_is_that_of_the_conclusion(assistant: Assistant) -> None:
    verslag = verslag_of(assistant, TILBURG_3)
    why = next(item["tekst"] for item in verslag.conclusion["zinnen"] if item["id"].startswith("regels."))
    [row] = re.findall(r"(?m)^\| 3b6<br>.*$", written(assistant, verslag, "formulier", "md").content.decode())
    assert why in row


@pytest.mark.parametrize(
    "given",
    [
        {"past_bij_taak": "nee", "toestemming": "gegeven", "toestemming_geldig": "ja", "toestemming_vrij": "ja"},
        {"anoniem_voldoende": "ja"},
        {"wettelijke_bepaling": "plicht"},
    ],
)
def test_it_is_offered_only_where_a_person_is_discussed_without_toestemming(
    assistant: Assistant, given: dict[str, str]
) -> None:
    conclusion = verslag_of(assistant, TILBURG_3 | given).conclusion
    assert conclusion["grondslag"] in ("toestemming", "anoniem", "wettelijke_plicht")
    [form] = [paper for paper in assistant._office.offer(conclusion) if paper["soort"] == "formulier"]
    assert not form["beschikbaar"] and "zonder toestemming" in form["waarom_niet"]
