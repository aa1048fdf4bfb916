"""Price protection, coupons, discounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from actions.matters import invoice
from actions.matters.about import About
from actions.matters.answer import Answer, Cell, Deed, Do, Offer, Say, Wished, answer, offer, say
from actions.matters.money_back import NOTHING_RUNS, money_back
from actions.matters.told import by, first_of, noted, open_about, undo_buttons
from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.guarantees import Needs, Right, RightState, price_drop
from careline.core.money import Money, MoneyError
from careline.core.orders import Guarantee, Item, OrderStatus
from careline.core.paid import item_of, paid_for
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.wording.enquiries import Enquiry
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.PRICE
_GO_ON = Offer(asked=Asked.HANDOFF_OFFER)
_ABOUT = Enquiry.PRICE


# Facts


def _protection(view: View) -> Right | None:
    return view.right(Guarantee.PRICE_PROTECTION)


def _claimable(view: View) -> Right | None:
    return view.claimable(Guarantee.PRICE_PROTECTION)


def _claimed(view: View) -> Remedy | None:
    """Our latest claim for a price that fell."""
    found = (one for one in reversed(view.remedies) if one.kind is RemedyKind.COMPENSATION)
    return next((one for one in found if one.guarantee == Guarantee.PRICE_PROTECTION), None)


def _item(view: View) -> tuple[Item, int] | None:
    """What the fall of a price is about: what they name, else the only thing in the order."""
    only = view.order.items[0]
    if len(view.order.items) == 1:  # 132 一个 names the price of a piece: all that were bought count
        return only, only.quantity
    if view.items and (item := item_of(view.order, view.items[0][0])):
        return item, view.items[0][1]
    return None


def _fell_to(view: View) -> Money | None:
    """What one piece costs now, by the words or by what was said before; None where they do not tell."""
    found = _item(view)
    if found is None:
        return None
    item, _ = found
    paid = paid_for(view.order, ((item.sku, 1),))
    kept = (view.kept or {}).get("price") or _price_claimed(view)
    named = _money(str(kept), paid.currency) if kept else None
    if named and not view.says("price_now"):
        return named  # 我算的是 59: a figure without a price is their own sum
    fall = view.said.price_fall
    if fall is not None and (by_much := _money(str(fall), paid.currency)) and by_much.amount < paid.amount:
        return Money(paid.amount - by_much.amount, paid.currency)
    lower = [told for price in view.said.prices if (told := _plausible(price, paid))]
    return min(lower) if lower else named


def _price_claimed(view: View) -> str | None:
    """The price that our latest claim was made for."""
    claimed = _claimed(view)
    return str(claimed.details["price"]) if claimed and claimed.details.get("price") else None


def _plausible(price: Decimal, paid: Money) -> Money | None:
    """A price below what was paid, and no mere number of pieces or days."""
    told = _money(str(price), paid.currency)
    return told if told and paid.amount // 5 <= told.amount < paid.amount else None


def _money(text: str, currency: str) -> Money | None:
    try:
        return Money.parse(text, currency)
    except MoneyError:
        return None


def _drop(view: View) -> Money | None:
    """The difference that is owed for the price they name."""
    found, price = _item(view), _fell_to(view)
    if found is None or price is None:
        return None
    item, quantity = found
    owed = price_drop(view.order, item.sku, quantity, price).amount()
    return owed if owed and owed.amount else None


def difference(view: View) -> Money | None:
    """The difference that we have offered or claimed, or that their words tell."""
    return _drop(view)


def fell(view: View) -> bool:
    """Whether their words hold what a piece of the order cost and, beside it, a lower price."""
    told, order = set(view.said.prices), view.order
    pieces = [paid_for(order, ((item.sku, 1),)) for item in order.items]
    owed = [right.amount for right in view.rights if right.amount]
    others = [*owed, *(refund.amount for refund in order.refunds)]
    known = {Decimal(one.decimal()) for one in (*pieces, *others)}
    lower = told - known
    return any(Decimal(one.decimal()) in told and any(_plausible(price, one) for price in lower) for one in pieces)


def _kept(view: View) -> dict[str, Any]:
    price = _fell_to(view)
    return {"price": price.decimal(), "note": noted(view)} if price else {"note": noted(view)}


# Deeds


def _refused(view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    claimed = _claimed(view)
    if _claimable(view) or (claimed and claimed.open):
        return ()
    return (_not_now(view),)


def _wished(view: View, kept: Mapping[str, Any]) -> Wished:
    right, found = _claimable(view), _item(view)
    kept_price = kept.get("price")
    amount = _drop(view)
    if amount is None and kept_price and found:
        item, quantity = found
        price = _money(str(kept_price), view.order.total.currency)
        amount = price_drop(view.order, item.sku, quantity, price).amount() if price else None
    photo = ("photo",) if right and Needs.PRICE_PROOF in right.needs else ()
    details = {name: kept[name] for name in ("price", "note") if kept.get(name)}
    items = ((found[0].sku, found[1]),) if found else view.items or (right.items if right else None)
    return Wished(items=items, amount=amount, right=right, details=details, waits_for=photo)


def _told(view: View, remedy: Remedy) -> Sequence[Say]:
    until, undo = by(view, remedy), undo_buttons(view, remedy)
    if remedy.state is not RemedyState.REQUESTED:
        return (say("utter_price_being_checked", by=until, buttons=undo),)
    if remedy.amount:
        return (say("utter_price_claim_needs_picture", amount=view.money(remedy.amount), by=until, buttons=undo),)
    return (say("utter_price_claim_needs_picture_sum", by=until, buttons=undo),)


CLAIM = Deed(
    name="price_claim", kind=RemedyKind.COMPENSATION, matter=MATTER, refused=_refused, wished=_wished, told=_told
)  # fmt: skip
"""The difference to a price that fell, with a picture of it."""


def _always(_view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    return ()


def _asked_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    note = kept.get("note") or noted(view)
    return Wished(details={"note": note} if note else {}, about=str(kept.get("about") or _ABOUT))


def _asked_told(view: View, remedy: Remedy) -> Sequence[Say]:
    until, undo = by(view, remedy), undo_buttons(view, remedy)
    if remedy.details.get("about") == Enquiry.COUPON:
        return (say("utter_coupon_asked", by=until, buttons=undo),)
    return (say("utter_price_shop_asked", by=until, buttons=undo),)


ASK_SHOP = Deed(
    name="price_ask_shop", kind=RemedyKind.COMPLAINT, matter=MATTER, refused=_always, wished=_asked_wished,
    told=_asked_told,
)  # fmt: skip
"""A colleague asks for what no guarantee promises: a difference, a coupon."""


# Links of the cells


def _not_now(view: View) -> Say:
    right = _protection(view)
    if right is None:
        return say("utter_price_unprotected")
    if right.state is RightState.EXPIRED and right.deadline:
        return say("utter_price_over", until=view.at(right.deadline))
    return say("utter_price_not_applicable")


def _coupon(view: View, question: Question) -> Answer | None:
    """Coupons are the platform's or the shop's: what comes back in money, and who can tell of the coupon."""
    away = view.says("gives_back", "goods_go_back", "calls_it_off")
    if not view.says("coupon") or (question.ask is Ask.HOW_MUCH and _drop(view) and not away):
        return None  # 299 用了 20 的券，差 20 还是 40: the sum, by what was paid
    if running := open_about(view, RemedyKind.COMPLAINT, Enquiry.COUPON):
        return answer(say("utter_coupon_being_asked", by=by(view, running)))
    if question.ask is Ask.DO_IT:
        return answer(do=Do(deed=ASK_SHOP, kept={"about": Enquiry.COUPON, "note": noted(view)}))
    return _coupon_told(view, question)


def _coupon_told(view: View, question: Question) -> Answer:
    asks = offer(ASK_SHOP, about=Enquiry.COUPON, note=noted(view))
    runs = money_back(view)
    if runs.stage not in NOTHING_RUNS or view.says("gives_back", "goods_go_back", "calls_it_off"):
        return answer(_coupon_then(view), say("utter_coupon_ask_offer"), offer=asks)
    if question.ask in {Ask.WHICH, Ask.HOW_MUCH, Ask.STATUS} and view.order.discount and view.order.discount.amount:
        amount, paid = view.money(view.order.discount), view.money(view.order.total)
        return answer(say("utter_coupon_off", amount=amount, paid=paid))
    if question.ask is Ask.HOW:
        return answer(say("utter_coupon_at_payment"))
    return answer(say("utter_coupon_unknown"), say("utter_coupon_ask_offer"), offer=asks)


def _stands(view: View, _question: Question) -> Answer | None:
    """Our claim, the shop's word on one, or a colleague's question to the shop."""
    remedy = _claimed(view)
    if remedy and remedy.state is not RemedyState.WITHDRAWN:
        return _ours(view, remedy)
    right = _protection(view)
    if right and right.state is RightState.PAID and right.amount:
        return answer(say("utter_price_was_paid", amount=view.money(right.amount)))
    if right and right.state is RightState.CLAIMED and right.deadline:
        return answer(say("utter_price_told_running", due=view.at(right.deadline)))
    if right and right.appeal:
        return _declined(right.reason)
    if running := open_about(view, RemedyKind.COMPLAINT, _ABOUT):
        return answer(say("utter_price_shop_being_asked", by=by(view, running)))
    return None


def _ours(view: View, remedy: Remedy) -> Answer | None:
    if remedy.state is RemedyState.REFUSED:
        return _declined(remedy.answer or "")
    if remedy.state is RemedyState.DONE:
        return answer(say("utter_price_was_paid", amount=view.money(remedy.amount))) if remedy.amount else None
    if remedy.due_at is None or remedy.due_at <= view.now or remedy.state is RemedyState.FAILED:
        return answer(say("utter_price_stuck"), offer=_GO_ON)
    until = view.at(remedy.due_at)
    if remedy.state is RemedyState.REQUESTED:
        return answer(say("utter_price_picture_missing", by=until))
    return answer(say("utter_price_claim_runs", by=until, to=view.goes_to(None)))


def _declined(reason: str) -> Answer:
    reason = reason.strip().rstrip("。.!！；; ")
    said = say("utter_price_declined_because", reason=reason) if reason else say("utter_price_declined")
    return answer(said, offer=_GO_ON)


def _may_now(view: View, _question: Question) -> Answer | None:
    """Yes with the difference where it is known, and the claim on offer."""
    right = _claimable(view)
    if right is None or right.deadline is None:
        return None
    until = view.at(right.deadline)
    if view.says("sold_elsewhere"):
        return answer(say("utter_price_elsewhere", until=until))
    found = _item(view)
    if found and (owed := _drop(view)):
        paid, now = paid_for(view.order, ((found[0].sku, 1),)), _fell_to(view)
        said = say(
            "utter_price_owed", amount=view.money(owed), paid=view.money(paid), now=view.money(now) if now else ""
        )
    else:
        said = say("utter_price_protected_until", until=until)
    if view.says("special_price") and view.spoken_of[:1] == (MATTER,):
        said = say("utter_price_special", until=until)
    return answer(said, say("utter_price_claim_offer"), offer=offer(CLAIM, **_kept(view)))


def _order_again(view: View, _question: Question) -> Answer | None:
    """A cancelled order keeps no price."""
    if view.order.status is not OrderStatus.CANCELLED:
        return None
    return answer(say("utter_price_cancelled"), say("utter_price_ask_offer"), offer=offer(ASK_SHOP, note=noted(view)))


def _on_invoice(view: View, question: Question) -> Answer | None:
    """The sum that stands on an invoice that was asked for."""
    told = view.open_remedy(RemedyKind.INVOICE) or view.order.invoice or view.says("invoice_named")
    away = view.says("gives_back", "goods_go_back", "calls_it_off")
    return invoice.CELLS[Ask.HOW_MUCH](view, question) if told and view.says("coupon") and not away else None


def _no(view: View, _question: Question) -> Answer | None:
    """No, with the reason, and a colleague who asks the shop."""
    if _claimable(view):
        return None
    if view.order.paid_at is None and view.order.total.amount:
        return answer(say("utter_price_unpaid"))
    return answer(_not_now(view), say("utter_price_ask_offer"), offer=offer(ASK_SHOP, note=noted(view)))


def _do_it(view: View, _question: Question) -> Answer | None:
    """Claimed at once; without the guarantee a colleague asks the shop."""
    if _claimable(view) and not view.says("sold_elsewhere"):
        return answer(do=Do(deed=CLAIM, kept=_kept(view)))
    if view.order.paid_at is None:
        return None
    if view.offered == Asked.CONFIRM_DEED and (view.kept or {}).get("deed") == ASK_SHOP.name:
        return answer(do=Do(deed=ASK_SHOP, kept={"note": noted(view)}))  # told why already
    return answer(_not_now(view), do=Do(deed=ASK_SHOP, kept={"note": noted(view)})) if not _claimable(view) else None


def _how(view: View, _question: Question) -> Answer | None:
    if _claimable(view) is None:
        return None
    return answer(say("utter_price_steps"), say("utter_price_claim_offer"), offer=offer(CLAIM, **_kept(view)))


def _until(view: View, _question: Question) -> Answer | None:
    right = _claimable(view)
    return answer(say("utter_price_until", until=view.at(right.deadline))) if right and right.deadline else None


def _sum(view: View, _question: Question) -> Answer | None:
    """The difference for the price they name; without a price how it is computed."""
    if _claimable(view) is None:
        return None
    found = _item(view)
    if found and (owed := _drop(view)) and (now := _fell_to(view)) and not view.says("sold_elsewhere"):
        paid = paid_for(view.order, ((found[0].sku, 1),))
        said = say("utter_price_sum", amount=view.money(owed), paid=view.money(paid), now=view.money(now))
        return answer(said, say("utter_price_claim_offer"), offer=offer(CLAIM, **_kept(view)))
    return answer(say("utter_price_sum_how"), say("utter_price_claim_offer"), offer=offer(CLAIM, **_kept(view)))


def _applied_for(view: View, _question: Question) -> Answer | None:
    """The wish for the difference that our offer was for, with a question beside it: what is registered tells both."""
    offered = view.offered == Asked.CONFIRM_DEED and (view.kept or {}).get("deed") == CLAIM.name
    if not (offered and view.says("apply_now")) or _claimable(view) is None:
        return None
    return answer(do=Do(deed=CLAIM, kept=_kept(view)))


def _evidence(view: View, _question: Question) -> Answer | None:
    if _claimable(view) or ((claimed := _claimed(view)) and claimed.open):
        return answer(say("utter_price_picture_here"))
    return None


def _where_to(view: View, _question: Question) -> Answer | None:
    """The account; what is under way, with by when they hear of it."""
    runs = _stands(view, _question) if (claimed := _claimed(view)) and claimed.open else None
    return answer(
        say("utter_price_goes_to", to=view.goes_to(None)), *(runs.says[:1] if runs and not runs.offer else ())
    )


def _why_unprotected(view: View, _question: Question) -> Answer | None:
    """Others have it and they have not: what this order came with."""
    if _protection(view) or view.order.paid_at is None:
        return None
    return answer(say("utter_price_why_unprotected"))


def _why(view: View, _question: Question) -> Answer | None:
    """The shop sets its prices; what that gives them."""
    right = _claimable(view)
    if right and right.deadline:
        said = say("utter_price_why_protected", until=view.at(right.deadline))
        return answer(said, say("utter_price_claim_offer"), offer=offer(CLAIM, **_kept(view)))
    return answer(say("utter_price_why"))


def _falls_again(view: View, _question: Question) -> Answer | None:
    """It falls once more after it was claimed: the protection goes on, and each claim is checked."""
    right = _protection(view)
    if not view.says("falls_again") or right is None:
        return None
    if right.state is RightState.CLAIMABLE and right.deadline:
        return answer(say("utter_price_again_until", until=view.at(right.deadline)))
    return answer(say("utter_price_again")) if right.state in {RightState.CLAIMED, RightState.PAID} else None


def _compared(view: View, question: Question) -> Answer | None:
    """The difference, or sending it back and buying anew."""
    wants = view.says("which_is_faster", "to_buy_again") or question.ask is Ask.WHICH
    if not wants or not (_claimable(view) or ((claimed := _claimed(view)) and claimed.open)):
        return None
    return answer(say("utter_price_faster", days=view.lasting(view.rules.promises.refund_returned)))


def _as_money(view: View, _question: Question) -> Answer | None:
    """Money or a voucher? Money."""
    claimed = _claimed(view)
    if not view.says("cash_or_voucher") or not (_claimable(view) or (claimed and claimed.open)):
        return None
    return answer(say("utter_price_money_not_voucher", to=view.goes_to(None)))


def _left_as_it_is(view: View, _question: Question) -> Answer | None:
    """A change that is called off in the same breath: 不对不对，别改."""
    claimed = _claimed(view)
    if not view.says("leave_it") or claimed is None or not claimed.open or claimed.amount is None:
        return None
    return answer(say("utter_price_as_it_was", amount=view.money(claimed.amount)))


def _what_if(view: View, question: Question) -> Answer | None:
    if view.says("special_price") and not view.says("refuses") and _claimable(view):
        return _may_now(view, question)
    if not view.says("refuses"):
        return None
    found = _then_return(view, question) or answer(say("utter_price_if_refused"))
    return replace(found, says=(*found.says, _coupon_then(view))) if view.says("coupon") else found


def _coupon_then(view: View) -> Say:
    """What becomes of the coupon once the goods go back, or the money that is on its way."""
    runs = money_back(view)
    back = runs.amount if runs.stage not in NOTHING_RUNS else view.back(view.items)
    return say("utter_coupon_back_paid", amount=view.money(back)) if back.amount else say("utter_coupon_back")


def _then_return(view: View, _question: Question) -> Answer | None:
    """不给退差价我就退货: the goods can go back while the window is open."""
    may = view.may_go_back(None)
    if may is None or may.until is None or not (view.says("refuses") and view.says("goods_go_back")):
        return None
    return answer(say("utter_price_then_return", amount=view.money(may.amount), until=view.at(may.until)))


def undo(view: View, _question: Question) -> Answer | None:
    """Taken back as long as it runs."""
    if found := _left_as_it_is(view, _question):
        return found
    claimed = _claimed(view)
    running = (claimed and claimed.open) or open_about(view, RemedyKind.COMPLAINT, _ABOUT)
    return answer(then="withdraw") if running else None


def _back_and_anew(view: View, _question: Question) -> Answer | None:
    """Sent back and bought again at the lower price, where the difference is not owed: possible, at their own cost."""
    may = view.may_go_back(None)
    if _claimable(view) or may is None or may.until is None or not view.says("back_and_anew", "to_buy_again"):
        return None
    amount, until = view.money(may.amount), view.at(may.until)
    coupon = (_coupon_then(view),) if view.says("coupon") else ()
    return answer(say("utter_price_back_and_anew", amount=amount, until=until), *coupon)


may_i = first_of(_back_and_anew, _coupon, _falls_again, _stands, _may_now, _order_again, _no)


def confirm(view: View, question: Question) -> Answer | None:
    """A yes to our offer of the claim; else whether it is as they suppose."""
    if view.offered == Asked.CONFIRM_DEED and (view.kept or {}).get("deed") in {CLAIM.name, ASK_SHOP.name}:
        return answer(then="affirm")
    return _back_and_anew(view, question) or _sum_known(view) or may_i(view, question)


def _sum_known(view: View) -> Answer | None:
    """The difference, where the price is known."""
    found = _item(view)
    if found and (owed := _drop(view)) and (now := _fell_to(view)):
        paid = paid_for(view.order, ((found[0].sku, 1),))
        said = say("utter_price_sum", amount=view.money(owed), paid=view.money(paid), now=view.money(now))
        return answer(said)
    return None


CELLS: dict[Ask, Cell] = {
    Ask.MAY_I: may_i,
    Ask.STATUS: may_i,
    Ask.REPORT: may_i,
    Ask.NOT_ALL: may_i,
    Ask.HOW_MUCH: first_of(_back_and_anew, _on_invoice, _coupon, _sum, _stands, _order_again, _no),
    Ask.HOW: first_of(_applied_for, _as_money, _coupon, _stands, _how, _no),
    Ask.DO_IT: first_of(_coupon, _then_return, _stands, _do_it, _no),
    Ask.WHEN: first_of(_coupon, _stands, _until, _no),
    Ask.WHERE_TO: first_of(_as_money, _coupon, _where_to),
    Ask.WHY: first_of(_coupon, _why_unprotected, _stands, _why),
    Ask.WHICH: first_of(_as_money, _coupon, _compared, _how),
    Ask.WHAT_IF: first_of(_back_and_anew, _falls_again, _what_if, _coupon, _stands, _until, _order_again, _no),
    Ask.WHAT_NEXT: first_of(_applied_for, _stands, _how, _no),
    Ask.EVIDENCE: first_of(_left_as_it_is, _applied_for, _evidence, _stands, _no),
    Ask.COMPLAIN: first_of(_stands, _may_now),
    Ask.UNDO: undo,
    Ask.CHANGE: first_of(_left_as_it_is, _sum),
    Ask.CONFIRM: confirm,
}
"""Each as a chain: the first link that has an answer gives it."""
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(CLAIM, ASK_SHOP),
    topic="ask_guarantee",
    wished_by=("apply_now",),
    by_a_word=True,
    of_money=True,
)
