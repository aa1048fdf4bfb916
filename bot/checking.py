"""What a model would do about a text, without doing it: for trying it out, and for a process that has just started."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant import Assistant
from bot.tracker_store import CarelineTrackerStore
from bot.wording import StrictWording


def loaded(model: Path) -> Assistant:
    """The model as it is served, but without database and actions. Raises if it cannot be loaded."""
    bot = Assistant(generator=StrictWording({}), tracker_store=CarelineTrackerStore(host="nowhere"))
    bot.load_model(model)
    return bot


async def understood(bot: Assistant, text: str) -> dict[str, Any]:
    """What the bot takes a text for, as the first thing said in a conversation."""
    parsed: dict[str, Any] = await bot.processor.parse_message(UserMessage(text=text))
    return parsed


async def first_step(bot: Assistant, text: str) -> dict[str, Any]:
    """The intent understood, and the action that would follow. Nothing is run, nothing saved."""
    parsed = await understood(bot, text)
    tracker = DialogueStateTracker("check", bot.domain.slots)
    said = UserUttered(text, parsed["intent"], parsed["entities"], parsed, message_id="check")
    for event in (SessionStarted(), ActionExecuted(ACTION_LISTEN_NAME), said):
        tracker.update(event, bot.domain)
    prediction = bot.processor._predict_next_with_tracker(tracker)  # noqa: SLF001 - no public name does it unsaved
    action = bot.domain.action_names_or_texts[prediction.max_confidence_index]
    return {"intent": parsed["intent"]["name"], "action": action}
