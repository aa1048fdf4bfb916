"""The worked examples in the files beside this one: an order in short words, an instant, and which rights follow.

Times are the consumer's own, of 2026 where no year stands ("11-20 12:00"). In `then`, whatever is not named is not
there: no amount, no deadline, no evidence. `claim_until` is a consumer's last day, up to midnight, or an instant;
`shop_deadline` is when the shop has to have done it. docs/rights.md explains the rights themselves.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from careline.core.guarantees import Claim, Right, Whose, Why, rights_of, with_claims
from careline.core.money import Money
from careline.core.orders import (
    Actor,
    Address,
    Cancellation,
    ClaimStatus,
    Compensation,
    Freight,
    FreightClaim,
    Fulfilment,
    Guarantee,
    Item,
    Order,
    OrderStatus,
    Parcel,
    ParcelKind,
    Payment,
    Quantities,
    Refund,
    RefundKind,
    RefundScope,
    RefundStatus,
    Scan,
    ScanCode,
)
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.rights import CLAUSE_OF, Protection, RightKind
from careline.core.rules import Override, ShopRules
from tests.rules import RULES

pytestmark = pytest.mark.unit

FILES = sorted(Path(__file__).parent.glob("*.toml"))
REFUND_KINDS = {"refund": RefundKind.REFUND_ONLY, "return": RefundKind.RETURN_REFUND, "exchange": RefundKind.EXCHANGE}
EXAMPLES = [
    pytest.param(path.stem, file.get("usual", {}), example, id=f"{path.stem}: {example['title']}")
    for path in FILES
    for file in [tomllib.loads(path.read_text("utf-8"))]
    for example in file["example"]
]
THEN = {
    "state", "why", "items", "subject", "amount", "shop_deadline", "claim_until", "needs", "deeds", "reason", "appeal",
}  # fmt: skip


class Reader:
    """Reads the short words of one example's order, in its currency and its consumer's zone."""

    def __init__(self, facts: Mapping[str, Any], right: Protection) -> None:
        self.facts, self.right = dict(facts), right
        self.zone = ZoneInfo(facts.get("zone", "Asia/Shanghai"))
        self.currency = facts.get("currency", "CNY")

    def at(self, text: str | None) -> datetime | None:
        return self.instant(text) if text else None

    def instant(self, text: str) -> datetime:
        full = text if re.match(r"\d{4}-", text) else f"2026-{text}"
        return datetime.fromisoformat(full).replace(tzinfo=self.zone).astimezone(UTC)

    def last_instant(self, text: str) -> datetime:
        """Of a day alone its last instant."""
        at = self.instant(text)
        return at if ":" in text else self.instant(f"{text} 23:59:59.999999")

    def money(self, text: str) -> Money:
        return Money.parse(text, self.currency)

    def pieces(self, text: str | None) -> Quantities | None:
        """ "coat, 2 socks"; "" for nothing, None where nobody told."""
        if text is None:
            return None
        found = [re.fullmatch(r"(?:(\d+) )?(\w+)", part.strip()) for part in text.split(",") if part.strip()]
        return tuple((one[2], int(one[1] or 1)) for one in found if one)

    def item(self, text: str) -> Item:
        """ "2 socks 10.00 of fresh less 3.00": two at ten each, of the category fresh, three off the line."""
        found = re.fullmatch(r"(?:(\d+) )?(\w+) ([\d.]+)(?: of (\w+))?(?: less ([\d.]+))?", text)
        assert found, text
        return Item(
            sku=found[2], title=found[2], quantity=int(found[1] or 1), price=self.money(found[3]), category=found[4],
            discount=self.money(found[5]) if found[5] else None,
        )  # fmt: skip

    def parcel(self, n: int, told: Mapping[str, Any]) -> Parcel:
        scans = [(self.instant(text[:11]), ScanCode(text[12:])) for text in told.get("scans", [])]
        return Parcel(
            parcel_id=f"P{n}", courier="SF", tracking_no=f"SF{n}", dispatched_at=self.instant(told["sent"]),
            delivered_at=self.at(told.get("arrived")), contents=self.pieces(told.get("holds")),
            kind=ParcelKind(told.get("kind", "original")), scans=tuple(Scan(at=at, code=code) for at, code in scans),
        )  # fmt: skip

    def refund(self, n: int, told: Mapping[str, Any]) -> Refund:
        return Refund(
            refund_id=f"R{n}", kind=REFUND_KINDS[told["kind"]], reason=told.get("reason"),
            status=RefundStatus(told.get("status", "requested")), requested_at=self.instant(told["asked"]),
            amount=self.money(told["amount"]), approved_at=self.at(told.get("approved")),
            goods_sent_at=self.at(told.get("sent_back")), goods_received_at=self.at(told.get("came_back")),
            items=self.pieces(told.get("items")), scope=RefundScope(told.get("scope", "goods")),
            decision=told.get("decision", ""), failed_at=self.at(told.get("failed")),
        )  # fmt: skip

    def compensation(self, n: int, told: Mapping[str, Any]) -> Compensation:
        return Compensation(
            compensation_id=f"K{n}", guarantee=Guarantee(self.right), status=ClaimStatus(told["status"]),
            requested_at=self.instant(told["asked"]), amount=self.money(told["amount"]),
            items=self.pieces(told.get("items")), decision=told.get("decision", ""),
        )  # fmt: skip

    def freight(self, told: Mapping[str, Any]) -> Freight:
        claim = told.get("claim")
        return Freight(
            insured=told.get("insured", False), disputed_at=self.at(told.get("disputed")),
            paid_by_consumer=self.money(told["spent"]) if "spent" in told else None,
            claim=FreightClaim(
                status=ClaimStatus(claim["status"]), requested_at=self.instant(claim["asked"]),
                amount=self.money(claim["amount"]), decision=claim.get("decision", ""),
            ) if claim else None,
        )  # fmt: skip

    def cancellation(self, told: Mapping[str, Any]) -> Cancellation:
        by = Actor(told.get("by", "consumer"))
        return Cancellation(at=self.instant(told["at"]), by=by, items=self.pieces(told.get("items")))

    def claim(self, told: Mapping[str, Any]) -> Claim:
        return Claim(
            clause=CLAUSE_OF[self.right], kind=RemedyKind(told["deed"]), state=RemedyState(told["state"]),
            items=self.pieces(told.get("items")), amount=self.money(told["amount"]) if "amount" in told else None,
            due=self.at(told.get("due")), reason=told.get("reason", ""),
        )  # fmt: skip

    def order(self) -> Order:
        facts = self.facts
        items = tuple(self.item(text) for text in facts.get("items", ["coat 329.00"]))
        goods = sum(one.price.amount * one.quantity for one in items)
        paid = facts.get("paid", "11-20 12:00")
        fee = self.money(facts["shipping"]) if "shipping" in facts else None
        named = facts.get("named", True) and isinstance(self.right, Guarantee)
        total = self.money(facts["total"]) if "total" in facts else None
        return Order(
            order_id="CL1", customer_id="u-lin", merchant_id="m-1", merchant_name="m", version=1,
            occurred_at=self.instant(facts.get("told", "11-20 12:00")), status=OrderStatus(facts.get("status", "paid")),
            placed_at=self.instant(facts.get("placed", "11-20 11:50")), paid_at=self.at(paid) if paid != "no" else None,
            items=items, time_zone=self.zone.key, new_user=True, region=facts.get("region", "CN"),
            total=total or Money(goods + (fee.amount if fee else 0), self.currency), shipping_fee=fee,
            discount=self.money(facts["discount"]) if "discount" in facts else None,
            dispatch_deadline=self.at(facts.get("dispatch_by")), presale=facts.get("presale", False),
            presale_dispatch_at=self.at(facts.get("presale_date")), address=Address(),
            parcels=tuple(self.parcel(n, one) for n, one in enumerate(facts.get("parcels", []), 1)),
            refunds=tuple(self.refund(n, one) for n, one in enumerate(facts.get("refunds", []), 1)),
            freight=self.freight(facts.get("freight", {})),
            guarantees=frozenset({Guarantee(self.right)} if named else set()),
            merchant_tier=facts.get("tier"), fulfilment=Fulfilment(facts.get("fulfilment", "ship")),
            payment=Payment(facts.get("payment", "prepaid")),
            cancellations=tuple(map(self.cancellation, facts.get("cancelled", []))),
            compensations=tuple(self.compensation(n, one) for n, one in enumerate(facts.get("compensated", []), 1)),
        )  # fmt: skip


ORDER = {
    "items", "total", "shipping", "discount", "currency", "zone", "region", "placed", "paid", "told", "status",
    "payment", "fulfilment", "tier", "named", "dispatch_by", "presale", "presale_date", "parcels", "refunds", "freight",
    "cancelled", "compensated",
}  # fmt: skip


def rules_of(example: Mapping[str, Any]) -> ShopRules:
    """The standard rules, with what the example overrides: `fresh = { return_window = "0 d" }` for a category."""
    units = {"h": "hours", "d": "days"}

    def figure(value: str | int) -> timedelta | int:
        if isinstance(value, int):
            return value
        number, unit = value.split()
        return timedelta(**{units[unit]: float(number)})

    def override(told: Mapping[str, Any]) -> Override:
        promises = {name: figure(told[name]) for name in told if hasattr(RULES.promises, name)}
        return Override(promises=promises, terms={name: figure(told[name]) for name in told if name not in promises})

    return replace(
        RULES,
        categories={name: override(told) for name, told in example.get("categories", {}).items()},
        tiers={name: override(told) for name, told in example.get("tiers", {}).items()},
    )


def told(right: Right) -> dict[str, Any]:
    return {
        "state": right.state.value, "why": right.why.value, "items": right.items, "subject": right.subject,
        "amount": right.amount, "deadline": right.deadline, "whose": right.whose, "needs": set(right.needs),
        "deeds": list(right.deeds), "reason": right.reason, "appeal": right.appeal,
    }  # fmt: skip


def expected(reader: Reader, then: Mapping[str, Any]) -> dict[str, Any]:
    assert then.keys() <= THEN, then.keys() - THEN
    shop, own = then.get("shop_deadline"), then.get("claim_until")
    return {
        "state": then["state"], "why": then["why"], "items": reader.pieces(then.get("items")),
        "subject": then.get("subject", ""), "amount": reader.money(then["amount"]) if "amount" in then else None,
        "deadline": reader.instant(shop) if shop else reader.last_instant(own) if own else None,
        "whose": Whose.SHOP if shop else Whose.CONSUMER if own else None, "needs": set(then.get("needs", [])),
        "deeds": then.get("deeds", []), "reason": then.get("reason", ""), "appeal": then.get("appeal", False),
    }  # fmt: skip


def protection(name: str) -> Protection:
    return RightKind(name) if name in set(RightKind) else Guarantee(name)


@pytest.mark.parametrize(("name", "usual", "example"), EXAMPLES)
def test_the_example_holds(name: str, usual: Mapping[str, Any], example: Mapping[str, Any]) -> None:
    facts = {**usual, **example.get("order", {})}
    assert facts.keys() <= ORDER, facts.keys() - ORDER
    assert example.keys() <= {"title", "order", "at", "then", "claims", "categories", "tiers"}
    reader = Reader(facts, protection(name))
    order, now = reader.order(), reader.instant(example["at"])
    found = rights_of(order, now, rules_of(example))
    found = with_claims(found, [reader.claim(one) for one in example.get("claims", [])], order)
    then = example["then"] if isinstance(example["then"], list) else [example["then"]]
    assert [told(one) for one in found if one.right is reader.right] == [expected(reader, one) for one in then], (
        f"{example['title']}"
    )


def test_there_are_examples_of_every_protection_and_enough_of_them() -> None:
    assert {path.stem for path in FILES} == {*Guarantee, *RightKind}
    assert len(EXAMPLES) >= 150
    assert len({param.id for param in EXAMPLES}) == len(EXAMPLES)


def test_every_reason_code_has_an_example() -> None:
    shown = set[str]()
    for param in EXAMPLES:
        then = param.values[2]["then"]
        shown |= {one["why"] for one in (then if isinstance(then, list) else [then])}
    assert shown == set(Why)
