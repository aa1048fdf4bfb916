"""What a consumer is told when a condition comes to its end: done, not needed, or no longer possible. Pure."""

from __future__ import annotations

from datetime import datetime

from careline.cases.conditions import Condition
from careline.cases.remedies import Remedy
from careline.cases.telling import goods_of, person_button
from careline.conversations.messages import Button
from careline.core.conditions import Planned, Verdict
from careline.core.money import Money
from careline.core.orders import Order
from careline.core.paid import item_of
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.wording.conditions import deed, happened, not_yet, short, until
from careline.core.wording.goods import goods_list
from careline.core.wording.language import Said
from careline.core.wording.times import instant

_CAME = Said("{goods}：说好的，到{by}{not_yet}就{deed}。现在时间到了，", "{goods}: as agreed, {not_yet} by {by}. ")
_CAME_ONCE = Said("{goods}已经送到了，按说好的，", "{goods} has arrived. As agreed, ")
_DONE = Said("已经替您{deed}，最晚{due} 前告诉您结果。", "I have done what we agreed: {deed}. You'll hear by {due}.")
_APPROVAL = Said(
    "已经替您{deed}，这超过我能直接办的额度，同事来审核，最晚{due} 前给您结果。",
    "I have done what we agreed: {deed}. It is more than I may settle myself, so a colleague decides, and you'll hear "
    "by {due}.",
)
_BEFORE = Said("这件事之前已经在办了，最晚{due} 前告诉您结果。", "This was under way already. You'll hear by {due}.")
_OVER = Said("不过这件事之前已经办好了，不用再办一次。", "It has been done before, so there is nothing left to do.")
_PART = Said("现在能退的只有{goods}，", "Only {goods} can go back by now. ")
_PERSON = Said("已经替您转人工，同事会在这里接着跟您说。", "I have asked for a person, who goes on with you here.")
_MET = Said(
    "{goods}{happened}，之前说好的“{short}”就不用办了。",
    "{goods} {happened}, so there is no need for what we had agreed ({short}).",
)
_CANCELLED = Said(
    "{goods}的订单已经取消，之前说好的“{short}”就不用办了。付的钱退到哪了，随时问我。",
    "The order for {goods} was cancelled, so there is no need for what we had agreed ({short}). "
    "Ask me any time where the money is.",
)
_REFUNDED = Said(
    "{goods}的钱已经在退或者退了，之前说好的“{short}”就不用再办了。",
    "The money for {goods} is on its way back or paid, so there is no need for what we had agreed ({short}).",
)
_NOT_ALLOWED = Said(
    "{goods}：说好的“{short}”到时间了，可这单现在不能这么办了。别的办法我可以帮您看，也可以请同事处理。",
    "{goods}: the time for what we had agreed ({short}) has come, but the order doesn't allow it now. I can look for "
    "another way, or a colleague can.",
)
_EXPIRED = Said(
    "{goods}到{by}还没签收，之前说好的“{short}”先到这里。要现在就退，说一声，我马上办。",
    "{goods} hasn't arrived by {by}, so what we had agreed ({short}) ends here. If you want the money back now, just "
    "say so.",
)
_TAKEN_BACK = Said(
    "{goods}：之前说好的“{short}”，同事替您撤了，到时间不会再办。",
    "{goods}: a colleague has taken back what we had agreed ({short}). Nothing will be done by itself.",
)
_UNDO = Said("撤回", "Take it back")


def acted(
    condition: Condition, order: Order, remedy: Remedy | None, now: datetime, language: str
) -> tuple[str, tuple[Button, ...]]:
    """What was done because it has come about; `remedy` None: a person takes over. It may have been paid by now."""
    terms, stop = condition.terms, order.time_zone
    given = {
        "goods": goods_of(order, language), "by": until(terms.due_at, now, stop, language),
        "not_yet": not_yet(terms.awaited, language),
        "deed": deed(terms.then, _done_as(remedy), language),
    }  # fmt: skip
    came = (
        (_CAME_ONCE if terms.once else _CAME).to(language).format(**{**given, "deed": deed(terms.then, None, language)})
    )
    if remedy is None:
        return came + _PERSON.to(language), ()
    if not remedy.open:
        return came + _OVER.to(language), ()
    due = instant(remedy.due_at, now, order.time_zone, language) if remedy.due_at else ""
    said = _BEFORE if not remedy.fresh else _APPROVAL if remedy.state is RemedyState.NEEDS_APPROVAL else _DONE
    if remedy.kind is RemedyKind.RETURN and remedy.items and remedy.items != terms.items:
        named = tuple((item, n) for sku, n in remedy.items if (item := item_of(order, sku)))
        came += _PART.to(language).format(goods=goods_list(named, language))
    undo = Button(
        title=_UNDO.to(language), payload={"intent": "withdraw", "entities": {"remedy_id": str(remedy.remedy_id)}}
    )
    return came + said.to(language).format(**given, due=due), (undo,) if remedy.fresh else ()


def _done_as(remedy: Remedy | None) -> Planned | None:
    amount: Money | None = remedy.amount if remedy else None
    return Planned(kind=remedy.kind, amount=amount) if remedy else None


def closed(
    condition: Condition, verdict: Verdict, order: Order, now: datetime, language: str
) -> tuple[str, tuple[Button, ...]]:
    """Why nothing was done, and what can be."""
    terms = condition.terms
    said = {
        Verdict.HAPPENED: _MET, Verdict.CANCELLED: _CANCELLED, Verdict.REFUNDED: _REFUNDED,
        Verdict.NOT_ALLOWED: _NOT_ALLOWED, Verdict.EXPIRED: _EXPIRED,
    }[verdict]  # fmt: skip
    text = said.to(language).format(
        goods=goods_of(order, language), happened=happened(terms.awaited, language),
        short=short(terms.awaited, terms.then, language, once=terms.once),
        by=until(terms.due_at, now, order.time_zone, language),
    )  # fmt: skip
    return text, (person_button(language),) if verdict is Verdict.NOT_ALLOWED else ()


def taken_back(condition: Condition, order: Order, language: str) -> str:
    """A colleague has withdrawn it."""
    terms = condition.terms
    return _TAKEN_BACK.to(language).format(
        goods=goods_of(order, language), short=short(terms.awaited, terms.then, language, once=terms.once)
    )
