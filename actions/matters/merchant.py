"""The shop and its service: complaints, with a number and an answer by a time; and what the shop is to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.matters.answer import Answer, Cell, Deed, Do, Offer, Say, Wished, answer, offer, say
from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind
from careline.core.remedies import RemedyKind, RemedyState
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.MERCHANT
_LONGEST = 500
"""Characters of the consumer's own words that go with a deed."""


# What is done


def _never(_view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    return ()


def _in_their_words(view: View, kept: Mapping[str, Any]) -> str:
    return str(kept.get("text") or view.text)[:_LONGEST]


def _complained(view: View, kept: Mapping[str, Any]) -> Wished:
    """An appeal against a decision is the same wish as in the hall: one for each decision."""
    appeal_of = kept.get("appeal_of")
    details = {"text": _in_their_words(view, kept)} | ({"appeal_of": appeal_of} if appeal_of else {})
    return Wished(details=details, about=f"appeal:{appeal_of}" if appeal_of else str(kept.get("about") or "shop"))


def _complaint_told(view: View, remedy: Remedy) -> Sequence[Say]:
    number, by = view.reference(remedy), view.at(remedy.due_at or view.now)
    if remedy.fresh:
        return (say("utter_complaint_registered", shop=view.shop, number=number, by=by),)
    return (say("utter_complaint_before", number=number, by=by),)


COMPLAINT = Deed(
    name="complaint", kind=RemedyKind.COMPLAINT, matter=MATTER, refused=_never, wished=_complained,
    told=_complaint_told,
)  # fmt: skip
"""`kept`: `text` (else the words just said), `about` (the matter complained of), or `appeal_of` (a remedy's id)."""


def _passed_on(view: View, kept: Mapping[str, Any]) -> Wished:
    wish = str(kept.get("wish") or "words")
    return Wished(details={"text": _in_their_words(view, kept), "wish": wish}, about=f"words:{wish}")


def _words_told(view: View, remedy: Remedy) -> Sequence[Say]:
    by, wish = view.at(remedy.due_at or view.now), remedy.details.get("wish")
    if not remedy.fresh:
        return (say("utter_shop_told_before", at=view.at(remedy.requested_at), by=by),)
    if wish == "sooner":
        return (say("utter_shop_told_sooner", by=by),)
    if wish == "later":
        return (say("utter_shop_told_later", by=by),)
    if wish == "together":
        return (say("utter_shop_told_together", by=by),)
    if wish == "part":
        return (say("utter_shop_told_part", by=by),)
    return (say("utter_shop_told", shop=view.shop, by=by, number=view.reference(remedy)),)


TELL_SHOP = Deed(
    name="tell_shop", kind=RemedyKind.URGE_MERCHANT, matter=MATTER, refused=_never, wished=_passed_on,
    told=_words_told,
)  # fmt: skip
"""The shop gets the consumer's words and has to answer. `kept`: `wish` (sooner, later, together, part; else words)."""


def complain_now(about: str = "shop", **kept: Any) -> Do:
    """Register a complaint at once: it costs the consumer nothing."""
    return Do(deed=COMPLAINT, kept={"about": about, **kept})


def tell_shop(wish: str = "words") -> Do:
    """Pass the words just said on to the shop."""
    return Do(deed=TELL_SHOP, kept={"wish": wish})


def offer_complaint(view: View, about: str = "shop", **kept: Any) -> tuple[Say, Offer]:
    """The question whether to register a complaint with the words just said, and what a yes does."""
    return say("utter_complaint_offer", shop=view.shop), offer(COMPLAINT, text=view.text, about=about, **kept)


# What is answered


def do_it(view: View, question: Question) -> Answer | None:
    """A complaint that is plainly wished is registered; words for the shop are passed on."""
    if view.says("authority"):
        return may_i(view, question)
    if view.says("complains"):
        return answer(do=complain_now())
    return answer(do=tell_shop())


def complain(view: View, _question: Question) -> Answer | None:
    """Anger at the shop: the wish is registered where it is said, else offered."""
    if view.says("complains"):
        return answer(do=complain_now())
    running = view.open_remedy(RemedyKind.COMPLAINT)
    if running:
        return answer(*_stands(view, running))
    asked, open_ = offer_complaint(view)
    return answer(say("utter_shop_heard", shop=view.shop), asked, offer=open_)


def report(view: View, question: Question) -> Answer | None:
    """What the shop did: a warning where it wants to deal outside, then registered."""
    if view.says("private_deal"):
        return answer(say("utter_private_deal"), do=complain_now())
    if view.says("rude"):
        return answer(say("utter_shop_rude"), do=complain_now())
    if view.says("no_reply"):
        return answer(do=tell_shop())
    return complain(view, question)


def status(view: View, _question: Question) -> Answer | None:
    """How the complaint stands; without one, whether the shop has answered what we sent it."""
    remedy = view.remedy(RemedyKind.COMPLAINT)
    if remedy and not view.says("reach_shop"):
        return _told(view, remedy)
    if urged := view.remedy(RemedyKind.URGE_MERCHANT):
        return answer(shop_answered(view, urged))
    return _none(view)


def when(view: View, _question: Question) -> Answer | None:
    """By when the answer comes; before anything is registered, by when it would."""
    remedy = view.open_remedy(RemedyKind.COMPLAINT) or view.open_remedy(RemedyKind.URGE_MERCHANT)
    if remedy is None:
        asked, open_ = offer_complaint(view)
        by = view.at(view.answer_by(view.rules.remedies.answer_within))
        return answer(say("utter_complaint_would_take", by=by), asked, offer=open_)
    if remedy.due_at and remedy.due_at <= view.now:
        return overdue(view, remedy)
    return answer(say("utter_complaint_by", by=view.at(remedy.due_at or view.now), number=view.reference(remedy)))


def which(view: View, _question: Question) -> Answer | None:
    """The number; or what we know of the shop."""
    if view.says("reach_shop", "licence"):
        return _of_the_shop(view)
    remedy = view.remedy(RemedyKind.COMPLAINT) or view.remedy(RemedyKind.URGE_MERCHANT)
    if remedy is None:
        return _none(view)
    if remedy.open and remedy.due_at:
        return answer(say("utter_complaint_number", number=view.reference(remedy), by=view.at(remedy.due_at)))
    return answer(say("utter_number_only", number=view.reference(remedy)))


def who(view: View, _question: Question) -> Answer | None:
    """Which shop it is; who looks into a complaint."""
    if view.open_remedy(RemedyKind.COMPLAINT):
        return answer(say("utter_complaint_by_us", shop=view.shop))
    return answer(say("utter_shop_is", shop=view.shop))


def how(view: View, question: Question) -> Answer | None:
    """A complaint needs no more than a word; the shop is reached through us."""
    if view.says("review"):
        return may_i(view, question)
    if view.says("complains"):
        asked, open_ = offer_complaint(view)
        return answer(say("utter_complaint_how"), asked, offer=open_)
    return _of_the_shop(view)


def may_i(view: View, _question: Question) -> Answer | None:
    """Yes: complaining, an authority, a review and getting round the shop are all the consumer's right."""
    if view.says("authority"):
        running = view.open_remedy(RemedyKind.COMPLAINT)
        if running:
            return answer(say("utter_authority"), *_stands(view, running))
        asked, open_ = offer_complaint(view)
        return answer(say("utter_authority"), asked, offer=open_)
    if view.says("review"):
        return answer(say("utter_review_yours"))
    asked, open_ = offer_complaint(view)
    if view.says("without_shop"):
        return answer(say("utter_without_shop", shop=view.shop), asked, offer=open_)
    if view.says("reach_shop") and not view.says("complains"):
        return _of_the_shop(view)
    return answer(say("utter_complaint_may"), asked, offer=open_)


def why(view: View, _question: Question) -> Answer | None:
    """Why the shop does what it does is known to nobody here; it is asked."""
    if view.says("no_reply"):
        return answer(say("utter_shop_why_silent"), do=tell_shop())
    asked, open_ = offer_complaint(view)
    return answer(say("utter_shop_why_unknown"), asked, offer=open_)


def what_if(view: View, _question: Question) -> Answer | None:
    """The shop stays silent, refuses, closes."""
    if view.says("shop_closed"):
        return answer(say("utter_shop_closed"))
    if view.says("refuses"):
        return answer(say("utter_shop_refuses"))
    running = view.open_remedy(RemedyKind.COMPLAINT) or view.open_remedy(RemedyKind.URGE_MERCHANT)
    if running and running.due_at and running.due_at > view.now:
        return answer(say("utter_shop_silent_by", by=view.at(running.due_at)))
    return answer(say("utter_shop_silent"))


def what_next(view: View, _question: Question) -> Answer | None:
    """What follows a complaint; without one, what may be done after the shop said no."""
    remedy = view.open_remedy(RemedyKind.COMPLAINT)
    if remedy and remedy.due_at:
        if remedy.due_at <= view.now:
            return overdue(view, remedy)
        return answer(say("utter_complaint_next", number=view.reference(remedy), by=view.at(remedy.due_at)))
    asked, open_ = offer_complaint(view)
    said = say("utter_shop_refuses") if view.says("refuses") else say("utter_complaint_would_next")
    return answer(said, asked, offer=open_)


def evidence(view: View, _question: Question) -> Answer | None:
    """Screenshots help and are not required."""
    if view.open_remedy(RemedyKind.COMPLAINT):
        return answer(say("utter_complaint_evidence"))
    asked, open_ = offer_complaint(view)
    return answer(say("utter_complaint_evidence"), asked, offer=open_)


def how_long_overdue(view: View, _question: Question) -> Answer | None:
    """How long the shop has owed us its answer."""
    remedy = view.open_remedy(RemedyKind.COMPLAINT) or view.open_remedy(RemedyKind.URGE_MERCHANT)
    if remedy is None:
        return answer(say("utter_shop_not_asked"), do=tell_shop())
    if remedy.due_at and remedy.due_at <= view.now:
        return overdue(view, remedy)
    since, by = view.lasting(view.now - remedy.requested_at), view.at(remedy.due_at or view.now)
    return answer(say("utter_shop_waits_since", since=since, by=by))


def undo(view: View, _question: Question) -> Answer | None:
    """Take the complaint back."""
    return answer(then="withdraw") if view.open_remedy(RemedyKind.COMPLAINT) else None


# Shared with promises


def shop_answered(view: View, urged: Remedy) -> Say:
    """Whether whoever was pushed has answered, and what."""
    whom = who_was_urged(view, urged)
    told = view.shop_said(urged)
    if told and told.expected_by:
        return say("utter_urge_answered_date", whom=whom, at=view.at(told.expected_by))
    words = ((told.reason if told else "") or urged.answer or "").strip().rstrip("。.!！")
    if words:
        return say("utter_urge_answered", whom=whom, words=words)
    if urged.state is RemedyState.DONE:
        return say("utter_urge_done", whom=whom)
    if not urged.open:
        return say("utter_urge_ended", whom=whom)
    at, by = view.at(urged.requested_at), view.at(urged.due_at or view.now)
    if urged.due_at and urged.due_at <= view.now:
        return say("utter_promise_missed", before=by)
    return say("utter_urge_waiting", whom=whom, at=at, by=by)


def who_was_urged(view: View, urged: Remedy) -> str:
    """商家, the courier."""
    if urged.kind is RemedyKind.URGE_COURIER:
        return view.either("快递", "the courier")
    return view.either("商家", "the shop")


def overdue(view: View, remedy: Remedy) -> Answer:
    """Our word is broken: said so, with a person offered."""
    before = view.at(remedy.due_at or view.now)
    return answer(say("utter_promise_missed", before=before), offer=Offer(asked=Asked.HANDOFF_OFFER))


def urged_block(remedy: Remedy) -> BlockKind | None:
    """The trouble that an urge is about."""
    about = remedy.details.get("about")
    return BlockKind(about) if about in set(BlockKind) else None


def _told(view: View, remedy: Remedy) -> Answer:
    if remedy.open and remedy.due_at and remedy.due_at <= view.now:
        return overdue(view, remedy)
    return answer(*_stands(view, remedy))


def _stands(view: View, remedy: Remedy) -> tuple[Say, ...]:
    number, words = view.reference(remedy), (remedy.answer or "").strip().rstrip("。.!！")
    if remedy.open:
        return (say("utter_complaint_running", number=number, by=view.at(remedy.due_at or view.now)),)
    if remedy.state is RemedyState.WITHDRAWN:
        return (say("utter_complaint_withdrawn", number=number),)
    if words:
        return (say("utter_complaint_answered", number=number, words=words),)
    return (say("utter_complaint_over", number=number, at=view.at(remedy.ended_at or view.now)),)


def _none(view: View) -> Answer:
    asked, open_ = offer_complaint(view)
    return answer(say("utter_complaint_none"), asked, offer=open_)


def _of_the_shop(view: View) -> Answer:
    if view.says("licence"):
        return answer(say("utter_shop_papers", shop=view.shop))
    return answer(say("utter_shop_through_us", shop=view.shop))


CELLS: dict[Ask, Cell] = {
    Ask.DO_IT: do_it,
    Ask.COMPLAIN: complain,
    Ask.REPORT: report,
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.WHICH: which,
    Ask.WHO: who,
    Ask.HOW: how,
    Ask.MAY_I: may_i,
    Ask.WHY: why,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: what_next,
    Ask.EVIDENCE: evidence,
    Ask.HOW_LONG_OVERDUE: how_long_overdue,
    Ask.UNDO: undo,
}
DEEDS: tuple[Deed, ...] = (COMPLAINT, TELL_SHOP)
