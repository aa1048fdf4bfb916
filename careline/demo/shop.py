"""The demo shop: feed events made from a seed. Same seed and `now`, same bytes."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import count
from random import Random

from careline.demo.draft import Draft, Line
from careline.demo.events import Event, events_of
from careline.demo.goods import ABROAD, BY_ID, MERCHANTS, Good, Merchant
from careline.demo.people import Consumer, consumer
from careline.demo.persona_orders import persona_orders
from careline.demo.personas import PERSONAS
from careline.demo.places import NEAR, REMOTE, address_in
from careline.demo.stories import Story, programme

SHOP_ZONE = timezone(timedelta(hours=8))
_MOST_ORDERS_OF_A_NEW_USER = 5


def demo_events(*, seed: int, now: datetime, customers: int = 200, orders: int = 800) -> list[Event]:
    """The present state of every order of the demo shop, one event each, the named consumers' first.

    `now` is aware; everything that has happened lies before it, only deadlines and presale dates may lie ahead.
    """
    moment = _shop_time(now)
    named = _persona_drafts(moment)
    rest = _drafts(
        Random(f"careline-demo-{seed}"), moment, customers - len(PERSONAS), orders - len(named),
        order_id="CL2026-{}", first=2001, customer_id="u1{:05d}", phone=(0, 100),
    )  # fmt: skip
    return [*events_of(named), *events_of(rest)]


def backlog(event_count: int, *, seed: int, now: datetime) -> list[Event]:
    """`event_count` varied events of as many orders, for import benchmarks; ids never meet those of `demo_events`."""
    rest = _drafts(
        Random(f"careline-backlog-{seed}"), _shop_time(now), max(1, event_count // 4), event_count,
        order_id="BL2026-{}", first=1_000_001, customer_id="b{:07d}", phone=(1_000_000, 5_000),
    )  # fmt: skip
    return events_of(rest)


def _shop_time(now: datetime) -> datetime:
    if now.tzinfo is None:
        raise ValueError("`now` must carry a zone")
    return now.astimezone(SHOP_ZONE).replace(microsecond=0)


def _persona_drafts(now: datetime) -> list[Draft]:
    drafts = []
    for fixed in persona_orders():
        who, shop, rng = PERSONAS[fixed.customer_id], BY_ID[fixed.merchant_id], Random(fixed.order_id)
        lines = [Line(good, fixed.pieces[good.sku]) for good in shop.goods if good.sku in fixed.pieces]
        serial = int(fixed.order_id.rpartition("-")[2])
        draft = Draft(fixed.order_id, serial, who, shop, lines, address=who.address, now=now, rng=rng)
        fixed.tell(draft)
        drafts.append(draft)
    return drafts


def _drafts(
    rng: Random, now: datetime, customers: int, orders: int,
    *, order_id: str, first: int, customer_id: str, phone: tuple[int, int],
) -> list[Draft]:  # fmt: skip
    """Orders of made-up consumers; `phone`: where their Chinese and their foreign phone numbers start."""
    if not 0 < customers <= orders:
        raise ValueError(f"{orders} orders are too few for {customers} consumers, or there are no consumers")
    numbers = (count(phone[0]), count(phone[1]))
    people = []
    for index in range(customers):
        english, new = _kind(index)
        people.append(consumer(customer_id.format(index + 1), next(numbers[english]), rng, english=english, new=new))
    buyers = _spread(people, orders, rng)
    stories = {
        kind: iter(programme(sum(_group(who) == kind for who in buyers), rng, english=kind[0], new=kind[1]))
        for kind in sorted({_group(who) for who in people})
    }
    return [
        _draft(next(stories[_group(who)]), order_id.format(serial), serial, who, now, rng)
        for serial, who in enumerate(buyers, start=first)
    ]


def _kind(index: int) -> tuple[bool, bool]:
    """(English-speaking, new user) of the index-th consumer: 15 % and 45 %, spread evenly."""
    return index % 20 in {3, 9, 16}, index * 7 % 20 < 9


def _group(who: Consumer) -> tuple[bool, bool]:
    return who.english, who.earlier == 0


def _spread(people: list[Consumer], orders: int, rng: Random) -> list[Consumer]:
    """Who placed each order: everyone at least one, old users three times as many as new ones."""
    old = [who for who in people if who.earlier]
    pool = [*people, *old, *old]
    placed = dict.fromkeys((who.customer_id for who in people), 1)
    buyers = list(people)
    while len(buyers) < orders:
        who = rng.choice(pool)
        if old and not who.earlier and placed[who.customer_id] >= _MOST_ORDERS_OF_A_NEW_USER:
            who = rng.choice(old)
        placed[who.customer_id] += 1
        buyers.append(who)
    rng.shuffle(buyers)
    return buyers


def _draft(story: Story, order_id: str, serial: int, who: Consumer, now: datetime, rng: Random) -> Draft:
    shops = ABROAD if who.english else MERCHANTS
    shop = rng.choice([shop for shop in shops if not story.sends_back or "return_7_days" in shop.guarantees])
    address = who.address
    if story.where != "any" and not who.english and address["remote"] != (story.where == "remote"):
        address = address_in(rng.choice(REMOTE if story.where == "remote" else NEAR), rng)
    draft = Draft(order_id, serial, who, shop, _lines(shop, story.pieces, rng), address=address, now=now, rng=rng)
    story.tell(draft)
    return draft


def _lines(shop: Merchant, pieces: int, rng: Random) -> list[Line]:
    """One to three articles of the shop; at least `pieces` pieces in all."""
    goods = rng.sample(shop.goods, rng.choices((1, 2, 3), weights=(60, 28, 12))[0])
    lines = [Line(good, _quantity(good, rng)) for good in goods]
    if sum(line.quantity for line in lines) < pieces:
        return [Line(goods[0], pieces)]
    return lines


def _quantity(good: Good, rng: Random) -> int:
    return rng.choice((2, 2, 3)) if good.fen < 20_000 and rng.random() < 0.15 else 1
