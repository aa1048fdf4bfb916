"""Our runner against Rasa's, on the real model."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.engine.exceptions import GraphComponentException
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant import StrictProcessor
from bot.components.intents import IntentClassifier
from bot.runner import StraightRunner


def processor(kind: type[MessageProcessor], model: Path) -> MessageProcessor:
    return kind(model, None, None, None)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def both(model: Path) -> tuple[MessageProcessor, MessageProcessor]:
    """Ours and Rasa's, which keep nothing of a message."""
    return processor(StrictProcessor, model), processor(MessageProcessor, model)


@pytest.mark.parametrize("text", ["退款什么时候到账", "快递到哪了？运费多少", "转人工", "where is my parcel", ""])
def test_it_finds_what_rasas_finds(both: tuple[MessageProcessor, MessageProcessor], text: str) -> None:
    ours, rasas = both
    assert type(ours.graph_runner) is StraightRunner
    assert type(rasas.graph_runner) is DaskGraphRunner
    loop = asyncio.new_event_loop()
    said = [loop.run_until_complete(one.parse_message(UserMessage(text))) for one in (ours, rasas)]
    for found in said:
        found.pop("message_id", None)
    assert said[0] == said[1]
    tracker = DialogueStateTracker("c", ours.domain.slots)
    tracker.update_with_events([ActionExecuted(ACTION_LISTEN_NAME), UserUttered(text, said[0]["intent"])], ours.domain)
    first, second = (one._predict_next_with_tracker(tracker) for one in (ours, rasas))
    assert first.probabilities == second.probabilities


def test_a_step_that_fails_fails_the_message(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = processor(StrictProcessor, model)

    def broken(*_: object) -> None:
        raise ArithmeticError

    monkeypatch.setattr(IntentClassifier, "_features", broken)
    with pytest.raises(GraphComponentException):
        asyncio.new_event_loop().run_until_complete(ours.parse_message(UserMessage("你好")))
