"""Watching publishers: what is newer is found and fetched only when asked; whatever a server does has a name."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.datafiles import read_yaml
from ingest.errors import DataFileError
from ingest.manifest import Source, load_manifest
from ingest.settings import SettingInvalid
from ingest.watch.asking import Asker
from ingest.watch.limits import WatchLimits, watch_limits_from_environment
from ingest.watch.memory import FILE
from ingest.watch.watching import FETCHED, Finding, Watch
from tests.ingest.conftest import CORPUS
from tests.ingest.publisher import Publisher, publisher

LIMITS = WatchLimits(seconds=10, tries=3, patience=30, file_bytes=1_000_000, http=True)
TEXTS = read_yaml(CORPUS.parent / "ingest" / "teksten.yaml")["uitgevers"]


@pytest.fixture
def server() -> Iterator[Publisher]:
    with publisher() as own:
        yield own


class Watcher:
    """Watches one document, and remembers how long it would have waited."""

    def __init__(self, data_dir: Path, limits: WatchLimits = LIMITS) -> None:
        self.data_dir = data_dir
        self.waited: list[float] = []
        self._watch = Watch(data_dir, Asker(limits, sleep=self.waited.append))

    def look(self, address: str, *, fetch: bool = False, version: str = "2021", sha256: str = "0" * 64) -> Finding:
        source = load_manifest(CORPUS).bronnen[0]
        changed = {"adres": address, "versie": version, "sha256": sha256}
        (finding,) = self._watch.look([source.model_copy(update=changed)], fetch=fetch)
        return finding


@pytest.fixture
def watcher(tmp_path: Path) -> Watcher:
    return Watcher(tmp_path / "data")


@pytest.mark.parametrize("tells", ["etag", "last-modified", "niets"])
def test_what_is_newer_is_found_and_stays_so_until_it_is_taken_in(
    server: Publisher, watcher: Watcher, tells: str
) -> None:
    server.etag = tells == "etag"
    server.last_modified = "Sat, 01 May 2021 10:00:00 GMT" if tells == "last-modified" else ""
    address = server.at("stuk.pdf")
    assert watcher.look(address).status == "eerste_keer"
    assert watcher.look(address).status == "ongewijzigd"

    server.content = b"de tweede versie"
    if server.last_modified:
        server.last_modified = "Fri, 01 May 2026 10:00:00 GMT"
    assert [watcher.look(address).status for _ in range(2)] == ["nieuwer", "nieuwer"]
    assert watcher.look(address, version="2026").status == "ongewijzigd"
    assert not (watcher.data_dir / FETCHED).exists()


def test_the_second_time_is_asked_with_conditions(server: Publisher, watcher: Watcher) -> None:
    server.last_modified = "Sat, 01 May 2021 10:00:00 GMT"
    for _ in range(2):
        watcher.look(server.at("stuk.pdf"))
    (_, first), (_, second) = server.asked
    assert "If-None-Match" not in first
    assert second["If-None-Match"] == f'"{hashlib.sha256(server.content).hexdigest()[:8]}"'
    assert second["If-Modified-Since"] == server.last_modified
    assert "Deelwijzer" in second["User-Agent"]


def test_a_file_that_is_ours_is_known_at_first_sight(server: Publisher, watcher: Watcher) -> None:
    ours = hashlib.sha256(server.content).hexdigest()
    assert watcher.look(server.at("stuk.pdf"), sha256=ours).status == "ongewijzigd"


def test_the_same_content_under_another_label_is_not_newer(server: Publisher, watcher: Watcher) -> None:
    server.etag, server.last_modified = False, "Sat, 01 May 2021 10:00:00 GMT"
    watcher.look(server.at("stuk.pdf"))
    server.last_modified = "Fri, 01 May 2026 10:00:00 GMT"
    assert watcher.look(server.at("stuk.pdf")).status == "ongewijzigd"


def test_a_newer_version_that_is_withdrawn_is_not_newer_any_more(server: Publisher, watcher: Watcher) -> None:
    first = server.content
    watcher.look(server.at("stuk.pdf"))
    server.content = b"te vroeg"
    assert watcher.look(server.at("stuk.pdf")).status == "nieuwer"
    server.content = first
    assert watcher.look(server.at("stuk.pdf")).status == "ongewijzigd"


def test_fetching_puts_the_newer_file_in_the_data_folder_once(server: Publisher, watcher: Watcher) -> None:
    address = server.at("map/Handreiking%20mei%202026.pdf?download=1")
    watcher.look(address, fetch=True)
    server.content = b"de tweede versie"
    assert watcher.look(address).file is None
    finding = watcher.look(address, fetch=True)
    assert finding.status == "nieuwer"
    assert finding.file == watcher.data_dir / FETCHED / "tilburg-dichtbij" / "Handreiking-mei-2026.pdf"
    assert finding.file.read_bytes() == b"de tweede versie"
    assert watcher.look(address, fetch=True).file == finding.file
    assert server.asked[-1][1]["If-None-Match"]
    assert [path.name for path in (watcher.data_dir / FETCHED).iterdir()] == ["tilburg-dichtbij"]


@pytest.mark.parametrize("path", ["../../../etc/passwd", "..%2F..%2Fetc%2Fpasswd", "%00.pdf", "a" * 300 + ".pdf", ""])
def test_no_name_of_a_publisher_leads_out_of_the_folder(server: Publisher, watcher: Watcher, path: str) -> None:
    watcher.look(server.at(path))
    server.content = b"anders"
    file = watcher.look(server.at(path), fetch=True).file
    assert file is not None
    assert file.resolve().parent == (watcher.data_dir / FETCHED / "tilburg-dichtbij").resolve()


@pytest.mark.parametrize(
    ("path", "status", "reason", "times"),
    [
        ("weg.pdf", "weg", "", 1),
        ("voorgoed-weg.pdf", "weg", "", 1),
        ("verboden.pdf", "onbereikbaar", "antwoord", 1),
        ("stuk.500", "onbereikbaar", "antwoord", 3),
        ("lus.pdf", "onbereikbaar", "omleiding", 6),
        ("naar-elders.pdf", "onbereikbaar", "geen_https", 1),
        ("naar-de-voordeur.pdf", "onbereikbaar", "webpagina", 2),
        ("leeg.pdf", "onbereikbaar", "leeg", 1),
        ("afgebroken.pdf", "onbereikbaar", "afgebroken", 3),
        ("reus.pdf", "onbereikbaar", "te_groot", 1),
        ("stille-reus.pdf", "onbereikbaar", "te_groot", 1),
        ("onzin.pdf", "onbereikbaar", "afgebroken", 3),
    ],
)
def test_whatever_a_server_does_has_a_name(
    server: Publisher, watcher: Watcher, path: str, status: str, reason: str, times: int
) -> None:
    finding = watcher.look(server.at(path), fetch=True)
    assert (finding.status, finding.reason, len(server.asked)) == (status, reason, times)
    assert not list((watcher.data_dir / FETCHED).iterdir())
    if reason:
        assert TEXTS["reden"][reason]


@pytest.mark.parametrize(("path", "times"), [("stil.pdf", 3), ("druppelt.pdf", 1)])
def test_a_slow_server_is_not_waited_for(server: Publisher, tmp_path: Path, path: str, times: int) -> None:
    watcher = Watcher(tmp_path / "data", replace(LIMITS, seconds=0.2))
    finding = watcher.look(server.at(path))
    assert (finding.status, finding.reason) == ("onbereikbaar", "te_langzaam")
    assert len(server.asked) >= times


def test_trouble_on_the_way_forgets_nothing(server: Publisher, watcher: Watcher) -> None:
    watcher.look(server.at("stuk.pdf"))
    server.failures = [(500, {})] * 3
    assert watcher.look(server.at("stuk.pdf")).status == "onbereikbaar"
    assert watcher.look(server.at("stuk.pdf")).status == "ongewijzigd"


def test_trouble_that_passes_is_waited_for_longer_each_time(server: Publisher, watcher: Watcher) -> None:
    server.failures = [(500, {}), (503, {})]
    assert watcher.look(server.at("stuk.pdf")).status == "eerste_keer"
    assert watcher.waited == [1, 2]


def test_a_server_that_asks_to_wait_is_given_what_it_asks(server: Publisher, watcher: Watcher) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    server.failures = [(429, {"Retry-After": "7"}), (503, {"Retry-After": moment})]
    assert watcher.look(server.at("stuk.pdf")).status == "eerste_keer"
    assert watcher.waited[0] == 7
    assert 0 < watcher.waited[1] <= 20


def test_a_server_that_asks_too_much_patience_is_left_alone(server: Publisher, watcher: Watcher) -> None:
    server.failures = [(503, {"Retry-After": "3600"})]
    assert watcher.look(server.at("stuk.pdf")).status == "onbereikbaar"
    assert (watcher.waited, len(server.asked)) == ([], 1)


def test_a_file_that_moved_for_good_says_where_to(server: Publisher, watcher: Watcher) -> None:
    assert watcher.look(server.at("verhuisd.pdf")).moved == server.at("nieuw/stuk.pdf")
    assert watcher.look(server.at("even-elders.pdf")).moved == ""


def test_without_encryption_nothing_is_asked_unless_it_is_set(server: Publisher, tmp_path: Path) -> None:
    watcher = Watcher(tmp_path / "data", WatchLimits(http=False))
    finding = watcher.look(server.at("stuk.pdf"))
    assert (finding.reason, server.asked) == ("geen_https", [])


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, watcher: Watcher) -> None:
    with publisher(self_signed(tmp_path)) as server:
        finding = watcher.look(server.at("stuk.pdf"))
    assert (finding.status, finding.reason, server.asked) == ("onbereikbaar", "certificaat", [])
    assert watcher.waited == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [("http://127.0.0.1:1/stuk.pdf", "geen_verbinding"), ("stuk.pdf", "adres"), ("https:///stuk.pdf", "adres")],
)
def test_an_address_where_nobody_is(watcher: Watcher, address: str, reason: str) -> None:
    finding = watcher.look(address)
    assert (finding.status, finding.reason) == ("onbereikbaar", reason)


def test_another_address_is_seen_for_the_first_time(server: Publisher, watcher: Watcher) -> None:
    watcher.look(server.at("stuk.pdf"))
    assert watcher.look(server.at("ander.pdf")).status == "eerste_keer"


@pytest.mark.parametrize("content", ["{", '{"tilburg-dichtbij": {"adres": 3}}'])
def test_a_damaged_memory_is_named(server: Publisher, watcher: Watcher, content: str) -> None:
    watcher.data_dir.mkdir()
    (watcher.data_dir / FILE).write_text(content, "utf-8")
    with pytest.raises(DataFileError, match=FILE):
        watcher.look(server.at("stuk.pdf"))


@pytest.mark.parametrize(
    ("name", "value"), [("SECONDEN", "0"), ("POGINGEN", "veel"), ("BYTES", "-1"), ("HTTP", "misschien")]
)
def test_a_limit_that_cannot_be_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingInvalid, match=f"DEELWIJZER_BRONNEN_{name}"):
        watch_limits_from_environment({f"DEELWIJZER_BRONNEN_{name}": value})


def test_limits_are_settings() -> None:
    given = {"DEELWIJZER_BRONNEN_SECONDEN": "5", "DEELWIJZER_BRONNEN_HTTP": "ja"}
    assert watch_limits_from_environment(given) == WatchLimits(seconds=5, http=True)
    assert watch_limits_from_environment({}) == WatchLimits()


def test_the_command_shows_a_table_and_an_exit_code_for_a_scheduler(
    server: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = load_manifest(CORPUS)
    paths = ["stuk.pdf", "weg.pdf", "verboden.pdf", "", ""]
    shown: list[Source] = [
        source.model_copy(update={"adres": server.at(path) if path else ""})
        for source, path in zip(manifest.bronnen, paths, strict=True)
    ]
    offered = manifest.model_copy(update={"bronnen": tuple(shown)})
    monkeypatch.setattr("ingest.watch.screen.active_manifest", lambda settings: offered)
    monkeypatch.setenv("DEELWIJZER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DEELWIJZER_BRONNEN_HTTP", "ja")
    monkeypatch.setenv("COLUMNS", "200")

    assert main(["watch"]) == 1
    told = capsys.readouterr().out
    for words in ("voor het eerst gezien", "weg", "antwoordt met code 403", "geen adres"):
        assert words in told
    server.content = b"de tweede versie"
    assert main(["watch"]) == 3
    assert "biedt iets anders aan dan versie 2025-05" in capsys.readouterr().out
    assert main(["watch", "--fetch"]) == 3
    told = capsys.readouterr().out
    assert "python -m ingest add" in told and "--document tilburg-dichtbij" in told

    offered = manifest.model_copy(update={"bronnen": tuple(shown[:1])})
    shutil.rmtree(tmp_path / "data")
    assert main(["watch"]) == 0
    assert json.loads((tmp_path / "data" / FILE).read_text("utf-8"))["tilburg-dichtbij"]["versie"] == "2025-05"


def self_signed(folder: Path) -> Path:
    """Return a file with a certificate for this machine that no authority signed, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "uitgever.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path
