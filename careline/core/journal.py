"""The journal's words as codes: what happened, and why. Worded for people at the edge (careline/core/wording/journal.py).

Values that a sentence needs (a kind of block, an amount, a rule) are in the entry's `data`; what a person wrote is its
`note`. `who` is "bot", "system", "feed", "platform", "consumer", "merchant", "agent:LOGIN" or "operator".
"""

from __future__ import annotations

from enum import StrEnum


class What(StrEnum):
    """What happened: a verb in the past tense."""

    BLOCK_BEGAN = "block_began"
    BLOCK_ENDED = "block_ended"
    CASE_OPENED = "case_opened"
    CASE_REOPENED = "case_reopened"
    CASE_CLOSED = "case_closed"
    CASE_RATED = "case_rated"
    CASE_RAISED = "case_raised"
    REMEDY_REQUESTED = "remedy_requested"
    REMEDY_CHANGED = "remedy_changed"
    REMEDY_APPROVED_ONCE = "remedy_approved_once"
    REMEDY_TOLD = "remedy_told"
    PROMISE_MADE = "promise_made"
    PROMISE_KEPT = "promise_kept"
    PROMISE_BROKEN = "promise_broken"
    PROMISE_DROPPED = "promise_dropped"
    PHOTO_RECEIVED = "photo_received"
    LETTER_SENT = "letter_sent"
    MERCHANT_ANSWERED = "merchant_answered"
    CONVERSATION_CLOSED = "conversation_closed"
    OWNER_CHANGED = "owner_changed"
    CALLOUT_PLANNED = "callout_planned"
    CALLOUT_RETIMED = "callout_retimed"
    CALLOUT_DONE = "callout_done"
    CALLOUT_CANCELLED = "callout_cancelled"
    CALL_DIALLED = "call_dialled"
    CALL_ENDED = "call_ended"
    HANG_UP_ASKED = "hang_up_asked"
    OPTED_IN = "opted_in"


class Because(StrEnum):
    """Why it happened. An enumeration of another area (a kind of block, a call's outcome) is named in `data` instead."""

    BLOCKED = "blocked"
    DEADLINE_MISSED = "deadline_missed"
    ORDER_MOVED_ON = "order_moved_on"
    NOTHING_BLOCKED = "nothing_blocked"
    CONSUMER_ASKED = "consumer_asked"
    CONSUMER_CONFIRMED = "consumer_confirmed"
    CONSUMER_SILENT = "consumer_silent"
    CONSUMER_SAID_SETTLED = "consumer_said_settled"
    CONSUMER_RATED = "consumer_rated"
    CONSUMER_WITHDREW = "consumer_withdrew"
    PARCEL_FOUND = "parcel_found"
    WITHIN_LIMITS = "within_limits"
    ABOVE_LIMIT = "above_limit"
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_CAME = "evidence_came"
    EVIDENCE_NEVER_CAME = "evidence_never_came"
    AGENT_APPROVED = "agent_approved"
    AGENT_REFUSED = "agent_refused"
    AGENT_RETRIED = "agent_retried"
    AGENT_CLOSED = "agent_closed"
    AGENT_PROMISED = "agent_promised"
    SHOP_TOLD = "shop_told"
    SHOP_ACCEPTED = "shop_accepted"
    SHOP_DID_IT = "shop_did_it"
    SHOP_REFUSED = "shop_refused"
    SHOP_FAILED = "shop_failed"
    SHOP_UNREACHABLE = "shop_unreachable"
    SHOP_SILENT = "shop_silent"
    MERCHANT_SILENT = "merchant_silent"
    MERCHANT_REPLIED = "merchant_replied"
    REMEDY_ENDED = "remedy_ended"
    PROMISE_DUE = "promise_due"
    REMEDY_WISHED = "remedy_wished"
