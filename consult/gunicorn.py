"""How gunicorn serves the application: `gunicorn -c consult/gunicorn.py -b ADDRESS consult.wsgi`.

Many threads, because on a poor network a visitor holds a connection for long without using it:
24 clients dripping their request must not keep anybody waiting. No access log: the application
writes its own line per request, without personal data.
"""

import ipaddress
import os
from typing import Any

workers = int(os.environ.get("CONSULT_WORKERS", "2"))
worker_class = "gthread"
threads = 32
timeout = 60
graceful_timeout = 30
max_requests = 2000
max_requests_jitter = 200
accesslog = None
loglevel = "warning"


def _is_loopback(address: Any) -> bool:
    """True for 127.0.0.1, ::1, localhost and a socket file."""
    host = address[0] if isinstance(address, tuple) else "localhost"
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


def on_starting(server: Any) -> None:
    """The demonstration has a known password: it must not be reachable from another machine."""
    if os.environ.get("CONSULT_DEMO", "") == "1" and not all(map(_is_loopback, server.cfg.address)):
        raise SystemExit("Le mode démonstration n’écoute que sur cette machine (127.0.0.1).")
