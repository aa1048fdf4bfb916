"""What the same words wish or ask beside their question, and what costs nothing: a complaint, a call, a fitter. Pure.

A clause of its own is a question of its own (turn/turn.py); here is what one clause holds beside what it was read
as: 退款，还要投诉; not moving for six days, please call me.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from actions.matters import authenticity, merchant, person, service
from actions.matters.answer import Answer, answer, say
from actions.matters.courier_notes import note_told
from actions.matters.delivery.telling import ask_courier
from actions.matters.parcels import UNDER_WAY, courier_of, courier_pushed, parcel_of, standing
from actions.matters.view import View
from careline.core.paid import all_items
from careline.core.remedies import MONEY_BACK, RemedyKind, may_change_address
from understanding.context import Question
from understanding.taxonomy import Ask, Matter


class _Beside(NamedTuple):
    """Where the words hold this detail, and were read as none of these matters, this is answered as well."""

    detail: str
    unless: frozenset[Matter]
    answered: Callable[[View, Question], Answer | None]


def _complaint(view: View, _question: Question) -> Answer | None:
    return None if merchant.complaint_of(view) else answer(do=merchant.complaint_wished(view))


def _call(view: View, _question: Question) -> Answer | None:
    running = view.open_remedy(RemedyKind.CALLBACK)
    if view.says("about_courier", "to_courier", "rings_before") or (running and running.requested_at == view.now):
        return None
    return person.call(view)


def _courier(view: View, _question: Question) -> Answer | None:
    """What the courier is to say: asked, where it is with them."""
    parcel = parcel_of(view)
    if parcel is None or standing(view, parcel) not in UNDER_WAY:
        return None
    told = courier_pushed(view)
    if told and told.details.get("note") and told.requested_at == view.now:
        return None  # another part of the same message is on its way to them
    return answer(do=ask_courier(view))


def _fitting(view: View, question: Question) -> Answer:
    return answer(service.fitting_of(view, question))


def _rest(view: View, _question: Question) -> Answer | None:
    """What of the order goes on as planned, where a part of it is given up."""
    part = view.open_remedy(*MONEY_BACK)
    if part is None or not part.items:
        return None
    given = dict(part.items)
    kept = tuple((sku, left) for sku, n in all_items(view.order) if (left := n - given.get(sku, 0)) > 0)
    return answer(say("utter_rest_goes_on", rest=view.goods(kept))) if kept else None


def _check(view: View, _question: Question) -> Answer | None:
    """The check whether it is genuine, which was spoken of, beside a wish for the money."""
    if Matter.AUTHENTICITY not in view.spoken_of or authenticity.check_of(view):
        return None
    return answer(do=authenticity.checked(view))


def _moved(view: View, question: Question) -> Answer | None:
    """They have moved, told beside something else: where to it goes now. Behind a yes it is a question of its own."""
    if question.ask is Ask.CONFIRM or view.said.address or view.open_remedy(RemedyKind.ADDRESS_CHANGE):
        return None
    parcel = parcel_of(view)
    if may_change_address(view.order):
        return answer(say("utter_address_if_moved"))
    if parcel is None or standing(view, parcel) not in UNDER_WAY or note_told(view):
        return None
    return answer(say("utter_address_send_me", courier=courier_of(view, parcel)))


_ALL = (
    _Beside("moved_house", frozenset({Matter.ADDRESS, Matter.DELIVERY}), _moved),
    _Beside("check_it", frozenset({Matter.AUTHENTICITY}), _check),
    _Beside("rest_stays", frozenset(), _rest),
    _Beside("complains_too", frozenset({Matter.MERCHANT}), _complaint),
    _Beside("call_too", frozenset({Matter.PERSON}), _call),
    _Beside("courier_told", frozenset({Matter.DELIVERY, Matter.MISSING, Matter.ADDRESS}), _courier),
    _Beside("fitting_asked", frozenset({Matter.SERVICE, Matter.GUARANTEE}), _fitting),
)


def beside(view: View, question: Question) -> Iterator[Answer]:
    """Each answer to something said beside the question; nothing where the words only suppose it."""
    if view.says("supposed"):
        return
    for one in _ALL:
        said = question.matter not in one.unless and view.says(one.detail)
        found = one.answered(view, question) if said else None
        if found:
            yield found
