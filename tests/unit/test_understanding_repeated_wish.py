"""Words that only wish once more for what was just done."""

import pytest

from understanding.deeds import Verb
from understanding.reading import read

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "words",
    ["嗯 就这么办", "对", "是的没错", "就照你说的办吧，谢谢", "嗯嗯 确定", "要得", "yes please go ahead",
     "do that then, cheers", "yes that's right", "Yep, sort it out please", "ok go ahead and do it"],
)  # fmt: skip
def test_a_yes_to_what_was_done(words: str) -> None:
    assert read(words).agrees_once_more


@pytest.mark.parametrize(
    "words",
    ["好的", "谢谢", "ok thanks", "right then", "对了 另一个呢", "是不是退了", "do I have to", "yes but not the coat",
     "嗯 那换一个吧",
     "yes, and send the invoice", "不是", "no", "那就退吧"],
)  # fmt: skip
def test_what_only_hears_us_or_says_more_is_none(words: str) -> None:
    assert not read(words).agrees_once_more


@pytest.mark.parametrize(
    ("deed", "words"),
    [(Verb.REFUND, "那就退吧"), (Verb.CANCEL, "退了吧"), (Verb.REFUND, "对 退钱"), (Verb.CANCEL, "取消吧 谢谢了"),
     (Verb.REFUND, "ok refund it then"), (Verb.RETURN, "yes I want to send it back"), (Verb.URGE, "那就催一催吧"),
     (Verb.URGE, "ok thanks, please chase it"), (Verb.RESEND, "嗯 就再发一个"), (Verb.INVOICE, "那就开吧"),
     (Verb.COMPLAIN, "register the complaint then"), (Verb.CALL, "好的 打给我"), (Verb.CLAIM_COMPENSATION, "好 领吧"),
     (Verb.TELL, "yes leave it there"), (Verb.CHANGE_ADDRESS, "yes change it please"), (Verb.EXCHANGE, "换吧")],
)  # fmt: skip
def test_the_deed_by_its_verb(deed: Verb, words: str) -> None:
    assert read(words).wishes_once_more(deed)


@pytest.mark.parametrize(
    ("deed", "words"),
    [(Verb.REFUND, "不退了"), (Verb.REFUND, "退100块就行"), (Verb.REFUND, "退款多久"),
     (Verb.REFUND, "refund the mug too"),
     (Verb.CANCEL, "don't cancel it"), (Verb.RESEND, "那就退吧"), (Verb.URGE, "别催了"), (Verb.REFUND, "退了吗"),
     (Verb.EXCHANGE, "换成红色的"), (Verb.CALL, "明天下午打给我")],
)  # fmt: skip
def test_what_says_more_or_less_is_no_repeat(deed: Verb, words: str) -> None:
    assert not read(words).wishes_once_more(deed)


@pytest.mark.parametrize(
    "words",
    [
        "先等等吧",
        "算了还是再等等看吧",
        "要不先缓一缓",
        "等等，先不急",
        "我再想想",
        "let's wait after all",
        "actually hold off for now",
        "wait a bit first",
        "let me think about it first",
    ],
)
def test_it_shall_wait(words: str) -> None:
    assert read(words).holds_all_off


@pytest.mark.parametrize(
    "words",
    ["等多久", "等了三天了", "how long do I wait", "I'm tired of waiting", "等退款", "wait, is it the blue one"],
)
def test_who_has_waited_holds_nothing_off(words: str) -> None:
    assert not read(words).holds_all_off


@pytest.mark.parametrize(
    "words",
    [
        "好" * 59 + "x",
        "我" * 59 + "x",
        "嗯好的" * 19 + "x",
        "ok " * 19 + "x",
        "退我" * 29 + "x",
        "等" + "看" * 58 + "x",
    ],
)
def test_long_runs_are_read_in_no_time(words: str) -> None:
    assert not read(words).agrees_once_more
    assert not any(read(words).wishes_once_more(deed) for deed in Verb)
    assert not read(words).holds_all_off
