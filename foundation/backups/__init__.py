"""Backups: one file holds the database and the uploaded files, and is read back before it counts."""
