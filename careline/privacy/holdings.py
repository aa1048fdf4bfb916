"""What every column of every table is, whose it is, and what becomes of it when its consumer is erased.

One entry a table. A column that is in no list is found by tests/store/test_privacy_schema.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Kind(StrEnum):
    """What a column holds. Everything but PLAIN and STAFF is a consumer's."""

    PLAIN = "plain"
    """Codes, figures, instants, ids of ours, goods: of nobody by themselves."""
    KEY = "key"
    """The id by which the shop knows the consumer."""
    CONTACT = "contact"
    """Name, number, address, tracking number: who and where they are."""
    WORDS = "words"
    """What they wrote or said, what was written to or about them, pictures."""
    TRAIL = "trail"
    """What a carrier or another system told of them, by keys of its own."""
    STAFF = "staff"
    """Of our people or of merchants."""
    SECRET = "secret"  # noqa: S105 - the name of a kind
    """Digests and keys: never handed out."""


class Fate(StrEnum):
    """What becomes of a consumer's rows when they are erased."""

    DELETE = "delete"
    EMPTY = "empty"
    """The row stays under a pseudonym, with its reason; the named columns are emptied."""
    SEALED = "sealed"
    """As EMPTY, but only the database's own function may do it: the application's role cannot change the row."""
    NOBODYS = "nobodys"
    """The table holds nothing of consumers."""


@dataclass(frozen=True, slots=True)
class Sql:
    """What a column becomes, as an expression: sums stay where words go."""

    expression: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """`kinds` names every column; `of` is how a row is found from its consumer: the column with their key, or
    "column > table" for a row that belongs to one of theirs in that table; any of several. `emptied` is what the
    columns become. `why_kept` is for counsel.
    """

    fate: Fate
    kinds: Mapping[Kind, str]
    of: Sequence[str] = ()
    emptied: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    why_kept: str = ""
    schema: str = "public"

    @property
    def columns(self) -> dict[str, Kind]:
        return {name: kind for kind, names in self.kinds.items() for name in names.split()}

    @property
    def shown(self) -> list[str]:
        """What an export holds: no secret, and of our people only what names who spoke."""
        return [name for name, kind in self.columns.items() if kind is not Kind.SECRET]

    @property
    def key(self) -> str | None:
        """The column that holds the consumer's key, if the table has one of its own."""
        return next((one for one in self.of if ">" not in one), None)


_WITHOUT_WORDS = (
    "(SELECT coalesce(jsonb_agg(one - 'to' - 'decision'), '[]') FROM jsonb_array_elements(compensations) AS one)"
)
_MONEY = (
    "The shop's books: what was paid, given back and owed has to be shown for as long as tax and trade law want it."
)
_CALLS = "Proof that a call was allowed when it was made: when, by which rule, with which outcome. No number, no words."
_PROOF = "Proof of what the consumer had agreed to and when; by law the caller has to show it."
_AUDIT = "The audit log: who did what, when and why. What people wrote and whose it was are taken out."
_FEED = "Keeps an event that is sent again from bringing erased data back."

P, K, C, W, T, ST, X = Kind.PLAIN, Kind.KEY, Kind.CONTACT, Kind.WORDS, Kind.TRAIL, Kind.STAFF, Kind.SECRET

HOLDINGS: Mapping[str, Holding] = MappingProxyType({
    "customers": Holding(
        fate=Fate.EMPTY, of=("customer_id",), why_kept="A row without name or number that the books hang on.",
        kinds={
            K: "customer_id", C: "name phone",
            P: "region locale time_zone first_order_at orders_so_far consents_to_calls consents_to_sms"
               " consents_to_artificial_voice consent_given_at as_of",
        },
    ),
    "customer_merges": Holding(
        fate=Fate.DELETE, of=("customer_id", "old_customer_id"), kinds={K: "old_customer_id customer_id", P: "at"},
    ),
    "orders": Holding(
        fate=Fate.EMPTY, of=("customer_id",), why_kept=_MONEY + " Under the order's number in the shop's own books.",
        emptied={
            "address": {}, "return_address": None, "invoice": None, "answers": [], "cancellations": [],
            "claim_decision": None, "check_at": None, "compensations": Sql(_WITHOUT_WORDS),
        },
        kinds={
            K: "customer_id", C: "address return_address invoice", W: "cancellations compensations answers"
               " claim_decision",
            P: "order_id told_id number merchant_id merchant_tier fulfilment payment version occurred_at status"
               " placed_at"
               " paid_at dispatch_deadline presale presale_dispatch_at new_user total shipping_fee discount currency"
               " freight_insured freight_paid freight_disputed_at claim_status claim_requested_at"
               " claim_paid_at claim_amount claim_request_id guarantees check_at",
        },
    ),
    "order_items": Holding(
        fate=Fate.EMPTY, of=("order_id > orders",), why_kept=_MONEY,
        kinds={P: "order_id line sku title quantity price currency image category variant discount shipping"},
    ),
    "refunds": Holding(
        fate=Fate.EMPTY, of=("order_id > orders",), why_kept=_MONEY,
        emptied={"reason": None, "decision": "", "paid_to": ""},
        kinds={
            W: "reason decision paid_to",
            P: "order_id refund_id line kind status requested_at approved_at goods_sent_at goods_received_at"
               " paid_at amount"
               " currency items scope request_id decided_by failed_at",
        },
    ),
    "parcels": Holding(
        fate=Fate.DELETE, of=("order_id > orders",),
        kinds={
            C: "tracking_no parcel_id", P: "order_id line courier dispatched_at delivered_at contents kind expected_at"
        },
    ),
    "scans": Holding(
        fate=Fate.DELETE, of=("order_id > orders",),
        kinds={C: "place text parcel_id", P: "order_id line at code"},
    ),
    "feed_events": Holding(
        fate=Fate.EMPTY, of=("order_id > orders",), why_kept=_FEED, emptied={"why": None, "warnings": []},
        kinds={W: "why warnings", P: "event_id order_id version outcome received_at"},
    ),
    "bridge_documents": Holding(
        fate=Fate.DELETE, of=("external_id > bridge",),
        kinds={C: "body about", T: "external_id", P: "source kind changed version received_at"},
    ),
    "merchants": Holding(fate=Fate.NOBODYS, kinds={ST: "name email", P: "merchant_id as_of tier"}),
    "conversations": Holding(
        fate=Fate.DELETE, of=("customer_id",),
        kinds={
            K: "customer_id",
            P: "conversation_id channel language owner epoch agent_id case_id attempt_id opened_at closed_at",
        },
    ),
    "messages": Holding(
        fate=Fate.DELETE, of=("customer_id", "conversation_id > conversations"),
        kinds={
            K: "customer_id", W: "text buttons cards", ST: "agent_name", X: "client_id client_digest",
            P: "message_id conversation_id channel seq author turn_id at",
        },
    ),
    "read_marks": Holding(
        fate=Fate.DELETE, of=("conversation_id > conversations",), kinds={P: "conversation_id side seq at"}
    ),
    "turns": Holding(
        fate=Fate.DELETE, of=("conversation_id > conversations",),
        kinds={
            W: "text payload", X: "claim lease_until",
            P: "turn_id conversation_id seq epoch state claims intent confidence outcome created_at finished_at piece"
               " ready_at joined_to trace",
        },
    ),
    "reviews": Holding(
        fate=Fate.DELETE, of=("turn_id > turns",),
        kinds={
            W: "text decided_text", X: "fingerprint", ST: "decided_by",
            P: "turn_id language sign intent confidence ranking proposal times first_at last_at state version"
               " decided_intent decided_at written_at",
        },
    ),
    "buttons": Holding(
        fate=Fate.DELETE, of=("conversation_id > conversations",),
        kinds={W: "title payload", P: "button_id conversation_id"},
    ),
    "sequences": Holding(fate=Fate.DELETE, of=("customer_id",), kinds={K: "customer_id", P: "channel last_seq"}),
    "chat_tickets": Holding(
        fate=Fate.DELETE, of=("customer_id",), kinds={K: "customer_id", X: "digest", P: "expires_at"}
    ),
    "handoffs": Holding(
        fate=Fate.DELETE, of=("conversation_id > conversations",),
        kinds={
            W: "note",
            P: "handoff_id conversation_id dedicated_agent_id agent_id why skill priority requested_at assigned_at"
               " ended_at end_reason order_id team from_agent_id place staffed back_until first_reply_at escalated_at"
               " answer_by disposition rank told_minutes",
        },
    ),
    "external_talks": Holding(
        fate=Fate.DELETE, of=("customer_id", "conversation_id > conversations"),
        kinds={
            K: "customer_id", T: "external_id sent_id heard_id", W: "owed", X: "contact_key claim claimed_until",
            ST: "assignee",
            P: "talk_id conversation_id introduced sent_seq status look_at next_try_at tries failing_since last_error"
               " opened_at over_at over_why ended_at",
        },
    ),
    "notes": Holding(
        fate=Fate.DELETE, of=("conversation_id > conversations",),
        kinds={W: "text", P: "note_id conversation_id agent_id at"},
    ),
    "quality_reviews": Holding(
        fate=Fate.DELETE, of=("conversation_id > conversations",),
        kinds={
            W: "note answer",
            P: "review_id conversation_id agent_id why state version opened_at reviewer_id scored_at answered_at",
        },
    ),
    "quality_scores": Holding(
        fate=Fate.DELETE, of=("review_id > quality_reviews",),
        kinds={W: "reason", P: "review_id criterion points"},
    ),
    "bulk_rows": Holding(
        fate=Fate.DELETE, of=("conversation_id > conversations",),
        kinds={P: "bulk_id conversation_id agent_id what at"},
    ),
    "callback_wishes": Holding(
        fate=Fate.DELETE, of=("customer_id", "conversation_id > conversations"),
        kinds={K: "customer_id", W: "words", P: "wish_id conversation_id wished_for asked_at done_at"},
    ),
    "photos": Holding(
        fate=Fate.DELETE, of=("customer_id",),
        kinds={
            K: "customer_id", W: "content sha256",
            P: "photo_id order_id conversation_id remedy_id agent_id media_type width height at",
        },
    ),
    "cases": Holding(
        fate=Fate.EMPTY, of=("customer_id", "order_id > orders"), why_kept=_MONEY,
        emptied={"rating_text": None, "conversation_id": None, "quiet_since": None},
        kinds={
            K: "customer_id", W: "rating_text",
            P: "case_id order_id agent_id opened_at closed_at close_reason conversation_id quiet_since asked_at"
               " rated_at"
               " rating reopened agent_until rated_by_key",
        },
    ),
    "blocks": Holding(
        fate=Fate.EMPTY, of=("order_id > orders",), why_kept=_CALLS, emptied={"evidence": []},
        kinds={W: "evidence", P: "block_id order_id case_id kind episode deadline started_at ended_at considered_at"
               " decide_at calls_over"},
    ),
    "remedies": Holding(
        fate=Fate.EMPTY, of=("customer_id", "order_id > orders"), why_kept=_MONEY,
        emptied={"details": {}, "answer": None, "asked_key": None, "conversation_id": None},
        kinds={
            K: "customer_id", W: "details answer",
            P: "remedy_id case_id order_id conversation_id target_id kind state idempotency_key asked_key guarantee"
               " clause"
               " items amount currency worth channel requested_by why requested_at approvals_needed due_at answer_code"
               " platform_ref sent_at ended_at told_at",
        },
    ),
    "remedy_changes": Holding(
        fate=Fate.EMPTY, of=("remedy_id > remedies",), why_kept=_MONEY, emptied={"data": {}},
        kinds={W: "data", P: "change_id remedy_id at who why clause amount currency before after"},
    ),
    "approvals": Holding(
        fate=Fate.EMPTY, of=("remedy_id > remedies",), why_kept=_MONEY, kinds={P: "approval_id remedy_id agent_id at"}
    ),
    "promises": Holding(
        fate=Fate.EMPTY, of=("customer_id", "order_id > orders"), why_kept=_MONEY,
        emptied={"text": "", "conversation_id": None},
        kinds={
            K: "customer_id", W: "text",
            P: "promise_id case_id order_id conversation_id remedy_id agent_id kind state made_by made_at due_at"
               " ended_at"
               " told_at",
        },
    ),
    "conditions": Holding(
        fate=Fate.EMPTY, of=("customer_id", "order_id > orders"), why_kept=_MONEY,
        emptied={"said": "", "conversation_id": None},
        kinds={
            K: "customer_id", W: "said",
            P: "condition_id case_id order_id conversation_id remedy_id awaited once deed items channel set_by set_at"
               " due_at state verdict ended_at seen_version asked_key",
        },
    ),
    "outbox": Holding(
        fate=Fate.EMPTY, of=("customer_id", "order_id > orders", "remedy_id > remedies"), why_kept=_MONEY,
        emptied={"body": {}, "last_error": None, "next_try_at": None, "claim": None, "claimed_until": None},
        kinds={
            K: "customer_id", W: "body last_error", X: "claim claimed_until",
            P: "message_id topic kind remedy_id idempotency_key order_id created_at next_try_at tries delivered_at"
               " trace",
        },
    ),
    "urge_letters": Holding(
        fate=Fate.EMPTY, of=("remedy_id > remedies",), why_kept=_MONEY, emptied={"answer_text": None},
        kinds={
            W: "answer_text",
            P: "letter_id remedy_id merchant_id language created_at reminded_at escalated_at answered_at answer"
               " answer_date",
        },
    ),
    "decisions": Holding(
        fate=Fate.EMPTY, of=("order_id > orders",), why_kept=_CALLS, emptied={"facts": {}},
        kinds={W: "facts", P: "decision_id order_id block_id at call due_at reason"},
    ),
    "callouts": Holding(
        fate=Fate.EMPTY, of=("customer_id", "order_id > orders"), why_kept=_CALLS,
        kinds={
            K: "customer_id", X: "lease lease_until",
            P: "callout_id order_id block_id case_id state due_at wished_for attempts_made outcome created_at ended_at"
               " rank deadline",
        },
    ),
    "attempts": Holding(
        fate=Fate.EMPTY, of=("customer_id",), why_kept=_CALLS, emptied={"number": "", "call_sid": None, "detail": None},
        kinds={
            K: "customer_id", C: "number", T: "call_sid detail", X: "lease",
            P: "attempt_id callout_id n carrier state intent_at rang_at answered_at identified_at ended_at answered_by"
               " outcome hang_up_why polled_at language not_found window_until found",
        },
    ),
    "transfers": Holding(
        fate=Fate.DELETE, of=("attempt_id > attempts", "conversation_id > conversations"),
        kinds={
            ST: "address", W: "whisper", T: "call_sid conference_sid",
            P: "transfer_id attempt_id conversation_id agent_id state ended_as language accepted_by muted on_hold"
               " offered_at ring_until until dialled_at answered_at accepted_at moved_at joined_at polled_at"
               " leg_over_at ended_at settled_at",
        },
    ),
    "call_events": Holding(
        fate=Fate.DELETE, of=("attempt_id > attempts",),
        kinds={T: "call_sid data", P: "attempt_id sequence_number status received_at"},
    ),
    "sms": Holding(
        fate=Fate.DELETE, of=("customer_id",),
        kinds={
            K: "customer_id", C: "number", W: "body", T: "message_sid why", X: "idempotency_key",
            P: "sms_id callout_id purpose state created_at due_at sending_at settled_at",
        },
    ),
    "contacts": Holding(
        fate=Fate.DELETE, of=("customer_id",),
        kinds={
            K: "customer_id", ST: "agent_name", W: "code", P: "contact_id order_id channel about origin_id at",
        },
    ),
    "bad_numbers": Holding(
        fate=Fate.DELETE, of=("number > numbers",), kinds={C: "number", P: "code why at"},
    ),
    "opt_outs": Holding(
        fate=Fate.EMPTY, of=("customer_id",), why_kept=_PROOF,
        kinds={K: "customer_id", P: "opt_out_id channel source at"},
    ),
    "number_holds": Holding(
        fate=Fate.DELETE, of=("told_by",), kinds={K: "told_by", C: "number", P: "channel why source at"},
    ),
    "texts_received": Holding(
        fate=Fate.DELETE, of=("number > numbers",), kinds={C: "number", P: "message_sid means at"},
    ),
    "call_counts": Holding(fate=Fate.NOBODYS, kinds={P: "day country calls"}),
    "alarms": Holding(
        fate=Fate.NOBODYS, kinds={P: "alarm_id kind subject data times raised_at last_at until ended_at"}
    ),
    "callout_workers": Holding(
        fate=Fate.NOBODYS, kinds={P: "worker_id started_at seen_at clock_ahead stopped_by_clock"}
    ),
    "wakes": Holding(
        fate=Fate.DELETE, of=("customer_id", "order_id > orders"), kinds={K: "customer_id", P: "wake_id order_id"},
    ),
    "consent_ledger": Holding(
        fate=Fate.SEALED, of=("customer_id",), why_kept=_PROOF,
        kinds={K: "customer_id", P: "entry_id purpose granted at source"},
    ),
    "journal": Holding(
        fate=Fate.SEALED, of=("customer_id", "order_id > orders"), why_kept=_AUDIT,
        kinds={K: "customer_id subject", W: "note data", P: "entry_id at who what why order_id forgotten_at"},
    ),
    "journal_chain": Holding(fate=Fate.NOBODYS, kinds={P: "n entry_id sealed_at", X: "fixed personal chain"}),
    "erasures": Holding(
        fate=Fate.NOBODYS,
        kinds={P: "erasure_id pseudonym at asked_by rows", X: "digest"},
    ),
    "erased_numbers": Holding(fate=Fate.NOBODYS, kinds={P: "channel at", X: "digest"}),
    "privacy_key": Holding(fate=Fate.NOBODYS, kinds={P: "one_row", X: "secret"}),
    "agents": Holding(
        fate=Fate.NOBODYS,
        kinds={
            ST: "login name languages skills team phone sso_name", X: "password_hash",
            P: "agent_id role capacity online seen_at beat_at disabled_at outside",
        },
    ),
    "canned_replies": Holding(
        fate=Fate.NOBODYS, kinds={ST: "title text team", P: "canned_id agent_id language at"}
    ),
    "agent_sessions": Holding(
        fate=Fate.NOBODYS, kinds={X: "digest", P: "agent_id started_at seen_at expires_at strong"}
    ),
    "agent_invitations": Holding(fate=Fate.NOBODYS, kinds={X: "digest", P: "agent_id expires_at"}),
    "teams": Holding(fate=Fate.NOBODYS, kinds={ST: "name", P: "made_at"}),
    "desk_hours": Holding(fate=Fate.NOBODYS, kinds={ST: "set_by", P: "version schedule set_at"}),
    "pending_logins": Holding(fate=Fate.NOBODYS, kinds={X: "digest", P: "agent_id expires_at"}),
    "agent_factors": Holding(
        fate=Fate.NOBODYS,
        kinds={X: "secret next_secret", P: "agent_id used_step wrong wrong_since made_at confirmed_at"},
    ),
    "recovery_codes": Holding(fate=Fate.NOBODYS, kinds={X: "digest", P: "agent_id"}),
    "agent_identities": Holding(
        fate=Fate.NOBODYS, kinds={ST: "subject", P: "issuer agent_id bound_at"}
    ),
    "dial_control": Holding(
        fate=Fate.NOBODYS, kinds={ST: "paused_by paused_why",
            P: "one_row paused tokens refilled_at killed line_owner line_until decides_by",
}
    ),
    "model_decisions": Holding(
        fate=Fate.NOBODYS, kinds={ST: "who", P: "decision_id at why what model sha256 sources candidate figures"}
    ),
    "alembic_version": Holding(fate=Fate.NOBODYS, kinds={P: "version_num"}),
    "events": Holding(
        schema="rasa", fate=Fate.DELETE, of=("conversation_id > conversations",),
        kinds={W: "event", P: "conversation_id n at"},
    ),
})  # fmt: skip
