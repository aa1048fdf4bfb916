"""What belongs to the goods beyond the order: installation, warranty, use, stock. Only the shop knows it: it is asked.

What we do know comes first: by when an installation is promised, and until when a fault can be returned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.matters import merchant
from actions.matters.about import About
from actions.matters.answer import Answer, Cell, Deed, Do, Say, Wished, answer, say
from actions.matters.goods import fault_until
from actions.matters.merchant import tell_shop
from actions.matters.view import View
from careline.cases.service import Remedy
from careline.core.guarantees import Right, RightState
from careline.core.orders import Guarantee
from careline.core.remedies import RemedyKind
from careline.core.wording.enquiries import Enquiry
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.SERVICE
_NAME = Enquiry.SHOP_QUESTION
_TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("data", ("private_data",)),
    ("put_off", ("sends_away",)),
    ("broken_or_me", ("broken_or_me",)),
    ("alone", ("does_it_myself",)),
    ("warranty", ("warranty",)),
    ("stock", ("stock", "sold_out")),
    ("use", ("how_to_use",)),
    ("installation", ("installing",)),
    ("specs", ("specs",)),
)
"""What a question is about, the first whose detail is in the words; the later ones are the more general words."""
_QUOTED = {False: 32, True: 90}
"""Up to how many characters of their words are said back: Chinese, English."""
_OF_A_VISIT = frozenset({Ask.WHEN, Ask.WHO, Ask.STATUS, Ask.COMPLAIN, Ask.HOW_LONG_OVERDUE, Ask.REPORT, Ask.HOW_MUCH})


# What is done


def _never(_view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    return ()


def _asked(view: View, kept: Mapping[str, Any]) -> Wished:
    text, topic = _in_their_words(view, kept), str(kept.get("topic") or "")
    about = ":".join(part for part in (_NAME, topic, str(kept.get("ask") or "")) if part)
    return Wished(details={"text": text, "topic": topic}, about=about)


def _in_their_words(view: View, kept: Mapping[str, Any]) -> str:
    """What was kept with our question, with what a yes adds to it: 帮我问店家，约周末."""
    text, now = str(kept.get("text") or ""), view.said.as_written.strip()
    adds = text and now not in text and view.said.is_longer_than(_A_MERE_YES, _A_MERE_YES)
    return f"{text} / {now}" if adds else text or now


_A_MERE_YES = 6


def _told(view: View, remedy: Remedy) -> Sequence[Say]:
    due = remedy.due_at or view.now
    if not remedy.fresh and due <= view.now:
        return (say("utter_enquiry_late", before=view.at(due)),)
    if not remedy.fresh:
        return (say("utter_service_asked_before", shop=view.shop, at=view.at(remedy.requested_at), by=view.at(due)),)
    words = str(remedy.details.get("text") or "").strip().rstrip("。.!！?？ ")
    quotable = 0 < len(words) <= _QUOTED[view.english] and not view.says("costs_extra")
    if quotable:
        return (say("utter_service_asked_words", shop=view.shop, words=words, by=view.at(due)),)
    return (say("utter_service_asked", shop=view.shop, goods=view.goods(), by=view.at(due)),)


SHOP_QUESTION = Deed(
    name=_NAME, kind=RemedyKind.URGE_MERCHANT, matter=MATTER, refused=_never, wished=_asked, told=_told
)  # fmt: skip
"""The shop gets the question as it gets an urge, and has to answer. `kept`: `text` (else the words just said), `topic`
and `ask`, which tell two apart."""


def ask_shop(view: View, topic: str, question: Question) -> Do:
    """Their question goes to the shop, once for each thing that they ask."""
    return Do(deed=SHOP_QUESTION, kept={"text": view.said.as_written, "topic": topic, "ask": question.ask.value})


# What is answered


def told(view: View, question: Question) -> Answer | None:
    """What we know of it, then the shop is asked the rest, in their own words."""
    if _just_asked(view):
        return answer()
    if view.says("pays_myself_first") and not view.says("warranty", "does_it_myself"):
        return merchant.may_i(view, question)
    topic = _topic(view, question)
    if topic == "data":
        return answer(say("utter_service_wipe"))
    if topic == "put_off":
        return answer(say("utter_service_put_off", shop=view.shop), do=tell_shop())
    if question.ask is Ask.STATUS and not topic and (asked := _open_question(view)):
        return answer(*_told(view, asked))
    return answer(*_known(view, topic, question), do=ask_shop(view, topic, question))


def do_it(view: View, question: Question) -> Answer | None:
    """They want the shop asked or pushed: it gets their words now and has to answer."""
    if _just_asked(view):
        return answer()
    if _topic(view, question) == "installation" and (view.says("chases_shop") or _late(view)):
        return answer(do=tell_shop("fitter"))
    return answer(do=tell_shop())


def change(view: View, question: Question) -> Answer | None:
    """Another day for the fitter is passed on; else it is a question to the shop."""
    if _topic(view, question) == "installation" and not view.says("asks_whether") and not _just_asked(view):
        return answer(do=tell_shop("fitter"))
    return told(view, question)


def _topic(view: View, question: Question) -> str:
    """By their words, else what was asked on before; who comes and when is about the fitter where one is promised."""
    found = next((topic for topic, details in _TOPICS if view.says(*details)), "")
    if found:
        return found
    if question.ask in _OF_A_VISIT and view.right(Guarantee.INSTALL):
        return "installation"
    before = _open_question(view)
    return str(before.details.get("topic") or "") if before else ""


def _open_question(view: View) -> Remedy | None:
    """The last question that the shop has not answered yet."""
    found = (one for one in reversed(view.remedies) if one.kind is RemedyKind.URGE_MERCHANT and one.open)
    return next((one for one in found if str(one.details.get("about", "")).startswith(_NAME)), None)


def _just_asked(view: View) -> bool:
    """Whether this very turn has passed these words on already, with another question in them."""
    asked = _open_question(view)
    return bool(asked and asked.requested_at == view.now and asked.details.get("text") == view.said.as_written)


def _late(view: View) -> bool:
    right = view.right(Guarantee.INSTALL)
    return right is not None and right.state is RightState.CLAIMABLE


def _known(view: View, topic: str, question: Question) -> tuple[Say, ...]:
    """What we can say of it ourselves, and what we cannot see."""
    if topic == "installation":
        return (fitting_of(view, question),)
    if topic == "warranty":
        right = fault_until(view)
        known = (say("utter_service_fault_until", until=view.at(right.deadline)),) if right and right.deadline else ()
        return (say("utter_service_warranty"), *known)
    if topic == "stock":
        if question.ask in {Ask.MAY_I, Ask.DO_IT}:
            return (say("utter_service_keep_one", shop=view.shop),)
        return (say("utter_service_stock"),)
    if topic == "broken_or_me":
        return (say("utter_service_broken_or_me"),)
    if topic == "alone":
        return (say("utter_service_alone"),)
    if topic == "use":
        return (say("utter_service_use"),)
    return (say("utter_service_specs") if topic == "specs" else say("utter_service_unknown"),)


def fitting_of(view: View, question: Question) -> Say:
    """By when it is installed as promised, or that nobody has told; the fee where that is asked."""
    if question.ask is Ask.HOW_MUCH or view.says("costs_extra"):
        return say("utter_service_fitting_fee")
    right = view.right(Guarantee.INSTALL)
    if right is None or right.state not in {RightState.ACTIVE, RightState.CLAIMABLE}:
        return say("utter_service_fitting_unsaid")
    if question.ask is Ask.WHO and not _late(view):
        return say("utter_service_fitting_who", shop=view.shop)
    return _fitting_by(view, right)


def _fitting_by(view: View, right: Right) -> Say:
    if right.deadline is None:
        return say("utter_service_fitting_after_delivery")
    if right.deadline <= view.now:
        over = view.lasting(view.now - right.deadline)
        return say("utter_service_fitting_late", due=view.at(right.deadline), over=over)
    return say("utter_service_fitting_by", due=view.at(right.deadline))


CELLS: dict[Ask, Cell] = dict.fromkeys((one for one in Ask if one not in {Ask.DENY, Ask.THANK, Ask.UNDO}), told)
CELLS[Ask.DO_IT] = do_it
CELLS[Ask.CHANGE] = change
ABOUT = About(matter=MATTER, cells=CELLS, deeds=(SHOP_QUESTION,))
