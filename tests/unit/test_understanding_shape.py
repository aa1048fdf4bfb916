"""The shape of clauses: what is wished, and what is only supposed, asked, denied, quoted or put off."""

from __future__ import annotations

import pytest

from understanding.reading import NOTHING, read
from understanding.shape import NAMES, Shape, clauses, only, undone_nowhere, wished_nowhere
from understanding.taxonomy import Matter

pytestmark = pytest.mark.unit

_WISHES = {
    Matter.CANCEL: ("取消订单", "cancel the order"),
    Matter.REFUND: ("退款", "refund me"),
    Matter.RETURN: ("退货", "return it"),
    Matter.EXCHANGE: ("换货", "exchange it"),
    Matter.RESEND: ("补发一个", "send another one"),
    Matter.MERCHANT: ("投诉商家", "file a complaint"),
    Matter.COMPENSATION: ("申领赔付", "claim the compensation"),
    Matter.RETURN_FREIGHT: ("申请运费理赔", "claim the postage"),
    Matter.PRICE: ("申请补差价", "claim the difference"),
    Matter.PERSON: ("给我打电话", "call me"),
    Matter.ADDRESS: ("改地址", "change the address"),
    Matter.INVOICE: ("开发票", "send an invoice"),
    Matter.DISPATCH: ("催发货", "chase the shop"),
    Matter.DELIVERY: ("催快递", "chase the courier"),
}
_NEVER_ZH = ("要是{}的话怎么算", "先别{}", "别{}", "我可没说要{}", "他说{}", "商家让我{}", "如果我{}会怎样", "不是问{}")
_NEVER_EN = (
    "if you {} what happens", "don't {}", "please don't {} yet", "he said {}", "the shop told me to {}",
    "I don't want you to {}", "say I {}, what then?", "what if you {}?", "I was told to {}",
)  # fmt: skip
_WISHED_ZH = ("{}", "帮我{}", "麻烦{}吧", "能帮我{}吗", "如果可以的话帮我{}", "你跟他们说一声，帮我{}")
_WISHED_EN = ("{}", "please {}", "can you {}?", "yes, {} if possible", "I said nothing yet, please {}")


def test_every_deed_has_a_natural_form() -> None:
    assert set(_WISHES) == set(NAMES)


@pytest.mark.parametrize("matter", list(_WISHES))
def test_a_supposed_denied_or_quoted_deed_is_wished_nowhere(matter: Matter) -> None:
    chinese, english = _WISHES[matter]
    forms = [one.format(chinese) for one in _NEVER_ZH] + [one.format(english) for one in _NEVER_EN]
    wished = [one for one in forms if not read(one).wishes_nowhere(matter, NOTHING)]
    assert not wished


@pytest.mark.parametrize("matter", list(_WISHES))
def test_a_plain_wish_is_one(matter: Matter) -> None:
    chinese, english = _WISHES[matter]
    forms = [one.format(chinese) for one in _WISHED_ZH] + [one.format(english) for one in _WISHED_EN]
    lost = [one for one in forms if read(one).wishes_nowhere(matter, NOTHING)]
    assert not lost


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("给我补发一个，不行的话就退钱", (Shape.PLAIN, Shape.FALLBACK)),
        ("重新发一台，要是没货了，就退款给我", (Shape.PLAIN, Shape.FALLBACK, Shape.FALLBACK)),
        ("Can you send a replacement? Otherwise refund me.", (Shape.PLAIN, Shape.FALLBACK)),
        ("赶紧发货，不然我投诉你们", (Shape.PLAIN, Shape.FALLBACK)),
        ("实在不行就退了吧", (Shape.PLAIN,)),
        ("不是问退款，是问发货", (Shape.CONTRASTED, Shape.PLAIN)),
        ("I know about the refund, I'm asking about the parcel", (Shape.CONTRASTED, Shape.PLAIN)),
        ("他们说不给退，你帮我投诉", (Shape.QUOTED, Shape.PLAIN)),
        ("so I cancel, what happens to my coupon?", (Shape.SUPPOSED, Shape.ASKED)),
        ("complain about them if they don't reply", (Shape.SUPPOSED, Shape.SUPPOSED)),
        ("要是还没发就给我取消", (Shape.PLAIN,)),
        ("if it hasn't shipped please cancel it", (Shape.PLAIN,)),
        ("I'll return it later", (Shape.DEFERRED,)),
        ("店家说，退款", (Shape.QUOTED, Shape.QUOTED)),
        ("那就照你说的办", (Shape.PLAIN,)),
        ("do it as you said", (Shape.PLAIN,)),
        ("你说过要赔的", (Shape.QUOTED,)),
        ("the refund, then cancel the later one", (Shape.PLAIN, Shape.PLAIN)),
    ],
)
def test_each_clause_has_its_shape(text: str, shapes: tuple[Shape, ...]) -> None:
    assert tuple(one.shape for one in clauses(text)) == shapes


@pytest.mark.parametrize(
    "text", ["sure, keep my money why don't you", "呵呵，你们干脆别开店了", "yeah right", "thanks for nothing"]
)
def test_mocking_words_wish_nothing(text: str) -> None:
    assert only(text, Shape.SARCASTIC)


@pytest.mark.parametrize(
    "text", ["别忘了给我退款", "不想要了退款", "没收到货，给我退款", "你跟商家说快点退款", "I don't want it, refund me"]
)
def test_a_no_to_something_else_leaves_the_wish(text: str) -> None:
    assert not wished_nowhere(text, NAMES[Matter.REFUND])


@pytest.mark.parametrize(
    "text",
    ["yes cancel it before you send it", "退吧别催了", "取消吧我过几天再买", "don't send another just refund me"],
)
def test_a_yes_of_their_own_stays_one_whatever_is_denied_behind_it(text: str) -> None:
    assert not read(text).is_no_yes(read(text))


@pytest.mark.parametrize("text", ["my wife says yes", "要是退的话行", "yeah sure, keep my money why don't you"])
def test_what_only_sounds_like_a_yes_is_none(text: str) -> None:
    assert read(text).is_no_yes(read(text))


def test_a_part_has_the_shape_that_it_has_in_its_message() -> None:
    assert wished_nowhere("就退款给我", NAMES[Matter.REFUND], within="重新发一台，要是没货了，就退款给我")


@pytest.mark.parametrize(
    "text", ["我要是现在撤回，还能再申请吗", "if I withdraw it, can I ask again?", "店里让我撤了重拍"]
)
def test_a_taking_back_that_is_supposed_takes_nothing_back(text: str) -> None:
    assert undone_nowhere(text)


@pytest.mark.parametrize(
    "text", ["先不退了", "撤回吧", "don't cancel it after all", "算了不用了", "withdraw the refund please"]
)
def test_a_deed_denied_is_taken_back(text: str) -> None:
    assert not undone_nowhere(text)
