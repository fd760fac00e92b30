"""Watching: whether publishers offer something newer; nothing is fetched that was not asked for."""
