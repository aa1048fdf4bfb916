from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.components.entities import find_entities


def kinds(text: str) -> list[tuple[str, str]]:
    return [(entity.kind, entity.value) for entity in find_entities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("单号SF1029384756102到哪了", [("tracking_no", "SF1029384756102")]),
        ("yt7712345678901怎么不动", [("tracking_no", "YT7712345678901")]),
        ("ＳＦ１０２９３８４７５６１０２", [("tracking_no", "SF1029384756102")]),
        ("RR123456789CN", [("tracking_no", "RR123456789CN")]),
        ("1Z999AA10123456784 stuck", [("tracking_no", "1Z999AA10123456784")]),
        ("订单20260815330021没发", [("order_no", "20260815330021")]),
        ("订单号CL2026-02001怎么还没到", [("order_no", "CL2026-02001")]),
        ("order #37777 please", [("order_no", "37777")]),
        ("#1047 到哪了", [("order_no", "1047")]),
        ("订单1047到哪了", [("order_no", "1047")]),
        ("单号是 1047 的那个", [("order_no", "1047")]),
        ("where is order 1047", [("order_no", "1047")]),
        ("order number is #10475", [("order_no", "10475")]),
        ("订单 1299 元太贵了", [("amount", "CNY 1299.00")]),
        ("打我电话13812345678", [("phone", "13812345678")]),
        ("+86 138 1234 5678", [("phone", "13812345678")]),
        ("座机010-62345678", [("phone", "01062345678")]),
        ("call 07700 900461", [("phone", "07700900461")]),
        ("call (415) 555-0132", [("phone", "4155550132")]),
        ("call +1 415 555 0132 now", [("phone", "+14155550132")]),
        ("退我35块", [("amount", "CNY 35.00")]),
        ("尾款我不付了，50元定金退给我吧", [("amount", "CNY 50.00")]),
        ("￥1,299.50太贵", [("amount", "CNY 1299.50")]),
        ("I paid $25.99 for it", [("amount", "USD 25.99")]),
        ("20 bucks", [("amount", "USD 20.00")]),
        ("退我一百二十块五", [("amount", "CNY 120.50")]),
        ("运费三十五块八太贵了", [("amount", "CNY 35.80")]),
        ("五块二毛五", [("amount", "CNY 5.25")]),
        ("35块8", [("amount", "CNY 35.80")]),
        ("三块半", [("amount", "CNY 3.50")]),
        ("壹佰贰拾元", [("amount", "CNY 120.00")]),
        ("退我两百三", [("amount", "CNY 230.00")]),
        ("花了一万二，就这质量", [("amount", "CNY 12000.00")]),
        ("两块手表一块发", []),  # pieces, and "together"
        ("几十块，十几块", []),
        ("二元一次方程", []),
        ("单号二零二六零八一五三三零零二一", [("order_no", "20260815330021")]),
        ("顺丰SF一零二九三八四七五六一零二", [("tracking_no", "SF1029384756102")]),
        ("打我一三八一二三四五六七八", [("phone", "13812345678")]),
        ("訂單號２０２６０８１５３３００２１", [("order_no", "20260815330021")]),
        (
            "订单20260815330021 快递SF1029384756102 电话13812345678",
            [("order_no", "20260815330021"), ("tracking_no", "SF1029384756102"), ("phone", "13812345678")],
        ),
        ("2026-11-22下的单", [("bought_on", "2026-11-22")]),
        ("墨盒跟我的HP2132配不配", []),
        ("iPhone-15 买了3天", []),
        ("123456789012345678901234567890", []),  # no part of a longer number is a number
        ("ASF1029384756102X", []),
    ],
)
def test_numbers_are_found_between_chinese_characters_too(text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(text) == found


@given(st.text(alphabet="我的单号,。 a", max_size=8), st.from_regex(r"[1-9][0-9]{13,19}", fullmatch=True))
def test_an_order_number_is_found_wherever_it_stands(around: str, number: str) -> None:
    text = f"{around}，{number}，{around}"
    (entity,) = find_entities(text)
    assert (entity.kind, text[entity.start : entity.end]) == ("order_no", number)


@given(st.text(max_size=80) | st.text(alphabet="SF0123456789-+ ()$￥.,元块单号", max_size=60))
def test_found_entities_stand_in_order_and_never_overlap(text: str) -> None:
    found = find_entities(text)
    assert all(0 <= entity.start < entity.end <= len(text) for entity in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
