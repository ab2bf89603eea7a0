"""Why a backup was not made or not restored."""


class BackupRefused(Exception):
    """A sentence for the person at the keyboard; nothing has been changed."""
