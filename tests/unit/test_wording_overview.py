"""Several orders at once, each in one line."""

from __future__ import annotations

from datetime import timedelta

import pytest

from careline.core.orders import OrderStatus, Refund, RefundKind, RefundStatus, ScanCode
from careline.core.phrases import order_line
from tests.factories import NOW, ago, order, parcel, scan
from tests.rules import RULES
from tests.views import delivered

pytestmark = pytest.mark.unit
ZONE = "Asia/Shanghai"


def test_what_is_late_says_by_how_much() -> None:
    late = order(status=OrderStatus.PAID, paid_at=ago(days=4), parcels=())
    line = order_line(late, RULES, NOW, ZONE, "zh-CN")
    assert "待发货" in line
    assert "已超" in line
    assert not line.endswith("。")
    assert "late" in order_line(late, RULES, NOW, ZONE, "en")


def test_what_is_not_late_says_by_when_it_leaves() -> None:
    fresh = order(status=OrderStatus.PAID, paid_at=ago(hours=2), parcels=())
    assert "最晚" in order_line(fresh, RULES, NOW, ZONE, "zh-CN")
    assert "to leave by" in order_line(fresh, RULES, NOW, ZONE, "en")


def test_what_is_on_its_way_tells_its_last_scan_and_what_came_its_day() -> None:
    moving = parcel(dispatched_at=ago(days=1), scans=(scan(ScanCode.ARRIVED, at=ago(hours=3), place="杭州"),))
    on_its_way = order(status=OrderStatus.DISPATCHED, paid_at=ago(days=2), parcels=(moving,))
    assert "杭州" in order_line(on_its_way, RULES, NOW, ZONE, "zh-CN")
    assert "已签收" in order_line(delivered(), RULES, NOW, ZONE, "zh-CN")


def test_the_money_goes_before_the_parcel() -> None:
    asked = Refund(
        refund_id="r1", kind=RefundKind.REFUND_ONLY, status=RefundStatus.PAID, amount=delivered().total,
        reason="no_reason", requested_at=ago(days=2), paid_at=NOW - timedelta(hours=5),
    )  # fmt: skip
    line = order_line(delivered(refunds=(asked,)), RULES, NOW, ZONE, "zh-CN")
    assert "退回" in line
    assert "paid back" in order_line(delivered(refunds=(asked,)), RULES, NOW, ZONE, "en")
