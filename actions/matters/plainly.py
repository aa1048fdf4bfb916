"""What words plainly ask of an order as it stands, whatever they were taken for: a pattern and a fact together. Pure.

The reader knows neither the order nor what a sum in the words is. Where both leave one question only, it goes before
the readings: "and the 330 itself?" is about the refund of 330, whatever was spoken of last.

The rules stand by what they are about in `plain_money.py`, `plain_way.py` and `plain_goods.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from actions.matters import plain_goods, plain_money, plain_way
from actions.matters.about import GIVEN_BACK
from actions.matters.money_back import Stage, money_back
from actions.matters.plain_words import PLAIN_ASK, UNSURE, PlainlyAsked
from actions.matters.view import View
from careline.core.orders import Order
from careline.core.remedies import RemedyKind
from understanding.context import Question
from understanding.reading import Reading
from understanding.taxonomy import Ask, Matter

_SURE = 0.9
_PLAIN = 9.0
"""How likely such a question is beside the readings: it is asked though its answer was just told, and is no guess."""


_NAMED = (
    "address_old", "again_wished", "any_gain_for_wait", "any_problem", "bought_twice", "comes_anyway", "comes_when",
    "counts_as_sent", "courier_reported", "courier_told", "found_the_money", "give_it_back", "go_ask_shop",
    "goes_back", "goods_meanwhile", "in_all", "in_full", "last_day", "left_at_door", "looked_no_more", "lost_or_not",
    "makes_sure", "money_at_door", "money_safe", "must_i_act", "new_one_wished", "not_moved", "nothing_off",
    "number_for_me", "only_chase", "only_part_came", "options_asked", "order_number_asked", "other_account",
    "overrules", "part_lacking", "partial_money", "payment_reference", "persons_hours", "photo_how", "proof_wanted",
    "pushes_them", "rather_goods", "refund_possible", "refuses", "rule_asked", "scraps_order", "sees_history",
    "sent_yet", "sold_out", "still_sent", "stuck_with_it", "sum_back", "sum_for_keeping", "to_balance",
    "to_buy_again", "turned_up_now", "unsafe_thing", "where_to_send", "which_courier", "which_faster", "who_decides",
    "whom_to_call", "why_refused", "wont_sign",
)  # fmt: skip
"""What the rules hear. Beside none of these an order is not looked at, which costs a statement."""


def may_be_plain(said: Reading, found: Sequence[Question]) -> bool:
    """Whether it is worth looking at the order: what a rule hears is said, a sum, or a "when" of money."""
    of_refund = bool(found) and (found[0].matter, found[0].ask) == (Matter.REFUND, Ask.WHEN)
    return bool(said.prices) or of_refund or said.says(*_NAMED)


def plainly_asked(
    view: View, near: Sequence[Matter], found: Sequence[Question], asks: Mapping[str, float]
) -> Question | None:
    """The one question that the words ask of this order. `near`: matters spoken of, nearest first; `found`: how the
    words were read, likeliest first; None: nothing is that plain."""
    first = found[0] if found else None
    for rule in _RULES:
        if asked := rule(view, near, first):
            matter, ask = asked
            return Question(matter, ask, _SURE, _SURE, named=True, likely=_PLAIN)
    return _of_a_sum(view, first, asks)


_RULES: tuple[Callable[[View, Sequence[Matter], Question | None], PlainlyAsked], ...] = (
    plain_money.goes_on, plain_money.of_cancelled, plain_way.of_the_way, plain_money.of_a_refund,
    plain_money.of_a_refusal, plain_money.of_what_runs, plain_way.of_standing_still, plain_way.sent_or_not,
    plain_money.chased, plain_money.money_feared_for, plain_goods.of_the_new_one, plain_goods.of_what_is_wrong,
    plain_way.of_the_address, plain_way.of_its_number, plain_money.of_the_share, plain_way.of_the_courier,
    plain_way.of_what_is_looked_for, plain_money.of_the_whole_sum, plain_money.of_lateness, plain_goods.of_a_person,
    plain_way.of_trouble, plain_way.of_two_orders, plain_way.of_the_rule, plain_goods.of_what_leaks,
    plain_money.of_all_of_it, plain_money.for_the_wait, plain_way.of_what_is_late, plain_goods.of_the_goods,
    plain_way.of_unsent, plain_money.of_money_paid, plain_money.above_a_refusal, plain_goods.of_a_part,
    plain_goods.of_time_left, plain_goods.of_two_kinds, plain_goods.if_sold_out, plain_money.if_it_comes,
    plain_way.of_sending, plain_way.if_lost, plain_way.of_choices, plain_way.of_customs,
    plain_money.shop_to_be_asked, plain_money.of_freight,
)  # fmt: skip
"""The first that hears its words decides."""


def _of_a_sum(view: View, first: Question | None, asks: Mapping[str, float]) -> Question | None:
    """A sum that is known of one matter only names that matter."""
    figures, known = set(view.said.prices), _sums(view)
    named = {matter for matter, amount in known if amount in figures}
    if len(named) != 1 or first is None or (first.sure >= UNSURE and (first.named or first.ask is Ask.WHAT_IF)):
        return None
    matter = next(iter(named))
    if first.matter is matter or (matter is Matter.REFUND and first.matter in GIVEN_BACK):
        return None
    ask = Ask(max(asks, key=lambda name: asks[name])) if asks else Ask.STATUS
    if asks.get(ask.value, 0.0) < PLAIN_ASK:
        ask = Ask.STATUS
    return Question(matter, ask, _SURE, _SURE, named=True, likely=_PLAIN)


def asked_plainly(question: Question) -> bool:
    """Whether this is one of these questions, and no reading."""
    return question.likely >= _PLAIN


def sum_known(order: Order, said: Reading) -> bool:
    """Whether the words name what of this order is paid back."""
    known = {Decimal(one.amount.decimal()) for one in order.refunds}
    return bool(known & set(said.prices))


def _sums(view: View) -> list[tuple[Matter, Decimal]]:
    """Sums that run or were paid, by matter."""
    stands = money_back(view)
    runs = stands.stage not in {Stage.NONE, Stage.WITHDRAWN} and stands.amount.amount
    found = [(Matter.REFUND, stands.amount)] if runs else []
    for kind, matter in (
        (RemedyKind.COMPENSATION, Matter.COMPENSATION),
        (RemedyKind.FREIGHT_CLAIM, Matter.RETURN_FREIGHT),
    ):
        remedy = view.remedy(kind)
        if remedy and remedy.amount:
            found.append((matter, remedy.amount))
    if view.order.freight.paid_by_consumer:
        found.append((Matter.RETURN_FREIGHT, view.order.freight.paid_by_consumer))
    return [(matter, Decimal(amount.decimal())) for matter, amount in found]
