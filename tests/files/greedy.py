"""Stands for a decoder that a file has sent into an endless search for memory."""

import resource

resource.setrlimit(resource.RLIMIT_AS, (200_000_000, 200_000_000))
hoard = [bytes(10_000_000) for _turn in range(10_000)]
