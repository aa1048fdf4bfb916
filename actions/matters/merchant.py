"""The shop and its service: complaints, with a number and an answer by a time; and what the shop is to be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from actions.matters.about import About
from actions.matters.answer import Answer, Cell, Deed, Do, Offer, Say, Wished, answer, offer, say
from actions.matters.parcels import Standing, line_of, parcel_of, standing
from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind
from careline.core.money import Money
from careline.core.remedies import URGE_FOR, RemedyKind, RemedyState
from careline.core.wording.enquiries import Enquiry
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.MERCHANT
_LONGEST, _QUOTED = 500, 30
"""Characters of the consumer's own words that go with a deed, and that are said back."""


# What is done


def _never(_view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    return ()


def _in_their_words(view: View, kept: Mapping[str, Any]) -> str:
    return str(kept.get("text") or view.said.as_written)[:_LONGEST]


def _complained(view: View, kept: Mapping[str, Any]) -> Wished:
    """An appeal against a decision is the same wish as in the hall: one for each decision."""
    appeal_of = kept.get("appeal_of")
    details = {"text": _in_their_words(view, kept)} | ({"appeal_of": appeal_of} if appeal_of else {})
    if kept.get("against"):
        details["against"] = str(kept["against"])
    return Wished(
        details=details, about=f"{Enquiry.APPEAL}:{appeal_of}" if appeal_of else str(kept.get("about") or "shop")
    )


def _complaint_told(view: View, remedy: Remedy) -> Sequence[Say]:
    number, by = view.reference(remedy), view.at(remedy.due_at or view.now)
    if remedy.fresh and remedy.details.get("against") not in {None, "courier"}:
        return (say("utter_complaint_registered_plain", number=number, by=by),)
    if remedy.fresh:
        return (say("utter_complaint_registered", shop=_accused(view, remedy), number=number, by=by),)
    return (say("utter_complaint_before", number=number, by=by),)


COMPLAINT = Deed(
    name="complaint", kind=RemedyKind.COMPLAINT, matter=MATTER, refused=_never, wished=_complained,
    told=_complaint_told,
)  # fmt: skip
"""`kept`: `text` (else the words just said), `about` (the matter complained of), or `appeal_of` (a remedy's id)."""


def _passed_on(view: View, kept: Mapping[str, Any]) -> Wished:
    """Other words are another message; the same wish is passed on once."""
    wish, text = str(kept.get("wish") or "words"), _in_their_words(view, kept)
    return Wished(details={"text": text, "wish": wish}, about=f"words:{text if wish == 'words' else wish}")


def _words_told(view: View, remedy: Remedy) -> Sequence[Say]:
    by, wish = view.at(remedy.due_at or view.now), remedy.details.get("wish")
    if not remedy.fresh:
        return (say("utter_shop_told_before", at=view.at(remedy.requested_at), by=by),)
    if wish == "hurry":
        return (say("utter_shop_hurried", shop=view.shop, by=by),)
    words = _quotable(view, remedy)
    if wish == "fitter" and words:
        return (say("utter_shop_told_fitter_words", shop=view.shop, words=words, by=by, number=view.reference(remedy)),)
    if wish == "fitter":
        return (say("utter_shop_told_fitter", shop=view.shop, by=by, number=view.reference(remedy)),)
    if wish == "sooner":
        return (say("utter_shop_told_sooner", by=by),)
    if wish == "later":
        return (say("utter_shop_told_later", by=by),)
    if wish == "together":
        return (say("utter_shop_told_together", by=by),)
    if wish == "part":
        return (say("utter_shop_told_part", by=by),)
    number = view.reference(remedy)
    if words:
        return (say("utter_shop_told_words", shop=view.shop, words=words, by=by, number=number),)
    return (say("utter_shop_told", shop=view.shop, by=by, number=number),)


def _quotable(view: View, remedy: Remedy) -> str:
    """Their own words, where they are short enough to be said back; else nothing."""
    words = str(remedy.details.get("text") or "").strip().rstrip("。.!！?？")
    return words if len(words) <= _QUOTED * (3 if view.english else 1) else ""


TELL_SHOP = Deed(
    name="tell_shop", kind=RemedyKind.URGE_MERCHANT, matter=MATTER, refused=_never, wished=_passed_on,
    told=_words_told,
)  # fmt: skip
"""The shop gets the consumer's words and has to answer. `kept`: `wish` (sooner, later, together, part, fitter; else
words)."""


def _accused(view: View, remedy: Remedy) -> str:
    """Whom the complaint is about: the shop, or the courier by name."""
    return _courier(view) if remedy.details.get("against") == "courier" else view.shop


def _courier(view: View) -> str:
    names = [one.courier for one in view.order.parcels if one.courier]
    return names[-1] if names else view.either("快递", "the courier")


_COURIER = {"about": "courier", "against": "courier"}


def against(view: View) -> dict[str, str]:
    """Whom the words accuse where it is not the shop: kept with the complaint.

    A mere he is whoever was spoken of: the one that our question was about, or the rider where it was the delivery.
    """
    if view.says("a_swindler") and not view.says("a_fake_shop"):
        return {"about": "swindler", "against": "swindler"}
    if view.says("leaked"):
        return {"about": "leak", "against": "leak"}
    shop = view.says("shop_named") and not view.says("not_the_shop")
    if shop or (view.says("not_the_courier") and not view.says("not_the_shop")):
        return {}
    if view.says("about_courier"):
        return dict(_COURIER)
    if not view.says("he", "that_person", "on_record"):
        return {}
    if before := (view.kept or {}).get("against"):
        return {"about": str((view.kept or {}).get("about") or before), "against": str(before)}
    other = next((one for one in view.spoken_of if one is not MATTER), None)
    if view.order.parcels and (other in {Matter.DELIVERY, Matter.MISSING} or view.says("not_the_shop")):
        return dict(_COURIER)
    return {"about": "person", "against": "person"} if view.says("that_person") and view.order.parcels else {}


def complaint_of(view: View) -> Remedy | None:
    """The complaint of theirs that is under way."""
    return next((one for one in _complaints(view) if one.open), None)


def _complaints(view: View) -> Iterator[Remedy]:
    """Theirs, the latest first; what a colleague finds out for them is none."""
    found = (one for one in reversed(view.remedies) if one.kind is RemedyKind.COMPLAINT)
    return (one for one in found if _is_complaint(str(one.details.get("about") or "shop")))


def _is_complaint(about: str) -> bool:
    return about in _COMPLAINED_OF or about.startswith("appeal:")


_COMPLAINED_OF = frozenset({"shop", "courier", "swindler", "leak", "person", "dispatch", "compensation"})


def _accusation(view: View) -> dict[str, Any]:
    """What goes with a complaint now: whom it is about, and the words in which it was told before."""
    found: dict[str, Any] = dict(against(view))
    told = str((view.kept or {}).get("text") or "")
    if told and (view.kept or {}).get("deed") == COMPLAINT.name and told != view.said.as_written:
        found["text"] = f"{told} / {view.said.as_written}"
    return found


def complaint_wished(view: View) -> Do:
    """The complaint that these words wish for, about whom they accuse."""
    return complain_now(**_accusation(view))


def complain_now(about: str = "shop", **kept: Any) -> Do:
    """Register a complaint at once: it costs the consumer nothing."""
    return Do(deed=COMPLAINT, kept={"about": about, **kept})


def tell_shop(wish: str = "words") -> Do:
    """Pass the words just said on to the shop."""
    return Do(deed=TELL_SHOP, kept={"wish": wish})


def offer_complaint(view: View, about: str = "shop", **kept: Any) -> tuple[Say, Offer]:
    """The question whether to register a complaint with the words just said, and what a yes does."""
    return say("utter_complaint_offer", shop=view.shop), offer(
        COMPLAINT, text=view.said.as_written, about=about, **kept
    )


# What is answered


def do_it(view: View, question: Question) -> Answer | None:
    """A complaint that is plainly wished is registered; words for the shop are passed on."""
    if view.says("authority") and not view.says("on_record"):
        return may_i(view, question)
    if _only_threatens(view):
        return what_if(view, question)
    if view.says("who_handles") and complaint_of(view):
        return who(view, question)
    if view.says("courier_reported"):
        money = (say("utter_courier_money_too"),) if view.says("sum_back", "money_at_door", "money_wished") else ()
        return answer(*money, do=complain_now(**{**_accusation(view), **_COURIER}))
    if view.says("complains", "on_record", "a_swindler") and not (
        view.says("chases_shop", "go_ask_shop") and not view.says("complains")
    ):
        block, chases = _late_with(view), _chases_too(view)
        return answer(
            do=complain_now(**_accusation(view)), urge=block if chases else None, push=chases and block is None
        )
    if view.says("chases_shop"):
        return _chase(view)
    return answer(do=tell_shop())


def _only_threatens(view: View) -> bool:
    """Whether a complaint is only what they would do next: 再不解决我要投诉了. Registered is what is wished for now."""
    return view.says("threat_to_complain") and not view.says("on_record", "courier_reported")


def _chase(view: View) -> Answer:
    """What the shop is late with is pushed; else it hears that it should hurry, and has to answer."""
    block = _late_with(view)
    return answer(urge=block) if block else answer(do=tell_shop("hurry"))


def _late_with(view: View) -> BlockKind | None:
    """What the shop is late with first."""
    late = (kind for kind in BlockKind if URGE_FOR[kind] is RemedyKind.URGE_MERCHANT and view.late(kind))
    return next(late, None)


def _chases_too(view: View) -> bool:
    return view.says("chases_shop", "go_ask_shop")


def complain(view: View, question: Question) -> Answer | None:
    """Anger at the shop: the wish is registered where it is said, else offered."""
    if view.says("shop_called"):
        return who(view, question)
    if view.says("leaked"):
        return answer(say("utter_leak_unknown"), do=complain_now(**_accusation(view)))
    if view.says("a_fake_shop") and (calmed := _not_swindled(view)):
        return calmed
    if view.says("money_at_door") and (none_due := _nothing_due(view)):
        return none_due
    if _only_threatens(view):
        return what_if(view, question)
    if view.says("complains"):
        return answer(do=complain_now(**_accusation(view)))
    if view.says("go_ask_shop"):
        return _chase(view) if view.says("chases_shop") else answer(do=tell_shop())
    running = complaint_of(view)
    if running:
        return answer(*_stands(view, running))
    if whom := against(view):
        _, open_ = offer_complaint(view, **whom)
        heard, asks = say("utter_courier_heard", courier=_courier(view)), say("utter_complaint_shall_i")
        return answer(heard, *_where_it_is(view), asks, offer=open_)
    asked, open_ = offer_complaint(view)
    return answer(say("utter_shop_heard", shop=view.shop), asked, offer=open_)


def _nothing_due(view: View) -> Answer | None:
    """Whoever brings it wants money for it: nothing is due at the door, and it is looked into."""
    if view.order.paid_at is None:
        return None
    says = say("utter_courier_nothing_due", courier=_courier(view))
    if view.says("complains", "on_record"):
        return answer(says, do=complain_now(**{**_accusation(view), **_COURIER}))
    if complaint_of(view):
        return answer(says)
    _, open_ = offer_complaint(view, **_COURIER)
    return answer(says, say("utter_complaint_shall_i"), offer=open_)


def _where_it_is(view: View) -> tuple[Say, ...]:
    """Where the parcel is that they do not have in hands, and that another delivery can be asked for."""
    parcel = parcel_of(view)
    where = standing(view, parcel)
    if parcel is None or where not in _NOT_HANDED_OVER:
        return ()
    line = line_of(view, parcel)
    return (
        (say("utter_courier_left_it", line=line),)
        if where is Standing.TO_COLLECT
        else (say("utter_courier_failed", line=line),)
    )


_NOT_HANDED_OVER = frozenset({Standing.TO_COLLECT, Standing.ATTEMPT_FAILED})


def _not_swindled(view: View) -> Answer | None:
    """Nobody loses the money of goods that have not come; nothing was paid: nothing is lost."""
    if view.received_at or view.order.cancelled_at:
        return None
    if not view.order.paid_at:
        return answer(say("utter_not_swindled_unpaid"))
    late = next((kind for kind in (BlockKind.DISPATCH, BlockKind.LOGISTICS) if view.late(kind)), None)
    return answer(say("utter_not_swindled", amount=view.money(view.order.total)), urge=late)


def report(view: View, question: Question) -> Answer | None:
    """What the shop did: a warning where it wants to deal outside, then registered."""
    if view.says("shop_called"):
        return who(view, question)
    if view.says("leaked"):
        return complain(view, question)
    if view.says("a_fake_shop") and (calmed := _not_swindled(view)):
        return calmed
    if view.says("a_swindler"):
        return answer(do=complain_now(**_accusation(view)))
    if view.says("private_deal"):
        return answer(say("utter_private_deal"), do=complain_now())
    if against(view):
        return complain(view, question)
    if view.says("rude"):
        return answer(say("utter_shop_rude"), do=complain_now(**_accusation(view)))
    if view.says("numbers_to_quote"):
        return _to_quote(view)
    if view.says("no_reply"):
        return answer(do=tell_shop())
    return complain(view, question)


def confirm(view: View, _question: Question) -> Answer | None:
    """A yes that says more than yes: the complaint that we asked about, or that stands."""
    if view.says("complains", "on_record") or (view.kept or {}).get("deed") == COMPLAINT.name:
        return answer(do=complain_now(**_accusation(view)))
    running = complaint_of(view)
    return answer(*_stands(view, running)) if running else None


def change(view: View, _question: Question) -> Answer | None:
    """Against him, not the shop: registered against the right one."""
    return answer(do=complain_now(**_accusation(view)))


def status(view: View, _question: Question) -> Answer | None:
    """How the complaint stands; without one, whether the shop has answered what we sent it."""
    remedy = next(_complaints(view), None)
    if view.says("gets_punished"):
        return _punished(view)
    if remedy and not view.says("reach_shop"):
        return _told(view, remedy)
    if (urged := view.remedy(RemedyKind.URGE_MERCHANT)) and not view.says("complains"):
        return answer(shop_answered(view, urged))
    return _none(view)


def _punished(view: View) -> Answer:
    """Whether the one who came has to suffer for it: not from us without a complaint, which can be taken back."""
    if (running := complaint_of(view)) and running.due_at:
        number, by = view.reference(running), view.at(running.due_at)
        return answer(say("utter_complaint_next_courier", courier=_courier(view), number=number, by=by))
    return answer(say("utter_nobody_accused", courier=_courier(view)))


def when(view: View, _question: Question) -> Answer | None:
    """By when the answer comes; before anything is registered, by when it would."""
    remedy = complaint_of(view) or view.open_remedy(RemedyKind.URGE_MERCHANT)
    if remedy is None:
        asked, open_ = offer_complaint(view)
        by = view.at(view.answer_by(view.rules.remedies.answer_within))
        return answer(say("utter_complaint_would_take", by=by), asked, offer=open_)
    if remedy.due_at and remedy.due_at <= view.now:
        return overdue(view, remedy)
    return answer(say("utter_complaint_by", by=view.at(remedy.due_at or view.now), number=view.reference(remedy)))


def which(view: View, _question: Question) -> Answer | None:
    """The number; or what we know of the shop."""
    if view.says("numbers_to_quote", "for_a_doctor", "order_number_asked"):
        return _to_quote(view)
    if view.says("shop_called"):
        return answer(say("utter_shop_is", shop=view.shop))
    if view.says("reach_shop", "licence"):
        return _of_the_shop(view)
    remedy = next(_complaints(view), None) or view.remedy(RemedyKind.URGE_MERCHANT)
    if remedy is None:
        return _none(view)
    if remedy.open and remedy.due_at:
        return answer(say("utter_complaint_number", number=view.reference(remedy), by=view.at(remedy.due_at)))
    return answer(say("utter_number_only", number=view.reference(remedy)))


def who(view: View, _question: Question) -> Answer | None:
    """Which shop it is; who looks into a complaint."""
    running = complaint_of(view)
    if view.says("complains") and not running:
        return how(view, _question)
    if running and not view.says("shop_called"):
        return answer(say("utter_complaint_by_us", shop=_accused(view, running)))
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
    """Complaining, an authority, a review and getting round the shop are the consumer's right; the rest is the shop's
    to grant, and it is asked."""
    if view.says("numbers_to_quote"):
        return _to_quote(view)
    if view.says("authority"):
        running = complaint_of(view)
        if running:
            return answer(say("utter_authority"), *_stands(view, running))
        asked, open_ = offer_complaint(view)
        return answer(say("utter_authority"), asked, offer=open_)
    if view.says("review"):
        return answer(say("utter_review_yours"))
    asked, open_ = offer_complaint(view)
    if view.says("without_shop"):
        return answer(say("utter_without_shop", shop=view.shop), asked, offer=open_)
    if view.says("complains"):
        return answer(say("utter_complaint_may"), asked, offer=open_)
    if view.says("pays_myself_first"):
        return answer(say("utter_shop_agrees_first", shop=view.shop), do=tell_shop())
    return _of_the_shop(view) if view.says("reach_shop") else answer(say("utter_shop_decides"), do=tell_shop())


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
    if view.says("afraid_of_him"):
        return answer(say("utter_complaint_no_revenge"))
    if view.says("complains") and not complaint_of(view):
        asked, open_ = offer_complaint(view)
        return answer(say("utter_complaint_if_then"), asked, offer=open_)
    if view.says("refuses"):
        return _if_refused(view)
    running = complaint_of(view) or view.open_remedy(RemedyKind.URGE_MERCHANT)
    if running and running.due_at and running.due_at > view.now:
        return answer(say("utter_shop_silent_by", by=view.at(running.due_at)))
    return answer(say("utter_shop_silent"))


def how_much(view: View, question: Question) -> Answer | None:
    """What a complaint brings: nobody can say a sum before it was looked into."""
    remedy = complaint_of(view)
    if remedy and remedy.due_at and remedy.due_at > view.now:
        return answer(say("utter_complaint_gain", number=view.reference(remedy), by=view.at(remedy.due_at)))
    return what_next(view, question)


def what_next(view: View, _question: Question) -> Answer | None:
    """What follows a complaint; without one, what may be done after the shop said no."""
    remedy = complaint_of(view)
    if remedy and remedy.due_at:
        if remedy.due_at <= view.now:
            return overdue(view, remedy)
        number, by = view.reference(remedy), view.at(remedy.due_at)
        if view.says("any_gain"):
            return answer(say("utter_complaint_gain", number=number, by=by))
        accused = remedy.details.get("against")
        if accused == "courier":
            return answer(say("utter_complaint_next_courier", courier=_courier(view), number=number, by=by))
        if accused == "person" or view.says("that_person"):
            return answer(say("utter_complaint_next_person", number=number, by=by))
        return answer(say("utter_complaint_next", number=number, by=by))
    if view.says("refuses"):
        return _if_refused(view)
    urged = view.open_remedy(RemedyKind.URGE_MERCHANT)
    if urged and urged.due_at and urged.due_at > view.now:
        return answer(say("utter_shop_silent_by", by=view.at(urged.due_at)))
    asked, open_ = offer_complaint(view)
    return answer(say("utter_complaint_would_next"), asked, offer=open_)


def _if_refused(view: View) -> Answer:
    """The shop's no is not the last word: what is at stake, and a complaint unless one runs."""
    at_stake, running = _at_stake(view), complaint_of(view)
    said = say("utter_shop_refuses_money", amount=view.money(at_stake)) if at_stake else say("utter_shop_refuses")
    if running:
        return answer(said, *_stands(view, running))
    asked, open_ = offer_complaint(view)
    return answer(said, asked, offer=open_)


def _at_stake(view: View) -> Money | None:
    """The sum that is asked of the shop."""
    if view.refund and view.refund.live:
        return view.refund.amount
    return next((one.amount for one in reversed(view.remedies) if one.open and one.amount), None)


def evidence(view: View, _question: Question) -> Answer | None:
    """Screenshots help and are not required."""
    if view.open_remedy(RemedyKind.COMPLAINT, RemedyKind.URGE_MERCHANT):
        return answer(say("utter_complaint_evidence"))
    asked, open_ = offer_complaint(view)
    return answer(say("utter_complaint_evidence"), asked, offer=open_)


def how_long_overdue(view: View, _question: Question) -> Answer | None:
    """How long the shop has owed us its answer."""
    remedy = complaint_of(view) or view.open_remedy(RemedyKind.URGE_MERCHANT)
    if remedy is None:
        return answer(say("utter_shop_not_asked"), do=tell_shop())
    if remedy.due_at and remedy.due_at <= view.now:
        return overdue(view, remedy)
    since, by = view.lasting(view.now - remedy.requested_at), view.at(remedy.due_at or view.now)
    return answer(say("utter_shop_waits_since", since=since, by=by))


def undo(view: View, _question: Question) -> Answer | None:
    """Take the complaint back."""
    return answer(then="withdraw") if complaint_of(view) else None


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


def _to_quote(view: View) -> Answer:
    """What an authority or a courier wants to be told on the telephone."""
    says = [say("utter_numbers_to_quote", order=view.number(view.order.known_as), shop=view.shop)]
    parcels = [one for one in view.order.parcels if not view.order.replaced(one) and one.tracking_no]
    if view.says("for_a_doctor"):
        noted = view.open_remedy(*RemedyKind)
        about = (say("utter_numbers_of_complaint", number=view.reference(noted)),) if noted else ()
        return answer(*about, *says)
    if parcels:
        number = view.number(parcels[-1].tracking_no)
        says.append(say("utter_numbers_of_courier", courier=_courier(view), number=number))
    if running := complaint_of(view):
        says.append(say("utter_numbers_of_complaint", number=view.reference(running)))
    return answer(*says[:2] if view.spoken else says)


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
    Ask.HOW_MUCH: how_much,
    Ask.WHO: who,
    Ask.HOW: how,
    Ask.MAY_I: may_i,
    Ask.WHY: why,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: what_next,
    Ask.EVIDENCE: evidence,
    Ask.HOW_LONG_OVERDUE: how_long_overdue,
    Ask.UNDO: undo,
    Ask.CONFIRM: confirm,
    Ask.CHANGE: change,
}
_OF_ANGER = (Ask.DO_IT, Ask.COMPLAIN, Ask.REPORT)


def _deeds_first(cell: Cell) -> Cell:
    """The cell, unless they want no more words: then what can be done is offered (actions/intents/complaint.py)."""

    def answered(view: View, question: Question) -> Answer | None:
        if view.says("wants_deeds") and view.order.paid_at and not view.received_at:
            return answer(then="complain_merchant")
        return cell(view, question)

    return answered


CELLS |= {ask: _deeds_first(CELLS[ask]) for ask in _OF_ANGER}
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(COMPLAINT, TELL_SHOP),
    intents=("complain_merchant",),
    topic="complain_merchant",
    opens=frozenset({Ask.STATUS, Ask.REPORT, Ask.COMPLAIN}),
    done_by=frozenset({MATTER, Matter.PROMISE}),
)
