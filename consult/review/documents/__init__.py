"""The adviser's papers: brief, service sheets, quarterly reports."""
