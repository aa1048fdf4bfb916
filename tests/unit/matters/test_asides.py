"""Asides of an order that its state decides: the courier's money, the search, the whole sum, a person's knowledge."""

from __future__ import annotations

import pytest

from actions.matters.plainly import plainly_asked
from careline.core.orders import Guarantee, Order, OrderStatus
from tests.factories import ago, dispatched, order
from tests.views import asked, delivered, view
from understanding.context import Question
from understanding.reading import read
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

LATE = order(
    status=OrderStatus.PAID,
    paid_at=ago(hours=80),
    placed_at=ago(hours=80),
    guarantees=frozenset({Guarantee.DISPATCH_ON_TIME}),
)
UNPROMISED = order(status=OrderStatus.PAID, paid_at=ago(hours=80), placed_at=ago(hours=80), guarantees=frozenset())
UNDER_WAY = dispatched()
HERE = delivered(days=2)


def heard(of: Order, text: str, first: tuple[Matter, Ask], *near: Matter) -> tuple[Matter, Ask] | None:
    likeliest = Question(first[0], first[1], 0.5, 0.45, named=False)
    found = plainly_asked(view(of, text), near, [likeliest], {})
    return (found.matter, found.ask) if found else None


REPORT, STATUS, WISH = (Matter.MERCHANT, Ask.REPORT), (Matter.DAMAGE, Ask.MAY_I), (Matter.COMPENSATION, Ask.DO_IT)


@pytest.mark.parametrize("text", ["the driver asked my mother for 30 in cash", "骑手非要收五块钱才给我"])
def test_money_at_the_door_is_a_complaint(text: str) -> None:
    assert heard(HERE, text, REPORT) == (Matter.MERCHANT, Ask.COMPLAIN)
    assert heard(LATE, text, REPORT) is None


def test_a_problem_with_what_has_not_come_is_how_it_stands() -> None:
    assert heard(LATE, "is there any issue with it", STATUS) == (Matter.DISPATCH, Ask.STATUS)
    assert heard(UNDER_WAY, "is there any issue with it", STATUS) == (Matter.DELIVERY, Ask.STATUS)
    assert heard(HERE, "is there any issue with it", STATUS) is None


def test_the_sum_that_was_paid_is_wanted_back() -> None:
    total = LATE.total.decimal()
    assert heard(LATE, f"just give me back my {total}", WISH) == (Matter.REFUND, Ask.DO_IT)
    assert heard(LATE, "just give me back my 3", WISH) is None
    assert heard(HERE, f"take it back and give me {HERE.total.decimal()}", WISH) == (Matter.RETURN, Ask.DO_IT)


def test_a_person_who_knows_it_all() -> None:
    text = "will the agent see everything I wrote"
    assert heard(LATE, text, (Matter.OTHER, Ask.MAY_I), Matter.PERSON) == (Matter.PERSON, Ask.WHAT_NEXT)
    assert heard(LATE, text, (Matter.OTHER, Ask.MAY_I)) is None


def said(matter: Matter, ask: Ask, of: Order, text: str) -> list[str]:
    found = asked(matter, ask, view(of, text))
    return [one.response for one in found.says] if found else []


def test_the_sum_for_lateness_is_paid_once_and_apart() -> None:
    once = said(Matter.COMPENSATION, Ask.HOW_MUCH, LATE, "do I get it for each day")
    assert once[:1] == ["utter_compensation_paid_once"]
    apart = said(Matter.COMPENSATION, Ask.MAY_I, LATE, "is it deducted from my refund")
    assert apart[:1] == ["utter_compensation_separate"]
    assert said(Matter.COMPENSATION, Ask.HOW_MUCH, LATE, "how much")[:1] != once[:1]


def test_where_the_time_is_written() -> None:
    assert said(Matter.DISPATCH, Ask.EVIDENCE, UNPROMISED, "where is that written") == [
        "utter_dispatch_usual_rule", "utter_dispatch_not_guaranteed",
    ]  # fmt: skip
    assert said(Matter.DISPATCH, Ask.EVIDENCE, LATE, "do I need proof") == ["utter_promise_on_record"]


def test_a_thing_that_leaks_is_made_safe_first() -> None:
    assert said(Matter.DAMAGE, Ask.WHAT_NEXT, HERE, "it is leaking, what should I do")[:1] == ["utter_damage_make_safe"]
    assert "utter_damage_make_safe" not in said(Matter.DAMAGE, Ask.WHAT_NEXT, HERE, "what should I do")


def test_words_begin_no_detail_by_chance() -> None:
    assert not read("when does it come").says("money_at_door", "sum_back", "others_told")
