"""Keeping: a walk that a user asked to keep, encrypted on disk under a code that only the user holds."""

from assistant.keeping.keeper import Keeper, NotNow

__all__ = ["Keeper", "NotNow"]
