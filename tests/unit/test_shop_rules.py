"""The shop rules: what is wrong with a file is named with its place, and what they say is what everybody judges by."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from careline.cli import app
from careline.core import rules as core_rules
from careline.core.blocks import BlockKind, Rule, deadlines_of, find_blocks, next_check
from careline.core.guarantees import RightState, Why, rights_of
from careline.core.orders import Guarantee, Order, OrderStatus
from careline.core.rules import ShopRules, Window
from careline.dialogue.shown import rights_shown
from careline.settings import Settings, SettingsError, shop_rules_of
from careline.shop_rules import FOLDER, RulesError, flat, load_rules
from tests.factories import NOW, ago, dispatched, item, order, parcel, scan
from tests.rules import DEMO, RULES, rules_with
from tests.strategies import instants, orders, some

pytestmark = pytest.mark.unit

ROOT = FOLDER.parent
TODAY = date(2026, 11, 30)
HEAD = 'extends = "standard"\nname = "ours"\nas_of = 2026-11-29\n'
STANDARD = (FOLDER / "standard.toml").read_text("utf-8")


def without(pattern: str) -> str:
    """The standard file less the lines that match."""
    kept = [line for line in STANDARD.splitlines() if not re.match(pattern, line)]
    assert len(kept) < len(STANDARD.splitlines())
    return "\n".join(kept) + "\n"


def section(name: str, *lines: str) -> str:
    """A file that changes these lines of one section; its header is line 4, its source line 5."""
    return HEAD + f'[{name}]\nsource = "ours"\n' + "\n".join(lines) + "\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ours.toml"


BROKEN = {
    "a key is missing": (without("pickup ="), r":\d+: promises\.pickup: is missing"),
    "a whole section is missing": (STANDARD.partition("[reviews]")[0], r":\d+: reviews\.keep: is missing"),
    "a key is unknown": (
        section("promises", 'dispach = "24 h"'), ":6: promises.dispach: is not known; did you mean dispatch?",
    ),
    "a length is none": (
        section("promises", 'dispatch = "two days"'), ":6: promises.dispatch: 'two days' is no length of time",
    ),
    "a length without unit": (section("promises", "dispatch = 48"), ":6: promises.dispatch: 48 is no length of time"),
    "a sum is no amount": (
        section("remedies", 'assistant = { CNY = "fifty" }'), ":6: remedies.assistant: 'fifty' is not a decimal amount",
    ),
    "a sum that is no text": (
        section("remedies", "assistant = { CNY = 50 }"), ':6: remedies.assistant: CNY = 50: write sums in quotes: "50"',
    ),
    "a sum without currency": (section("terms", 'freight_cap = "10.00"'), ":6: terms.freight_cap: '10.00' is no sum"),
    "a sum of parts that the currency has not": (
        section("terms", 'freight_cap = { JPY = "10.50" }'),
        ":6: terms.freight_cap: '10.50' is not a possible amount of JPY",
    ),
    "a currency that is none": (
        section("terms", 'freight_cap = { yuan = "10.00" }'), ":6: terms.freight_cap: 'yuan' is no currency",
    ),
    "a cap below its floor": (
        section("terms", 'late_dispatch_cap = { CNY = "0.50" }'),
        ":6: terms.late_dispatch_cap: is below late_dispatch_floor in CNY",
    ),
    "a second limit below the first": (
        section("remedies", 'agent = { CNY = "49.00" }'), ":6: remedies.agent: is below assistant in CNY",
    ),
    "more than the whole price": (
        section("terms", "late_dispatch_percent = 120"), ":6: terms.late_dispatch_percent: more than 100 %",
    ),
    "a number below zero": (
        section("calls", "attempts_per_block = -1"), ":6: calls.attempts_per_block: -1 is not a whole number from 0 on",
    ),
    "neither true nor false": (
        section("contact", 'any_hour = "no"'), ":6: contact.any_hour: 'no' is not true or false",
    ),
    "a section is unknown": (
        section("promise", 'dispatch = "24 h"'), ":4: promise: is no section of the rules; did you mean promises?",
    ),
    "a section that is no table": (HEAD + "promises = 3\n", ":4: promises: 3 is no table; write [promises]"),
    "tiers that are no table": (HEAD + "tiers = 3\n", ":4: tiers: 3 is no table"),
    "a length beyond the calendar": (
        section("promises", 'dispatch = "99999999999 d"'), ":6: promises.dispatch: '99999999999 d' is too long a time",
    ),
    "a date with a time": (
        HEAD.replace("2026-11-29", "2026-11-29T00:00:00"),
        ":3: as_of: datetime.datetime(2026, 11, 29, 0, 0) is not a date",
    ),
    "markets that are no list": (
        section("contact", 'markets = "cn"'), ":6: contact.markets: 'cn' is not a list of files in rules/markets",
    ),
    "most blocks held out": (section("calls", "holdout_percent = 90"), ":6: calls.holdout_percent: more than half"),
    "a source is missing": (HEAD + '[promises]\ndispatch = "24 h"\n', ":4: promises: every section names its `source"),
    "a date is missing": (
        'extends = "standard"\nname = "ours"\n', ":1: the file needs a date: as_of = 2026-11-29",
    ),
    "a date that is to come": (
        HEAD.replace("2026-11-29", "2027-01-01"), ":3: as_of: 2027-01-01 lies in the future",
    ),
    "not TOML": (HEAD + "dispatch = = 3\n", ":4: is not TOML: Invalid value"),
    "hours that are none": (
        section("desk", 'hours = "9 to 5"'), ":6: desk.hours: '9 to 5' are no hours; write \"09:00-20:00\"",
    ),
    "hours that end before they begin": (
        section("desk", 'hours = "20:00-09:00"'), ":6: desk.hours: '20:00-09:00': opens before it closes",
    ),
    "lost before it stalled": (
        section("terms", 'lost_after = "1 d"'), ":6: terms.lost_after: is sooner than stalled_after",
    ),
    "raised before the reminder": (
        section("merchants", 'escalate_after = "1 h"'), ":6: merchants.escalate_after: is sooner than remind_after",
    ),
    "a market that nobody has described": (
        section("contact", 'markets = ["cn", "atlantis"]'), "atlantis.toml: cannot be read: No such file",
    ),
    "extends what is not there": (HEAD.replace("standard", "nowhere"), "nowhere.toml: cannot be read: No such file"),
    "a tier without source": (
        HEAD + '[tiers.gold.promises]\ndispatch = "24 h"\n',
        ":4: tiers.gold: every tier and category names its `source",
    ),
    "a tier that changes what it cannot": (
        HEAD + '[tiers.gold]\nsource = "ours"\n[tiers.gold.calls]\nholdout_percent = 1\n',
        ":6: tiers.gold.calls: only promises and terms can be overridden",
    ),
    "a tier that contradicts itself": (
        HEAD + '[tiers.gold]\nsource = "ours"\n[tiers.gold.terms]\nlate_dispatch_floor = { CNY = "31.00" }\n',
        ":6: tiers.gold.terms.late_dispatch_cap: is below late_dispatch_floor in CNY",
    ),
    "a tier's unknown key": (
        HEAD + '[tiers.gold]\nsource = "ours"\n[tiers.gold.promises]\ndispach = "24 h"\n',
        ":7: tiers.gold.promises.dispach: is not known; did you mean dispatch?",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_named_with_its_file_its_line_and_the_reason(file: Path, text: str, said: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(RulesError) as refused:
        load_rules(str(file), TODAY)
    lines = str(refused.value).splitlines()
    if said.startswith(":") and "\\" not in said:
        assert [line for line in lines if line.startswith(f"{file}{said}")], lines
    else:
        assert [line for line in lines if re.search(said, line)], lines


def test_a_file_that_extends_itself_is_refused_and_not_read_for_ever(tmp_path: Path) -> None:
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_text(HEAD.replace('"standard"', f'"{other}"'), "utf-8")
    other.write_text(HEAD.replace('"standard"', f'"{one}"'), "utf-8")
    with pytest.raises(RulesError, match=r"one\.toml:1: extends itself"):
        load_rules(str(one), TODAY)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"gone\.toml: cannot be read: No such file"):
        load_rules(str(tmp_path / "gone.toml"), TODAY)


def test_a_file_in_another_encoding_is_named(file: Path) -> None:
    file.write_bytes(HEAD.encode("utf-16"))
    with pytest.raises(RulesError, match="is not UTF-8 text"):
        load_rules(str(file), TODAY)


MARKET = (
    'name = "fr"\nas_of = 2026-11-29\nsource = "ours"\nregions = ["FR"]\nwindows = ["09:00-12:00"]\n'
    'artificial_voice_consent = false\nholidays = "FR"\nrest_day_windows = []\n'
    + "".join(
        f'[says.{language}]\nsource = "ours"\ndisclosure = "{machine}"\nidentity = "{{shop}}"\nopt_out = "9"\n'
        f'sms_opt_out = "STOP"\n'
        for language, machine in (("zh-CN", "智能语音助手"), ("en", "automated assistant"))
    )
)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('holidays = "FR"', 'holidays = "XX"', r"market\.toml:7: holidays: no holidays are known for 'XX'"),
        ('as_of = 2026-11-29\nsource = "ours"\n', "", r"market\.toml:1: a market's file names its `source`"),
        ('disclosure = "automated assistant"\n', "", r"market\.toml:15: says\.en\.disclosure: is missing"),
        ('"智能语音助手"', '" "', r"market\.toml:11: says\.zh-CN\.disclosure: is empty: a call or message without it"),
        ('identity = "{shop}"', 'identity = "us"', r"market\.toml:12: says\.zh-CN\.identity: does not hold {shop}"),
        ('opt_out = "9"\n', "", r"market\.toml:9: says\.zh-CN\.opt_out: is missing"),
        ('"STOP"', '""', r"market\.toml:14: says\.zh-CN\.sms_opt_out: is empty"),
        ('"STOP"', '"10% off: STOP"', r"market\.toml:14: says\.zh-CN\.sms_opt_out: advertises: % off; a call about"),
        ("[says.en]", "[says.fr]", r"market\.toml:\d+: says\.en: what is said in en is missing"),
        ('["09:00-12:00"]', "[]", r"market\.toml:5: windows: no hours at all are left"),
        ('["09:00-12:00"]', '["09:00-25:00"]', r"market\.toml:5: windows: '09:00-25:00' are no hours"),
        ("artificial_voice_consent", "voice_consent", r"market\.toml:6: voice_consent: is not known"),
    ],
)
def test_a_markets_file_is_held_to_the_same(file: Path, tmp_path: Path, before: str, after: str, said: str) -> None:
    market = tmp_path / "market.toml"
    market.write_text(MARKET.replace(before, after), "utf-8")
    file.write_text(section("contact", f'markets = ["{market}"]'), "utf-8")
    with pytest.raises(RulesError, match=said):
        load_rules(str(file), TODAY)


def test_every_fault_of_a_file_is_named_at_once(file: Path) -> None:
    file.write_text(section("promises", 'dispach = "24 h"', "scan = 3") + section("remedies", "x = 1")[len(HEAD) :])
    with pytest.raises(RulesError) as refused:
        load_rules(str(file), TODAY)
    assert len(refused.value.faults) == 3


def test_an_own_file_names_only_what_differs(file: Path) -> None:
    file.write_text(section("promises", 'dispatch = "24 h"'), "utf-8")
    ours = load_rules(str(file), TODAY)
    assert ours == replace(RULES, name="ours", promises=replace(RULES.promises, dispatch=timedelta(hours=24)))


@pytest.mark.parametrize("pack", ["standard", "demo"])
def test_the_rules_that_ship_are_whole_and_every_figure_can_be_shown(pack: str) -> None:
    figures = dict(flat(load_rules(pack, TODAY)))
    assert figures["promises.dispatch"] == "2 d"
    assert figures["contact.markets.cn.windows"] == "09:00-12:00, 14:00-20:00"
    assert figures["remedies.assistant"].startswith("CNY 50.00, ")
    assert {key for key, value in figures.items() if not value} <= {"label"}
    assert figures["contact.markets.europe.rest_day_windows"] == "none"
    assert figures["contact.markets.hk.own_rest_days.TW"].endswith(" days")


PACKS = sorted(path.stem for path in FOLDER.glob("*.toml"))
MARKETS = sorted(path.stem for path in (FOLDER / "markets").glob("*.toml"))


@pytest.mark.parametrize("pack", PACKS)
def test_every_file_of_rules_is_whole_dated_and_sourced(pack: str) -> None:
    rules = load_rules(pack, TODAY)
    assert (rules.name, rules.as_of <= TODAY) == (pack, True)
    told = tomllib.loads((FOLDER / f"{pack}.toml").read_text("utf-8"))
    assert isinstance(told["as_of"], date)
    sections = {name: section for name, section in told.items() if isinstance(section, dict)}
    assert sections
    assert [name for name, section in sections.items() if not section.get("source", "").strip()] == []


@pytest.mark.parametrize("market", MARKETS)
def test_every_market_is_whole_dated_and_sourced(file: Path, market: str) -> None:
    file.write_text(section("contact", f'markets = ["{market}"]'), "utf-8")
    [read] = load_rules(str(file), TODAY).contact.markets
    assert read.windows
    told = tomllib.loads((FOLDER / "markets" / f"{market}.toml").read_text("utf-8"))
    assert isinstance(told["as_of"], date)
    assert told["as_of"] <= TODAY
    assert told["source"].strip()


def test_the_document_of_figures_names_every_key_with_the_value_that_ships() -> None:
    text = (ROOT / "docs" / "figures.md").read_text("utf-8")
    documented = dict(re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \| ([^|]+) \|", text, re.MULTILINE))
    sections = {
        name: told for name, told in tomllib.loads(STANDARD).items() if isinstance(told, dict) and name != "names"
    }
    shipped = {
        f"{name}.{key}": _as_documented(value)
        for name, told in sections.items()
        for key, value in told.items()
        if key != "source"
    }
    assert documented == shipped
    windows = dict(re.findall(r"^\| `([a-z]+)` \| ([0-9:, -]+) \| (?:true|false) \|", text, re.MULTILINE))
    markets = {name: tomllib.loads((FOLDER / "markets" / f"{name}.toml").read_text("utf-8")) for name in MARKETS}
    assert windows == {name: ", ".join(told["windows"]) for name, told in markets.items()}


def _as_documented(value: Any) -> str:
    if isinstance(value, dict):
        named = {key: one["en"] if isinstance(one, dict) else one for key, one in value.items()}
        return f"CNY {value['CNY']}" if "CNY" in value else ", ".join(f"{key} {one}" for key, one in named.items())
    if isinstance(value, list):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


RULE_TYPES = {
    name for name, found in vars(core_rules).items() if is_dataclass(found) and found.__module__ == core_rules.__name__
}


def test_no_function_has_a_rule_or_the_time_as_its_default() -> None:
    """A default is a figure outside the files: whoever forgets to pass the rules would judge by it unnoticed."""
    kept = [
        f"{path.relative_to(ROOT)}:{function.lineno}: {parameter.arg}"
        for folder in ("careline", "callouts", "actions")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for parameter in _with_default(function.args)
        if parameter.arg in {"rules", "promises", "terms", "now"} or _names(parameter) & RULE_TYPES
    ]
    assert kept == []


PLACES = {"language", "languages", "time_zone", "channel", "currency"}


def test_nobody_is_taken_for_a_chinese_reader_in_the_app_by_default() -> None:
    """Whoever forgets to pass one of these would word, send and reckon for somebody else unnoticed."""
    assumed = [
        f"{path.relative_to(ROOT)}:{one.lineno}: {ast.unparse(one.target)}"
        for folder in ("careline/core", "understanding", "actions")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for made in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(made, ast.ClassDef)
        for one in made.body
        if isinstance(one, ast.AnnAssign) and ast.unparse(one.target) in PLACES
        if one.value is not None and ast.unparse(one.value) not in {"None", "''"}
    ]
    assert assumed == []


def _with_default(told: ast.arguments) -> list[ast.arg]:
    either = [*told.posonlyargs, *told.args]
    named = zip(told.kwonlyargs, told.kw_defaults, strict=True)
    return [*either[len(either) - len(told.defaults) :], *(one for one, default in named if default is not None)]


def _names(parameter: ast.arg) -> set[str]:
    return set(re.findall(r"\w+", ast.unparse(parameter.annotation))) if parameter.annotation else set()


# ---------------------------------------------------------------- what the rules say is what everybody judges by


def overridden(tmp_path: Path) -> ShopRules:
    path = tmp_path / "tiers.toml"
    path.write_text(
        HEAD + '[tiers.gold]\nsource = "ours"\n[tiers.gold.promises]\ndispatch = "12 h"\nscan = "24 h"\n'
        "[tiers.gold.terms]\nlate_dispatch_percent = 10\n"
        '[categories.fresh]\nsource = "ours"\n[categories.fresh.terms]\nreturn_window = "1 d"\n'
        '[categories.fresh.promises]\ndispatch = "6 h"\n',
        "utf-8",
    )
    return load_rules(str(path), TODAY)


def test_a_tiers_own_promise_is_what_blocks_and_what_is_owed(tmp_path: Path) -> None:
    rules, usual = overridden(tmp_path), order()
    gold = replace(usual, merchant_tier="gold")
    assert not find_blocks(usual, NOW, rules)
    [block] = find_blocks(gold, NOW, rules)
    assert (block.kind, block.deadline) == (BlockKind.DISPATCH, ago(hours=11))
    [late] = [right for right in rights_of(gold, NOW, rules) if right.right is Guarantee.DISPATCH_ON_TIME]
    assert (late.state, late.deadline, late.amount and late.amount.amount) == (
        RightState.CLAIMABLE,
        block.deadline,
        3000,
    )
    cheap = replace(gold, items=(item(price=replace(usual.total, amount=10000)),))
    [late] = [right for right in rights_of(cheap, NOW, rules) if right.right is Guarantee.DISPATCH_ON_TIME]
    assert late.amount
    assert late.amount.amount == 1000


def test_a_category_holds_where_all_goods_are_of_it_and_over_the_tier(tmp_path: Path) -> None:
    rules = overridden(tmp_path)
    fresh, mixed = (item(category="fresh"),), (item(category="fresh"), item(sku="scarf", category="clothes"))
    assert rules.for_order(order(items=fresh)).promises.dispatch == timedelta(hours=6)
    assert rules.for_order(order(items=mixed)).promises.dispatch == timedelta(hours=48)
    assert rules.for_order(order(items=fresh, merchant_tier="gold")).promises.dispatch == timedelta(hours=6)
    assert rules.for_order(order(items=fresh, merchant_tier="gold")).promises.scan == timedelta(hours=24)
    assert rules.for_item(order(items=mixed), mixed[0]).terms.return_window == timedelta(days=1)
    assert rules.for_order(order(merchant_tier="unheard of")) is rules


def test_a_public_holiday_where_the_consumer_lives_makes_couriers_slow_and_no_other_country_s_does() -> None:
    """1 May 2026 is a holiday in China and none in the United States, 4 July the other way round."""
    for day, region, slow in (
        ("2026-05-01", "CN", True), ("2026-05-01", "US", False), ("2026-05-01", "", False),
        ("2026-07-04", "US", True), ("2026-07-04", "CN", False),
    ):  # fmt: skip
        last = NOW.fromisoformat(f"{day}T02:00:00+00:00")
        shown = dispatched(parcel(scans=(scan(at=last),), dispatched_at=last), region=region)
        [deadline] = [found for found in deadlines_of(shown, RULES) if found.rule is Rule.NO_SCAN]
        assert deadline.due - last == (RULES.promises.scan_slow if slow else RULES.promises.scan), (day, region)


regions = st.sampled_from(["CN", "HK", "SG", "US", "GB", "DE", "BR", ""])
packs = st.sampled_from(
    [RULES, DEMO, rules_with(promises={"dispatch": timedelta(hours=3), "scan": timedelta(hours=5)})]
)


@some
@given(orders(), regions, instants, packs)
def test_bot_engine_hall_and_why_never_differ_about_a_deadline(
    shown: Order, region: str, now: object, rules: ShopRules
) -> None:
    """All of them ask `find_blocks`, `next_check` and `rights_of` with the same rules; here that these agree."""
    assert isinstance(now, type(NOW))
    shown = replace(shown, region=region)
    deadlines = deadlines_of(shown, rules)
    blocks = {block.kind: block for block in find_blocks(shown, now, rules)}
    for kind in BlockKind:
        missed = sorted(deadline.due for deadline in deadlines if deadline.kind is kind and deadline.due <= now)
        assert (kind in blocks) == bool(missed)
        assert not missed or blocks[kind].deadline == missed[0]
    assert next_check(shown, now, rules) == min((d.due for d in deadlines if d.due > now), default=None)
    rights = rights_of(shown, now, rules)
    running = [
        right for right in rights
        if right.right is Guarantee.DISPATCH_ON_TIME and right.why in {Why.DISPATCH_RUNNING, Why.DISPATCH_LATE}
    ]  # fmt: skip
    dispatch = {d.due for d in deadlines if d.kind is BlockKind.DISPATCH and d.rule is not Rule.EXCHANGE_UNSENT}
    for right in running:
        if dispatch:
            assert {right.deadline} == dispatch
            assert (right.state is RightState.CLAIMABLE) == (right.deadline is not None and right.deadline <= now)
    told = rights_shown(shown, (), now, "en", rules)
    assert [(one.right, one.state, one.deadline) for one in told] == [
        (right.right, right.state, right.deadline) for right in rights
    ]


@some
@given(orders(status=OrderStatus.DISPATCHED, refunds=()), regions, regions)
def test_only_where_the_consumer_lives_decides_which_holidays_count(shown: Order, one: str, other: str) -> None:
    """Two regions' deadlines differ for scans alone, and only by what slow couriers are given."""
    first, second = (deadlines_of(replace(shown, region=region), RULES) for region in (one, other))
    assert [d.rule for d in first] == [d.rule for d in second]
    slower = RULES.promises.scan_slow - RULES.promises.scan
    for here, there in zip(first, second, strict=True):
        apart = abs(here.due - there.due)
        assert apart in ({timedelta(0), slower} if here.rule is Rule.NO_SCAN else {timedelta(0)})


# ---------------------------------------------------------------- settings and commands

SETTINGS = {
    "feed_secret": "x" * 32, "chat_secret": "x" * 32, "bot_secret": "x" * 32, "actions_secret": "x" * 32,
    "tracker_password": "x" * 32, "voice_secret": "x" * 32,
}  # fmt: skip


def test_a_process_does_not_start_with_broken_rules_and_says_what_is_wrong(file: Path) -> None:
    file.write_text(section("promises", 'dispach = "24 h"'), "utf-8")
    settings = Settings(**SETTINGS, rule_pack=str(file))  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match=r"ours\.toml:6: promises\.dispach: is not known; did you mean dispatch\?"):
        shop_rules_of(settings, NOW)


def test_calls_at_any_hour_are_refused_outside_the_demo_whatever_their_file_is_called(file: Path) -> None:
    file.write_text(HEAD.replace("standard", "demo"), "utf-8")
    with pytest.raises(SettingsError, match="any_hour"):
        shop_rules_of(Settings(**SETTINGS, rule_pack=str(file)), ahead_of_the_file)  # type: ignore[arg-type]
    demo = Settings(**SETTINGS, rule_pack=str(file), demo=True)  # type: ignore[arg-type]
    assert shop_rules_of(demo, ahead_of_the_file).contact.any_hour


ahead_of_the_file = NOW + timedelta(days=6)


def _careline(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


def test_rules_check_names_every_fault_on_its_own_line(file: Path) -> None:
    file.write_text(section("promises", 'dispach = "24 h"', "scan = 3"), "utf-8")
    code, said = _careline("rules", "check", "standard", str(file))
    assert code == 1
    assert "standard: whole" in said
    assert [line.partition(": ")[0] for line in said.splitlines() if "ours.toml" in line] == [f"{file}:6", f"{file}:7"]
    assert _careline("rules", "check", "standard", "demo")[0] == 0


def test_rules_diff_shows_only_what_differs() -> None:
    code, said = _careline("rules", "diff", "standard", "demo")
    assert code == 0
    assert "contact.calls_per_day" in said
    assert "promises." not in said
    assert "They say the same." in _careline("rules", "diff", "demo", "demo")[1]


def test_rules_show_prints_every_section_and_a_broken_file_its_faults(file: Path) -> None:
    code, said = _careline("rules", "show", "standard")
    assert code == 0
    assert {"promises.dispatch", "remedies.agent", "retries.busy"} <= set(re.findall(r"[a-z_]+\.[a-z_]+", said))
    file.write_text("name = ", "utf-8")
    assert _careline("rules", "show", str(file))[0] == 1


def test_a_day_may_end_at_midnight_and_the_whole_day_is_any_hour() -> None:
    assert DEMO.desk.hours.closes > RULES.desk.hours.closes
    assert isinstance(RULES.desk.hours, Window)
