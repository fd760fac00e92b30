"""Puts the assistant together from its settings, and refuses to start on a data file that is not right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.answer import Librarian
from assistant.answer_words import load_answer_words
from assistant.assistant import Assistant
from assistant.citations import everything_cited, resolve
from assistant.cite import Citer
from assistant.errors import AssistantError
from assistant.feedback import FeedbackBook
from assistant.glossary import load_glossary
from assistant.guard import Guard
from assistant.hearing import Hearing
from assistant.instruments import load_instruments
from assistant.kader.agenda import Agenda
from assistant.kader.checks import load_checks
from assistant.kader.facts import load_facts
from assistant.kader.proposals import load_proposals
from assistant.kader.table import load_table
from assistant.keeping import Keeper
from assistant.keeping.shelf import Shelf
from assistant.llm.aide import Aide, Orders
from assistant.llm.bounds import Bounds
from assistant.masking import Masker
from assistant.report.conclusion import CompletedWalk, conclude
from assistant.report.law_register import load_law_register
from assistant.report.receipt import read_receipt
from assistant.report.replay import Replayer
from assistant.report.wording import load_texts
from assistant.sessions import Sessions
from assistant.settings import Settings
from assistant.triage import Triager
from assistant.understand import Understander
from assistant.versions import FILE as VERSION_WORDS
from assistant.versions import load_version_words
from assistant.verslag import Office, load_papers
from assistant.what_if import WhatIf, load_what_if_words
from ingest.store import Store, StoreError, open_store

if TYPE_CHECKING:
    from assistant.walk import Walk


def build_assistant(settings: Settings, *, store: Store | None = None) -> Assistant:
    """Return an assistant on the active generation, or the one that the settings name; loads no model.

    Raises AssistantError when there is no index (it says how to make one), when a data file is damaged (file, key,
    reason), or when a rule, question or sentence cites a place that holds no passage.
    """
    try:
        opened = store or open_store(settings.data_dir, settings.generation)
    except StoreError as error:
        raise AssistantError(str(error)) from error
    facts = load_facts(settings.kader_dir / "feiten.yaml")
    table = load_table(settings.kader_dir / "regels.yaml", facts.domains)
    proposals = load_proposals(settings.kader_dir / "voorstellen.yaml", facts.domains)
    texts = load_texts(settings.texts_dir, settings.kader_dir / "verschillen.yaml", facts.domains)
    versions = load_version_words(settings.texts_dir / VERSION_WORDS)
    law = load_law_register(settings.corpus_dir / "wetsverwijzingen.yaml", opened, versions)
    answer_words = load_answer_words(settings.texts_dir / "antwoord.yaml")
    glossary = load_glossary(settings.corpus_dir / "begrippen.yaml")
    triager = Triager.load()
    checks = load_checks(settings.kader_dir / "controlevragen.yaml", facts.domains)
    instruments = load_instruments(settings.texts_dir / "instrumenten.yaml", facts.domains)
    agenda = Agenda(facts, table, proposals, checks=checks)
    citer = Citer(opened, law.notes(), changed=versions.note, own_document=versions.own_document)
    guard = Guard(opened)
    papers = load_papers(settings.texts_dir, facts.domains)
    resolve(everything_cited(agenda, texts, glossary, instruments, papers), citer)

    def concluded(answers: Mapping[str, str]) -> dict[str, Any]:
        return conclude(CompletedWalk(agenda, answers), texts, citer, guard, law).to_json()

    def compared(receipt: Mapping[str, Any]) -> str:
        replayer = Replayer(agenda, opened, texts, lambda walk: conclude(walk, texts, citer, guard, law))
        return replayer.replay(read_receipt(receipt, where="bewijs"), where="bewijs").in_short

    what_if = WhatIf(agenda, texts, load_what_if_words(settings.texts_dir / "wijzigen.yaml"), concluded)

    def make_walk(checkpointer: Any) -> Walk:
        from assistant.walk import Walk

        return Walk(agenda, concluded, checkpointer)

    sessions = Sessions(make_walk, hours=settings.session_hours)
    keeper = Keeper(
        sessions,
        Shelf(settings.data_dir),
        agenda,
        generation=opened.generation,
        words=settings.texts_dir / "bewaren.yaml",
        days=settings.keep_days,
        compare=compared,
    )
    return Assistant(
        store=opened,
        agenda=agenda,
        texts=texts,
        citer=citer,
        guard=guard,
        law=law,
        hearing=Hearing(Masker.load(), triager, Understander.load(triager=triager), settings.longest_text),
        librarian=Librarian(opened, citer, guard, answer_words, glossary),
        instruments=instruments,
        what_if=what_if,
        aide=Aide(settings.model, Orders.load(facts.domains), Bounds.load(), guard),
        sessions=sessions,
        keeper=keeper,
        feedback=FeedbackBook(settings.data_dir),
        figures=settings.figures_file,
        office=Office(papers, citer, opened.documents),
    )
