"""What a customer's sentence is about (its matter) and what they want of it (its ask): the names that all sides share.

A follow-up names no matter (多少, and when?); the dialogue completes it from what was spoken of, see `context.py`.
"""

from __future__ import annotations

from enum import Enum


class Matter(str, Enum):
    """What a sentence is about. `OPEN`: it does not say, as that was just spoken of. `OTHER`: no shop's business."""

    DISPATCH = "dispatch"
    DELIVERY = "delivery"
    MISSING = "missing"
    REFUND = "refund"
    RETURN = "return"
    EXCHANGE = "exchange"
    RESEND = "resend"
    DAMAGE = "damage"
    AUTHENTICITY = "authenticity"
    COMPENSATION = "compensation"
    RETURN_FREIGHT = "return_freight"
    SHIPPING_FEE = "shipping_fee"
    PRICE = "price"
    ADDRESS = "address"
    CANCEL = "cancel"
    INVOICE = "invoice"
    PAYMENT = "payment"
    MERCHANT = "merchant"
    PROMISE = "promise"
    PERSON = "person"
    GUARANTEE = "guarantee"
    SERVICE = "service"
    BENEFIT = "benefit"
    OTHER = "other"
    OPEN = "open"


class Ask(str, Enum):
    """What is wanted of a matter."""

    STATUS = "status"
    WHEN = "when"
    HOW_LONG_OVERDUE = "how_long_overdue"
    HOW_MUCH = "how_much"
    HOW = "how"
    WHERE_TO = "where_to"
    WHO = "who"
    WHY = "why"
    MAY_I = "may_i"
    WHAT_IF = "what_if"
    WHAT_NEXT = "what_next"
    WHICH = "which"
    DO_IT = "do_it"
    NOT_ALL = "not_all"
    UNDO = "undo"
    CHANGE = "change"
    REPORT = "report"
    EVIDENCE = "evidence"
    COMPLAIN = "complain"
    CONFIRM = "confirm"
    DENY = "deny"
    THANK = "thank"
