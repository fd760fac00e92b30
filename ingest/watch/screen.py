"""The command `watch`: a table of what publishers offer, and an exit code that a scheduler can use."""

from collections.abc import Sequence
from typing import Any

from ingest.settings import Settings
from ingest.versions.own import active_manifest
from ingest.watch.asking import Asker
from ingest.watch.limits import watch_limits_from_environment
from ingest.watch.watching import GONE, NEWER, UNREACHABLE, Finding, Watch

_NOTHING_NEW, _TROUBLE, _NEWER = 0, 1, 3


def show_watch(settings: Settings, texts: dict[str, Any], *, fetch: bool) -> int:
    """Show per document what its publisher offers; `texts` are those of teksten.yaml under `uitgevers`.

    Returns 0 when nothing is newer, 3 when something is, and else 1 when an address is gone or gave no answer. With
    `fetch` what is newer is put in the data folder; nothing is added to the corpus. Raises IngestError and OSError.
    """
    from rich.console import Console

    console = Console()
    watch = Watch(settings.data_dir, Asker(watch_limits_from_environment()))
    with Console(stderr=True).status("") as status:
        findings = watch.look(
            active_manifest(settings).bronnen,
            fetch=fetch,
            progress=lambda document: status.update(texts["bezig"].format(document=document)),
        )
    console.print(_table(findings, texts))
    found = {finding.status for finding in findings}
    if NEWER in found:
        return _NEWER
    return _TROUBLE if found & {GONE, UNREACHABLE} else _NOTHING_NEW


def _table(findings: Sequence[Finding], texts: dict[str, Any]) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for column in texts["kolommen"].values():
        table.add_column(column, overflow="fold")
    for finding in findings:
        # Text and not a string: what stands between square brackets in an address is no markup.
        cells = (finding.source.id, texts["stand"][finding.status], _explanation(finding, texts))
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _explanation(finding: Finding, texts: dict[str, Any]) -> str:
    if finding.status == UNREACHABLE:
        words = texts["reden"][finding.reason]
    else:
        words = texts["uitleg"]["binnengehaald" if finding.file else finding.status]
    source = finding.source
    told = [
        words.format(
            document=source.id, versie=source.versie, adres=source.adres, detail=finding.detail, bestand=finding.file
        )
    ]
    if finding.moved:
        told.append(texts["verhuisd"].format(adres=finding.moved))
    return " ".join(told)
