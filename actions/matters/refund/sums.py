"""How much comes back, and why it is not all that was paid."""

from __future__ import annotations

from actions.matters.answer import Answer, Say, answer, say
from actions.matters.enquiries import ask_person
from actions.matters.money_back import NOTHING_RUNS, REFUSED, MoneyBack, Stage, money_back
from actions.matters.refund.deeds import SUM_CHECK, ask_for_coupon
from actions.matters.refund.parts import SHOP_PAYS, goes_to, in_money, is_part, scope_of, wished
from actions.matters.refund.stages import owed
from actions.matters.view import View
from actions.memory import Asked
from careline.core.blocks import BlockKind
from careline.core.money import Money, MoneyError
from careline.core.orders import Quantities, RefundScope
from careline.core.paid import all_items, item_of, paid_for, shipping_paid
from careline.core.remedies import RemedyKind
from understanding.context import Question
from understanding.taxonomy import Ask


def how_much(view: View, _question: Question) -> Answer | None:
    """The sum, and why it is not all that was paid."""
    stands = money_back(view)
    if all_of_it := _in_full(view, stands):
        return all_of_it
    if view.says("coupon_back") and not view.says("less_than_paid"):
        return ask_for_coupon(view, *sum_alone(view, stands))
    if less := rest_wanted(view, stands):
        return less
    if of_a_pack(view):
        return answer(say("utter_refund_pack_sum", merchant=view.shop, goods=view.goods()))
    if stands.stage is Stage.NONE:
        return would_be(view)
    if stands.stage is Stage.PAID and view.says("less_than_paid") and stands.amount == view.order.total:
        amount, total = view.money(stands.amount), view.money(view.order.total)
        return answer(say("utter_refund_not_less", total=total, amount=amount, to=goes_to(view, stands)))
    if view.says("in_all") and (more := _freight_beside(view)):
        return answer(*sum_of(view, stands), more)
    late = stands.late_by(view.now)
    if stands.stage is Stage.OWED:
        return owed(view, stands)
    says = (*sum_of(view, stands), *why_less(view, stands.amount, stands.items, scope_of(stands)))
    if late is not None and stands.stage in SHOP_PAYS:
        late_now = say("utter_refund_overdue_by", due=view.at(stands.due or view.now), over=view.lasting(late))
        offered = view.offered == Asked.CONFIRM_URGE
        return answer(*says, late_now, urge=None if offered else BlockKind.REFUND)
    if view.says("less_than_paid") and says[-1].response == "utter_refund_less_unsaid":
        return answer(*says, do=ask_person(view, SUM_CHECK))
    return answer(*says)


def _in_full(view: View, stands: MoneyBack) -> Answer | None:
    """Yes, all that was paid, where they ask that and it is so."""
    if not view.says("in_full", "nothing_off") or view.says("less_than_paid") or stands.stage in REFUSED | {Stage.OWED}:
        return None
    amount = stands.amount if stands.stage not in {Stage.NONE, Stage.WITHDRAWN} else view.back(wished(view))
    if view.order.paid_at is None or amount != view.order.total:
        return None
    said = say("utter_refund_in_full", amount=view.money(amount), to=goes_to(view, stands))
    return answer(said) if stands.late_by(view.now) is None else None


def _freight_beside(view: View) -> Say | None:
    """What the return freight insurance pays on top, where it was claimed through us."""
    claimed = view.remedy(RemedyKind.FREIGHT_CLAIM)
    if claimed is None or claimed.amount is None or not (claimed.open or view.done_remedy(RemedyKind.FREIGHT_CLAIM)):
        return None
    return say("utter_refund_freight_beside", amount=view.money(claimed.amount))


def of_a_pack(view: View) -> bool:
    """Whether they speak of a part of what was sold as one: one bottle of a box."""
    whole = len(view.order.items) == 1 and view.order.items[0].quantity == 1
    return whole and view.says("one_of_pack") and view.order.paid_at is not None


def sum_of(view: View, stands: MoneyBack) -> tuple[Say, ...]:
    """The sum as it stands: of what, paid or not, and to where."""
    amount, to = view.money(stands.amount), goes_to(view, stands)
    if scope_of(stands) is RefundScope.SHIPPING:
        return (say("utter_refund_sum_shipping", amount=amount),)
    if scope_of(stands) is RefundScope.GOODWILL:
        return (say("utter_refund_sum_goodwill", amount=amount),)
    if stands.stage is Stage.PAID:
        return (say("utter_refund_sum_paid", amount=amount, at=view.at(stands.since), to=to),)
    if stands.stage in NOTHING_RUNS:
        return (say("utter_refund_sum_was", amount=amount),)
    if is_part(view, stands.items):
        return (say("utter_refund_sum_part", goods=view.goods(stands.items), amount=amount),)
    return (say("utter_refund_sum", amount=amount, to=to),)


def sum_alone(view: View, stands: MoneyBack) -> tuple[Say, ...]:
    """The sum without its reasons, for a question about something else in it."""
    if stands.stage not in {Stage.NONE, Stage.WITHDRAWN}:
        return sum_of(view, stands)
    amount = view.back(wished(view))
    return (say("utter_refund_could", amount=view.money(amount)),) if amount.amount and view.order.paid_at else ()


def _missing_of(view: View, stands: MoneyBack) -> int:
    """What was paid beyond a refund that is for all the goods and was paid out, in the smallest unit; else 0."""
    partly = is_part(view, stands.items) or scope_of(stands) is not RefundScope.GOODS
    rest = view.order.total.amount - stands.amount.amount
    return 0 if stands.stage is not Stage.PAID or partly else max(0, rest)


def rest_wanted(view: View, stands: MoneyBack) -> Answer | None:
    """Less was paid than the order cost, and they want the rest: it was faulty, or the reason was picked wrongly."""
    missing = _missing_of(view, stands)
    if not missing:
        return None
    rest = in_money(view, missing)
    if view.says("faulty_after_all"):
        return answer(say("utter_refund_rest_if_faulty", rest=rest), do=ask_person(view, SUM_CHECK))
    if view.says("claws_back"):
        amount, total = view.money(stands.amount), view.money(view.order.total)
        told = say("utter_refund_rest_told", amount=amount, total=total, rest=rest)
        return answer(told, do=ask_person(view, SUM_CHECK))
    return None


def of_the_rest(view: View, question: Question, stands: MoneyBack) -> Answer | None:
    """Once less came back than was paid, what they say of it is about what is missing, unless they miss all of it."""
    missing = _missing_of(view, stands)
    elsewhere = ("not_in_account", "bank_statement", "bank_number", "closed_card", "money_missed", "other_account")
    if not missing or view.says(*elsewhere):
        return None
    rest, amount, total = in_money(view, missing), view.money(stands.amount), view.money(view.order.total)
    asks, running = question.ask, view.enquiry(SUM_CHECK.name)
    named = bool(_figures(view) & {missing, view.order.total.amount})
    speaks = named or running is not None or view.says("less_than_paid", "claws_back", "faulty_after_all")
    if asks in _MAY_MEAN_ALL and not speaks and not (asks is Ask.WHO and view.says("who_decided")):
        return None
    if asks is Ask.WHO:
        said = say("utter_refund_less_by_shop", merchant=view.shop, rest=rest)
        return answer(said, do=None if running else ask_person(view, SUM_CHECK))
    if asks in {Ask.DO_IT, Ask.NOT_ALL, Ask.CHANGE} and running and running.due_at and running.due_at > view.now:
        return answer(say("utter_refund_rest_running", rest=rest, by=view.at(running.due_at)))
    if asks in {Ask.DO_IT, Ask.NOT_ALL, Ask.CHANGE, Ask.MAY_I, Ask.DENY}:
        said = say("utter_refund_rest_told", amount=amount, total=total, rest=rest)
        return rest_wanted(view, stands) or answer(said, do=ask_person(view, SUM_CHECK))
    if asks is Ask.WHAT_NEXT:
        return answer(say("utter_refund_if_refused"))
    told = asks in {Ask.WHY, Ask.COMPLAIN} or (asks in {Ask.REPORT, Ask.STATUS} and named)
    if not told or view.says("faulty_after_all", "claws_back", "shipping_in_it", "coupon_back"):
        return None
    fee = shipping_paid(view.order).amount
    if missing == fee:
        return None
    return answer(
        say("utter_refund_less_told", amount=amount, total=total, rest=rest, merchant=view.shop),
        do=ask_person(view, SUM_CHECK),
    )


_MAY_MEAN_ALL = frozenset({Ask.WHO, Ask.CHANGE, Ask.MAY_I, Ask.REPORT, Ask.STATUS})
"""Asked of a refund that is less than was paid, these are about the rest only where the words say so."""


def _figures(view: View) -> set[int]:
    """The sums that the words name, in the smallest unit of the order's currency."""
    found: set[int] = set()
    for figure in view.said.prices:
        try:
            found.add(Money.parse(str(figure), view.order.total.currency).amount)
        except MoneyError:
            continue
    return found


def part_worth(view: View) -> Quantities | None:
    """The one part of the order that costs what the words name: 15 back is fine, 退一个 29.5 的."""
    figures, whole = _figures(view), sorted(all_items(view.order))
    parts = [((item.sku, n),) for item in view.order.items for n in range(1, item.quantity + 1)]
    found = [part for part in parts if sorted(part) != whole and paid_for(view.order, part).amount in figures]
    return found[0] if len(found) == 1 else None


def other_sum(view: View) -> int | None:
    """A sum below the whole that is no part's price: what the shop should pay so that they keep the goods."""
    whole = view.back(None).amount
    if view.says("half_back") and not _figures(view):
        return whole // 2
    below = [one for one in _figures(view) if 0 < one < whole]
    return min(below) if below and whole not in _figures(view) and view.says("sum_for_keeping") else None


def costs(view: View) -> Answer | None:
    """Whether asking for it, refusing the parcel, sending it back cost anything."""
    items = wished(view)
    amount = view.back(items)
    if view.order.paid_at is None or not amount.amount:
        return None
    if view.received_at is not None:
        return answer(say("utter_refund_costs_received"))
    return answer(
        say("utter_refund_costs_unsent", amount=view.money(amount))
        if view.order.at_shop(items)
        else say("utter_refund_costs_under_way", amount=view.money(amount))
    )


def would_be(view: View) -> Answer:
    """What would come back of the whole order, or of the part that they speak of."""
    if view.order.paid_at is None:
        return answer(say("utter_refund_nothing_paid"))
    items = wished(view)
    amount = view.back(items)
    if not amount.amount:
        return answer(say("utter_refund_nothing_left"))
    said = (
        say("utter_refund_could_part", goods=view.goods(items), amount=view.money(amount))
        if items
        else say("utter_refund_could", amount=view.money(amount))
    )
    less = why_less(view, amount, items, RefundScope.GOODS)
    if view.says("shipping_in_it") and view.order.sent and view.received_at is None:
        return answer(said, *less, say("utter_freight_refusing_free"))
    if view.received_at is not None and not less:
        return answer(said, say("utter_refund_usually_sent_back"))
    return answer(said, *less)


def why_less(view: View, amount: Money, items: Quantities | None, scope: RefundScope) -> tuple[Say, ...]:
    """What is not in a sum: the shipping fee, the share of a discount; or that the shop did not say."""
    order = view.order
    if scope is not RefundScope.GOODS:
        return ()
    if items is not None and is_part(view, items):
        gross = sum(one.price.amount * n for sku, n in items if (one := item_of(order, sku)))
        off = gross - amount.amount
        if off <= 0 or amount != paid_for(order, items):
            return ()
        return (say("utter_refund_less_discount", price=in_money(view, gross), off=in_money(view, off)),)
    rest = order.total.amount - amount.amount
    if rest <= 0:
        if order.discount and order.discount.amount:
            return (say("utter_refund_all_you_paid"),)
        return ()
    total, fee = view.money(order.total), shipping_paid(order).amount
    if rest == fee:
        return (say("utter_refund_less_shipping", total=total, rest=in_money(view, rest)),)
    return (say("utter_refund_less_unsaid", total=total, rest=in_money(view, rest)),)
