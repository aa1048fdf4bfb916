"""What people abroad write in the forms of their English: places, hours, companies, orders, asides."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from understanding.couriers import ready_to_collect
from understanding.deeds import Verb
from understanding.details import found_in
from understanding.details.values import invoice_data_in
from understanding.reading import read

pytestmark = pytest.mark.unit
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Please use the new address: Hauptstrasse 8, 50667 Koeln", "Hauptstrasse 8, 50667 Koeln"),
        ("send to 4 Rue du Lac, 69003 Lyon", "4 Rue du Lac, 69003 Lyon"),
        ("deliver to Lot 3 Jalan Mawar, Sandakan", "Lot 3 Jalan Mawar, Sandakan"),
        ("ship to Plot 11, Sector 9, Gurgaon 122001", "Plot 11, Sector 9, Gurgaon 122001"),
        ("send 12 of them to my office", None),
    ],
)
def test_addresses_of_other_countries(text: str, address: str | None) -> None:
    assert read(text).address == address


@pytest.mark.parametrize(
    ("text", "hour", "day_named"),
    [
        ("not nine, make it half past ten", "10:30", False),
        ("ring at a quarter to four", "15:45", False),
        ("make it eleven", "11:00", False),
        ("tomorrow nine in the morning", "09:00", True),
    ],
)
def test_hours_in_words(text: str, hour: str, day_named: bool) -> None:
    found = read(text).callback_time(NOW, "Africa/Lagos")
    assert found is not None
    assert f"{found:%H:%M}" == hour
    assert read(text).names_a_day(NOW) is day_named


def test_companies_and_their_numbers() -> None:
    found = invoice_data_in("Company name Asha Paper Traders, GSTIN 29AAACB1234C1Z2")
    assert (found["title"], found["tax_no"]) == ("Asha Paper Traders", "29AAACB1234C1Z2")
    assert invoice_data_in("it ends in 4, so 29AAACB1234C1Z4")["tax_no"] == "29AAACB1234C1Z4"
    assert invoice_data_in("bill it to Teh Tarik Sdn Bhd")["title"] == "Teh Tarik Sdn Bhd"
    assert "title" not in invoice_data_in("our company name is wrong on it")


def test_a_counter_told_of_in_words_alone() -> None:
    assert ready_to_collect("At the parcel shop, ready for collection until Friday")
    assert not ready_to_collect("Arrived at the sorting centre, not ready for collection")


@pytest.mark.parametrize(
    ("text", "is_order"),
    [
        ("cancel the second one, what I have at home stays", True),
        ("ok so cancel it", True),
        ("cancel my other order", False),
        ("cancel the refund", False),
        ("don't cancel it", False),
        ("cancel it?", False),
    ],
)
def test_a_deed_at_the_head_is_an_order(text: str, is_order: bool) -> None:
    assert read(text).orders(Verb.CANCEL) is is_order


def test_a_yes_at_the_head() -> None:
    assert read("yes, just one").begins_with_yes
    assert not read("yesterday it came").begins_with_yes


def test_what_is_named_only_to_say_that_it_is_not_wanted() -> None:
    assert read("Refund we don't need.").not_wanted
    assert not read("the refund we don't have yet").not_wanted


@pytest.mark.parametrize(
    ("detail", "texts"),
    [
        ("money_at_door", ["the driver wanted 20 in cash", "快递员让我给十块小费才给货"]),
        ("courier_reported", ["report that driver please", "我要投诉快递员"]),
        ("proof_wanted", ["show me the slip he signed", "把签收底单发我看"]),
        ("others_told", ["ask them to send the photo", "让快递把底单给我"]),
        ("looked_no_more", ["no need to look for it", "不用再找了"]),
        ("sum_back", ["give me back my 88", "把88退给我"]),
        ("any_problem", ["is there any problem with my order", "我这单是不是有问题"]),
        ("each_day", ["do they pay it every day", "这个是按天赔吗"]),
        ("sum_untouched", ["is it deducted from the price", "会不会影响货款"]),
        ("persons_hours", ["until what time do your people work", "人工几点下班"]),
        ("sees_history", ["does the agent see my chat", "同事看得到之前的聊天吗"]),
        ("number_for_me", ["give me the waybill", "给我运单号"]),
        ("bought_twice", ["I ordered the same thing twice", "我重复下单了"]),
        ("agreed_when", ["approved on what date", "什么时候同意的"]),
        ("rule_asked", ["where is that written", "哪里写着"]),
        ("unsafe_thing", ["it keeps sparking", "一直漏水"]),
    ],
)
def test_asides_in_both_languages(detail: str, texts: list[str]) -> None:
    assert [found_in(text, detail) for text in texts] == [True, True]
    assert not found_in("when does my parcel come", detail)
