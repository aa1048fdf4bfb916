"""Nothing odd is taken in without a word, and nothing ordinary with one."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from careline.cli.shop import feeds
from careline.demo.shop import demo_events
from careline.feed.checking import check
from careline.feed.phones import dialled
from careline.feed.remarks import remarks_on
from careline.feed.schema import read_event
from careline.feed.values import spoken
from tests.factories import NOW, ago, ahead, event, instant

pytestmark = pytest.mark.unit

PRICE = {"amount": "1.00", "currency": "CNY"}
ITEM = {"sku": "a", "title": "围巾", "quantity": 1, "price": PRICE}
REFUND = {
    "refund_id": "R1", "kind": "refund_only", "status": "paid", "requested_at": instant(ago(hours=1)), "amount": PRICE
}  # fmt: skip
PARCEL = {"parcel_id": "P1", "dispatched_at": instant(ago(hours=1)), "courier": "c", "tracking_no": "t"}


@pytest.mark.parametrize(
    ("told", "region", "number"),
    [
        ("+8613800138000", "CN", "+8613800138000"),
        ("+852 5123 4567", "HK", "+85251234567"),
        ("+1-555-010-0199", "US", "+15550100199"),
        ("008613800138000", "", "+8613800138000"),
        ("13800138000", "CN", "+8613800138000"),
        ("(213) 373-4253", "US", "+12133734253"),
        ("0151 23456789", "DE", "+4915123456789"),
        ("٠١٣٨٠٠١٣٨٠٠٠", "", None),
        ("13800138000", "", None),
        ("12", "CN", None),
        ("ask my wife", "CN", None),
        ("9" * 5000, "CN", None),
    ],
)
def test_k6_a_number_is_read_as_its_region_writes_it(told: str, region: str, number: str | None) -> None:
    """frappe #99, Shopify #728: accepted and silently never phoned."""
    found, remark = dialled(told, region)
    assert (found, bool(remark)) == (number, number is None)
    assert told not in remark


def test_an_extension_is_not_dialled_and_said() -> None:
    assert dialled("(213) 373-4253 ext. 5", "US") == ("+12133734253", "has an extension, which is not dialled")


@pytest.mark.parametrize("none", [None, "", "  "])
def test_no_number_is_nothing_odd(none: str | None) -> None:
    assert dialled(none, "CN") == (None, "")


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("zh-CN", "zh-CN"),
        ("zh-TW", "zh-CN"),
        ("zh_Hant_HK", "zh-CN"),
        ("ZH", "zh-CN"),
        ("en-US", "en"),
        ("fr-CA", "en"),
    ],
)
def test_a_locale_is_spoken_to_by_its_language(locale: str, language: str) -> None:
    assert spoken(locale) == language


def remarks(changes: dict[str, Any] | None = None, /, **given: Any) -> str:
    return "\n".join(remarks_on(read_event(event(changes, **given)), NOW))


#: What is odd, and words that have to be said of it.
ODDITIES: dict[str, tuple[dict[str, Any], str]] = {
    "a number that cannot be dialled": ({"customer": {"phone": "12"}}, "order.customer.phone: is not a number of CN"),
    "a language that we do not speak": ({"customer": {"locale": "ja"}}, "order.customer.locale: ja is not spoken"),
    "an address that is none": (
        {"merchant": {"merchant_id": "m", "name": "店", "email": "a@b.c\r\nBcc: d@e.f"}}, "order.merchant.email"
    ),
    "sent in a week": (
        {"parcels": [{**PARCEL, "dispatched_at": instant(ahead(days=7))}]},
        "order.parcels.0.dispatched_at: lies in the future",
    ),
    "scanned in a week": (
        {"parcels": [{**PARCEL, "scans": [{"at": instant(ahead(days=7)), "code": "lost"}]}]},
        "order.parcels.0.scans.0.at: lies in the future",
    ),
    "paid in ten years": ({"paid_at": instant(ahead(days=3650))}, "order.paid_at: lies in the future"),
    "a currency by its other name": (
        {"items": [{**ITEM, "price": {"amount": "9.00", "currency": "RMB"}}]},
        "order.items.0.price.currency: RMB is no currency of ISO 4217, CNY is",
    ),
    "paid before it was placed": ({"paid_at": instant(ago(days=9))}, "order.paid_at: lies before the order was placed"),
    "no sku": ({"items": [ITEM, {**ITEM, "sku": None}]}, "lines without a sku are called line-2"),
    "no title": ({"items": [{**ITEM, "title": " "}]}, "order.items.0: has no title"),
    "nothing left": ({"items": [{**ITEM, "quantity": 0}]}, "every line has the quantity 0"),
    "a refund of something else": (
        {"items": [ITEM], "refunds": [{**REFUND, "items": [{"sku": "b", "quantity": 1}]}]},
        "order.refunds.0.items.0: its sku is none of the order's items",
    ),
    "cancelled, but paid": (
        {"cancellations": [{"at": instant(ago(hours=1)), "by": "merchant"}]},
        "the whole order is cancelled, its status says paid",
    ),
    "paid at no time": ({"paid_at": None}, "order.paid_at: left out of a paid order"),
    "a field of another shop": ({"state": "paid", "note\x00": 1}, "order.state, order.note\\u0000: not a field"),
}  # fmt: skip


@pytest.mark.parametrize("odd", ODDITIES)
def test_k6_what_is_odd_is_said(odd: str) -> None:
    given, words = ODDITIES[odd]
    said = remarks(**given)
    assert words in said
    assert said.isprintable() or "\n" in said
    said.encode("ascii")


def test_no_region_means_no_countrys_rules() -> None:
    told = event()
    del told["order"]["customer"]["region"]
    assert "order.customer.region: empty" in "\n".join(remarks_on(read_event(told), NOW))


def test_an_instant_that_is_promised_may_lie_ahead() -> None:
    later = instant(ahead(days=20))
    given = {"dispatch_deadline": later, "presale": True, "presale_dispatch_at": later}
    assert remarks(**given, parcels=[{**PARCEL, "expected_at": later}]) == ""


def test_a_day_ahead_is_a_clock_and_more_is_not() -> None:
    assert remarks({"occurred_at": instant(ahead(hours=23))}) == ""
    assert "occurred_at: lies in the future" in remarks({"occurred_at": instant(ahead(hours=25))})


def test_of_many_places_ten_are_named() -> None:
    many = {f"x{n}": 1 for n in range(30)}
    assert "and 20 more" in remarks(**many)


def test_nothing_is_odd_about_the_demo() -> None:
    for told in demo_events(seed=3, now=NOW, customers=40, orders=120):
        assert remarks_on(read_event(told), NOW) == ()


class TestChecking:
    def lines(self, *events: Any) -> bytes:
        return b"\n".join(json.dumps(one).encode() for one in events)

    def test_lines_and_arrays_are_judged_alike(self) -> None:
        events = [event({"event_id": "good"}), event({"event_id": "bad", "version": 0}), 7]
        told = [(one.event_id, bool(one.error)) for one in check(self.lines(*events), NOW)]
        assert told == [("good", False), ("bad", True), ("", True)]
        array = [(one.event_id, bool(one.error)) for one in check(json.dumps(events, indent=1).encode(), NOW)]
        assert array == told

    def test_each_is_named_by_its_place(self) -> None:
        places = [one.place for one in check(b"\n" + self.lines(event(), event(order_id="CL2026-0002")), NOW)]
        assert places == ["line 2", "line 3"]
        assert [one.place for one in check(json.dumps([event()]).encode(), NOW)] == ["event 1"]

    def test_warnings_are_said_of_what_would_be_taken_in(self) -> None:
        (verdict,) = check(self.lines(event(customer={"phone": "12"})), NOW)
        assert (verdict.error, len(verdict.warnings)) == ("", 1)

    def test_the_same_event_again_would_be_ignored(self) -> None:
        once = event()
        assert [len(one.warnings) for one in check(self.lines(once, once), NOW)] == [0, 1]

    @pytest.mark.parametrize("raw", [b"[{", b"[1, 2", b"\xff\xfe", b"{not json", b"[" * 100_000])
    def test_what_is_no_json_is_one_bad_event(self, raw: bytes) -> None:
        assert [bool(one.error) for one in check(raw, NOW)] == [True]

    def test_an_empty_file_has_no_events(self) -> None:
        assert list(check(b"", NOW)) == []

    def test_the_command_says_it_all_and_fails_if_one_would_be_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "events.jsonl"
        file.write_bytes(self.lines(event({"event_id": "odd"}, customer={"phone": "12"}), event({"version": 0})))
        told = CliRunner().invoke(feeds, ["check", str(file)])
        assert told.exit_code == 1
        assert "line 1, odd: accepted\n  warning: order.customer.phone: is not a number of CN" in told.output
        assert told.output.endswith("1 accepted, 1 rejected, 1 warnings\n")
        from_pipe = CliRunner().invoke(feeds, ["check", "-"], input=self.lines(event()))
        assert (from_pipe.exit_code, from_pipe.output.splitlines()[-1]) == (0, "1 accepted, 0 rejected, 0 warnings")
