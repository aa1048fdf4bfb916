"""What is saved is what a fresh session reads: every field of every order, through the tables and back."""

from dataclasses import replace
from itertools import count
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings

from careline.core.money import Money
from careline.core.orders import Consent, Customer, Order
from careline.store.customers import save_customers
from careline.store.database import Database
from careline.store.feed import save_merchants, save_orders
from careline.store.orders import load_customer, load_order, load_orders, orders_of
from tests.factories import NOW, ago, consent, customer, dispatched, item, order, parcel, refund, scan, yuan
from tests.strategies import orders

pytestmark = pytest.mark.store
_numbers = count(1)


async def saved(database: Database, *told: Order) -> None:
    async with database.begin() as tx:
        who = [customer(customer_id=one.customer_id, time_zone=one.time_zone, region=one.region) for one in told]
        await save_customers(tx, list({one.customer_id: one for one in who}.values()))
        shops = [{"merchant_id": one.merchant_id, "name": one.merchant_name, "as_of": one.occurred_at} for one in told]
        await save_merchants(tx, shops)
        assert await save_orders(tx, told, NOW) == {one.order_id for one in told}


async def read(database: Database, order_id: str) -> Order | None:
    async with database.begin() as tx:
        return await load_order(tx, order_id)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=orders())
async def test_any_order_reads_back_as_it_was_saved(database: Database, drawn: Order) -> None:
    n = next(_numbers)
    told = replace(drawn, order_id=f"CL-{n}", customer_id=f"u-{n}", merchant_id=f"m-{n}")
    await saved(database, told)
    assert await read(database, told.order_id) == told


async def test_an_order_of_another_merchant_keeps_the_id_that_it_was_told_by(database: Database) -> None:
    first, other = (
        order(region="CN"),
        order(region="CN", order_id="CL2026-0001.own", told_id="CL2026-0001", merchant_id="m-2"),
    )
    await saved(database, first, other)
    assert await read(database, "CL2026-0001.own") == other
    assert other.known_as == "CL2026-0001"


async def test_a_later_version_replaces_every_part(database: Database) -> None:
    before = dispatched(
        parcel(parcel_id="P1", scans=(scan(at=ago(hours=3)), scan(at=ago(hours=2)))), parcel(parcel_id="P2"),
        items=(item(), item(sku="scarf")), refunds=(refund(), refund(refund_id="R2")),
    )  # fmt: skip
    after = replace(
        before, version=2, items=(item(quantity=2),), parcels=(parcel(parcel_id="P2", scans=()),), refunds=()
    )
    await saved(database, before)
    await saved(database, after)
    assert await read(database, before.order_id) == after


async def test_saving_one_order_leaves_the_others_alone(database: Database) -> None:
    first, second = order(order_id="CL2026-0001"), dispatched(order_id="CL2026-0002", refunds=(refund(),))
    await saved(database, first, second)
    await saved(database, replace(first, version=2, parcels=(parcel(),)))
    assert await read(database, "CL2026-0002") == second


async def test_money_of_a_currency_without_minor_unit_reads_back_whole(database: Database) -> None:
    told = order(total=Money(1200, "JPY"), shipping_fee=None, items=(item(price=Money(1200, "JPY")),))
    await saved(database, told)
    found = await read(database, told.order_id)
    assert found is not None
    assert found.total.decimal() == "1200"


async def test_orders_come_newest_first_and_only_those_asked_for(database: Database) -> None:
    told = [order(order_id=f"CL2026-000{n}", placed_at=ago(hours=24 - n)) for n in range(1, 4)]
    await saved(database, *told, order(order_id="CL2026-0009", customer_id="u-chen", total=yuan("1.00")))
    async with database.begin() as tx:
        assert [one.order_id for one in await orders_of(tx, "u-lin")] == ["CL2026-0003", "CL2026-0002", "CL2026-0001"]
        assert [one.order_id for one in await load_orders(tx, ["CL2026-0002", "nobody's"])] == ["CL2026-0002"]
        assert await load_orders(tx, []) == []
        assert await load_order(tx, str(uuid4())) is None


@pytest.mark.parametrize(
    "told",
    [
        customer(),
        customer(phone=None, region="", name="", consent=Consent()),
        customer(name='O\'Hara \\ "名" 🌙\n', consent=consent(service_sms=False, given_at=None)),
    ],
)
async def test_a_consumer_reads_back_as_saved(database: Database, told: Customer) -> None:
    async with database.begin() as tx:
        await save_customers(tx, [told])
    async with database.begin() as tx:
        assert await load_customer(tx, told.customer_id) == told
        assert await load_customer(tx, "nobody") is None
