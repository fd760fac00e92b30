"""The bench: search beside its peers, in quality, time, memory and growth; its tables and pictures stand beside it."""
