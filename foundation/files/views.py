"""How a page hands out a file, once it has checked who asks."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from foundation.files.models import StoredFile
from foundation.files.services import read

# The browser saves it; should it show it all the same, it shows it in a closed room.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def respond_file(stored: StoredFile) -> HttpResponse:
    """The file to be saved under its readable name. The caller has checked that it may be seen."""
    named = content_disposition_header(as_attachment=True, filename=stored.filename)
    return HttpResponse(
        read(stored),
        content_type=stored.content_type,
        headers={**_HEADERS, "Content-Disposition": named or "attachment"},
    )
