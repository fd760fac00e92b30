"""From a file to searchable passages; other folders read them through ingest.store alone."""
