"""Logs for machines: one JSON line an event, with ids and kinds, never names, numbers or message texts.

The line's `action` is for machines, its message for people. Phone numbers that reach a message or an exception text all
the same (a library's, say) are masked at this one sink.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_PHONE = re.compile(r"(?<![0-9A-Za-z-])(\+\d{5}|1[3-9]\d)\d{4,6}(\d{4})(?!\d)")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+")


def masked(text: str) -> str:
    """The text without phone numbers and without anything that could break or fake a log line."""
    return _UNPRINTABLE.sub(" ", _PHONE.sub(r"\1****\2", text))


class JsonLines(logging.Formatter):
    """One line of JSON a record; values that callers pass as `extra` are kept."""

    def format(self, record: logging.LogRecord) -> str:
        extra = {name: value for name, value in vars(record).items() if name not in _STANDARD}
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": masked(record.getMessage()),
            **{name: masked(value) if isinstance(value, str) else value for name, value in extra.items()},
        }
        if record.exc_info:
            line["traceback"] = masked(self.formatException(record.exc_info).replace("\n", " | "))
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up_logs(level: str) -> None:
    """Send every logger of this process to standard error as JSON lines. Access logs stay off: paths hold tokens."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
