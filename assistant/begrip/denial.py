"""Tells whether a denial turns a phrase around: "geen acuut gevaar", "hij dreigt niet"."""

from __future__ import annotations

from assistant.begrip.phrases import DENIALS, Hit

# A word that divides: a denial before it does not reach what comes after it.
_STOPS_DENIAL = frozenset([",", "en", "maar", "of", "want", "terwijl", "die", "dat", "omdat", "dus", "nu", "met"])
# "niet" right after a phrase denies it only when nothing else follows that it may deny.
_AFTER_DENIAL = frozenset([",", "meer", "nu", "echt", "verder", "en", "maar", "op"])


def is_denied(hit: Hit) -> bool:
    """Whether a denial stands just before or just after the phrase."""
    words = hit.sentence.words
    if words[max(0, hit.first - 3) : hit.first] == ("geen", "sprake", "van"):
        return True
    for place in range(hit.first - 1, max(-1, hit.first - 3), -1):
        if words[place] in _STOPS_DENIAL:
            break
        # "zonder toestemming de huisarts" denies the toestemming alone.
        if words[place] in DENIALS and not (words[place] == "zonder" and place < hit.first - 1):
            return True
    after = words[hit.last + 1 : hit.last + 3]
    return bool(after) and after[0] in ("niet", "niemand", "nooit") and (len(after) == 1 or after[1] in _AFTER_DENIAL)
