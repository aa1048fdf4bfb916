"""Two real bot processes on one database: a conversation may go on in either, and no turn is lost or run twice."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from process import BotProcess, texts_of


@pytest.fixture(scope="module")
def other(model: Path, database_url: str, actions: Any) -> Iterator[BotProcess]:
    """The second process."""
    with BotProcess(model, database_url, actions) as running:
        yield running


@pytest.fixture(autouse=True)
def told(actions: Any) -> Iterator[dict[str, Any]]:
    """What the webhook is told to answer in this test alone."""
    actions.answers.clear()
    yield actions.answers
    actions.answers.clear()


def test_going_to_and_fro_each_knows_what_the_other_did(
    bot: BotProcess, other: BotProcess, told: dict[str, Any], database_url: str, conversation: str
) -> None:
    english = {"event": "slot", "name": "language", "value": "en"}
    words = ["你好", "谢谢", "你好", "谢谢", "谢谢"]
    for n, (process, text) in enumerate(zip((bot, other, bot, bot, other), words, strict=True)):
        if n == 1:
            told["action_thank"] = {"events": [english], "responses": []}
        status, answer = process.say(conversation, text)
        assert status == 200, answer
        assert texts_of(database_url, conversation) == words[: n + 1]
        assert answer["language"] == ("zh" if n == 0 else "en")  # as the other process set it


def test_a_turn_whose_answer_was_lost_is_answered_alike_by_the_other(
    bot: BotProcess, other: BotProcess, actions: Any, conversation: str
) -> None:
    first = bot.say(conversation, "你好", turn_id="t-1")
    calls = len(actions.of(conversation))
    assert other.say(conversation, "你好", turn_id="t-1") == first
    assert len(actions.of(conversation)) == calls
    assert other.say(conversation, "谢谢", turn_id="t-2")[0] == 200
    assert bot.say(conversation, "谢谢", turn_id="t-2")[0] == 200
    assert len(actions.of(conversation)) == calls + 1


def test_the_same_turn_in_both_at_once_is_saved_once(
    bot: BotProcess, other: BotProcess, told: dict[str, Any], database_url: str, conversation: str
) -> None:
    assert bot.say(conversation, "谢谢")[0] == 200
    both_act = threading.Barrier(2, timeout=5)

    def wait_for_both(_: Any) -> None:
        both_act.wait()

    told["action_greet"] = wait_for_both
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(process.say, conversation, "你好", turn_id="t-1") for process in (bot, other)]
        answers = sorted((one.result() for one in asked), key=lambda answer: answer[0])
    assert [status for status, _ in answers] == [200, 409]
    told.clear()
    for process in (bot, other):  # the loser was told to ask again, and now it repeats the winner's words
        assert process.say(conversation, "你好", turn_id="t-1") == answers[0]
    assert bot.say(conversation, "再见")[0] == 200
    assert texts_of(database_url, conversation) == ["谢谢", "你好", "再见"]


def test_a_stop_waits_for_the_turn_in_flight_and_for_nothing_else(
    model: Path, database_url: str, actions: Any, told: dict[str, Any], conversation: str
) -> None:
    asked = threading.Event()

    def slow(_: Any) -> None:
        asked.set()
        time.sleep(2)  # longer than a stop took before, shorter than an action may

    told["action_greet"] = slow
    with BotProcess(model, database_url, actions) as leaving, ThreadPoolExecutor(1) as pool:
        turn = pool.submit(leaving.say, conversation, "你好")
        assert asked.wait(10)
        leaving.process.send_signal(signal.SIGTERM)
        assert turn.result()[0] == 200
        done = time.monotonic()
        assert leaving.process.wait(10) == 0
        assert time.monotonic() - done < 1.5, "it waited for a connection that nobody uses"


def test_a_process_that_slept_through_a_turn_catches_up(
    bot: BotProcess, other: BotProcess, database_url: str, conversation: str
) -> None:
    assert other.say(conversation, "你好")[0] == 200
    os.kill(other.process.pid, signal.SIGSTOP)
    try:
        assert bot.say(conversation, "谢谢", turn_id="t-2")[0] == 200
    finally:
        os.kill(other.process.pid, signal.SIGCONT)
    assert other.say(conversation, "再见")[0] == 200
    assert texts_of(database_url, conversation) == ["你好", "谢谢", "再见"]
