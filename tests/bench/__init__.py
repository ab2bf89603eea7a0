"""Times, always as ratios: run by hand with `python -m tests.bench`, never part of the suite."""
