"""A consumer who left a trace in every table, handed out whole, then gone: searched for in every column there is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, text, update

from careline.cases.service import look_at_due_orders
from careline.contacts.service import opt_out, plan_sms, reachability
from careline.conversations.conversation import open_phone
from careline.conversations.messages import Outgoing, say
from careline.conversations.service import Conversations
from careline.core.contact import Channel
from careline.core.remedies import RemedyKind
from careline.desk.service import Desk
from careline.evidence.service import About, Evidence
from careline.external_desk.talks import begin_talk
from careline.feed.adapters.bridge import Bridge
from careline.feed.service import Feed
from careline.ids import new_id
from careline.privacy.erase import (
    ERASED,
    StillUnderWayError,
    digests_on_record,
    erase,
    to_erase_again,
)
from careline.privacy.export import everything_of, write_export
from careline.privacy.holdings import HOLDINGS, Fate, Kind
from careline.privacy.rows import NoConsumerError, belongs, named
from careline.store.database import Database
from careline.store.orders import load_customer, load_order
from careline.store.tables.callouts import attempts, call_events, callback_wishes, callouts
from careline.store.tables.cases import approvals, blocks, conditions, remedies
from careline.store.tables.contacts import bad_numbers, contacts
from careline.store.tables.conversations import Author, buttons, chat_tickets, read_marks
from careline.store.tables.desk import handoffs
from careline.store.tables.insights import reviews
from careline.store.tables.platform import outbox, urge_letters
from careline.store.tables.quality import bulk_rows, quality_reviews, quality_scores
from careline.store.tables.transfers import transfers
from tests.desk_floor import asks_for_a_person, hired, told
from tests.factories import NOW, ago, event, instant
from tests.pictures import photo
from tests.platform_kit import WITHIN_LIMITS
from tests.rules import RULES
from tests.shops import SHOP, shopify_order

pytestmark = pytest.mark.store

OLD, KEY, OTHER = "guest-quokka-51", "u-quokka-77", "u-somebody-else"
NAME, PHONE, STREET, TRACKING = "奎塔莉", "+8613976543210", "椿树胡同九号院", "SFQUOKKA000111"
WORDS = "紫色长颈鹿在跳舞"
CANARIES = (OLD, KEY, NAME, PHONE, PHONE[3:], STREET, TRACKING, WORDS, "quokka")
SCANNED = """
SELECT table_schema, table_name FROM information_schema.tables
WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
"""


@dataclass
class Trace:
    """What the consumer left behind, by the ids that a test needs."""

    conversation: UUID
    order: str
    photo: UUID
    shopify: str = "shopify-820100"


async def where_found(database: Database, canary: str) -> set[str]:
    """Tables in which any column of any row holds these characters; of bytes, their hexadecimal form."""
    found = set()
    async with database.begin() as tx:
        for schema, table in (await tx.execute(text(SCANNED))).all():
            query = f"SELECT 1 FROM {schema}.{table} AS one WHERE one::text ILIKE :like LIMIT 1"
            if (await tx.execute(text(query), {"like": f"%{canary}%"})).first():
                found.add(table)
    return found


def _told(customer_id: str, order_id: str, **given: Any) -> dict[str, Any]:
    who = {"customer_id": customer_id, "name": NAME, "phone": PHONE}
    home = {"recipient": NAME, "phone": PHONE, "region": "北京", "city": "北京", "detail": STREET}
    return event(order_id=order_id, customer=who, address=home, **given)


async def lived(database: Database, *, rasa: bool = True) -> Trace:
    """Through every channel of ours: as a guest whose id was merged, in the app, on the phone, at the desk, by feed."""
    sent = {
        "status": "dispatched",
        "parcels": [
            {
                "parcel_id": TRACKING, "courier": "顺丰", "tracking_no": TRACKING,
                "dispatched_at": instant(ago(hours=20)),
                "scans": [{"at": instant(ago(hours=10)), "code": "picked_up", "place": STREET, "text": NAME}],
            }
        ],
        "refunds": [
            {
                "refund_id": "R1", "kind": "refund_only", "reason": WORDS, "status": "requested",
                "requested_at": instant(ago(hours=5)), "amount": {"amount": "10.00", "currency": "CNY"},
                "to": f"{NAME}的银行卡", "decision": WORDS,
            }
        ],
        "invoice": {"state": "issued", "title": NAME, "at": instant(ago(hours=3))},
        "cancellations": [{"at": instant(ago(hours=2)), "by": "consumer", "reason": WORDS, "items": []}],
    }  # fmt: skip
    await told(database, _told(OLD, "CL2026-7701"))
    late = {"placed_at": instant(ago(hours=90)), "paid_at": instant(ago(hours=90))}
    merged = _told(KEY, "CL2026-7702", **late)
    merged["order"]["customer"]["previous_ids"] = [OLD]
    await told(
        database, merged, event(order_id="CL2026-9900", customer={"customer_id": OTHER, "phone": "+8613800009999"})
    )
    sent_event = _told(KEY, "CL2026-7703", **sent)
    await told(database, sent_event)
    while await look_at_due_orders(database, NOW, RULES, 50):
        pass
    bridge = Bridge(database, Feed(database, RULES.new_users))
    order = shopify_order(customer={"id": 7001, "first_name": NAME, "last_name": "quokka", "phone": PHONE})
    order["shipping_address"] = order["shipping_address"] | {"address1": STREET, "name": NAME}
    await bridge.shopify("orders/updated", order, SHOP, NOW)
    accounts = _told(KEY, "CL2026-7704")
    accounts["order"]["customer"]["previous_ids"] = ["shopify-7001"]
    await told(database, accounts)
    conversation = await asks_for_a_person(database, KEY)
    await Conversations(database).post(KEY, uuid4(), NOW, text=f"我是{NAME}，{WORDS}，电话{PHONE[3:]}")
    agent = await hired(database, "li")
    desk = Desk(database, RULES)
    await desk.claim(agent, conversation, NOW)
    await desk.note(agent, conversation, f"{NAME} {WORDS}", NOW)
    evidence = Evidence(database, RULES)
    photo_id = await evidence.receive(KEY, photo(), About(in_chat=True, client_id=uuid4()), NOW)
    await _wished_and_phoned(database, agent.agent_id, conversation)
    if rasa:
        added = "INSERT INTO rasa.events VALUES (:id, 1, 1.0, CAST(:event AS jsonb))"
        async with database.begin() as tx:
            told_ = json.dumps({"text": WORDS, "who": KEY})
            await tx.execute(text(added), {"id": str(conversation), "event": told_})
    return Trace(conversation, "CL2026-7702", photo_id)


async def _wished_and_phoned(database: Database, agent_id: UUID, conversation: UUID) -> None:
    from careline.cases.service import Wish, request_remedy

    async with database.begin() as tx:
        order = await load_order(tx, "CL2026-7702")
        assert order
        wish = Wish(
            order=order, kind=RemedyKind.REFUND, who="consumer", channel="app", details={"text": WORDS},
            amount=WITHIN_LIMITS.get(RemedyKind.REFUND),
        )  # fmt: skip
        made = await request_remedy(tx, wish, NOW, RULES)
        await tx.execute(update(remedies).values(answer=WORDS, details={"text": WORDS}))
        await tx.execute(
            insert(approvals).values(approval_id=new_id(), remedy_id=made.remedy_id, agent_id=agent_id, at=NOW)
        )
        await tx.execute(
            insert(urge_letters).values(
                letter_id=new_id(), remedy_id=made.remedy_id, merchant_id="m-1", language="zh", created_at=NOW,
                answered_at=NOW, answer="done", answer_text=f"{NAME} {WORDS}",
            )
        )  # fmt: skip
        await tx.execute(update(handoffs).values(note=f"{NAME} {WORDS}"))
        await opt_out(tx, KEY, Channel.SMS, source="app", now=NOW)
        await plan_sms(tx, KEY, PHONE, WORDS, purpose="dispatch", key=f"sms:{KEY}", due_at=NOW, now=NOW)
        await tx.execute(insert(bad_numbers).values(number=PHONE, code="21211", why=f"{PHONE} bad", at=NOW))
        held = (
            "INSERT INTO number_holds (number, channel, why, told_by, source, at)"
            " VALUES (:n, 'sms', 'wrong_number', :k, 'call', :at) ON CONFLICT DO NOTHING"
        )
        await tx.execute(text(held), {"n": PHONE, "k": KEY, "at": NOW})
        written = "INSERT INTO texts_received (message_sid, number, means, at) VALUES ('SM1', :n, 'stop', :at)"
        await tx.execute(text(written), {"n": PHONE, "at": NOW})
        await tx.execute(text("INSERT INTO wakes (wake_id, customer_id) VALUES (gen_random_uuid(), :k)"), {"k": KEY})
        await tx.execute(insert(chat_tickets).values(digest="d" * 64, customer_id=KEY, expires_at=NOW))
        await tx.execute(
            insert(buttons).values(button_id=new_id(), conversation_id=conversation, title=WORDS, payload={"t": WORDS})
        )
        block = (await tx.execute(text("SELECT block_id, case_id FROM blocks LIMIT 1"))).one()
        callout_id, attempt_id = new_id(), new_id()
        await tx.execute(
            insert(callouts).values(
                callout_id=callout_id, customer_id=KEY, order_id="CL2026-7702", block_id=block.block_id,
                case_id=block.case_id, state="done", due_at=NOW, created_at=NOW, ended_at=NOW, outcome="settled",
            )
        )  # fmt: skip
        await tx.execute(
            insert(attempts).values(
                attempt_id=attempt_id, callout_id=callout_id, n=1, customer_id=KEY, number=PHONE, carrier="simulator",
                state="ended", lease=new_id(), intent_at=NOW, ended_at=NOW, outcome="settled", language="zh-CN",
                call_sid="CAquokka", detail=f"{PHONE} answered",
            )
        )  # fmt: skip
        await tx.execute(
            insert(call_events).values(
                attempt_id=attempt_id, call_sid="CAquokka", sequence_number=1, status="completed", data={"To": PHONE},
                received_at=NOW,
            )
        )  # fmt: skip
        await tx.execute(
            text("INSERT INTO decisions (decision_id, order_id, block_id, at, call, due_at, reason, facts) VALUES"
                 " (:id, 'CL2026-7702', :block, :now, true, :now, 'call', CAST(:facts AS jsonb))"),
            {"id": new_id(), "block": block.block_id, "now": NOW, "facts": json.dumps({"number": PHONE})},
        )  # fmt: skip
        spoken = await open_phone(tx, KEY, "zh-CN", attempt_id, block.case_id, NOW)
        await tx.execute(
            insert(transfers).values(
                transfer_id=new_id(), attempt_id=attempt_id, conversation_id=spoken.conversation_id,
                agent_id=agent_id, state="ended", ended_as="unanswered", address="client:li", whisper=WORDS,
                language="zh-CN", offered_at=NOW, ring_until=NOW, until=NOW, ended_at=NOW, settled_at=NOW,
            )
        )  # fmt: skip
        await begin_talk(tx, conversation, KEY, NOW, sent_seq=0, external_id=4711, owed=f"{NAME} {WORDS}")
        await tx.execute(insert(read_marks).values(conversation_id=conversation, side="consumer", seq=1, at=NOW))
        await say(tx, spoken, Author.CONSUMER, Outgoing(text=WORDS), NOW)
        await tx.execute(
            insert(callback_wishes).values(
                wish_id=new_id(), customer_id=KEY, conversation_id=spoken.conversation_id, words=WORDS,
                wished_for=NOW, asked_at=NOW, done_at=NOW,
            )
        )  # fmt: skip
        await tx.execute(
            insert(contacts).values(
                contact_id=new_id(), customer_id=KEY, channel="phone", about="dispatch", code="1234",
                origin_id=new_id(), at=NOW,
            )
        )  # fmt: skip
        turn = (await tx.execute(text("SELECT turn_id FROM turns LIMIT 1"))).scalar_one()
        await tx.execute(
            insert(reviews).values(
                turn_id=turn, fingerprint="f", text=WORDS, language="zh-CN", sign="unsure", intent="x",
                confidence=0.1, ranking=[], first_at=NOW, last_at=NOW,
            )
        )  # fmt: skip
        review_id = new_id()
        await tx.execute(
            insert(quality_reviews).values(
                review_id=review_id, conversation_id=conversation, agent_id=agent_id, why="chosen", state="open",
                opened_at=NOW, note=f"{NAME} {WORDS}",
            )
        )  # fmt: skip
        scored = {"review_id": review_id, "criterion": "tone", "points": 1, "reason": WORDS}
        await tx.execute(insert(quality_scores).values(scored))
        done = {"bulk_id": new_id(), "conversation_id": conversation, "agent_id": agent_id, "what": "close", "at": NOW}
        await tx.execute(insert(bulk_rows).values(done))
        await tx.execute(update(outbox).values(body={"text": WORDS, "customer": KEY, "name": NAME}))
        await tx.execute(update(blocks).values(evidence=[{"text": TRACKING}]))
        warned = "UPDATE feed_events SET warnings = CAST(:w AS jsonb) WHERE order_id LIKE 'CL2026-77%'"
        await tx.execute(text(warned), {"w": json.dumps([f"{PHONE} odd"])})
        await tx.execute(
            text("UPDATE cases SET rating_text = :w, rating = 1, rated_at = :now"), {"w": WORDS, "now": NOW}
        )
        await tx.execute(text("UPDATE promises SET text = :w"), {"w": WORDS})
        case_id = (await tx.execute(text("SELECT case_id FROM cases LIMIT 1"))).scalar_one()
        await tx.execute(
            insert(conditions).values(
                condition_id=new_id(), case_id=case_id, order_id="CL2026-7702", customer_id=KEY, awaited="sent",
                once=False, deed="refund", said=WORDS, channel="app", set_by="consumer", set_at=NOW, due_at=NOW,
                state="withdrawn", ended_at=NOW, seen_version=1, asked_key="condition:test",
            )
        )  # fmt: skip
        await tx.execute(text("UPDATE remedy_changes SET data = CAST(:w AS jsonb)"), {"w": json.dumps({"t": WORDS})})
        await tx.execute(
            text("INSERT INTO journal (entry_id, at, who, what, why, note, subject, customer_id, data) VALUES"
                 " (:id, :now, 'agent:li', 'case_closed', 'agent_closed', :w, :s, :c, CAST(:d AS jsonb))"),
            {"id": new_id(), "now": NOW, "w": WORDS, "s": f"customer:{KEY}", "c": KEY, "d": json.dumps({"n": NAME})},
        )  # fmt: skip
        # All that was under way ends: what is not finished is another test's matter.
        await tx.execute(text("UPDATE remedies SET state = 'done', ended_at = :now"), {"now": NOW})


@pytest.fixture
async def trace(database: Database) -> Trace:
    return await lived(database)


async def test_the_consumer_of_these_tests_left_a_row_in_every_table(database: Database, trace: Trace) -> None:
    """Else an erasure that forgets a table would go unnoticed here. A new one of consumers is filled above."""
    empty = []
    async with database.begin() as tx:
        for table, one in HOLDINGS.items():
            if one.fate is not Fate.NOBODYS:
                query = f"SELECT count(*) FROM {named(table)} WHERE {belongs(table)}"
                if not (await tx.execute(text(query), {"ids": [KEY, OLD]})).scalar_one():
                    empty.append(table)
    assert empty == []


async def test_an_export_holds_every_table_in_which_the_consumer_is_found(
    database: Database, trace: Trace, tmp_path: Path
) -> None:
    found = set().union(*[await where_found(database, canary) for canary in CANARIES])
    async with database.begin() as tx:
        told_ = await everything_of(tx, OLD, NOW)  # by an id that was merged away
    assert found <= set(told_["tables"])
    path = write_export(told_, tmp_path / "out")
    written = path.read_text("utf-8")
    for canary in CANARIES:
        assert canary in written
    assert (path.parent / f"{trace.photo}.jpg").read_bytes()[:2] == b"\xff\xd8"
    assert path.stat().st_mode & 0o077 == 0
    for nobodys in (OTHER, "+8613800009999", "d" * 64):  # the last is the ticket's digest
        assert nobodys not in written


async def test_an_erasure_leaves_nothing_of_the_consumer_in_any_column_of_any_table(
    database: Database, trace: Trace
) -> None:
    async with database.begin() as tx:
        content = (await tx.execute(text("SELECT encode(content, 'hex') FROM photos"))).scalar_one()[:64]
        money = (
            await tx.execute(text("SELECT sum(total), count(*) FROM orders WHERE customer_id = :k"), {"k": KEY})
        ).one()
    async with database.begin() as tx:
        done = await erase(tx, OLD, asked_by="consumer", now=NOW)
    left = {canary: found for canary in (*CANARIES, content) if (found := await where_found(database, canary))}
    assert left == {}
    async with database.begin() as tx:
        kept = "SELECT sum(total), count(*) FROM orders WHERE customer_id = :k"
        assert (await tx.execute(text(kept), {"k": done.pseudonym})).one() == money
        assert (await tx.execute(text("SELECT count(*) FROM journal WHERE forgotten_at IS NOT NULL"))).scalar_one() > 0
        assert await load_customer(tx, OTHER)


async def test_a_second_erasure_finds_nobody_and_changes_nothing(database: Database, trace: Trace) -> None:
    async with database.begin() as tx:
        done = await erase(tx, KEY, asked_by="operator", now=NOW)
    for again in (KEY, OLD, done.pseudonym):
        with pytest.raises(NoConsumerError):
            async with database.begin() as tx:
                await erase(tx, again, asked_by="operator", now=NOW)
    async with database.begin() as tx:
        assert (await tx.execute(text("SELECT count(*) FROM erasures"))).scalar_one() == 1


async def test_the_numbers_no_outlives_the_erasure(database: Database, trace: Trace) -> None:
    async with database.begin() as tx:
        await erase(tx, KEY, asked_by="consumer", now=NOW)
    await told(database, event(order_id="CL2026-7799", customer={"customer_id": "u-new", "phone": PHONE}))
    async with database.begin() as tx:
        back = await load_customer(tx, "u-new")
        assert back
        assert (await reachability(tx, back, Channel.SMS, NOW)).opted_out
        assert not (await reachability(tx, back, Channel.PHONE, NOW)).opted_out


@pytest.mark.parametrize("what", ["remedy", "call", "sms"])
async def test_what_is_under_way_is_finished_first(database: Database, trace: Trace, what: str) -> None:
    query = {
        "remedy": "UPDATE remedies SET state = 'sent', ended_at = NULL",
        "call": "UPDATE attempts SET state = 'in_call', ended_at = NULL, outcome = NULL",
        "sms": "UPDATE sms SET state = 'sending', sending_at = now()",
    }[what]
    async with database.begin() as tx:
        await tx.execute(text(query))
    with pytest.raises(StillUnderWayError, match=what):
        async with database.begin() as tx:
            await erase(tx, KEY, asked_by="consumer", now=NOW)
    assert await where_found(database, NAME)


async def test_the_shop_tells_of_an_erased_order_again_and_nothing_comes_back(database: Database, trace: Trace) -> None:
    async with database.begin() as tx:
        await erase(tx, KEY, asked_by="consumer", now=NOW)
    again = _told(KEY, "CL2026-7702", status="paid") | {"version": 9}
    taken = await Feed(database, RULES.new_users).take([again], NOW + timedelta(days=1))
    assert taken.accepted == 0
    assert await where_found(database, NAME) == set()


async def test_after_a_restore_the_record_tells_whom_to_erase_again(database: Database, trace: Trace) -> None:
    """The record of a later day, read over a database in which the consumer is back."""
    async with database.begin() as tx:
        digest = (await erase(tx, KEY, asked_by="consumer", now=NOW)).digest
    await told(database, event(order_id="CL2026-7800", customer={"customer_id": KEY, "name": NAME}))
    async with database.begin() as tx:
        assert await digests_on_record(tx) == [digest]
        assert await to_erase_again(tx, [digest]) == [KEY]


async def test_a_pseudonym_is_made_by_an_erasure_alone(database: Database, trace: Trace) -> None:
    from sqlalchemy.exc import DBAPIError

    for pseudonym in (OTHER, f"{ERASED}{'0' * 32}"):
        with pytest.raises(DBAPIError, match="no pseudonym"):
            async with database.begin() as tx:
                await tx.execute(text("SELECT careline_forget(:k, :p, '{}')"), {"k": KEY, "p": pseudonym})


def test_the_canaries_are_of_every_kind() -> None:
    assert {Kind.CONTACT, Kind.WORDS, Kind.KEY} <= {kind for one in HOLDINGS.values() for kind in one.kinds}
