"""The words of the page: complete, none left over, and a clear error for a damaged file."""

import json
import re
import shutil
from pathlib import Path

import pytest

from assistant import Settings
from ui.errors import TextFileError
from ui.render.feedback import KINDS
from ui.texts import TEXTS_DIR, PageTexts, load_page_texts

UI = TEXTS_DIR.parent
# Labels whose name is put together: the beginning stands in the code, the rest comes with the reply.
FAMILIES = ("delen_wel_", "stand_", "trede_", "tab_", "melden_soort_", "suite_")


def test_every_label_is_used_and_every_used_label_exists(texts: PageTexts) -> None:
    code = "".join(path.read_text("utf-8") for path in UI.rglob("*.py"))
    literals = set(re.findall(r"""["']([a-z_]+)["']""", code))
    families = {name for name in texts.labels if name.startswith(FAMILIES)}
    assert texts.labels.keys() - families <= literals
    asked = set(re.findall(r'\.label\(\s*"([a-z_]+)"', code)) - set(FAMILIES)
    assert asked <= texts.labels.keys()


def test_every_state_has_a_word(texts: PageTexts, tmp_path: Path) -> None:
    states = {"stand_open", "stand_huidig", "stand_klaar"}
    rungs = {"trede_open", "trede_in_zicht", "trede_gesloten", "trede_niet_nodig"}
    tabs = {"tab_stappen", "tab_bronnen", "tab_verslag", "tab_bewaren", "tab_instrumenten", "tab_kader", "tab_over"}
    feedback = {f"melden_soort_{kind}" for kind in KINDS}
    later = {"delen_wel_alleen_met_toestemming"}
    measured = json.loads(Settings(data_dir=tmp_path).figures_file.read_text("utf-8"))
    suites = {f"suite_{suite['suite']}" for suite in measured["suites"]}
    assert later | states | rungs | tabs | feedback | suites == {
        name for name in texts.labels if name.startswith(FAMILIES)
    }


def test_every_outcome_of_the_contract_has_a_look(texts: PageTexts) -> None:
    assert texts.outcomes.keys() == {
        *("ja_mits", "alleen_met_toestemming", "alleen_anoniem", "alleen_dat_informatie", "moet_verstrekken"),
        *("nee", "eerst_overleg_nodig", "acuut_112", "buiten_bereik"),
    }


def test_every_look_stands_in_the_style_sheet(texts: PageTexts) -> None:
    style = (UI / "theme" / "deelwijzer.css").read_text("utf-8")
    forms = {look.form for look in (*texts.notices.values(), *texts.outcomes.values())}
    assert [form for form in forms if f".dw-vorm-{form}" not in style] == []


def test_the_page_asks_nothing_of_other_machines() -> None:
    for path in (UI / "theme").iterdir():
        addresses = re.findall(
            r"(?:https?:)?//[\w.]+", path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        )
        assert [address for address in addresses if "." in address] == [], path.name


@pytest.mark.parametrize(
    ("file", "content", "named"),
    [
        ("labels.yaml", "titel: 3", "titel"),
        ("labels.yaml", "titel: [", "labels.yaml"),
        ("labels.yaml", "- titel", "labels.yaml"),
        ("voorbeelden.yaml", "voorbeelden: []", "voorbeelden"),
        ("voorbeelden.yaml", 'voorbeelden: [{titel: "a"}]', "voorbeelden[0]"),
        ("vormen.yaml", 'meldingen: {acuut: {kop: "a", teken: "!"}}\nuitkomsten: {nee: {}}', "meldingen[0]"),
        ("herhaling.yaml", "herhaling: [{zin: a}]", "herhaling[0]"),
        ("herhaling.yaml", "herhaling: [{zin: a, staat_al_in: []}]", "herhaling[0].staat_al_in"),
        ("over.yaml", 'niet: ["a"]\nfouten: {mislukt: ""}\nstarten: {klaar: "a"}', "fouten.mislukt"),
    ],
)
def test_a_damaged_file_is_named_with_its_key(tmp_path: Path, file: str, content: str, named: str) -> None:
    folder = tmp_path / "teksten"
    shutil.copytree(TEXTS_DIR, folder)
    (folder / file).write_text(content, "utf-8")
    with pytest.raises(TextFileError) as caught:
        load_page_texts(folder)
    assert file in str(caught.value)
    assert named in str(caught.value)
