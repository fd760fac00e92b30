"""The papers of a walk: the weighing, the form of the documents and the sheet for the person, as files to keep."""
