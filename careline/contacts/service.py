"""What other areas may do about contacting consumers: numbers, opt-outs, caps, the ledger, wishes, SMS."""

from careline.contacts.alarms import Alarm, AlarmKind, end_alarm, open_alarms, raise_alarm
from careline.contacts.calls import identify, note_wrong_person
from careline.contacts.caps import calls_left_today, count_calls, full_caps, full_until, uncount_call
from careline.contacts.findings import end_calls, note_found
from careline.contacts.holds import (
    NumberHold,
    count_holds,
    free_number,
    held_because,
    held_numbers,
    hold_listed,
    is_held,
    number_hold,
)
from careline.contacts.ledger import Contact, contacts_of, note_contact
from careline.contacts.numbers import line_of
from careline.contacts.opt_outs import (
    hold_consumer,
    hold_consumers,
    hold_wrong_number,
    opt_in,
    opt_in_number,
    opt_out,
    opt_out_number,
    opted_out,
)
from careline.contacts.reach import mark_bad_number, reachabilities, reachability
from careline.contacts.sms import (
    Sms,
    claim_sms,
    give_up_stale_sms,
    note_undelivered,
    plan_sms,
    prepare_sms,
    settle_sms,
    sms_waits,
)
from careline.contacts.wishes import (
    CallbackWish,
    any_wish,
    finish_wish,
    hold_wish,
    open_wishes,
    reopen_wish,
    wish_callback,
)

__all__ = [
    "Alarm",
    "AlarmKind",
    "CallbackWish",
    "Contact",
    "NumberHold",
    "Sms",
    "any_wish",
    "calls_left_today",
    "claim_sms",
    "contacts_of",
    "count_calls",
    "count_holds",
    "end_alarm",
    "end_calls",
    "finish_wish",
    "free_number",
    "full_caps",
    "full_until",
    "give_up_stale_sms",
    "held_because",
    "held_numbers",
    "hold_consumer",
    "hold_consumers",
    "hold_listed",
    "hold_wish",
    "hold_wrong_number",
    "identify",
    "is_held",
    "line_of",
    "mark_bad_number",
    "note_contact",
    "note_found",
    "note_undelivered",
    "note_wrong_person",
    "number_hold",
    "open_alarms",
    "open_wishes",
    "opt_in",
    "opt_in_number",
    "opt_out",
    "opt_out_number",
    "opted_out",
    "plan_sms",
    "prepare_sms",
    "raise_alarm",
    "reachabilities",
    "reachability",
    "reopen_wish",
    "settle_sms",
    "sms_waits",
    "uncount_call",
    "wish_callback",
]
