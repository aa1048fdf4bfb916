"""Whether goods are genuine: who says so, how it is shown, and what is owed if they are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.matters.about import About
from actions.matters.answer import Answer, Cell, Deed, Do, Offer, Say, Wished, answer, say
from actions.matters.damage import harmed
from actions.matters.goods import (
    PERSON,
    has_come,
    is_over,
    kept_items,
    meant,
    money_running,
    offer_money,
    refused_by,
    registered,
    under_way,
    waits_for_photo,
    words_of,
)
from actions.matters.view import View
from actions.memory import Asked
from actions.orders import relevance
from careline.cases.service import Remedy
from careline.core import phrases
from careline.core.guarantees import Right
from careline.core.orders import Guarantee, Quantities
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.wording.enquiries import Enquiry
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.AUTHENTICITY
_ABOUT = Enquiry.AUTHENTICITY


def _right(view: View) -> Right | None:
    return view.right(Guarantee.AUTHENTIC)


def _claimable(view: View) -> Right | None:
    right = view.claimable(Guarantee.AUTHENTIC)
    return right if right and right.amount else None


def check_of(view: View, *, open_only: bool = True) -> Remedy | None:
    """The check by our people, or the claim, that is under way (or was the last)."""
    found = [
        one
        for one in view.remedies
        if one.clause == "authentic" or (one.kind is RemedyKind.COMPLAINT and one.details.get("about") == _ABOUT)
    ]
    return next((one for one in reversed(found) if one.open or not open_only), None)


def _check_offer(view: View) -> Offer:
    return Offer(asked=Asked.CONFIRM_DEED, keep={"deed": CHECK.name, "words": words_of(view)})


def how_much(view: View, _question: Question) -> Answer | None:
    """What is owed if they are proved not to be genuine."""
    right = _right(view)
    if right is None:
        return _not_promised(view)
    if right.amount is None:
        return answer(say("utter_authentic_not_here"))
    how = phrases.computed_text(right, view.language, spoken=view.spoken)
    if not how:
        return answer(say("utter_authentic_sum_claimed", amount=view.money(right.amount)))
    return answer(say("utter_authentic_sum", amount=view.money(right.amount), how=how), *_how_far(view))


def _how_far(view: View) -> tuple[Say, ...]:
    return () if check_of(view) else (say("utter_authentic_needs_proof"),)


def _not_promised(view: View) -> Answer:
    """No such guarantee on this order: nothing fixed is owed, it can be checked all the same."""
    if check := check_of(view):
        return answer(say("utter_authentic_not_promised_running", goods=view.goods()), *under_way(view, check).says)
    return answer(say("utter_authentic_not_promised", goods=view.goods()), offer=_check_offer(view))


def may_i(view: View, question: Question) -> Answer | None:
    """Whether it is genuine nobody here can see; what can be had, with the sum, and a check."""
    if view.says("seal"):
        return sealed(view)
    if view.says("wants_truth"):
        return straight(view, question)
    if view.says("has_proof") and _claimable(view) and not check_of(view):
        return evidence(view, question)
    right = _right(view)
    if right is None or right.amount is None:
        return how_much(view, question)
    back, amount = view.money(view.back(meant(view))), view.money(right.amount)
    said = say("utter_authentic_owed", back=back, amount=amount)
    if check := check_of(view):
        return answer(said, *under_way(view, check).says)
    return answer(said, say("utter_authentic_check_offer"), offer=_check_offer(view))


def sealed(_view: View) -> Answer:
    """Whether to open the package."""
    return answer(say("utter_authentic_keep_sealed"))


def report(view: View, question: Question) -> Answer | None:
    """We can neither say that it is nor that it is not; health first, then the check and the money."""
    if view.says("harmed"):
        return harmed(view)
    if check := check_of(view):
        return answer(say("utter_authentic_noted_too"), *under_way(view, check).says)
    if view.says("has_proof") and not view.says("no_proof") and _claimable(view):
        return evidence(view, question)
    if not has_come(view):
        return answer(say("utter_authentic_not_here"))
    return answer(say("utter_authentic_cannot_tell"), say("utter_authentic_check_offer"), offer=_check_offer(view))


def straight(view: View, question: Question) -> Answer | None:
    """They want it straight: we do not know, and who finds out by when; or a yes to our offer."""
    if _offered(view, CLAIM, CHECK) and not check_of(view):
        return answer(say("utter_authentic_straight"), say("utter_authentic_check_offer"), offer=_check_offer(view))
    if check := check_of(view):
        return under_way(view, check)
    return report(view, question)


def _offered(view: View, *deeds: Deed) -> bool:
    return view.offered == Asked.CONFIRM_DEED and (view.kept or {}).get("deed") in {one.name for one in deeds}


def status(view: View, _question: Question) -> Answer | None:
    """How the check or the claim stands."""
    if check := check_of(view):
        return under_way(view, check)
    last = check_of(view, open_only=False)
    if last and last.state is RemedyState.REFUSED:
        return refused_by(view, last)
    if last and last.state is RemedyState.DONE:
        result = (last.answer or "").strip().rstrip("。.!！")
        at = view.at(last.ended_at or view.now)
        if result:
            return answer(say("utter_authentic_result", at=at, result=result))
        return answer(say("utter_authentic_result_unsaid", at=at), offer=PERSON)
    return answer(say("utter_authentic_no_check"), offer=_check_offer(view))


def when(view: View, _question: Question) -> Answer | None:
    """By when the check is answered; a claim has no last day."""
    if check := check_of(view):
        return under_way(view, check)
    if view.says("last_day", "seven_days_over") and _claimable(view):
        return answer(say("utter_authentic_any_time"))
    hours = view.lasting(view.rules.remedies.answer_within)
    return answer(say("utter_authentic_check_within", hours=hours), offer=_check_offer(view))


def evidence(view: View, _question: Question) -> Answer | None:
    """What counts as proof, and where it is sent; with a paper in hand the claim is offered."""
    check, right = check_of(view), _claimable(view)
    if view.says("times_price"):
        return how_much(view, _question)
    if view.says("no_proof"):
        offered = None if check else _check_offer(view)
        more = () if check else (say("utter_authentic_check_offer"),)
        return answer(say("utter_authentic_proof_without"), *more, offer=offered)
    if view.says("app_checked"):
        return answer(say("utter_authentic_app"))
    if check and waits_for_photo(check):
        return answer(say("utter_authentic_proof_by", by=view.at(check.due_at or view.now)))
    if view.says("has_proof") and right and right.amount:
        offered = Offer(asked=Asked.CONFIRM_DEED, items=right.items, keep={"deed": CLAIM.name})
        return answer(say("utter_authentic_claim_offer", amount=view.money(right.amount)), offer=offered)
    return answer(say("utter_authentic_proof"))


def how(view: View, _question: Question) -> Answer | None:
    """How it is checked."""
    if view.says("seal"):
        return sealed(view)
    if check_of(view):
        return answer(say("utter_authentic_how"))
    return answer(say("utter_authentic_how"), say("utter_authentic_check_offer"), offer=_check_offer(view))


def who(view: View, _question: Question) -> Answer | None:
    """Who decides, and who pays for the check."""
    if view.says("pays_freight"):
        return answer(say("utter_authentic_fee"), offer=PERSON)
    if _right(view):
        return answer(say("utter_authentic_promised_by", shop=view.shop))
    return answer(say("utter_authentic_decides"))


def where_to(_view: View, _question: Question) -> Answer | None:
    """The photos go into this chat."""
    return answer(say("utter_authentic_send_here"))


def which(_view: View, _question: Question) -> Answer | None:
    """Which code, which paper: the maker's own; the shop's papers we do not hold."""
    return answer(say("utter_authentic_which"))


def why(view: View, _question: Question) -> Answer | None:
    """Why it looks so we cannot know; the shop is asked for its papers."""
    if check := check_of(view):
        return answer(say("utter_authentic_why_asked"), *under_way(view, check).says)
    return answer(say("utter_authentic_why"), say("utter_authentic_check_offer"), offer=_check_offer(view))


def what_if(view: View, question: Question) -> Answer | None:
    """It is fake; the shop denies it; nobody can tell."""
    if view.says("refuses", "not_believed"):
        return answer(say("utter_authentic_denied"))
    if view.says("harmed"):
        return harmed(view)
    return may_i(view, question)


def what_next(view: View, question: Question) -> Answer | None:
    """What they have to do now."""
    if view.says("has_proof") and _claimable(view) and not check_of(view):
        return evidence(view, question)
    return status(view, question)


def do_it(view: View, question: Question) -> Answer | None:
    """A check or a report is registered at once: it costs them nothing. The money goes by its own ways."""
    if view.says("money_instead") and not view.says("complains"):
        return _money(view)
    if _offered(view, CLAIM):
        return answer(then="affirm")
    if check_of(view):
        return status(view, question)
    return answer(do=checked(view))


def checked(view: View) -> Do:
    """Have it checked, in their words."""
    return Do(deed=CHECK, kept={"words": words_of(view)})


def _money(view: View) -> Answer | None:
    """The money back for the goods, whatever the check says."""
    if money_running(view) or is_over(view) or not has_come(view):
        return None
    items = meant(view)
    amount = view.money(view.back(items))
    return answer(say("utter_authentic_money_offer", amount=amount), offer=offer_money(items, "damaged"))


def undo(view: View, _question: Question) -> Answer | None:
    """Taken back."""
    return answer(then="withdraw") if check_of(view) else None


def _check_refused(view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    check = check_of(view)
    return under_way(view, check).says if check else ()


def _check_wished(_view: View, kept: Mapping[str, Any]) -> Wished:
    return Wished(details={"text": str(kept.get("words") or "")}, about=_ABOUT)


def _check_told(view: View, remedy: Remedy) -> Sequence[Say]:
    noted, right = say("utter_authentic_check_noted", by=view.at(remedy.due_at or view.now)), _right(view)
    paid = view.back(meant(view))
    if view.says("money_instead", "money_wished") and paid.amount and not money_running(view) and has_come(view):
        return (noted, say("utter_authentic_money_too", amount=view.money(paid)))
    if view.says("times_price") and right and right.amount:
        back, amount = view.money(view.back(meant(view))), view.money(right.amount)
        return (noted, say("utter_authentic_owed", back=back, amount=amount))
    if view.says("times_price"):
        return (noted, say("utter_authentic_no_fixed_sum", back=view.money(view.back(meant(view)))))
    return (noted, say("utter_authentic_proof"))


def _claim_refused(view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    if _claimable(view):
        return ()
    check = check_of(view)
    return under_way(view, check).says if check else (say("utter_authentic_not_here"),)


def _claim_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    right = _claimable(view)
    items: Quantities | None = right.items if right else kept_items(kept)
    return Wished(items=items, amount=right.amount if right else None, right=right, waits_for=("photo",))


def _claim_told(view: View, remedy: Remedy) -> Sequence[Say]:
    waits = registered(view, remedy)
    return (waits,) if waits else (say("utter_authentic_claim_noted", by=view.at(remedy.due_at or view.now)),)


CHECK = Deed(
    name="authenticity_check", kind=RemedyKind.COMPLAINT, matter=MATTER, refused=_check_refused,
    wished=_check_wished, told=_check_told,
)  # fmt: skip
"""Our people ask the shop for the papers of its goods and answer the consumer."""
CLAIM = Deed(
    name="authenticity_claim", kind=RemedyKind.COMPENSATION, matter=MATTER, refused=_claim_refused,
    wished=_claim_wished, told=_claim_told,
)  # fmt: skip
"""What is owed for goods that are not genuine; decided by people once the proof is here."""

CELLS: dict[Ask, Cell] = {
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.HOW_MUCH: how_much,
    Ask.HOW: how,
    Ask.WHERE_TO: where_to,
    Ask.WHO: who,
    Ask.WHY: why,
    Ask.MAY_I: may_i,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: what_next,
    Ask.WHICH: which,
    Ask.DO_IT: do_it,
    Ask.UNDO: undo,
    Ask.REPORT: report,
    Ask.EVIDENCE: evidence,
    Ask.COMPLAIN: report,
    Ask.CONFIRM: straight,
    Ask.DENY: straight,
    Ask.NOT_ALL: do_it,
}
ABOUT = About(matter=MATTER, cells=CELLS, deeds=(CHECK, CLAIM), topic="ask_guarantee", rank=relevance.returnable)
