"""The default embedding model: a static one, made from the corpus itself, so that a fresh machine needs no download."""

from collections.abc import Sequence
from pathlib import Path

from ingest.retrieval.analysis import Analyser, content_words, stem, stop_words, words

DIMENSION = 256
_SHORTEST_PIECE = 4
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_UNKNOWN = "[UNK]"


def build_corpus_model(folder: Path, texts: Sequence[str]) -> None:
    """Write a sentence-transformers model of the texts to `folder`.

    Latent semantic analysis: each stem gets its direction from a truncated SVD of the TF-IDF matrix, times its IDF, so
    that the mean over a text's tokens points where the text does. The vocabulary is made here, sorted, rather than
    learned: a trained tokenizer differs from run to run. Words of the corpus also stand in it as second halves
    ("##zorg"), which is how an unknown compound is taken apart.
    """
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    analyser = Analyser.of_texts(texts)
    vectors = _stem_vectors([[stem(word) for word in content_words(text)] for text in texts])
    nothing = np.zeros(DIMENSION, dtype=np.float32)
    known = sorted({word for text in texts for word in words(text)})
    rows: dict[str, np.ndarray] = {_UNKNOWN: nothing}
    for word in known:
        rows[word] = nothing if word in stop_words() else vectors.get(stem(word), nothing)
    for word in analyser.vocabulary:
        rows[f"##{word}"] = rows[word]
    for character in _ALPHABET:  # so that every word can be taken apart, if only into letters that say nothing
        rows.setdefault(character, nothing)
        rows.setdefault(f"##{character}", nothing)
    for sign in ("-", ".", ":"):
        rows.setdefault(sign, nothing)
    tokenizer = _tokenizer({token: index for index, token in enumerate(rows)})
    weights = np.ascontiguousarray(np.stack(list(rows.values())), dtype=np.float32)
    model = SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=weights), Normalize()], device="cpu"
    )
    model.save_pretrained(str(folder), create_model_card=False)


def _tokenizer(vocabulary: dict[str, int]):  # type: ignore[no-untyped-def]
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token=_UNKNOWN, max_input_chars_per_word=200))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKD(), normalizers.Lowercase(), normalizers.StripAccents()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def _stem_vectors(documents: Sequence[Sequence[str]]):  # type: ignore[no-untyped-def]
    import numpy as np
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer=lambda stems: stems, sublinear_tf=True)
    matrix = vectorizer.fit_transform(documents)
    size = min(DIMENSION, min(matrix.shape) - 1)
    # ARPACK with a fixed start gives the same directions each time; the randomised method does not promise that.
    decomposition = TruncatedSVD(n_components=size, algorithm="arpack", random_state=0)
    decomposition.fit(matrix)
    directions = np.zeros((matrix.shape[1], DIMENSION), dtype=np.float32)
    directions[:, :size] = decomposition.components_.T * vectorizer.idf_[:, None]
    return {term: directions[row] for term, row in vectorizer.vocabulary_.items()}
