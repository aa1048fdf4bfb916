"""A person here: when one answers, how to get one, a call instead, and why a machine talks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.matters.about import About, OurQuestion
from actions.matters.answer import Answer, Cell, Deed, Do, Say, Wished, answer, say
from actions.matters.goods import PERSON, refused_by, under_way, words_of
from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.hours import closes_next, next_opening
from careline.core.remedies import RemedyKind, RemedyState
from understanding.condition_words import Then
from understanding.context import Question
from understanding.deeds import Verb
from understanding.taxonomy import Ask, Matter

MATTER = Matter.PERSON
_KIND = RemedyKind.CALLBACK
_ABOUT = "person"


def do_it(view: View, question: Question) -> Answer | None:
    """A call where they want one, a word when something moves, else into the queue."""
    if view.says("no_calls") and not view.said.phone and not view.says("own_phone", "clock_named"):
        return deny(view, question)
    if _wants_call(view):
        return call(view)
    if about := _about_us(view):
        return about
    if view.open_remedy(_KIND) and _names_other(view):
        return change(view, question)
    return answer(then="request_human")


def _wants_call(view: View) -> bool:
    return view.says("call_me") or (view.says("by_phone") and not view.says("hotline"))


def _names_time(view: View) -> bool:
    """Whether an hour is named, not asked for."""
    return view.says("clock_named") and not view.says("asks_the_time")


def _names_other(view: View) -> bool:
    """Whether the words name another hour or number than was registered, or hours in which not to call."""
    return _names_time(view) or bool(view.said.phone) or view.says("own_phone", "not_then")


def _about_us(view: View) -> Answer | None:
    """What it is, what it can do, who stands for its word, and that it tells of news by itself."""
    if view.says("are_you_real") and not view.says("asks_for_person"):
        return answer(say("utter_person_machine"), offer=PERSON)
    if view.says("word_kept"):
        return answer(say("utter_person_stands_for_it"), offer=PERSON)
    if view.says("does_things"):
        return answer(say("utter_person_does_things"))
    if view.says("watch_it") and not view.says("call_me"):
        return answer(say("utter_person_tells_here"))
    return None


def call(view: View) -> Answer:
    """Registered at once: it costs them nothing. A call that is promised already is told of, or moved."""
    running = view.open_remedy(_KIND)
    if running and not _names_other(view):
        return _promised(view, running)
    return answer(do=Do(deed=CALLBACK, kept=_as_worded(view, running)))


def change(view: View, _question: Question) -> Answer | None:
    """Another hour or number, or hours to avoid: what they do not name stays as it was."""
    running = view.open_remedy(_KIND)
    if running is None and not view.says("by_phone", "call_me"):
        return None
    return answer(do=Do(deed=CALLBACK, kept=_as_worded(view, running)))


def _as_worded(view: View, running: Remedy | None) -> dict[str, str]:
    """What is registered: their words, the hour, the number, and whether they named hours to avoid."""
    hours = view.says("clock_named", "asks_the_time") and not view.says("moves_it", "own_phone")
    avoids = view.says("not_then") and hours and not view.said.phone and not view.says("moves_it", "moved_to")
    before = running.details if running else {}
    wished = None if avoids else _hour_named(view, running)
    at = wished.isoformat() if wished and not view.says("asks_the_time") else str(before.get("at") or "")
    phone = "" if view.says("own_phone") else view.said.phone or str(before.get("phone") or "")
    kept = {"words": words_of(view), "at": "" if avoids else at, "phone": phone}
    return kept | ({"avoids": "yes"} if avoids else {})


def _hour_named(view: View, running: Remedy | None) -> datetime | None:
    """The hour in the words; without a day, that of the call which is moved: make it half past eleven."""
    wished = view.said.callback_time(view.now, view.customer.time_zone)
    before = _wished_at(running) if running else None
    if wished is None or before is None or view.said.names_a_day(view.now):
        return wished
    day = before.astimezone(ZoneInfo(view.customer.time_zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    moved = view.said.callback_time(day, view.customer.time_zone) or wished
    return moved if moved > view.now else wished


def may_i(view: View, _question: Question) -> Answer | None:
    """A call, somebody in charge, or a person."""
    if _wants_call(view):
        return call(view)
    if about := _about_us(view):
        return about
    if view.says("boss"):
        return answer(say("utter_person_boss"), offer=PERSON)
    return answer(then="request_human")


def when(view: View, _question: Question) -> Answer | None:
    """When people answer, now or from when on; or by when the call comes."""
    if running := view.open_remedy(_KIND):
        return call(view) if _names_time(view) or view.says("not_then") else _promised(view, running)
    if view.says("call_me") or (view.says("by_phone") and view.says("not_then")):
        return call(view)
    if view.queued:
        return answer(then="request_human")  # how long still: they are told where they stand
    if opens := next_opening(view.now, view.hours, view.customer.time_zone):
        return answer(say("utter_person_hours_later", at=view.at(opens)), offer=PERSON)
    until = closes_next(view.now, view.hours, view.customer.time_zone)
    if until is None:
        return answer(say("utter_person_always"), offer=PERSON)
    if daily := _hours(view):
        return answer(say("utter_person_hours_now", opens=daily[0], closes=daily[1]), offer=PERSON)
    return answer(say("utter_person_hours_today", closes=view.at(until)), offer=PERSON)


def status(view: View, _question: Question) -> Answer | None:
    """Who reads this has the assistant before them: nobody is waited for, unless a call was promised."""
    if running := view.open_remedy(_KIND):
        return _promised(view, running)
    last = view.remedy(_KIND)
    if last and last.state is RemedyState.REFUSED and view.says("call_me"):
        return refused_by(view, last)
    if view.queued:
        return answer(then="request_human")
    return answer(say("utter_person_not_queued"), offer=PERSON)


def how(view: View, question: Question) -> Answer | None:
    """What to say for it."""
    if view.says("is_it_really_you"):
        return answer(say("utter_person_really_us"))
    if view.says("hotline"):
        return which(view, question)
    return answer(say("utter_person_how"), offer=PERSON)


def why(_view: View, _question: Question) -> Answer | None:
    """Why a machine answers; nobody is kept from a person."""
    return answer(say("utter_person_why_machine"), offer=PERSON)


def who(view: View, _question: Question) -> Answer | None:
    """That a machine talks; whoever was on before we cannot name."""
    if view.says("which_agent"):
        return answer(say("utter_person_before_unknown"), offer=PERSON)
    running = view.open_remedy(_KIND)
    if running and view.says("caller_number"):
        return answer(say("utter_person_caller_number"))
    if running and view.says("call_me", "who_calls", "by_phone"):
        promised = _promised(view, running)
        return answer(say("utter_person_we_call"), *promised.says, offer=promised.offer)
    if about := _about_us(view):
        return about
    if view.says("boss"):
        return answer(say("utter_person_boss"), offer=PERSON)
    return answer(say("utter_person_machine"), offer=PERSON)


def which(view: View, _question: Question) -> Answer | None:
    """A number to call: we know none, so we call; an agent's number the agent has to tell."""
    if view.says("which_agent"):
        return answer(say("utter_person_before_unknown"), offer=PERSON)
    if view.open_remedy(_KIND) and view.says("caller_number"):
        return answer(say("utter_person_caller_number"))
    if view.queued and not view.says("hotline", "by_phone"):
        return status(view, _question)
    return answer(say("utter_person_no_hotline"), offer=PERSON)


def what_if(view: View, _question: Question) -> Answer | None:
    """Nobody there, cut off, or the person cannot help either."""
    if view.says("word_kept"):
        return _about_us(view)
    if view.says("cut_off"):
        return answer(say("utter_person_place_stays"))
    if view.says("missed_call") and (running := view.open_remedy(_KIND)):
        return answer(say("utter_person_call_missed", by=view.at(running.due_at or view.now)))
    if view.says("cannot_solve"):
        return answer(say("utter_person_cannot_solve"))
    if view.hours.always:
        return answer(say("utter_person_message_stays_always"))
    if daily := _hours(view):
        return answer(say("utter_person_message_stays", opens=daily[0], closes=daily[1]))
    if opens := next_opening(view.now, view.hours, view.customer.time_zone):
        return answer(say("utter_person_message_stays_until", at=view.at(opens)))
    return answer(say("utter_person_message_stays_always"))


def what_next(view: View, _question: Question) -> Answer | None:
    """Whether all has to be told once more."""
    if not view.says("sees_history"):
        return None
    return answer(say("utter_person_sees_all"), offer=None if view.queued else PERSON)


def undo(view: View, _question: Question) -> Answer | None:
    """No person after all: the call is taken back, the rest goes on here."""
    return answer(then="withdraw") if view.open_remedy(_KIND) else answer(say("utter_stay"))


def deny(view: View, _question: Question) -> Answer | None:
    """No call: the one that is promised is taken back; what comes is written here."""
    if view.open_remedy(_KIND):
        return answer(then="withdraw")
    return answer(say("utter_person_writes_here")) if view.says("by_phone") else None


def confirm(view: View, _question: Question) -> Answer | None:
    """Yes, that number, that hour: what stands is said once more."""
    running = view.open_remedy(_KIND)
    return _promised(view, running) if running else None


def complain(view: View, _question: Question) -> Answer | None:
    """Tired of talking to a machine."""
    return _about_us(view) or answer(say("utter_person_tired_of_machine"), offer=PERSON)


def _promised(view: View, running: Remedy) -> Answer:
    at = _wished_at(running)
    due = running.due_at or view.now
    if due <= view.now or running.state is RemedyState.FAILED:
        return under_way(view, running)
    if at and at > view.now:
        return answer(say("utter_person_call_at", at=view.at(at)))
    return answer(say("utter_person_call_by", by=view.at(due)))


def _wished_at(remedy: Remedy) -> datetime | None:
    try:
        return datetime.fromisoformat(str(remedy.details.get("at") or ""))
    except ValueError:
        return None


def _hours(view: View) -> tuple[str, str] | None:
    """From when to when people answer every day, as the consumer's clock shows it; None where days or clocks differ."""
    here, theirs = ZoneInfo(view.hours.zone or view.customer.time_zone), ZoneInfo(view.customer.time_zone)
    if view.now.astimezone(here).utcoffset() != view.now.astimezone(theirs).utcoffset():
        return None
    soon = {view.now.date() + timedelta(days=n) for n in range(_SOON)}
    windows = {view.hours.week[0], *view.hours.week, *(view.hours.on(day) for day in soon)}
    if len(windows) > 1 or len(view.hours.week[0]) != 1:
        return None
    window = view.hours.week[0][0]
    today = view.now.astimezone(theirs).replace(second=0, microsecond=0)
    opens, closes = (today.replace(hour=one.hour, minute=one.minute) for one in (window.opens, window.closes))
    return _clock(view, opens), _clock(view, closes)


_SOON = 8
"""Days within which a closed or special one makes "every day" wrong."""


def _clock(view: View, at: datetime) -> str:
    """09:00; aloud 上午九点, 9 am."""
    said = view.at(at)
    today = view.either("今天", "today at " if view.spoken else "today ")
    return said.removeprefix(today).strip()


def _refused(view: View, kept: Mapping[str, Any]) -> Sequence[Say]:
    return () if view.customer.phone or kept.get("phone") else (say("utter_person_no_number"),)


def _wished(_view: View, kept: Mapping[str, Any]) -> Wished:
    """Another hour or number is another wish; it takes the place of the call that was registered before."""
    words = str(kept.get("words") or "")
    given = {name: str(kept[name]) for name in ("at", "phone", "avoids") if kept.get(name)}
    about = ":".join((_ABOUT, *(given.values() if "avoids" not in given else (*given.values(), words))))
    return Wished(details={"text": words, **given}, about=about)


def _told(view: View, remedy: Remedy) -> Sequence[Say]:
    at, by = _wished_at(remedy), view.at(remedy.due_at or view.now)
    phone, later = str(remedy.details.get("phone") or ""), at is not None and at > view.now
    if phone:
        when = view.at(at) if at and later else by
        return (say("utter_person_call_noted_to", at=when, number=view.number(phone)),)
    if remedy.details.get("avoids"):
        return (say("utter_person_call_avoids", by=by),)
    if at and later:
        return (say("utter_person_call_noted_at", at=view.at(at)),)
    return (say("utter_person_call_noted", by=by),)


CALLBACK = Deed(name="callback", kind=_KIND, matter=MATTER, refused=_refused, wished=_wished, told=_told)
"""A person calls, at the hour and number that were named. `kept`: `words`, `at` (ISO), `phone`, `avoids`."""

CELLS: dict[Ask, Cell] = {
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.HOW_LONG_OVERDUE: status,
    Ask.HOW: how,
    Ask.WHO: who,
    Ask.WHY: why,
    Ask.MAY_I: may_i,
    Ask.WHAT_IF: what_if,
    Ask.WHICH: which,
    Ask.WHAT_NEXT: what_next,
    Ask.DO_IT: do_it,
    Ask.UNDO: undo,
    Ask.COMPLAIN: complain,
    Ask.CHANGE: change,
    Ask.DENY: deny,
    Ask.CONFIRM: confirm,
}
OFFER = OurQuestion(asked=Asked.HANDOFF_OFFER, verbs=Verb.HAND_OVER, then=Then.PERSON)
"""A person, whatever was spoken of."""
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(CALLBACK,),
    questions=(OFFER,),
    intents=("request_human",),
    other_numbers=True,
)
