"""A conversation as it was held, for people: who did what, what was understood, and what was not as expected."""

from __future__ import annotations

from collections.abc import Iterator

from careline.rehearsal.told import Exchange, Outcome, Report, Said

FAULT = "✗"


def transcript(outcome: Outcome) -> str:
    """Every turn; faults are marked where they happened."""
    return "\n".join(_lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    script = outcome.script
    orders = ", ".join(f"{key}: {order.situation}" for key, order in script.orders.items()) or "no order to speak of"
    kind = f"a call about {script.call}" if script.call else "in the app"
    yield f"{script.title}  ({script.speaks}, {kind}; {orders})"
    if script.known:
        yield f"    known to fail: {script.known}"
    yield from (f"    {'':10}{line}" for one in outcome.greeting for line in _said(one))
    for number, exchange in enumerate(outcome.exchanges, start=1):
        yield from _exchange(number, exchange)
        yield from _faults(outcome, number)
    yield from (f"    not reached: {step.shown}" for step in script.talk[len(outcome.exchanges) :])
    yield from _faults(outcome, 0)


def _exchange(number: int, exchange: Exchange) -> Iterator[str]:
    understood = f"  [{exchange.intent} {exchange.confidence or 0:.2f}]" if exchange.intent else ""
    yield f"{number:>3} {'consumer':10}{exchange.done}{understood}"
    for one in exchange.said:
        yield from (f"    {'bot':10}{line}" for line in _said(one))
    if not exchange.said:
        yield f"    {'bot':10}(nothing; the conversation is {exchange.owner}'s)"


def _said(one: Said) -> Iterator[str]:
    pressable = "".join(f" 〔{title}〕" for title in (*one.buttons, *one.cards))
    yield f"{one.response}: {one.text}{pressable}"


def _faults(outcome: Outcome, step: int) -> Iterator[str]:
    yield from (f"  {FAULT} {fault}" for fault in outcome.faults.get(step, ()))


def summary(report: Report) -> str:
    """The figures, after the transcripts of whatever was not as expected."""
    parts = [transcript(outcome) for outcome in report.failed]
    parts += [f"{transcript(outcome)}\n  {FAULT} it passes now: take `known` away" for outcome in report.repaired]
    turns = sum(len(outcome.exchanges) for outcome in report.outcomes)
    passed = sum(outcome.passed and not outcome.script.known for outcome in report.outcomes)
    parts.append(
        f"{len(report.outcomes)} conversations, {turns} turns in {report.seconds:.1f} s: {passed} passed, "
        f"{len(report.failed)} failed, {len(report.known)} failed as known, {len(report.repaired)} repaired"
    )
    return "\n\n".join(parts)
