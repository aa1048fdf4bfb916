"""Which numbers each carrier can phone."""

from uuid import uuid4

import pytest

from callouts import destinations
from callouts.carrier import Dial, Refused
from callouts.twilio_carrier import TwilioCarrier

pytestmark = pytest.mark.contract


@pytest.mark.parametrize("number", ["+8613800138000", "+861012345678", "+864001234567"])
def test_twilio_refuses_mainland_china_with_a_reason(number: str) -> None:
    reason = destinations.refusal(destinations.TWILIO, number)
    assert reason is not None
    assert "mainland China" in reason


@pytest.mark.parametrize("number", ["+85221234567", "+85328123456", "+886221234567", "+6591234567", "+14155550123"])
def test_twilio_phones_hong_kong_macao_taiwan_and_the_rest(number: str) -> None:
    assert destinations.refusal(destinations.TWILIO, number) is None


def test_what_a_carrier_cannot_reach_is_told_at_the_start() -> None:
    assert ["+86" in sentence for sentence in destinations.cannot_reach(destinations.TWILIO)] == [True]
    assert destinations.cannot_reach(destinations.SIMULATOR) == []


def test_the_simulator_phones_everybody() -> None:
    assert destinations.refusal(destinations.SIMULATOR, "+8613800138000") is None


@pytest.mark.parametrize("number", ["", "13800138000", "+0123456789", "+86 138 0013 8000", "sip:a@b", "+1415555012３"])
@pytest.mark.parametrize("carrier", [destinations.TWILIO, destinations.SIMULATOR])
def test_nobody_phones_what_is_no_international_number(carrier: str, number: str) -> None:
    assert destinations.refusal(carrier, number) is not None


async def test_a_carrier_without_a_list_of_destinations_does_not_start() -> None:
    with pytest.raises(ValueError, match="somebody"):
        TwilioCarrier("AC" + "0" * 32, "token", name="somebody")


async def test_a_refused_destination_never_reaches_the_wire(dial_to_china: Dial) -> None:
    carrier = TwilioCarrier("AC" + "0" * 32, "token", base_url="http://127.0.0.1:9")
    try:
        result = await carrier.dial(dial_to_china)
    finally:
        await carrier.close()
    assert result == Refused(destinations.refusal(destinations.TWILIO, dial_to_china.to) or "")
    assert not result.temporary  # a connection would have been refused, and that is temporary


@pytest.fixture
def dial_to_china() -> Dial:
    return Dial(
        attempt_id=uuid4(),
        to="+8613800138000",
        caller="+85221234567",
        answer_url="https://shop.example/voice",
        status_url="https://shop.example/status",
        amd_url=None,
        ring_seconds=25,
        limit_seconds=600,
    )
