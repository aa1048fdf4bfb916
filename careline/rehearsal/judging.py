"""Whether an exchange, and the end, were as the script expects; every fault in one sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from careline.rehearsal.cast import Cast
from careline.rehearsal.script import Conversation, Step
from careline.rehearsal.told import Aftermath, Exchange, Said


def faults_in(step: Step, exchange: Exchange, script: Conversation, cast: Cast) -> list[str]:
    """What is wrong with this exchange."""
    if tuple(one.response for one in exchange.said) in step.or_bot:
        return [*leaks(exchange.said, script, cast, said_by_consumer=exchange.done), *_circumstances(step, exchange)]
    return [
        *_responses(step, exchange),
        *_words(step, exchange, cast),
        *leaks(exchange.said, script, cast, said_by_consumer=exchange.done),
        *_circumstances(step, exchange),
    ]


def leaks(said: tuple[Said, ...], script: Conversation, cast: Cast, *, said_by_consumer: str = "") -> Iterator[str]:
    """Words that must never be said here. What the consumer has just said themselves may be repeated to them."""
    heard = "\n".join(text for one in said for text in (one.text, *one.buttons, *one.cards))
    for secret in cast.secrets():
        if secret in heard and secret not in said_by_consumer:
            yield f"told of a stranger's order: {secret}"
    for word in script.never:
        if (filled := cast.fill(word)) in heard:
            yield f"never to be said here: {filled}"


def _responses(step: Step, exchange: Exchange) -> Iterator[str]:
    got = tuple(one.response for one in exchange.said)
    if step.bot is not None and got != step.bot:
        yield f"expected bot: {', '.join(step.bot) or 'nothing'}; got: {', '.join(got) or 'nothing'}"


def _words(step: Step, exchange: Exchange, cast: Cast) -> Iterator[str]:
    heard = "\n".join(one.text for one in exchange.said)
    for word in step.mentions:
        if (filled := cast.fill(word)) not in heard:
            yield f"expected to hear: {filled}"
    for word in step.omits:
        if (filled := cast.fill(word)) in heard:
            yield f"expected not to hear: {filled}"


def _circumstances(step: Step, exchange: Exchange) -> Iterator[str]:
    if step.intent and exchange.intent != step.intent:
        yield f"expected intent: {step.intent}; understood: {exchange.intent}"
    if step.owner and exchange.owner is not step.owner:
        yield f"expected owner: {step.owner}; is: {exchange.owner}"


def faults_after(script: Conversation, found: Aftermath) -> list[str]:
    """What is wrong when all is said."""
    wanted = script.after
    faults = []
    if found.owner is not wanted.owner:
        faults.append(f"expected owner afterwards: {wanted.owner}; is: {found.owner}")
    for key in script.orders:
        expected, noted = sorted(wanted.noted.get(key, ())), sorted(found.noted.get(key, ()))
        if expected != noted:
            faults.append(
                f"expected noted for {key}: {', '.join(expected) or 'nothing'}; is: {', '.join(noted) or 'nothing'}"
            )
    if wanted.opted_out != found.opted_out:
        faults.append(f"expected opted_out: {wanted.opted_out}; is: {found.opted_out}")
    if wanted.callback != found.callback:
        faults.append(f"expected callback: {wanted.callback}; is: {found.callback}")
    return faults
