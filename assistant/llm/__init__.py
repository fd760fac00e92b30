"""The language model room: optional, on a short lead, and never the one that decides."""
