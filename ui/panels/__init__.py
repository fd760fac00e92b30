"""Pure functions for the right-hand side: the steps, the sources, and about this version."""
