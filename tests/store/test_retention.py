"""What is over is taken away when its time is over, not a second before, and never what is still needed."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, text, update

from careline.contacts.service import opt_out, plan_sms
from careline.conversations.service import Conversations
from careline.conversations.turns import claim, settle
from careline.core.contact import Channel
from careline.hall.preferences import prefer
from careline.ids import new_id
from careline.privacy.retention import RULES, RetentionError, prune, windows
from careline.store.consents import consented_at
from careline.store.database import Database
from careline.store.tables.contacts import sms
from careline.store.tables.conversations import TurnState, chat_tickets, turns
from careline.store.tables.desk import agent_sessions
from careline.store.tables.platform import bridge_documents, outbox, photos
from tests.desk_floor import hired, paid, says, told
from tests.factories import NOW
from tests.store.test_privacy_erase import lived

pytestmark = pytest.mark.store

WHO = "u-lin"
COUNTED = {
    "conversations": "SELECT count(*) FROM conversations",
    "turns": "SELECT count(*) FROM turns WHERE text <> ''",
    "trackers": "SELECT count(*) FROM rasa.events",
    "trackers_of_nobody": "SELECT count(*) FROM rasa.events",
    "sms": "SELECT count(*) FROM sms WHERE body <> '' AND number <> ''",
    "attempts": "SELECT count(*) FROM attempts WHERE number <> ''",
    "call_events": "SELECT count(*) FROM call_events",
    "feed_events": "SELECT count(*) FROM feed_events",
    "outbox": "SELECT count(*) FROM outbox WHERE body <> '{}'",
    "photos": "SELECT count(*) FROM photos",
    "documents": "SELECT count(*) FROM bridge_documents",
    "agent_logins": "SELECT count(*) FROM agent_sessions",
    "tickets": "SELECT count(*) FROM chat_tickets",
}


async def count(database: Database, kind: str) -> int:
    async with database.begin() as tx:
        return int((await tx.execute(text(COUNTED[kind]))).scalar_one())


async def _over_at(database: Database, kind: str, over: datetime) -> None:
    """One row of each kind that was over at this instant."""
    conversation = await says(database, WHO)
    event = text("INSERT INTO rasa.events VALUES (:c, 1, :at, CAST(:e AS jsonb))")
    rows: dict[str, tuple[object, dict[str, object]]] = {
        "conversations": (
            text("UPDATE conversations SET owner = 'closed', closed_at = :over"), {"over": over}
        ),
        "turns": (text("UPDATE turns SET state = 'answered', finished_at = :over"), {"over": over}),
        "trackers": (event, {"c": str(conversation), "at": over.timestamp(), "e": json.dumps({"text": "x"})}),
        "trackers_of_nobody": (event, {"c": str(uuid4()), "at": over.timestamp(), "e": json.dumps({"text": "x"})}),
        "feed_events": (text("UPDATE feed_events SET received_at = :over"), {"over": over}),
        "documents": (
            insert(bridge_documents), {"source": "s", "kind": "order", "external_id": "1", "about": [], "body": {},
                                       "changed": [1], "version": 1, "received_at": over},
        ),
        "tickets": (insert(chat_tickets), {"digest": "x", "customer_id": WHO, "expires_at": over}),
        "outbox": (
            insert(outbox), {"message_id": new_id(), "topic": "event", "kind": "x", "idempotency_key": "x",
                             "body": {"a": 1}, "created_at": over, "delivered_at": over},
        ),
        "photos": (
            insert(photos), {"photo_id": new_id(), "customer_id": WHO, "media_type": "image/png", "width": 1,
                             "height": 1, "sha256": "x", "content": b"x", "at": over},
        ),
        "sms": (
            insert(sms), {"sms_id": new_id(), "customer_id": WHO, "number": "+8613800000001", "body": "x",
                          "purpose": "dispatch", "idempotency_key": "x", "state": "sent", "created_at": over,
                          "due_at": over, "settled_at": over},
        ),
    }  # fmt: skip
    async with database.begin() as tx:
        await tx.execute(text("DELETE FROM outbox"))
        if kind in rows:
            await tx.execute(*rows[kind])  # type: ignore[call-overload]
    if kind == "agent_logins":
        agent = await hired(database, "li")
        async with database.begin() as tx:
            await tx.execute(
                insert(agent_sessions).values(
                    digest="x", agent_id=agent.agent_id, started_at=over, seen_at=over, expires_at=over
                )
            )


@pytest.mark.parametrize("kind", [kind for kind in RULES if kind not in {"attempts", "call_events"}])
async def test_a_second_before_it_stays_and_a_second_after_it_goes(database: Database, kind: str) -> None:
    await told(database, paid(WHO, "CL2026-0001"))
    kept = windows(f"{kind}=7")
    await _over_at(database, kind, NOW)
    before = await count(database, kind)
    assert before
    await prune(database, kept, NOW + timedelta(days=7, seconds=-1))
    assert await count(database, kind) == before
    gone = await prune(database, kept, NOW + timedelta(days=7, seconds=1))
    assert await count(database, kind) == 0
    assert gone[kind] == before
    assert kind not in await prune(database, kept, NOW + timedelta(days=7, seconds=2))


async def test_calls_lose_their_number_and_what_the_carrier_told(database: Database) -> None:
    await lived(database)
    for kind, table in (("attempts", "attempts"), ("call_events", "call_events")):
        kept = windows(f"{kind}=7")
        assert await count(database, kind) == 1, table
        await prune(database, kept, NOW + timedelta(days=7, seconds=-1))
        assert await count(database, kind) == 1
        await prune(database, kept, NOW + timedelta(days=7, seconds=1))
        assert await count(database, kind) == 0


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ({"delivered_at": NOW}, False),
        ({}, False),
        ({"last_error": "no_platform"}, False),
        ({"next_try_at": NOW}, True),
        ({"delivered_at": NOW, "next_try_at": NOW}, True),
    ],
    ids=["delivered", "taken back", "given up", "waits", "told again"],
)
async def test_what_will_not_leave_any_more_loses_its_body_too(
    database: Database, row: dict[str, object], kept: bool
) -> None:
    message = {"message_id": new_id(), "topic": "remedy", "kind": "x", "idempotency_key": "x", "created_at": NOW,
               "body": {"phone": "+8613800000001"}}  # fmt: skip
    async with database.begin() as tx:
        await tx.execute(insert(outbox), message | row)
    await prune(database, windows("outbox=7"), NOW + timedelta(days=7, seconds=-1))
    assert await count(database, "outbox") == 1
    await prune(database, windows("outbox=7"), NOW + timedelta(days=7, seconds=1))
    assert await count(database, "outbox") == kept


@pytest.mark.parametrize("earlier_version", [False, True])
async def test_words_that_were_joined_to_others_go_with_them(database: Database, earlier_version: bool) -> None:
    await told(database, paid(WHO, "CL2026-0001"))
    for words in ("在吗", "我那个炸锅", "四天了没动静"):
        await says(database, WHO, words)
    async with database.begin() as tx:
        _, turn = await claim(tx, 30) or (None, None)
        assert turn
        await settle(tx, turn, TurnState.ANSWERED, NOW, outcome="answered")
        joined = {"finished_at": None} if earlier_version else {"finished_at": NOW}
        of_them = turns.c.state == TurnState.JOINED
        assert all((await tx.execute(select(turns.c.finished_at).where(of_them))).scalars())
        await tx.execute(update(turns).where(of_them).values(joined))
    assert await count(database, "turns") == 3
    await prune(database, windows("turns=7"), NOW + timedelta(days=7, seconds=-1))
    assert await count(database, "turns") == 3
    await prune(database, windows("turns=7"), NOW + timedelta(days=7, seconds=1))
    assert await count(database, "turns") == 0


async def test_what_is_still_needed_is_left_alone(database: Database) -> None:
    """An open conversation, its promise, an SMS that waits: however old."""
    await told(database, paid(WHO, "CL2026-0001", 60))
    conversation = await says(database, WHO, "在吗", NOW)
    async with database.begin() as tx:
        await plan_sms(tx, WHO, "+8613800000001", "x", purpose="dispatch", key="k", due_at=NOW, now=NOW)
    before = {kind: await count(database, kind) for kind in ("conversations", "turns", "sms")}
    await prune(database, windows(""), NOW + timedelta(days=4000))
    assert {kind: await count(database, kind) for kind in before} == before
    await Conversations(database).heard(conversation, NOW, text="还在")


async def test_batches_are_small_and_the_next_goes_on(database: Database) -> None:
    await told(database, *(paid(WHO, f"CL2026-{n:04}") for n in range(1, 8)))
    async with database.begin() as tx:
        await tx.execute(text("UPDATE feed_events SET received_at = :over"), {"over": NOW})
    gone = await prune(database, windows("feed_events=1"), NOW + timedelta(days=2), batch=2)
    assert gone["feed_events"] == 7


@pytest.mark.parametrize("wrong", ["messages=3", "sms=", "sms=0", "sms=-1", "sms=x"])
def test_a_wrong_window_is_refused_by_name(wrong: str) -> None:
    with pytest.raises(RetentionError, match="CARELINE_KEEP_DAYS"):
        windows(wrong)


async def test_the_ledger_alone_tells_whether_we_were_allowed_to_call(database: Database) -> None:
    """T6: the shop's word, the consumer's no to us, and their yes that takes only it back; each with its time."""
    await told(database, paid(WHO, "CL2026-0001"))

    async def allowed(at: datetime) -> bool:
        async with database.begin() as tx:
            return await consented_at(tx, WHO, "service_calls", at)

    assert not await allowed(NOW - timedelta(days=400))
    assert await allowed(NOW)
    async with database.begin() as tx:
        await opt_out(tx, WHO, Channel.PHONE, source="call", now=NOW + timedelta(hours=1))
        await opt_out(tx, WHO, Channel.PHONE, source="app", now=NOW + timedelta(hours=2))
    async with database.begin() as tx:
        await prefer(tx, WHO, Channel.PHONE, wanted=True, now=NOW + timedelta(hours=3))
    assert [await allowed(NOW + timedelta(hours=hours)) for hours in (0.9, 1.1, 2.9, 3.1)] == [True, False, False, True]
    async with database.begin() as tx:
        sources = (await tx.execute(text("SELECT DISTINCT source FROM consent_ledger ORDER BY 1"))).scalars().all()
    assert sources == ["call", "feed", "hall"]
