"""Pure functions from a turn of the assistant to HTML for the conversation."""
