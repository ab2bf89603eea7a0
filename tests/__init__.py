"""The tests, by place and verb; `tests.make` builds data, `tests.plugins` prepares the run."""
