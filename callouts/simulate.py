"""What the engine would do with a feed of orders over some days: who would be phoned, when, who not and why.

On a virtual clock, without a database, a carrier or a person: every decision is made by the rules that the real planner
and dialer ask (`policy`, `pacing`, `lifecycle`, `retries`, `standing`, `careline.core`). What is made up is only how
people answer (`Habits`) and, without a file, the orders. One seed gives one result.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from heapq import heappop, heappush
from uuid import UUID
from zoneinfo import ZoneInfo

from callouts.carrier import CallStatus
from callouts.lifecycle import Attempt, Event, HangUpAsked, Placed, Progress, Verdict, advance
from callouts.pacing import Bucket, Pace, room_left, seconds_until, take
from callouts.policy import Call, Decision, Dont, Facts, decide, next_day, next_window
from callouts.retries import FOLLOWS, Cancel, Finish, Message, Retry, Standing, follow_up, may_have_rung
from callouts.simulated import Habits, Result, Rung, Shopper, Staff, Trouble
from callouts.standing import decide_again_at
from careline.core.blocks import BlockKind
from careline.core.callouts import CALLED, Outcome, Why
from careline.core.contact import Allowed, Channel, Reachability, Reason, may_contact
from careline.core.rules import ShopRules

URGENCY = (BlockKind.REFUND, BlockKind.DISPATCH, BlockKind.LOGISTICS, BlockKind.FREIGHT)
SAME_NUMBER = timedelta(minutes=1)
_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Callout:
    about: Trouble
    due_at: datetime
    wished_for: datetime | None
    attempt: Attempt | None = None
    rung: Rung | None = None
    ended: bool = False

    @property
    def urgency(self) -> tuple[int, datetime, datetime, UUID]:
        rank = 0 if self.wished_for else 1 + URGENCY.index(self.about.kind)
        return rank, self.about.deadline, self.due_at, self.about.block_id


@dataclass(slots=True)
class _Person:
    """What has happened to one consumer so far."""

    who: Shopper
    troubles: list[Trouble] = field(default_factory=list)
    live: _Callout | None = None
    opted_out: bool = False
    wishes: list[datetime] = field(default_factory=list)
    with_a_person_until: datetime | None = None
    identified_at: datetime | None = None


class Simulation:
    """One run. `may_dial` is the carrier's."""

    def __init__(
        self,
        people: Iterable[Shopper],
        troubles: Iterable[Trouble],
        *,
        rules: ShopRules,
        pace: Pace,
        habits: Habits,
        staff: Staff,
        seed: int,
        may_dial: Callable[[str], str | None],
        start: datetime,
        end: datetime,
    ) -> None:
        self.rules, self.pace, self.habits, self.staff = rules, pace, habits, staff
        self._seed, self._may_dial, self._end = seed, may_dial, end
        self._people = {one.customer.customer_id: _Person(one) for one in people}
        self.result = Result(sorted(troubles, key=lambda one: (one.began, one.block_id)))
        self._heap: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._count = 0
        self._bucket = Bucket(1.0, start)
        self._queue: list[tuple[tuple[int, datetime, datetime, UUID], _Callout]] = []
        self._dialling_at: datetime | None = None
        self._ringing: dict[str, _Callout] = {}
        self._made: dict[str, list[tuple[Channel, datetime, UUID | None]]] = defaultdict(list)
        self._held: dict[str, Reason] = {}
        self._in_all: Counter[tuple[str, str]] = Counter()
        for one in self.result.troubles:
            self._people[one.customer_id].troubles.append(one)
            self._at(max(one.began, start), partial(self._consider, [one]))
            if one.ended and one.ended <= end:
                self._at(one.ended, partial(self._moved_on, one))

    def run(self) -> Result:
        """Until the end of the time looked at; calls that ring then end as they would have."""
        while self._heap and self._heap[0][0] <= self._end:
            at, _, step = heappop(self._heap)
            step(at)
        return self.result

    def _at(self, at: datetime, step: Callable[[datetime], None]) -> None:
        self._count += 1
        heappush(self._heap, (at, self._count, step))

    # Deciding, as the planner does.

    def _consider(self, about: Sequence[Trouble], now: datetime) -> None:
        for one in sorted(about, key=lambda one: (URGENCY.index(one.kind), one.deadline, one.block_id)):
            person = self._people[one.customer_id]
            if person.live and person.live.about is one:
                continue
            facts = self._facts(one, now)
            decision = self._decide(facts, now)
            if isinstance(decision, Call):
                self._plan(one, decision.at, None)
            else:
                one.why = decision.why
                if again := decide_again_at(decision, facts, now):
                    self._at(again, partial(self._reconsider, one))

    def _reconsider(self, one: Trouble, now: datetime) -> None:
        if not one.over(now):
            self._consider([one], now)

    def _decide(self, facts: Facts, now: datetime) -> Decision:
        return decide(facts, now, self.rules)

    def _facts(self, one: Trouble, now: datetime, asking: _Callout | None = None) -> Facts:
        person = self._people[one.customer_id]
        customer, line = person.who.customer, person.who.line
        made = self._contacts(person)
        busy = person.with_a_person_until
        others = [at for channel, at, block in made if channel is Channel.PHONE and block != one.block_id]
        lately = [at for at in others if at > now - self.rules.calls.block_gap]
        talked = person.identified_at is not None and person.identified_at >= one.began
        return Facts(
            block_id=one.block_id, kind=one.kind, deadline=one.deadline, still_blocked=not one.over(now),
            new_user=one.new_user, who=self._reachability(person, Channel.PHONE, now), language=customer.locale,
            carrier_refuses=self._may_dial(customer.phone) if customer.phone else None,
            covered=person.live is not None and person.live is not asking,
            with_a_person=busy is not None and busy > now, talked=talked, finished=one.calls_over or one.finished,
            attempts_made=len(one.rang_at), wished_for=asking.wished_for if asking else None,
            full_until=self._full_until(line.country if line else "", now),
            rang_about_another=max(lately, default=None),
        )  # fmt: skip

    def _contacts(self, person: _Person) -> list[tuple[Channel, datetime, UUID | None]]:
        """Of the person and of their number, whosever it is."""
        customer = person.who.customer
        return sorted({*self._made[customer.customer_id], *self._made[customer.phone or ""]}, key=lambda one: one[1])

    def _reachability(self, person: _Person, channel: Channel, now: datetime) -> Reachability:
        customer = person.who.customer
        midnight = _midnight(customer.time_zone, now)
        made = self._contacts(person)
        return Reachability(
            channel=channel, phone=customer.phone, region=customer.region, time_zone=customer.time_zone,
            consent=customer.consent, opted_out=person.opted_out,
            number_bad=self._held.get(customer.phone or "") is Reason.BAD_NUMBER,
            held=held if (held := self._held.get(customer.phone or "")) is not Reason.BAD_NUMBER else None,
            line=person.who.line, today=sum(kind is channel and at >= midnight for kind, at, _ in made),
            recent=tuple(at for _, at, _ in reversed(made) if at > now - _DAY),
        )  # fmt: skip

    def _full_until(self, country: str, now: datetime) -> datetime | None:
        day, contact = now.date().isoformat(), self.rules.contact
        full = self._in_all[day, ""] >= contact.calls_in_all
        full = full or self._in_all[day, country or "-"] >= contact.calls_to(country)
        return datetime.combine(now.date() + _DAY, time.min, UTC) if full else None

    def _plan(self, one: Trouble, at: datetime, wished_for: datetime | None) -> None:
        person = self._people[one.customer_id]
        person.live = callout = _Callout(one, at, wished_for)
        one.why = None
        self._at(at, lambda now: self._due(callout, now))

    # Dialling, as the dialer does.

    def _due(self, callout: _Callout, now: datetime) -> None:
        if callout.ended or callout.attempt or callout.due_at > now:
            return
        heappush(self._queue, (callout.urgency, callout))
        self._dial_soon(now)

    def _dial_soon(self, at: datetime) -> None:
        if self._queue and (self._dialling_at is None or self._dialling_at > at):
            self._dialling_at = at
            self._at(at, self._dial)

    def _dial(self, now: datetime) -> None:
        if self._dialling_at != now:
            return
        self._dialling_at = None
        while self._queue and room_left(len(self._ringing), self.pace):
            if self._queue[0][1].ended:
                heappop(self._queue)
                continue
            rest = take(self._bucket, now, self.pace)
            if rest is None:
                wait = max(seconds_until(self._bucket, now, self.pace), 0.001)
                self._dial_soon(now + timedelta(seconds=wait))
                return
            _, callout = heappop(self._queue)
            if self._begin(callout, now):
                self._bucket = rest

    def _begin(self, callout: _Callout, now: datetime) -> bool:
        one = callout.about
        decision = self._decide(self._facts(one, now, callout), now)
        if isinstance(decision, Dont):
            one.why = decision.why
            self._over(callout, now)
            return False
        number = self._people[one.customer_id].who.customer.phone or ""
        if decision.at > now or number in self._ringing:
            callout.due_at = decision.at if decision.at > now else now + SAME_NUMBER
            self._at(callout.due_at, lambda at: self._due(callout, at))
            return False
        self.result.waits.append((now - callout.due_at).total_seconds())
        self._ring(callout, number, now)
        return True

    def _ring(self, callout: _Callout, number: str, now: datetime) -> None:
        one = callout.about
        n = len(one.outcomes)
        callout.attempt = advance(Attempt(), Placed("CA"), now)
        callout.rung = Rung(
            at=now, number=number, customer_id=one.customer_id, block_id=one.block_id, wished_for=callout.wished_for
        )
        self.result.calls.append(callout.rung)
        self._ringing[number] = callout
        self.result.most_at_once = max(self.result.most_at_once, len(self._ringing))
        for key in (one.customer_id, number):
            self._made[key].append((Channel.PHONE, now, one.block_id))
        one.rang_at.append(now)
        country = line.country if (line := self._people[one.customer_id].who.line) else ""
        self._in_all[now.date().isoformat(), ""] += 1
        self._in_all[now.date().isoformat(), country or "-"] += 1
        what = self._drawn(one, n)
        rings = self._between(self.habits.ring_seconds, one, n, "ring")
        talks = self._between(self.habits.talk_seconds, one, n, "talk")
        up = now + timedelta(seconds=rings)
        if what in _ANSWERED:
            self._at(up, lambda at: self._picked_up(callout, at))
            self._at(up + timedelta(seconds=talks), lambda at: self._ended(callout, _news(what, "CA", at), at))
        else:
            self._at(up, lambda at: self._ended(callout, _news(what, "CA", at), at))

    def _picked_up(self, callout: _Callout, now: datetime) -> None:
        if callout.attempt and not callout.attempt.over:
            callout.attempt = advance(callout.attempt, Progress(CallStatus.IN_PROGRESS, "CA", now), now)

    def _ended(self, callout: _Callout, news: Sequence[Event | Outcome], now: datetime) -> None:
        """The call ends with this news; an outcome among it is what its dialogue has found out."""
        attempt = callout.attempt
        if attempt is None or attempt.over:
            return
        one = callout.about
        person = self._people[one.customer_id]
        for event in news:
            if isinstance(event, Outcome):
                with_them = event in CALLED
                attempt = replace(
                    attempt, identified_at=now if with_them else None, settled=event is Outcome.SETTLED,
                    wrong_person=event is Outcome.WRONG_PERSON,
                    found=None if event in CALLED or event is Outcome.HUNG_UP else event,
                )  # fmt: skip
            else:
                attempt = advance(attempt, event, now)
        assert callout.rung
        callout.attempt = attempt
        callout.rung.outcome, callout.rung.ended_at = attempt.outcome, now
        del self._ringing[callout.rung.number]
        if attempt.identified_at:
            person.identified_at = now
        self._follow(callout, callout.rung, attempt, now)
        self._dial_soon(now)

    # What follows, as `follow_ups` does.

    def _follow(self, callout: _Callout, rung: Rung, attempt: Attempt, now: datetime) -> None:
        one, outcome = callout.about, attempt.outcome
        assert outcome
        person = self._people[one.customer_id]
        one.outcomes.append(outcome)
        if not may_have_rung(outcome):
            placed_at = one.rang_at.pop()
            for key in (one.customer_id, rung.number):
                self._made[key].remove((Channel.PHONE, placed_at, one.block_id))
        self._say(person, callout, rung.number, outcome, now)
        customer = person.who.customer
        following = follow_up(
            outcome,
            Standing(
                rang=len(one.rang_at),
                network_failures=sum(o in {Outcome.NETWORK_FAILED, Outcome.CUT_OFF} for o in one.outcomes),
                not_sent=0, opted_out=person.opted_out, hang_up_why=attempt.hang_up_why,
                next_window=next_window(now, customer.time_zone, customer.region, self.rules.contact),
                next_day=next_day(now, customer.time_zone), over=one.calls_over if not callout.wished_for else None,
            ),
            now,
            self.rules,
        )  # fmt: skip
        callout.attempt = None
        if isinstance(following, Retry):
            callout.due_at = following.not_before
            self._at(following.not_before, lambda at: self._due(callout, at))
        else:
            if isinstance(following, Finish):
                one.finished = following.outcome if following.outcome is not Outcome.OPTED_OUT else one.finished
                if FOLLOWS[following.outcome].of_all and following.outcome is not Outcome.OPTED_OUT:
                    for other in person.troubles:
                        other.calls_over = following.outcome if not other.over(now) else other.calls_over
                if following.person or following.outcome is Outcome.ASKED_PERSON:
                    self._to_a_person(person, now)
            elif isinstance(following, Cancel):
                one.why = Why.BLOCK_OVER
            self._over(callout, now)
        if not isinstance(following, Cancel) and following.message:
            self._text(person, following.message, now)

    def _say(self, person: _Person, callout: _Callout, number: str, outcome: Outcome, now: datetime) -> None:
        """What people say in a call holds for them and for their number."""
        if outcome is Outcome.OPTED_OUT:
            person.opted_out = True
            self._held.setdefault(number, Reason.NUMBER_OPTED_OUT)
        if outcome is Outcome.WRONG_PERSON:
            self._held.setdefault(number, Reason.WRONG_NUMBER)
        if outcome is Outcome.BAD_NUMBER:
            self._held.setdefault(number, Reason.BAD_NUMBER)
        if outcome is Outcome.ASKED_CALLBACK:
            hours = self._between((60, 360), callout.about, len(callout.about.outcomes), "wish")
            person.wishes.append(now + timedelta(minutes=hours))

    def _over(self, callout: _Callout, now: datetime) -> None:
        """The callout has run its course: what it stood in the way of is decided about again."""
        callout.ended = True
        person = self._people[callout.about.customer_id]
        person.live = None
        open_ones = [one for one in person.troubles if one.began <= now and not one.over(now)]
        while person.wishes and open_ones and person.live is None:
            wished, about = person.wishes.pop(0), min(open_ones, key=lambda one: (one.deadline, one.block_id))
            decision = self._decide(replace(self._facts(about, now), wished_for=wished), now)
            if isinstance(decision, Call):
                self._plan(about, decision.at, wished)
            else:
                self._to_a_person(person, now)
        self._consider(open_ones, now)

    def _moved_on(self, one: Trouble, now: datetime) -> None:
        callout = self._people[one.customer_id].live
        if callout is None or callout.about is not one:
            return
        if callout.attempt is None:
            one.why = Why.BLOCK_OVER
            self._over(callout, now)
        elif callout.attempt.answered_at is None and not self._another_stuck(
            one, now
        ):  # hung up before anybody answers
            asked, gone = HangUpAsked(Why.BLOCK_OVER), Progress(CallStatus.CANCELED, "CA", now)
            self._ended(callout, (asked, gone), now)

    def _another_stuck(self, one: Trouble, now: datetime) -> bool:
        """Whether that trouble has given way to another one of its kind, about which a call that rings goes on."""
        same = (one.order_id, one.kind)
        others = (other for other in self._people[one.customer_id].troubles if (other.order_id, other.kind) == same)
        return any(other.began <= now and not other.over(now) for other in others)

    def _to_a_person(self, person: _Person, now: datetime) -> None:
        self.result.handed.append(now)
        person.with_a_person_until = until = now + timedelta(minutes=self.staff.minutes)
        self._at(until, lambda at: self._consider([t for t in person.troubles if not t.over(at) and t.began <= at], at))

    def _text(self, person: _Person, _message: Message, now: datetime) -> None:
        found = may_contact(self._reachability(person, Channel.SMS, now), now, self.rules.contact)
        if isinstance(found, Allowed):
            self.result.messages += 1
            for key in (person.who.customer.customer_id, person.who.customer.phone or ""):
                self._made[key].append((Channel.SMS, found.at, None))

    # Chance, the same for the same seed, block and try, whatever else happens.

    def _chance(self, one: Trouble, n: int, what: str) -> float:
        told = f"{self._seed}:{one.block_id}:{n}:{what}".encode()
        return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest()) / 2**64

    def _drawn(self, one: Trouble, n: int) -> Outcome:
        shares = self.habits.of_thousand
        left = self._chance(one, n, "outcome") * sum(shares.values())
        for outcome, share in shares.items():
            left -= share
            if left < 0:
                return outcome
        return Outcome.NO_ANSWER

    def _between(self, span: tuple[int, int], one: Trouble, n: int, what: str) -> float:
        return span[0] + (span[1] - span[0]) * self._chance(one, n, what)


_UNANSWERED: Mapping[Outcome, tuple[CallStatus, int | None]] = {
    Outcome.NO_ANSWER: (CallStatus.NO_ANSWER, None),
    Outcome.BUSY: (CallStatus.BUSY, None),
    Outcome.REJECTED: (CallStatus.BUSY, 603),
    Outcome.NETWORK_FAILED: (CallStatus.FAILED, None),
    Outcome.BAD_NUMBER: (CallStatus.FAILED, 404),
}
_ANSWERED = frozenset(Outcome) - set(_UNANSWERED)


def _news(what: Outcome, sid: str, at: datetime) -> tuple[Event | Outcome, ...]:
    """What the carrier and the dialogue tell of a call that comes to this."""
    if what in _UNANSWERED:
        status, code = _UNANSWERED[what]
        return (Progress(status, sid, at, code),)
    over = Progress(CallStatus.COMPLETED, sid, at)
    return (Verdict("machine_start"), over) if what is Outcome.VOICEMAIL else (Verdict("human"), what, over)


def _midnight(time_zone: str, now: datetime) -> datetime:
    zone = ZoneInfo(time_zone)
    return datetime.combine(now.astimezone(zone).date(), time.min, zone).astimezone(UTC)
