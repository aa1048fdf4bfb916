"""What the words ask beside the ask: what they rule out comes first, what else they ask is told after."""

from __future__ import annotations

from dataclasses import replace

from actions.matters.answer import Answer, Cell, Offer, Say, answer, say
from actions.matters.compensation import compensation_beside
from actions.matters.enquiries import ask_person
from actions.matters.exchange.money import money_instead
from actions.matters.goods import exchange_at_shop
from actions.matters.money_back import NOTED, NOTHING_RUNS, REFUSED, WITH_SHOP, MoneyBack, Stage, money_back
from actions.matters.refund.deeds import MATTER, RETURN_CHECK
from actions.matters.refund.parts import CONFIRMS, is_part, offered_part
from actions.matters.refund.reasons import evidence
from actions.matters.refund.standing import other_account, where_to
from actions.matters.refund.sums import costs, of_the_rest, sum_alone
from actions.matters.refund.timing import when
from actions.matters.refund.wishes import undo
from actions.matters.view import View
from actions.memory import Asked
from careline.core.orders import OrderStatus
from careline.core.paid import all_items
from careline.core.remedies import overlaps
from understanding.context import Question
from understanding.taxonomy import Ask, Matter


def heeding(cell: Cell) -> Cell:
    """The cell, after what the words rule out (only later, not the rest), with what else they ask (and where to?)."""

    def heard(view: View, question: Question) -> Answer | None:
        stands = money_back(view)
        before = _beforehand(view, question, stands)
        found = before or cell(view, question)
        if found is None or found.then or not found.says:
            return found
        more = _also(view, question, stands, found) if before is None else _beside_that(view, question, before)
        if found.offer and more:  # our question stays the last thing said
            return replace(found, says=(*more, *found.says))
        return replace(found, says=(*found.says, *more))

    return heard


def _beforehand(view: View, question: Question, stands: MoneyBack) -> Answer | None:
    if question.matter is MATTER and (found := _charged(view, question) or of_the_rest(view, question, stands)):
        return found
    if question.matter is MATTER and view.said.taken_back and stands.stage in WITH_SHOP:
        return undo(view, question)
    if question.matter is MATTER and stands.stage is Stage.NONE and view.says("rules_asked"):
        return answer(then="ask_refund_policy")
    runs = stands.stage in WITH_SHOP | NOTED | {Stage.OWED}
    if question.matter is MATTER and question.ask in _ELSEWHERE and runs and view.says("other_account"):
        return other_account(view, stands)
    unpaid = view.order.paid_at is None and not view.order.refunds and bool(view.order.total.amount)
    if unpaid and view.says("charges_anyway") and view.offered not in CONFIRMS:
        return answer(say("utter_payment_never_charged", goods=view.goods()))
    of_money = question.ask in _OF_MONEY or (stands.stage in NOTED and question.ask in _INSTEAD)
    if question.matter is MATTER and unpaid and of_money and view.offered not in CONFIRMS:
        return answer(say("utter_refund_nothing_paid"))
    swap = exchange_at_shop(view) if stands.stage in {Stage.NONE, Stage.WITHDRAWN} else None
    instead = question.matter is MATTER and question.ask in _INSTEAD and view.offered not in CONFIRMS
    if swap and swap.live and instead:
        return money_instead(view, question)
    named = question.matter is MATTER and view.items is not None and view.says("leave_alone")
    named = named and not view.says("others_stay")  # 纸的钱退我 别的千万别动: the goods named are those that go
    if named or (view.says("not_the_rest") and question.ask is not Ask.WHY):
        return _not_the_rest(view, stands)
    if view.says("only_then") and stands.stage in {Stage.NONE, Stage.WITHDRAWN} and question.ask is not Ask.WHEN:
        return _only_then(view, stands)
    asked = question.ask in _OF_COST and (question.matter is not Matter.CANCEL or view.order.sent)
    if view.says("costs_me") and asked and stands.stage in {Stage.NONE, Stage.WITHDRAWN} | NOTED:
        return costs(view)
    waits = stands.stage in {Stage.RETURN_AGREED, Stage.RETURN_SENT}
    if view.says("denies_getting_it") and waits:
        return _denied(view, stands)
    if stands.stage in REFUSED and question.matter is MATTER and view.says("where_to_put_it"):
        return evidence(view, question)
    return None


def _beside_that(view: View, question: Question, told: Answer) -> tuple[Say, ...]:
    """What the same words ask beside what was told first: what becomes of the compensation, how long it still takes."""
    kept = compensation_beside(view) if question.ask in _GIVING_UP | _OF_MONEY else ()
    whole = replace(view, items=None, named=None)
    runs = money_back(whole).stage not in NOTHING_RUNS
    later = when(whole, question) if view.says("asks_when") and runs and not kept else None
    more = (*kept, *(later.says[-1:] if later and not later.do else ()))
    return tuple(one for one in more if one not in told.says)


def _charged(view: View, question: Question) -> Answer | None:
    """Unpaid here though they were charged, which a person checks: the bank gives back what never reached us."""
    checked = view.enquiry("check_payment")
    if view.order.paid_at is not None or checked is None or checked.due_at is None or checked.due_at <= view.now:
        return None
    if question.ask in {Ask.UNDO, Ask.EVIDENCE}:
        return None
    by = view.at(checked.due_at)
    if question.ask is Ask.WHERE_TO:
        return answer(say("utter_refund_charge_where"), say("utter_refund_charge_checked", by=by))
    return answer(say("utter_refund_charge_checked", by=by))


def _not_the_rest(view: View, stands: MoneyBack) -> Answer | None:
    """Whether the goods that they name (else: the others) are in what was asked for or is about to be."""
    kept = offered_part(view)
    asking = None if stands.stage in NOTHING_RUNS else stands.items or all_items(view.order)
    about = asking or kept
    if view.order.status is OrderStatus.CANCELLED:
        return None
    if about is None or (view.items and not overlaps(about, view.items)):
        return answer(say("utter_refund_rest_untouched", goods=view.goods(view.items)))
    if not is_part(view, about):
        return answer(say("utter_refund_is_for_all", amount=view.money(stands.amount)))
    again = Offer(asked=Asked(view.offered), items=about) if view.offered in CONFIRMS and asking is None else None
    return answer(say("utter_refund_only_these", goods=view.goods(about)), offer=again)


def _only_then(view: View, stands: MoneyBack) -> Answer | None:
    """Not now: only if it has not left or come by then. Yes, and nothing is lost by waiting."""
    if view.order.paid_at is None or view.received_at is not None or not stands.amount.amount:
        return None
    if view.order.status is OrderStatus.CANCELLED:
        return None
    amount = view.money(stands.amount)
    if not view.order.at_shop(view.items):
        return answer(say("utter_refund_only_then_under_way", amount=amount))
    return answer(say("utter_refund_only_then_unsent", amount=amount))


def _denied(view: View, stands: MoneyBack) -> Answer:
    """The shop says that the goods never came back: the courier's record counts, and a person holds it against them."""
    said = say("utter_refund_signed_counts", amount=view.money(stands.amount))
    if stands.stage is Stage.RETURN_AGREED:
        return answer(say("utter_refund_tell_number", amount=view.money(stands.amount)))
    return answer(said, do=ask_person(view, RETURN_CHECK))


_ELSEWHERE = frozenset({Ask.DO_IT, Ask.MAY_I, Ask.NOT_ALL, Ask.COMPLAIN, Ask.REPORT})
_GIVING_UP = frozenset({Ask.WHAT_IF, Ask.MAY_I, Ask.HOW_MUCH, Ask.WHAT_NEXT})
_OF_MONEY = frozenset({Ask.CONFIRM, Ask.STATUS, Ask.WHEN, Ask.HOW_MUCH, Ask.WHERE_TO, Ask.WHO, Ask.HOW_LONG_OVERDUE})
"""Of an order that was never paid, these have one answer, whatever was asked for."""
_INSTEAD = frozenset({Ask.DO_IT, Ask.MAY_I, Ask.NOT_ALL, Ask.HOW, Ask.WHAT_IF, Ask.CHANGE, Ask.CONFIRM})
"""Asked for the money while an exchange runs, these are about the money instead of the new one."""
_OF_COST = frozenset({Ask.MAY_I, Ask.WHAT_IF, Ask.HOW_MUCH, Ask.WHO, Ask.WHAT_NEXT, Ask.COMPLAIN})
_TOLD_BESIDE = frozenset({Ask.WHEN, Ask.STATUS, Ask.HOW_MUCH, Ask.WHERE_TO, Ask.HOW_LONG_OVERDUE, Ask.MAY_I})
_TIMES = frozenset({Ask.WHEN, Ask.STATUS, Ask.HOW_LONG_OVERDUE, Ask.WHAT_NEXT})


def _also(view: View, question: Question, stands: MoneyBack, found: Answer) -> tuple[Say, ...]:
    """Where to, how much, and what becomes of the compensation, if the same words ask it and the answer does not tell.

    At most one sentence each.
    """
    if question.ask in _GIVING_UP and (kept := compensation_beside(view)):
        return tuple(one for one in kept if one not in found.says)
    if question.ask not in _TOLD_BESIDE or found.offer:
        return ()
    told = {name for one in found.says for name in one.values}
    more: list[Say] = []
    untold = "to" not in told or view.says("credit_line", "to_balance")
    if view.says("asks_where") and question.ask is not Ask.WHERE_TO and view.order.paid_at and untold:
        there = where_to(view, question)
        more += there.says[:1] if there and not there.do else ()
    if (
        view.says("asks_how_much")
        and question.ask is not Ask.HOW_MUCH
        and "amount" not in told
        and stands.amount.amount
    ):
        more += sum_alone(view, stands)[:1]
    if view.says("asks_when") and question.ask not in _TIMES:
        later = when(view, question)
        told_first = stands.stage is Stage.PAID
        more += (later.says[:1] if told_first else later.says[-1:]) if later and not later.do else ()
    return tuple(one for one in more if one not in found.says)
