"""What a merchant reads: the letter about an urge and the page where it is answered. It names no consumer."""

from __future__ import annotations

from careline.core.wording.language import Said, say

LETTER = {
    "subject": Said(
        "【{shop}】顾客在等：{goods}（订单 {order}）", "[{shop}] A customer is waiting: {goods} (order {order})"
    ),
    "dispatch": Said(
        "订单 {order}（{goods}）应该在 {due} 前发货，到现在还没有发。",
        "Order {order} ({goods}) was to be dispatched by {due} and has not been.",
    ),
    "refund": Said(
        "订单 {order}（{goods}）的退款应该在 {due} 前办好，到现在还没有。",
        "The refund for order {order} ({goods}) was due by {due} and has not been made.",
    ),
    "freight": Said(
        "订单 {order}（{goods}）的退货运费还没有处理，应该在 {due} 前办好。",
        "The return freight for order {order} ({goods}) was due by {due} and has not been settled.",
    ),
    "other": Said(
        "顾客在催订单 {order}（{goods}）。",
        "A customer asks you to hurry with order {order} ({goods}).",
    ),
    "words": Said("顾客的话：{words}", "In the customer's words: {words}"),
    "ask": Said(
        "请在 {answer_by} 前告诉我们：已经办好、什么时候办好，或者办不了的原因。我们会马上转告顾客。\n{link}",
        "Please tell us by {answer_by}: it is done, when it will be, or why it cannot be. We pass it on.\n{link}",
    ),
    "reminder": Said("这件事还没有收到您的答复。", "We have not had your answer yet."),
    "foot": Said("这封信由 {shop} 的客服系统自动发出。", "This letter was sent by {shop}'s customer service system."),
}
PAGE = {
    "title": Said("答复顾客的催促", "Answer a customer who is waiting"),
    "done": Said("已经办好", "It is done"),
    "date": Said("会在这个时间前办好", "It will be done by"),
    "cannot": Said("办不了，原因是", "It cannot be done, because"),
    "text": Said("想对顾客说的话（选填，会原样转告）", "A word to the customer (optional, passed on as it is)"),
    "send": Said("提交答复", "Send the answer"),
    "thanks": Said("收到，已经转告顾客。", "Thank you. The customer has been told."),
    "before": Said("这件事您已经答复过了。", "You have answered this before."),
    "over": Said("这件事已经了结，不用再答复。", "This is settled; no answer is needed any more."),
    "bad_date": Said("请写一个以后的时间，60 天以内。", "Give a time that lies ahead, within 60 days."),
    "why": Said("请写明办不了的原因，会转告顾客。", "Say why it cannot be done; the customer will be told."),
    "choose": Said("请先选一项。", "Choose one of the three first."),
    "bad_link": Said(
        "链接不完整或已失效，请从信里重新打开。", "This link is not complete. Open it from the letter again."
    ),
}


def letter_text(key: str, language: str, **values: str) -> str:
    """A part of the letter. Raises KeyError for a part that nobody has worded."""
    return say(LETTER, key, language).format(**values)


def page_text(key: str, language: str) -> str:
    """A text of the answer page."""
    return say(PAGE, key, language)
