"""Documents that the tests of the readers make: PDFs letter by letter, and Word files part by part."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

WIDTH, HEIGHT = A4
LEADING = 13
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PROSE = (
    "De professional bepaalt eerst het doel van de uitwisseling en kijkt daarna welke grondslag daarbij past. "
    "Zonder grondslag mag je niets delen, ook niet met een collega. "
)


class Page:
    """Draws on a page; `y` is where the next line goes."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.y = HEIGHT - 90.0

    def line(self, text: str, *, x: float = 60, size: float = 10, bold: bool = False, step: float = LEADING) -> None:
        """Draw a line, and go down."""
        self.at(x, self.y, text, size=size, bold=bold)
        self.y -= step

    def at(self, x: float, y: float, text: str, *, size: float = 10, bold: bool = False) -> None:
        """Draw text on a place."""
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(x, y, text)

    def prose(self, text: str, *, x: float = 60, width: float = 470, gap: float = 8) -> None:
        """Draw a paragraph in lines as wide as they fit."""
        for line in broken(self.canvas, text, width):
            self.line(line, x=x)
        self.y -= gap


def broken(canvas: Canvas, text: str, width: float) -> list[str]:
    """Return a text in lines that fit a width."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if canvas.stringWidth(longer, "Helvetica", 10) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def pdf(path: Path, *pages: Callable[[Page], None], password: str = "", turned: int = 0) -> Path:
    """Write a PDF with a function that draws each page."""
    lock = StandardEncryption(password) if password else None
    canvas = Canvas(str(path), pagesize=A4, encrypt=lock)
    for draw in pages:
        if turned:
            canvas.setPageRotation(turned)
        draw(Page(canvas))
        canvas.showPage()
    canvas.save()
    return path


def picture(page: Page) -> None:
    """Draw nothing but a picture, as a scanner does."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]

    page.canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "gray")), 0, 0, WIDTH, HEIGHT)


def package(path: Path, parts: dict[str, str | bytes]) -> Path:
    """Write a zip file with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def word(path: Path, body: str, **parts: str) -> Path:
    """Write a Word file with the XML of its body, and of other parts by name (styles, numbering, footnotes)."""
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    beside = {f"word/{name}.xml": f"<w:{name} {W}>{content}</w:{name}>" for name, content in parts.items()}
    return package(path, {"word/document.xml": document, **beside})


def paragraph(text: str, style: str = "", extra: str = "") -> str:
    """Return the XML of a paragraph; `extra` holds runs that come after its text."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{extra}</w:p>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return the XML of a table."""
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def locked_word(path: Path) -> Path:
    """Write what a Word file with a password is: an old container that names its locked content."""
    return _written(path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))


def png() -> bytes:
    """Return a picture."""
    from PIL import Image

    held = io.BytesIO()
    Image.new("RGB", (4, 4)).save(held, "PNG")
    return held.getvalue()


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
