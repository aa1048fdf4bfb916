"""Conversations in PostgreSQL, one row an event, with the live ones kept in this process.

Rasa's own SQL store reads and deserialises a conversation's every event for every message, a third of a message's time.
A conversation is pinned to one Rasa process (our client sees to it), so the live tracker can stay here and only new
events are written.

While its process was away, a conversation may have gone on in another one. So each turn begins with one question to the
table, `current`: is its last event the one we know? That costs 0.1 ms (one look at the end of the primary key's index)
whatever the length of the conversation. A mark from our client would be free, but no client can know what the
others moved. Only if two processes answer at the very same time do the event numbers collide; then one turn fails.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from itertools import islice
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    UserUttered,
    deserialise_events,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.event_table import EventTable

LIVE_TRACKERS = 2000  # about 60 kB each
EVENTS_KEPT = 40  # of a live tracker: some eight turns; rules look at the last turn only


class LiveTracker(DialogueStateTracker):
    """A tracker that knows how much of itself stands in the table."""

    stored = 0  # how many of `events`, counted from the left, are rows
    last_n = 0  # number of the last row

    def answered(self, turn_id: str) -> list[BotUttered] | None:
        """What the bot said in the last turn, if that was `turn_id`; None if that turn is still to be answered."""
        said: list[BotUttered] = []
        for event in reversed(self.events):
            if isinstance(event, BotUttered):
                said.append(event)
            elif isinstance(event, UserUttered):
                return said[::-1] if event.message_id == turn_id else None
        return None


class CarelineTrackerStore(TrackerStore):
    """A tracker is taken out of the cache for a turn and put back by saving it: a failed turn leaves nothing behind.

    Every error of the database is raised. Use it bare: Rasa's `FailSafeTrackerStore` would swallow the error and go on
    with an empty conversation.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str = "",
        live: int = LIVE_TRACKERS,
        **_: Any,
    ) -> None:
        """`host` is the database's URL (Rasa's name for `url:` in endpoints.yml); connects at first use."""
        super().__init__(domain, event_broker)
        self.table = EventTable(host)
        self._live: OrderedDict[str, LiveTracker] = OrderedDict()
        self._live_at_most = live

    def init_tracker(self, sender_id: str) -> LiveTracker:
        """An empty tracker of ours."""
        return LiveTracker(sender_id, self.domain.slots, max_event_history=self.max_event_history)

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        """A new tracker, handed out: as after `retrieve`, only saving puts it into the cache."""
        tracker = await super().create_tracker(sender_id, append_action_listen)
        self._live.pop(sender_id, None)
        return tracker

    async def current(self, sender_id: str) -> LiveTracker | None:
        """The conversation as the table has it now, for looking only; a live one that was overtaken is dropped.

        To be asked before a turn: `retrieve` then hands out what this has brought up to date.
        """
        tracker = self._live.get(sender_id)
        if tracker is None or tracker.last_n != await self.table.last_n(sender_id):
            self._live.pop(sender_id, None)
            tracker = self._rebuilt(sender_id, await self.table.of_last_session(sender_id))
            if tracker is not None:
                self._put(tracker)
        return tracker

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation since its last session start; None if there is none. Raises on any database error."""
        tracker = self._live.pop(sender_id, None)
        if tracker is not None:
            return tracker
        return self._rebuilt(sender_id, await self.table.of_last_session(sender_id))

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The conversation from its first event on, straight from the table. For looking only: never save it."""
        return self._rebuilt(conversation_id, await self.table.of_all_sessions(conversation_id))

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what is new. Raises EventsCollideError if another process went on with this conversation."""
        if not isinstance(tracker, LiveTracker):
            raise TypeError("only trackers that came from this store can be saved in it")
        new = list(islice(tracker.events, tracker.stored, None))
        if new:
            rows = [(event.timestamp, event.as_dict()) for event in new]
            await self.table.append(tracker.sender_id, tracker.last_n, rows)
        earlier_session = tracker.stored > 0 and any(isinstance(event, SessionStarted) for event in new)
        tracker.last_n += len(new)
        tracker.stored = len(tracker.events)
        if not earlier_session:  # else the next turn reads the new session alone
            self._keep(tracker)

    async def keys(self) -> Iterable[str]:
        """Ids of all conversations with events."""
        return await self.table.conversations()

    async def forget(self, conversation_id: str) -> int:
        """Delete a conversation, here and in the table (a consumer's right); returns the number of rows deleted."""
        self._live.pop(conversation_id, None)
        return await self.table.delete(conversation_id)

    def _rebuilt(self, sender_id: str, rows: list[tuple[int, dict[str, Any]]]) -> LiveTracker | None:
        if not rows:
            return None
        tracker = self.init_tracker(sender_id)
        events: list[Event] = deserialise_events([event for _, event in rows])
        tracker.events.extend(events)
        tracker.replay_events()
        tracker.stored, tracker.last_n = len(tracker.events), rows[-1][0]
        return tracker

    def _keep(self, tracker: LiveTracker) -> None:
        """Put back what the next turn needs. Slots and state stay; of old events only the last few turns do."""
        if len(tracker.events) > EVENTS_KEPT:
            while len(tracker.events) > 1 and (len(tracker.events) > EVENTS_KEPT or not _listening(tracker.events[0])):
                tracker.events.popleft()
            tracker.stored = len(tracker.events)
        self._put(tracker)

    def _put(self, tracker: LiveTracker) -> None:
        known = self._live.get(tracker.sender_id)
        if known is not None and known.last_n > tracker.last_n:  # a turn ended here while the table was read
            return
        self._live[tracker.sender_id] = tracker
        if len(self._live) > self._live_at_most:
            self._live.popitem(last=False)


def _listening(event: Event) -> bool:
    """Whether a shortened history may begin here: at a listening bot, never in the middle of a turn."""
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME
