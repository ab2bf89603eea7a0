"""Scans and photos: looked at before they are kept, kept once, named by their content."""
