"""What a log line holds when a library, a carrier or an error would say more than it should."""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import subprocess
import sys

import pytest

from careline.logs import JsonLines, masked, places_of

pytestmark = pytest.mark.unit

SAID = "林晓雨住在文三路138号"


@pytest.mark.parametrize(
    "number",
    [
        "+8613812345678", "13812345678", "8613812345678", "+6591234567", "+15005550006", "+12125550100",
        "+447911123456", "+85261234567", "+81312345678", "+2901234", "138 1234 5678", "138-1234-5678",
        "+86 138 1234 5678", "+1 (212) 555-0100", "%2B6591234567",
    ],
)  # fmt: skip
def test_phone_numbers_of_all_countries_are_masked(number: str) -> None:
    shown = masked(f"Unable to create record: The number {number} is unverified")
    assert "****" in shown
    assert sum(map(str.isdigit, shown)) <= 5
    assert shown.endswith(" is unverified")


@pytest.mark.parametrize(
    "text",
    [
        "0193a5c2-7f0e-7413-8123-456713812345", "2026-11-22T22:39:07.123+00:00", "1764000000000", "took 13 1234 ms",
        "CL2026-1001", "http://127.0.0.1:15005/x",
    ],
)  # fmt: skip
def test_ids_and_times_stay(text: str) -> None:
    assert masked(text) == text


def test_a_line_cannot_be_broken_or_faked() -> None:
    assert masked('x\r{"level": "info"}\u202e') == 'x {"level": "info"} '


def line_of(error: BaseException, message: str = "step failed") -> dict[str, object]:
    record = logging.LogRecord("careline", logging.ERROR, "x.py", 1, message, None, (type(error), error, None))
    line: dict[str, object] = json.loads(JsonLines().format(record))
    return line


def raised() -> Exception:
    try:
        try:
            return {}[SAID]
        except KeyError as error:
            raise ValueError(SAID) from error
    except ValueError as error:
        return error


def test_of_an_error_and_its_causes_kinds_and_places_are_logged_and_no_word() -> None:
    line = line_of(raised())
    cause, error = places_of(raised())
    assert (cause.split(" | ")[0], error.split(" | ")[0]) == ("builtins.KeyError", "builtins.ValueError")
    assert "test_logs:" in error
    assert error.endswith(" raised")
    assert line["traceback"] == [cause, error]
    assert SAID not in str(line)


def test_a_group_tells_of_each_of_its_errors_and_a_circle_ends() -> None:
    one, other = ValueError(SAID), TypeError(SAID)
    one.__cause__, other.__cause__ = other, one
    assert places_of(ExceptionGroup(SAID, [one, other])) == [
        "builtins.TypeError",
        "builtins.ValueError",
        "builtins.ExceptionGroup",
    ]


def test_what_the_system_calls_a_fault_is_told() -> None:
    assert places_of(OSError(errno.EADDRINUSE, SAID)) == ["builtins.OSError (EADDRINUSE)"]
    assert places_of(ConnectionRefusedError(SAID)) == ["builtins.ConnectionRefusedError"]


async def test_an_error_that_nobody_waited_for_is_not_quoted(caplog: pytest.LogCaptureFixture) -> None:
    """asyncio puts the error itself into its message."""
    context = {"message": "Task exception was never retrieved", "exception": raised(), "future": raised()}
    asyncio.get_running_loop().default_exception_handler(context)
    (record,) = caplog.records
    assert SAID in record.getMessage()
    line = JsonLines().format(record)
    assert "never retrieved" in line
    assert SAID not in line


def test_what_a_process_dies_of_is_a_line_too() -> None:
    program = f"from careline.logs import set_up_logs; set_up_logs('info'); raise ValueError({SAID!r})"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 1
    assert json.loads(ended.stderr)["traceback"] == ["builtins.ValueError | __main__:1 <module>"]
