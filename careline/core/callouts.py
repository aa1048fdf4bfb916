"""The words for phoning: states of a callout and its attempts, why we call or do not, and what came of it.

Here rather than in `callouts/`, because the desk, the hall and the bot read them from the tables, and no area imports
the callout engine.
"""

from __future__ import annotations

from enum import StrEnum


class CalloutState(StrEnum):
    """planned -> dialing (an attempt is live) -> planned (retry) | done | cancelled."""

    PLANNED = "planned"
    DIALING = "dialing"
    DONE = "done"
    CANCELLED = "cancelled"


class AttemptState(StrEnum):
    """dialing -> queued | ringing | in_call | unknown -> ended; `unknown` may still turn into any of the others."""

    DIALING = "dialing"
    UNKNOWN = "unknown"
    QUEUED = "queued"
    RINGING = "ringing"
    IN_CALL = "in_call"
    ENDED = "ended"


class Why(StrEnum):
    """The reason of a decision: the first two speak for a call, all others against it (now, or for good).

    Those of `careline.core.contact.Reason` are repeated here under the same values, because a decision names either.
    """

    BLOCKED = "blocked"
    CALLBACK_WISHED = "callback_wished"

    NOT_NEW_USER = "not_new_user"
    BLOCK_OVER = "block_over"
    HOLDOUT = "holdout"
    COVERED = "covered"
    WITH_A_PERSON = "with_a_person"
    REMEDY_IN_HAND = "remedy_in_hand"
    TALKED_ALREADY = "talked_already"
    HEARD_US = "heard_us"
    LEFT_TO_PERSON = "left_to_person"
    THEY_NAMED_A_TIME = "they_named_a_time"
    ATTEMPTS_USED = "attempts_used"
    UNKNOWN_FINAL = "unknown_final"
    WRONG_PERSON = "wrong_person"
    CARRIER_CANNOT = "carrier_cannot"
    NO_CALL_BACK = "no_call_back"

    OPTED_OUT = "opted_out"
    NO_CONSENT = "no_consent"
    NO_NUMBER = "no_number"
    BAD_NUMBER = "bad_number"
    NUMBER_OPTED_OUT = "number_opted_out"
    WRONG_NUMBER = "wrong_number"
    DO_NOT_CALL = "do_not_call"
    PREMIUM_NUMBER = "premium_number"
    SATELLITE_NUMBER = "satellite_number"
    SHARED_COST_NUMBER = "shared_cost_number"
    SERVICE_NUMBER = "service_number"
    SHORT_NUMBER = "short_number"
    UNKNOWN_NUMBER = "unknown_number"
    LANDLINE = "landline"
    COUNTRY_NOT_SERVED = "country_not_served"
    DAILY_CAP = "daily_cap"
    OUTSIDE_WINDOW = "outside_window"
    UNKNOWN_ZONE = "unknown_zone"
    NO_COMMON_HOUR = "no_common_hour"
    PAUSED = "paused"


#: Answers that no later event changes for the same block: nobody has to look at it again.
FINAL_WHY = frozenset(
    {
        Why.NOT_NEW_USER,
        Why.HOLDOUT,
        Why.TALKED_ALREADY,
        Why.HEARD_US,
        Why.LEFT_TO_PERSON,
        Why.THEY_NAMED_A_TIME,
        Why.ATTEMPTS_USED,
        Why.UNKNOWN_FINAL,
    }
)


class Outcome(StrEnum):
    """What came of an attempt, and of the callout that ended with it. What follows each is one table, in
    callouts/retries.py. Only the first two are a call that reached its purpose.

    `refused` and `rejected` are the carrier's no to our request, and the callee's to the ringing phone.
    """

    SETTLED = "settled"
    """The consumer themselves heard why we call, and something was done about it, or there was nothing left to do."""
    DECLINED = "declined"
    """The consumer themselves heard why we call, and wanted nothing done."""
    ASKED_PERSON = "asked_person"
    ASKED_CALLBACK = "asked_callback"
    OPTED_OUT = "opted_out"
    WRONG_PERSON = "wrong_person"
    THIRD_PARTY = "third_party"
    """The right phone, answered by somebody else of the household, a colleague, a child."""
    DOUBTED = "doubted"
    """They took us for a fraud, and hung up or were told how to check."""
    HUNG_UP = "hung_up"
    """Somebody heard the greeting and hung up."""
    SILENT = "silent"
    """Somebody picked up, and nothing was heard."""
    CUT_OFF = "cut_off"
    """The call died for technical reasons before it came to anything."""
    VOICEMAIL = "voicemail"
    BUSY = "busy"
    REJECTED = "rejected"
    NO_ANSWER = "no_answer"
    NETWORK_FAILED = "network_failed"
    BAD_NUMBER = "bad_number"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    CANCELLED = "cancelled"
    UNKNOWN_FINAL = "unknown_final"


#: The call was with the consumer, who heard why we call and decided.
CALLED = frozenset({Outcome.SETTLED, Outcome.DECLINED})
#: No phone can have rung: such an attempt counts neither for the day nor for the block.
NEVER_PLACED = frozenset({Outcome.REFUSED, Outcome.NOT_SENT, Outcome.BAD_NUMBER})
