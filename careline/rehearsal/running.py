"""Holding conversations on a stage, several at once, and judging each."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from careline.rehearsal.aftermath import aftermath
from careline.rehearsal.app_line import AppLine
from careline.rehearsal.cast import Cast, UnknownWordError
from careline.rehearsal.judging import faults_after, faults_in, leaks
from careline.rehearsal.line import CannotDoError, Line
from careline.rehearsal.phone_line import PhoneLine
from careline.rehearsal.script import Conversation, Step
from careline.rehearsal.stage import Stage
from careline.rehearsal.told import Exchange, Outcome, Report

AT_ONCE = 6
"""Conversations held side by side: more make no difference, one bot process answers them all."""


async def rehearse(stage: Stage, scripts: Sequence[Conversation], *, at_once: int = AT_ONCE) -> Report:
    """Hold every conversation once. What goes wrong is in the report; only a broken stage raises."""
    began = time.monotonic()
    casts = await stage.enter(scripts)
    gate = asyncio.Semaphore(at_once)

    async def held(script: Conversation, people: Cast) -> Outcome:
        async with gate:
            return await hold(stage, script, people)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(held(*pair)) for pair in zip(scripts, casts, strict=True)]
    return Report(outcomes=tuple(task.result() for task in tasks), seconds=time.monotonic() - began)


async def hold(stage: Stage, script: Conversation, people: Cast) -> Outcome:
    """Hold one conversation to its end, or to the first step that cannot be done."""
    outcome, began, number = Outcome(script=script), time.monotonic(), 0
    who = people.consumer
    line: Line = PhoneLine(stage, who, script.call) if script.call else AppLine(stage, who)
    try:
        outcome.greeting = await line.open()
        outcome.note(0, list(leaks(outcome.greeting, script, people)))
        for number, step in enumerate(script.talk, start=1):
            exchange = await _do(line, step, people)
            outcome.exchanges.append(exchange)
            outcome.note(number, faults_in(step, exchange, script, people))
        found = await aftermath(stage.database, await line.conversation_id(), who)
        outcome.note(0, faults_after(script, found))
    except (CannotDoError, UnknownWordError) as error:
        outcome.note(number, [str(error)])
    outcome.seconds = time.monotonic() - began
    return outcome


async def _do(line: Line, step: Step, people: Cast) -> Exchange:
    if step.silent:
        return await line.stay_silent()
    if step.press is not None:
        return await line.press(people.fill(step.press))
    if step.choose is not None:
        return await line.choose(step.choose)
    return await line.say(people.fill(step.consumer or ""))
