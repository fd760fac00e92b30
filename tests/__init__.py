"""The tests, one folder per room; a package, so that two rooms may both have a test_cli."""
