"""About this version: the documents, the models and tables it works with, and how well it does on the evals."""

from __future__ import annotations

from typing import Any

from assistant.kader.agenda import Agenda
from assistant.report.receipt import PRODUCT_VERSION
from ingest.store import Store


def about(
    store: Store, agenda: Agenda, *, language_model: str | None, figures: dict[str, Any] | None
) -> dict[str, Any]:
    """Return what this version rests on, as plain data."""
    documents = [
        {
            "id": info.id,
            "nummer": info.number,
            "titel": info.title,
            "uitgever": info.publisher,
            "version": info.version,
            "datum": info.date,
            "status": info.status,
            "lokaal": info.local,
            "opmerking": info.remark,
        }
        for info in store.documents.values()
    ]
    return {
        "documenten": documents,
        "generatie": store.generation,
        "gemaakt": store.made,
        "model": store.model,
        "herordenaar": store.reranker,
        "taalmodel": language_model,
        "tabelversie": agenda.table.version,
        "passages": len(store.passages),
        "regels": len(agenda.table.rows),
        "productversie": PRODUCT_VERSION,
        "cijfers": figures,
    }
