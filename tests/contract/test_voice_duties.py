"""In a call to a number of the US the number to call back is named, after who calls and before anything of an order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callouts.phone_simulator.callees import Script, Speak
from careline.core.rules import ShopNames
from careline.store.database import Database
from tests.callouts_kit import EVERYBODY, late_order, phone, take
from tests.rules import rules_with

pytestmark = pytest.mark.contract

NUMBER = "+12125550123"
NAMES = {"en": ShopNames(shop="Orange Select", spoken="Orange", call_back="+14155550100")}


@pytest.mark.parametrize(("number", "named"), [(NUMBER, True), ("+6581230001", False)])
async def test_a_us_number_hears_whom_to_call_back_and_the_name_as_it_is_spoken(
    database: Database, number: str, named: bool
) -> None:
    rules = replace(rules_with(EVERYBODY, contact={"any_hour": True}), names=NAMES)
    who = {"phone": number, "region": "SG", "locale": "en", "time_zone": "Asia/Singapore", "name": "Emma Clark"}
    await take(database, late_order(customer=who))
    async with phone(database, rules=rules) as emma:
        emma.callee(Script(pick_up="answer", steps=(Speak("是的"),)), number)
        await emma.engine.step()
        await emma.over()
        first, second, *_ = emma.spoken()
    assert "the automated assistant of Orange" in first
    assert "橙" not in first
    assert (second == "You can call us back on 1 4 1 5 5 5 5 0 1 0 0.") is named
