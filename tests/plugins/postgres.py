"""A PostgreSQL of one's own for the length of a test run: no TCP port, no password, no trace.

`initdb` refuses to run as root; root therefore starts it as the user `postgres`.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

FAST = [
    "-F",
    "-c",
    "synchronous_commit=off",
    "-c",
    "full_page_writes=off",
    "-c",
    "max_connections=80",
]


def binaries() -> Path:
    """The folder of the newest PostgreSQL server on this machine."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[4]),
        reverse=True,
    )
    found = shutil.which("initdb")
    candidates = versions + ([Path(found).resolve()] if found else [])
    for initdb in candidates:
        if (initdb.parent / "postgres").exists():
            return initdb.parent
    raise RuntimeError("PostgreSQL is missing: run script/bootstrap test.")


def _as_postgres(folder: Path) -> dict[str, Any]:
    """Arguments that make root start a process as the user `postgres`, owner of the folder."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _wait(server: "subprocess.Popen[str]", bin_: Path, base: Path) -> None:
    for _ in range(400):
        if subprocess.run([bin_ / "pg_isready", "-q", "-h", base]).returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL did not start:\n" + (base / "log").read_text())


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """Start a server, give its DATABASE_URL, stop it and remove its files."""
    bin_ = binaries()
    base = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path holds 107 bytes at most
    options: dict[str, Any] = {
        "cwd": base,
        "env": {"PATH": f"{bin_}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(base)},
        **_as_postgres(base),
    }
    make = [f"{bin_}/initdb", "-D", f"{base}/data", "-A", "trust", "-U", "app", "-E", "UTF8"]
    make += ["--locale=C.UTF-8", "--no-sync", "--no-instructions"]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL, **options)
    start = [f"{bin_}/postgres", "-D", f"{base}/data", "-k", str(base), "-h", "", *FAST]
    with (base / "log").open("wb") as log:
        server = subprocess.Popen(
            start,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            **options,
        )
    try:
        _wait(server, bin_, base)
        yield f"postgres://app@{quote(str(base), safe='')}/postgres"
    finally:
        server.send_signal(2)
        server.wait(20)
        shutil.rmtree(base, ignore_errors=True)
