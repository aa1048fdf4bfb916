"""Rights in words: nothing unworded, figures from the rules, and no sum where the rules name none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from careline.core.orders import Guarantee
from careline.core.rights import (
    Base,
    Bound,
    Clause,
    Computed,
    Needs,
    Right,
    RightKind,
    RightState,
    Whose,
    Why,
)
from careline.core.wording.rights import (
    BASE,
    BOUND,
    clause_text,
    computed_text,
    right_name,
    right_needs,
    right_state,
    right_whose,
    right_why,
)
from careline.shop_rules import flat
from tests.factories import yuan
from tests.rules import RULES

pytestmark = pytest.mark.unit

_HAN = re.compile(r"[\u4e00-\u9fff]")
_TERMS = RULES.terms
WORDED: list[tuple[type[StrEnum], Callable[[Any, str], str]]] = [
    (Guarantee, right_name),
    (RightKind, right_name),
    (RightState, right_state),
    (Why, right_why),
    (Needs, right_needs),
    (Whose, right_whose),
    (Base, lambda value, language: BASE[value].to(language)),
    (Bound, lambda value, language: BOUND[value].to(language)),
    (Clause, lambda value, language: clause_text(value, language, "CNY", _TERMS)),
    (Clause, lambda value, language: clause_text(value, language, "SEK", _TERMS)),
]


@pytest.mark.parametrize(("kind", "word"), WORDED)
def test_every_code_is_worded_in_both_languages(kind: type[StrEnum], word: Callable[[Any, str], str]) -> None:
    for value in kind:
        chinese, english = word(value, "zh-CN"), word(value, "en")
        assert _HAN.search(chinese), value
        assert not _HAN.search(english), value
        assert english.strip() == english, value
        for text in (chinese, english):
            assert text
            assert not re.search(r"[\[\]]|\{\}|！|!|亲", text), text


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_clause_tells_the_figures_of_the_rules(language: str) -> None:
    other = replace(_TERMS, late_dispatch_percent=8, return_window=timedelta(days=15), damage_window=timedelta(days=1))
    assert "8%" in clause_text(Clause.LATE_DISPATCH, language, "CNY", other)
    assert "15" in clause_text(Clause.NO_REASON_RETURN, language, "CNY", other)
    assert "24" in clause_text(Clause.DAMAGE_COVER, language, "CNY", other)


def test_a_sum_stands_in_the_orders_currency() -> None:
    text = clause_text(Clause.LATE_DISPATCH, "zh-CN", "CNY", _TERMS)
    assert "实付金额的 5%，最少 1 元，最多 30 元。晚发货后 15 天内" in text
    assert "at least USD 0.15, at most USD 4.20." in clause_text(Clause.LATE_DISPATCH, "en", "USD", _TERMS)
    assert "最多 200 日元" in clause_text(Clause.RETURN_FREIGHT, "zh-CN", "JPY", _TERMS)


def test_a_sum_that_the_rules_lack_is_not_spoken_of() -> None:
    assert clause_text(Clause.RETURN_FREIGHT, "zh-CN", "SEK", _TERMS) == "退货寄回后，寄回的运费由运费险赔付。"
    assert clause_text(Clause.AUTHENTIC, "en", "USD", _TERMS).endswith("on top of the refund.")
    assert "at least" not in clause_text(Clause.LATE_DISPATCH, "en", "SEK", _TERMS)


def right(**computed: Any) -> Right:
    owed = Computed(**{"of": Base.GOODS, "base": yuan("329.00"), **computed})
    return Right(
        right=Guarantee.DISPATCH_ON_TIME, state=RightState.CLAIMABLE, why=Why.DISPATCH_LATE, amount=owed.amount(),
        computed=owed,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("computed", "chinese", "english"),
    [
        ({"percent": 5}, "商品实付 329 元的 5%", "5% of the goods paid, CNY 329.00"),
        ({"times": 3}, "商品实付 329 元的 3 倍", "3 times the goods paid, CNY 329.00"),
        (
            {"percent": 5, "cap": yuan("10.00")},
            "商品实付 329 元的 5%，最多 10 元",
            "5% of the goods paid, CNY 329.00, at most CNY 10.00",
        ),
        (
            {"percent": 5, "base": yuan("12.00"), "floor": yuan("1.00")},
            "商品实付 12 元的 5%，不足 1 元按 1 元算",
            "5% of the goods paid, CNY 12.00; less than CNY 1.00 counts as CNY 1.00",
        ),
        (
            {"percent": 5, "base": yuan("0.80"), "floor": yuan("1.00"), "ceiling": yuan("0.80")},
            "商品实付 0.80 元的 5%，以实付的 0.80 元为限",
            "5% of the goods paid, CNY 0.80, no more than the CNY 0.80 paid",
        ),
        (
            {"ceiling": yuan("300.00")},
            "商品实付 329 元，最多还能退 300 元",
            "the goods paid, CNY 329.00, of which CNY 300.00 can still be paid back",
        ),
        (
            {"percent": 5, "open": True},
            "商品实付 329 元的 5%，具体金额以平台核定为准",
            "5% of the goods paid, CNY 329.00; the platform sets the exact sum",
        ),
        ({"of": Base.RETURN_FREIGHT, "base": yuan("8.50")}, "寄回的运费 8.50 元", "the return freight, CNY 8.50"),
    ],
)
def test_how_an_amount_was_computed_is_told(computed: dict[str, Any], chinese: str, english: str) -> None:
    assert computed_text(right(**computed), "zh-CN") == chinese
    assert computed_text(right(**computed), "en") == english


def test_a_right_without_a_sum_has_nothing_to_compute() -> None:
    assert computed_text(replace(right(percent=5), amount=None, computed=None), "zh-CN") == ""


def test_the_page_on_rights_names_every_right_and_only_figures_that_exist() -> None:
    page = (Path(__file__).parents[3] / "docs" / "rights.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE)) == {*Guarantee, *RightKind}
    figures = set(re.findall(r"`((?:terms|promises)\.\w+)`", page))
    known = {key for key, _ in flat(RULES)}
    assert figures <= known
    assert {key for key in known if key.startswith("terms.")} <= figures
