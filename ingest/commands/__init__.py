"""The commands of ingest: what each does with the settings, and what it says to the user."""

ANSWERED = 0
LOOK_AT_THIS = 3  # done, and there is something that someone must read or decide
