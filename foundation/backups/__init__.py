"""Backups: one file holds the database and the uploads, and is read back before it counts."""
