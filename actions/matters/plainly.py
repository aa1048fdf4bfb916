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
from actions.matters.plain_words import PlainlyAsked
from actions.matters.view import View
from careline.core.orders import Order
from careline.core.remedies import RemedyKind
from understanding.bars import CLEAR, READ_FOR_CERTAIN, UNSURE
from understanding.context import Question
from understanding.reading import Reading
from understanding.taxonomy import Ask, Matter

_Rule = Callable[[View, Sequence[Matter], Question | None], PlainlyAsked]

_PLAIN = 9.0
"""How likely such a question is beside the readings: it is asked though its answer was just told, and is no guess."""


def may_be_plain(said: Reading, found: Sequence[Question]) -> bool:
    """Whether it is worth looking at the order: what a rule hears is said, a sum, a part, or a "when" of money."""
    of_refund = bool(found) and (found[0].matter, found[0].ask) == (Matter.REFUND, Ask.WHEN)
    return bool(said.prices or said.parts_wished) or of_refund or said.says(*_NAMED)


def plainly_asked(
    view: View, near: Sequence[Matter], found: Sequence[Question], asks: Mapping[str, float]
) -> Question | None:
    """The one question that the words ask of this order. `near`: matters spoken of, nearest first; `found`: how the
    words were read, likeliest first; None: nothing is that plain."""
    first = found[0] if found else None
    for rule, hears in _RULES:
        if (not hears or view.says(*hears)) and (asked := rule(view, near, first)):
            matter, ask = asked
            return Question(matter, ask, READ_FOR_CERTAIN, READ_FOR_CERTAIN, named=True, likely=_PLAIN)
    return _of_a_sum(view, first, asks)


_RULES: tuple[tuple[_Rule, tuple[str, ...]], ...] = (
    (plain_money.of_the_difference, ()),
    (plain_money.rather_waits, ("rather_waits",)),
    (plain_money.of_invoice_data, ("invoice_named", "receipt_named")),
    (plain_money.goes_on, ("still_sent",)),
    (plain_money.of_cancelled, ("to_buy_again", "give_it_back")),
    (plain_way.told_yet, ("told_yet",)),
    (plain_way.of_the_way, (
        "whom_to_call", "courier_number", "courier_told", "wont_sign", "left_at_door", "goes_back", "comes_when",
    )),
    (plain_way.of_a_message, ("tell_them",)),
    (plain_way.of_a_number, ("number_changed",)),
    (plain_money.of_our_push, ("pushed_really",)),
    (plain_goods.swap_kept, ("exchange_stays",)),
    (plain_goods.sent_back_as_faulty, ("returns_as_faulty",)),
    (plain_money.of_a_refund, ("where_to_send", "refund_possible", "which_courier")),
    (plain_money.of_a_refusal, ("why_refused",)),
    (plain_money.asked_anew, ("applied_anew",)),
    (plain_money.of_the_coupon, ("coupon_fate",)),
    (plain_money.of_what_runs, ("other_account", "to_balance", "closed_card", "must_i_act", "pushes_them")),
    (plain_way.of_standing_still, ("not_moved",)),
    (plain_way.sent_or_not, ("sent_yet",)),
    (plain_money.chased, ("only_chase",)),
    (plain_money.money_feared_for, ("money_safe",)),
    (plain_goods.of_the_new_one, ("comes_when",)),
    (plain_goods.of_a_part_alone, ()),
    (plain_goods.of_what_is_wrong, (
        "photo_how", "which_faster", "rather_goods", "sum_for_keeping", "new_one_wished", "again_wished",
    )),
    (plain_goods.of_a_fault_in_it, ("broke_now",)),
    (plain_goods.if_taken_back, ("really_off",)),
    (plain_goods.of_what_was_worn, ("worn",)),
    (plain_goods.of_a_fake, ("called_fake",)),
    (plain_way.why_it_goes_back, ("why_back",)),
    (plain_way.of_the_sent_part, ("the_sent_one",)),
    (plain_way.of_the_fee, ("fee_alone", "freight_named")),
    (plain_way.of_the_address, ("address_old",)),
    (plain_way.read_back, ("read_back", "told_what")),
    (plain_way.of_its_number, ("order_number_asked",)),
    (plain_money.of_what_is_taken, ("takes_the_sum",)),
    (plain_money.of_the_invoice, ("data_right", "figure_on_it")),
    (plain_money.of_a_fallen_price, ("then_and_now",)),
    (plain_money.of_the_share, ()),
    (plain_money.of_what_was_paid, ("price_paid",)),
    (plain_way.of_the_courier, (
        "courier_reported", "money_at_door", "number_for_me", "only_part_came", "proof_wanted",
    )),
    (plain_way.of_a_false_attempt, ("was_reachable",)),
    (plain_way.of_the_rest, ("lacks_one",)),
    (plain_way.of_what_is_looked_for, ("turned_up_now", "looked_no_more", "again_wished", "which_faster")),
    (plain_money.of_the_whole_sum, ("sum_back",)),
    (plain_money.of_lateness, ("who_decides",)),
    (plain_goods.of_a_person, ("sees_history", "persons_hours")),
    (plain_way.of_trouble, ("any_problem",)),
    (plain_way.of_two_orders, ("bought_twice",)),
    (plain_way.of_what_they_fear, ("money_feared",)),
    (plain_way.of_what_never_came, ("never_got_it",)),
    (plain_money.of_a_penalty, ("penalty_for_me",)),
    (plain_way.of_the_rule, ("rule_asked",)),
    (plain_goods.of_what_leaks, ("unsafe_thing",)),
    (plain_money.of_all_of_it, ("nothing_off", "in_full")),
    (plain_money.for_the_wait, ("any_gain_for_wait",)),
    (plain_way.of_what_is_late, ()),
    (plain_goods.of_the_goods, ("goods_meanwhile",)),
    (plain_way.of_unsent, ("scraps_order", "for_good", "if_unsent_goes")),
    (plain_money.if_the_bank_says, ("bank_says_failed",)),
    (plain_money.of_the_goods_money, ("money_of_goods",)),
    (plain_way.of_forwarding, ("asks_how_much", "extra_cost")),
    (plain_money.not_seen_yet, ("not_in_account",)),
    (plain_money.of_money_paid, ("payment_reference", "found_the_money")),
    (plain_money.above_a_refusal, ("overrules",)),
    (plain_goods.of_a_part, ("part_lacking",)),
    (plain_goods.of_time_left, ("last_day",)),
    (plain_goods.of_two_kinds, ()),
    (plain_goods.if_sold_out, ("sold_out",)),
    (plain_money.if_it_comes, ("comes_anyway",)),
    (plain_way.of_sending, ("counts_as_sent", "stuck_with_it")),
    (plain_way.if_lost, ("lost_or_not", "is_lost")),
    (plain_way.of_choices, ("options_asked",)),
    (plain_way.of_customs, ("makes_sure",)),
    (plain_money.shop_to_be_asked, ("go_ask_shop",)),
    (plain_money.of_freight, ("in_all", "partial_money", "refuses", "goods_faulty")),
)  # fmt: skip
"""Each with what it hears (nothing: a sum, or how the words were read); the first that has something decides."""

_NAMED = tuple(sorted({name for _, hears in _RULES for name in hears}))
"""Beside none of these an order is not looked at, which costs a statement."""


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
    if asks.get(ask.value, 0.0) < CLEAR:
        ask = Ask.STATUS
    return Question(matter, ask, READ_FOR_CERTAIN, READ_FOR_CERTAIN, named=True, likely=_PLAIN)


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
