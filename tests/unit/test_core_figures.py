"""Each figure on an example that was computed by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from careline.core.figures import (
    CountedTalk,
    HandoffAsked,
    RatedCase,
    cause_of,
    figures_of,
    quantile,
    satisfaction_of,
    waits_of,
)

pytestmark = pytest.mark.unit


def _talk(*intents: str, handed_over: bool = False, new_user: bool = False, day: int = 24) -> CountedTalk:
    return CountedTalk(
        day=date(2026, 11, day), channel="app", new_user=new_user, intents=intents, handed_over=handed_over
    )


def _asked(
    why: str, reply: int | None, handled: int | None = None, told: int = 0, waited: int | None = None, **whose: Any
) -> HandoffAsked:
    return HandoffAsked(
        **{"channel": "app", **whose},
        told=timedelta(minutes=told) if told else None, waited=None if waited is None else timedelta(seconds=waited),
        why=why, first_reply=None if reply is None else timedelta(seconds=reply),
        handled=None if handled is None else timedelta(seconds=handled),
    )  # fmt: skip


def _matter(
    topic: str, rating: int | None, *, new: bool = False, reopened: bool = False, merchant: str = "鞋店",
    agent: str | None = None, channel: str = "app", contacts: int = 1,
) -> RatedCase:  # fmt: skip
    return RatedCase(
        topic=topic, new_user=new, rating=rating, reopened=reopened, merchant=merchant, agent=agent, channel=channel,
        contacts=contacts,
    )  # fmt: skip


FOUND = figures_of(
    400,
    [
        _talk("greet", "ask_dispatch"),
        _talk("ask_dispatch", "request_human", handed_over=True),
        _talk("track_shipment", "track_shipment", "ask_refund_status"),
        _talk("greet"),
    ],
    [_asked("asked_for_a_person", 60, 300), _asked("asked_for_a_person", 240, 900), _asked("fire", None)],
    [
        _matter("dispatch", 5, new=True, agent="李静"),
        _matter("dispatch", 2, merchant="茶行"),
        _matter("refund", None, new=True, reopened=True, channel="phone"),
        _matter("refund", 4, agent="李静"),
    ],
    timedelta(minutes=3),
)


def test_requests_by_cause_per_thousand_orders() -> None:
    assert FOUND.requests == {"dispatch": 2, "logistics": 1, "general": 1}
    assert FOUND.requests_per_thousand == {"dispatch": 5.0, "logistics": 2.5, "general": 2.5}


def test_containment_and_handoffs() -> None:
    assert (FOUND.containment, FOUND.handoff_rate) == (0.75, 0.25)
    assert FOUND.handoffs_by_reason == {"asked_for_a_person": 2, "fire": 1}


def test_waits_that_were_told_are_measured_against_those_that_were() -> None:
    waits = waits_of(
        [
            _asked("asked_for_a_person", 60, told=2, waited=120),  # just in time
            _asked("asked_for_a_person", 60, told=5, waited=90),
            _asked("asked_for_a_person", 60, told=2, waited=121),
            _asked("asked_for_a_person", None, told=2),  # nobody has taken it yet
            _asked("fire", 60, waited=900),  # nobody was online: no wait was told
        ]
    )
    assert (waits.counted, waits.told_median, waits.waited_median) == (3, 120.0, 120.0)
    assert waits.within == 0.6667
    assert waits.pairs == [(120.0, 120.0), (300.0, 90.0), (120.0, 121.0)]


def test_days_without_a_conversation_are_days_too() -> None:
    talks = [_talk("greet", day=26), _talk("greet", day=24, handed_over=True), _talk("greet", day=24)]
    days = figures_of(1, talks, [], [], timedelta(minutes=3)).days
    assert [(one.day.day, one.conversations, one.handed_over) for one in days] == [(24, 2, 1), (25, 0, 0), (26, 1, 0)]
    assert figures_of(1, [], [], [], timedelta(minutes=3)).days == []


def test_the_first_reply_counts_whoever_got_none_against_us() -> None:
    served = FOUND.served
    assert (served.first_reply_median, served.first_reply_p90) == (60.0, 240.0)
    assert served.first_reply_in_time == 0.3333
    assert (served.handoffs, served.handling_median) == (3, 300.0)


def test_service_by_agent_channel_and_shop_as_computed_by_hand() -> None:
    """Li took three: first words after 60, 120 and 600 s (limit 180), talks of 300 and 900 s, the third goes on.
    Wu took one by phone. One waits for nobody yet. Cases: Li 4 (one again opened, one in two contacts), Wu 1."""
    found = figures_of(
        10,
        [],
        [
            _asked("asked_for_a_person", 60, 300, agent="李静", merchant="鞋店"),
            _asked("asked_for_a_person", 120, 900, agent="李静", merchant="茶行"),
            _asked("fire", 600, None, agent="李静"),
            _asked("asked_for_a_person", 30, 100, agent="吴敏", channel="phone", merchant="鞋店"),
            _asked("asked_for_a_person", None),
        ],
        [
            _matter("dispatch", None, agent="李静"),
            _matter("dispatch", None, agent="李静", contacts=2),
            _matter("dispatch", None, agent="李静", reopened=True),
            _matter("dispatch", None, agent="李静", merchant="茶行"),
            _matter("refund", None, agent="吴敏", channel="phone"),
            _matter("refund", None, merchant="茶行"),
        ],
        timedelta(minutes=3),
    )
    li, wu, assistant = (found.served_by_agent[name] for name in ("李静", "吴敏", ""))
    assert list(found.served_by_agent) == ["李静", "吴敏", ""]  # who took most comes first
    assert (li.handoffs, li.first_reply_median, li.first_reply_p90) == (3, 120.0, 600.0)
    assert (li.first_reply_in_time, li.handling_median) == (0.6667, 300.0)
    assert (li.cases, li.first_contact, li.reopened) == (4, 0.5, 0.25)
    assert (wu.handoffs, wu.first_reply_median, wu.handling_median, wu.first_contact) == (1, 30.0, 100.0, 1.0)
    assert (assistant.handoffs, assistant.first_reply_in_time, assistant.cases) == (0, None, 1)
    app, phone = found.served_by_channel["app"], found.served_by_channel["phone"]
    assert (app.handoffs, app.first_reply_in_time, app.cases, app.first_contact) == (4, 0.5, 5, 0.6)
    assert (phone.handoffs, phone.reopened) == (1, 0.0)
    shoes, tea, none = (found.served_by_merchant[name] for name in ("鞋店", "茶行", ""))
    assert (shoes.handoffs, shoes.first_reply_median, shoes.handling_median) == (2, 30.0, 100.0)
    assert (shoes.cases, shoes.first_contact, shoes.reopened) == (4, 0.5, 0.25)
    assert (tea.handoffs, tea.cases, tea.first_contact) == (1, 2, 1.0)
    assert (none.handoffs, none.first_reply_in_time, none.cases) == (2, 0.0, 0)
    whole = found.served
    assert (whole.handoffs, whole.first_reply_in_time) == (5, 0.6)
    assert (whole.first_contact, whole.reopened) == (0.6667, 0.1667)


def test_satisfaction_in_all_by_topic_and_by_new_and_old() -> None:
    whole, dispatch = FOUND.satisfaction, FOUND.satisfaction_by_topic["dispatch"]
    assert (whole.cases, whole.rated, whole.answered, whole.average) == (4, 3, 0.75, 3.67)
    assert (whole.content, whole.dissatisfied) == (0.6667, 0.3333)
    assert (dispatch.content, dispatch.dissatisfied) == (0.5, 0.5)
    assert FOUND.satisfaction_by_newness["new"].answered == 0.5
    assert (FOUND.served.first_contact, FOUND.served.reopened) == (0.75, 0.25)


def test_satisfaction_by_who_saw_to_it_by_merchant_and_by_channel() -> None:
    by_agent, by_merchant = FOUND.satisfaction_by_agent, FOUND.satisfaction_by_merchant
    assert list(by_agent) == ["李静", ""]  # whom most have rated comes first; nobody: the assistant alone
    assert (by_agent["李静"].average, by_agent["李静"].content) == (4.5, 1.0)
    assert (by_agent[""].cases, by_agent[""].rated, by_agent[""].dissatisfied) == (2, 1, 1.0)
    assert {name: (one.cases, one.average) for name, one in by_merchant.items()} == {"鞋店": (3, 4.5), "茶行": (1, 2.0)}
    assert {name: one.answered for name, one in FOUND.satisfaction_by_channel.items()} == {"app": 1.0, "phone": 0.0}


def test_of_nothing_nothing_is_said() -> None:
    empty = figures_of(0, [], [], [], timedelta(minutes=3))
    served = empty.served
    assert (empty.containment, served.first_reply_median, served.first_reply_in_time) == (None,) * 3
    assert (served.first_contact, served.reopened, empty.served_by_agent) == (None, None, {})
    assert empty.requests_per_thousand == {}
    assert figures_of(0, [_talk("ask_dispatch")], [], [], timedelta(minutes=3)).requests_per_thousand == {}
    assert satisfaction_of([_matter("refund", None)]).content is None


def test_the_cause_is_what_was_spoken_of_most_of_several_the_first() -> None:
    assert cause_of(["ask_refund_status", "track_shipment", "track_shipment"]) == "logistics"
    assert cause_of(["ask_refund_status", "track_shipment"]) == "refund"
    assert cause_of(["greet", ""]) == "general"


@pytest.mark.parametrize(("share", "value"), [(0.5, 2.0), (0.9, 4.0), (0.25, 1.0), (1.0, 4.0)])
def test_a_quantile_is_a_value_that_occurred(share: float, value: float) -> None:
    assert quantile([1.0, 2.0, 3.0, 4.0], share) == value
