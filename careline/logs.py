"""Logs for machines: one JSON line an event, with ids and kinds, never names, numbers or message texts.

The line's `action` is for machines, its message for people; lines of one `trace` tell of one piece of work. Of an error
we log kinds and places, never its sentence: those of the database quote rows. Phone numbers that reach a message all
the same (a library's, say) are masked here.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from errno import errorcode
from types import TracebackType

import psycopg

from shared.trace import current_trace, id_of

log = logging.getLogger(__name__)

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_BETWEEN = r"[ .()-]{0,2}"
_PHONE = re.compile(
    rf"(?:\+|%2B){_BETWEEN}[1-9](?:{_BETWEEN}\d){{6,14}}(?!\d)"  # E.164, as it is and in a URL
    rf"|(?<![0-9A-Za-z-])(?:86{_BETWEEN})?1[3-9]\d(?:{_BETWEEN}\d{{4}}){{2}}(?!\d)"  # Chinese mobiles, as people write
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+")


def masked(text: str) -> str:
    """The text without phone numbers and without anything that could break or fake a log line."""
    return _UNPRINTABLE.sub(" ", _PHONE.sub(lambda phone: f"{phone[0][:3]}****{phone[0][-2:]}", text))


def places_of(error: BaseException) -> list[str]:
    """Of each error that led to this one, and of this one last: its kind, and the lines it came by, innermost last."""
    return list(_places_of(error, set()))


def _places_of(error: BaseException, told: set[int]) -> Iterator[str]:
    if id(error) in told:  # errors may go round in a circle
        return
    told.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for earlier in (before, *(error.exceptions if isinstance(error, BaseExceptionGroup) else ())):
        if earlier:
            yield from _places_of(earlier, told)
    frames = traceback.walk_tb(error.__traceback__)
    lines = (f"{frame.f_globals.get('__name__')}:{line} {frame.f_code.co_name}" for frame, line in frames)
    yield " | ".join([_kind_of(error), *lines])


def _kind_of(error: BaseException) -> str:
    """With what a person needs to help themselves and that quotes nobody: the system's code, the constraint's name."""
    more = errorcode.get(error.errno or 0) if isinstance(error, OSError) else None
    if isinstance(error, psycopg.Error):
        more = error.diag.constraint_name
    return f"{type(error).__module__}.{type(error).__qualname__}" + (f" ({more})" if more else "")


class JsonLines(logging.Formatter):
    """One line of JSON a record; values that callers pass as `extra` are kept."""

    def format(self, record: logging.LogRecord) -> str:
        extra = {name: value for name, value in vars(record).items() if name not in _STANDARD}
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            **({"trace": id_of(trace)} if (trace := current_trace()) else {}),
            "message": masked(record.getMessage().partition("\n")[0]),  # asyncio prints errors on the lines after it
            **{name: masked(value) if isinstance(value, str) else value for name, value in extra.items()},
        }
        if record.exc_info and record.exc_info[1]:
            line["traceback"] = places_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up_logs(level: str) -> None:
    """Send every logger of this process to standard error as JSON lines, and what it dies of.

    Access logs stay off: paths hold tokens.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    sys.excepthook = _last_words


def _last_words(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """As Python's own, which would print the error's sentence."""
    if issubclass(kind, Exception):
        log.critical("the process ends", exc_info=(kind, error, trace), extra={"action": "process_failed"})
    else:
        sys.__excepthook__(kind, error, trace)
