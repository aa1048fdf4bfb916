from __future__ import annotations

import time

import pytest

from bot.components.follow_ups import LONGEST, follow_up_in


@pytest.mark.parametrize(
    ("plain", "kind"),
    [
        ("还要多久", "how_long"),
        ("那大概要多少天呢", "how_long"),
        ("什么时候能到", "arrival"),
        ("为什么呀", "why"),
        ("那要多少钱", "how_much"),
        ("谁出啊", "who_pays"),
        ("到哪了", "where"),
        ("那怎么申请", "how"),
        ("然后呢", "next"),
        ("那运费呢", "freight"),
        ("退的钱呢", "money"),
        ("另外一个呢", "other"),
        ("那cl2026-1001呢", "other"),
        ("20260815330021", "other"),
        ("how long will it take?", "how_long"),
        ("and when will it arrive", "arrival"),
        ("why is that", "why"),
        ("who pays for that?", "who_pays"),
        ("what about the shipping?", "freight"),
        ("and the other one?", "other"),
        ("so what do i do", "how"),
        ("那尾号3721的呢", "other"),
        ("and the one ending in 3721", "other"),
        ("ending in 3721, where's that?", "where"),
        ("手套也一样", "other"),
        ("same for the gloves", "other"),
        # these say what they are about
        ("尾号3721到哪了", None),
        ("地址也一样", None),
        ("same for the refund", None),
        ("退款还要多久", None),
        ("什么时候发货", None),
        ("为什么不发货", None),
        ("where is my parcel", None),
        ("how long does a refund take", None),
        ("运费多少", None),
        ("", None),
    ],
)
def test_only_words_that_name_nothing_are_follow_ups(plain: str, kind: str | None) -> None:
    assert follow_up_in(plain) == kind


@pytest.mark.parametrize("words", ["这个", "那", "是要", "so and ", "的了", "then more "])
def test_a_hostile_message_takes_no_time(words: str) -> None:
    start = time.process_time()
    for length in range(LONGEST + 1):
        assert follow_up_in((words * LONGEST)[:length] + "x") is None
    assert time.process_time() - start < 0.25
