"""What the law of each market wants said is in the script, or nothing starts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callouts.duties import number_named, undone
from callouts.script import SCRIPTS, ScriptError, greeting
from callouts.settings import CalloutSettings
from careline.core.rules import ShopNames, ShopRules
from tests.callouts_kit import settings_for
from tests.rules import DEMO, RULES

pytestmark = pytest.mark.unit

PACKS = (RULES, DEMO)


def wanting(**words: str) -> ShopRules:
    """The standard rules, but the mainland's pack has other words in English."""
    markets = [
        replace(market, says={**market.says, "en": replace(market.says["en"], **words)})
        if market.name == "cn"
        else market
        for market in RULES.contact.markets
    ]
    return replace(RULES, contact=replace(RULES.contact, markets=tuple(markets)))


def test_the_script_says_what_every_market_wants() -> None:
    for rules in PACKS:
        assert undone(rules) == []
        for market in (*rules.contact.markets, rules.contact.elsewhere):
            assert set(market.says) == set(SCRIPTS)


@pytest.mark.parametrize("key", ["disclosure", "identity", "opt_out"])
def test_a_duty_that_the_script_does_not_fulfil_names_its_file_and_line(key: str) -> None:
    rules = wanting(**{key: "a man from {shop} speaks"})
    (fault,) = undone(rules)
    assert fault.startswith("rules/markets/cn.toml:")
    assert f": says.en.{key}: the greeting does not hold 'a man from {{shop}} speaks'" in fault
    with pytest.raises(ScriptError, match=r"rules/markets/cn\.toml:\d+: says"):
        settings_for(rules=rules)


def test_a_number_is_named_where_the_law_wants_it() -> None:
    assert number_named(DEMO, ("CN", "US"), "en") == "You can call us back on 1 4 1 5 5 5 5 0 1 0 0."
    assert number_named(DEMO, ("US",), "zh-CN") == "回电请拨1、4、1、5、5、5、5、0、1、0、0。"
    assert number_named(DEMO, ("CN", ""), "en") == ""


def named(**names: ShopNames) -> CalloutSettings:
    return settings_for(shop_name="橙子优选", rules=replace(RULES, names=names))


def test_the_shop_has_a_name_for_each_language_and_another_for_the_ear() -> None:
    ours = named(en=ShopNames(shop="Orange Select", spoken="Orange", call_back=""))
    assert (ours.shop_in("en"), ours.spoken_in("en")) == ("Orange Select", "Orange")
    assert (ours.shop_in("zh-CN"), ours.spoken_in("zh-CN")) == ("橙子优选", "橙子优选")
    written = named(en=ShopNames(shop="Orange Select", spoken="", call_back=""))
    assert written.spoken_in("en") == "Orange Select"
    assert "assistant of Orange Select" in greeting("en", written.spoken_in("en"), "Emma Clark")
