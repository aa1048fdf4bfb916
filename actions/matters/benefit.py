"""What new customers, members and holders of coupons get: their own agent; the rest is in their account or the shop's.

We see no account of points and no coupon that was not used: that is said, with where they can look, and the shop is
asked.
"""

from __future__ import annotations

from actions.matters.about import About
from actions.matters.answer import Answer, Cell, answer, say
from actions.matters.service import ask_shop
from actions.matters.view import View
from careline.core.customers import is_new_user
from careline.core.pieces import pays_first
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.BENEFIT


def told(view: View, question: Question) -> Answer:
    """By what it is about: a coupon now, a coupon after a return, points, what members get, what new customers get."""
    if view.says("be_faster", "faster_for_members"):
        return answer(say("utter_benefit_not_faster"))
    if view.says("points"):
        return answer(say("utter_benefit_points"), do=ask_shop(view, "points", question))
    if view.says("coupon", "coupon_back"):
        return _of_coupon(view, question)
    if view.says("new_customer", "own_agent"):
        return _of_new_customer(view, question)
    if view.says("member"):
        return answer(say("utter_benefit_member"), do=ask_shop(view, "member", question))
    if view.says("gift"):
        return answer(say("utter_benefit_gift"), do=ask_shop(view, "gift", question))
    return answer(say("utter_service_unknown"), do=ask_shop(view, "benefit", question))


def _of_coupon(view: View, question: Question) -> Answer:
    if view.says("order_again"):
        return answer(say("utter_benefit_coupon_again"))
    if view.says("next_order"):
        return answer(say("utter_benefit_coupon_next"))
    if view.says("given_back", "goods_go_back") or question.ask in {Ask.WHAT_IF, Ask.STATUS, Ask.WHERE_TO}:
        return answer(say("utter_benefit_coupon_back"), do=ask_shop(view, "coupon_back", question))
    if pays_first(view.order):
        return answer(say("utter_benefit_coupon_at_payment"))
    if view.order.paid_at:
        return answer(say("utter_benefit_coupon_paid"), do=ask_shop(view, "coupon", question))
    return answer(say("utter_benefit_coupon_next"))


def coupon_back(view: View, question: Question) -> Answer | None:
    """Whether the coupon comes back with the money: its rules say, the wallet shows, and the shop is asked."""
    return answer(say("utter_benefit_coupon_back"), do=ask_shop(view, "coupon_back", question))


def _of_new_customer(view: View, question: Question) -> Answer:
    """New customers have an agent of their own; whether the shop gives them anything, only the shop knows."""
    customer, rule = view.customer, view.rules.new_users
    new = is_new_user(customer.first_order_at, customer.orders_so_far, view.order.placed_at, rule)
    asks = ask_shop(view, "new_customer", question)
    if new:
        return answer(say("utter_benefit_new"), say("utter_benefit_new_offers"), do=asks)
    return answer(say("utter_benefit_new_offers"), do=asks)


CELLS: dict[Ask, Cell] = dict.fromkeys(
    (one for one in Ask if one not in {Ask.CONFIRM, Ask.DENY, Ask.THANK, Ask.UNDO}), told
)
ABOUT = About(matter=MATTER, cells=CELLS)
