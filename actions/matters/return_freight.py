"""Who pays for sending back, and what the insurance gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.matters import shipping_fee
from actions.matters.about import About, OurQuestion
from actions.matters.answer import Answer, Cell, Deed, Do, Offer, Say, Wished, answer, offer, say
from actions.matters.returns.outlook import when
from actions.matters.returns.stages import Stage, faulty, stage_of, the_return
from actions.matters.told import by, first_of, noted, number_said, open_about, undo_buttons
from actions.matters.view import View
from actions.memory import Asked
from actions.orders import relevance
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind
from careline.core.guarantees import Needs, Right, RightState
from careline.core.money import Money, MoneyError
from careline.core.orders import ClaimStatus, Guarantee
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.wording.enquiries import Enquiry
from understanding.context import Question
from understanding.deeds import Verb
from understanding.taxonomy import Ask, Matter

MATTER = Matter.RETURN_FREIGHT
_CLAIM = Offer(asked=Asked.CONFIRM_FREIGHT)


# Facts


def _insurance(view: View) -> Right | None:
    return view.right(Guarantee.FREIGHT_INSURANCE)


def _claimable(view: View) -> Right | None:
    right = view.claimable(Guarantee.FREIGHT_INSURANCE)
    return right if right and right.amount else None


def _insured(view: View) -> Right | None:
    """The insurance while it can still pay: nothing claimed yet."""
    right = _insurance(view)
    alive = right and right.amount and right.state in {RightState.ACTIVE, RightState.CLAIMABLE}
    return right if alive else None


def _spent(view: View) -> Money | None:
    """What the consumer laid out: on record, else the one figure of their words."""
    told = view.order.freight.paid_by_consumer
    if told:
        return told
    right, figures = _insurance(view), view.said.prices
    currency = right.amount.currency if right and right.amount else view.order.total.currency
    if not figures or not figures[0]:
        return None
    try:
        found = [Money.parse(str(figure), currency) for figure in figures]
    except MoneyError:
        return None
    most = max(found, key=lambda one: one.amount)
    limit = right.amount.amount if right and right.amount else 0
    rest_of_it = {limit, most.amount - limit}  # 花了14, 那4块呢: the parts of what was spent
    return most if all(one == most or one.amount in rest_of_it for one in found) else None


def _rest(view: View) -> Money | None:
    """What the consumer laid out and the insurance does not pay."""
    spent, right, claim = _spent(view), _insurance(view), view.order.freight.claim
    if spent is None:
        return None
    declined = claim and claim.status is ClaimStatus.REJECTED
    paid = None if declined or right is None else right.amount
    if paid and paid.currency != spent.currency:
        return None
    left = Money(max(0, spent.amount - (paid.amount if paid else 0)), spent.currency)
    return left if left.amount else None


def _declined_sum(view: View) -> Money | None:
    """What was claimed and declined, by the shop's record or ours; None where nothing was declined."""
    claim, ours = view.order.freight.claim, view.remedy(RemedyKind.FREIGHT_CLAIM)
    if claim:
        return claim.amount if claim.status is ClaimStatus.REJECTED else None
    return ours.amount if ours and ours.state is RemedyState.REFUSED else None


def _over(view: View) -> Money | None:
    """What was spent above what a declined claim could pay."""
    spent, most = _spent(view), _declined_sum(view)
    if spent is None or most is None or spent.currency != most.currency or spent.amount <= most.amount:
        return None
    return Money(spent.amount - most.amount, spent.currency)


# Deeds


def _not_claimable(view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    if view.open_remedy(RemedyKind.FREIGHT_CLAIM) or _claimable(view):
        return ()
    return (say("utter_freight_nothing_to_claim"),)


def _claim_wished(view: View, _kept: Mapping[str, Any]) -> Wished:
    right = _claimable(view)
    running = view.open_remedy(RemedyKind.FREIGHT_CLAIM)
    if right is None:
        return Wished(items=running.items if running else None, amount=running.amount if running else None)
    return Wished(items=right.items, amount=right.amount, right=right)


def _claim_told(view: View, remedy: Remedy) -> Sequence[Say]:
    amount, until, undo = (
        view.money(remedy.amount) if remedy.amount else "",
        by(view, remedy),
        undo_buttons(view, remedy),
    )
    if remedy.state is RemedyState.NEEDS_APPROVAL:
        return (say("utter_freight_claim_with_colleague", amount=amount, by=until, buttons=undo),)
    return (say("utter_freight_claim_made", amount=amount, by=until, buttons=undo),)


CLAIM = Deed(
    name="freight_claim", kind=RemedyKind.FREIGHT_CLAIM, matter=MATTER, refused=_not_claimable, wished=_claim_wished,
    told=_claim_told,
)  # fmt: skip
"""Have the insurance pay: it costs the consumer nothing, so plain words are enough."""


def _always(_view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    return ()


def _from_shop_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    rest = _rest(view)
    details: dict[str, Any] = {"note": kept.get("note") or noted(view)}
    if rest:
        details["claimed"] = {"amount": rest.decimal(), "currency": rest.currency}
    return Wished(details={name: value for name, value in details.items() if value}, about=Enquiry.RETURN_FREIGHT)


def _from_shop_told(view: View, remedy: Remedy) -> Sequence[Say]:
    until, undo, rest = by(view, remedy), undo_buttons(view, remedy), _rest(view)
    if rest:
        return (say("utter_freight_from_shop_asked", amount=view.money(rest), by=until, buttons=undo),)
    return (say("utter_freight_from_shop_asked_all", by=until, buttons=undo),)


FROM_SHOP = Deed(
    name="freight_from_shop", kind=RemedyKind.COMPLAINT, matter=MATTER, refused=_always, wished=_from_shop_wished,
    told=_from_shop_told,
)  # fmt: skip
"""A colleague claims from the shop what the consumer laid out for a return that is the shop's fault."""


def _nothing_declined(view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    return () if _declined_sum(view) else (say("utter_freight_nothing_to_claim"),)


def _appeal_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    amount, number = _declined_sum(view), kept.get("number")
    details: dict[str, Any] = {"note": kept.get("note") or noted(view), "tracking_no": number}
    if amount:
        details["claimed"] = {"amount": amount.decimal(), "currency": amount.currency}
    about = f"{Enquiry.FREIGHT_APPEAL}:{number}" if number else Enquiry.FREIGHT_APPEAL.value
    return Wished(details={name: value for name, value in details.items() if value}, about=about)


def _appeal_told(view: View, remedy: Remedy) -> Sequence[Say]:
    until, undo, amount = by(view, remedy), undo_buttons(view, remedy), _declined_sum(view)
    said = view.money(amount) if amount else ""
    if number := remedy.details.get("tracking_no"):
        number = number_said(view, str(number))
        return (say("utter_freight_appealed_with_number", number=number, amount=said, by=until, buttons=undo),)
    return (say("utter_freight_appealed", amount=said, by=until, buttons=undo),)


APPEAL = Deed(
    name="freight_appeal", kind=RemedyKind.COMPLAINT, matter=MATTER, refused=_nothing_declined, wished=_appeal_wished,
    told=_appeal_told,
)  # fmt: skip
"""A colleague has the insurer look again at a claim that was declined."""


def _offer_shop(view: View, *says: Say) -> Answer:
    """Unless it is being claimed already, or our offer of the insurance's money is still open."""
    if running := open_about(view, RemedyKind.COMPLAINT, "return_freight"):
        return answer(*says, say("utter_freight_shop_running", by=by(view, running)))
    if view.offered == Asked.CONFIRM_FREIGHT and _claimable(view):
        return answer(*says)
    return answer(*says, say("utter_freight_from_shop_offer"), offer=offer(FROM_SHOP, note=noted(view)))


# Links of the cells


def _claim_stands(view: View, _question: Question) -> Answer | None:
    """The claim that the shop tells of, or ours."""
    claim, order = view.order.freight.claim, view.order
    if claim and claim.status is ClaimStatus.PAID:
        at = view.at(claim.paid_at or claim.requested_at)
        return answer(say("utter_freight_came", amount=view.money(claim.amount), at=at, to=view.goes_to(None)))
    if order.freight.disputed_at:
        at = view.at(order.freight.disputed_at)
        return answer(say("utter_freight_in_dispute", at=at), urge=BlockKind.FREIGHT)
    if claim and claim.status is ClaimStatus.REJECTED:
        return _declined(view, claim.decision)
    if claim:
        due = claim.requested_at + view.rules.promises.freight_claim
        amount = view.money(claim.amount)
        if due <= view.now:
            over = view.lasting(view.now - due)
            return answer(
                say("utter_freight_overdue", amount=amount, due=view.at(due), over=over), urge=BlockKind.FREIGHT
            )
        return answer(say("utter_freight_due", amount=amount, due=view.at(due), to=view.goes_to(None)))
    return _ours_stands(view)


def _ours_stands(view: View) -> Answer | None:
    remedy = view.remedy(RemedyKind.FREIGHT_CLAIM)
    if remedy is None or remedy.state is RemedyState.WITHDRAWN:
        return None
    amount = view.money(remedy.amount) if remedy.amount else ""
    if remedy.state is RemedyState.REFUSED:
        return _declined(view, remedy.answer or "")
    if remedy.state is RemedyState.DONE:
        at = view.at(remedy.ended_at or view.now)
        return answer(say("utter_freight_came", amount=amount, at=at, to=view.goes_to(None)))
    if remedy.due_at is None or remedy.due_at <= view.now or remedy.state is RemedyState.FAILED:
        return answer(then="ask_return_freight")
    return answer(say("utter_freight_pending", amount=amount, by=view.at(remedy.due_at), to=view.goes_to(None)))


def _declined(view: View, decision: str) -> Answer:
    """Not paid, why as far as we were told; with a fault the shop owes it anyway."""
    reason = decision.strip().rstrip("。.!！；; ")
    said = say("utter_freight_no_because", reason=reason) if reason else say("utter_freight_no")
    if faulty(view):
        return _offer_shop(view, said, say("utter_freight_fault_anyway"))
    if running := open_about(view, RemedyKind.COMPLAINT, "return_freight"):
        return answer(said, say("utter_freight_shop_running", by=by(view, running)))
    if _appeal_offered(view):  # told why already, and they do not agree
        return _offer_appeal(view, say("utter_freight_appeal_check"))
    return _offer_appeal(view, said)


def _appeal_offered(view: View) -> bool:
    return view.offered == Asked.CONFIRM_DEED and (view.kept or {}).get("deed") == APPEAL.name


def _offer_appeal(view: View, *says: Say) -> Answer:
    """Unless it is under way already."""
    if running := open_about(view, RemedyKind.COMPLAINT, "freight_appeal"):
        return answer(*says, say("utter_freight_appeal_running", by=by(view, running)))
    amount = _declined_sum(view)
    if amount is None:
        return answer(*says)
    asks = say("utter_freight_appeal_offer", amount=view.money(amount))
    return answer(*says, asks, offer=offer(APPEAL, note=noted(view)))


def _appealed(view: View, _question: Question) -> Answer | None:
    """Looked at again, at once; a tracking number goes with it, later too."""
    if _declined_sum(view) is None:
        return None
    number = view.said.tracking_no
    running = open_about(view, RemedyKind.COMPLAINT, "freight_appeal")
    if running and number is None:
        return answer(say("utter_freight_appeal_running", by=by(view, running)))
    return answer(do=Do(deed=APPEAL, kept={"note": noted(view), "number": number}))


def _number_told(view: View, question: Question) -> Answer | None:
    """The right tracking number after a claim was declined."""
    return _appealed(view, question) if view.said.tracking_no else None


def _after_declining(view: View, _question: Question) -> Answer | None:
    """What an appeal could bring, what is never paid, and what if it fails again."""
    most, over = _declined_sum(view), _over(view)
    if most is None:
        return None
    if view.says("declined_again", "refuses") and view.says("supposes", "declined_again"):
        return answer(say("utter_freight_if_declined_again", amount=view.money(most)))
    if not view.says("not_in_full", "costs_more") and not view.said.prices:
        return None
    if over and faulty(view):
        spent = _spent(view) or most
        said = say("utter_freight_part_fault", amount=view.money(most), spent=view.money(spent), rest=view.money(over))
        return _offer_shop(view, said)
    if over is None:
        return _offer_appeal(view, say("utter_freight_if_approved", amount=view.money(most)))
    return answer(say("utter_freight_over_by_you", amount=view.money(most), rest=view.money(over)))


def _if_approved(view: View, question: Question) -> Answer | None:
    """How much there would be after an appeal."""
    most, over, spent = _declined_sum(view), _over(view), _spent(view)
    if most is None or (over and faulty(view)):
        return _after_declining(view, question)
    if over and spent:
        said = say(
            "utter_freight_if_approved_part", amount=view.money(most), spent=view.money(spent), rest=view.money(over)
        )
    else:
        said = say("utter_freight_if_approved", amount=view.money(most))
    return answer(said) if _appeal_offered(view) else _offer_appeal(view, said)


def _right_number(view: View, _question: Question) -> Answer | None:
    """Whether the right number can still be given."""
    amount = _declined_sum(view)
    if amount is None or not view.says("freight_number") or faulty(view):
        return None
    if running := open_about(view, RemedyKind.COMPLAINT, "freight_appeal"):
        return answer(say("utter_freight_appeal_running", by=by(view, running)))
    said = say("utter_freight_appeal_number", amount=view.money(amount))
    return answer(said, offer=offer(APPEAL, note=noted(view)))


def _appeal_stands(view: View, _question: Question) -> Answer | None:
    """An appeal that is under way."""
    running = open_about(view, RemedyKind.COMPLAINT, "freight_appeal")
    if running is None or _declined_sum(view) is None:
        return None
    return answer(say("utter_freight_appeal_running", by=by(view, running)))


def _disputed(view: View, question: Question) -> Answer | None:
    """The shop and they differ over who pays: it is being decided."""
    return _claim_stands(view, question) if view.order.freight.disputed_at else None


def _shop_running(view: View, _question: Question) -> Answer | None:
    """What we claim from the shop, once that is all that is under way."""
    running = open_about(view, RemedyKind.COMPLAINT, "return_freight")
    if running is None or view.open_remedy(RemedyKind.FREIGHT_CLAIM):
        return None
    return answer(say("utter_freight_shop_running", by=by(view, running)))


def _claim_offered(view: View, _question: Question) -> Answer | None:
    right = _claimable(view)
    if right is None or right.amount is None:
        return None
    said = say("utter_freight_can_claim", amount=view.money(right.amount))
    return answer(said, say("utter_freight_claim_offer"), offer=_CLAIM)


def _who_pays(view: View, _question: Question) -> Answer | None:
    """The shop for a fault, else the consumer; and what the insurance gives back."""
    right = _insured(view)
    spent, rest = _spent(view), _rest(view)
    if faulty(view):
        if _claimable(view) and right and right.amount and spent and rest:
            said = say(
                "utter_freight_by_shop_with_insurance", spent=view.money(spent), amount=view.money(right.amount),
                rest=view.money(rest),
            )  # fmt: skip
            return answer(said, say("utter_freight_claim_offer"), offer=_CLAIM)
        return _offer_shop(view, say("utter_freight_by_shop")) if spent else answer(say("utter_freight_by_shop_later"))
    refund = the_return(view.order)
    known = refund is not None and refund.reason == "no_reason"
    if right and right.amount:
        amount = view.money(right.amount)
        said = (
            say("utter_freight_by_you_insured", amount=amount) if known
            else say("utter_freight_depends_insured", amount=amount)
        )  # fmt: skip
        return answer(said, say("utter_freight_claim_offer"), offer=_CLAIM) if _claimable(view) else answer(said)
    return answer(say("utter_freight_by_you") if known else say("utter_freight_depends"))


def _how_much(view: View, question: Question) -> Answer | None:
    """What the insurance pays at most, and what of the consumer's own money is left over."""
    right, spent, rest = _insured(view), _spent(view), _rest(view)
    claim = view.order.freight.claim
    if claim and claim.status is not ClaimStatus.REJECTED:
        return _of_claim(view, claim.amount)
    running = view.open_remedy(RemedyKind.FREIGHT_CLAIM)
    if running and running.amount:
        return _of_claim(view, running.amount)
    if right is None or right.amount is None:
        return _not_insured(view, question)
    amount = view.money(right.amount)
    if spent and rest:
        said = _part(view, right.amount, spent, rest)
    elif spent:
        said = say("utter_freight_in_full", amount=amount)
    else:
        said = say("utter_freight_at_most", amount=amount)
    return answer(said, say("utter_freight_claim_offer"), offer=_CLAIM) if _claimable(view) else answer(said)


def _part(view: View, amount: Money, spent: Money, rest: Money) -> Say:
    """What the insurance pays of it, and who has the rest."""
    if faulty(view):
        return say(
            "utter_freight_part_fault", amount=view.money(amount), spent=view.money(spent), rest=view.money(rest)
        )
    return say("utter_freight_part", amount=view.money(amount), spent=view.money(spent), rest=view.money(rest))


def _of_claim(view: View, amount: Money) -> Answer:
    spent = view.order.freight.paid_by_consumer
    if spent and spent.currency == amount.currency and spent.amount > amount.amount:
        rest = Money(spent.amount - amount.amount, spent.currency)
        return answer(_part(view, amount, spent, rest))
    return answer(say("utter_freight_sum_full", amount=view.money(amount)))


def _not_insured(view: View, _question: Question) -> Answer | None:
    if _insurance(view) is not None:
        return None
    if faulty(view):
        return (
            _offer_shop(view, say("utter_freight_by_shop"))
            if the_return(view.order)
            else answer(say("utter_freight_by_shop_later"))
        )
    return answer(say("utter_freight_uninsured"))


def _why_not_all(view: View, _question: Question) -> Answer | None:
    """The insurance has a limit; for a fault the shop owes the rest."""
    right = _insurance(view)
    if right is None or right.amount is None or not (view.says("not_in_full") or _rest(view)):
        return None
    if _declined_sum(view):
        return _after_declining(view, _question) if view.says("not_in_full") else None
    amount, rest = view.money(right.amount), _rest(view)
    if not faulty(view):
        return answer(say("utter_freight_limit", amount=amount))
    if rest:
        return _offer_shop(view, say("utter_freight_limit_rest", amount=amount, rest=view.money(rest)))
    return answer(say("utter_freight_limit_fault", amount=amount))


def _why(view: View, question: Question) -> Answer | None:
    if view.says("freight_insurance") and _insurance(view) is None:
        return answer(say("utter_freight_uninsured_why"))
    return _who_pays(view, question)


def _fault_said(view: View, question: Question) -> Answer | None:
    """They tell that it was the shop's fault."""
    claim = view.order.freight.claim
    if not view.says("goods_faulty", "from_shop") or not faulty(view):
        return None
    if claim and claim.status is ClaimStatus.REJECTED:
        return _offer_shop(view, say("utter_freight_by_shop"))
    return _who_pays(view, question)


def _do_it(view: View, _question: Question) -> Answer | None:
    """Claimed at once; what the shop owes is taken up by a colleague, and both where both are asked for."""
    if _claimable(view) is None:
        return None
    if view.says("from_shop") and _rest(view):
        if view.offered == Asked.CONFIRM_FREIGHT:
            return answer(do=Do(deed=FROM_SHOP, kept={"note": noted(view)}), then="affirm")
        return _with_rest(view)
    return answer(do=Do(deed=CLAIM))


def _with_rest(view: View) -> Answer:
    """The claim now, and the rest from the shop after a yes."""
    asks = say("utter_freight_from_shop_offer")
    return answer(asks, do=Do(deed=CLAIM), offer=offer(FROM_SHOP, note=noted(view)))


def _do_from_shop(view: View, _question: Question) -> Answer | None:
    refund, claimed = the_return(view.order), view.open_remedy(RemedyKind.FREIGHT_CLAIM)
    declined = _declined_sum(view) is not None and not view.says("from_shop")
    if view.says("raise_it") and _declined_sum(view) is None and (refund or view.order.freight.paid_by_consumer):
        return answer(do=Do(deed=FROM_SHOP, kept={"note": noted(view)}))
    wished = view.says("from_shop") or (faulty(view) and not claimed and not declined)
    owed = faulty(view) or refund is None or refund.reason != "no_reason"
    sent = refund or view.order.freight.paid_by_consumer
    return answer(do=Do(deed=FROM_SHOP, kept={"note": noted(view)})) if wished and owed and sent else None


def _may_claim(view: View, _question: Question) -> Answer | None:
    if view.says("pay_on_receipt"):
        return answer(say("utter_freight_not_on_receipt"))
    if view.says("which_courier"):
        return answer(say("utter_freight_any_courier"))
    return None


def _how(view: View, _question: Question) -> Answer | None:
    if _insured(view):
        return answer(say("utter_freight_steps"))
    return None


def _which(view: View, _question: Question) -> Answer | None:
    if view.says("which_courier"):
        return answer(say("utter_freight_any_courier"))
    if view.says("freight_insurance") and _insurance(view):
        return answer(say("utter_freight_policy_number", number=number_said(view, view.order.known_as)))
    return answer(say("utter_freight_which_receipt"))


def _evidence(view: View, question: Question) -> Answer | None:
    right = _claimable(view)
    if _declined_sum(view):
        if view.said.tracking_no:
            return _appealed(view, question)
        return _offer_appeal(view, say("utter_freight_receipt_here"))
    if right and Needs.FREIGHT_RECEIPT not in right.needs:
        return answer(say("utter_freight_receipt_kept"))
    return answer(say("utter_freight_receipt_here"))


def _where_to(view: View, _question: Question) -> Answer | None:
    return answer(say("utter_freight_goes_to", to=view.goes_to(None)))


def _what_if(view: View, question: Question) -> Answer | None:
    if view.says("which_courier", "pay_on_receipt"):
        return _may_claim(view, question)
    if view.says("refuses"):
        return answer(say("utter_freight_if_refused"))
    if not view.says("costs_more", "not_in_full") and _spent(view) is None:
        return _by_insurance(view, question) or _declined_anew(view, question) or _who_pays(view, question)
    right = _insured(view)
    if right and _rest(view):
        return _how_much(view, question)
    if not view.says("costs_more"):
        return _claim_stands(view, question) or _claim_offered(view, question) or _who_pays(view, question)
    if right and right.amount:
        return answer(
            say("utter_freight_if_more_fault", amount=view.money(right.amount)) if faulty(view)
            else say("utter_freight_if_more", amount=view.money(right.amount))
        )  # fmt: skip
    return _who_pays(view, question)


def _refused_parcel(view: View, _question: Question) -> Answer | None:
    """A parcel that is refused or goes back undelivered costs the consumer nothing."""
    under_way = view.order.sent and view.received_at is None
    if not under_way or not view.says("refuses_parcel", "goes_back_undelivered"):
        return None
    fee = shipping_fee.fee_of(view) if view.says("fee_comes_back") else None
    first = (say("utter_fee_not_back", amount=view.money(fee)),) if fee and fee.amount else ()
    return answer(*first, say("utter_freight_refusing_free"))


def _the_fee(view: View, question: Question) -> Answer | None:
    """The shipping that was paid with the order, and not the way back."""
    fee = shipping_fee.fee_of(view)
    if fee is None or not fee.amount or not view.says("gives_back", "not_in_full") or view.says("freight_insurance"):
        return None
    named = any(str(figure) == fee.decimal() or f"{figure:.2f}" == fee.decimal() for figure in view.said.prices)
    kept_back = view.order.freight.paid_by_consumer is None and shipping_fee.kept_back(view)
    if not (named or kept_back or view.says("paid_with_order")):
        return None
    cell = shipping_fee.CELLS.get(question.ask)
    return cell(view, question) if cell else None


def _declined_anew(view: View, question: Question) -> Answer | None:
    """A claim that was declined is what their "if not" and "who then" are about."""
    return _claim_stands(view, question) if _declined_sum(view) else None


def _by_insurance(view: View, _question: Question) -> Answer | None:
    """Who pays, once the insurance was asked."""
    claim, running = view.order.freight.claim, view.open_remedy(RemedyKind.FREIGHT_CLAIM)
    if claim and claim.status is not ClaimStatus.REJECTED:
        paid = claim.status is ClaimStatus.PAID
        amount = view.money(claim.amount)
        return answer(
            say("utter_freight_insurer_paid", amount=amount) if paid
            else say("utter_freight_insurer_pays", amount=amount)
        )  # fmt: skip
    if running and running.amount:
        return answer(say("utter_freight_insurer_pays", amount=view.money(running.amount)))
    return None


def _sent_anew(view: View, _question: Question) -> Answer | None:
    """What the shop sends again costs the consumer nothing."""
    anew = view.offered == Asked.CONFIRM_RESEND or view.open_remedy(RemedyKind.RESEND)
    return answer(say("utter_fee_sent_anew")) if anew and not view.says("need_to_send", "sent_back") else None


def _in_full(view: View, question: Question) -> Answer | None:
    """Whether all of it is paid."""
    return _how_much(view, question) if view.says("not_in_full") and _spent(view) and _insured(view) else None


def _posting_date(view: View, question: Question) -> Answer | None:
    """Until when the goods have to be posted."""
    wanted = view.says("send_by") and not view.says("return_money", "freight_insurance")
    return when(view, question) if wanted and stage_of(view) is Stage.TO_SEND else None


def receipt_to(view: View, _question: Question) -> Answer | None:
    """Where the receipt of the postage goes."""
    return answer(say("utter_freight_receipt_to")) if view.says("receipt") else None


def _not_sent_yet(view: View, _question: Question) -> Answer | None:
    """Nothing to be claimed before the goods go back."""
    right = _insured(view)
    if right is None or right.state is not RightState.ACTIVE or right.amount is None:
        return None
    return answer(say("utter_freight_after_sending", amount=view.money(right.amount)))


def undo(view: View, _question: Question) -> Answer | None:
    """Taken back as long as it runs."""
    running = (
        view.open_remedy(RemedyKind.FREIGHT_CLAIM) or open_about(view, RemedyKind.COMPLAINT, "return_freight")
        or open_about(view, RemedyKind.COMPLAINT, "freight_appeal")
    )  # fmt: skip
    return answer(then="withdraw") if running else None


status = first_of(
    _appeal_stands, _claim_stands, _shop_running, _claim_offered, _not_sent_yet, _not_insured, _who_pays
)  # fmt: skip
"""How the claim stands, or what could be claimed."""

_may_i = first_of(
    _number_told, _refused_parcel, _the_fee, _may_claim, _after_declining, _right_number, _in_full, _fault_said,
    _not_insured, _appeal_stands, _claim_stands, _claim_offered, _not_sent_yet, _who_pays,
)  # fmt: skip

CELLS: dict[Ask, Cell] = {
    Ask.WHO: first_of(_refused_parcel, _sent_anew, receipt_to, _the_fee, _after_declining, _by_insurance, _disputed,
                      _fault_said, _declined_anew, _who_pays),
    Ask.HOW_MUCH: first_of(_refused_parcel, _the_fee, _if_approved, _how_much, status),
    Ask.STATUS: status,
    Ask.WHEN: first_of(_posting_date, _shop_running, status),
    Ask.HOW_LONG_OVERDUE: status,
    Ask.WHERE_TO: first_of(receipt_to, _where_to),
    Ask.HOW: first_of(_number_told, receipt_to, _appeal_stands, _claim_stands, _claim_offered, _how, _not_insured),
    Ask.WHY: first_of(_number_told, _the_fee, _why_not_all, _fault_said, _claim_stands, _why),
    Ask.MAY_I: _may_i,
    Ask.CONFIRM: _may_i,
    Ask.DO_IT: first_of(_do_it, _do_from_shop, _appealed, status),
    Ask.CHANGE: first_of(_number_told, _right_number, _do_it, _appealed, status),
    Ask.NOT_ALL: first_of(_the_fee, _after_declining, _in_full, _why_not_all, status),
    Ask.WHAT_IF: first_of(_refused_parcel, _after_declining, _what_if),
    Ask.WHAT_NEXT: status,
    Ask.WHICH: _which,
    Ask.EVIDENCE: _evidence,
    Ask.REPORT: first_of(_number_told, _fault_said, _claim_stands, _claim_offered, _who_pays),
    Ask.COMPLAIN: first_of(_number_told, _fault_said, _do_from_shop, _claim_stands),
    Ask.UNDO: undo,
}  # fmt: skip
"""Each as a chain: the first link that has an answer gives it."""
CONFIRM = OurQuestion(
    asked=Asked.CONFIRM_FREIGHT,
    matter=MATTER,
    verbs=Verb.CLAIM_FREIGHT,
    kinds=frozenset({RemedyKind.FREIGHT_CLAIM}),
    waits=True,
    costs_nothing=True,
)
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(CLAIM, FROM_SHOP, APPEAL),
    questions=(CONFIRM,),
    intents=("ask_return_freight",),
    topic="ask_return_freight",
    opens=frozenset({Ask.STATUS, Ask.WHY, Ask.REPORT, Ask.COMPLAIN}),
    rank=relevance.freight,
    by_a_word=True,
    of_money=True,
    sent_back=True,
    other_numbers=True,
)
