"""Reports of a run: what a maintainer reads."""
