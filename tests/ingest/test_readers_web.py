"""A web page and a Markdown file are read for what they say: no scripts, no menus, no signs of markup."""

from pathlib import Path

import pytest

from ingest.readers import FileEmpty, Limits, ReadError, ReadText, read_file
from ingest.readers.within import read_within

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Titel</title><style>p {color: red}</style>
</head><body><nav><a href="/">Menu</a></nav><header>Kop</header>{content}<footer>Voet</footer></body></html>"""


def web(path: Path, content: str, encoding: str = "utf-8") -> ReadText:
    path.write_bytes(PAGE.replace("{content}", content).encode(encoding))
    return read_within(path, limits=Limits())


def markdown(path: Path, content: str) -> ReadText:
    path.write_text(content, "utf-8")
    return read_within(path, limits=Limits())


def said(text: ReadText) -> list[str]:
    return [line for line in text.lines if line]


def test_the_main_content_is_read_in_order(tmp_path: Path) -> None:
    text = web(
        tmp_path / "a.html",
        "<main><h1>Privacy &amp; delen</h1><p>Eerste <b>vette</b> alinea&nbsp;met <a href=x>een link</a>.<br>Nieuwe "
        "regel</p><ul><li>een<ul><li>diep</li></ul></li><li><p>twee</p></li></ul><ol start=3><li>c<li>d</ol>"
        "<table><tr><th>A<th>B<tr><td>1<td>2 | 3</table><h2>Sub</h2>los<blockquote>citaat</blockquote></main>",
    )
    assert said(text) == [
        "Privacy & delen", "Eerste vette alinea met een link.", "Nieuwe regel", "• een", "• diep", "• twee", "3. c",
        "4. d", "A | B", "1 | 2 / 3", "Sub", "los", "citaat",
    ]  # fmt: skip
    assert {text.lines[line - 1]: level for line, level in text.headings.items()} == {"Privacy & delen": 1, "Sub": 2}
    assert set(text.kinds.values()) == {"lijst", "tabel", "citaat"}


@pytest.mark.parametrize(
    "unwanted",
    [
        "<script>weg()</script>",
        "<style>weg</style>",
        "<nav>weg</nav>",
        "<noscript>weg</noscript>",
        "<template>weg</template>",
        "<!-- weg -->",
        "<div hidden>weg</div>",
        "<div style='display: none'>weg</div>",
        "<span aria-hidden=true>weg</span>",
        "<div role=navigation>weg</div>",
        "<button>weg</button>",
        "<svg><text>weg</text></svg>",
        "<iframe srcdoc='weg'>weg</iframe>",
        "<p onclick='weg()'></p>",
        "<script><p>weg</p>",
    ],
)
def test_what_is_no_text_is_left_out(tmp_path: Path, unwanted: str) -> None:
    text = web(tmp_path / "a.html", f"<main><p>Tekst.</p>{unwanted}</main>")
    assert text.lines[0] == "Tekst."
    assert "weg" not in " ".join(text.lines)


def test_a_page_without_a_main_part_is_read_without_what_stands_around_it(tmp_path: Path) -> None:
    text = web(tmp_path / "a.html", "<div><h1>Delen</h1><p>Tekst.</p></div>")
    assert said(text) == ["Delen", "Tekst."]
    assert any("geen hoofddeel" in remark for remark in text.remarks)


def test_the_encoding_a_page_declares_is_used_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes("<html><meta charset=iso-8859-15><p>één € cliënt</p>".encode("iso-8859-15"))
    text = read_within(tmp_path / "a.html", limits=Limits())
    assert said(text) == ["één € cliënt"]
    assert any("iso-8859-15" in remark for remark in text.remarks)


def test_notes_of_a_page_are_notes(tmp_path: Path) -> None:
    text = web(
        tmp_path / "a.html",
        "<main><p>Tekst<sup>1</sup></p><section class=footnotes><ol><li>Noot.</ol></section></main>",
    )
    assert said(text) == ["Tekst1", "1 Noot."]
    assert list(text.kinds.values()) == ["voetnoot"]


@pytest.mark.parametrize("depth", [3000, 200_000])
def test_elements_without_end_of_depth_are_refused(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><main>" + "<div>" * depth + "diep", "utf-8")
    with pytest.raises(ReadError):
        read_file(path, limits=Limits())


def test_markdown_is_read_for_what_it_says(tmp_path: Path) -> None:
    text = markdown(
        tmp_path / "a.md",
        "---\ntitle: weg\n---\n# Delen\n\nTekst met *nadruk*[^a], `code` en [een link](http://x).\nLoopt door.\n\n"
        "- een\n- twee[^b]\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nSub\n---\n> citaat\n\n[^a]: De eerste\n    noot.\n"
        "[^b]: Noot twee.\n\n<script>weg()</script>\n",
    )
    assert said(text) == [
        "Delen", "Tekst met nadruk1, code en een link. Loopt door.", "1 De eerste noot.", "• een", "• twee2",
        "2 Noot twee.", "A | B", "1 | 2", "Sub", "citaat",
    ]  # fmt: skip
    assert {text.lines[line - 1]: level for line, level in text.headings.items()} == {"Delen": 1, "Sub": 2}
    assert sorted(set(text.kinds.values())) == ["citaat", "lijst", "tabel", "voetnoot"]


def test_a_markdown_file_with_only_markup_is_empty(tmp_path: Path) -> None:
    with pytest.raises(FileEmpty):
        markdown(tmp_path / "a.md", "---\n\n<!-- niets -->\n")
