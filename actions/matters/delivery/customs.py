"""At customs: who decides on duties and papers, and whom an identity card is shown to."""

from __future__ import annotations

from dataclasses import replace

from actions.matters.answer import Answer, Cell, answer, say
from actions.matters.delivery.coming import parcel_meant
from actions.matters.delivery.telling import ask_courier
from actions.matters.parcels import UNDER_WAY, Standing, courier_of, line_of, money_for, number_of, words_of
from actions.matters.view import View
from careline.core.orders import Parcel
from understanding.bars import CLEAR
from understanding.context import Question
from understanding.taxonomy import Ask


def customs_asked(view: View, parcel: Parcel) -> Answer:
    """It lies at customs, and the courier is asked why."""
    return answer(say("utter_delivery_customs", line=line_of(view, parcel)), do=ask_courier(view))


def duties(view: View, parcel: Parcel | None, where: Standing) -> Answer:
    """Who decides on duties and papers, with the number to ask by; the courier is asked as well."""
    if parcel is None:
        return answer(say("utter_delivery_duty_unsent"))
    says = [say("utter_delivery_duty", courier=courier_of(view, parcel))]
    if words := words_of(view, parcel):
        says.append(say("utter_courier_says", words=words))
    if number := number_of(view, parcel):
        says.append(say("utter_delivery_ask_with", courier=courier_of(view, parcel), number=number))
    return answer(*says, do=ask_courier(view) if where in UNDER_WAY else None)


def id_wanted(view: View, parcel: Parcel) -> Answer:
    """Customs may want to know who it is for; that is told to the courier itself and to nobody in a chat."""
    number = number_of(view, parcel)
    asks = (say("utter_delivery_ask_with", courier=courier_of(view, parcel), number=number),) if number else ()
    words = words_of(view, parcel)
    wrote = (say("utter_courier_says", words=words),) if words else ()
    duty = (say("utter_delivery_duty", courier=courier_of(view, parcel)),) if view.says("customs") else ()
    return answer(*wrote, *duty, say("utter_delivery_id", courier=courier_of(view, parcel)), *asks[: 1 - len(duty)])


def id_asked(view: View, parcel: Parcel | None, where: Standing) -> Answer | None:
    """Why customs want to know who it is for; None: it is not there."""
    return id_wanted(view, parcel) if parcel and where is Standing.CUSTOMS else None


def duty_refused(view: View, _parcel: Parcel | None, where: Standing) -> Answer | None:
    """What they have back if they do not pay the duty."""
    if where is not Standing.CUSTOMS and not view.says("customs"):
        return None
    amount = money_for(view, None)
    return answer(say("utter_delivery_duty_refused", amount=view.money(amount))) if amount.amount else None


_SUPPOSES = frozenset({Ask.WHAT_IF, Ask.DO_IT, Ask.CHANGE, Ask.UNDO, Ask.HOW_LONG_OVERDUE, Ask.WHEN})
_OF_CUSTOMS = ("customs", "id_wanted", "documents", "import_charges")


def at_customs(ask: Ask, cell: Cell) -> Cell:
    """At customs the papers and duties that the words name are the answer, whatever else they were read as. The courier
    is asked only where it is clear that they ask."""

    def answered(view: View, question: Question) -> Answer | None:
        parcel, where = parcel_meant(view)
        if where is not Standing.CUSTOMS or not view.says(*_OF_CUSTOMS) or view.says("chase"):
            return cell(view, question)
        if (
            ask in _SUPPOSES
            or view.says("makes_sure")
            or view.says("refuses_parcel", "tracking_number", "courier_phone", "money_wished")
        ):
            return cell(view, question)
        found = id_wanted(view, parcel) if parcel and view.says("id_wanted") else duties(view, parcel, where)
        return found if question.ask_sure >= CLEAR else replace(found, do=None)

    return answered
