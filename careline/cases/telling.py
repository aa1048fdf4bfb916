"""What a consumer is told without asking: how a remedy ended, that something is late, how a matter went.

Pure: values in, sentences out, in the language of the conversation ("zh-CN" or "en").
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from careline.cases.remedies import Remedy
from careline.conversations.messages import Button
from careline.core.blocks import BlockKind
from careline.core.orders import Order
from careline.core.remedies import OURS, URGES, RemedyKind, RemedyState
from careline.core.wording.amounts import money
from careline.core.wording.enquiries import Enquiry, enquiry_in
from careline.core.wording.goods import order_name
from careline.core.wording.language import Said, say
from careline.core.wording.times import instant

THING: Mapping[RemedyKind, Said] = {
    RemedyKind.URGE_MERCHANT: Said("催商家", "our push to the shop"),
    RemedyKind.URGE_COURIER: Said("催快递", "our push to the courier"),
    RemedyKind.COMPENSATION: Said("赔付", "compensation"),
    RemedyKind.REFUND: Said("退款", "refund"),
    RemedyKind.RETURN: Said("退货", "return"),
    RemedyKind.EXCHANGE: Said("换货", "exchange"),
    RemedyKind.RESEND: Said("补发", "new parcel"),
    RemedyKind.FREIGHT_CLAIM: Said("运费赔付", "return freight"),
    RemedyKind.ADDRESS_CHANGE: Said("改地址", "change of address"),
    RemedyKind.CANCEL: Said("取消订单", "cancellation"),
    RemedyKind.WITHDRAW: Said("撤销申请", "request to take it back"),
    RemedyKind.INVOICE: Said("发票", "invoice"),
    RemedyKind.COMPLAINT: Said("投诉", "complaint"),
    RemedyKind.CALLBACK: Said("回电", "call back"),
}

DONE: Mapping[RemedyKind, Said] = {
    RemedyKind.URGE_MERCHANT: Said(
        "{goods}，我们催了商家，商家说已经处理了。{answer}",
        "{goods}: we pushed the shop, and it says that it has acted. {answer}",
    ),
    RemedyKind.URGE_COURIER: Said(
        "{goods}，我们催了快递，对方说已经处理了。{answer}",
        "{goods}: we pushed the courier, and they say that they have acted. {answer}",
    ),
    RemedyKind.COMPENSATION: Said(
        "{goods}的赔付{sum}商家已经付给您了。{answer}",
        "The shop has paid you the compensation{sum} for {goods}. {answer}",
    ),
    RemedyKind.REFUND: Said(
        "{goods}的退款{sum}商家已经打款，会退回您原来的付款方式。{answer}",
        "The shop has paid your refund{sum} for {goods}. It goes back to the way you paid. {answer}",
    ),
    RemedyKind.RETURN: Said(
        "{goods}的退货办好了，退款{sum}商家已经打款。{answer}",
        "Your return of {goods} is settled, and the shop has paid the refund{sum}. {answer}",
    ),
    RemedyKind.EXCHANGE: Said(
        "{goods}的换货商家已经办好了。{answer}", "The shop has settled the exchange of {goods}. {answer}"
    ),
    RemedyKind.RESEND: Said(
        "{goods}商家已经安排补发，有物流我再告诉您。{answer}", "The shop is sending {goods} again. {answer}"
    ),
    RemedyKind.FREIGHT_CLAIM: Said(
        "{goods}的退货运费{sum}已经赔付给您了。{answer}",
        "The return freight{sum} for {goods} has been paid to you. {answer}",
    ),
    RemedyKind.ADDRESS_CHANGE: Said(
        "{goods}的收货地址商家已经改好了。{answer}",
        "The shop has changed the delivery address of {goods}. {answer}",
    ),
    RemedyKind.CANCEL: Said(
        "{goods}的订单已经取消，付的钱{sum}会退回您原来的付款方式。{answer}",
        "The order for {goods} is cancelled. What you paid{sum} goes back to the way you paid. {answer}",
    ),
    RemedyKind.WITHDRAW: Said(
        "{goods}，您之前的申请已经撤销了。{answer}", "{goods}: your earlier request has been taken back. {answer}"
    ),
    RemedyKind.INVOICE: Said(
        "{goods}的发票商家已经开好了。{answer}", "The shop has issued the invoice for {goods}. {answer}"
    ),
    RemedyKind.COMPLAINT: Said(
        "{goods}，您的投诉我们已经处理完了。{answer}", "We have dealt with your complaint about {goods}. {answer}"
    ),
    RemedyKind.CALLBACK: Said("{goods}，已经给您回过电话了。{answer}", "{goods}: we have called you back. {answer}"),
}

FOUND_OUT = Said(
    "{goods}，{thing}的事同事核实过了。{answer}", "A colleague has looked into the {thing} for {goods}. {answer}"
)
SHOP_ANSWERED = Said(
    "{goods}，{thing}的事商家回了。{answer}", "The shop has answered your question about {goods}. {answer}"
)
SHOP_SAID_NOTHING = Said(
    "{goods}，{thing}的事，商家说看过了，没写具体答案。要接着问，回我“转人工”就行。",
    "{goods}: the shop has seen your question but gave no answer in words. Say “a person” and we go on asking.",
)
QUESTION_ACCEPTED = Said(
    "{goods}，{thing}的事，商家收到了，说{due} 前答复。到时不管结果如何都会告诉您。",
    "{goods}: the shop has your question and says it will answer by {due}. You will hear from us then in any case.",
)
DECIDED_AGAIN = Said(
    "{goods}，之前没通过的，同事重新看过了。{answer}",
    "A colleague has decided again on what was declined for {goods}. {answer}",
)

EXCHANGED = Said(
    "{goods}换成{variant}，商家已经办好了。{answer}",
    "The shop has settled the exchange of {goods} for {variant}. {answer}",
)
CANCELLED_UNPAID = Said(
    "{goods}的订单已经取消，没付过款，不收您钱。{answer}",
    "The order for {goods} is cancelled. It was never paid, so nothing is owed. {answer}",
)
REFUSED_BY_SHOP = Said(
    "{goods}的{thing}商家没有同意。{answer}要是您不认可，我请同事帮您再看。",
    "The shop did not agree to the {thing} for {goods}. {answer} If you disagree, a colleague can look at it again.",
)
REFUSED_BY_US = Said(
    "{goods}的{thing}没有通过审核。{answer}还有疑问的话，我请同事跟您说。",
    "We could not approve the {thing} for {goods}. {answer} If you have questions, a colleague can explain.",
)
NO_EVIDENCE = Said(
    "{goods}的{thing}还差照片或单号，一直没收到，这次先结束了。东西准备好了随时可以再申请。",
    "We never got the photo or number that the {thing} for {goods} needs, so this request has ended. "
    "Ask again whenever you have it.",
)
NOT_TAKEN_BACK = Said(
    "{goods}，商家说之前的申请撤不回来了。{answer}",
    "{goods}: the shop says that your earlier request cannot be taken back any more. {answer}",
)
FAILED = Said(
    "{goods}的{thing}商家那边没办成，同事已经接手，{due} 前给您消息。",
    "The shop could not carry out the {thing} for {goods}. A colleague has taken over; you will hear from us by {due}.",
)
ACCEPTED = Said(
    "{goods}的{thing}商家已经受理，说{due} 前办好。到时不管结果如何都会告诉您。",
    "The shop has accepted the {thing} for {goods} and says it will be done by {due}. "
    "You will hear from us then, whatever comes of it.",
)
MOOT = Said(
    "{goods}的订单有了新进展，之前的{thing}不用再等了。",
    "The order for {goods} has moved on, so there is no more need to wait for the {thing}.",
)
URGE_REFUSED = Said(
    "{goods}，对方回复说暂时办不到。{answer}要是您不认可，我请同事帮您再看。",
    "{goods}: they say that they cannot do it for now. {answer} If you disagree, a colleague can look at it again.",
)
URGE_FAILED = Said(
    "{goods}，没能联系上对方，同事已经接手，{due} 前给您消息。",
    "{goods}: we could not reach them. A colleague has taken over; you will hear from us by {due}.",
)
URGE_ACCEPTED = Said(
    "{goods}，对方回复说{due} 前办好。到时不管结果如何都会告诉您。",
    "{goods}: they say it will be done by {due}. You will hear from us then, whatever comes of it.",
)
OURS_REFUSED = Said(
    "{goods}的{thing}这次没法办。{answer}还有疑问的话，我请同事跟您说。",
    "We cannot go on with your {thing} about {goods}. {answer} If you have questions, a colleague can explain.",
)
BECAUSE = Said("原因：{answer}。", "The reason: {answer}.")
LATE = Said(
    "{goods}，答应您{due} 前给{thing}的结果，还没有，抱歉。",
    "You were to hear about the {thing} for {goods} by {due}. There is no result yet, sorry.",
)
SILENT = Said("{goods}，商家到现在没有回复，抱歉。", "{goods}: the shop has not answered yet, sorry.")
LATE_ANSWER = Said(
    "{goods}，答应您{due} 前说说进展，还没有，抱歉。",
    "You were to hear from us about {goods} by {due} and have not, sorry.",
)
LATE_CALL = Said("答应您{due} 前回电话，还没打成，抱歉。", "We were to call you back by {due} and have not, sorry.")
LATE_WORD = Said(
    "同事答应您{due} 前办的事（{text}）还没办好，抱歉。",
    "What a colleague promised you by {due} ({text}) is not done yet, sorry.",
)
RISEN = Said(
    "已经转给同事跟进，{due} 前再给您消息。", "A colleague is on it now; you will hear from us again by {due}."
)
SETTLED_QUESTION = Said(
    "{goods}，该办的都办完了，您这边解决了吗？", "Everything about {goods} is done. Is it settled for you?"
)
SETTLED = {"yes": Said("解决了", "Yes, settled"), "no": Said("还没有", "Not yet")}
CLOSED_SILENTLY = Said(
    "{goods}的事没再收到您的消息，就先当解决了。{days} 天内还有问题，直接说，接着办。这次办得怎么样？",
    "We have not heard from you about {goods} and take it as settled. If anything comes up within {days} days, "
    "just write and we go on. How did we do?",
)
CLOSED = Said("好的，这件事就办完了。这次办得怎么样？", "Good, that is done then. How did we do?")
RATINGS = {
    5: Said("5 分，很好", "5, very well"),
    4: Said("4 分", "4"),
    3: Said("3 分", "3"),
    2: Said("2 分", "2"),
    1: Said("1 分，很差", "1, badly"),
}
THANKS = Said("收到，谢谢。想补充什么就直接写。", "Noted, thank you. Write whatever you would like to add.")

PERSON = Said("找人工", "Talk to a person")

SMS_ABOUT: Mapping[RemedyKind, BlockKind] = {
    RemedyKind.URGE_COURIER: BlockKind.LOGISTICS,
    RemedyKind.RESEND: BlockKind.LOGISTICS,
    RemedyKind.REFUND: BlockKind.REFUND,
    RemedyKind.RETURN: BlockKind.REFUND,
    RemedyKind.CANCEL: BlockKind.REFUND,
    RemedyKind.FREIGHT_CLAIM: BlockKind.FREIGHT,
}
"""What the ledger of contacts says a text message was about; of everything else, the order's way to the consumer."""


def end_told(remedy: Remedy, order: Order, language: str, due: str = "") -> str:
    """How a remedy ended or failed; `due` is by when the consumer hears more of one that failed."""
    answer = (remedy.answer or "").strip().rstrip("。.")
    because = BECAUSE.to(language).format(answer=answer) if answer else ""
    stop = Said("。", ".").to(language)
    amount = money(remedy.amount, language) if remedy.amount else ""
    if remedy.state is RemedyState.DONE:
        said = EXCHANGED if "variant_title" in remedy.details else _done(remedy)
        if remedy.kind is RemedyKind.CANCEL and order.paid_at is None:
            said = CANCELLED_UNPAID
        because = answer and f"{answer}{stop}"
    elif remedy.state is RemedyState.FAILED:
        said = URGE_FAILED if remedy.kind in URGES else FAILED
    elif remedy.state is RemedyState.WITHDRAWN:
        said = MOOT
    elif remedy.answer_code == "evidence_never_came":
        said = NO_EVIDENCE
    elif remedy.kind is RemedyKind.WITHDRAW:
        said = NOT_TAKEN_BACK
    elif remedy.kind in OURS:
        said = OURS_REFUSED
    elif remedy.answer_code == "agent":
        said = REFUSED_BY_US
    else:
        said = URGE_REFUSED if remedy.kind in URGES else REFUSED_BY_SHOP
    given = {
        "goods": goods_of(order, language), "thing": thing(remedy.kind, remedy.details).to(language),
        "answer": because, "due": due,
        "variant": str(remedy.details.get("variant_title", "")),
        "sum": amount and Said(f" {amount}，", f" of {amount}").to(language),
    }  # fmt: skip
    return _filled(said, language, given)


def thing(kind: RemedyKind, details: Mapping[str, Any]) -> Said:
    """What a remedy is called; an enquiry by what was asked."""
    asked = _asked(kind, details)
    return asked.called if asked else THING[kind]


def _asked(kind: RemedyKind, details: Mapping[str, Any]) -> Enquiry | None:
    return enquiry_in(details) if kind in _ASKING else None


_ASKING = frozenset({RemedyKind.COMPLAINT, RemedyKind.URGE_MERCHANT})
"""Kinds of which some are questions: to a person here, to the shop."""


def _done(remedy: Remedy) -> Said:
    asked = _asked(remedy.kind, remedy.details)
    if asked is None:
        return DONE[remedy.kind]
    if asked is Enquiry.APPEAL:
        return DECIDED_AGAIN
    if remedy.kind is RemedyKind.URGE_MERCHANT:
        return SHOP_ANSWERED if remedy.answer else SHOP_SAID_NOTHING
    return FOUND_OUT


def late(
    kind: RemedyKind, order: Order, due: datetime, now: datetime, language: str,
    details: Mapping[str, Any] | None = None,
) -> str:  # fmt: skip
    """What was promised about a remedy has not come about."""
    given = _thing(kind, order, due, now, language) | {"thing": thing(kind, details or {}).to(language)}
    return _filled(LATE, language, given)


def silent(order: Order, language: str) -> str:
    """The shop does not answer, and we do not wait for the time that we promised."""
    return _filled(SILENT, language, {"goods": goods_of(order, language)})


def late_answer(order: Order, due: datetime, now: datetime, language: str) -> str:
    """We promised to come back to them and did not."""
    return _filled(
        LATE_ANSWER, language, {"goods": goods_of(order, language), "due": moment(order, due, now, language)}
    )


def moment(order: Order, at: datetime, now: datetime, language: str) -> str:
    """An instant on the consumer's clock."""
    return instant(at, now, order.time_zone, language)


def late_call(order: Order, due: datetime, now: datetime, language: str) -> str:
    return _filled(LATE_CALL, language, {"due": moment(order, due, now, language)})


def late_word(order: Order, text: str, due: datetime, now: datetime, language: str) -> str:
    return _filled(LATE_WORD, language, {"due": moment(order, due, now, language), "text": text})


def risen(order: Order, due: datetime, now: datetime, language: str) -> str:
    """Who goes on with it, and by when the consumer hears more."""
    return _filled(RISEN, language, {"due": moment(order, due, now, language)})


def accepted(
    kind: RemedyKind, order: Order, due: datetime, now: datetime, language: str,
    details: Mapping[str, Any] | None = None,
) -> str:  # fmt: skip
    """The shop is at it and has named a time."""
    asked = kind is RemedyKind.URGE_MERCHANT and _asked(kind, details or {})
    said = QUESTION_ACCEPTED if asked else URGE_ACCEPTED if kind in URGES else ACCEPTED
    given = _thing(kind, order, due, now, language) | {"thing": thing(kind, details or {}).to(language)}
    return _filled(said, language, given)


def settled_question(order: Order, language: str) -> str:
    return _filled(SETTLED_QUESTION, language, {"goods": goods_of(order, language)})


def closed_silently(order: Order, days: int, language: str) -> str:
    return _filled(CLOSED_SILENTLY, language, {"goods": goods_of(order, language), "days": str(days)})


def settled_buttons(case_id: object, language: str) -> tuple[Button, ...]:
    """Yes and no to `settled_question`; pressed, they are the intent `case_settled`."""
    return tuple(
        Button(
            title=said.to(language),
            payload={"intent": "case_settled", "entities": {"case_id": str(case_id), "settled": answer}},
        )
        for answer, said in SETTLED.items()
    )


def rating_buttons(case_id: object, language: str) -> tuple[Button, ...]:
    """Five to one; pressed, they are the intent `rate_case`."""
    return tuple(
        Button(
            title=said.to(language),
            payload={"intent": "rate_case", "entities": {"case_id": str(case_id), "rating": str(rating)}},
        )
        for rating, said in RATINGS.items()
    )


def signed(shop_name: str, text: str, language: str) -> str:
    """A text message says whose it is before it says anything."""
    return Said(f"【{shop_name}】{text}", f"{shop_name}: {text}").to(language)


def person_button(language: str) -> Button:
    return Button(title=PERSON.to(language), payload={"intent": "request_human", "entities": {}})


def goods_of(order: Order, language: str) -> str:
    """What the order is called where a sentence begins with it: 您买的帆布鞋; Canvas shoes."""
    name = order_name(order, language)
    return Said(f"您买的{name}", name).to(language)


def _thing(kind: RemedyKind, order: Order, due: datetime, now: datetime, language: str) -> dict[str, str]:
    return {
        "goods": goods_of(order, language), "thing": say(THING, kind, language),
        "due": moment(order, due, now, language),
    }  # fmt: skip


def _filled(said: Said, language: str, given: Mapping[str, str]) -> str:
    return said.to(language).format(**given).replace("  ", " ").strip()
