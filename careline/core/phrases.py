"""Values in words, Chinese and English: the one place where a state, an instant or an amount becomes text.

Pure. `language` is the consumer's "zh-CN" or "en"; `spoken=True` gives what a voice should read. Sentences around the
values are the bot's wording (bot/domain) and the pages' own.
"""

from careline.core.wording.amounts import money
from careline.core.wording.calls import call_outcome, contact_about, contact_channel, contact_reason
from careline.core.wording.conditions import condition, condition_ended, condition_state
from careline.core.wording.goods import goods_list, order_name, short_title
from careline.core.wording.handoffs import handoff_why
from careline.core.wording.intents import intent_name
from careline.core.wording.language import is_english
from careline.core.wording.names import name_asked_for
from careline.core.wording.numbers import chinese_number, counted, digit_by_digit, ordinal, spoken_tail, tail
from careline.core.wording.overview import order_line
from careline.core.wording.parcels import handed_over, parcel_name, scan_event, scan_line
from careline.core.wording.references import reference
from careline.core.wording.rights import (
    clause_text,
    computed_text,
    right_name,
    right_needs,
    right_state,
    right_whose,
    right_why,
)
from careline.core.wording.states import (
    Stage,
    claim_status,
    close_reason,
    order_status,
    promise_kind,
    promise_state,
    refund_goes_to,
    refund_kind,
    refund_status,
    remedy_kind,
    remedy_state,
    stage,
    stage_of,
)
from careline.core.wording.times import day, duration, instant, on
from careline.core.wording.topics import is_topic, topic, topics
from careline.core.wording.trouble import block_kind, evidence, trouble

__all__ = [
    "Stage", "block_kind", "call_outcome", "chinese_number", "claim_status", "clause_text", "close_reason",
    "computed_text", "condition", "condition_ended", "condition_state", "contact_about", "contact_channel",
    "contact_reason", "counted", "day", "digit_by_digit",
    "duration", "evidence", "goods_list", "handed_over", "handoff_why", "instant", "intent_name", "is_english",
    "is_topic", "money", "name_asked_for", "on", "order_line", "order_name",
    "order_status", "ordinal", "parcel_name", "promise_kind",
    "promise_state", "reference", "refund_goes_to", "refund_kind", "refund_status", "remedy_kind", "remedy_state",
    "right_name", "right_needs", "right_state", "right_whose", "right_why", "scan_event", "scan_line", "short_title",
    "spoken_tail", "stage", "stage_of", "tail", "topic", "topics", "trouble",
]  # fmt: skip
