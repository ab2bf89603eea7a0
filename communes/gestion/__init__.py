"""The room of administrators: who may enter it, and how far their hand reaches."""
