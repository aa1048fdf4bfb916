"""What the answers about a refund are made of: which goods it is for, where it goes to, how long it takes."""

from __future__ import annotations

from actions.matters.answer import Answer, Say, say
from actions.matters.money_back import MoneyBack, Stage
from actions.matters.view import View
from actions.memory import Asked
from careline.core.money import Money
from careline.core.orders import Quantities, RefundScope
from careline.core.paid import all_items
from understanding.words import said_by

SHOP_PAYS = frozenset({Stage.OWED, Stage.UNDISPATCHED, Stage.APPROVED, Stage.RETURN_BACK, Stage.FAILED})
"""All that is left to do is that the shop pays."""
CONFIRMS = frozenset({Asked.CONFIRM_REFUND, Asked.CONFIRM_CANCEL, Asked.CONFIRM_RETURN})


def offered_part(view: View) -> Quantities | None:
    """What our open question is about; None: all of it, or no such question."""
    kept = (view.kept or {}).get("items") if view.offered in CONFIRMS else None
    return tuple((str(sku), int(n)) for sku, n in kept) or None if isinstance(kept, list | tuple) else None


def wished(view: View) -> Quantities | None:
    """The part that the words name, else the one that our open question is about; None: all of it."""
    return view.named or offered_part(view) or view.items


def is_part(view: View, items: Quantities | None) -> bool:
    """Whether these are only a part of what was ordered; None: all of it."""
    return items is not None and sorted(items) != sorted(all_items(view.order))


def scope_of(stands: MoneyBack) -> RefundScope:
    """What the money is for; where the order tells of no refund, the goods."""
    return stands.refund.scope if stands.refund else RefundScope.GOODS


def reason_of(stands: MoneyBack) -> str:
    """Why it was decided so, as it was given; empty: nobody said."""
    if stands.refund:
        return said_by(stands.refund.decision)
    return said_by(stands.remedy.answer or "") if stands.remedy else ""


def reason_told(stands: MoneyBack) -> tuple[Say, ...]:
    """What the shop wrote, where it wrote anything."""
    return (say("utter_reason", reason=reason_of(stands)),) if reason_of(stands) else ()


def goes_to(view: View, stands: MoneyBack) -> str:
    """The account that the refund goes to, as it is said."""
    return view.goes_to(stands.refund)


def paid_within(view: View) -> str:
    """How long the shop has to pay once it has agreed."""
    return view.lasting(view.rules.promises.refund)


def returned_within(view: View) -> str:
    """How long the shop has to pay once the goods are back."""
    return view.lasting(view.rules.promises.refund_returned)


def first_said(found: Answer) -> tuple[Say, ...]:
    """The first sentence of an answer."""
    return found.says[:1]


def in_money(view: View, minor: int) -> str:
    """An amount in the smallest unit of the order's currency, as it is said."""
    return view.money(Money(minor, view.order.total.currency))
