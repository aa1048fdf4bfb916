"""What lies behind a word in answer to us, and words that only seem to wish something."""

from __future__ import annotations

import pytest

from understanding.address import corrected
from understanding.details.refund import other_account_wished, says_the_wish
from understanding.exchange_words import kind_quoted, kind_wanted, names_kind
from understanding.goods_words import goods_score
from understanding.people_first import Emergency, emergency_in
from understanding.reading import read
from understanding.replies import (
    keeps_the_goods,
    only_praises,
    puts_off,
    says_what_is_not_meant,
    undoes_nothing,
    waits_on,
)
from understanding.words import ASKS, BARE_HOW, WHAT_NOW

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("text", ["那先别撤", "先不要撤回", "撤了还能再申请吗", "don't withdraw it"])
def test_an_undoing_that_is_forbidden_or_asked_about_is_none(text: str) -> None:
    assert undoes_nothing(text)


@pytest.mark.parametrize("text", ["帮我撤了", "撤回", "撤了吧 我留着"])
def test_an_undoing_is_one(text: str) -> None:
    assert not undoes_nothing(text)


def test_who_waits_on_asks_nothing() -> None:
    assert all(waits_on(text) for text in ("行 那茶叶再等两天", "我再等等看", "那就再等等"))
    assert not any(waits_on(text) for text in ("还要再等几天", "不想再等了", "再等两天还不发就退", "还得再等两天"))


def test_praise_wishes_nothing_unless_something_is_wrong_too() -> None:
    assert all(only_praises(text) for text in ("杯子没问题 好评", "挺好的", "很满意，五星"))
    assert not any(
        only_praises(text)
        for text in ("杯子没问题 就是盖子漏水", "有没有问题", "不错是不错 想退", "不满意", "我不太喜欢")
    )


def test_a_clause_that_says_what_is_not_asked_is_no_question() -> None:
    assert says_what_is_not_meant("不是问怎么退")
    assert not says_what_is_not_meant("不是问退款 我问发货")
    assert not says_what_is_not_meant("没说什么时候发吗？")


def test_who_keeps_the_goods_gives_none_of_them_back() -> None:
    assert keeps_the_goods("等等 我看错了 这个留着")
    assert not any(keeps_the_goods(text) for text in ("大衣留着，围巾退", "不想留着", "能留着吗", "要是好就留着"))


def test_a_bare_how_and_what_now_name_nothing() -> None:
    assert all(BARE_HOW.fullmatch(text) for text in ("怎么弄", "那要咋申请啊", "具体怎么操作？"))
    assert all(WHAT_NOW.fullmatch(text) for text in ("那咋办", "你们打算怎么处理", "你说咋整"))
    assert not any(
        BARE_HOW.fullmatch(text) or WHAT_NOW.fullmatch(text) for text in ("怎么装", "发票怎么开", "丢了咋办")
    )


def test_a_question_in_dialect_is_one() -> None:
    assert ASKS.search("要啷个证明嘛")
    assert not ASKS.search("要得，没啥")


def test_only_the_part_that_names_the_kind_is_said_back() -> None:
    assert kind_wanted("不想找人工 你直接给我换不行吗 要39码的") == "39码的"
    assert kind_wanted("可以换成正红的吗") == "正红的"
    assert kind_wanted("那件是藏青的 家里人都嫌老气能不能换成豆沙红的呀") == "豆沙红的"
    assert kind_wanted("那就登记换米白尺寸不变") == "米白尺寸不变"
    assert names_kind("要奶白")
    assert not names_kind("别退钱 我用惯这款了")
    assert kind_wanted("那换米色 M") == "米色 M"
    assert kind_wanted("换一个好的吧") == "换一个好的吧"
    assert kind_wanted("can I swap my coat for a size L in navy please") == "a size L in navy"
    assert kind_wanted("I'd like the same one in black, the blue is awful in daylight") == "the same one in black"
    assert kind_wanted("they're too small. could you send me a 42 instead?") == "a 42"
    assert kind_wanted("something else entirely") == "something else entirely"


def test_what_is_wanted_is_said_back_without_cutting_a_word() -> None:
    long = "the grey one with the narrow collar and the two inner pockets that my brother was sent last winter"
    quoted = kind_quoted(f"swap it for {long} please")
    assert quoted.endswith("…")
    assert quoted.removesuffix("…").strip() in long
    assert len(quoted) <= 80
    assert kind_quoted("换成正红的吧。") == "正红的"


def test_a_thing_of_one_character_names_its_order_where_it_stands_by_itself() -> None:
    assert goods_score(["折叠雨伞 藏青"], "不领 先说伞 伞到哪了")
    assert goods_score(["双肩背包 35 升"], "包已经到了吧")
    assert not goods_score(["双肩背包 35 升"], "包裹到哪了")
    assert not goods_score(["双肩背包 35 升"], "包邮吗")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("铸铁炒锅 32cm", "锅给我换口大的"),
        ("女士帆布鞋", "对 换鞋 那个包我留着"),
        ("A4 打印纸", "就是纸没动静"),
        ("A4 打印纸", "那五袋纸我花了多少"),
        ("玻璃凉水壶", "退壶，别的不动"),
        ("床头灯", "灯让他们重发"),
        ("儿童单车", "补车"),
        ("护眼台灯", "独灯没来"),
    ],
)
def test_a_thing_of_one_character_is_the_object_of_a_deed_or_counted(title: str, text: str) -> None:
    assert goods_score([title], text)


@pytest.mark.parametrize("text", ["帮我看看快递", "帮我催下", "给我退了"])
def test_a_verb_is_no_thing_though_a_title_ends_in_it(text: str) -> None:
    assert not goods_score(["帆布鞋 高帮 黑色", "礼物 代给"], text)


@pytest.mark.parametrize("text", ["换包邮的", "一个包裹没到", "发包裹了吗", "我补包装费"])
def test_other_words_of_that_character_name_nothing(text: str) -> None:
    assert not goods_score(["双肩背包 35 升"], text)


def test_another_account_than_the_one_told() -> None:
    assert other_account_wished("能退到支付宝吗 微信不用了", "退到您的微信零钱")
    assert not other_account_wished("是退到微信吗", "退到您的微信零钱")


def test_a_wish_for_the_money_alone() -> None:
    assert all(says_the_wish(text) for text in ("退款", "那算了 退钱吧", "不等了 退", "那退了嘛"))
    assert not any(says_the_wish(text) for text in ("退款到了", "退多少", "退一件"))


def test_the_number_of_the_door_is_corrected() -> None:
    address = "上海市徐汇区漕溪北路398号1201室 王芳"
    assert corrected(address, "不对 门牌是1203") == "上海市徐汇区漕溪北路398号1203室 王芳"
    assert corrected("长宁路12号", "门牌写错了 是14号") == "长宁路14号"


@pytest.mark.parametrize("text", ["娃摸了起红疹子", "穿了起疹子", "宝宝用了脸上起红疹"])
def test_a_rash_from_the_goods_is_an_injury(text: str) -> None:
    assert emergency_in(text) is Emergency.INJURY
    assert emergency_in("孩子出水痘了 想退") is None


def test_who_says_what_the_matter_is_not_asks_nothing_of_it() -> None:
    assert all(says_what_is_not_meant(text) for text in ("I don't think the post is the problem", "问题不在快递那边"))
    assert not any(says_what_is_not_meant(text) for text in ("the post is the problem", "what is the problem"))


@pytest.mark.parametrize(
    "text",
    [
        "but not before I hear from the shop",
        "only once the parcel is back",
        "等商家回了再退",
        "但先别办",
        "don't do it yet",
    ],
)
def test_what_puts_a_yes_off(text: str) -> None:
    assert puts_off(text)


@pytest.mark.parametrize(
    "text", ["but where is my money", "and chase the shop", "等了好久了", "是不是先别寄", "only the screws please"]
)
def test_what_goes_on_behind_a_yes_puts_nothing_off(text: str) -> None:
    assert not puts_off(text)


@pytest.mark.parametrize(
    "text", ["and would all of it come back to me", "so is it the same with a fault", "friday or not"]
)
def test_a_question_without_its_mark_is_no_yes(text: str) -> None:
    assert not read(text).plain_yes


@pytest.mark.parametrize("text", ["and send it to my sister", "so do it then"])
def test_a_wish_is_no_question(text: str) -> None:
    assert not read(text).asks_of_us
