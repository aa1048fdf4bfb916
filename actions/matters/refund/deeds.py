"""What a person here is asked to do about a refund, and the appeal against a refusal."""

from __future__ import annotations

from actions.matters.answer import Answer, Do, Say, answer, say
from actions.matters.enquiries import appeal, ask_person, enquiry
from actions.matters.money_back import MoneyBack
from actions.matters.view import View
from actions.memory import Asked
from careline.core.wording.enquiries import Enquiry
from understanding.taxonomy import Matter

MATTER = Matter.REFUND
TRACE = enquiry(
    Enquiry.TRACE_REFUND, MATTER, "the refund is not in the account; ask the shop's payment team for its number"
)
OTHER_ACCOUNT = enquiry(Enquiry.REFUND_ACCOUNT, MATTER, "the account that the refund goes to is closed")
ASK_SHOP = enquiry(Enquiry.CHANGE_REFUND, MATTER, "wants the refund at the shop changed or withdrawn")
COUPON = enquiry(Enquiry.COUPON_BACK, MATTER, "asks whether the coupon comes back with the refund")
SUM_CHECK = enquiry(Enquiry.REFUND_SUM, MATTER, "the refund is less than what was paid; ask the shop why")
RETURN_CHECK = enquiry(
    Enquiry.RETURN_ARRIVED, MATTER, "the shop denies having the goods back; check it by the tracking number"
)
PARTIAL = enquiry(Enquiry.PARTIAL_REFUND, MATTER, "keeps the goods and wants a part of the money; ask the shop")
APPEAL = appeal("appeal_refund", MATTER)


def id_of(stands: MoneyBack) -> str:
    """The refund's number, else that of what was asked for through us; empty: neither."""
    if stands.refund:
        return stands.refund.refund_id
    return str(stands.remedy.remedy_id) if stands.remedy else ""


def decide_again(view: View, stands: MoneyBack) -> Do:
    """Have it decided again by a person here."""
    return Do(deed=APPEAL, kept={"of": id_of(stands), "text": view.said.as_written})


def takes_appeal(view: View) -> bool:
    """Whether we have offered to have it decided again, and they go on against the refusal: that is a yes."""
    offered = view.offered == Asked.CONFIRM_DEED and (view.kept or {}).get("deed") == APPEAL.name
    return offered and view.says("not_accepted")


def appealed(view: View, stands: MoneyBack) -> bool:
    """Whether a person here was asked to decide this one again."""
    return view.enquiry(f"appeal:{id_of(stands)}") is not None


def ask_for_coupon(view: View, *first: Say) -> Answer:
    """Nobody told us what becomes of the coupon, so a person asks the shop."""
    return answer(*first, say("utter_refund_coupon_unknown"), do=ask_person(view, COUPON))
