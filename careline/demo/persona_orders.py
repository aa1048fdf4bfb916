"""What has happened to the orders of the named consumers. Numbers are hours ago."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from careline.demo import aftersales, blocked
from careline.demo import personas as p
from careline.demo.draft import Draft
from careline.demo.parcels import Reach


@dataclass(frozen=True, slots=True)
class PersonaOrder:
    """One fixed order: whose, from which shop, which articles (sku → pieces), and its story."""

    order_id: str
    customer_id: str
    merchant_id: str
    pieces: dict[str, int]
    tell: Callable[[Draft], None]


def _in_transit(draft: Draft) -> None:
    draft.paid(52)
    draft.sent(30, 5, Reach.LEFT_HUB)


def _out_for_delivery(draft: Draft) -> None:
    draft.paid(80)
    draft.sent(60, 2, Reach.OUT)


def _presale(draft: Draft) -> None:
    draft.paid(70)
    draft.presale(-120)


def _completed(draft: Draft, hours: float) -> None:
    draft.arrived(hours)
    draft.order["status"] = "completed"


def _claim_unpaid(draft: Draft) -> None:
    aftersales.claim(draft, "approved", 100)


def persona_orders() -> Iterator[PersonaOrder]:
    """All fixed orders, by order id."""
    late, stuck = partial(blocked.unsent, overdue=26), blocked.stuck_since
    yield PersonaOrder(p.LIN_LATE_DISPATCH, p.LIN, "m-shoe", {"SHOE-02": 1}, late)
    # 80 h, so that they are stuck even where a public holiday allows 72 h instead of 48 h
    yield PersonaOrder(p.CHEN_STALLED, p.CHEN, "m-digi", {"DIGI-01": 1}, partial(stuck, last=80, reach=Reach.AT_HUB))
    yield PersonaOrder(p.CHEN_IN_TRANSIT, p.CHEN, "m-spic", {"SPIC-01": 2, "SPIC-04": 1}, _in_transit)
    yield PersonaOrder(p.CHEN_COMPLETED, p.CHEN, "m-book", {"BOOK-03": 1}, partial(_completed, hours=340))
    refund = partial(blocked.approved_unpaid, approved=74)
    yield PersonaOrder(p.WANG_REFUND_OVERDUE, p.WANG, "m-cook", {"COOK-03": 1}, refund)
    yield PersonaOrder(p.ZHAO_CLAIM_UNPAID, p.ZHAO, "m-gent", {"GENT-03": 1}, _claim_unpaid)
    yield PersonaOrder(p.EMMA_STALLED, p.EMMA, "m-silk", {"SILK-01": 1}, partial(stuck, last=81, reach=Reach.LEFT_HUB))
    yield from _liu()
    yield PersonaOrder(p.SUN_PRESALE, p.SUN, "m-home", {"HOME-05": 1}, _presale)
    yield PersonaOrder(p.SUN_COMPLETED, p.SUN, "m-outd", {"OUTD-05": 1}, partial(_completed, hours=260))


def _liu() -> Iterator[PersonaOrder]:
    """Twelve orders in about a year, the last four still open, none in trouble."""
    codes = ("baby", "lady", "face", "frut", "beds", "pets", "bags", "pens")
    for number, (order_id, code) in enumerate(zip(p.LIU_COMPLETED, codes, strict=True)):
        sku = f"{code.upper()}-0{number % 6 + 1}"
        yield PersonaOrder(order_id, p.LIU, f"m-{code}", {sku: 1}, partial(_completed, hours=8200 - 950 * number))
    yield PersonaOrder(p.LIU_PAID, p.LIU, "m-tea", {"TEA-02": 2}, partial(Draft.paid, hours=9))
    yield PersonaOrder(p.LIU_IN_TRANSIT, p.LIU, "m-lady", {"LADY-02": 1, "LADY-05": 1}, _in_transit)
    yield PersonaOrder(p.LIU_OUT_FOR_DELIVERY, p.LIU, "m-frut", {"FRUT-03": 1}, _out_for_delivery)
    yield PersonaOrder(p.LIU_DELIVERED, p.LIU, "m-face", {"FACE-05": 1}, partial(Draft.arrived, hours=28))
