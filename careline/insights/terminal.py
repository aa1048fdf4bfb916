"""`careline review` in a terminal: one sentence after the other, a key or two for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import typer
from rich.console import Console
from rich.table import Table

from careline.core import phrases
from careline.core.reviews import ReviewReason, ReviewState
from careline.core.wording.intents import INTENT
from careline.insights import rows
from careline.insights.nlu_files import NluFileError
from careline.insights.rows import DecidedError, NoReviewError, Review, Wanted
from careline.insights.service import BadDecisionError, Decision, Verb, decide, preview, redacted_for
from careline.insights.shapes import likely_intents
from careline.insights.writing import write_approved
from careline.store.database import Database

WHO = "operator"
_KEYS = "Enter accept · number pick · letters search · e edit · s skip · n next · q quit"
_BATCH = 50
Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(slots=True)
class Session:
    """One person at one terminal. `ask` shows a prompt and returns a line; it raises EOFError when there is no more."""

    database: Database
    console: Console
    ask: Callable[[str], str]
    clock: Callable[[], datetime]
    language: str = "zh-CN"
    seen: set[object] = field(default_factory=set)
    done: Counter[str] = field(default_factory=Counter)

    async def run(self, wanted: Wanted) -> Counter[str]:
        """Go through what is open until it is all decided or the reader quits; returns how many of each verb."""
        try:
            while batch := await self._next(wanted):
                for review in batch:
                    self.seen.add(review.turn_id)
                    await self._one(review)
        except (EOFError, KeyboardInterrupt):
            self.console.print()
        return self.done

    async def _next(self, wanted: Wanted) -> list[Review]:
        async with self.database.begin() as tx:
            found = await rows.listed(tx, wanted, limit=_BATCH + len(self.seen))
        return [review for review in found if review.turn_id not in self.seen]

    async def _one(self, review: Review) -> None:
        text, intents = review.text, likely_intents(review)
        while True:
            await self._show(review, text, intents)
            typed = self.ask("> ").strip()
            if typed == "q":
                raise EOFError
            if typed == "n":
                return
            if typed == "e":
                text = (await preview(self.database, review.turn_id, self.ask("text: "))).text or text
            elif typed == "s":
                await self._decide(Decision(turn_id=review.turn_id, version=review.version, verb=Verb.SKIP))
                return
            elif intent := self._picked(typed, intents):
                if await self._decide(
                    Decision(
                        turn_id=review.turn_id, version=review.version, verb=Verb.APPROVE, intent=intent, text=text
                    )
                ):
                    return
            else:
                intents = found_intents(typed) or intents

    def _picked(self, typed: str, intents: list[str]) -> str | None:
        """Nothing typed is the first; a number counts from 1; letters that fit one intent alone are that."""
        if not typed:
            return next(iter(intents), None)
        if typed.isascii() and typed.isdigit():
            return intents[int(typed) - 1] if 1 <= int(typed) <= len(intents) else None
        fitting = found_intents(typed)
        return fitting[0] if len(fitting) == 1 else None

    async def _decide(self, decision: Decision) -> bool:
        """False where the sentence can still be decided otherwise."""
        try:
            await decide(self.database, decision, who=WHO, now=self.clock())
        except BadDecisionError as error:
            self.console.print(str(error), style="red", markup=False)
            return False
        except (DecidedError, NoReviewError) as error:
            self.console.print(str(error), style="yellow", markup=False)
            return True
        self.done[decision.verb] += 1
        return True

    async def _show(self, review: Review, text: str, intents: list[str]) -> None:
        async with self.database.begin() as tx:
            redacted = await redacted_for(tx, review, text)
        understood = self._named(review.intent)
        self.console.rule(f"{review.reason} · {review.sign} · {review.times}×", style="dim")
        self.console.print(redacted.text, style="bold", markup=False)
        self.console.print(f"understood: {understood} ({review.confidence:.2f})", style="dim", markup=False)
        if redacted.doubtful:
            self.console.print("check for personal data", style="yellow")
        for n, intent in enumerate(intents[:9], 1):
            mark = " (proposed)" if intent == review.proposal else ""
            self.console.print(f"  {n} {self._named(intent)}{mark}", markup=False)
        self.console.print(_KEYS, style="dim", markup=False)

    def _named(self, intent: str) -> str:
        return f"{phrases.intent_name(intent, self.language)} · {intent}" if intent in INTENT else intent


def found_intents(typed: str) -> list[str]:
    """Intents whose name, in any language, begins with this or holds it; those that begin with it first."""
    wanted = typed.casefold()
    names = {intent: (intent, *(name.casefold() for name in said)) for intent, said in INTENT.items()}
    begin = [intent for intent, known in names.items() if any(name.startswith(wanted) for name in known)]
    hold = [intent for intent, known in names.items() if any(wanted in name for name in known)]
    return list(dict.fromkeys([*begin, *hold]))


async def show_list(database: Database, console: Console, wanted: Wanted, *, limit: int) -> None:
    """A table of what fits, what is said most often first."""
    async with database.begin() as tx:
        found = await rows.listed(tx, wanted, limit=limit)
        in_all = await rows.count(tx, wanted)
    table = Table(box=None, pad_edge=False)
    for name in ("times", "reason", "sign", "understood", "proposal", "sentence"):
        table.add_column(name, no_wrap=name != "sentence")
    for review in found:
        intent = review.decided_intent or review.proposal
        text = review.decided_text or review.text
        cells = (str(review.times), review.reason, review.sign, review.intent, intent or "", text)
        table.add_row(*(cell.replace("[", r"\[") for cell in cells))
    console.print(table)
    console.print(f"{len(found)} of {in_all}", style="dim")


async def write(database: Database, console: Console, folder: Path, now: datetime) -> bool:
    """Write what is approved and say what that changed; False if something is left for a person."""
    try:
        written = await write_approved(database, folder, who=WHO, now=now)
    except NluFileError as error:
        console.print(f"Nothing was written: {error}", style="red", markup=False)
        return False
    for line in written.added:
        console.print(f"+ {line.file.name}  {line.intent}  {line.sentence}", style="green", markup=False)
    for line in written.known:
        console.print(f"= {line.file.name}  {line.intent}  {line.sentence} (stands there already)", markup=False)
    for sentence, why in written.refused:
        console.print(f"! {sentence}: {why}", style="yellow", markup=False)
    console.print(f"{len(written.added)} added, {len(written.known)} known, {len(written.refused)} left", markup=False)
    if written.added:
        console.print("Next: git diff data/nlu, then `make train`, restart, and `make test` before it goes live.")
    return not written.refused


def state_named(name: str) -> ReviewState | None:
    """A state, or "all". Raises typer.BadParameter."""
    return None if name == "all" else _named(ReviewState, name)


def reason_named(name: str) -> ReviewReason | None:
    """A reason, or nothing for any. Raises typer.BadParameter."""
    return _named(ReviewReason, name) if name else None


def _named(kinds: type[Kind], name: str) -> Kind:
    try:
        return kinds(name)
    except ValueError:
        raise typer.BadParameter(f"{name} is none of {', '.join(kinds)}") from None
