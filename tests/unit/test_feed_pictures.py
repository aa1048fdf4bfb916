"""The address of a picture reaches an <img>, ours and the shop's: only https does no harm there."""

from __future__ import annotations

from typing import Any

import pytest

from careline.feed.schema import OrderEvent
from tests.factories import event

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("https://img.shop.example/a.jpg", "https://img.shop.example/a.jpg"),
        ("HTTPS://img.shop.example/a.jpg", "HTTPS://img.shop.example/a.jpg"),
        ("http://img.shop.example/a.jpg", None),
        ("javascript:alert(1)", None),
        ("data:image/svg+xml,<svg/>", None),
        ("//img.shop.example/a.jpg", None),
        ("", None),
        (None, None),
    ],
)
def test_other_addresses_are_left_out_and_the_order_is_taken(told: Any, kept: str | None) -> None:
    given = event()
    given["order"]["items"][0]["image"] = told
    assert OrderEvent.model_validate(given).order.items[0].image == kept
