"""How much of a request's file is taken in before anybody has looked at it."""

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes no more than a file may have; the true size stays known, for the refusal."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= settings.FILES_LARGEST:
            self.file.write(raw_data)
