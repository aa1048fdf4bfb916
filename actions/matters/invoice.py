"""Invoices: asked for, issued, changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.matters.about import About
from actions.matters.answer import Answer, Cell, Deed, Do, Offer, Say, Wished, answer, offer, say
from actions.matters.return_freight import receipt_to
from actions.matters.returns.stages import the_return
from actions.matters.told import by, first_of, noted, undo_buttons
from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.money import Money
from careline.core.orders import InvoiceState, OrderStatus
from careline.core.paid import refunded
from careline.core.remedies import RemedyKind, RemedyState
from understanding.context import Question
from understanding.reading import Reading
from understanding.taxonomy import Ask, Matter

MATTER = Matter.INVOICE
_KIND = RemedyKind.INVOICE
_GO_ON = Offer(asked=Asked.HANDOFF_OFFER)
_FIELDS = ("title", "tax_no", "email")
_ABOUT_AT_MOST, _QUOTED = 120, 40


# Facts


def _state(view: View) -> InvoiceState:
    return view.order.invoice.state if view.order.invoice else InvoiceState.NONE


def _impossible(view: View) -> Say | None:
    """Why there can be no invoice for this order."""
    if view.order.paid_at is None and view.order.status in {OrderStatus.PLACED, OrderStatus.CANCELLED}:
        return say("utter_invoice_unpaid")
    if view.order.status is OrderStatus.CANCELLED or not _worth(view).amount:
        return say("utter_invoice_all_refunded")
    return None


def _worth(view: View) -> Money:
    """What was paid and not given back."""
    order = view.order
    return Money(max(0, order.total.amount - refunded(order, live_too=False).amount), order.total.currency)


def _data(view: View, kept: Mapping[str, Any]) -> dict[str, str]:
    """What is known for the invoice: kept with our question, overwritten by the words."""
    found = {name: str(kept[name]) for name in _FIELDS if kept.get(name)}
    told = dict(view.said.invoice_data)
    if told.pop("personal", None) and "title" not in told:
        told["title"] = view.either("个人", view.customer.name)
    return found | told


def _known(view: View) -> dict[str, str]:
    """As `_data`, with what stands in our open question."""
    return _data(view, view.kept or {})


def _running(view: View) -> Remedy | None:
    return view.open_remedy(_KIND)


# The deed


def _refused(view: View, kept: Mapping[str, Any]) -> Sequence[Say]:
    impossible = _impossible(view)
    if impossible:
        return (impossible,)
    return () if kept.get("correct") or _data(view, kept).get("title") else (say("utter_invoice_ask_title"),)


def _wished(view: View, kept: Mapping[str, Any]) -> Wished:
    details: dict[str, Any] = _data(view, kept)
    if kept.get("assumed"):
        details["assumed"] = True
    if kept.get("correct"):
        details["note"] = kept.get("note") or noted(view)
        details |= _kind_of_invoice(view)
        told = "/".join(f"{name}={details[name]}" for name in (*_FIELDS, "type") if name in details)
        return Wished(items=view.items, details=details, about=f"correct:{told or details['note']}"[:_ABOUT_AT_MOST])
    details |= _kind_of_invoice(view)
    return Wished(items=view.items, details=details)


def _kind_of_invoice(view: View) -> dict[str, str]:
    if view.says("invoice_ordinary"):
        return {"type": "ordinary"}
    return {"type": "vat_special"} if view.says("invoice_special") else {}


def _told(view: View, remedy: Remedy) -> Sequence[Say]:
    title, number = str(remedy.details.get("title") or ""), str(remedy.details.get("tax_no") or "")
    until, undo = by(view, remedy), undo_buttons(view, remedy)
    if str(remedy.details.get("about", "")).startswith("correct"):
        return (_told_of_change(view, remedy),)
    if number and not view.spoken:
        first = say("utter_invoice_asked_with_number", title=title, number=number, by=until, buttons=undo)
    elif remedy.details.get("assumed"):
        first = say("utter_invoice_asked_for_you", title=title, by=until, buttons=undo)
    else:
        first = say("utter_invoice_asked", title=title, by=until, buttons=undo)
    if remedy.details.get("type") == "vat_special":
        return (first, say("utter_invoice_special_depends"))
    return (first, say("utter_invoice_number_later")) if view.says("invoice_company") and not number else (first,)


def _told_of_change(view: View, remedy: Remedy) -> Say:
    """What exactly the shop was asked to change, so that they see that it was heard."""
    given = {name: str(remedy.details.get(name) or "") for name in (*_FIELDS, "note", "type")}
    until, undo = by(view, remedy), undo_buttons(view, remedy)
    if given["title"]:
        return say("utter_invoice_title_changed", title=given["title"], by=until, buttons=undo)
    if given["tax_no"] and not view.spoken:
        return say("utter_invoice_number_added", number=given["tax_no"], by=until, buttons=undo)
    if given["email"]:
        return say("utter_invoice_mail_added", email=given["email"], by=until, buttons=undo)
    if given["type"] == "ordinary":
        return say("utter_invoice_ordinary_asked", by=until, buttons=undo)
    if given["type"]:
        return say("utter_invoice_special_asked", by=until, buttons=undo)
    return say("utter_invoice_told_shop", note=given["note"][:_QUOTED], by=until, buttons=undo)


INVOICE = Deed(name="invoice", kind=_KIND, matter=MATTER, refused=_refused, wished=_wished, told=_told)
"""The shop issues an invoice, or corrects it (`correct`)."""


# Links of the cells


def _cannot(view: View, _question: Question) -> Answer | None:
    impossible = _impossible(view)
    return answer(impossible) if impossible and _state(view) is not InvoiceState.ISSUED else None


def _ask_title(view: View, *says: Say) -> Answer:
    """One question for all that is missing; what is known already is kept with it."""
    return answer(*says, say("utter_invoice_ask_title"), offer=offer(INVOICE, **_known(view)))


def _ask_for_it(view: View, _question: Question) -> Answer | None:
    """Asked for at once with what the words give, else the one question."""
    if _state(view) is not InvoiceState.NONE or _running(view):
        return None
    known = _known(view)
    if not known.get("title") and view.english and not view.says("invoice_company"):
        # A private person's name is known; for a company they say so, and it is changed.
        return answer(do=Do(deed=INVOICE, kept={**known, "title": view.customer.name, "assumed": True}))
    return answer(do=Do(deed=INVOICE, kept=known)) if known.get("title") else _ask_title(view)


def _more_data(view: View, _question: Question) -> Answer | None:
    """A tax number or title that comes later goes after the request or as a correction."""
    told = dict(view.said.invoice_data)
    running = _running(view)
    if not told or not (running or _state(view) is not InvoiceState.NONE):
        return None
    known = _data(view, {})
    if running and all(running.details.get(name) == value for name, value in known.items()):
        return None
    return answer(do=Do(deed=INVOICE, kept={**known, "correct": True, "note": noted(view)}))


def _correct(view: View, _question: Question) -> Answer | None:
    """Something on it is to be changed: what to, if they do not tell."""
    if not (_running(view) or _state(view) is not InvoiceState.NONE):
        return None
    if view.says("invoice_wrong", "invoice_lost", "invoice_special", "invoice_ordinary"):
        if view.says("invoice_wrong") and view.says("invoice_company") and not view.said.invoice_data:
            return answer(say("utter_invoice_change_to_what"))
        return answer(do=Do(deed=INVOICE, kept={"correct": True, "note": noted(view)}))
    return None


def _stands(view: View, _question: Question) -> Answer | None:
    """Issued and where it is, asked for, refused."""
    invoice, remedy = view.order.invoice, view.remedy(_KIND)
    if invoice and invoice.state is InvoiceState.ISSUED:
        return _issued(view)
    if remedy and remedy.open:
        return _runs(view, remedy)
    if invoice and invoice.state is InvoiceState.REQUESTED:
        at = view.at(invoice.at) if invoice.at else ""
        return answer(say("utter_invoice_at_shop", at=at) if at else say("utter_invoice_at_shop_undated"))
    return _declined(remedy) if remedy and remedy.state is RemedyState.REFUSED else None


def _runs(view: View, remedy: Remedy) -> Answer:
    if remedy.due_at is None or remedy.due_at <= view.now or remedy.state is RemedyState.FAILED:
        return answer(say("utter_invoice_late"), offer=_GO_ON)
    return answer(say("utter_invoice_runs", at=view.at(remedy.requested_at), by=view.at(remedy.due_at)))


def _issued(view: View) -> Answer | None:
    invoice = view.order.invoice
    if invoice is None or invoice.state is not InvoiceState.ISSUED:
        return None
    if invoice.url and not view.spoken:
        return answer(say("utter_invoice_here", link=invoice.url))
    return answer(say("utter_invoice_issued_at", at=view.at(invoice.at)) if invoice.at else say("utter_invoice_issued"))


def _declined(remedy: Remedy) -> Answer:
    reason = (remedy.answer or "").strip().rstrip("。.!！；; ")
    said = say("utter_invoice_declined_because", reason=reason) if reason else say("utter_invoice_declined")
    return answer(said, offer=_GO_ON)


def _none_yet(view: View, _question: Question) -> Answer | None:
    return _ask_title(view, say("utter_invoice_not_asked"))


def _if_less(view: View, _question: Question) -> Answer | None:
    """Whether the invoice changes once some of the money is given back."""
    given_back = {Matter.PRICE, Matter.REFUND, Matter.COMPENSATION} & set(view.spoken_of[:2])
    return answer(say("utter_invoice_if_less")) if view.says("invoice_changes") and given_back else None


def _may_i(view: View, _question: Question) -> Answer | None:
    """Yes: with whose name and number it would be."""
    if _state(view) is not InvoiceState.NONE or _running(view):
        return None
    known = _known(view)
    if known.get("title"):
        said = say("utter_invoice_may_for", title=known["title"], amount=view.money(_worth(view)))
        return answer(said, offer=offer(INVOICE, **known))
    if view.says("invoice_special"):
        return _ask_title(view, say("utter_invoice_may_special"))
    goods, amount = view.goods(view.items), view.money(_worth(view))
    return _ask_title(view, say("utter_invoice_may", goods=goods, amount=amount))


def _tax_shown(view: View, _question: Question) -> Answer | None:
    return answer(say("utter_invoice_tax_shown")) if view.says("invoice_tax_shown") else None


def _amount(view: View, _question: Question) -> Answer | None:
    """What was paid and not given back; a coupon is not on it."""
    amount = view.money(_worth(view))
    if view.says("coupon"):
        return answer(say("utter_invoice_amount_coupon", amount=amount))
    return answer(say("utter_invoice_amount", amount=amount))


def _amount_named(view: View, question: Question) -> Answer | None:
    return _amount(view, question) if view.said.prices else None


def _where(view: View, _question: Question) -> Answer | None:
    """Where it is, or how it will come."""
    if _state(view) is InvoiceState.ISSUED:
        return _issued(view)
    remedy = _running(view)
    email = str(remedy.details.get("email") or "") if remedy else ""
    if email and not view.spoken:
        return answer(say("utter_invoice_to_mail", email=email))
    if remedy or _state(view) is InvoiceState.REQUESTED:
        return answer(say("utter_invoice_comes_here"))
    return None


def _mail_given(view: View, question: Question) -> Answer | None:
    """发到 a@b.cn: no question where it goes, but where it has to."""
    return _ask_for_it(view, question) if view.said.invoice_data.get("email") else None


def _would_come(view: View, _question: Question) -> Answer | None:
    """How it would come, asked about before it is asked for."""
    return _ask_title(view, say("utter_invoice_comes_here"))


def _comes(view: View, question: Question) -> Answer | None:
    """When it comes, and how where that is asked."""
    found = _stands(view, question)
    where = (
        _where(view, question) if view.says("invoice_comes_by") and _state(view) is not InvoiceState.ISSUED else None
    )
    if found and where:
        return answer(*found.says, *where.says, offer=found.offer)
    return found


def _what_if(view: View, _question: Question) -> Answer | None:
    if view.says("goods_go_back"):
        return answer(say("utter_invoice_if_returned"))
    if view.says("invoice_lost"):
        return answer(say("utter_invoice_if_lost"))
    if Matter.PRICE in view.spoken_of[:2] and not view.says("refuses"):
        return answer(say("utter_invoice_if_less"))
    return answer(say("utter_invoice_if_refused"))


def _who(view: View, _question: Question) -> Answer | None:
    return answer(say("utter_invoice_by_shop", merchant=view.order.merchant_name))


def _which_kind(view: View, _question: Question) -> Answer | None:
    """Ordinary or special, where they ask which of them; ordinary ones are issued unless they want the other."""
    if not view.says("invoice_special") or not view.says("invoice_ordinary") or view.said.invoice_data:
        return None
    if view.order.invoice and view.order.invoice.state is InvoiceState.ISSUED:
        return None  # it says so itself
    remedy = _running(view)
    if remedy is None:
        return answer(say("utter_invoice_kind_usual"))
    special = remedy.details.get("type") == "vat_special"
    return answer(say("utter_invoice_kind_special") if special else say("utter_invoice_kind_ordinary"))


def _just_so(view: View, _question: Question) -> Answer | None:
    """Yes, those details are right: that the shop has them so."""
    remedy = _running(view)
    title = str(remedy.details.get("title") or "") if remedy else ""
    if not title or remedy is None or remedy.due_at is None or remedy.due_at <= view.now:
        return None
    said = say("utter_invoice_just_so", title=title, by=view.at(remedy.due_at))
    return answer(said) if view.says("data_right") and not view.said.asks_of_us else None


def _which(view: View, _question: Question) -> Answer | None:
    """What stands on it, or what is needed for it."""
    invoice, remedy = view.order.invoice, _running(view)
    title = (remedy and str(remedy.details.get("title") or "")) or (invoice.title if invoice else "")
    number = str(remedy.details.get("tax_no") or "") if remedy else ""
    if title and number and not view.spoken:
        return answer(say("utter_invoice_says_number", title=title, number=number))
    if title:
        return answer(say("utter_invoice_says", title=title))
    return answer(say("utter_invoice_needs"))


def _why(view: View, question: Question) -> Answer | None:
    if view.says("invoice_wrong"):
        return _correct(view, question)
    if not (_running(view) or _state(view) is not InvoiceState.NONE):
        return None
    return _amount(view, question)


def _evidence(_view: View, _question: Question) -> Answer | None:
    return answer(say("utter_invoice_needs"))


def _receipt(view: View, question: Question) -> Answer | None:
    """The slip of a return's postage, and no invoice."""
    sent_back = view.order.freight.paid_by_consumer or the_return(view.order)
    return receipt_to(view, question) if sent_back and not view.says("invoice_named") else None


def undo(view: View, question: Question) -> Answer | None:
    """Taken back as long as the shop has not issued it; words that bring its data are no withdrawal."""
    if view.said.invoice_data:
        return _get(view, question)
    return answer(then="withdraw") if _running(view) else None


_get = first_of(_cannot, _more_data, _correct, _ask_for_it, _stands)

CELLS: dict[Ask, Cell] = {
    Ask.DO_IT: _get,
    Ask.NOT_ALL: _get,
    Ask.CHANGE: _get,
    Ask.REPORT: first_of(_cannot, _more_data, _correct, _stands, _ask_for_it),
    Ask.EVIDENCE: first_of(_receipt, _more_data, _evidence),
    Ask.MAY_I: first_of(_if_less, _cannot, _tax_shown, _which_kind, _more_data, _correct, _may_i, _stands),
    Ask.CONFIRM: first_of(_cannot, _more_data, _just_so, _which_kind, _amount_named, _stands),
    Ask.STATUS: first_of(_more_data, _which_kind, _stands, _cannot, _none_yet),
    Ask.WHEN: first_of(_more_data, _comes, _cannot, _none_yet),
    Ask.HOW: first_of(_cannot, _more_data, _comes, _ask_for_it),
    Ask.WHERE_TO: first_of(_receipt, _more_data, _where, _cannot, _mail_given, _would_come),
    Ask.HOW_MUCH: first_of(_cannot, _amount),
    Ask.WHO: first_of(_receipt, _who),
    Ask.WHY: first_of(_why, _stands, _cannot, _none_yet),
    Ask.WHICH: first_of(_more_data, _which_kind, _which),
    Ask.WHAT_IF: _what_if,
    Ask.WHAT_NEXT: first_of(_more_data, _stands, _cannot, _none_yet),
    Ask.HOW_LONG_OVERDUE: first_of(_stands, _cannot, _none_yet),
    Ask.UNDO: undo,
}
"""Each as a chain: the first link that has an answer gives it."""


def _given(said: Reading, near: Sequence[Matter], asked: Asked | None) -> Ask | None:
    """A title, a tax number or an address for the invoice, which we have asked for or were just speaking of."""
    data = said.invoice_data if near[:1] == [MATTER] else {}
    wanted = asked == Asked.CONFIRM_DEED and data
    return Ask.DO_IT if wanted or (asked is None and {"email", "tax_no"} & set(data)) else None


ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(INVOICE,),
    intents=("ask_invoice",),
    topic="ask_invoice",
    given=_given,
    of_money=True,
    other_numbers=True,
)
