"""Evals: known casussen and questions, walked and searched through the same door that the screen uses."""
