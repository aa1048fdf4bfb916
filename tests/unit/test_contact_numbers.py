"""What a number tells by itself. The first twelve were dialled once, among them a premium one six times."""

from __future__ import annotations

import random

import pytest

from careline.contacts.numbers import line_of
from careline.core.contact import Reason
from careline.demo.people import OVERSEAS, phone_in

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("+19005551234", Reason.PREMIUM_NUMBER),
        ("+979123456789", Reason.PREMIUM_NUMBER),
        ("+881612345678", Reason.SATELLITE_NUMBER),
        ("+8816", Reason.SHORT_NUMBER),
        ("+870773111632", Reason.SATELLITE_NUMBER),
        ("+882161234567", Reason.SATELLITE_NUMBER),
        ("+883510001234", Reason.SATELLITE_NUMBER),
        ("+2391234567", Reason.UNKNOWN_NUMBER),
        ("+4490123456", Reason.SHORT_NUMBER),
        ("+5399123456", Reason.UNKNOWN_NUMBER),
        ("+869123456", Reason.UNKNOWN_NUMBER),
        ("+861234567", Reason.UNKNOWN_NUMBER),
        ("+8612345", Reason.SHORT_NUMBER),
        ("+447012345678", Reason.PREMIUM_NUMBER),
        ("+448431234567", Reason.PREMIUM_NUMBER),
        ("+864001234567", Reason.SHARED_COST_NUMBER),
        ("+808123456789", Reason.SHARED_COST_NUMBER),
        ("+80012345678", Reason.SERVICE_NUMBER),
        ("+18005551234", Reason.SERVICE_NUMBER),
        ("+8610086", Reason.SHORT_NUMBER),
        ("+86110", Reason.SHORT_NUMBER),
        ("+15550100199", Reason.UNKNOWN_NUMBER),
        ("+0123456789", Reason.UNKNOWN_NUMBER),
        ("+2109999999", Reason.UNKNOWN_NUMBER),
        ("13800000001", Reason.UNKNOWN_NUMBER),
        ("", Reason.UNKNOWN_NUMBER),
    ],
)
def test_what_must_never_be_dialled_is_named_with_its_reason(number: str, reason: Reason) -> None:
    assert line_of(number).barred is reason
    assert not line_of(number).texts


@pytest.mark.parametrize(
    ("number", "country", "zone", "texts"),
    [
        ("+8613800000001", "CN", "Asia/Shanghai", True),
        ("+861012345678", "CN", "Asia/Shanghai", False),
        ("+14155550100", "US", "America/Los_Angeles", True),
        ("+85291234567", "HK", "Asia/Hong_Kong", True),
        ("+6581230001", "SG", "Asia/Singapore", True),
        ("+4915123456789", "DE", "Europe/Berlin", True),
        ("+886912345678", "TW", "Asia/Taipei", True),
    ],
)
def test_an_ordinary_number_tells_its_country_and_zones(number: str, country: str, zone: str, texts: bool) -> None:
    line = line_of(number)
    assert (line.barred, line.country, line.texts) == (None, country, texts)
    assert zone in line.zones


def test_every_number_of_the_demo_shop_may_be_dialled() -> None:
    rng = random.Random(1)
    barred = {
        phone_in(city, number): line.barred
        for city in OVERSEAS
        for number in (0, 1, 7, 99, rng.randrange(10_000))
        if (line := line_of(phone_in(city, number))).barred
    }
    assert barred == {}
