from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.components.normaliser import fold, han_share, language_of, normalise, without_numbers


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("我的ＡＢＣ１２３", "我的abc123"),  # full width
        ("請問什麼時候發貨", "请问什么时候发货"),  # traditional
        ("快点快点快点！！！！", "快点!"),
        ("围巾围巾我想退货", "围巾我想退货"),  # as it is spoken
        ("好好好好好好", "好好"),
        ("soooooo slow", "soo slow"),
        ("退到〔卡号〕 这张卡", "退到这张卡"),  # a secret that was masked
        ("订单 1000000 元", "订单 1000000 元"),  # digits are never squeezed
        ("转 人 工", "转人工"),
        ("什么时候到😭😭[流泪]", "什么时候到"),
        ("亲，在吗", "在吗"),
        ("那个，我想退款", "我想退款"),
        ("um hello", "hello"),
        ("Pls REFUND me", "refund me"),
        ("亲", "亲"),  # nothing would be left
        ("please", "please"),
        ("\u200b/restart", "/restart"),
        ("   ", ""),
        ("👍", ""),
    ],
)
def test_what_people_write_is_brought_to_one_form(written: str, plain: str) -> None:
    assert normalise(written) == plain


@given(st.text(max_size=60))
def test_any_text_can_be_normalised_and_has_then_no_capitals_and_no_full_width_signs(text: str) -> None:
    plain = normalise(text)
    assert plain == plain.strip()
    assert not any("\uff01" <= char <= "\uff5e" for char in plain)
    assert not any("A" <= char <= "Z" for char in plain)


@given(st.text(alphabet="退款发货人工几号 亲,!?abc12", min_size=1, max_size=30))
def test_letters_and_digits_never_vanish_altogether(text: str) -> None:
    assert bool(normalise(text)) == bool(text.strip())


def test_long_numbers_are_one_sign_to_the_classifier() -> None:
    assert without_numbers("单号sf1029384756102到哪了") == "单号0到哪了"
    assert without_numbers("cl2026-02001 买了3天 12345") == "0 买了3天 0"


@given(st.text(max_size=60))
def test_folding_keeps_positions(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert all(unicodedata.normalize("NFKC", old) == new or old == new for old, new in zip(text, folded, strict=True))


def test_a_chinese_sentence_with_an_english_product_is_chinese() -> None:
    assert language_of("我的iPhone15 Pro Max到哪了") == "zh"
    assert language_of("where is my 旗袍") == "en"
    assert language_of("1234", otherwise="en") == "en"
    assert han_share("123 !!") is None
