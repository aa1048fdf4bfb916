"""The shop platform's side: consumers with an order of a test's own, and signed feed events about it."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from random import Random
from typing import Any
from uuid import uuid4

import aiohttp

from careline.clock import utc_now
from careline.core.orders import Order
from careline.demo import blocked
from careline.demo.draft import Draft, Line
from careline.demo.events import Event, events_of
from careline.demo.goods import BY_ID
from careline.demo.people import ALL_CONSENT, Consumer
from careline.demo.places import BY_NAME
from careline.demo.reading import read_order
from careline.demo.shop import SHOP_ZONE
from tests.unblocking import unblock_event

_people = count(1)
_serials = count(int(uuid4().int % 9_000) * 100 + 1_000_000)  # no other run's numbers, for tracking numbers' sake

late_dispatch = partial(blocked.unsent, overdue=26)
"""Paid, and not dispatched though that was due 26 hours ago."""


def just_paid(draft: Draft) -> None:
    """Paid an hour ago: nothing is late."""
    draft.paid(1)


@dataclass(frozen=True)
class Given:
    """A consumer and the event of their one order."""

    who: Consumer
    event: Event

    @property
    def order_id(self) -> str:
        return str(self.event["order"]["order_id"])

    @property
    def order(self) -> Order:
        """As the service reads it, for what its own rules and wording make of it."""
        return read_order(self.event)

    @property
    def phone(self) -> str:
        assert self.who.phone
        return self.who.phone

    @property
    def title(self) -> str:
        return str(self.event["order"]["items"][0]["title"])

    def unblocked(self) -> Event:
        """The next event, in which whatever was late has happened."""
        return unblock_event(self.event, now=utc_now())


def somebody(name: str = "周小禾", *, english: bool = False, earlier: int = 0) -> Consumer:
    """A consumer nobody has heard of; `earlier` orders make them an old one."""
    number = next(_people)
    home = BY_NAME["Singapore" if english else "杭州市"]
    detail = "Flat 3C, 12 Orchard Road" if english else "滨江区江南大道9号2栋301室"
    address = {"region": home.province, "city": home.name, "detail": detail, "remote": home.remote}
    phone = f"+6598{number % 1_000_000:06d}" if english else f"+8615900{number % 1_000_000:06d}"
    return Consumer(f"j-{uuid4().hex[:12]}", name, phone, home, address, ALL_CONSENT, earlier)


def order_of(who: Consumer, tell: Callable[[Draft], None] = late_dispatch, *, merchant: str = "m-shoe") -> Given:
    """One order of theirs with this past, told of as it stands now. Not sent yet."""
    return orders_of(who, tell, merchant=merchant)[0]


def orders_of(who: Consumer, *tells: Callable[[Draft], None], merchant: str = "m-shoe") -> list[Given]:
    """Several orders of one consumer, of different articles."""
    shop = BY_ID[merchant]
    now = utc_now().astimezone(SHOP_ZONE).replace(microsecond=0)
    drafts = []
    for place, tell in enumerate(tells):
        serial = next(_serials)
        lines = [Line(shop.goods[place % len(shop.goods)], 1)]
        order_id = f"CL2026-{serial}"
        draft = Draft(order_id, serial, who, shop, lines, address=who.address, now=now, rng=Random(order_id))
        tell(draft)
        drafts.append(draft)
    return [Given(who, event) for event in events_of(drafts)]


class FeedClient:
    """Posts events as the platform does."""

    def __init__(self, http: aiohttp.ClientSession, url: str, secret: str) -> None:
        self._http, self._url, self._secret = http, f"{url}/api/feed/orders", secret

    async def post(self, *events: Event) -> None:
        """All must be accepted, or have been accepted already."""
        status, answer = await self.try_post(list(events))
        assert status == 200, f"feed answered {status}: {answer}"
        assert not answer["rejected"], answer

    async def try_post(self, body: Any) -> tuple[int, Any]:
        raw = json.dumps(body, ensure_ascii=False).encode()
        stamp = str(int(time.time()))
        digest = hmac.new(self._secret.encode(), stamp.encode() + b"." + raw, hashlib.sha256).hexdigest()
        headers = {
            "X-Careline-Timestamp": stamp, "X-Careline-Signature": f"v1={digest}", "Content-Type": "application/json"
        }  # fmt: skip
        async with self._http.post(self._url, data=raw, headers=headers) as answer:
            return answer.status, await answer.json()
