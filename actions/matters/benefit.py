"""What new customers, members and holders of coupons get: their own agent; the rest only the shop can see."""

from __future__ import annotations

from actions.matters.answer import Answer, Cell, answer, say
from actions.matters.service import asked_on
from actions.matters.view import View
from careline.core.customers import is_new_user
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.BENEFIT


def told(view: View, question: Question) -> Answer:
    """New customers have an agent of their own; whoever asks for more is asked for at the shop."""
    customer, rule = view.customer, view.rules.new_users
    new = is_new_user(customer.first_order_at, customer.orders_so_far, view.order.placed_at, rule)
    if new and view.says("new_customer"):
        return answer(say("utter_benefit_new"))
    return asked_on(view, question)


CELLS: dict[Ask, Cell] = dict.fromkeys(
    (one for one in Ask if one not in {Ask.CONFIRM, Ask.DENY, Ask.THANK, Ask.UNDO}), told
)
DEEDS = ()
