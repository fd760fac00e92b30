"""What one conversation knows of the language model."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class ModelUse:
    """A model that failed is not waited for again in this conversation, and the user hears so once."""

    failed: bool = False
    told: bool = False

    def tell(self) -> bool:
        """Say whether the user is to hear now that the model cannot be reached; true once."""
        if self.told or not self.failed:
            return False
        self.told = True
        return True
