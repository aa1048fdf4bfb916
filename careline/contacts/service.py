"""What other areas may do about contacting consumers: opt-outs, reachability, the ledger, wishes, SMS."""

from careline.contacts.calls import identify, note_wrong_person
from careline.contacts.findings import end_calls, note_found
from careline.contacts.ledger import Contact, contacts_of, note_contact
from careline.contacts.opt_outs import hold_consumer, opt_out, opted_out
from careline.contacts.reach import mark_bad_number, reachability
from careline.contacts.sms import Sms, claim_sms, give_up_stale_sms, note_undelivered, plan_sms, settle_sms
from careline.contacts.wishes import Wish, finish_wish, hold_wish, open_wishes, wish_callback

__all__ = [
    "Contact",
    "Sms",
    "Wish",
    "claim_sms",
    "contacts_of",
    "end_calls",
    "finish_wish",
    "give_up_stale_sms",
    "hold_consumer",
    "hold_wish",
    "identify",
    "mark_bad_number",
    "note_contact",
    "note_found",
    "note_undelivered",
    "note_wrong_person",
    "open_wishes",
    "opt_out",
    "opted_out",
    "plan_sms",
    "reachability",
    "settle_sms",
    "wish_callback",
]
