"""What the tests of the papers share: a walk that ended, and every kind of file read back as text."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import docx
import pypdf

from assistant import Assistant
from assistant.kader.codes import Step
from assistant.sessions import Remark, Session
from assistant.verslag import Download, gather
from assistant.verslag.verslag import Verslag
from assistant.walk import Position

KINDS = ("afweging", "formulier", "informatieblad")
FORMATS = ("docx", "pdf", "md")
TODAY = date.today().isoformat()


def verslag_of(
    assistant: Assistant,
    facts: Mapping[str, str],
    story: str = "",
    *,
    ticked: Sequence[str] = (),
    remarks: Sequence[Remark] = (),
) -> Verslag:
    """Return the verslag of a walk with these answers, as a conversation that ended there would give it."""
    walked = assistant.walk(facts).to_json()
    answers = walked["conclusie"]["bewijs"]["antwoorden"]
    session = Session("s", "s", begun=True, ticked=set(ticked), remarks=list(remarks))
    position = Position(
        None,
        Step.DATA,
        {"question": story, "conclusion": walked["conclusie"], "answers": answers},
    )

    def mask(text: str) -> str:
        return assistant._hearing.mask(text, session.masking).text

    made = gather(session, position, assistant._replies.writer, assistant._citer, mask)
    assert made is not None
    return made


def written(assistant: Assistant, verslag: Verslag, kind: str, form: str) -> Download:
    """Return a paper as a file."""
    return assistant._office.write(verslag, kind, form)


def text_of(file: Download) -> str:
    """Return what a file says, read back, its properties and attached files included."""
    if file.name.endswith(".md"):
        return file.content.decode()
    if file.name.endswith(".docx"):
        return docx_text(file.content)
    reader = pypdf.PdfReader(io.BytesIO(file.content))
    attached = [content.decode() for contents in reader.attachments.values() for content in contents]
    return "\n".join([*(page.extract_text() for page in reader.pages), str(reader.metadata), *attached])


def docx_text(content: bytes) -> str:
    """Return all words of a Word file in the order of the document: tables, content controls and footer included."""
    word = docx.Document(io.BytesIO(content))
    parts = [word.element.body, *(section.footer._element for section in word.sections)]
    names: dict[str, Callable[[Any], str]] = {
        "t": lambda node: node.text or "",
        "tab": lambda node: "\t",
        "p": lambda node: "\n",
    }
    said = [
        names[name](node)
        for part in parts
        for node in part.iter()
        if (name := str(node.tag).rsplit("}", 1)[-1]) in names
    ]
    properties = word.core_properties
    return "".join([*said, "\n", properties.title, "\n", properties.author, properties.comments])


def squeezed(text: str) -> str:
    """Return a text without white space and source numbers' narrow spaces, as files break their lines anywhere."""
    return re.sub(r"\s+", "", text)


def pdf_of(file: Download) -> Any:
    """Return a PDF opened."""
    return pypdf.PdfReader(io.BytesIO(file.content))
