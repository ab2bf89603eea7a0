"""Log lines as JSON, in UTC, without personal data."""

import datetime
import json
import logging
import traceback
from typing import Any

REQUEST_FIELDS = ("request_id", "user", "route", "method", "status", "ms", "queries")


class JsonLine(logging.Formatter):
    """One JSON object per line.

    A record about a request says its identifier instead of its address. A traceback keeps where
    it happened and the kind of error; its message may quote what somebody typed, so it is left out.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
        }
        line |= {name: getattr(record, name) for name in REQUEST_FIELDS if hasattr(record, name)}
        if request := getattr(record, "request", None):
            line["request_id"] = getattr(request, "request_id", None)
            line["status"] = getattr(record, "status_code", None)
        elif record.name != "consult.request":
            line["message"] = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            line["errors"] = [_one_error(error) for error in _chain(record.exc_info[1])]
        return json.dumps(line, ensure_ascii=False, default=str)


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what led to it, latest first."""
    errors: list[BaseException] = []
    step: BaseException | None = error
    while step and step not in errors:
        errors.append(step)
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    return errors


def _one_error(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "kind": f"{type(error).__module__}.{type(error).__qualname__}",
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
