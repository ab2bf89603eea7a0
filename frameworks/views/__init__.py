"""Pages of the framework, its acts, members, sectors and needs."""
