"""The papers of a walk as files: everything the conclusion says is in them, in every form, and readable by machines."""

import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from assistant import Assistant, DataFileError, Download, InputError, Settings
from assistant.sessions import Remark
from assistant.verslag import load_papers
from assistant.verslag.verslag import Verslag
from tests.assistant.casus import QUESTION, TILBURG_3, to_the_end
from tests.assistant.papers import (
    FORMATS,
    KINDS,
    TODAY,
    docx_text,
    pdf_of,
    squeezed,
    text_of,
    verslag_of,
    written,
)

REMARK = Remark("Bel eerst nog een keer aan.", "wijkteam", TODAY)


@pytest.fixture(scope="module")
def verslag(assistant: Assistant) -> Verslag:
    return verslag_of(assistant, TILBURG_3, QUESTION, ticked=["alleen-noodzakelijk"], remarks=[REMARK])


@pytest.fixture(scope="module")
def files(assistant: Assistant, verslag: Verslag) -> dict[tuple[str, str], Download]:
    return {(kind, form): written(assistant, verslag, kind, form) for kind in KINDS for form in FORMATS}


def test_before_the_conclusion_there_is_no_paper_and_the_tab_says_what_will_come(assistant: Assistant) -> None:
    turn = assistant.start(QUESTION)
    assert turn.session
    for papers in (assistant.papers(), assistant.papers(turn.session)):
        assert [(paper["soort"], paper["beschikbaar"]) for paper in papers] == [(kind, False) for kind in KINDS]
        assert all(paper["waarom_niet"] for paper in papers)
    with pytest.raises(InputError, match="na de conclusie"):
        assistant.verslag(turn.session, "afweging", "pdf")


def test_a_conversation_that_ended_gives_every_paper_in_every_form(assistant: Assistant) -> None:
    turn, _ = to_the_end(assistant, assistant.start(QUESTION).to_json())
    for paper in assistant.papers(turn["sessie"]):
        for form in paper["formaten"] if paper["beschikbaar"] else ():
            file = assistant.verslag(turn["sessie"], paper["soort"], form["formaat"])
            assert file.name.endswith(f"-{TODAY}.{form['formaat']}")
            assert squeezed(paper["titel"]) in squeezed(text_of(file)) or paper["soort"] == "informatieblad"


@pytest.mark.parametrize(("kind", "form"), [("brief", "pdf"), ("afweging", "odt"), ("", ""), ("../afweging", "pdf")])
def test_a_paper_or_form_that_does_not_exist_is_refused(
    assistant: Assistant, verslag: Verslag, kind: str, form: str
) -> None:
    with pytest.raises(InputError, match="bestaat niet; kies uit"):
        written(assistant, verslag, kind, form)


@pytest.mark.parametrize("form", FORMATS)
def test_the_weighing_says_everything_the_conclusion_says(
    verslag: Verslag, files: dict[tuple[str, str], Download], form: str
) -> None:
    text = squeezed(text_of(files["afweging", form]).replace("\\", ""))
    conclusion = verslag.conclusion
    said = [conclusion["titel"], conclusion["grondslag_naam"], conclusion["omvang_naam"], *verslag.situation]
    parts = ("zinnen", "voorwaarden", "informeren", "vastleggen", "evalueren")
    said += [item["tekst"] for part in parts for item in conclusion[part]]
    said += [item["tekst"] for side in ("wel", "niet") for item in conclusion["delen"][side]]
    said += [words for step in verslag.steps for given in step.answers for words in (given.question, given.answer)]
    said += [rung["naam"] for rung in conclusion["ladder"]]
    said += [rung["uitleg"]["tekst"] for rung in conclusion["ladder"] if rung["uitleg"]]
    said += [side["tekst"] for conflict in conclusion["tegenspraak"] for side in conflict["kanten"]]
    said += [item["verwijzing"] for item in conclusion["veroudering"]]
    said += [REMARK.text, REMARK.by, "Dit is geen juridisch advies; jij beslist."]
    assert [words for words in said if squeezed(words) not in text] == []


@pytest.mark.parametrize("form", FORMATS)
def test_the_sentences_of_the_conclusion_are_read_in_their_order(
    verslag: Verslag, files: dict[tuple[str, str], Download], form: str
) -> None:
    text = squeezed(text_of(files["afweging", form]))
    why = [squeezed(item["tekst"]) for item in verslag.conclusion["zinnen"] if not item.get("stap")]
    places = [text.index(sentence) for sentence in why]
    assert places == sorted(places)


def test_every_source_of_the_conclusion_stands_there_word_for_word(
    verslag: Verslag, files: dict[tuple[str, str], Download]
) -> None:
    text = squeezed(text_of(files["afweging", "docx"]))
    cited = [source for item in verslag.conclusion["zinnen"] for source in item["bronnen"]]
    assert cited
    for source in cited:
        assert squeezed(source["leescitaat"]) in text
        first, last = source["citaat_regels"]
        lines = f"regel{first}" if first == last else f"regel{first}-{last}"
        outdated = "(verouderd)" if source["status"] == "verouderd" else ""
        assert f"{source['nummer']}{outdated},{lines}" in text
        assert squeezed(source["titel"]) in text and squeezed(source["version"]) in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_behind_a_sentence_leads_to_a_source(files: dict[tuple[str, str], Download], kind: str) -> None:
    text = files[kind, "md"].content.decode()
    body, _, sources = text.partition("Bijlage B" if kind == "afweging" else "Waar dit staat")
    marks = {int(n) for found in re.findall(r"[^\\]\[(\d[\d, –]*)\]", body) for n in re.findall(r"\d+", found)}
    listed = {int(n) for n in re.findall(r"\*\*\[(\d+)\]\*\*|\((\d+)\) regel", sources) for n in n if n}
    assert marks and marks <= listed
    assert listed == set(range(1, max(listed) + 1))


def test_the_ticked_conditions_and_no_other_are_ticked(
    verslag: Verslag, files: dict[tuple[str, str], Download]
) -> None:
    conditions = [item["id"] for item in verslag.conclusion["voorwaarden"]]
    assert "alleen-noodzakelijk" in conditions
    markdown = files["afweging", "md"].content.decode()
    assert len(re.findall(r"(?m)^- \[x\]", markdown)) == 1
    assert len(re.findall(r"(?m)^- \[[ x]\]", markdown)) == len(conditions)
    for form in ("docx", "pdf"):
        text = text_of(files["afweging", form])
        assert (text.count("☒"), text.count("☒") + text.count("☐")) == (1, len(conditions))


@pytest.mark.parametrize("form", FORMATS)
def test_the_receipt_in_the_weighing_leads_to_the_same_conclusion(
    assistant: Assistant, verslag: Verslag, files: dict[tuple[str, str], Download], form: str
) -> None:
    file = files["afweging", form]
    if form == "pdf":
        [receipt] = pdf_of(file).attachments["deelwijzer-bewijs.json"]
        content = receipt.decode()
    elif form == "md":
        content = file.content.decode().partition("```json\n")[2].partition("\n```")[0]
    else:
        [content] = [p.text for p in docx.Document(io.BytesIO(file.content)).paragraphs if p.text.startswith("{")]
    assert json.loads(content) == verslag.conclusion["bewijs"]
    assert assistant.replay(json.loads(content))["anders"] == []
    assert hashlib.sha256(content.encode()).hexdigest() in squeezed(text_of(file))


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_file_has_a_language_a_title_headings_and_named_columns(
    files: dict[tuple[str, str], Download], kind: str
) -> None:
    word = docx.Document(io.BytesIO(files[kind, "docx"].content))
    title = next(p.text for p in word.paragraphs if p.style is not None and p.style.name == "Title")
    assert (word.core_properties.title, word.core_properties.language) == (title, "nl-NL")
    [language] = word.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    assert language == "nl-NL"
    headings = [p for p in word.paragraphs if p.style is not None and str(p.style.name).startswith("Heading")]
    assert len(headings) >= 2
    for table in word.tables:
        assert table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        assert all(cell.text for cell in table.rows[0].cells)
    fields = [node.text.strip() for node in word.sections[0].footer._element.iter(qn("w:instrText"))]
    assert fields == ([] if kind == "informatieblad" else ["PAGE", "NUMPAGES"])


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_walk_does_not_know_is_a_named_control_to_fill_in(
    files: dict[tuple[str, str], Download], kind: str
) -> None:
    word = docx.Document(io.BytesIO(files[kind, "docx"].content))
    controls = word.element.body.findall(f".//{qn('w:sdt')}")
    ids = [control.find(f".//{qn('w:id')}").get(qn("w:val")) for control in controls]
    assert len(set(ids)) == len(ids) >= 5
    for control in controls:
        name = control.find(f".//{qn('w:alias')}").get(qn("w:val"))
        assert 0 < len(name) <= 64
    empty = [control for control in controls if control.find(f".//{qn('w:showingPlcHdr')}") is not None]
    assert empty and all("vul in" in "".join(control.itertext()) for control in empty)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_is_tagged_titled_in_dutch_and_has_bookmarks(files: dict[tuple[str, str], Download], kind: str) -> None:
    reader = pdf_of(files[kind, "pdf"])
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "nl-NL"
    assert catalog["/MarkInfo"]["/Marked"]
    roles = roles_in(catalog["/StructTreeRoot"]["/K"])
    assert roles >= {"/H1", "/H2", "/P"}
    assert kind == "informatieblad" or roles >= {"/Table", "/TH", "/TD"}
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title and reader.outline
    metadata = catalog["/Metadata"].get_data().decode()
    assert "pdfuaid" in metadata and "pdfaid" in metadata


def roles_in(node: Any) -> set[str]:
    """Return what the tags below a node of the structure say their parts are."""
    node = node.get_object()
    if isinstance(node, list):
        return set().union(*(roles_in(part) for part in node))
    if not isinstance(node, dict):
        return set()
    return {str(node.get("/S"))} | (roles_in(node["/K"]) if "/K" in node else set())


def test_names_are_for_the_user_to_fill_in(files: dict[tuple[str, str], Download]) -> None:
    for name in ("Cliënt of dossiernummer", "Naam en functie", "Organisatie", "Datum om opnieuw te kijken"):
        assert f"**{name}:** ____" in files["afweging", "md"].content.decode()


def test_without_a_story_the_weighing_has_room_for_one(assistant: Assistant) -> None:
    file = written(assistant, verslag_of(assistant, TILBURG_3), "afweging", "docx")
    assert "Wat er speelt" in docx_text(file.content)


def test_acute_danger_and_out_of_scope_have_a_weighing_too(assistant: Assistant) -> None:
    for facts, papers in (
        ({"acuut_gevaar": "ja"}, {"afweging", "informatieblad"}),
        ({"acuut_gevaar": "nee", "gaat_over_delen": "nee"}, {"afweging"}),
    ):
        verslag = verslag_of(assistant, facts)
        offered = {paper["soort"] for paper in assistant._office.offer(verslag.conclusion) if paper["beschikbaar"]}
        assert offered == papers
        for kind in KINDS:
            for form in FORMATS:
                if kind in papers:
                    assert verslag.conclusion["titel"] in text_of(written(assistant, verslag, "afweging", form))
                else:
                    with pytest.raises(InputError, match="is er niet bij deze conclusie"):
                        written(assistant, verslag, kind, form)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("verslag.yaml", 'beschikbaar: "conclusie != buiten_bereik"', 'beschikbaar: "conclusie != weg"', "weg"),
        ("verslag.yaml", "  - soort: informatieblad", "  - soort: brief", "'brief' is none of afweging"),
        ("verslag.yaml", '"december"]', "]", "twelve names"),
        ("verslag_formulier.yaml", "vorm: ja_nee", "vorm: misschien", "'misschien' is none of vink"),
        ("verslag_formulier.yaml", "uit: [niet_in_staat]", "uit: [humeur]", "'humeur' is no fact"),
        ("verslag_informatieblad.yaml", 'bronnen: ["002:406", "003:347-360"]', "bronnen: []", "without a source"),
        ("verslag_informatieblad.yaml", "vullen: doel", "vullen: naam", "'naam' is none of geen"),
        ("verslag_informatieblad.yaml", "    eigen_team:", "    niemand:", "'niemand' is no value of ontvanger"),
    ],
)
def test_a_mistake_in_the_words_names_file_and_key(
    assistant: Assistant, tmp_path: Path, file: str, old: str, new: str, expected: str
) -> None:
    folder = Settings(data_dir=tmp_path).texts_dir
    for name in ("verslag.yaml", "verslag_formulier.yaml", "verslag_informatieblad.yaml"):
        words = (folder / name).read_text("utf-8")
        assert name != file or old in words
        (tmp_path / name).write_text(words.replace(old, new, 1) if name == file else words, "utf-8")
    with pytest.raises(DataFileError, match=expected) as raised:
        load_papers(tmp_path, assistant._agenda.facts.domains)
    assert file in str(raised.value)
