"""Whole worlds on a virtual clock: the invariants of phoning over the pure rules, and the same seed, the same result.

The oracle is the list of requests to dial; it shares no code with the rules. What needs rows is held to the same by
tests/store/test_callouts_machine.py.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from callouts.pacing import Pace
from callouts.simulate import Simulation
from callouts.simulated import Habits, Result, Rung, Shopper, Staff, Trouble, troubles_of
from callouts.simulated_orders import Mix, made_up
from callouts.simulated_report import figures, load_of, rows
from callouts.simulated_run import simulated
from careline.cli import app
from careline.contacts.numbers import line_of
from careline.core.blocks import BlockKind
from careline.core.callouts import NEVER_PLACED, Outcome, Why
from careline.core.orders import Consent, Customer
from careline.core.rules import ShopRules
from tests.callouts_kit import TUESDAY_10, dispatched_now, late_order
from tests.factories import NOW, ago, dispatched, item, parcel
from tests.rules import DEMO, RULES, rules_with

pytestmark = pytest.mark.unit

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
WEEK = MONDAY + timedelta(days=7)
HANGZHOU = ZoneInfo("Asia/Shanghai")
ALL = rules_with(RULES, calls={"holdout_percent": 0, "block_gap": timedelta(hours=1)})
CALLED_BACK = replace(RULES, names=DEMO.names)
"""With a number to call back, as the US wants one named."""
SLOW = Pace(cps=1.0, concurrency=2)
STAFF = Staff(agents=2, minutes=9)
NUMBERS = ("+8613800000001", "+8613800000002", "+8613800000003")
ENDS = sorted(
    set(Outcome) - {Outcome.CANCELLED, Outcome.REFUSED, Outcome.NOT_SENT, Outcome.UNKNOWN_FINAL, Outcome.CUT_OFF}
)


def shopper(n: int, number: str, *, agreed: bool = True) -> Shopper:
    customer = Customer(
        customer_id=f"u-{n}", name="", phone=number, region="CN", locale="zh-CN", time_zone="Asia/Shanghai",
        first_order_at=MONDAY, orders_so_far=1, consent=Consent(service_calls=agreed, service_sms=agreed), as_of=MONDAY,
    )  # fmt: skip
    return Shopper(customer=customer, line=line_of(number))


def trouble(
    n: int, who: int, began: datetime, lasts: timedelta | None, kind: BlockKind, *, new: bool = True
) -> Trouble:
    return Trouble(
        block_id=UUID(int=n + 1), order_id=f"O-{n}", customer_id=f"u-{who}", kind=kind, deadline=began,
        new_user=new, began=began, ended=began + lasts if lasts else None,
    )  # fmt: skip


def lived(
    people: list[Shopper], troubles: list[Trouble], habits: Habits, *, seed: int = 1, rules: ShopRules = ALL,
    pace: Pace = SLOW,
) -> Result:  # fmt: skip
    return Simulation(
        people, troubles, rules=rules, pace=pace, habits=habits, staff=STAFF, seed=seed, may_dial=lambda _: None,
        start=MONDAY, end=WEEK,
    ).run()  # fmt: skip


spans = st.none() | st.timedeltas(timedelta(minutes=1), timedelta(days=5))
worlds = st.lists(
    st.tuples(
        st.integers(0, 5), st.timedeltas(timedelta(0), timedelta(days=3)), spans, st.sampled_from(list(BlockKind)),
        st.booleans(),
    ),
    min_size=1, max_size=12,
)  # fmt: skip
shares = st.dictionaries(st.sampled_from(ENDS), st.integers(1, 20), min_size=1, max_size=6)


@settings(max_examples=150, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # a world is small as it is
@given(worlds, shares, st.integers(0, 3))
def test_the_invariants_hold_in_any_world(
    told: list[tuple[int, timedelta, timedelta | None, BlockKind, bool]], of_thousand: dict[Outcome, int], seed: int
) -> None:
    people = [shopper(n, NUMBERS[n // 2]) for n in range(6)]  # two accounts share each number
    troubles = [
        trouble(n, who, MONDAY + after, lasts, kind, new=new or n % 3 > 0)
        for n, (who, after, lasts, kind, new) in enumerate(told)
    ]
    found = lived(people, troubles, Habits(of_thousand=of_thousand), seed=seed, pace=SLOW)
    by_id = {one.block_id: one for one in troubles}
    _rang_lawfully(found, by_id)
    _rang_apart(found, SLOW)
    _nobody_is_phoned_after(found, by_id)
    for one in troubles:  # C10: each block was phoned about, or has its reason, or a call to come
        waits = one.why is None and not one.over(WEEK)
        assert one.outcomes or one.why or waits or (one.ended and one.ended - one.began < timedelta(hours=40)), one


def _rang_lawfully(found: Result, by_id: dict[UUID, Trouble]) -> None:
    """C2, C7, C12, and tries a block."""
    days: Counter[tuple[str, object]] = Counter()
    tries: Counter[UUID] = Counter()
    for call in found.calls:
        clock = call.at.astimezone(HANGZHOU)
        assert time(9) <= clock.time() < time(12) or time(14) <= clock.time() < time(20), f"C2: {clock}"
        about = by_id[call.block_id]
        assert about.ended is None or call.at < about.ended, "C7: it had moved on"
        assert about.new_user or call.wished_for, "only new users are phoned unasked"
        if call.outcome not in NEVER_PLACED:
            days[call.number, clock.date()] += 1
            tries[call.block_id] += not call.wished_for
    assert max(days.values(), default=0) <= ALL.contact.calls_per_day, "C12"
    assert max(tries.values(), default=0) <= ALL.calls.attempts_per_block, "C1: too many tries"


def _rang_apart(found: Result, pace: Pace) -> None:
    """C1, C3 and C4."""
    by_number: dict[str, list[Rung]] = defaultdict(list)
    for call in found.calls:
        by_number[call.number].append(call)
    for calls in by_number.values():
        for one, other in pairwise(calls):
            assert one.ended_at is not None, "C1: another call while it rang"
            assert one.ended_at <= other.at, "C1: another call while it rang"
    for call in found.calls:
        live = sum(one.at <= call.at and (one.ended_at is None or one.ended_at > call.at) for one in found.calls)
        assert live <= pace.concurrency, "C3"
        within = sum(timedelta(0) <= one.at - call.at < timedelta(seconds=1) for one in found.calls)
        assert within <= pace.cps, "C4"


def _nobody_is_phoned_after(found: Result, by_id: dict[UUID, Trouble]) -> None:
    """C6 for person and number, C13's kin, and what people asked for."""
    for n, call in enumerate(found.calls):
        later = [one for one in found.calls[n + 1 :] if call.ended_at and one.at >= call.ended_at]
        theirs = [one for one in later if one.customer_id == call.customer_id]
        same_number = [one for one in later if one.number == call.number]
        assert call.ended_at is not None
        stuck = {one.block_id for one in by_id.values() if one.began <= call.ended_at and not one.over(call.ended_at)}
        unasked = [one for one in theirs if one.block_id in stuck and not one.wished_for]
        if call.outcome in {Outcome.OPTED_OUT, Outcome.WRONG_PERSON, Outcome.BAD_NUMBER}:
            assert not same_number, f"C6: the number was phoned again after {call.outcome}"
        if call.outcome is Outcome.OPTED_OUT:
            assert not theirs, "C6: the person was phoned again"
        if call.outcome in {Outcome.ASKED_PERSON, Outcome.ASKED_CALLBACK, Outcome.HUNG_UP, Outcome.DOUBTED}:
            assert not unasked, f"a machine phoned again after {call.outcome}"
        if call.outcome in {Outcome.SETTLED, Outcome.DECLINED}:
            assert not unasked, "they had heard why already"
        if call.wished_for:
            assert call.at >= call.wished_for, "before the time that they named"


def test_a_named_time_is_kept_to_the_minute() -> None:
    habits = Habits(of_thousand={Outcome.ASKED_CALLBACK: 1}, talk_seconds=(10, 10))
    began = MONDAY + timedelta(hours=1)
    found = lived([shopper(0, NUMBERS[0])], [trouble(0, 0, began, None, BlockKind.REFUND)], habits)
    first, second = found.calls[:2]
    assert first.wished_for is None
    assert second.wished_for is not None
    clock = second.wished_for.astimezone(HANGZHOU).time()
    if time(9) <= clock < time(12) or time(14) <= clock < time(20):
        assert second.at - second.wished_for < timedelta(minutes=1)


def test_a_call_that_rings_while_the_order_moves_on_is_hung_up() -> None:
    began = MONDAY + timedelta(hours=1)  # nine in Hangzhou
    about = trouble(0, 0, began, timedelta(seconds=3), BlockKind.REFUND)
    found = lived([shopper(0, NUMBERS[0])], [about], Habits(of_thousand={Outcome.NO_ANSWER: 1}, ring_seconds=(9, 9)))
    assert [(one.outcome, one.ended_at) for one in found.calls] == [(Outcome.CANCELLED, about.ended)]


def test_whoever_has_not_agreed_is_told_of_with_the_reason() -> None:
    about = trouble(0, 0, MONDAY, None, BlockKind.REFUND)
    found = lived([shopper(0, NUMBERS[0], agreed=False)], [about], Habits())
    assert not found.calls
    assert found.why_not() == {Why.NO_CONSENT: 1}


@pytest.mark.parametrize("region", ["CN", "HK", "SG", "US", "GB"])
def test_one_seed_gives_one_report_and_another_another(region: str) -> None:
    def report(seed: int) -> tuple[object, object]:
        told = list(made_up(150, MONDAY, 4, seed, Mix(region=region, late=0.3, new_users=0.9)))
        found = simulated(
            told, MONDAY, MONDAY + timedelta(days=4), rules=CALLED_BACK, pace=Pace(), habits=Habits(), staff=STAFF,
            seed=seed, may_dial=lambda _: None,
        )  # fmt: skip
        shown = figures(found, len(told), STAFF, RULES.desk.hours, HANGZHOU, 4)
        return shown, list(rows(found))

    first = report(7)
    assert report(7) == first
    assert report(8) != first
    shown = first[0]
    assert isinstance(shown, dict)
    assert shown["phoned"] + sum(shown["not_phoned"].values()) == shown["blocks"]
    assert shown["calls"] == sum(shown["outcomes"].values()) > 0


def test_agents_take_one_after_the_other_inside_their_hours() -> None:
    nine = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    load = load_of([nine] * 3, Staff(agents=1, minutes=10), RULES.desk.hours, HANGZHOU, 1)
    assert (load.matters, load.busiest_hour, load.wait_p95) == (3, 3, 20.0)


def test_a_file_of_the_feed_is_lived_through_by_its_versions(tmp_path: Path) -> None:
    """One order stays late, another leaves; what an older version tells afterwards counts for nothing."""
    told = [late_order(1), late_order(2), dispatched_now(2), late_order(2)]
    told[3] |= {"event_id": "late", "occurred_at": told[2]["occurred_at"]}
    file, figures_file, rows_file = (tmp_path / name for name in ("feed.jsonl", "figures.json", "blocks.csv"))
    lines = [json.dumps(one, ensure_ascii=False) for one in told]
    file.write_text("\n".join([*lines, '{"event_id": "bad"}']), encoding="utf-8")
    words = ["simulate", str(file), "--seed", "3", "--json", str(figures_file), "--csv", str(rows_file), "--cps", "5"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    assert "not read: line 5" in done.output
    found = json.loads(figures_file.read_text("utf-8"))
    assert (found["orders"], found["blocks"]) == (2, 3)
    with rows_file.open(encoding="utf-8-sig", newline="") as opened:
        blocks = list(csv.DictReader(opened))
    moved_on = {row["order_id"]: row["moved_on_at"] for row in blocks if row["kind"] == "dispatch"}
    assert moved_on == {"CL2026-0001": "", "CL2026-0002": TUESDAY_10.isoformat()}


def test_rules_that_cannot_be_read_are_a_sentence() -> None:
    done = CliRunner().invoke(app, ["simulate", "--rules", "nowhere", "--orders", "1"])
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_a_second_parcel_is_trouble_of_its_own_once_the_first_has_come() -> None:
    first, second = (
        parcel(parcel_id=name, dispatched_at=ago(hours=hours), scans=(), contents=((sku, 1),))
        for name, hours, sku in (("P1", 26, "coat"), ("P2", 25, "scarf"))
    )
    goods = (item(sku="coat"), item(sku="scarf"))
    versions = [
        dispatched(*parcels, items=goods, occurred_at=at)
        for at, parcels in (
            (ago(hours=26), (first, second)),
            (NOW, (replace(first, delivered_at=NOW), second)),
        )
    ]
    found = list(troubles_of(versions, NOW + timedelta(days=1), ALL, lambda *_: UUID(int=1)))
    assert [(one.kind, one.began, one.ended, one.deadline) for one in found] == [
        (BlockKind.LOGISTICS, ago(hours=2), NOW, ago(hours=2)),
        (BlockKind.LOGISTICS, NOW, None, ago(hours=1)),
    ]


def test_a_phone_that_rings_rings_on_where_another_trouble_of_the_kind_takes_the_place_of_the_first() -> None:
    at = TUESDAY_10 + timedelta(seconds=10)
    first = trouble(0, 0, TUESDAY_10, at - TUESDAY_10, BlockKind.LOGISTICS)
    second = replace(trouble(1, 0, at, None, BlockKind.LOGISTICS), order_id=first.order_id)
    habits = Habits(of_thousand={Outcome.SETTLED: 1000}, ring_seconds=(20, 20), talk_seconds=(30, 30))
    result = lived([shopper(0, NUMBERS[0])], [first, second], habits)
    assert [call.outcome for call in result.calls] == [Outcome.SETTLED]
    assert second.why is Why.TALKED_ALREADY
