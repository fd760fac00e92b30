"""Search: the analysis of Dutch, the scorers, the model that the corpus teaches, and how they are put together."""
