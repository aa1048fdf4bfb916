"""What is answered to the wish for a person, or a call."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.matters.person import CALLBACK
from actions.memory import Asked
from careline.core.hours import OpenHours, every_day, window_of
from careline.core.remedies import RemedyKind
from careline.core.rules import WHOLE_DAY
from tests.factories import NOW, customer, order
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit
P = Matter.PERSON
NIGHT = NOW + timedelta(hours=11)  # 23:00 in Hangzhou


def test_office_hours_are_on_the_consumers_clock() -> None:
    assert "09:00 到 21:00" in worded(asked(P, Ask.WHEN, view(order())))
    assert "明天 09:00" in worded(asked(P, Ask.WHEN, view(order(), now=NIGHT)))
    assert "09:00 to 21:00" in worded(asked(P, Ask.WHEN, view(order(), language="en")), "en")
    abroad = view(order(), customer=customer(time_zone="Europe/London"))
    assert "今天 09:00" in worded(asked(P, Ask.WHEN, abroad))  # it is 4 there


def _hours(*closed: date) -> OpenHours:
    """Nine to six in Hangzhou, not at weekends, and not on these dates."""
    week = ((window_of("09:00-18:00"),),) * 5 + ((), ())
    return OpenHours(week=week, days=dict.fromkeys(closed, ()), zone="Asia/Shanghai")


def test_hours_that_differ_from_day_to_day_are_not_told_as_every_days() -> None:
    today = NOW.astimezone(ZoneInfo("Asia/Shanghai")).date()
    open_now = view(order(), hours=_hours())
    assert worded(asked(P, Ask.WHEN, open_now)).startswith("人工现在正在接待，到 今天 18:00")
    assert "until today 18:00" in worded(asked(P, Ask.WHEN, view(order(), hours=_hours(), language="en")), "en")
    abroad = view(order(), hours=_hours(), customer=customer(time_zone="Europe/London"))
    assert "到 今天 10:00" in worded(asked(P, Ask.WHEN, abroad))  # the shop's hours on the consumer's clock
    closed = view(order(), hours=_hours(today))
    assert "明天 09:00 上班" in worded(asked(P, Ask.WHEN, closed))
    assert "明天 09:00 上班，上班就回您" in worded(asked(P, Ask.WHAT_IF, closed))
    assert "有空就回您" in worded(asked(P, Ask.WHAT_IF, open_now))
    always = every_day(WHOLE_DAY)
    assert "一直" in worded(asked(P, Ask.WHEN, view(order(), hours=always)))


def test_hours_are_read_aloud() -> None:
    assert "上午九点" in worded(asked(P, Ask.WHEN, view(order(), spoken=True)), channel="phone")


@pytest.mark.parametrize(
    ("text", "language"), [("让人给我回电话 明晚八点", "zh-CN"), ("call me at 8pm tomorrow", "en")]
)
def test_a_call_is_registered_at_once_with_the_time_that_was_named(text: str, language: str) -> None:
    found = asked(P, Ask.DO_IT, view(order(), text, language=language))
    assert found is not None
    assert found.do is not None
    assert found.do.deed is CALLBACK
    seen = view(order(), language=language)
    assert CALLBACK.refused(seen, found.do.kept) == ()
    noted = remedy(order(), RemedyKind.CALLBACK, details=dict(CALLBACK.wished(seen, found.do.kept).details))
    (told,) = CALLBACK.told(seen, noted)
    assert "20:00" in dict(told.values)["at"]


def test_without_a_time_it_is_by_when_without_a_number_not_at_all() -> None:
    found = asked(P, Ask.MAY_I, view(order(), "可以打电话给我吗"))
    assert found is not None
    assert found.do is not None
    noted = remedy(order(), RemedyKind.CALLBACK, details=dict(CALLBACK.wished(view(order()), found.do.kept).details))
    (told,) = CALLBACK.told(view(order()), noted)
    assert dict(told.values) == {"by": "明天 12:00"}
    assert CALLBACK.refused(view(order(), customer=customer(phone=None)), {})


def test_a_call_that_is_promised_is_told_of_and_taken_back() -> None:
    noted = remedy(order(), RemedyKind.CALLBACK)
    for ask in (Ask.STATUS, Ask.WHEN, Ask.HOW_LONG_OVERDUE):
        assert "明天 12:00" in worded(asked(P, ask, view(order(), "", noted)))
    undone = asked(P, Ask.UNDO, view(order(), "", noted))
    assert undone is not None
    assert undone.then == "withdraw"


def test_a_person_is_reached_and_nothing_is_pretended() -> None:
    to_person = asked(P, Ask.DO_IT, view(order(), "转人工"))
    assert to_person is not None
    assert to_person.then == "request_human"
    for ask in (Ask.STATUS, Ask.HOW, Ask.WHY, Ask.WHO, Ask.WHICH):
        found = asked(P, ask, view(order()))
        assert found is not None
        assert found.offer is not None
        assert found.offer.asked is Asked.HANDOFF_OFFER


@pytest.mark.parametrize(
    ("ask", "text", "language", "response"),
    [
        (Ask.MAY_I, "你真能办事还是只会复读", "zh-CN", "utter_person_does_things"),
        (Ask.COMPLAIN, "can you do anything besides reading a script", "en", "utter_person_does_things"),
        (Ask.WHO, "你这话算不算数 到时我找哪个", "zh-CN", "utter_person_stands_for_it"),
        (Ask.WHO, "who answers if you don't keep your word", "en", "utter_person_stands_for_it"),
        (Ask.DO_IT, "你帮我留意 有信儿通知我一声", "zh-CN", "utter_person_tells_here"),
        (Ask.DO_IT, "message me once it is through", "en", "utter_person_tells_here"),
    ],
)
def test_questions_to_the_assistant_itself(ask: Ask, text: str, language: str, response: str) -> None:
    found = asked(P, ask, view(order(), text, language=language))
    assert found is not None
    assert [one.response for one in found.says] == [response]
    assert worded(found, "en" if language == "en" else "zh-CN")


@pytest.mark.parametrize(("text", "language"), [("到时候谁打我电话", "zh-CN"), ("who will call me then", "en")])
def test_who_calls_and_by_when(text: str, language: str) -> None:
    noted = remedy(order(), RemedyKind.CALLBACK)
    found = asked(P, Ask.WHO, view(order(), text, noted, language=language))
    assert "12:00" in worded(found, language)
    assert "utter_person_we_call" in {one.response for one in found.says if found}
    machine = asked(P, Ask.WHO, view(order(), "你是机器人吗", noted))
    assert machine is not None
    assert machine.says[0].response == "utter_person_machine"


CALL = remedy(
    order(), RemedyKind.CALLBACK, details={"about": "person", "at": (NOW + timedelta(hours=20)).isoformat()}
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "hour"),
    [
        ("改晚上七点", "zh-CN", "19:00"),
        ("call me after 5 tomorrow, not before", "en", "17:00"),
        ("make it 3pm", "en", "15:00"),
        ("明天下午四点吧", "zh-CN", "16:00"),
    ],
)
def test_a_call_is_moved_to_another_hour(text: str, language: str, hour: str) -> None:
    seen = view(order(), text, CALL, language=language)
    found = asked(P, Ask.CHANGE, seen)
    assert found is not None
    assert found.do is not None
    wished = CALLBACK.wished(seen, found.do.kept)
    assert wished.about != "person"
    (told,) = CALLBACK.told(seen, remedy(order(), RemedyKind.CALLBACK, details=dict(wished.details)))
    assert hour in dict(told.values)["at"]


def test_another_number_keeps_the_hour_and_their_own_number_drops_it() -> None:
    seen = view(order(), "打我老婆的 13900001111", CALL)
    found = asked(P, Ask.CHANGE, seen)
    assert found is not None
    assert found.do is not None
    assert found.do.kept["phone"] == "13900001111"
    assert found.do.kept["at"] == CALL.details["at"]
    theirs = asked(P, Ask.CHANGE, view(order(), "算了打我的吧", CALL))
    assert theirs is not None
    assert theirs.do is not None
    assert theirs.do.kept["phone"] == ""


@pytest.mark.parametrize(
    ("text", "language"), [("几点打啊 下午两点到四点别打", "zh-CN"), ("what time? i work night shift", "en")]
)
def test_hours_to_avoid_are_noted(text: str, language: str) -> None:
    found = asked(P, Ask.WHEN, view(order(), text, CALL, language=language))
    assert found is not None
    assert found.do is not None
    assert found.do.kept["avoids"] == "yes"


def test_how_to_know_that_it_is_us() -> None:
    assert "服务保障大厅" in worded(asked(P, Ask.HOW, view(order(), "我怎么知道下次打来的是你们")))
