"""A casus of one's own: walked in the terminal or from a receipt, never with personal data, and it runs."""

import json
import re
from pathlib import Path

import pytest

from assistant import Assistant, Settings, build_assistant
from evals.cases import load_casussen, load_casussen_in
from evals.corpus import Corpus, Stretch
from evals.drafting import draft, kept_proof, read_proof
from evals.errors import EvalError
from evals.runner import run_suites
from evals.selection import Selection
from ingest.store import open_store

pytestmark = pytest.mark.integration
QUESTION = "Ik werk bij een woningcorporatie. Een huurder vervuilt zijn woning. Mag ik dit doorgeven aan het wijkteam?"


class Person:
    """Answers the questions about the casus as given, and those of the walk with Enter, no or the first option."""

    def __init__(self, **answers: str | list[str]) -> None:
        self.answers = {key: [value] if isinstance(value, str) else list(value) for key, value in answers.items()}
        self.heard: list[str] = []

    def say(self, text: str) -> None:
        self.heard.append(text)

    def ask(self, text: str) -> str:
        self.heard.append(text)
        for start, given in self.answers.items():
            if text.lower().startswith(start.replace("_", " ")):
                return given.pop(0) if len(given) > 1 else given[0]
        if text.startswith("Je keuze"):
            asked = max(place for place, line in enumerate(self.heard) if line.startswith("[stap"))
            no = (line.split(".")[0].strip() for line in self.heard[asked:] if ". Nee" in line[:8])
            return next(no, "1")
        return ""


def person(**more: str | list[str]) -> Person:
    told: dict[str, str | list[str]] = {
        "beschrijf": QUESTION,
        "in_een_bewijs": QUESTION,
        "is_dat": "j",
        "geeft_de_bron": "j",
        "op_welke": "002:476-488",
        "waarom": "Het past bij de taak.",
        "hoe_heet": "onze-eerste",
    }
    return Person(**{**told, **more})


def test_a_walk_in_the_terminal_becomes_a_casus_that_runs(assistant: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "eigen" / "wijk.yaml"
    written = draft(file, assistant, Corpus(), person())
    (read,) = load_casussen_in(file.parent)
    assert read == written
    (suite,) = run_suites(assistant, selection=Selection(("eigen",), own_folder=file.parent)).suites
    assert [case.missed for case in suite.cases] == [[]]


@pytest.fixture
def receipt(assistant: Assistant, tmp_path: Path) -> Path:
    casus = load_casussen()[0]
    conclusion = assistant.walk(casus.feiten, casus.vraag).to_json()["conclusie"]
    file = tmp_path / "bewijs.json"
    file.write_text(json.dumps(conclusion["bewijs"]), "utf-8")
    return file


def test_a_receipt_of_the_app_becomes_a_casus_beside_the_ones_there(
    assistant: Assistant, tmp_path: Path, receipt: Path
) -> None:
    file = tmp_path / "eigen" / "wijk.yaml"
    draft(file, assistant, Corpus(), person(), read_proof(receipt))
    draft(
        file, assistant, Corpus(), person(hoe_heet=["onze-eerste", "Onze Tweede", "onze-tweede"]), read_proof(receipt)
    )
    first, second = load_casussen_in(file.parent)
    assert (first.id, second.id) == ("onze-eerste", "onze-tweede")
    assert first.verwacht.conclusie == "ja_mits" and first.verwacht.grondslag == "eigen_taak"
    (suite,) = run_suites(assistant, selection=Selection(("eigen",), own_folder=file.parent)).suites
    assert suite.right == 2


def test_a_text_that_points_at_a_person_is_asked_again(assistant: Assistant, tmp_path: Path, receipt: Path) -> None:
    someone = person(in_een_bewijs=["", "Mevrouw Jansen, bsn 900007849, krijgt hulp. Mag dat door?", QUESTION])
    written = draft(tmp_path / "e.yaml", assistant, Corpus(), someone, read_proof(receipt))
    assert "Jansen" not in (tmp_path / "e.yaml").read_text("utf-8")
    assert written.vraag == QUESTION
    assert any("persoon kan aanwijzen" in line for line in someone.heard)


def test_who_expects_another_outcome_says_which_and_no_more_is_judged(
    assistant: Assistant, tmp_path: Path, receipt: Path
) -> None:
    someone = person(is_dat="n", welke_uitkomst=["misschien", "nee"], op_welke=["009:1", "002", "002:476-488, 000:43"])
    written = draft(tmp_path / "e.yaml", assistant, Corpus(), someone, read_proof(receipt))
    assert written.verwacht.model_dump(exclude_defaults=True) == {"conclusie": "nee"}
    assert written.bron == ["002:476-488", "000:43"]


def test_a_walk_kept_in_the_app_gives_its_answers_and_no_word_of_what_was_typed(
    built_data_dir: Path, tmp_path: Path
) -> None:
    casus = load_casussen()[0]
    app = build_assistant(Settings(data_dir=tmp_path), store=open_store(built_data_dir))
    turn = app.start(casus.vraag).to_json()
    code = app.keep(turn["sessie"])
    with pytest.raises(EvalError, match="has no conclusion yet"):
        kept_proof(code, app)
    while turn["conclusie"] is None:
        asked = turn["volgende_vraag"]
        turn = app.answer(turn["sessie"], asked["feit"], asked["opties"][0]["waarde"]).to_json()
    proof = kept_proof(app.keep(turn["sessie"]), app)
    assert proof == turn["conclusie"]["bewijs"]
    assert casus.vraag not in json.dumps(proof)


@pytest.mark.parametrize(
    ("content", "told"),
    [("{", "no readable JSON"), ('{"soort": "iets"}', "this is no receipt"), ("[]", "this is no receipt")],
)
def test_what_is_no_receipt_is_one_clear_line(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(content, "utf-8")
    with pytest.raises(EvalError, match=told):
        read_proof(file)


def test_the_example_of_the_docs_has_the_form_of_a_casus(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "casussen.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "voorbeeld.yaml").write_text(example, "utf-8")
    (casus,) = load_casussen_in(tmp_path)
    places = [*casus.bron, *casus.verwacht.bronnen]
    assert all(Corpus().text(Stretch.parse(place)) for place in places)
