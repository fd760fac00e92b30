"""The papers of a walk: the weighing, the form of the documents and the sheet for the person, as files to keep."""

from assistant.verslag.office import Download, Office, load_papers
from assistant.verslag.verslag import gather

__all__ = ["Download", "Office", "gather", "load_papers"]
