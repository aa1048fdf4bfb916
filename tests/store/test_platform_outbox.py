"""The outbox: what may go wrong between a decision and the shop, and how often the shop does a thing then."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text, update

from careline.cases.service import answered, approve, ledger_of, take_back
from careline.conversations.conversation import change_owner, open_app
from careline.core.conversation import Move
from careline.core.journal import Because
from careline.core.orders import AnswerStatus, RemedyAnswer
from careline.core.remedies import RemedyKind, RemedyState, Withdrawal
from careline.desk.staff import Profile, save_agent
from careline.ids import new_id
from careline.platform.events import as_sent, events_since, replay
from careline.platform.outbox import (
    Deliverer,
    Delivery,
    claim_event,
    claim_remedies,
    record_outcome,
)
from careline.platform.port import Accepted, Done, Failed, NotDelivered, Outcome, PlatformDeed, Refused
from careline.store import outbox
from careline.store.customers import save_customers
from careline.store.database import Database
from careline.store.tables.platform import outbox as outbox_table
from tests.factories import NOW, ahead, customer, order, yuan
from tests.fake_platform import FakePlatform
from tests.platform_kit import outbox_rows, remedy_now, wished
from tests.rules import RULES

pytestmark = pytest.mark.store
LIMITS = RULES.remedies


@pytest.fixture
async def agent_id(database: Database) -> UUID:
    async with database.begin() as tx:
        profile = Profile(name="李静", role="agent", languages=("zh-CN",))
        await save_agent(tx, "li", profile, RULES.desk, password="correct horse battery", who="operator", now=NOW)
        return UUID(str((await tx.execute(text("SELECT agent_id FROM agents"))).scalar_one()))


def deliverer(database: Database, platform: FakePlatform | None, now: datetime = NOW, post: Any = None) -> Deliverer:
    return Deliverer(database, platform, post, lambda: now, RULES)


async def expire_claims(database: Database) -> None:
    """As when a process died an hour ago and left its claims."""
    async with database.begin() as tx:
        await tx.execute(update(outbox_table).values(claimed_until=text("clock_timestamp() - interval '1 hour'")))


async def test_a_remedy_is_sent_once_and_its_answer_moves_it(database: Database) -> None:
    remedy, shop = await wished(database), FakePlatform(Accepted(ref="S-77", expected_by=ahead(hours=30)))
    assert await deliverer(database, shop).deliver_remedies() == 1
    assert await deliverer(database, shop, ahead(hours=5)).deliver_remedies() == 0
    after = await remedy_now(database, remedy)
    assert (after.state, after.sent_at, after.due_at) == (RemedyState.SENT, NOW, ahead(hours=30))
    assert (len(shop.sent), shop.done[0]["remedy_id"]) == (1, str(remedy.remedy_id))
    [row] = await outbox_rows(database)
    assert (row["delivered_at"], row["next_try_at"], row["claim"], row["tries"]) == (NOW, None, None, 1)
    async with database.begin() as tx:
        assert (await tx.execute(text("SELECT platform_ref FROM remedies"))).scalar_one() == "S-77"


@pytest.mark.parametrize(
    ("outcome", "state", "code"),
    [
        (Done(), RemedyState.DONE, None),
        (Refused(code="already_dispatched", reason="已经发出"), RemedyState.REFUSED, "already_dispatched"),
        (Failed(code="account_closed", reason="收款账户已注销"), RemedyState.FAILED, "account_closed"),
    ],
)
async def test_each_answer_at_once_ends_or_fails_it(
    database: Database, outcome: Outcome, state: RemedyState, code: str | None
) -> None:
    remedy = await wished(database)
    await deliverer(database, FakePlatform(outcome)).deliver_remedies()
    after = await remedy_now(database, remedy)
    assert (after.state, after.answer_code) == (state, code)
    async with database.begin() as tx:
        assert (await ledger_of(tx, remedy.remedy_id))[-1]["who"] == "platform"
    [row] = await outbox_rows(database)
    assert row["delivered_at"] == NOW


async def test_two_deliverers_at_once_send_each_remedy_once(database: Database) -> None:
    orders = [order(order_id=f"CL2026-{n:04}") for n in range(1, 13)]
    for one in orders:
        await wished(database, RemedyKind.RESEND, one)
    shop = FakePlatform()
    workers = [deliverer(database, shop) for _ in range(3)]
    while any(await asyncio.gather(*(worker.deliver_remedies() for worker in workers))):
        pass
    assert sorted(body["order_id"] for body in shop.done) == [one.order_id for one in orders]
    assert len(shop.sent) == len(set(shop.sent)) == len(orders)


async def test_a_crash_after_the_post_sends_the_same_key_again_and_the_shop_does_it_once(database: Database) -> None:
    remedy, shop = await wished(database), FakePlatform(Done())
    for _ in range(3):  # claimed, sent, and dead before the answer was written
        [one] = await claim_remedies(database, NOW, 8)
        await shop.carry_out(_deed(one))
        assert await claim_remedies(database, NOW, 8) == []  # the dead one's claim holds for a while
        await expire_claims(database)
    await deliverer(database, shop).deliver_remedies()
    assert (len(shop.sent), len(set(shop.sent)), len(shop.done)) == (4, 1, 1)
    assert (await remedy_now(database, remedy)).state is RemedyState.DONE


def _deed(one: Delivery) -> PlatformDeed:
    return PlatformDeed(key=one.key, body=one.body)


async def test_a_result_counts_only_while_its_claim_holds(database: Database) -> None:
    remedy = await wished(database)
    [slow] = await claim_remedies(database, NOW, 8)
    await expire_claims(database)
    [other] = await claim_remedies(database, NOW, 8)
    assert other.claim != slow.claim
    assert not await record_outcome(database, slow, Refused(code="no"), NOW, RULES)
    assert (await remedy_now(database, remedy)).state is RemedyState.APPROVED
    assert await record_outcome(database, other, Done(), NOW, RULES)
    assert (await remedy_now(database, remedy)).state is RemedyState.DONE


async def test_taken_back_before_it_was_claimed_it_never_leaves(database: Database) -> None:
    remedy, shop = await wished(database), FakePlatform()
    async with database.begin() as tx:
        how, after = await take_back(tx, remedy.remedy_id, order(), NOW, RULES, who="consumer", channel="app")
    assert (how, after.state) == (Withdrawal.AT_ONCE, RemedyState.WITHDRAWN)
    await deliverer(database, shop).deliver_remedies()
    assert shop.sent == []


async def test_a_withdrawal_and_a_claim_at_the_same_time_agree_on_who_was_first(database: Database) -> None:
    """Whatever the order: withdrawn at once means never sent, and sent means that the shop is asked."""
    for n in range(12):
        about = order(order_id=f"CL2026-{n:04}")
        remedy = await wished(database, RemedyKind.REFUND, about, amount=yuan("1.00"))
        shop = FakePlatform()

        async def withdraw(target: UUID = remedy.remedy_id, about: Any = about, late: bool = n % 2 == 0) -> Withdrawal:
            await asyncio.sleep(0.002 if late else 0)
            async with database.begin() as tx:
                how, _ = await take_back(tx, target, about, NOW, RULES, who="consumer", channel="app")
            return how

        how, _ = await asyncio.gather(withdraw(), deliverer(database, shop).deliver_remedies())
        first = [body for body in shop.done if body["remedy_id"] == str(remedy.remedy_id)]
        assert bool(first) is (how is Withdrawal.BY_THE_SHOP)
        while await deliverer(database, shop).deliver_remedies():
            pass


async def test_a_withdrawal_under_way_keeps_the_row_from_being_claimed(database: Database) -> None:
    remedy = await wished(database)
    async with database.begin() as tx:
        how, _ = await take_back(tx, remedy.remedy_id, order(), NOW, RULES, who="consumer", channel="app")
        assert await claim_remedies(database, NOW, 8) == []  # it does not wait for us either
    assert (how, await claim_remedies(database, NOW, 8)) == (Withdrawal.AT_ONCE, [])


async def test_a_claim_under_way_makes_the_withdrawal_wait_and_ask_the_shop(database: Database) -> None:
    remedy = await wished(database)

    async def withdraw() -> Withdrawal:
        async with database.begin() as tx:
            how, _ = await take_back(tx, remedy.remedy_id, order(), NOW, RULES, who="consumer", channel="app")
        return how

    async with database.begin() as tx:
        await tx.execute(update(outbox_table).where(outbox_table.c.topic == "remedy").values(tries=1, claim=new_id()))
        asking = asyncio.create_task(withdraw())
        done, _ = await asyncio.wait([asking], timeout=0.3)
        assert not done
    assert await asking is Withdrawal.BY_THE_SHOP


async def test_a_withdrawal_waits_until_what_it_withdraws_has_been_answered(database: Database) -> None:
    remedy, shop = await wished(database), FakePlatform()
    shop.away = True
    await deliverer(database, shop).deliver_remedies()
    async with database.begin() as tx:
        how, asked = await take_back(tx, remedy.remedy_id, order(), NOW, RULES, who="consumer", channel="app")
    assert (how, asked.kind) == (Withdrawal.BY_THE_SHOP, RemedyKind.WITHDRAW)
    assert await claim_remedies(database, NOW, 8) == []
    shop.away = False
    assert await deliverer(database, shop, ahead(minutes=1)).deliver_remedies() == 1
    assert await deliverer(database, shop, ahead(minutes=1)).deliver_remedies() == 1
    assert [body["kind"] for body in shop.done] == ["refund", "withdraw"]
    async with database.begin() as tx:
        await answered(
            tx, asked.remedy_id, RemedyAnswer(remedy_id="", status=AnswerStatus.DONE, at=NOW), NOW, who="platform"
        )
    assert (await remedy_now(database, remedy)).state is RemedyState.WITHDRAWN


@pytest.mark.parametrize("why", ["timeout", "no_connection", "http_503", "nonsense"])
async def test_a_shop_that_cannot_be_reached_is_tried_until_twice_the_time_is_over(
    database: Database, why: str
) -> None:
    remedy, shop = await wished(database), FakePlatform(NotDelivered(why=why))
    now, end = NOW, NOW + 2 * LIMITS.answer_within
    while now < end:
        assert await deliverer(database, shop, now).deliver_remedies() == 1
        [row] = await outbox_rows(database)
        assert (row["last_error"], row["claim"]) == (why, None)
        assert (await remedy_now(database, remedy)).state is RemedyState.APPROVED
        assert timedelta(seconds=1) <= row["next_try_at"] - now <= timedelta(minutes=15)
        now = max(row["next_try_at"], now + LIMITS.answer_within / 4)  # many tries are left out
    await deliverer(database, shop, now).deliver_remedies()
    after = await remedy_now(database, remedy)
    code = "not_understood" if why == "nonsense" else "unreachable"
    assert (after.state, after.answer_code) == (RemedyState.FAILED, code)
    assert await deliverer(database, shop, now + timedelta(days=3)).deliver_remedies() == 0


class _Raising(FakePlatform):
    """An adapter with a fault of its own."""

    async def carry_out(self, deed: PlatformDeed) -> Outcome:
        await super().carry_out(deed)
        raise OverflowError("date value out of range")


async def test_an_adapter_that_raises_is_tried_again_and_given_up_like_any_other(database: Database) -> None:
    remedy, shop = await wished(database), _Raising()
    assert await deliverer(database, shop).deliver_remedies() == 1
    [row] = await outbox_rows(database)
    assert (row["last_error"], row["claim"]) == ("adapter_failed", None)
    assert row["next_try_at"] <= ahead(seconds=2)
    await deliverer(database, shop, NOW + 2 * LIMITS.answer_within).deliver_remedies()
    after = await remedy_now(database, remedy)
    assert (after.state, after.answer_code) == (RemedyState.FAILED, "not_understood")


async def test_an_answer_that_cannot_be_written_down_is_no_answer(database: Database) -> None:
    """Whatever of it the database refuses: the row is not claimed again and again without an end."""
    remedy = await wished(database)
    await deliverer(database, FakePlatform(Refused(code="no", reason="\x00"))).deliver_remedies()
    [row] = await outbox_rows(database)
    assert (row["last_error"], row["claim"]) == ("not_recorded", None)
    assert (await remedy_now(database, remedy)).state is RemedyState.APPROVED


async def test_one_adapters_fault_keeps_no_other_remedy(database: Database) -> None:
    one, other = await wished(database), await wished(database, RemedyKind.RESEND, order(order_id="CL2026-0002"))

    class _Once(FakePlatform):
        async def carry_out(self, deed: PlatformDeed) -> Outcome:
            if deed.body["remedy_id"] == str(one.remedy_id):
                raise OverflowError
            return await super().carry_out(deed)

    assert await deliverer(database, _Once(Done())).deliver_remedies() == 2
    assert (await remedy_now(database, other)).state is RemedyState.DONE
    assert all(row["claim"] is None for row in await outbox_rows(database))


async def test_a_listener_that_raises_is_told_again(database: Database) -> None:
    await wished(database)

    async def post(_key: str, _body: dict[str, Any]) -> str:
        raise OverflowError

    assert await deliverer(database, None, post=post).deliver_events() == 0
    async with database.begin() as tx:
        row = (await tx.execute(outbox_table.select().where(outbox_table.c.tries > 0))).mappings().one()
    assert (row["last_error"], row["claim"]) == ("adapter_failed", None)


async def test_what_the_shop_asks_to_wait_is_waited(database: Database) -> None:
    await wished(database)
    shop = FakePlatform(NotDelivered(why="http_429", retry_after=timedelta(minutes=7)))
    await deliverer(database, shop).deliver_remedies()
    [row] = await outbox_rows(database)
    assert row["next_try_at"] == ahead(minutes=7)


async def test_a_remedy_given_up_without_an_answer_is_tried_again_under_its_old_key(
    database: Database, agent_id: UUID
) -> None:
    """The first POST may have been carried out unheard; a new key would have it done twice."""
    remedy, shop = await wished(database), FakePlatform(Done())
    [one] = await claim_remedies(database, NOW, 8)
    await shop.carry_out(_deed(one))  # done, and nobody heard
    lost = NotDelivered(why="timeout")
    assert await record_outcome(database, one, lost, NOW + 2 * LIMITS.answer_within, RULES)
    late = NOW + 3 * LIMITS.answer_within
    async with database.begin() as tx:
        await approve(tx, remedy.remedy_id, agent_id, "li", order(), late, RULES)
    await deliverer(database, shop, late).deliver_remedies()
    assert (len(shop.sent), len(shop.done)) == (2, 1)
    assert (await remedy_now(database, remedy)).state is RemedyState.DONE


async def test_a_remedy_that_the_shop_failed_at_is_tried_again_under_a_new_key(
    database: Database, agent_id: UUID
) -> None:
    remedy, shop = await wished(database), FakePlatform(Failed(reason="账户冻结"))
    await deliverer(database, shop).deliver_remedies()
    async with database.begin() as tx:
        await approve(tx, remedy.remedy_id, agent_id, "li", order(), ahead(hours=1), RULES)
    shop.answer = Done()
    await deliverer(database, shop, ahead(hours=1)).deliver_remedies()
    assert len(set(shop.sent)) == 2
    assert (await remedy_now(database, remedy)).state is RemedyState.DONE


async def test_without_a_shop_a_remedy_waits_its_time_and_goes_to_the_desk(database: Database) -> None:
    remedy, urge = await wished(database), await wished(database, RemedyKind.URGE_MERCHANT)
    assert await deliverer(database, None, ahead(minutes=5)).deliver_remedies() == 0
    late = NOW + max(LIMITS.answer_within, LIMITS.urge_within)
    assert await deliverer(database, None, late).deliver_remedies() == 2
    for one in (remedy, urge):
        after = await remedy_now(database, one)
        assert (after.state, after.answer_code) == (RemedyState.FAILED, "no_platform")
    assert await deliverer(database, None, late).deliver_remedies() == 0


async def test_without_a_shop_too_one_row_keeps_no_other_from_the_desk(database: Database) -> None:
    bad, good = await wished(database), await wished(database, RemedyKind.RESEND, order(order_id="CL2026-0002"))
    async with database.begin() as tx:
        mine = outbox_table.c.remedy_id == bad.remedy_id
        await tx.execute(update(outbox_table).where(mine).values(kind="unheard of"))
    assert await deliverer(database, None, NOW + LIMITS.answer_within).deliver_remedies() == 1
    assert (await remedy_now(database, good)).state is RemedyState.FAILED


async def test_what_waits_for_a_shop_is_not_due_and_leaves_once_one_is_connected(database: Database) -> None:
    """Such as after a restore: a row that is due and lies there says to the doctor and the alerts that nobody works."""
    remedy, shop = await wished(database), FakePlatform(Done())
    await deliverer(database, None).deliver_remedies()
    [row] = await outbox_rows(database)
    assert (row["next_try_at"], row["tries"], row["claim"]) == (NOW + LIMITS.urge_within, 0, None)
    await deliverer(database, shop, ahead(minutes=5)).deliver_remedies()
    assert (len(shop.sent), (await remedy_now(database, remedy)).state) == (1, RemedyState.DONE)


async def test_what_a_process_without_a_shop_has_put_off_leaves_by_one_that_works_on(database: Database) -> None:
    """Such as two workers of which one lacks the setting: the other one was there before, and looks on."""
    shop = FakePlatform(Done())
    ours = deliverer(database, shop)
    assert await ours.deliver_remedies() == 0
    remedy = await wished(database)
    await deliverer(database, None).deliver_remedies()
    assert await ours.deliver_remedies() == 1
    assert (await remedy_now(database, remedy)).state is RemedyState.DONE


async def test_what_the_feed_has_answered_meanwhile_is_not_sent_any_more(database: Database) -> None:
    remedy, shop = await wished(database), FakePlatform()
    async with database.begin() as tx:
        done = RemedyAnswer(remedy_id="", status=AnswerStatus.DONE, at=NOW)
        await answered(tx, remedy.remedy_id, done, NOW, who="feed")
    await deliverer(database, shop).deliver_remedies()
    [row] = await outbox_rows(database)
    assert (shop.sent, row["next_try_at"]) == ([], None)


async def test_an_answer_by_feed_while_the_post_is_on_its_way_counts_once(database: Database) -> None:
    remedy, shop = await wished(database), FakePlatform(Done())

    async def feed_is_faster() -> None:
        async with database.begin() as tx:
            done = RemedyAnswer(remedy_id="", status=AnswerStatus.DONE, at=NOW)
            await answered(tx, remedy.remedy_id, done, NOW, who="feed")

    shop.on_deed = feed_is_faster
    await deliverer(database, shop).deliver_remedies()
    async with database.begin() as tx:
        changes = [row["after"] for row in await ledger_of(tx, remedy.remedy_id)]
    assert changes == ["requested", "approved", "done"]


async def post_events(database: Database, *kinds: str, at: datetime = NOW) -> None:
    async with database.begin() as tx:
        for n, kind in enumerate(kinds):
            moment = at + timedelta(seconds=n)
            await outbox.post(tx, outbox.EVENT, kind, key=f"event:{kind}", body={"n": n}, now=moment)


async def test_events_leave_in_the_order_in_which_they_happened(database: Database) -> None:
    await post_events(database, "a", "b", "c")
    got: list[Any] = []

    async def listener(key: str, body: dict[str, Any]) -> str:
        got.append((body["kind"], body["data"], key))
        return "http_503" if len(got) == 2 else ""

    late = ahead(minutes=1)
    assert await deliverer(database, None, late, listener).deliver_events() == 1
    assert await deliverer(database, None, late, listener).deliver_events() == 0  # b waits, and c behind it
    assert await deliverer(database, None, ahead(minutes=2), listener).deliver_events() == 2
    assert got == [("a", {"n": 0}, "event:a"), *[("b", {"n": 1}, "event:b")] * 2, ("c", {"n": 2}, "event:c")]


async def test_an_event_that_is_never_taken_stands_aside_in_the_end(database: Database) -> None:
    await post_events(database, "bad", "good")
    got: list[str] = []

    async def listener(_key: str, body: dict[str, Any]) -> str:
        got.append(body["kind"])
        return "http_400" if body["kind"] == "bad" else ""

    now = ahead(minutes=1)
    for _ in range(12):
        await deliverer(database, None, now, listener).deliver_events()
        now += timedelta(minutes=16)
    assert got.count("good") == 1
    assert got.count("bad") >= 10
    assert await claim_event(database, now) is not None  # it is tried on, for ever


async def test_without_a_listener_events_stay_in_the_log(database: Database) -> None:
    await post_events(database, "a")
    assert await deliverer(database, None).deliver_events() == 0
    [row] = await outbox_rows(database, "event")
    assert (row["next_try_at"], row["delivered_at"], row["last_error"]) == (None, None, "no_listener")


async def test_every_change_of_a_remedy_is_an_event_without_names_or_numbers(database: Database) -> None:
    where = {"recipient": "林晓雨", "detail": "文三路 1 号"}
    await wished(database, RemedyKind.ADDRESS_CHANGE, details={"address": where})
    await deliverer(database, FakePlatform(Done())).deliver_remedies()
    rows = await outbox_rows(database, "event")
    assert [row["body"]["after"] for row in rows if row["kind"] == "remedy.changed"] == ["approved", "done"]
    assert not any("林晓雨" in str(row["body"]) or "文三路" in str(row["body"]) for row in rows)


async def test_events_are_listed_by_kind_and_instant_and_told_again(database: Database) -> None:
    await post_events(database, "remedy.changed", "promise.made", "promise.kept")
    got: list[str] = []

    async def listener(_key: str, body: dict[str, Any]) -> str:
        got.append(body["kind"])
        return ""

    worker = deliverer(database, None, ahead(minutes=1), listener)
    assert await worker.deliver_events() == 3
    async with database.begin() as tx:
        listed = [as_sent(row)["kind"] for row in await events_since(tx, NOW + timedelta(seconds=1), None, 10)]
        assert listed == ["promise.made", "promise.kept"]
        assert len(await events_since(tx, None, "promise", 10)) == 2
        assert len(await events_since(tx, None, "prom", 10)) == 0
        assert [row["kind"] for row in await events_since(tx, None, None, 1)] == ["promise.kept"]
        assert await replay(tx, None, "promise", ahead(minutes=1)) == 2
    assert await worker.deliver_events() == 2
    assert got == ["remedy.changed", "promise.made", "promise.kept", "promise.made", "promise.kept"]


async def test_whoever_answers_a_conversation_is_an_event_without_a_word_of_it(database: Database) -> None:
    async with database.begin() as tx:
        await save_customers(tx, [customer()])
        held = await open_app(tx, customer(), NOW)
        held = await change_owner(tx, held, Move.REQUEST_PERSON, who="consumer", why=Because.CONSUMER_ASKED, now=NOW)
        await change_owner(tx, held, Move.CLOSE, who="system", why=Because.CONSUMER_SILENT, now=NOW)
    found = [(row["kind"], row["body"]["owner"]) for row in await outbox_rows(database, "event")]
    assert found == [
        ("conversation.opened", "bot"),
        ("conversation.handed_over", "queue"),
        ("conversation.closed", "closed"),
    ]
