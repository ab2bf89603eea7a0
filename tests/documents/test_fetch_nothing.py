"""A document reads the product's static files and nothing else, whatever its content says."""

import base64
import http.server
import threading
from collections.abc import Iterator

import pytest

from foundation.documents import engine
from foundation.documents.errors import OutsideSource

SECRET = "secret du disque"


class Counting(http.server.BaseHTTPRequestHandler):
    """Answers everything and remembers what was asked."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/css")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[str]:
    Counting.asked = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _vectors(site: str, disk: str) -> dict[str, str]:
    nested = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{site}/n.png"/></svg>'
    data = base64.b64encode(nested.encode()).decode()
    style = "<style>{}</style><p>x</p>"
    return {
        "img": f'<img src="{site}/a.png">',
        "link": f'<link rel="stylesheet" href="{site}/a.css">',
        "import": style.format(f"@import url({site}/b.css);"),
        "font": style.format(f"@font-face{{font-family:f;src:url({site}/f.ttf)}}p{{font:9pt f}}"),
        "background": style.format(f"p{{background:url({site}/c.png)}}"),
        "list": style.format(f"p{{display:list-item;list-style:url({site}/d.png)}}"),
        "content": style.format(f"p::before{{content:url({site}/e.png)}}"),
        "border": style.format(f"p{{border:1px solid;border-image:url({site}/g.png) 1}}"),
        "object": f'<object data="{site}/h.png"></object>',
        "embed": f'<embed src="{site}/i.png">',
        "attachment": f'<link rel="attachment" href="{site}/j.txt">',
        "attached file": f'<link rel="attachment" href="{disk}">',
        "attached link": f'<a rel="attachment" href="{disk}">x</a>',
        "inline svg": f'<svg><image href="{site}/k.png"/></svg>',
        "nested svg": f'<img src="data:image/svg+xml;base64,{data}">',
        "base": f'<base href="{site}/"><img src="l.png">',
        "file": f'<img src="{disk}">',
    }


@pytest.mark.parametrize("name", list(_vectors("", "")))
def test_nothing_outside_is_read(
    name: str, site: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    disk = tmp_path_factory.mktemp("disk") / "secret.svg"
    disk.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text>{SECRET}</text></svg>')
    html = f"<html lang=fr><title>t</title>{_vectors(site, disk.as_uri())[name]}"

    try:
        drawn = engine.draw(html, variant="")
    except OutsideSource:
        drawn = b""

    assert (Counting.asked, SECRET.encode() in drawn, b"/EmbeddedFile" in drawn) == (
        [],
        False,
        False,
    )


def test_a_path_cannot_climb_out_of_the_static_files() -> None:
    with pytest.raises(OutsideSource):
        engine.draw('<link rel="stylesheet" href="static:///../manage.py">', variant="")


def test_the_products_own_stylesheet_is_read() -> None:
    plain = engine.draw("<p>x</p>", variant="")

    dressed = engine.draw(
        '<link rel="stylesheet" href="static:///css/document.css"><p>x</p>', variant=""
    )

    assert dressed != plain
