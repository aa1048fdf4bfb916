"""What people ask beside the matter in hand, answered from the order whatever the words were taken for. Pure.

The words sound like many matters (does it also fall through? who tells me?), and the fact that answers them is the
same in each: what is under way for this order, and what of it is not touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from actions.matters import compensation, delivery, invoice, merchant, missing, promise, refund
from actions.matters.answer import Answer, Cell, answer, offer, say
from actions.matters.delivery.contact import lies_at_point
from actions.matters.delivery.telling import TELL
from actions.matters.goods import PERSON
from actions.matters.money_back import Stage, money_back
from actions.matters.parcels import UNDER_WAY, Standing, courier_of, parcel_of, standing
from actions.matters.view import View
from careline.core.blocks import BlockKind
from careline.core.guarantees import RightState
from careline.core.orders import Guarantee
from careline.core.remedies import MONEY_BACK, RemedyKind
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

_MONEY = frozenset({Matter.REFUND, Matter.RETURN, Matter.CANCEL, Matter.PAYMENT, Matter.PROMISE, Matter.COMPENSATION})
_ANY = frozenset(Matter)
_WORDS_ALONE = {Ask.THANK}


class Aside(NamedTuple):
    """While this holds, any ask of these matters is answered by this cell."""

    holds: Callable[[View], bool]
    matters: frozenset[Matter]
    cell: Cell


def _says(*details: str) -> Callable[[View], bool]:
    return lambda view: view.says(*details)


def _leaves_it(view: View) -> bool:
    if view.says("exchange_stays") and view.open_remedy(RemedyKind.EXCHANGE):
        return False  # it runs, and that is said
    asks = view.said.asks_of_us  # 炉子多少钱来着，我想想
    told = view.says("be_told")  # 先放着，发货那天告诉我一声
    return view.says("leave_as_it_is") and not (view.said.gives_back or asks or told)  # 还是不等了，退掉好伐


def _number_asked(view: View) -> bool:
    parcel = parcel_of(view)
    sent = parcel is not None and standing(view, parcel) is not Standing.CLOSED and bool(parcel.tracking_no)
    return sent and view.says("number_to_me") and view.said.tracking_no is None


def _who_tells(view: View) -> bool:
    runs = any(one.open for one in view.remedies) or bool(view.refund and view.refund.live)
    return runs and view.says("who_tells")


def _tells(view: View, _question: Question) -> Answer | None:
    return promise.will_tell(view)


def _money_stuck(view: View) -> bool:
    return view.says("money_stuck_where") and view.refund is not None


def _no_interest(view: View, _question: Question) -> Answer | None:
    """No rule pays interest on money that comes late; whoever wants more talks to a person."""
    stands = money_back(view)
    if stands.stage is Stage.NONE:
        return None
    return answer(say("utter_refund_no_interest", amount=view.money(stands.amount)), offer=PERSON)


def _untouched(view: View, _question: Question) -> Answer | None:
    """What is under way, and that nothing else hangs on it."""
    if view.open_remedy(RemedyKind.ADDRESS_CHANGE):
        return _sent_as_planned(view)
    money = view.open_remedy(*MONEY_BACK)
    if money and money.items:
        return answer(say("utter_rest_untouched", goods=view.goods(money.items)))
    if money and money.kind is RemedyKind.CANCEL:
        return answer(say("utter_cancel_other_stays", goods=view.goods()))
    return _returnable_too(view)


def _sent_as_planned(view: View) -> Answer | None:
    if view.order.sent:
        return None
    if due := view.running(BlockKind.DISPATCH):
        return answer(say("utter_address_same_day", due=view.at(due.due)))
    return answer(say("utter_address_slows_nothing"))


def _returnable_too(view: View) -> Answer | None:
    """Who takes what is owed for lateness keeps the right to send it back."""
    owed = view.open_remedy(RemedyKind.COMPENSATION) or view.claimable(Guarantee.DISPATCH_ON_TIME)
    right = view.right(Guarantee.RETURN_7_DAYS)
    alive = right is not None and right.state in {RightState.ACTIVE, RightState.CLAIMABLE}
    waits = owed and alive and view.received_at is None
    return answer(say("utter_claim_and_return")) if waits else None


def _taken_first(view: View) -> bool:
    return view.says("takes_it_first") and view.received_at is None


def _apart(view: View, _question: Question) -> Answer | None:
    return _returnable_too(view)


def _rule(view: View, question: Question) -> Answer | None:
    return compensation.whose_rule(view, question)


def _owned_up(view: View, question: Question) -> Answer | None:
    """Sorry first; then what is known and may be chosen."""
    found = delivery.CELLS[Ask.WHAT_NEXT](view, question) if view.order.parcels else None
    told = found.says if found and not found.then else ()
    more = found if found and not found.then else answer()
    return answer(say("utter_should_have_told"), *told, urge=more.urge, do=more.do, offer=more.offer)


def _left(_view: View, _question: Question) -> Answer | None:
    return answer(say("utter_all_stays_as_it_is"))


def _photo_seen(_view: View, _question: Question) -> Answer | None:
    return answer(say("utter_photo_seen_here"))


def _feels(_view: View, _question: Question) -> Answer | None:
    return answer(say("utter_person_feels_nothing"))


def _joke(_view: View, _question: Question) -> Answer | None:
    return answer(say("utter_no_joke"))


def _other_driver(view: View, _question: Question) -> Answer | None:
    """The courier's company chooses who comes; while a parcel is under way it can be told."""
    parcel = parcel_of(view)
    if parcel is None:
        return None
    courier = courier_of(view, parcel)
    if standing(view, parcel) not in UNDER_WAY:
        return answer(say("utter_driver_choice", courier=courier))
    note = view.said.as_written.strip()
    return answer(
        say("utter_driver_choice", courier=courier), say("utter_courier_offer", courier=courier, note=note),
        offer=offer(TELL, note=note),
    )  # fmt: skip


def _unnamed(view: View, _question: Question) -> Answer | None:
    """Who complains is not named to whom they complain of."""
    if merchant.complaint_of(view):
        return answer(say("utter_complaint_unnamed"))
    if view.says("complains", "on_record") or view.said.plain_yes:
        return answer(say("utter_complaint_unnamed"), do=merchant.complaint_wished(view))
    return None


def _short_then(view: View, _question: Question) -> Answer | None:
    return answer(say("utter_film_it")) if view.received_at is None else None


def _real(_view: View, _question: Question) -> Answer | None:
    return answer(say("utter_person_really_us"))


def _paid_for_lateness(view: View) -> bool:
    owed = view.claimable(Guarantee.DISPATCH_ON_TIME) or view.open_remedy(RemedyKind.COMPENSATION)
    return owed is not None and not view.order.sent and view.says("money_for_lateness")


def _lateness(view: View, question: Question) -> Answer | None:
    ask = Ask.DO_IT if question.ask in {Ask.DO_IT, Ask.CONFIRM, Ask.NOT_ALL} else Ask.MAY_I
    return compensation.CELLS[ask](view, question)


def _at_point(view: View) -> bool:
    """Whether it lies in a locker or a shop, counted as delivered or not."""
    parcel = parcel_of(view)
    where = standing(view, parcel)
    return where is Standing.TO_COLLECT or (where is Standing.ARRIVED and lies_at_point(view, parcel))


def _put_there(view: View) -> bool:
    return view.order.sent and view.says("put_without_asking")


def _not_asked(view: View, _question: Question) -> Answer | None:
    """The rule that they had to ask, and a complaint over the courier."""
    courier = courier_of(view, parcel_of(view))
    if merchant.complaint_of(view):
        return answer(say("utter_must_ask_first", courier=courier))
    _, open_ = merchant.offer_complaint(view, about="courier", against="courier")
    return answer(say("utter_must_ask_first", courier=courier), say("utter_complaint_shall_i"), offer=open_)


def _kept(view: View) -> bool:
    return view.says("kept_there", "kept_how_long") and _at_point(view)


def _how_long_kept(view: View, question: Question) -> Answer | None:
    """For how long, and at what cost, is the courier's to say; it can be asked to keep it."""
    parcel = parcel_of(view)
    if standing(view, parcel) is Standing.TO_COLLECT:
        found = delivery.CELLS[Ask.HOW_LONG_OVERDUE](view, question)
        return replace(found, says=(*found.says[:1], say("utter_point_decides"), *found.says[1:])) if found else None
    note = view.either("请多留几天", "please keep it a few days longer")
    asks = say("utter_courier_offer", courier=courier_of(view, parcel), note=note)
    return answer(say("utter_point_decides"), asks, offer=offer(TELL, note=note))


def _told_at_point(view: View) -> bool:
    """Whether the courier is to be told something of what lies in its locker."""
    return view.says("courier_told") and not view.says("chase") and _at_point(view)


def _code_asked(view: View) -> bool:
    return view.says("pickup_code") and _at_point(view)


def _tag(view: View) -> bool:
    return view.says("tag_off") and view.received_at is None


def _tag_stays(_view: View, _question: Question) -> Answer | None:
    return answer(say("utter_keep_the_tag"))


def _boxed(view: View) -> bool:
    """Whether goods that go back have lost their box."""
    runs = view.open_remedy(*MONEY_BACK, RemedyKind.EXCHANGE) is not None or bool(view.refund and view.refund.live)
    return runs and view.received_at is not None and view.says("box_gone")


def _without_box(_view: View, _question: Question) -> Answer | None:
    return answer(say("utter_box_gone"))


def _prices(_view: View, _question: Question) -> Answer | None:
    return answer(say("utter_prices_differ"))


def _sum_of_invoice(view: View, question: Question) -> Answer | None:
    return invoice.CELLS[Ask.HOW_MUCH](view, question)


def _calm(_view: View, _question: Question) -> Answer | None:
    return answer(say("utter_no_offence"))


def _where_to_complain(view: View, _question: Question) -> Answer | None:
    """Here, on a word: over the courier where a parcel was spoken of."""
    courier = view.order.parcels and Matter.DELIVERY in view.spoken_of and not view.says("shop_named")
    whom = {"about": "courier", "against": "courier"} if courier or view.says("about_courier") else {}
    if merchant.complaint_of(view):
        return None
    _, open_ = merchant.offer_complaint(view, **whom)
    return answer(say("utter_complaint_how"), say("utter_complaint_shall_i"), offer=open_)


def _photo_due(view: View) -> bool:
    return view.says("photo_later") and money_back(view).stage is Stage.NOTED_PHOTO


def _until_when(view: View, _question: Question) -> Answer | None:
    stands = money_back(view)
    by, amount = view.at(stands.due or stands.since), view.money(stands.amount)
    return answer(say("utter_refund_needs_photo_yet", by=by, amount=amount))


def _lost_then(view: View) -> bool:
    return view.says("not_found_then") and Matter.MISSING in view.spoken_of


def _nothing_came(view: View) -> bool:
    """Whether it must be sent back, asked of what did not come at all."""
    lacks = Matter.MISSING in view.spoken_of and Matter.DAMAGE not in view.spoken_of
    return lacks and view.received_at is not None and view.says("need_to_send")


def _keep_those(_view: View, _question: Question) -> Answer | None:
    return answer(say("utter_missing_nothing_back"))


def _less(view: View) -> bool:
    return view.says("less_than_paid") and bool(view.said.prices) and view.items is not None and view.said.asks


def _why_less(view: View, question: Question) -> Answer | None:
    told = question.ask in {Ask.MAY_I, Ask.STATUS, Ask.CONFIRM, Ask.REPORT, Ask.COMPLAIN, Ask.WHY}
    return refund.CELLS[Ask.HOW_MUCH](view, question) if told else None


def _blamed(_view: View, _question: Question) -> Answer | None:
    return answer(say("utter_if_shop_blames"))


ASIDES: tuple[Aside, ...] = (
    Aside(_number_asked, frozenset({Matter.MERCHANT, Matter.PROMISE, Matter.PERSON, Matter.SERVICE, Matter.OTHER,
                                    Matter.DISPATCH, Matter.COMPENSATION, Matter.MISSING}), delivery.CELLS[Ask.WHICH]),
    Aside(_says("call_is_real"), _ANY, _real),
    Aside(_says("interest_on_it"), _MONEY, _no_interest),
    Aside(_put_there, _ANY, _not_asked),
    Aside(_says("not_at_you"), _ANY, _calm),
    Aside(_says("whom_to_complain_to"), _ANY, _where_to_complain),
    Aside(_photo_due, _ANY, _until_when),
    Aside(_lost_then, frozenset({Matter.PROMISE, Matter.MERCHANT, Matter.DELIVERY, Matter.REFUND}),
          missing.CELLS[Ask.WHAT_IF]),
    Aside(_nothing_came, frozenset({Matter.RETURN, Matter.REFUND, Matter.RESEND, Matter.MISSING}), _keep_those),
    Aside(_less, frozenset({Matter.REFUND}), _why_less),
    Aside(_paid_for_lateness, frozenset({Matter.PROMISE, Matter.DISPATCH, Matter.DELIVERY, Matter.MERCHANT,
                                         Matter.REFUND, Matter.OTHER}), _lateness),
    Aside(_told_at_point, _ANY - {Matter.MERCHANT, Matter.PERSON}, delivery.CELLS[Ask.DO_IT]),
    Aside(_kept, _ANY - {Matter.PAYMENT, Matter.INVOICE}, _how_long_kept),
    Aside(_code_asked, frozenset({Matter.MISSING, Matter.PROMISE, Matter.RESEND, Matter.PERSON}),
          delivery.CELLS[Ask.WHICH]),
    Aside(_tag, frozenset({Matter.EXCHANGE, Matter.RETURN, Matter.DELIVERY, Matter.REFUND}), _tag_stays),
    Aside(_boxed, frozenset({Matter.RETURN, Matter.EXCHANGE}), _without_box),
    Aside(_says("prices_differ"), frozenset({Matter.PRICE, Matter.REFUND, Matter.CANCEL, Matter.OTHER}), _prices),
    Aside(_says("invoice_sum"), frozenset({Matter.INVOICE}), _sum_of_invoice),
    Aside(_says("shop_blames_me"), _MONEY | {Matter.AUTHENTICITY, Matter.EXCHANGE, Matter.DAMAGE, Matter.RESEND,
                                             Matter.MISSING, Matter.MERCHANT}, _blamed),
    Aside(_money_stuck, _MONEY, refund.CELLS[Ask.WHO]),
    Aside(_who_tells, _ANY, _tells),
    Aside(_taken_first, _MONEY | {Matter.EXCHANGE}, _apart),
    Aside(_says("touches_the_rest"), _ANY, _untouched),
    Aside(_says("whose_rule"), frozenset({Matter.COMPENSATION}), _rule),
    Aside(_says("should_have_told"), _ANY, _owned_up),
    Aside(_leaves_it, _ANY, _left),
    Aside(_says("sees_photo"), _ANY - {Matter.INVOICE}, _photo_seen),
    Aside(_says("machine_feels"), _ANY, _feels),
    Aside(_says("wants_a_joke"), _ANY, _joke),
    Aside(_says("another_driver"), _ANY, _other_driver),
    Aside(_says("keep_me_unnamed"), frozenset({Matter.MERCHANT, Matter.PROMISE, Matter.PERSON, Matter.DELIVERY}),
          _unnamed),
    Aside(_says("what_if_short"), frozenset({Matter.COMPENSATION, Matter.DISPATCH, Matter.DELIVERY, Matter.PROMISE,
                                             Matter.DAMAGE, Matter.MISSING}), _short_then),
)  # fmt: skip
ASKED = tuple(ask for ask in Ask if ask not in _WORDS_ALONE)
