"""POST /api/platform/answers: where the platform says later how a remedy went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from aiohttp import web
from pydantic import BaseModel
from sqlalchemy import select

from careline.cases.service import NoRemedyError, answered
from careline.core.orders import AnswerStatus, RemedyAnswer
from careline.core.remedies import IllegalRemedyMoveError, RemedyState
from careline.http.endpoint import Access, Endpoint, Guard
from careline.http.problem import Problem
from careline.http.reading import json_in
from careline.http.signature import BODY, keys_of, signature_guard
from careline.platform.http_adapter import AnswerIn
from careline.store.database import Database
from careline.store.tables.cases import remedies

MAX_BODY = 64 * 1024


class LaterAnswer(AnswerIn):
    """An answer that names the remedy it is about."""

    remedy_id: UUID


class AnswerTaken(BaseModel):
    """`taken` is false for what was known already, or came too late; that is no error, and need not be sent again."""

    remedy_id: UUID
    state: RemedyState
    taken: bool


def endpoints(database: Database, clock: Callable[[], datetime]) -> list[Endpoint]:
    """The platform's one route. Its guard (`platform_guard`) has read the body and checked the signature."""

    async def take(request: web.Request) -> AnswerTaken:
        told = LaterAnswer.model_validate(json_in(request[BODY]), strict=False)
        now = clock()
        answer = RemedyAnswer(
            remedy_id=str(told.remedy_id), status=AnswerStatus(told.status), at=now, code=told.code, reason=told.reason,
            expected_by=told.expected_by,
        )  # fmt: skip
        async with database.begin() as tx:
            mine = select(remedies.c.state, remedies.c.due_at).where(remedies.c.remedy_id == told.remedy_id)
            before = (await tx.execute(mine.with_for_update(key_share=True))).first()
            if before is None:
                raise Problem(404, NoRemedyError.__doc__ or "")
            with suppress(IllegalRemedyMoveError):  # it waits for approval or evidence, and goes on waiting
                await answered(tx, told.remedy_id, answer, now, who="platform")
            after = (await tx.execute(mine)).one()
        return AnswerTaken(
            remedy_id=told.remedy_id, state=RemedyState(after.state), taken=tuple(after) != tuple(before)
        )

    return [
        Endpoint(
            method="POST",
            path="/api/platform/answers",
            access=Access.PLATFORM,
            handle=take,
            summary="Take the platform's later answer to a remedy, signed, idempotent, late ones ignored",
            accepts=LaterAnswer,
            answer=AnswerTaken,
        )
    ]


def platform_guard(secret: str | Sequence[str], clock: Callable[[], datetime]) -> Guard:
    """Lets what the platform has signed through; nothing at all where no platform is connected."""
    if keys_of(secret):
        return signature_guard(secret, clock, MAX_BODY)

    async def nobody(_request: web.Request) -> None:
        raise Problem(401, "No platform is connected: CARELINE_PLATFORM_SECRET is not set.")

    return nobody
