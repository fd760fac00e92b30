"""Does a conclusion rest on passages: the required ones cited, every sentence with a source, every quote literal?"""

from __future__ import annotations

from collections.abc import Sequence

from evals.corpus import Corpus, Stretch
from evals.errors import CorpusError
from evals.results import Score
from evals.scorers.replies import GROUNDING, Json, plain, quoted_lines, sentences_of, sources_of


def required_cited(wanted: Sequence[str], conclusion: Json) -> Score:
    """Pass when every required stretch of text is cited, in whole or in part, by what the conclusion rests on."""
    cited = [quoted_lines(source) for section in GROUNDING for source in sources_of(conclusion.get(section, ()))]
    missing = [place for place in wanted if not any(Stretch.parse(place).overlap(lines) for lines in cited)]
    return Score("bronnen", not missing, f"niet aangehaald: {', '.join(missing)}" if missing else "alle aangehaald")


def sentences_cited(conclusion: Json) -> Score:
    """Pass when every sentence of the conclusion, wherever it stands, carries at least one source."""
    bare = [sentence["tekst"] for sentence in sentences_of(conclusion) if not sentence["bronnen"]]
    return Score("elke zin een bron", not bare, f"zonder bron: {bare[0]!r}" if bare else "elke zin heeft een bron")


def quotes_literal(reply: object, corpus: Corpus) -> Score:
    """Pass when every quote stands word for word in the stored document, up to hyphenation and white space."""
    for source in sources_of(reply):
        stretch = quoted_lines(source)
        try:
            stored = corpus.text(stretch)
        except CorpusError as error:
            return Score("letterlijk", False, str(error))
        if plain(source["citaat"]) != plain(stored):
            return Score("letterlijk", False, f"{stretch}: {source['citaat'][:60]!r} staat er zo niet")
    return Score("letterlijk", True, "elk citaat staat zo in het document")
