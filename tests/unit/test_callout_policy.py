"""May we phone, when, and if not why: the table of reasons, and what holds for every answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callouts.policy import Call, Dont, Facts, decide, in_holdout, next_day, next_window, window_open, window_until
from careline.core.blocks import BlockKind
from careline.core.callouts import Outcome, Why
from careline.core.contact import Channel, Line, Reachability, in_window
from careline.core.orders import Consent
from tests.rules import DEMO, rules_with

pytestmark = pytest.mark.unit

SHANGHAI = ZoneInfo("Asia/Shanghai")
TEN = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI).astimezone(UTC)
RULES = replace(rules_with(calls={"holdout_percent": 0}), names=DEMO.names)
"""Nobody is held out, and there is a number to call back."""
HELD_OUT = rules_with(calls={"holdout_percent": 100})
CONTACT = RULES.contact
BLOCK = UUID("01936000-0000-7000-8000-000000000001")


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    """A time of day in Hangzhou, in November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


def lin(**given: Any) -> Reachability:
    usual: dict[str, Any] = {
        "channel": Channel.PHONE,
        "phone": "+8613800000001",
        "region": "CN",
        "time_zone": "Asia/Shanghai",
        "consent": Consent(service_calls=True, service_sms=True, artificial_voice=True),
        "opted_out": False,
        "number_bad": False,
        "today": 0,
        "held": None,
        "line": None,
        "recent": (),
    }
    return Reachability(**{**usual, **given})


def facts(**given: Any) -> Facts:
    """A new user's order that should have been dispatched a day ago; nobody has called yet."""
    usual: dict[str, Any] = {
        "block_id": BLOCK,
        "kind": BlockKind.DISPATCH,
        "deadline": TEN - timedelta(days=1),
        "still_blocked": True,
        "new_user": True,
        "who": lin(),
    }
    return Facts(**{**usual, **given})


def test_a_blocked_new_user_is_called_at_once_inside_the_window() -> None:
    assert decide(facts(), TEN, RULES) == Call(TEN, Why.BLOCKED)


def test_a_call_about_dispatch_waits_until_two_hours_past_the_deadline() -> None:
    assert decide(facts(deadline=at(9)), at(9, 1), RULES) == Call(at(11), Why.BLOCKED)


@pytest.mark.parametrize("kind", [BlockKind.LOGISTICS, BlockKind.REFUND, BlockKind.FREIGHT])
def test_other_kinds_of_block_do_not_wait(kind: BlockKind) -> None:
    assert decide(facts(kind=kind, deadline=at(9)), at(9, 1), RULES) == Call(at(9, 1), Why.BLOCKED)


@pytest.mark.parametrize(
    ("now", "called"),
    [(at(8), at(9)), (at(12), at(14)), (at(13, 59), at(14)), (at(19, 59), at(19, 59)), (at(20), at(9, day=25))],
)
def test_nobody_in_china_is_called_at_night_or_at_noon(now: datetime, called: datetime) -> None:
    assert decide(facts(), now, RULES) == Call(called, Why.BLOCKED)


@pytest.mark.parametrize(
    ("given_facts", "why"),
    [
        ({"still_blocked": False}, Why.BLOCK_OVER),
        ({"covered": True}, Why.COVERED),
        ({"new_user": False}, Why.NOT_NEW_USER),
        ({"talked": True}, Why.TALKED_ALREADY),
        ({"attempts_made": 3}, Why.ATTEMPTS_USED),
        ({"with_a_person": True}, Why.WITH_A_PERSON),
        ({"remedy_due": TEN + timedelta(hours=1)}, Why.REMEDY_IN_HAND),
        ({"who": lin(opted_out=True)}, Why.OPTED_OUT),
        ({"who": lin(consent=Consent())}, Why.NO_CONSENT),
        ({"who": lin(phone=None)}, Why.NO_NUMBER),
        ({"who": lin(number_bad=True)}, Why.BAD_NUMBER),
        ({"who": lin(time_zone="Nowhere/Land")}, Why.UNKNOWN_ZONE),
        ({"carrier_refuses": "no calls to mainland China"}, Why.CARRIER_CANNOT),
        ({"finished": Outcome.SETTLED}, Why.TALKED_ALREADY),
        ({"finished": Outcome.DECLINED}, Why.TALKED_ALREADY),
        ({"finished": Outcome.ASKED_PERSON}, Why.LEFT_TO_PERSON),
        ({"finished": Outcome.ASKED_CALLBACK}, Why.THEY_NAMED_A_TIME),
        ({"finished": Outcome.HUNG_UP}, Why.HEARD_US),
        ({"finished": Outcome.SILENT}, Why.HEARD_US),
        ({"finished": Outcome.DOUBTED}, Why.HEARD_US),
        ({"finished": Outcome.THIRD_PARTY}, Why.ATTEMPTS_USED),
        ({"finished": Outcome.CUT_OFF}, Why.ATTEMPTS_USED),
        ({"finished": Outcome.NO_ANSWER}, Why.ATTEMPTS_USED),
        ({"finished": Outcome.VOICEMAIL}, Why.ATTEMPTS_USED),
        ({"finished": Outcome.WRONG_PERSON}, Why.WRONG_PERSON),
        ({"finished": Outcome.UNKNOWN_FINAL}, Why.UNKNOWN_FINAL),
        ({"finished": Outcome.REFUSED}, Why.CARRIER_CANNOT),
        ({"finished": Outcome.BAD_NUMBER}, Why.BAD_NUMBER),
    ],
)
def test_each_reason_alone_keeps_us_from_calling(given_facts: dict[str, Any], why: Why) -> None:
    decision = decide(facts(**given_facts), TEN, RULES)
    assert isinstance(decision, Dont)
    assert decision.why is why


def test_the_carriers_own_reason_is_kept() -> None:
    decision = decide(facts(carrier_refuses="Twilio cannot"), TEN, RULES)
    assert decision == Dont(Why.CARRIER_CANNOT, "Twilio cannot")


def test_a_promise_that_has_fallen_due_unkept_is_a_reason_to_call_again() -> None:
    assert isinstance(decide(facts(remedy_due=TEN - timedelta(hours=1)), TEN, RULES), Call)


def test_two_calls_today_put_the_next_one_off_until_tomorrow() -> None:
    assert decide(facts(who=lin(today=2)), TEN, RULES) == Call(at(9, day=25), Why.BLOCKED)


def test_calls_of_today_do_not_count_for_a_call_planned_for_tomorrow() -> None:
    evening = at(19, 30)
    decision = decide(facts(who=lin(today=2), not_before=at(9, 30, day=25)), evening, RULES)
    assert decision == Call(at(9, 30, day=25), Why.BLOCKED)


def test_a_wish_of_the_consumers_own_overrides_our_restraint() -> None:
    eager = facts(
        new_user=False, talked=True, attempts_made=9, with_a_person=True, finished=Outcome.DECLINED,
        remedy_due=TEN + timedelta(days=1), wished_for=at(15),
    )  # fmt: skip
    assert decide(eager, TEN, HELD_OUT) == Call(at(15), Why.CALLBACK_WISHED)


@pytest.mark.parametrize(
    ("given_facts", "why"),
    [
        ({"who": lin(opted_out=True)}, Why.OPTED_OUT),
        ({"who": lin(consent=Consent())}, Why.NO_CONSENT),
        ({"still_blocked": False}, Why.BLOCK_OVER),
        ({"covered": True}, Why.COVERED),
        ({"finished": Outcome.UNKNOWN_FINAL}, Why.UNKNOWN_FINAL),
        ({"finished": Outcome.WRONG_PERSON}, Why.WRONG_PERSON),
    ],
)
def test_no_wish_overrides_an_opt_out_or_the_law(given_facts: dict[str, Any], why: Why) -> None:
    decision = decide(facts(wished_for=at(15), **given_facts), TEN, RULES)
    assert isinstance(decision, Dont)
    assert decision.why is why


def test_a_wish_for_the_night_is_moved_to_the_morning() -> None:
    assert decide(facts(wished_for=at(23)), TEN, RULES) == Call(at(9, day=25), Why.CALLBACK_WISHED)


def test_an_american_needs_to_have_agreed_to_an_automated_voice() -> None:
    american = lin(region="US", time_zone="America/Los_Angeles", consent=Consent(service_calls=True))
    decision = decide(facts(who=american), TEN, RULES)
    assert isinstance(decision, Dont)
    assert decision.why is Why.NO_CONSENT


def test_holdout_comes_last_so_that_those_held_out_are_like_those_phoned() -> None:
    assert decide(facts(), TEN, HELD_OUT) == Dont(Why.HOLDOUT)
    refused = decide(facts(who=lin(opted_out=True)), TEN, HELD_OUT)
    assert isinstance(refused, Dont)
    assert refused.why is Why.OPTED_OUT


def test_the_holdout_is_the_share_that_was_asked_for() -> None:
    rules = rules_with(calls={"holdout_percent": 5})
    held = sum(in_holdout(UUID(int=n), rules.calls) for n in range(20_000))
    assert 850 < held < 1150


@given(st.uuids())
def test_the_holdout_is_the_same_in_every_process_and_none_when_it_is_off(block_id: UUID) -> None:
    one, other = (rules_with(calls={"holdout_percent": 30}).calls for _ in range(2))
    assert in_holdout(block_id, one) == in_holdout(UUID(str(block_id)), other)
    assert not in_holdout(block_id, RULES.calls)
    assert in_holdout(block_id, HELD_OUT.calls)


ZONES = st.sampled_from(
    ["Asia/Shanghai", "America/New_York", "America/Los_Angeles", "Australia/Lord_Howe", "Europe/London", "UTC"]
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda naive: naive.replace(tzinfo=UTC))


@given(
    MOMENTS,
    ZONES,
    st.sampled_from(["CN", "US", "GB", "SG"]),
    st.integers(0, 4),
    st.timedeltas(timedelta(0), timedelta(days=3)),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=2)),
)
def test_whoever_is_called_is_called_inside_their_window_and_not_in_the_past(
    now: datetime, zone: str, region: str, today: int, overdue: timedelta, retry: timedelta | None
) -> None:
    who = lin(time_zone=zone, region=region, today=today)
    given_facts = facts(who=who, deadline=now - overdue, not_before=now + retry if retry else None)
    decision = decide(given_facts, now, RULES)
    assert isinstance(decision, Call)
    assert decision.at >= now
    assert decision.at >= now - overdue + RULES.calls.dispatch_grace
    assert retry is None or decision.at >= now + retry
    windows = CONTACT.windows(region)
    assert in_window(decision.at, ZoneInfo(zone), windows)
    if today >= CONTACT.calls_per_day:
        assert decision.at.astimezone(ZoneInfo(zone)).date() > now.astimezone(ZoneInfo(zone)).date()


@given(MOMENTS, ZONES, st.sampled_from(["CN", "US", "GB"]))
def test_the_next_window_is_a_later_one(now: datetime, zone: str, region: str) -> None:
    later = next_window(now, zone, region, CONTACT)
    windows = CONTACT.windows(region)
    assert later > now or not in_window(now, ZoneInfo(zone), windows)
    assert in_window(later, ZoneInfo(zone), windows)
    if in_window(now, ZoneInfo(zone), windows):  # somewhere in between it was closed
        between = (now + (later - now) * n / 200 for n in range(200))
        assert any(not in_window(moment, ZoneInfo(zone), windows) for moment in between)


@given(MOMENTS, ZONES, st.sampled_from(["CN", "US", "GB"]))
def test_a_window_closes_when_it_is_no_longer_open(now: datetime, zone: str, region: str) -> None:
    who = lin(time_zone=zone, region=region)
    closes, second = window_until(who, now, CONTACT), timedelta(seconds=1)
    if closes is None:
        assert all(window_open(who, now + timedelta(hours=n), CONTACT) for n in range(12))
    else:
        assert not window_open(who, closes, CONTACT)
        assert closes == now or window_open(who, max(now, closes - second), CONTACT)


def test_the_windows_end_is_known_to_the_second() -> None:
    assert abs(window_until(lin(), TEN, CONTACT) - at(12)) <= timedelta(seconds=1)  # type: ignore[operator]
    assert window_until(lin(), TEN, DEMO.contact) is None


def test_after_a_morning_call_the_next_window_is_the_afternoon() -> None:
    assert next_window(at(10), "Asia/Shanghai", "CN", CONTACT) == at(14)
    assert next_window(at(15), "Asia/Shanghai", "CN", CONTACT) == at(9, day=25)
    assert next_window(at(3), "Asia/Shanghai", "CN", CONTACT) == at(9)


def test_the_demo_may_call_at_any_hour() -> None:
    assert decide(facts(), at(3), DEMO) == Call(at(3), Why.BLOCKED)
    assert next_day(at(3), "Asia/Shanghai") == at(0, day=25)


def test_a_call_under_way_may_go_on_whatever_the_cap_but_not_after_hours() -> None:
    assert window_open(lin(today=99), TEN, CONTACT)
    assert not window_open(lin(), at(12, 30), CONTACT)
    assert not window_open(lin(consent=Consent()), TEN, CONTACT)
    assert not window_open(lin(time_zone="Nowhere/Land"), TEN, CONTACT)


def test_reasons_of_contact_and_of_calling_have_the_same_names() -> None:
    from careline.core.contact import Reason

    assert {reason.value for reason in Reason} <= {why.value for why in Why}


@pytest.mark.parametrize(("region", "country"), [("US", "CN"), ("CN", "US"), ("PR", "PR")])
def test_where_the_law_wants_a_number_to_call_back_nobody_is_phoned_without_one(region: str, country: str) -> None:
    line = Line(country=country, zones=("Asia/Shanghai",), barred=None, texts=True)
    rules = replace(RULES, contact=replace(CONTACT, countries=CONTACT.countries | {country}))
    called = facts(who=lin(region=region, line=line))
    assert isinstance(decide(called, TEN, rules), Call)
    unnamed = replace(rules, names={})
    assert decide(called, TEN, unnamed) == Dont(Why.NO_CALL_BACK)
    assert decide(replace(called, wished_for=TEN), TEN, unnamed) == Dont(Why.NO_CALL_BACK)
    english_only = replace(rules, names={"en": RULES.names["en"]})
    assert decide(called, TEN, english_only) == Dont(Why.NO_CALL_BACK)
    assert isinstance(decide(replace(called, language="en"), TEN, english_only), Call)


def test_a_full_day_over_all_moves_a_call_and_a_wish_alike() -> None:
    full = facts(full_until=TEN + timedelta(hours=5))
    for one in (full, replace(full, wished_for=TEN)):
        decision = decide(one, TEN, RULES)
        assert isinstance(decision, Call)
        assert decision.at == TEN + timedelta(hours=5)


def test_a_wish_overrides_the_gap_between_two_blocks() -> None:
    rang = facts(rang_about_another=TEN - timedelta(hours=1))
    assert decide(rang, TEN, RULES) == Call(at(9, day=25), Why.BLOCKED)
    assert decide(replace(rang, wished_for=TEN), TEN, RULES) == Call(TEN, Why.CALLBACK_WISHED)
