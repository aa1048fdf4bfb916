"""The demo shop: the same for the same seed, valid, plausible, and holding every shape the demo is to show."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from random import Random

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from careline.core.blocks import BlockKind, FoundBlock, Rule, find_blocks
from careline.core.money import Money
from careline.core.orders import Guarantee, OrderStatus, ScanCode
from careline.demo import personas
from careline.demo.events import Event, events_of
from careline.demo.people import consumer
from careline.demo.reading import read_order, standard_rules
from careline.demo.shapes import shapes
from careline.demo.shop import _draft, backlog, demo_events
from careline.demo.stories import STORIES, Story
from tests.unblocking import unblock_event

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
SCHEMA = Path(__file__).parents[2].parent / "shared" / "contracts" / "order_event.schema.json"
NOT_SHOWN = {"info_received", "customs", "attempt_failed", "at_pickup_point", "damaged", "lost", "back_at_sender"}
SHOWN_RULES = (
    *(Rule.DISPATCH_PROMISED, Rule.DISPATCH_48H, Rule.PRESALE_DATE, Rule.NO_PICKUP, Rule.NO_SCAN),
    *(Rule.REFUND_UNDISPATCHED, Rule.REFUND_UNDECIDED, Rule.REFUND_APPROVED, Rule.GOODS_RETURNED),
    *(Rule.PARCEL_EXCEPTION, Rule.CLAIM_UNPAID, Rule.FREIGHT_DISPUTED),
)
"""What the demo's orders have of the feed's scans and of the rules; tests of the rules make the others."""
SEEDS = st.integers(min_value=0, max_value=10**6)


@pytest.fixture(scope="module")
def events() -> list[Event]:
    return demo_events(seed=1, now=NOW)


@cache
def counted_of(seed: int) -> Counter[str]:
    return shapes(demo_events(seed=seed, now=NOW), now=NOW)


@pytest.fixture(scope="module")
def counted() -> Counter[str]:
    return counted_of(1)


def small_shop(seed: int, now: datetime = NOW) -> list[Event]:
    return demo_events(seed=seed, now=now, customers=40, orders=120)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def blocks_of(event: Event, now: datetime = NOW) -> tuple[FoundBlock, ...]:
    return find_blocks(read_order(event), now, standard_rules(now.date()))


# --- the same again, and valid


def test_same_seed_and_now_give_the_same_bytes(events: list[Event]) -> None:
    assert json.dumps(demo_events(seed=1, now=NOW)) == json.dumps(events)
    assert demo_events(seed=2, now=NOW) != events


def test_the_zone_in_which_now_is_given_does_not_matter(events: list[Event]) -> None:
    assert demo_events(seed=1, now=NOW.astimezone(timezone(timedelta(hours=-5)))) == events


def test_a_now_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        demo_events(seed=1, now=NOW.replace(tzinfo=None))


def test_fewer_orders_than_consumers_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        demo_events(seed=1, now=NOW, customers=200, orders=100)


@pytest.mark.skipif(not SCHEMA.exists(), reason=f"no copy of the feed schema at {SCHEMA}: validity is NOT checked")
def test_every_event_is_valid_by_the_feed_schema(events: list[Event]) -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text()), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert not validator.is_valid({**events[0], "occurred_at": "yesterday"}), "the validator does not check dates"
    good_news = [unblock_event(event, now=NOW) for event in events if blocks_of(event)]
    for event in [*events, *backlog(100, seed=1, now=NOW), *good_news]:
        validator.validate(event)


# --- what is in it


def test_sizes_are_as_asked(events: list[Event]) -> None:
    assert len(events) == 800
    assert len({event["order"]["customer"]["customer_id"] for event in events}) == 200


def test_every_status_guarantee_scan_code_and_rule_occurs(counted: Counter[str]) -> None:
    wanted = [f"status:{status}" for status in OrderStatus]
    wanted += [f"guarantee:{name}" for name in Guarantee]
    wanted += [f"scan:{code}" for code in ScanCode if code not in NOT_SHOWN]
    wanted += [f"rule:{rule}" for rule in SHOWN_RULES]
    wanted += [f"healthy:{status}" for status in OrderStatus]
    assert [shape for shape in wanted if not counted[shape]] == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_kind_of_block_occurs_to_new_and_old_users_in_both_languages(seed: int) -> None:
    counted = counted_of(seed)
    cells = [":".join(("block", *cell)) for cell in product(BlockKind, ("new", "old"), ("zh", "en"))]
    assert [cell for cell in cells if not counted[cell]] == []


def test_special_shapes_occur(counted: Counter[str]) -> None:
    wanted = [
        "several parcels", "partly dispatched", "block:dispatch:partly dispatched", "block:logistics:remote",
        "presale late", "presale waiting", "exchange", "refund_only rejected", "return_refund withdrawn",
        "refund instead of late dispatch", "delivered but disputed", "insured freight paid",
        "remote:新疆维吾尔自治区", "remote:西藏自治区", "remote:青海省", "remote:内蒙古自治区",
        "region:HK", "region:SG", "region:US", "region:GB", "consent:some", "consent:none",
    ]  # fmt: skip
    assert [shape for shape in wanted if not counted[shape]] == []


def test_shares_are_as_promised(events: list[Event], counted: Counter[str]) -> None:
    people = {event["order"]["customer"]["customer_id"]: event["order"]["customer"] for event in events}
    english = sum(who["locale"] == "en" for who in people.values()) / len(people)
    willing = sum(all(who.get("consent", {"": False}).values()) for who in people.values()) / len(people)
    assert 0.66 < counted["healthy"] / counted["orders"] < 0.74
    assert 0.12 < english < 0.18
    assert 0.78 < willing < 0.92


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_there_are_new_users_to_call_at_once_most_of_them_chinese(seed: int) -> None:
    counted = counted_of(seed)
    assert counted["callable"] >= 25
    assert counted["callable:zh"] > 2 * counted["callable:en"]


def test_blocks_began_between_two_hours_and_four_days_ago(events: list[Event]) -> None:
    began = [NOW - block.deadline for event in events for block in blocks_of(event)]
    assert timedelta(hours=2) < min(began)
    assert max(began) <= timedelta(days=4, hours=6)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.name}-{story.where}")
def test_each_story_leads_to_the_block_it_is_about_and_no_other(story: Story) -> None:
    for seed in range(60):
        rng = Random(seed)
        who = consumer("u1", seed, rng, english=story.where != "remote" and seed % 3 == 0, new=seed % 2 == 0)
        [event] = events_of([_draft(story, "CL2026-9001", 9001, who, NOW, rng)])
        rules = [missed.rule for block in blocks_of(event) for missed in block.evidence]
        assert bool(rules) == bool(story.leads_to), seed
        assert set(rules) <= set(story.leads_to), seed


# --- plausible


def test_phone_numbers_are_valid_and_of_the_consumers_region(events: list[Event]) -> None:
    phones: dict[str, str] = {}
    for customer in (event["order"]["customer"] for event in events):
        if customer["phone"]:
            number = phonenumbers.parse(customer["phone"])
            assert phonenumbers.is_valid_number(number), customer["phone"]
            assert phonenumbers.region_code_for_number(number) == customer["region"]
            phones[customer["customer_id"]] = customer["phone"]
    assert len(set(phones.values())) == len(phones), "two consumers share a number"


def test_nothing_chinese_is_shown_to_english_speaking_consumers_but_shop_names(events: list[Event]) -> None:
    for order in (event["order"] for event in events if event["order"]["customer"]["locale"] == "en"):
        shown = json.dumps({**order, "merchant": None}, ensure_ascii=False)
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in shown), order["order_id"]


def test_ids_and_tracking_numbers_are_unique(events: list[Event]) -> None:
    everything = [*events, *backlog(2000, seed=1, now=NOW)]
    orders = [event["order"] for event in everything]
    for values in (
        [event["event_id"] for event in everything],
        [order["order_id"] for order in orders],
        [parcel["tracking_no"] for order in orders for parcel in order.get("parcels", [])],
    ):
        assert [value for value, times in Counter(values).items() if times > 1] == []


def test_each_courier_has_its_own_form_of_tracking_number(events: list[Event]) -> None:
    forms: dict[str, set[tuple[int, str]]] = {}
    for parcel in (parcel for event in events for parcel in event["order"].get("parcels", [])):
        forms.setdefault(parcel["courier"], set()).add((len(parcel["tracking_no"]), parcel["tracking_no"][:2]))
    assert forms["顺丰速运"] == {(15, "SF")}
    assert forms["圆通速递"] == {(15, "YT")}
    assert forms["China Post EMS"] == {(13, "EA")}
    assert {"中通快递", "韵达快递", "极兔速递", "京东物流", "中国邮政"} <= set(forms)
    assert all(len(form) == 1 for form in forms.values())


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, hours=st.integers(0, 20_000))
def test_an_order_adds_up_and_its_past_lies_in_order(seed: int, hours: int) -> None:
    now = NOW + timedelta(hours=hours, microseconds=7)
    for event in small_shop(seed, now):
        check_goods(event)
        check_parcels(event["order"])
        check_time(event, now)


def check_goods(event: Event) -> None:
    order = read_order(event)
    assert order.total == Money(sum(item.price.amount * item.quantity for item in order.items), "CNY")
    assert len({item.sku for item in order.items}) == len(order.items)
    assert all(refund.amount <= order.total for refund in order.refunds)


def check_parcels(order: Event) -> None:
    bought = Counter({item["sku"]: item["quantity"] for item in order["items"]})
    sent = Counter[str]()
    for part in (part for parcel in order.get("parcels", []) for part in parcel.get("items", [])):
        sent[part["sku"]] += part["quantity"]
    assert sent <= bought, order["order_id"]
    assert sum("items" not in parcel for parcel in order.get("parcels", [])) <= 1


def check_time(event: Event, now: datetime) -> None:
    order, customer = event["order"], event["order"]["customer"]
    facts = [event["occurred_at"]]
    for chain in chains(order):
        moments = [at(text) for text in chain if text]
        assert all(early <= late for early, late in pairwise(moments)), (order["order_id"], chain)
        facts += [text for text in chain if text]
    assert max(map(at, facts)) == at(event["occurred_at"]) <= now
    assert at(customer["first_order_at"]) <= at(order["placed_at"])
    if "consent" in customer:
        assert at(customer["consent"]["given_at"]) <= at(customer["first_order_at"])
    if "dispatch_deadline" in order:
        assert at(order["dispatch_deadline"]) > at(order["paid_at"])


def chains(order: Event) -> Iterator[list[str | None]]:
    """Instants of what has happened to the order, each list in the order it must have happened in."""
    start = [order["placed_at"], order["paid_at"]]
    yield start
    for parcel in order.get("parcels", []):
        yield [*start, parcel["dispatched_at"], *(scan["at"] for scan in parcel["scans"]), parcel["delivered_at"]]
    arrived = [parcel["delivered_at"] for parcel in order.get("parcels", [])]
    claim = order.get("freight", {}).get("claim") or {}
    for refund in order.get("refunds", []):
        steps = ["requested_at", "approved_at", "goods_sent_at", "goods_received_at", "paid_at"]
        yield [*start, *arrived, *(refund[step] for step in steps)]
        yield [refund["goods_received_at"], claim.get("requested_at"), claim.get("paid_at")]
        yield [refund["goods_received_at"], claim.get("requested_at"), order.get("freight", {}).get("disputed_at")]


@settings(max_examples=8, deadline=None)
@given(seed=SEEDS)
def test_orders_of_one_consumer_are_counted_in_the_order_they_were_placed(seed: int) -> None:
    own: dict[str, list[Event]] = {}
    for order in (event["order"] for event in small_shop(seed)):
        own.setdefault(order["customer"]["customer_id"], []).append(order)
    for orders in own.values():
        orders.sort(key=lambda order: order["customer"]["orders_so_far"])
        counts = [order["customer"]["orders_so_far"] for order in orders]
        assert counts == list(range(counts[0], counts[0] + len(orders)))
        assert [at(order["placed_at"]) for order in orders] == sorted(at(order["placed_at"]) for order in orders)
        assert len({order["customer"]["first_order_at"] for order in orders}) == 1


# --- the named consumers


@pytest.mark.parametrize("seed", [1, 77])
@pytest.mark.parametrize("hours", [0, 5, 5000])
def test_the_named_consumers_have_the_trouble_the_readme_tells_of(seed: int, hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    events = {event["order"]["order_id"]: event for event in small_shop(seed, now)}
    blocked = {
        personas.LIN_LATE_DISPATCH: BlockKind.DISPATCH,
        personas.CHEN_STALLED: BlockKind.LOGISTICS,
        personas.WANG_REFUND_OVERDUE: BlockKind.REFUND,
        personas.ZHAO_CLAIM_UNPAID: BlockKind.FREIGHT,
        personas.EMMA_STALLED: BlockKind.LOGISTICS,
    }
    own = {id_: e for id_, e in events.items() if e["order"]["customer"]["customer_id"] in personas.PERSONAS}
    found = {id_: [block.kind for block in blocks_of(event, now)] for id_, event in own.items()}
    assert {id_: kinds for id_, kinds in found.items() if kinds} == {id_: [kind] for id_, kind in blocked.items()}
    assert all(read_order(events[id_]).new_user for id_ in blocked)


def test_lin_has_one_order_due_26_hours_ago_and_liu_is_an_old_user_with_twelve(events: list[Event]) -> None:
    own: dict[str, list[Event]] = {}
    for event in events:
        own.setdefault(event["order"]["customer"]["customer_id"], []).append(event)
    [lin], liu = own[personas.LIN], own[personas.LIU]
    assert [block.deadline for block in blocks_of(lin)] == [NOW - timedelta(hours=26)]
    assert sorted(event["order"]["customer"]["orders_so_far"] for event in liu) == list(range(1, 13))
    still_open = [event for event in liu if event["order"]["status"] != "completed"]
    assert len(still_open) == 4
    assert not any(read_order(event).new_user for event in still_open)
    statuses = {event["order"]["order_id"]: event["order"]["status"] for event in own[personas.CHEN]}
    assert statuses[personas.CHEN_IN_TRANSIT] == "dispatched"
    assert statuses[personas.CHEN_COMPLETED] == "completed"
    assert any(event["order"].get("presale") for event in own[personas.SUN])


# --- good news


def test_good_news_ends_every_block_and_goes_on_from_the_event_before(events: list[Event]) -> None:
    later = NOW + timedelta(hours=3)
    for event in (event for event in events if blocks_of(event, later)):
        before = json.dumps(event)
        after = unblock_event(event, now=later)
        assert json.dumps(event) == before
        assert blocks_of(after, later + timedelta(seconds=1)) == ()
        assert after["version"] == event["version"] + 1
        assert after["event_id"] != event["event_id"]
        assert at(after["occurred_at"]) == later
        check_goods(after)
        check_parcels(after["order"])


def test_good_news_cannot_come_before_the_trouble(events: list[Event]) -> None:
    with pytest.raises(ValueError, match="newer"):
        unblock_event(events[0], now=NOW - timedelta(days=30))


# --- the backlog


def test_a_backlog_is_varied_and_apart_from_the_demo_shop(events: list[Event]) -> None:
    many = backlog(1500, seed=5, now=NOW)
    counted = shapes(many, now=NOW)
    assert len(many) == 1500
    assert all(counted[f"block:{kind}"] > 15 for kind in BlockKind)
    assert all(counted[f"rule:{rule}"] for rule in SHOWN_RULES)
    own = [{event["order"]["customer"]["customer_id"] for event in these} for these in (events, many)]
    assert own[0].isdisjoint(own[1])
    assert backlog(1, seed=5, now=NOW)
