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
    assert (said.tracking_no, said.phone) == ("SF1029384756102", "13800138000")
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
        (
            "for_good",
            [
                "算了，直接取消得了",
                "拖这么久 退了拉倒",
                "不想等了 取消算啦",
                "还是退掉算了",
                "那就取消算哒",
                "might as well cancel",
                "just cancel it and be done",
                "I'd rather just cancel it altogether",
            ],
            [
                "别取消算了",
                "能取消得了吗",
                "不退了算了",
                "钱退了得了多少",
                "don't cancel it",
                "just cancelled it by mistake",
                "没取消拉倒",
            ],
        ),
        (
            "if_unsent_goes",
            [
                "要是还没发就给我取消",
                "没出货的话就别发了",
                "还没寄的话直接退",
                "没打包就不要了",
                "没发走就取消吧",
                "if it hasn't left yet, cancel it",
                "cancel the mug too if it hasn't shipped",
                "if it's not been sent then just scrap it",
            ],
            [
                "怎么还没发货",
                "没发货就催一下",
                "没发货我不急",
                "is it cancelled if it isn't sent by Friday",
                "没寄出来就算了吗",
            ],
        ),
        (
            "that_one_goes",
            [
                "那茶壶也取消",
                "围巾那单一起退了吧",
                "还有台灯也不要了",
                "连杯子一并取消",
                "cancel the mug too",
                "ok refund the scarf as well",
            ],
            ["那茶壶也取消了吗", "杯子也不退", "茶壶也发了", "别把茶壶也取消"],
        ),
        (
            "courier_number",
            [
                "中通客服电话多少",
                "顺丰电话好多",
                "极兔那边的号码发我",
                "邮政的热线是几号",
                "韵达网点电话有没有",
                "what's the number for the courier",
                "got a number for DHL",
            ],
            ["他电话打不通", "快递打我电话了", "我电话换了", "京东给我打电话了", "the courier has my number"],
        ),
        (
            "money_at_door",
            ["快递员跟我要20块", "师傅上门收了我8块钱", "骑手让我付现金"],
            ["快递丢了 我不要钱", "快递搞丢了我要退钱", "快递还没收到钱呢", "快递说丢了 不要钱要货", "快递员别要钱了"],
        ),
        (
            "tell_them",
            [
                "你跟他们讲声我周末不在",
                "替我给店家带个话 颜色别发错",
                "帮我和卖家说包严实点",
                "麻烦跟快递说一声轻拿轻放",
                "您给那边递个话",
                "同佢哋讲声快啲",
                "please tell them that I need it by the 5th",
                "let the shop know it's a gift",
            ],
            ["我跟他们说过了", "你跟他们说了吗", "他们跟你说什么了", "他跟我讲明天到", "tell them off"],
        ),
        (
            "pushed_really",
            [
                "你真催了没",
                "催没催啊",
                "是不是真的催过",
                "催了有没有记录看看",
                "别光嘴上说催",
                "did you really chase them",
                "have you actually contacted the shop",
            ],
            ["再催一下", "催了他们什么时候回", "真着急", "chase them again"],
        ),
        (
            "number_changed",
            [
                "我换号了 那个停用了",
                "留的是旧手机号",
                "那是我老号 收不到",
                "尾号3321的那个停用了",
                "原来的号注销了 手机号换了",
                "that's my old number",
                "I changed my phone number",
            ],
            ["换个号码牌", "老号楼三单元", "单号发我", "尾号3321那单", "order number please"],
        ),
        (
            "read_back",
            [
                "你念一遍给我听",
                "登记的是啥地址",
                "给我报一下",
                "现在记的是哪儿",
                "读一下我核对",
                "read it back",
                "what have you got down",
            ],
            ["念书用的灯", "写的不清楚", "已经登记了", "什么时候读完"],
        ),
        (
            "exchange_stays",
            [
                "那就照旧换",
                "换货那个别动",
                "换货先别撤",
                "还是换吧，别的免谈",
                "换货照常走",
                "keep the exchange",
                "don't touch the swap",
            ],
            ["换货什么时候到", "不换了", "换成红的", "还是换成大码", "别换货了"],
        ),
        (
            "get_it_for_me",
            ["有赔就帮我领下来", "那你帮我要过来", "替我争取到手", "给我弄下来", "get it for me", "make sure I get it"],
            ["帮我拿到了吗", "帮我要个电话", "快递帮我拿上楼了吗", "get it to me"],
        ),
        (
            "returns_as_faulty",
            [
                "那就按质量问题退",
                "当坏的给你退",
                "算次品退回去",
                "按有问题处理",
                "send it back as faulty",
                "treat it as defective",
            ],
            ["当天退", "算了退吧", "质量太差", "is it faulty"],
        ),
        (
            "fears_it_comes",
            [
                "别到时候又给我寄来",
                "会不会又发过来",
                "该不会还照样发吧",
                "万一硬是寄来了",
                "what if it still comes",
                "I hope it doesn't turn up anyway",
            ],
            ["什么时候发", "别发了", "重新发一个"],
        ),
        (
            "comes_anyway",
            ["硬给我寄来咋办", "稀里糊涂还是发来了", "偷偷给我发货了", "反而寄过来一个"],
            ["什么时候发货", "别寄了"],
        ),
        (
            "wrong_goods",
            ["买的黑色 收到的白色", "下单大号 寄来小号", "拍的粉的 到手灰的", "选的42码 发来的40码"],
            ["买了黑色 很喜欢", "下单了还没收到", "要白色的"],
        ),
        (
            "sum_for_keeping",
            ["退15块我就凑合用", "给我减20留着算了", "补我三十块 不换了", "便宜10块我将就穿", "退我25 瑕疵的我收下"],
            ["退我19.8", "退掉算了", "留着自己用", "不换了", "把300块退我"],
        ),
        (
            "sold_out",
            ["仓库要是没得补呢", "没有单独的配件怎么办", "停产了咋弄", "他们说补不出来", "冇货点算"],
            ["没有收到", "仓库发货没"],
        ),
        ("money_missed", ["我那钱弄哪儿去了", "钱卡哪了", "退款飞哪了", "钱呢"], ["钱退到哪张卡", "退哪儿"]),
        (
            "customs",
            ["要上税吗", "进口税谁出", "海关扣税", "得缴多少税", "税费算谁的", "is there any tariff"],
            ["税号填错了", "发票税号", "个税"],
        ),
    ],
)
def test_what_strangers_say_plainly(detail: str, yes: list[str], no: list[str]) -> None:
    assert [one for one in yes if not read(one).says(detail)] == []
    assert [one for one in no if read(one).says(detail)] == []
