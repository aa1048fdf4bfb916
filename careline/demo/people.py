"""Who buys in the demo shop: homes, phone numbers and consent of made-up consumers.

Numbers: US 555-01xx and the British 0xx 4960/7946 0xxx ranges are set aside for fiction. China, Hong Kong and
Singapore set nothing aside, so theirs are plain runs (+86 138 00xx xxxx, +852 5123 xxxx, +65 8123 xxxx): somebody may
hold one, and they must never be really dialled.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from careline.demo.names import name_in
from careline.demo.places import NEAR, OVERSEAS, REMOTE, City, address_in

_AREA = {"New York": "212", "Boston": "617", "Chicago": "312", "Seattle": "206", "San Francisco": "415"}
_AREA |= {"London": "207946", "Manchester": "161496", "Edinburgh": "131496"}
ALL_CONSENT = {"service_calls": True, "service_sms": True, "artificial_voice": True}
_CONSENTS: tuple[tuple[int, dict[str, bool] | None], ...] = (
    (86, ALL_CONSENT),
    (4, {"service_calls": True, "service_sms": True, "artificial_voice": False}),
    (4, {"service_calls": False, "service_sms": True, "artificial_voice": False}),
    (3, {"service_calls": False, "service_sms": False, "artificial_voice": False}),
    (3, None),
)


@dataclass(frozen=True, slots=True)
class Consumer:
    """One consumer: where they live and what they allow. `earlier`: orders they placed before those in the feed."""

    customer_id: str
    name: str
    phone: str | None
    city: City
    address: dict[str, Any]
    consent: dict[str, bool] | None
    earlier: int = 0

    @property
    def english(self) -> bool:
        """English-speaking consumers are those outside mainland China."""
        return self.city.country != "CN"


def phone_in(city: City, number: int) -> str:
    """The `number`-th demo phone number of this city, E.164; unique per city group until its range wraps."""
    match city.country:
        case "CN":
            return f"+861380{10_000 + number % 9_990_000:07d}"
        case "HK":
            return f"+8525123{number % 10_000:04d}"
        case "SG":
            return f"+658123{number % 10_000:04d}"
        case "US":
            return f"+1{_AREA[city.name]}55501{number % 100:02d}"
        case _:
            return f"+44{_AREA[city.name]}0{number % 1000:03d}"


def _consent(number: int) -> dict[str, bool] | None:
    """What the `number`-th consumer allows: the shares of the table, spread evenly and not left to chance."""
    place = number * 37 % 100
    for share, consent in _CONSENTS:
        place -= share
        if place < 0:
            return consent
    raise AssertionError("the shares add up to 100")


def _home(number: int, *, english: bool, rng: Random) -> City:
    """Where the `number`-th consumer lives: every country alike abroad, every twelfth in a remote province at home."""
    if english:
        country = ("HK", "SG", "US", "GB")[number % 4]
        return rng.choice([city for city in OVERSEAS if city.country == country])
    if number % 12 == 5:
        return REMOTE[number // 12 % len(REMOTE)]
    return rng.choice(NEAR)


def consumer(customer_id: str, number: int, rng: Random, *, english: bool, new: bool) -> Consumer:
    """A made-up consumer; `number` counts those of one language and spreads phone numbers, homes and consent."""
    city = _home(number, english=english, rng=rng)
    phone = None if rng.random() < 0.015 else phone_in(city, number)
    earlier = 0 if new else rng.randrange(4, 60)
    return Consumer(
        customer_id, name_in(city.country, rng), phone, city, address_in(city, rng), _consent(number), earlier
    )
