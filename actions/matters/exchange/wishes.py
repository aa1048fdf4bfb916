"""What they want done: asked for, pushed, called off, changed; and what they report."""

from __future__ import annotations

from dataclasses import replace

from actions.matters.answer import Answer, Do, Offer, answer, say
from actions.matters.exchange.deeds import AS_SAID, SAME, offers, wish_named
from actions.matters.exchange.money import money_instead
from actions.matters.exchange.outlook import may_i, overdue
from actions.matters.exchange.stages import KIND, NOTHING_YET, Stage, fault_right, may_not, stage_of, wants_the_same
from actions.matters.exchange.standing import status
from actions.matters.exchange.terms import fetched, sends_first, who_pays
from actions.matters.goods import (
    PERSON,
    exchange_at_shop,
    kept_items,
    meant,
    newest_parcel,
    number,
    offer_money,
    parcel_says,
    pieces,
    speaks_of_fault,
    words_of,
)
from actions.matters.merchant import tell_shop
from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind
from careline.core.orders import ParcelKind
from careline.core.remedies import RemedyKind, RemedyState
from understanding.context import Question
from understanding.reading import read


def do_it(view: View, question: Question) -> Answer | None:
    """A yes where we have just named all of it; the same goods for a fault; else the present action, which asks the
    shop for its stock. One under way is pushed, with their words where they say more than that."""
    stage = stage_of(view)
    if view.says("money_instead"):
        return money_instead(view, question)
    if stage is Stage.NOTED:
        return status(view, question)
    if stage not in NOTHING_YET:
        return _pushed(view, question, stage)
    if stage not in {Stage.OPEN, Stage.ONLY_FAULT, Stage.UNSENT}:
        return may_not(view, stage)
    return _done_now(view, question)


def _instead_of_money(view: View, money: Remedy) -> Answer:
    """The money was asked for, and now they want the goods: it is taken back, and the exchange offered."""
    items = meant(view) or money.items
    said = say("utter_exchange_instead_of_money", goods=pieces(view, items))
    deed = SAME if speaks_of_fault(view) or money.details.get("reason") == "damaged" else AS_SAID
    kept = {"deed": deed.name, "wish": words_of(view)} if deed is AS_SAID else {"deed": deed.name} | wish_named(view)
    return answer(said, then="withdraw", offer=Offer(asked=Asked.CONFIRM_DEED, items=items, keep=kept))


def _pushed(view: View, question: Question, stage: Stage) -> Answer | None:
    """The shop, or for the new parcel the courier; which one, or by which day, goes to the shop in their own words."""
    if stage is Stage.CAME:
        return status(view, question)
    if stage is Stage.SENT:
        found = status(view, question)
        return answer(*(found.says if found else ()), urge=BlockKind.LOGISTICS)
    if view.says("another_kind", "by_a_day", "sent_how"):
        return answer(do=tell_shop())
    if stage is Stage.SEND_YOURS:
        return sends_first(view)
    before = next((one for one in view.remedies if one.open and one.kind is RemedyKind.URGE_MERCHANT), None)
    return answer(do=tell_shop("hurry")) if before else answer(urge=BlockKind.DISPATCH)


def _done_now(view: View, question: Question) -> Answer | None:
    other = view.says("another_kind")
    if view.offered == Asked.CONFIRM_EXCHANGE and not other:
        return answer(then="affirm")
    if offers(view, SAME):
        return answer(do=Do(deed=SAME, kept={"items": kept_items(view.kept) or view.items} | wish_named(view)))
    if offers(view, AS_SAID) and not other:
        kept = view.kept or {}
        return answer(do=Do(deed=AS_SAID, kept={"items": kept_items(kept), "wish": str(kept.get("wish") or "")}))
    if money := view.open_remedy(RemedyKind.REFUND, RemedyKind.RETURN):
        return _instead_of_money(view, money)
    if fault_right(view) and wants_the_same(view):
        return may_i(view, question)
    if stage_of(view) is Stage.ONLY_FAULT:
        return may_i(view, question)
    if other and view.offered in {Asked.EXCHANGE_VARIANT, Asked.HANDOFF_OFFER}:
        return answer(do=Do(deed=AS_SAID, kept={"items": meant(view), "wish": words_of(view)}))
    return answer(then="request_exchange")


def confirmed(view: View, question: Question) -> Answer | None:
    """A yes; who pays the freight, where they ask that in the same breath."""
    found = do_it(view, question)
    if found is None or not view.says("pays_freight") or found.then:
        return found
    return replace(found, says=(*who_pays(view), *found.says))


def undo(view: View, question: Question) -> Answer | None:
    """Taken back where we asked for it; the shop's own exchange is called off by a person."""
    stage = stage_of(view)
    if view.says("money_instead") or stage is Stage.BACK:
        return money_instead(view, question)
    if view.open_remedy(KIND):
        return answer(then="withdraw")
    last = view.remedy(KIND)
    if last and last.state is RemedyState.WITHDRAWN and stage in NOTHING_YET:
        return answer(say("utter_exchange_is_off"))
    if view.offered in {Asked.CONFIRM_EXCHANGE, Asked.EXCHANGE_VARIANT, Asked.EXCHANGE_ITEM}:
        return answer(then="deny")
    return _undone_by_person(stage)


def _undone_by_person(stage: Stage) -> Answer | None:
    if stage in {Stage.UNDECIDED, Stage.SEND_YOURS}:
        return answer(say("utter_exchange_undo_at_shop"), offer=PERSON)
    if stage in {Stage.YOURS_UNDER_WAY, Stage.SENT}:
        return answer(say("utter_exchange_undo_late"), offer=PERSON)
    return answer(say("utter_exchange_none_running")) if stage in NOTHING_YET else None


def change(view: View, question: Question) -> Answer | None:
    """Another one than was asked for: taken back first where the shop has it; else money, or the present action."""
    if view.says("money_instead"):
        return money_instead(view, question)
    if running := view.open_remedy(KIND):
        return _changed(view, running)
    if stage_of(view) in {Stage.UNDECIDED, Stage.SEND_YOURS, Stage.YOURS_UNDER_WAY, Stage.BACK}:
        return answer(say("utter_exchange_change_at_shop"), do=tell_shop())
    return do_it(view, question)  # 换, 换37的: nothing is under way that could be changed


def _changed(view: View, running: Remedy) -> Answer:
    """The first one is taken back, and the other one asked for after a yes, where they have named it."""
    if not view.says("another_kind") or view.spoken:
        return answer(say("utter_exchange_changed"), then="withdraw")
    wish = words_of(view)
    deed = SAME if running.clause in {"quality_return", "damage_cover"} else AS_SAID
    again = Offer(asked=Asked.CONFIRM_DEED, items=running.items, keep={"deed": deed.name, "wish": wish})
    return answer(say("utter_exchange_changed_to", wanted=read(wish).kind_quoted), then="withdraw", offer=again)


def not_all(view: View, question: Question) -> Answer | None:
    """Which of the two is sent first reads like a choice of some; else only these pieces."""
    if view.says("sends_first"):
        return sends_first(view)
    if view.open_remedy(KIND) and not view.says("money_instead"):
        return answer(do=tell_shop())  # the charger too: what they add goes to the shop
    return do_it(view, question)


def complain(view: View, question: Question) -> Answer | None:
    """What weighs on them: too heavy to carry, or money; else what they report."""
    if view.says("fetched"):
        return fetched(view)
    return answer(*who_pays(view)) if view.says("pays_freight") else report(view, question)


def report(view: View, question: Question) -> Answer | None:
    """The new one is not right either, or the shop has gone quiet."""
    stage = stage_of(view)
    if stage is Stage.CAME or view.says("bad_again"):
        items = meant(view)
        if not view.back(items).amount:
            return status(view, question)
        amount = view.money(view.back(items))
        return answer(say("utter_exchange_wrong_again", amount=amount), offer=offer_money(items, "damaged"))
    return overdue(view, question)


def which(view: View, question: Question) -> Answer | None:
    """The new parcel's number, what was asked for, the exchange's own number."""
    parcel, told, remedy = newest_parcel(view, ParcelKind.EXCHANGE), exchange_at_shop(view), view.open_remedy(KIND)
    if told and told.live and view.says("another_kind"):
        return answer(say("utter_exchange_kind_untold"), do=tell_shop("kind_asked"))
    if stage_of(view) in {Stage.OPEN, Stage.ONLY_FAULT} and view.said.names_kind and not view.said.asks_of_us:
        return do_it(view, question)  # 登记换白的 尺寸还是那个: which one they want is the wish
    if parcel:
        return answer(*parcel_says(view, parcel, again=False))
    details = remedy.details if remedy else {}
    title = str(details.get("wish") or details.get("variant_title") or "").strip().rstrip("。.!！?？")
    if title:
        return answer(say("utter_exchange_asked_for", variant=title))
    if told and told.live:
        return answer(say("utter_exchange_number", number=number(view, told.refund_id)))
    return status(view, question)
