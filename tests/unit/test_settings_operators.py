"""Settings of operators that are refused by name where they cannot mean anything."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from careline.settings import Settings

pytestmark = pytest.mark.unit

SECRETS = ("feed_secret", "chat_secret", "bot_secret", "actions_secret", "tracker_password", "voice_secret")


def settings(**given: Any) -> Settings:
    return Settings(**{**{name: f"{name:x<32}" for name in SECRETS}, **given})


@pytest.mark.parametrize("wrong", ["10.0.0.0/33", "prometheus", "10.0.0.1,nobody"])
def test_who_reads_metrics_is_an_address_or_a_network(wrong: str) -> None:
    with pytest.raises(ValidationError, match="metrics_from"):
        settings(metrics_from=wrong)
    assert settings(metrics_from="10.0.0.7, fd00::/8").metrics_from == ("10.0.0.7", "fd00::/8")


def test_a_window_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError, match="there is no kind 'messages'"):
        settings(keep_days="messages=3")
    assert settings(keep_days="sms=30").keep_days == "sms=30"


def test_a_shop_phones_once_anything_of_a_carrier_is_set() -> None:
    assert not settings().phones
    assert settings(caller_id="+14155550100").phones


@pytest.mark.parametrize(
    ("bound", "reached"),
    [("127.0.0.1", "http://127.0.0.1:8010"), ("0.0.0.0", "http://127.0.0.1:8010"), ("::1", "http://[::1]:8010")],
)
def test_our_own_actions_are_asked_where_they_listen(bound: str, reached: str) -> None:
    assert settings(actions_bind=bound).actions_here == reached


def test_behind_https_no_page_of_the_visitors_own_machine_is_ours() -> None:
    assert settings(public_url="https://care.example").origins == ("https://care.example",)
    assert settings(port=8000).origins == ("http://127.0.0.1:8000", "http://localhost:8000")
    given = settings(public_url="https://care.example", chat_origins="https://shop.example")
    assert given.origins == ("https://care.example", "https://shop.example")
