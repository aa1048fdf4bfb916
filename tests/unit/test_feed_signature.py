"""Only the platform's own, untouched and fresh requests get through."""

import hashlib
import hmac

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from careline.feed.signature import SignatureError, feed_guard, sign, verify
from tests.factories import NOW, ago, ahead

pytestmark = pytest.mark.unit

SECRET, BODY = "a secret of the platform", '{"event_id": "e1", "名": "林"}'.encode()
STAMP = str(int(NOW.timestamp()))


def test_the_signature_is_the_one_the_contract_describes() -> None:
    by_hand = hmac.new(SECRET.encode(), STAMP.encode() + b"." + BODY, hashlib.sha256).hexdigest()
    assert sign(SECRET, STAMP, BODY) == f"v1={by_hand}"
    verify(SECRET, STAMP, f"v1={by_hand}", BODY, NOW)


@pytest.mark.parametrize("now", [ago(minutes=5), NOW, ahead(minutes=5)])
def test_five_minutes_are_forgiven_either_way(now: object) -> None:
    verify(SECRET, STAMP, sign(SECRET, STAMP, BODY), BODY, now)  # type: ignore[arg-type]


@pytest.mark.parametrize("now", [ago(minutes=5, seconds=1), ahead(minutes=5, seconds=1), ahead(days=3650)])
def test_more_is_a_replay_or_a_wrong_clock(now: object) -> None:
    with pytest.raises(SignatureError, match="five minutes"):
        verify(SECRET, STAMP, sign(SECRET, STAMP, BODY), BODY, now)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "stamp", ["", "now", "1e9", " " + STAMP, STAMP + " ", "+" + STAMP, "-1", "1_000", STAMP + ".0", "٣", "9" * 400]
)
def test_a_timestamp_is_plain_digits_even_when_it_is_well_signed(stamp: str) -> None:
    with pytest.raises(SignatureError, match="unix seconds"):
        verify(SECRET, stamp, sign(SECRET, stamp, BODY), BODY, NOW)


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "v1=",
        sign(SECRET, STAMP, BODY).removeprefix("v1="),
        sign(SECRET, STAMP, BODY).replace("v1=", "v2="),
        sign(SECRET, STAMP, BODY)[:-1],
        sign(SECRET, STAMP, BODY) + "0",
        sign("another secret", STAMP, BODY),
        sign("", STAMP, BODY),
        sign(SECRET, str(int(STAMP) + 1), BODY),
        "v1=" + hashlib.sha256(BODY).hexdigest(),
        "v1=签名",
        "v1=\udcff",
    ],
)
def test_no_other_signature_fits(signature: str) -> None:
    with pytest.raises(SignatureError, match="does not fit"):
        verify(SECRET, STAMP, signature, BODY, NOW)


@given(st.binary(), st.binary(), st.text("0123456789", min_size=1, max_size=3))
def test_a_signature_fits_one_body_and_one_timestamp(body: bytes, other: bytes, digits: str) -> None:
    """Also not when bytes move from the timestamp into the body."""
    assume(other != body)
    signature = sign(SECRET, STAMP, body)
    verify(SECRET, STAMP, signature, body, NOW)
    for stamp, sent in ((STAMP, other), (STAMP, digits.encode() + body), (STAMP[:-1], STAMP[-1:].encode() + body)):
        with pytest.raises(SignatureError):
            verify(SECRET, stamp, signature, sent, NOW)


def test_without_a_secret_there_is_no_feed() -> None:
    with pytest.raises(ValueError, match="needs a secret"):
        feed_guard("", lambda: NOW)
