"""Versions of a document: which there are, what differs between two, and where a cited place went."""
