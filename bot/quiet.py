"""Keeps Rasa, TensorFlow and Sanic quiet, and what people write out of every log.

Rasa prints each message text by default, and many of its warnings carry one. So nothing that a library says is passed
on: of its warnings and errors we log where and what kind, never the words. Importing this module does nothing.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import sys
import time
import warnings
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from shared.trace import current_trace, id_of

_ENVIRONMENT = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "OMP_NUM_THREADS": "1",  # one process a core: more threads only fight
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",  # our own cache key covers what a model is made of
    "LOG_LEVEL": "ERROR",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}


_SAME_ARITHMETIC = {
    "OPENBLAS_CORETYPE": "Haswell",
    "NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL",
}
"""Every processor with AVX2 rounds alike by these. Else each kind of processor would fit another model of the same
sentences and read a few borderline ones otherwise: what was tried on one machine would not hold on the next."""


def prepare_environment() -> None:
    """Call before the first import of rasa, numpy or tensorflow: they read these once. Explicit settings win, but for
    those that decide how numbers are rounded."""
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    if _has_avx2():
        os.environ.update(_SAME_ARITHMETIC)
    warnings.showwarning = _no_warning  # filters do not hold: some library resets them


def _has_avx2() -> bool:
    """Whether this is such a processor, as far as the system tells."""
    told = Path("/proc/cpuinfo")
    return platform.machine() == "x86_64" and told.is_file() and " avx2 " in told.read_text(encoding="ascii")


def _no_warning(*_: Any, **__: Any) -> None:
    """In place of printing: what Rasa warns of may quote a message."""


def log(action: str, **fields: Any) -> None:
    """One line of JSON on standard error, of careline/logs.py's form. Give ids, counts and names of ours; never what a
    person wrote.
    """
    trace = current_trace()
    line = {"at": _now(), "action": action, **({"trace": id_of(trace)} if trace else {}), **fields}
    sys.stderr.write(json.dumps(line, ensure_ascii=True, default=str) + "\n")
    sys.stderr.flush()


def _now() -> str:
    return datetime.fromtimestamp(time.time(), timezone.utc).isoformat(timespec="milliseconds")


def kind_of(error: BaseException) -> dict[str, str]:
    """Kinds and places, innermost last. The sentences of our own errors quote nobody; others' might."""
    own = type(error).__module__.startswith("bot.")
    cause = error.__cause__
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    return {
        "error": type(error).__name__,
        "why": str(error) if own else "",
        "cause": type(cause).__name__ if cause else "",
        "place": f"{place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place else "",
    }


class _Placeless(logging.Handler):
    """Passes on that a library complained and from which line, but not its words: they may hold a message's text."""

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        log("library", level=record.levelname, place=f"{record.name}:{record.lineno}", error=kind)


def hush() -> None:
    """Route logging and structlog through us. Call after importing rasa, which configures some of it on import."""
    import structlog  # noqa: PLC0415 - comes with Rasa, and this module is imported before it

    logging.root.handlers = [_Placeless(logging.WARNING)]
    logging.root.setLevel(logging.WARNING)
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
        logger.setLevel(logging.NOTSET)
    structlog.configure(
        processors=[_without_words],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _without_words(_: Any, level: str, line: Mapping[str, Any]) -> str:
    return json.dumps({"at": _now(), "action": "library", "level": level, "what": str(line.get("event"))})
