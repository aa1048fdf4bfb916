"""What words plainly ask of the goods themselves: a part that lacks, another kind, a new one, until when. Pure.

Rules of `plainly.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.matters.about import GIVEN_BACK
from actions.matters.money_back import NOTHING_RUNS, money_back
from actions.matters.parcels import GONE, Standing, parcel_of, standing
from actions.matters.parts import part_meant
from actions.matters.plain_words import FAULTS, OF_PHOTOS, PlainlyAsked
from actions.matters.view import View
from careline.core.orders import Guarantee
from careline.core.remedies import MONEY_BACK, URGES, RemedyKind, RemedyState
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

_OF_IT_ANEW = frozenset({Ask.WHEN, Ask.WHAT_IF, Ask.STATUS, Ask.MAY_I, Ask.EVIDENCE})
_SERVED = ("fitting_asked", "installing", "stock", "how_to_use", "warranty", "specs")


def of_the_goods(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """What becomes of the goods they have, while something is decided about them."""
    asks = view.says("goods_meanwhile") and view.said.asks_of_us and not view.says("money_instead", "money_wished")
    if view.received_at is None or not asks:
        return None
    if view.open_remedy(RemedyKind.EXCHANGE):
        return Matter.EXCHANGE, Ask.WHAT_NEXT
    if view.open_remedy(RemedyKind.RESEND) or set(near[:1]) & FAULTS:
        return Matter.DAMAGE, Ask.MAY_I
    return (Matter.REFUND, Ask.MAY_I) if money_back(view).stage not in NOTHING_RUNS else None


def of_a_part(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """A part that belongs to the goods is lacking: that one is sent, and not the money given back."""
    about = set(near[:2]) | ({first.matter} if first else set())
    lacks = view.received_at is not None and bool(about & OF_PHOTOS) and view.says("part_lacking")
    if not lacks or view.open_remedy(RemedyKind.RESEND):
        return None
    offered = (view.kept or {}).get("deed") == "resend_part"  # and they say which, or ask for it once more
    return Matter.RESEND, Ask.DO_IT if offered else Ask.MAY_I


def of_a_part_alone(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """A part is wished for, which is no exchange of the whole; where the whole or the money runs, that goes on."""
    runs = view.open_remedy(RemedyKind.RESEND, RemedyKind.EXCHANGE) or money_back(view).stage not in NOTHING_RUNS
    if runs or view.received_at is None or not part_meant(view):
        return None
    return Matter.RESEND, Ask.MAY_I if view.said.asks_of_us or view.says("asks_whether") else Ask.DO_IT


def of_time_left(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """How long they may still send it back, where nothing runs yet."""
    right = view.claimable(Guarantee.RETURN_7_DAYS)
    if right is None or not view.says("last_day") or money_back(view).stage not in NOTHING_RUNS:
        return None
    if {Matter.PRICE, Matter.INVOICE} & set(near) or (near[:1] and near[0] in FAULTS) or view.says(*_SERVED):
        return None
    if Matter.EXCHANGE in near:
        return Matter.EXCHANGE, Ask.WHEN
    return (Matter.RETURN, Ask.WHEN) if first is None or first.ask in {Ask.WHEN, Ask.MAY_I, Ask.HOW_MUCH} else None


def of_two_kinds(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """What the other colour costs more, where an exchange is spoken of: no price that fell."""
    swapped = near[:1] == [Matter.EXCHANGE] and first is not None and first.matter is Matter.PRICE
    return (Matter.EXCHANGE, Ask.HOW_MUCH) if swapped and not view.says("fell_in_price") else None


def swap_kept(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """The exchange that runs is to stay as it is, whatever else is tried beside it."""
    runs = view.open_remedy(RemedyKind.EXCHANGE) is not None and view.says("exchange_stays")
    return (Matter.EXCHANGE, Ask.STATUS) if runs else None


def sent_back_as_faulty(view: View, _near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """It is to go back as faulty, so that nothing is to be paid: a fault is what they tell."""
    wished = view.received_at is not None and view.says("returns_as_faulty") and not view.said.asks_of_us
    return (Matter.DAMAGE, Ask.DO_IT) if wished and money_back(view).stage in NOTHING_RUNS else None


def of_a_fault_in_it(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """A fault is told while a return for no reason is spoken of: whose freight it is hangs on that, and more."""
    back = near[:1] in ([Matter.RETURN], [Matter.RETURN_FREIGHT]) and money_back(view).stage in NOTHING_RUNS
    told = first is not None and (first.matter in FAULTS or first.ask in {Ask.REPORT, Ask.COMPLAIN, Ask.WHY})
    if not (back and told) or view.received_at is None or view.says("supposes", "if_sent_back", "whose_quality"):
        return None
    return Matter.DAMAGE, Ask.REPORT


def if_sold_out(view: View, near: Sequence[Matter], _first: Question | None) -> PlainlyAsked:
    """An exchange, and the money only if the shop has none; what if it has none to send again."""
    anew = view.open_remedy(RemedyKind.RESEND) and Matter.RESEND in near[:2]
    if anew and view.says("sold_out") and view.says("supposes"):
        return Matter.RESEND, Ask.WHAT_IF
    swapped = Matter.EXCHANGE in near and view.received_at is not None and view.says("supposes", "sold_out_then")
    return (Matter.EXCHANGE, Ask.WHAT_IF) if swapped and view.says("sold_out") and view.says("money_instead") else None


def of_the_new_one(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """When it comes, asked of what is sent again and not of the parcel that was lost."""
    if view.open_remedy(RemedyKind.RESEND) is None or Matter.RESEND not in near[:2]:
        return None
    if first is not None and first.matter is Matter.SERVICE and first.ask in _OF_IT_ANEW and not view.says(*_SERVED):
        return Matter.RESEND, first.ask
    return (Matter.RESEND, Ask.WHEN) if view.says("comes_when") else None


def of_what_is_wrong(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """How a photo gets here; the goods rather than the money for what came broken or not at all."""
    about = set(near[:2]) | ({first.matter} if first else set())
    here = bool(about & OF_PHOTOS) or (not near and view.received_at is not None)  # behind a word to another order
    if here and view.says("photo_how") and view.says("photo_named"):
        return Matter.DAMAGE, Ask.EVIDENCE
    if (
        view.says("which_faster")
        and not view.says("new_one_wished", "again_wished")
        and (Matter.MISSING in about or standing(view, parcel_of(view)) in GONE)
    ):
        return Matter.MISSING, Ask.WHICH
    if about & FAULTS and view.says("rather_goods"):
        return Matter.RESEND, Ask.DO_IT
    wrong = view.received_at is not None and about & (FAULTS | GIVEN_BACK)
    less = wrong and view.said.prices and view.says("sum_for_keeping") and not view.said.asks
    return (Matter.REFUND, Ask.DO_IT) if less else None


def of_what_was_worn(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Used or washed already, told where an exchange or a return is spoken of: whether it can go back so."""
    told = view.received_at is not None and first is not None and first.ask in _TELLS_OR_ASKS and near
    if not told or view.says("goods_faulty", "faulty") or view.open_remedy(RemedyKind.REFUND):
        return None
    if near[0] is Matter.EXCHANGE:
        return Matter.EXCHANGE, Ask.WHAT_IF
    return (Matter.RETURN, Ask.MAY_I) if near[0] is Matter.RETURN else None


_TELLS_OR_ASKS = frozenset({Ask.REPORT, Ask.MAY_I, Ask.WHAT_IF, Ask.WHAT_NEXT, Ask.COMPLAIN, Ask.HOW, Ask.STATUS})


def if_taken_back(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Whether what they took back is really off: nobody comes to collect it."""
    last = next((one for one in reversed(view.remedies) if one.kind not in URGES), None)
    if last is None or last.state is not RemedyState.WITHDRAWN or money_back(view).stage not in NOTHING_RUNS:
        return None
    asks = view.said.asks_of_us or (first is not None and first.ask in _WHETHER_IT_IS_OFF)
    if not asks:
        return None
    if last.kind is RemedyKind.EXCHANGE:
        return Matter.EXCHANGE, Ask.UNDO
    return (Matter.REFUND, Ask.STATUS) if last.kind in MONEY_BACK else None


_WHETHER_IT_IS_OFF = frozenset({Ask.MAY_I, Ask.UNDO, Ask.WHAT_IF, Ask.STATUS, Ask.DENY})


def of_a_fake(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Somebody says that it is not genuine: no fault that a photo shows."""
    told = view.received_at is not None and (first is None or first.matter in FAULTS | {Matter.OTHER, Matter.SERVICE})
    return (Matter.AUTHENTICITY, Ask.REPORT) if told and Matter.AUTHENTICITY not in near else None


def of_a_person(view: View, near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """Until when people are there, and whether all has to be told once more."""
    if Matter.PERSON not in {*near[:1], *({first.matter} if first else ())}:
        return None
    if view.says("sees_history"):
        return Matter.PERSON, Ask.WHAT_NEXT
    return (Matter.PERSON, Ask.WHEN) if view.says("persons_hours") else None


def of_what_leaks(view: View, _near: Sequence[Matter], first: Question | None) -> PlainlyAsked:
    """What to do with a thing that leaks or sparks, whatever was spoken of last."""
    come = standing(view, parcel_of(view)) is Standing.ARRIVED
    asks = come and view.says("unsafe_thing") and view.says("what_to_do") and first is not None
    return (Matter.DAMAGE, Ask.WHAT_NEXT) if asks and not view.says("harmed") else None
