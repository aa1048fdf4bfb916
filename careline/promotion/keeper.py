"""The part of `careline up` that knows which model is in use, and changes it when asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from careline.bot_side import ModelRefusedError, model_at, name_of_present
from careline.core.models import Model, Step, choice_at_start
from careline.promotion import record
from careline.promotion.canary import check
from careline.promotion.control import RequestRefusedError
from careline.promotion.record import Decision
from careline.promotion.switching import Say, SwitchFailedError, switch
from careline.promotion.watch import watch
from careline.store.database import Database
from careline.supervisor import Child, Program

Programs = Callable[[Model], Sequence[Program]]
"""The Rasa processes as they have to be for a model, in the order of the children."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A switch that is asked for: to which model, by whom, why, and what is known of it."""

    model: Model
    who: str
    why: str
    what: Step
    candidate: str
    figures: dict[str, Any] = field(default_factory=dict)
    watch_seconds: float = 0.0

    @property
    def canaries(self) -> Mapping[str, Mapping[str, str]]:
        found: Mapping[str, Mapping[str, str]] = self.figures.get("canaries", {})
        return found


class ModelKeeper:
    """One for each `careline up`. `models` is the folder of model files."""

    def __init__(self, database: Database, models: Path, clock: Callable[[], datetime], secret: str) -> None:
        self._database, self._models, self._clock, self._secret = database, models, clock, secret
        self._busy = asyncio.Lock()
        self._children: Sequence[Child] = ()
        self._programs: Programs = lambda _: ()

    async def at_start(self, present: Path, say: Say) -> Model:
        """The model to start with: the one on record, or that of the present sources, which goes on record then.

        Raises ModelRefusedError.
        """
        async with self._database.begin() as tx:
            last = await record.in_use(tx)
        recorded = last.model if last else None
        keep, why = choice_at_start(
            recorded, last.sources if last else "", present.name, intact=recorded is not None and self._has(recorded)
        )
        model = recorded if keep and recorded else model_at(present)
        say(f"{model.name}: {why}")
        if last is None or model != last.model or present.name != last.sources:
            start = Wanted(model=model, who="system", why=why, what=Step.STARTED, candidate=model.name)
            await self._note(start, model, sources=present.name)
        return model

    def _has(self, model: Model) -> bool:
        try:
            model_at(self._models / model.name, model.sha256)
        except ModelRefusedError:
            return False
        return True

    def attend(self, children: Sequence[Child], programs: Programs) -> None:
        """Care for these processes from now on."""
        self._children, self._programs = children, programs

    async def handle(self, request: dict[str, Any], say: Say) -> dict[str, Any]:
        """Do what the other terminal asks. Raises RequestRefusedError."""
        if request.get("do") == "state":
            return {"model": (model := (await self._in_use()).model).name, "sha256": model.sha256}
        if self._busy.locked():
            raise RequestRefusedError("another change of the model is under way: wait until it has ended")
        async with self._busy:
            try:
                return await self._do(request, say)
            except (KeyError, TypeError) as error:
                raise RequestRefusedError(f"the request lacks {error}") from error

    async def _do(self, request: dict[str, Any], say: Say) -> dict[str, Any]:
        if request.get("do") == "promote":
            await self._change(_promotion(request), say)
        elif request.get("do") == "refuse":
            now = await self._in_use()
            await self._note(_promotion(request, Step.REFUSED), now.model)
        elif request.get("do") == "roll_back":
            await self._roll_back(request["who"], request["why"], say)
        else:
            raise RequestRefusedError("nobody here knows how to do that")
        return await self._names()

    async def _names(self) -> dict[str, Any]:
        async with self._database.begin() as tx:
            now, before = await record.in_use(tx), await record.one_before(tx)
        return {"model": now.model.name if now else "", "before": before.model.name if before else ""}

    async def _in_use(self) -> Decision:
        async with self._database.begin() as tx:
            found = await record.in_use(tx)
        if found is None:
            raise RequestRefusedError("no model is on record yet: `careline up` is still starting")
        return found

    async def _roll_back(self, who: str, why: str, say: Say) -> None:
        now = await self._in_use()
        async with self._database.begin() as tx:
            before = await record.one_before(tx)
        if before is None:
            raise RequestRefusedError("there is no model to go back to")
        await self._change(
            Wanted(
                model=before.model, who=who, why=why, what=Step.ROLLED_BACK, candidate=now.model.name,
                figures=before.figures,
            ),
            say,
        )  # fmt: skip

    async def _change(self, wanted: Wanted, say: Say) -> None:
        """Switch, watch, and go back if consumers fare worse. Raises RequestRefusedError; the old model stays then."""
        old, began = await self._in_use(), self._clock()
        try:
            model_at(self._models / wanted.model.name, wanted.model.sha256)
            await self._switch(wanted.model, wanted.canaries, say)
        except (ModelRefusedError, SwitchFailedError) as error:
            failed = Wanted(
                model=old.model, who=wanted.who, why=str(error), what=Step.FAILED, candidate=wanted.model.name
            )
            await self._note(failed, old.model)
            raise RequestRefusedError(f"{error}. {old.model.name} stays in use.") from error
        await self._note(wanted, wanted.model)
        done = self._clock()
        if wanted.watch_seconds > 0:
            say(f"all processes have it; watching turns for {wanted.watch_seconds:.0f} s")
            if worse := await watch(self._database, began, done, wanted.watch_seconds, say):
                await self._give_up(wanted, old, worse, say)

    async def _give_up(self, wanted: Wanted, old: Decision, worse: str, say: Say) -> None:
        say(f"{worse}: going back")
        back = Wanted(
            model=old.model, who="system", why=worse, what=Step.ROLLED_BACK, candidate=wanted.model.name,
            figures=old.figures,
        )  # fmt: skip
        await self._switch(old.model, back.canaries, say)
        await self._note(back, old.model)
        raise RequestRefusedError(f"{worse}. {old.model.name} is in use again.")

    async def _switch(self, model: Model, canaries: Mapping[str, Mapping[str, str]], say: Say) -> None:
        if len(self._children) == 1:
            say("there is one Rasa process only: nobody is answered while it restarts (CARELINE_BOT_PROCESSES)")
        await switch(self._children, self._programs(model), partial(self._check, model, canaries), say)

    async def _check(self, model: Model, canaries: Mapping[str, Mapping[str, str]], program: Program) -> None:
        await check(program.ready.removesuffix("/health"), self._secret, model.name, canaries)

    async def _note(self, wanted: Wanted, in_use: Model, *, sources: str = "") -> None:
        decision = Decision(
            at=self._clock(), who=wanted.who, why=wanted.why, what=wanted.what, model=in_use,
            sources=sources or await name_of_present(self._models), candidate=wanted.candidate, figures=wanted.figures,
        )  # fmt: skip
        async with self._database.begin() as tx:
            await record.note(tx, decision)


def _promotion(request: dict[str, Any], what: Step = Step.PROMOTED) -> Wanted:
    return Wanted(
        model=Model(name=Path(request["model"]).name, sha256=request["sha256"]), who=request["who"],
        why=request["why"], what=what, candidate=Path(request["model"]).name, figures=request.get("figures", {}),
        watch_seconds=float(request.get("watch_seconds", 0.0)),
    )  # fmt: skip
