"""The feed, in whatever order, however often, and with whatever rubbish among it."""

import time
from datetime import datetime, timedelta
from itertools import count
from typing import Any, ClassVar

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event as event_of
from sqlalchemy import text

from careline.core.money import Money
from careline.core.orders import Customer, Order
from careline.core.rules import NewUserRule
from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.orders import load_customer, load_order
from tests.factories import NOW, ago, ahead, event, instant
from tests.feed_rubbish import ODD, RUBBISH
from tests.rules import RULES

pytestmark = pytest.mark.store
_numbers = count(1)


@pytest.fixture
def feed(database: Database) -> Feed:
    return Feed(database, RULES.new_users)


async def rows(database: Database, query: str, **values: Any) -> list[tuple[Any, ...]]:
    async with database.begin() as tx:
        return [tuple(row) for row in await tx.execute(text(query), values)]


async def order_now(database: Database, order_id: str = "CL2026-0001") -> Order:
    async with database.begin() as tx:
        found = await load_order(tx, order_id)
    assert found is not None
    return found


async def consumer_now(database: Database, customer_id: str = "u-lin") -> Customer:
    async with database.begin() as tx:
        found = await load_customer(tx, customer_id)
    assert found is not None
    return found


def counts(taken: Any) -> tuple[int, int, int]:
    return taken.accepted, taken.ignored, len(taken.rejected)


async def test_an_event_becomes_an_order_with_its_consumer(database: Database, feed: Feed) -> None:
    assert counts(await feed.take([event()], NOW)) == (1, 0, 0)
    found = await order_now(database)
    assert (found.title, found.total, found.merchant_name) == ("羊毛大衣 红 M", Money(39900, "CNY"), "江南衣坊")
    assert found.placed_at == ago(hours=24)
    who = await consumer_now(database)
    assert (who.name, who.phone, who.consent.service_calls) == ("林晓雨", "+8613800000001", True)


async def test_scans_are_kept_in_the_order_of_time_however_they_are_told(database: Database, feed: Feed) -> None:
    told = ((2, "arrived"), (9, "picked_up"), (5, "departed"))
    scans = [{"at": instant(ago(hours=n)), "code": code} for n, code in told]
    box = {"parcel_id": "P1", "courier": "顺丰", "tracking_no": "SF1", "dispatched_at": instant(ago(hours=10))}
    await feed.take([event(parcels=[box | {"scans": scans}], status="dispatched")], NOW)
    (found,) = (await order_now(database)).parcels
    assert [mark.code.value for mark in found.scans] == ["picked_up", "departed", "arrived"]


async def test_an_order_that_was_taken_in_is_due_to_be_looked_at(database: Database, feed: Feed) -> None:
    await feed.take([event()], NOW)
    assert await rows(database, "SELECT check_at FROM orders") == [(NOW,)]
    async with database.begin() as tx:
        await tx.execute(text("UPDATE orders SET check_at = NULL"))
    await feed.take([event({"version": 2})], ahead(hours=1))
    assert await rows(database, "SELECT check_at FROM orders") == [(ahead(hours=1),)]
    async with database.begin() as tx:
        await tx.execute(text("UPDATE orders SET check_at = :soon"), {"soon": NOW})
    await feed.take([event({"version": 3})], ahead(hours=1))
    assert await rows(database, "SELECT check_at FROM orders") == [(NOW,)], "an earlier look is not put off"


async def test_whoever_waits_for_orders_is_woken_when_the_batch_is_committed(
    database_url: str, database: Database, feed: Feed
) -> None:
    with psycopg.connect(database_url, autocommit=True) as waiting:
        waiting.execute("LISTEN careline")
        await feed.take([event()], NOW)
        (notice,) = waiting.notifies(timeout=5, stop_after=1)
        assert notice.payload == '{"topic": "orders", "key": ""}'
        await feed.take([event({"version": 1})], NOW)
        assert list(waiting.notifies(timeout=0.05)) == [], "nothing new, nobody woken"


async def test_the_same_event_again_changes_nothing(database: Database, feed: Feed) -> None:
    once = event({"version": 4})
    assert counts(await feed.take([once, once], NOW)) == (1, 1, 0)
    assert counts(await feed.take([once], NOW)) == (0, 1, 0)
    assert counts(await feed.take([once | {"version": 9}], NOW)) == (0, 1, 0), "an event id is used once"
    assert (await order_now(database)).version == 4


@pytest.mark.parametrize("version", [1, 2])
async def test_an_equal_or_lower_version_is_ignored(database: Database, feed: Feed, version: int) -> None:
    await feed.take([event({"version": 2})], NOW)
    assert counts(await feed.take([event({"version": version}, status="cancelled")], NOW)) == (0, 1, 0)
    assert (await order_now(database)).status == "paid"


async def test_in_one_batch_the_highest_version_wins_and_among_equals_the_first(database: Database, feed: Feed) -> None:
    batch = [
        event({"version": 2}, status="dispatched"),
        event({"version": 3}, status="delivered"),
        event({"version": 3}, status="cancelled"),
        event({"version": 1}, status="paid"),
    ]
    assert counts(await feed.take(batch, NOW)) == (1, 3, 0)
    assert (await order_now(database)).status == "delivered"


async def test_every_event_is_remembered_with_what_became_of_it(database: Database, feed: Feed) -> None:
    batch = [event({"event_id": "new", "version": 2}), event({"event_id": "old", "version": 1})]
    await feed.take(batch, NOW)
    told = await rows(database, "SELECT event_id, order_id, version, outcome FROM feed_events ORDER BY event_id")
    assert told == [("new", "CL2026-0001", 2, "accepted"), ("old", "CL2026-0001", 1, "ignored")]


class TestConsumers:
    async def test_the_newest_telling_wins_even_on_an_old_version(self, database: Database, feed: Feed) -> None:
        await feed.take([event({"version": 5, "occurred_at": instant(ago(hours=9))})], NOW)
        newer = event({"version": 2, "occurred_at": instant(ago(hours=3))}, customer={"name": "林小雨", "phone": None})
        assert counts(await feed.take([newer], NOW)) == (0, 1, 0)
        older = event({"version": 6, "occurred_at": instant(ago(hours=8))}, customer={"name": "旧"})
        assert counts(await feed.take([older], NOW)) == (1, 0, 0)
        who = await consumer_now(database)
        assert (who.name, who.phone, who.as_of) == ("林小雨", None, ago(hours=3))

    async def test_of_two_tellings_of_one_instant_the_one_with_more_orders_wins(
        self, database: Database, feed: Feed
    ) -> None:
        for numbers, highest in (((1, 2), 2), ((4, 3), 4)):
            await feed.take(
                [event({"version": n}, order_id=f"CL2026-000{n}", customer={"orders_so_far": n}) for n in numbers], NOW
            )
            assert (await consumer_now(database)).orders_so_far == highest

    async def test_of_two_equal_tellings_the_first_stays(self, database: Database, feed: Feed) -> None:
        await feed.take([event(), event({"version": 2}, customer={"name": "乙"})], NOW)
        await feed.take([event({"version": 3}, customer={"name": "丙"})], NOW)
        assert (await consumer_now(database)).name == "林晓雨"

    async def test_consent_that_is_not_told_is_not_given(self, database: Database, feed: Feed) -> None:
        told = event()
        del told["order"]["customer"]["consent"]
        await feed.take([told], NOW)
        who = await consumer_now(database)
        assert not who.consent.service_calls
        assert not who.consent.service_sms
        assert not who.consent.artificial_voice
        assert await rows(database, "SELECT * FROM consent_ledger") == []

    async def test_every_change_of_consent_is_in_the_ledger(self, database: Database, feed: Feed) -> None:
        given_at, noticed = instant(ago(days=3)), ago(hours=5)
        steps: list[tuple[datetime, dict[str, Any]]] = [
            (ago(hours=9), {"service_calls": True, "given_at": given_at}),
            (ago(hours=8), {"service_calls": True, "given_at": given_at}),
            (noticed, {"service_calls": False, "service_sms": True, "given_at": given_at}),
            (ago(hours=6), {"artificial_voice": True}),  # older than what is known
        ]
        for version, (occurred_at, consent) in enumerate(steps, start=1):
            told = {"version": version, "occurred_at": instant(occurred_at)}
            await feed.take([event(told, customer={"consent": consent})], NOW)
        ledger = await rows(database, "SELECT purpose, granted, at, source FROM consent_ledger ORDER BY entry_id")
        assert ledger == [
            ("service_calls", True, ago(days=3), "feed"),
            ("service_calls", False, noticed, "feed"),
            ("service_sms", True, ago(days=3), "feed"),
        ]

    async def test_a_feed_that_says_yes_lifts_no_opt_out_made_here(self, database: Database, feed: Feed) -> None:
        await feed.take([event()], NOW)
        async with database.begin() as tx:
            await tx.execute(
                text("INSERT INTO opt_outs VALUES (gen_random_uuid(), 'u-lin', 'phone', 'call', :now)"), {"now": NOW}
            )
        await feed.take([event({"version": 2, "occurred_at": instant(ahead(days=1))})], ahead(days=1))
        assert len(await rows(database, "SELECT * FROM opt_outs")) == 1

    @pytest.mark.parametrize("number", ["", "138", "+0138", "call me", "+861380000000123456789"])
    async def test_a_number_that_cannot_be_dialled_counts_as_none(
        self, database: Database, feed: Feed, number: str
    ) -> None:
        assert counts(await feed.take([event(customer={"phone": number})], NOW)) == (1, 0, 0)
        assert (await consumer_now(database)).phone is None

    async def test_a_message_can_be_written_to_a_consumer_whom_the_feed_is_updating(
        self, database_url: str, database: Database, feed: Feed
    ) -> None:
        from careline.feed.schema import read_event
        from careline.feed.values import customer_of
        from careline.store.customers import save_customers

        await feed.take([event()], NOW)
        async with database.begin() as tx:
            await save_customers(tx, [customer_of(read_event(event()).order.customer, NOW)])
            with psycopg.connect(database_url) as chat:
                chat.execute("SET lock_timeout = '1s'")
                chat.execute("INSERT INTO sequences VALUES ('u-lin', 'app', 1)")


class TestNewUsers:
    """Judged when the order was placed; the events may come in any order."""

    OLD_HAND: ClassVar = {"first_order_at": instant(ago(days=400)), "orders_so_far": 4}
    EARLIER: ClassVar = {"first_order_at": instant(ago(days=400)), "orders_so_far": 3}

    async def test_a_slow_order_does_not_make_its_buyer_an_old_hand(self, database: Database, feed: Feed) -> None:
        await feed.take([event(customer=self.EARLIER)], NOW)
        await feed.take([event({"version": 2}, customer=self.OLD_HAND)], NOW)
        assert (await order_now(database)).new_user

    async def test_an_older_telling_that_comes_late_sets_it_right(self, database: Database, feed: Feed) -> None:
        await feed.take([event({"version": 2}, customer=self.OLD_HAND)], NOW)
        assert not (await order_now(database)).new_user
        async with database.begin() as tx:
            await tx.execute(text("UPDATE orders SET check_at = NULL"))
        await feed.take([event(customer=self.EARLIER)], ahead(hours=1))
        found = await order_now(database)
        assert (found.new_user, found.version) == (True, 2)
        assert await rows(database, "SELECT check_at FROM orders") == [(ahead(hours=1),)], "decide anew whether to call"

    async def test_both_in_one_batch(self, database: Database, feed: Feed) -> None:
        await feed.take([event({"version": 2}, customer=self.OLD_HAND), event(customer=self.EARLIER)], NOW)
        assert (await order_now(database)).new_user

    async def test_the_rule_is_the_one_that_is_configured(self, database: Database) -> None:
        strict = Feed(database, NewUserRule(within=timedelta(days=1), orders_at_most=0))
        await strict.take([event(customer={"first_order_at": instant(ago(days=3))})], NOW)
        assert not (await order_now(database)).new_user


async def test_a_shop_that_was_renamed_keeps_its_newest_name(database: Database, feed: Feed) -> None:
    def told(hours: int, name: str) -> dict[str, Any]:
        merchant = {"merchant_id": "m-1", "name": name}
        return event({"occurred_at": instant(ago(hours=hours))}, order_id=f"CL2026-1{hours:03}", merchant=merchant)

    await feed.take([told(5, "江南衣坊旗舰店"), told(9, "江南衣坊")], NOW)
    await feed.take([told(8, "江南衣坊")], NOW)
    assert await rows(database, "SELECT name FROM merchants") == [("江南衣坊旗舰店",)]
    await feed.take([told(1, "江南")], NOW)
    assert (await order_now(database, "CL2026-1009")).merchant_name == "江南"


class TestAnotherConsumersOrder:
    async def test_is_refused(self, database: Database, feed: Feed) -> None:
        await feed.take([event()], NOW)
        taken = await feed.take([event({"event_id": "theft", "version": 2}, customer={"customer_id": "u-chen"})], NOW)
        ((_, why),) = taken.rejected
        assert why.startswith("order.customer: this order belongs to another consumer; if it is the same person")
        assert taken.rejected == [("theft", why)]
        assert (await order_now(database)).customer_id == "u-lin"
        async with database.begin() as tx:
            assert await load_customer(tx, "u-chen") is None

    async def test_is_refused_within_one_batch(self, database: Database, feed: Feed) -> None:
        batch = [event(), event({"event_id": "theft", "version": 2}, customer={"customer_id": "u-chen"})]
        taken = await feed.take(batch, NOW)
        assert (counts(taken), taken.rejected[0][0]) == ((1, 0, 1), "theft")

    async def test_is_not_touched_even_if_two_importers_race_for_it(self, database: Database) -> None:
        """The check reads before anything is locked; so the write has to look again."""
        from careline.feed.schema import read_event
        from careline.feed.values import customer_of, order_of
        from careline.store.customers import save_customers
        from careline.store.feed import save_merchants, save_orders

        for version, customer_id, won in ((1, "u-lin", {"CL2026-0001"}), (2, "u-chen", set[str]())):
            told = read_event(event({"version": version}, customer={"customer_id": customer_id}, status="cancelled"))
            async with database.begin() as tx:
                await save_customers(tx, [customer_of(told.order.customer, NOW)])
                await save_merchants(tx, [{"merchant_id": "m-1", "name": "江南衣坊", "as_of": NOW}])
                assert await save_orders(tx, [order_of(told, new_user=True)], NOW) == won
        found = await order_now(database)
        assert (found.customer_id, found.version) == ("u-lin", 1)


FACTS = {
    "customers": "customer_id",
    "merchants": "merchant_id",
    "orders": "order_id",
    "order_items": "order_id, line",
    "parcels": "order_id, parcel_id",
    "scans": "order_id, parcel_id, line",
    "refunds": "order_id, refund_id",
}


async def everything(database: Database, prefix: str) -> dict[str, list[str]]:
    """Every row of what we know, as text without the prefix of its ids."""
    found = {}
    for table, order in FACTS.items():
        key = order.partition(",")[0]
        query = f"SELECT t::text FROM {table} t WHERE {key} LIKE :prefix ORDER BY {order}"
        found[table] = [row[0].replace(prefix, "") for row in await rows(database, query, prefix=f"{prefix}%")]
    seen = await rows(database, "SELECT event_id FROM feed_events WHERE event_id LIKE :p ORDER BY 1", p=f"{prefix}%")
    return found | {"events": [row[0].removeprefix(prefix) for row in seen]}


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some orders of some consumers, each with several versions; every event at an instant of its own."""
    told = []
    minutes = iter(draw(st.permutations(range(40))))
    for number in range(draw(st.integers(1, 3))):
        who = draw(st.sampled_from(("lin", "chen")))
        for version in draw(st.lists(st.integers(1, 9), min_size=1, max_size=4, unique=True)):
            agreed = {purpose: draw(st.booleans()) for purpose in ("service_calls", "service_sms")}
            boxes = [
                {"parcel_id": f"P{n}", "courier": "顺丰", "tracking_no": "SF1", "dispatched_at": instant(ago(hours=5)),
                 "scans": [{"at": instant(ago(hours=n)), "code": "departed"}]}
                for n in range(draw(st.integers(0, 2)))
            ]  # fmt: skip
            told.append(
                event(
                    {
                        "event_id": f"e{number}-{version}",
                        "version": version,
                        "occurred_at": instant(ago(minutes=next(minutes))),
                    },
                    order_id=f"o{number}",
                    customer={
                        "customer_id": who,
                        "name": draw(st.sampled_from(("甲", "乙"))),
                        "first_order_at": instant(ago(days=400)),
                        "orders_so_far": draw(st.integers(2, 5)),
                        "consent": agreed,
                    },
                    merchant={"merchant_id": "m", "name": draw(st.sampled_from(("店", "老店")))},
                    status=draw(st.sampled_from(("paid", "dispatched", "cancelled"))),
                    parcels=boxes,
                )
            )
    return told


def under(prefix: str, told: dict[str, Any]) -> dict[str, Any]:
    order = told["order"]
    return told | {
        "event_id": prefix + told["event_id"],
        "order": order
        | {
            "order_id": prefix + order["order_id"],
            "customer": order["customer"] | {"customer_id": prefix + order["customer"]["customer_id"]},
            "merchant": order["merchant"] | {"merchant_id": prefix + "m"},
        },
    }


@settings(
    max_examples=settings().max_examples // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), told=histories())
async def test_any_order_and_any_repetition_of_events_gives_the_same_rows(
    database: Database, feed: Feed, data: st.DataObject, told: list[dict[str, Any]]
) -> None:
    straight, shuffled = f"x{next(_numbers):06}-", f"x{next(_numbers):06}-"
    in_order = sorted(told, key=lambda one: (one["order"]["order_id"], one["version"]))
    assert (await feed.take([under(straight, one) for one in in_order], NOW)).rejected == []
    again = data.draw(st.lists(st.sampled_from(told), max_size=5))
    queue = data.draw(st.permutations(told + again))
    while queue:
        size = data.draw(st.integers(1, len(queue)))
        assert (await feed.take([under(shuffled, one) for one in queue[:size]], NOW)).rejected == []
        queue = queue[size:]
    assert await everything(database, shuffled) == await everything(database, straight)
    for purpose in ("calls", "sms"):
        last = f"""
        SELECT c.customer_id FROM customers c WHERE c.customer_id LIKE 'x%' AND c.consents_to_{purpose} IS DISTINCT FROM
          COALESCE((SELECT l.granted FROM consent_ledger l WHERE l.customer_id = c.customer_id
                    AND l.purpose = 'service_{purpose}' ORDER BY l.entry_id DESC LIMIT 1), false)"""
        assert await rows(database, last) == [], "the ledger ends with what is in force"


@pytest.mark.parametrize("kind", RUBBISH)
async def test_a_bad_event_is_refused_alone(database: Database, feed: Feed, kind: str) -> None:
    good, other = event(order_id="CL2026-0007"), event(order_id="CL2026-0008")
    taken = await feed.take([good, RUBBISH[kind], other], NOW)
    assert counts(taken) == (2, 0, 1)
    ((event_id, why),) = taken.rejected
    assert why
    if isinstance(RUBBISH[kind], dict) and RUBBISH[kind].get("event_id"):
        assert event_id.startswith("b")
    else:
        assert (event_id, why.startswith("event 2 of the batch: ")) == ("", True)
    stored = await rows(database, "SELECT order_id FROM orders ORDER BY 1")
    assert stored == [("CL2026-0007",), ("CL2026-0008",)]


@pytest.mark.parametrize("kind", ODD)
async def test_an_odd_event_is_no_bad_one(database: Database, feed: Feed, kind: str) -> None:
    assert counts(await feed.take([ODD[kind]], NOW)) == (1, 0, 0)


async def test_what_only_the_database_refuses_is_refused_alone_too(database: Database, feed: Feed) -> None:
    async with database.begin() as tx:
        await tx.execute(text("ALTER TABLE orders ADD CHECK (total <> 66600)"))
    unlucky = {"amount": "666.00", "currency": "CNY"}
    batch = [event({"event_id": f"e{n}"}, order_id=f"CL2026-000{n}") for n in range(9)]
    batch[2]["order"]["total"] = batch[7]["order"]["total"] = unlucky
    taken = await feed.take(batch, NOW)
    assert (taken.accepted, [event_id for event_id, _ in taken.rejected]) == (7, ["e2", "e7"])
    assert len(await rows(database, "SELECT 1 FROM orders")) == 7


async def test_a_passing_failure_is_the_whole_batchs(database: Database, feed: Feed) -> None:
    """The sender repeats the batch; were one event called bad, it would be lost."""
    async with database.begin() as tx:
        await tx.execute(text("ALTER TABLE orders RENAME TO orders_gone"))
    with pytest.raises(Exception, match="UndefinedTable"):
        await feed.take([event()], NOW)


async def test_nothing_of_an_empty_batch_happens(database: Database, feed: Feed) -> None:
    assert counts(await feed.take([], NOW)) == (0, 0, 0)


def many(number: int) -> list[dict[str, Any]]:
    return [event(order_id=f"CL-{n:05}", customer={"customer_id": f"u-{n}"}) for n in range(number)]


async def test_a_long_batch_goes_in_by_parts_and_each_event_keeps_its_place(database: Database) -> None:
    """A thousand at once kept everybody's chat waiting."""
    told, ended = many(250), list[object]()
    told[207] = {"event_id": "bad"}
    event_of.listen(database.engine.sync_engine, "commit", ended.append)
    taken = await Feed(database, RULES.new_users).take(told, NOW, lambda position: f"line {position}")
    assert (taken.accepted, taken.ignored) == (249, 0)
    ((_, why),) = taken.rejected
    assert why.startswith(f"line {207}: ")
    assert len(ended) == 4, "three parts, and what is refused"
    again = await Feed(database, RULES.new_users).take(told, NOW)
    assert (again.accepted, again.ignored) == (0, 249)


async def test_a_long_batch_stands_back_between_its_parts(database: Database) -> None:
    async def seconds(rest: float, first: int) -> float:
        began = time.monotonic()
        taken = await Feed(database, RULES.new_users, rest=rest).take(told[first : first + 300], NOW)
        assert taken.accepted == 300
        return time.monotonic() - began

    told = many(600)
    assert await seconds(6.0, 0) > 2 * await seconds(0.0, 300)
