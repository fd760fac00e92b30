"""Puts the assistant together from its settings, and refuses to start on a data file that is not right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.answer import Librarian
from assistant.assistant import Assistant
from assistant.cite import Citer
from assistant.errors import AssistantError
from assistant.glossary import load_glossary
from assistant.guard import Guard, normalise
from assistant.hearing import Hearing
from assistant.instruments import Instruments, load_instruments
from assistant.kader.agenda import Agenda
from assistant.kader.checks import load_checks
from assistant.kader.facts import load_facts
from assistant.kader.proposals import load_proposals
from assistant.kader.table import load_table
from assistant.literal import load_answer_words
from assistant.llm.aide import Aide, Orders
from assistant.llm.bounds import Bounds
from assistant.masking import Masker
from assistant.report.conclusion import CompletedWalk, conclude
from assistant.report.law_register import load_law_register
from assistant.report.wording import Texts, load_texts
from assistant.sessions import Sessions
from assistant.settings import Settings
from assistant.triage import Triager
from assistant.understand import Understander
from ingest.store import Store, StoreError, open_store

if TYPE_CHECKING:
    from assistant.walk import Walk


def build_assistant(settings: Settings, *, store: Store | None = None) -> Assistant:
    """Return an assistant on the active generation; loads no model.

    Raises AssistantError when there is no index (it says how to make one), when a data file is damaged (file, key,
    reason), or when a rule, question or sentence cites a place that holds no passage.
    """
    try:
        opened = store or open_store(settings.data_dir)
    except StoreError as error:
        raise AssistantError(str(error)) from error
    facts = load_facts(settings.kader_dir / "feiten.yaml")
    table = load_table(settings.kader_dir / "regels.yaml", facts.domains)
    proposals = load_proposals(settings.kader_dir / "voorstellen.yaml", facts.domains)
    texts = load_texts(settings.texts_dir, settings.kader_dir / "verschillen.yaml", facts.domains)
    law = load_law_register(settings.corpus_dir / "wetsverwijzingen.yaml", opened.documents)
    answer_words = load_answer_words(settings.texts_dir / "antwoord.yaml")
    glossary = load_glossary(settings.corpus_dir / "begrippen.yaml")
    triager = Triager.load()
    checks = load_checks(settings.kader_dir / "controlevragen.yaml", facts.domains)
    instruments = load_instruments(settings.texts_dir / "instrumenten.yaml", facts.domains)
    agenda = Agenda(facts, table, proposals, checks=checks)
    citer = Citer(opened, law.notes())
    guard = Guard(opened)
    _resolve_everything(agenda, texts, citer)
    _resolve_quotes(agenda, instruments, citer)
    for entry in glossary.entries:
        citer.cite(entry.places, used_by=f"begrip {entry.term}")

    def concluded(answers: Mapping[str, str]) -> dict[str, Any]:
        return conclude(CompletedWalk(agenda, answers), texts, citer, guard, law).to_json()

    def make_walk(checkpointer: Any) -> Walk:
        from assistant.walk import Walk

        return Walk(agenda, concluded, checkpointer)

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
        aide=Aide(settings.model, Orders.load(facts.domains), Bounds.load(), guard),
        sessions=Sessions(make_walk, settings.data_dir, hours=settings.session_hours),
    )


def _resolve_everything(agenda: Agenda, texts: Texts, citer: Citer) -> None:
    """Look up every place that can ever be cited, so that a broken citation stops the start and not a walk."""
    for row in agenda.table.rows:
        citer.cite(row.sources, used_by=row.row_id)
    for size_row in agenda.table.size_rows:
        citer.cite(size_row.sources, used_by=size_row.row_id)
    for definition in agenda.table.definitions:
        citer.cite(definition.sources, used_by=definition.name)
    for proposal in agenda.proposals.every:
        citer.cite(proposal.sources, used_by=proposal.proposal_id)
    for form_id, sources in agenda.proposals.forms.places:
        citer.cite(sources, used_by=form_id)
    for step in agenda.facts.steps.values():
        citer.cite(step.sources, used_by=f"stap {step.step}")
    for fact in agenda.facts.by_id.values():
        citer.cite(fact.sources, used_by=fact.fact_id)
        for option in fact.options:
            citer.cite(option.sources, used_by=f"{fact.fact_id}.{option.value}")
    for term in agenda.facts.terms.values():
        citer.cite(term.sources, used_by=term.term)
    for text_id, places in texts.every_wording():
        citer.cite(places, used_by=text_id)
    for check in agenda.checks.every:
        citer.cite(check.sources, used_by=check.question_id)


def _resolve_quotes(agenda: Agenda, instruments: Instruments, citer: Citer) -> None:
    """Look up the places of examples, bars and instruments, and check that each “quote” in them stands there literally.

    Raises AssistantError naming the text, the quote and its places.
    """
    shown: list[tuple[str, str, tuple[str, ...]]] = list(instruments.places())
    for fact in agenda.facts.by_id.values():
        for option in fact.options:
            name = f"{fact.fact_id}.{option.value}"
            shown += [(name, beside.text, beside.sources) for beside in option.illustrations]
    shown += [(check.question_id, check.bar.text, check.bar.sources) for check in agenda.checks.every]
    for used_by, text, places in shown:
        cited = normalise("".join(source.quote for source in citer.cite(places, used_by=used_by)))
        for quote in re.findall(r"“([^”]+)”", text):
            if normalise(quote) not in cited:
                raise AssistantError(
                    f"{used_by}: “{quote}” does not stand in {', '.join(places)}. Correct one of them."
                )
