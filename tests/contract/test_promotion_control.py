"""The socket by which another terminal reaches `careline up`; old models and who may be removed."""

from __future__ import annotations

import asyncio
import fcntl
import os
import socket
import stat
from pathlib import Path
from typing import Any

import pytest

from careline.promotion.control import (
    LONGEST_PATH,
    NobodyThereError,
    RequestRefusedError,
    Say,
    ask,
    listening,
    socket_in,
)
from careline.promotion.pruning import prune

pytestmark = pytest.mark.contract


async def count(request: dict[str, Any], say: Say) -> dict[str, Any]:
    if request["to"] == 13:
        raise ZeroDivisionError
    if request["to"] > 5:
        raise RequestRefusedError("nobody counts further than 五")
    for number in range(request["to"]):
        say(str(number))
    return {"counted": request["to"]}


async def test_a_request_is_answered_after_what_there_is_to_say(tmp_path: Path) -> None:
    said: list[str] = []
    async with listening(socket_in(tmp_path), count):
        assert (await ask(tmp_path, {"to": 3}, said.append))["counted"] == 3
        with pytest.raises(RequestRefusedError, match="nobody counts further than 五"):
            await ask(tmp_path, {"to": 6}, said.append)
    assert said == ["0", "1", "2"]


async def test_what_nobody_foresaw_is_told_and_the_next_is_served(tmp_path: Path) -> None:
    async with listening(socket_in(tmp_path), count):
        with pytest.raises(RequestRefusedError, match="ZeroDivisionError"):
            await ask(tmp_path, {"to": 13}, print)
        assert (await ask(tmp_path, {"to": 0}, print))["ok"]


async def test_only_the_owner_may_ask(tmp_path: Path) -> None:
    async with listening(socket_in(tmp_path), count):
        assert stat.S_IMODE(socket_in(tmp_path).stat().st_mode) == 0o600


async def test_where_nothing_runs_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NobodyThereError, match="make up"):
        await ask(tmp_path, {"to": 1}, print)
    async with listening(socket_in(tmp_path), count):
        pass
    assert not socket_in(tmp_path).exists()
    with pytest.raises(NobodyThereError):
        await ask(tmp_path, {"to": 1}, print)


async def test_what_a_killed_run_left_is_no_hindrance(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(socket_in(tmp_path)))
    async with listening(socket_in(tmp_path), count):
        assert (await ask(tmp_path, {"to": 1}, print))["ok"]


async def test_what_was_begun_goes_on_when_whoever_asked_has_gone(tmp_path: Path) -> None:
    begun, go_on, done = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow(_: dict[str, Any], say: Say) -> dict[str, Any]:
        begun.set()
        await go_on.wait()
        say("still here")
        done.set()
        return {}

    async with listening(socket_in(tmp_path), slow), asyncio.timeout(10):
        asking = asyncio.create_task(ask(tmp_path, {}, print))
        await begun.wait()
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        go_on.set()
        await done.wait()


async def test_rubbish_is_refused_and_the_next_is_served(tmp_path: Path) -> None:
    async with listening(socket_in(tmp_path), count):
        for rubbish in (b"\n", b"[1]\n", b"{\n", b""):
            reader, writer = await asyncio.open_unix_connection(socket_in(tmp_path))
            writer.write(rubbish)
            writer.write_eof()
            assert b'"ok": false' in await reader.read()
            writer.close()
        assert (await ask(tmp_path, {"to": 0}, print))["ok"]


async def test_a_folder_too_deep_for_a_socket_does_not_keep_the_rest_from_running(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * LONGEST_PATH)
    deep.mkdir()
    async with listening(socket_in(deep), count):
        with pytest.raises(NobodyThereError):
            await ask(deep, {"to": 1}, print)


def models_in(folder: Path, names: str) -> list[str]:
    """Files with checksums, the first the oldest."""
    for age, letter in enumerate(names):
        for ending in ("tar.gz", "sha256"):
            file = folder / f"{letter * 16}.{ending}"
            file.write_text("x")
            os.utime(file, (age, age))
    return [f"{letter * 16}.tar.gz" for letter in names]


def test_old_models_go_but_for_those_that_are_named_and_the_newest(tmp_path: Path) -> None:
    a, b, c, d, e = models_in(tmp_path, "abcde")
    (tmp_path / "of-the-operator.tar.gz").write_text("x")
    assert sorted(prune(tmp_path, {a}, newest=2)) == [b, c]
    left = {file.name for file in tmp_path.iterdir()}
    assert {a, d, e, "of-the-operator.tar.gz", f"{'a' * 16}.sha256"} <= left
    assert not left & {b, c, f"{'b' * 16}.sha256"}


def test_nothing_is_removed_while_a_training_runs(tmp_path: Path) -> None:
    models_in(tmp_path, "abc")
    with (tmp_path / ".training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert prune(tmp_path, set(), newest=0) == []
    assert len(prune(tmp_path, set(), newest=0)) == 3
