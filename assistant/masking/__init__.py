"""Masking: takes out of a text what identifies a person, before it is stored, logged, embedded or sent."""

from assistant.masking.masker import Masked, MaskedText, Masker
from assistant.masking.session import MaskingSession

__all__ = ["Masked", "MaskedText", "Masker", "MaskingSession"]
