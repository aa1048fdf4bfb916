"""Orders for `careline simulate`: made up by a seed, or read from a file of the feed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from callouts.simulated import Shopper
from careline.contacts.service import line_of
from careline.core.money import Money
from careline.core.orders import Consent, Customer, Guarantee, Item, Order, OrderStatus, Parcel, Scan, ScanCode
from careline.core.rules import NewUserRule
from careline.feed.checking import orders_told

_PLACES = {
    "CN": ("Asia/Shanghai", "zh-CN", "CNY", "+8613{}", 9),
    "HK": ("Asia/Hong_Kong", "zh-CN", "HKD", "+8525{}", 7),
    "SG": ("Asia/Singapore", "en", "SGD", "+659{}", 7),
    "US": ("America/New_York", "en", "USD", "+1212{}", 7),
    "GB": ("Europe/London", "en", "GBP", "+4474{}", 8),
}
"""Zone, language, currency, and what a number looks like: its beginning, and how many digits follow."""
REGIONS = tuple(sorted(_PLACES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """What made-up orders are like, in shares of all (0 to 1)."""

    region: str = "CN"
    new_users: float = 0.4
    late: float = 0.06
    """Dispatched after the promised time, by up to five days."""
    stuck: float = 0.02
    """Dispatched, and then without a scan for days."""
    consents: float = 0.9


Orders = list[tuple[Shopper, list[Order]]]
"""Each consumer with one order, as its versions tell of it, the oldest first."""


def made_up(count: int, start: datetime, days: int, seed: int, mix: Mix) -> Iterator[tuple[Shopper, list[Order]]]:
    """So many orders placed in the two days before `start` and from then on until `days` later, by day and night."""
    dice = random.Random(f"{seed}:orders")  # noqa: S311 - the same orders for the same seed
    zone, locale, currency, form, digits = _PLACES[mix.region]
    for n in range(count):
        placed = start + timedelta(days=dice.uniform(-2, days))
        placed -= timedelta(hours=8) * (
            dice.random() if 16 <= placed.hour < 22 else 0
        )  # few buy at four in the morning
        new = dice.random() < mix.new_users
        customer_id, late, stuck = f"u-{n}", dice.random() < mix.late, dice.random() < mix.stuck
        agreed = dice.random() < mix.consents
        number = form.format(str(dice.randrange(4 * 10 ** (digits - 1), 10**digits)))
        customer = Customer(
            customer_id=customer_id, name="", phone=number, region=mix.region, locale=locale, time_zone=zone,
            first_order_at=placed if new else placed - timedelta(days=400), orders_so_far=1 if new else 20,
            consent=Consent(service_calls=agreed, service_sms=agreed, artificial_voice=agreed), as_of=placed,
        )  # fmt: skip
        price = Money(amount=dice.randrange(1_000, 50_000), currency=currency)
        paid = Order(
            order_id=f"SIM-{n:07}", customer_id=customer_id, merchant_id=f"m-{dice.randrange(50)}", merchant_name="",
            version=1, occurred_at=placed, status=OrderStatus.PAID, placed_at=placed, paid_at=placed,
            items=(Item(sku="a", title="", quantity=1, price=price),), time_zone=zone, new_user=new, total=price,
            region=mix.region, guarantees=frozenset({Guarantee.DISPATCH_ON_TIME}),
        )  # fmt: skip
        sent = placed + timedelta(hours=dice.uniform(49, 168) if late else dice.uniform(1, 44))
        quiet = timedelta(hours=dice.uniform(60, 150) if stuck else dice.uniform(4, 40))
        yield Shopper(customer=customer, line=line_of(number)), [paid, *_under_way(paid, sent, quiet)]


def _under_way(paid: Order, sent: datetime, quiet: timedelta) -> Iterator[Order]:
    """It leaves, is scanned, and arrives `quiet` after that."""
    scans: tuple[Scan, ...] = ()
    marks = (
        (sent, OrderStatus.DISPATCHED, ScanCode.PICKED_UP), (sent + quiet, OrderStatus.DELIVERED, ScanCode.DELIVERED)
    )  # fmt: skip
    for version, (at, status, code) in enumerate(marks, start=2):
        scans = (*scans, Scan(at=at, code=code, place="", text=""))
        parcel = Parcel(parcel_id="P1", courier="", tracking_no=f"T{paid.order_id}", dispatched_at=sent, scans=scans)
        yield _version(paid, version, at, status, parcel)


def _version(paid: Order, version: int, at: datetime, status: OrderStatus, parcel: Parcel) -> Order:
    return replace(paid, version=version, occurred_at=at, status=status, parcels=(parcel,))


def read_from(path: Path, new_users: NewUserRule) -> tuple[Orders, Sequence[str]]:
    """The orders of a file as `careline feed import` takes it, and what cannot be read of it. Raises OSError."""
    events, refused = orders_told(path.read_bytes(), new_users)
    versions: dict[str, dict[int, Order]] = defaultdict(dict)
    people: dict[str, Customer] = {}
    for order, customer in events:
        versions[order.order_id].setdefault(order.version, order)
        known = people.get(customer.customer_id)
        if known is None or known.as_of <= customer.as_of:
            people[customer.customer_id] = customer
    found: Orders = []
    for told in versions.values():
        inorder = _risen(list(told.values()))
        customer = people[inorder[-1].customer_id]
        line = line_of(customer.phone) if customer.phone else None
        found.append((Shopper(customer=customer, line=line), inorder))
    return found, refused


def _risen(told: list[Order]) -> list[Order]:
    """By version; one that was told of later than a higher one never counted."""
    kept: list[Order] = []
    for order in sorted(told, key=lambda one: (one.occurred_at, one.version)):
        if not kept or order.version > kept[-1].version:
            kept.append(order)
    return kept


def span_of(orders: Orders, otherwise: datetime) -> tuple[datetime, datetime]:
    """From the first event to a week after the last one; a week of nothing if there are none."""
    at = [order.occurred_at for _, versions in orders for order in versions]
    return min(at, default=otherwise), max(at, default=otherwise) + timedelta(days=7)
