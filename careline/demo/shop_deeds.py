"""What the demo shop does with each remedy: its answer, how the order's event changes at once, and what follows later.

Plain functions of values: an event in, the changed event out. `at` is an instant as the feed sends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from careline.demo.order_edits import (
    Event,
    add_parcel,
    contents,
    dispatch,
    in_english,
    pay_freight,
    pay_refund,
    scan_again,
    total,
)

_REASONS = frozenset({"not_dispatched", "not_received", "quality", "wrong_item", "damaged", "no_reason", "other"})
STRICT = "-strict"
"""A merchant whose id ends like this refuses to give money."""
MONEY = frozenset({"compensation", "refund", "return", "freight_claim"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that happens to the order `after` pauses (CARELINE_SHOP_SECONDS each), for one remedy."""

    name: str
    after: int
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """`answer` goes back to whoever asked; `event` is None where the order stays as it is."""

    answer: dict[str, Any]
    event: Event | None = None
    later: tuple[Step, ...] = ()
    drops: str | None = None
    """The remedy whose later steps are not taken any more."""
    within: timedelta | None = None
    """What an answer promises as the time by which it will be done."""


def carry_out(event: Event, deed: dict[str, Any], at: str, refuse_because: str = "") -> Reply:
    """What the shop does with a deed about this order. `refuse_because`: a reason to refuse whatever comes."""
    if refuse_because:
        return _refused("not_possible", refuse_because)
    if str(event["order"]["merchant"]["merchant_id"]).endswith(STRICT) and deed["kind"] in MONEY:
        return _no(event, "not_eligible", "商家核实后认为不符合条件", "The merchant has checked and does not agree")
    does = _DEEDS.get(deed["kind"])
    if does is None:
        return _no(event, "unknown_kind", "店铺不支持这项操作", "The shop does not offer this")
    return does(deepcopy(event), deed, at)


def take_step(event: Event, step: Step, remedy_id: str, at: str) -> Event:
    """The event after a later step of this remedy."""
    changed = deepcopy(event)
    _STEPS[step.name](changed, step.data | {"remedy_id": remedy_id}, at)
    return changed


def is_open_step(event: Event, step: Step, remedy_id: str) -> bool:
    """Whether the step still makes sense: what was withdrawn meanwhile is not paid."""
    money = [*event["order"].get("refunds", []), *event["order"].get("compensations", [])]
    mine = [one for one in money if one.get("request_id") == remedy_id]
    return step.name not in {"pay", "goods_sent", "goods_received"} or any(one["status"] != "withdrawn" for one in mine)


def variants_of(event: Event, sku: str) -> list[dict[str, Any]]:
    """What an article of this order may be exchanged for: three sizes in two colours, some of them sold out."""
    sold = [item for item in event["order"]["items"] if item["sku"] == sku]
    return list(_variants(sold[0], in_english(event))) if sold else []


def _variants(item: dict[str, Any], english: bool) -> Iterator[dict[str, Any]]:
    colours = (("black", "黑色"), ("beige", "米色"))
    for colour, colour_zh in colours:
        for size in ("S", "M", "L"):
            sku = f"{item['sku']}-{colour}-{size}".lower()
            luck = sha256(sku.encode()).digest()[0]
            dearer = 10 if size == "L" and luck % 3 == 0 else 0
            units, dot, cents = item["price"]["amount"].partition(".")
            yield {
                "sku": sku,
                "title": f"{item['title']} ({colour}, {size})"
                if english
                else f"{item['title']}（{colour_zh}，{size}）",
                "attributes": {"size": size, "colour": colour if english else colour_zh},
                "in_stock": size == "M" or luck % 4 != 0,
                "price": {**item["price"], "amount": f"{int(units) + dearer}{dot}{cents}"},
            }


def _answer(status: str, **told: Any) -> dict[str, Any]:
    return {"status": status, **told}


def _refused(code: str, reason: str) -> Reply:
    return Reply(answer=_answer("refused", code=code, reason=reason))


def _no(event: Event, code: str, zh: str, en: str) -> Reply:
    return _refused(code, en if in_english(event) else zh)


def _gone(event: Event) -> bool:
    return bool(event["order"].get("parcels")) or event["order"]["status"] not in {"placed", "paid"}


def _say_done(event: Event, told: dict[str, Any], at: str) -> None:
    """The order itself tells that the remedy is done."""
    answers = event["order"].setdefault("answers", [])
    answers.append({"remedy_id": told["remedy_id"], "status": "done", "at": at})


def _urge_merchant(_event: Event, deed: dict[str, Any], _at: str) -> Reply:
    block = deed["details"].get("block", "dispatch")
    name = {"refund": "urged_refund", "freight": "urged_freight"}.get(block, "urged_dispatch")
    return Reply(answer=_answer("accepted"), later=(Step(name=name, after=1),), within=timedelta(hours=24))


def _urge_courier(_event: Event, _deed: dict[str, Any], _at: str) -> Reply:
    return Reply(answer=_answer("accepted"), later=(Step(name="urged_scan", after=1),))


def _compensation(event: Event, deed: dict[str, Any], at: str) -> Reply:
    paid = event["order"].setdefault("compensations", [])
    ref = f"{event['order']['order_id']}-C{len(paid) + 1}"
    paid.append({
        "compensation_id": ref, "guarantee": deed["guarantee"] or "dispatch_on_time", "status": "approved",
        "requested_at": at, "amount": deed["amount"] or {**total(event), "amount": "5.00"}, "items": deed["items"],
        "request_id": deed["remedy_id"],
    })  # fmt: skip
    return Reply(answer=_answer("accepted", ref=ref), event=event, later=(Step(name="pay", after=1),))


def _new_refund(event: Event, deed: dict[str, Any], at: str, kind: str) -> str:
    """Approved at once; returns its id."""
    refunds = event["order"].setdefault("refunds", [])
    ref = f"{event['order']['order_id']}-R{len(refunds) + 1}"
    reason = deed["details"].get("reason")
    nothing = {**total(event), "amount": "0.00"}
    refunds.append({
        "refund_id": ref, "kind": kind, "reason": reason if reason in _REASONS else "other", "status": "approved",
        "requested_at": at, "approved_at": at, "items": deed["items"], "request_id": deed["remedy_id"],
        "amount": nothing if kind == "exchange" else deed["amount"] or total(event),
    })  # fmt: skip
    return ref


def _refund(event: Event, deed: dict[str, Any], at: str) -> Reply:
    ref = _new_refund(event, deed, at, "refund_only")
    return Reply(answer=_answer("accepted", ref=ref), event=event, later=(Step(name="pay", after=1),))


def _return(event: Event, deed: dict[str, Any], at: str) -> Reply:
    ref = _new_refund(event, deed, at, "return_refund")
    event["order"]["return_address"] = {
        "recipient": event["order"]["merchant"]["name"], "phone": "+8657188880000",
        "region": "浙江省", "city": "杭州市", "detail": "余杭区良睦路 88 号退货仓",
    }  # fmt: skip
    steps = (Step(name="goods_sent", after=1), Step(name="goods_received", after=2), Step(name="pay", after=3))
    return Reply(answer=_answer("accepted", ref=ref), event=event, later=steps)


def _exchange(event: Event, deed: dict[str, Any], at: str) -> Reply:
    wanted, bought = deed["details"].get("variant"), contents(event, deed["items"])
    if deed["details"].get("wish") or wanted in {item["sku"] for item in bought}:  # the same anew, or as they said
        wanted = wanted or bought[0]["sku"]
        ref = _new_refund(event, deed, at, "exchange")
        same = Step(name="send_exchange", after=1, data={"items": contents(event, deed["items"])})
        return Reply(answer=_answer("accepted", ref=ref), event=event, later=(same,))
    offered = {one["sku"]: one for item in bought for one in variants_of(event, item["sku"])}
    if not offered.get(wanted, {}).get("in_stock"):
        return _no(event, "out_of_stock", "想换的这款暂时缺货", "What you want instead is out of stock")
    ref = _new_refund(event, deed, at, "exchange")
    sent = [{"sku": wanted, "quantity": sum(item["quantity"] for item in bought)}]
    step = Step(name="send_exchange", after=1, data={"items": sent})
    return Reply(answer=_answer("accepted", ref=ref), event=event, later=(step,))


def _resend(event: Event, deed: dict[str, Any], _at: str) -> Reply:
    step = Step(name="send_again", after=1, data={"items": contents(event, deed["items"])})
    return Reply(answer=_answer("accepted"), later=(step,))


def _address_change(event: Event, deed: dict[str, Any], at: str) -> Reply:
    if _gone(event):
        return _no(event, "already_dispatched", "包裹已经发出，改不了地址", "The parcel has left already")
    address = event["order"].setdefault("address", {})
    address |= {name: value for name, value in deed["details"].get("address", {}).items() if value}
    _say_done(event, deed, at)
    return Reply(answer=_answer("done"), event=event)


def _cancel(event: Event, deed: dict[str, Any], at: str) -> Reply:
    if _gone(event):
        return _no(event, "already_dispatched", "包裹已经发出，取消不了", "The parcel has left already")
    order = event["order"]
    cancelled = {"at": at, "by": "consumer", "reason": "", "items": deed["items"], "request_id": deed["remedy_id"]}
    order.setdefault("cancellations", []).append(cancelled)
    paid = order["status"] == "paid"
    if not deed["items"]:
        order["status"] = "cancelled"
    later: tuple[Step, ...] = ()
    if paid:
        _new_refund(event, {**deed, "details": {"reason": "not_dispatched"}}, at, "refund_only")
        later = (Step(name="pay", after=1),)
    return Reply(answer=_answer("done"), event=event, later=later)


def _freight_claim(event: Event, deed: dict[str, Any], at: str) -> Reply:
    freight = event["order"].setdefault("freight", {"insured": False})
    if not freight.get("insured"):
        return _no(event, "not_insured", "这单没有运费险", "This order has no return-freight insurance")
    amount = deed["amount"] or freight.get("paid_by_consumer") or {**total(event), "amount": "12.00"}
    freight["claim"] = {"status": "approved", "requested_at": at, "amount": amount, "request_id": deed["remedy_id"]}
    return Reply(answer=_answer("accepted"), event=event, later=(Step(name="pay_freight", after=1),))


def _invoice(event: Event, deed: dict[str, Any], at: str) -> Reply:
    event["order"]["invoice"] = {"state": "requested", "title": deed["details"].get("title", ""), "at": at}
    return Reply(answer=_answer("accepted"), event=event, later=(Step(name="issue_invoice", after=1),))


def _withdraw(event: Event, deed: dict[str, Any], _at: str) -> Reply:
    """Undone while it was not paid, sent or changed; what the shop has never heard of counts as undone."""
    target, order = deed["withdraws"], event["order"]
    money = [one for one in order.get("refunds", []) if one.get("request_id") == target]
    done = any(one["status"] == "paid" for one in [*money, *_paid_for(order, target)])
    if done or any(answer["remedy_id"] == target for answer in order.get("answers", [])):
        return _no(event, "already_done", "这项已经办完，撤不回来了", "This is done already and cannot be undone")
    for refund in money:
        refund["status"] = "withdrawn"
    left = [one for one in order.get("compensations", []) if one.get("request_id") != target]
    if "compensations" in order:
        order["compensations"] = left
    return Reply(answer=_answer("done"), event=event if money else None, drops=target)


def _paid_for(order: dict[str, Any], remedy_id: str) -> list[dict[str, Any]]:
    claims = [*order.get("compensations", []), (order.get("freight") or {}).get("claim") or {}]
    return [{"status": "", **one} for one in claims if one.get("request_id") == remedy_id]


_DEEDS: dict[str, Callable[[Event, dict[str, Any], str], Reply]] = {
    "urge_merchant": _urge_merchant,
    "urge_courier": _urge_courier,
    "compensation": _compensation,
    "refund": _refund,
    "return": _return,
    "exchange": _exchange,
    "resend": _resend,
    "address_change": _address_change,
    "cancel": _cancel,
    "freight_claim": _freight_claim,
    "invoice": _invoice,
    "withdraw": _withdraw,
}


def _urged_dispatch(event: Event, data: dict[str, Any], at: str) -> None:
    dispatch(event, "", at)
    _say_done(event, data, at)


def _urged_refund(event: Event, data: dict[str, Any], at: str) -> None:
    for refund in event["order"].get("refunds", []):
        if refund["status"] in {"requested", "approved"}:
            pay_refund(event, refund["refund_id"], at)
    _say_done(event, data, at)


def _urged_freight(event: Event, data: dict[str, Any], at: str) -> None:
    pay_freight(event, "", at)
    _say_done(event, data, at)


def _urged_scan(event: Event, data: dict[str, Any], at: str) -> None:
    scan_again(event, "", at)
    _say_done(event, data, at)


def _mine(event: Event, data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in [*event["order"].get("refunds", []), *event["order"].get("compensations", [])]:
        if one.get("request_id") == data["remedy_id"]:
            yield one


def _pay(event: Event, data: dict[str, Any], at: str) -> None:
    for one in _mine(event, data):
        one |= {
            "status": "paid",
            "paid_at": at,
            "to": "the card it was paid with" if in_english(event) else "原支付账户",
        }
    order = event["order"]
    whole = any(one.get("refund_id") and one["amount"] == total(event) for one in _mine(event, data))
    if whole and not order.get("parcels") and order["status"] in {"placed", "paid"}:
        order["status"] = "cancelled"


def _goods(name: str) -> Callable[[Event, dict[str, Any], str], None]:
    def happen(event: Event, data: dict[str, Any], at: str) -> None:
        for one in _mine(event, data):
            one[name] = at

    return happen


def _send_again(event: Event, data: dict[str, Any], at: str) -> None:
    add_parcel(event, data["items"], at, kind="resend")
    _say_done(event, data, at)


def _send_exchange(event: Event, data: dict[str, Any], at: str) -> None:
    add_parcel(event, data["items"], at, kind="exchange")
    _say_done(event, data, at)


def _pay_freight(event: Event, _data: dict[str, Any], at: str) -> None:
    pay_freight(event, "", at)


def _issue_invoice(event: Event, _data: dict[str, Any], at: str) -> None:
    url = f"https://shop.example/invoices/{event['order']['order_id']}.pdf"
    event["order"]["invoice"] |= {"state": "issued", "at": at, "url": url}


_STEPS: dict[str, Callable[[Event, dict[str, Any], str], None]] = {
    "urged_dispatch": _urged_dispatch,
    "urged_refund": _urged_refund,
    "urged_freight": _urged_freight,
    "urged_scan": _urged_scan,
    "pay": _pay,
    "goods_sent": _goods("goods_sent_at"),
    "goods_received": _goods("goods_received_at"),
    "send_again": _send_again,
    "send_exchange": _send_exchange,
    "pay_freight": _pay_freight,
    "issue_invoice": _issue_invoice,
}
