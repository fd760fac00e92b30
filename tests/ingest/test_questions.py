"""Example questions: checked when read, kept while the words of their passage are the same, told when they are not."""

from pathlib import Path

import pytest

import ingest.__main__ as cli
from ingest.build import build, by_number, read_passages
from ingest.errors import DataFileError
from ingest.manifest import load_manifest
from ingest.records import Passage
from ingest.retrieval.questions import ExampleQuestions, load_questions, passage_hash, stamp_questions
from ingest.settings import Settings
from ingest.store import open_store
from tests.ingest.conftest import CORPUS


def passages_of(corpus: Path) -> dict[str, list[Passage]]:
    manifest = load_manifest(corpus)
    return by_number(manifest, read_passages(corpus, manifest))


def write(corpus: Path, text: str) -> Path:
    folder = corpus / "vragen"
    folder.mkdir(exist_ok=True)
    (folder / "000.yaml").write_text(text, "utf-8")
    return folder


def entry(passage: Passage, *questions: str) -> str:
    listed = "".join(f'    - "{question}"\n' for question in questions)
    return f'- passage: "000:{passage.start_line}-{passage.end_line}"\n  vragen:\n{listed}'


@pytest.fixture
def first(small_corpus: Path) -> Passage:
    return passages_of(small_corpus)["000"][0]


def load(corpus: Path) -> ExampleQuestions:
    return load_questions(corpus / "vragen", passages_of(corpus))


def test_a_corpus_without_questions_has_none(small_corpus: Path) -> None:
    questions = load(small_corpus)
    assert (dict(questions.of_passage), questions.dropped) == ({}, ())


def test_questions_count_once_they_are_stamped(small_corpus: Path, first: Passage) -> None:
    folder = write(small_corpus, "# wat mensen vragen\n" + entry(first, "mag dit", "moet dat"))
    assert load(small_corpus).unstamped == (f"000:{first.start_line}-{first.end_line}",)
    assert stamp_questions(folder, passages_of(small_corpus)) == 1
    assert load(small_corpus).of_passage == {first.passage_id: ("mag dit", "moet dat")}
    text = (folder / "000.yaml").read_text("utf-8")
    assert text.startswith("# wat mensen vragen\n") and passage_hash(first) in text
    assert stamp_questions(folder, passages_of(small_corpus)) == 0
    assert (folder / "000.yaml").read_text("utf-8") == text


def test_a_changed_passage_loses_its_questions_and_stamping_does_not_bring_them_back(
    small_corpus: Path, first: Passage
) -> None:
    folder = write(small_corpus, entry(first, "mag dit"))
    stamp_questions(folder, passages_of(small_corpus))
    text = (folder / "000.yaml").read_text("utf-8").replace(passage_hash(first), "0" * 12)
    write(small_corpus, text)
    assert stamp_questions(folder, passages_of(small_corpus)) == 0
    questions = load(small_corpus)
    assert questions.outdated == (f"000:{first.start_line}-{first.end_line}",)
    assert not questions.of_passage


def test_questions_go_along_with_a_passage_that_moves(small_corpus: Path, first: Passage) -> None:
    folder = write(small_corpus, entry(first, "mag dit"))
    stamp_questions(folder, passages_of(small_corpus))
    path = folder / "000.yaml"
    path.write_text(path.read_text("utf-8").replace(f"000:{first.start_line}-{first.end_line}", "000:90-99"), "utf-8")
    assert load(small_corpus).of_passage == {first.passage_id: ("mag dit",)}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("vragen: []", "list"),
        ('- passage: "000:1-2"\n', "overgeslagen"),
        ('- passage: "000:1-2"\n  vragen: ["a"]\n  overgeslagen: "nee"\n', "overgeslagen"),
        ('- passage: "0:1-2"\n  vragen: ["a"]\n', "passage"),
        ('- passage: "000:1-2"\n  vragen: [3]\n', "vragen"),
        ('- passage: "000:1-2"\n  vragen: ["a"]\n- passage: "000:1-2"\n  vragen: ["b"]\n', "twice"),
    ],
)
def test_a_damaged_file_is_named_with_the_place(small_corpus: Path, text: str, named: str) -> None:
    write(small_corpus, text)
    with pytest.raises(DataFileError, match=named) as caught:
        load(small_corpus)
    assert caught.value.path.name == "000.yaml"


def test_questions_on_lines_that_are_no_passage_cannot_be_stamped(small_corpus: Path) -> None:
    folder = write(small_corpus, '- passage: "000:90-99"\n  vragen: ["a"]\n')
    with pytest.raises(DataFileError, match="90-99"):
        stamp_questions(folder, passages_of(small_corpus))


@pytest.mark.slow
def test_a_build_finds_a_passage_by_its_questions_and_never_shows_them(
    small_corpus: Path,
    first: Passage,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others = passages_of(small_corpus)["000"][1:]
    folder = write(small_corpus, entry(first, "zwijgplicht tegenover oma") + entry(others[-1], "krokodil in bad"))
    stamp_questions(folder, passages_of(small_corpus))
    settings = Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data")
    assert build(settings).dropped == ()
    hits = open_store(settings.data_dir).search("krokodil", k=1).hits
    assert [hit.passage for hit in hits] == [others[-1]]
    assert all("krokodil" not in hit.passage.text + hit.passage.reading_text for hit in hits)

    path = folder / "000.yaml"
    path.write_text(path.read_text("utf-8").replace(passage_hash(first), "0" * 12), "utf-8")
    monkeypatch.setattr(cli, "settings_from_environment", lambda: settings)
    assert cli.main(["build"]) == 0
    warned = [line for line in capsys.readouterr().err.splitlines() if "voorbeeldvragen" in line]
    assert len(warned) == 1 and f"000:{first.start_line}-{first.end_line}" in warned[0]


def test_every_example_question_of_the_corpus_belongs_to_a_passage_of_today() -> None:
    passages = passages_of(CORPUS)
    questions = load_questions(CORPUS / "vragen", passages)
    assert questions.dropped == ()
    everywhere = {passage.passage_id for own in passages.values() for passage in own}
    assert questions.of_passage.keys() | questions.skipped.keys() == everywhere
