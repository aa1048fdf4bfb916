"""What words plainly ask of an order as it stands, whatever they were taken for: a pattern and a fact together. Pure.

The reader knows neither the order nor what a sum in the words is. Where both leave one question only, it goes before
the readings: "and the 330 itself?" is about the refund of 330, whatever was spoken of last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from actions.matters.money_back import NOTHING_RUNS, REFUSED, Stage, money_back
from actions.matters.parcels import GONE, UNDER_WAY, Standing, courier_pushed, parcel_of, standing
from actions.matters.view import View
from careline.core.blocks import BlockKind
from careline.core.orders import Guarantee, Order, OrderStatus
from careline.core.remedies import RemedyKind, may_change_address
from understanding.context import Question
from understanding.reading import Reading
from understanding.taxonomy import Ask, Matter

_SURE = 0.9
_PLAIN = 9.0
"""How likely such a question is beside the readings: it is asked though its answer was just told, and is no guess."""
_PLAIN_ASK = 0.5
_FAULTS = frozenset({Matter.DAMAGE, Matter.MISSING})
_OF_PHOTOS = _FAULTS | {Matter.RESEND, Matter.EXCHANGE}
_OF_MONEY_BACK = frozenset({Matter.REFUND, Matter.RETURN, Matter.CANCEL})
_OF_IT_ALREADY = frozenset({Matter.DISPATCH, Matter.DELIVERY, Matter.COMPENSATION})
_OF_SUMS = _OF_MONEY_BACK | {Matter.RETURN_FREIGHT, Matter.COMPENSATION, Matter.DAMAGE, Matter.MISSING}
_OF_IT_ANEW = frozenset({Ask.WHEN, Ask.WHAT_IF, Ask.STATUS, Ask.MAY_I, Ask.EVIDENCE})
_SERVED = ("fitting_asked", "installing", "stock", "how_to_use", "warranty", "specs")
_UNSURE = 0.7
_NAMED = (
    "still_sent", "to_buy_again", "give_it_back", "whom_to_call", "left_at_door", "goes_back", "comes_when",
    "refund_possible", "photo_how", "rather_goods", "where_to_send", "order_number_asked",
    "which_courier", "which_faster", "address_old",
    "nothing_off", "in_full", "goods_meanwhile", "any_gain_for_wait",
    "scraps_order", "found_the_money", "payment_reference", "overrules", "part_lacking", "makes_sure", "options_asked",
    "lost_or_not",
    "counts_as_sent", "stuck_with_it", "last_day", "sold_out", "in_all", "comes_anyway", "go_ask_shop", "refuses",
    "goods_faulty", "partial_money",
    "courier_told", "not_moved", "must_i_act", "pushes_them", "sum_for_keeping", "other_account", "to_balance",
    "why_refused", "sent_yet", "wont_sign", "only_chase", "money_safe",
    "money_at_door", "courier_reported", "proof_wanted", "turned_up_now", "looked_no_more", "sum_back", "any_problem",
    "rule_asked", "unsafe_thing", "only_part_came", "who_decides", "persons_hours", "sees_history",
    "number_for_me", "bought_twice", "again_wished",
)  # fmt: skip


def may_be_plain(said: Reading) -> bool:
    """Whether it is worth looking at the order."""
    return bool(said.prices) or said.says(*_NAMED) or said.asks or said.asks_of_us


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


_Asked = tuple[Matter, Ask] | None


def _goes_on(view: View, near: Sequence[Matter], first: Question | None) -> _Asked:
    """Does it still come, asked of a sum for lateness that was just told or claimed; not when it is sent."""
    of_it = Matter.COMPENSATION in near[:1] and view.says("still_sent") and not view.said.chases
    of_it = of_it and not (first is not None and first.matter in _OF_IT_ALREADY)
    return (Matter.COMPENSATION, Ask.WHAT_NEXT) if of_it else None


def _of_cancelled(view: View, _near: Sequence[Matter], _first: Question | None) -> _Asked:
    """What was cancelled: bought again, or the money for it demanded."""
    if view.order.status is not OrderStatus.CANCELLED:
        return None
    if view.says("to_buy_again"):
        return Matter.CANCEL, Ask.WHAT_IF
    owed = money_back(view).stage is Stage.OWED
    return (Matter.REFUND, Ask.DO_IT) if owed and view.says("give_it_back") else None


def _of_the_way(view: View, near: Sequence[Matter], first: Question | None) -> _Asked:
    """A parcel under way: whom to call, when it comes, what if it goes back or is left at the door."""
    parcel = parcel_of(view)
    if parcel is None or standing(view, parcel) not in UNDER_WAY | {Standing.CUSTOMS}:
        return None
    if view.says("whom_to_call"):
        return Matter.DELIVERY, Ask.WHO
    if view.says("wont_sign") and money_back(view).stage is Stage.NONE:
        return Matter.DELIVERY, Ask.MAY_I
    if view.says("courier_told"):
        return Matter.DELIVERY, Ask.DO_IT
    if view.says("supposes") and view.says("left_at_door") and (view.says("cannot_refuse") or _gives_up(near)):
        return Matter.REFUND, Ask.WHAT_IF
    of_money = first is not None and first.matter in _OF_MONEY_BACK
    if view.says("supposes") and view.says("goes_back") and view.says("gives_back") and of_money:
        return Matter.REFUND, Ask.WHAT_IF
    promised = first is not None and first.matter in {Matter.PROMISE, Matter.COMPENSATION, Matter.PERSON} and not near
    elsewhere = (of_money or promised) and money_back(view).stage is Stage.NONE
    comes = view.says("comes_when") and not view.says("of_money")
    return (Matter.DELIVERY, Ask.WHEN) if elsewhere and comes and not _gives_up(near) else None


def _gives_up(near: Sequence[Matter]) -> bool:
    return bool(_OF_MONEY_BACK & set(near[:1]))


def _of_a_refund(view: View, _near: Sequence[Matter], first: Question | None) -> _Asked:
    """Nobody asks how a refund stands that nobody has asked for."""
    if first is None or first.matter not in _OF_MONEY_BACK:
        return None
    stage = money_back(view).stage
    if stage is Stage.NONE and (first.matter, first.ask) == (Matter.REFUND, Ask.STATUS) and view.order.sent:
        return (Matter.REFUND, Ask.MAY_I) if view.says("refund_possible") else None
    if (
        view.says("where_to_send")
        and not view.says("photo_named")
        and (stage is Stage.RETURN_AGREED or _posts_it(view))
    ):
        return Matter.RETURN, Ask.WHERE_TO
    return (Matter.RETURN, Ask.HOW) if stage is Stage.RETURN_AGREED and view.says("which_courier") else None


def _chased(view: View, _near: Sequence[Matter], _first: Question | None) -> _Asked:
    """No money back yet, only somebody pushed; of an order that is to come, or of money that is."""
    if not view.says("only_chase") or view.said.only_asks:
        return None
    if view.order.status is OrderStatus.PAID:
        return Matter.DISPATCH, Ask.DO_IT
    if view.order.status is OrderStatus.DISPATCHED:
        return (Matter.DISPATCH, Ask.DO_IT) if view.order.not_dispatched() else (Matter.DELIVERY, Ask.DO_IT)
    return (Matter.REFUND, Ask.DO_IT) if view.refund and view.refund.live else None


def _money_feared_for(view: View, _near: Sequence[Matter], first: Question | None) -> _Asked:
    """It won't just be gone, will it? Of money that is to come."""
    runs = money_back(view).stage not in {Stage.NONE, Stage.WITHDRAWN, Stage.PAID}
    asked = first is not None and first.matter in _OF_MONEY_BACK and first.ask_sure < _UNSURE
    return (Matter.REFUND, Ask.WHAT_IF) if runs and asked and view.says("money_safe") else None


def _of_a_refusal(view: View, _near: Sequence[Matter], _first: Question | None) -> _Asked:
    """Why it was refused, whatever else is told with it."""
    refused = money_back(view).stage in REFUSED and view.says("why_refused")
    return (Matter.REFUND, Ask.WHY) if refused else None


def _sent_or_not(view: View, _near: Sequence[Matter], first: Question | None) -> _Asked:
    """Has it left, asked while something else was spoken of, of an order that is to come."""
    other = first is not None and first.matter in _OF_NOBODY and first.sure < _UNSURE
    to_come = view.order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED}
    if not other or not to_come or not view.says("sent_yet"):
        return None
    return (Matter.DELIVERY if view.order.sent else Matter.DISPATCH), Ask.STATUS


_OF_NOBODY = frozenset({Matter.MERCHANT, Matter.PROMISE, Matter.PERSON, Matter.OTHER, Matter.SERVICE})


def _of_all_of_it(view: View, near: Sequence[Matter], first: Question | None) -> _Asked:
    """All of it, with nothing taken off: of the sum that was last spoken of."""
    asked = view.says("nothing_off") or (view.says("in_full") and view.said.asks_of_us)
    if not asked or first is None or view.says("less_than_paid", "only_then"):
        return None
    last = next((one for one in near if one in _OF_SUMS), None)
    if last is Matter.RETURN_FREIGHT and view.right(Guarantee.FREIGHT_INSURANCE) is None:
        last = Matter.REFUND
    if last is Matter.COMPENSATION and view.says("goods_go_back"):
        return None
    whole = {Decimal(one.decimal()) for one in (view.order.total, view.back(None))} & set(view.said.prices)
    if last in {Matter.RETURN_FREIGHT, Matter.COMPENSATION} and not whole:
        return last, Ask.HOW_MUCH
    if view.order.paid_at is None or (last is None and first.matter not in _OF_MONEY_BACK):
        return None
    return Matter.REFUND, Ask.HOW_MUCH


def _for_the_wait(view: View, _near: Sequence[Matter], first: Question | None) -> _Asked:
    """What they get for waiting, where something is owed for it: no question about giving the order up."""
    owed = view.claimable(Guarantee.DISPATCH_ON_TIME) is not None and view.remedy(RemedyKind.COMPENSATION) is None
    if not owed or first is None or not view.says("any_gain_for_wait"):
        return None
    return Matter.COMPENSATION, Ask.WHY if view.said.prices or view.says("too_little") else Ask.MAY_I


def _of_what_is_late(view: View, near: Sequence[Matter], first: Question | None) -> _Asked:
    """Their first words about an order that is late to leave ask no "when" of a refund that nobody has asked for."""
    of_refund = first is not None and (first.matter, first.ask) == (Matter.REFUND, Ask.WHEN)
    if near or not of_refund or view.order.sent or view.late(BlockKind.DISPATCH) is None or view.said.gives_back:
        return None
    return (Matter.DISPATCH, Ask.HOW_LONG_OVERDUE) if money_back(view).stage is Stage.NONE else None


def _of_the_goods(view: View, near: Sequence[Matter], _first: Question | None) -> _Asked:
    """What becomes of the goods they have, while something is decided about them."""
    if view.received_at is None or not view.says("goods_meanwhile") or not view.said.asks_of_us:
        return None
    if view.open_remedy(RemedyKind.EXCHANGE):
        return Matter.EXCHANGE, Ask.WHAT_NEXT
    if view.open_remedy(RemedyKind.RESEND) or set(near[:1]) & _FAULTS:
        return Matter.DAMAGE, Ask.MAY_I
    return (Matter.REFUND, Ask.MAY_I) if money_back(view).stage not in NOTHING_RUNS else None


def _of_unsent(view: View, _near: Sequence[Matter], _first: Question | None) -> _Asked:
    """An order that is still at the shop is to be got rid of, by whatever word."""
    if view.order.status is not OrderStatus.PAID or not view.says("scraps_order"):
        return None
    if view.said.holds_back or view.says("supposes"):
        return None
    return Matter.CANCEL, Ask.MAY_I if view.said.asks_of_us else Ask.DO_IT


def _of_money_paid(view: View, near: Sequence[Matter], _first: Question | None) -> _Asked:
    """The money was paid, and they have found it after all, or want a number that their bank can look for."""
    if money_back(view).stage is not Stage.PAID or not _OF_MONEY_BACK & set(near[:2]):
        return None
    if view.says("payment_reference"):
        return Matter.REFUND, Ask.WHICH
    return (Matter.REFUND, Ask.CONFIRM) if view.says("found_the_money") and not view.said.asks_of_us else None


def _above_a_refusal(view: View, near: Sequence[Matter], _first: Question | None) -> _Asked:
    """Whether anybody stands above a shop that has said no."""
    said_no = money_back(view).stage in REFUSED and _OF_MONEY_BACK & set(near[:2])
    return (Matter.REFUND, Ask.WHAT_NEXT) if said_no and view.says("overrules") else None


def _of_a_part(view: View, near: Sequence[Matter], first: Question | None) -> _Asked:
    """A part that belongs to the goods is lacking: that one is sent, and not the money given back."""
    about = set(near[:2]) | ({first.matter} if first else set())
    lacks = view.received_at is not None and bool(about & _OF_PHOTOS) and view.says("part_lacking")
    if not lacks or view.open_remedy(RemedyKind.RESEND):
        return None
    offered = (view.kept or {}).get("deed") == "resend_part"  # and they say which, or ask for it once more
    return Matter.RESEND, Ask.DO_IT if offered else Ask.MAY_I


def _of_time_left(view: View, near: Sequence[Matter], first: Question | None) -> _Asked:
    """How long they may still send it back, where nothing runs yet."""
    right = view.claimable(Guarantee.RETURN_7_DAYS)
    if right is None or not view.says("last_day") or money_back(view).stage not in NOTHING_RUNS:
        return None
    if near[:1] and near[0] in _FAULTS | {Matter.INVOICE}:
        return None
    if Matter.EXCHANGE in near:
        return Matter.EXCHANGE, Ask.WHEN
    return (Matter.RETURN, Ask.WHEN) if first is None or first.ask in {Ask.WHEN, Ask.MAY_I, Ask.HOW_MUCH} else None


def _of_two_kinds(view: View, near: Sequence[Matter], first: Question | None) -> _Asked:
    """What the other colour costs more, where an exchange is spoken of: no price that fell."""
    swapped = near[:1] == [Matter.EXCHANGE] and first is not None and first.matter is Matter.PRICE
    return (Matter.EXCHANGE, Ask.HOW_MUCH) if swapped and not view.says("fell_in_price") else None


def _if_sold_out(view: View, near: Sequence[Matter], _first: Question | None) -> _Asked:
    """An exchange, and the money only if the shop has none."""
    swapped = Matter.EXCHANGE in near and view.received_at is not None and view.says("supposes")
    return (Matter.EXCHANGE, Ask.WHAT_IF) if swapped and view.says("sold_out") and view.says("money_instead") else None


def _if_it_comes(view: View, _near: Sequence[Matter], first: Question | None) -> _Asked:
    """The parcel that they have given up turns up after all."""
    under_way = view.order.sent and view.received_at is None and money_back(view).stage not in NOTHING_RUNS
    asked = first is not None and first.ask in {Ask.WHEN, Ask.WHAT_IF, Ask.WHAT_NEXT, Ask.STATUS}
    return (Matter.REFUND, Ask.WHAT_IF) if under_way and asked and view.says("comes_anyway") else None


def _of_sending(view: View, _near: Sequence[Matter], _first: Question | None) -> _Asked:
    """What counts as sent, and what if it is sent at the last moment."""
    waits = not view.order.sent and view.order.paid_at is not None
    if waits and view.says("counts_as_sent"):
        return Matter.DISPATCH, Ask.CONFIRM
    return (Matter.DISPATCH, Ask.WHAT_IF) if waits and view.says("stuck_with_it") else None


def _if_lost(view: View, _near: Sequence[Matter], _first: Question | None) -> _Asked:
    """Whether a parcel under way is lost: what the courier says of it, before what they could have instead."""
    asked = view.says("lost_or_not") and standing(view, parcel_of(view)) in UNDER_WAY
    return (Matter.MISSING, Ask.STATUS) if asked else None


def _of_choices(view: View, _near: Sequence[Matter], _first: Question | None) -> _Asked:
    """What they can choose of a parcel that does not come."""
    parcel = parcel_of(view)
    if parcel is None or not view.says("options_asked") or standing(view, parcel) not in UNDER_WAY | GONE:
        return None
    return Matter.DELIVERY, Ask.WHAT_NEXT


def _of_customs(view: View, near: Sequence[Matter], _first: Question | None) -> _Asked:
    """Whether what asks for duties is real."""
    held = Matter.DELIVERY in near and standing(view, parcel_of(view)) is Standing.CUSTOMS
    return (Matter.DELIVERY, Ask.EVIDENCE) if held and view.says("makes_sure") else None


def _shop_to_be_asked(view: View, near: Sequence[Matter], _first: Question | None) -> _Asked:
    """The shop is to be asked for the difference in price, however they put it."""
    return (Matter.PRICE, Ask.DO_IT) if Matter.PRICE in near[:2] and view.says("go_ask_shop") else None


def _of_freight(view: View, near: Sequence[Matter], _first: Question | None) -> _Asked:
    """Who would pay for sending it back if it were faulty; whether two sums come together."""
    if Matter.RETURN_FREIGHT in near[:2] and view.remedy(RemedyKind.FREIGHT_CLAIM) and view.says("in_all"):
        return Matter.REFUND, Ask.HOW_MUCH
    about = {Matter.RETURN, Matter.RETURN_FREIGHT} & set(near[:2])
    if not about or money_back(view).stage not in NOTHING_RUNS:
        return None
    if view.says("partial_money") and view.said.asks_of_us and not _FAULTS & set(near):
        return Matter.RETURN, Ask.WHAT_IF  # would they pay less for it
    if not view.says("supposes"):
        return None
    if view.says("refuses") and not view.says("goods_faulty"):
        return Matter.RETURN, Ask.WHAT_IF
    return (Matter.RETURN_FREIGHT, Ask.WHO) if view.says("goods_faulty") and view.said.asks_of_us else None


_MOVED_BY_US = frozenset({Ask.HOW, Ask.MAY_I, Ask.WHAT_NEXT, Ask.STATUS, Ask.CONFIRM})


def _of_what_runs(view: View, near: Sequence[Matter], first: Question | None) -> _Asked:
    """Of money that is on its way back: another account, whether they have to do anything, pushing whoever has it."""
    runs = money_back(view).stage not in {Stage.NONE, Stage.WITHDRAWN}
    of_it = near[:1] and near[0] in _OF_MONEY_BACK | {Matter.PROMISE, Matter.MERCHANT}
    if not runs or not of_it or (first is not None and first.matter is Matter.COMPENSATION):
        return None
    if view.says("other_account", "to_balance"):
        return Matter.REFUND, Ask.WHERE_TO
    if view.says("must_i_act") and first is not None and first.ask in _MOVED_BY_US:
        return Matter.REFUND, Ask.HOW
    return (Matter.REFUND, Ask.DO_IT) if view.says("pushes_them") and not view.said.asks else None


_OF_STANDING = frozenset({Ask.WHY, Ask.STATUS, Ask.REPORT, Ask.COMPLAIN, Ask.WHEN, Ask.HOW_LONG_OVERDUE})


def _of_standing_still(view: View, near: Sequence[Matter], first: Question | None) -> _Asked:
    """Why nothing moves: of what has not left, its dispatch, of what is under way, the parcel."""
    asks = view.says("not_moved") and first is not None and first.ask in _OF_STANDING and not view.says("declared_lost")
    if not asks or _gives_up(near) or money_back(view).stage is not Stage.NONE:
        return None
    if view.order.status is OrderStatus.PAID:
        return Matter.DISPATCH, Ask.WHY
    parcel = parcel_of(view)
    on_its_way = parcel is not None and standing(view, parcel) in UNDER_WAY
    return (Matter.DELIVERY, Ask.WHY) if on_its_way else None


def _of_the_share(view: View, near: Sequence[Matter], first: Question | None) -> _Asked:
    """Why less comes back than a piece cost, or who has the rest: what was taken off the order is shared out."""
    about = set(near[:1]) | ({first.matter} if first else set())
    off = {
        Decimal(one.decimal())
        for item in view.order.items
        if item.discount and item.discount.amount
        for one in (item.price, item.discount)
    }
    asks = view.said.asks or (first is not None and first.ask in {Ask.WHY, Ask.HOW_MUCH, Ask.COMPLAIN, Ask.WHO})
    return (Matter.REFUND, Ask.HOW_MUCH) if asks and about & _OF_MONEY_BACK and off & set(view.said.prices) else None


def _posts_it(view: View) -> bool:
    return view.received_at is not None and view.says("posts_it")


def _of_its_number(view: View, _near: Sequence[Matter], _first: Question | None) -> _Asked:
    return (Matter.MERCHANT, Ask.WHICH) if view.says("order_number_asked") else None


def _of_the_address(view: View, _near: Sequence[Matter], first: Question | None) -> _Asked:
    """It goes to where they no longer live: to be changed, though they only tell or ask how it stands."""
    tells = first is not None and first.matter is Matter.ADDRESS and first.ask in {Ask.STATUS, Ask.REPORT, Ask.WHERE_TO}
    at_shop = may_change_address(view.order) and view.remedy(RemedyKind.ADDRESS_CHANGE) is None
    return (Matter.ADDRESS, Ask.CHANGE) if tells and at_shop and view.says("address_old") else None


def _of_the_new_one(view: View, near: Sequence[Matter], first: Question | None) -> _Asked:
    """When it comes, asked of what is sent again and not of the parcel that was lost."""
    if view.open_remedy(RemedyKind.RESEND) is None or Matter.RESEND not in near[:2]:
        return None
    if first is not None and first.matter is Matter.SERVICE and first.ask in _OF_IT_ANEW and not view.says(*_SERVED):
        return Matter.RESEND, first.ask
    return (Matter.RESEND, Ask.WHEN) if view.says("comes_when") else None


def _of_what_is_wrong(view: View, near: Sequence[Matter], first: Question | None) -> _Asked:
    """How a photo gets here; the goods rather than the money for what came broken or not at all."""
    about = set(near[:2]) | ({first.matter} if first else set())
    if about & _OF_PHOTOS and view.says("photo_how") and view.says("photo_named"):
        return Matter.DAMAGE, Ask.EVIDENCE
    if (
        view.says("which_faster")
        and not view.says("new_one_wished", "again_wished")
        and (Matter.MISSING in about or standing(view, parcel_of(view)) in GONE)
    ):
        return Matter.MISSING, Ask.WHICH
    if about & _FAULTS and view.says("rather_goods"):
        return Matter.RESEND, Ask.DO_IT
    wrong = view.received_at is not None and about & (_FAULTS | _OF_MONEY_BACK)
    less = wrong and view.said.prices and view.says("sum_for_keeping") and not view.said.asks
    return (Matter.REFUND, Ask.DO_IT) if less else None


def _of_the_courier(view: View, near: Sequence[Matter], _first: Question | None) -> _Asked:
    """What the one at the door did or wants: money, a report of them; the paper that was signed."""
    if not view.order.parcels:
        return None
    if view.says("courier_reported"):
        return Matter.MERCHANT, Ask.DO_IT
    if view.says("money_at_door"):
        return Matter.MERCHANT, Ask.COMPLAIN
    if view.says("number_for_me") and not view.says("complaint_number", "order_number_asked"):
        return Matter.DELIVERY, Ask.WHICH
    unsent = view.order.not_dispatched() and _first is not None and _first.matter in _FAULTS
    if unsent and view.says("only_part_came"):
        return Matter.DELIVERY, Ask.NOT_ALL  # the rest was not taken out: it has not been sent
    come = standing(view, parcel_of(view)) is Standing.ARRIVED
    return (Matter.MISSING, Ask.EVIDENCE) if come and view.says("proof_wanted") and near else None


def _of_what_is_looked_for(view: View, near: Sequence[Matter], _first: Question | None) -> _Asked:
    """It is there after all, or nobody has to look any more; it does not come, and is to be sent once more."""
    looks = courier_pushed(view) is not None and bool({Matter.MISSING, Matter.DELIVERY, Matter.PROMISE} & set(near[:2]))
    if looks and view.says("turned_up_now", "looked_no_more") and not view.says("supposes", "turns_up_later"):
        return Matter.MISSING, Ask.UNDO
    supposed = _first is not None and _first.ask is Ask.WHAT_IF and _first.ask_sure >= _PLAIN_ASK
    gone = standing(view, parcel_of(view)) in GONE and view.says("again_wished") and not supposed
    runs = money_back(view).stage is not Stage.NONE
    return (Matter.RESEND, Ask.DO_IT) if gone and not runs and not view.says("money_wished", "which_faster") else None


def _of_the_whole_sum(view: View, _near: Sequence[Matter], first: Question | None) -> _Asked:
    """The very sum that was paid is wanted back, whatever was spoken of last."""
    if not view.says("sum_back") or money_back(view).stage is not Stage.NONE or view.order.paid_at is None:
        return None
    paid = {Decimal(one.decimal()) for one in (view.order.total, view.back(None))}
    if not paid & set(view.said.prices) or view.says("supposes") or (first and first.matter in _OF_MONEY_BACK):
        return None
    come = standing(view, parcel_of(view)) is Standing.ARRIVED
    return (Matter.RETURN if come and view.says("takes_goods_back") else Matter.REFUND), Ask.DO_IT


def _of_lateness(view: View, near: Sequence[Matter], _first: Question | None) -> _Asked:
    """Who set the sum for lateness that was just told."""
    return (Matter.COMPENSATION, Ask.WHO) if near[:1] == [Matter.COMPENSATION] and view.says("who_decides") else None


def _of_a_person(view: View, near: Sequence[Matter], first: Question | None) -> _Asked:
    """Until when people are there, and whether all has to be told once more."""
    if Matter.PERSON not in {*near[:1], *({first.matter} if first else ())}:
        return None
    if view.says("sees_history"):
        return Matter.PERSON, Ask.WHAT_NEXT
    return (Matter.PERSON, Ask.WHEN) if view.says("persons_hours") else None


def _of_trouble(view: View, _near: Sequence[Matter], first: Question | None) -> _Asked:
    """Is there a problem with it, asked of what has not come: how it stands."""
    waits = view.order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED} and view.received_at is None
    asks = waits and view.says("any_problem") and (first is None or first.matter not in _OF_IT_ALREADY)
    return (Matter.DELIVERY if view.order.sent else Matter.DISPATCH, Ask.STATUS) if asks else None


def _of_the_rule(view: View, _near: Sequence[Matter], first: Question | None) -> _Asked:
    """Where it is written by when it has to leave."""
    waits = not view.order.sent and view.order.paid_at is not None
    asks = waits and view.says("rule_asked") and first is not None and first.matter in _BY_WHEN
    return (Matter.DISPATCH, Ask.EVIDENCE) if asks else None


_BY_WHEN = frozenset({Matter.DISPATCH, Matter.DELIVERY, Matter.PROMISE, Matter.MERCHANT})


def _of_what_leaks(view: View, _near: Sequence[Matter], first: Question | None) -> _Asked:
    """What to do with a thing that leaks or sparks, whatever was spoken of last."""
    come = standing(view, parcel_of(view)) is Standing.ARRIVED
    asks = come and view.says("unsafe_thing") and view.says("what_to_do") and first is not None
    return (Matter.DAMAGE, Ask.WHAT_NEXT) if asks and not view.says("harmed") else None


def _of_two_orders(view: View, near: Sequence[Matter], _first: Question | None) -> _Asked:
    return (Matter.CANCEL, Ask.MAY_I) if not near and view.says("bought_twice") and not view.order.sent else None


_RULES: tuple[Callable[[View, Sequence[Matter], Question | None], _Asked], ...] = (
    _goes_on, _of_cancelled, _of_the_way, _of_a_refund, _of_a_refusal, _of_what_runs, _of_standing_still,
    _sent_or_not, _chased, _money_feared_for, _of_the_new_one, _of_what_is_wrong, _of_the_address, _of_its_number,
    _of_the_share, _of_the_courier, _of_what_is_looked_for, _of_the_whole_sum, _of_lateness, _of_a_person,
    _of_trouble, _of_two_orders, _of_the_rule, _of_what_leaks, _of_all_of_it, _for_the_wait, _of_what_is_late,
    _of_the_goods, _of_unsent, _of_money_paid, _above_a_refusal, _of_a_part, _of_time_left, _of_two_kinds,
    _if_sold_out, _if_it_comes, _of_sending, _if_lost, _of_choices, _of_customs, _shop_to_be_asked, _of_freight,
)  # fmt: skip


def _of_a_sum(view: View, first: Question | None, asks: Mapping[str, float]) -> Question | None:
    """A sum that is known of one matter only names that matter."""
    figures, known = set(view.said.prices), _sums(view)
    named = {matter for matter, amount in known if amount in figures}
    if len(named) != 1 or first is None or (first.sure >= _UNSURE and (first.named or first.ask is Ask.WHAT_IF)):
        return None
    matter = next(iter(named))
    if first.matter is matter or (matter is Matter.REFUND and first.matter in _OF_MONEY_BACK):
        return None
    ask = Ask(max(asks, key=lambda name: asks[name])) if asks else Ask.STATUS
    if asks.get(ask.value, 0.0) < _PLAIN_ASK:
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
