"""The decision model: facts, rules and proposals as data, and the table that decides."""
