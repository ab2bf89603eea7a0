"""The machine that tries everything: whole cycles by all roles against a small plain model."""
