"""Words that are read once: what a reading knows of them, and what may be asked of it."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest

from understanding.couriers import phones_in, pickup_code_in, short_name
from understanding.details import ALL
from understanding.reading import Reading, read
from understanding.refund_details import Detail

pytestmark = pytest.mark.unit

ACTIONS = Path(__file__).parents[2] / "actions"


def test_a_reading_holds_details_and_values_of_its_words() -> None:
    said = read("我自己垫了 12.5 元运费寄回的，单号 SF1029384756102，打 13800138000")
    assert said.says("freight_laid_out")
    assert said.says("lost", "freight_laid_out")
    assert not said.says("lost")
    assert [str(one) for one in said.prices] == ["12.5"]
    assert (said.tracking_no, said.phone) == ("SF1029384756102", "1029384756102")
    assert read("号码 13800138000").phone == "13800138000"
    assert read("where does the money go").refund_detail is Detail.WHERE
    assert read("改成杭州市文一路 9 号").address == "杭州市文一路 9 号"
    assert read("是112号，不是120").corrected("良睦路 120 号") == "良睦路 112 号"
    assert read("中通那个呢").names("中通")
    assert not read("圆通那个呢").names("中通")
    assert read("好是好，但先别退").plain_yes is False


def test_a_time_is_counted_from_the_given_instant() -> None:
    now = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
    assert read("半小时后打给我").callback_time(now, "Asia/Shanghai") == datetime(2026, 11, 29, 8, 30, tzinfo=UTC)


def test_known_details_are_not_looked_for() -> None:
    assert Reading("", "", frozenset({"lost"})).says("lost")
    assert not Reading("丢了", "丢了", frozenset()).says("lost")


def test_an_unknown_detail_is_an_error_and_not_a_no() -> None:
    with pytest.raises(KeyError):
        read("什么时候").says("no_such_detail")


@pytest.mark.parametrize(
    ("said", "detail", "held"),
    [
        ("refund??", "refund_alone", True), ("退款", "refund_alone", True), ("退款到哪了", "refund_alone", False),
        ("能退吗，大概要多久？", "takes_how_long", True), ("多久发货", "takes_how_long", False),
        ("我不退，就要零件", "not_sent_back", True), ("保险赔多少", "all_guarantees", False),
        ("当时收了运费", "paid_then", True), ("want another size", "other_variant", True),
    ],
)  # fmt: skip
def test_details_tell_alike_words_apart(said: str, detail: str, held: bool) -> None:
    assert read(said).says(detail) is held


def test_goods_are_looked_for_where_nothing_else_points_at_an_order() -> None:
    said = Reading("2号买的2号充电器", " 充电器")
    assert said.goods_score(["20W 充电器"]) == said.whole.goods_score(["20W 充电器"]) > 0
    assert said.whole == read("2号买的2号充电器")
    assert (
        Reading("枕头退掉，毯子留着", "枕头退掉，毯子留着").without_kept([["枕头"], ["毯子"]]).goods_score(["毯子"])
        == 0
    )


def test_words_are_passed_on_as_they_were_written() -> None:
    said = read("  第一行\n 第二行 ")
    assert (said.as_written, said.on_one_line) == ("  第一行\n 第二行 ", "第一行 第二行")
    assert read("").is_empty
    assert not said.is_empty
    assert Reading.remembered(said.told) == said


@pytest.mark.parametrize(
    ("text", "long"), [("好的就退两个吧", True), ("好的", False), ("yes please do chase it now", True)]
)
def test_length_counts_signs_or_words(text: str, *, long: bool) -> None:
    assert read(text).is_longer_than(6, 5) is long


def test_what_couriers_write_and_how_they_are_called() -> None:
    assert phones_in("派送员 138-0013 8000，货号 3-2-1182") == ("138-0013 8000",)
    assert pickup_code_in("凭取件码 7-3-8892 到站取件") == "7-3-8892"
    assert pickup_code_in("派送中") == ""
    assert (short_name("中通快递"), short_name("DHL")) == ("中通", "DHL")


def test_every_detail_that_an_action_asks_for_is_known() -> None:
    """A misspelt name would only fail in front of a consumer who says just that."""
    asked = [
        (path.name, name.value)
        for path in ACTIONS.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and _asks_for_details(call.func)
        for name in call.args
        if isinstance(name, ast.Constant)
    ]
    assert len(asked) > 300
    assert [one for one in asked if one[1] not in ALL] == []


def _asks_for_details(called: ast.expr) -> bool:
    """view.says("x"), and the tables of actions/matters that name details."""
    if isinstance(called, ast.Attribute):
        return called.attr == "says"
    return isinstance(called, ast.Name) and called.id in {"_words", "_Beside"}


def test_traditional_characters_are_read_as_simplified_ones_and_passed_on_as_written() -> None:
    plain = "让快递放门口 收件人改成陈丽华"
    said = Reading(plain, plain, written="讓快遞放門口 收件人改成陳麗華")
    assert said.says("wish_other_place")
    assert said.as_written == "讓快遞放門口 收件人改成陳麗華"
    assert said.recipient == "陳麗華"
    assert Reading.remembered(said.told) == said
    assert said.followed_by(read("谢谢")).as_written == "讓快遞放門口 收件人改成陳麗華 谢谢"


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("ok what you need from me?", True),
        ("anything else needed", True),
        ("需要我提供什么吗", True),
        ("还要我准备啥材料", True),
        ("what do you need it for", False),
        ("需要我提供什么给快递他才肯送", False),
    ],
)
def test_what_they_have_to_bring_is_asked_of_what_was_spoken_of(text: str, needed: bool) -> None:
    assert read(text).what_needed is needed


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("补我三十块就行", "30"), ("退一百二十五元", "125"), ("少收两百零五块", "205"), ("一百二块", "120"),
        ("碎了一块", ""), ("第三块坏了", ""), ("退 35.5 我就算了", "35.5"),
    ],
)  # fmt: skip
def test_sums_in_figures_and_in_chinese(text: str, prices: str) -> None:
    assert " ".join(str(one) for one in read(text).prices) == prices


@pytest.mark.parametrize(
    ("detail", "yes", "no"),
    [
        (
            "goes_for_goods",
            ["把那包螺丝补给我", "just send the missing screws"],
            ["补偿我一点", "换成退款", "send the lot back"],
        ),
        ("sum_for_keeping", ["留着用 补我二十块", "give me 20 and i keep it"], ["补一个杯子给我", "赔不赔"]),
        ("must_i_act", ["要不要我再点什么", "do I need to confirm anything"], ["我要点一份", "what do you need"]),
        ("pushes_them", ["快帮我催催", "please chase the seller"], ["你们催过没", "you pushed them already"]),
        (
            "not_moved",
            ["好几天一点没动静", "一点动静都没有", "the parcel hasn't budged"],
            ["动作真快", "it moved"],
        ),
    ],
)
def test_what_strangers_say_plainly(detail: str, yes: list[str], no: list[str]) -> None:
    assert [one for one in yes if not read(one).says(detail)] == []
    assert [one for one in no if read(one).says(detail)] == []
