"""The real server on a loopback port: slow clients keep nobody waiting."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings

SLOW_CLIENTS = 24


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def gunicorn(bind: str, var: Path, **environment: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "gunicorn", "-c", "consult/gunicorn.py", "-b", bind]
    server = subprocess.Popen(
        [*command, "consult.wsgi"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "CONSULT_VAR": str(var), **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield server
    finally:
        server.terminate()
        print(server.communicate(timeout=40)[1])  # shown by the test that fails


def visit(port: int, seconds: float) -> int:
    """The status of a visitor's page, or an error after so many seconds."""
    address = f"http://127.0.0.1:{port}/sante/vivant"
    with urllib.request.urlopen(address, timeout=seconds) as response:
        return int(response.status)


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            visit(port, 5)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("The server did not start within 30 seconds.")


@contextmanager
def slow_clients(port: int) -> Iterator[list[socket.socket]]:
    """Clients that send their request byte by byte and never finish it."""
    clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW_CLIENTS)]
    stop = threading.Event()

    def drip() -> None:
        with suppress(OSError):  # the server may give up on a client; the visitor still counts
            while not stop.is_set():
                for client in clients:
                    client.send(b"X")
                stop.wait(0.2)

    for client in clients:
        client.send(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield clients
    finally:
        stop.set()
        thread.join()
        for client in clients:
            client.close()


def test_a_visitor_is_answered_while_24_slow_clients_hold_connections(tmp_path: Path) -> None:
    port = free_port()
    with gunicorn(f"127.0.0.1:{port}", tmp_path):
        wait_for(port)
        with slow_clients(port):
            time.sleep(1)  # until every slow client has taken its thread
            assert [visit(port, 15) for _ in range(10)] == [200] * 10


START_TOGETHER = """
import os, sys
import csp.constants, dj_database_url, django.utils.translation
for _ in range(16):
    if os.fork() == 0:
        from consult.settings import SECRET_KEY
        sys.stdout.write(SECRET_KEY + "\\n")
        break
else:
    for _ in range(16):
        os.wait()
"""


def test_servers_that_start_at_the_same_moment_sign_with_one_key(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", START_TOGETHER],
        cwd=settings.BASE_DIR,
        env={**os.environ, "CONSULT_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    keys = answer.stdout.split("\n")[:-1]

    assert (len(keys), len(set(keys))) == (16, 1)
    assert len(keys[0]) > 60
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_the_demonstration_refuses_to_listen_beyond_this_machine(tmp_path: Path) -> None:
    with gunicorn(f"0.0.0.0:{free_port()}", tmp_path, CONSULT_DEMO="1") as server:
        _out, said = server.communicate(timeout=30)

    assert server.returncode != 0
    assert "n’écoute que sur cette machine" in said


@pytest.mark.parametrize("arguments", [["--port", "no"], ["--port"], ["--what"]])
def test_the_server_script_explains_its_arguments(arguments: list[str]) -> None:
    answer = subprocess.run(
        ["sh", "script/server", *arguments], cwd=settings.BASE_DIR, capture_output=True, text=True
    )

    assert (answer.returncode, "Usage" in answer.stderr) == (2, True)


def test_the_server_script_keeps_the_demonstration_on_this_machine() -> None:
    answer = subprocess.run(
        ["sh", "script/server", "--host", "0.0.0.0"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )

    assert (answer.returncode, "démonstration" in answer.stderr) == (2, True)
