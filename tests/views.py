"""Views of orders for tests of matters, and what an answer says in both languages, worded as Rasa would."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from actions.deeds.some_items import items_named
from actions.matters.answer import Answer
from actions.matters.plainly import may_be_plain, plainly_asked
from actions.matters.registry import MATTERS
from actions.matters.view import View
from careline.cases.service import Remedy, claims_of
from careline.core.guarantees import rights_of
from careline.core.hours import every_day
from careline.core.orders import Order, OrderStatus, ScanCode
from careline.core.remedies import ENDS, RemedyKind, RemedyState
from careline.core.rights import with_claims
from tests.factories import NOW, ago, customer, order, parcel, scan
from tests.rules import RULES
from tests.talking import _filled, variation, wording
from understanding.context import Question
from understanding.reading import Reading, read
from understanding.taxonomy import Ask, Matter


def remedy(order: Order, kind: RemedyKind, state: RemedyState = RemedyState.SENT, **given: Any) -> Remedy:
    """A remedy of this order, asked for an hour ago, with an answer due tomorrow while it is under way."""
    over = state in ENDS
    usual: dict[str, Any] = {
        "remedy_id": uuid4(), "case_id": uuid4(), "order_id": order.order_id, "customer_id": order.customer_id,
        "conversation_id": None, "target_id": None, "kind": kind, "state": state, "guarantee": None, "clause": None,
        "items": None, "amount": None, "details": {}, "channel": "app", "requested_by": "bot",
        "requested_at": NOW - timedelta(hours=1), "approvals_needed": 0,
        "due_at": None if over else NOW + timedelta(days=1),
        "answer_code": None, "answer": None, "sent_at": None, "ended_at": NOW if over else None, "told_at": None,
        "idempotency_key": str(uuid4()),
    }  # fmt: skip
    return Remedy(**usual | given)


def view(
    order: Order, text: str = "", *remedies: Remedy, language: str = "zh-CN", now: datetime = NOW,
    details: frozenset[str] | None = None, **given: Any,
) -> View:  # fmt: skip
    """What is known of the order, with its rights by the standard rules; `text` are the words to be answered, and
    `details` what they say, where it is not to be read from them."""
    rights = with_claims(rights_of(order, now, RULES), claims_of(remedies), order)
    named = items_named(order, read(text), any_name=True)
    usual: dict[str, Any] = {
        "customer": customer(), "hours": every_day(RULES.desk.hours),
        "rules": RULES.for_order(order), "rights": rights, "remedies": remedies,
        "spoken": False, "items": named, "named": named, "kept": {},
    }  # fmt: skip
    return View(order=order, now=now, language=language, said=Reading(text, text, details), **usual | given)


def delivered(*, days: float = 1, **given: Any) -> Order:
    """An order of one parcel that came so many days ago."""
    at = ago(days=days)
    came = parcel(dispatched_at=ago(days=days + 2), delivered_at=at, scans=(scan(ScanCode.DELIVERED, at=at),))
    usual: dict[str, Any] = {"status": OrderStatus.DELIVERED, "paid_at": ago(days=60), "parcels": (came,)}
    return order(**usual | given)


def asked(matter: Matter, ask: Ask, seen: View) -> Answer | None:
    """What the matter answers; None where it leaves this to the present actions."""
    cell = MATTERS[matter].get(ask)
    return cell(seen, Question(matter, ask, 0.9, 0.9, True)) if cell else None


def worded(found: Answer | None, language: str = "zh-CN", channel: str = "app") -> str:
    """What the consumer reads or hears. Raises AssertionError where there is no answer or a value is missing."""
    assert found is not None, "no answer"
    short = "en" if language == "en" else "zh"
    return " ".join(
        _filled(variation(wording()[one.response], channel, short)["text"], dict(one.values)) for one in found.says
    )


def plainly_heard(of: Order, text: str, read_as: tuple[Matter, Ask, float], *near: Matter) -> tuple[Matter, Ask] | None:
    """What the plain rules hear in words of this order that were read as this, with so much certainty."""
    first = Question(read_as[0], read_as[1], read_as[2], 0.6, named=False)
    if not may_be_plain(read(text), [first]):
        return None
    found = plainly_asked(view(of, text), near, [first], {read_as[1].value: 0.4})
    return (found.matter, found.ask) if found else None
