"""What other areas may do about contacting consumers: opt-outs, reachability, the ledger, wishes, SMS."""

from careline.contacts.calls import identify, note_wrong_person
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
from careline.contacts.opt_outs import hold_consumer, opt_in, opt_out, opt_out_number, opted_out
from careline.contacts.reach import mark_bad_number, reachability
from careline.contacts.sms import Sms, claim_sms, give_up_stale_sms, note_undelivered, plan_sms, settle_sms
from careline.contacts.wishes import Wish, finish_wish, hold_wish, open_wishes, wish_callback

__all__ = [
    "Contact",
    "NumberHold",
    "Sms",
    "Wish",
    "claim_sms",
    "contacts_of",
    "count_holds",
    "finish_wish",
    "free_number",
    "give_up_stale_sms",
    "held_because",
    "held_numbers",
    "hold_consumer",
    "hold_listed",
    "hold_wish",
    "identify",
    "is_held",
    "mark_bad_number",
    "note_contact",
    "note_undelivered",
    "note_wrong_person",
    "number_hold",
    "open_wishes",
    "opt_in",
    "opt_out",
    "opt_out_number",
    "opted_out",
    "plan_sms",
    "reachability",
    "settle_sms",
    "wish_callback",
]
