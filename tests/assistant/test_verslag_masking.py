"""Nothing unmasked reaches a file, and no text breaks one: for all that a user or a colleague can type."""

import importlib
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import Assistant
from assistant.sessions import Remark
from assistant.verslag import as_markdown, as_pdf
from assistant.verslag.verslag import plain
from tests.assistant.casus import TILBURG_3, to_the_end
from tests.assistant.papers import FORMATS, KINDS, TODAY, pdf_of, squeezed, text_of, verslag_of, written
from tests.assistant.test_masking_properties import bsn_from, iban_from

FIRST_NAMES = st.sampled_from(["Kevin", "Fatima", "Sjoerd", "Ayşe", "Anouk"])
LAST_NAMES = st.sampled_from(["de Vries", "Yılmaz", "van den Berg", "Hoekstra", "El Amrani"])


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=FIRST_NAMES,
    last=LAST_NAMES,
    bsn=st.integers(100_000_000, 999_999_800).map(bsn_from),
    phone=st.integers(10_000_000, 99_999_999).map(lambda number: f"06{number}"),
    iban=st.integers(1, 9_999_999_999).map(iban_from),
    mail=st.text(string.ascii_lowercase, min_size=6, max_size=12).map(lambda name: f"{name}@example.nl"),
)
def test_no_name_or_number_that_was_typed_reaches_any_file(
    assistant: Assistant, first: str, last: str, bsn: str, phone: str, iban: str, mail: str
) -> None:
    story = f"Mevrouw {first} {last} (BSN {bsn}, {phone}) vervuilt haar woning. Mag ik dit melden bij het meldpunt?"
    turn, _ = to_the_end(assistant, assistant.start(story).to_json())
    session = turn["sessie"]
    assistant.remark(session, f"Ik ken {first} {last}, zie {mail} en {iban}.", f"collega {last}")
    typed = [first, last.split()[-1], bsn, phone, iban, mail]
    for paper in assistant.papers(session):
        for form in FORMATS if paper["beschikbaar"] else ():
            file = assistant.verslag(session, paper["soort"], form)
            text = squeezed(text_of(file))
            assert [words for words in typed if squeezed(words) in text] == []
            assert [words for words in typed if words.encode() in file.content] == []
            if paper["soort"] == "afweging":
                assert "[PERSOON-1]" in text.replace("\\", "")
    assistant.forget(session)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.text(max_size=120), remark=st.text(max_size=60), by=st.text(max_size=20))
def test_whatever_is_typed_every_file_is_whole(assistant: Assistant, story: str, remark: str, by: str) -> None:
    verslag = verslag_of(assistant, TILBURG_3, story, remarks=[Remark(remark, by, TODAY)])
    word, pdf, markdown = (written(assistant, verslag, "afweging", form) for form in FORMATS)
    shown = (text_of(word), pdf_of(pdf).pages[0].extract_text(), text_of(markdown))
    assert all("Dit is geen juridisch advies" in text for text in shown)


HOSTILE = [
    '#eval("1+1") #read("/etc/passwd") $x$ @bron-1 <bron-2> */ // `code` \\u{41}',
    "<script>alert(1)</script> <w:p/> &amp; ]]> <!-- -->",
    "# Kop\n- lijst\n1. een\n| a | b |\n```\n[x](javascript:alert(1)) ![y](http://example.org/z.png)\n[a]: http://example.org",
    "[PERSOON-1](http://example.org) [PERSOON-1]: http://example.org",
    "\x00\x0b\ud800\u202e omgekeerd \u2066 \ufffe",
    "محمد 😀 漢字 ☒",
    "x" * 5000,
]


@pytest.mark.parametrize("story", HOSTILE)
def test_what_looks_like_an_instruction_is_only_text(assistant: Assistant, story: str) -> None:
    verslag = verslag_of(assistant, TILBURG_3, story)
    for kind in KINDS:
        for form in FORMATS:
            text = text_of(written(assistant, verslag, kind, form))
            assert "root:" not in text
    pdf = text_of(written(assistant, verslag, "afweging", "pdf"))
    markdown = written(assistant, verslag, "afweging", "md").content.decode()
    if "#eval" in story:
        assert squeezed('#eval("1+1")#read("/etc/passwd")$x$') in squeezed(pdf)
    if "javascript" in story:
        assert "[x](" not in markdown and "![y](" not in markdown and "\n# Kop" not in markdown
        assert "\n> [a]:" not in markdown
    if "PERSOON-1](" in story:
        assert "[PERSOON-1](" not in markdown and "> [PERSOON-1]:" not in markdown


def test_a_sign_the_pdf_cannot_show_is_said_to_be_left_out(assistant: Assistant) -> None:
    verslag = verslag_of(assistant, TILBURG_3, "Hij schreef 😀 op de deur.")
    pdf, word = (text_of(written(assistant, verslag, "afweging", form)) for form in ("pdf", "docx"))
    assert "😀" in word and "😀" not in pdf
    assert squeezed("Een teken dat dit bestand niet kan laten zien, staat er als \ufffd.") in squeezed(pdf)
    other = text_of(written(assistant, verslag_of(assistant, TILBURG_3, "Niets bijzonders."), "afweging", "pdf"))
    assert squeezed("Een teken dat dit bestand niet kan") not in squeezed(other)


def test_the_font_shows_every_sign_that_is_said_to_be_known() -> None:
    # It comes with the library that draws the pictures of the bench, and carries no types.
    fonts = importlib.import_module("fontTools.ttLib")
    known = {ord(char) for char in as_pdf.known_signs()} - {ord(char) for char in "☐☒\n"}
    for style in ("Regular", "Bold", "Italic"):
        assert known <= set(fonts.TTFont(as_pdf._FONTS / f"NotoSans-{style}.ttf").getBestCmap())
    assert known >= set(map(ord, string.ascii_letters + "éëïöüçñşığ€“”‘’–…•§"))


@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_escaped_markdown_keeps_every_letter(text: str) -> None:
    assert as_markdown.escaped(text).replace("\\", "") == text.replace("\\", "")


@given(text=st.text(max_size=60))
def test_plain_text_is_what_xml_can_hold(text: str) -> None:
    assert all(char in "\n" or char.isprintable() or char.isspace() or ord(char) > 0x9F for char in plain(text))
    plain(text).encode()
