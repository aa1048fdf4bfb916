"""Conversations in a real PostgreSQL, under a role with the rights of Rasa's."""

from __future__ import annotations

import asyncio
from typing import Any

import psycopg
import pytest
from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.assistant import Assistant
from bot.event_table import EventsCollideError
from bot.tracker_store import EVENTS_KEPT, CarelineTrackerStore

DOMAIN = Domain.from_yaml("""
version: "3.1"
intents: [greet]
slots:
  language: {type: text, influence_conversation: false, mappings: [{type: custom}]}
""")


@pytest.fixture
async def open_store(database_url: str) -> Any:
    """Makes stores, each like one Rasa process."""
    stores = []

    def make(**settings: Any) -> CarelineTrackerStore:
        stores.append(CarelineTrackerStore(DOMAIN, host=database_url, **settings))
        return stores[-1]

    yield make
    for store in stores:
        await store.table.close()


def start(tracker: DialogueStateTracker, language: str = "zh") -> None:
    for event in (ActionExecuted("action_session_start"), SessionStarted(), SlotSet("language", language)):
        tracker.update(event, DOMAIN)
    tracker.update(ActionExecuted("action_listen"), DOMAIN)


def speak(tracker: DialogueStateTracker, text: str) -> None:
    tracker.update(UserUttered(text, {"name": "greet", "confidence": 1.0}, message_id=f"turn of {text}"), DOMAIN)
    tracker.update(ActionExecuted("action_greet"), DOMAIN)
    tracker.update(BotUttered(f"re: {text}"), DOMAIN)
    tracker.update(ActionExecuted("action_listen"), DOMAIN)


async def turn(store: CarelineTrackerStore, conversation: str, text: str) -> DialogueStateTracker:
    tracker = await store.get_or_create_tracker(conversation, append_action_listen=False)
    if not tracker.events:
        start(tracker)
    speak(tracker, text)
    await store.save(tracker)
    return tracker


def texts(tracker: DialogueStateTracker | None) -> list[str]:
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


async def test_another_process_reads_what_one_wrote(open_store: Any, conversation: str) -> None:
    one, other = open_store(), open_store()
    await turn(one, conversation, "你好 😀")
    await turn(one, conversation, "在吗")
    tracker = await other.retrieve(conversation)
    assert texts(tracker) == ["你好 😀", "在吗"]
    assert tracker.get_slot("language") == "zh"
    assert tracker.latest_message.text == "在吗"
    assert conversation in list(await other.keys())
    assert await other.retrieve(conversation + "-unknown") is None


async def test_the_two_hundredth_turn_costs_what_the_fifth_does(open_store: Any, conversation: str) -> None:
    store, rows = open_store(), []
    for n in range(200):
        before = store.table.rows_read, store.table.rows_written
        await store.current(conversation)  # as the channel does before each turn
        tracker = await turn(store, conversation, f"第{n}句")
        rows.append((store.table.rows_read - before[0], store.table.rows_written - before[1]))
        assert len(tracker.events) <= EVENTS_KEPT
    assert rows[0] == (0, 8)  # session start and first turn
    assert set(rows[1:]) == {(1, 4)}  # one row: the number of the last event
    assert tracker.get_slot("language") == "zh"  # set two hundred turns ago, its event long gone from memory
    assert len(texts(await open_store().retrieve_full_tracker(conversation))) == 200


async def test_a_shortened_history_begins_at_a_listening_bot(open_store: Any, conversation: str) -> None:
    store = open_store()
    for n in range(30):
        tracker = await turn(store, conversation, str(n))
    assert tracker.events[0].action_name == "action_listen"
    assert texts(tracker)[-1] == "29"


async def test_a_failed_turn_leaves_nothing_in_memory(open_store: Any, conversation: str) -> None:
    store = open_store()
    await turn(store, conversation, "一")
    half = await store.retrieve(conversation)
    half.update(UserUttered("失败的一句", {"name": "greet"}), DOMAIN)  # and then an action fails: never saved
    assert texts(await turn(store, conversation, "二")) == ["一", "二"]
    assert texts(await open_store().retrieve(conversation)) == ["一", "二"]


@pytest.mark.parametrize("listening", [False, True])
async def test_a_failed_first_turn_leaves_nothing_either(open_store: Any, conversation: str, listening: bool) -> None:
    store = open_store()
    start(await store.get_or_create_tracker(conversation, append_action_listen=listening))
    again = await store.get_or_create_tracker(conversation, append_action_listen=False)
    assert len(again.events) == int(listening)


async def test_two_processes_cannot_both_continue_a_conversation(open_store: Any, conversation: str) -> None:
    one, other = open_store(), open_store()
    await turn(one, conversation, "一")
    await turn(other, conversation, "二")
    with pytest.raises(EventsCollideError) as caught:
        await turn(one, conversation, "秘密的话")
    assert "秘密的话" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert texts(await turn(one, conversation, "三")) == ["一", "二", "三"]  # it has read again


async def test_a_conversation_that_went_on_elsewhere_is_read_again(open_store: Any, conversation: str) -> None:
    one, other = open_store(), open_store()
    await turn(one, conversation, "一")
    await turn(other, conversation, "二")
    await one.current(conversation)
    assert texts(await turn(one, conversation, "三")) == ["一", "二", "三"]
    before = one.table.rows_read
    assert texts(await one.current(conversation)) == ["一", "二", "三"]
    assert one.table.rows_read == before + 1  # nobody else wrote: the live one is good


async def test_a_look_while_a_turn_ends_here_does_not_bring_the_old_state_back(
    open_store: Any, conversation: str
) -> None:
    store = open_store()
    await turn(store, conversation, "一")
    old = store._rebuilt(conversation, await store.table.of_last_session(conversation))
    await turn(store, conversation, "二")
    store._put(old)
    assert texts(await turn(store, conversation, "三")) == ["一", "二", "三"]


async def test_a_tracker_knows_what_it_answered_to_its_last_turn_alone(open_store: Any, conversation: str) -> None:
    assert await open_store().current(conversation) is None
    store = open_store()
    await turn(store, conversation, "一")
    await turn(store, conversation, "二")
    for reader in (store, open_store()):
        tracker = await reader.current(conversation)
        assert [event.text for event in tracker.answered("turn of 二")] == ["re: 二"]
        assert tracker.answered("turn of 一") is None
        assert tracker.answered("turn of 三") is None


async def test_two_turns_at_once_cannot_both_win(open_store: Any, conversation: str) -> None:
    stores = [open_store() for _ in range(4)]
    await turn(stores[0], conversation, "一")
    trackers = [await store.retrieve(conversation) for store in stores]
    for tracker in trackers:
        speak(tracker, "同时")
    saving = [store.save(tracker) for store, tracker in zip(stores, trackers, strict=True)]
    done = await asyncio.gather(*saving, return_exceptions=True)
    assert sum(isinstance(result, EventsCollideError) for result in done) == 3
    assert texts(await open_store().retrieve(conversation)) == ["一", "同时"]


async def test_a_new_session_begins_afresh_and_the_old_one_stays_in_the_table(
    open_store: Any, conversation: str
) -> None:
    store = open_store()
    await turn(store, conversation, "上午")
    tracker = await store.retrieve(conversation)
    start(tracker, "en")
    speak(tracker, "afternoon")
    await store.save(tracker)
    for reader in (store, open_store()):
        tracker = await reader.retrieve(conversation)
        assert texts(tracker) == ["afternoon"]
        assert tracker.get_slot("language") == "en"
    assert texts(await store.retrieve_full_tracker(conversation)) == ["上午", "afternoon"]


async def test_memory_is_bounded(open_store: Any, conversation: str) -> None:
    store = open_store(live=3)
    for n in range(5):
        await turn(store, f"{conversation}-{n}", "你好")
    assert len(store._live) == 3
    before = store.table.rows_read
    assert texts(await turn(store, f"{conversation}-0", "又来")) == ["你好", "又来"]
    assert store.table.rows_read > before


async def test_a_forgotten_conversation_is_gone_everywhere(open_store: Any, conversation: str) -> None:
    store = open_store()
    await turn(store, conversation, "你好")
    assert await store.forget(conversation) == 8
    assert await store.retrieve(conversation) is None
    assert texts(await turn(store, conversation, "新的")) == ["新的"]


async def test_an_empty_tracker_writes_no_row(open_store: Any, conversation: str) -> None:
    store = open_store()
    await store.save(await store.get_or_create_tracker(conversation, append_action_listen=False))
    assert store.table.rows_written == 0


async def test_no_database_is_an_error_and_never_an_empty_conversation(conversation: str) -> None:
    store = CarelineTrackerStore(DOMAIN, host="postgresql://nobody:x@127.0.0.1:1/none")
    with pytest.raises(psycopg.OperationalError):
        await store.retrieve(conversation)
    with pytest.raises(psycopg.OperationalError):
        await store.get_or_create_tracker(conversation)
    with pytest.raises(psycopg.OperationalError):
        await store.table.check()


async def test_a_broken_connection_fails_one_turn_and_is_then_replaced(open_store: Any, conversation: str) -> None:
    store = open_store()
    await turn(store, conversation, "一")
    await store.table._connection.close()
    assert texts(await turn(store, conversation, "二")) == ["一", "二"]


async def test_a_foreign_tracker_is_not_saved(open_store: Any, conversation: str) -> None:
    with pytest.raises(TypeError):
        await open_store().save(DialogueStateTracker(conversation, DOMAIN.slots))


def test_rasa_makes_our_store_from_the_endpoint_and_puts_nothing_around_it() -> None:
    store = TrackerStore.create(EndpointConfig(url="postgresql://x", type="bot.tracker_store.CarelineTrackerStore"))
    assert type(store) is CarelineTrackerStore
    assert Assistant(tracker_store=store).tracker_store is store
    assert Agent(tracker_store=store).tracker_store is not store  # why we have an agent of our own


def test_no_other_store_is_accepted() -> None:
    for other in (None, InMemoryTrackerStore(DOMAIN)):
        with pytest.raises(TypeError, match="CarelineTrackerStore"):
            Assistant(tracker_store=other)
